//! What a plan said, as it is read back.

use jiff::civil::Date;
use maud::{Markup, html};
use money::benefits::{Authorization, BenefitsCheck, Disclaimer, Share};
use money::coverage::Coverage;
use shell::money_paper::date;
use shell::shape::{Tone, badge};
use terms::money::Cents;

/// The last answers, and how many there were before.
pub fn benefits_said(coverage: &Coverage, today: Date) -> Markup {
    let Some(check) = coverage.check() else {
        return html! { p.dim { "It was not asked yet." } };
    };
    let until = date(check.good_until());
    html! {
        div.row {
            @if check.is_good_on(today) { (badge(Tone::Ok, &format!("Good until {until}"))) } @else { (badge(Tone::Warn, &format!("Ran out on {until}; ask again"))) }
            @if check.disclaimer == Disclaimer::NotRead { (badge(Tone::Quiet, "No disclaimer was read out")) }
        }
        dl.facts { (who(check)) (pays(check)) (rules(check)) }
        @if coverage.checks().len() > 1 { p.small.dim { "Asked " (coverage.checks().len()) " times; earlier answers are kept." } }
    }
}

fn who(check: &BenefitsCheck) -> Markup {
    html! {
        dt { "Asked" } dd { (check.payer.as_str()) " on " (date(check.on)) ", " (check.channel.word().to_lowercase()) @if let Some(who) = &check.representative { ", " (who.as_str()) } @if let Some(reference) = &check.reference { ", reference " span.mono { (reference.as_str()) } } }
        @if let Some(carve) = &check.carve_out { dt { "Behavioral benefits" } dd { (carve.payer.as_str()) @if let Some(member) = &carve.member_id { ", member " span.mono { (member.as_str()) } } } }
        @if check.from.is_some() || check.until.is_some() {
            dt { "In effect" } dd { @if let Some(from) = check.from { "from " (date(from)) " " } @if let Some(until) = check.until { "until " (date(until)) } }
        }
    }
}

fn pays(check: &BenefitsCheck) -> Markup {
    let share = |share: Share| match share {
        Share::Copay(cents) => cents.to_string(),
        Share::Coinsurance(percent) => format!("{percent}%"),
        Share::NotCovered => "not covered".to_owned(),
    };
    let sum = |cents: Option<Cents>| cents.map_or("not said".to_owned(), |cents| cents.to_string());
    html! {
        dt { "Network" } dd { (check.network.word()) }
        dt { "Deductible" } dd { (sum(check.deductible_cents)) ", " (sum(check.deductible_left_cents)) " left" }
        @for told in &check.shares { dt { (told.service.word()) } dd { (share(told.share)) } }
        @if let Some(percent) = check.outside_percent { dt { "Out of network" } dd { (percent) "% of what is usual" @if let Some(usual) = check.usual_cents { ", " (usual) } } }
        dt { "Couples" } dd { (check.couples.word()) }
    }
}

fn rules(check: &BenefitsCheck) -> Markup {
    html! {
        dt { "By video" } dd { (check.video.word()) @if let Some(rule) = &check.video_rule { ": " (rule.as_str()) } }
        @if let Some(left) = check.visits_left() { dt { "Visits left this year" } dd { (left) } }
        dt { "Authorization" } dd {
            @match &check.authorization {
                Authorization::NotSaid => "not said",
                Authorization::NotNeeded => "not needed",
                Authorization::Needed(None) => "needed, no number yet",
                Authorization::Needed(Some(number)) => { "needed, " span.mono { (number.as_str()) } },
            }
        }
        @if let Some(days) = check.filing_days { dt { "Claims within" } dd { (days) " days" } }
        @if let Some(address) = &check.claims_address { dt { "Paper claims" } dd { (address.as_str()) } }
        @if let Some(id) = &check.payer_id { dt { "Payer id" } dd { span.mono { (id.as_str()) } } }
    }
}
