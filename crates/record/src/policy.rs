//! Who may: one pure function, printed as the golden table `record/tests/policy.txt`.

use terms::actor::{Actor, Context};
use terms::folder::FolderKind;
use terms::ids::{PacketId, SubjectId};
use terms::trouble::Denied;

use crate::policy_staff::staff;
use crate::relation::{Relation, Tie};
use crate::scope::{ListKind, ModeKind, Scope};

/// Whether the actor may open `scope` in this mode.
///
/// `relation` is the actor's own with the subject of the folder, where there is one. Everything that is not allowed
/// here is refused.
pub fn may(by: &Context, relation: Option<&Relation>, scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    // The words of letters are no secret: whoever gets one reads them. Nor is which insurers the practice sends claims to.
    if matches!((scope, mode), (Scope::List(ListKind::Notices | ListKind::Payers), ModeKind::Read)) {
        return Ok(());
    }
    match by.actor {
        Actor::Staff(person) => {
            staff(&person, relation.filter(|relation| relation.stands_at(by.now)), (scope, mode), by.now)
        }
        Actor::Client(person) => client(person.subject, relation.filter(|tie| tie.stands_at(by.now)), scope, mode),
        Actor::Holder(own) => match (scope, mode) {
            (Scope::Request(id), ModeKind::Read | ModeKind::Write) if id == own => Ok(()),
            // Whom one would meet, and where; and who stands in for them. Choosing an offered time makes the client, the first visit and an empty
            // chart, without a look at any.
            (Scope::List(ListKind::Staff | ListKind::Covers), ModeKind::Read)
            | (
                Scope::List(ListKind::Clients | ListKind::Relations | ListKind::Calendar | ListKind::Letters)
                | Scope::Folder(FolderKind::Chart | FolderKind::Workbook | FolderKind::Coverage, _),
                ModeKind::Add,
            ) => Ok(()),
            _ => Err(Denied::NotTheirs),
        },
        Actor::VisitHolder(own) => match (scope, mode) {
            (Scope::Visit(id), ModeKind::Read | ModeKind::Write) if id == own => Ok(()),
            // They ask for another time; nothing is moved.
            (Scope::List(ListKind::Waits), ModeKind::Add) => Ok(()),
            _ => Err(Denied::NotTheirs),
        },
        Actor::PacketHolder(subject, packet) => packet_holder((subject, packet), scope, mode),
        Actor::Timer => timer(scope, mode),
        Actor::Stranger => match (scope, mode) {
            (Scope::List(ListKind::Requests | ListKind::Letters | ListKind::SignIns), ModeKind::Add)
            // What is there is sealed to a code; whoever has the link may try it, and each try is counted.
            | (Scope::SentNote(_), ModeKind::Read | ModeKind::Write) => Ok(()),
            _ => Err(Denied::NotTheirs),
        },
    }
}

/// What happens by the clock, which opens no folder; but what a card processor tells goes into a ledger.
fn timer(scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    match scope {
        // Accounts, staff and sign-ins: who works here must be known before anyone can be, and the first of them is let
        // in by the program itself, at the address that it printed.
        Scope::List(
            ListKind::Requests
            | ListKind::Calendar
            | ListKind::Letters
            | ListKind::Alerts
            | ListKind::House
            | ListKind::Accounts
            | ListKind::Staff
            | ListKind::EdiFiles
            | ListKind::CardPayments
            | ListKind::KeptCards
            | ListKind::SignIns,
        ) if mode != ModeKind::Export => Ok(()),
        // Whom a reminder goes to, who opened a chart in an emergency or asks for notes that they keep, whether documents wait for them, and who wished to be asked how they are after which
        // day.
        Scope::List(ListKind::Clients | ListKind::Relations | ListKind::Custody)
        | Scope::Card(FolderKind::Workbook | FolderKind::Chart, _)
        | Scope::Cards(FolderKind::Workbook | FolderKind::Chart)
            if mode == ModeKind::Read =>
        {
            Ok(())
        }
        // What a month comes to, when the owner closes it, who reads no ledger.
        Scope::Cards(FolderKind::TherapyLedger | FolderKind::DosingLedger) if mode == ModeKind::Read => Ok(()),
        // A sum that was paid by card is spread over what is open.
        Scope::Folder(FolderKind::TherapyLedger | FolderKind::DosingLedger, _) if mode == ModeKind::Write => Ok(()),
        // That they were asked. Nobody looks.
        Scope::Folder(FolderKind::Workbook, _) if mode == ModeKind::Add => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

/// What a client's release allows to whoever was given the link, and nothing beside it.
fn packet_holder(held: (SubjectId, PacketId), scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    match (scope, mode) {
        (Scope::Packet(whose, which), ModeKind::Read) if (whose, which) == held => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

/// What is a client's own, and what they share with their partners. The chart is closed to them but for one thing:
/// a dosing day may be told into it. Of it they see its card: where they stand, and the dates.
fn client(me: SubjectId, tie: Option<&Relation>, scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    let is_mine = scope.subject() == Some(me);
    let is_ours = is_mine || tie.is_some_and(|tie| tie.tie == Tie::Member && tie.who == me.0);
    match (scope, mode) {
        (
            Scope::Folder(FolderKind::Workbook | FolderKind::Coverage, _),
            ModeKind::Read | ModeKind::Write | ModeKind::Add,
        )
        | (
            Scope::Folder(FolderKind::TherapyLedger | FolderKind::DosingLedger, _)
            | Scope::Card(FolderKind::Chart, _)
            | Scope::Person(_)
            | Scope::Accesses(_),
            ModeKind::Read,
        )
        | (Scope::Folder(FolderKind::Chart, _), ModeKind::Add)
        | (Scope::Visits(_) | Scope::CardPayments(_), ModeKind::Read | ModeKind::Write)
        // Either of them leaves the joint work alone.
        | (Scope::Person(_), ModeKind::Write)
            if is_ours =>
        {
            Ok(())
        }
        (Scope::Folder(FolderKind::Journal, _), ModeKind::Read | ModeKind::Write | ModeKind::Add)
        // Never a partner's card.
        | (Scope::KeptCards(_), ModeKind::Read | ModeKind::Write)
            if is_mine =>
        {
            Ok(())
        }
        // Whom one meets, and where.
        (Scope::List(ListKind::Staff | ListKind::House), ModeKind::Read)
        | (Scope::List(ListKind::Letters | ListKind::Alerts), ModeKind::Add) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}
