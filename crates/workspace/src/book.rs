//! Books a visit. Nothing is booked twice, unless someone says why, under their name.

use actions::authorize::{AuthorizedOf, see_authorized};
use actions::book_visit::{BookVisit, MAX_LENGTH_MIN, VisitRefusal, book_visit};
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::get;
use care::dosing_day::first_integration;
use care::note::NoteKind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::BookRefusal;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::SubjectId;
use terms::place::Place;
use terms::visit_kind::VisitKind;

use crate::asked::{Asked, At};
use crate::asked_alone::look_first;
use crate::authorization::still_open;
use crate::chart::subnav;
use crate::dates::{chart_link, short_day, visit_badge};
use crate::start_note::kinds;
use shell::reading::Reading;
use shell::typed::Typed;

/// How long a visit is when the page is opened, in minutes.
const USUAL_LENGTH: &str = "50";

/// Why nobody is booked before disclosure, for therapist and front desk alike.
pub(crate) const NOT_DELIVERED: &str = "The disclosure statement and the privacy notice have not reached them yet. Hand them over first, and say so on the client’s page";

/// Why nothing joint is booked any more, for therapist and front desk alike.
pub(crate) const PARTED: &str =
    "Nothing new is booked for these people together. Book for each of them in their own record";

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/book", get(show).post(book))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let from_link = ["kind", "date"].map(|name| (name, asked.query(name).to_owned()));
    let pairs = from_link.into_iter().chain([("length", USUAL_LENGTH.to_owned())]);
    shown(&asked, subject, &Posted::from_pairs(pairs), &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let seen =
        asked.act(move |house, by| Ok((open_chart(house, by, subject)?, see_authorized(house, by, subject)?))).await;
    let (open, authorized) = match seen {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = page(&asked.house, (&open, &authorized), &Typed { posted, problems });
    let title = format!("Chart {}", open.client.chart_number);
    asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
}

async fn book(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let wanted = match read(&posted, subject, &asked.house.zone()) {
        Ok(wanted) => wanted,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    match asked.act(move |house, by| book_visit(house, by, &wanted)).await {
        Ok(_) => reply::go(format!("/t/c/{subject}?done=booked")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, said) = words(refusal);
                shown(&asked, subject, &posted, &[Problem { field, words: said.to_owned() }]).await
            }
            Err(page) => *page,
        },
    }
}

/// The field and what to do. A taken time offers the way to book it all the same.
fn words(refusal: VisitRefusal) -> (&'static str, &'static str) {
    match refusal {
        VisitRefusal::Book(BookRefusal::Taken) => (
            TAKEN,
            "Someone or something is taken at this time. Choose another, or say below why it may stand beside the other",
        ),
        VisitRefusal::Book(BookRefusal::Past) => ("date", "This time is over. Choose one that is not"),
        VisitRefusal::Book(BookRefusal::NoPeople) => ("kind", "Nobody comes to this visit. Open the chart again"),
        VisitRefusal::Book(BookRefusal::RoomMissing) => ("room", "Choose a room, or book the visit online"),
        VisitRefusal::Length => ("length", "Enter a length from 1 to 480 minutes"),
        VisitRefusal::NotDelivered => ("kind", NOT_DELIVERED),
        VisitRefusal::Parted => ("kind", PARTED),
        VisitRefusal::NotOffered => ("kind", "The practice does not attend dosing days. Choose another kind"),
    }
}

/// The field whose problem opens the way past a taken time.
const TAKEN: &str = "started";

fn read(posted: &Posted, subject: SubjectId, zone: &TimeZone) -> Result<BookVisit, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let kind = form.wanted("kind", NoteKind::from_code(posted.one("kind")), "Choose what kind of visit it is");
    let place = match posted.one("place") {
        "in-person" => Some(Place::InPerson),
        "online" => Some(Place::Online),
        _ => None,
    };
    let place = form.wanted("place", place, "Choose where you meet");
    let room = match posted.one("room") {
        "" => None,
        id => form.wanted("room", id.parse().ok(), "Choose one of the rooms"),
    };
    let (date, time) = (form.date("date"), form.time("started"));
    let date = form.wanted("date", date, "Enter the day");
    let time = form.wanted("started", time, "Enter when it begins");
    let length = posted.one("length").parse().ok().filter(|minutes| (1..=MAX_LENGTH_MIN).contains(minutes));
    let length = form.wanted("length", length, "Enter a length from 1 to 480 minutes");
    let overriding = form.line("reason");
    let from = date.zip(time).and_then(|(date, time)| zone.to_timestamp(date.to_datetime(time)).ok());
    let visit = kind.zip(place).zip(from).zip(length).map(|(((kind, place), from), length_min)| BookVisit {
        subject,
        kind: kind.into(),
        place,
        room,
        from,
        length_min,
        overriding,
    });
    form.done(visit)
}

fn page(house: &House, (open, authorized): (&OpenChart, &AuthorizedOf), typed: &Typed<'_>) -> Markup {
    let subject = open.client.subject;
    let kinds: Vec<_> = kinds(house, open).into_iter().map(|kind| (kind.code(), kind.word())).collect();
    let rooms = open.rooms.iter().map(|room| (room.id.to_string(), room.name.as_str().to_owned()));
    let rooms: Vec<_> = std::iter::once((String::new(), "No room".to_owned())).chain(rooms).collect();
    let is_taken = typed.problems.iter().any(|problem| problem.field == TAKEN);
    html! {
        header.stack { div { p.small { (chart_link(&open.client)) } h1 { "Book a visit" } } (subnav(open, "/book")) }
        @if open.look_first { (look_first(&open.members)) }
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" action={ "/t/c/" (subject) "/book" } {
                (typed.one_of("kind", "Kind of visit", &kinds))
                div.grid {
                    (typed.input("date", "Date", None, Kind::Date))
                    (typed.input("started", "Begins", None, Kind::Time))
                    (typed.input("length", "Length in minutes", None, Kind::Number))
                }
                (typed.one_of("place", "Where", &[("in-person", Place::InPerson.word()), ("online", Place::Online.word())]))
                (typed.select("room", "Room, if in person", &rooms))
                @if is_taken || !typed.posted.one("reason").is_empty() {
                    (typed.input("reason", "Book it all the same, because", Some("Your name stands beside the reason"), Kind::Line))
                }
                (fields::submit("Book visit"))
            }
            div.stack {
            (still_open(&authorized.counted(), house.today(open.now)))
            (proposed(house, open))
            section.card.flush aria-labelledby="planned" {
                h2 #planned { "Planned" }
                @if open.planned.is_empty() { div.empty { p { "Nothing is booked." } } }
                ul.rows {
                    @for visit in &open.planned {
                        li { span.grow { (moment(visit.span.from, &house.zone())) br; span.xs.dim { (visit.place.word()) } } (visit_badge(visit.kind.into(), None, None)) }
                    }
                }
            }
            }
        }
    }
}

/// Days for a first integration visit after each dosing day that has none yet. Nothing counts down, and nothing is late.
fn proposed(house: &House, open: &OpenChart) -> Markup {
    let (practice, today) = (house.practice(), house.today(open.now));
    let targets = (practice.integration_from_days, practice.integration_until_days);
    let integrates = |from: Date, until: Date| {
        let within = |date: Date| (from..=until).contains(&date);
        let planned = open
            .planned
            .iter()
            .any(|visit| visit.kind == VisitKind::Integration && within(house.today(visit.span.from)));
        planned
            || open
                .chart
                .notes()
                .iter()
                .any(|note| note.draft().kind == NoteKind::Integration && within(note.draft().date))
    };
    let days = open.chart.dosing_days().iter().filter_map(|day| day.date.known());
    let proposals: Vec<(Date, Date, Date)> = days
        .map(|day| (day, first_integration(day, targets)))
        .filter(|(_, (from, until))| *until >= today && !integrates(*from, *until))
        .map(|(day, (from, until))| (day, from, until))
        .collect();
    html! {
        @if !proposals.is_empty() {
            section.card.stack.tight aria-labelledby="proposed" {
                h2 #proposed { "Proposed" }
                @for (day, from, until) in proposals {
                    p { "After the dosing day of " (short_day(day)) ": " a href={ "/t/c/" (open.client.subject) "/book?kind=integration&date=" (from.max(today)) } { "integration, " (short_day(from)) " to " (short_day(until)) } "." }
                }
                p.xs.dim { "A proposal; later is integration all the same." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: [(&str, &str); 5] =
        [("kind", "integration"), ("date", "2026-06-29"), ("started", "11:00"), ("length", "50"), ("place", "online")];

    fn read_with(name: &str, value: &'static str) -> Result<BookVisit, Vec<Problem>> {
        let pairs = FORM.map(|pair| if pair.0 == name { (pair.0, value) } else { pair });
        read(&Posted::from_pairs(pairs), "ssssssssss".parse().unwrap(), &TimeZone::UTC)
    }

    #[test]
    fn a_form_is_a_visit_or_says_which_field_is_not() {
        assert_eq!(read_with("", "").unwrap().from.to_string(), "2026-06-29T11:00:00Z");
        for (name, value) in [
            ("kind", ""),
            ("date", "soon"),
            ("started", ""),
            ("length", "0"),
            ("length", "481"),
            ("length", "long"),
            ("place", "moon"),
        ] {
            let problems = read_with(name, value).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [name], "{value}");
        }
        assert_eq!(["1", "480"].map(|length| read_with("length", length).is_ok()), [true, true]);
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (VisitRefusal::Book(BookRefusal::Taken), "started", "Someone or something"),
            (VisitRefusal::Book(BookRefusal::Past), "date", "This time is over"),
            (VisitRefusal::Book(BookRefusal::NoPeople), "kind", "Nobody comes"),
            (VisitRefusal::Book(BookRefusal::RoomMissing), "room", "Choose a room"),
            (VisitRefusal::NotDelivered, "kind", "The disclosure statement"),
            (VisitRefusal::Length, "length", "Enter a length"),
            (VisitRefusal::NotOffered, "kind", "The practice does not"),
            (VisitRefusal::Parted, "kind", "Nothing new is booked"),
        ] {
            let (to, said) = words(refusal);
            assert!(to == field && said.starts_with(begins), "{refusal:?}");
        }
    }
}
