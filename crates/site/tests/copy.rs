//! What every public page keeps to: its words, its weight, its privacy.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use site::content::{Content, PAGES, SHIPPED, practice, shipped, shipped_text};
use site::pages::{Pages, not_found, routes};
use tower::ServiceExt;

async fn every_page() -> Vec<(&'static str, String)> {
    let content = Content::parse(&shipped()).ok().unwrap();
    let pages = Arc::new(Pages::new(&content, practice(shipped_text("practice.toml")).unwrap(), true));
    let fallback = Arc::clone(&pages);
    let router: Router = routes(&pages).fallback(move || not_found(Arc::clone(&fallback)));
    let mut read = Vec::new();
    for (file, path) in PAGES {
        let path = if path.is_empty() { "/nowhere" } else { path };
        let response = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        read.push((file, String::from_utf8(to_bytes(response.into_body(), 100_000).await.unwrap().to_vec()).unwrap()));
    }
    read
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

#[test]
fn behaviour_3_no_text_promises_or_presses() {
    let words = [
        "guarantee",
        "guaranteed",
        "guarantees",
        "cure",
        "cures",
        "cured",
        "proven",
        "proves",
        "trip",
        "trips",
        "journey",
        "journeys",
        "breakthrough",
        "breakthroughs",
        "miracle",
        "ceremony",
        "medicine",
        "safest",
        "best",
        "amazing",
        "powerful",
        "transform",
        "transformative",
        "unlock",
        "sorry",
        "oops",
        "hurry",
        "today",
    ];
    let phrases = [
        "window closes",
        "click here",
        "fda",
        "covered by your",
        "will cover",
        "will heal",
        "will help you heal",
        "our team will be in touch",
        "do not miss",
        "don’t miss",
    ];
    for (file, text) in SHIPPED.iter().filter(|(file, _)| file.strip_suffix(".md").is_some()) {
        let lower = text.to_lowercase();
        let found = lower.split(|letter: char| !letter.is_alphabetic()).find(|word| words.contains(word));
        assert_eq!(found, None, "content/{file}");
        let found = phrases.iter().find(|phrase| lower.contains(**phrase));
        assert_eq!(found, None, "content/{file}");
        assert!(!text.contains('!'), "content/{file} is written without exclamation marks");
    }
}

#[test]
fn behaviour_3_every_claim_about_the_brain_is_hedged() {
    for (file, text) in SHIPPED {
        for paragraph in text
            .split("\n\n")
            .filter(|paragraph| paragraph.contains("neuroplasticity") || paragraph.contains("the brain"))
        {
            assert!(
                paragraph.contains("can, for a while") && paragraph.contains("it can feel"),
                "content/{file}: {paragraph}"
            );
        }
        for line in text.lines().filter(|line| line.contains("nsurance may") || line.contains("insurance will")) {
            assert!(!line.contains("insurance will"), "content/{file}: {line}");
        }
    }
}

#[tokio::test]
async fn a_page_is_light_and_holds_no_style_of_its_own() {
    for (file, page) in every_page().await {
        assert!(page.len() <= 26_000, "{file} weighs {}", page.len());
        assert!(
            !page.contains("style=") && !page.contains("<style") && !page.contains("onclick") && !page.contains("<img"),
            "{file}"
        );
    }
}

#[tokio::test]
async fn nothing_is_loaded_from_anywhere_else() {
    for (file, page) in every_page().await {
        for source in between(&page, "src=\"", "\"")
            .into_iter()
            .chain(between(&page, "<link ", ">").iter().flat_map(|link| between(link, "href=\"", "\"")))
        {
            assert!(source.starts_with("/assets/"), "{file} loads {source}");
        }
        let away: Vec<_> = between(&page, "href=\"http", "\"");
        assert_eq!(away, ["s://weather.gov"], "{file} leads only to the quick exit");
    }
}

#[tokio::test]
async fn a_title_is_neutral_and_headings_step_down_one_by_one() {
    for (file, page) in every_page().await {
        let title = between(&page, "<title>", "</title>")[0].to_lowercase();
        assert!(
            !title.contains("ketamine") && !title.contains("sex") && title.contains(" · intima"),
            "{file}: {title}"
        );
        let levels: Vec<u32> = between(&page, "<h", ">")
            .iter()
            .filter_map(|rest| rest.chars().next().and_then(|level| level.to_digit(10)))
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{file} has one h1");
        assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{file}: {levels:?}");
    }
}

#[tokio::test]
async fn help_stands_in_the_same_place_on_every_page() {
    for (file, page) in every_page().await {
        for words in [
            "href=\"tel:988\"",
            "href=\"sms:988\"",
            "href=\"tel:911\"",
            "Quick exit",
            "id=\"crisis\"",
            "In crisis? Call or text",
            "A made-up practice.",
        ] {
            assert!(page.contains(words), "{file} lacks {words}");
        }
        let ids: Vec<_> = between(&page, " id=\"", "\"");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{file} names two things alike");
    }
}
