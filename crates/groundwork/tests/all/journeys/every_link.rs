//! Every screen that a role can reach by links, opened in a browser: the rules of accessibility hold, the browser has
//! nothing to complain of, and nothing is wider than a small phone.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use testkit::cast::{BEA, CHRIS, DANA, INES, MARION, MAYA, PRIYA, ROWAN};

use crate::crawl::shape;
use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// The narrowest screen on which nothing may scroll sideways (WCAG 2.2, 1.4.10), in CSS pixels.
const NARROW: u32 = 320;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_the_public_and_of_staff_is_in_order() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    walk(&browser, "/").await;
    for (staff, start) in [(DANA, "/t"), (PRIYA, "/desk"), (BEA, "/billing"), (MARION, "/practice")] {
        browser.sign_in(staff).await;
        walk(&browser, start).await;
    }
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_a_client_is_in_order() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    for client in [MAYA, CHRIS, INES, ROWAN] {
        browser.sign_in_client(client).await;
        walk(&browser, "/my").await;
    }
    browser.leave().await;
}

/// Opens one page of each shape that can be reached from `start`.
async fn walk(browser: &Browser, start: &str) {
    let mut ahead = VecDeque::from([start.to_owned()]);
    let mut shapes = BTreeSet::new();
    while let Some(path) = ahead.pop_front() {
        // A file for one's own calendar is no page.
        if path.starts_with("/my/appointments/") && path.ends_with("/calendar") || !shapes.insert(shape(&path)) {
            continue;
        }
        browser.look(PHONE, Scheme::Light).await;
        browser.open(&path).await;
        browser.axe().await;
        browser.look(NARROW, Scheme::Dark).await;
        let wide = browser.wider_than_its_window().await;
        assert!(wide.is_empty(), "{path} is wider than {NARROW} pixels: {wide:?}");
        browser.complains_of(&[]).await;
        picture(browser, &path).await;
        ahead.extend(browser.links().await);
    }
}

/// A picture for the manual, where `GROUNDWORK_PICTURES` names a folder for them; the first page of a screen is it.
async fn picture(browser: &Browser, path: &str) {
    let Some(folder) = std::env::var_os("GROUNDWORK_PICTURES").map(PathBuf::from) else { return };
    let Some(name) = screen_of(path) else { return };
    let file = folder.join(format!("{name}.png"));
    if !file.exists() {
        browser.look(DESK, Scheme::Light).await;
        fs::write(&file, browser.window().await).expect("the picture is kept");
    }
}

/// The door and the file of the screen that answers this path: "portal-journal_page".
fn screen_of(path: &str) -> Option<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let wanted: Vec<&str> = path.split(['?', '#']).next()?.split('/').collect();
    let mut best = None;
    for door in ["site", "portal", "workspace"] {
        for file in fs::read_dir(crates.join(door).join("src")).ok()?.flatten() {
            let source = fs::read_to_string(file.path()).ok()?;
            let routes = source
                .split(".route(")
                .skip(1)
                .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
            let fixed = routes.filter_map(|route| fixed_words(route, &wanted)).max();
            if fixed > best.as_ref().map(|(words, _)| *words) {
                best = fixed
                    .map(|words| (words, format!("{door}-{}", file.path().file_stem().unwrap().to_string_lossy())));
            }
        }
    }
    best.map(|(_, screen)| screen)
}

/// How many words of a route are fixed, if it answers this path. The more of them, the better the answer.
fn fixed_words(route: &str, wanted: &[&str]) -> Option<usize> {
    let route: Vec<&str> = route.split('/').collect();
    let named = |part: &str| part.starts_with('{');
    let answers =
        route.len() == wanted.len() && route.iter().zip(wanted).all(|(part, word)| part == word || named(part));
    answers.then(|| route.iter().filter(|part| !named(part)).count())
}

#[test]
fn a_path_is_answered_by_its_screen() {
    for (path, screen) in [
        ("/my", Some("portal-home")),
        ("/my/check-ins/history", Some("portal-check_in_history")),
        ("/t/c/rwankeer27/plan", Some("workspace-plan")),
        ("/my/preparation/intentions?done=kept", Some("portal-preparation_part")),
        ("/nowhere", None),
    ] {
        assert_eq!(screen_of(path).as_deref(), screen, "{path}");
    }
}
