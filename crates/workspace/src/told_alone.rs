//! Told alone: what one of a couple said alone, with what may become of it in the joint work.

use actions::house::House;
use actions::mark_told_alone::{Marking, Touched, mark_told_alone};
use actions::open_chart::{OpenChart, open_chart};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use care::told_alone::{AloneUse, ToldAlone, ToldRefusal};
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, day};

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/told-alone", get(show).post(mark))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn mark(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let marking = match read(&posted) {
        Ok(marking) => marking,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| mark_told_alone(house, by, subject, (&marking, &once))).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/told-alone?done=marked")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, words) = words(refusal);
                shown(&asked, subject, Some(&posted), &[Problem { field, words: words.to_owned() }]).await
            }
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<Marking, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let (text, phrase) = (form.prose("text"), form.line("phrase"));
    let text = form.wanted("text", text, "Write what was told");
    let phrase = form.wanted("phrase", phrase, "Enter the word or phrase that a joint note would touch it with");
    let mark = form.wanted("mark", AloneUse::from_code(posted.one("mark")), "Say what may become of it");
    let (raised_by, by_day) = (form.line("raised-by"), form.date("by-day"));
    let known = posted.one("known").parse().ok();
    let marking = text.zip(phrase).zip(mark);
    let marking = marking.map(|((text, phrase), mark)| Marking { known, phrase, text, mark, raised_by, by_day });
    form.done(marking)
}

fn words(refusal: ToldRefusal) -> (&'static str, &'static str) {
    match refusal {
        ToldRefusal::PhraseTooShort => {
            ("phrase", "Take a phrase of four letters or more, so that not every note has it")
        }
        ToldRefusal::NobodyRaisesIt => ("raised-by", "Say who raises it, and by which day"),
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let change = asked.query("change").to_owned();
    let stored = as_posted(open.chart.told_alone().into_iter().find(|told| told.id.to_string() == change));
    let typed = Typed { posted: posted.unwrap_or(&stored), problems };
    let title = format!("Chart {}", open.client.chart_number);
    let toast = (asked.query("done") == "marked").then_some("Marked, in this chart alone.");
    let main = page(&open, &one_time_number(&asked.house), &typed);
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

fn as_posted(told: Option<&ToldAlone>) -> Posted {
    let pairs = told.map(|told| {
        [
            ("known", told.id.to_string()),
            ("text", told.text.as_str().to_owned()),
            ("phrase", told.phrase.as_str().to_owned()),
            ("mark", told.mark.code().to_owned()),
            ("raised-by", told.raised_by.as_ref().map_or_else(String::new, |who| who.as_str().to_owned())),
            ("by-day", told.by_day.map(|day| day.to_string()).unwrap_or_default()),
        ]
    });
    Posted::from_pairs(pairs.into_iter().flatten())
}

fn page(open: &OpenChart, once: &str, typed: &Typed<'_>) -> Markup {
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Told alone" } p.dim { "It stands in this chart only. A joint note that touches what must not be used is told to you before you sign, without its text." } }
            (subnav(open, "/notes"))
        }
        (fields::error_summary(typed.problems))
        @if open.client.members.is_empty() {
            div.split { (form(once, typed)) (list(open)) }
        } @else {
            section.card.stack {
                p { "This is a record of people together. What one of them tells alone belongs in their own chart:" }
                ul { @for member in &open.members { li { a href={ "/t/c/" (member.subject) "/told-alone" } { (member.name.as_str()) } } } }
            }
        }
    }
}

fn form(once: &str, typed: &Typed<'_>) -> Markup {
    let known = typed.posted.one("known");
    html! {
        form.card.stack method="post" {
            h2 { @if known.is_empty() { "Mark something" } @else { "Change its mark" } }
            (hidden("once", once)) (hidden("known", known))
            (typed.area("text", "What was told", None))
            (typed.input("phrase", "Word or phrase", Some("What a joint note would touch it with, such as a name or a place"), Kind::Line))
            (typed.one_of("mark", "What may become of it", &AloneUse::ALL.map(|mark| (mark.code(), mark.word()))))
            div.grid {
                (typed.input("raised-by", "Who raises it", Some("If it will be raised"), Kind::Line))
                (typed.input("by-day", "By which day", None, Kind::Date))
            }
            (fields::submit("Mark it"))
        }
    }
}

fn list(open: &OpenChart) -> Markup {
    let told = open.chart.told_alone();
    html! {
        section.card.stack aria-labelledby="told" {
            h2 #told { "Marked so far" }
            @if told.is_empty() { p.dim { "Nothing is marked." } }
            @for told in told.into_iter().rev() {
                article.stack.tight {
                    p.row { (badge(tone(told.mark), told.mark.word())) b { (told.phrase.as_str()) } }
                    (paragraphs(told.text.as_str()))
                    @if let (AloneUse::ToBeRaised, Some(who), Some(on)) = (told.mark, &told.raised_by, told.by_day) { p.small { "By " (who.as_str()) ", until " (day(on)) "." } }
                    p.small { a href={ "/t/c/" (open.client.subject) "/told-alone?change=" (told.id) } { "Change its mark" span.vh { ": " (told.phrase.as_str()) } } }
                }
            }
        }
    }
}

fn tone(mark: AloneUse) -> Tone {
    match mark {
        AloneUse::MustNotUse => Tone::Stop,
        AloneUse::ToBeRaised => Tone::Warn,
        AloneUse::MayUse | AloneUse::Raised => Tone::Quiet,
    }
}

/// Before a joint note is signed: how many things it touches, and in whose chart they stand. Never what they are.
pub fn warning(touched: &[Touched]) -> Markup {
    html! {
        @if !touched.is_empty() {
            div.note.stop {
                (icon(Icon::Alert))
                div.stack.tight {
                    p { b { "This joint note touches what was told alone and must not be used." } " Both partners can come to read it. Look again before you sign." }
                    ul.small { @for one in touched { li { a href={ "/t/c/" (one.client.subject) "/told-alone" } { (counted(one.count)) " in " (one.client.name.as_str()) "’s own chart" } } } }
                }
            }
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 thing".to_owned() } else { format!("{count} things") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_what_it_needs_and_reads_back() {
        let missing: Vec<_> = read(&Posted::default()).unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(missing, ["text", "phrase", "mark"]);
        let posted = Posted::from_pairs([("text", "A job."), ("phrase", "Portland"), ("mark", "must-not-use")]);
        let marking = read(&posted).unwrap();
        assert_eq!((marking.phrase.as_str(), marking.mark, marking.known), ("Portland", AloneUse::MustNotUse, None));
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        assert!(words(ToldRefusal::PhraseTooShort).1.contains("four letters"));
        assert!(words(ToldRefusal::NobodyRaisesIt).1.contains("by which day"));
    }

    #[test]
    fn a_warning_counts_and_tells_nothing() {
        assert_eq!(warning(&[]).into_string(), "");
        assert_eq!((counted(1).as_str(), counted(2).as_str()), ("1 thing", "2 things"));
    }
}
