//! What clients have signed and answered, and what may be told to whom.

use actions::documents::{Signature, current_document, decline_a_document, sign_a_document};
use actions::house::House;
use actions::releases::{ReleaseLine, offer_a_release, shown_release, sign_a_release};
use care::document::DocumentKind;
use care::fill_in::{FillIn, FilledIn, MessagesBy, SecretsChoice};
use care::release::{Recipient, ReleaseTerms, ReleasedPart};
use care::signer::{SignatureLine, Signer};
use care::workbook::Workbook;
use jiff::Timestamp;
use jiff::civil::time;
use record::scope::{Read, folder};
use terms::actor::Role;
use terms::ids::{ReleaseId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::cast::{ALEXIS, CHRIS, DANA, LEE, MAYA, PARKS, ROWAN, line, staff};
use crate::own_pages::{client, refused};
use crate::story::{Story, Told};

/// Tells all of it.
pub(crate) fn tell(story: &Story<'_>, house: &House) -> Told<()> {
    let signers = [
        (ROWAN, "Rowan Keller"),
        (MAYA, "Maya Okafor"),
        (ALEXIS, "Alexis Moreno"),
        (CHRIS, "Chris Park"),
        (LEE, "Lee Park"),
    ];
    for signer in signers {
        for kind in [DocumentKind::Disclosure, DocumentKind::PsychotherapyConsent] {
            sign(story, house, signer, (signer.0, kind.into(), None))?;
        }
    }
    for signer in &signers[3..] {
        let line = SignatureLine { kind: DocumentKind::CouplesAgreement, signer: Signer::Partner(signer.0) };
        sign(story, house, *signer, (PARKS, line, Some((FillIn::SecretsChoice, SecretsChoice::NoSecrets.code()))))?;
    }
    let by_email = (FillIn::MessagesBy, MessagesBy::EmailOnly.code());
    sign(story, house, signers[1], (MAYA, DocumentKind::MessagesConsent.into(), Some(by_email)))?;
    let no = decline_a_document(house, &client(ROWAN, evening(story)), ROWAN, DocumentKind::RecordingConsent.into());
    no.map_err(|trouble| refused("decline a document", trouble))?;
    release_to_prescriber(story, house)
}

fn evening(story: &Story<'_>) -> Timestamp {
    story.at(-19, time(20, 0, 0, 0))
}

type Filled = Option<(FillIn, &'static str)>;

fn sign(
    story: &Story<'_>,
    house: &House,
    (signer, name): (SubjectId, &str),
    (subject, line_of, filled): (SubjectId, SignatureLine, Filled),
) -> Told<()> {
    let people = staff();
    let dana = people.iter().find(|person| person.id == DANA);
    let hash = current_document(house, line_of.kind, dana).hash;
    let filled = filled.map(|(asked, answer)| FilledIn { asked, answer: line(answer) }).into_iter().collect();
    let signature = Signature { line: line_of, hash, name: line(name), filled, clinician: DANA };
    let made = sign_a_document(house, &client(signer, evening(story)), subject, &signature);
    made.map_err(|trouble| refused("sign a document", trouble))
}

/// Maya's prescriber may be told what she told here.
fn release_to_prescriber(story: &Story<'_>, house: &House) -> Told<()> {
    let id = ReleaseId(story.record.new_id());
    let terms = ReleaseTerms {
        kind: Recipient::Prescriber,
        to: line("Dr. Rivera, Foothill Clinic"),
        reach: Some(line("(303) 555-0188")),
        parts: vec![ReleasedPart::HealthFlags, ReleasedPart::Preparation],
        purpose: line("So that my prescriber knows what I told here"),
        until: story.day(150),
        event: None,
    };
    let offered_at = story.at(-18, time(11, 0, 0, 0));
    let dana = Story::acting(DANA, Role::Therapist, offered_at);
    offer_a_release(house, &dana, MAYA, (id, terms)).map_err(|trouble| refused("offer a release", trouble))?;
    let shown = story.record.read(&dana, |work| {
        let permit = work.permit::<_, Read>(folder::<Workbook>(MAYA))?;
        let workbook = work.open(&permit)?;
        let release = workbook.release(id).ok_or(Denied::NotTheirs)?;
        Ok::<_, Trouble<Never>>(shown_release(house, release))
    })?;
    let line_of = ReleaseLine { subject: MAYA, id, signer: Signer::Own };
    let maya = client(MAYA, story.at(-18, time(20, 0, 0, 0)));
    let signed = sign_a_release(house, &maya, line_of, (&shown.hash, &line("Maya Okafor")));
    signed.map_err(|trouble| refused("sign a release", trouble))
}
