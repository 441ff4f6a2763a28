//! Notes to sign: one's own drafts, the oldest visit first.

use actions::house::House;
use actions::see_to_sign::{ToCosign, ToSign, see_to_cosign, see_to_sign};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};

use crate::asked::Asked;
use crate::dates::{day, visit_badge};

/// From how many days on a draft wants a look.
const OLD_DAYS: i32 = 3;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/t/to-sign", get(show))
}

async fn show(asked: Asked) -> Reply {
    let seen = asked.act(|house, by| Ok((see_to_sign(house, by)?, see_to_cosign(house, by)?))).await;
    match seen {
        Ok((notes, waiting)) => reply::ok(asked.page(("Notes to sign", "/t/to-sign"), None, page(&notes, &waiting))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(notes: &[ToSign], waiting: &[ToCosign]) -> Markup {
    html! {
        header { h1 { "Notes to sign" } p.dim { "Only you can see a draft. Once signed, the client’s team can read it." } p.small { a href="/t/snippets" { "Your snippets" } " · " a href="/t/sessions" { "Your sessions" } } }
        section.card.flush aria-label="Drafts" {
            @if notes.is_empty() { div.empty { (icon(Icon::Check)) p { "Every note you began is signed." } } }
            ul.rows {
                @for note in notes {
                    li {
                        (icon(Icon::Pen))
                        span.grow {
                            a.all href={ "/t/n/" (note.draft.id) } { (note.client.name.as_str()) } " " span.mono.dim.xs { (note.client.chart_number) }
                            br; span.xs.dim { (day(note.draft.date)) }
                        }
                        (visit_badge(note.draft.kind, None, None))
                        (age_badge(note.age_days))
                    }
                }
            }
        }
        @if !waiting.is_empty() {
            section.card.flush aria-labelledby="cosign" {
                h2 #cosign { "To co-sign" }
                ul.rows {
                    @for ToCosign { note, client, author } in waiting {
                        li {
                            (icon(Icon::Pen))
                            span.grow {
                                a.all href={ "/t/c/" (client.subject) "/n/" (note.note) } { (client.name.as_str()) } " " span.mono.dim.xs { (client.chart_number) }
                                br; span.xs.dim { (day(note.date)) ", by " (author) }
                            }
                            (visit_badge(note.kind, None, None))
                        }
                    }
                }
            }
        }
    }
}

/// "today", "1 day", "7 days"; older ones want a look.
pub fn age_badge(days: i32) -> Markup {
    let tone = if days >= OLD_DAYS { Tone::Warn } else { Tone::Quiet };
    badge(tone, &age_words(days))
}

fn age_words(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        more => format!("{more} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_draft_wants_a_look() {
        for (days, words, warns) in
            [(0, "today", false), (1, "1 day", false), (2, "2 days", false), (3, "3 days", true)]
        {
            let drawn = age_badge(days).into_string();
            assert!(drawn.contains(words) && drawn.contains("warn") == warns, "{days}");
        }
    }

    #[test]
    fn with_nothing_to_sign_the_page_says_so() {
        assert!(page(&[], &[]).into_string().contains("Every note you began is signed."));
    }
}
