//! Every link that a role can reach leads somewhere: no dead end, no fault, and nothing over its weight.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use terms::ids::Id;
use testkit::cast::{ALEXIS, BEA, CHRIS, DANA, INES, MARION, MAYA, OMAR, PRIYA, ROWAN};

use crate::whole_site::WholeSite;

/// How many pages of a calendar are opened: it has no last day.
const OF_ONE_SHAPE: usize = 4;

/// How many pages of one shape are opened elsewhere: more than the cast has charts.
const OF_A_KIND: usize = 24;

const PUBLIC_BYTES: usize = 8 * 1024;
const PORTAL_BYTES: usize = 10 * 1024;
const STAFF_BYTES: usize = 16 * 1024;
/// A paper bears its fonts.
const FILE_BYTES: usize = 128 * 1024;

#[tokio::test]
async fn every_link_of_every_role_leads_to_a_page() {
    let site = WholeSite::new();
    let mut wrong = Vec::new();
    let mut opened = crawl(&site, ("anyone", None), "/", &mut wrong).await.len();
    for (name, staff, start) in [
        ("Dana", DANA, "/t"),
        ("Omar", OMAR, "/t"),
        ("Priya", PRIYA, "/desk"),
        ("Bea", BEA, "/billing"),
        ("Marion", MARION, "/practice"),
    ] {
        let cookie = site.sign_in(staff).await;
        opened += crawl(&site, (name, Some(&cookie)), start, &mut wrong).await.len();
    }
    for (name, client) in [("Maya", MAYA), ("Rowan", ROWAN), ("Alexis", ALEXIS), ("Ines", INES), ("Chris", CHRIS)] {
        let cookie = site.sign_in_client(client).await;
        opened += crawl(&site, (name, Some(&cookie)), "/my", &mut wrong).await.len();
    }
    assert_eq!(wrong, [""; 0]);
    assert!(opened > 300, "only {opened} pages were opened");
}

/// Opens everything that can be reached from `start`, and gives each page with its path.
pub async fn crawl(
    site: &WholeSite,
    (who, cookie): (&str, Option<&str>),
    start: &str,
    wrong: &mut Vec<String>,
) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut ahead = VecDeque::from([(start.to_owned(), "the first page".to_owned())]);
    let mut seen = BTreeSet::new();
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    while let Some((path, from)) = ahead.pop_front() {
        let of_shape = shapes.entry(shape(&path)).or_default();
        if *of_shape == most_of_shape(&path) || !seen.insert(path.clone()) {
            continue;
        }
        *of_shape += 1;
        let answer = site.get(&path, cookie).await;
        let mut say = |words: &str| wrong.push(format!("{who}: {path}, from {from}: {words}"));
        if answer.status != 200 {
            say(&format!("status {}", answer.status));
            continue;
        }
        if answer.bytes.len() > most(&path) {
            say(&format!("weighs {}", answer.bytes.len()));
        }
        if is_file(&path) {
            continue;
        }
        let page = site.read(&path, cookie).await;
        if page.contains(" style=") || !page.contains("<h1") {
            say("has a style of its own, or no heading");
        }
        let links = links(&page);
        if links.is_empty() {
            say("leads nowhere");
        }
        ahead.extend(links.into_iter().map(|link| (link, path.clone())));
        pages.push((path, page));
    }
    pages
}

/// Every page of every chart and client, and of whatever has no end only the first few.
fn most_of_shape(path: &str) -> usize {
    if path.starts_with("/desk/calendar") || path.starts_with("/desk/book") { OF_ONE_SHAPE } else { OF_A_KIND }
}

/// Whether it is a file to keep, and no page.
pub fn is_file(path: &str) -> bool {
    let place = path.split('?').next().unwrap_or_default();
    place.ends_with("/pdf") || place.ends_with("/csv") || place.ends_with("/calendar") && place.starts_with("/my/")
}

fn most(path: &str) -> usize {
    if is_file(path) {
        return FILE_BYTES;
    }
    match path.split('/').nth(1) {
        Some("t" | "desk" | "billing" | "practice") => STAFF_BYTES,
        Some("my") => PORTAL_BYTES,
        _ => PUBLIC_BYTES,
    }
}

/// The path with its ids and numbers taken out, and the names of what stands behind the question mark.
pub fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let is_id = |part: &str| part.parse::<Id>().is_ok();
    let parts: Vec<&str> = path.split('/').map(|part| if is_id(part) { "{id}" } else { part }).collect();
    let names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", parts.join("/"), names.join("&"))
}

/// Every path of ours that a page links to.
pub fn links(page: &str) -> Vec<String> {
    let targets = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = targets.filter(|target| target.starts_with('/') && !target.starts_with("/assets/"));
    ours.map(|target| target.split('#').next().unwrap_or_default().replace("&amp;", "&"))
        .filter(|path| !path.is_empty())
        .collect()
}

#[test]
fn pages_of_one_shape_are_told_by_their_place() {
    assert_eq!(shape("/t/c/rwankeer27/n/bbbbbbbbbb"), "/t/c/{id}/n/{id}?");
    assert_eq!(shape("/desk/calendar?day=2026-06-22&room=rmmm2aaaaa"), "/desk/calendar?day&room");
    assert_eq!(shape("/my/preparation/what-brings-me"), "/my/preparation/what-brings-me?");
}
