//! Visits that a plan authorized before they are held, counted down by the visits that were charged.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, StaffId};
use terms::text::Line;

use crate::benefits::Authorization;
use crate::coverage::Coverage;
use crate::fee::Code;
use crate::ledger::TherapyLedger;

/// From how few left on somebody should ask the plan for more.
pub const FEW_AUTHORIZED: u16 = 2;

/// The most visits of one authorization.
pub const MAX_AUTHORIZED: u16 = 200;

/// The most authorizations of one client.
pub const MAX_AUTHORIZATIONS: usize = 100;

/// What a plan authorized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorized {
    /// When it was written down.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Its number; the same number again stands in place of the one before.
    pub number: Line,
    /// How many visits.
    pub visits: u16,
    /// From which day.
    pub from: Date,
    /// Until which.
    pub until: Date,
    /// For which codes; for all of psychotherapy where none is named.
    pub codes: Vec<Code>,
}

/// Why an authorization is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorizedRefusal {
    /// No visit, or more than [`MAX_AUTHORIZED`].
    TooFewOrMany,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// The client has [`MAX_AUTHORIZATIONS`] already.
    NoMore,
}

/// An authorization, and what of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted<'a> {
    /// Which.
    pub authorized: &'a Authorized,
    /// How many charged visits count towards it.
    pub used: u16,
}

impl Authorized {
    /// Whether it is for a visit of this day and code.
    pub fn covers(&self, day: Date, code: Code) -> bool {
        (self.from..=self.until).contains(&day) && (self.codes.is_empty() || self.codes.contains(&code))
    }
}

impl Counted<'_> {
    /// How many visits are left.
    pub fn left(&self) -> u16 {
        self.authorized.visits.saturating_sub(self.used)
    }

    /// Whether somebody should ask the plan for more.
    pub fn is_short(&self) -> bool {
        self.left() <= FEW_AUTHORIZED
    }
}

impl Coverage {
    /// What the plan authorized, in the order in which it was first written down.
    pub fn authorized(&self) -> &[Authorized] {
        &self.authorized
    }

    pub(crate) fn authorize(&mut self, told: Authorized) {
        match self.authorized.iter_mut().find(|known| known.number == told.number) {
            Some(known) => *known = told,
            None => self.authorized.push(told),
        }
    }

    /// Whether the plan said that visits must be authorized first.
    pub fn wants_authorization(&self) -> bool {
        matches!(self.check().map(|check| &check.authorization), Some(Authorization::Needed(_)))
    }

    /// Each authorization with what of it is used.
    pub fn counted(&self, ledger: &TherapyLedger) -> Vec<Counted<'_>> {
        let counts = self.counting(ledger);
        let used = |place: usize| counts.iter().filter(|(_, counted)| *counted == Some(place)).count();
        let of = |(place, authorized)| Counted { authorized, used: u16::try_from(used(place)).unwrap_or(u16::MAX) };
        self.authorized.iter().enumerate().map(of).collect()
    }

    /// The authorization towards which a charged visit counts, if there is one.
    pub fn authorization_of(&self, ledger: &TherapyLedger, charge: ChargeId) -> Option<&Authorized> {
        let counts = self.counting(ledger);
        let place = counts.iter().find(|(known, _)| *known == charge).and_then(|(_, place)| *place)?;
        self.authorized.get(place)
    }

    /// Each charged visit with the place of the authorization towards which it counts: in order of days, the first one
    /// that is for it and not yet used up.
    fn counting(&self, ledger: &TherapyLedger) -> Vec<(ChargeId, Option<usize>)> {
        let coded = ledger.charges().iter().map(|charged| &charged.charge);
        let mut visits: Vec<_> = coded.filter_map(|it| Some((it.date(), it.id(), it.code()?))).collect();
        visits.sort_by_key(|(day, id, _)| (*day, *id));
        let mut left: Vec<u16> = self.authorized.iter().map(|authorized| authorized.visits).collect();
        let count = |(day, id, code): (Date, ChargeId, Code)| {
            let fits = |place: &usize| left[*place] > 0 && self.authorized[*place].covers(day, code);
            let place = (0..self.authorized.len()).find(fits);
            if let Some(place) = place {
                left[place] -= 1;
            }
            (id, place)
        };
        visits.into_iter().map(count).collect()
    }
}

/// The authorization, if it may stand with this coverage.
pub fn authorized(coverage: &Coverage, told: Authorized) -> Result<Authorized, AuthorizedRefusal> {
    let is_new = coverage.authorized().iter().all(|known| known.number != told.number);
    match told {
        Authorized { visits: 0, .. } => Err(AuthorizedRefusal::TooFewOrMany),
        told if told.visits > MAX_AUTHORIZED => Err(AuthorizedRefusal::TooFewOrMany),
        told if told.until < told.from => Err(AuthorizedRefusal::EndsBeforeItBegins),
        _ if is_new && coverage.authorized().len() >= MAX_AUTHORIZATIONS => Err(AuthorizedRefusal::NoMore),
        told => Ok(told),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use terms::folder::Folder;

    use super::*;
    use crate::coverage::CoverageEntry;
    use crate::made_up::{ledger, now, today};

    fn told(number: &str, visits: u16) -> Authorized {
        Authorized {
            at: now(),
            by: "bbbbbbbbbb".parse().unwrap(),
            number: Line::parse(number).unwrap(),
            visits,
            from: today() - 30.days(),
            until: today() + 30.days(),
            codes: Vec::new(),
        }
    }

    fn with(all: Vec<Authorized>) -> Coverage {
        let entries = all.into_iter().map(|told| CoverageEntry::Authorized(Box::new(told)));
        entries.fold(Coverage::default(), Coverage::with)
    }

    #[test]
    fn each_charged_visit_counts_once_towards_the_first_that_is_for_it_and_not_used_up() {
        let ledger = ledger();
        let coded = u16::try_from(ledger.charges().iter().filter(|it| it.charge.code().is_some()).count()).unwrap();
        let left =
            |all: Vec<Authorized>| -> Vec<u16> { with(all).counted(&ledger).iter().map(Counted::left).collect() };
        assert_eq!(left(vec![told("A", 10)]), [10 - coded]);
        assert_eq!(left(vec![told("A", 1), told("B", 10)]), [0, 11 - coded]);
        assert_eq!(left(vec![Authorized { codes: vec![Code(90_847)], ..told("A", 10) }]), [10]);
        assert_eq!(left(vec![Authorized { until: today() - 20.days(), ..told("A", 10) }]), [10]);
        // The same number again is the same authorization.
        assert_eq!(left(vec![told("A", 10), told("A", 20)]), [20 - coded]);
        let used_up = with(vec![told("A", 1)]);
        let found: Vec<bool> = ledger
            .charges()
            .iter()
            .filter(|it| it.charge.code().is_some())
            .map(|it| used_up.authorization_of(&ledger, it.charge.id()).is_some())
            .collect();
        assert_eq!(found.iter().filter(|is| **is).count(), 1);
    }

    #[test]
    fn an_authorization_has_visits_and_a_span() {
        let coverage = with(vec![told("A", 10)]);
        for (given, expected) in [
            (told("B", 1), Ok(())),
            (told("B", 200), Ok(())),
            (told("B", 0), Err(AuthorizedRefusal::TooFewOrMany)),
            (told("B", 201), Err(AuthorizedRefusal::TooFewOrMany)),
            (Authorized { until: today() - 31.days(), ..told("B", 9) }, Err(AuthorizedRefusal::EndsBeforeItBegins)),
        ] {
            assert_eq!(authorized(&coverage, given).map(|_| ()), expected);
        }
        let full = with((0..MAX_AUTHORIZATIONS).map(|number| told(&format!("N{number}"), 1)).collect());
        assert_eq!(authorized(&full, told("B", 1)).unwrap_err(), AuthorizedRefusal::NoMore);
        assert!(authorized(&full, told("N7", 5)).is_ok());
        let few = |used| Counted { authorized: &told("A", 10), used }.is_short();
        assert_eq!((few(7), few(8), few(20)), (false, true, true));
    }
}
