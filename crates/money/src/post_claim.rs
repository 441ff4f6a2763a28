//! Takes what comes back for claims into the ledger of psychotherapy: each thing once, and payments only when they add up.

use jiff::Timestamp;
use jiff::civil::Date;
use terms::ids::{ClaimId, StaffId};

use crate::claim::{Claim, ClaimState};
use crate::closing::Books;
use crate::insurance::{AnsweredClaim, InsuranceEntry, PaymentPlace, PostedClaim, PostedLine};
use crate::ledger::{Entry, TherapyEntry, TherapyLedger};
use crate::prepared_claim::ClaimLine;
use crate::x12::acknowledgment::Taken;
use crate::x12::balance::Balanced;
use crate::x12::claim_answer::ClaimAnswer;
use crate::x12::remittance::{ClaimPaid, LinePaid, PaidStatus};

/// Why something that came back is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostRefusal {
    /// The ledger has no such claim.
    NoSuchClaim,
    /// The claim is in no file yet, or was in one before.
    OtherState,
    /// The insurer tells of a visit that is not on the claim, or does not tell of which.
    OtherVisit,
    /// What the insurer says was charged is not what we charged.
    OtherCharge,
}

/// Who does it, and when.
pub type Hand = (StaffId, Timestamp);

/// The claim goes out in this file.
pub fn send_claim(
    ledger: &TherapyLedger,
    claim: ClaimId,
    (by, at): Hand,
    file: u32,
) -> Result<TherapyEntry, PostRefusal> {
    match found(ledger, claim)?.state() {
        ClaimState::ToSend => Ok(Entry::Insurance(InsuranceEntry::ClaimSent { claim, at, by, file })),
        ClaimState::Sent
        | ClaimState::Accepted
        | ClaimState::Rejected
        | ClaimState::Paid
        | ClaimState::Denied
        | ClaimState::TakenBack
        | ClaimState::Replaced
        | ClaimState::Voided => Err(PostRefusal::OtherState),
    }
}

/// Its file was taken, or not; nothing when that is known.
pub fn take_answer_to_file(
    ledger: &TherapyLedger,
    claim: ClaimId,
    (by, at): Hand,
    taken: Taken,
) -> Result<Option<TherapyEntry>, PostRefusal> {
    let known = found(ledger, claim)?;
    if known.sent.is_none() {
        return Err(PostRefusal::OtherState);
    }
    let is_known = known.taken.is_some_and(|(_, before)| before == taken);
    Ok((!is_known).then_some(Entry::Insurance(InsuranceEntry::ClaimTaken { claim, at, by, taken })))
}

/// What was said of it at the door; nothing when that is known.
pub fn take_answer_to_claim(
    ledger: &TherapyLedger,
    claim: ClaimId,
    (by, at): Hand,
    answer: &ClaimAnswer,
) -> Result<Option<TherapyEntry>, PostRefusal> {
    let known = found(ledger, claim)?;
    let (said, payers_number) = (answer.said.clone(), answer.payers_number.clone());
    let is_known = known.answers.iter().any(|one| one.said == said && one.payers_number == payers_number);
    let answered = AnsweredClaim { claim, at, by, said, payers_number };
    Ok((!is_known).then_some(Entry::Insurance(InsuranceEntry::ClaimAnswered(answered))))
}

/// What the payer decided of the claim at this place of its payment; nothing when that was posted before.
pub fn post_claim(
    ledger: &TherapyLedger,
    claim: ClaimId,
    (by, at): Hand,
    (payment, place): (&Balanced, usize),
) -> Result<Option<TherapyEntry>, PostRefusal> {
    let known = found(ledger, claim)?;
    let payment = payment.remittance();
    let paid = payment.claims.get(place).ok_or(PostRefusal::NoSuchClaim)?;
    let payment = PaymentPlace {
        payer_number: payment.payer_number.clone(),
        trace: payment.trace.clone(),
        on: payment.on,
        place: u32::try_from(place).unwrap_or(u32::MAX),
    };
    if known.posted.iter().any(|posted| posted.payment == payment) {
        return Ok(None);
    }
    let charge = known.prepared.charge_cents().0;
    let expected = if paid.status == PaidStatus::Reversed { -charge } else { charge };
    if paid.charge_cents.0 != expected {
        return Err(PostRefusal::OtherCharge);
    }
    let posted = PostedClaim {
        claim,
        at,
        by,
        payment,
        status: paid.status,
        payers_number: paid.payers_number.clone(),
        paid_cents: paid.paid_cents,
        lines: lines(known, paid)?,
        booked_on: None,
    };
    Ok(Some(Entry::Insurance(InsuranceEntry::ClaimPosted(posted))))
}

/// The same fact, booked today where it tells of a payment of a month that is closed.
pub fn booked(entry: TherapyEntry, books: Books, today: Date) -> TherapyEntry {
    match entry {
        Entry::Insurance(InsuranceEntry::ClaimPosted(posted)) => {
            let booked_on = books.booked_on(posted.payment.on, today);
            Entry::Insurance(InsuranceEntry::ClaimPosted(PostedClaim { booked_on, ..posted }))
        }
        other => other,
    }
}

/// What was decided of each visit. Of a claim with one visit, all that is said is said of that one; of more than one,
/// what was taken off the claim as a whole has no place, and somebody looks at it.
fn lines(claim: &Claim, paid: &ClaimPaid) -> Result<Vec<PostedLine>, PostRefusal> {
    match (paid.lines.as_slice(), claim.prepared.lines()) {
        ([] | [_], [only]) => {
            let of_lines = paid.lines.iter().flat_map(|line| line.adjustments.iter());
            let remarks = paid.lines.iter().flat_map(|line| line.remarks.iter());
            Ok(vec![PostedLine {
                charge: only.charge(),
                place: 0,
                paid_cents: paid.paid_cents,
                adjustments: paid.adjustments.iter().chain(of_lines).cloned().collect(),
                remarks: paid.remarks.iter().chain(remarks).cloned().collect(),
            }])
        }
        (told, ours) if !told.is_empty() && paid.adjustments.is_empty() => told
            .iter()
            .map(|line| {
                let visit = visit(line, ours).ok_or(PostRefusal::OtherVisit)?;
                Ok(PostedLine {
                    charge: visit.charge(),
                    place: visit.place,
                    paid_cents: line.paid_cents,
                    adjustments: line.adjustments.clone(),
                    remarks: line.remarks.clone(),
                })
            })
            .collect(),
        _ => Err(PostRefusal::OtherVisit),
    }
}

/// The visit of a line: by our own number of it, or as the only one of its day and code.
fn visit<'c>(line: &LinePaid, ours: &'c [ClaimLine]) -> Option<&'c ClaimLine> {
    if let Some(number) = &line.ours {
        return ours.iter().find(|line| line.number().eq_ignore_ascii_case(number));
    }
    let fits =
        |visit: &&ClaimLine| visit.code().to_string() == line.code && line.date.is_none_or(|date| date == visit.date());
    let mut found = ours.iter().filter(fits);
    found.next().filter(|_| found.next().is_none())
}

fn found(ledger: &TherapyLedger, claim: ClaimId) -> Result<&Claim, PostRefusal> {
    ledger.claims().claim(claim).ok_or(PostRefusal::NoSuchClaim)
}
