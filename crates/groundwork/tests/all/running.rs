//! The small site behind the real shell, on a real port, and the plainest of clients.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use groundwork::server::accept::{bind, serve};
use groundwork::server::asker::Proxies;
use groundwork::server::clock::Clock;
use groundwork::server::limits::Limits;
use groundwork::server::origin::Hosts;
use groundwork::server::rates::Rates;
use groundwork::server::{Settings, wrap};
use jiff::Timestamp;
use shell::problem;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::small_site;

/// Starts the site; it ends with the test's runtime.
pub fn start(limits: Limits) -> SocketAddr {
    let listener = bind(0).unwrap();
    let address = listener.local_addr().unwrap();
    let settings = Settings {
        hosts: Hosts::new(&[]),
        limits,
        clock: Clock::Still(Timestamp::UNIX_EPOCH),
        trouble: Arc::new(|reference| problem::plain(StatusCode::INTERNAL_SERVER_ERROR, "Ours", reference)),
        rates: Rates::in_general(Proxies::default()),
        is_https: false,
    };
    let router = wrap(small_site::routes(), settings);
    tokio::spawn(serve(listener, router, limits, std::future::pending()));
    address
}

/// Says `words` over a connection of its own and hears whatever comes until the other side ends it, or 10 seconds.
pub async fn exchange(address: SocketAddr, words: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The other side may hang up while we still speak; what it said counts.
    let _ = stream.write_all(words).await;
    let mut heard = Vec::new();
    let _ = timeout(Duration::from_secs(10), stream.read_to_end(&mut heard)).await;
    String::from_utf8_lossy(&heard).into_owned()
}

/// An honest visit to the first page.
pub async fn visit(address: SocketAddr) -> String {
    exchange(address, b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await
}
