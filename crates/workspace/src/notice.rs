//! Change the words of one kind of letter, see how it looks on a locked phone, or go back to earlier words.

use actions::change_notice::change_notice;
use actions::house::House;
use actions::see_notices::see_notices;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::notice::{Notice, NoticeKind, Placeholder, Wording};
use schedule::people::Staff;
use schedule::reword_notice::{MAX_BODY, NoticeRefusal};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::trouble::{Denied, Trouble};

use crate::asked::Asked;
use crate::desk_words::name_of;
use crate::notices::filled;

/// How many letters of a text show on a locked phone.
const LOCK_SCREEN: usize = 90;

/// The form, and the way back.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/notices/{kind}", get(show).post(change))
        .route("/practice/notices/{kind}/back", post(back))
}

async fn show(asked: Asked, path: axum::extract::Path<String>) -> Reply {
    shown(&asked, &path, None, &[]).await
}

async fn change(asked: Asked, path: axum::extract::Path<String>, posted: Posted) -> Reply {
    let words = match read(&posted) {
        Ok(words) => words,
        Err(problems) => return shown(&asked, &path, Some(&posted), &problems).await,
    };
    changed(&asked, &path, (Some(words), Some(&posted)), "reworded").await
}

async fn back(asked: Asked, path: axum::extract::Path<String>) -> Reply {
    changed(&asked, &path, (None, None), "back").await
}

async fn changed(asked: &Asked, code: &str, (words, posted): (Option<Wording>, Option<&Posted>), done: &str) -> Reply {
    let Some(kind) = NoticeKind::from_code(code) else { return asked.instead(Trouble::Denied(Denied::NotTheirs)) };
    match asked.act(move |house, by| change_notice(house, by, kind, words.as_ref())).await {
        Ok(()) => reply::go(format!("/practice/notices?done={done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, said) = words_of(refusal, kind);
                shown(asked, code, posted, &[Problem { field, words: said }]).await
            }
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, code: &str, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let found = asked.act(|house, by| Ok((see_notices(house, by)?, actions::sign_in::everybody(house, by.now)?))).await;
    let (notices, staff) = match found {
        Ok(found) => found,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(notice) = notices.notices.iter().find(|notice| notice.kind.code() == code) else {
        return asked.instead(Trouble::Denied(Denied::NotTheirs));
    };
    let as_it_stands = as_posted(notice);
    let main = page(asked, (notice, &staff), &Typed { posted: posted.unwrap_or(&as_it_stands), problems });
    let title = notice.kind.word();
    asked.form_page((title, "/practice/notices"), None, !problems.is_empty(), main)
}

fn as_posted(notice: &Notice) -> Posted {
    let (subject, body) = notice.words();
    Posted::from_pairs([("subject", subject.to_owned()), ("words", body.to_owned())])
}

fn read(posted: &Posted) -> Result<Wording, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let (subject, body) = (form.line("subject"), form.prose("words"));
    let subject = form.wanted("subject", subject, "Enter the line that shows before the letter is opened");
    let body = form.wanted("words", body, "Enter what the letter says");
    form.done(subject.zip(body).map(|(subject_line, body)| Wording { subject_line, body }))
}

fn words_of(refusal: NoticeRefusal, kind: NoticeKind) -> (&'static str, String) {
    match refusal {
        NoticeRefusal::UnknownPlaceholder => {
            ("words", format!("Only these may stand in braces here: {}. Look at the braces again", listed(kind.placeholders())))
        }
        NoticeRefusal::Missing(placeholder) => {
            ("words", format!("Say where {} goes: put {} into the text", placeholder.word(), braced(placeholder)))
        }
        NoticeRefusal::PlaceholderInSubject => {
            ("subject", "Leave braces out of the subject line. It shows on locked phones, the same for everybody".to_owned())
        }
        NoticeRefusal::TellsTooMuch => (
            "words",
            "Leave out the practice’s name, and words such as therapy, couple or dosing. Others may read this over a shoulder"
                .to_owned(),
        ),
        NoticeRefusal::TooLong => ("words", format!("Keep it within {MAX_BODY} letters, as it may go out as a text message")),
    }
}

fn braced(placeholder: Placeholder) -> String {
    format!("{{{}}}", placeholder.code())
}

fn listed(placeholders: &[Placeholder]) -> String {
    placeholders.iter().map(|placeholder| braced(*placeholder)).collect::<Vec<_>>().join(", ")
}

fn page(asked: &Asked, (notice, staff): (&Notice, &[Staff]), typed: &Typed<'_>) -> Markup {
    let kind = notice.kind;
    let is_changed = notice.versions.last().is_some_and(|version| version.words.is_some());
    html! {
        p.small { a href="/practice/notices" { "All letters" } }
        h1 { (kind.word()) }
        (fields::error_summary(typed.problems))
        div.split.main {
            div.stack {
                form.card.stack method="post" action={ "/practice/notices/" (kind.code()) } {
                    (typed.input("subject", "Subject line", Some("Shows on a locked phone. No names, no braces"), Kind::Line))
                    (typed.area("words", "Words", None))
                    dl.facts { @for placeholder in kind.placeholders() {
                        dt.mono { (braced(*placeholder)) }
                        dd { (placeholder.word()) @if kind.required().contains(placeholder) { ", needed" } }
                    } }
                    (fields::submit("Save these words"))
                }
                @if is_changed {
                    form.row method="post" action={ "/practice/notices/" (kind.code()) "/back" } { button.btn.line { "Back to the words that came with it" } }
                }
            }
            div.stack { (preview(notice)) (versions(asked, notice, staff)) }
        }
    }
}

fn preview(notice: &Notice) -> Markup {
    let (subject, body) = filled(notice);
    let first: String = body.lines().next().unwrap_or_default().chars().take(LOCK_SCREEN).collect();
    html! {
        section.card.stack aria-labelledby="preview" {
            h2 #preview { "On a locked phone" }
            p { b { (subject) } br; (first) @if first.chars().count() == LOCK_SCREEN { "…" } }
            h3 { "Opened" }
            p { (body) }
            p.xs.dim { "With made-up facts, in the words as they stand now." }
        }
    }
}

fn versions(asked: &Asked, notice: &Notice, staff: &[Staff]) -> Markup {
    let zone = asked.house.zone();
    html! {
        section.card.flush aria-labelledby="versions" {
            h2 #versions { "Earlier words" }
            @if notice.versions.is_empty() { p.empty { "Nobody has changed these words." } }
            ul.rows {
                @for version in notice.versions.iter().rev() {
                    li { span.grow {
                        span.small.dim { (moment(version.at, &zone)) ", " (name_of(staff, version.by)) } br;
                        @match &version.words {
                            Some(words) => { b { (words.subject_line.as_str()) } br; (words.body.as_str()) },
                            None => "Back to the words that came with it",
                        }
                    } }
                }
                @if !notice.versions.is_empty() {
                    @let (subject, body) = notice.kind.words_that_came();
                    li { span.grow { span.small.dim { "Came with it" } br; b { (subject) } br; (body) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        let kind = NoticeKind::VisitReminder;
        for (refusal, field, says) in [
            (NoticeRefusal::UnknownPlaceholder, "words", "{when}, {link}, {where}, {name}"),
            (NoticeRefusal::Missing(Placeholder::Link), "words", "put {link} into the text"),
            (NoticeRefusal::PlaceholderInSubject, "subject", "Leave braces out"),
            (NoticeRefusal::TellsTooMuch, "words", "Leave out the practice’s name"),
            (NoticeRefusal::TooLong, "words", "within 600 letters"),
        ] {
            let (at, said) = words_of(refusal, kind);
            assert!(at == field && said.contains(says), "{refusal:?}: {said}");
        }
    }

    #[test]
    fn a_form_is_words_or_says_which_field_is_not() {
        let fields = |pairs: &[(&str, &str)]| {
            let problems = read(&Posted::from_pairs(pairs.iter().copied())).err().unwrap_or_default();
            problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        for (pairs, expected) in [
            (&[("subject", "A note"), ("words", "See {link}")][..], &[][..]),
            (&[], &["subject", "words"]),
            (&[("subject", "A note")], &["words"]),
        ] {
            assert_eq!(fields(pairs), expected, "{pairs:?}");
        }
    }
}
