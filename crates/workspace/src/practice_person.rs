//! Someone who works here: name, license, roles and hours; inviting them, and the day they leave.

use actions::change_staff::{
    StaffRefusal, add_staff, address_of, change_staff, has_signed_in, let_staff_go, see_people, take_staff_back,
};
use actions::house::House;
use actions::invite_staff::{InviteRefusal, invite_staff};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::people::Staff;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::StaffId;
use terms::reach::Email;

use crate::asked::{Asked, At};
use crate::person_form::{DAYS, KEPT, ROLES, as_posted, read};
use crate::practice_people::sign_out;

/// The form, and what can be done with a person.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/people/new", get(blank).post(add))
        .route("/practice/people/{id}", get(show).post(change))
        .route("/practice/people/{id}/invite", post(invite))
        .route("/practice/people/{id}/leave", post(leave))
        .route("/practice/people/{id}/back", post(back))
}

/// A person as the page shows them.
struct Shown {
    person: Staff,
    supervisors: Supervisors,
    email: Option<Email>,
    has_signed_in: bool,
}

async fn blank(asked: Asked) -> Reply {
    drawn(&asked, (None, None), &Posted::default(), &[])
}

async fn add(asked: Asked, posted: Posted) -> Reply {
    let details = match read(&posted) {
        Ok(details) => details,
        Err(problems) => return drawn(&asked, (None, None), &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| add_staff(house, by, &details, &once)).await {
        Ok(id) => reply::go(format!("/practice/people/{id}?done=added")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, (None, None), &posted, &[staff_problem(refusal)]),
            Err(page) => *page,
        },
    }
}

async fn show(asked: Asked, At(id): At<StaffId>) -> Reply {
    match found(&asked, id).await {
        Ok(shown) => {
            let posted = as_posted(&shown.person);
            drawn(&asked, (Some(&shown), None), &posted, &[])
        }
        Err(page) => *page,
    }
}

async fn change(asked: Asked, At(id): At<StaffId>, posted: Posted) -> Reply {
    let details = match read(&posted) {
        Ok(details) => details,
        Err(problems) => return again(&asked, id, &posted, &problems).await,
    };
    match asked.act(move |house, by| change_staff(house, by, id, &details)).await {
        Ok(()) => reply::go(format!("/practice/people/{id}?done=changed")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => again(&asked, id, &posted, &[staff_problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn invite(asked: Asked, At(id): At<StaffId>, posted: Posted) -> Reply {
    let Ok(email) = Email::parse(posted.one("email")) else {
        return again_shown(&asked, id, "Enter an email address with an @").await;
    };
    match asked.act(move |house, by| invite_staff(house, by, id, &email)).await {
        Ok(secret) => match found(&asked, id).await {
            Ok(shown) => {
                let link = asked.house.link(&format!("/join/{secret}"));
                drawn(&asked, (Some(&shown), Some(&link)), &as_posted(&shown.person), &[])
            }
            Err(page) => *page,
        },
        Err(trouble) => match asked.refusal(trouble) {
            Ok(InviteRefusal::AddressTaken) => {
                again_shown(&asked, id, "Somebody else signs in with this address. Enter another").await
            }
            Ok(InviteRefusal::HasLeft) => again_shown(&asked, id, "They have left. Take them back first").await,
            Err(page) => *page,
        },
    }
}

async fn leave(asked: Asked, At(id): At<StaffId>) -> Reply {
    match asked.act(move |house, by| let_staff_go(house, by, id)).await {
        Ok(()) => reply::go(format!("/practice/people/{id}?done=left")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => again_shown(&asked, id, &staff_problem(refusal).words).await,
            Err(page) => *page,
        },
    }
}

async fn back(asked: Asked, At(id): At<StaffId>) -> Reply {
    match asked.act(move |house, by| take_staff_back(house, by, id)).await {
        Ok(()) => reply::go(format!("/practice/people/{id}?done=back")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn again_shown(asked: &Asked, id: StaffId, words: &str) -> Reply {
    match found(asked, id).await {
        Ok(shown) => {
            let problem = Problem { field: "email", words: words.to_owned() };
            drawn(asked, (Some(&shown), None), &as_posted(&shown.person), &[problem])
        }
        Err(page) => *page,
    }
}

async fn again(asked: &Asked, id: StaffId, posted: &Posted, problems: &[Problem]) -> Reply {
    match found(asked, id).await {
        Ok(shown) => drawn(asked, (Some(&shown), None), posted, problems),
        Err(page) => *page,
    }
}

/// Who may be chosen, after "nobody".
type Supervisors = Vec<(String, String)>;

fn supervisors(all: &[Staff], of: Option<StaffId>) -> Supervisors {
    let may = all.iter().filter(|person| person.may_supervise() && Some(person.id) != of);
    let nobody = (String::new(), "Nobody: their own license".to_owned());
    [nobody].into_iter().chain(may.map(|person| (person.id.to_string(), person.name.as_str().to_owned()))).collect()
}

async fn found(asked: &Asked, id: StaffId) -> Result<Shown, Box<Reply>> {
    match asked.act(see_people).await {
        Ok(people) => {
            let all: Vec<Staff> = people.iter().map(|(person, _)| person.clone()).collect();
            match people.into_iter().find(|(person, _)| person.id == id) {
                Some((person, account)) => Ok(Shown {
                    supervisors: supervisors(&all, Some(person.id)),
                    email: address_of(account.as_ref()).cloned(),
                    has_signed_in: has_signed_in(account.as_ref()),
                    person,
                }),
                None => Err(Box::new(crate::trouble::not_found(&asked.who))),
            }
        }
        Err(trouble) => Err(Box::new(asked.instead(trouble))),
    }
}

fn staff_problem(refusal: StaffRefusal) -> Problem {
    match refusal {
        StaffRefusal::LastOwner => {
            Problem { field: "roles", words: "They are the only owner. Make somebody else an owner first".to_owned() }
        }
        StaffRefusal::NotASupervisor => Problem {
            field: "supervisor",
            words: "Choose someone who treats under their own license, and who is not supervised by this person"
                .to_owned(),
        },
        StaffRefusal::LicenseMissing => Problem {
            field: "license",
            words:
                "Whoever treats has letters behind the name, a license, and the states it is good for. Enter all three"
                    .to_owned(),
        },
    }
}

fn drawn(asked: &Asked, (shown, link): (Option<&Shown>, Option<&str>), posted: &Posted, problems: &[Problem]) -> Reply {
    let done = match asked.query("done") {
        "added" => Some("Added. Invite them now, so that they can sign in."),
        "changed" => Some("Saved."),
        "left" => Some("They have left. No door opens to them from now on."),
        "out" => Some("Every sign-in of theirs has ended. They sign in anew with password and phone."),
        "back" => Some("They are back. Invite them again."),
        _ => None,
    };
    let main = page(asked, (shown, link), &Typed { posted, problems });
    asked.form_page(("Person", "/practice/people"), done, !problems.is_empty(), main)
}

fn page(asked: &Asked, (shown, link): (Option<&Shown>, Option<&str>), typed: &Typed<'_>) -> Markup {
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        known => known.to_owned(),
    };
    let action =
        shown.map_or("/practice/people/new".to_owned(), |shown| format!("/practice/people/{}", shown.person.id));
    html! {
        p.small { a href="/practice/people" { "People" } }
        h1 { @match shown { Some(shown) => (shown.person.name.as_str()), None => "Add someone" } }
        (fields::error_summary(typed.problems))
        @if let Some(link) = link { (invitation(link)) }
        div.split.main {
            form.card.stack method="post" action=(action) {
                (hidden("once", &once))
                (typed.input("name", "Name", None, Kind::Line))
                (typed.several("roles", "What they do here", &ROLES.map(|(code, word, _)| (code, word))))
                div.grid {
                    (typed.input("letters", "Letters behind the name", Some("For whoever treats: LMFT"), Kind::Line))
                    (typed.input("license", "License", None, Kind::Line))
                    (typed.input("states", "Good in which states", Some("Colorado"), Kind::Line))
                }
                div.grid {
                    (typed.input("npi", "NPI", Some("Ten digits, for superbills and claims"), Kind::Line))
                    (typed.input("taxonomy", "Taxonomy code", Some("What they are to insurers: 106H00000X"), Kind::Line))
                }
                (typed.area("training", "What education, experience and training these asked for", Some("For the disclosure statement: a sentence for each degree, license and certification (C.R.S. 12-245-216(1)(b))")))
                @if let Some(shown) = shown {
                    (typed.select("supervisor", "Works as a candidate, supervised by", &shown.supervisors))
                    p.small.dim { "Whoever supervises can read the charts of this person’s clients. Each note waits for their co-signature under “Notes to sign”." }
                }
                fieldset.field {
                    legend { "When they see clients" }
                    p.hint { "Leave a day empty when they don’t" }
                    @for (_, day, from, until) in DAYS {
                        div.grid { (typed.input(from, &format!("{day} from"), None, Kind::Time)) (typed.input(until, &format!("{day} until"), None, Kind::Time)) }
                    }
                }
                details {
                    summary.btn.plain.sm { "Hours kept for the days after a dosing day" }
                    p.hint { "Others are offered these times from the day before only; integration visits at any time" }
                    @for (_, day, from, until) in KEPT {
                        div.grid { (typed.input(from, &format!("{day} kept from"), None, Kind::Time)) (typed.input(until, &format!("{day} kept until"), None, Kind::Time)) }
                    }
                }
                (fields::submit("Save"))
            }
            @if let Some(shown) = shown { div.stack { (sign_in(shown, typed)) (leaving(shown)) } }
        }
    }
}

fn invitation(link: &str) -> Markup {
    html! {
        section.card.stack aria-labelledby="link" {
            h2 #link { "Their invitation" }
            p { "Hand this address over in a way that only they see. It is good once, for a week, and is not shown again." }
            p { code { (link) } }
        }
    }
}

fn sign_in(shown: &Shown, typed: &Typed<'_>) -> Markup {
    let id = shown.person.id;
    let email = match typed.posted.one("email") {
        "" => shown.email.as_ref().map_or("", |email| email.as_str()),
        typed => typed,
    };
    let posted = Posted::from_pairs([("email", email.to_owned())]);
    html! {
        section.card.stack aria-labelledby="sign-in" {
            h2 #sign-in { "Sign-in" }
            @if shown.has_signed_in { (sign_out(id)) }
            p { @if shown.has_signed_in { "They sign in with password and phone." } @else { "They have not signed in yet." } }
            form.stack method="post" action={ "/practice/people/" (id) "/invite" } {
                (Typed { posted: &posted, problems: typed.problems }.input("email", "Email to sign in with", None, Kind::Email))
                div.row { button.btn.line { @if shown.has_signed_in { "Invite anew: password and phone lost" } @else { "Write an invitation" } } }
            }
        }
    }
}

fn leaving(shown: &Shown) -> Markup {
    let id = shown.person.id;
    html! {
        section.card.stack aria-labelledby="leaving" {
            h2 #leaving { "Leaving" }
            @if shown.person.left.is_some() {
                p { "They have left. What they wrote stays, under their name." }
                form method="post" action={ "/practice/people/" (id) "/back" } { button.btn.line { "Take them back" } }
            } @else {
                p.small { "From that moment no door opens to them. What they wrote stays, and their clients need someone else." }
                form method="post" action={ "/practice/people/" (id) "/leave" } { button.btn.plain { "They leave today" } }
            }
        }
    }
}
