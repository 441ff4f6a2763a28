//! Change what the front desk keeps of a client: names, ways to reach them, and what they allow.

use actions::change_client::change_client;
use actions::house::House;
use actions::see_client::see_client;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::details::{Details, DetailsRefusal};
use schedule::people::Client;
use shell::fields::{self, Kind, Problem, tick};
use shell::form::Posted;
use shell::quiet_form;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;
use terms::reach::{Email, Phone, Reach};

use crate::asked::{Asked, At};
use shell::reading::Reading;
use shell::typed::Typed;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/clients/{subject}/contact", get(show).post(change))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| see_client(house, by, subject)).await {
        Ok(seen) => drawn(&asked, subject, &as_posted(&seen.client), &[]),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn change(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let details = match read(&posted) {
        Ok(details) => details,
        Err(problems) => return drawn(&asked, subject, &posted, &problems),
    };
    match asked.act(move |house, by| change_client(house, by, subject, &details)).await {
        Ok(()) => reply::go(format!("/desk/clients/{subject}?done=changed")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, said) = words(refusal);
                drawn(&asked, subject, &posted, &[Problem { field, words: said.to_owned() }])
            }
            Err(page) => *page,
        },
    }
}

fn drawn(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(subject, &Typed { posted, problems });
    asked.form_page(("Contact", "/desk/clients"), None, !problems.is_empty(), main)
}

fn words(refusal: DetailsRefusal) -> (&'static str, &'static str) {
    match refusal {
        DetailsRefusal::PhoneMissing => ("phone", "Enter the number for texts and calls, or take both back below"),
        DetailsRefusal::VoicemailWithoutCalls => {
            ("voicemail", "A voicemail is only left where calls are allowed. Tick calls too, or take this back")
        }
        DetailsRefusal::BornInTheFuture => ("born", "This day has not come yet. Look at the year again"),
    }
}

fn as_posted(client: &Client) -> Posted {
    let line = |line: &Option<terms::text::Line>| line.as_ref().map_or(String::new(), |line| line.as_str().to_owned());
    let yes = |may: bool| if may { "yes".to_owned() } else { String::new() };
    let reach = &client.reach;
    let plain = [
        ("name", client.name.as_str().to_owned()),
        ("legal", line(&client.legal_name)),
        ("pronouns", line(&client.pronouns)),
        ("born", client.birth_date.map_or(String::new(), |born| born.to_string())),
        ("address", line(&client.address)),
        ("emergency", line(&client.emergency_contact)),
        ("phone", reach.phone.as_ref().map_or(String::new(), ToString::to_string)),
        ("email", reach.email.as_ref().map_or(String::new(), |email| email.as_str().to_owned())),
        ("text", yes(reach.may_text)),
        ("call", yes(reach.may_call)),
        ("voicemail", yes(reach.may_leave_voicemail)),
        ("say-who", yes(reach.may_name_practice)),
        ("safe", line(&reach.safe_times)),
        ("no-cancel", yes(reach.no_cancel_by_link)),
    ];
    Posted::from_pairs(plain.into_iter().chain(quiet_form::pairs(reach)))
}

fn read(posted: &Posted) -> Result<Details, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter the name to use");
    let (legal_name, pronouns) = (form.line("legal"), form.line("pronouns"));
    let birth_date = form.date("born");
    let (address, emergency_contact) = (form.line("address"), form.line("emergency"));
    let phone = match posted.one("phone") {
        "" => None,
        text => form.wanted("phone", Phone::parse(text).ok(), "Enter a phone number with an area code"),
    };
    let email = match posted.one("email") {
        "" => None,
        text => form.wanted("email", Email::parse(text).ok(), "Enter an email address with an @"),
    };
    let safe_times = form.line("safe");
    let may = |name| posted.has(name, "yes");
    let reach = Reach {
        email,
        phone,
        may_text: may("text"),
        may_call: may("call"),
        may_leave_voicemail: may("voicemail"),
        may_name_practice: may("say-who"),
        safe_times,
        no_cancel_by_link: may("no-cancel"),
        ..Reach::default()
    };
    let reach = quiet_form::read(&mut form, reach);
    let details =
        name.map(|name| Details { name, legal_name, pronouns, birth_date, address, emergency_contact, reach });
    form.done(details)
}

fn page(subject: SubjectId, typed: &Typed<'_>) -> Markup {
    let may = |name, label| tick(name, label, None, typed.posted.has(name, "yes"), typed.problems);
    html! {
        p.small { a href={ "/desk/clients/" (subject) } { "Back to the client" } }
        h1 { "Change contact" }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action={ "/desk/clients/" (subject) "/contact" } {
            div.grid {
                (typed.input("name", "Name to use", None, Kind::Line))
                (typed.input("legal", "Name on papers, if another", None, Kind::Line))
                (typed.input("pronouns", "Pronouns", None, Kind::Line))
                (typed.input("born", "Born", None, Kind::Date))
                (typed.input("phone", "Phone", None, Kind::Phone))
                (typed.input("email", "Email", Some("An address here means email is welcome"), Kind::Email))
            }
            (typed.input("address", "Address", None, Kind::Line))
            (typed.input("emergency", "Whom to call in an emergency", Some("Name and number"), Kind::Line))
            (may("text", "We may send texts"))
            (may("call", "We may call"))
            (may("voicemail", "We may leave a voicemail"))
            (may("say-who", "We may say who is calling if someone else answers"))
            (typed.input("safe", "When it is safe to reach them", None, Kind::Line))
            (quiet_form::fields(typed))
            (may("no-cancel", "They cancel by phone only, not by the link in a letter"))
            (fields::submit("Save"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_details_or_says_which_field_is_not() {
        let fields = |pairs: &[(&str, &str)]| {
            let problems = read(&Posted::from_pairs(pairs.iter().copied())).err().unwrap_or_default();
            problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        for (pairs, expected) in [
            (&[("name", "Rowan")][..], &[][..]),
            (&[], &["name"]),
            (&[("name", "Rowan"), ("born", "soon"), ("phone", "555"), ("email", "rowan")], &["born", "phone", "email"]),
            (&[("name", "Rowan"), ("born", "1991-11-02"), ("phone", "303 555 0117")], &[]),
        ] {
            assert_eq!(fields(pairs), expected, "{pairs:?}");
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (DetailsRefusal::PhoneMissing, "phone", "Enter the number"),
            (DetailsRefusal::VoicemailWithoutCalls, "voicemail", "A voicemail is only left"),
            (DetailsRefusal::BornInTheFuture, "born", "This day has not come"),
        ] {
            let (at, said) = words(refusal);
            assert!(at == field && said.starts_with(begins), "{refusal:?}: {said}");
        }
    }
}
