//! The recovery sheet: printed once, read back once, and never shown again.

use actions::house::House;
use actions::read_back_sheet::{Sheet, SheetRefusal, read_back_sheet, see_sheet};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;

use crate::asked::Asked;

/// The sheet, and the form that reads it back.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/recovery", get(show).post(read_back))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[]).await
}

async fn read_back(asked: Asked, posted: Posted) -> Reply {
    let typed = posted.one("sheet").to_owned();
    match asked.act(move |house, by| read_back_sheet(house, by, &typed)).await {
        Ok(()) => reply::go("/practice?done=sheet"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, &posted, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn problem(refusal: SheetRefusal) -> Problem {
    match refusal {
        SheetRefusal::Differs(group) => Problem {
            field: "sheet",
            words: format!("Group {group} is not what the sheet says. Look at the paper, and type from there on again"),
        },
    }
}

async fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let sheet = match asked.act(see_sheet).await {
        Ok(sheet) => sheet,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = match &sheet {
        Sheet::ReadBack(at) => html! {
            p.small { a href="/practice" { "Practice" } }
            h1 { "Recovery sheet" }
            p { "It was read back on " (moment(*at, &asked.house.zone())) ", and is not shown again. Keep it where no computer is; without it and without the key file, a backup can’t be opened by anyone." }
        },
        Sheet::ToPrint(letters) => page(letters, &Typed { posted, problems }),
    };
    asked.form_page(("Recovery sheet", "/practice"), None, !problems.is_empty(), main)
}

fn page(letters: &str, typed: &Typed<'_>) -> Markup {
    let groups: Vec<&str> = letters.split('-').collect();
    html! {
        p.small { a href="/practice" { "Practice" } }
        h1 { "Recovery sheet" }
        p.lead { "These letters are the key to everything here. If the server is lost, a backup opens with them, and with nothing else." }
        section.card.stack aria-labelledby="letters" {
            h2 #letters { "Print this page, or write it down" }
            ol.rows.mono { @for group in &groups { li { b.big { (group) } } } }
            p.small { "No letter I, L, O or U: a 1 is a one, a 0 is a zero. Whoever has this paper and a backup can read every chart. Lock it away." }
        }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action="/practice/recovery" {
            (typed.input("sheet", "Now read it back, from the paper", Some("All fourteen groups. Blanks and small letters are fine"), Kind::Line))
            (fields::submit("It is safe"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_group_is_named() {
        assert!(problem(SheetRefusal::Differs(3)).words.starts_with("Group 3 "));
    }
}
