//! The passkeys of whoever is signed in, staff or client: what they have, another, and one less.

use actions::make_passkey::{Passkeys, make_passkey, remove_passkey, see_passkeys};
use actions::passkeys::PasskeyRefusal;
use axum::Router;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::routing::get;
use maud::{Markup, html};
use record::lists::passkeys::Passkey;
use shell::act::act;
use shell::fields::Problem;
use shell::form::Posted;
use shell::frame::public;
use shell::passkey_form::{Carries, Kept, passkeys};
use shell::portal_frame::{PortalFrame, portal};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::request::Asking;
use shell::time::moment;
use terms::actor::{Actor, Context};
use terms::ids::Id;
use terms::trouble::{Denied, Trouble};

use crate::sign_in::Door;
use crate::sign_ins_page;

/// The page of staff.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/staff/passkeys", get(show).post(change)).with_state(door)
}

/// The page of a client, among their own.
pub fn client_routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/my/account/passkeys", get(show).post(change)).with_state(door)
}

/// Whose page it is.
#[derive(Clone, Copy)]
enum Page {
    /// Someone's of the practice, whose work begins there.
    Staff(&'static str),
    /// A client's.
    Client,
}

impl Page {
    fn path(self) -> &'static str {
        match self {
            Self::Staff(_) => "/staff/passkeys",
            Self::Client => "/my/account/passkeys",
        }
    }
}

async fn show(
    State(door): State<Door>,
    Asking(by): Asking,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Reply {
    match who(&door, by, &headers).await {
        Ok((by, page)) => {
            let toast = (uri.query() == Some("done=saved")).then_some("Saved.");
            shown(&door, (by, page), toast, (&Posted::default(), &[])).await
        }
        Err(reply) => *reply,
    }
}

async fn change(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let (by, page) = match who(&door, by, &headers).await {
        Ok(found) => found,
        Err(reply) => return *reply,
    };
    match changed(&door, by, &posted).await {
        Ok(Ok(())) => reply::go(format!("{}?done=saved", page.path())),
        Ok(Err(trouble)) => match (trouble, page) {
            (Trouble::Denied(Denied::SignInAgain), Page::Staff(_)) => reply::go("/staff/again?to=/staff/passkeys"),
            (Trouble::Fault(fault), _) => Reply::Broken(fault),
            (trouble, _) => {
                let problem = Problem { field: "name", words: words(&trouble).to_owned() };
                shown(&door, (by, page), None, (&posted, &[problem])).await
            }
        },
        Err(problems) => shown(&door, (by, page), None, (&posted, &problems)).await,
    }
}

async fn changed(
    door: &Door,
    by: Context,
    posted: &Posted,
) -> Result<Result<(), Trouble<PasskeyRefusal>>, Vec<Problem>> {
    let house = door.house.clone();
    if let Ok(id) = posted.one("remove").parse::<Id>() {
        return Ok(act(move || remove_passkey(&house, &by, id)).await);
    }
    let mut form = Reading::of(posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter what you call this device");
    let name = form.done(name)?;
    let (carried, answer) = (posted.one("carried").to_owned(), posted.one("answer").to_owned());
    Ok(act(move || make_passkey(&house, &by, (&carried, &answer), &name)).await)
}

fn words(trouble: &Trouble<PasskeyRefusal>) -> &'static str {
    match trouble {
        Trouble::Refused(PasskeyRefusal::NotGood) => "The device’s answer did not fit. Try again",
        Trouble::Refused(PasskeyRefusal::TooLate) => "This took too long, or was sent twice. Try again",
        Trouble::Refused(PasskeyRefusal::NoName) => "Open this page under the practice’s own address, and try again",
        Trouble::Denied(Denied::SignInAgain) => {
            "You signed in more than fifteen minutes ago. Sign out and in again, then change this"
        }
        Trouble::Denied(_) => "This passkey is not here any more",
        Trouble::Fault(_) => "Something is not working. Try again",
    }
}

async fn shown(
    door: &Door,
    (by, page): (Context, Page),
    toast: Option<&str>,
    (posted, problems): (&Posted, &[Problem]),
) -> Reply {
    let house = door.house.clone();
    let seen = match act(move || see_passkeys(&house, &by)).await {
        Ok(seen) => seen,
        Err(Trouble::Fault(fault)) => return Reply::Broken(fault),
        Err(Trouble::Denied(_) | Trouble::Refused(_)) => Passkeys { kept: Vec::new(), another: None },
    };
    let kept: Vec<Kept> = seen.kept.iter().map(|passkey| row(door, passkey)).collect();
    let another = seen.another.as_ref().map(|asks| Carries { options: &asks.options, carried: &asks.carried });
    let list = passkeys(page.path(), &kept, another, (posted, problems));
    let title = if problems.is_empty() { "Passkeys" } else { "Error: Passkeys" };
    let whole = framed(door, page, (title, toast), &list);
    if problems.is_empty() { reply::ok(whole) } else { reply::refused(whole) }
}

fn row(door: &Door, passkey: &Passkey) -> Kept {
    let zone = door.house.zone();
    let said = html! {
        @if let Some(used) = passkey.used { "Last used " (moment(used, &zone)) }
        @else { "Made " (moment(passkey.at, &zone)) ", not used yet" }
    };
    Kept { id: passkey.id, name: passkey.name.as_str().to_owned(), said }
}

fn framed(door: &Door, page: Page, (title, toast): (&str, Option<&str>), list: &Markup) -> Markup {
    let edition = door.pages.edition();
    match page {
        Page::Staff(back) => {
            let main = html! {
                div.wrap.section.stack.wide.prose {
                    p.small { a href=(back) { "Back to work" } }
                    h1 { "Passkeys" }
                    (list)
                    @if let Some(words) = toast { p.toast role="status" { (words) } }
                }
            };
            public(&edition.frame(title, "/staff"), main)
        }
        Page::Client => {
            let practice = door.house.practice();
            let (here, fictional) = ("/my/account", edition.fictional);
            let frame = PortalFrame { practice: &practice, title, here, toast, fictional, scripts: &[] };
            let back = html! { header.stack.tight { p.small { a href="/my/account" { "Account" } } h1 { "Passkeys" } } (list) };
            portal(&frame, back)
        }
    }
}

/// Whoever is signed in, and their page.
async fn who(door: &Door, by: Context, headers: &HeaderMap) -> Result<(Context, Page), Box<Reply>> {
    if let Actor::Client(_) = by.actor {
        return Ok((by, Page::Client));
    }
    let (by, home) = sign_ins_page::who(door, by, headers).await?;
    Ok((by, Page::Staff(home)))
}
