//! Your snippets and templates: texts that you write often, yours alone, to put into a note with one button.

use actions::house::House;
use actions::keep_snippet::{NewSnippet, drop_snippet, keep_snippet, see_snippets};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use care::note_body::Part;
use care::snippet::{KeepRefusal, Snippet};
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SnippetId;

use crate::asked::{Asked, At};

/// The list with its form, and dropping one.
pub fn routes() -> Router<House> {
    Router::new().route("/t/snippets", get(show).post(keep)).route("/t/snippets/{id}/drop", post(drop_one))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, None, &[]).await
}

async fn keep(asked: Asked, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter a name that you find again");
    let text = form.prose("text");
    let text = form.wanted("text", text, "Write the text to keep");
    let part = match posted.one("part") {
        "" => None,
        code => form.wanted("part", Part::from_code(code), "Choose one of the parts, or none"),
    };
    let new = match form.done(name.zip(text).map(|(name, text)| NewSnippet { name, text, part })) {
        Ok(new) => new,
        Err(problems) => return drawn(&asked, Some(&posted), &problems).await,
    };
    let (known, once) = (posted.one("known").parse::<SnippetId>().ok(), posted.one("once").to_owned());
    match asked.act(move |house, by| keep_snippet(house, by, known, (&new, &once))).await {
        Ok(()) => reply::go("/t/snippets?done=kept"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "name", words: words(refusal).to_owned() };
                drawn(&asked, Some(&posted), &[problem]).await
            }
            Err(page) => *page,
        },
    }
}

async fn drop_one(asked: Asked, At(id): At<SnippetId>) -> Reply {
    match asked.act(move |house, by| drop_snippet(house, by, id)).await {
        Ok(()) => reply::go("/t/snippets?done=dropped"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn drawn(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let kept = match asked.act(see_snippets).await {
        Ok(kept) => kept,
        Err(trouble) => return asked.instead(trouble),
    };
    let change = asked.query("change").to_owned();
    let stored = as_posted(kept.iter().find(|snippet| snippet.id.to_string() == change));
    let done = match asked.query("done") {
        "kept" => Some("Kept. It stands beside every note that you write."),
        "dropped" => Some("Dropped. Notes that it was put into keep their words."),
        _ => None,
    };
    let typed = Typed { posted: posted.unwrap_or(&stored), problems };
    let main = page(&kept, &one_time_number(&asked.house), &typed);
    asked.form_page(("Snippets", "/t/to-sign"), done, !problems.is_empty(), main)
}

fn as_posted(snippet: Option<&Snippet>) -> Posted {
    let pairs = snippet.map(|snippet| {
        [
            ("known", snippet.id.to_string()),
            ("name", snippet.name.as_str().to_owned()),
            ("text", snippet.text.as_str().to_owned()),
            ("part", snippet.part.map_or("", Part::code).to_owned()),
        ]
    });
    Posted::from_pairs(pairs.into_iter().flatten())
}

fn words(refusal: KeepRefusal) -> &'static str {
    match refusal {
        KeepRefusal::TooMany => "You keep sixty already, and more than that is hard to find. Drop one first",
    }
}

fn page(kept: &[Snippet], once: &str, typed: &Typed<'_>) -> Markup {
    let known = typed.posted.one("known");
    let parts = Part::ALL.iter().map(|part| (part.code().to_owned(), part.word().to_owned()));
    let parts: Vec<_> = [(String::new(), "Where I choose each time".to_owned())].into_iter().chain(parts).collect();
    html! {
        p.small { a href="/t/to-sign" { "Notes to sign" } }
        header { h1 { "Snippets" } p.dim { "Only you see them. Write nothing here that tells of a client. Several under one name, each with a part of its own, are a template: one button fills them all." } }
        (fields::error_summary(typed.problems))
        div.split.main {
            section.card.flush aria-label="Kept" {
                @if kept.is_empty() { div.empty { p { "None kept yet. A sentence that you write in every second note is a good first one." } } }
                ul.rows {
                    @for snippet in kept {
                        li {
                            div.grow.stack.tight { h3 { (snippet.name.as_str()) } @if let Some(part) = snippet.part { p.small.dim { "Into: " (part.word()) } } div.small { (paragraphs(snippet.text.as_str())) } }
                            a.small href={ "/t/snippets?change=" (snippet.id) "#name" } { "Change" span.vh { " " (snippet.name.as_str()) } }
                            form method="post" action={ "/t/snippets/" (snippet.id) "/drop" } { button.btn.plain.sm { "Drop" span.vh { " " (snippet.name.as_str()) } } }
                        }
                    }
                }
            }
            form.card.stack method="post" action="/t/snippets" {
                h2 { @if known.is_empty() { "One more" } @else { "Change it" } }
                (hidden("once", once)) (hidden("known", known))
                (typed.input("name", "Name", Some("Such as: Grounding done"), Kind::Line))
                (typed.select("part", "Into", &parts))
                (typed.area("text", "Text", None))
                (fields::submit("Keep it"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_none_kept_the_page_says_what_one_is_good_for() {
        let drawn = page(&[], "once", &Typed { posted: &Posted::default(), problems: &[] }).into_string();
        assert!(drawn.contains("None kept yet") && drawn.contains("One more"), "{drawn}");
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        assert!(words(KeepRefusal::TooMany).contains("Drop one first"));
    }
}
