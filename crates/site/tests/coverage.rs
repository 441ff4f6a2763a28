//! Every point of the practice's own page is on the site, in our words, where the design says it is.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use site::content::{Content, practice, shipped, shipped_text};
use site::pages::{Pages, routes};
use tower::ServiceExt;

const MAIN: &str = "/preparation-and-integration";

// The point, the page, and the words of ours that carry it.
const POINTS: &[(&str, &str, &str)] = &[
    ("the title", MAIN, "<h1>Preparation and integration</h1>"),
    (
        "therapy-centered support before and after",
        MAIN,
        "Therapy at the center, before and after a ketamine experience",
    ),
    ("therapy-centered support before and after", "/", "Preparation before. Integration after."),
    ("essential components", MAIN, "essential to that work"),
    ("not only the experience", MAIN, "the ketamine experience is one part of a longer piece of work"),
    (
        "emotional safety, meaning-making, long-term integration",
        MAIN,
        "on emotional safety, on making meaning, and on what lasts",
    ),
    ("they are psychotherapy", MAIN, "both kinds of session are psychotherapy"),
    (
        "grounded, supported, insight into daily life",
        MAIN,
        "feel grounded and supported, and to bring what you learn into daily life",
    ),
    ("whether or not you take part in dosing", MAIN, "whether or not you ever choose to take part in dosing"),
    ("whether or not you take part in dosing", "/", "You do not need to have decided anything"),
    ("the therapeutic foundation", MAIN, "the foundation the rest of the work stands on"),
    ("link to the overall approach", MAIN, "<a href=\"/approach\">Read about our whole approach"),
    ("preparation: safety before", MAIN, "make emotional and psychological safety first"),
    (
        "preparation: slow down, trust, what brings you",
        MAIN,
        "to slow down, to build trust, and to look at what brings you here",
    ),
    ("explored: intentions and hopes", MAIN, "what you hope for from therapy, and your intentions"),
    ("explored: symptoms", MAIN, "depression, anxiety, numbness, or feelings that are too much at once"),
    ("explored: therapy and altered states", MAIN, "any altered states you have known"),
    (
        "explored: nervous system and grounding",
        MAIN,
        "how your nervous system responds, and which grounding tools settle it",
    ),
    ("explored: boundaries and pacing", MAIN, "your emotional boundaries, and the pace that suits you"),
    ("mindset and setting", MAIN, "makes your mindset and your setting clearer"),
    ("present, regulated, oriented", MAIN, "stay present, steady and oriented"),
    ("not getting ready for an experience", MAIN, "less about getting ready for an event"),
    ("insight without overwhelm", MAIN, "insight can come without overwhelming you"),
    ("integration: after, equally important", MAIN, "matter just as much to healing"),
    (
        "integration: reflect, organize, connect",
        MAIN,
        "reflect on what came up, put it in some order, and connect it with your life, your relationships and your patterns",
    ),
    ("focus: meaning", MAIN, "finding meaning in feelings, images or symbols"),
    ("focus: memories and insights", MAIN, "working through memories or insights that surfaced"),
    ("focus: regulation after dosing", MAIN, "steadying your emotions in the days after dosing"),
    ("focus: daily life and relationships", MAIN, "at home and with the people close to you"),
    ("focus: gentle, sustainable changes", MAIN, "choosing gentle changes that you can keep up"),
    ("not abstract or fleeting", MAIN, "keep it from staying abstract"),
    ("clarity and care", MAIN, "take it forward clearly and with care"),
    (
        "neuroplasticity, hedged",
        MAIN,
        "Ketamine can, for a while, make the brain more able to change. This is sometimes called neuroplasticity",
    ),
    ("a window of openness", MAIN, "can feel like a window of openness, with the nervous system less set in its ways"),
    ("containment, reflection, guidance", MAIN, "a steady frame, time to reflect, and a therapist’s guidance"),
    (
        "without it: confusing, overwhelming, hard to use",
        MAIN,
        "can be confusing or overwhelming, or hard to turn into real change",
    ),
    ("with it: part of a larger healing", MAIN, "part of a larger process of healing"),
    (
        "safety, insight, emotional understanding",
        MAIN,
        "rests on safety, on insight, and on understanding what you feel",
    ),
    (
        "may be eligible for insurance",
        MAIN,
        "your insurance may cover them. That depends on your plan and its benefits",
    ),
    ("may be eligible for insurance", "/fees", "may be eligible for insurance"),
    ("may be eligible for insurance", "/", "May be covered by insurance"),
    (
        "emotional processing, insight, regulation",
        MAIN,
        "emotional processing, insight, and settling the nervous system",
    ),
    ("helps outside dosing", MAIN, "can help even when there is no dosing at all"),
    ("dosing private pay and separate", MAIN, "Private pay. Set up separately from therapy."),
    ("dosing private pay and separate", "/fees", "set up separately from therapy and billed separately"),
    ("dosing private pay and separate", "/", "arranged and paid for separately from therapy"),
    ("reviewed before starting", MAIN, "go through coverage and payment with you before you begin"),
    ("reviewed before starting", "/fees", "questions of coverage and payment together before you start"),
    ("who: considering", MAIN, "are thinking about ketamine-assisted psychotherapy"),
    ("who: have had dosing", MAIN, "would like company in making sense of it"),
    ("who: stuck, numb, overwhelmed", MAIN, "feel stuck in their emotions, numb or overwhelmed"),
    ("who: depression, anxiety, relational pain", MAIN, "depression, anxiety or pain in relationships"),
    ("who: not a medication-only model", MAIN, "centered on therapy rather than on medication alone"),
    ("adults", MAIN, "may help adults who"),
    ("no prior dosing needed", MAIN, "You do not need to have had ketamine"),
    ("no prior dosing needed", "/", "You do not need to have taken ketamine, or to plan to"),
    (
        "in person in Lakewood, online across Colorado",
        MAIN,
        "come to us in Lakewood, Colorado, or meet online from anywhere in the state",
    ),
    ("in person in Lakewood, online across Colorado", "/", "by secure video anywhere in Colorado"),
    ("pacing, consent, emotional safety", MAIN, "on pace, on consent, and on how safe you feel"),
    ("an invitation to reach out", MAIN, "we would be glad to hear from you"),
    ("button, form, email, phone", MAIN, "the button at the top, the request form, email or phone"),
    ("the button at the top", "/contact", "Request an appointment</a>"),
    ("packages have a price list", "/fees", "4 visits, $600.00, which is $150.00 each"),
    ("what a missed visit costs", "/fees", "less than 24 hours before, may cost <b>$75.00</b>"),
    ("when a missed visit costs nothing", "/fees", "The days after a dosing day"),
];

async fn page(path: &str) -> String {
    let content = Content::parse(&shipped()).ok().unwrap();
    let pages = Arc::new(Pages::new(&content, practice(shipped_text("practice.toml")).unwrap(), false));
    let router: Router = routes(&pages);
    let response = router.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    String::from_utf8(to_bytes(response.into_body(), 100_000).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn every_point_of_the_practices_page_is_on_the_site() {
    for (point, path, words) in POINTS {
        assert!(page(path).await.contains(words), "{path} no longer says: {point}");
    }
}
