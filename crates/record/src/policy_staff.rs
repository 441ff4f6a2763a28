//! Who of the practice may: each role's part of the policy.

use jiff::{SignedDuration, Timestamp};
use terms::actor::{Role, SignedIn};
use terms::folder::FolderKind;
use terms::ids::StaffId;
use terms::trouble::Denied;

use crate::relation::{Relation, Tie};
use crate::scope::{ListKind, ModeKind, Scope};

/// How long after showing that it is them a person may sign, and change who may enter.
pub const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// Whether someone of the practice may, in the role that they act in.
pub(crate) fn staff(
    person: &SignedIn,
    relation: Option<&Relation>,
    (scope, mode): (Scope, ModeKind),
    now: Timestamp,
) -> Result<(), Denied> {
    match person.role {
        Role::Therapist => emergency(person, relation, (scope, mode), now)
            .unwrap_or_else(|| therapist(person, relation, (scope, mode), now)),
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
    match (scope, mode) {
        (Scope::Notebook(_, author), mode) => notebook(person, relation, (author, mode), now),
        (Scope::Folder(FolderKind::Chart | FolderKind::Workbook, _), mode) if on_the_team => match mode {
            ModeKind::Sign | ModeKind::Export => fresh(person, now),
            ModeKind::Read | ModeKind::Write | ModeKind::Add => Ok(()),
        },
        (Scope::Folder(kind, _), _) if is_the_teams(kind) && !on_the_team => Err(Denied::NotOnTheTeam),
        (Scope::Card(FolderKind::Chart | FolderKind::Workbook, _), _) if !on_the_team => Err(Denied::NotOnTheTeam),
        (Scope::Card(kind, _), ModeKind::Read) if is_the_teams(kind) && on_the_team => Ok(()),
        (Scope::Accesses(_) | Scope::Papers(FolderKind::Chart, _), ModeKind::Read)
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
        (
            Scope::Cards(FolderKind::Chart | FolderKind::Workbook)
            | Scope::List(
                ListKind::Requests
                | ListKind::Clients
                | ListKind::Staff
                | ListKind::Relations
                | ListKind::House
                // In which month a late visit is booked.
                | ListKind::Books,
            ),
            ModeKind::Read,
        )
        | (
            Scope::List(
                ListKind::Calendar
                | ListKind::Alerts
                | ListKind::Locks
                | ListKind::Custody
                | ListKind::SentNotes
                | ListKind::Snippets
                | ListKind::Incidents
                // What of a chart goes to a payer they decide, with the chart open (45 CFR 164.502(b)).
                | ListKind::RecordAsks,
            ),
            ModeKind::Read | ModeKind::Write,
        )
        // Who is booked or canceled hears of it; and a copy that was taken is written down.
        | (Scope::List(ListKind::Letters | ListKind::Exports), ModeKind::Add) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

/// Psychotherapy notes: only the author, while they treat (45 CFR 164.508(a)(2)(i)(A): the originator's own use); and
/// whoever the author named for death or incapacity, once the waiting time is over: to read, and to hand on.
fn notebook(
    person: &SignedIn,
    relation: Option<&Relation>,
    (author, mode): (StaffId, ModeKind),
    now: Timestamp,
) -> Result<(), Denied> {
    let is_theirs = author == person.staff && relation.is_some_and(|relation| is_of_the_team(person, relation));
    let keeps = relation.is_some_and(|tie| tie.tie == Tie::Keeps(author) && tie.who == person.staff.0);
    match mode {
        ModeKind::Read | ModeKind::Write | ModeKind::Add | ModeKind::Export if is_theirs => Ok(()),
        ModeKind::Read if keeps => Ok(()),
        ModeKind::Export if keeps => fresh(person, now),
        ModeKind::Read | ModeKind::Write | ModeKind::Add | ModeKind::Sign | ModeKind::Export => Err(Denied::NotTheirs),
    }
}

/// Whether somebody who signed in then showed lately that it is them.
pub fn is_fresh(signed_in_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(signed_in_at) <= FRESH
}

/// Whoever did not is asked again.
fn fresh(person: &SignedIn, now: Timestamp) -> Result<(), Denied> {
    if is_fresh(person.signed_in_at, now) { Ok(()) } else { Err(Denied::SignInAgain) }
}

/// Opening a chart in an emergency, and what is read then: what is needed now, and nothing that is money or its author's
/// alone. Whatever else is asked for is no matter of an emergency.
fn emergency(
    person: &SignedIn,
    relation: Option<&Relation>,
    (scope, mode): (Scope, ModeKind),
    now: Timestamp,
) -> Option<Result<(), Denied>> {
    let is_open = relation.is_some_and(|tie| tie.tie == Tie::BrokeGlass && tie.who == person.staff.0);
    match (scope, mode) {
        (Scope::Glass(_), ModeKind::Add) => Some(fresh(person, now)),
        (
            Scope::Folder(FolderKind::Chart | FolderKind::Workbook, _)
            | Scope::Card(FolderKind::Chart | FolderKind::Workbook, _)
            | Scope::Papers(FolderKind::Chart, _),
            ModeKind::Read,
        ) if is_open => Some(Ok(())),
        _ => None,
    }
}

/// What belongs to a client and is no one person's alone.
fn is_the_teams(kind: FolderKind) -> bool {
    match kind {
        FolderKind::Chart
        | FolderKind::Workbook
        | FolderKind::TherapyLedger
        | FolderKind::DosingLedger
        | FolderKind::Coverage => true,
        FolderKind::Journal | FolderKind::ProcessNotes => false,
    }
}

/// Whoever treats, stands in, or supervises whoever treats.
fn is_of_the_team(person: &SignedIn, relation: &Relation) -> bool {
    match relation.tie {
        Tie::Treats | Tie::Covers | Tie::Supervises => relation.who == person.staff.0,
        Tie::Member | Tie::BrokeGlass | Tie::Keeps(_) => false,
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
            Scope::Cards(FolderKind::Coverage)
            | Scope::List(
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
        // When a visit is booked decides by when its estimate is due; a kept card is charged as its client agreed.
        (
            Scope::List(ListKind::Clients | ListKind::Staff | ListKind::Calendar) | Scope::KeptCards(_),
            ModeKind::Read,
        )
        | (
            Scope::List(
                ListKind::Payers
                | ListKind::EdiFiles
                | ListKind::RecordAsks
                | ListKind::Books
                | ListKind::CardPayments
                | ListKind::BankLines,
            )
            | Scope::CardPayments(_),
            ModeKind::Read | ModeKind::Write,
        ) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}

fn owner(person: &SignedIn, (scope, mode): (Scope, ModeKind), now: Timestamp) -> Result<(), Denied> {
    match (scope, mode) {
        // Whoever moves a practice in makes empty charts and drops balances in; nobody looks.
        (Scope::Folder(kind, _), ModeKind::Add) if is_the_teams(kind) => Ok(()),
        // They open no chart. But a practice moves elsewhere or is taken over, and then the records go along (45 CFR
        // 164.501, health care operations, (6)(iv)): a copy, as an act of its own, by someone who just showed that it is
        // them.
        (Scope::Folder(kind, _), ModeKind::Export) if is_the_teams(kind) => fresh(person, now),
        // Who works here, and in which roles.
        (Scope::List(ListKind::Staff), ModeKind::Write) => fresh(person, now),
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
                | ListKind::Payers
                | ListKind::Books
                | ListKind::Exports
                // They stop whoever asks too early.
                | ListKind::Custody,
            ),
            ModeKind::Read | ModeKind::Write | ModeKind::Add,
        )
        | (Scope::List(ListKind::Audit | ListKind::Alerts) | Scope::Accesses(_), ModeKind::Read) => Ok(()),
        _ => Err(Denied::NotTheirs),
    }
}
