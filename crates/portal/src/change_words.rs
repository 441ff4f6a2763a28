//! One of your small changes: other words for it, with those before readable, and whether a partner is shown it.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::open_together::{Together, open_together};
use actions::reword_change::reword_change;
use actions::show_change::{ShowRefusal, hide_change, show_change};
use axum::Router;
use axum::routing::{get, post};
use care::change::{Change, Confidence, Rewording};
use care::workbook::WorkbookRefusal;
use maud::{Markup, html};
use shell::fields::{self, Problem, hidden};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::day;
use shell::typed::Typed;
use terms::ids::{ChangeId, SubjectId};
use terms::text::Line;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::carry_forward::{helper, if_then, read_confidence, words};

/// The page, its form, and showing it to the other of a couple.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/carry-forward/{id}", get(show).post(reword))
        .route("/my/carry-forward/{id}/show", post(show_partner))
}

async fn show(asked: Asked, At(id): At<ChangeId>) -> Reply {
    shown(&asked, id, None, &[]).await
}

async fn shown(asked: &Asked, id: ChangeId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let opened = asked.act(|house, by| {
        let mine = open_mine(house, by)?;
        let couples: Result<Vec<_>, _> = mine.units.iter().map(|unit| open_together(house, by, unit.subject)).collect();
        Ok((mine, couples?))
    });
    match opened.await {
        Ok((mine, couples)) => {
            let Some(change) = change_of(&mine, id) else { return asked.not_found() };
            let stored = as_posted(change);
            let main = page(asked, (change, &couples), &Typed { posted: posted.unwrap_or(&stored), problems });
            page_or_again(asked, ("Carrying forward", "/my/integration"), toast(asked.query("done")), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "added" => Some("Taken up. You and your team can read it."),
        "shown" => Some("Shown. Your partner can read its words, and nothing of where it comes from."),
        "hidden" => Some("Taken back. The copy is gone, and your partner can’t read it any more."),
        "changed" => Some("Written down as changed. You can write here how it goes now, or leave it."),
        _ => None,
    }
}

fn change_of(mine: &Mine, id: ChangeId) -> Option<&Change> {
    mine.workbook.changes().iter().find(|change| change.id == id)
}

async fn reword(asked: Asked, At(id): At<ChangeId>, posted: Posted) -> Reply {
    let to = match read(&posted, id) {
        Ok(to) => to,
        Err(problems) => return shown(&asked, id, Some(&posted), &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| reword_change(house, by, subject, &to)).await {
        Ok(()) => reply::go("/my/carry-forward?done=reworded"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(WorkbookRefusal::NoSuchChange) => asked.not_found(),
            Ok(refusal @ WorkbookRefusal::TooManyActive) => shown(&asked, id, Some(&posted), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn show_partner(asked: Asked, At(id): At<ChangeId>, posted: Posted) -> Reply {
    let Ok(unit) = posted.one("unit").parse::<SubjectId>() else { return asked.not_found() };
    if posted.one("to") == "hide" {
        return match asked.act(move |house, by| hide_change(house, by, (unit, id))).await {
            Ok(()) => reply::go(format!("/my/carry-forward/{id}?done=hidden")),
            Err(trouble) => asked.instead(trouble),
        };
    }
    match asked.act(move |house, by| show_change(house, by, (unit, id))).await {
        Ok(()) => reply::go(format!("/my/carry-forward/{id}?done=shown")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(ShowRefusal::NoSuchChange) => asked.not_found(),
            // The page says since when the joint work has ended.
            Ok(ShowRefusal::JointWorkEnded) => reply::go(format!("/my/together/{unit}")),
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted, id: ChangeId) -> Result<Rewording, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.line("text");
    let text = form.wanted("text", text, "Write one small thing, or go back and let this one go");
    let (cue, helper, confidence) = (form.line("cue"), form.line("helper"), read_confidence(&mut form));
    form.done(text.map(|text| Rewording { id, text, cue, helper, confidence }))
}

fn as_posted(change: &Change) -> Posted {
    let line = |line: Option<&Line>| line.map(|line| line.as_str().to_owned()).unwrap_or_default();
    Posted::from_pairs([
        ("text", line(Some(&change.text))),
        ("cue", line(change.cue.as_ref())),
        ("helper", line(change.helper.as_ref())),
        ("confidence", change.confidence.map(|sure| sure.number().to_string()).unwrap_or_default()),
    ])
}

fn page(asked: &Asked, (change, couples): (&Change, &[Together]), typed: &Typed<'_>) -> Markup {
    let is_unsure = change.confidence.is_some_and(Confidence::wants_rewording);
    html! {
        header.stack.tight {
            p.small { a href="/my/carry-forward" { "Carrying forward" } }
            h1 { "Other words" }
            @if let Some(insight) = &change.insight { p.dim { "From: “" (insight.as_str()) "”" } }
        }
        (fields::error_summary(typed.problems))
        @if is_unsure && typed.problems.is_empty() {
            (note(Tone::Quiet, Icon::Leaf, html! { p { "You are not quite sure of this one. Would something smaller, or another moment for it, feel surer? You can also leave it as it is." } }))
        }
        form.card.stack.prose method="post" {
            (if_then(typed))
            (helper(typed))
            div.row { button.btn { "Keep these words" } a.btn.line href="/my/carry-forward" { "Leave it as it is" } }
        }
        @for couple in couples { (shown_to(asked, change, couple)) }
        @if !change.earlier.is_empty() {
            section.card.stack aria-labelledby="before" {
                h2 #before { "Earlier words" }
                ul.rows {
                    @for wording in change.earlier.iter().rev() {
                        li.stack.tight { span { @if let Some(cue) = &wording.cue { "If: " (cue.as_str()) br; } b { (wording.text.as_str()) } } span.small.dim { "Until " (day(wording.until, &asked.house.zone())) } }
                    }
                }
            }
        }
    }
}

/// Whether the other of a couple is shown it. Nobody is, until it is offered here.
fn shown_to(asked: &Asked, change: &Change, couple: &Together) -> Markup {
    let shown = couple.workbook.shown_changes().iter().find(|shown| shown.id == change.id);
    let unit = couple.unit.subject;
    html! {
        form.card.stack.tight method="post" action={ "/my/carry-forward/" (change.id) "/show" } aria-labelledby={ "show-" (unit) } {
            (hidden("unit", &unit.to_string()))
            h2 id={ "show-" (unit) } { "My partner" }
            @match (shown, couple.unit.parted) {
                (Some(copy), _) => {
                    p { "Can read this since " (day(copy.at, &asked.house.zone())) ": “" (copy.text.as_str()) "”." }
                    div.row {
                        @if couple.unit.parted.is_none() && (&copy.text, &copy.cue) != (&change.text, &change.cue) { button.btn.line name="to" value="show" { "Show the new words" } }
                        button.btn.line name="to" value="hide" { "Take it back" }
                    }
                },
                (None, None) => {
                    p { "Can’t read this. You can offer it: its words and its moment, never what it comes from, what it is for, or how sure you are." }
                    div.row { button.btn.line name="to" value="show" { "Show it to my partner" } }
                },
                (None, Some(_)) => p { "Can’t read this. The joint work has ended, and nothing new is shown there." },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_read_with_their_own_cue_and_confidence() {
        let id = "aaaaaaaaaa".parse().unwrap();
        let to = read(&Posted::from_pairs([("text", "Open a window"), ("confidence", "8")]), id).unwrap();
        assert_eq!(
            (to.text.as_str(), to.cue.is_none(), to.confidence.map(Confidence::number)),
            ("Open a window", true, Some(8))
        );
        assert_eq!(read(&Posted::default(), id).err().map(|problems| problems[0].field), Some("text"));
    }
}
