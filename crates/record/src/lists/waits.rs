//! The wait list: by state and age, and by whose wish it is.

use schedule::wish::Wish;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Wish {
    const NAME: &'static str = "wait";
    const KIND: ListKind = ListKind::Waits;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.at)).key1(self.subject.0.as_str())
    }
}
