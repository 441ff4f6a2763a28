//! What comes into a draft from before: the author's last note, or a text that they keep.

use actions::carry_note::carry_note;
use actions::insert_snippet::insert_snippet;
use care::carried::CarryRefusal;
use care::note_body::Part;
use care::snippet::InsertRefusal;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::{NoteId, SnippetId};

use crate::asked::Asked;

/// Carries the last note over into the draft that was just saved.
pub async fn carry(asked: &Asked, note: NoteId) -> Reply {
    match asked.act(move |house, by| carry_note(house, by, note)).await {
        Ok(()) => back(note, "carried"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(CarryRefusal::NoNoteBefore | CarryRefusal::NothingToCarry | CarryRefusal::Gone) => {
                back(note, "not-carried")
            }
            Err(page) => *page,
        },
    }
}

/// Puts the chosen text into the chosen part of the draft that was just saved.
pub async fn insert(asked: &Asked, note: NoteId, posted: &Posted) -> Reply {
    let chosen = (posted.one("snippet").parse::<SnippetId>(), Part::from_code(posted.one("into")));
    let (Ok(snippet), Some(part)) = chosen else { return back(note, "not-inserted") };
    match asked.act(move |house, by| insert_snippet(house, by, note, (snippet, part))).await {
        Ok(()) => back(note, "inserted"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(
                InsertRefusal::NoSuchSnippet | InsertRefusal::NoSuchPart | InsertRefusal::TooLong | InsertRefusal::Gone,
            ) => back(note, "not-inserted"),
            Err(page) => *page,
        },
    }
}

fn back(note: NoteId, done: &str) -> Reply {
    reply::go(format!("/t/n/{note}?done={done}"))
}
