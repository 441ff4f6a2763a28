//! Fills a new benefits check with what a plan answered in a file. Nothing is written before a person saves it.

use money::benefits::{Authorization, Channel, Share};
use money::benefits_start::benefits_start;
use money::plan_answer::PlanAnswer;
use shell::form::Posted;
use terms::money::Cents;

/// The form as it begins. Whether this therapist is in the network, no file says.
pub fn from_answer(kept: &PlanAnswer) -> Posted {
    let start = benefits_start(&kept.answer);
    let mut pairs = vec![
        ("channel", Channel::Electronic.code().to_owned()),
        ("on", kept.on.to_string()),
        ("payer", kept.answer.payer.clone()),
    ];
    if let Some((payer, member)) = start.carve_out {
        pairs.push(("carve", payer));
        pairs.extend(member.map(|member| ("carve-member", member)));
    }
    let days = [("from", start.from), ("until", start.until)];
    pairs.extend(days.into_iter().filter_map(|(field, day)| Some((field, day?.to_string()))));
    let sums = [("deductible", start.deductible_cents), ("left", start.deductible_left_cents)];
    pairs.extend(sums.into_iter().filter_map(|(field, sum)| Some((field, typed(sum?)))));
    pairs.extend(start.share.map(|share| ("share-session", share_typed(share))));
    let counts = [("limit", start.visit_limit), ("used-up", start.visits_used)];
    pairs.extend(counts.into_iter().filter_map(|(field, count)| Some((field, count?.to_string()))));
    match start.authorization {
        Authorization::NotSaid => {}
        Authorization::NotNeeded => pairs.push(("authorization", "not-needed".to_owned())),
        Authorization::Needed(_) => pairs.push(("authorization", "needed".to_owned())),
    }
    Posted::from_pairs(pairs)
}

/// As somebody types it: "30.00".
fn typed(cents: Cents) -> String {
    cents.to_string().replace(['$', ','], "")
}

fn share_typed(share: Share) -> String {
    match share {
        Share::Copay(cents) => typed(cents),
        Share::Coinsurance(percent) => format!("{percent}%"),
        Share::NotCovered => "no".to_owned(),
    }
}
