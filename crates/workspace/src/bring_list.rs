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

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Clients,
    Appointments,
    Balances,
}

impl Of {
    fn kind(self) -> BatchKind {
        match self {
            Self::Clients => BatchKind::Clients,
            Self::Appointments => BatchKind::Appointments,
            Self::Balances => BatchKind::Balances,
        }
    }
}

async fn clients(asked: Asked) -> Reply {
    drawn(&asked, Of::Clients, &Posted::default(), &[])
}

async fn bring_clients(asked: Asked, sent: Uploaded) -> Reply {
    bring(&asked, Of::Clients, sent).await
}

async fn visits(asked: Asked) -> Reply {
    drawn(&asked, Of::Appointments, &Posted::default(), &[])
}

async fn bring_visits(asked: Asked, sent: Uploaded) -> Reply {
    bring(&asked, Of::Appointments, sent).await
}

async fn balances(asked: Asked) -> Reply {
    drawn(&asked, Of::Balances, &Posted::default(), &[])
}

async fn bring_balances(asked: Asked, sent: Uploaded) -> Reply {
    bring(&asked, Of::Balances, sent).await
}

async fn bring(asked: &Asked, of: Of, sent: Uploaded) -> Reply {
    let brought = match read(of, &sent, &asked.house.zone()) {
        Ok(brought) => brought,
        Err(problem) => return drawn(asked, of, &sent.posted, &[problem]),
    };
    let once = sent.posted.one("once").to_owned();
    match asked.act(move |house, by| bring_list(house, by, &brought, &once)).await {
        Ok(id) => reply::go(format!("{}/{id}", path(of))),
        Err(trouble) => asked.instead(trouble),
    }
}

/// Where lists of a kind are brought and looked at.
fn path(of: Of) -> String {
    format!("/practice/move-in/{}", of.kind().code())
}

fn read(of: Of, sent: &Uploaded, zone: &TimeZone) -> Result<Brought, Problem> {
    let problem = |words: String| Problem { field: "file", words };
    if sent.bytes.is_empty() {
        return Err(problem("Choose the file to bring".to_owned()));
    }
    let table = if of == Of::Appointments && sent.bytes.starts_with(BEGINS) {
        read_events(&sent.bytes, zone)
    } else {
        read_table(&sent.bytes)
    };
    let table = table.map_err(|trouble| problem(table_words(trouble)))?;
    let columns = match of {
        Of::Clients => guess(table.head(), Source::from_code(sent.posted.one("from")).unwrap_or(Source::Other)),
        Of::Appointments => guess_visits(table.head()),
        Of::Balances => guess_balances(table.head()),
    };
    let file = file_line(&sent.name).ok_or_else(|| problem("Give the file a name and choose it again".to_owned()))?;
    Ok(Brought { kind: of.kind(), file, table, columns })
}

fn drawn(asked: &Asked, of: Of, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(asked, of, &Typed { posted, problems });
    let heading = heading(of);
    asked.form_page((heading, "/practice/move-in"), None, !problems.is_empty(), main)
}

fn heading(of: Of) -> &'static str {
    match of {
        Of::Clients => "Bring clients",
        Of::Appointments => "Bring appointments",
        Of::Balances => "Bring opening balances",
    }
}

fn lead(of: Of) -> &'static str {
    match of {
        Of::Clients => {
            "Next you say which column is what and see who would be taken in. Nothing is written before that."
        }
        Of::Appointments => {
            "A list, or a calendar file (.ics) with the client’s name as the title of each event. Bring the clients first. Next you see what would be booked, what is taken already, and whose nobody knows. Nothing is booked before that, and nobody is told."
        }
        Of::Balances => {
            "Bring the clients first. Next you see what each would owe or have left. Nothing is written before that."
        }
    }
}

/// What the browser offers first.
fn accept(of: Of) -> &'static str {
    match of {
        Of::Clients | Of::Balances => ".csv,.xlsx,text/csv",
        Of::Appointments => ".csv,.xlsx,.ics,text/csv,text/calendar",
    }
}

fn page(asked: &Asked, of: Of, typed: &Typed<'_>) -> Markup {
    let sources: Vec<_> = Source::ALL.map(|source| (source.code().to_owned(), source.word().to_owned())).into();
    let hint = format!(
        "CSV or Excel (.xlsx, the first sheet), up to {} rows and {} MB, with the names of the columns in the first line",
        thousands(MAX_ROWS),
        MAX_LIST_BYTES / (1024 * 1024)
    );
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { (heading(of)) }
            p.dim.measure { (lead(of)) }
        }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action=(path(of)) enctype="multipart/form-data" {
            (hidden("once", &one_time_number(&asked.house)))
            @if of == Of::Clients { (typed.select("from", "Where does the list come from?", &sources)) }
            (fields::file("file", ("The list", &hint), accept(of), typed.problems))
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
            match (read(Of::Clients, &sent(bytes), &TimeZone::UTC), expected) {
                (Ok(brought), None) => assert_eq!(brought.columns.of("born"), Some(2)),
                (Err(problem), Some(words)) => assert!(problem.words.contains(words), "{}", problem.words),
                (_, expected) => panic!("{expected:?}"),
            }
        }
    }
}
