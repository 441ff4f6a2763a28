//! The public home page over HTTP, against a bare answer of the web framework.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use shell::problem::plain;
use site::content::{Content, practice, shipped, shipped_text};
use site::pages::{Pages, routes};
use terms::trouble::Fault;

use crate::bench::timing::{Figure, in_turn};
use crate::server::accept::{bind, serve};
use crate::server::asker::Proxies;
use crate::server::clock::Clock;
use crate::server::limits::Limits;
use crate::server::origin::Hosts;
use crate::server::rates::Rates;
use crate::server::{Settings, wrap};

/// Asks for the page again and again over one connection.
pub(crate) fn home() -> Result<Figure, Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Fault::new("start the runtime", error))?;
    let page = start(&runtime, ours()?)?;
    let bare = start(&runtime, Router::new().route("/", get(async || "hello")))?;
    let (mut page, mut bare) = (Visitor::arrive(page)?, Visitor::arrive(bare)?);
    in_turn("public home page", 400, || page.ask(), || bare.ask())
}

fn ours() -> Result<Router, Fault> {
    let facts =
        practice(shipped_text("practice.toml")).map_err(|mistake| Fault::new("read the shipped texts", mistake))?;
    let content = Content::parse(&shipped()).map_err(|_| Fault::new("read the shipped texts", "they have mistakes"))?;
    let pages = Arc::new(Pages::new(&content, facts, true));
    let settings = Settings {
        hosts: Hosts::new(&[]),
        limits: Limits::default(),
        clock: Clock::System,
        trouble: Arc::new(|reference| plain(StatusCode::INTERNAL_SERVER_ERROR, "Trouble", reference)),
        rates: Rates::in_general(Proxies::default()),
        is_https: false,
    };
    Ok(wrap(routes(&pages), settings))
}

fn start(runtime: &tokio::runtime::Runtime, router: Router) -> Result<SocketAddr, Fault> {
    let listener = bind(0).map_err(|error| Fault::new("listen", error))?;
    let address = listener.local_addr().map_err(|error| Fault::new("listen", error))?;
    runtime.spawn(serve(listener, router, Limits::default(), std::future::pending()));
    Ok(address)
}

/// One connection that is kept alive.
struct Visitor(TcpStream);

impl Visitor {
    fn arrive(address: SocketAddr) -> Result<Self, Fault> {
        TcpStream::connect(address).map(Self).map_err(|error| Fault::new("connect", error))
    }

    /// Sends a request and reads the whole answer, by its length.
    fn ask(&mut self) -> Result<(), Fault> {
        let fault = |error: std::io::Error| Fault::new("ask for a page", error);
        self.0.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").map_err(fault)?;
        let mut heard = Vec::new();
        let mut part = vec![0; 64 * 1024];
        loop {
            let read = self.0.read(&mut part).map_err(fault)?;
            heard.extend_from_slice(&part[..read]);
            if read == 0 || whole(&heard) {
                return if heard.starts_with(b"HTTP/1.1 200") {
                    Ok(())
                } else {
                    Err(Fault::new("ask for a page", "it was not given"))
                };
            }
        }
    }
}

fn whole(heard: &[u8]) -> bool {
    let Some(end) = heard.windows(4).position(|window| window == b"\r\n\r\n") else { return false };
    let lines = String::from_utf8_lossy(&heard[..end]).to_lowercase();
    let length = lines
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .and_then(|length| length.parse::<usize>().ok());
    length.is_some_and(|length| heard.len() >= end + 4 + length)
}
