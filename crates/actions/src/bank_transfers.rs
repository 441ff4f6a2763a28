//! Money that came in by bank: a file's lines are kept, and each is booked where it belongs or put aside with a reason.

use jiff::Timestamp;
use money::bank_line::{BankLine, MayPay, TransferRefusal, take_dosing_transfer, take_therapy_transfer};
use money::kept_line::{BANK, BankFiles, KeptLine, LineState, NotSo, known_by, placed};
use money::ledger::{DosingLedger, TherapyLedger};
use money::payment::{PaidBy, TakenBy};
use money::side::Side;
use money::spread::Sum;
use record::change::Change;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::{Read, Write};
use terms::actor::Context;
use terms::ids::{BankLineId, PaymentId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::books::books;
use crate::house::House;
use crate::in_ledger::by_rule;
use crate::own_draft::staff;
use crate::see_charges::see_charges;

/// What waits at the bank's page, and what was put aside.
pub struct BankDesk {
    /// Lines that nobody has booked, the earliest first.
    pub waiting: Vec<KeptLine>,
    /// Lines that were put aside, the latest first.
    pub aside: Vec<KeptLine>,
    /// Everybody who was ever charged, with what is open of theirs.
    pub payers: Vec<MayPay>,
}

/// What a file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Brought {
    /// Lines that wait from now on.
    pub new: usize,
    /// Lines that another file held already.
    pub known: usize,
}

/// A line that waits, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Which line.
    pub line: BankLineId,
    /// Whose.
    pub subject: SubjectId,
    /// In which ledger.
    pub side: Side,
}

/// Which line is refused, and why; then none is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRefusal {
    /// The line.
    pub line: BankLineId,
    /// Why.
    pub why: TransferRefusal,
}

/// Shows the bank's page.
pub fn see_bank_desk(house: &House, by: &Context) -> Result<BankDesk, Trouble<Never>> {
    let payers = who_may_pay(house, by)?;
    house.record().read(by, |work| {
        let lines = work.permit::<_, Read>(list::<KeptLine>())?;
        let mut waiting: Vec<KeptLine> = work.find(&lines, Find::State(LineState::Waiting.code()))?;
        waiting.sort_by_key(|kept| (kept.line.on, kept.at, kept.place.number));
        let mut aside: Vec<KeptLine> = work.find(&lines, Find::State("aside"))?;
        aside.sort_by_key(|kept| std::cmp::Reverse((kept.line.on, kept.at)));
        Ok(BankDesk { waiting, aside, payers })
    })
}

/// Shows one line.
pub fn see_bank_line(house: &House, by: &Context, id: BankLineId) -> Result<KeptLine, Trouble<Never>> {
    house.record().read(by, |work| {
        let lines = work.permit::<_, Read>(list::<KeptLine>())?;
        Ok(work.get(&lines, id.0)?.ok_or(Denied::NotTheirs)?)
    })
}

fn who_may_pay(house: &House, by: &Context) -> Result<Vec<MayPay>, Trouble<Never>> {
    let lines = see_charges(house, by, "")?;
    let payer = |line: crate::see_charges::AccountLine| {
        let names = [Some(&line.client.name), line.client.legal_name.as_ref()];
        MayPay {
            subject: line.client.subject,
            chart_number: line.client.chart_number,
            names: names.into_iter().flatten().map(|name| name.as_str().to_owned()).collect(),
            therapy_cents: line.therapy_open,
            dosing_cents: line.dosing_open.unwrap_or_default(),
        }
    };
    Ok(lines.into_iter().map(payer).collect())
}

/// Keeps the lines of a file, each with its number in it. A line that is known from another file, or from this one brought
/// again, is not kept twice.
pub fn keep_bank_lines(house: &House, by: &Context, lines: &[(u32, BankLine)]) -> Result<Brought, Trouble<Never>> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let files = change.permit::<_, Write>(list::<BankFiles>())?;
        let kept = change.permit::<_, Write>(list::<KeptLine>())?;
        let before: BankFiles = change.get(&files, BANK)?.unwrap_or_default();
        let mut brought = Brought { new: 0, known: 0 };
        for (place, line) in placed(lines.to_vec()) {
            let known = Find::Key1(&known_by(&line, place), Timestamp::MIN, Timestamp::MAX);
            if change.find::<KeptLine, _>(&kept, known)?.is_empty() {
                let (id, state) = (BankLineId(house.record().new_id()), LineState::Waiting);
                change.put(&kept, &KeptLine { id, at: by.now, by: who, place, line, state })?;
                brought.new += 1;
            } else {
                brought.known += 1;
            }
        }
        change.put(&files, &BankFiles { brought: before.brought.saturating_add(1) })?;
        Ok(brought)
    })
}

/// Books lines that wait, all in one commit or none. Sending the same form again books nothing more.
pub fn take_transfers(
    house: &House,
    by: &Context,
    matched: &[Matched],
    once: &str,
) -> Result<usize, Trouble<LineRefusal>> {
    let who = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let lines = change.permit::<_, Write>(list::<KeptLine>())?;
        let books = books(change)?;
        for Matched { line, subject, side } in matched.iter().copied() {
            let refused = |why| Trouble::Refused(LineRefusal { line, why });
            let kept: KeptLine = change.get(&lines, line.0)?.ok_or(Denied::NotTheirs)?;
            if books.are_closed_on(kept.line.on) {
                return Err(refused(TransferRefusal::MonthClosed));
            }
            let booked = kept.clone().booked((by.now, who), (subject, side));
            let booked = booked.map_err(|NotSo| refused(TransferRefusal::NotWaiting))?;
            book(house, change, (&kept, &lines), (subject, side))
                .map_err(|trouble| trouble.map(|why| LineRefusal { line, why }))?;
            change.put(&lines, &booked)?;
        }
        Ok(matched.len())
    })
}

/// Puts one line's sum into a ledger; the payment bears the line's id.
fn book(
    house: &House,
    change: &mut Change<'_>,
    (kept, lines): (&KeptLine, &Permit<ListOf<KeptLine>, Write>),
    (subject, side): (SubjectId, Side),
) -> Result<(), Trouble<TransferRefusal>> {
    let (by, now) = (staff(&lines.by())?, lines.by().now);
    let new_id = || PaymentId(house.record().new_id());
    let (by, how) = (TakenBy::Staff(by), PaidBy::Transfer);
    let sum = Sum { id: kept.payment(), at: now, on: kept.line.on, by, amount_cents: kept.line.amount_cents, how };
    // What other lines became is no reason to refuse this one.
    let same = Find::Key2(&kept.day_and_sum(), Timestamp::MIN, Timestamp::MAX);
    let same: Vec<KeptLine> = change.find(lines, same)?;
    let from_bank = |payment| same.iter().any(|line| line.payment() == payment);
    match side {
        Side::Therapy => by_rule(change, subject, |ledger: &TherapyLedger| {
            Ok((take_therapy_transfer(ledger, sum, from_bank, new_id)?, ()))
        }),
        Side::Dosing => by_rule(change, subject, |ledger: &DosingLedger| {
            Ok((take_dosing_transfer(ledger, sum, from_bank, new_id)?, ()))
        }),
    }
}

/// Puts a line aside, with why.
pub fn put_bank_line_aside(
    house: &House,
    by: &Context,
    (id, reason): (BankLineId, &Line),
) -> Result<(), Trouble<NotSo>> {
    let who = staff(by)?;
    turn(house, by, id, |kept| kept.put_aside((by.now, who), reason.clone()))
}

/// Lets a line wait again that was put aside.
pub fn take_bank_line_up(house: &House, by: &Context, id: BankLineId) -> Result<(), Trouble<NotSo>> {
    turn(house, by, id, KeptLine::taken_up)
}

fn turn(
    house: &House,
    by: &Context,
    id: BankLineId,
    rule: impl Fn(KeptLine) -> Result<KeptLine, NotSo>,
) -> Result<(), Trouble<NotSo>> {
    house.record().change(by, |change| {
        let lines = change.permit::<_, Write>(list::<KeptLine>())?;
        let kept: KeptLine = change.get(&lines, id.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&lines, &rule(kept).map_err(Trouble::Refused)?)
    })
}
