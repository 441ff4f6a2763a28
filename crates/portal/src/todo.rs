//! What a client could do when they have time: at most four things, none of them due.

use actions::open_mine::Mine;
use care::document::DocumentKind;
use care::question::Speaks;
use care::release::{Release, ReleaseState};
use care::signing::DocumentState;
use care::workbook_part::{PartState, WorkbookPart};
use jiff::Timestamp;
use jiff::civil::Date;
use shell::icon::Icon;
use terms::ids::ReleaseId;

use crate::carry_forward::look_words;

/// The most that is named at once.
const MOST: usize = 4;

/// One thing.
pub struct Todo {
    /// Its drawing.
    pub icon: Icon,
    /// Where it is done.
    pub path: String,
    /// What it is.
    pub words: String,
    /// How long it takes, or that it can be left.
    pub more: String,
}

/// Releases and documents first, then a check-in that was asked, a small change that is worth a look, one part of the workbook, then the integration page.
pub fn todos(mine: &Mine, (now, today): (Timestamp, Date)) -> Vec<Todo> {
    let speaks = Speaks::on(mine.card.path);
    let document = DocumentKind::OF_ONE.into_iter().find(|kind| waits_to_be_read(mine, speaks, *kind));
    let check_in = mine.workbook.check_ins().iter().find(|check_in| check_in.is_waiting());
    let part = WorkbookPart::ALL
        .into_iter()
        .find(|part| matches!(mine.workbook.part_state(*part), PartState::Untouched | PartState::Begun));
    let was_seen = mine.visits.iter().any(|visit| visit.span.until <= now);
    let thing = |icon, path: String, words: &str, more: &str| Todo {
        icon,
        path,
        words: words.to_owned(),
        more: more.to_owned(),
    };
    let to_read = |release: &&Release| release.state(today) == ReleaseState::Offered;
    let release = mine.workbook.releases().iter().find(to_read).map(|release| release.id);
    let look = mine.workbook.changes().iter().find_map(|change| change.look_due(now));
    [
        release.map(|id| {
            thing(Icon::Document, release_place(mine, id), "A release of information", "To read. No is an answer")
        }),
        document.map(|kind| {
            thing(
                Icon::Document,
                format!("/my/documents/{}", kind.code()),
                kind.word(),
                "To read, and to sign if you agree",
            )
        }),
        check_in.map(|check_in| {
            thing(
                Icon::Chart,
                format!("/my/check-ins/{}", check_in.id),
                "A short check-in",
                "About three minutes, if you like",
            )
        }),
        look.map(|days| thing(Icon::Leaf, "/my/carry-forward".to_owned(), "A small change", look_words(days))),
        part.map(|part| {
            thing(
                Icon::Leaf,
                format!("/my/preparation/{}", part.code()),
                part.title(speaks),
                "A part of your workbook; you can skip it",
            )
        }),
        was_seen.then(|| {
            thing(
                Icon::Path,
                "/my/integration".to_owned(),
                "A page for yourself",
                "One line is enough. Only you can read it",
            )
        }),
    ]
    .into_iter()
    .flatten()
    .take(MOST)
    .collect()
}

fn release_place(mine: &Mine, id: ReleaseId) -> String {
    format!("/my/releases/{}/{id}", mine.person.subject)
}

/// Whether a document is asked for. What any answer will do for is named only once someone put it before the client.
fn waits_to_be_read(mine: &Mine, speaks: Speaks, kind: DocumentKind) -> bool {
    match mine.workbook.document_state(kind) {
        DocumentState::Offered | DocumentState::Superseded => true,
        DocumentState::NotOffered => {
            kind.until_agreed().is_none() && !(kind.is_about_dosing() && speaks == Speaks::NotOfDosing)
        }
        DocumentState::Signed | DocumentState::Declined | DocumentState::Revoked => false,
    }
}
