//! The words of everything that is written to people, and when reminders go out.

use actions::house::House;
use actions::see_letters::count_failed_letters;
use actions::see_notices::{Notices, see_notices};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::notice::{Fills, Notice};
use schedule::reminder::ReminderTimes;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};

use crate::asked::Asked;
use crate::letters::failed_note;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/notices", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(|house, by| Ok((see_notices(house, by)?, count_failed_letters(house, by)?))).await {
        Ok((notices, failed)) => {
            let main = page(&notices, failed);
            reply::ok(asked.page(("Letters", "/practice/notices"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "reworded" => Some("Saved. The next letter uses these words."),
        "back" => Some("The words that came with it are back."),
        "times" => Some("Saved. What was sent already is not sent again."),
        _ => None,
    }
}

fn page(notices: &Notices, failed: usize) -> Markup {
    html! {
        header { h1 { "Letters" } p.dim { "Every letter is short and says nothing of what the practice is for. Change the words here; the rest follows from what is done." } }
        (failed_note(failed))
        section.card.flush aria-labelledby="reminders" {
            h2 #reminders { "Reminders" }
            ul.rows { li { span.grow { (times_in_words(&notices.times)) } a.btn.line.sm href="/practice/reminders" { "Change when" } } }
        }
        section.card.flush aria-labelledby="words" {
            h2 #words { "Words" }
            ul.rows { @for notice in &notices.notices { li { (line(notice)) } } }
        }
    }
}

fn line(notice: &Notice) -> Markup {
    let is_changed = notice.versions.last().is_some_and(|version| version.words.is_some());
    html! {
        span.grow {
            a.all href={ "/practice/notices/" (notice.kind.code()) } { (notice.kind.word()) }
            @if is_changed { " " (badge(Tone::Quiet, "Your words")) }
            br; span.small.dim { (filled(notice).1) }
        }
    }
}

/// Subject line and text with made-up facts.
pub fn filled(notice: &Notice) -> (String, String) {
    let (subject, body) = notice.words();
    let filled = notice.filled(&Fills::made_up());
    filled.map_or((subject.to_owned(), body.to_owned()), |(subject, body)| {
        (subject.as_str().to_owned(), body.as_str().to_owned())
    })
}

fn times_in_words(times: &ReminderTimes) -> String {
    let hours = |hours: u16| format!("{hours} {}", if hours == 1 { "hour" } else { "hours" });
    let visits = match (times.first, times.second) {
        (None, _) => "No reminders of visits.".to_owned(),
        (Some(first), None) => format!("Of a visit {} before.", hours(first)),
        (Some(first), Some(second)) => format!("Of a visit {} and {} before.", hours(first), hours(second)),
    };
    let documents = times.documents.map_or("None of documents.".to_owned(), |before| {
        format!("Of documents that wait, {} before a visit.", hours(before))
    });
    format!("{visits} {documents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_reminders_read_as_a_sentence() {
        let times = |first, second, documents| ReminderTimes { first, second, documents };
        for (given, expected) in [
            (times(None, None, None), "No reminders of visits. None of documents."),
            (times(Some(48), None, None), "Of a visit 48 hours before. None of documents."),
            (
                times(Some(48), Some(1), Some(72)),
                "Of a visit 48 hours and 1 hour before. Of documents that wait, 72 hours before a visit.",
            ),
        ] {
            assert_eq!(times_in_words(&given), expected);
        }
    }
}
