//! Opening balances before they are moved in: what would be written in which ledger, and whose nobody knows.

use actions::choose_columns::choose_columns;
use actions::house::House;
use actions::move_in_balances::move_in_balances;
use actions::see_balance_list::{SeenBalances, see_balance_list};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::balance_list::{Amounts, BalanceField, BalanceWhy};
use schedule::move_in::{BatchState, Chosen};
use schedule::table::{Columns, line_number};
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::BatchId;
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::list_words::{
    MOST_SHOWN, and_more, batch_words, columns_to_choose, counted, progress, refused_note, state_badge, thousands,
    throw_away,
};
use crate::match_by_hand::{NotMatched, ROWS, nobodys, put_to_clients};

/// The list, and what is done with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/move-in/balances/{batch}", get(show).post(choose))
        .route("/practice/move-in/balances/{batch}/match", post(by_hand))
        .route("/practice/move-in/balances/{batch}/take-in", post(take_in))
}

async fn show(asked: Asked, At(id): At<BatchId>) -> Reply {
    shown(&asked, id, None).await
}

async fn choose(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let mut columns = Columns::default();
    for field in BalanceField::ALL {
        columns.choose(field.code(), posted.one(field.code()).parse().ok());
    }
    let chosen = Chosen { columns, ..Chosen::default() };
    match asked.act(move |house, by| choose_columns(house, by, id, &chosen)).await {
        Ok(()) => reply::go(format!("/practice/move-in/balances/{id}?done=chosen")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn by_hand(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    match put_to_clients(&asked, id, &posted, ROWS).await {
        Ok(()) => reply::go(format!("/practice/move-in/balances/{id}?done=matched")),
        Err(NotMatched::Said(words)) => shown(&asked, id, Some(&words)).await,
        Err(NotMatched::Instead(page)) => *page,
    }
}

async fn take_in(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let shown_before = posted.one("shown").parse().unwrap_or(0);
    match asked.act(move |house, by| move_in_balances(house, by, id, shown_before)).await {
        Ok(batch) => {
            let done = if batch.state == BatchState::MovedIn { "?done=moved-in" } else { "" };
            reply::go(format!("/practice/move-in/balances/{id}{done}"))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, id: BatchId, said: Option<&str>) -> Reply {
    let seen = match asked.act(move |house, by| see_balance_list(house, by, id)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let toast = match asked.query("done") {
        "chosen" => Some("Read again with these columns."),
        "matched" => Some("Matched."),
        "moved-in" => Some("Written into the ledgers."),
        _ => None,
    };
    let main = page(&seen, said);
    asked.form_page(("Opening balances", "/practice/move-in"), toast, said.is_some(), main)
}

fn page(seen: &SeenBalances, said: Option<&str>) -> Markup {
    let batch = &seen.batch;
    let action = format!("/practice/move-in/balances/{}/take-in", batch.id);
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { "Opening balances" }
            p.dim { (batch.file.as_str()) ", " (thousands(batch.rows)) " rows " (state_badge(batch.state)) }
        }
        (refused_note(said))
        @match batch.state {
            BatchState::Looked => {
                (would_happen(seen, &action))
                (nobodys(&seen.list.unmatched, &format!("/practice/move-in/balances/{}/match", batch.id)))
                (mistakes(seen)) (columns(seen)) (throw_away(batch.id))
            },
            BatchState::UnderWay => (progress(batch, &action)),
            BatchState::MovedIn | BatchState::TakenBack => section.card.stack aria-labelledby="moved-in" {
                h2 #moved-in { "The balances of " (counted(batch.made.len(), "client are", "clients are")) " in the ledgers" }
                p.measure { "Billing sees each as an opening balance, payable like a charge. What stands in a ledger is never taken back. If an amount is wrong, bring a list with the right one: it takes the earlier one’s place, and what was paid stays paid." }
            },
        }
    }
}

fn would_happen(seen: &SeenBalances, action: &str) -> Markup {
    let list = &seen.list;
    html! {
        section.card.stack aria-labelledby="would" {
            h2 #would { "What would happen" }
            ul {
                li { "The balances of " b { (counted(list.new.len(), "client", "clients")) } " would be written." }
                li { b { (counted(list.nothing.len(), "row", "rows")) } " would be passed over: nothing is owed or left over." }
                li { b { (counted(list.unmatched.len(), "row", "rows")) } " would stay out: nobody knows whose they are." }
                li { b { (counted(list.mistakes.len(), "row", "rows")) } " would stay out until they are corrected." }
            }
            @if list.new.is_empty() {
                p { "Nothing can be written yet. Look at the columns below: each row needs a client and an amount." }
            } @else {
                (amounts(seen))
                form method="post" action=(action) {
                    (hidden("shown", &list.new.len().to_string()))
                    button.btn { "Write the balances of " (counted(list.new.len(), "client", "clients")) }
                }
                p.small.dim { "A balance that was moved in before is replaced. Entries of a ledger are never deleted, so this cannot be taken back; a later list sets it right." }
            }
        }
    }
}

/// Two ledgers, and no total over both.
fn amounts(seen: &SeenBalances) -> Markup {
    html! {
        div.scroll {
            table.fold {
                thead { tr { th scope="col" { "Row" } th scope="col" { "Client" } th scope="col" { "Therapy" } th scope="col" { "Attended dosing days" } } }
                tbody {
                    @for new in seen.list.new.iter().take(MOST_SHOWN) {
                        @let who = seen.clients.iter().find(|client| client.subject == new.subject);
                        tr {
                            td.mono.dim { (line_number(new.row)) }
                            th scope="row" { @if let Some(client) = who { (client.name.as_str()) " " span.xs.dim.mono { (client.chart_number) } } }
                            td { (said(new.therapy)) }
                            td { (said(new.dosing)) }
                        }
                    }
                }
            }
        }
        (and_more(seen.list.new.len()))
    }
}

fn said(amounts: Option<Amounts>) -> String {
    match amounts {
        None => "nothing".to_owned(),
        Some(amounts) if amounts.owed_cents > Cents::ZERO => format!("{} owed", amounts.owed_cents),
        Some(amounts) => format!("{} left over", amounts.credit_cents),
    }
}

fn mistakes(seen: &SeenBalances) -> Markup {
    let mistakes = &seen.list.mistakes;
    html! {
        @if !mistakes.is_empty() {
            section.card.stack aria-labelledby="mistakes" {
                h2 #mistakes { "Rows that need another look" }
                ul.rows.tight {
                    @for mistake in mistakes.iter().take(MOST_SHOWN) {
                        li { span.grow { "Row " span.mono { (line_number(mistake.row)) } ", " (mistake.field.word()) ": " (what_to_do(mistake.why)) "." } }
                    }
                }
                (and_more(mistakes.len()))
            }
        }
    }
}

fn columns(seen: &SeenBalances) -> Markup {
    let (batch, options) = (&seen.batch, columns_to_choose(&seen.table));
    let column =
        |field: BalanceField| batch.columns.of(field.code()).map_or(String::new(), |column| column.to_string());
    let posted = Posted::from_pairs(BalanceField::ALL.map(|field| (field.code(), column(field))));
    let typed = Typed { posted: &posted, problems: &[] };
    html! {
        section.card.stack aria-labelledby="columns" {
            h2 #columns { "Which column is what?" }
            form.stack method="post" action={ "/practice/move-in/balances/" (batch.id) } {
                div.grid { @for field in BalanceField::ALL { (typed.select(field.code(), field.word(), &options)) } }
                div.row { button.btn.line { "Read it again with these columns" } }
            }
        }
    }
}

/// What to do about a mistake.
pub fn what_to_do(why: BalanceWhy) -> String {
    match why {
        BalanceWhy::NotAnAmount => "write dollars and cents, such as 165.00, or clear the cell".to_owned(),
        BalanceWhy::BothWays => "write what is owed or what is left over, not both in one ledger".to_owned(),
        BalanceWhy::Twice(row) => format!("this client stands in row {} too. Put both into one row", line_number(row)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_mistakes_are_said_in_words() {
        let amounts = |owed, credit| Some(Amounts { owed_cents: Cents(owed), credit_cents: Cents(credit) });
        for (given, expected) in
            [(None, "nothing"), (amounts(500, 0), "$5.00 owed"), (amounts(0, 500), "$5.00 left over")]
        {
            assert_eq!(said(given), expected);
        }
        for (why, says) in [
            (BalanceWhy::NotAnAmount, "165.00"),
            (BalanceWhy::BothWays, "not both"),
            (BalanceWhy::Twice(3), "row 5 too"),
        ] {
            assert!(what_to_do(why).contains(says), "{why:?}");
        }
    }
}
