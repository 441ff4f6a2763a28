//! A permit: the right to open one thing in one way, made only here and only after the policy said yes.

use std::marker::PhantomData;

use terms::actor::{Actor, Context};

use crate::scope::{Mode, ModeKind, Of, Scope};

/// The right to open `Of` in one mode, for as long as one action takes.
pub struct Permit<O, M> {
    of: O,
    by: Context,
    mode: PhantomData<fn() -> M>,
}

/// A yes or a no of the policy, to be written down.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) by: Context,
    pub(crate) scope: Scope,
    pub(crate) mode: ModeKind,
    pub(crate) allowed: bool,
}

impl<O: Of, M: Mode> Permit<O, M> {
    /// Only `Work::permit` and its quiet sibling call this, after the policy.
    pub(crate) fn granted(of: O, by: Context) -> Self {
        Self { of, by, mode: PhantomData }
    }

    /// What it is for.
    pub fn of(&self) -> &O {
        &self.of
    }

    /// Whose it is, and since when.
    pub fn by(&self) -> Context {
        self.by
    }
}

/// An actor as the audit names it: opaque ids, never a name.
pub(crate) fn audit_name(actor: Actor) -> String {
    match actor {
        Actor::Staff(person) => format!("staff/{}/{}", person.staff, person.role.word()),
        Actor::Client(client) => format!("client/{}", client.subject),
        Actor::Holder(request) => format!("holder/{request}"),
        Actor::VisitHolder(visit) => format!("visit-holder/{visit}"),
        Actor::PacketHolder(_, packet) => format!("packet-holder/{packet}"),
        Actor::Timer => "timer".to_owned(),
        Actor::Stranger => "stranger".to_owned(),
    }
}
