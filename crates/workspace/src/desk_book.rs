//! Book for a client: one visit, or the same time week after week, all of them or none.

use actions::book_for::{BookFor, BookForRefusal, book_for};
use actions::book_visit::{BookVisit, MAX_LENGTH_MIN};
use actions::house::House;
use actions::see_client::{SeenClient, see_client};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::BookRefusal;
use schedule::weekly::{MOST_WEEKS, WeeklyRefusal};
use schedule::wish::WishRefusal;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::Asked;
use crate::book::{NOT_DELIVERED, PARTED};
use crate::dates::day;
use crate::desk_find::{For, finder};
use crate::desk_words::{PLACES, clinicians, in_a_line, kind_from_code, kinds, place_from_code, rooms};
use crate::reach_words::contact_limits;
use shell::reading::Reading;
use shell::typed::Typed;

/// How long a visit is when the page is opened, in minutes.
const USUAL_LENGTH: &str = "50";

/// The field whose problem opens the way past a taken time.
const TAKEN: &str = "started";

/// Without a client, the search for one comes first.
const WHO: For = For { heading: "Book", path: "/desk/book", here: "/desk/calendar", keep: &["from", "who", "room"] };

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/book", get(show).post(book))
}

async fn show(asked: Asked) -> Reply {
    match asked.query("client").parse() {
        Ok(subject) => {
            let posted = prefilled(&asked);
            shown(&asked, subject, &posted, &[]).await
        }
        Err(_) => finder(&asked, &WHO).await,
    }
}

async fn book(asked: Asked, posted: Posted) -> Reply {
    let Ok(subject) = posted.one("client").parse() else { return reply::go("/desk/book") };
    let wanted = match read(&posted, subject, &asked.house.zone()) {
        Ok(wanted) => wanted,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| book_for(house, by, &wanted, &once)).await {
        Ok(visit) => reply::go(format!("/desk/visits/{visit}?done=booked")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, words) = words(refusal);
                shown(&asked, subject, &posted, &[Problem { field, words }]).await
            }
            Err(page) => *page,
        },
    }
}

/// What the link said: a time of the calendar, a clinician, a room.
fn prefilled(asked: &Asked) -> Posted {
    let from: Option<DateTime> = asked.query("from").parse().ok();
    let told = |pattern: &str| from.map_or(String::new(), |from| from.strftime(pattern).to_string());
    let room = asked.query("room").to_owned();
    let place = if room.is_empty() { "" } else { "in-person" };
    Posted::from_pairs([
        ("date", told("%Y-%m-%d")),
        ("started", told("%H:%M")),
        ("who", asked.query("who").to_owned()),
        ("room", room),
        ("place", place.to_owned()),
        ("length", USUAL_LENGTH.to_owned()),
        ("weeks", "1".to_owned()),
    ])
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let seen = match asked.act(move |house, by| see_client(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    // Unless the link or the form says otherwise, with whoever treats them.
    let who = ("who".to_owned(), seen.client.clinician.to_string());
    let filled = match posted.one("who") {
        "" => Posted::from_pairs(std::iter::once(who).chain(posted.pairs().iter().cloned())),
        _ => posted.clone(),
    };
    let main = page(asked, &seen, &Typed { posted: &filled, problems });
    asked.form_page(("Book", "/desk/calendar"), None, !problems.is_empty(), main)
}

/// The field and what to do.
fn words(refusal: BookForRefusal) -> (&'static str, String) {
    let (field, words) = match refusal {
        BookForRefusal::Taken(date) => {
            let words = format!(
                "Someone or something is taken at this time on {}. Nothing is booked. Choose another time, or say below why it may stand beside the other",
                day(date)
            );
            return (TAKEN, words);
        }
        BookForRefusal::Book(BookRefusal::Taken) => {
            (TAKEN, "Someone or something is taken at this time. Choose another")
        }
        BookForRefusal::Book(BookRefusal::Past) => ("date", "This time is over. Choose one that is not"),
        BookForRefusal::Book(BookRefusal::NoPeople) => ("kind", "Nobody comes to this visit. Open the client again"),
        BookForRefusal::Book(BookRefusal::RoomMissing) => ("room", "Choose a room, or book the visit online"),
        BookForRefusal::NotDelivered => ("kind", NOT_DELIVERED),
        BookForRefusal::Parted => ("kind", PARTED),
        BookForRefusal::Length => ("length", "Enter a length from 1 to 480 minutes"),
        BookForRefusal::NotOffered => ("kind", "The practice does not attend dosing days. Choose another kind"),
        BookForRefusal::Weekly(WeeklyRefusal::Count) => ("weeks", "Enter from 1 to 26 weeks"),
        BookForRefusal::Weekly(WeeklyRefusal::PastTheCalendar) => {
            ("date", "This date is too far ahead. Look at the year")
        }
        BookForRefusal::NoSuchClinician => ("who", "Choose one of the people who treat here"),
        BookForRefusal::Wish(WishRefusal::NotOpen) => {
            ("date", "This wish was booked or taken back meanwhile. Look at the wait list again")
        }
    };
    (field, words.to_owned())
}

fn read(posted: &Posted, subject: SubjectId, zone: &TimeZone) -> Result<BookFor, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let kind = form.wanted("kind", kind_from_code(posted.one("kind")), "Choose what kind of visit it is");
    let clinician = form.wanted("who", posted.one("who").parse().ok(), "Choose with whom");
    let (date, time) = (form.date("date"), form.time("started"));
    let date = form.wanted("date", date, "Enter the day");
    let time = form.wanted("started", time, "Enter when it begins");
    let length = posted.one("length").parse().ok().filter(|minutes| (1..=MAX_LENGTH_MIN).contains(minutes));
    let length = form.wanted("length", length, "Enter a length from 1 to 480 minutes");
    let weeks = posted.one("weeks").parse().ok().filter(|weeks| (1..=MOST_WEEKS).contains(weeks));
    let weeks = form.wanted("weeks", weeks, "Enter from 1 to 26 weeks");
    let place = form.wanted("place", place_from_code(posted.one("place")), "Choose where they meet");
    let room = match posted.one("room") {
        "" => None,
        id => form.wanted("room", id.parse().ok(), "Choose one of the rooms"),
    };
    let overriding = form.line("reason");
    let from = date.zip(time).and_then(|(date, time)| zone.to_timestamp(date.to_datetime(time)).ok());
    let visit = kind.zip(place).zip(from).zip(length).map(|(((kind, place), from), length_min)| BookVisit {
        subject,
        kind,
        place,
        room,
        from,
        length_min,
        overriding,
    });
    let serves = posted.one("wish").parse().ok();
    let wanted =
        visit.zip(clinician).zip(weeks).map(|((visit, clinician), weeks)| BookFor { visit, clinician, weeks, serves });
    form.done(wanted)
}

fn page(asked: &Asked, seen: &SeenClient, typed: &Typed<'_>) -> Markup {
    let (client, posted) = (&seen.client, typed.posted);
    let once = match posted.one("once") {
        "" => one_time_number(&asked.house),
        known => known.to_owned(),
    };
    let who = clinicians(&seen.staff);
    let is_taken = typed.problems.iter().any(|problem| problem.field == TAKEN);
    html! {
        header { p.small { a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } " " span.mono.dim { (client.chart_number) } } h1 { "Book" } }
        (contact_limits(client, None))
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" action="/desk/book" {
                (hidden("client", &client.subject.to_string())) (hidden("once", &once)) (hidden("wish", posted.one("wish")))
                (typed.one_of("kind", "Kind of visit", &kinds(asked)))
                (typed.select("who", "With", &who))
                div.grid {
                    (typed.input("date", "Date", None, Kind::Date))
                    (typed.input("started", "Begins", None, Kind::Time))
                    (typed.input("length", "Length in minutes", None, Kind::Number))
                    (typed.input("weeks", "Weeks in a row", Some("1 is this visit alone; all of a series are booked, or none"), Kind::Number))
                }
                (typed.one_of("place", "Where", &PLACES))
                (typed.select("room", "Room, if in person", &rooms(&seen.rooms)))
                @if is_taken || !posted.one("reason").is_empty() {
                    (typed.input("reason", "Book it all the same, because", Some("Your name stands beside the reason"), Kind::Line))
                }
                (fields::submit("Book"))
            }
            (planned(asked, seen))
        }
    }
}

fn planned(asked: &Asked, seen: &SeenClient) -> Markup {
    let zone = asked.house.zone();
    let is_ahead =
        |visit: &&schedule::appointment::Appointment| visit.state.awaits_a_note() && visit.span.until > asked.by.now;
    let ahead: Vec<_> = seen.visits.iter().filter(is_ahead).collect();
    html! {
        section.card.flush aria-labelledby="planned" {
            h2 #planned { "Booked already" }
            @if ahead.is_empty() { p.empty { "Nothing is booked." } }
            ul.rows {
                @for visit in ahead {
                    li { span.grow { (moment(visit.span.from, &zone)) br; span.xs.dim { (visit.kind.word()) ", " (in_a_line(visit, (&seen.staff, &seen.rooms), &zone)) } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: [(&str, &str); 7] = [
        ("kind", "therapy"),
        ("who", "danareyest"),
        ("date", "2026-06-29"),
        ("started", "11:00"),
        ("length", "50"),
        ("weeks", "4"),
        ("place", "online"),
    ];

    fn read_with(name: &str, value: &'static str) -> Result<BookFor, Vec<Problem>> {
        let pairs = FORM.map(|pair| if pair.0 == name { (pair.0, value) } else { pair });
        read(&Posted::from_pairs(pairs), "ssssssssss".parse().unwrap(), &TimeZone::UTC)
    }

    #[test]
    fn a_form_is_a_booking_or_says_which_field_is_not() {
        let read = read_with("", "").unwrap();
        assert_eq!((read.visit.from.to_string().as_str(), read.weeks), ("2026-06-29T11:00:00Z", 4));
        for (name, value) in [
            ("kind", ""),
            ("who", "nobody"),
            ("date", "soon"),
            ("started", ""),
            ("length", "0"),
            ("length", "481"),
            ("weeks", "0"),
            ("weeks", "27"),
            ("place", "moon"),
        ] {
            let problems = read_with(name, value).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [name], "{value}");
        }
        assert_eq!(
            [("weeks", "1"), ("weeks", "26"), ("length", "480")].map(|(a, b)| read_with(a, b).is_ok()),
            [true; 3]
        );
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (
                BookForRefusal::Taken("2026-06-29".parse().unwrap()),
                "started",
                "Someone or something is taken at this time on June 29",
            ),
            (BookForRefusal::Book(BookRefusal::Taken), "started", "Someone or something"),
            (BookForRefusal::Book(BookRefusal::Past), "date", "This time is over"),
            (BookForRefusal::Book(BookRefusal::NoPeople), "kind", "Nobody comes"),
            (BookForRefusal::Book(BookRefusal::RoomMissing), "room", "Choose a room"),
            (BookForRefusal::Length, "length", "Enter a length"),
            (BookForRefusal::NotOffered, "kind", "The practice does not"),
            (BookForRefusal::Weekly(WeeklyRefusal::Count), "weeks", "Enter from 1"),
            (BookForRefusal::Weekly(WeeklyRefusal::PastTheCalendar), "date", "This date is too far"),
            (BookForRefusal::NoSuchClinician, "who", "Choose one of the people"),
            (BookForRefusal::Wish(WishRefusal::NotOpen), "date", "This wish was"),
        ] {
            let (at, said) = words(refusal);
            assert!(at == field && said.starts_with(begins), "{refusal:?}: {said}");
        }
    }
}
