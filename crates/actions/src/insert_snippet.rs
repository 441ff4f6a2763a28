//! Puts a text that its author keeps into a part of a draft.

use care::chart::Chart;
use care::note_body::Part;
use care::snippet::{InsertRefusal, Snippet, insert};
use record::list::list;
use record::scope::{Read, folder};
use terms::actor::Context;
use terms::ids::{NoteId, SnippetId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::{own_draft, staff};

/// Puts it at the end of the part.
pub fn insert_snippet(
    house: &House,
    by: &Context,
    note: NoteId,
    (snippet, part): (SnippetId, Part),
) -> Result<(), Trouble<InsertRefusal>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let draft = own_draft(change, note)?.ok_or(Trouble::Refused(InsertRefusal::Gone))?;
        let permit = change.permit_to_save(folder::<Chart>(draft.value.subject))?;
        let snippets = change.permit::<_, Read>(list::<Snippet>())?;
        let kept: Option<Snippet> = change.get(&snippets, snippet.0)?;
        let kept = kept.filter(|kept| kept.author == author);
        let kept = kept.ok_or(Trouble::Refused(InsertRefusal::NoSuchSnippet))?;
        let longer = insert(draft.value, part, &kept.text).map_err(Trouble::Refused)?;
        change.save_draft(&permit, (note.0, draft.version), &longer)?;
        Ok(())
    })
}
