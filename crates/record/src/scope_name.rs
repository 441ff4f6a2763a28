//! The name under which what is asked for stands in the audit.

use std::fmt;

use terms::folder::FolderKind;
use terms::ids::SubjectId;

use crate::scope::{ListKind, ModeKind, Scope};

/// The name a folder is stored under: "abcdefghjk/chart".
pub(crate) fn folder_name(kind: FolderKind, subject: SubjectId) -> String {
    format!("{subject}/{}", kind.name())
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(kind, subject) => f.write_str(&folder_name(*kind, *subject)),
            Self::Cards(kind) => write!(f, "cards/{}", kind.name()),
            Self::List(list) => f.write_str(list.name()),
            Self::Request(id) => write!(f, "requests/{id}"),
            Self::Notebook(subject, author) => {
                write!(f, "{}/{author}", folder_name(FolderKind::ProcessNotes, *subject))
            }
            Self::Card(kind, subject) => write!(f, "{}/card", folder_name(*kind, *subject)),
            Self::Person(subject) => write!(f, "clients/{subject}"),
            Self::Visits(subject) => write!(f, "calendar/{subject}"),
            Self::Visit(id) => write!(f, "visits/{id}"),
            Self::Packet(subject, _) => write!(f, "{}/packet", folder_name(FolderKind::Workbook, *subject)),
            Self::Accesses(subject) => write!(f, "audit/{subject}"),
            Self::CardPayments(subject) => write!(f, "card-payments/{subject}"),
            Self::KeptCards(subject) => write!(f, "kept-cards/{subject}"),
            Self::SentNote(id) => write!(f, "sent-notes/{id}"),
            Self::Glass(subject) => write!(f, "emergency/{subject}"),
            Self::Papers(kind, subject) => write!(f, "{}/papers", folder_name(*kind, *subject)),
        }
    }
}

impl ListKind {
    /// All of them.
    pub const ALL: [Self; 29] = [
        Self::Requests,
        Self::Calendar,
        Self::Clients,
        Self::Staff,
        Self::Relations,
        Self::Covers,
        Self::Letters,
        Self::Notices,
        Self::SignIns,
        Self::Alerts,
        Self::Calls,
        Self::Waits,
        Self::Locks,
        Self::Custody,
        Self::SentNotes,
        Self::Accounts,
        Self::House,
        Self::Moves,
        Self::Exports,
        Self::Snippets,
        Self::Incidents,
        Self::Payers,
        Self::EdiFiles,
        Self::RecordAsks,
        Self::Books,
        Self::CardPayments,
        Self::KeptCards,
        Self::BankLines,
        Self::Audit,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Calendar => "calendar",
            Self::Clients => "clients",
            Self::Staff => "staff",
            Self::Relations => "relations",
            Self::Covers => "covers",
            Self::Letters => "letters",
            Self::Notices => "notices",
            Self::SignIns => "sign-ins",
            Self::Alerts => "alerts",
            Self::Calls => "calls",
            Self::Waits => "waits",
            Self::Locks => "locks",
            Self::Custody => "custody",
            Self::SentNotes => "sent-notes",
            Self::Accounts => "accounts",
            Self::House => "house",
            Self::Moves => "moves",
            Self::Exports => "exports",
            Self::Snippets => "snippets",
            Self::Incidents => "incidents",
            Self::Payers => "payers",
            Self::EdiFiles => "edi-files",
            Self::RecordAsks => "record-asks",
            Self::Books => "books",
            Self::CardPayments => "card-payments",
            Self::KeptCards => "kept-cards",
            Self::BankLines => "bank-lines",
            Self::Audit => "audit",
        }
    }
}

impl ModeKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Read, Self::Write, Self::Add, Self::Sign, Self::Export];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Add => "add",
            Self::Sign => "sign",
            Self::Export => "export",
        }
    }
}
