//! A Good Faith Estimate for dosing days that a therapist attends, as it is read and printed.

use maud::{Markup, html};
use money::dosing_estimate::DosingEstimate;
use schedule::people::Client;
use terms::practice::Practice;

use crate::estimate_paper::{provider, rights};
use crate::money_paper::{date, letterhead};

/// The paper. No session of psychotherapy stands on it.
pub fn dosing_estimate_paper(practice: &Practice, client: &Client, estimate: &DosingEstimate) -> Markup {
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    let expected = &estimate.expected;
    html! {
        article.card.stack {
            (letterhead(practice))
            h1 { "Good Faith Estimate: dosing days" }
            dl.facts {
                dt { "For" } dd { (name.as_str()) }
                @if let Some(born) = client.birth_date { dt { "Born" } dd { (date(born)) } }
                dt { "Given" } dd { (date(estimate.on)) ", " (estimate.given.word().to_lowercase()) }
                dt { "For days from" } dd { (date(expected.from)) " to " (date(expected.until)) }
                dt { "Main service" } dd { "A therapist with you on a dosing day" }
                dt { "Code" } dd { "None: private pay, never on a claim" }
                dt { "Days" } dd { (expected.days) ", " (estimate.each_cents) " each" }
            }
            p.serif.big { (estimate.total_cents()) " expected in all" }
            p { "The medicine, and whoever prescribes and gives it, are not on this page. They bill you themselves and give an estimate of their own; ask them for it." }
            (provider(&estimate.provider, "or where the day is held"))
            (rights(practice, expected.from))
        }
    }
}

#[cfg(test)]
mod tests {
    use money::dosing_estimate::ExpectedDays;
    use money::estimate::{EstimateReason, GivenHow, Provider};
    use terms::money::Cents;
    use terms::text::Line;

    use super::*;
    use crate::frame::sample_practice;
    use crate::money_paper::sample_client;

    #[test]
    fn behaviour_35_it_holds_what_the_rule_asks_for_and_no_session() {
        let day = |text: &str| text.parse().unwrap();
        let (from, until) = (day("2026-06-25"), day("2026-12-24"));
        let estimate = DosingEstimate {
            id: "eeeeeeeeee".parse().unwrap(),
            at: jiff::Timestamp::UNIX_EPOCH,
            on: day("2026-06-22"),
            by: "bbbbbbbbbb".parse().unwrap(),
            given: GivenHow::Paper,
            expected: ExpectedDays { days: 2, from, until, reason: EstimateReason::Scheduled },
            each_cents: Cents(60_000),
            provider: Provider {
                practice: "Example Practice".to_owned(),
                clinician: Line::parse("Dana Reyes").unwrap(),
                npi: "1234567893".to_owned(),
                tax_id: "00-0000000".to_owned(),
                place: String::new(),
            },
        };
        let paper = dosing_estimate_paper(&sample_practice(), &sample_client(), &estimate).into_string();
        for words in ["Rowan Keller", "$1,200.00 expected in all", "1234567893", "$400.00 or more", "not a contract"] {
            assert!(paper.contains(words), "{words}: {paper}");
        }
        assert!(!paper.contains("psychotherapy") && !paper.contains("908"), "{paper}");
    }
}
