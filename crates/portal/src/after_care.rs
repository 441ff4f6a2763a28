//! The days after: whether you want to be asked how you are, when, and what it means when you don’t answer.

use actions::agree_after_care::agree_after_care;
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::after_care::{AfterCare, AfterCareRefusal, Silence};
use care::after_time::AfterTime;
use care::question::Speaks;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::again::page_or_again;
use crate::asked::Asked;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/after-care", get(show).post(agree))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        // Whoever is on a path without dosing has no days after.
        Ok(mine) if Speaks::on(mine.card.path) == Speaks::NotOfDosing => asked.not_found(),
        Ok(mine) => {
            let filled = as_posted(&mine);
            let main = page(&mine, &Typed { posted: posted.unwrap_or(&filled), problems });
            let toast = (asked.query("done") == "agreed").then_some("Saved. You can change it on any day.");
            page_or_again(asked, ("The days after", "/my/integration"), toast, (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn agree(asked: Asked, posted: Posted) -> Reply {
    let care = match read(&posted) {
        Ok(care) => care,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| agree_after_care(house, by, subject, &care)).await {
        Ok(()) => reply::go("/my/after-care?done=agreed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, Some(&posted), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<AfterCare, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let usual = posted.all("times");
    let others = posted.one("others").split([',', ' ', ';']).filter(|days| !days.is_empty());
    let times: Option<Vec<AfterTime>> =
        usual.into_iter().chain(others).map(|days| AfterTime::parse(days).ok()).collect();
    let times = form.wanted("others", times, "Enter whole days from 1 to 120, with commas between: 5, 10");
    let silence = Silence::from_code(posted.one("silence"));
    let silence = form.wanted("silence", silence, "Choose what it means when you don’t answer. “Nothing” is an answer");
    let person = form.line("person");
    form.done(times.zip(silence).map(|(times, silence)| AfterCare { times, silence, person }))
}

fn as_posted(mine: &Mine) -> Posted {
    let care = mine.workbook.after_care().map(|agreed| agreed.care.clone()).unwrap_or_default();
    let (usual, others): (Vec<AfterTime>, Vec<AfterTime>) =
        care.times.iter().partition(|time| AfterTime::USUAL.contains(time));
    let days = |time: &AfterTime| time.days().to_string();
    let mut pairs: Vec<(&str, String)> = usual.iter().map(|time| ("times", days(time))).collect();
    pairs.push(("others", others.iter().map(days).collect::<Vec<_>>().join(", ")));
    pairs.push(("silence", care.silence.code().to_owned()));
    pairs.push(("person", care.person.map(|person| person.as_str().to_owned()).unwrap_or_default()));
    Posted::from_pairs(pairs)
}

fn words(refusal: AfterCareRefusal) -> Problem {
    match refusal {
        AfterCareRefusal::NoPerson => {
            let words = "Write whom to call, with the number, or choose something else for silence".to_owned();
            Problem { field: "person", words }
        }
    }
}

fn page(mine: &Mine, typed: &Typed<'_>) -> Markup {
    let reach = &mine.person.reach;
    let by = match (&reach.email, reach.may_text && reach.phone.is_some()) {
        (Some(_), _) => "You are asked by email, in a letter that says nothing of why.",
        (None, true) => "You are asked by text message, in words that say nothing of why.",
        (None, false) => {
            "No email or text is on for you, so the question waits in these pages. Account and privacy changes that."
        }
    };
    let usual = AfterTime::USUAL.map(|time| (time.days().to_string(), time.word()));
    let usual: Vec<(&str, &str)> = usual.iter().map(|(days, word)| (days.as_str(), word.as_str())).collect();
    html! {
        header.stack.tight { p.small { a href="/my/integration" { "Integration" } } h1 { "The days after" } p.lead.dim { "Would you like to be asked how you are after a dosing day? If you choose nothing, nobody asks." } }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" {
            (typed.several("times", "When to ask", &usual))
            (typed.input("others", "On other days after, if you like", Some("Whole days, with commas between: 5, 10"), Kind::Line))
            p.small.dim { (by) " Never more than once a day, and never in your quiet hours." }
            (typed.one_of("silence", "If I don’t answer within a working day, it means", &Silence::ALL.map(|silence| (silence.code(), silence.word()))))
            (typed.input("person", "My person, and their number", Some("Only needed if they may be called. They learn that we could not reach you, and nothing else"), Kind::Line))
            div.row { button.btn { "Save" } }
            p.small.dim { "You can change or stop this at any time. It is no emergency line: for that, " a href="/my/help" { "here are people who answer at any hour" } "." }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_is_an_answer_and_silence_always_means_something() {
        let read_so = |pairs: &[(&str, &str)]| read(&Posted::from_pairs(pairs.iter().copied()));
        let none = read_so(&[("silence", "nothing")]).unwrap();
        assert_eq!(none, AfterCare::default());
        let some = read_so(&[("silence", "call-me"), ("times", "7"), ("times", "1"), ("others", "5, 10")]).unwrap();
        let days: Vec<i32> = some.times.into_iter().map(AfterTime::days).collect();
        assert_eq!((days, some.silence), (vec![7, 1, 5, 10], Silence::CallMe));
        assert_eq!(read_so(&[("silence", "nothing"), ("others", "soon")]).unwrap_err()[0].field, "others");
        assert_eq!(read_so(&[]).unwrap_err()[0].field, "silence");
        assert_eq!(words(AfterCareRefusal::NoPerson).field, "person");
    }
}
