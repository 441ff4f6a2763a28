//! A summary of the plan, as a payer reads it.

use care::plan_summary::PlanSummary;
use maud::{Markup, html};
use schedule::people::Client;
use terms::practice::Practice;

use crate::money_paper::date;

/// The paper. It says days, codes and goals, and no word of a note.
pub fn plan_summary_paper(practice: &Practice, client: &Client, summary: &PlanSummary) -> Markup {
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    let about = &summary.about;
    html! {
        article.card.stack.prose {
            h1 { "Summary of the treatment plan" }
            dl.facts {
                dt { "From" } dd { (practice.name) }
                dt { "To" } dd { (about.to.as_str()) }
                dt { "Client" } dd { (name.as_str()) @if let Some(born) = client.birth_date { ", born " (date(born)) } }
                @if let Some(member) = &about.member_id { dt { "Member id" } dd { (member.as_str()) } }
                @if let Some(claim) = &about.claim { dt { "Claim" } dd { (claim.as_str()) } }
                dt { "Made on" } dd { (date(summary.on)) }
                @if let Some(code) = &summary.diagnosis { dt { "Diagnosis" } dd { (code.as_str()) } }
                @if let Some(review) = summary.review_on { dt { "Plan is looked at again" } dd { (date(review)) } }
            }
            @if !about.visits.is_empty() {
                h2 { "Visits" }
                table {
                    thead { tr { th scope="col" { "Day" } th scope="col" { "Code" } } }
                    tbody { @for visit in &about.visits { tr { th scope="row" { (date(visit.on)) } td { (visit.code.as_ref().map_or("none", |code| code.as_str())) } } } }
                }
            }
            @if let Some(goals) = &summary.goals {
                h2 { "Goals" }
                @for part in goals.as_str().split("\n\n") { p { (part) } }
            }
            p.small { "This is the least that answers the question (45 CFR 164.502(b)). No session note is part of it." }
        }
    }
}
