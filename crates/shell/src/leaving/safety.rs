//! Safety in a copy: how risk was assessed, who was warned, what was reported; and, only when it was asked for, what this
//! person was asked and told alone. A partner's stands in the partner's own record, and is in no other copy.

use care::asked_alone::AskedAlone;
use care::safety_record::{SafetyRecord, SafetyWhat};
use care::told_alone::ToldAlone;
use maud::{Markup, html};

use crate::leaving::{Record, Sensitive, fact, paragraphs};
use crate::money_paper::date;

/// The records of safety, oldest first; nothing where there are none.
pub(crate) fn safety(record: &Record<'_>) -> Markup {
    let records = record.chart.safety_records();
    html! {
        @if !records.is_empty() {
            section.page {
                h2 { "Records of safety" }
                @for written in records { (one(record, written)) }
            }
        }
        @if record.copied.sensitive == Sensitive::AskedFor { (alone(record)) }
    }
}

fn one(record: &Record<'_>, written: &SafetyRecord) -> Markup {
    html! {
        article.note {
            h3 { (written.what.word()) ", " (date(written.when.date())) ", " (written.when.strftime("%-I:%M %p").to_string()) }
            @match &written.what {
                SafetyWhat::Assessed(assessed) => {
                    dl {
                        (fact("Risk", assessed.level.word())) (fact("How", assessed.how.word()))
                        (fact("Who was told", assessed.told.as_ref().map_or("", |who| who.as_str())))
                    }
                    (told("What was heard", assessed.heard.as_str())) (told("What was done", assessed.done.as_str()))
                },
                SafetyWhat::Warned(warned) => {
                    dl {
                        (fact("Who is named", warned.threatened.word())) (fact("Which", warned.whom.as_str()))
                        (fact("Talked over with", warned.consulted.as_ref().map_or("", |who| who.as_str())))
                    }
                    (told("The words", warned.words.as_str())) (told("How serious and imminent", warned.judgment.as_str()))
                    (told("Who was notified", warned.notified.as_str()))
                    @if let Some(outcome) = &warned.outcome { (told("What came of it", outcome.as_str())) }
                },
                SafetyWhat::Reported(reported) => {
                    dl { (fact("Of what", reported.of.word())) (fact("To whom", reported.to.word())) (fact("Taken by", reported.taken_by.as_str())) }
                    (told("What was reported", reported.said.as_str()))
                },
            }
            p.quiet.keep { "Written by " (record.person(written.by)) ", " (record.copied.moment(written.at)) "." }
        }
    }
}

/// What this person said with nobody else there.
fn alone(record: &Record<'_>) -> Markup {
    let (asked, told) = (record.chart.all_asked_alone(), record.chart.told_alone());
    html! {
        @if !asked.is_empty() || !told.is_empty() {
            section.page {
                h2 { "Said alone" }
                p.quiet { "For this person only. A partner does not learn of it from the practice." }
                @for asked in asked { (asked_alone(record, asked)) }
                @for told in told { (told_alone(record, told)) }
            }
        }
    }
}

fn asked_alone(record: &Record<'_>, asked: &AskedAlone) -> Markup {
    html! {
        article.note {
            h3 { "Asked about fear, control and violence, " (date(asked.on)) }
            dl { (fact("Answer", asked.said.word())) (fact("How", asked.how.word())) }
            @if let Some(note) = &asked.note { (paragraphs(note.as_str())) }
            p.quiet.keep { "Written by " (record.person(asked.by)) ", " (record.copied.moment(asked.at)) "." }
        }
    }
}

fn told_alone(record: &Record<'_>, told: &ToldAlone) -> Markup {
    html! {
        article.note {
            h3 { (told.phrase.as_str()) }
            dl {
                (fact("Mark", told.mark.word()))
                (fact("Who raises it", told.raised_by.as_ref().map_or("", |who| who.as_str())))
                (fact("By", &told.by_day.map_or_else(String::new, date)))
            }
            (paragraphs(told.text.as_str()))
            p.quiet.keep { "Marked by " (record.person(told.by)) ", " (record.copied.moment(told.at)) "." }
        }
    }
}

fn told(heading: &str, text: &str) -> Markup {
    html! { h4 { (heading) } (paragraphs(text)) }
}
