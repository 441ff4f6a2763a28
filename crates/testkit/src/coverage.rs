//! How the cast pays: a plan that was asked, a question that waits, and an estimate that was given.

use actions::check_benefits::{check_benefits, tell_client_of_benefits};
use actions::give_cost_page::give_cost_page;
use actions::give_estimate::{ask_costs, give_estimate};
use actions::house::House;
use actions::tell_plan::tell_plan;
use jiff::ToSpan;
use jiff::civil::time;
use money::benefits::{Authorization, BenefitsCheck, Channel, Couples, Disclaimer, Network, Said, ServiceShare, Share};
use money::coverage::PayWish;
use money::estimate::{EstimateReason, Expected, GivenHow, Rhythm};
use money::plan::{Plan, PlanKind, PlanUse};
use money::therapy_service::Service;
use terms::actor::{Context, Role};
use terms::money::Cents;

use crate::cast::{ALEXIS, BEA, MAYA, ROWAN, line};
use crate::own_pages::{client, refused};
use crate::story::{Story, Told};

/// Tells all of it.
pub(crate) fn tell(story: &Story<'_>, house: &House) -> Told<()> {
    let bea = |day| Story::acting(BEA, Role::Biller, story.at(day, time(10, 0, 0, 0)));
    rowans_plan(story, house, &bea(-20))?;
    let asked = ask_costs(house, &client(MAYA, story.at(-1, time(20, 0, 0, 0))), MAYA, PayWish::NotSure);
    asked.map_err(|trouble| refused("ask what it costs", trouble))?;
    let (from, until) = (story.day(-30), story.day(-30).saturating_add(1.year()).saturating_sub(1.day()));
    let expected = Expected {
        visits: vec![(Service::Session, Rhythm::EveryTwoWeeks, 26)],
        apart: vec![Service::Intake],
        from,
        until,
        first_visit: None,
        reason: EstimateReason::Asked,
        diagnosis: None,
    };
    let given = give_estimate(house, &bea(-30), ALEXIS, (&expected, GivenHow::Pages, "estimate of the cast"));
    given.map_err(|trouble| refused("give an estimate", trouble)).map(|_| ())
}

/// Rowan's plan: in the network, a copay, and nobody asked yet who reads its mail.
fn rowans_plan(story: &Story<'_>, house: &House, bea: &Context) -> Told<()> {
    let plan = Plan {
        payer: line("Example Health Plan"),
        payer_id: Some(line("EXMPL")),
        member_id: line("MEMB000123"),
        group: Some(line("GRP0001")),
        kind: PlanKind::Ppo,
        used: PlanUse::Claims,
        holder: None,
    };
    tell_plan(house, bea, ROWAN, &plan)?;
    let share = |service, share| ServiceShare { service, share };
    let check = BenefitsCheck {
        at: bea.now,
        by: BEA,
        on: story.day(-20),
        channel: Channel::Phone,
        payer: plan.payer,
        representative: Some(line("Sam")),
        reference: Some(line("C-20417")),
        carve_out: None,
        from: None,
        until: None,
        network: Network::In,
        deductible_cents: Some(Cents(50_000)),
        deductible_left_cents: Some(Cents(12_000)),
        shares: vec![
            share(Service::Intake, Share::Coinsurance(20)),
            share(Service::Session, Share::Copay(Cents(3_000))),
            share(Service::LongSession, Share::Copay(Cents(3_000))),
        ],
        video: Said::Yes,
        video_rule: Some(line("Place of service 10, modifier 95")),
        visit_limit: None,
        visits_used: None,
        authorization: Authorization::NotNeeded,
        filing_days: Some(180),
        outside_percent: None,
        usual_cents: None,
        couples: Couples::NotPaid,
        claims_address: None,
        payer_id: Some(line("EXMPL")),
        disclaimer: Disclaimer::Read,
    };
    check_benefits(house, bea, ROWAN, &check).map_err(|trouble| refused("check benefits", trouble))?;
    let told = tell_client_of_benefits(house, bea, ROWAN, &line("Glad to know; will think about the claims"));
    told.map_err(|trouble| refused("tell of benefits", trouble))?;
    give_cost_page(house, bea, ROWAN, GivenHow::Pages)
}
