//! Your check-ins over time: a sentence first, the drawing second, the same numbers as a table last.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::dosing_day::DosingState;
use care::measure::Measure;
use care::question::Speaks;
use care::score_change::ScoreChange;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::plot::{Mark, Plot, Row, plot};
use shell::reply::{self, Reply};
use shell::shape::Phase;

use crate::asked::Asked;
use crate::check_in_words::{change_words, name, total_words};

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/my/check-ins/history", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => reply::ok(asked.page(("Check-ins", "/my/check-ins"), None, page(&asked, &mine))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, mine: &Mine) -> Markup {
    let with_totals: Vec<Measure> =
        Measure::ALL.into_iter().filter(|measure| !mine.workbook.totals(*measure).is_empty()).collect();
    html! {
        header.stack.tight {
            p.small { a href="/my/check-ins" { "Check-ins" } }
            h1 { "Over time" }
            p.lead.dim { "Lines go up and down, in good stretches too. They say how a questionnaire was answered, and never how you are doing as a person." }
        }
        @if with_totals.is_empty() {
            div.card.empty { (icon(Icon::Chart)) p { "Nothing to draw yet. A line begins with the first check-in that you finish with no question left out." } a.btn.soft href="/my/check-ins" { "Go to check-ins" } }
        }
        @for measure in with_totals { (figure(asked, mine, measure)) }
    }
}

fn figure(asked: &Asked, mine: &Mine, measure: Measure) -> Markup {
    let totals = mine.workbook.totals(measure);
    let points: Vec<(Date, u8)> = totals.iter().map(|(at, total)| (asked.house.today(*at), total.number)).collect();
    let sentence = match totals.as_slice() {
        [.., before, (_, now)] => format!("{} {}", total_words(*now), change_words(*before, *now, &asked.house.zone())),
        [(_, now)] => total_words(*now),
        [] => String::new(),
    };
    let marks = marks(mine);
    let drawn = Plot {
        sentence: &sentence,
        rows: &[Row { name: measure.word(), most: measure.most(), points: &points }],
        marks: &marks,
        today: asked.house.today(asked.by.now),
    };
    html! {
        section.card.stack aria-labelledby=(measure.code()) {
            h2 id=(measure.code()) { (name(measure)) }
            (plot(&drawn))
            p.xs.dim { (ScoreChange::of(measure, 0, 0).source()) " " (measure.credit()) }
        }
    }
}

/// Dosing days, where they are spoken of.
fn marks(mine: &Mine) -> Vec<Mark<'static>> {
    let days: &[(Date, DosingState)] = match Speaks::on(mine.card.path) {
        Speaks::OfDosing => &mine.card.dosing_days,
        Speaks::NotOfDosing => &[],
    };
    let mark = |(date, state): &(Date, DosingState)| Mark {
        phase: Phase::Dosing,
        done: *state == DosingState::Past,
        date: *date,
        label: "Dosing day",
    };
    days.iter().map(mark).collect()
}
