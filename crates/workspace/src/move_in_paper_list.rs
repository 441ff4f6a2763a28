//! Old papers before they are filed: in whose chart each would stand, the tray of those that fit nobody, and the rest.

use actions::house::House;
use actions::match_papers::match_papers;
use actions::move_in_papers::move_in_papers;
use actions::see_papers::{SeenPapers, see_papers};
use actions::throw_away_paper::throw_away_paper;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::move_in::{BatchRefusal, BatchState};
use schedule::paper_list::{BatchPaper, PaperWrong};
use schedule::people::Client;
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::{BatchId, SubjectId};
use terms::paper::MAX_PAPER_BYTES;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::list_words::{
    MOST_SHOWN, and_more, batch_words, counted, progress, refused_note, state_badge, take_back, thousands, throw_away,
};
use crate::match_by_hand::{Matching, NotMatched, put_to_clients, why_nobodys};

/// How many papers of the tray are shown at once.
const IN_TRAY: usize = 40;

/// The papers, and what is done with them.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/move-in/papers/{batch}", get(show))
        .route("/practice/move-in/papers/{batch}/match", post(by_hand))
        .route("/practice/move-in/papers/{batch}/throw-away", post(throw_one_away))
        .route("/practice/move-in/papers/{batch}/take-in", post(take_in))
}

async fn show(asked: Asked, At(id): At<BatchId>) -> Reply {
    shown(&asked, id, None).await
}

async fn by_hand(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let matching = Matching { act: match_papers, called: |row| format!("Paper {}", number(row)) };
    match put_to_clients(&asked, id, &posted, matching).await {
        Ok(()) => reply::go(format!("/practice/move-in/papers/{id}?done=matched")),
        Err(NotMatched::Said(words)) => shown(&asked, id, Some(&words)).await,
        Err(NotMatched::Instead(page)) => *page,
    }
}

async fn throw_one_away(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let Ok(row) = posted.one("row").parse::<u32>() else {
        return shown(&asked, id, Some("Choose the paper to throw away")).await;
    };
    let thrown = asked.act(move |house, by| throw_away_paper(house, by, id, row)).await;
    after(&asked, (id, "?done=thrown-away"), thrown).await
}

async fn take_in(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let shown_before = posted.one("shown").parse().unwrap_or(0);
    let moved = asked.act(move |house, by| move_in_papers(house, by, id, shown_before)).await;
    let done = match &moved {
        Ok(batch) if batch.state == BatchState::MovedIn => "?done=filed",
        Ok(_) | Err(_) => "",
    };
    after(&asked, (id, done), moved.map(drop)).await
}

async fn after(asked: &Asked, (id, done): (BatchId, &str), outcome: Result<(), Trouble<BatchRefusal>>) -> Reply {
    match outcome {
        Ok(()) => reply::go(format!("/practice/move-in/papers/{id}{done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(asked, id, Some(&words(refusal))).await,
            Err(page) => *page,
        },
    }
}

/// What is said of papers in other words than of rows; the rest is the same for all lists.
pub fn words(refusal: BatchRefusal) -> String {
    if refusal == BatchRefusal::Nothing {
        "No paper can be filed as it is. Say below whose those in the tray are".to_owned()
    } else {
        batch_words(refusal)
    }
}

async fn shown(asked: &Asked, id: BatchId, said: Option<&str>) -> Reply {
    let seen = match asked.act(move |house, by| see_papers(house, by, id)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = page(&seen, said);
    asked.form_page(("Old papers", "/practice/move-in"), toast(asked.query("done")), said.is_some(), main)
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "matched" => Some("Matched. Nothing is filed yet."),
        "thrown-away" => Some("Thrown away. The paper is erased here."),
        "filed" => Some("Filed beside the charts."),
        _ => None,
    }
}

fn page(seen: &SeenPapers, said: Option<&str>) -> Markup {
    let batch = &seen.batch;
    let at = format!("/practice/move-in/papers/{}", batch.id);
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { "Old papers" }
            p.dim { (batch.file.as_str()) ", " (counted(seen.papers.len(), "paper", "papers")) " " (state_badge(batch.state)) }
        }
        (refused_note(said))
        @match batch.state {
            BatchState::Looked => { (would_happen(seen, &at)) (tray(seen, &at)) (wrong(seen)) (throw_away(batch.id)) },
            BatchState::UnderWay => { (progress(batch, &format!("{at}/take-in"))) (back(batch.id)) },
            BatchState::MovedIn => {
                (filed(seen))
                @if !seen.list.new.is_empty() { (would_happen(seen, &at)) }
                (tray(seen, &at)) (wrong(seen)) (back(batch.id))
            },
            BatchState::TakenBack => section.card { p.measure { "These papers were taken back and are erased here. Each chart keeps a line that one came and went, since no entry is ever deleted; nobody is shown it." } },
        }
    }
}

fn back(id: BatchId) -> Markup {
    let stays = "A paper counts as in use once somebody opened one in that chart. The papers are erased, those in the tray too. Each chart keeps a sealed line with the file’s name that it came and went, since no entry is ever deleted; nobody is shown it. Backups made meanwhile keep them until they are thrown away.";
    take_back(id, "every paper of this zip", stays)
}

fn would_happen(seen: &SeenPapers, at: &str) -> Markup {
    let list = &seen.list;
    html! {
        section.card.stack aria-labelledby="would" {
            h2 #would { "What would happen" }
            ul {
                li { b { (counted(list.new.len(), "paper", "papers")) } " would be filed beside charts." }
                li { b { (counted(list.here.len(), "paper", "papers")) } " would be passed over: the same paper stands in that chart already." }
                li { b { (counted(list.tray.len(), "paper", "papers")) } " would stay in the tray: nobody knows whose they are." }
                li { b { (counted(list.wrong.len(), "file", "files")) } " would stay out: see why below." }
            }
            @if list.new.is_empty() {
                p { "Nothing can be filed yet." }
            } @else {
                (whose(seen))
                form method="post" action={ (at) "/take-in" } {
                    (hidden("shown", &list.new.len().to_string()))
                    button.btn { "File " (counted(list.new.len(), "paper", "papers")) }
                }
                p.small.dim.measure { "The treating team sees them under Consents, as earlier records. Nobody is told." }
            }
        }
    }
}

fn whose(seen: &SeenPapers) -> Markup {
    let new = &seen.list.new;
    html! {
        div.scroll {
            table.fold {
                thead { tr { th scope="col" { "Paper" } th scope="col" { "Would stand with" } th scope="col" { "Size" } } }
                tbody {
                    @for new in new.iter().take(MOST_SHOWN) {
                        @if let Some(paper) = at_row(seen, new.row) {
                            tr {
                                th scope="row" { (path(paper)) }
                                td { (client(seen, new.subject)) }
                                td { (size(paper.bytes)) }
                            }
                        }
                    }
                }
            }
        }
        (and_more(new.len()))
    }
}

/// The tray: a chart number for each, or away with it.
fn tray(seen: &SeenPapers, at: &str) -> Markup {
    let tray = &seen.list.tray;
    html! {
        @if !tray.is_empty() {
            section.card.stack aria-labelledby="tray" {
                h2 #tray { "The tray: nobody knows whose these are" }
                p.dim.measure { "Enter the chart number of the client, or leave a paper here. One that is thrown away is erased; you can bring it again in another zip." }
                // Enter in a field matches; only a press on its own button throws a paper away.
                form #throw method="post" action={ (at) "/throw-away" } {}
                form.stack method="post" action={ (at) "/match" } {
                    ul.rows.tight {
                        @for held in tray.iter().take(IN_TRAY) {
                            li {
                                span.grow { "Paper " span.mono { (number(held.row)) } ": " b { (held.name) } br; span.xs.dim { (why_nobodys(held.why)) } }
                                input.w-m name={ "row-" (held.row) } inputmode="numeric" autocomplete="off" aria-label={ "Chart number for paper " (number(held.row)) };
                                button.btn.plain.sm form="throw" name="row" value=(held.row) { "Throw away" span.vh { " paper " (number(held.row)) } }
                            }
                        }
                    }
                    @if tray.len() > IN_TRAY { p.dim.small { "And " (thousands(tray.len() - IN_TRAY)) " more, once these are done." } }
                    div.row { button.btn.line { "Match these" } }
                }
            }
        }
    }
}

fn wrong(seen: &SeenPapers) -> Markup {
    let wrong = &seen.list.wrong;
    html! {
        @if !wrong.is_empty() {
            section.card.stack aria-labelledby="wrong" {
                h2 #wrong { "Files that are not taken" }
                p.dim.measure { "Set these right and bring them in another zip. What is filed already is passed over." }
                ul.rows.tight {
                    @for (row, why) in wrong.iter().take(MOST_SHOWN) {
                        @if let Some(paper) = at_row(seen, *row) { li { span.grow { (path(paper)) br; span.xs.dim { (what_to_do(*why)) "." } } } }
                    }
                }
                (and_more(wrong.len()))
            }
        }
    }
}

fn filed(seen: &SeenPapers) -> Markup {
    let filed: Vec<(&BatchPaper, SubjectId)> =
        seen.papers.iter().filter_map(|paper| Some((paper, paper.filed?.subject))).collect();
    html! {
        section.card.stack aria-labelledby="filed" {
            h2 #filed { (counted(filed.len(), "paper stands", "papers stand")) " beside a chart" }
            ul.rows.tight {
                @for (paper, subject) in filed.iter().take(MOST_SHOWN) { li { span.grow { (path(paper)) br; span.xs.dim { (client(seen, *subject)) } } } }
            }
            (and_more(filed.len()))
            p.small.dim { "Keep your own copy of the zip until you have looked around." }
        }
    }
}

/// What a mistake is, and what to do.
pub fn what_to_do(why: PaperWrong) -> String {
    match why {
        PaperWrong::NotPdf => "It is not a PDF. Print or scan it into one".to_owned(),
        PaperWrong::TooLarge => {
            format!(
                "It is larger than {} MB. Split it, or scan it at a lower resolution",
                MAX_PAPER_BYTES / (1024 * 1024)
            )
        }
        PaperWrong::BadPath => {
            "Its path leads out of the zip, or is too long. Pack it again in a plain folder".to_owned()
        }
        PaperWrong::Locked => "It is locked with a password. Pack it again without one".to_owned(),
        PaperWrong::Damaged => "It is damaged. Look whether it opens on your computer, and pack it again".to_owned(),
    }
}

/// A paper as it is called on the page, counted from one.
pub fn number(row: u32) -> u32 {
    row.saturating_add(1)
}

fn at_row(seen: &SeenPapers, row: u32) -> Option<&BatchPaper> {
    seen.papers.iter().find(|paper| paper.row == row)
}

fn path(paper: &BatchPaper) -> Markup {
    html! { span { (paper.path.as_str()) } }
}

fn client(seen: &SeenPapers, subject: SubjectId) -> Markup {
    let found: Option<&Client> = seen.clients.iter().find(|client| client.subject == subject);
    html! { @if let Some(client) = found { (client.name.as_str()) " " span.xs.dim.mono { (client.chart_number) } } @else { "Nobody who is here now" } }
}

/// "12 KB", "3.4 MB".
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_is_not_taken_says_what_to_do() {
        for (why, says) in [
            (PaperWrong::NotPdf, "into one"),
            (PaperWrong::TooLarge, "25 MB"),
            (PaperWrong::BadPath, "plain folder"),
            (PaperWrong::Locked, "without one"),
            (PaperWrong::Damaged, "pack it again"),
        ] {
            assert!(what_to_do(why).contains(says), "{why:?}");
        }
        assert!(words(BatchRefusal::Nothing).contains("tray") && words(BatchRefusal::Begun).contains("begun"));
    }

    #[test]
    fn sizes_are_read_by_people() {
        for (bytes, expected) in
            [(0, "0 KB"), (1, "1 KB"), (1_048_575, "1024 KB"), (1_048_576, "1.0 MB"), (3_670_016, "3.5 MB")]
        {
            assert_eq!(size(bytes), expected);
        }
    }
}
