//! Break glass: somebody else's client's chart, opened in an emergency, to read, for an hour, with a reason
//! (45 CFR 164.312(a)(2)(ii), emergency access). It leaves a tie of its own, and no other may be made under its permit.

use jiff::SignedDuration;
use terms::actor::Actor;
use terms::ids::{Id, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Trouble};

use crate::change::Change;
use crate::list::OfRows;
use crate::permit::Permit;
use crate::relation::{Relation, Tie};
use crate::scope::{Add, Of, Scope};

/// For how long the chart is open.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(1);

/// Opening the chart of one client or couple in an emergency.
#[derive(Clone, Copy, Debug)]
pub struct GlassOf(pub SubjectId);

impl Of for GlassOf {
    fn scope(&self) -> Scope {
        Scope::Glass(self.0)
    }
}

impl OfRows<Relation> for GlassOf {
    fn covers(&self, row: &Relation) -> bool {
        row.subject == self.0 && row.tie == Tie::BrokeGlass && row.until == Some(row.from + OPEN_FOR)
    }

    fn covers_id(&self, _: Id) -> bool {
        false
    }
}

impl Change<'_> {
    /// Ties whoever asks to the client, for an hour from now, with the reason that stays.
    pub fn break_glass<R>(&mut self, permit: &Permit<GlassOf, Add>, reason: Line) -> Result<Relation, Trouble<R>> {
        let by = permit.by();
        let Actor::Staff(person) = by.actor else { return Err(Trouble::Denied(Denied::NotTheirs)) };
        let tie = Relation {
            id: self.inner.random.id(),
            who: person.staff.0,
            subject: permit.of().0,
            tie: Tie::BrokeGlass,
            from: by.now,
            until: Some(by.now + OPEN_FOR),
            reason: Some(reason),
        };
        self.put(permit, &tie)?;
        Ok(tie)
    }
}
