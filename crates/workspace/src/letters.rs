//! What is written to people: what failed and why, what is sent by hand, what waits, and what went out.

use actions::house::House;
use actions::put_letter_away::put_letter_away;
use actions::see_letters::{Letters, SHOWN_DAYS, see_letters};
use actions::try_letter_again::try_letter_again;
use axum::Router;
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::letter_state::{LetterState, LetterStep, WhyAway};
use schedule::outbox::LetterRefusal;
use schedule::people::{Letter, LetterTo};
use shell::fields::{Problem, error_summary};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time;
use terms::ids::LetterId;

use crate::asked::{Asked, At};

/// The letters, and what a person can do with one that does not go out by itself.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/desk/letters", get(show))
        .route("/desk/letters/{id}/again", post(again))
        .route("/desk/letters/{id}/away", post(away))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn again(asked: Asked, At(id): At<LetterId>) -> Reply {
    let done = asked.act(move |house, by| try_letter_again(house, by, id)).await;
    answered(&asked, done, "again").await
}

async fn away(asked: Asked, At(id): At<LetterId>, posted: Posted) -> Reply {
    let why = match WhyAway::from_code(posted.one("why")) {
        Some(why @ (WhyAway::AnotherWay | WhyAway::NotWanted)) => why,
        Some(WhyAway::Outdated | WhyAway::TooLate) | None => {
            let words = "Say whether it was sent another way, or is not wanted".to_owned();
            return shown(&asked, &[Problem { field: "letters", words }]).await;
        }
    };
    let done = asked.act(move |house, by| put_letter_away(house, by, id, why)).await;
    answered(&asked, done, why.code()).await
}

async fn answered(asked: &Asked, done: Result<(), terms::trouble::Trouble<LetterRefusal>>, code: &str) -> Reply {
    match done {
        Ok(()) => reply::go(format!("/desk/letters?done={code}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(asked, &[Problem { field: "letters", words: words(refusal).to_owned() }]).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_letters).await {
        Ok(letters) => {
            let main = page(&letters, (asked.house.sends_mail(), problems), &asked.house.zone());
            asked.form_page(("Letters", "/desk/letters"), toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// That letters failed, with the way to them. Nothing when none did.
pub fn failed_note(failed: usize) -> Markup {
    html! {
        @if failed > 0 {
            div.note.warn { (icon(Icon::Alert)) div { p { b { @if failed == 1 { "One letter did not go out." } @else { (failed) " letters did not go out." } } " " a href="/desk/letters" { "See why" } "." } } }
        }
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "again" => Some("It goes out again within a minute."),
        "another-way" => Some("Put away: sent another way."),
        "not-wanted" => Some("Put away. It does not go out."),
        _ => None,
    }
}

fn words(refusal: LetterRefusal) -> &'static str {
    match refusal {
        LetterRefusal::Sent => "This letter went out meanwhile. There is nothing left to do",
        LetterRefusal::UnderWay => "This letter is being handed over right now. Look again in a few minutes",
        LetterRefusal::NotFailed => "This letter waits already, or was put away. There is nothing to try again",
        LetterRefusal::ByHand => "Nothing carries text messages yet. Send it by hand, then say so here",
    }
}

fn page(letters: &Letters, (sends_mail, problems): (bool, &[Problem]), zone: &TimeZone) -> Markup {
    let heading = if sends_mail { "Waiting to go out" } else { "Waiting" };
    html! {
        header { h1 { "Letters" } p.dim {
            @if sends_mail { "Emails go out by themselves. Text messages have no carrier, so they are sent by hand in these words." }
            @else { "Mail is not set up, so nothing goes out by itself. Send these by hand in these words, or read them out." }
        } }
        (error_summary(problems))
        div #letters.stack {
            @if !letters.failed.is_empty() { (part("failed", "Did not go out", &letters.failed, zone)) }
            @if !letters.by_hand.is_empty() { (part("by-hand", "To send by hand", &letters.by_hand, zone)) }
            (part("waiting", heading, &letters.waiting, zone))
            (part("settled", "Sent or put away", &letters.settled, zone))
        }
        p.small.dim { "Letters of the last " (SHOWN_DAYS) " days stay in this list." }
    }
}

fn part(id: &str, heading: &str, letters: &[Letter], zone: &TimeZone) -> Markup {
    html! {
        section.card.flush aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            @if letters.is_empty() { p.empty { "None." } }
            ul.rows { @for letter in letters { li { (line(letter, zone)) } } }
        }
    }
}

fn line(letter: &Letter, zone: &TimeZone) -> Markup {
    let can_settle = matches!(letter.state, LetterState::Waiting { .. } | LetterState::Failed { .. });
    html! {
        div.grow.stack {
            div {
                b { (to(&letter.to)) } " " (state(letter, zone)) br;
                span.small.dim { (letter.subject_line.as_str()) } br;
                (letter.body.as_str())
                @if let Some(said) = last_said(letter) { br; span.small.dim { "At the last try: " (said) "." } }
                @if let Some(request) = letter.about { br; a.small href={ "/desk/requests/" (request) } { "Open the request" } }
                @if let Some(said) = letter.visit { br; a.small href={ "/desk/visits/" (said.visit) } { "Open the visit" } }
            }
            @if can_settle {
                div.row {
                    @if matches!(letter.state, LetterState::Failed { .. }) && !letter.is_by_hand() {
                        form method="post" action={ "/desk/letters/" (letter.id) "/again" } { button.btn.line.sm { "Try again" span.vh { ": " (to(&letter.to)) } } }
                    }
                    form.row method="post" action={ "/desk/letters/" (letter.id) "/away" } {
                        button.btn.line.sm name="why" value="another-way" { "Sent another way" span.vh { ": " (to(&letter.to)) } }
                        button.btn.plain.sm name="why" value="not-wanted" { "Not wanted" span.vh { ": " (to(&letter.to)) } }
                    }
                }
            }
        }
        span.small.dim.right { (time::short_day(letter.at, zone)) br; (time::clock(letter.at, zone)) }
    }
}

fn state(letter: &Letter, zone: &TimeZone) -> Markup {
    let when = |at| format!("{}, {}", time::short_day(at, zone), time::clock(at, zone));
    match &letter.state {
        LetterState::Waiting { .. } if letter.is_by_hand() => badge(Tone::Warn, "To send by hand"),
        LetterState::Waiting { failures: 0, .. } => badge(Tone::Quiet, "Waiting"),
        LetterState::Waiting { next, .. } => badge(Tone::Warn, &format!("Next try {}", when(*next))),
        LetterState::Trying { .. } => badge(Tone::Quiet, "Going out"),
        LetterState::Sent { at } => badge(Tone::Ok, &format!("Sent {}", when(*at))),
        LetterState::Failed { why, .. } => badge(Tone::Stop, why.word()),
        LetterState::Away { why, .. } => badge(Tone::Quiet, why.word()),
    }
}

/// What the mail server said at the last try that it did not take.
fn last_said(letter: &Letter) -> Option<&str> {
    letter.history.iter().rev().find_map(|turn| match &turn.what {
        LetterStep::NotSent(said) => Some(said.as_str()),
        LetterStep::Claimed
        | LetterStep::Sent
        | LetterStep::Failed(_)
        | LetterStep::TriedAgain(_)
        | LetterStep::PutAway(..) => None,
    })
}

fn to(to: &LetterTo) -> String {
    match to {
        LetterTo::Email(email) => format!("Email to {}", email.as_str()),
        LetterTo::Text(phone) => format!("Text to {phone}"),
        LetterTo::ReadOut => "Read out".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_outbox_has_its_words_and_says_whether_mail_is_set_up() {
        let none = Letters { failed: Vec::new(), by_hand: Vec::new(), waiting: Vec::new(), settled: Vec::new() };
        for (sends_mail, words) in [(true, "Emails go out by themselves."), (false, "Mail is not set up")] {
            let page = page(&none, (sends_mail, &[]), &TimeZone::UTC).into_string();
            assert!(page.contains(words) && page.contains("None.") && !page.contains("Did not go out"), "{page}");
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, begins) in [
            (LetterRefusal::Sent, "This letter went out"),
            (LetterRefusal::UnderWay, "This letter is being handed over"),
            (LetterRefusal::NotFailed, "This letter waits already"),
            (LetterRefusal::ByHand, "Nothing carries text messages"),
        ] {
            assert!(words(refusal).starts_with(begins), "{refusal:?}");
        }
    }
}
