//! Which rows of a list wait in a state: their ids alone, which are random and say nothing. So there is no permit, and
//! a clock can look every few seconds without filling the audit.

use terms::ids::Id;
use terms::trouble::Fault;

use crate::list::List;
use crate::record::Record;
use crate::rows::Find;

impl Record {
    /// The ids of the rows in this state, oldest first. Whoever wants to see one asks for a permit.
    pub fn ids_in_state<L: List>(&self, state: &str) -> Result<Vec<Id>, Fault> {
        let found = self.0.find_rows(&mut self.0.readers.take(), L::NAME, Find::State(state))?;
        Ok(found.into_iter().filter_map(|(id, _, _)| id.parse().ok()).collect())
    }
}
