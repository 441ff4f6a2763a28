//! Who opens one’s psychotherapy notes on the day on which one can’t; and whose notes one keeps.

use actions::custody::{Kept, MyCustody, NameRefusal, end_custody, name_custodian, see_my_custody, stop_opening};
use actions::house::House;
use actions::keep_notes::{AskRefusal, ask_to_open, choose_passphrase};
use actions::open_notebook::MIN_PASSPHRASE;
use axum::Router;
use axum::routing::{get, post};
use care::custody::{AskedToOpen, Standing};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::fields::{Kind, Problem, error_summary};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::{day, moment};
use shell::typed::Typed;
use terms::ids::StaffId;
use terms::text::Line;

use crate::asked::{Asked, At};
use crate::{custodies, kept_notes};

/// The page, and what is done on it.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(kept_notes::routes())
        .merge(custodies::routes())
        .route("/t/custody", get(show))
        .route("/t/custody/name", post(name))
        .route("/t/custody/end", post(end))
        .route("/t/custody/passphrase", post(passphrase))
        .route("/t/custody/{author}/ask", post(ask))
        .route("/t/custody/{author}/no", post(no))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), Vec::new()).await
}

async fn name(asked: Asked, posted: Posted) -> Reply {
    let Ok(custodian) = posted.one("custodian").parse() else {
        let problem = Problem { field: "custodian", words: "Choose who keeps your notes".to_owned() };
        return drawn(&asked, &posted, vec![problem]).await;
    };
    match asked.act(move |house, by| name_custodian(house, by, custodian)).await {
        Ok(()) => reply::go("/t/custody?done=named"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(NameRefusal::NotATherapist) => {
                let words = "Choose a therapist who works here and is not you".to_owned();
                drawn(&asked, &posted, vec![Problem { field: "custodian", words }]).await
            }
            Err(page) => *page,
        },
    }
}

async fn end(asked: Asked) -> Reply {
    match asked.act(end_custody).await {
        Ok(()) => reply::go("/t/custody?done=ended"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn passphrase(asked: Asked, posted: Posted) -> Reply {
    let chosen = match chosen(&posted) {
        Ok(chosen) => chosen,
        Err(problem) => return drawn(&asked, &posted, vec![problem]).await,
    };
    match asked.act(move |house, by| choose_passphrase(house, by, &chosen)).await {
        Ok(()) => reply::go("/t/custody?done=chosen"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn chosen(posted: &Posted) -> Result<Line, Problem> {
    let problem = |words: String| Problem { field: "passphrase", words };
    let typed = Line::parse(posted.one("passphrase")).ok();
    let typed = typed.filter(|line| line.as_str().chars().count() >= MIN_PASSPHRASE);
    let typed = typed.ok_or_else(|| {
        problem(format!("Enter at least {MIN_PASSPHRASE} characters; a few words make a good passphrase"))
    })?;
    if Line::parse(posted.one("again")).is_ok_and(|again| again == typed) {
        Ok(typed)
    } else {
        Err(problem("Type the same passphrase twice".to_owned()))
    }
}

async fn ask(asked: Asked, At(author): At<StaffId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let why = form.line("why");
    let why = form.wanted("why", why, "Say in a few words what happened to them");
    let why = match form.done(why) {
        Ok(why) => why,
        Err(problems) => return drawn(&asked, &posted, problems).await,
    };
    match asked.act(move |house, by| ask_to_open(house, by, author, &why)).await {
        Ok(()) => reply::go("/t/custody?done=asked"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(AskRefusal::NotSealed) => {
                let words = "Their key was not sealed to your passphrase of today, so it opens nothing".to_owned();
                drawn(&asked, &posted, vec![Problem { field: "why", words }]).await
            }
            Err(page) => *page,
        },
    }
}

async fn no(asked: Asked, At(author): At<StaffId>) -> Reply {
    match asked.act(move |house, by| stop_opening(house, by, author)).await {
        Ok(()) => reply::go("/t/custody?done=no"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn drawn(asked: &Asked, posted: &Posted, problems: Vec<Problem>) -> Reply {
    let toast = match asked.query("done") {
        "named" => Some("Named. They see it on their first page."),
        "ended" => Some("Nobody keeps your notes any more."),
        "chosen" => Some("Chosen. Your colleague’s key is sealed to it when they open their notes next."),
        "asked" => Some("Asked. Your colleague and the owner are told."),
        "no" => Some("They stay closed."),
        _ => None,
    };
    match asked.act(see_my_custody).await {
        Ok(found) => {
            let main = page(&found, &Typed { posted, problems: &problems }, &asked.house.zone());
            asked.form_page(("If you can’t any more", "/t/caseload"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(found: &MyCustody, typed: &Typed<'_>, zone: &TimeZone) -> Markup {
    html! {
        header { p.small { a href="/t/caseload" { "Caseload" } } h1 { "If you can’t any more" } p.dim.prose { "Who opens your psychotherapy notes if you die or can’t practice. It belongs in your professional will." } }
        (error_summary(typed.problems))
        div.split {
            section.card.stack aria-labelledby="mine" {
                h2 #mine { "Your notes" }
                (mine(found, typed, zone))
            }
            section.card.stack aria-labelledby="theirs" {
                h2 #theirs { "Notes that you keep" }
                @if found.keeps.is_empty() { p.dim { "No colleague has named you." } }
                @for kept in &found.keeps { (theirs(kept, typed, zone)) }
                @if !found.keeps.is_empty() { (own_passphrase(found.has_passphrase, typed)) }
            }
        }
    }
}

fn mine(found: &MyCustody, typed: &Typed<'_>, zone: &TimeZone) -> Markup {
    html! {
        @match &found.mine {
            None => p { "Nobody keeps them. Without you they can never be read again." },
            Some(kept) => {
                p { b { (kept.custodian.name.as_str()) } " keeps them" @if kept.custodian.left.is_some() { ", and left the practice: name somebody else" } ". " (standing_words(kept)) }
                (asked_for(kept, ("your psychotherapy notes", &format!("/t/custody/{}/no", kept.author.id)), zone))
            },
        }
        @if found.others.is_empty() { p.small.dim { "No other therapist works here who could." } }
        @else {
            form.stack method="post" action="/t/custody/name" novalidate {
                (typed.select("custodian", if found.mine.is_some() { "Somebody else instead" } else { "Who keeps them" }, &options(found)))
                div.row { button.btn.line[found.mine.is_some()] { "Name them" } }
            }
        }
        @if found.mine.is_some() {
            form method="post" action="/t/custody/end" { button.btn.line.sm { "Nobody keeps them" } }
        }
    }
}

fn options(found: &MyCustody) -> Vec<(String, String)> {
    let is_named = |id: StaffId| found.mine.as_ref().is_some_and(|kept| kept.custodian.id == id);
    let nobody = (String::new(), "Choose a colleague".to_owned());
    let others = found.others.iter().filter(|person| !is_named(person.id));
    std::iter::once(nobody)
        .chain(others.map(|person| (person.id.to_string(), person.name.as_str().to_owned())))
        .collect()
}

fn theirs(kept: &Kept, typed: &Typed<'_>, zone: &TimeZone) -> Markup {
    let place = format!("/t/custody/{}", kept.author.id);
    let name = kept.author.name.as_str();
    html! {
        div.stack.tight {
            h3 { (name) }
            @match &kept.standing {
                Standing::NoPassphrase => p { "Choose a passphrase below. Then their key can be sealed to you." },
                Standing::NotSealed => p { "Their key is sealed to you when they open their notes next." },
                Standing::Sealed => {
                    p { "Their key is sealed to you. It stays closed while they can look after their notes themselves." }
                    details open[!typed.problems.is_empty()] {
                        summary { "They died, or can’t any more" }
                        form.stack method="post" action={ (place) "/ask" } novalidate {
                            (typed.input("why", "What happened?", Some("They and the owner read it"), Kind::Line))
                            p.small { "You wait seven days, and they or the owner may say no. " (rule()) }
                            div.row { button.btn { "Ask to open their notes" } }
                        }
                    }
                },
                Standing::Asked(asked) => {
                    p { "You asked " (moment(asked.at, zone)) ". They open to you on " b { (day(asked.opens_at(), zone)) } ", unless somebody says no." }
                    p.small { (rule()) }
                    form method="post" action={ (place) "/no" } { button.btn.line.sm { "Take it back" } }
                },
                Standing::Open(_) => {
                    p { "The seven days are over, and nobody said no." }
                    div.row { a.btn href=(place) { "Open the notes of " (name) } }
                    form method="post" action={ (place) "/no" } { button.btn.line.sm { "They stay closed" } }
                },
            }
        }
    }
}

/// The wait is not part of the seal, and the page says so.
fn rule() -> &'static str {
    "The wait is a rule of this server. The seal itself asks for your passphrase and the practice’s keys, and knows no days."
}

fn own_passphrase(has_one: bool, typed: &Typed<'_>) -> Markup {
    let found = typed.problems.iter().find(|problem| problem.field == "passphrase");
    let form = html! {
        form.stack method="post" action="/t/custody/passphrase" novalidate {
            @if has_one { p.small { "What is sealed to the old one is sealed to the new one only when your colleague opens their notes again. If they can’t any more, it is lost." } }
            @else { p.small { "Yours alone; nobody can reset it. Keep it with the colleague’s professional will, not on this computer." } }
            @for (name, label) in [("passphrase", "Passphrase"), ("again", "The same again")] {
                div.field {
                    label for=(name) { (label) }
                    @if name == "passphrase" && let Some(problem) = found { p.error #passphrase-e { (problem.words) } }
                    input.w-m id=(name) name=(name) type="password" autocomplete="new-password" aria-invalid=[(name == "passphrase").then_some(found).flatten().map(|_| "true")];
                }
            }
            div.row { button.btn { "Choose it" } }
        }
    };
    html! {
        @if has_one { details open[found.is_some()] { summary.small { "Choose another passphrase" } (form) } }
        @else { h3 { "Your passphrase for notes that you keep" } (form) }
    }
}

/// How far it has come, in words.
pub fn standing_words(kept: &Kept) -> &'static str {
    match kept.standing {
        Standing::NoPassphrase => "They have chosen no passphrase yet, so nothing is sealed to them.",
        Standing::NotSealed => "The key is sealed to them when the notes are opened next.",
        Standing::Sealed => "The key is sealed to them. They have not asked for it.",
        Standing::Asked(_) | Standing::Open(_) => "They asked to open the notes.",
    }
}

/// That somebody asked, why, and the way to say no.
pub fn asked_for(kept: &Kept, (whose, no): (&str, &str), zone: &TimeZone) -> Markup {
    let (asked, is_open): (&AskedToOpen, bool) = match &kept.standing {
        Standing::Asked(asked) => (asked, false),
        Standing::Open(asked) => (asked, true),
        Standing::NoPassphrase | Standing::NotSealed | Standing::Sealed => return html! {},
    };
    note(
        Tone::Warn,
        Icon::Alert,
        html! {
            p { b { (kept.custodian.name.as_str()) } " asked " (moment(asked.at, zone)) " to open " (whose) ". " @if is_open { "They are open to them now." } @else { "They open on " b { (day(asked.opens_at(), zone)) } "." } }
            p.small { "Why: " (asked.why.as_str()) }
            form method="post" action=(no) { button.btn.sm { "Say no" } }
        },
    )
}

/// What a first page says of it.
pub fn on_the_first_page(found: &MyCustody, zone: &TimeZone) -> Markup {
    html! {
        @if let Some(kept) = &found.mine { (asked_for(kept, ("your psychotherapy notes", &format!("/t/custody/{}/no", kept.author.id)), zone)) }
        @for kept in found.keeps.iter().filter(|kept| kept.standing == Standing::NoPassphrase) {
            (note(Tone::Quiet, Icon::Lock, html! { p { b { (kept.author.name.as_str()) } " named you to open their psychotherapy notes if they can’t any more. " a href="/t/custody" { "Choose a passphrase" } } }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_long_enough_and_typed_twice() {
        for (first, again, words) in [
            ("short", "short", "at least 12"),
            ("", "", "at least 12"),
            ("a boat on the bay", "a boat on the lake", "twice"),
            ("a boat on the bay", "a boat on the bay", ""),
        ] {
            let problem = chosen(&Posted::from_pairs([("passphrase", first), ("again", again)])).err();
            assert!(problem.map_or(String::new(), |problem| problem.words).contains(words), "{first}");
        }
        assert!(
            chosen(&Posted::from_pairs([("passphrase", "a boat on the bay"), ("again", "a boat on the bay")])).is_ok()
        );
    }
}
