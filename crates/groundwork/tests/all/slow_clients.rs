//! Clients that take their time on purpose are cut off, and everyone else is served meanwhile.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use groundwork::server::limits::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::running::{start, visit};

const OF_EACH: usize = 100;

/// What a slow client says at once, what it goes on saying, and what it hears before it is cut off.
struct Slow {
    first: &'static str,
    then: &'static str,
    hears: &'static str,
    within: Duration,
}

const HEADER: Duration = Duration::from_millis(1_500);
const BODY_PAUSE: Duration = Duration::from_secs(1);
const BODY_WHOLE: Duration = Duration::from_millis(2_500);

/// What a busy machine may add to each limit.
const SLACK: Duration = Duration::from_secs(5);

const KINDS: [Slow; 4] = [
    Slow { first: "GET / HTTP/1.1\r\nhost: loc", then: "", hears: "", within: HEADER },
    Slow { first: "GET / HTTP/1.1\r\nx-long: ", then: "x", hears: "", within: HEADER },
    Slow {
        first: "POST /form HTTP/1.1\r\nhost: localhost\r\ncontent-length: 60000\r\n\r\n",
        then: "",
        hears: "HTTP/1.1 408",
        within: BODY_PAUSE,
    },
    Slow {
        first: "POST /form HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n",
        then: "1\r\nx\r\n",
        hears: "HTTP/1.1 408",
        within: BODY_WHOLE,
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn four_hundred_slow_clients_are_cut_off_and_honest_ones_served() {
    let limits = Limits { header: HEADER, body_pause: BODY_PAUSE, body_whole: BODY_WHOLE, ..Limits::default() };
    let address = start(limits);
    let mut slow = JoinSet::new();
    for client in 0..OF_EACH * KINDS.len() {
        slow.spawn(be_slow(address, &KINDS[client % KINDS.len()]));
    }
    let mut waits = Vec::new();
    while !slow.is_empty() {
        let asked = Instant::now();
        assert!(visit(address).await.starts_with("HTTP/1.1 200"), "an honest client was turned away");
        waits.push(asked.elapsed());
        sleep(Duration::from_millis(20)).await;
        while let Some(ended) = slow.try_join_next() {
            ended.unwrap();
        }
    }
    waits.sort();
    // A busy machine makes a few wait; a server that is held up by the slow ones makes most of them wait for whole seconds.
    let (median, slowest) = (waits[waits.len() / 2], waits[waits.len() - 1]);
    assert!(median < Duration::from_millis(500) && slowest < BODY_WHOLE + SLACK, "{waits:?}");
}

async fn be_slow(address: SocketAddr, kind: &Slow) {
    let began = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(kind.first.as_bytes()).await.unwrap();
    let (mut ear, mut mouth) = stream.split();
    let mut heard = Vec::new();
    // When it last spoke, and how long it was ever silent against its will, in milliseconds.
    let (spoke, silent) = (AtomicU64::new(0), AtomicU64::new(0));
    let so_far = || u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let silence = || silent.fetch_max(so_far() - spoke.load(Ordering::Relaxed), Ordering::Relaxed);
    let go_on = async {
        while mouth.write_all(kind.then.as_bytes()).await.is_ok() {
            silence();
            spoke.store(so_far(), Ordering::Relaxed);
            sleep(Duration::from_millis(150)).await;
        }
        std::future::pending::<()>().await;
    };
    let listen = timeout(kind.within + SLACK, ear.read_to_end(&mut heard));
    let ended = tokio::select! {
        ended = listen => ended.unwrap_or_else(|_| panic!("still open: {}", kind.first)),
        () = go_on => return,
    };
    // Whoever still talks while the server hangs up may get a reset in place of the last words (RFC 1122, 4.2.2.13).
    let was_reset = ended.is_err() && !kind.then.is_empty();
    let heard = String::from_utf8_lossy(&heard);
    let as_it_should = heard.starts_with(kind.hears) && heard.is_empty() == kind.hears.is_empty();
    assert!(as_it_should || was_reset, "{}: {heard}", kind.first);
    // On a busy machine a client that wants to speak may not get to it within the pause that the server allows.
    silence();
    let was_held_up = !kind.then.is_empty() && u128::from(silent.into_inner()) * 2 >= BODY_PAUSE.as_millis();
    let is_late_enough = began.elapsed() + SLACK / 10 >= kind.within;
    assert!(is_late_enough || was_held_up, "cut off early: {}", kind.first);
}
