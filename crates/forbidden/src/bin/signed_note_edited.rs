//! A signed note can only be amended.

use care::note::SignedNote;
use care::note_body::{NoteBody, PlainNote};

fn edit(note: &mut SignedNote) {
    note.draft.body = NoteBody::Plain(PlainNote::default()); //~ E0616
}

fn main() {
    let _ = edit;
}
