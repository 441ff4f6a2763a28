//! Puts a text that its author keeps into a part of a draft, or a template into each of its own.

use care::chart::Chart;
use care::note_body::Part;
use care::snippet::{InsertRefusal, Snippet, insert_chosen};
use record::list::list;
use record::scope::{Read, folder};
use terms::actor::Context;
use terms::ids::{NoteId, SnippetId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::keep_snippet::own_snippets;
use crate::own_draft::{own_draft, staff};

/// Puts it at the end of the part; a template at the end of each part of its own.
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
        let own = own_snippets(change, &snippets, author)?;
        let kept = own.iter().find(|kept| kept.id == snippet);
        let kept = kept.ok_or(Trouble::Refused(InsertRefusal::NoSuchSnippet))?;
        let longer = insert_chosen(draft.value, (kept, &own), part).map_err(Trouble::Refused)?;
        change.save_draft(&permit, (note.0, draft.version), &longer)?;
        Ok(())
    })
}
