//! How one request is drawn for the front desk.

use actions::house::House;
use actions::see_request::DeskRequest;
use jiff::Timestamp;
use maud::{Markup, html};
use schedule::history::{Contact, What};
use schedule::offer::{Offer, Told};
use schedule::people::DeliveredHow;
use schedule::request::{Request, State as Stands};
use shell::fields::{Problem, error_summary};
use shell::icon::Icon;
use shell::shape::{Tone, note};
use shell::time;
use terms::ids::{RoomId, StaffId};

use crate::request::opening_value;
use crate::requests::limits;

/// The page, with what needs another look.
pub(crate) fn page(house: &House, desk: &DeskRequest, (problem, now): (Option<&Problem>, Timestamp)) -> Markup {
    let (request, zone) = (&desk.request, house.zone());
    let problems: Vec<Problem> = problem.cloned().into_iter().collect();
    html! {
        p.small { a href="/desk/requests" { "All requests" } }
        header { h1 { (request.answers.name.as_str()) } p.dim.small { "Asked " (time::moment(request.received_at, &zone)) ". " (request.source.word()) "." } }
        (contact_limits(request))
        (error_summary(&problems))
        div.split.main {
            section.card.stack aria-label="Request" {
                (asked(request))
                @match &request.state {
                    Stands::Offered(offer) if !request.is_lapsed(now) => { (offered(house, desk, offer)) },
                    Stands::Waiting | Stands::Offered(_) => { (openings(house, desk)) },
                    Stands::Booked { time: booked, .. } => { p { b { "Booked: " } (time::moment(booked.span.from, &zone)) ", with " (name_of(desk, booked.clinician)) ", " (room_of(desk, booked.room)) "." } },
                    Stands::Declined => { p { "Declined, with other places to ask." } },
                    Stands::Withdrawn => { p { "Taken back by the person who asked." } },
                }
            }
            aside.stack aria-label="What happened" { (happened(house, desk)) }
        }
    }
}

fn contact_limits(request: &Request) -> Markup {
    let reach = &request.answers.reach;
    note(
        Tone::Stop,
        Icon::Shield,
        html! {
            b { (limits(request)) }
            p.small {
                @if reach.is_nothing() { "When they call or come back, they have a word and a number. Read the times out." }
                @else if reach.may_name_practice { "If someone else answers, you may say who is calling." }
                @else { "If someone else answers, ask for " (request.answers.name.as_str()) " and give your first name. Do not name the practice." }
                @if let Some(safe) = &reach.safe_times { " Safe times: " (safe.as_str()) "." }
            }
        },
    )
}

fn asked(request: &Request) -> Markup {
    let answers = &request.answers;
    let joined = |words: Vec<&str>| if words.is_empty() { "Not said".to_owned() } else { words.join("; ") };
    let reach = &answers.reach;
    html! {
        dl.facts {
            dt { "Looking for" } dd { (joined(answers.about.iter().map(|case| case.word()).collect())) }
            dt { "Ketamine" } dd { (answers.ketamine.map_or("Not said", |case| case.word())) }
            dt { "Where" } dd { (answers.place.map_or("Not said", |case| case.word())) }
            dt { "Times" } dd { (joined(answers.times.iter().map(|case| case.word()).collect())) }
            dt { "Paying" } dd { (answers.coverage.map_or("Not said", |case| case.word())) @if answers.asks_about_coverage { ". Has a question about coverage." } }
            @if let Some(email) = &reach.email { dt { "Email" } dd { (email.as_str()) } }
            @if let Some(phone) = reach.phone.as_ref().filter(|_| reach.may_call || reach.may_text) { dt { "Phone" } dd { (phone) } }
        }
    }
}

fn openings(house: &House, desk: &DeskRequest) -> Markup {
    let zone = house.zone();
    let id = desk.request.id;
    html! {
        form.stack action={ "/desk/requests/" (id) "/offer" } method="post" {
            fieldset.field {
                legend { "Times to offer " span.hint { "best matches first, held for " (house.practice().offer_hold_hours) " hours; choose up to three" } }
                @if desk.openings.is_empty() { p.empty { "No times are open in the next two weeks. Look at the hours of your clinicians." } }
                div.choices.across {
                    @for (place, opening) in desk.openings.iter().enumerate() {
                        label.choice {
                            input id=[(place == 0).then_some("times")] type="checkbox" name="times" value=(opening_value(opening));
                            span { (time::short_day(opening.span.from, &zone)) ", " (time::clock(opening.span.from, &zone)) small { (day_word(opening.span.from, &zone)) ", " (name_of(desk, opening.clinician)) ", " (room_of(desk, opening.room)) } }
                        }
                    }
                }
            }
            p.small.dim { (how_told(&desk.request)) }
            div.row { button.btn { "Offer times" } }
        }
        form action={ "/desk/requests/" (id) "/decline" } method="post" { button.btn.plain { "Not a fit: decline kindly" } }
    }
}

fn offered(house: &House, desk: &DeskRequest, offer: &Offer) -> Markup {
    let zone = house.zone();
    html! {
        p { b { "Offered, held until " (time::moment(offer.held_until, &zone)) "." } " " @match offer.told { Told::ByLink => { "They choose by their private link." }, Told::ReadOut => { "Nothing was sent. Read the times out when they come back." } } }
        form.stack action={ "/desk/requests/" (desk.request.id) "/choose" } method="post" {
            fieldset.field {
                legend { "If they choose on the phone" }
                div.choices {
                    @for (place, held) in offer.times.iter().enumerate() {
                        label.choice {
                            input id=[(place == 0).then_some("time")] type="radio" name="time" value=(held.appointment);
                            span { (time::moment(held.span.from, &zone)) small { (name_of(desk, held.clinician)) ", " (room_of(desk, held.room)) } }
                        }
                    }
                }
            }
            fieldset.field {
                legend { "How did the disclosure statement and the privacy notice reach them?" }
                div.choices {
                    @for (place, how) in [DeliveredHow::ByLink, DeliveredHow::ReadAloud, DeliveredHow::Handed].into_iter().enumerate() {
                        label.choice { input id=[(place == 0).then_some("delivered")] type="radio" name="delivered" value=(how.code()); span { (how.word()) } }
                    }
                }
                p.small { a href="/rights" { "Disclosure statement" } ", " a href="/privacy" { "privacy notice" } }
            }
            div.row { button.btn { "Book this time" } }
        }
        form action={ "/desk/requests/" (desk.request.id) "/decline" } method="post" { button.btn.plain { "Not a fit: decline kindly" } }
    }
}

fn happened(house: &House, desk: &DeskRequest) -> Markup {
    let zone = house.zone();
    let reach = &desk.request.answers.reach;
    let may = |contact| match contact {
        Contact::Spoke => true,
        Contact::NoAnswer => reach.may_call,
        Contact::TextSent => reach.may_text,
        Contact::EmailSent => reach.email.is_some(),
        Contact::LeftVoicemail => reach.may_leave_voicemail,
    };
    html! {
        section.card.stack aria-labelledby="log" {
            h2 #log { "Log a contact" }
            form.stack action={ "/desk/requests/" (desk.request.id) "/contact" } method="post" {
                fieldset.field {
                    legend { "What happened?" }
                    div.chips {
                        @for (place, contact) in Contact::ALL.into_iter().enumerate() {
                            label.choice {
                                input id=[(place == 0).then_some("contact")] type="radio" name="contact" value=(contact.code()) disabled[!may(contact)];
                                span { (contact.word()) @if !may(contact) { small { "not allowed" } } }
                            }
                        }
                    }
                }
                div.row { button.btn.line.sm { "Log it" } }
            }
        }
        section.card.flush aria-labelledby="history" {
            h2 #history { "So far" }
            ul.rows.small {
                @for happening in desk.request.history.iter().rev() {
                    li { span.num.dim { (time::short_day(happening.at, &zone)) ", " (time::clock(happening.at, &zone)) } span.grow { (told(&happening.what)) @if let Some(by) = happening.by { ", " (name_of(desk, by)) } } }
                }
            }
        }
    }
}

fn told(what: &What) -> String {
    match what {
        What::Received => "Request received".to_owned(),
        What::Offered(times) => format!("Offered {times} {}", if *times == 1 { "time" } else { "times" }),
        What::NoneFit => "None of the times fit".to_owned(),
        What::Lapsed => "The offer lapsed".to_owned(),
        What::Chosen => "A time was chosen".to_owned(),
        What::Declined => "Declined kindly".to_owned(),
        What::Withdrawn => "Taken back".to_owned(),
        What::Contact(contact) => contact.word().to_owned(),
    }
}

fn how_told(request: &Request) -> &'static str {
    let reach = &request.answers.reach;
    match (reach.may_text, reach.email.is_some()) {
        (true, _) => "They get a text with a private link. It names neither the practice nor therapy.",
        (false, true) => "They get an email with a private link. It names neither the practice nor therapy.",
        (false, false) if reach.may_call => "Nothing is sent. Call them, and read the times out.",
        (false, false) => "Nothing is sent. They see the times when they come back with their word and number.",
    }
}

fn day_word(at: Timestamp, zone: &jiff::tz::TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%A").to_string()
}

fn name_of(desk: &DeskRequest, staff: StaffId) -> &str {
    desk.staff.iter().find(|person| person.id == staff).map_or("", |person| person.name.as_str())
}

fn room_of(desk: &DeskRequest, room: Option<RoomId>) -> &str {
    let known =
        |room| desk.rooms.iter().find(|known| known.id == room).map_or("in person", |known| known.name.as_str());
    room.map_or("online", known)
}
