//! What the pages about one ledger of a client have in common.

use actions::house::House;
use actions::see_account::{Account, see_account};
use actions::travel::one_time_number;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::{DosingLedger, Ledger, TherapyLedger};
use money::payment::PaidBy;
use money::side::Side;
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reply::Reply;
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::Asked;

/// What is said where something is dated in a month that is closed.
pub const MONTH_CLOSED: &str = "That month is closed. Date it today, or ask the owner to open it again";

/// Which ledger of whom; the path says so.
pub type Whose = (SubjectId, Side);

/// What a form has to say: its title, what its button does, and what stands above its fields.
pub struct Form<'a> {
    /// The page's title.
    pub title: &'static str,
    /// Where it posts to, behind the ledger's own path.
    pub path: &'a str,
    /// The words of its button.
    pub button: &'static str,
    /// What one should know before.
    pub lead: &'static str,
    /// What is said where there is nothing to fill in.
    pub nothing: &'static str,
}

/// A page with one form about one ledger, as it was posted or as `first` fills it in. Without fields there is nothing to
/// post.
pub async fn shown(
    asked: &Asked,
    (subject, side): Whose,
    form: Form<'_>,
    (posted, problems): (&Posted, &[Problem]),
    fields: impl Fn(&Account, &Typed<'_>) -> Option<Markup>,
) -> Reply {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => {
            let typed = Typed { posted, problems };
            let main = page(&asked.house, (&account, side), &form, (&typed, fields(&account, &typed)));
            asked.form_page((form.title, "/billing"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(
    house: &House,
    (account, side): (&Account, Side),
    form: &Form<'_>,
    (typed, fields): (&Typed<'_>, Option<Markup>),
) -> Markup {
    let subject = account.client.subject;
    html! {
        p.small { a href={ "/billing/" (subject) "#" (side.code()) } { (account.client.name.as_str()) ", account" } }
        header { h1 { (form.title) } p.dim.measure { b { (side.word()) } ". " (form.lead) } }
        (fields::error_summary(typed.problems))
        @if let Some(fields) = fields {
            form.card.stack.prose method="post" action={ "/billing/" (subject) "/ledger/" (side.code()) "/" (form.path) } novalidate {
                (fields::hidden("once", &one_time_number(house)))
                (fields)
                (fields::submit(form.button))
            }
        } @else { section.card { p.empty { (form.nothing) } } }
    }
}

/// What a ledger says, whichever of the two it is.
pub fn told<T>(
    account: &Account,
    side: Side,
    (therapy, dosing): (impl FnOnce(&TherapyLedger) -> T, impl FnOnce(&DosingLedger) -> T),
) -> T {
    match side {
        Side::Therapy => therapy(account.therapy()),
        Side::Dosing => dosing(account.dosing()),
    }
}

/// Whatever can be owed in a ledger, as a form posts it and as it is read, with what is open of it; oldest first.
pub fn payable<C: Charge>(ledger: &Ledger<C>) -> Vec<(String, String, Cents)> {
    let mut all: Vec<_> = ledger.payable().collect();
    all.sort_by_key(|(_, day, _)| *day);
    let is_missed = |id| ledger.missed().iter().any(|missed| missed.fee.id == id);
    let words = |id, day| match ledger.charge(id) {
        Some(_) => format!("Visit of {}", date(day)),
        None if is_missed(id) => format!("Fee for {}, missed", date(day)),
        None => format!("Owed before {}", date(day)),
    };
    all.into_iter().map(|(id, day, open)| (id.to_string(), words(id, day), open)).collect()
}

/// The ways in which money comes in or goes back.
pub fn ways() -> Vec<(&'static str, &'static str)> {
    PaidBy::ALL.iter().filter(|how| **how != PaidBy::Credit).map(|how| (how.code(), how.word())).collect()
}

/// A problem in the words of a refusal.
pub fn problem(field: &'static str, words: &str) -> [Problem; 1] {
    [Problem { field, words: words.to_owned() }]
}
