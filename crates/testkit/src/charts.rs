//! The clients' stories: no dosing at all, dosed elsewhere before, between two dosing days, a couple, and a beginning.

use care::arriving::{ArrivalState, Arriving, Grounding, Risk};
use care::boundaries::{Boundaries, Touch};
use care::change::{AddedChange, NewChange};
use care::chart::Path;
use care::chart_entry::ChartEntry;
use care::dosing_day::{DosingDay, DosingState, Route, Teller, Told as ToldFact};
use care::grounding_tool::{Distress, Helps};
use care::note::NoteKind;
use care::note_body::{IntakeNote, IntegrationNote, NoteBody, PlainNote, PreparationNote};
use care::treatment_plan::TreatmentPlan;
use care::workbook::Author;
use care::workbook_entry::WorkbookEntry;
use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use money::ledger::{TherapyEntry, TherapyLedger};
use money::payment::{PaidBy, Payment, TakenBy};
use record::scope::{Write, folder};
use terms::actor::Role;
use terms::diagnosis::DiagnosisCode;
use terms::ids::{ChangeId, ChargeId, DosingDayId, PaymentId, SubjectId};
use terms::money::Cents;

use crate::cast::{ALEXIS, BEA, CHRIS, DANA, INES, LEE, MAYA, PARKS, ROWAN, THEO, line};
use crate::story::{Story, Told, prose};

/// Tells all of them.
pub(crate) fn tell(story: &Story<'_>) -> Told<()> {
    alexis(story)?;
    rowan(story)?;
    maya(story)?;
    the_parks(story)?;
    ines(story)?;
    opened(story, THEO, 2051, Path::Undecided, 3)
}

/// In ordinary therapy, with an intake and a plan.
fn ines(story: &Story<'_>) -> Told<()> {
    opened(story, INES, 2048, Path::NoDosing, 35)?;
    let intake = NoteBody::Intake(IntakeNote {
        arriving: arriving(ArrivalState::ShutDown, Grounding::Feet),
        reason: Some(prose("Three months after a separation; cries at work, sleeps four hours.")),
        history: Some(prose("Therapy at nineteen, which helped. No altered states. A doctor looks after her thyroid.")),
        sexual_history: Some(prose(
            "Wanted little since the separation. One night in March that she speaks of slowly.",
        )),
        assessment: Some(prose("A grief that has settled into the body. Works, eats, sees two friends a week.")),
        diagnosis: DiagnosisCode::parse("F43.21").ok(),
        plan: Some(prose("Weekly. First sleep, then the anger that she says she has none of.")),
    });
    story.signed(INES, (NoteKind::Intake, -28), 50, &intake)?;
    let plan = TreatmentPlan {
        diagnosis: DiagnosisCode::parse("F43.21").ok(),
        in_effect_from: None,
        problem: Some(prose("Low mood and short sleep since a separation.")),
        goals: Some(prose("“To get through a Sunday.”")),
        methods: Some(prose("Grief work, sleep routine, one thing a week outside the house.")),
        review_on: Some(story.day(60)),
    };
    story.chart(INES, &[ChartEntry::TreatmentPlanWritten { at: before(story, 28), by: DANA, plan }])
}

/// No dosing, none planned, and nothing about it anywhere.
fn alexis(story: &Story<'_>) -> Told<()> {
    opened(story, ALEXIS, 2044, Path::NoDosing, 40)?;
    let preparation = NoteBody::Preparation(PreparationNote {
        arriving: arriving(ArrivalState::Activated, Grounding::Feet),
        intentions: Some(prose("To sleep through a night without rehearsing the next day.")),
        symptoms: Some(prose("Racing thoughts in the evening; appetite steady; works as usual.")),
        past_experiences: Some(prose("Two years of therapy in her twenties, which helped. No altered states.")),
        nervous_system: Some(prose("Notices a tight jaw first. Feet on the floor and naming colors bring her back.")),
        boundaries: Some(prose("No touch. Asks to be told before a long silence.")),
        set_and_setting: None,
        plan: Some(prose("Practice feet and colors once a day. Meet again in two weeks.")),
    });
    story.signed(ALEXIS, (NoteKind::Preparation, -14), 50, &preparation)?;
    story.workbook(
        ALEXIS,
        &[intention(story, "To rest when the day is over.", 20), tool(story, "Feet on the floor", (6, 3), 14)],
    )
}

/// Had ketamine elsewhere before coming here.
fn rowan(story: &Story<'_>) -> Told<()> {
    opened(story, ROWAN, 2017, Path::IntegrationAfterDosingElsewhere, 74)?;
    story.chart(ROWAN, &[dosing(story, -60, DosingState::Past), dosing(story, -3, DosingState::Past)])?;
    let first = story.signed(
        ROWAN,
        (NoteKind::Integration, -39),
        55,
        &integration("A door that would not close.", "Said yes to a walk with her sister."),
    )?;
    let second = story.signed(
        ROWAN,
        (NoteKind::Integration, -25),
        50,
        &integration("The house again, quieter.", "Leaves work mail closed until nine."),
    )?;
    story.signed(
        ROWAN,
        (NoteKind::Integration, -11),
        50,
        &integration("Keys in a bowl, nobody checking.", "Checks in with the body before answering mail."),
    )?;
    story.workbook(
        ROWAN,
        &[
            intention(story, "To stop bracing.", 70),
            intention(story, "I want to know what I feel before I manage it.", 41),
            boundaries(story, ("yellow", "red"), "Ask before a silence longer than a minute.", 41),
            tool(story, "Feet on the floor", (7, 4), 39),
            tool(story, "Cold water", (6, 5), 25),
            change(story, "Check in with the body before answering work mail", Some("Before opening the laptop"), 25),
            change(story, "Leave one window open while cooking", None, 11),
        ],
    )?;
    paid(story, ROWAN, first, Cents(19_500), -38)?;
    paid(story, ROWAN, second, Cents(10_000), -24)
}

/// Between two dosing days with a prescriber elsewhere.
fn maya(story: &Story<'_>) -> Told<()> {
    opened(story, MAYA, 2039, Path::PreparationWithDosingElsewhere, 52)?;
    let preparation = NoteBody::Preparation(PreparationNote {
        arriving: arriving(ArrivalState::Settled, Grounding::NoneNeeded),
        intentions: Some(prose("To be in the room with the people she loves.")),
        symptoms: Some(prose("Numb for most of the spring; crying came back in May.")),
        past_experiences: Some(prose("One retreat years ago, which frightened her and was never talked about.")),
        nervous_system: Some(prose("Goes quiet before she goes numb. A hand on her own chest helps.")),
        boundaries: Some(prose("No touch. Says “slow” to slow and “stop” to stop.")),
        set_and_setting: Some(prose("Her own blanket, no music with words, her brother drives.")),
        plan: Some(prose("One more preparation session before the second day.")),
    });
    story.signed(MAYA, (NoteKind::Preparation, -30), 50, &preparation)?;
    story.chart(MAYA, &[dosing(story, -16, DosingState::Past), dosing(story, 8, DosingState::Planned)])?;
    story.signed(
        MAYA,
        (NoteKind::Integration, -13),
        50,
        &integration("A wide field and no hurry.", "Sunday supper without the phone."),
    )?;
    story.workbook(
        MAYA,
        &[
            intention(story, "To stop bracing all the time, and be in the room with the people I love.", 30),
            tool(story, "Hand on my own chest", (8, 4), 30),
            change(story, "Sunday supper without the phone", Some("When the table is set"), 13),
        ],
    )
}

/// A couple, with a chart beside each partner's own.
fn the_parks(story: &Story<'_>) -> Told<()> {
    opened(story, PARKS, 1987, Path::IntegrationAfterDosingElsewhere, 60)?;
    opened(story, CHRIS, 1988, Path::IntegrationAfterDosingElsewhere, 60)?;
    opened(story, LEE, 1989, Path::NoDosing, 60)?;
    story.chart(PARKS, &[dosing(story, -33, DosingState::Past)])?;
    let together = NoteBody::Plain(PlainNote {
        arriving: arriving(ArrivalState::Mixed, Grounding::Orienting),
        work: Some(prose("Each told the week in turn while the other repeated it back. Lee asked for a slower pace.")),
        response: Some(prose("Both stayed. Chris asked twice before answering.")),
        plan: Some(prose("Ten minutes of turns on Thursday evening.")),
    });
    story.signed(PARKS, (NoteKind::Therapy, -28), 50, &together)?;
    story.draft(
        PARKS,
        (NoteKind::Integration, -14),
        &integration("A storm that passed over the lake.", "One walk together each week."),
    )?;
    story.signed(
        PARKS,
        (NoteKind::Integration, -7),
        50,
        &integration("The lake, told by Chris and listened to by Lee.", "Turns on Thursday evening."),
    )?;
    Ok(())
}

fn opened(story: &Story<'_>, subject: SubjectId, chart_number: u32, path: Path, days_ago: i32) -> Told<()> {
    story.chart(subject, &[ChartEntry::ChartOpened { at: before(story, days_ago), by: Some(DANA), chart_number, path }])
}

fn before(story: &Story<'_>, days_ago: i32) -> Timestamp {
    story.at(-days_ago, time(10, 0, 0, 0))
}

fn arriving(state: ArrivalState, grounding: Grounding) -> Arriving {
    Arriving { state: vec![state], grounding: vec![grounding], risk: Some(Risk::NoCurrentConcern) }
}

fn integration(image: &str, change: &str) -> NoteBody {
    NoteBody::Integration(IntegrationNote {
        arriving: arriving(ArrivalState::Tearful, Grounding::Orienting),
        meaning: Some(prose(image)),
        memories: Some(prose("A parent’s nightly rounds of the house, told as remembered.")),
        regulation: Some(prose("Two nights of short sleep, then as before. Feet on the floor used daily.")),
        daily_life: Some(prose("Fewer answers before knowing what is felt; one call with family.")),
        changes: Some(prose(change)),
        plan: Some(prose("Stay with noticing before managing. Meet again as planned.")),
    })
}

fn dosing(story: &Story<'_>, day: i32, state: DosingState) -> ChartEntry {
    ChartEntry::DosingDayTold(DosingDay {
        id: DosingDayId(story.record.new_id()),
        date: ToldFact::Known(story.day(day)),
        route: if state == DosingState::Past { ToldFact::Known(Route::Infusion) } else { ToldFact::Unknown },
        place: None,
        accompanied: ToldFact::Known(true),
        account: None,
        state,
        told_at: story.now - SignedDuration::from_hours(24 * 40),
        told_to: DANA,
        told_by: Teller::Team,
    })
}

fn intention(story: &Story<'_>, text: &str, days_ago: i32) -> WorkbookEntry {
    WorkbookEntry::IntentionWritten { at: before(story, days_ago), by: Author::Client, text: prose(text) }
}

fn boundaries(story: &Story<'_>, (slow, stop): (&str, &str), other: &str, days_ago: i32) -> WorkbookEntry {
    let boundaries = Boundaries {
        touch: Touch::None,
        slow_word: Some(line(slow)),
        stop_word: Some(line(stop)),
        other: Some(prose(other)),
        ..Boundaries::default()
    };
    WorkbookEntry::BoundariesWritten { at: before(story, days_ago), by: Author::Client, boundaries }
}

fn tool(story: &Story<'_>, name: &str, (before_it, after_it): (u8, u8), days_ago: i32) -> WorkbookEntry {
    let distress = |number: u8| Distress::parse(&number.to_string()).ok();
    WorkbookEntry::GroundingToolTried {
        at: before(story, days_ago),
        by: Author::Client,
        tool: line(name),
        helps: Some(if before_it > after_it + 1 { Helps::Yes } else { Helps::Partly }),
        before: distress(before_it),
        after: distress(after_it),
    }
}

fn change(story: &Story<'_>, text: &str, cue: Option<&str>, days_ago: i32) -> WorkbookEntry {
    let new = NewChange { cue: cue.map(line), ..NewChange::of(ChangeId(story.record.new_id()), line(text)) };
    WorkbookEntry::ChangeAdded(AddedChange { at: before(story, days_ago), by: Author::Team(DANA), new })
}

fn paid(story: &Story<'_>, subject: SubjectId, charge: ChargeId, amount_cents: Cents, day: i32) -> Told<()> {
    let at = story.at(day, time(15, 0, 0, 0));
    story.record.change(&Story::acting(BEA, Role::Biller, at), |change| {
        let ledger = change.permit::<_, Write>(folder::<TherapyLedger>(subject))?;
        let payment = Payment {
            id: PaymentId(story.record.new_id()),
            at,
            on: story.day(day),
            by: TakenBy::Staff(BEA),
            amount_cents,
            how: PaidBy::Card,
            charge,
            part_of: None,
        };
        Ok(change.add(&ledger, TherapyEntry::PaymentTaken(payment))?)
    })
}
