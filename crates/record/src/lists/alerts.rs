//! Alerts: by state and age, and by whose they are.

use schedule::alert::Alert;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Alert {
    const NAME: &'static str = "alert";
    const KIND: ListKind = ListKind::Alerts;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.raised_at)).key1(self.subject.0.as_str())
    }
}
