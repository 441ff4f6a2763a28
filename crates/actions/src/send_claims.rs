//! Puts every claim that waits into one file for whoever carries claims, and keeps the file.

use jiff::civil::DateTime;
use money::claim::ClaimState;
use money::edi_file::{EdiFile, FileWay, OutFile, next_control};
use money::ledger::TherapyLedger;
use money::ledger_card::LedgerCard;
use money::post_claim::send_claim;
use money::x12::professional::{ClaimFile, Professional};
use money::x12::write_claims::{MAX_CLAIMS, write_claims};
use money::x12::writer::{Envelope, Unsendable};
use record::list::list;
use record::papers::hash_of_paper;
use record::rows::Find;
use record::scope::{Read, Write, cards, folder};
use terms::actor::Context;
use terms::billing::{BillingIdentity, Sends};
use terms::ids::{EdiFileId, SubjectId};
use terms::practice::Practice;
use terms::text::Line;
use terms::trouble::{Fault, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Why no file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendRefusal {
    /// No claim waits.
    NothingWaits,
    /// The practice has not told how insurers know it.
    IdentityMissing,
    /// A claim holds something that no file can carry.
    CannotCarry(Unsendable),
}

/// Makes the file: every claim in it is sent from now on. Sending the same form again shows the first file.
pub fn send_claims(house: &House, by: &Context, once: &str) -> Result<EdiFileId, Trouble<SendRefusal>> {
    let practice = house.practice();
    if !practice.billing.is_told() {
        return Err(Trouble::Refused(SendRefusal::IdentityMissing));
    }
    let (me, at) = (staff(by)?, by.now.to_zoned_datetime(house.zone()).datetime());
    house.record().change_once(by, (once, |_| None), |change| {
        let files = change.permit::<_, Write>(list::<EdiFile>())?;
        let ledgers = change.permit::<_, Read>(cards::<TherapyLedger>())?;
        let control = next_control(&change.find::<EdiFile, _>(&files, Find::All)?);
        let mut claims: Vec<Professional> = Vec::new();
        for subject in with_waiting(&change.cards(&ledgers)?) {
            let permit = change.permit::<_, Write>(folder::<TherapyLedger>(subject))?;
            let ledger = change.open(&permit)?;
            let waiting = ledger.claims().all().iter().filter(|claim| claim.state() == ClaimState::ToSend);
            for claim in waiting.take(MAX_CLAIMS - claims.len()) {
                claims.push(claim.prepared.as_sent(claim.prepared.paid_by_client(&ledger)));
                let sent = send_claim(&ledger, claim.prepared.id(), (me, by.now), control);
                // A claim that waits can be sent; that is what waiting is.
                change.add(&permit, sent.map_err(|_| Fault::new("send a claim", "it does not wait"))?)?;
            }
        }
        if claims.is_empty() {
            return Err(Trouble::Refused(SendRefusal::NothingWaits));
        }
        let count = u32::try_from(claims.len()).unwrap_or(u32::MAX);
        let bytes = write_claims(&file_of(&practice, (control, at), claims))
            .map_err(|why| Trouble::Refused(SendRefusal::CannotCarry(why)))?;
        let id = EdiFileId(house.record().new_id());
        let name = Line::parse(&format!("claims-{control:09}.edi"));
        let name = name.map_err(|_| Fault::new("name a file of claims", "it has no name"))?;
        let way = FileWay::Out(OutFile::new(control, count, None));
        let (hash, size) = (hash_of_paper(&bytes), bytes.len() as u64);
        change.keep(&files, id.0, &bytes)?;
        change.put(&files, &EdiFile { id, at: by.now, by: Some(me), name, way, bytes: size, hash })?;
        Ok(id)
    })
}

fn with_waiting(cards: &[(SubjectId, LedgerCard)]) -> Vec<SubjectId> {
    let waits = |card: &LedgerCard| card.claims.iter().any(|claim| claim.state == ClaimState::ToSend);
    cards.iter().filter(|(_, card)| waits(card)).map(|(subject, _)| *subject).collect()
}

/// The practice as insurers know it; under its public name, where it has no other.
pub(crate) fn identity(practice: &Practice) -> BillingIdentity {
    let mut billing = practice.billing.clone();
    if billing.name.is_empty() {
        billing.name.clone_from(&practice.name);
    }
    billing
}

/// What stands around a file of the practice.
pub(crate) fn envelope(practice: &BillingIdentity, (control, at): (u32, DateTime)) -> Envelope {
    Envelope {
        sender: practice.submitter.clone(),
        receiver: practice.carrier_number.clone(),
        control,
        at,
        is_trial: practice.sends == Sends::Trial,
    }
}

fn file_of(practice: &Practice, (control, at): (u32, DateTime), claims: Vec<Professional>) -> ClaimFile {
    let practice = identity(practice);
    ClaimFile {
        envelope: envelope(&practice, (control, at)),
        reference: format!("G{control:09}"),
        carrier: practice.carrier.clone(),
        practice,
        claims,
    }
}
