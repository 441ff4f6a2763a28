//! Keeps, changes and drops the texts that a therapist writes often. They are the author's alone.

use care::note_body::Part;
use care::snippet::{KeepRefusal, MAX_SNIPPETS, Snippet};
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::{CanRead, Read, Write};
use record::work::Work;
use terms::actor::Context;
use terms::ids::{SnippetId, StaffId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Fault, Never, Trouble};

use jiff::Timestamp;

use crate::house::House;
use crate::own_draft::staff;

/// One's own snippets, by name.
pub fn see_snippets(house: &House, by: &Context) -> Result<Vec<Snippet>, Trouble<Never>> {
    let author = staff(by)?;
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(list::<Snippet>())?;
        Ok(own_snippets(work, &permit, author)?)
    })
}

/// A snippet as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSnippet {
    /// What it is called.
    pub name: Line,
    /// What it says.
    pub text: Prose,
    /// The part that it always goes into.
    pub part: Option<Part>,
}

/// Keeps a new one, or other words under a known one. Sending the same form again keeps it once.
pub fn keep_snippet(
    house: &House,
    by: &Context,
    known: Option<SnippetId>,
    (new, once): (&NewSnippet, &str),
) -> Result<(), Trouble<KeepRefusal>> {
    let author = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let permit = change.permit::<_, Write>(list::<Snippet>())?;
        let own = own_snippets(change, &permit, author)?;
        let id = match known {
            Some(id) if own.iter().any(|snippet| snippet.id == id) => id,
            Some(_) => return Err(Denied::NotTheirs.into()),
            None if own.len() >= MAX_SNIPPETS => return Err(Trouble::Refused(KeepRefusal::TooMany)),
            None => SnippetId(house.record().new_id()),
        };
        let NewSnippet { name, text, part } = new.clone();
        change.put(&permit, &Snippet { id, author, name, text, part })
    })
}

/// Drops one. Notes that it was put into keep their words.
pub fn drop_snippet(house: &House, by: &Context, id: SnippetId) -> Result<(), Trouble<Never>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(list::<Snippet>())?;
        if own_snippets(change, &permit, author)?.iter().any(|snippet| snippet.id == id) {
            change.erase_row(&permit, id.0);
        }
        Ok(())
    })
}

pub(crate) fn own_snippets<M: CanRead>(
    work: &mut Work<'_>,
    permit: &Permit<ListOf<Snippet>, M>,
    author: StaffId,
) -> Result<Vec<Snippet>, Fault> {
    let mut own: Vec<Snippet> = work.find(permit, Find::Key1(author.0.as_str(), Timestamp::MIN, Timestamp::MAX))?;
    own.sort_by(|one, other| (one.name.as_str(), place(one)).cmp(&(other.name.as_str(), place(other))));
    Ok(own)
}

/// Those without a part first, then in the order of the parts.
fn place(snippet: &Snippet) -> Option<usize> {
    let part = snippet.part?;
    Part::ALL.iter().position(|other| *other == part)
}
