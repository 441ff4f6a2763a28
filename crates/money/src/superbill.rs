//! Superbills: what a client can send to their own insurer, made from the ledger of psychotherapy and from nothing else.
//!
//! A superbill discloses a diagnosis, so it is made only when the client asks (45 CFR 164.502(a)(1)(i), disclosure to
//! the individual). Attended dosing days are private pay; no insurer may ever be asked for them.

use jiff::civil::Date;
use terms::diagnosis::DiagnosisCode;
use terms::money::{Cents, Minutes};

use crate::charge::PsychotherapyCharge;
use crate::charged::Charged;
use crate::fee::Code;
use crate::ledger::TherapyLedger;
use crate::month::Month;

/// The visits of some days, as an insurer asks for them. No note and no dosing day can get into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superbill {
    from: Date,
    until: Date,
    lines: Vec<SuperbillLine>,
}

/// One visit on a superbill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuperbillLine {
    /// The day of the visit.
    pub date: Date,
    /// The code of the service; a first conversation and a very short visit have none.
    pub code: Option<Code>,
    /// The code of the diagnosis that was treated, if one was written before the note was signed.
    pub diagnosis: Option<DiagnosisCode>,
    /// How often the service; 1 and up.
    pub units: u16,
    /// How long the visit took; nothing of what stands beside its own code.
    pub length_min: Minutes,
    /// What it cost, without what was waived: an insurer hears of no price that nobody asked.
    pub fee_cents: Cents,
    /// What was paid towards it so far.
    pub paid_cents: Cents,
}

impl Superbill {
    /// The first day that it covers.
    pub fn from(&self) -> Date {
        self.from
    }

    /// The last day that it covers.
    pub fn until(&self) -> Date {
        self.until
    }

    /// Its visits, the earliest first; never none.
    pub fn lines(&self) -> &[SuperbillLine] {
        &self.lines
    }

    /// All fees together.
    pub fn fee_cents(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.fee_cents.0).sum())
    }

    /// What was paid towards these visits so far.
    pub fn paid_cents(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.paid_cents.0).sum())
    }

    /// What is still open on these visits.
    pub fn open_cents(&self) -> Cents {
        Cents(self.fee_cents().0 - self.paid_cents().0)
    }
}

/// The superbill of the days `from` to `until`, both included; `None` where no visit was charged on any of them.
pub fn superbill(ledger: &TherapyLedger, from: Date, until: Date) -> Option<Superbill> {
    let charged = ledger.charges().iter().filter(|charged| (from..=until).contains(&charged.charge.date()));
    let mut lines: Vec<SuperbillLine> = charged.flat_map(lines_of).collect();
    lines.sort_by_key(|line| line.date);
    if lines.is_empty() { None } else { Some(Superbill { from, until, lines }) }
}

/// The months for which there is a superbill, the latest first.
pub fn superbill_months(ledger: &TherapyLedger) -> Vec<Month> {
    let mut months: Vec<Month> = ledger.charges().iter().map(|charged| Month::of(charged.charge.date())).collect();
    months.sort_unstable();
    months.dedup();
    months.reverse();
    months
}

impl SuperbillLine {
    /// The service as papers name it: its code, and how often where it is more than once.
    pub fn service(&self) -> String {
        match (self.code, self.units) {
            (None, _) => "no code".to_owned(),
            (Some(code), 1) => code.to_string(),
            (Some(code), units) => format!("{code} × {units}"),
        }
    }

    /// The length as papers name it; nothing where it has none of its own.
    pub fn length(&self) -> String {
        if self.length_min == Minutes::default() { String::new() } else { self.length_min.to_string() }
    }
}

/// The visit's own line, and one for each thing beside its code. What was paid or waived counts for the visit first, and
/// for what stands beside it with the rest.
fn lines_of(charged: &Charged<PsychotherapyCharge>) -> Vec<SuperbillLine> {
    let charge = &charged.charge;
    let (mut paid, mut waived) = (charged.paid_cents.0, charged.waived_cents.0);
    let mut line = |code, units, (length_min, cents): (Minutes, Cents), is_last: bool| {
        let off = waived.min(cents.0);
        waived -= off;
        let fee = cents.0 - off;
        let paid_here = if is_last { paid } else { paid.min(fee) };
        paid -= paid_here;
        let (fee_cents, paid_cents) = (Cents(fee), Cents(paid_here));
        let diagnosis = charge.diagnosis().cloned();
        SuperbillLine { date: charge.date(), code, diagnosis, units, length_min, fee_cents, paid_cents }
    };
    let beside = charge.beside();
    let visit = line(charge.code(), 1, (charge.length_min(), charge.own_cents()), beside.is_empty());
    let beside = (1..)
        .zip(beside)
        .map(|(place, it)| line(Some(it.code), it.units, (Minutes::default(), it.cents()), place == beside.len()));
    [visit].into_iter().chain(beside.collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use terms::fees_beside::FeesBeside;
    use terms::folder::Folder;
    use terms::practice::Fees;
    use terms::visit_kind::VisitKind;

    use super::*;
    use crate::charge::{
        VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
    };
    use crate::ledger::{DosingLedger, Entry, Ledger};
    use crate::made_up::{FEES, id, ledger, now, payment, reversal, today, visit};
    use crate::manner::Manner;
    use crate::payment::reverse_therapy_payment;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Both ledgers after these visits; each goes where its kind belongs.
    fn ledgers(visits: &[VisitFacts]) -> (TherapyLedger, DosingLedger) {
        visits.iter().cloned().fold(Default::default(), |(therapy, dosing): (TherapyLedger, DosingLedger), facts| {
            let psychotherapy = psychotherapy_visit(facts.clone());
            let attended = attended_dosing_visit(facts);
            let made = psychotherapy.and_then(|visit| charge_psychotherapy(visit, id('a'), &FEES, now()));
            let apart = attended.and_then(|visit| charge_attended_dosing(visit, id('a'), &FEES, now()));
            (
                made.into_iter().map(Entry::ChargeMade).fold(therapy, Ledger::with),
                apart.into_iter().map(Entry::ChargeMade).fold(dosing, Ledger::with),
            )
        })
    }

    #[test]
    fn a_superbill_covers_its_first_and_its_last_day() {
        for (from, until, expected) in [
            ("2026-06-22", "2026-06-22", Some((2, 36_000, 6_500, 29_500))),
            ("2026-06-01", "2026-06-22", Some((2, 36_000, 6_500, 29_500))),
            ("2026-06-22", "2026-07-01", Some((2, 36_000, 6_500, 29_500))),
            ("2026-06-01", "2026-06-21", None),
            ("2026-06-23", "2026-07-01", None),
            ("2026-07-01", "2026-06-01", None),
        ] {
            let bill = superbill(&ledger(), date(from), date(until));
            let told =
                bill.map(|bill| (bill.lines().len(), bill.fee_cents().0, bill.paid_cents().0, bill.open_cents().0));
            assert_eq!(told, expected, "{from} to {until}");
        }
        assert_eq!(superbill(&TherapyLedger::default(), today(), today()), None);
    }

    #[test]
    fn a_line_tells_day_service_diagnosis_length_fee_and_what_was_paid() {
        let diagnosis = DiagnosisCode::parse("F43.21").ok();
        let later = VisitFacts { diagnosis: diagnosis.clone(), ..visit(VisitKind::Preparation, 50) };
        let earlier = VisitFacts { date: date("2026-06-08"), ..visit(VisitKind::Therapy, 15) };
        let (ledger, _) = ledgers(&[later, earlier]);
        let bill = superbill(&ledger, date("2026-06-01"), date("2026-06-30")).unwrap();
        let line = |date, code, diagnosis, length, fee| SuperbillLine {
            date,
            code,
            diagnosis,
            units: 1,
            length_min: Minutes(length),
            fee_cents: Cents(fee),
            paid_cents: Cents::ZERO,
        };
        assert_eq!(
            bill.lines(),
            [
                line(date("2026-06-08"), None, None, 15, 12_000),
                line(today(), Some(Code(90_834)), diagnosis, 50, 16_500)
            ]
        );
        assert_eq!((bill.from(), bill.until()), (date("2026-06-01"), date("2026-06-30")));
    }

    #[test]
    fn what_stands_beside_a_code_has_a_line_of_its_own_and_the_sums_stay() {
        let beside = FeesBeside { complex_cents: Cents(2_000), measure_cents: Cents(500), ..FeesBeside::NONE };
        let fees = Fees { beside, ..FEES };
        let manner = Manner { is_complex: true, measures: 2, ..Manner::default() };
        let facts = VisitFacts { manner, ..visit(VisitKind::Therapy, 50) };
        let made = charge_psychotherapy(psychotherapy_visit(facts).unwrap(), id('a'), &fees, now()).unwrap();
        let ledger = TherapyLedger::default().with(Entry::ChargeMade(made));
        for (paid, expected) in [
            (16_000, [("90834", 16_500, 16_000), ("90785", 2_000, 0), ("96127 × 2", 1_000, 0)]),
            (18_600, [("90834", 16_500, 16_500), ("90785", 2_000, 2_000), ("96127 × 2", 1_000, 100)]),
        ] {
            let ledger = ledger.clone().with(Entry::PaymentTaken(payment('p', 'a', paid)));
            let bill = superbill(&ledger, today(), today()).unwrap();
            let told: Vec<_> =
                bill.lines().iter().map(|line| (line.service(), line.fee_cents.0, line.paid_cents.0)).collect();
            assert_eq!(told, expected.map(|(service, fee, paid)| (service.to_owned(), fee, paid)), "{paid}");
            assert_eq!((bill.fee_cents(), bill.paid_cents()), (Cents(19_500), Cents(paid)));
        }
    }

    #[test]
    fn a_payment_that_was_taken_back_is_not_paid() {
        let more = ledger().with(Entry::PaymentTaken(payment('q', 'b', 19_500)));
        let back = more.clone().with(reverse_therapy_payment(&more, reversal('p')).unwrap());
        for (ledger, expected) in [(ledger(), 6_500), (more, 26_000), (back, 19_500)] {
            assert_eq!(superbill(&ledger, today(), today()).unwrap().paid_cents(), Cents(expected));
        }
    }

    #[test]
    fn there_is_a_superbill_for_each_month_with_a_charge() {
        let on = |day| VisitFacts { date: date(day), ..visit(VisitKind::Therapy, 50) };
        let dosing = VisitFacts { date: date("2026-03-03"), ..visit(VisitKind::AttendedDosing, 150) };
        let (therapy, _) = ledgers(&[on("2026-05-31"), on("2025-12-01"), on("2026-05-01"), dosing]);
        let months: Vec<String> = superbill_months(&therapy).iter().map(Month::to_string).collect();
        assert_eq!(months, ["2026-05", "2025-12"]);
        assert_eq!(superbill_months(&TherapyLedger::default()), []);
    }

    proptest! {
        #[test]
        fn behaviour_33_no_dosing_line_is_ever_on_a_superbill(
            kinds in vec((prop::sample::select(VisitKind::ALL.to_vec()), 1..200_u16), 0..30),
        ) {
            // Each visit on a day of its own, so that a day tells which visit a line is of.
            let visits: Vec<VisitFacts> = (0_i64..)
                .zip(kinds)
                .map(|(day, (kind, length))| VisitFacts { date: today() + day.days(), ..visit(kind, length) })
                .collect();
            let (therapy, dosing) = ledgers(&visits);
            let until = today() + 40.days();
            let lines = superbill(&therapy, today(), until).map(|bill| bill.lines().to_vec()).unwrap_or_default();
            let told: Vec<(Date, Minutes)> = lines.iter().map(|line| (line.date, line.length_min)).collect();
            let free = VisitKind::FirstConversation;
            let is_on_it = |facts: &&VisitFacts| facts.kind != VisitKind::AttendedDosing && facts.kind != free;
            let expected: Vec<_> = visits.iter().filter(is_on_it).map(|facts| (facts.date, facts.length_min)).collect();
            prop_assert_eq!(told, expected);
            for charged in dosing.charges() {
                prop_assert!(lines.iter().all(|line| line.date != charged.charge.date()));
            }
            let fees: i64 = lines.iter().map(|line| line.fee_cents.0).sum();
            prop_assert_eq!(Cents(fees), therapy.charged_cents());
        }
    }
}
