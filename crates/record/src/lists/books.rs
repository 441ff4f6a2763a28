//! How far the books are closed, and each month that ever was; of no client.

use money::closing::{BOOKS, Books, ClosedMonth};
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Books {
    const NAME: &'static str = "books";
    const KIND: ListKind = ListKind::Books;

    fn id(&self) -> Id {
        BOOKS
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl List for ClosedMonth {
    const NAME: &'static str = "closed-month";
    const KIND: ListKind = ListKind::Books;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}
