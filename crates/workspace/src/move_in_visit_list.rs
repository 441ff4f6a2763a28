//! An appointment list before it is moved in: what would be booked, whose nobody knows, and what is taken already.

use actions::choose_columns::choose_columns;
use actions::house::House;
use actions::move_in_visits::move_in_visits;
use actions::see_visit_list::see_visit_list;
use axum::Router;
use axum::routing::{get, post};
use schedule::move_in::{BatchState, Chosen};
use schedule::table::Columns;
use schedule::visit_columns::VisitField;
use schedule::visit_list::VisitChoices;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::BatchId;

use crate::asked::{Asked, At};
use crate::desk_words::{kind_from_code, place_from_code};
use crate::list_words::batch_words;
use crate::match_by_hand::{NotMatched, ROWS, put_to_clients};
use crate::visit_list_page::page;

/// The list, and what is done with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/move-in/appointments/{batch}", get(show).post(choose))
        .route("/practice/move-in/appointments/{batch}/match", post(by_hand))
        .route("/practice/move-in/appointments/{batch}/take-in", post(take_in))
}

async fn show(asked: Asked, At(id): At<BatchId>) -> Reply {
    shown(&asked, id, None).await
}

async fn choose(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let chosen = read(&posted);
    match asked.act(move |house, by| choose_columns(house, by, id, &chosen)).await {
        Ok(()) => reply::go(format!("/practice/move-in/appointments/{id}?done=chosen")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn by_hand(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    match put_to_clients(&asked, id, &posted, ROWS).await {
        Ok(()) => reply::go(format!("/practice/move-in/appointments/{id}?done=matched")),
        Err(NotMatched::Said(words)) => shown(&asked, id, Some(&words)).await,
        Err(NotMatched::Instead(page)) => *page,
    }
}

async fn take_in(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let shown_before = posted.one("shown").parse().unwrap_or(0);
    match asked.act(move |house, by| move_in_visits(house, by, id, shown_before)).await {
        Ok(batch) => {
            let done = if batch.state == BatchState::MovedIn { "?done=moved-in" } else { "" };
            reply::go(format!("/practice/move-in/appointments/{id}{done}"))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, id: BatchId, said: Option<&str>) -> Reply {
    let seen = match asked.act(move |house, by| see_visit_list(house, by, id)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let toast = match asked.query("done") {
        "chosen" => Some("Read again with these columns."),
        "matched" => Some("Matched."),
        "moved-in" => Some("Booked. Nobody was told."),
        _ => None,
    };
    let main = page(asked, &seen, said);
    asked.form_page(("Appointment list", "/practice/move-in"), toast, said.is_some(), main)
}

/// Whatever is no column is none, and so is a person, place or room that nobody knows.
fn read(posted: &Posted) -> Chosen {
    let mut columns = Columns::default();
    for field in VisitField::ALL {
        columns.choose(field.code(), posted.one(field.code()).parse().ok());
    }
    let visits = VisitChoices {
        kind: kind_from_code(posted.one("kind-for-all")),
        place: place_from_code(posted.one("place-for-all")),
        room: posted.one("room-for-all").parse().ok(),
        ..VisitChoices::default()
    };
    Chosen { columns, for_all: posted.one("for-all").parse().ok(), visits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_for_all_is_read_and_nonsense_is_none() {
        let chosen = read(&Posted::from_pairs([("date", "0"), ("place-for-all", "online"), ("kind-for-all", "moon")]));
        assert_eq!(chosen.columns.of("date"), Some(0));
        assert!(chosen.visits.place.is_some() && chosen.visits.kind.is_none() && chosen.for_all.is_none());
    }
}
