//! Other words for one of your small changes. Those before stay readable.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::reword_change::reword_change;
use axum::Router;
use axum::routing::get;
use care::change::{Change, Confidence, Rewording};
use care::workbook::WorkbookRefusal;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::day;
use shell::typed::Typed;
use terms::ids::ChangeId;
use terms::text::Line;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::carry_forward::{if_then, read_confidence, words};

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/carry-forward/{id}", get(show).post(reword))
}

async fn show(asked: Asked, At(id): At<ChangeId>) -> Reply {
    shown(&asked, id, None, &[]).await
}

async fn shown(asked: &Asked, id: ChangeId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let Some(change) = change_of(&mine, id) else { return asked.not_found() };
            let stored = as_posted(change);
            let main = page(asked, change, &Typed { posted: posted.unwrap_or(&stored), problems });
            page_or_again(asked, ("Carrying forward", "/my/integration"), toast(asked.query("done")), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "added" => Some("Taken up. You and your team can read it."),
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

fn read(posted: &Posted, id: ChangeId) -> Result<Rewording, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.line("text");
    let text = form.wanted("text", text, "Write one small thing, or go back and let this one go");
    let (cue, confidence) = (form.line("cue"), read_confidence(&mut form));
    form.done(text.map(|text| Rewording { id, text, cue, confidence }))
}

fn as_posted(change: &Change) -> Posted {
    let line = |line: Option<&Line>| line.map(|line| line.as_str().to_owned()).unwrap_or_default();
    Posted::from_pairs([
        ("text", line(Some(&change.text))),
        ("cue", line(change.cue.as_ref())),
        ("confidence", change.confidence.map(|sure| sure.number().to_string()).unwrap_or_default()),
    ])
}

fn page(asked: &Asked, change: &Change, typed: &Typed<'_>) -> Markup {
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
            div.row { button.btn { "Keep these words" } a.btn.line href="/my/carry-forward" { "Leave it as it is" } }
        }
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
