//! What a visit was besides its kind and its time, as whoever signs its note says it, and what stands beside its code for
//! it. One visit has one code for its time; nothing here adds a second one (CPT time rules).

use serde::{Deserialize, Serialize};
use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::visit_kind::VisitKind;

use crate::fee::{Code, fee, is_one_to_one, procedure_code};

/// The most scored questionnaires of one visit.
pub const MOST_MEASURES: u8 = 6;

/// What a visit was besides its kind and its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Somebody was in a crisis, and the visit was for that.
    pub is_crisis: bool,
    /// Something made it much harder to understand each other.
    pub is_complex: bool,
    /// How many questionnaires were answered and scored.
    pub measures: u8,
    /// A couple's visit on one partner's plan, at which that partner was not there.
    pub without_client: bool,
}

/// What stands beside the code of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Its own code.
    pub code: Code,
    /// How often; 1 and up.
    pub units: u16,
    /// What one costs.
    pub each_cents: Cents,
}

/// Why a visit was not of that manner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MannerRefusal {
    /// Only a session with one client is a crisis visit.
    NoCrisisOfThisKind,
    /// It took less than 30 minutes: then its time alone decides (CPT).
    CrisisTooShort,
    /// Beside a couple's visit, a crisis or a first conversation there is no addition for a harder one (CPT 2022).
    NotHarder,
    /// More questionnaires than [`MOST_MEASURES`].
    TooManyMeasures,
}

impl Beside {
    /// All of it.
    pub fn cents(&self) -> Cents {
        Cents(self.each_cents.0 * i64::from(self.units))
    }
}

/// The codes of a crisis visit: none under 30 minutes, one up to 74, and a further one for each half hour begun from 75
/// on (CPT). Hands back how often the further one stands.
pub fn crisis_codes(length: Minutes) -> Option<(Code, u16)> {
    match length.0 {
        0..30 => None,
        30..75 => Some((Code(90_839), 0)),
        75.. => Some((Code(90_839), (length.0 - 75) / 30 + 1)),
    }
}

/// The one code of a visit of this manner.
pub fn code_of(kind: VisitKind, length: Minutes, manner: Manner) -> Option<Code> {
    match crisis(kind, length, manner) {
        Some((code, _)) => Some(code),
        None if kind == VisitKind::Couple && manner.without_client => {
            procedure_code(kind, length).map(|_| Code(90_846))
        }
        None => procedure_code(kind, length),
    }
}

/// What it costs without what stands beside its code; a crisis has a fee of its own where the practice has one.
pub fn fee_of(kind: VisitKind, length: Minutes, manner: Manner, fees: &Fees) -> Cents {
    let of_crisis = crisis(kind, length, manner).map(|_| fees.beside.crisis_cents);
    of_crisis.filter(|cents| *cents > Cents::ZERO).unwrap_or_else(|| fee(kind, length, fees))
}

/// What stands beside its code; what costs nothing does not.
pub fn beside(kind: VisitKind, length: Minutes, manner: Manner, fees: &Fees) -> Vec<Beside> {
    let fees = &fees.beside;
    let more = crisis(kind, length, manner).map_or(0, |(_, more)| more);
    let harder = u16::from(manner.is_complex && may_be_harder(kind, length, manner));
    let measures = if code_of(kind, length, manner).is_some() { u16::from(manner.measures) } else { 0 };
    [
        (90_840, more, fees.crisis_more_cents),
        (90_785, harder, fees.complex_cents),
        (96_127, measures, fees.measure_cents),
    ]
    .map(|(code, units, each_cents)| Beside { code: Code(code), units, each_cents })
    .into_iter()
    .filter(|beside| beside.units > 0 && beside.each_cents > Cents::ZERO)
    .collect()
}

/// Whether a visit can have been of this manner.
pub fn check_manner(kind: VisitKind, length: Minutes, manner: Manner) -> Result<(), MannerRefusal> {
    if manner.is_crisis && !is_one_to_one(kind) {
        Err(MannerRefusal::NoCrisisOfThisKind)
    } else if manner.is_crisis && crisis_codes(length).is_none() {
        Err(MannerRefusal::CrisisTooShort)
    } else if manner.is_complex && !may_be_harder(kind, length, manner) {
        Err(MannerRefusal::NotHarder)
    } else if manner.measures > MOST_MEASURES {
        Err(MannerRefusal::TooManyMeasures)
    } else {
        Ok(())
    }
}

fn crisis(kind: VisitKind, length: Minutes, manner: Manner) -> Option<(Code, u16)> {
    if manner.is_crisis && is_one_to_one(kind) { crisis_codes(length) } else { None }
}

/// The addition stands beside an intake and the codes by time, and beside no other (CPT, as revised in 2022).
fn may_be_harder(kind: VisitKind, length: Minutes, manner: Manner) -> bool {
    code_of(kind, length, manner).is_some_and(|Code(code)| matches!(code, 90_791 | 90_832 | 90_834 | 90_837))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use terms::fees_beside::FeesBeside;

    use super::*;
    use crate::made_up::FEES;

    const CRISIS: Manner = Manner { is_crisis: true, is_complex: false, measures: 0, without_client: false };

    fn asked() -> Fees {
        let beside = FeesBeside {
            crisis_cents: Cents(20_000),
            crisis_more_cents: Cents(9_000),
            complex_cents: Cents(2_000),
            measure_cents: Cents(500),
        };
        Fees { beside, ..FEES }
    }

    #[test]
    fn behaviour_32_a_crisis_has_a_further_code_for_each_half_hour_begun() {
        for (length, expected) in [
            (29, None),
            (30, Some(0)),
            (74, Some(0)),
            (75, Some(1)),
            (104, Some(1)),
            (105, Some(2)),
            (134, Some(2)),
            (135, Some(3)),
        ] {
            assert_eq!(crisis_codes(Minutes(length)), expected.map(|more| (Code(90_839), more)), "{length}");
        }
    }

    #[test]
    fn behaviour_32_what_stands_beside_a_code_is_allowed_there() {
        let complex = Manner { is_complex: true, ..Manner::default() };
        let measures = |measures| Manner { measures, ..Manner::default() };
        let without = Manner { without_client: true, ..Manner::default() };
        let harder = Manner { is_complex: true, ..CRISIS };
        for (kind, length, manner, code, lines, expected) in [
            (VisitKind::Therapy, 50, complex, Some(90_834), vec![(90_785, 1)], Ok(())),
            (VisitKind::Intake, 60, complex, Some(90_791), vec![(90_785, 1)], Ok(())),
            (VisitKind::Couple, 50, complex, Some(90_847), vec![], Err(MannerRefusal::NotHarder)),
            (VisitKind::Couple, 50, without, Some(90_846), vec![], Ok(())),
            (VisitKind::Couple, 25, without, None, vec![], Ok(())),
            (VisitKind::Therapy, 105, CRISIS, Some(90_839), vec![(90_840, 2)], Ok(())),
            (VisitKind::Therapy, 50, harder, Some(90_839), vec![], Err(MannerRefusal::NotHarder)),
            (VisitKind::Therapy, 29, CRISIS, Some(90_832), vec![], Err(MannerRefusal::CrisisTooShort)),
            (VisitKind::Couple, 80, CRISIS, Some(90_847), vec![], Err(MannerRefusal::NoCrisisOfThisKind)),
            (VisitKind::Integration, 50, measures(2), Some(90_834), vec![(96_127, 2)], Ok(())),
            (VisitKind::Integration, 15, measures(2), None, vec![], Ok(())),
            (VisitKind::Therapy, 50, measures(7), Some(90_834), vec![(96_127, 7)], Err(MannerRefusal::TooManyMeasures)),
            (VisitKind::AttendedDosing, 150, harder, None, vec![], Err(MannerRefusal::NoCrisisOfThisKind)),
        ] {
            let length = Minutes(length);
            assert_eq!(code_of(kind, length, manner), code.map(Code), "{kind:?} {length} {manner:?}");
            let found: Vec<_> = beside(kind, length, manner, &asked()).iter().map(|it| (it.code.0, it.units)).collect();
            assert_eq!(found, lines, "{kind:?} {length} {manner:?}");
            assert_eq!(check_manner(kind, length, manner), expected, "{kind:?} {length} {manner:?}");
            assert_eq!(beside(kind, length, manner, &FEES), [], "what costs nothing is not asked for");
        }
    }

    proptest! {
        #[test]
        fn behaviour_32_no_manner_ever_makes_a_second_code_by_time(
            kind in prop::sample::select(VisitKind::ALL.to_vec()), length in 0..400_u16,
            is_crisis: bool, is_complex: bool, without_client: bool, measures in 0..=MOST_MEASURES,
        ) {
            let (length, manner) = (Minutes(length), Manner { is_crisis, is_complex, measures, without_client });
            let found = beside(kind, length, manner, &asked());
            prop_assert!(found.iter().all(|it| matches!(it.code.0, 90_785 | 90_840 | 96_127)));
            prop_assert!(found.is_empty() || code_of(kind, length, manner).is_some(), "nothing stands beside no code");
            prop_assert!(kind != VisitKind::AttendedDosing || found.is_empty());
        }
    }
}
