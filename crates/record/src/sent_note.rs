//! One psychotherapy note sealed anew, for whoever an authorization of its own names: a code opens it that the record
//! does not keep, and the page behind the link says nothing without it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, ReleaseId, StaffId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::Fault;

use crate::chain::{hex, unhex};
use crate::list::{Clear, List, OfRows};
use crate::passphrase::Wrapped;
use crate::record::Record;
use crate::scope::{ListKind, Of, Scope};
use crate::seal::{Key, open, seal};

/// A note on its way to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentNote {
    /// The authorization that lets it out.
    pub id: ReleaseId,
    /// Whose note it is.
    pub author: StaffId,
    /// Of whom.
    pub subject: SubjectId,
    /// For whom.
    pub to: Line,
    /// The last day on which it opens.
    pub until: Date,
    /// When it was opened.
    pub opened: Vec<Timestamp>,
    /// When a wrong code was typed lately.
    pub wrong: Vec<Timestamp>,
    wrapped: Wrapped,
    sealed: String,
}

/// For whom, of whom, and until when.
pub struct Addressed {
    /// The authorization that lets it out.
    pub id: ReleaseId,
    /// Whose note it is.
    pub author: StaffId,
    /// Of whom.
    pub subject: SubjectId,
    /// For whom.
    pub to: Line,
    /// The last day on which it opens.
    pub until: Date,
}

/// One sent note, for whoever holds its link.
#[derive(Clone, Copy, Debug)]
pub struct SentNoteOf(pub ReleaseId);

impl Record {
    /// Seals a note to a new code, and gives both. Ten letters stretched by Argon2id, tried eight times in a quarter of an
    /// hour, are not guessed.
    pub fn seal_for_one(&self, whom: Addressed, text: &Prose) -> Result<(SentNote, String), Fault> {
        let (code, key) = (self.new_id().to_string(), Key::random(self.random()));
        let belongs = belongs(whom.id);
        let wrapped = Wrapped::new(&typed(&code)?, (&belongs, &key), self.random())?;
        let sealed = hex(&seal(&key, 1, (&belongs, text.as_str().as_bytes()), self.random()));
        let Addressed { id, author, subject, to, until } = whom;
        Ok((SentNote { id, author, subject, to, until, opened: Vec::new(), wrong: Vec::new(), wrapped, sealed }, code))
    }
}

impl SentNote {
    /// What it says, when this is the code. Spaces and capital letters don't count.
    pub fn opened_by(&self, code: &str) -> Result<Option<Prose>, Fault> {
        let broken = |cause: &str| Fault::new("open a sent note", cause);
        let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        let Ok(code) = typed(&code.to_lowercase()) else { return Ok(None) };
        let belongs = belongs(self.id);
        let Some(key) = self.wrapped.opened(&code, &belongs)? else { return Ok(None) };
        let sealed = unhex(&self.sealed).ok_or_else(|| broken("it is not what was stored"))?;
        let text = String::from_utf8(open(&key, &belongs, &sealed)?).map_err(|_| broken("it is no text"))?;
        Prose::parse(&text).map(Some).map_err(|_| broken("it is no prose"))
    }
}

impl List for SentNote {
    const NAME: &'static str = "sent-note";
    const KIND: ListKind = ListKind::SentNotes;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl Of for SentNoteOf {
    fn scope(&self) -> Scope {
        Scope::SentNote(self.0)
    }
}

impl OfRows<SentNote> for SentNoteOf {
    fn covers(&self, row: &SentNote) -> bool {
        row.id == self.0
    }

    fn covers_id(&self, id: Id) -> bool {
        id == self.0.0
    }
}

fn typed(code: &str) -> Result<Line, Fault> {
    Line::parse(code).map_err(|_| Fault::new("read a code", "it is no line"))
}

fn belongs(id: ReleaseId) -> Vec<u8> {
    format!("sent-note/{id}").into_bytes()
}
