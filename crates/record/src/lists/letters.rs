//! Letters to go out, in order of time.

use schedule::people::Letter;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Letter {
    const NAME: &'static str = "letter";
    const KIND: ListKind = ListKind::Letters;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new("waiting", Some(self.at))
    }
}
