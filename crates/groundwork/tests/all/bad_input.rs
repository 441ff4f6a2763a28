//! Whatever is sent, the answer is a refusal in words, it repeats nothing, and the next person is served.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use groundwork::server::limits::Limits;

use crate::running::{exchange, start, visit};

/// Stands in every bad request that can hold it, and in no answer.
const MARK: &str = "zq7mark";

/// One exchange, ended by the server or by the client's own wish.
async fn check(address: SocketAddr, said: &[u8], allowed: &[u16]) {
    let shown: String = String::from_utf8_lossy(said).chars().take(120).collect();
    let asked = Instant::now();
    let heard = exchange(address, said).await;
    let status: u16 = heard.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    assert!(allowed.contains(&status), "{shown:?} was answered: {heard}");
    assert!(!heard.contains(MARK), "{shown:?} was repeated: {heard}");
    assert!(asked.elapsed() < Duration::from_secs(4), "{shown:?} took long");
    assert!(visit(address).await.starts_with("HTTP/1.1 200"), "after {shown:?} nobody is served");
}

/// A well-formed request with these first words, these header lines and this body.
fn request(first: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let mut lines = vec![format!("{first} HTTP/1.1"), "host: localhost".to_owned(), "connection: close".to_owned()];
    lines.extend(headers.iter().map(|line| (*line).to_owned()));
    format!("{}\r\n\r\n{body}", lines.join("\r\n")).into_bytes()
}

const FORM: &str = "content-type: application/x-www-form-urlencoded";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_http_is_refused() {
    let address = start(Limits { header: Duration::from_secs(1), ..Limits::default() });
    let host = "host: localhost\r\nconnection: close\r\n\r\n";
    for (said, allowed) in [
        (format!("\0\u{1}{MARK}\r\n\r\n").into_bytes(), &[400][..]),
        (format!("{MARK}\r\n\r\n").into_bytes(), &[400]),
        (format!("GET /{MARK} HTTP/3.7\r\n{host}").into_bytes(), &[400, 505]),
        (format!("GET /{MARK}\r\n{host}").into_bytes(), &[400]),
        (format!("G€T /{MARK} HTTP/1.1\r\n{host}").into_bytes(), &[400]),
        (format!("GET  /{MARK}  HTTP/1.1\r\n{host}").into_bytes(), &[400]),
        (format!("GET /{MARK} HTTP/1.1\r\nbad name: {MARK}\r\n{host}").into_bytes(), &[400]),
        (format!("GET / HTTP/1.1\r\nname: one\r\n {MARK}\r\n{host}").into_bytes(), &[400]),
        (format!("GET / HTTP/1.1\r\nname: \u{7}{MARK}\r\n{host}").into_bytes(), &[400]),
        (format!("POST /form HTTP/1.1\r\ncontent-length: -1\r\n{host}").into_bytes(), &[400]),
        (format!("POST /form HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n{host}").into_bytes(), &[400]),
        (format!("POST /form HTTP/1.1\r\ntransfer-encoding: {MARK}\r\n{host}").into_bytes(), &[400]),
        (format!("POST /form HTTP/1.1\r\ntransfer-encoding: chunked\r\n{host}zz\r\n{MARK}").into_bytes(), &[400]),
        // Another protocol's greeting, and a header that never ends, are hung up on without a word.
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &[0, 400]),
        (b"\x16\x03\x01\x02\x00\x01\x00".to_vec(), &[400]),
        (b"GET / HTTP/1.1\r\n".to_vec(), &[0]),
    ] {
        check(address, &said, allowed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused() {
    let address = start(Limits::default());
    let long = format!("{MARK}{}", "x".repeat(20_000));
    let many: Vec<String> = (0..200).map(|number| format!("x-{number}: {MARK}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let chunk = format!("11000\r\n{}\r\n", "x".repeat(0x11000));
    for (said, allowed) in [
        (request(&format!("GET /{long}"), &[], ""), &[414, 431][..]),
        (request(&format!("GET /days?days={long}"), &[], ""), &[414, 431]),
        (request("GET /", &[&format!("cookie: {long}")], ""), &[431]),
        (request("GET /", &many, ""), &[431]),
        (request("POST /form", &[FORM, "content-length: 65537"], ""), &[413]),
        (request("POST /form", &[FORM, "content-length: 10737418240"], MARK), &[413]),
        (request("POST /form", &[FORM, "content-length: 99999999999999999999999"], MARK), &[400]),
        (request("GET /", &["content-length: 65537"], ""), &[413]),
        (request("POST /form", &[FORM, "transfer-encoding: chunked"], &chunk), &[413]),
        (request("POST /form", &[FORM, "transfer-encoding: chunked"], "fffffffffffffffff\r\n"), &[400]),
    ] {
        check(address, &said, allowed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_this_site_is_refused() {
    let address = start(Limits::default());
    let posted = format!("name={MARK}");
    let length = format!("content-length: {}", posted.len());
    let elsewhere = |line: &str| request("POST /form", &[FORM, &length, line], &posted);
    let hosted = |lines: &str| format!("GET / HTTP/1.1\r\n{lines}connection: close\r\n\r\n").into_bytes();
    for (said, allowed) in [
        (hosted(""), &[400][..]),
        (hosted("host: localhost\r\nhost: localhost\r\n"), &[400]),
        (hosted(&format!("host: {MARK}.example.org\r\n")), &[421]),
        (hosted("host: \u{1f331}\r\n"), &[400]),
        (b"GET / HTTP/1.0\r\n\r\n".to_vec(), &[400]),
        (request(&format!("GET http://{MARK}.example.org/"), &[], ""), &[421]),
        (request(&format!("CONNECT {MARK}.example.org:443"), &[], ""), &[421]),
        (elsewhere("sec-fetch-site: cross-site"), &[403]),
        (elsewhere("sec-fetch-site: same-site"), &[403]),
        (elsewhere("origin: null"), &[403]),
        (elsewhere("origin: http://example.org"), &[403]),
        (request("CONNECT localhost:80", &[], ""), &[403, 404, 405]),
    ] {
        check(address, &said, allowed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_page_takes_is_refused_in_words() {
    let address = start(Limits::default());
    let form = |kind: &str, body: &str| {
        let length = format!("content-length: {}", body.len());
        request("POST /form", &[&format!("content-type: {kind}"), &length], body)
    };
    let url_encoded = "application/x-www-form-urlencoded";
    for (said, allowed) in [
        (request("DELETE /", &[], ""), &[405][..]),
        (request("TRACE /", &[&format!("x-secret: {MARK}")], ""), &[405]),
        (request("OPTIONS *", &[], ""), &[404, 405]),
        (request("get /", &[], ""), &[405]),
        (request(&format!("GET /{MARK}"), &[], ""), &[404]),
        (request("GET /../../../../etc/passwd", &[], ""), &[404]),
        (request("GET /assets/..%2f..%2f..%2fetc/passwd", &[], ""), &[404]),
        (request("GET /assets/%00/base.css", &[], ""), &[404]),
        (request(&format!("GET /charts/{MARK}"), &[], ""), &[400]),
        (request("GET /charts/%ff", &[], ""), &[400]),
        (request("GET /charts/99999999999", &[], ""), &[400]),
        (request(&format!("GET /days?days={MARK}"), &[], ""), &[400]),
        (request("GET /days?days=65536", &[], ""), &[400]),
        (request("GET /days", &[], ""), &[400]),
        (form("application/json", &format!("{{\"name\":\"{MARK}\"}}")), &[415]),
        (form("multipart/form-data; boundary=x", MARK), &[415]),
        (form(url_encoded, &format!("name={MARK}%")), &[400]),
        (form(url_encoded, "name=%ff"), &[400]),
        (form(url_encoded, &format!("other={MARK}")), &[422]),
        (form(url_encoded, &"&".repeat(60_000)), &[422]),
    ] {
        check(address, &said, allowed).await;
    }
}
