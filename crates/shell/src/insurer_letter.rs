//! The letter that asks a plan to write to the client somewhere else (45 CFR 164.522(b)(1)(ii)).

use jiff::civil::Date;
use maud::{Markup, html};
use money::insurer_mail::MailAnswer;
use money::plan::Plan;
use schedule::people::Client;

use crate::money_paper::date;

/// The letter, for the client to sign and send. It gives no diagnosis, and says what the rule asks for: that disclosure
/// could endanger them.
pub fn insurer_letter(client: &Client, plan: &Plan, answer: &MailAnswer, today: Date) -> Markup {
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    let there = answer.elsewhere.as_ref().map_or("the address below my name", |there| there.as_str());
    html! {
        article.card.stack.prose {
            p { (date(today)) }
            p { (plan.payer.as_str()) br; "Member services, privacy requests" }
            h1 { "Request for confidential communications" }
            p { "I am " (name.as_str()) @if let Some(born) = client.birth_date { ", born " (date(born)) } ", member id " (plan.member_id.as_str()) @if let Some(group) = &plan.group { ", group " (group.as_str()) } "." }
            p { "Under 45 CFR 164.522(b) I ask you to send everything that concerns my own care only to me: explanations of benefits, letters, and notices about claims, appeals and payments. Please do not send any of it to the policyholder, and do not show it in an account that somebody else can open." }
            p { "Please write to:" br; b { (there) } }
            p { "Sent in any other way, this information could endanger me." }
            p { "Please confirm in writing, to that address, from which day you do this." }
            p { "Signed" br; br; "________________________________" br; (name.as_str()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use money::insurer_mail::{HeldBy, MailChoice, OpenedBy, Writer};
    use money::plan::{PlanKind, PlanUse};
    use terms::text::Line;

    use super::*;
    use crate::money_paper::sample_client;

    #[test]
    fn the_letter_names_the_member_and_the_address_and_no_care() {
        let line = |text: &str| Line::parse(text).unwrap();
        let plan = Plan {
            payer: line("Example Health Plan"),
            payer_id: None,
            member_id: line("MEMB000123"),
            group: None,
            kind: PlanKind::Ppo,
            used: PlanUse::Claims,
            holder: None,
        };
        let answer = MailAnswer {
            at: jiff::Timestamp::UNIX_EPOCH,
            by: Writer::Client("ssssssssss".parse().unwrap()),
            held_by: HeldBy::Other,
            opened_by: OpenedBy::Others,
            choice: MailChoice::WriteElsewhere,
            elsewhere: Some(line("PO Box 7, Golden, CO 80401")),
        };
        let letter = insurer_letter(&sample_client(), &plan, &answer, "2026-06-22".parse().unwrap()).into_string();
        for words in ["Example Health Plan", "MEMB000123", "PO Box 7, Golden", "164.522(b)", "could endanger me"] {
            assert!(letter.contains(words), "{words}: {letter}");
        }
        assert!(!letter.contains("therapy"), "{letter}");
    }
}
