//! Each block of a page as markup.

use maud::{Markup, html};
use money::side::Side;
use money::waiver::WaiveReason;
use shell::crisis_lines::crisis_lines;
use shell::icon::{Icon, icon};
use shell::price_list::{missed_visit, packages};
use shell::shape::{Phase, Tone, badge, note, shape};
use terms::practice::Practice;

use crate::block::{Block, Entry};
use crate::fill::has_gap;
use crate::markdown::{Lists, inline, markup};
use crate::sketch;

/// The block; `OnThisPage` is drawn beside the article, by the page.
pub fn block(block: &Block, practice: &Practice) -> Markup {
    match block {
        Block::ThreeParts(parts) => three_parts(parts, practice),
        Block::Questions(entries) => {
            html! { div.grid { @for entry in entries { div.stack.tight { h3 { (entry.heading) } (plain(&entry.text, practice)) } } } }
        }
        Block::Tools(entries) => {
            html! { div.grid { @for entry in entries { section.card.stack.tight { h3 { (entry.heading) } (plain(&entry.text, practice)) } } } }
        }
        Block::PhaseList(phase, items) => {
            html! { ul.rows.tight.card { @for item in items { li { (shape(*phase, true)) span.grow { (inline(item, practice)) } } } } }
        }
        Block::Facts(facts) => {
            html! { dl.facts.card { @for (term, words) in facts.iter().filter(|(term, words)| !has_gap(term, practice) && !has_gap(words, practice)) { dt { (inline(term, practice)) } dd { (inline(words, practice)) } } } }
        }
        Block::Senses(senses) => senses_list(senses, practice),
        Block::OnThisPage(_) => html! {},
        Block::WindowSketch(caption) => {
            html! { figure.card.stack.tight { (sketch::window()) figcaption.xs.dim { (inline(caption, practice)) } } }
        }
        Block::Breathing(words) => breathing(words, practice),
        Block::Notice(words) => note(Tone::Quiet, Icon::Info, plain(words, practice)),
        Block::WaysToReachUs => ways_to_reach_us(practice),
        Block::CallToRequest(beside) => call_to_request(beside.as_ref(), practice),
        Block::Packages => packages(practice, &Side::ALL),
        Block::MissedVisit => missed_visit(practice, &WaiveReason::ALL),
        Block::Help => help(practice),
    }
}

fn plain(text: &str, practice: &Practice) -> Markup {
    markup(text, practice, Lists::Plain)
}

fn three_parts(parts: &[Entry], practice: &Practice) -> Markup {
    const PHASES: [Phase; 3] = [Phase::Preparation, Phase::Dosing, Phase::Integration];
    html! {
        section.card.lift aria-labelledby="three" {
            h2.vh #three { "The three parts" }
            div.grid {
                @for (part, phase) in parts.iter().zip(PHASES) {
                    div.stack.tight {
                        h3.row { (shape(phase, true)) " " (part.heading) }
                        (plain(&part.text, practice))
                        p {
                            @for (place, words) in part.badges.iter().enumerate() {
                                // The heading above carries the shape; the badge only takes the phase's color.
                                @if place == 0 { span.badge.(phase.class()) { (words) } } @else { " " (badge(Tone::Quiet, words)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn senses_list(senses: &[(String, String)], practice: &Practice) -> Markup {
    html! {
        ol.rows.card {
            @for (number, words) in senses {
                li { b.serif.big { (number) } span.grow { (inline(words, practice)) } label.row.small { input type="checkbox"; " Done" span.vh { ": " (number) " " (words) } } }
            }
        }
    }
}

fn breathing(words: &str, practice: &Practice) -> Markup {
    html! {
        div.card.breath-box.stack {
            div.breath aria-hidden="true" { i {} i {} b { "Breathe in" } b { "Breathe out" } }
            div.dim.small { (plain(words, practice)) }
            label.choice { input.go type="checkbox"; span { "Run the guide" } }
        }
    }
}

fn ways_to_reach_us(practice: &Practice) -> Markup {
    let way = |which: Icon, name: &str, small: &str, link: Markup| {
        html! { li { (icon(which)) span.grow { b { (name) } br; span.dim.small { (small) } } (link) } }
    };
    html! {
        ul.rows.card {
            (way(Icon::Calendar, "Request an appointment", "A few short questions, about three minutes", html! { a.btn.sm href="/request" { "Start" } }))
            (way(Icon::Phone, "Call", &practice.phone_hours, html! { a href={ "tel:" (practice.phone_dial) } { (practice.phone) } }))
            @if !practice.email.is_empty() { (way(Icon::Message, "Email", "Please leave out anything private", html! { a href={ "mailto:" (practice.email) } { (practice.email) } })) }
        }
    }
}

fn call_to_request(beside: Option<&(String, String)>, practice: &Practice) -> Markup {
    html! {
        div.row {
            a.btn href="/request" { "Request an appointment" }
            @match beside {
                Some((words, target)) => { a.btn.plain href=(target) { (words) } },
                None => { a.btn.line href={ "tel:" (practice.phone_dial) } { "Call " (practice.phone) } },
            }
        }
    }
}

fn help(practice: &Practice) -> Markup {
    html! {
        section.card.stack aria-labelledby="help-now" {
            h2 #help-now { "Call or text 988" }
            p { "At any hour. It is free and confidential, and it is there for any kind of crisis." }
            div.row { a.btn href="tel:988" { (icon(Icon::Phone)) "Call 988" } a.btn.soft href="sms:988" { (icon(Icon::Message)) "Text 988" } }
        }
        section.card.stack aria-labelledby="danger" {
            h2 #danger { "If you or someone else is in danger" }
            div.row { a.btn.line href="tel:911" { (icon(Icon::Phone)) "Call 911" } }
        }
        section.stack.tight aria-labelledby="lines" {
            h2 #lines { "Other people to call" }
            ul.rows.card { (crisis_lines()) @for line in &practice.local_lines { li { span.grow { (line.name) } a href={ "tel:" (line.phone_dial) } { (line.phone) } } } }
        }
        p { "This website and our inbox are not watched around the clock." }
    }
}
