//! The wait list: who would like a time, and the free times of the next two weeks that fit, each booked with one button.

use actions::close_wish::close_wish;
use actions::house::House;
use actions::see_waits::{WaitList, Waiting, see_waits};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::wish::{FreeTime, Wish, WishRefusal};
use shell::fields::{Problem, error_summary, hidden};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::time::{clock, short_day};
use terms::ids::WaitId;
use terms::place::Place;

use crate::asked::{Asked, At};
use crate::desk_words::{kind_code, name_of, place_code, toast, where_to};
use crate::reach_words::client_ways;

/// The list, and taking someone off it.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/waitlist", get(show)).route("/desk/waitlist/{id}/close", post(take_off))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn take_off(asked: Asked, At(id): At<WaitId>) -> Reply {
    match asked.act(move |house, by| close_wish(house, by, id)).await {
        Ok(()) => reply::go("/desk/waitlist?done=closed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, &[Problem { field: "waiting", words: words(refusal).to_owned() }]).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_waits).await {
        Ok(list) => {
            let main = page(asked, &list, problems);
            asked.form_page(("Wait list", "/desk/waitlist"), toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn words(refusal: WishRefusal) -> &'static str {
    match refusal {
        WishRefusal::NotOpen => "This wish was booked meanwhile, so it is off the list already",
    }
}

fn page(asked: &Asked, list: &WaitList, problems: &[Problem]) -> Markup {
    html! {
        header.row.apart {
            div { h1 { "Wait list" } p.dim { "Who has waited longest stands first. The times are free now; one button books them." } }
            a.btn.line.sm href="/desk/waitlist/new" { (icon(Icon::Plus)) "Add a wish" }
        }
        (error_summary(problems))
        section.card.flush aria-labelledby="waiting" {
            h2 #waiting { "Waiting" }
            @if list.waiting.is_empty() { p.empty { "Nobody waits for a time." } }
            ul.rows { @for waiting in &list.waiting { (row(asked, list, waiting)) } }
        }
    }
}

fn row(asked: &Asked, list: &WaitList, waiting: &Waiting) -> Markup {
    let (wish, client, zone) = (&waiting.wish, &waiting.client, asked.house.zone());
    html! {
        li.stack {
            div.row.apart {
                span.grow {
                    a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } " " span.xs.dim { (client.chart_number) }
                    br; span.small { (wish.kind.word()) ", " (wish.clinician.map_or("anyone", |id| name_of(&list.staff, id))) ", " (wish.place.map_or("in person or online", place_words)) ", " (times(wish)) }
                    @if let Some(visit) = wish.moves { br; a.small href={ "/desk/visits/" (visit) } { "Instead of the time they have" } }
                    br; span.xs.dim { "Since " (short_day(wish.at, &zone)) ". " (client_ways(&client.reach)) }
                }
                form method="post" action={ "/desk/waitlist/" (wish.id) "/close" } { button.btn.plain.sm { "Take off the list" span.vh { ": " (client.name.as_str()) } } }
            }
            @if waiting.free.is_empty() { p.small.dim { "Nothing in the next two weeks fits yet." } }
            div.row {
                @for free in &waiting.free {
                    @let label = format!("{}, {}, {}", short_day(free.span.from, &zone), clock(free.span.from, &zone), name_of(&list.staff, free.clinician));
                    (book_button(asked, wish, free, &format!("Book {label}, {}", where_to(&list.rooms, place_and_room(wish, free).1, place_and_room(wish, free).0))))
                }
            }
        }
    }
}

/// Books a free time for a wish, and takes the wish off the list with it.
pub fn book_button(asked: &Asked, wish: &Wish, free: &FreeTime, words: &str) -> Markup {
    let civil = asked.house.zone().to_datetime(free.span.from);
    let (place, room) = place_and_room(wish, free);
    html! {
        form.over method="post" action="/desk/book" {
            (hidden("client", &wish.subject.to_string()))
            (hidden("wish", &wish.id.to_string()))
            (hidden("once", &one_time_number(&asked.house)))
            (hidden("kind", kind_code(wish.kind)))
            (hidden("who", &free.clinician.to_string()))
            (hidden("date", &civil.strftime("%Y-%m-%d").to_string()))
            (hidden("started", &civil.strftime("%H:%M").to_string()))
            (hidden("length", &free.span.minutes().to_string()))
            (hidden("weeks", "1"))
            (hidden("place", place_code(place)))
            @if let Some(room) = room { (hidden("room", &room.to_string())) }
            button.btn.soft.sm { (words) }
        }
    }
}

/// As wished; where both are fine, in a room if there is one.
fn place_and_room(wish: &Wish, free: &FreeTime) -> (Place, Option<terms::ids::RoomId>) {
    match (wish.place, free.room) {
        (Some(Place::Online), _) | (None, None) => (Place::Online, None),
        (Some(Place::InPerson) | None, room) => (Place::InPerson, room),
    }
}

fn place_words(place: Place) -> &'static str {
    match place {
        Place::InPerson => "in person",
        Place::Online => "online",
    }
}

fn times(wish: &Wish) -> String {
    if wish.times.is_empty() {
        return "at any time".to_owned();
    }
    wish.times.iter().map(|time| time.word().to_lowercase()).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use schedule::span::Span;
    use schedule::wish::WishState;
    use terms::visit_kind::VisitKind;

    use super::*;

    #[test]
    fn a_free_time_is_booked_as_it_was_wished_for() {
        let span = Span::new(Timestamp::UNIX_EPOCH, Timestamp::MAX).unwrap();
        let room = "rmmm2aaaaa".parse().ok();
        let free = |room| FreeTime { clinician: "danareyest".parse().unwrap(), room, span };
        let wish = |place| Wish {
            id: "aaaaaaaaaa".parse().unwrap(),
            subject: "ssssssssss".parse().unwrap(),
            kind: VisitKind::Therapy,
            clinician: None,
            times: Vec::new(),
            place,
            at: Timestamp::UNIX_EPOCH,
            state: WishState::Open,
            moves: None,
        };
        for (place, has_room, expected) in [
            (None, room, (Place::InPerson, room)),
            (None, None, (Place::Online, None)),
            (Some(Place::Online), room, (Place::Online, None)),
            (Some(Place::InPerson), room, (Place::InPerson, room)),
        ] {
            assert_eq!(place_and_room(&wish(place), &free(has_room)), expected, "{place:?}");
        }
        assert_eq!(times(&wish(None)), "at any time");
        assert!(words(WishRefusal::NotOpen).starts_with("This wish was booked"));
    }
}
