//! Sends one psychotherapy note by a link and a code, to whom an authorization of its own names; and opens it there.

use jiff::Timestamp;
use jiff::civil::Date;
use record::list::list;
use record::scope::{Read, Write};
use record::sent_note::{Addressed, SentNote, SentNoteOf};
use terms::actor::Context;
use terms::ids::{ReleaseId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Never, Trouble};

use crate::account::{MAX_WRONG, one_more_wrong, wrong_lately};
use crate::house::House;
use crate::open_notebook::LockRefusal;
use crate::own_draft::staff;
use crate::release_process_note::copy_given_note;

/// What the recipient is given: the one by mail, the other by phone.
pub struct LinkAndCode {
    /// Where they open it.
    pub link: String,
    /// What opens it; shown once.
    pub code: String,
}

/// A sent note in its recipient's hands.
pub struct OpenedNote {
    /// For whom.
    pub to: Line,
    /// What it says.
    pub text: Prose,
    /// The last day on which it opens.
    pub until: Date,
}

/// Why a sent note stays closed. Nothing is said of whether there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentRefusal {
    /// It is not the code, or there is no such note, or not any more.
    NotTheCode,
    /// Too many wrong ones were typed lately.
    TooManyTries,
}

/// Seals the note anew, to a code that was never used. An earlier code opens nothing any more.
pub fn send_note(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (token, id): (&str, ReleaseId),
) -> Result<LinkAndCode, Trouble<LockRefusal>> {
    let author = staff(by)?;
    let given = copy_given_note(house, by, subject, (token, id))?;
    let (to, until) = (given.release.to, given.release.until);
    let (sent, code) = house.record().seal_for_one(Addressed { id, author, subject, to, until }, &given.note.text)?;
    house.record().change(by, |change| {
        let all = change.permit::<_, Write>(list::<SentNote>())?;
        change.get::<SentNote, _, _, LockRefusal>(&all, id.0)?;
        change.put(&all, &sent)
    })?;
    Ok(LinkAndCode { link: house.link(&format!("/given/{id}")), code })
}

/// When it was opened, if it was sent.
pub fn opened_when(house: &House, by: &Context, id: ReleaseId) -> Result<Option<Vec<Timestamp>>, Trouble<Never>> {
    let author = staff(by)?;
    house.record().read(by, |work| {
        let all = work.permit::<_, Read>(list::<SentNote>())?;
        let sent: Option<SentNote> = work.get(&all, id.0)?;
        Ok(sent.filter(|sent| sent.author == author).map(|sent| sent.opened))
    })
}

/// Opens it for whoever has link and code, until its last day. Each opening is written down for its author.
pub fn open_sent_note(
    house: &House,
    by: &Context,
    id: ReleaseId,
    code: &str,
) -> Result<OpenedNote, Trouble<SentRefusal>> {
    let refused = |refusal| Trouble::Refused(refusal);
    let today = house.today(by.now);
    let opened = house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(SentNoteOf(id))?;
        let sent: Option<SentNote> = change.get(&permit, id.0)?;
        let mut sent = sent.filter(|sent| today <= sent.until).ok_or(refused(SentRefusal::NotTheCode))?;
        if wrong_lately(&sent.wrong, by.now) >= MAX_WRONG {
            return Err(refused(SentRefusal::TooManyTries));
        }
        let text = sent.opened_by(code)?.ok_or(refused(SentRefusal::NotTheCode))?;
        sent.opened.push(by.now);
        change.put(&permit, &sent)?;
        Ok(OpenedNote { to: sent.to, text, until: sent.until })
    });
    if matches!(opened, Err(Trouble::Refused(SentRefusal::NotTheCode))) {
        house.record().change(by, |change| {
            let permit = change.permit::<_, Write>(SentNoteOf(id))?;
            let Some(mut sent) = change.get::<SentNote, _, _, SentRefusal>(&permit, id.0)? else { return Ok(()) };
            one_more_wrong(&mut sent.wrong, by.now);
            change.put(&permit, &sent)
        })?;
    }
    opened
}
