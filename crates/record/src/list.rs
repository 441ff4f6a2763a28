//! What a list is: a struct, its few clear columns, and the rest sealed.

use std::marker::PhantomData;

use jiff::Timestamp;
use schedule::request::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::ids::{Id, RequestId};
use terms::paper::MAX_PAPER_BYTES;

use crate::scope::{ListKind, Of, Scope};

/// A row of a list.
pub trait List: Clone + Serialize + DeserializeOwned + Send + 'static {
    /// The name it is stored under, for ever.
    const NAME: &'static str;

    /// Which list it belongs to; the policy speaks of those.
    const KIND: ListKind;

    /// The largest file that waits beside one of its rows, in bytes.
    const MOST_KEPT_BYTES: usize = MAX_PAPER_BYTES;

    /// The row's id, unique in its list.
    fn id(&self) -> Id;

    /// What the database may know of it (`docs/decisions/0010-clear-columns.md`).
    fn clear(&self) -> Clear;
}

/// The clear columns of a row.
#[derive(Debug, Default)]
pub struct Clear {
    pub(crate) state: &'static str,
    pub(crate) at: Option<i64>,
    pub(crate) keys: [Option<String>; 2],
}

/// A list as a whole.
pub struct ListOf<L>(PhantomData<fn() -> L>);

/// One request, for whoever holds its link.
#[derive(Clone, Copy, Debug)]
pub struct RequestOf(pub RequestId);

/// Something under which rows of a list may be opened.
pub trait OfRows<L: List>: Of {
    /// Whether it covers this row.
    fn covers(&self, row: &L) -> bool;

    /// Whether it may cover the row with this id, before the row is open.
    fn covers_id(&self, id: Id) -> bool;
}

/// The list of these rows.
pub fn list<L: List>() -> ListOf<L> {
    ListOf(PhantomData)
}

impl<L: List> Of for ListOf<L> {
    fn scope(&self) -> Scope {
        Scope::List(L::KIND)
    }
}

impl Of for RequestOf {
    fn scope(&self) -> Scope {
        Scope::Request(self.0)
    }
}

impl<L: List> OfRows<L> for ListOf<L> {
    fn covers(&self, _: &L) -> bool {
        true
    }

    fn covers_id(&self, _: Id) -> bool {
        true
    }
}

impl OfRows<Request> for RequestOf {
    fn covers(&self, row: &Request) -> bool {
        self.0 == row.id
    }

    fn covers_id(&self, id: Id) -> bool {
        self.0.0 == id
    }
}

impl Clear {
    /// A word of logistics, and a time to sort by.
    pub fn new(state: &'static str, at: Option<Timestamp>) -> Self {
        Self { state, at: at.map(Timestamp::as_second), keys: [None, None] }
    }

    /// Equality that rows are found by; only a keyed code of it is stored.
    #[must_use]
    pub fn key1(mut self, key: &str) -> Self {
        self.keys[0] = Some(key.to_owned());
        self
    }

    /// A second one.
    #[must_use]
    pub fn key2(mut self, key: &str) -> Self {
        self.keys[1] = Some(key.to_owned());
        self
    }
}
