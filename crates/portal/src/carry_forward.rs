//! Carrying forward: small things for ordinary days, three at most at a time. Letting one go is as good as keeping it.

use actions::add_change::add_change;
use actions::house::House;
use actions::move_change::move_change;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::{get, post};
use care::change::{Change, ChangeMove, ChangeState, Confidence, MAX_ACTIVE, NewChange};
use care::life_domain::LifeDomain;
use care::practice_menu::Practice;
use care::workbook::WorkbookRefusal;
use jiff::Timestamp;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::ChangeId;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::scale::scale;

/// The list, adding one, and moving one on.
pub fn routes() -> Router<House> {
    Router::new().route("/my/carry-forward", get(show).post(add)).route("/my/carry-forward/{id}/move", post(move_on))
}

/// Where a row stands, which is where moving it leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// On the integration page.
    Integration,
    /// On the page of changes.
    CarryForward,
}

impl From {
    fn path(self) -> &'static str {
        match self {
            Self::Integration => "/my/integration",
            Self::CarryForward => "/my/carry-forward",
        }
    }
}

/// A practice from the menu comes as the words of a change, to be made one's own.
async fn show(asked: Asked) -> Reply {
    let from_menu = match Practice::from_code(asked.query("practice")) {
        Some(practice) => Posted::from_pairs([("text", practice.word()), ("domain", practice.domain().code())]),
        None => Posted::default(),
    };
    shown(&asked, &from_menu, &[]).await
}

async fn shown(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let main = page(asked, &mine, &Typed { posted, problems });
            page_or_again(asked, ("Carrying forward", "/my/integration"), toast(asked.query("done")), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "added" => Some("Taken up. You and your team can read it."),
        "moved" => Some("Written down. You and your team can read it."),
        "reworded" => Some("It has other words now. Those before stay readable."),
        _ => None,
    }
}

async fn add(asked: Asked, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, &posted, &problems).await,
    };
    // One that feels unsure is looked at once more.
    let onward = match new.confidence {
        Some(sure) if sure.wants_rewording() => format!("/my/carry-forward/{}?done=added", new.id),
        Some(_) | None => "/my/carry-forward?done=added".to_owned(),
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| add_change(house, by, subject, &new)).await {
        Ok(()) => reply::go(onward),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn move_on(asked: Asked, At(id): At<ChangeId>, posted: Posted) -> Reply {
    let back = if posted.one("from") == From::Integration.path() { From::Integration } else { From::CarryForward };
    let Some(state) = ChangeState::from_code(posted.one("state")) else { return reply::go(back.path()) };
    let (subject, to) = (asked.client.subject, ChangeMove { id, state, note: None });
    match asked.act(move |house, by| move_change(house, by, subject, &to)).await {
        Ok(()) if state == ChangeState::Changed => reply::go(format!("/my/carry-forward/{id}?done=changed")),
        Ok(()) => reply::go(format!("{}?done=moved", back.path())),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(WorkbookRefusal::NoSuchChange) => asked.not_found(),
            Ok(refusal @ WorkbookRefusal::TooManyActive) => shown(&asked, &Posted::default(), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<NewChange, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let (insight, value) = (form.line("insight"), form.line("value"));
    let (cue, helper) = (form.line("cue"), form.line("helper"));
    let domain = LifeDomain::from_code(posted.one("domain"));
    let text = form.line("text");
    let text = form.wanted("text", text, "Write one small thing");
    let confidence = read_confidence(&mut form);
    let id = form.wanted("text", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    form.done(id.zip(text).map(|(id, text)| NewChange { id, text, cue, insight, value, domain, helper, confidence }))
}

/// How sure someone is; it may stay unsaid.
pub fn read_confidence(form: &mut Reading<'_>) -> Option<Confidence> {
    match form.posted.one("confidence") {
        "" => None,
        text => form.wanted("confidence", Confidence::parse(text).ok(), "Choose a number from 0 to 10, or none"),
    }
}

/// What to do about a refusal.
pub fn words(refusal: WorkbookRefusal) -> Problem {
    let words = match refusal {
        WorkbookRefusal::TooManyActive => "Three are active, which is enough to carry. Let one rest or go first",
        WorkbookRefusal::NoSuchChange => "This one is not here any more. Open the page again",
    };
    Problem { field: "text", words: words.to_owned() }
}

fn page(asked: &Asked, mine: &Mine, typed: &Typed<'_>) -> Markup {
    let (active, others): (Vec<&Change>, Vec<&Change>) =
        mine.workbook.changes().iter().partition(|change| change.state == ChangeState::Active);
    let is_full = active.len() >= MAX_ACTIVE;
    let row = |change| change_row(change, From::CarryForward, asked.by.now);
    html! {
        header.stack.tight {
            p.small { a href="/my/integration" { "Integration" } }
            h1 { "Carrying forward" }
            p.lead.dim { "Small, kind changes for ordinary days. Three at most at a time; none is a good number too." }
        }
        (fields::error_summary(typed.problems))
        div.split {
            div.stack.wide {
                section.card.warm.stack aria-labelledby="now" {
                    h2 #now { "For now" }
                    @if active.is_empty() { p.dim { "Nothing right now." } }
                    ul.rows { @for change in &active { (row(change)) } }
                    p.small.dim { "To keep it on paper, print this page from your browser. It names no practice." }
                }
                @if !others.is_empty() {
                    section.stack aria-labelledby="other" { h2 #other { "Kept, changed, resting, let go" } ul.rows.card { @for change in others.iter().rev() { (row(change)) } } }
                }
            }
            @if is_full && typed.problems.is_empty() {
                section.card.stack.tight { h2 { "Three are enough to carry" } p { "Let one rest or go when you would like to take up another." } }
            } @else { (form(mine, typed)) }
        }
    }
}

fn form(mine: &Mine, typed: &Typed<'_>) -> Markup {
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(mine.fresh.to_string(), str::to_owned);
    let has_more = ["insight", "value", "helper", "domain"].iter().any(|name| !typed.posted.one(name).is_empty());
    let parts = LifeDomain::ALL.map(|domain| (domain.code(), domain.word()));
    html! {
        form.card.stack method="post" action="/my/carry-forward" aria-labelledby="add" {
            h2 #add { "A small change" }
            p.small { "No idea yet? " a href="/my/practices" { "A few practices to choose from" } "." }
            (hidden("id", &id))
            (if_then(typed))
            details open[has_more] {
                summary.btn.plain.sm { "More, if you like" }
                div.stack {
                    (typed.input("insight", "What it comes from", Some("Something you noticed"), Kind::Line))
                    (typed.input("value", "What it is for", Some("What matters to you in it"), Kind::Line))
                    (helper(typed))
                    (typed.one_of("domain", "A part of life it belongs to", &parts))
                }
            }
            div.row { button.btn { "Take it up" } }
        }
    }
}

/// The plan's two halves, and how sure one is of it.
pub fn if_then(typed: &Typed<'_>) -> Markup {
    html! {
        (typed.input("cue", "If", Some("A time, a place, a feeling: “the phone lies by the bed”"), Kind::Line))
        (typed.input("text", "Then I", Some("One small thing, two minutes or less: “put it in the drawer”"), Kind::Line))
        (scale(typed, ("confidence", "How sure are you that you will?"), ("not at all", "quite sure")))
    }
}

/// Who may help. Nobody is told of it.
pub fn helper(typed: &Typed<'_>) -> Markup {
    typed.input("helper", "Who may help", Some("A name is enough, and nobody is told"), Kind::Line)
}

/// One change: its words, how it is, and how it may go on. Where it is time to look at it, one may also say that it goes
/// on as it is.
pub fn change_row(change: &Change, from: From, now: Timestamp) -> Markup {
    let look = change.look_due(now);
    let onward = ChangeState::ALL.into_iter().filter(|state| *state != change.state || look.is_some());
    let before = [("From", &change.insight), ("For", &change.value), ("With", &change.helper)];
    html! {
        li.stack.tight {
            div {
                @if let Some(cue) = &change.cue { span.small.dim { "If: " (cue.as_str()) } br; }
                b { (change.text.as_str()) }
                @for (word, line) in before { @if let Some(line) = line { br; span.small.dim { (word) ": “" (line.as_str()) "”" } } }
                br; span.small.dim { (change.state.word()) @if let Some(sure) = change.confidence { ", sure " (sure.number()) " of " (Confidence::MOST) } @if let Some(domain) = change.domain { ", " (domain.word().to_lowercase()) } }
                @if let Some(days) = look { br; span { (look_words(days)) " How is it now?" } }
            }
            form.row method="post" action={ "/my/carry-forward/" (change.id) "/move" } {
                (hidden("from", from.path()))
                @for state in onward { button.btn.line.sm name="state" value=(state.code()) { (onward_word(state, change.state)) } }
                a.small href={ "/my/carry-forward/" (change.id) } { "Other words" span.vh { " for: " (change.text.as_str()) } }
            }
        }
    }
}

/// "Three weeks ago you took this up." Where it was looked at before, nothing says that it was late.
pub fn look_words(days: i64) -> &'static str {
    match days {
        ..21 => "A week ago you took this up.",
        21..60 => "Three weeks ago you took this up.",
        60.. => "About two months ago you took this up.",
    }
}

fn onward_word(to: ChangeState, now: ChangeState) -> &'static str {
    match to {
        same if same == now => "It goes on as it is",
        ChangeState::Active => "Take up again",
        ChangeState::Kept | ChangeState::Changed | ChangeState::Resting | ChangeState::LetGo => to.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_23_a_plan_is_if_then_with_a_confidence_from_0_to_10() {
        let check = |pairs: &[(&str, &str)]| {
            let posted = Posted::from_pairs(pairs.iter().copied().chain([("id", "aaaaaaaaaa")]));
            let new = read(&posted).map(|new| (new.cue.is_some(), new.confidence.map(Confidence::number)));
            new.map_err(|problems| problems[0].field)
        };
        for (given, expected) in [
            (&[("text", "Walk home")][..], Ok((false, None))),
            (&[("text", "Walk home"), ("cue", "Tuesdays"), ("confidence", "6")], Ok((true, Some(6)))),
            (&[("text", "Walk home"), ("confidence", "10")], Ok((false, Some(10)))),
            (&[("text", "Walk home"), ("confidence", "11")], Err("confidence")),
            (&[("cue", "Tuesdays")], Err("text")),
        ] {
            assert_eq!(check(given), expected, "{given:?}");
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        assert!(words(WorkbookRefusal::TooManyActive).words.starts_with("Three are active"));
        assert!(words(WorkbookRefusal::NoSuchChange).words.starts_with("This one is not here"));
    }
}
