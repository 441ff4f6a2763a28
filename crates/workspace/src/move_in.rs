//! Moving in from another system: what can be moved in, and what was, batch by batch.

use actions::house::House;
use actions::see_moves::{Moves, see_moves};
use actions::take_back_batch::take_back_batch;
use actions::throw_away_list::throw_away_list;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::BatchId;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::desk_words::name_of;
use crate::list_words::{batch_words, refused_note, state_badge, thousands};
use crate::{
    bring_list, bring_papers, move_in_balance_list, move_in_client_list, move_in_invite, move_in_paper_list,
    move_in_visit_list,
};

/// The page, what is done with a whole batch, and the pages of each kind.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(move_in_invite::routes())
        .merge(bring_list::routes())
        .merge(move_in_client_list::routes())
        .merge(move_in_visit_list::routes())
        .merge(move_in_balance_list::routes())
        .merge(bring_papers::routes())
        .merge(move_in_paper_list::routes())
        .route("/practice/move-in", get(show))
        .route("/practice/move-in/{batch}/take-back", post(take_back))
        .route("/practice/move-in/{batch}/throw-away", post(throw_away))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None).await
}

async fn take_back(asked: Asked, At(id): At<BatchId>) -> Reply {
    let taken = asked.act(move |house, by| take_back_batch(house, by, id)).await;
    done(&asked, taken, "taken-back").await
}

async fn throw_away(asked: Asked, At(id): At<BatchId>) -> Reply {
    let thrown = asked.act(move |house, by| throw_away_list(house, by, id)).await;
    done(&asked, thrown, "thrown-away").await
}

async fn done(asked: &Asked, outcome: Result<(), Trouble<BatchRefusal>>, what: &str) -> Reply {
    match outcome {
        Ok(()) => reply::go(format!("/practice/move-in?done={what}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(asked, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, said: Option<&str>) -> Reply {
    let moves = match asked.act(see_moves).await {
        Ok(moves) => moves,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = page(asked, &moves, said);
    asked.form_page(("Moving in", "/practice/move-in"), toast(asked.query("done")), said.is_some(), main)
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "taken-back" => Some("Taken back."),
        "thrown-away" => Some("Thrown away. The file is erased here."),
        _ => None,
    }
}

fn page(asked: &Asked, moves: &Moves, said: Option<&str>) -> Markup {
    html! {
        header {
            h1 { "Moving in" }
            p.dim.measure { "Bring what you kept in another system. You see what would happen first; nothing is written until you say so, and nothing is sent to anybody." }
        }
        (refused_note(said))
        section.card.stack aria-labelledby="what" {
            h2 #what { "What can be moved in" }
            ul.rows {
                li { span.grow { a.all href="/practice/move-in/clients" { "Clients" } br; span.small.dim { "From a CSV file or an Excel workbook: names, birth dates, contact, who treats them" } } }
                li { span.grow { a.all href="/practice/move-in/appointments" { "Appointments" } br; span.small.dim { "What is to come: date, time, length, with whom; put to clients who are here" } } }
                li { span.grow { a.all href="/practice/move-in/balances" { "Opening balances" } br; span.small.dim { "What is owed or left over, for therapy and for attended dosing days apart" } } }
                li { span.grow { a.all href="/practice/move-in/papers" { "Old papers" } br; span.small.dim { "A zip of PDFs, each filed beside the chart of the client it belongs to" } } }
            }
            p { a href="/practice/move-in/invite" { "Invite clients to their own pages" } ", a few at a time." }
            p.small.dim.measure { "Notes, forms and diagnoses of another system are not turned into notes here: what somebody signed there stays theirs to show, and its PDF can stand beside the chart. A couple is put together at the front desk, once both partners are here." }
        }
        section.card.flush aria-labelledby="batches" {
            h2 #batches { "What was brought" }
            @if moves.batches.is_empty() { div.empty { p { "Nothing yet." } } } @else { (table(asked, moves)) }
        }
    }
}

fn table(asked: &Asked, moves: &Moves) -> Markup {
    let zone = asked.house.zone();
    html! {
        div.scroll {
            table.fold {
                thead { tr { th scope="col" { "What" } th scope="col" { "File" } th scope="col" { "Brought" } th scope="col" { "How far" } } }
                tbody {
                    @for batch in &moves.batches {
                        tr {
                            th scope="row" { a href={ "/practice/move-in/" (batch.kind.code()) "/" (batch.id) } { (batch.kind.word()) } }
                            td { (batch.file.as_str()) br; span.xs.dim { (thousands(batch.rows)) (if batch.kind == BatchKind::Papers { " papers" } else { " rows" }) } }
                            td { (moment(batch.at, &zone)) br; span.xs.dim { "by " (name_of(&moves.staff, batch.by)) } }
                            td { (state_badge(batch.state)) @if let Some(made) = made(batch) { br; span.xs.dim { (made) } } }
                        }
                    }
                }
            }
        }
    }
}

fn made(batch: &Batch) -> Option<String> {
    let noun = match batch.kind {
        BatchKind::Clients => "clients",
        BatchKind::Appointments => "appointments",
        BatchKind::Balances => "balances",
        BatchKind::Papers => "papers",
    };
    match batch.state {
        BatchState::Looked => None,
        BatchState::UnderWay => Some(format!("{} of {} {noun}", thousands(batch.done), thousands(batch.plan.len()))),
        BatchState::MovedIn | BatchState::TakenBack => Some(format!("{} {noun}", thousands(batch.made.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_said_only_where_something_was() {
        assert!(toast("taken-back").is_some() && toast("thrown-away").is_some());
        assert_eq!((toast(""), toast("paid")), (None, None));
    }
}
