//! The owner brings old papers: each is looked at first, filed beside one chart, found there by the team, and nobody else.

use std::io::{Cursor, Write};

use axum::http::StatusCode;
use testkit::cast::{ROWAN, THEO};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::walker::{Answer, Form, Walker};

const PAPERS: &str = "/practice/move-in/papers";

fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7 {words}").into_bytes()
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Five papers: two of known people, one that could be anybody's, a photo, and one that leads out of the zip.
fn five() -> Vec<u8> {
    zip(&[
        ("Keller, Rowan/intake.pdf", pdf("intake")),
        ("Chart 2051 letter.pdf", pdf("letter")),
        ("scan 0007.pdf", pdf("scan")),
        ("Keller, Rowan/photo.pdf", b"\xFF\xD8\xFF".to_vec()),
        ("../up.pdf", pdf("up")),
    ])
}

/// The page of the batch that came of it.
async fn brought(marion: &Walker, zip: &[u8], once: &str) -> String {
    let sent = marion.brings(PAPERS, &Form::of(&[("once", once)]), ("old.zip", zip)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.to
}

async fn filed(marion: &Walker, page: &str) -> Answer {
    let shown = marion.sees(page).await.value("shown");
    let done = marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", &shown)])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    marion.sees(&done.to).await
}

fn take_back(page: &str) -> String {
    format!("/practice/move-in/{}/take-back", page.rsplit('/').next().unwrap())
}

/// Where the paper with this name is downloaded, on the page of the earlier records.
fn link(seen: &Answer, name: &str) -> String {
    let (before, _) = seen.body.split_once(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}: {}", seen.body));
    before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn papers_are_shown_first_then_stand_beside_the_chart_for_its_team() {
    let marion = Walker::marion();
    let dana = marion.therapist();
    let page = brought(&marion, &five(), "a").await;
    assert_eq!(brought(&marion, &five(), "a").await, page, "sent twice is brought once");
    let looked = marion.sees(&page).await.body;
    for words in [
        "Rowan Keller",
        "Theo Brandt",
        "Nobody here fits.",
        "scan 0007.pdf",
        "It is not a PDF",
        "leads out of the zip",
        "<b>2 papers</b> would be filed",
        "<b>1 paper</b> would stay in the tray",
        "<b>2 files</b> would stay out",
    ] {
        assert!(looked.contains(words), "{words}: {looked}");
    }
    let earlier = format!("/t/c/{ROWAN}/earlier");
    assert!(dana.sees(&earlier).await.body.contains("No paper of another system"), "a look files nothing");

    let done = filed(&marion, &page).await;
    assert!(done.body.contains("2 papers stand beside a chart"), "{}", done.body);
    assert!(done.body.contains("scan 0007.pdf"), "the tray stays: {}", done.body);
    let chart = dana.sees(&format!("/t/c/{ROWAN}")).await.body;
    assert!(chart.contains("Earlier records"), "{chart}");
    let seen = dana.sees(&earlier).await;
    assert!(!seen.body.contains("letter.pdf"), "Theo’s paper is not Rowan’s: {}", seen.body);
    let at = link(&seen, "intake.pdf");
    let paper = dana.sees(&at).await;
    assert_eq!(paper.body, "%PDF-1.7 intake");
    assert!(paper.kept_as.starts_with("attachment; filename=\"intake.pdf\""), "{}", paper.kept_as);
    for other in [marion.desk(), marion.biller(), marion.owner()] {
        assert_eq!(other.asks(&at).await.status, StatusCode::NOT_FOUND);
    }
    let elsewhere = at.replace(&ROWAN.to_string(), &THEO.to_string());
    assert_eq!(dana.asks(&elsewhere).await.status, StatusCode::NOT_FOUND, "a paper opens in its own chart alone");

    let refused = marion.sends(&take_back(&page), &Form::of(&[])).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("1 of them is in use"));
}

#[tokio::test]
async fn papers_are_taken_back_as_one_until_somebody_opened_one() {
    let marion = Walker::marion();
    let page = brought(&marion, &five(), "a").await;
    filed(&marion, &page).await;
    let dana = marion.therapist();
    let earlier = format!("/t/c/{ROWAN}/earlier");
    let at = link(&dana.sees(&earlier).await, "intake.pdf");
    let back = marion.sends(&take_back(&page), &Form::of(&[])).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    assert!(marion.sees(&page).await.body.contains("erased here"));
    assert!(dana.sees(&earlier).await.body.contains("No paper of another system"));
    assert_eq!(dana.asks(&at).await.status, StatusCode::NOT_FOUND);

    let again = brought(&marion, &five(), "b").await;
    assert!(filed(&marion, &again).await.body.contains("2 papers stand"), "what was taken back can come again");
}

#[tokio::test]
async fn the_tray_is_emptied_by_hand_before_or_after() {
    let marion = Walker::marion();
    let page =
        brought(&marion, &zip(&[("one.pdf", pdf("1")), ("two.pdf", pdf("2")), ("three.pdf", pdf("3"))]), "a").await;
    assert!(marion.sees(&page).await.body.contains("Nothing can be filed yet."));
    for (field, value, says) in [
        ("row-0", "Rowan", "Paper 1: enter a chart number"),
        ("row-0", "9999", "Nobody has chart 9999"),
        ("row-0", "", "Enter a chart number"),
    ] {
        let refused = marion.sends(&format!("{page}/match"), &Form::of(&[(field, value)])).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(says), "{says}");
    }
    marion.sends(&format!("{page}/match"), &Form::of(&[("row-0", "2017")])).await;
    assert!(filed(&marion, &page).await.body.contains("1 paper stands"));

    let thrown = marion.sends(&format!("{page}/throw-away"), &Form::of(&[("row", "1")])).await;
    assert!(!marion.sees(&thrown.to).await.body.contains("two.pdf"));
    let refused = marion.sends(&format!("{page}/throw-away"), &Form::of(&[("row", "0")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "what is filed is not thrown away");
    marion.sends(&format!("{page}/match"), &Form::of(&[("row-2", "2051")])).await;
    assert!(filed(&marion, &page).await.body.contains("2 papers stand"));
    let stale = marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", "1")])).await;
    assert!(stale.body.contains("No paper can be filed"), "{}", stale.body);

    let same =
        brought(&marion, &zip(&[("Rowan Keller one.pdf", pdf("1")), ("Theo Brandt new.pdf", pdf("4"))]), "b").await;
    let looked = marion.sees(&same).await.body;
    assert!(looked.contains("<b>1 paper</b> would be passed over"), "{looked}");
    marion.sends(&format!("/practice/move-in/{}/throw-away", same.rsplit('/').next().unwrap()), &Form::of(&[])).await;
    assert_eq!(marion.asks(&same).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_paper_of_somebody_else_is_taken_out_by_the_team() {
    let marion = Walker::marion();
    let page = brought(&marion, &five(), "a").await;
    filed(&marion, &page).await;
    let dana = marion.therapist();
    let earlier = format!("/t/c/{ROWAN}/earlier");
    let at = link(&dana.sees(&earlier).await, "intake.pdf");
    for (status, says) in [(StatusCode::SEE_OTHER, ""), (StatusCode::UNPROCESSABLE_ENTITY, "not in the chart any more")]
    {
        let sent = dana.sends(&format!("{at}/withdraw"), &Form::of(&[])).await;
        assert!(sent.status == status && sent.body.contains(says), "{}", sent.body);
    }
    assert_eq!(dana.asks(&at).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_is_no_zip_of_papers_changes_nothing() {
    let marion = Walker::marion();
    for (file, says) in
        [(Vec::new(), "Choose the zip"), (b"no zip".to_vec(), "into a new zip"), (zip(&[]), "no file in this zip")]
    {
        let sent = marion.brings(PAPERS, &Form::of(&[("once", says)]), ("old.zip", &file)).await;
        assert!(sent.status == StatusCode::UNPROCESSABLE_ENTITY && sent.body.contains(says), "{says}: {}", sent.body);
    }
    assert!(marion.sees("/practice/move-in").await.body.contains("Nothing yet."));
}
