//! What was told outside the practice without the client's authorization, because a law demands or allows it.
//!
//! Each stands on the accounting that the client may ask for (45 CFR 164.528), six years long, and on the client's own
//! pages at once; except where an agency or official said that telling the client would get in the way of its work
//! (45 CFR 164.528(a)(2)): then it stands in the chart alone until that ends.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{DisclosureId, StaffId};
use terms::text::{Line, Prose};
use terms::words;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::workbook::Workbook;
use crate::workbook_entry::WorkbookEntry;

/// The longest that a spoken statement suspends the client's right, in days (45 CFR 164.528(a)(2)(ii)(C)).
pub const LONGEST_SPOKEN_DAYS: i64 = 30;

words! {
    /// Why something was told without an authorization. A subpoena that no judge signed is not among it: what a client
    /// tells in therapy is privileged (C.R.S. 13-90-107(1)(g)).
    DisclosureKind {
        CourtOrder = "court-order", "A judge’s order";
        MandatedReport = "mandated-report", "A report that the law demands";
        DutyToWarn = "duty-to-warn", "A warning of a threat";
        Emergency = "emergency", "An emergency";
    }

    /// How it was said that telling the client must wait.
    Statement {
        Written = "written", "In writing";
        Spoken = "spoken", "Spoken, and written down here";
    }
}

impl DisclosureKind {
    /// The rule that it rests on.
    pub fn basis(self) -> &'static str {
        match self {
            Self::CourtOrder => "45 CFR 164.512(e)(1)(i): only what the order names; C.R.S. 13-90-107",
            Self::MandatedReport => {
                "45 CFR 164.512(b)(1)(ii) and (c); C.R.S. 19-3-304 for children, 18-6.5-108 and 26-3.1-102 for adults at risk"
            }
            Self::DutyToWarn => "45 CFR 164.512(j); C.R.S. 13-21-117",
            Self::Emergency => {
                "45 CFR 164.512(j)(1)(i): to lessen a serious and imminent threat to somebody’s health or safety"
            }
        }
    }
}

/// Something that was told, with what an accounting says of it (45 CFR 164.528(b)(2)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// Why it was told without an authorization.
    pub kind: DisclosureKind,
    /// The day on which it was told.
    pub on: Date,
    /// To whom, with their address where it is known.
    pub to: Line,
    /// Which court and case, or the number that the agency gave.
    pub number: Option<Line>,
    /// What was told, in brief.
    pub what: Prose,
    /// What for.
    pub why: Prose,
    /// Until when the client is not told, and on whose word.
    pub suspended: Option<Suspension>,
    /// When it was written down.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

/// An agency's or official's word that telling the client must wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Who said so.
    pub said_by: Line,
    /// How.
    pub how: Statement,
    /// The last day on which it holds.
    pub until: Date,
}

/// Why a disclosure is not written down, or not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisclosureRefusal {
    /// It lies ahead.
    InTheFuture,
    /// An order names a court and a case.
    NoCase,
    /// The suspension ended before today.
    SuspensionOver,
    /// A spoken statement suspends for 30 days at most.
    SpokenTooLong,
    /// There is no such disclosure.
    NoSuchDisclosure,
    /// The suspension still holds.
    StillSuspended,
}

impl Disclosure {
    /// Whether the client is not told today.
    pub fn is_suspended(&self, today: Date) -> bool {
        self.suspended.as_ref().is_some_and(|suspension| today <= suspension.until)
    }
}

impl Chart {
    /// What was told outside, the latest first.
    pub fn disclosures(&self) -> impl Iterator<Item = &Disclosure> {
        self.disclosures.iter().rev()
    }
}

impl Workbook {
    /// What was told outside and the client may know of, the latest first.
    pub fn disclosures(&self) -> impl Iterator<Item = &Disclosure> {
        self.disclosures.iter().rev()
    }
}

/// Writes it down for the team, and for the client unless that must wait. Sending the same form again adds nothing.
pub fn disclose(
    chart: &Chart,
    disclosure: Disclosure,
    today: Date,
) -> Result<Option<(ChartEntry, Option<WorkbookEntry>)>, DisclosureRefusal> {
    if chart.disclosures().any(|known| known.id == disclosure.id) {
        return Ok(None);
    }
    if disclosure.on > today {
        return Err(DisclosureRefusal::InTheFuture);
    }
    if disclosure.kind == DisclosureKind::CourtOrder && disclosure.number.is_none() {
        return Err(DisclosureRefusal::NoCase);
    }
    if let Some(Suspension { how, until, .. }) = &disclosure.suspended {
        if *until < today {
            return Err(DisclosureRefusal::SuspensionOver);
        }
        let days = until.duration_since(today).as_hours() / 24;
        if *how == Statement::Spoken && days > LONGEST_SPOKEN_DAYS {
            return Err(DisclosureRefusal::SpokenTooLong);
        }
    }
    let for_client = disclosure.suspended.is_none().then(|| WorkbookEntry::Disclosed(disclosure.clone()));
    Ok(Some((ChartEntry::Disclosed(disclosure), for_client)))
}

/// Puts one on the client's own pages, once its suspension ended. Doing it again adds nothing.
pub fn show_disclosure(
    (chart, workbook): (&Chart, &Workbook),
    id: DisclosureId,
    today: Date,
) -> Result<Option<WorkbookEntry>, DisclosureRefusal> {
    let found = chart.disclosures().find(|known| known.id == id).ok_or(DisclosureRefusal::NoSuchDisclosure)?;
    if found.is_suspended(today) {
        return Err(DisclosureRefusal::StillSuspended);
    }
    let is_shown = workbook.disclosures().any(|known| known.id == id);
    // Who asked for the wait is the agency's matter, and stays in the chart.
    Ok((!is_shown).then(|| WorkbookEntry::Disclosed(Disclosure { suspended: None, ..found.clone() })))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, date, id, line, prose};

    const TODAY: &str = "2026-06-22";

    fn told(kind: DisclosureKind) -> Disclosure {
        Disclosure {
            id: id('x'),
            kind,
            on: date(TODAY),
            to: line("County department, 555-0142"),
            number: Some(line("2026-118")),
            what: prose("What was said on June 21."),
            why: prose("A child may be in danger."),
            suspended: None,
            at: at("2026-06-22 10:00"),
            by: id('d'),
        }
    }

    fn suspended(how: Statement, until: &str) -> Disclosure {
        let suspension = Suspension { said_by: line("Detective Example"), how, until: date(until) };
        Disclosure { suspended: Some(suspension), ..told(DisclosureKind::MandatedReport) }
    }

    #[test]
    fn behaviour_37_what_a_law_lets_out_says_what_an_accounting_needs() {
        use DisclosureKind::{CourtOrder, Emergency, MandatedReport};
        use DisclosureRefusal::{InTheFuture, NoCase, SpokenTooLong, SuspensionOver};
        for (disclosure, expected) in [
            (told(CourtOrder), None),
            (Disclosure { number: None, ..told(CourtOrder) }, Some(NoCase)),
            (Disclosure { number: None, ..told(MandatedReport) }, None),
            (Disclosure { on: date("2026-06-23"), ..told(Emergency) }, Some(InTheFuture)),
            (suspended(Statement::Written, "2026-06-21"), Some(SuspensionOver)),
            (suspended(Statement::Written, "2027-06-21"), None),
            (suspended(Statement::Spoken, "2026-07-22"), None),
            (suspended(Statement::Spoken, "2026-07-23"), Some(SpokenTooLong)),
        ] {
            assert_eq!(disclose(&Chart::default(), disclosure, date(TODAY)).err(), expected);
        }
        assert!(DisclosureKind::ALL.iter().all(|kind| kind.basis().contains("45 CFR 164.512")));
    }

    #[test]
    fn the_client_is_told_at_once_unless_that_must_wait_and_then_when_it_ended() {
        let both = |disclosure| disclose(&Chart::default(), disclosure, date(TODAY)).unwrap().unwrap();
        let (entry, shown) = both(told(DisclosureKind::DutyToWarn));
        let workbook = Workbook::default().with(shown.unwrap());
        let chart = Chart::default().with(entry);
        assert_eq!((chart.disclosures().count(), workbook.disclosures().count()), (1, 1));
        assert_eq!(disclose(&chart, told(DisclosureKind::DutyToWarn), date(TODAY)), Ok(None), "sent twice");
        assert_eq!(show_disclosure((&chart, &workbook), id('x'), date(TODAY)), Ok(None));

        let (entry, shown) = both(suspended(Statement::Spoken, "2026-07-22"));
        let (chart, workbook) = (Chart::default().with(entry), Workbook::default());
        assert_eq!(shown, None);
        let show = |day| show_disclosure((&chart, &workbook), id('x'), date(day));
        assert_eq!(show("2026-07-22"), Err(DisclosureRefusal::StillSuspended));
        let told = workbook.clone().with(show("2026-07-23").unwrap().unwrap());
        assert!(told.disclosures().all(|disclosure| disclosure.suspended.is_none()));
        let other = show_disclosure((&chart, &workbook), id('y'), date("2026-07-23"));
        assert_eq!(other, Err(DisclosureRefusal::NoSuchDisclosure));
    }
}
