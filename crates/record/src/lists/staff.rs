//! The people of the practice, and its rooms.

use schedule::people::{Room, Staff};
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Staff {
    const NAME: &'static str = "staff";
    const KIND: ListKind = ListKind::Staff;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl List for Room {
    const NAME: &'static str = "room";
    const KIND: ListKind = ListKind::Staff;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}
