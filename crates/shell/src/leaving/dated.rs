//! What stands by its day: appointments, dosing days as told, and what of readiness was talked about.

use care::dosing_day::{DosingDay, Told};
use care::readiness::ReadinessItem;
use maud::{Markup, html};

use crate::leaving::{Record, fact, paragraphs};
use crate::money_paper::date;

/// Every appointment, kept or not.
pub(crate) fn appointments(record: &Record<'_>) -> Markup {
    html! {
        section.page {
            h2 { "Appointments" }
            @if record.appointments.is_empty() { p.quiet { "None was made." } } @else {
                table {
                    thead { tr { th scope="col" { "When" } th scope="col" { "Kind" } th scope="col" { "With" } th scope="col" { "Where" } th scope="col" { "What came of it" } } }
                    tbody {
                        @for appointment in record.appointments {
                            tr {
                                th scope="row" { (record.copied.moment(appointment.span.from)) ", " (appointment.span.minutes()) " min" }
                                td { (appointment.kind.word()) }
                                td { (record.person(appointment.clinician)) }
                                td { (appointment.place.word()) @if appointment.room.is_some() { ", " (record.room(appointment.room)) } }
                                td { (appointment.state.word()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Dosing days as they were told. The record of dosing itself is the prescriber's.
pub(crate) fn dosing_days(record: &Record<'_>) -> Markup {
    html! {
        section {
            h2 { "Dosing days, as told" }
            p.quiet { "Medication is prescribed and given elsewhere. Its record is the prescriber’s." }
            @if record.chart.dosing_days().is_empty() { p.quiet { "None was told." } }
            @for day in record.chart.dosing_days() { (one_day(record, day)) }
        }
    }
}

fn one_day(record: &Record<'_>, day: &DosingDay) -> Markup {
    let when = match day.date {
        Told::Known(on) => date(on),
        Told::Unknown => "Day not known".to_owned(),
    };
    let company = match day.accompanied {
        Told::Known(true) => "Someone with them",
        Told::Known(false) => "Nobody with them",
        Told::Unknown => "",
    };
    html! {
        div.keep {
            h3 { (when) ", " (day.state.word().to_lowercase()) }
            dl {
                (fact("Route", day.route.known().map_or("", |route| route.word())))
                (fact("Where", day.place.as_ref().map_or("", |place| place.as_str())))
                (fact("Company", company))
                (fact("Told", &format!("{}, to {}, {}", day.told_by.word(), record.person(day.told_to), record.copied.moment(day.told_at))))
            }
            @if let Some(account) = &day.account { (paragraphs(account.as_str())) }
        }
    }
}

/// What a prescriber may want to know, and the visits that were begun although something was open.
pub(crate) fn bridge(record: &Record<'_>) -> Markup {
    html! {
        @if let Some(flagged) = record.chart.flagged() {
            section {
                h2 { "Flagged for a prescriber" }
                ul { @for flag in &flagged.flags { li { (flag.word()) } } }
                @if let Some(words) = &flagged.words { (paragraphs(words.as_str())) }
                p { (record.person(flagged.by)) ", " (record.copied.moment(flagged.at)) }
            }
        }
        @if !record.chart.went_on().is_empty() {
            section {
                h2 { "Begun although something was open" }
                @for went_on in record.chart.went_on() {
                    p { (record.copied.moment(went_on.at)) ", " (record.person(went_on.by)) ": " @for open in &went_on.open { (open.word()) ". " } "Reason: " (went_on.reason.as_str()) }
                }
            }
        }
    }
}

/// What of readiness was talked about.
pub(crate) fn readiness(record: &Record<'_>) -> Markup {
    let talked = ReadinessItem::ALL.map(|item| record.chart.readiness(item));
    html! {
        @if talked.iter().any(Option::is_some) {
            section {
                h2 { "Readiness, as talked about" }
                table {
                    thead { tr { th scope="col" { "What" } th scope="col" { "How it is" } th scope="col" { "Who wrote it down" } } }
                    tbody {
                        @for talked in talked.into_iter().flatten() {
                            tr {
                                th scope="row" { (talked.item.word()) }
                                td { (talked.ready.word()) @if let Some(note) = &talked.note { ". " (note.as_str()) } }
                                td { (record.person(talked.by)) ", " (record.copied.moment(talked.at)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
