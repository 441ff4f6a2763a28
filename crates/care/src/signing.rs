//! Signing: which documents were offered, signed, declined and revoked, each as its own event.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::text::Line;
use terms::words;

use crate::capacity::{Capable, Resting};
use crate::document::{Document, DocumentKind, LANGUAGE};
use crate::fill_in::{FillIn, FilledIn};
use crate::signer::{SignatureLine, Signer};
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

words! {
    /// How a document was read before it was signed.
    Signing {
        Alone = "alone", "Read alone";
        ReadTogether = "together", "Read together";
    }

    /// How a document stands.
    DocumentState {
        NotOffered = "not-offered", "Not offered yet";
        Offered = "offered", "To read";
        Signed = "signed", "Signed";
        Declined = "declined", "Declined";
        Revoked = "revoked", "Withdrawn";
        Superseded = "superseded", "There is a new version";
    }
}

/// A signature: who signed exactly which words, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    /// Which document.
    pub kind: DocumentKind,
    /// Whose name it is.
    #[serde(default)]
    pub signer: Signer,
    /// In which version.
    pub version: String,
    /// In which language: "en".
    #[serde(default = "english")]
    pub language: String,
    /// SHA-256 of the text, in hexadecimal.
    pub hash: String,
    /// The exact text that was shown, with what was filled in.
    pub text: String,
    /// What was filled in.
    #[serde(default)]
    pub filled: Vec<FilledIn>,
    /// The name as it was typed.
    pub name: Line,
    /// When.
    pub at: Timestamp,
    /// Who signed.
    pub by: Author,
    /// How it was read.
    pub how: Signing,
}

/// Something that happened to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentStep {
    /// Which document, and whose name it asks for.
    pub line: SignatureLine,
    /// In which version.
    pub version: String,
    /// How it stood from then on.
    pub state: DocumentState,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
}

/// Why a document is not offered, signed, declined or revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentRefusal {
    /// What was shown is not the current text.
    NotThisVersion,
    /// The current version is signed.
    AlreadySigned,
    /// Nothing is signed that could be revoked.
    NothingSigned,
    /// It was received and agreed to nothing, so that there is nothing to revoke.
    OnlyAcknowledged,
    /// Something that it asks for was not filled in.
    LeftBlank(FillIn),
    /// Nobody is asked for it in this record.
    NotAskedHere,
    /// Whoever signs rests after a dosing day.
    AtRest(Resting),
}

impl SignedDocument {
    /// Under which document, and whose name it is.
    pub fn line(&self) -> SignatureLine {
        SignatureLine { kind: self.kind, signer: self.signer }
    }

    /// What was filled in for this; choices by their code.
    pub fn filled_in(&self, asked: FillIn) -> Option<&str> {
        self.filled.iter().find(|one| one.asked == asked).map(|one| one.answer.as_str())
    }
}

impl Workbook {
    /// What happened to documents, oldest first.
    pub fn document_steps(&self) -> &[DocumentStep] {
        &self.document_steps
    }

    /// How a document stands, next to its current version.
    pub fn document_state(&self, line: impl Into<SignatureLine>) -> DocumentState {
        let line = line.into();
        let last = self.document_steps.iter().rev().find(|step| step.line == line);
        match last {
            None => DocumentState::NotOffered,
            Some(step) if step.state == DocumentState::Revoked => DocumentState::Revoked,
            Some(step) if step.version != line.kind.version() => DocumentState::Superseded,
            Some(step) => step.state,
        }
    }

    /// The signature that is in force: the last one, unless it was revoked or a later version declined. It may be of an
    /// earlier version.
    pub fn signed_document(&self, line: impl Into<SignatureLine>) -> Option<&SignedDocument> {
        let line = line.into();
        let answers = |step: &&DocumentStep| {
            let is_answer =
                matches!(step.state, DocumentState::Signed | DocumentState::Revoked | DocumentState::Declined);
            step.line == line && is_answer
        };
        let last = self.document_steps.iter().rev().find(answers)?;
        let signed = self.signed.iter().rev().find(|signed| signed.line() == line)?;
        (last.state == DocumentState::Signed).then_some(signed)
    }

    /// Every signature of a document, oldest first; also those that were revoked.
    pub fn signatures(&self, line: impl Into<SignatureLine>) -> impl Iterator<Item = &SignedDocument> {
        let line = line.into();
        self.signed.iter().filter(move |signed| signed.line() == line)
    }

    /// Every signature in the workbook, oldest first.
    pub fn all_signatures(&self) -> &[SignedDocument] {
        &self.signed
    }

    /// For the fold: a document was signed.
    pub(crate) fn keep_signed(&mut self, signed: SignedDocument) {
        let (line, at, by, version) = (signed.line(), signed.at, signed.by, signed.version.clone());
        self.document_steps.push(DocumentStep { line, version, state: DocumentState::Signed, at, by });
        self.signed.push(signed);
    }

    /// For the fold: consent was withdrawn.
    pub(crate) fn revoke(&mut self, line: SignatureLine, at: Timestamp, by: Author) {
        let version = self.signed_document(line).map_or_else(String::new, |signed| signed.version.clone());
        self.document_steps.push(DocumentStep { line, version, state: DocumentState::Revoked, at, by });
    }
}

/// What is still unsigned before a first therapy visit: the disclosure statement (4 CCR 737-1, 1.16 makes it part of the
/// record) and the consent to psychotherapy. Read together counts as well as read alone; an earlier version counts too.
pub fn unsigned_before_therapy(workbook: &Workbook) -> Vec<DocumentKind> {
    let needed = [DocumentKind::Disclosure, DocumentKind::PsychotherapyConsent];
    needed.into_iter().filter(|kind| workbook.signed_document(*kind).is_none()).collect()
}

/// Puts a document before a client, in its current version.
pub fn offer_document(
    workbook: &Workbook,
    line: SignatureLine,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, DocumentRefusal> {
    let version = unsigned(workbook, line)?;
    let SignatureLine { kind, signer } = line;
    Ok(WorkbookEntry::DocumentOffered { kind, signer, version, at, by })
}

/// Signs the text that was shown, when it is the current one to the letter, with everything filled in that it asks for,
/// by someone who does not rest after a dosing day.
pub fn sign_document(
    workbook: &Workbook,
    current: &Document,
    signed: SignedDocument,
    _: Capable,
) -> Result<WorkbookEntry, DocumentRefusal> {
    unsigned(workbook, SignatureLine { kind: current.kind, ..signed.line() })?;
    let text = current.filled(&signed.filled).map_err(DocumentRefusal::LeftBlank)?;
    let is_current = signed.kind == current.kind && signed.version == current.version && signed.text == text;
    let is_hashed = signed.hash.len() == 64 && signed.hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_current && is_hashed {
        Ok(WorkbookEntry::DocumentSigned(signed))
    } else {
        Err(DocumentRefusal::NotThisVersion)
    }
}

/// Writes down that a client would rather not sign.
pub fn decline_document(
    workbook: &Workbook,
    line: SignatureLine,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, DocumentRefusal> {
    let version = unsigned(workbook, line)?;
    let SignatureLine { kind, signer } = line;
    Ok(WorkbookEntry::DocumentDeclined { kind, signer, version, at, by })
}

/// Takes a consent back. It holds from now on and deletes nothing (45 CFR 164.508(b)(5)).
pub fn revoke_document(
    workbook: &Workbook,
    line: SignatureLine,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, DocumentRefusal> {
    let SignatureLine { kind, signer } = line;
    if kind.is_acknowledged() {
        return Err(DocumentRefusal::OnlyAcknowledged);
    }
    let revoked = WorkbookEntry::DocumentRevoked { kind, signer, at, by };
    workbook.signed_document(line).map(|_| revoked).ok_or(DocumentRefusal::NothingSigned)
}

/// The current version, while it is asked for and not signed.
fn unsigned(workbook: &Workbook, line: SignatureLine) -> Result<String, DocumentRefusal> {
    if !line.is_asked() {
        return Err(DocumentRefusal::NotAskedHere);
    }
    match workbook.document_state(line) {
        DocumentState::Signed => Err(DocumentRefusal::AlreadySigned),
        DocumentState::NotOffered
        | DocumentState::Offered
        | DocumentState::Declined
        | DocumentState::Revoked
        | DocumentState::Superseded => Ok(line.kind.version().to_owned()),
    }
}

fn english() -> String {
    LANGUAGE.to_owned()
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::document::{document, facts};
    use crate::made_up::{at, awake, id, line};

    const CONSENT: DocumentKind = DocumentKind::TelehealthConsent;

    fn now() -> Timestamp {
        at("2026-06-22 10:00")
    }

    fn signature(kind: DocumentKind) -> SignedDocument {
        let Document { version, text, .. } = document(kind, &facts());
        SignedDocument {
            kind,
            signer: Signer::Own,
            version: version.to_owned(),
            language: "en".to_owned(),
            hash: "0f".repeat(32),
            text,
            filled: Vec::new(),
            name: line("Rowan Ellery"),
            at: now(),
            by: Author::Client,
            how: Signing::Alone,
        }
    }

    fn old() -> SignedDocument {
        SignedDocument { version: "0".to_owned(), text: "As it was.".to_owned(), ..signature(CONSENT) }
    }

    fn told(entries: impl IntoIterator<Item = WorkbookEntry>) -> Workbook {
        entries.into_iter().fold(Workbook::default(), Workbook::with)
    }

    fn signed(kind: DocumentKind) -> WorkbookEntry {
        WorkbookEntry::DocumentSigned(signature(kind))
    }

    fn offered(version: &str) -> WorkbookEntry {
        WorkbookEntry::DocumentOffered {
            kind: CONSENT,
            signer: Signer::Own,
            version: version.to_owned(),
            at: now(),
            by: Author::Client,
        }
    }

    fn declined() -> WorkbookEntry {
        WorkbookEntry::DocumentDeclined {
            kind: CONSENT,
            signer: Signer::Own,
            version: "1".to_owned(),
            at: now(),
            by: Author::Client,
        }
    }

    fn revoked() -> WorkbookEntry {
        WorkbookEntry::DocumentRevoked { kind: CONSENT, signer: Signer::Own, at: now(), by: Author::Client }
    }

    #[test]
    fn behaviour_8_a_document_stands_where_the_last_event_left_it() {
        let superseded = WorkbookEntry::DocumentSigned(old());
        for (entries, expected, in_force) in [
            (vec![], DocumentState::NotOffered, false),
            (vec![signed(DocumentKind::Disclosure)], DocumentState::NotOffered, false),
            (vec![offered("1")], DocumentState::Offered, false),
            (vec![offered("1"), signed(CONSENT)], DocumentState::Signed, true),
            (vec![offered("1"), declined()], DocumentState::Declined, false),
            (vec![declined(), signed(CONSENT)], DocumentState::Signed, true),
            (vec![signed(CONSENT), revoked()], DocumentState::Revoked, false),
            (vec![signed(CONSENT), revoked(), offered("1")], DocumentState::Offered, false),
            (vec![signed(CONSENT), revoked(), signed(CONSENT)], DocumentState::Signed, true),
            (vec![superseded.clone()], DocumentState::Superseded, true),
            (vec![offered("0")], DocumentState::Superseded, false),
            (vec![superseded.clone(), offered("1")], DocumentState::Offered, true),
            (vec![superseded.clone(), offered("1"), declined()], DocumentState::Declined, false),
            (vec![superseded, offered("1"), revoked()], DocumentState::Revoked, false),
        ] {
            let workbook = told(entries.clone());
            let read = (workbook.document_state(CONSENT), workbook.signed_document(CONSENT).is_some());
            assert_eq!(read, (expected, in_force), "{entries:?}");
        }
    }

    #[test]
    fn behaviour_8_only_the_current_text_is_signed_and_only_once() {
        let current = document(CONSENT, &facts());
        let none = Workbook::default;
        let not_this = Some(DocumentRefusal::NotThisVersion);
        let not_here = Some(DocumentRefusal::NotAskedHere);
        for (workbook, given, expected) in [
            (none(), signature(CONSENT), None),
            (told([declined()]), signature(CONSENT), None),
            (told([WorkbookEntry::DocumentSigned(old())]), signature(CONSENT), None),
            (none(), old(), not_this),
            (none(), SignedDocument { version: "0".to_owned(), ..signature(CONSENT) }, not_this),
            (none(), SignedDocument { text: String::new(), ..signature(CONSENT) }, not_this),
            (none(), SignedDocument { hash: String::new(), ..signature(CONSENT) }, not_this),
            (none(), SignedDocument { signer: Signer::Partner(id('a')), ..signature(CONSENT) }, not_here),
            (none(), SignedDocument { text: format!("{} ", current.text), ..signature(CONSENT) }, not_this),
            (none(), signature(DocumentKind::Disclosure), not_this),
            (told([signed(CONSENT)]), signature(CONSENT), Some(DocumentRefusal::AlreadySigned)),
        ] {
            assert_eq!(sign_document(&workbook, &current, given.clone(), awake()).err(), expected, "{}", given.version);
        }
    }

    #[test]
    fn behaviour_8_a_consent_is_revoked_by_an_event_and_the_signature_stays() {
        let none = Some(DocumentRefusal::NothingSigned);
        let only = Some(DocumentRefusal::OnlyAcknowledged);
        for (workbook, kind, expected) in [
            (told([signed(CONSENT)]), CONSENT, None),
            (told([WorkbookEntry::DocumentSigned(old())]), CONSENT, None),
            (told([]), CONSENT, none),
            (told([offered("1")]), CONSENT, none),
            (told([signed(CONSENT), revoked()]), CONSENT, none),
            (told([signed(DocumentKind::Disclosure)]), DocumentKind::Disclosure, only),
            (told([signed(DocumentKind::PrivacyNotice)]), DocumentKind::PrivacyNotice, only),
        ] {
            assert_eq!(revoke_document(&workbook, kind.into(), Author::Client, now()).err(), expected, "{kind:?}");
        }
        let workbook = told([signed(CONSENT), revoked()]);
        assert_eq!(workbook.signatures(CONSENT).collect::<Vec<_>>(), [&signature(CONSENT)]);
    }

    #[test]
    fn what_is_signed_is_neither_offered_nor_declined() {
        let refused = Some(DocumentRefusal::AlreadySigned);
        for (workbook, expected) in
            [(told([]), None), (told([signed(CONSENT), revoked()]), None), (told([signed(CONSENT)]), refused)]
        {
            assert_eq!(offer_document(&workbook, CONSENT.into(), Author::Client, now()).err(), expected);
            assert_eq!(decline_document(&workbook, CONSENT.into(), Author::Client, now()).err(), expected);
        }
    }
}
