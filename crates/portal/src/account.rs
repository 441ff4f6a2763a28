//! Account and privacy: the name to use, each way of reaching you with its own switch, and who may see what.

use actions::change_my_wishes::{Wishes, WishesRefusal, change_my_wishes};
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::people::Client;
use shell::fields::{self, Kind, Problem, tick};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::quiet_form;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::reach::{Email, Phone, Reach};

use crate::asked::Asked;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/account", get(show).post(change))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn change(asked: Asked, posted: Posted) -> Reply {
    let wishes = match read(&posted) {
        Ok(wishes) => wishes,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| change_my_wishes(house, by, &wishes)).await {
        Ok(()) => reply::go("/my/account?done=saved"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(WishesRefusal::SignInAgain) => {
                let words = "Links to your pages go to this address, so another one wants a sign-in of the last fifteen minutes. Sign out and in again, then change it";
                shown(&asked, Some(&posted), &[Problem { field: "email", words: words.to_owned() }]).await
            }
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let stored = as_posted(&mine.person);
            let main = page(&mine, &Typed { posted: posted.unwrap_or(&stored), problems });
            if problems.is_empty() {
                let toast =
                    (asked.query("done") == "saved").then_some("Saved. The office sees your new wishes from now on.");
                reply::ok(asked.page(("Account", "/my/account"), toast, main))
            } else {
                reply::refused(asked.page(("Error: Account", "/my/account"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn as_posted(client: &Client) -> Posted {
    let reach = &client.reach;
    let yes = |allowed: bool| if allowed { "yes" } else { "" }.to_owned();
    let line =
        |line: &Option<terms::text::Line>| line.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default();
    let plain = [
        ("name", client.name.as_str().to_owned()),
        ("pronouns", line(&client.pronouns)),
        ("email", reach.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default()),
        ("phone", reach.phone.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("text", yes(reach.may_text)),
        ("call", yes(reach.may_call)),
        ("voicemail", yes(reach.may_leave_voicemail)),
        ("name-practice", yes(reach.may_name_practice)),
        ("safe-times", line(&reach.safe_times)),
    ];
    Posted::from_pairs(plain.into_iter().chain(quiet_form::pairs(reach)))
}

fn read(posted: &Posted) -> Result<Wishes, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter the name you would like us to use");
    let pronouns = form.line("pronouns");
    let email = match posted.one("email") {
        "" => None,
        text => form.wanted("email", Email::parse(text).ok(), "Enter an email address with an @, or leave it empty"),
    };
    let phone = match posted.one("phone") {
        "" => None,
        text => form.wanted("phone", Phone::parse(text).ok(), "Enter a phone number of ten digits, or leave it empty"),
    };
    let may = |name| posted.has(name, "yes");
    if (may("text") || may("call")) && phone.is_none() && posted.one("phone").is_empty() {
        form.problem("phone", "Enter the number to text or call, or untick both");
    }
    let reach = Reach {
        email,
        phone,
        may_text: may("text"),
        may_call: may("call"),
        may_leave_voicemail: may("voicemail") && may("call"),
        may_name_practice: may("name-practice"),
        safe_times: form.line("safe-times"),
        ..Reach::default()
    };
    let reach = quiet_form::read(&mut form, reach);
    form.done(name.map(|name| Wishes { name, pronouns, reach }))
}

fn page(mine: &Mine, typed: &Typed<'_>) -> Markup {
    let ticked = |name| typed.posted.has(name, "yes");
    html! {
        header.stack.tight { h1 { "Account and privacy" } p.lead.dim { "What is not ticked is not done." } }
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" {
                (typed.input("name", "Name to use", None, Kind::Line))
                (typed.input("pronouns", "Pronouns", Some("If you like"), Kind::Line))
                (typed.input("email", "Email", Some("From a neutral address, with a neutral subject"), Kind::Email))
                (typed.input("phone", "Phone", None, Kind::Phone))
                (tick("text", "You may text me", Some("Texts never say what kind of practice this is"), ticked("text"), typed.problems))
                (tick("call", "You may call me", None, ticked("call"), typed.problems))
                (tick("voicemail", "You may leave a voicemail", Some("If not ticked, we hang up without a message"), ticked("voicemail"), typed.problems))
                (tick("name-practice", "You may say who is calling if someone else answers", Some("If not ticked, we say a first name and ask when to call again"), ticked("name-practice"), typed.problems))
                (typed.input("safe-times", "When is it safe to reach you?", Some("In your own words; may stay empty"), Kind::Line))
                (quiet_form::fields(typed))
                div.row { button.btn { "Save" } }
            }
            div.stack {
                section.card.stack.tight aria-labelledby="sees" {
                    h2 #sees { "Who sees what" }
                    p { "Your workbook, check-ins and signed documents: you and " (mine.therapist()) ", and whoever covers for them." }
                    p { "Your journal: only you, until you share a page." }
                    p { "The front desk: your name, how to reach you, and your appointments. Nothing you write here." }
                    p { "Billing: dates, lengths, amounts and codes." }
                    @for unit in &mine.units { p { "What is under “Together: " (unit.name.as_str()) "” both of you can read. Everything else here is yours alone, and your partner’s portal does not show it." } }
                }
                section.card {
                    ul.rows {
                        li { (icon(Icon::Eye)) span.grow { a.all href="/my/accesses" { "Who opened my record" } } }
                        li { (icon(Icon::Phone)) span.grow { a.all href="/my/account/door" { "Who else reads my mail or uses my phone" } } }
                        li { (icon(Icon::Lock)) span.grow { a.all href="/my/account/passkeys" { "Passkeys" } } }
                        li { (icon(Icon::Shield)) span.grow { a.all href="/my/account/sign-ins" { "Where I am signed in" } } }
                        li { (icon(Icon::Document)) span.grow { a.all href="/my/documents/privacy-notice" { "Privacy notice" } } }
                        li { (icon(Icon::Out)) span.grow { a.all href="/quick-exit" { "How quick exit works" } } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ticked_is_not_allowed() {
        let read = |pairs: &[(&'static str, &'static str)]| read(&Posted::from_pairs(pairs.iter().copied()));
        let wishes =
            read(&[("name", "Maya"), ("phone", "(303) 555-0139"), ("text", "yes"), ("voicemail", "yes")]).unwrap();
        assert!(wishes.reach.may_text && !wishes.reach.may_call);
        assert!(!wishes.reach.may_leave_voicemail, "without calls there is no voicemail");
        let fields = |pairs: &[(&'static str, &'static str)]| {
            let problems = read(pairs).err().unwrap_or_default();
            problems.iter().map(|problem| problem.field).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(fields(&[("name", ""), ("email", "maya"), ("phone", "12")]), "name email phone");
        assert_eq!(fields(&[("name", "Maya"), ("call", "yes")]), "phone");
    }
}
