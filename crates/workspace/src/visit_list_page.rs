//! What the page of an appointment list shows before it is moved in.

use actions::see_visit_list::SeenVisitList;
use maud::{Markup, html};
use schedule::move_in::BatchState;
use schedule::table::line_number;
use schedule::taken_times::Taken;
use schedule::visit_columns::VisitField;
use schedule::visit_list::VisitWhy;
use shell::fields::hidden;
use shell::form::Posted;
use shell::time::moment;
use shell::typed::Typed;
use terms::visit_kind::VisitKind;

use crate::asked::Asked;
use crate::desk_words::{PLACES, kind_code, kinds, name_of, place_code, rooms};
use crate::list_words::{
    MOST_SHOWN, and_more, columns_to_choose, counted, for_all_to_choose, progress, refused_note, state_badge,
    take_back, thousands, throw_away,
};
use crate::match_by_hand::nobodys;

/// How many of those that would be booked are shown.
const FIRST_FEW: usize = 20;

/// The list as it stands.
pub fn page(asked: &Asked, seen: &SeenVisitList, said: Option<&str>) -> Markup {
    let batch = &seen.batch;
    let action = format!("/practice/move-in/appointments/{}/take-in", batch.id);
    let back = || take_back(batch.id, "every appointment of this list", "The times are free again.");
    html! {
        header {
            p.small { a href="/practice/move-in" { "Moving in" } }
            h1 { "Appointment list" }
            p.dim { (batch.file.as_str()) ", " (thousands(batch.rows)) " rows " (state_badge(batch.state)) }
        }
        (refused_note(said))
        @match batch.state {
            BatchState::Looked => { (would_happen(asked, seen, &action)) (nobodys(&seen.list.unmatched, &format!("/practice/move-in/appointments/{}/match", batch.id))) (conflicts(seen)) (mistakes(seen)) (columns(asked, seen)) (throw_away(batch.id)) },
            BatchState::UnderWay => { (progress(batch, &action)) (back()) },
            BatchState::MovedIn => {
                section.card.stack aria-labelledby="moved-in" {
                    h2 #moved-in { (counted(batch.made.len(), "appointment is", "appointments are")) " in the calendar" }
                    @if batch.made.len() < batch.plan.len() { p { (thousands(batch.plan.len() - batch.made.len())) " more were passed over: their times were taken meanwhile." } }
                    p { "Nobody was told of them. Reminders go only to those whom the front desk has asked." }
                }
                (back())
            },
            BatchState::TakenBack => section.card { p { "These appointments were taken back, and their times are free again." } },
        }
    }
}

fn would_happen(asked: &Asked, seen: &SeenVisitList, action: &str) -> Markup {
    let (list, zone) = (&seen.list, asked.house.zone());
    html! {
        section.card.stack aria-labelledby="would" {
            h2 #would { "What would happen" }
            ul {
                li { b { (counted(list.new.len(), "appointment", "appointments")) } " would be booked." }
                li { b { (counted(list.over.len(), "row", "rows")) } " would be passed over: they are over already." }
                li { b { (counted(list.here.len(), "row", "rows")) } " would be passed over: they are booked here already." }
                li { b { (counted(list.unmatched.len(), "row", "rows")) } " would stay out: nobody knows whose they are." }
                li { b { (counted(list.conflicts.len(), "row", "rows")) } " would stay out: the time is taken." }
                li { b { (counted(list.mistakes.len(), "row", "rows")) } " would stay out until they are corrected." }
            }
            @if list.new.is_empty() {
                p { "Nothing can be booked yet. Look at the columns below: each row needs a date, a time, a length, a client, a place and whom it is with." }
            } @else {
                div.scroll {
                    table.fold {
                        caption.small.dim { "The first " (thousands(list.new.len().min(FIRST_FEW))) " of them" }
                        thead { tr { th scope="col" { "Row" } th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "With" } th scope="col" { "What" } } }
                        tbody {
                            @for new in list.new.iter().take(FIRST_FEW) {
                                @let who = seen.clients.iter().find(|client| client.subject == new.subject);
                                tr {
                                    td.mono.dim { (line_number(new.row)) }
                                    td { (moment(new.span.from, &zone)) ", " (new.span.minutes()) " min" }
                                    th scope="row" { (who.map_or("", |client| client.name.as_str())) }
                                    td { (name_of(&seen.staff, new.clinician)) }
                                    td { (new.kind.word()) ", " (new.place.word()) }
                                }
                            }
                        }
                    }
                }
                form method="post" action=(action) {
                    (hidden("shown", &list.new.len().to_string()))
                    button.btn { "Book " (counted(list.new.len(), "appointment", "appointments")) }
                }
                p.small.dim { "Nobody is told. It can be taken back as one until something has come of one of them." }
            }
        }
    }
}

fn conflicts(seen: &SeenVisitList) -> Markup {
    let conflicts = &seen.list.conflicts;
    html! {
        @if !conflicts.is_empty() {
            section.card.stack aria-labelledby="taken" {
                h2 #taken { "The time is taken" }
                ul.rows.tight {
                    @for conflict in conflicts.iter().take(MOST_SHOWN) {
                        li { span.grow { "Row " span.mono { (line_number(conflict.row)) } ": " (who_is_taken(conflict.taken)) } }
                    }
                }
                (and_more(conflicts.len()))
            }
        }
    }
}

fn mistakes(seen: &SeenVisitList) -> Markup {
    let mistakes = &seen.list.mistakes;
    html! {
        @if !mistakes.is_empty() {
            section.card.stack aria-labelledby="mistakes" {
                h2 #mistakes { "Rows that need another look" }
                div.scroll {
                    table.fold {
                        thead { tr { th scope="col" { "Row" } th scope="col" { "Column" } th scope="col" { "What to do" } } }
                        tbody {
                            @for mistake in mistakes.iter().take(MOST_SHOWN) {
                                @let named = seen.batch.columns.of(mistake.field.code()).and_then(|at| seen.table.head().get(at));
                                tr { td.mono { (line_number(mistake.row)) } td { (named.map_or(mistake.field.word(), String::as_str)) } td { (what_to_do(mistake.why)) "." } }
                            }
                        }
                    }
                }
                (and_more(mistakes.len()))
            }
        }
    }
}

fn columns(asked: &Asked, seen: &SeenVisitList) -> Markup {
    let (batch, options) = (&seen.batch, columns_to_choose(&seen.table));
    let column = |field: VisitField| batch.columns.of(field.code()).map_or(String::new(), |column| column.to_string());
    let said = [
        ("for-all", batch.for_all.map_or(String::new(), |staff| staff.to_string())),
        ("kind-for-all", kind_code(batch.visits.kind.unwrap_or(VisitKind::Therapy)).to_owned()),
        ("place-for-all", batch.visits.place.map_or("", place_code).to_owned()),
        ("room-for-all", batch.visits.room.map_or(String::new(), |room| room.to_string())),
    ];
    let posted = Posted::from_pairs(VisitField::ALL.map(|field| (field.code(), column(field))).into_iter().chain(said));
    let typed = Typed { posted: &posted, problems: &[] };
    let owned = |(code, word): (&str, &str)| (code.to_owned(), word.to_owned());
    let known_kinds: Vec<_> = kinds(asked).into_iter().map(owned).collect();
    let places: Vec<_> = [("", "Each row says it")].into_iter().chain(PLACES).map(owned).collect();
    html! {
        section.card.stack aria-labelledby="columns" {
            h2 #columns { "Which column is what?" }
            form.stack method="post" action={ "/practice/move-in/appointments/" (batch.id) } {
                div.grid { @for field in VisitField::ALL { (typed.select(field.code(), field.word(), &options)) } }
                h3 { "Where a row does not say it" }
                div.grid {
                    (typed.select("for-all", "With whom?", &for_all_to_choose(&seen.staff)))
                    (typed.select("kind-for-all", "What kind of visit?", &known_kinds))
                    (typed.select("place-for-all", "In person or online?", &places))
                    (typed.select("room-for-all", "In which room, when in person?", &rooms(&seen.rooms)))
                }
                div.row { button.btn.line { "Read it again with these columns" } }
            }
        }
    }
}

fn who_is_taken(taken: Taken) -> &'static str {
    match taken {
        Taken::Clinician => "whoever it is with has another visit then",
        Taken::Room => "the room is taken then",
        Taken::Client => "the client has another visit then",
    }
}

/// What to do about a mistake.
pub fn what_to_do(why: VisitWhy) -> &'static str {
    match why {
        VisitWhy::NotADate => "Write the date as 2026-06-22 or 6/22/2026",
        VisitWhy::NotATime => "Write the time as 14:05 or 2:05 PM",
        VisitWhy::NoLength => "Write a length of 1 to 480 minutes, or when it ends",
        VisitWhy::NoSuchClinician => {
            "Write the name of someone who treats here, or clear the cell and choose one below"
        }
        VisitWhy::NoClinician => "Write whom it is with, or choose one below",
        VisitWhy::NoPlace => "Write “in person” or “online”, or choose one below",
        VisitWhy::Repeats => "It repeats. Book the series at the front desk, or write out each day",
        VisitWhy::NoRoom => "Write the name of a room of the practice, or choose one below",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_says_what_to_do() {
        for (why, says) in [
            (VisitWhy::NotADate, "6/22/2026"),
            (VisitWhy::NotATime, "2:05 PM"),
            (VisitWhy::NoLength, "480 minutes"),
            (VisitWhy::NoSuchClinician, "choose one below"),
            (VisitWhy::NoClinician, "choose one below"),
            (VisitWhy::NoPlace, "online"),
            (VisitWhy::NoRoom, "choose one below"),
            (VisitWhy::Repeats, "write out each day"),
        ] {
            assert!(what_to_do(why).contains(says), "{why:?}");
        }
        assert!(
            [Taken::Clinician, Taken::Room, Taken::Client]
                .into_iter()
                .all(|taken| who_is_taken(taken).contains("then"))
        );
    }
}
