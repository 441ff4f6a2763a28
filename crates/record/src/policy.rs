//! Who may: one pure function, printed as the golden table `record/tests/policy.txt`.

use jiff::{SignedDuration, Timestamp};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::folder::FolderKind;
use terms::ids::{PacketId, SubjectId};
use terms::trouble::Denied;

use crate::relation::{Relation, Tie};
use crate::scope::{ListKind, ModeKind, Scope};

/// How long after showing that it is them a person may sign.
pub const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// Whether the actor may open `scope` in this mode.
///
/// `relation` is the actor's own with the subject of the folder, where there is one. Everything that is not allowed
/// here is refused.
pub fn may(by: &Context, relation: Option<&Relation>, scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    // The words of letters are no secret: whoever gets one reads them.
    if (scope, mode) == (Scope::List(ListKind::Notices), ModeKind::Read) {
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
            (Scope::List(ListKind::Requests | ListKind::Letters | ListKind::SignIns), ModeKind::Add) => Ok(()),
            _ => Err(Denied::NotTheirs),
        },
    }
}

/// What happens by the clock, which opens no folder.
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
            | ListKind::SignIns,
        ) if mode != ModeKind::Export => Ok(()),
        // Whom a reminder goes to, whether documents wait for them, and who wished to be asked how they are after which
        // day.
        Scope::List(ListKind::Clients)
        | Scope::Card(FolderKind::Workbook | FolderKind::Chart, _)
        | Scope::Cards(FolderKind::Workbook | FolderKind::Chart)
            if mode == ModeKind::Read =>
        {
            Ok(())
        }
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
        | (Scope::Visits(_), ModeKind::Read | ModeKind::Write)
        // Either of them leaves the joint work alone.
        | (Scope::Person(_), ModeKind::Write)
            if is_ours =>
        {
            Ok(())
        }
        (Scope::Folder(FolderKind::Journal, _), ModeKind::Read | ModeKind::Write | ModeKind::Add) if is_mine => Ok(()),
        // Whom one meets, and where.
        (Scope::List(ListKind::Staff | ListKind::House), ModeKind::Read)
        | (Scope::List(ListKind::Letters | ListKind::Alerts), ModeKind::Add) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

fn staff(
    person: &SignedIn,
    relation: Option<&Relation>,
    (scope, mode): (Scope, ModeKind),
    now: Timestamp,
) -> Result<(), Denied> {
    match person.role {
        Role::Therapist => therapist(person, relation, (scope, mode), now),
        Role::Desk => desk(scope, mode),
        Role::Biller => biller(scope, mode),
        Role::Owner => owner(person, (scope, mode), now),
    }
}

fn therapist(
    person: &SignedIn,
    relation: Option<&Relation>,
    (scope, mode): (Scope, ModeKind),
    now: Timestamp,
) -> Result<(), Denied> {
    let on_the_team = relation.is_some_and(|relation| is_of_the_team(person, relation));
    let is_theirs = |author| author == person.staff && on_the_team;
    match (scope, mode) {
        (Scope::Folder(FolderKind::Chart | FolderKind::Workbook, _), mode) if on_the_team => match mode {
            ModeKind::Sign if now.duration_since(person.signed_in_at) > FRESH => Err(Denied::SignInAgain),
            ModeKind::Sign | ModeKind::Read | ModeKind::Write | ModeKind::Add | ModeKind::Export => Ok(()),
        },
        (
            Scope::Folder(
                FolderKind::Chart
                | FolderKind::Workbook
                | FolderKind::TherapyLedger
                | FolderKind::DosingLedger
                | FolderKind::Coverage,
                _,
            )
            | Scope::Card(FolderKind::Chart | FolderKind::Workbook, _),
            _,
        ) if !on_the_team => Err(Denied::NotOnTheTeam),
        (
            Scope::Card(
                FolderKind::Chart
                | FolderKind::Workbook
                | FolderKind::TherapyLedger
                | FolderKind::DosingLedger
                | FolderKind::Coverage,
                _,
            )
            | Scope::Accesses(_)
            | Scope::Papers(FolderKind::Chart, _),
            ModeKind::Read,
        )
        // A member of a couple says in the room that they leave the joint work.
        | (Scope::Person(_), ModeKind::Write)
        // A signed visit drops its charge in; what is owed may be seen and handed on, not changed.
        | (
            Scope::Folder(FolderKind::TherapyLedger | FolderKind::DosingLedger, _),
            ModeKind::Add | ModeKind::Read | ModeKind::Export,
        )
        // How a visit is paid, which they talk about; billing keeps it.
        | (Scope::Folder(FolderKind::Coverage, _), ModeKind::Read | ModeKind::Export)
            if on_the_team => Ok(()),
        // Only the author, while they treat (45 CFR 164.508(a)(2)(i)(A): the originator's own use).
        (Scope::Notebook(_, author), ModeKind::Read | ModeKind::Write | ModeKind::Add)
            if is_theirs(author) => Ok(()),
        (
            Scope::Cards(FolderKind::Chart | FolderKind::Workbook)
            | Scope::List(
                ListKind::Requests | ListKind::Clients | ListKind::Staff | ListKind::Relations | ListKind::House,
            ),
            ModeKind::Read,
        )
        | (
            Scope::List(ListKind::Calendar | ListKind::Alerts | ListKind::Locks | ListKind::Snippets | ListKind::Incidents),
            ModeKind::Read | ModeKind::Write,
        )
        // Who is booked or canceled hears of it; and a copy that was taken is written down.
        | (Scope::List(ListKind::Letters | ListKind::Exports), ModeKind::Add) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

/// Whoever treats, stands in, or supervises whoever treats.
fn is_of_the_team(person: &SignedIn, relation: &Relation) -> bool {
    match relation.tie {
        Tie::Treats | Tie::Covers | Tie::Supervises => relation.who == person.staff.0,
        Tie::Member => false,
    }
}

fn desk(scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    match (scope, mode) {
        (
            Scope::List(
                ListKind::Requests
                | ListKind::Calendar
                | ListKind::Clients
                | ListKind::Letters
                | ListKind::Calls
                | ListKind::Waits,
            ),
            ModeKind::Read | ModeKind::Write | ModeKind::Add,
        )
        // That something waits for the clinician, never what: the rows don't say. Who comes with whom, and to whom. Whether
        // an estimate is due: dates and states, never what a plan said.
        | (
            Scope::Cards(FolderKind::Coverage),
            ModeKind::Read,
        )
        | (
            Scope::List(
                ListKind::Staff | ListKind::Alerts | ListKind::Relations | ListKind::Covers | ListKind::House,
            ),
            ModeKind::Read,
        )
        // A printed code that lets a client in once. Whoever is taken in gets an empty chart: it is made, nobody looks.
        | (
            Scope::List(ListKind::Accounts | ListKind::Relations)
            | Scope::Folder(FolderKind::Chart | FolderKind::Workbook | FolderKind::Coverage, _),
            ModeKind::Add,
        ) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

fn biller(scope: Scope, mode: ModeKind) -> Result<(), Denied> {
    let ledger = |kind| matches!(kind, FolderKind::TherapyLedger | FolderKind::DosingLedger | FolderKind::Coverage);
    match (scope, mode) {
        (Scope::Folder(kind, _), ModeKind::Read | ModeKind::Write | ModeKind::Add) if ledger(kind) => Ok(()),
        (Scope::Cards(kind), ModeKind::Read) if ledger(kind) => Ok(()),
        // When a visit is booked decides by when its estimate is due.
        (Scope::List(ListKind::Clients | ListKind::Staff | ListKind::Calendar), ModeKind::Read) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

fn owner(person: &SignedIn, (scope, mode): (Scope, ModeKind), now: Timestamp) -> Result<(), Denied> {
    match (scope, mode) {
        // They open no chart. But a practice moves elsewhere or is taken over, and then the records go along (45 CFR
        // 164.501, health care operations, (6)(iv)): a copy, as an act of its own, by someone who just showed that it is
        // them.
        (
            Scope::Folder(
                FolderKind::Chart
                | FolderKind::Workbook
                | FolderKind::TherapyLedger
                | FolderKind::DosingLedger
                | FolderKind::Coverage,
                _,
            ),
            ModeKind::Export,
        ) => {
            let is_fresh = now.duration_since(person.signed_in_at) <= FRESH;
            if is_fresh { Ok(()) } else { Err(Denied::SignInAgain) }
        }
        (
            Scope::List(
                ListKind::Requests
                | ListKind::Calendar
                | ListKind::Clients
                | ListKind::Staff
                | ListKind::Relations
                | ListKind::Covers
                | ListKind::Letters
                | ListKind::SignIns
                | ListKind::Calls
                | ListKind::Waits
                | ListKind::Notices
                | ListKind::Accounts
                | ListKind::House
                | ListKind::Moves
                | ListKind::Incidents
                | ListKind::Exports,
            ),
            ModeKind::Read | ModeKind::Write | ModeKind::Add,
        )
        // Whoever moves a practice in makes empty charts and drops balances in; nobody looks.
        | (
            Scope::Folder(
                FolderKind::Chart
                | FolderKind::Workbook
                | FolderKind::TherapyLedger
                | FolderKind::DosingLedger
                | FolderKind::Coverage,
                _,
            ),
            ModeKind::Add,
        )
        | (Scope::List(ListKind::Audit | ListKind::Alerts) | Scope::Accesses(_), ModeKind::Read) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}
