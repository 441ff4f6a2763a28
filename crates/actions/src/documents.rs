//! Documents: offered, read, signed, declined and withdrawn, by the client alone or together with the therapist.

use care::document::{Credentials, Document, DocumentKind, Facts, document};
use care::fill_in::FilledIn;
use care::signer::{SignatureLine, Signer};
use care::signing::{
    DocumentRefusal, SignedDocument, Signing, decline_document, offer_document, revoke_document, sign_document,
};
use care::workbook::{Author, Workbook};
use care::workbook_entry::WorkbookEntry;
use record::change::Change;
use record::fingerprint::fingerprint;
use record::list::list;
use record::own::PersonOf;
use record::scope::{Read, Write, folder};
use schedule::parted::PartRefusal;
use schedule::people::{Client, Staff};
use terms::actor::{Actor, Context};
use terms::ids::{StaffId, SubjectId};
use terms::money::Cents;
use terms::practice::Practice;
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Trouble};

use crate::author::author;
use crate::house::House;
use crate::leave_together::{agreed_anew, stop_joint_work};
use crate::resting::may_sign;

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
    /// Under which document, and whose name it is.
    pub line: SignatureLine,
    /// The fingerprint of the text that was shown.
    pub hash: String,
    /// The name as it was typed.
    pub name: Line,
    /// What was filled in.
    pub filled: Vec<FilledIn>,
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

/// Who a clinician is by law: letters, license and where it is good, and what each of them asked for.
fn credentials(person: &Staff) -> Credentials {
    let line = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned());
    let license = line(&person.license).map(|license| format!("license {license}"));
    let all = [line(&person.credentials), license, line(&person.states)];
    let training = person.training.as_ref().map(Prose::as_str).unwrap_or_default();
    Credentials {
        name: person.name.as_str().to_owned(),
        credentials: all.into_iter().flatten().collect::<Vec<_>>().join(", "),
        asked_for: training.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

pub(crate) fn facts(practice: &Practice, clinicians: &[&Staff]) -> Facts {
    let address = [practice.street.as_str(), practice.place.as_str()];
    Facts {
        practice_name: practice.name.clone(),
        address: address.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        phone: practice.phone.clone(),
        email: practice.email.clone(),
        clinicians: clinicians.iter().map(|person| credentials(person)).collect(),
        board: practice.board.clone(),
        fees: fees(practice),
        cancel_until_hours: practice.cancel_until_hours,
        adopted: practice.documents_adopted,
    }
}

/// What visits cost, a sentence for each kind that has a fee.
fn fees(practice: &Practice) -> Vec<String> {
    let fees = &practice.fees;
    let kinds = [
        ("A visit of up to 37 minutes", fees.short_visit_cents),
        ("A visit of 38 to 52 minutes", fees.visit_cents),
        ("A visit of 53 minutes or more", fees.long_visit_cents),
    ];
    let told = kinds.into_iter().filter(|(_, fee)| *fee > Cents::ZERO);
    told.map(|(kind, fee)| format!("{kind}: {fee}.")).collect()
}

/// Signs the text that was shown, if it is still the current one to the letter, and whoever signs does not rest.
pub fn sign_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    signature: &Signature,
) -> Result<(), Trouble<DocumentRefusal>> {
    let (author, line) = (author(by)?, own_line(by, subject, signature.line));
    let how = how_read(author);
    house.record().change(by, |change| {
        expect_partner(change, by, subject, line.signer)?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let clinician: Option<Staff> = change.get(&people, signature.clinician.0)?;
        let shown = current_document(house, line.kind, clinician.as_ref());
        if shown.hash != signature.hash {
            return Err(Trouble::Refused(DocumentRefusal::NotThisVersion));
        }
        let filled = shown.document.filled(&signature.filled);
        let text = filled.map_err(|asked| Trouble::Refused(DocumentRefusal::LeftBlank(asked)))?;
        let signed = SignedDocument {
            kind: line.kind,
            signer: line.signer,
            version: shown.document.version.to_owned(),
            language: shown.document.language.to_owned(),
            hash: fingerprint(&text),
            text,
            filled: signature.filled.clone(),
            name: signature.name.clone(),
            at: by.now,
            by: author,
            how,
        };
        let capable = may_sign(house, change, by, (subject, line.signer))?;
        let capable = capable.map_err(|resting| Trouble::Refused(DocumentRefusal::AtRest(resting)))?;
        add(change, subject, |workbook| sign_document(workbook, &shown.document, signed, capable))?;
        if line.kind == DocumentKind::CouplesAgreement { agreed_anew(change, subject) } else { Ok(()) }
    })
}

/// Puts a document before the client again.
pub fn offer_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    line: SignatureLine,
) -> Result<(), Trouble<DocumentRefusal>> {
    stepped(house, by, (subject, line), |workbook, line, author| offer_document(workbook, line, author, by.now))
}

/// Writes down that the client would rather not sign.
pub fn decline_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    line: SignatureLine,
) -> Result<(), Trouble<DocumentRefusal>> {
    stepped(house, by, (subject, line), |workbook, line, author| decline_document(workbook, line, author, by.now))
}

/// Withdraws a consent; what was signed stays readable. Whoever withdraws the agreement of their couple leaves the joint
/// work, in the same commit.
pub fn revoke_a_document(
    house: &House,
    by: &Context,
    subject: SubjectId,
    line: SignatureLine,
) -> Result<(), Trouble<DocumentRefusal>> {
    let (author, line) = (author(by)?, own_line(by, subject, line));
    house.record().change(by, |change| {
        expect_partner(change, by, subject, line.signer)?;
        let leaves = leaves_with(change, subject, line)?;
        add(change, subject, |workbook| revoke_document(workbook, line, author, by.now))?;
        let Some(who) = leaves else { return Ok(()) };
        let left = stop_joint_work(house, change, by, (subject, who));
        left.map_err(|trouble| trouble.map(|PartRefusal::NotAMember| DocumentRefusal::NotAskedHere))
    })
}

/// Whoever signs in as a client signs for nobody else: their own in their own workbook, theirs in their couple's.
pub(crate) fn own_signer(by: &Context, subject: SubjectId, named: Signer) -> Signer {
    match by.actor {
        Actor::Client(client) if client.subject == subject => Signer::Own,
        Actor::Client(client) => Signer::Partner(client.subject),
        Actor::Staff(_)
        | Actor::Holder(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => named,
    }
}

/// How it was read: by the client alone, or together with whoever of the team takes the signature down.
pub(crate) fn how_read(author: Author) -> Signing {
    match author {
        Author::Client => Signing::Alone,
        Author::Team(_) => Signing::ReadTogether,
    }
}

/// Whoever of the team takes a signature down names a partner who belongs to the couple.
pub(crate) fn expect_partner<R>(
    change: &mut Change<'_>,
    by: &Context,
    subject: SubjectId,
    signer: Signer,
) -> Result<(), Trouble<R>> {
    let (Actor::Staff(_), Signer::Partner(partner)) = (by.actor, signer) else { return Ok(()) };
    let clients = change.permit::<_, Read>(list::<Client>())?;
    let unit: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
    if unit.members.contains(&partner) { Ok(()) } else { Err(Denied::NotTheirs.into()) }
}

/// Who leaves the joint work with this name; nobody, for any other document.
fn leaves_with(
    change: &mut Change<'_>,
    subject: SubjectId,
    line: SignatureLine,
) -> Result<Option<SubjectId>, Trouble<DocumentRefusal>> {
    if line.kind != DocumentKind::CouplesAgreement {
        return Ok(None);
    }
    let person = change.permit::<_, Write>(PersonOf(subject))?;
    let workbook = change.permit::<_, Write>(folder::<Workbook>(subject))?;
    let unit: Client = change.get(&person, subject.0)?.ok_or(Denied::NotTheirs)?;
    Ok(change.open(&workbook)?.leaves_with(line, &unit.members))
}

fn own_line(by: &Context, subject: SubjectId, line: SignatureLine) -> SignatureLine {
    SignatureLine { signer: own_signer(by, subject, line.signer), ..line }
}

fn stepped(
    house: &House,
    by: &Context,
    (subject, line): (SubjectId, SignatureLine),
    rule: impl Fn(&Workbook, SignatureLine, Author) -> Result<WorkbookEntry, DocumentRefusal>,
) -> Result<(), Trouble<DocumentRefusal>> {
    let (author, line) = (author(by)?, own_line(by, subject, line));
    house.record().change(by, |change| {
        expect_partner(change, by, subject, line.signer)?;
        add(change, subject, |workbook| rule(workbook, line, author))
    })
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
