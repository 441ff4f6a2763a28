//! A Good Faith Estimate as it is read and printed: everything that 45 CFR 149.610(c)(1) asks for, in plain words.

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use money::estimate::{DISPUTE_CENTS, DISPUTE_WITHIN_DAYS, Estimate, EstimateLine, Provider};
use schedule::people::Client;
use terms::practice::Practice;

use crate::money_paper::{date, letterhead};

/// The paper.
pub fn estimate_paper(practice: &Practice, client: &Client, estimate: &Estimate) -> Markup {
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    html! {
        article.card.stack {
            (letterhead(practice))
            h1 { "Good Faith Estimate" }
            dl.facts {
                dt { "For" } dd { (name.as_str()) }
                @if let Some(born) = client.birth_date { dt { "Born" } dd { (date(born)) } }
                dt { "Given" } dd { (date(estimate.on)) ", " (estimate.given.word().to_lowercase()) }
                dt { "For services from" } dd { (date(estimate.from)) " to " (date(estimate.until)) }
                @if let Some(first) = estimate.first_visit { dt { "First visit" } dd { (date(first)) } }
                dt { "Main service" } dd { "Outpatient psychotherapy" }
                dt { "Diagnosis code" } dd { @match &estimate.diagnosis { Some(code) => (code.as_str()), None => "None yet: none is needed to say what this costs" } }
            }
            (lines(&estimate.lines))
            p.serif.big { (estimate.total_cents()) " expected in all" }
            @if !estimate.apart.is_empty() {
                p { "Booked apart, with an estimate of its own then or whenever you ask: " (estimate.apart.iter().map(|service| service.word().to_lowercase()).collect::<Vec<_>>().join("; ")) "." }
            }
            (provider(&estimate.provider, "or by video in Colorado"))
            (rights(practice, estimate.from))
        }
    }
}

fn lines(lines: &[EstimateLine]) -> Markup {
    html! {
        table.fold {
            thead { tr { td {} th scope="col" { "Service" } th scope="col" { "Code" } th scope="col" { "How often" } th scope="col" { "Visits" } th scope="col" { "Each" } th scope="col" { "Together" } } }
            tbody {
                @for (place, line) in (1..).zip(lines) {
                    tr {
                        td.dim { (place) }
                        th scope="row" { (line.service.word()) }
                        td { span.only-n { "Code " } @match line.service.procedure() { Some(code) => (code), None => "no code" } }
                        td { (line.rhythm.word()) }
                        td.num { span.only-n { "Visits " } (line.count) }
                        td.num { span.only-n { "Each " } (line.each_cents) }
                        td.num { (line.cents()) }
                    }
                }
            }
        }
    }
}

/// Who provides it, and where: at the practice, or where else.
pub(crate) fn provider(provider: &Provider, or_where: &str) -> Markup {
    html! {
        dl.facts {
            dt { "Provided by" } dd { (provider.clinician.as_str()) ", " (provider.practice) }
            @if !provider.place.is_empty() { dt { "Where" } dd { (provider.place) ", " (or_where) } }
            dt { "NPI" } dd { @if provider.npi.is_empty() { "not told" } @else { (provider.npi) } }
            dt { "Tax id" } dd { @if provider.tax_id.is_empty() { "not told" } @else { (provider.tax_id) } }
            dt { "Others" } dd { "No one else’s services are on this estimate. A prescriber or a clinic gives an estimate of its own." }
        }
    }
}

/// The disclaimers of 45 CFR 149.610(c)(1)(ix) to (xii).
pub(crate) fn rights(practice: &Practice, from: Date) -> Markup {
    let one_year_on = from + 1.year();
    html! {
        section.stack.tight.prose aria-label="What this means" {
            h2 { "What this means" }
            ul {
                li { "This is an estimate of what is reasonably expected when it was made. What you need may turn out otherwise, and what you pay may differ. There may be other services that we suggest along the way and that stand on a page of their own." }
                li { "It is not a contract. It does not oblige you to take any service from anyone named here." }
                li { "If we bill you " b { (DISPUTE_CENTS) " or more" } " above it, you may dispute the bill. You can ask us to correct it, or start the dispute process of the U.S. Department of Health and Human Services within " (DISPUTE_WITHIN_DAYS) " days of the bill. There is a small fee. Starting it does not affect the care you get." }
                li { "To learn how, or to get a form, visit cms.gov/nosurprises or call 1-800-985-3059." }
                li { "It is for at most twelve months, so it ends before " (date(one_year_on)) ". If something changes before then, you get a new one." }
                li { "Keep this page. You can ask for a copy for six years: " (practice.phone) "." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use money::estimate::{EstimateReason, GivenHow, Rhythm};
    use money::therapy_service::Service;
    use terms::money::Cents;
    use terms::text::Line;

    use super::*;
    use crate::frame::sample_practice;
    use crate::money_paper::sample_client;

    fn estimate() -> Estimate {
        let day = |text: &str| text.parse().unwrap();
        let line = |service, rhythm, count, each| EstimateLine { service, rhythm, count, each_cents: Cents(each) };
        Estimate {
            id: "eeeeeeeeee".parse().unwrap(),
            at: jiff::Timestamp::UNIX_EPOCH,
            on: day("2026-06-22"),
            by: "bbbbbbbbbb".parse().unwrap(),
            given: GivenHow::Paper,
            reason: EstimateReason::Asked,
            from: day("2026-06-25"),
            until: day("2026-12-24"),
            first_visit: Some(day("2026-06-25")),
            lines: vec![
                line(Service::Intake, Rhythm::Once, 1, 19_500),
                line(Service::Session, Rhythm::EveryTwoWeeks, 12, 16_500),
            ],
            apart: vec![Service::CoupleSession],
            diagnosis: None,
            provider: Provider {
                practice: "Example Practice".to_owned(),
                clinician: Line::parse("Dana Reyes").unwrap(),
                npi: "1234567893".to_owned(),
                tax_id: "00-0000000".to_owned(),
                place: "1 Example Street, Lakewood, Colorado".to_owned(),
            },
        }
    }

    #[test]
    fn behaviour_35_an_estimate_holds_all_that_the_rule_asks_for() {
        let paper = estimate_paper(&sample_practice(), &sample_client(), &estimate()).into_string();
        for words in [
            "Rowan Keller",
            "Outpatient psychotherapy",
            "June 25, 2026",
            "90791",
            "90834",
            "Every two weeks",
            "$165.00",
            "$1,980.00",
            "$2,175.00 expected in all",
            "couple session",
            "Dana Reyes",
            "1234567893",
            "00-0000000",
            "Lakewood, Colorado",
            "not a contract",
            "$400.00 or more",
            "within 120 days",
            "cms.gov/nosurprises",
            "No one else’s services",
            "None yet",
        ] {
            assert!(paper.contains(words), "{words}: {paper}");
        }
    }

    #[test]
    fn behaviour_33_no_word_of_dosing_stands_on_an_estimate() {
        let paper = estimate_paper(&sample_practice(), &sample_client(), &estimate()).into_string().to_lowercase();
        assert!(!paper.contains("dosing") && !paper.contains("ketamine"), "{paper}");
    }
}
