//! Moving in from another system: what comes together is one batch, which can be taken back until it is used.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{BatchId, Id, StaffId};
use terms::reach::Email;
use terms::text::Line;
use terms::words;

use crate::people::Client;
use crate::table::Columns;
use crate::visit_list::VisitChoices;

/// What came with a client from another system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedIn {
    /// With which batch.
    pub batch: BatchId,
    /// The number that they had there.
    pub number: Option<Line>,
    /// The address that stood there. It is not theirs to be written to: an address in `Reach` means that email is
    /// welcome, and nobody asked them that here.
    pub email: Option<Email>,
    /// When they were invited to their own pages here.
    #[serde(default)]
    pub invited: Option<Timestamp>,
}

/// How many clients are invited to their own pages at once: a mistake in the words reaches few.
pub const MAX_INVITED: usize = 10;

words! {
    /// What is moved in.
    BatchKind {
        Clients = "clients", "Clients";
        Appointments = "appointments", "Appointments";
        Balances = "balances", "Opening balances";
        Papers = "papers", "Old papers";
    }

    /// How far it has come.
    BatchState {
        /// Nothing is moved in yet.
        Looked = "looked-at", "Looked at";
        UnderWay = "under-way", "Under way";
        MovedIn = "moved-in", "Moved in";
        TakenBack = "taken-back", "Taken back";
    }
}

/// What is moved in together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// What it is.
    pub kind: BatchKind,
    /// How far it has come.
    pub state: BatchState,
    /// Who brought the file.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// What the file is called.
    pub file: Line,
    /// How many rows it has.
    pub rows: u32,
    /// Which column is what.
    pub columns: Columns,
    /// The clinician for every row that names none.
    pub for_all: Option<StaffId>,
    /// What else holds for rows of appointments.
    pub visits: VisitChoices,
    /// The places of the rows that are to be moved in, in order. Fixed when it begins.
    pub plan: Vec<u32>,
    /// How many of them are done.
    pub done: u32,
    /// What was made of them.
    pub made: Vec<Id>,
    /// Who took it back and when, if someone did.
    pub taken_back: Option<(StaffId, Timestamp)>,
}

/// What a person says of a list before anything of it is moved in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Which column is what.
    pub columns: Columns,
    /// The clinician for every row that names none.
    pub for_all: Option<StaffId>,
    /// What else holds for rows of appointments.
    pub visits: VisitChoices,
}

/// Why a batch does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchRefusal {
    /// It has begun; what is read from which column is fixed.
    Begun,
    /// What would be moved in has changed since it was shown: so many now.
    Changed(u32),
    /// No row can be moved in.
    Nothing,
    /// It is not moved in, or was taken back before.
    NotMovedIn,
    /// So many of what it made are in use.
    Used(u32),
    /// Entries of a ledger are never taken back; another entry sets them right.
    StaysWritten,
    /// A time was taken by somebody else at this very moment.
    TakenMeanwhile,
}

impl Batch {
    /// What was just brought, and nothing of it moved in.
    pub fn brought((id, kind): (BatchId, BatchKind), (by, at): (StaffId, Timestamp), file: Line, rows: usize) -> Self {
        Self {
            id,
            kind,
            state: BatchState::Looked,
            by,
            at,
            file,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            columns: Columns::default(),
            for_all: None,
            visits: VisitChoices::default(),
            plan: Vec::new(),
            done: 0,
            made: Vec::new(),
            taken_back: None,
        }
    }

    /// Says of rows whose they are, each by the number on the chart; or the number that nobody has.
    pub fn matched(mut self, clients: &[Client], rows: &[(u32, u32)]) -> Result<Self, u32> {
        for (row, number) in rows {
            let client = clients.iter().find(|client| client.chart_number == *number).ok_or(*number)?;
            self.visits.matched.insert(*row, client.subject);
        }
        Ok(self)
    }

    /// Other columns, as long as nothing was moved in. Whose a row is, where that was said by hand, stays.
    pub fn chosen(self, chosen: Chosen) -> Result<Self, BatchRefusal> {
        match self.state {
            BatchState::Looked => {
                let Chosen { columns, for_all, visits } = chosen;
                let mut matched = self.visits.matched.clone();
                matched.extend(visits.matched);
                Ok(Self { columns, for_all, visits: VisitChoices { matched, ..visits }, ..self })
            }
            BatchState::UnderWay | BatchState::MovedIn | BatchState::TakenBack => Err(BatchRefusal::Begun),
        }
    }

    /// Begins with these rows, if they are as many as were shown. One that has begun goes on.
    pub fn begun(self, plan: impl FnOnce(&Self) -> Vec<u32>, shown: u32) -> Result<Self, BatchRefusal> {
        match self.state {
            BatchState::UnderWay => return Ok(self),
            BatchState::Looked => {}
            BatchState::MovedIn | BatchState::TakenBack => return Err(BatchRefusal::Begun),
        }
        let plan = plan(&self);
        match u32::try_from(plan.len()).unwrap_or(u32::MAX) {
            0 => Err(BatchRefusal::Nothing),
            count if count != shown => Err(BatchRefusal::Changed(count)),
            _ => Ok(Self { plan, state: BatchState::UnderWay, ..self }),
        }
    }

    /// Goes on with more rows after the first ones were through, if they are as many as were shown.
    pub fn goes_on_with(self, more: Vec<u32>, shown: u32) -> Result<Self, BatchRefusal> {
        match (self.state, u32::try_from(more.len()).unwrap_or(u32::MAX)) {
            (BatchState::UnderWay, _) => Ok(self),
            (BatchState::Looked | BatchState::TakenBack, _) => Err(BatchRefusal::NotMovedIn),
            (BatchState::MovedIn, 0) => Err(BatchRefusal::Nothing),
            (BatchState::MovedIn, count) if count != shown => Err(BatchRefusal::Changed(count)),
            (BatchState::MovedIn, _) => {
                let plan = self.plan.iter().copied().chain(more).collect();
                Ok(Self { plan, state: BatchState::UnderWay, ..self })
            }
        }
    }

    /// The next rows, at most so many.
    pub fn next(&self, most: usize) -> Vec<u32> {
        let done = usize::try_from(self.done).unwrap_or(usize::MAX);
        self.plan.iter().copied().skip(done).take(most).collect()
    }

    /// After so many rows more, which made these.
    #[must_use]
    pub fn gone_on(mut self, rows: usize, made: impl IntoIterator<Item = Id>) -> Self {
        self.made.extend(made);
        self.done = self.done.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        if self.next(1).is_empty() {
            self.state = BatchState::MovedIn;
        }
        self
    }

    /// Taken back as one, unless some of it is in use.
    pub fn taken_back(self, used: usize, by: StaffId, now: Timestamp) -> Result<Self, BatchRefusal> {
        match self.state {
            BatchState::Looked | BatchState::TakenBack => Err(BatchRefusal::NotMovedIn),
            BatchState::UnderWay | BatchState::MovedIn if used > 0 => {
                Err(BatchRefusal::Used(u32::try_from(used).unwrap_or(u32::MAX)))
            }
            BatchState::UnderWay | BatchState::MovedIn => {
                Ok(Self { state: BatchState::TakenBack, taken_back: Some((by, now)), ..self })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, id, line};

    fn batch() -> Batch {
        Batch::brought((id('b'), BatchKind::Clients), (id('m'), at("2026-06-22 09:00")), line("clients.csv"), 4)
    }

    fn in_state(state: BatchState) -> Batch {
        Batch { state, plan: vec![0, 2], ..batch() }
    }

    #[test]
    fn a_batch_begins_with_what_was_shown_and_goes_on_to_its_end() {
        for (plan, shown, expected) in [
            (vec![0, 2], 2, Ok(())),
            (vec![0, 2], 3, Err(BatchRefusal::Changed(2))),
            (vec![], 0, Err(BatchRefusal::Nothing)),
        ] {
            assert_eq!(batch().begun(|_| plan, shown).map(|_| ()), expected);
        }
        let begun = batch().begun(|_| vec![0, 2, 3], 3).unwrap();
        assert_eq!((begun.next(2), begun.state), (vec![0, 2], BatchState::UnderWay));
        let on = begun.gone_on(2, [id('x'), id('y')]);
        assert_eq!((on.next(2), on.state), (vec![3], BatchState::UnderWay));
        let again = on.clone().begun(|_| vec![9], 7).unwrap();
        assert_eq!(again, on, "what has begun goes on as it was planned");
        let over = on.gone_on(1, [id('z')]);
        assert_eq!((over.next(2), over.state, over.made.len()), (vec![], BatchState::MovedIn, 3));
        assert_eq!(over.begun(|_| vec![0], 1), Err(BatchRefusal::Begun));
    }

    #[test]
    fn what_waited_is_moved_in_later() {
        let through = Batch { done: 2, ..in_state(BatchState::MovedIn) };
        for (batch, more, shown, expected) in [
            (through.clone(), vec![5, 6], 2, Ok(vec![5, 6])),
            (through.clone(), vec![5, 6], 1, Err(BatchRefusal::Changed(2))),
            (through, vec![], 0, Err(BatchRefusal::Nothing)),
            (in_state(BatchState::UnderWay), vec![5], 1, Ok(vec![0, 2])),
            (in_state(BatchState::Looked), vec![5], 1, Err(BatchRefusal::NotMovedIn)),
            (in_state(BatchState::TakenBack), vec![5], 1, Err(BatchRefusal::NotMovedIn)),
        ] {
            assert_eq!(batch.goes_on_with(more, shown).map(|batch| batch.next(9)), expected);
        }
    }

    #[test]
    fn columns_are_chosen_until_it_begins_and_it_is_taken_back_until_it_is_used() {
        for (state, chosen, back) in [
            (BatchState::Looked, Ok(()), Err(BatchRefusal::NotMovedIn)),
            (BatchState::UnderWay, Err(BatchRefusal::Begun), Ok(BatchState::TakenBack)),
            (BatchState::MovedIn, Err(BatchRefusal::Begun), Ok(BatchState::TakenBack)),
            (BatchState::TakenBack, Err(BatchRefusal::Begun), Err(BatchRefusal::NotMovedIn)),
        ] {
            assert_eq!(in_state(state).chosen(Chosen::default()).map(|_| ()), chosen, "{state:?}");
            let taken = in_state(state).taken_back(0, id('m'), at("2026-06-23 09:00"));
            assert_eq!(taken.map(|batch| batch.state), back, "{state:?}");
        }
        let used = in_state(BatchState::MovedIn).taken_back(1, id('m'), at("2026-06-23 09:00"));
        assert_eq!(used, Err(BatchRefusal::Used(1)));
    }
}
