//! What the public screens beside the practice's texts stand on.

use std::sync::Arc;

use actions::house::House;
use axum::http::StatusCode;
use maud::Markup;
use shell::frame::{PublicFrame, public};
use shell::reply::Reply;
use terms::trouble::{Denied, Fault};

use crate::pages::{Edition, Pages};

/// The house, and the pages in whose frame a screen stands.
#[derive(Clone)]
pub struct Front {
    /// Where actions happen.
    pub house: House,
    /// The practice's texts as they are now.
    pub pages: Arc<Pages>,
}

impl Front {
    /// A page with this tab title; `here` marks the navigation.
    pub(crate) fn page(
        &self,
        status: StatusCode,
        (title, here): (&str, &str),
        main: impl FnOnce(&Edition) -> Markup,
    ) -> Reply {
        let edition = self.pages.edition();
        let frame: PublicFrame<'_> = edition.frame(title, here);
        Reply::Page(status, public(&frame, main(&edition)))
    }

    /// A stranger learns nothing of what is not theirs: there is no such page.
    pub(crate) async fn denied(&self, denied: Denied) -> Reply {
        match denied {
            Denied::NotTheirs | Denied::NotOnTheTeam | Denied::SignInAgain => {
                crate::pages::not_found(Arc::clone(&self.pages)).await
            }
        }
    }
}

/// A fault of ours, for the server's outer shell to log and to put words around.
pub(crate) fn broken(fault: Fault) -> Reply {
    Reply::Broken(fault)
}
