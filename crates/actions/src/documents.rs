//! Documents: offered, read, signed, declined and withdrawn, by the client alone or together with the therapist.

use care::document::{Credentials, Document, DocumentKind, Facts, document};
use care::signing::{
    DocumentRefusal, SignedDocument, Signing, decline_document, offer_document, revoke_document, sign_document,
};
use care::workbook::{Author, Workbook};
use care::workbook_entry::WorkbookEntry;
use record::change::Change;
use record::fingerprint::fingerprint;
use record::list::list;
use record::scope::{Read, Write, folder};
use schedule::people::Staff;
use terms::actor::Context;
use terms::ids::{StaffId, SubjectId};
use terms::practice::Practice;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// A document with the fingerprint of its text: what a form carries to say which text was shown.
pub struct Shown {
    /// The document.
    pub document: Document,
    /// SHA-256 of its text.
    pub hash: String,
}

/// A signature to take.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Under which document.
    pub kind: DocumentKind,
    /// The fingerprint of the text that was shown.
    pub hash: String,
    /// The name as it was typed.
    pub name: Line,
    /// By whom the client is treated: the disclosure names them.
    pub clinician: StaffId,
}

/// The current text of a document for a client of this clinician.
pub fn current_document(house: &House, kind: DocumentKind, clinician: Option<&Staff>) -> Shown {
    let clinicians: Vec<&Staff> = clinician.into_iter().collect();
    let document = document(kind, &facts(&house.practice(), &clinicians));
    let hash = fingerprint(&document.text);
    Shown { document, hash }
}

/// The disclosure statement of everybody who treats here, for whoever does not know yet with whom they will meet.
pub fn disclosure_of_all(house: &House) -> Shown {
    let staff = house.staff();
    let treats: Vec<&Staff> = staff.iter().filter(|person| person.treats()).collect();
    let document = document(DocumentKind::Disclosure, &facts(&house.practice(), &treats));
    let hash = fingerprint(&document.text);
    Shown { document, hash }
}

fn facts(practice: &Practice, clinicians: &[&Staff]) -> Facts {
    let credentials = |person: &&Staff| Credentials {
        name: person.name.as_str().to_owned(),
        credentials: person.credentials.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default(),
        asked_for: String::new(),
    };
    let address = [practice.street.as_str(), practice.place.as_str()];
    Facts {
        practice_name: practice.name.clone(),
        address: address.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        phone: practice.phone.clone(),
        email: practice.email.clone(),
        clinicians: clinicians.iter().map(credentials).collect(),
        board: practice.board.clone(),
        cancel_until_hours: practice.cancel_until_hours,
        adopted: None,
    }
}

/// Signs the text that was shown, if it is still the current one to the letter.
pub fn sign_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    signature: &Signature,
) -> Result<(), Trouble<DocumentRefusal>> {
    let author = author(by)?;
    let how = match author {
        Author::Client => Signing::Alone,
        Author::Team(_) => Signing::ReadTogether,
    };
    house.record().change(by, |change| {
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let clinician: Option<Staff> = change.get(&people, signature.clinician.0)?;
        let shown = current_document(house, signature.kind, clinician.as_ref());
        if shown.hash != signature.hash {
            return Err(Trouble::Refused(DocumentRefusal::NotThisVersion));
        }
        let signed = SignedDocument {
            kind: signature.kind,
            version: shown.document.version.to_owned(),
            hash: shown.hash,
            text: shown.document.text.clone(),
            name: signature.name.clone(),
            at: by.now,
            by: author,
            how,
        };
        add(change, subject, |workbook| sign_document(workbook, &shown.document, signed.clone()))
    })
}

/// Puts a document before the client again.
pub fn offer_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    kind: DocumentKind,
) -> Result<(), Trouble<DocumentRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| add(change, subject, |workbook| offer_document(workbook, kind, author, by.now)))
}

/// Writes down that the client would rather not sign.
pub fn decline_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    kind: DocumentKind,
) -> Result<(), Trouble<DocumentRefusal>> {
    let author = author(by)?;
    house
        .record()
        .change(by, |change| add(change, subject, |workbook| decline_document(workbook, kind, author, by.now)))
}

/// Withdraws a consent; what was signed stays readable.
pub fn revoke_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    kind: DocumentKind,
) -> Result<(), Trouble<DocumentRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| add(change, subject, |workbook| revoke_document(workbook, kind, author, by.now)))
}

fn add(
    change: &mut Change<'_>,
    subject: SubjectId,
    rule: impl FnOnce(&Workbook) -> Result<WorkbookEntry, DocumentRefusal>,
) -> Result<(), Trouble<DocumentRefusal>> {
    let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
    let entry = rule(&*change.open(&permit)?).map_err(Trouble::Refused)?;
    Ok(change.add(&permit, entry)?)
}
