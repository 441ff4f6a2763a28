//! The incident register: what went wrong or nearly did, whom it concerned, what was done, and when it is looked at again.
//! It is the practice's, to learn from; what belongs to a client's treatment stands in their chart. What was written first
//! is never written over: each look comes after it, with the day on which it was due.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{IncidentId, StaffId};
use terms::text::{Line, Prose};

/// An incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// When it was written down.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// The day on which it happened.
    pub on: Date,
    /// What happened.
    pub what: Prose,
    /// Whom it concerned: a chart number is enough.
    pub whom: Line,
    /// What was done.
    pub done: Prose,
    /// When it is looked at again; `None` once nothing is left to look at.
    pub look_again: Option<Date>,
    /// What was seen at each later look, the oldest first.
    pub looks: Vec<Look>,
}

/// A later look at an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// What was seen, and what changes.
    pub seen: Prose,
    /// For which day this look was planned, as it stood until then.
    #[serde(default)]
    pub due: Option<Date>,
}

/// Why an incident is not written down or looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncidentRefusal {
    /// It happened on a day to come.
    InTheFuture,
    /// It is to be looked at again on a day that is over.
    LookInThePast,
}

impl Incident {
    /// Whether somebody still has to look again.
    pub fn is_open(&self) -> bool {
        self.look_again.is_some()
    }

    /// Written down, once its days fit.
    pub fn checked(self, today: Date) -> Result<Self, IncidentRefusal> {
        if self.on > today {
            return Err(IncidentRefusal::InTheFuture);
        }
        if self.look_again.is_some_and(|day| day < today) {
            return Err(IncidentRefusal::LookInThePast);
        }
        Ok(self)
    }

    /// Looked at again. Sending the same look again adds none.
    pub fn looked(mut self, look: Look, again: Option<Date>, today: Date) -> Result<Self, IncidentRefusal> {
        if again.is_some_and(|day| day < today) {
            return Err(IncidentRefusal::LookInThePast);
        }
        let is_same = |last: &Look| last.by == look.by && last.seen == look.seen;
        if !self.looks.last().is_some_and(is_same) {
            self.looks.push(Look { due: self.look_again, ..look });
        }
        Ok(Self { look_again: again, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, date, id, line, prose};

    fn incident(on: &str, again: Option<&str>) -> Incident {
        Incident {
            id: id('n'),
            at: at("2026-06-22 12:00"),
            by: id('d'),
            on: date(on),
            what: prose("A letter went to an old address."),
            whom: line("Chart 2017"),
            done: prose("Called, and asked for it back."),
            look_again: again.map(date),
            looks: Vec::new(),
        }
    }

    #[test]
    fn an_incident_happened_and_is_looked_at_on_a_day_to_come() {
        let today = date("2026-06-22");
        for (on, again, expected) in [
            ("2026-06-22", None, Ok(())),
            ("2026-06-20", Some("2026-06-22"), Ok(())),
            ("2026-06-23", None, Err(IncidentRefusal::InTheFuture)),
            ("2026-06-20", Some("2026-06-21"), Err(IncidentRefusal::LookInThePast)),
        ] {
            assert_eq!(incident(on, again).checked(today).map(drop), expected, "{on}");
        }
    }

    #[test]
    fn a_look_is_added_once_and_says_whether_there_is_another() {
        let today = date("2026-07-01");
        let seen = prose("Addresses are read back now.");
        let look = Look { at: at("2026-07-01 09:00"), by: id('m'), seen, due: None };
        let looked = incident("2026-06-20", Some("2026-07-01")).looked(look.clone(), None, today).unwrap();
        assert!(!looked.is_open() && looked.looks.len() == 1);
        assert_eq!(looked.looks[0].due, Some(today), "the day that was planned first stays readable");
        let again = looked.looked(look.clone(), Some(date("2026-08-01")), today).unwrap();
        assert!(again.is_open() && again.looks.len() == 1);
        assert_eq!(again.looked(look, Some(date("2026-06-30")), today), Err(IncidentRefusal::LookInThePast));
    }
}
