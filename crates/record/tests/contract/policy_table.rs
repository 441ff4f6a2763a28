//! The policy as a table that the practice's owner can read: `record/tests/policy.txt`.

use std::fmt::Write as _;

use jiff::SignedDuration;
use record::policy::may;
use record::relation::{Relation, Tie};
use record::scope::{ListKind, ModeKind, Scope};
use terms::actor::{Actor, ClientIn, Context, Role, SignedIn};
use terms::folder::FolderKind;
use terms::ids::{AppointmentId, Id, PacketId, ReleaseId, RequestId, StaffId, SubjectId};

use crate::ground::now;

/// Writes the table anew when `GROUNDWORK_GOLDEN=write`; otherwise compares.
#[test]
fn the_policy_is_the_table_that_was_agreed() {
    let table = table();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/policy.txt");
    if std::env::var("GROUNDWORK_GOLDEN").is_ok_and(|what| what == "write") {
        std::fs::write(path, &table).unwrap();
    }
    let agreed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        agreed == table,
        "the policy differs from tests/policy.txt; read both, then run with GROUNDWORK_GOLDEN=write"
    );
}

fn table() -> String {
    let id = |letter: char| letter.to_string().repeat(10).parse::<Id>().unwrap();
    let (me, client, request) = (StaffId(id('a')), SubjectId(id('b')), RequestId(id('c')));
    let person = |role, minutes| {
        Actor::Staff(SignedIn { staff: me, role, signed_in_at: now() - SignedDuration::from_mins(minutes) })
    };
    let in_portal = |subject| Actor::Client(ClientIn { subject, signed_in_at: now() });
    let actors = [
        ("owner", person(Role::Owner, 0)),
        ("owner, signed in an hour ago", person(Role::Owner, 60)),
        ("therapist", person(Role::Therapist, 0)),
        ("therapist, signed in an hour ago", person(Role::Therapist, 60)),
        ("front desk", person(Role::Desk, 0)),
        ("billing", person(Role::Biller, 0)),
        ("the client", in_portal(client)),
        ("another client", in_portal(SubjectId(id('f')))),
        ("holder of the request's link", Actor::Holder(request)),
        ("holder of another link", Actor::Holder(RequestId(id('d')))),
        ("holder of the visit's link", Actor::VisitHolder(AppointmentId(id('h')))),
        ("holder of another visit's link", Actor::VisitHolder(AppointmentId(id('j')))),
        ("holder of the link to what was sent", Actor::PacketHolder(client, PacketId(id('k')))),
        ("holder of another such link", Actor::PacketHolder(client, PacketId(id('m')))),
        ("the clock", Actor::Timer),
        ("anyone", Actor::Stranger),
    ];
    let relations = relations(me, client);
    let mut table = "Who may open what, and how. What has no line is refused.\n".to_owned();
    for (actor_name, actor) in actors {
        for (relation_name, relation) in &relations {
            let lines = lines(&Context { actor, now: now() }, relation.as_ref(), (client, request));
            let is_same_as_none =
                relation.is_some() && lines == self::lines(&Context { actor, now: now() }, None, (client, request));
            if !is_same_as_none {
                let _ = write!(
                    table,
                    "\n{actor_name} · relation to the client: {relation_name}\n{}",
                    if lines.is_empty() { "  nothing\n" } else { &lines }
                );
            }
        }
    }
    table
}

/// Each kind of tie, standing or not.
fn relations(me: StaffId, client: SubjectId) -> Vec<(&'static str, Option<Relation>)> {
    let id = |letter: char| letter.to_string().repeat(10).parse::<Id>().unwrap();
    let tie = |who, tie, from_hours: i64, until: Option<i64>| Relation {
        id: id('e'),
        who,
        subject: client,
        tie,
        from: now() - SignedDuration::from_hours(from_hours),
        until: until.map(|hours| now() - SignedDuration::from_hours(hours)),
        reason: None,
    };
    vec![
        ("none", None),
        ("treats", Some(tie(me.0, Tie::Treats, 2, None))),
        ("covers", Some(tie(me.0, Tie::Covers, 2, None))),
        ("supervises", Some(tie(me.0, Tie::Supervises, 2, None))),
        ("opened in an emergency", Some(tie(me.0, Tie::BrokeGlass, 0, Some(-1)))),
        (
            "keeps their author’s psychotherapy notes, who can’t any more",
            Some(tie(me.0, Tie::Keeps(StaffId(id('g'))), 2, None)),
        ),
        ("asked for them less than a week ago", Some(tie(me.0, Tie::Keeps(StaffId(id('g'))), -2, None))),
        ("one of the partners", Some(tie(id('f'), Tie::Member, 2, None))),
        ("treated until an hour ago", Some(tie(me.0, Tie::Treats, 2, Some(1)))),
    ]
}

fn lines(by: &Context, relation: Option<&Relation>, (client, request): (SubjectId, RequestId)) -> String {
    let mut scopes: Vec<(String, Scope)> = Vec::new();
    scopes.extend(FolderKind::ALL.map(|kind| (format!("the client's {}", kind.name()), Scope::Folder(kind, client))));
    scopes.extend(FolderKind::ALL.map(|kind| (format!("cards of every {}", kind.name()), Scope::Cards(kind))));
    scopes.extend(ListKind::ALL.map(|list| (format!("list of {}", list.name()), Scope::List(list))));
    scopes.extend(
        FolderKind::ALL.map(|kind| (format!("card of the client's {}", kind.name()), Scope::Card(kind, client))),
    );
    let id = |letter: char| letter.to_string().repeat(10).parse::<Id>().unwrap();
    scopes.push(("own psychotherapy notes of the client".to_owned(), Scope::Notebook(client, StaffId(id('a')))));
    scopes.push(("another author's psychotherapy notes".to_owned(), Scope::Notebook(client, StaffId(id('g')))));
    scopes.push(("the client's own row".to_owned(), Scope::Person(client)));
    scopes.push(("the client's planned times".to_owned(), Scope::Visits(client)));
    scopes.push(("the client's card payments".to_owned(), Scope::CardPayments(client)));
    scopes.push(("the client's kept cards".to_owned(), Scope::KeptCards(client)));
    scopes.push(("the client's chart in an emergency".to_owned(), Scope::Glass(client)));
    scopes.push(("who opened the client's record".to_owned(), Scope::Accesses(client)));
    scopes.extend(
        FolderKind::ALL.map(|kind| (format!("papers in the client's {}", kind.name()), Scope::Papers(kind, client))),
    );
    scopes.push(("the visit itself".to_owned(), Scope::Visit(AppointmentId(id('h')))));
    scopes.push(("what was sent by the client’s release".to_owned(), Scope::Packet(client, PacketId(id('k')))));
    scopes.push(("a psychotherapy note that was sent".to_owned(), Scope::SentNote(ReleaseId(id('n')))));
    scopes.push(("the request itself".to_owned(), Scope::Request(request)));
    let mut lines = String::new();
    for (name, scope) in scopes {
        let modes: Vec<&str> = ModeKind::ALL
            .into_iter()
            .filter(|mode| may(by, relation, scope, *mode).is_ok())
            .map(ModeKind::name)
            .collect();
        if !modes.is_empty() {
            let _ = writeln!(lines, "  {name}: {}", modes.join(", "));
        }
    }
    lines
}
