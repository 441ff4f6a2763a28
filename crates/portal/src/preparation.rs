//! Preparation: the parts of your workbook, why each is there, and how it stands. None has to be written.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::question::Speaks;
use care::workbook_part::{PartState, WorkbookPart};
use maud::{Markup, html};
use shell::reply::{self, Reply};

use crate::asked::Asked;
use crate::parts::state_badge;

/// The list of parts.
pub fn routes() -> Router<House> {
    Router::new().route("/my/preparation", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let toast = toast(asked.query("done"), mine.therapist());
            reply::ok(asked.page(("Preparation", "/my/preparation"), toast.as_deref(), page(&mine)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str, therapist: &str) -> Option<String> {
    match done {
        "saved" => Some(format!("Saved. You and {therapist} can read it.")),
        "skipped" => Some("Skipped. It is here if you ever want it.".to_owned()),
        _ => None,
    }
}

fn page(mine: &Mine) -> Markup {
    let speaks = Speaks::on(mine.card.path);
    let is_open = |part: &WorkbookPart| match mine.workbook.part_state(*part) {
        PartState::Untouched | PartState::Begun => true,
        PartState::Written | PartState::Skipped => false,
    };
    let next = WorkbookPart::ALL.into_iter().find(is_open);
    html! {
        header.stack.tight {
            h1 { "Preparation" }
            p.lead.dim { "A workbook in small parts, in any order. You can skip every one of them, stop in the middle, and change what you wrote." }
            p.small { "You and " (mine.therapist()) " can read what you write here. The front desk can’t." }
        }
        @if let Some(part) = next { div.row { a.btn href={ "/my/preparation/" (part.code()) } { "Go on with “" (part.title(speaks)) "”" } } }
        ul.rows.card {
            @for part in WorkbookPart::ALL {
                @let state = mine.workbook.part_state(part);
                li {
                    span.shape.prep.done[state == PartState::Written] aria-hidden="true" {}
                    span.grow {
                        a.all href={ "/my/preparation/" (part.code()) } { (part.title(speaks)) }
                        br; span.small.dim { (part.about(speaks)) }
                    }
                    (state_badge(state))
                }
            }
        }
        p.small.dim { "Another day is fine. Nothing here decides whether you can have a session." }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toast_says_who_can_read_it() {
        for (done, expected) in [
            ("saved", Some("Saved. You and Dana can read it.")),
            ("skipped", Some("Skipped. It is here if you ever want it.")),
            ("", None),
        ] {
            assert_eq!(toast(done, "Dana").as_deref(), expected);
        }
    }
}
