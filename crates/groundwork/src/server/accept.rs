//! Connections: from this computer, from a named proxy, or encrypted; with limits on their number, age and silence.
//!
//! The stock loop of axum has no such limits; unfinished headers stay open there for ever.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::server::asker::Peer;
use crate::server::limits::Limits;
use crate::server::seats::{Seat, Seats};

/// Listens on this computer's own address. Port 0 picks a free one; the listener knows which.
pub fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Listens on any address.
pub fn bind_to(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
}

/// Who may connect. What leaves this computer unencrypted leaves it to a proxy that was named, and to nobody else.
#[derive(Clone)]
pub enum Reach {
    /// Programs on this computer, such as a proxy.
    ThisComputer,
    /// These proxies on other computers.
    Proxies(Arc<[IpAddr]>),
    /// Everybody, by a certificate of our own.
    Encrypted(TlsAcceptor),
}

/// Answers this computer with `router` until `shutdown`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    serve_to(listener, Reach::ThisComputer, router, limits, shutdown).await
}

/// Answers with `router` until `shutdown`, then lets requests under way end within the limits' farewell.
pub async fn serve_to(
    listener: TcpListener,
    reach: Reach,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    if matches!(reach, Reach::ThisComputer) && !listener.local_addr()?.ip().is_loopback() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "without a certificate or a named proxy the server listens on this computer's own address only",
        ));
    }
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (close, closing) = watch::channel(());
    let server = Server { router, reach, limits, closing };
    let seats = Seats::new(limits.connections);
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) if server.lets_in(peer.ip()) => {
                    drop(connections.spawn(server.clone().receive((stream, Peer(peer.ip())), seats.take())));
                }
                Ok(_) => {}
                Err(error) => rest_after(&error).await,
            },
        }
    }
    drop((listener, close));
    let all_ended = async { while connections.join_next().await.is_some() {} };
    // Whoever still talks after that is cut off, with the set of connections.
    let _ = timeout(limits.farewell, all_ended).await;
    Ok(())
}

#[derive(Clone)]
struct Server {
    router: Router,
    reach: Reach,
    limits: Limits,
    /// Ends when the server does.
    closing: watch::Receiver<()>,
}

impl Server {
    fn lets_in(&self, peer: IpAddr) -> bool {
        match &self.reach {
            Reach::ThisComputer | Reach::Encrypted(_) => true,
            Reach::Proxies(known) => peer.is_loopback() || known.contains(&peer.to_canonical()),
        }
    }

    async fn receive(self, (stream, peer): (TcpStream, Peer), seat: Option<Arc<Seat>>) {
        // Answers are written whole; waiting for more to send with them only costs time.
        let _ = stream.set_nodelay(true);
        match (seat, self.reach.clone()) {
            (Some(seat), Reach::Encrypted(acceptor)) => {
                // A greeting that is not TLS, or never ends, is the other side's.
                if let Ok(Ok(stream)) = timeout(self.limits.header, acceptor.accept(stream)).await {
                    self.converse((stream, peer), seat).await;
                }
            }
            (Some(seat), Reach::ThisComputer | Reach::Proxies(_)) => self.converse((stream, peer), seat).await,
            (None, Reach::Encrypted(_)) => {}
            (None, Reach::ThisComputer | Reach::Proxies(_)) => send_away(stream).await,
        }
    }

    /// One connection, from its first byte to its last.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin + Send>(mut self, (stream, peer): (S, Peer), seat: Arc<Seat>) {
        let limits = self.limits;
        let connection = protocol(&limits).serve_connection(
            TokioIo::new(stream),
            service_fn(|request| answer(self.router.clone(), (Arc::clone(&seat), peer), request)),
        );
        let mut connection = pin!(connection);
        let patience = tokio::select! {
            // An error here is the other side's: it left, was too slow, or does not speak HTTP.
            _ = &mut connection => return,
            () = seat.wanted() => return,
            _ = self.closing.changed() => limits.farewell,
            () = sleep(limits.connection_age) => limits.body_whole + limits.answer,
        };
        connection.as_mut().graceful_shutdown();
        let _ = timeout(patience, connection).await;
    }
}

async fn answer(
    router: Router,
    (seat, peer): (Arc<Seat>, Peer),
    mut request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let _turn = seat.turn();
    request.extensions_mut().insert(peer);
    router.oneshot(request).await
}

/// HTTP/1.1 alone. The time for a header runs from the moment it may begin, so it also ends an idle connection.
fn protocol(limits: &Limits) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_header_size(limits.header_bytes)
        .max_buf_size(limits.header_bytes.max(SMALLEST_BUFFER));
    protocol
}

/// hyper takes no smaller buffer, in bytes.
const SMALLEST_BUFFER: usize = 8_192;

/// Says that every place is taken by a request under way, and ends.
async fn send_away(mut stream: TcpStream) {
    const WORDS: &str = "Many people are here just now. Try again in a few seconds.\n";
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\ncache-control: no-store\r\n\
         x-content-type-options: nosniff\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\r\n{WORDS}",
        WORDS.len()
    );
    let said = async {
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await?;
        // Closing over unread bytes would take back the answer, so what was sent is read first.
        let mut unread = [0; 1_024];
        while stream.read(&mut unread).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = timeout(Duration::from_secs(1), said).await;
}

/// A connection that is gone before it was accepted is nothing; anything else, such as too many open files, may pass.
async fn rest_after(error: &io::Error) {
    let is_theirs = matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionRefused
    );
    if !is_theirs {
        tracing::error!(%error, "accept a connection");
        sleep(Duration::from_millis(200)).await;
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;
    use tokio::time::Instant;

    use super::*;

    struct Running {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        served: JoinHandle<io::Result<()>>,
    }

    fn start(limits: Limits) -> Running {
        let router = Router::new()
            .route("/", get(async || "here"))
            .route("/slow", get(async || sleep(Duration::from_millis(300)).await))
            .route("/stuck", get(async || sleep(Duration::from_mins(1)).await));
        let listener = bind(0).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, router, limits, async { drop(stopped.await) }));
        Running { address, stop, served }
    }

    async fn say(address: SocketAddr, words: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(words.as_bytes()).await.unwrap();
        stream
    }

    async fn hear(mut stream: TcpStream) -> String {
        let mut heard = String::new();
        let _ = timeout(Duration::from_secs(5), stream.read_to_string(&mut heard)).await.expect("it was cut off");
        heard
    }

    const ASK: &str = "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    #[tokio::test]
    async fn a_listener_that_others_can_reach_is_refused() {
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
        let refused = serve(listener, Router::new(), Limits::default(), async {}).await;
        assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn only_proxies_that_were_named_come_in_unencrypted_from_elsewhere() {
        let server =
            |reach| Server { router: Router::new(), reach, limits: Limits::default(), closing: watch::channel(()).1 };
        let named = Reach::Proxies(Arc::new(["192.0.2.7".parse().unwrap()]));
        for (peer, is_in) in
            [("192.0.2.7", true), ("::ffff:192.0.2.7", true), ("127.0.0.1", true), ("192.0.2.8", false), ("::1", true)]
        {
            assert_eq!(server(named.clone()).lets_in(peer.parse().unwrap()), is_in, "{peer}");
        }
    }

    #[tokio::test]
    async fn a_header_has_its_time_and_its_size() {
        let limits = Limits { header: Duration::from_millis(150), header_bytes: 9_000, ..Limits::default() };
        let running = start(limits);
        assert!(hear(say(running.address, ASK).await).await.starts_with("HTTP/1.1 200"));
        let start = Instant::now();
        hear(say(running.address, "GET / HTTP/1.1\r\nhost:").await).await;
        hear(say(running.address, "").await).await;
        assert!(start.elapsed() >= limits.header * 2 && start.elapsed() < Duration::from_secs(3));
        for (bytes, status) in [(8_000, "HTTP/1.1 200"), (9_000, "HTTP/1.1 431")] {
            let padded = ASK.replace("connection", &format!("x-pad: {}\r\nconnection", "x".repeat(bytes)));
            let heard = hear(say(running.address, &padded).await).await;
            assert!(heard.starts_with(status), "{bytes}: {heard}");
        }
    }

    #[tokio::test]
    async fn one_more_connection_ends_the_longest_idle_one_or_is_sent_away() {
        let running = start(Limits { connections: 2, ..Limits::default() });
        let idle = say(running.address, "GET / HTTP/1.1\r\n").await;
        let busy = say(running.address, &ASK.replace(" / ", " /stuck ")).await;
        sleep(Duration::from_millis(50)).await;
        let second = say(running.address, &ASK.replace(" / ", " /stuck ")).await;
        assert_eq!(hear(idle).await, "");
        let heard = hear(say(running.address, ASK).await).await;
        assert!(heard.starts_with("HTTP/1.1 503") && heard.contains("Try again"), "{heard}");
        drop((busy, second));
        sleep(Duration::from_millis(50)).await;
        assert!(hear(say(running.address, ASK).await).await.starts_with("HTTP/1.1 200"));
    }

    #[tokio::test]
    async fn an_old_connection_ends_after_the_request_under_way() {
        let running = start(Limits { connection_age: Duration::from_millis(100), ..Limits::default() });
        let heard = hear(say(running.address, "GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await).await;
        assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
    }

    #[tokio::test]
    async fn stopping_waits_for_requests_under_way_but_not_for_ever() {
        for (path, heard) in [(" /slow ", "HTTP/1.1 200"), (" /stuck ", "")] {
            let running = start(Limits { farewell: Duration::from_millis(600), ..Limits::default() });
            let idle = say(running.address, "").await;
            let asked = say(running.address, &ASK.replace(" / ", path)).await;
            sleep(Duration::from_millis(50)).await;
            running.stop.send(()).unwrap();
            let ended = timeout(Duration::from_secs(2), running.served).await;
            assert!(matches!(ended, Ok(Ok(Ok(())))), "{path}: {ended:?}");
            assert!(hear(asked).await.starts_with(heard), "{path}");
            assert_eq!(hear(idle).await, "", "{path}");
            assert!(TcpStream::connect(running.address).await.is_err(), "{path}");
        }
    }
}
