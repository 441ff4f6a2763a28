//! How the stand-in tells a practice what happened: a signed event, sent again when nobody takes it.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

use post::stripe::event::sign;

use crate::server::clock::Clock;

/// How long before each try.
const TRIES: [Duration; 4] =
    [Duration::from_millis(300), Duration::from_secs(2), Duration::from_secs(10), Duration::from_mins(1)];

/// How long one try may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Something that was told.
pub(super) struct Told {
    pub(super) signature: String,
    pub(super) body: Vec<u8>,
}

/// Tells it on a thread of its own; each try is signed for its own moment.
pub(super) fn tell(listener: SocketAddr, secret: String, (clock, body): (Clock, Vec<u8>)) {
    thread::spawn(move || {
        for pause in TRIES {
            thread::sleep(pause);
            let signature = sign(&secret, clock.now(), &body);
            if sent(listener, &signature, &body).is_ok_and(|answer| answer.starts_with(b"HTTP/1.1 200")) {
                return;
            }
        }
    });
}

fn sent(listener: SocketAddr, signature: &str, body: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&listener, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let length = body.len();
    let head = format!(
        "POST /cards/event HTTP/1.1\r\nhost: {listener}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nstripe-signature: {signature}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.take(64 * 1024).read_to_end(&mut answer)?;
    Ok(answer)
}
