//! The words of what is written to people, one row for each occasion whose words were changed; and when reminders go
//! out.

use schedule::notice::Notice;
use schedule::reminder::ReminderTimes;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Notice {
    const NAME: &'static str = "notice";
    const KIND: ListKind = ListKind::Notices;

    fn id(&self) -> Id {
        self.kind.row()
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl List for ReminderTimes {
    const NAME: &'static str = "reminder-times";
    const KIND: ListKind = ListKind::Notices;

    fn id(&self) -> Id {
        Self::row()
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}
