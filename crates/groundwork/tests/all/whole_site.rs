//! The whole site without a socket: the fictional practice in memory, and visitors who may be signed in.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use actions::house::House;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use groundwork::card_stand_in::StandIn;
use groundwork::demo_door::{DemoDoor, demo_clients};
use groundwork::server::asker::Peer;
use groundwork::server::clock::Clock;
use groundwork::set_up::SetUp;
use groundwork::sign_in::Door;
use groundwork::wiring::{self, Place};
use jiff::Timestamp;
use post::stripe::Stripe;
use site::content::{Content, shipped};
use site::front::Front;
use site::pages::Pages;
use terms::ids::{StaffId, SubjectId};
use terms::trouble::Never;
use testkit::practice::practice;
use tower::ServiceExt;

use crate::plain_client::form_body;

/// A proxy before every practice, which says who asks.
const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));

/// The site, standing at five past noon of a Monday.
#[derive(Clone)]
pub struct WholeSite(Router);

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl WholeSite {
    pub fn new() -> Self {
        Self::of(&testkit::ground::house(), "2026-06-22T18:05:00Z".parse().unwrap())
    }

    /// The site of this house, at a moment at which its clock stands.
    pub fn of(house: &House, now: Timestamp) -> Self {
        // A card processor that never answers, unless the house has another.
        let nowhere = StandIn::new("http://127.0.0.1:9", Clock::Still(now));
        house.take_cards(Arc::new(Stripe::new(nowhere.settings()).unwrap()));
        let front = front(house, now, true);
        let clients = demo_clients(house, now).unwrap();
        let door = Door { house: front.house.clone(), pages: Arc::clone(&front.pages), secure: false };
        Self(wiring::demo(&front, &DemoDoor { door, clients }, Clock::Still(now)))
    }

    /// The same house as a practice for real people has it: nobody comes in by one click.
    pub fn practice(house: &House, now: Timestamp) -> Self {
        let front = front(house, now, false);
        let door = Door { house: front.house.clone(), pages: Arc::clone(&front.pages), secure: true };
        Self(wiring::practice(
            &front,
            &SetUp { door, secret: "printed".into() },
            Clock::Still(now),
            Place { proxies: &[PROXY], ..Place::default() },
        ))
    }

    /// Signs someone in and gives back their cookie.
    pub async fn sign_in(&self, staff: StaffId) -> String {
        let answer = self.post(&format!("/staff/{staff}"), None, &[]).await;
        let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Signs a client in and gives back their cookie.
    pub async fn sign_in_client(&self, subject: SubjectId) -> String {
        let answer = self.post(&format!("/sign-in/{subject}"), None, &[]).await;
        let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub async fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        self.ask("GET", path, cookie, Vec::new()).await
    }

    /// The page as text, as a browser that unpacks nothing gets it.
    pub async fn read(&self, path: &str, cookie: Option<&str>) -> String {
        self.ask("READ", path, cookie, Vec::new()).await.text()
    }

    /// The same with whatever it is, as bytes.
    pub async fn whole(&self, path: &str, cookie: Option<&str>) -> Answer {
        self.ask("READ", path, cookie, Vec::new()).await
    }

    /// Sends a form with a file.
    pub async fn bring(&self, path: &str, cookie: &str, form: &[(&str, &str)], (file, bytes): (&str, &[u8])) -> Answer {
        let between = "----brought";
        let fields = form.iter().map(|(name, value)| {
            format!("--{between}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let mut body = fields.collect::<String>().into_bytes();
        let head = format!("--{between}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file}\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, format!("\r\n--{between}--\r\n").as_bytes()].concat());
        let request = Request::post(path).header(HOST, "localhost").header(ORIGIN, "http://localhost");
        let request = request.header(CONTENT_TYPE, format!("multipart/form-data; boundary={between}"));
        self.send(request.header(COOKIE, cookie).body(Body::from(body)).unwrap()).await
    }

    pub async fn post(&self, path: &str, cookie: Option<&str>, form: &[(&str, &str)]) -> Answer {
        self.post_bytes(path, cookie, form_body(form).into_bytes()).await
    }

    /// Posts whatever it is as if it were a form.
    pub async fn post_bytes(&self, path: &str, cookie: Option<&str>, body: Vec<u8>) -> Answer {
        self.ask("POST", path, cookie, body).await
    }

    /// Tells what a card processor tells, with its signature.
    pub async fn tell(&self, (signature, body): (&str, &[u8])) -> Answer {
        let request = Request::post("/cards/event").header(HOST, "localhost").header("stripe-signature", signature);
        let request = request.body(Body::from(body.to_vec())).unwrap();
        let (head, body) = self.0.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, 1_000).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }

    /// Posts as somebody at this address does, behind the proxy.
    pub async fn post_from(&self, address: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(path).header(HOST, "localhost").header(ORIGIN, "http://localhost");
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.header("x-forwarded-for", address).extension(Peer(PROXY));
        self.send(request.body(Body::from(form_body(form))).unwrap()).await
    }

    async fn ask(&self, method: &str, path: &str, cookie: Option<&str>, body: Vec<u8>) -> Answer {
        let as_asked = if method == "READ" { "GET" } else { method };
        let mut request = Request::builder().method(as_asked).uri(path).header(HOST, "localhost");
        if method == "GET" {
            request = request.header(ACCEPT_ENCODING, "gzip");
        }
        if method == "POST" {
            request =
                request.header(ORIGIN, "http://localhost").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (head, body) = self.0.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, 1_000_000).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }
}

fn front(house: &House, now: Timestamp, fictional: bool) -> Front {
    house.know_staff::<Never>(now).unwrap();
    let content = Content::parse(&shipped()).ok().unwrap();
    Front { house: house.clone(), pages: Arc::new(Pages::new(&content, practice(), fictional)) }
}

impl Answer {
    /// The page as text. What answers a form comes unpacked.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// The cookie that it hands over.
    pub fn cookie(&self) -> Option<&str> {
        let handed = self.headers.get(SET_COOKIE).and_then(|value| value.to_str().ok())?;
        handed.split(';').next()
    }

    /// A header of the answer; empty when it has none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where the answer leads.
    pub fn location(&self) -> &str {
        self.headers.get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
