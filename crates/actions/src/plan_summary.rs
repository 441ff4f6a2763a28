//! A summary of the plan for a payer: shown as it would go, and kept in the chart as it goes.

use care::chart::Chart;
use care::plan_summary::{NothingToSay, PlanSummary, SummaryFor, SummaryVisit, make_summary, summarize};
use jiff::ToSpan;
use jiff::civil::Date;
use money::coverage::Coverage;
use money::fee::Code;
use money::ledger::TherapyLedger;
use money::prepared_claim::claim_number;
use money::record_ask::{NoneMayGo, RecordAsk, RecordPart};
use record::list::list;
use record::scope::{Read, Write, folder};
use record::work::Work;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{RecordAskId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Where a payer asks about no claim in particular, the visits of so many days are named.
const DAYS_NAMED: i64 = 90;

/// A summary as the therapist sees it.
pub struct SeenSummary {
    /// Whose plan.
    pub client: Client,
    /// The payer's question.
    pub ask: RecordAsk,
    /// The summary that was made, or as it would be; `None` where the plan says nothing that goes.
    pub summary: Option<PlanSummary>,
}

/// Why a summary is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryRefusal {
    /// The plan says nothing that goes.
    NothingToSay,
    /// The therapist has not said that one may go, or it went.
    NoneMayGo,
}

/// Shows it: as it was made, or as it would be.
pub fn see_plan_summary(
    house: &House,
    by: &Context,
    (subject, id): (SubjectId, RecordAskId),
) -> Result<SeenSummary, Trouble<Never>> {
    let today = house.today(by.now);
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let (ask, now) = asked(work, (subject, id), today)?;
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let made = work.open(&chart)?.plan_summary(id).filter(|_| ask.summary_at.is_some()).cloned();
        let client = work.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        Ok(SeenSummary { client, ask, summary: made.map(|made| made.summary).or(now.ok()) })
    })
}

/// Makes it, from the plan as it is now: the chart keeps it, and billing sees that there is one.
pub fn make_plan_summary(
    house: &House,
    by: &Context,
    (subject, id): (SubjectId, RecordAskId),
) -> Result<(), Trouble<SummaryRefusal>> {
    let (author, today) = (staff(by)?, house.today(by.now));
    house.record().change(by, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let asks = change.permit::<_, Write>(list::<RecordAsk>())?;
        let (ask, summary) = asked(change, (subject, id), today)?;
        let ask = ask.summarized(by.now).map_err(|NoneMayGo| Trouble::Refused(SummaryRefusal::NoneMayGo))?;
        let summary = summary.map_err(|NothingToSay| Trouble::Refused(SummaryRefusal::NothingToSay))?;
        change.add(&chart, make_summary(summary, (author, by.now)))?;
        change.put(&asks, &ask)
    })
}

/// The question, and the summary that would answer it now. Days and codes stand in it only where they may go too.
fn asked<R>(
    work: &mut Work<'_>,
    (subject, id): (SubjectId, RecordAskId),
    today: Date,
) -> Result<(RecordAsk, Result<PlanSummary, NothingToSay>), Trouble<R>> {
    let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
    let asks = work.permit::<_, Read>(list::<RecordAsk>())?;
    let ledger = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
    let coverage = work.permit::<_, Read>(folder::<Coverage>(subject))?;
    let ask: Option<RecordAsk> = work.get(&asks, id.0)?;
    let ask = ask.filter(|ask| ask.subject == subject).ok_or(Denied::NotTheirs)?;
    let ledger = work.open(&ledger)?;
    let may_name_days = ask.parts().is_some_and(|parts| parts.parts.contains(&RecordPart::Dates));
    let about = SummaryFor {
        ask: id,
        to: ask.payer.clone(),
        member_id: work.open(&coverage)?.plan().map(|plan| plan.member_id.clone()),
        claim: ask.claim.and_then(|claim| Line::parse(&claim_number(claim)).ok()),
        visits: if may_name_days { visits(&ledger, &ask, today) } else { Vec::new() },
    };
    let summary = summarize(&*work.open(&chart)?, about, today);
    Ok((ask, summary))
}

/// The visits of the claim; without one, the latest.
fn visits(ledger: &TherapyLedger, ask: &RecordAsk, today: Date) -> Vec<SummaryVisit> {
    let code = |code: Code| Line::parse(&code.to_string()).ok();
    if let Some(claim) = ask.claim.and_then(|claim| ledger.claims().claim(claim)) {
        let lines = claim.prepared.lines().iter();
        return lines.map(|line| SummaryVisit { on: line.date(), code: code(line.code()) }).collect();
    }
    let since = today.saturating_sub(DAYS_NAMED.days());
    let charges = ledger.charges().iter().map(|charged| &charged.charge);
    let latest = charges.filter(|charge| charge.date() >= since);
    latest.map(|charge| SummaryVisit { on: charge.date(), code: charge.code().and_then(code) }).collect()
}
