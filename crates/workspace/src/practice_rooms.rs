//! The rooms in which visits take place.

use actions::change_staff::{add_room, rename_room, see_rooms};
use actions::house::House;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::people::Room;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::RoomId;

use crate::asked::Asked;

/// The list, with a form for each.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/rooms", get(show).post(name))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[]).await
}

async fn name(asked: Asked, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let named = form.line("name");
    let named = form.wanted("name", named, "Enter a name, such as Room 1");
    let name = match form.done(named) {
        Ok(name) => name,
        Err(problems) => return drawn(&asked, &posted, &problems).await,
    };
    let (room, once) = (posted.one("room").parse::<RoomId>(), posted.one("once").to_owned());
    let named = match room {
        Ok(room) => asked.act(move |house, by| rename_room(house, by, room, &name)).await,
        Err(_) => asked.act(move |house, by| add_room(house, by, &name, &once)).await,
    };
    match named {
        Ok(()) => reply::go("/practice/rooms?done=named"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let rooms = match asked.act(see_rooms).await {
        Ok(rooms) => rooms,
        Err(trouble) => return asked.instead(trouble),
    };
    let done = (asked.query("done") == "named").then_some("Saved.");
    let main = page(&rooms, &one_time_number(&asked.house), &Typed { posted, problems });
    asked.form_page(("Rooms", "/practice"), done, !problems.is_empty(), main)
}

fn page(rooms: &[Room], once: &str, typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "Rooms" } p.dim { "A room is booked once at a time, like a person. A practice that meets online only needs none." } }
        (fields::error_summary(typed.problems))
        section.card.flush aria-label="Rooms" {
            @if rooms.is_empty() { p.empty { "No room yet." } }
            ul.rows {
                @for room in rooms {
                    li {
                        form.row method="post" action="/practice/rooms" {
                            (hidden("room", &room.id.to_string()))
                            label.vh for={ "name-" (room.id) } { "Name of " (room.name.as_str()) }
                            input.w-m id={ "name-" (room.id) } name="name" value=(room.name.as_str()) autocomplete="off";
                            button.btn.plain.sm { "Rename" }
                        }
                    }
                }
            }
        }
        form.card.stack method="post" action="/practice/rooms" {
            (hidden("once", once))
            h2 { "One more" }
            (typed.input("name", "Name", None, Kind::Line))
            (fields::submit("Add the room"))
        }
    }
}
