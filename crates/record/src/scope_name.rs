//! The name under which what is asked for stands in the audit.

use std::fmt;

use terms::folder::FolderKind;

use crate::scope::{Scope, folder_name};

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
            Self::Papers(kind, subject) => write!(f, "{}/papers", folder_name(*kind, *subject)),
        }
    }
}
