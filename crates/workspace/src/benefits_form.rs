//! Reads what a plan said as it was typed during the call.

use jiff::Timestamp;
use money::benefits::{
    Authorization, BenefitsCheck, CarveOut, Channel, Couples, Disclaimer, Network, Said, ServiceShare, Share,
};
use money::therapy_service::Service;
use shell::fields::Problem;
use shell::form::Posted;
use shell::reading::Reading;
use terms::ids::{Id, StaffId};
use terms::money::Cents;

/// The services that a plan is asked about, each with its field.
pub const SHARE_FIELDS: [(&str, Service); 5] = [
    ("share-intake", Service::Intake),
    ("share-short", Service::ShortSession),
    ("share-session", Service::Session),
    ("share-long", Service::LongSession),
    ("share-couple", Service::CoupleSession),
];

/// Reads it; who asked is filled in by whoever keeps it.
pub fn read(posted: &Posted, now: Timestamp) -> Result<BenefitsCheck, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let channel = form.wanted("channel", Channel::from_code(posted.one("channel")), "Choose how you ask");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which the plan answered");
    let payer = form.line("payer");
    let payer = form.wanted("payer", payer, "Write who was asked");
    let (representative, reference) = (form.line("representative"), form.line("reference"));
    let (carve, carve_member) = (form.line("carve"), form.line("carve-member"));
    let (from, until) = (form.date("from"), form.date("until"));
    let (deductible_cents, deductible_left_cents) = (form.cents("deductible"), form.cents("left"));
    let shares = SHARE_FIELDS
        .into_iter()
        .filter_map(|(field, service)| Some(ServiceShare { service, share: share(&mut form, field)? }));
    let shares = shares.collect();
    let (outside_percent, usual_cents) = (form.number("outside"), form.cents("usual"));
    let video_rule = form.line("video-rule");
    let authorization = authorization(&mut form);
    let (visit_limit, visits_used, filing_days) = (form.number("limit"), form.number("used-up"), form.number("filing"));
    let (claims_address, payer_id) = (form.line("address"), form.line("payer-id"));
    let read = channel.zip(on).zip(payer).map(|((channel, on), payer)| BenefitsCheck {
        at: now,
        by: nobody(),
        on,
        channel,
        payer,
        representative,
        reference,
        carve_out: carve.map(|payer| CarveOut { payer, member_id: carve_member }),
        from,
        until,
        network: Network::from_code(posted.one("network")).unwrap_or_default(),
        deductible_cents,
        deductible_left_cents,
        shares,
        video: Said::from_code(posted.one("video")).unwrap_or_default(),
        video_rule,
        visit_limit,
        visits_used,
        authorization,
        filing_days,
        outside_percent,
        usual_cents,
        couples: Couples::from_code(posted.one("couples")).unwrap_or_default(),
        claims_address,
        payer_id,
        disclaimer: if posted.one("disclaimer") == "yes" { Disclaimer::Read } else { Disclaimer::NotRead },
    });
    form.done(read)
}

/// A sum, a part, or nothing at all: "30.00", "20%", "no".
fn share(form: &mut Reading<'_>, field: &'static str) -> Option<Share> {
    let text = form.posted.one(field);
    let read = match text {
        "" => return None,
        text if text.eq_ignore_ascii_case("no") => Some(Share::NotCovered),
        text => match text.strip_suffix('%') {
            Some(part) => part.trim().parse().ok().map(Share::Coinsurance),
            None => Cents::parse(text).map(Share::Copay),
        },
    };
    form.wanted(field, read, "Enter a sum such as 30.00, a part such as 20%, or no")
}

fn authorization(form: &mut Reading<'_>) -> Authorization {
    let number = form.line("authorization-number");
    match form.posted.one("authorization") {
        "not-needed" => Authorization::NotNeeded,
        "needed" => Authorization::Needed(number),
        _ => Authorization::NotSaid,
    }
}

/// Stands in until the action that keeps the check says who asked.
fn nobody() -> StaffId {
    StaffId(Id::from_random([0; 10]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(more: &[(&'static str, &'static str)]) -> Posted {
        let first = [("channel", "phone"), ("on", "2026-06-22"), ("payer", "Example Health Plan")];
        Posted::from_pairs(first.into_iter().chain(more.iter().copied()))
    }

    #[test]
    fn a_share_is_a_sum_a_part_or_no() {
        for (text, expected) in [
            ("30", Ok(Some(Share::Copay(Cents(3_000))))),
            ("$30.50", Ok(Some(Share::Copay(Cents(3_050))))),
            ("20 %", Ok(Some(Share::Coinsurance(20)))),
            ("No", Ok(Some(Share::NotCovered))),
            ("", Ok(None)),
            ("a lot", Err(())),
            ("300%", Err(())),
        ] {
            let read = read(&typed(&[("share-session", text)]), Timestamp::UNIX_EPOCH);
            assert_eq!(read.map(|check| check.share(Service::Session)).map_err(|_| ()), expected, "{text}");
        }
    }

    #[test]
    fn what_nobody_said_stays_open_and_who_was_asked_is_wanted() {
        let check = read(&typed(&[]), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(
            (check.network, check.video, check.authorization),
            (Network::NotSaid, Said::NotSaid, Authorization::NotSaid)
        );
        assert_eq!(check.disclaimer, Disclaimer::NotRead);
        let missing: Vec<_> = read(&Posted::default(), Timestamp::UNIX_EPOCH).unwrap_err();
        assert_eq!(missing.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["channel", "on", "payer"]);
        let number = [("authorization", "needed"), ("authorization-number", "A-7")];
        let needed = read(&typed(&number), Timestamp::UNIX_EPOCH).unwrap().authorization;
        assert!(matches!(needed, Authorization::Needed(Some(number)) if number.as_str() == "A-7"));
    }
}
