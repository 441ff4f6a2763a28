//! Bring old papers from another system: a zip of PDFs, looked at before any is filed.

use actions::bring_papers::{BroughtPapers, bring_papers};
use actions::house::House;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::paper_list::{MAX_PAPERS, PapersTrouble};
use shell::fields::{self, Problem, hidden};
use shell::paper_zip::{MAX_UNPACKED, read_papers};
use shell::reply::{self, Reply};
use shell::upload::{MAX_ZIP_BYTES, Uploaded};
use terms::paper::MAX_PAPER_BYTES;

use crate::asked::Asked;
use crate::list_words::file_line;

/// Bytes in a megabyte, as people and their computers count them.
const MEGABYTE: usize = 1024 * 1024;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/move-in/papers", get(show).post(bring))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &[])
}

async fn bring(asked: Asked, sent: Uploaded) -> Reply {
    let once = sent.posted.one("once").to_owned();
    let brought = match read(&sent) {
        Ok(brought) => brought,
        Err(problem) => return drawn(&asked, &[problem]),
    };
    // The papers stand in memory once more from here on; the zip need not.
    drop(sent);
    match asked.act(move |house, by| bring_papers(house, by, &brought, &once)).await {
        Ok(id) => reply::go(format!("/practice/move-in/papers/{id}")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(sent: &Uploaded) -> Result<BroughtPapers, Problem> {
    let problem = |words: String| Problem { field: "file", words };
    if sent.bytes.is_empty() {
        return Err(problem("Choose the zip to bring".to_owned()));
    }
    let file = file_line(&sent.name).ok_or_else(|| problem("Give the file a name and choose it again".to_owned()))?;
    let papers = read_papers(&sent.bytes).map_err(|trouble| problem(papers_words(trouble)))?;
    Ok(BroughtPapers { file, papers: papers.into_iter().map(|paper| (paper.path, paper.what)).collect() })
}

/// Why a whole zip is not taken, and what to do.
pub fn papers_words(trouble: PapersTrouble) -> String {
    match trouble {
        PapersTrouble::Unreadable => {
            "We could not read this file as a zip. Pack the PDFs into a new zip and choose it".to_owned()
        }
        PapersTrouble::Empty => "There is no file in this zip. Look whether it is the right one".to_owned(),
        PapersTrouble::TooMany => {
            format!("Keep one zip to {MAX_PAPERS} papers. Split it, and bring the parts one by one")
        }
        PapersTrouble::TooMuch => format!(
            "The papers of one zip may come to {} MB unpacked. Split it, and bring the parts one by one",
            MAX_UNPACKED / MEGABYTE
        ),
    }
}

fn drawn(asked: &Asked, problems: &[Problem]) -> Reply {
    let main = page(asked, problems);
    asked.form_page(("Bring old papers", "/practice/move-in"), None, !problems.is_empty(), main)
}

fn page(asked: &Asked, problems: &[Problem]) -> Markup {
    let hint = format!(
        "A .zip of PDFs, up to {} MB and {MAX_PAPERS} papers, each up to {} MB and all of them up to {} MB unpacked. Bring more in a second zip",
        MAX_ZIP_BYTES / MEGABYTE,
        MAX_PAPER_BYTES / MEGABYTE,
        MAX_UNPACKED / MEGABYTE
    );
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { "Bring old papers" }
            p.dim.measure { "Each PDF is filed beside the chart of the client it belongs to, as an earlier record: no note of yours, and nothing of it is read by us. Bring the clients first. Next you see whose each would be. Nothing is filed before that." }
        }
        (fields::error_summary(problems))
        form.card.stack method="post" action="/practice/move-in/papers" enctype="multipart/form-data" {
            (hidden("once", &one_time_number(&asked.house)))
            (fields::file("file", ("The zip", &hint), ".zip,application/zip", problems))
            (fields::submit("Look at it"))
        }
        section.card.stack aria-labelledby="whose" {
            h2 #whose { "How we see whose a paper is" }
            p.measure { "By the names of folders and files. These are enough:" }
            ul {
                li { "the client’s name, either way round: " span.mono { "Rivera, Jamie/intake.pdf" } " or " span.mono { "Jamie Rivera intake.pdf" } }
                li { "the chart number here or in the earlier system, as a folder or first in the name: " span.mono { "SP-7/letter.pdf" } }
                li { "a number that could be a year counts after the word chart alone: " span.mono { "Chart 2017/plan.pdf" } }
            }
            p.measure { "What fits nobody, or two people, lies in a tray until you say whose it is or throw it away." }
        }
    }
}

#[cfg(test)]
mod tests {
    use shell::form::Posted;

    use super::*;

    #[test]
    fn whatever_is_not_taken_says_what_to_do() {
        for (trouble, says) in [
            (PapersTrouble::Unreadable, "into a new zip"),
            (PapersTrouble::Empty, "the right one"),
            (PapersTrouble::TooMany, "500 papers"),
            (PapersTrouble::TooMuch, "64 MB"),
        ] {
            assert!(papers_words(trouble).contains(says), "{trouble:?}");
        }
        for (bytes, says) in [(&b""[..], "Choose the zip"), (b"no zip", "into a new zip")] {
            let sent = Uploaded { posted: Posted::default(), name: "old.zip".to_owned(), bytes: bytes.to_vec() };
            assert!(read(&sent).is_err_and(|problem| problem.words.contains(says)), "{says}");
        }
    }
}
