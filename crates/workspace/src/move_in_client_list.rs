//! A client list before it is moved in: which column is what, who would be taken in, and which rows need another look.

use actions::choose_columns::choose_columns;
use actions::house::House;
use actions::move_in_clients::move_in_clients;
use actions::see_client_list::{SeenClientList, see_client_list};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::client_columns::ClientField;
use schedule::client_list::{Mistake, NewClient, Why};
use schedule::known_clients::{Known, KnownBy};
use schedule::move_in::{BatchState, Chosen};
use schedule::table::{Columns, line_number};
use shell::fields::{Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::BatchId;

use crate::asked::{Asked, At};
use crate::dates::short_day;
use crate::desk_words::name_of;
use crate::list_words::{
    MOST_SHOWN, and_more, batch_words, columns_to_choose, counted, for_all_to_choose, progress, refused_note,
    state_badge, take_back, thousands, throw_away,
};

/// How many of those who would be taken in are shown.
const FIRST_FEW: usize = 20;

/// The list, and what is done with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/move-in/clients/{batch}", get(show).post(choose))
        .route("/practice/move-in/clients/{batch}/take-in", post(take_in))
}

async fn show(asked: Asked, At(id): At<BatchId>) -> Reply {
    shown(&asked, id, None).await
}

async fn choose(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let chosen = read(&posted);
    match asked.act(move |house, by| choose_columns(house, by, id, &chosen)).await {
        Ok(()) => reply::go(format!("/practice/move-in/clients/{id}?done=chosen")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn take_in(asked: Asked, At(id): At<BatchId>, posted: Posted) -> Reply {
    let shown_before = posted.one("shown").parse().unwrap_or(0);
    match asked.act(move |house, by| move_in_clients(house, by, id, shown_before)).await {
        Ok(batch) => {
            let done = if batch.state == BatchState::MovedIn { "?done=moved-in" } else { "" };
            reply::go(format!("/practice/move-in/clients/{id}{done}"))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, Some(&batch_words(refusal))).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, id: BatchId, said: Option<&str>) -> Reply {
    let seen = match asked.act(move |house, by| see_client_list(house, by, id)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let toast = match asked.query("done") {
        "chosen" => Some("Read again with these columns."),
        "moved-in" => Some("Moved in. Nothing was sent to anybody."),
        _ => None,
    };
    let main = page(&seen, said);
    asked.form_page(("Client list", "/practice/move-in"), toast, said.is_some(), main)
}

/// Whatever is no column is none; so is a clinician whom nobody knows.
fn read(posted: &Posted) -> Chosen {
    let mut columns = Columns::default();
    for field in ClientField::ALL {
        columns.choose(field.code(), posted.one(field.code()).parse().ok());
    }
    Chosen { columns, for_all: posted.one("for-all").parse().ok(), ..Chosen::default() }
}

fn page(seen: &SeenClientList, said: Option<&str>) -> Markup {
    let batch = &seen.batch;
    let action = format!("/practice/move-in/clients/{}/take-in", batch.id);
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { "Client list" }
            p.dim { (batch.file.as_str()) ", " (thousands(batch.rows)) " rows " (state_badge(batch.state)) }
        }
        (refused_note(said))
        @match batch.state {
            BatchState::Looked => { (would_happen(seen, &action)) (mistakes(seen)) (here_already(seen)) (columns(seen)) (throw_away(batch.id)) },
            BatchState::UnderWay => { (progress(batch, &action)) (what_next()) (back(batch.id)) },
            BatchState::MovedIn => { (moved_in(batch.made.len(), batch.plan.len())) (what_next()) (back(batch.id)) },
            BatchState::TakenBack => section.card { p { "These clients were taken back. Their empty charts stay in the record, since no entry is ever deleted, but nothing leads to them, and their numbers are not given again." } },
        }
    }
}

fn back(id: BatchId) -> Markup {
    let stays = "Names and contact are erased. The empty charts stay in the record, since no entry is ever deleted, but nothing leads to them, and their numbers are not given again.";
    take_back(id, "every client of this list", stays)
}

fn moved_in(made: usize, planned: usize) -> Markup {
    html! {
        section.card.stack aria-labelledby="moved-in" {
            h2 #moved-in { (counted(made, "client is", "clients are")) " here" }
            @if made < planned { p { (thousands(planned - made)) " more came in by other ways meanwhile and were passed over." } }
            p { "The file is erased here. Keep your own copy until you have looked around." }
        }
    }
}

fn what_next() -> Markup {
    html! {
        section.card.stack aria-labelledby="next" {
            h2 #next { "Nothing was sent, and nothing is switched on" }
            p.measure { "No email, text, call or voicemail is allowed for anybody on this list until the front desk has asked them and ticked it on their contact page. An address that came along stands there, to be copied once they agree." }
        }
    }
}

fn would_happen(seen: &SeenClientList, action: &str) -> Markup {
    let list = &seen.list;
    let held_back = rows_of(&list.mistakes);
    html! {
        section.card.stack aria-labelledby="would" {
            h2 #would { "What would happen" }
            ul {
                li { b { (counted(list.new.len(), "client", "clients")) } " would be taken in, each with an empty chart." }
                li { b { (counted(list.here.len(), "row", "rows")) } " would be passed over: they are here already." }
                li { b { (counted(held_back, "row", "rows")) } " would stay out until they are corrected in the file." }
            }
            @if list.new.is_empty() {
                p { "Nobody can be taken in yet. Look at the columns below: what each row needs is a name and who treats them." }
            } @else {
                (sample(seen))
                form method="post" action=(action) {
                    (hidden("shown", &list.new.len().to_string()))
                    button.btn { "Take in " (counted(list.new.len(), "client", "clients")) }
                }
                p.small.dim { "Nothing is sent to anybody. It can be taken back as one until something of it is used." }
            }
        }
    }
}

fn sample(seen: &SeenClientList) -> Markup {
    html! {
        div.scroll {
            table.fold {
                caption.small.dim { "The first " (thousands(seen.list.new.len().min(FIRST_FEW))) " of them" }
                thead { tr { th scope="col" { "Row" } th scope="col" { "Name" } th scope="col" { "Born" } th scope="col" { "With" } } }
                tbody { @for new in seen.list.new.iter().take(FIRST_FEW) { (line(seen, new)) } }
            }
        }
    }
}

fn line(seen: &SeenClientList, new: &NewClient) -> Markup {
    html! {
        tr {
            td.mono.dim { (line_number(new.row)) }
            th scope="row" { (new.name.as_str()) @if let Some(legal) = &new.legal_name { br; span.xs.dim { "On papers: " (legal.as_str()) } } }
            td { @match new.birth_date { Some(born) => { (short_day(born)) ", " (born.year()) }, None => span.dim { "not told" } } }
            td { (name_of(&seen.staff, new.clinician)) }
        }
    }
}

fn mistakes(seen: &SeenClientList) -> Markup {
    let mistakes = &seen.list.mistakes;
    html! {
        @if !mistakes.is_empty() {
            section.card.stack aria-labelledby="mistakes" {
                h2 #mistakes { "Rows that need another look" }
                p.dim { "Correct them in the file and bring it again, or leave them out: the others can be taken in without them." }
                div.scroll {
                    table.fold {
                        thead { tr { th scope="col" { "Row" } th scope="col" { "Column" } th scope="col" { "What to do" } } }
                        tbody {
                            @for mistake in mistakes.iter().take(MOST_SHOWN) {
                                tr { td.mono { (line_number(mistake.row)) } td { (column_of(seen, mistake.field)) } td { (what_to_do(mistake.why)) "." } }
                            }
                        }
                    }
                }
                (and_more(mistakes.len()))
            }
        }
    }
}

fn here_already(seen: &SeenClientList) -> Markup {
    let here = &seen.list.here;
    html! {
        @if !here.is_empty() {
            section.card.stack aria-labelledby="here" {
                h2 #here { "Here already" }
                ul.rows.tight {
                    @for known in here.iter().take(MOST_SHOWN) {
                        li {
                            span.grow {
                                "Row " span.mono { (line_number(known.row)) } ": "
                                @match known.is { Known::Chart(number) => { "chart " span.mono { (number) } }, Known::Row(row) => { "the same person as row " span.mono { (line_number(row)) } } }
                                br; span.xs.dim { (known_by(known.by)) }
                            }
                        }
                    }
                }
                (and_more(here.len()))
            }
        }
    }
}

fn columns(seen: &SeenClientList) -> Markup {
    let (batch, options) = (&seen.batch, columns_to_choose(&seen.table));
    let chosen = ClientField::ALL.map(|field| {
        let column = batch.columns.of(field.code()).map_or(String::new(), |column| column.to_string());
        (field.code(), column)
    });
    let for_all = ("for-all", batch.for_all.map_or(String::new(), |staff| staff.to_string()));
    let posted = Posted::from_pairs(chosen.into_iter().chain([for_all]));
    let problems: &[Problem] = &[];
    let typed = Typed { posted: &posted, problems };
    html! {
        section.card.stack aria-labelledby="columns" {
            h2 #columns { "Which column is what?" }
            p.dim.measure { "The guesses come from the names of the columns. Look at each. What is not in the file can be added later at the front desk." }
            form.stack method="post" action={ "/practice/move-in/clients/" (batch.id) } {
                div.grid { @for field in ClientField::ALL { (typed.select(field.code(), field.word(), &options)) } }
                (typed.select("for-all", "Who treats everyone whose row names nobody?", &for_all_to_choose(&seen.staff)))
                div.row { button.btn.line { "Read it again with these columns" } }
            }
        }
    }
}

/// The column of the file that a mistake stands in, as the file names it.
fn column_of(seen: &SeenClientList, field: ClientField) -> String {
    let named = seen.batch.columns.of(field.code()).and_then(|at| seen.table.head().get(at));
    named.filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| field.word().to_owned())
}

/// What to do about a mistake.
pub fn what_to_do(why: Why) -> &'static str {
    match why {
        Why::NoName => "Add a name, or choose the column that holds it",
        Why::TooLong => "Shorten it to 120 characters",
        Why::Unprintable => "Take out the characters that no keyboard types",
        Why::NotADate => "Write the date as 1988-03-14 or 3/14/1988",
        Why::NotBornYet => "This day has not come yet. Look at the year",
        Why::NotAnEmail => "Write one email address with an @, or clear the cell",
        Why::NotAPhone => "Write one phone number of ten digits, or clear the cell",
        Why::NoSuchClinician => "Write the name of someone who treats here, or clear the cell and choose one for all",
        Why::NoClinician => "Write who treats them, or choose one for all below",
    }
}

fn known_by(by: KnownBy) -> &'static str {
    match by {
        KnownBy::NameAndBirth => "The same name and birth date.",
        KnownBy::NameAlone => "The same name, and one of the two has no birth date. Add it to tell them apart.",
        KnownBy::Email => "The same email address. If these are two people, add both birth dates to tell them apart.",
    }
}

fn rows_of(mistakes: &[Mistake]) -> usize {
    let mut rows: Vec<u32> = mistakes.iter().map(|mistake| mistake.row).collect();
    rows.dedup();
    rows.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_a_clinician_for_all_are_read_and_nonsense_is_none() {
        let posted = Posted::from_pairs([("born", "3"), ("email", "x"), ("for-all", "dddddddddd")]);
        let Chosen { columns, for_all, .. } = read(&posted);
        assert_eq!((columns.of("born"), columns.of("email")), (Some(3), None));
        assert!(for_all.is_some());
        assert!(read(&Posted::from_pairs([("for-all", "x")])).for_all.is_none());
    }

    #[test]
    fn every_mistake_says_what_to_do() {
        for (why, says) in [
            (Why::NoName, "Add a name"),
            (Why::TooLong, "Shorten"),
            (Why::Unprintable, "Take out"),
            (Why::NotADate, "1988-03-14"),
            (Why::NotBornYet, "Look at the year"),
            (Why::NotAnEmail, "with an @"),
            (Why::NotAPhone, "ten digits"),
            (Why::NoSuchClinician, "choose one for all"),
            (Why::NoClinician, "choose one for all"),
        ] {
            assert!(what_to_do(why).contains(says), "{why:?}");
        }
        for by in [KnownBy::NameAndBirth, KnownBy::NameAlone, KnownBy::Email] {
            assert!(known_by(by).starts_with("The same"), "{by:?}");
        }
    }
}
