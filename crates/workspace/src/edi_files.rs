//! Files of claims, and answers to them: what went out, what came in, and a form to bring an answer.

use actions::edi_files::{BringRefusal, bring_edi_file, see_edi_files};
use actions::house::House;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::edi_file::{EdiFile, FileWay, OutFile};
use money::x12::mistake::{EdiMistake, Why};
use money::x12::segment::MAX_EDI_BYTES;
use shell::fields::{self, Problem};
use shell::icon::Icon;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge, note};
use shell::time::moment;
use shell::upload::Uploaded;

use crate::asked::Asked;
use crate::list_words::file_line;

/// What the address says where only answers are shown that wait.
const TO_POST: &str = "to-post";

const MEGABYTE: usize = 1024 * 1024;

/// The list, and the form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/files", get(show).post(bring))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &[]).await
}

async fn bring(asked: Asked, sent: Uploaded) -> Reply {
    let problem = |words: String| [Problem { field: "file", words }];
    if sent.bytes.is_empty() {
        return drawn(&asked, &problem("Choose the file to bring".to_owned())).await;
    }
    let Some(name) = file_line(&sent.name) else {
        return drawn(&asked, &problem("Give the file a name and choose it again".to_owned())).await;
    };
    match asked.act(move |house, by| bring_edi_file(house, by, (&name, &sent.bytes))).await {
        Ok(id) => reply::go(format!("/billing/files/{id}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, &problem(words(refusal))).await,
            Err(page) => *page,
        },
    }
}

/// Why an answer was not taken in, and what to do.
pub fn words(refusal: BringRefusal) -> String {
    match refusal {
        BringRefusal::TooLarge => {
            format!(
                "This file is larger than {} MB, more than is kept. Ask your clearinghouse for smaller ones",
                MAX_EDI_BYTES / MEGABYTE
            )
        }
        BringRefusal::Mistake(mistake) => {
            format!("{}. Ask your clearinghouse for the file again", mistake_words(mistake))
        }
    }
}

/// What is wrong with a file, and where.
pub fn mistake_words(mistake: EdiMistake) -> String {
    let what = match mistake.why {
        Why::TooLarge => "The file is too large".to_owned(),
        Why::SegmentTooLong => "A segment has no end where one must be".to_owned(),
        Why::TooManySegments => "The file has too many segments".to_owned(),
        Why::NotAnInterchange => "This is no X12 file: it does not begin with ISA".to_owned(),
        Why::HeaderLength => "The header is not 106 characters long".to_owned(),
        Why::Separators => "The header’s separators are not four different signs".to_owned(),
        Why::NotText => "It holds signs that no text has".to_owned(),
        Why::NoName => "A segment has no name".to_owned(),
        Why::Truncated => "It ends too early".to_owned(),
        Why::OutOfPlace => "A segment stands where it may not".to_owned(),
        Why::AfterTheEnd => "Something follows its end".to_owned(),
        Why::Count => "A count at its end is not what was counted".to_owned(),
        Why::ControlNumber => "A control number at its end is not the one at its beginning".to_owned(),
        Why::OtherKind => {
            "It is no payment (835), answer to claims (277CA), about insurance (271) or to a file (999)".to_owned()
        }
        Why::Missing(at) => format!("Element {at} is missing"),
        Why::Amount(at) => format!("Element {at} is no amount"),
        Why::Number(at) => format!("Element {at} is no number"),
        Why::Date(at) => format!("Element {at} is no date"),
        Why::Code(at) => format!("Element {at} is a code that may not stand there"),
    };
    if mistake.segment == 0 { what } else { format!("{what} (segment {})", mistake.segment) }
}

async fn drawn(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_edi_files).await {
        Ok(mut files) => {
            if asked.query("show") == TO_POST {
                files.retain(EdiFile::waits);
            }
            let main = page(asked, &files, problems);
            asked.form_page(("Files of claims", "/billing/claims"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, files: &[EdiFile], problems: &[Problem]) -> Markup {
    let hint = format!("999, 277CA, 835 or 271, up to {} MB. Next you see what it would do", MAX_EDI_BYTES / MEGABYTE);
    html! {
        p.small { a href="/billing/claims" { "Claims" } }
        header { h1 { "Files of claims" } p.dim.measure { "What goes out, and what comes back. An answer is looked at first; nothing is posted before that." } }
        (fields::error_summary(problems))
        (way_of_files(asked))
        form.card.stack method="post" action="/billing/files" enctype="multipart/form-data" {
            h2 { "Bring an answer" }
            (fields::file("file", ("The file", &hint), ".edi,.835,.999,.277,.271,.txt,.x12", problems))
            (fields::submit("Look at it"))
        }
        nav.subnav aria-label="Which files" {
            @let narrowed = asked.query("show") == TO_POST;
            a href="/billing/files" aria-current=[(!narrowed).then_some("true")] { "All files" }
            a href={ "/billing/files?show=" (TO_POST) } aria-current=[narrowed.then_some("true")] { "To post" }
        }
        section.card.flush aria-label="Files" {
            @if files.is_empty() { p.empty { @if asked.query("show") == TO_POST { "No answer waits." } @else { "No file yet." } } }
            ul.rows {
                @for file in files {
                    li {
                        span.grow { a.all href={ "/billing/files/" (file.id) } { (file.name.as_str()) } br; span.xs.dim { (what(file)) ", " (moment(file.at, &asked.house.zone())) } }
                        @if file.waits() { (badge(Tone::Warn, "to post")) }
                    }
                }
            }
        }
    }
}

/// That the clearinghouse is not reached, and what came and waits for a person.
fn way_of_files(asked: &Asked) -> Markup {
    let carrier = asked.house.carrier();
    html! {
        @if let (Some(host), Some(since), Some(why)) = (&carrier.host, carrier.away_since, &carrier.why) {
            (note(Tone::Warn, Icon::Alert, html! {
                p { (host) " could not be reached since " (moment(since, &asked.house.zone())) ": " (why) "." }
                p { "It is tried again each minute; files of ours wait, and none is lost. Whoever runs the server sees more with groundwork doctor." }
            }))
        }
        @if !carrier.left_there.is_empty() {
            (note(Tone::Warn, Icon::Alert, html! {
                p { (carrier.left_there.join(", ")) " stays at the clearinghouse: " (words(BringRefusal::TooLarge)) "." }
            }))
        }
        @if !carrier.refused.is_empty() {
            (note(Tone::Warn, Icon::Alert, html! {
                p { "These came and were not taken in. They lie in claims/in/refused on the server, until whoever runs it removes them:" }
                ul { @for (name, why) in &carrier.refused { li { (name) ": " (why) "." } } }
            }))
        }
    }
}

fn what(file: &EdiFile) -> String {
    match file.way {
        FileWay::Out(OutFile { asks_about: Some(_), control, .. }) => format!("Question {control} about insurance"),
        FileWay::Out(OutFile { claims: 1, control, .. }) => format!("File {control} with 1 claim"),
        FileWay::Out(OutFile { claims, control, .. }) => format!("File {control} with {claims} claims"),
        FileWay::In { kind, .. } => kind.word().to_owned(),
    }
}
