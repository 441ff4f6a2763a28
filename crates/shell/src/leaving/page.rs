//! One record as one page: readable alone, and ready to print or to save as a PDF.

use care::treatment_plan::WrittenPlan;
use maud::{Markup, html};
use schedule::people::Client;
use terms::text::{Line, Prose};

use crate::leaving::readme::left_out;
use crate::leaving::sheet::sheet;
use crate::leaving::{
    Record, checked, claimed, dated, disclosed, fact, notes, paid, paragraphs, safety, signed, workbook,
};
use crate::money_paper::date;

/// The page of one record.
pub fn record_page(record: &Record<'_>) -> Markup {
    let title = format!("Record {}, {}", record.client.chart_number, record.client.name.as_str());
    let main = html! {
        (head(record))
        (about(record))
        (plans(record))
        (workbook::safety_plan(record))
        (safety::safety(record))
        (notes::notes(record))
        (dated::appointments(record))
        (dated::dosing_days(record))
        (checked::check_ins(record))
        (checked::steadiness(record))
        (checked::outcomes(record))
        (workbook::workbook(record))
        (dated::readiness(record))
        (dated::bridge(record))
        (signed::documents(record))
        (disclosed::disclosed(record))
        (paid::therapy(record))
        (claimed::claims(record))
        (paid::dosing(record))
    };
    sheet(&title, &main)
}

fn head(record: &Record<'_>) -> Markup {
    let copied = record.copied;
    html! {
        header {
            p { b { (copied.practice.name) } br; (copied.practice.place) @if !copied.practice.phone.is_empty() { ", " (copied.practice.phone) } }
            h1 { "Record of " (record.client.name.as_str()) }
            p.quiet { "Chart " (record.client.chart_number) ". Copy made on " (copied.moment(copied.at)) " by " (copied.by) ". Confidential: hand it only to those who may read it." }
            section.out { h3 { "What is not in this copy" } (left_out()) }
        }
    }
}

fn about(record: &Record<'_>) -> Markup {
    let Client { legal_name, pronouns, birth_date, reach, address, emergency_contact, .. } = record.client;
    let line = |line: &Option<Line>| line.as_ref().map_or_else(String::new, |line| line.as_str().to_owned());
    let members: Vec<String> =
        record.members.iter().map(|member| format!("{} ({})", member.name.as_str(), member.chart_number)).collect();
    html! {
        section {
            h2 { @if record.members.is_empty() { "The client" } @else { "This record together" } }
            dl {
                (fact("Name", record.client.name.as_str()))
                (fact("Name on papers", &line(legal_name)))
                (fact("Pronouns", &line(pronouns)))
                (fact("Born", &birth_date.map_or_else(String::new, date)))
                (fact("Email", reach.email.as_ref().map_or("", |email| email.as_str())))
                (fact("Phone", &reach.phone.as_ref().map_or_else(String::new, ToString::to_string)))
                (fact("Address", &line(address)))
                (fact("In an emergency", &line(emergency_contact)))
                (fact("Belongs to", &members.join(", ")))
                (fact("Treated by", &record.person(record.client.clinician)))
                (fact("Client since", &date(record.client.since)))
                (fact("Chart opened", &record.chart.opened_at().map_or_else(String::new, |at| record.copied.moment(at))))
                (fact("Path", record.chart.path().word()))
                (fact("Diagnosis", record.chart.diagnosis().map_or("", |code| code.as_str())))
            }
        }
    }
}

fn plans(record: &Record<'_>) -> Markup {
    html! {
        section {
            h2 { "Treatment plan" }
            @match record.chart.plan() {
                Some(plan) => (plan_of(record, plan)),
                None => p.quiet { "No treatment plan was written." },
            }
            @for earlier in record.chart.earlier_plans().iter().rev() { h3 { "Earlier plan" } (plan_of(record, earlier)) }
            @for visit in record.chart.on_own_plan() {
                h3 { "Couple’s visit of " (date(visit.date)) ", on this person’s plan" }
                dl { (fact("Diagnosis", visit.diagnosis.as_str())) (fact("There", if visit.was_there { "Yes" } else { "No, the partner alone" })) }
                (part("Why it was needed", Some(&visit.why)))
            }
        }
    }
}

fn plan_of(record: &Record<'_>, written: &WrittenPlan) -> Markup {
    let plan = &written.plan;
    html! {
        p.quiet { "Written by " (record.person(written.by)) ", " (record.copied.moment(written.at)) }
        dl {
            (fact("Diagnosis", plan.diagnosis.as_ref().map_or("", |code| code.as_str())))
            (fact("Looked at again", &plan.review_on.map_or_else(String::new, date)))
        }
        (part("What is treated", plan.problem.as_ref()))
        (part("Goals", plan.goals.as_ref()))
        (part("Methods", plan.methods.as_ref()))
    }
}

/// A heading with prose under it; nothing where nothing is written.
pub(crate) fn part(heading: &str, text: Option<&Prose>) -> Markup {
    html! { @if let Some(text) = text { h4 { (heading) } (paragraphs(text.as_str())) } }
}
