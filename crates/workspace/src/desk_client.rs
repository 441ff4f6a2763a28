//! One client as the front desk sees them: how they may be reached first, then visits, calls and wishes.

use actions::deliver::deliver;
use actions::house::House;
use actions::see_alerts::waits_for;
use actions::see_client::{SeenClient, see_client};
use axum::Router;
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::Appointment;
use schedule::people::{Client, DeliveredHow};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::{moment, short_day as moment_day};
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::dates::long_day;
use crate::desk_words::{book_and_log, in_a_line, name_of, state_badge, toast};
use crate::reach_words::{contact_limits, first_name};

/// The client.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/desk/clients/{subject}", get(show))
        .route("/desk/clients/{subject}/delivered", post(deliver_them))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let seen = match asked.act(move |house, by| see_client(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    match asked.act(move |house, by| waits_for(house, by, subject)).await {
        Ok(waits) => {
            let treating = seen.staff.iter().find(|person| person.id == seen.client.clinician);
            let main = page(&asked, &seen, treating.filter(|_| waits).map(first_name));
            reply::ok(asked.page(("Client", "/desk/clients"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn deliver_them(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Some(how) = DeliveredHow::from_code(posted.one("how")) else {
        return reply::go(format!("/desk/clients/{subject}"));
    };
    match asked.act(move |house, by| deliver(house, by, subject, how)).await {
        Ok(()) => reply::go(format!("/desk/clients/{subject}?done=delivered")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, seen: &SeenClient, put_through_to: Option<&str>) -> Markup {
    let client = &seen.client;
    html! {
        p.small { a href="/desk/clients" { "All clients" } }
        header.row.apart {
            div { h1 { (client.name.as_str()) } p.dim { "Chart " (client.chart_number) @if let Some(pronouns) = &client.pronouns { ", " (pronouns.as_str()) } ". With " (name_of(&seen.staff, client.clinician)) "." } }
            (book_and_log(&format!("?client={}", client.subject)))
        }
        (contact_limits(client, put_through_to))
        div.split.main {
            div.stack { (visits(asked, seen)) (calls(asked, seen)) }
            div.stack { (contact(client)) (delivered(seen, &asked.house.zone())) (together(seen)) (wishes(seen)) }
        }
    }
}

fn contact(client: &Client) -> Markup {
    html! {
        section.card.stack aria-labelledby="contact" {
            h2 #contact { "Contact" }
            dl.facts {
                @if let Some(legal) = &client.legal_name { dt { "On papers" } dd { (legal.as_str()) } }
                dt { "Born" } dd { (client.birth_date.map_or("Not told".to_owned(), |born| born.strftime("%B %-d, %Y").to_string())) }
                dt { "Phone" } dd { @match &client.reach.phone { Some(phone) => (phone), None => "No number" } }
                dt { "Email" } dd { (client.reach.email.as_ref().map_or("None", |email| email.as_str())) }
                @if let Some(moved) = &client.moved_in {
                    @if let Some(email) = moved.email.as_ref().filter(|_| client.reach.email.is_none()) { dt { "Came along" } dd { (email.as_str()) br; span.xs.dim { "Not written to until they agree" } } }
                    @if let Some(number) = &moved.number { dt { "Earlier number" } dd { (number.as_str()) } }
                }
                dt { "Address" } dd { (client.address.as_ref().map_or("Not told", |address| address.as_str())) }
                dt { "In an emergency" } dd { (client.emergency_contact.as_ref().map_or("Not told", |contact| contact.as_str())) }
                dt { "Since" } dd { (long_day(client.since)) }
            }
            div.row {
                a.btn.line.sm href={ "/desk/clients/" (client.subject) "/contact" } { "Change contact" }
                @if client.members.is_empty() { form method="post" action={ "/desk/clients/" (client.subject) "/code" } { button.btn.plain.sm { "Print a code to sign in" } } }
            }
        }
    }
}

/// Whether disclosure statement and privacy notice reached them; nobody is booked before.
fn delivered(seen: &SeenClient, zone: &TimeZone) -> Markup {
    let client = &seen.client;
    html! {
        @if client.members.is_empty() {
            section.card.stack aria-labelledby="delivered" {
                h2 #delivered { "Disclosure and privacy notice" }
                @match client.delivered {
                    Some(delivery) => p { (delivery.how.word()) ", " (moment(delivery.at, zone)) @if let Some(by) = delivery.by { ", " (name_of(&seen.staff, by)) } "." },
                    None => {
                        p { "Not delivered yet. Nobody is booked before. " a href="/rights" { "Disclosure statement" } ", " a href="/privacy" { "privacy notice" } "." }
                        form.stack method="post" action={ "/desk/clients/" (client.subject) "/delivered" } {
                            div.row { @for how in [DeliveredHow::Handed, DeliveredHow::ReadAloud, DeliveredHow::Before] { button.btn.line.sm name="how" value=(how.code()) { (how.word()) } } }
                        }
                    },
                }
            }
        }
    }
}

/// A couple's partners, or the couples that somebody is part of.
fn together(seen: &SeenClient) -> Markup {
    let (heading, others) = if seen.client.members.is_empty() {
        ("Comes together with", &seen.units)
    } else {
        ("Who comes together", &seen.members)
    };
    html! {
        section.card.flush aria-labelledby="together" {
            h2 #together { (heading) }
            @if others.is_empty() { p.empty { "Comes alone." } }
            ul.rows { @for other in others { li { span.grow { a.all href={ "/desk/clients/" (other.subject) } { (other.name.as_str()) } " " span.xs.dim.mono { (other.chart_number) } } } } }
            @if seen.client.members.is_empty() { p.small { a.btn.plain.sm href={ "/desk/clients/" (seen.client.subject) "/together" } { "Open a record together" } } }
        }
    }
}

fn visits(asked: &Asked, seen: &SeenClient) -> Markup {
    let (ahead, over): (Vec<&Appointment>, Vec<&Appointment>) =
        seen.visits.iter().partition(|visit| visit.span.until > asked.by.now);
    html! {
        section.card.flush aria-labelledby="ahead" {
            h2 #ahead { "To come" }
            @if ahead.is_empty() { p.empty { "Nothing is booked." } }
            ul.rows { @for visit in ahead { (visit_row(asked, seen, visit)) } }
        }
        section.card.flush aria-labelledby="over" {
            h2 #over { "Last three months" }
            @if over.is_empty() { p.empty { "No visits in the last three months." } }
            ul.rows { @for visit in over.into_iter().rev() { (visit_row(asked, seen, visit)) } }
        }
    }
}

fn visit_row(asked: &Asked, seen: &SeenClient, visit: &Appointment) -> Markup {
    let zone = asked.house.zone();
    html! {
        li {
            span.grow {
                a.all href={ "/desk/visits/" (visit.id) } { (moment(visit.span.from, &zone)) }
                br; span.xs.dim { (visit.kind.word()) ", " (in_a_line(visit, (&seen.staff, &seen.rooms), &zone)) }
            }
            (state_badge(visit.state))
        }
    }
}

fn calls(asked: &Asked, seen: &SeenClient) -> Markup {
    let zone = asked.house.zone();
    html! {
        section.card.flush aria-labelledby="calls" {
            h2 #calls { "Calls" }
            @if seen.calls.is_empty() { p.empty { "No calls in the last three months." } }
            ul.rows.small {
                @for call in &seen.calls {
                    li {
                        span.num.dim { (moment_day(call.at, &zone)) }
                        span.grow { (call.direction.word()) ": " (call.who.as_str()) @if let Some(said) = &call.said { br; (said.as_str()) } @if let Some(next) = call.next.as_ref().filter(|_| call.is_open()) { br; b { "To do: " (next.as_str()) } } }
                    }
                }
            }
        }
    }
}

fn wishes(seen: &SeenClient) -> Markup {
    html! {
        section.card.flush aria-labelledby="wishes" {
            h2 #wishes { "Wait list" }
            @if seen.wishes.is_empty() { p.empty { "Not on the wait list." } }
            ul.rows {
                @for wish in &seen.wishes {
                    li { span.grow { a.all href="/desk/waitlist" { (wish.kind.word()) } br; span.xs.dim { (wish.times.iter().map(|time| time.word()).collect::<Vec<_>>().join(", ")) } } }
                }
            }
            p.small { a.btn.plain.sm href={ "/desk/waitlist/new?client=" (seen.client.subject) } { "Add to the wait list" } }
        }
    }
}
