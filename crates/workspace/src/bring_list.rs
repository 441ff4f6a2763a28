//! Bring a list from another system, of clients, appointments or balances: a CSV file or an Excel workbook.

use actions::bring_list::{Brought, bring_list};
use actions::house::House;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::balance_list::guess_balances;
use schedule::client_columns::{Source, guess};
use schedule::move_in::BatchKind;
use schedule::table::MAX_ROWS;
use schedule::visit_columns::guess_visits;
use shell::calendar_table::{BEGINS, read_events};
use shell::fields::{self, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::table_file::read_table;
use shell::typed::Typed;
use shell::upload::{MAX_LIST_BYTES, Uploaded};

use crate::asked::Asked;
use crate::list_words::{file_line, table_words, thousands};

/// A form for each kind of list.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/move-in/clients", get(clients).post(bring_clients))
        .route("/practice/move-in/appointments", get(visits).post(bring_visits))
        .route("/practice/move-in/balances", get(balances).post(bring_balances))
}

async fn clients(asked: Asked) -> Reply {
    drawn(&asked, BatchKind::Clients, &Posted::default(), &[])
}

async fn bring_clients(asked: Asked, sent: Uploaded) -> Reply {
    bring(&asked, BatchKind::Clients, sent).await
}

async fn visits(asked: Asked) -> Reply {
    drawn(&asked, BatchKind::Appointments, &Posted::default(), &[])
}

async fn bring_visits(asked: Asked, sent: Uploaded) -> Reply {
    bring(&asked, BatchKind::Appointments, sent).await
}

async fn balances(asked: Asked) -> Reply {
    drawn(&asked, BatchKind::Balances, &Posted::default(), &[])
}

async fn bring_balances(asked: Asked, sent: Uploaded) -> Reply {
    bring(&asked, BatchKind::Balances, sent).await
}

async fn bring(asked: &Asked, kind: BatchKind, sent: Uploaded) -> Reply {
    let brought = match read(kind, &sent, &asked.house.zone()) {
        Ok(brought) => brought,
        Err(problem) => return drawn(asked, kind, &sent.posted, &[problem]),
    };
    let once = sent.posted.one("once").to_owned();
    match asked.act(move |house, by| bring_list(house, by, &brought, &once)).await {
        Ok(id) => reply::go(format!("{}/{id}", path(kind))),
        Err(trouble) => asked.instead(trouble),
    }
}

/// Where lists of a kind are brought and looked at.
pub fn path(kind: BatchKind) -> String {
    format!("/practice/move-in/{}", kind.code())
}

fn read(kind: BatchKind, sent: &Uploaded, zone: &TimeZone) -> Result<Brought, Problem> {
    let problem = |words: String| Problem { field: "file", words };
    if sent.bytes.is_empty() {
        return Err(problem("Choose the file to bring".to_owned()));
    }
    let table = if kind == BatchKind::Appointments && sent.bytes.starts_with(BEGINS) {
        read_events(&sent.bytes, zone)
    } else {
        read_table(&sent.bytes)
    };
    let table = table.map_err(|trouble| problem(table_words(trouble)))?;
    let columns = match kind {
        BatchKind::Clients => guess(table.head(), Source::from_code(sent.posted.one("from")).unwrap_or(Source::Other)),
        BatchKind::Appointments => guess_visits(table.head()),
        BatchKind::Balances => guess_balances(table.head()),
    };
    let file = file_line(&sent.name).ok_or_else(|| problem("Give the file a name and choose it again".to_owned()))?;
    Ok(Brought { kind, file, table, columns })
}

fn drawn(asked: &Asked, kind: BatchKind, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(asked, kind, &Typed { posted, problems });
    let heading = heading(kind);
    if problems.is_empty() {
        reply::ok(asked.page((heading, "/practice/move-in"), None, main))
    } else {
        reply::refused(asked.page((&format!("Error: {heading}"), "/practice/move-in"), None, main))
    }
}

fn heading(kind: BatchKind) -> &'static str {
    match kind {
        BatchKind::Clients => "Bring clients",
        BatchKind::Appointments => "Bring appointments",
        BatchKind::Balances => "Bring opening balances",
    }
}

fn lead(kind: BatchKind) -> &'static str {
    match kind {
        BatchKind::Clients => {
            "Next you say which column is what and see who would be taken in. Nothing is written before that."
        }
        BatchKind::Appointments => {
            "A list, or a calendar file (.ics) with the client’s name as the title of each event. Bring the clients first. Next you see what would be booked, what is taken already, and whose nobody knows. Nothing is booked before that, and nobody is told."
        }
        BatchKind::Balances => {
            "Bring the clients first. Next you see what each would owe or have left. Nothing is written before that."
        }
    }
}

/// What the browser offers first.
fn accept(kind: BatchKind) -> &'static str {
    match kind {
        BatchKind::Clients | BatchKind::Balances => ".csv,.xlsx,text/csv",
        BatchKind::Appointments => ".csv,.xlsx,.ics,text/csv,text/calendar",
    }
}

fn page(asked: &Asked, kind: BatchKind, typed: &Typed<'_>) -> Markup {
    let sources: Vec<_> = Source::ALL.map(|source| (source.code().to_owned(), source.word().to_owned())).into();
    let hint = format!(
        "CSV or Excel (.xlsx, the first sheet), up to {} rows and {} MB, with the names of the columns in the first line",
        thousands(MAX_ROWS),
        MAX_LIST_BYTES / (1024 * 1024)
    );
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { (heading(kind)) }
            p.dim.measure { (lead(kind)) }
        }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action=(path(kind)) enctype="multipart/form-data" {
            (hidden("once", &one_time_number(&asked.house)))
            @if kind == BatchKind::Clients { (typed.select("from", "Where does the list come from?", &sources)) }
            (fields::file("file", ("The list", &hint), accept(kind), typed.problems))
            (fields::submit("Look at it"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_list_or_says_what_to_do() {
        let sent = |bytes: &[u8]| Uploaded {
            posted: Posted::from_pairs([("from", "therapynotes")]),
            name: "clients.csv".to_owned(),
            bytes: bytes.to_vec(),
        };
        for (bytes, expected) in [
            (&b"Last Name,First Name,DOB\nRivera,Jamie,1988-03-14\n"[..], None),
            (b"", Some("Choose the file")),
            (b"Name\n", Some("right file")),
            (b"\0", Some("Save it as CSV")),
        ] {
            match (read(BatchKind::Clients, &sent(bytes), &TimeZone::UTC), expected) {
                (Ok(brought), None) => assert_eq!(brought.columns.of("born"), Some(2)),
                (Err(problem), Some(words)) => assert!(problem.words.contains(words), "{}", problem.words),
                (_, expected) => panic!("{expected:?}"),
            }
        }
    }
}
