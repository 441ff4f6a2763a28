//! Claims of the demo: a fictional insurer, a plan whose mail the client alone reads, a claim that came back denied, one
//! that is out, and one that waits.

use actions::edi_files::bring_edi_file;
use actions::house::House;
use actions::payers::keep_payer;
use actions::post_answers::post_answer;
use actions::prepare_claims::{ClaimDetails, prepare_claims};
use actions::record_asks::{NewAsk, add_record_ask};
use actions::send_claims::send_claims;
use care::note::NoteKind;
use care::note_body::{NoteBody, PlainNote};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use money::coverage::{Coverage, CoverageEntry};
use money::insurer_mail::{HeldBy, MailAnswer, MailChoice, OpenedBy, Writer};
use money::ledger::TherapyLedger;
use money::payer::{InsurerKind, PayerTerms, Setting};
use money::plan::{Plan, PlanKind, PlanUse};
use money::prepared_claim::claim_number;
use money::x12::professional::{Address, InsurerSex, Person, Relation};
use record::record::Record;
use record::scope::{Read, Write, folder};
use terms::actor::{Context, Role};
use terms::ids::{ChargeId, ClaimId, PayerId};
use terms::money::Cents;
use terms::practice::Practice;
use terms::trouble::{Fault, Never, Trouble};

use crate::cast::{BEA, INES, line};
use crate::edi::{Paid, payment};
use crate::story::{Story, Told, prose};

/// What the insurer takes off when it says that it had to be asked before.
const NOT_ALLOWED_BEFORE: &str = "197";

/// Tells the claims of Ines, after everything else was told.
pub fn tell_claims(house: &House, (record, practice): (&Record, &Practice), now: Timestamp) -> Told<()> {
    let zone = TimeZone::get(&practice.time_zone).unwrap_or(TimeZone::UTC);
    let today = now.to_zoned_datetime(zone.clone()).date();
    let story = Story { record, practice, zone, now, today };
    let bea = Story::acting(BEA, Role::Biller, now);
    let charges = [-21, -14, -7].map(|day| story.signed(INES, (NoteKind::Therapy, day), 50, &session()));
    let [first, second, third] = charges;
    let (first, second, third) = (first?, second?, third?);
    let payer = keep_payer(house, &bea, None, (&insurer(), "demo-payer")).map_err(untold)?;
    covered(&story, &bea)?;
    let prepare =
        |charges: &[ChargeId], once: &str| prepare_claims(house, &bea, &details(payer, charges), once).map_err(untold);
    prepare(&[first, second], "demo-claims-1")?;
    send_claims(house, &bea, "demo-file-1").map_err(untold)?;
    prepare(&[third], "demo-claims-2")?;
    denied(house, &story, &bea, first)?;
    let ask = NewAsk {
        subject: INES,
        payer: line("Example Health Plan"),
        claim: None,
        wants: prose("Records that support the medical necessity of the visits of last month."),
        due: today.saturating_add(10.days()),
        how: line("By mail to PO Box 1, Example City, CO 80000"),
    };
    add_record_ask(house, &bea, &ask, "demo-ask").map(|_| ())
}

fn session() -> NoteBody {
    NoteBody::Plain(PlainNote {
        work: Some(prose("The Sunday that she fears, hour by hour.")),
        response: Some(prose("Stayed with it. Laughed once.")),
        plan: Some(prose("One thing outside the house before Thursday.")),
        ..PlainNote::default()
    })
}

fn insurer() -> PayerTerms {
    PayerTerms {
        name: line("Example Health Plan"),
        number: line("PAYER01"),
        plan: InsurerKind::Commercial,
        claims_address: Some(line("PO Box 1, Example City, CO 80000")),
        filing_limit_days: 90,
        rules: Vec::new(),
    }
}

fn covered(story: &Story<'_>, bea: &Context) -> Told<()> {
    let by = Writer::Staff(BEA);
    let plan = Plan {
        payer: line("Example Health Plan"),
        payer_id: Some(line("PAYER01")),
        member_id: line("MEMB000148"),
        group: None,
        kind: PlanKind::Ppo,
        used: PlanUse::Claims,
        holder: None,
    };
    let answer = MailAnswer {
        at: bea.now,
        by,
        held_by: HeldBy::Client,
        opened_by: OpenedBy::ClientAlone,
        choice: MailChoice::GoOn,
        elsewhere: None,
    };
    story.record.change(bea, |change| {
        let coverage = change.permit::<_, Write>(folder::<Coverage>(INES))?;
        change.add(&coverage, CoverageEntry::PlanTold { at: bea.now, by, plan: plan.clone() })?;
        Ok(change.add(&coverage, CoverageEntry::MailAnswered(answer.clone()))?)
    })
}

fn details(payer: PayerId, charges: &[ChargeId]) -> ClaimDetails {
    let [street, city, state, zip] = ["48 Sample Court", "Denver", "CO", "80203"].map(str::to_owned);
    ClaimDetails {
        subject: INES,
        payer,
        holder: Person {
            last: "Duarte".to_owned(),
            first: "Ines".to_owned(),
            address: Address { street, city, state, zip },
            born: jiff::civil::date(1979, 8, 9),
            sex: InsurerSex::Female,
        },
        relation: Relation::Own,
        dependent: None,
        authorization: None,
        visits: charges.iter().map(|charge| (*charge, Setting::VideoHome)).collect(),
    }
}

/// The insurer's answer to the claim of this charge, brought and posted.
fn denied(house: &House, story: &Story<'_>, bea: &Context, charge: ChargeId) -> Told<()> {
    let (claim, charged): (ClaimId, Cents) = story.record.read(bea, |work| {
        let ledger = work.permit::<_, Read>(folder::<TherapyLedger>(INES))?;
        let ledger = work.open(&ledger)?;
        let claim = ledger.claims().claim_of(charge).ok_or(Fault::new("tell a claim", "it is not there"))?;
        Ok((claim.prepared.id(), claim.prepared.charge_cents()))
    })?;
    let number = claim_number(claim);
    let taken = [("CO", NOT_ALLOWED_BEFORE, charged)];
    let answer = [Paid { claim: &number, status: "4", charge_cents: charged, taken: &taken }];
    let bytes = payment(("EXAMPLE0001", story.today), &answer, 0);
    let file = bring_edi_file(house, bea, (&line("answer-1.835"), &bytes)).map_err(untold)?;
    post_answer(house, bea, file)
}

/// A refusal is a fault of the story.
fn untold<R: std::fmt::Debug>(trouble: Trouble<R>) -> Trouble<Never> {
    match trouble {
        Trouble::Fault(fault) => Trouble::Fault(fault),
        Trouble::Denied(denied) => Trouble::Denied(denied),
        Trouble::Refused(refusal) => Fault::new("tell the claims of the demo", format!("{refusal:?}")).into(),
    }
}
