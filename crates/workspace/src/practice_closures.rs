//! Days on which the practice is closed, or one person is away: no time is offered then.

use actions::close_days::{close_days, open_days, see_closures};
use actions::house::House;
use actions::travel::{new_id, one_time_number};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::closure::Closure;
use schedule::people::Staff;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::Id;

use crate::asked::{Asked, At};
use crate::dates::long_day;
use crate::desk_words::{clinicians, name_of};

/// The list, its form, and taking one back.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/closures", get(show).post(close))
        .route("/practice/closures/{id}/take-back", post(take_back))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[]).await
}

async fn close(asked: Asked, posted: Posted) -> Reply {
    let closure = match read(&posted, &asked.house) {
        Ok(closure) => closure,
        Err(problems) => return drawn(&asked, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| close_days(house, by, &closure, &once)).await {
        Ok(()) => reply::go("/practice/closures?done=closed"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn take_back(asked: Asked, At(id): At<Id>) -> Reply {
    match asked.act(move |house, by| open_days(house, by, id)).await {
        Ok(()) => reply::go("/practice/closures?done=open"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(posted: &Posted, house: &House) -> Result<Closure, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let from = form.date("from");
    let from = form.wanted("from", from, "Enter the first day");
    let until = form.date("until").or(from);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.problem("until", "The last day comes before the first. Look at both again");
    }
    let why = form.line("why");
    let why = form.wanted("why", why, "Enter a word that the front desk reads, such as Holiday");
    let who = match posted.one("who") {
        "" => Some(None),
        id => form.wanted("who", id.parse().ok().map(Some), "Choose one of the people who treat here, or everybody"),
    };
    let closure = from.zip(until).zip(why.zip(who)).map(|((from, until), (why, who))| Closure {
        id: new_id(house),
        from,
        until,
        who,
        why,
    });
    form.done(closure)
}

async fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let closures = match asked.act(see_closures).await {
        Ok(closures) => closures,
        Err(trouble) => return asked.instead(trouble),
    };
    let done = match asked.query("done") {
        "closed" => Some("Closed. No time is offered then; visits that are booked stay until someone moves them."),
        "open" => Some("Taken back."),
        _ => None,
    };
    let main = page(asked, &closures, &Typed { posted, problems });
    asked.form_page(("Days closed", "/practice"), done, !problems.is_empty(), main)
}

fn page(asked: &Asked, closures: &[Closure], typed: &Typed<'_>) -> Markup {
    let staff = asked.house.staff();
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        known => known.to_owned(),
    };
    let everybody = (String::new(), "Everybody".to_owned());
    let who: Vec<_> = std::iter::once(everybody).chain(clinicians(&staff)).collect();
    let today = asked.house.today(asked.by.now);
    let (ahead, over): (Vec<&Closure>, Vec<&Closure>) = closures.iter().partition(|closure| closure.until >= today);
    html! {
        p.small { a href="/practice" { "Practice" } }
        h1 { "Days closed" }
        (fields::error_summary(typed.problems))
        div.split.main {
            form.card.stack method="post" action="/practice/closures" {
                (hidden("once", &once))
                div.grid {
                    (typed.input("from", "First day", None, Kind::Date))
                    (typed.input("until", "Last day", Some("Empty: one day"), Kind::Date))
                }
                (typed.select("who", "Who is away?", &who))
                (typed.input("why", "Why", None, Kind::Line))
                (fields::submit("Close these days"))
            }
            section.card.flush aria-labelledby="ahead" {
                h2 #ahead { "To come" }
                @if ahead.is_empty() { p.empty { "Open every day that people work." } }
                ul.rows { @for closure in ahead { li { (line(closure, &staff)) form method="post" action={ "/practice/closures/" (closure.id) "/take-back" } { button.btn.plain.sm { "Take back" span.vh { " " (closure.why.as_str()) } } } } } }
                @if !over.is_empty() { details { summary { "Over" } ul.rows.small.dim { @for closure in over { li { (line(closure, &staff)) } } } } }
            }
        }
    }
}

fn line(closure: &Closure, staff: &[Staff]) -> Markup {
    html! {
        span.grow {
            b { (long_day(closure.from)) @if closure.until != closure.from { " to " (long_day(closure.until)) } }
            br; span.small { @match closure.who { Some(who) => (name_of(staff, who)), None => "Everybody" } ", " (closure.why.as_str()) }
        }
    }
}
