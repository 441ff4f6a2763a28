//! Throws a draft away, after asking once. A signed note can never be thrown away.

use actions::house::House;
use actions::open_draft::open_draft;
use actions::throw_away_draft::throw_away_draft;
use axum::Router;
use axum::routing::post;
use maud::{Markup, html};
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::NoteId;

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day};
use crate::note_text::written;

/// Asking and doing are both posts: the first shows what would be lost.
pub fn routes() -> Router<House> {
    Router::new().route("/t/n/{note}/throw-away", post(throw))
}

async fn throw(asked: Asked, At(note): At<NoteId>, posted: Posted) -> Reply {
    let done = if posted.has("sure", "yes") {
        let done = asked.act(move |house, by| throw_away_draft(house, by, note)).await;
        done.map(|subject| reply::go(format!("/t/c/{subject}?done=thrown")))
    } else {
        let open = asked.act(move |house, by| open_draft(house, by, note)).await;
        open.map(|open| {
            let asks = asks(
                &html! { (chart_link(&open.client)) ", " (long_day(open.draft.date)) },
                note,
                &written(&open.draft),
            );
            reply::ok(asked.page(("Note", "/t/to-sign"), None, asks))
        })
    };
    done.unwrap_or_else(|trouble| asked.instead(trouble))
}

fn asks(whose: &Markup, note: NoteId, text: &Markup) -> Markup {
    html! {
        header { h1 { "Throw this draft away?" } p.dim { (whose) } }
        section.card.stack { (text) }
        form.row method="post" action={ "/t/n/" (note) "/throw-away" } {
            (hidden("sure", "yes"))
            a.btn.line href={ "/t/n/" (note) } { "Keep the draft" }
            button.btn.stop { "Throw it away" }
        }
    }
}
