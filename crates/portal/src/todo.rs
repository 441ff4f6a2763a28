//! What a client could do when they have time: at most four things, none of them due.

use actions::open_mine::Mine;
use care::document::DocumentKind;
use care::question::Speaks;
use care::signing::DocumentState;
use care::workbook_part::{PartState, WorkbookPart};
use jiff::Timestamp;
use shell::icon::Icon;

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

/// Documents first, then a check-in that was asked, then one part of the workbook, then the integration page.
pub fn todos(mine: &Mine, now: Timestamp) -> Vec<Todo> {
    let speaks = Speaks::on(mine.card.path);
    let document = DocumentKind::ALL.into_iter().find(|kind| {
        matches!(
            mine.workbook.document_state(*kind),
            DocumentState::NotOffered | DocumentState::Offered | DocumentState::Superseded
        )
    });
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
    [
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
