//! What clients have written and answered in their own pages.

use actions::house::House;
use actions::share_page::share_page;
use actions::write_page::{Seen, WrittenPage, write_page};
use care::altered_state::{AlteredState, AlteredStateEntry, HowItWas};
use care::check_in::{NewAnswer, NewCheckIn, answer_item, ask_check_in, finish_check_in};
use care::difficulty::{DifficultyEntry, DifficultyKind, NewDifficulty};
use care::dosing_day::Told as ToldFact;
use care::grounding_tool::Distress;
use care::measure::Measure;
use care::question::Question;
use care::safety_plan::{SafetyPart, SafetyPlan};
use care::steadiness::Steadiness;
use care::support_person::{NamedSupportPerson, SupportPerson};
use care::workbook::{Author, Workbook};
use care::workbook_entry::WorkbookEntry;
use jiff::Timestamp;
use jiff::civil::time;
use record::list::list;
use record::scope::{Add, Write, folder};
use schedule::alert::Alert;
use terms::actor::{Actor, ClientIn, Context};
use terms::folder::Folder;
use terms::ids::{AlertId, AlteredStateId, CheckInId, DifficultyId, PageId, SubjectId};
use terms::trouble::{Fault, Never, Trouble};

use crate::cast::{ALEXIS, DANA, INES, MAYA, ROWAN, line};
use crate::story::{Story, Told, prose};
use crate::{consents, coverage};

/// Tells all of it.
pub(crate) fn tell(story: &Story<'_>) -> Told<()> {
    let morning = time(8, 12, 0, 0);
    for (day, answers) in [(-60, "332232220"), (-32, "222222110"), (-11, "221121110")] {
        check_in(story, ROWAN, (Measure::Phq9, story.at(day, morning)), answers)?;
    }
    for (day, answers) in [(-60, "2333222"), (-11, "1221111")] {
        check_in(story, ROWAN, (Measure::Gad7, story.at(day, morning)), answers)?;
    }
    check_in(story, MAYA, (Measure::Phq9, story.at(-30, morning)), "221121100")?;
    check_in(story, INES, (Measure::Phq9, story.at(-28, morning)), "222211100")?;
    worrying_answer(story, story.at(0, morning).min(story.now))?;
    asked(story, MAYA, Measure::Gad7)?;
    workbooks(story)?;
    rowan_tells(story)?;
    let house = House::new(story.record.clone(), story.practice.clone(), String::new());
    journals(story, &house)?;
    consents::tell(story, &house)?;
    coverage::tell(story, &house)
}

/// A client acting at a moment, just signed in.
pub(crate) fn client(subject: SubjectId, now: Timestamp) -> Context {
    Context { actor: Actor::Client(ClientIn { subject, signed_in_at: now }), now }
}

/// A check-in that was asked, answered and finished; each digit answers an item.
fn check_in(
    story: &Story<'_>,
    subject: SubjectId,
    (measure, at): (Measure, Timestamp),
    answers: &str,
) -> Told<CheckInId> {
    let id = CheckInId(story.record.new_id());
    let refused = |refusal| Fault::new("tell a check-in", format!("{refusal:?}"));
    story.record.change(&client(subject, at), |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let mut workbook = Workbook::clone(&*change.open(&permit)?);
        let mut entries = vec![
            ask_check_in(&workbook, NewCheckIn { id, measure, reason: None }, Author::Team(DANA), at)
                .map_err(refused)?,
        ];
        workbook = workbook.with(entries[0].clone());
        for (item, answer) in (1..).zip(answers.bytes().map(|digit| digit - b'0')) {
            let entry = answer_item(&workbook, NewAnswer { id, item, answer }, Author::Client, at).map_err(refused)?;
            workbook = workbook.with(entry.clone());
            entries.push(entry);
        }
        entries.push(finish_check_in(&workbook, id, Author::Client, at).map_err(refused)?);
        entries.into_iter().try_for_each(|entry| change.add(&permit, entry).map_err(Trouble::from))
    })?;
    Ok(id)
}

/// Ines this morning: item 9 at "several days", though the total is not high.
fn worrying_answer(story: &Story<'_>, at: Timestamp) -> Told<()> {
    let id = check_in(story, INES, (Measure::Phq9, at), "221211101")?;
    let alert = Alert::raised((AlertId(id.0), INES), DANA, at, story.practice.alert_within_hours);
    story.record.change(&client(INES, at), |change| {
        let alerts = change.permit::<_, Add>(list::<Alert>())?;
        change.put::<_, _, _, Never>(&alerts, &alert)
    })
}

fn asked(story: &Story<'_>, subject: SubjectId, measure: Measure) -> Told<()> {
    let id = CheckInId(story.record.new_id());
    let at = story.at(-1, time(16, 0, 0, 0));
    story.workbook(subject, &[WorkbookEntry::CheckInAsked { id, measure, at, by: Author::Team(DANA), reason: None }])
}

fn workbooks(story: &Story<'_>) -> Told<()> {
    let at = story.at(-20, time(19, 30, 0, 0));
    let answered =
        |question, text: &str| WorkbookEntry::Answered { question, at, by: Author::Client, text: Some(prose(text)) };
    let steady = |steadiness, day| WorkbookEntry::SteadinessTold {
        id: AlertId(story.record.new_id()),
        at: story.at(day, time(18, 0, 0, 0)),
        by: Author::Client,
        steadiness,
        about: None,
    };
    story.workbook(
        MAYA,
        &[
            answered(Question::WhyNow, "The spring went by and I was not in it."),
            answered(Question::HardDay, "Far away. I answer and nobody is home."),
            answered(Question::Different, "To cry when it is sad and laugh when it is funny."),
            answered(Question::WhoIsWithMe, "My brother, until Sunday."),
            steady(Steadiness::Shaky, -14),
            steady(Steadiness::Steady, -13),
        ],
    )?;
    story.workbook(
        ROWAN,
        &[answered(Question::Mindset, "Less braced than in April."), steady(Steadiness::Steady, -2)],
    )?;
    story.workbook(ALEXIS, &[answered(Question::WhyNow, "I wake at four and plan the day until it rings.")])?;
    let plan = SafetyPlan::default()
        .with_part(SafetyPart::Signs, Some(prose("I stop answering my sister. I stay in bed past nine.")))
        .with_part(SafetyPart::OnMyOwn, Some(prose("Feet on the floor. The long way round the lake.")))
        .with_part(SafetyPart::AskForHelp, Some(prose("My sister, (303) 555-0171, any hour.")))
        .with_part(SafetyPart::Professionals, Some(prose("Dana at the office, (303) 555-0142. 988, call or text.")));
    let written = WorkbookEntry::SafetyPlanWritten { at, by: Author::Client, plan };
    story.workbook(INES, &[written])
}

/// What Rowan told beside the questions: an altered state of long ago, a neighbor for the day, and short nights.
fn rowan_tells(story: &Story<'_>) -> Told<()> {
    let (at, by) = (story.at(-20, time(19, 40, 0, 0)), Author::Client);
    let state = AlteredState {
        id: AlteredStateId(story.record.new_id()),
        what: line("A week of silent meditation"),
        when: ToldFact::Known(line("About 2019")),
        setting: ToldFact::Known(line("A retreat house, alone")),
        how: ToldFact::Known(HowItWas::Mixed),
        left: Some(line("The quiet, and how loud the drive home was")),
    };
    let person = SupportPerson {
        name: line("Ada, from next door"),
        reach: Some(line("(303) 555-0188")),
        ride: Some(line("Ada drives, and stays until supper")),
        helps: Some(prose("Tea, and no questions until I ask one.")),
        instructions: None,
    };
    let told = NewDifficulty {
        id: DifficultyId(story.record.new_id()),
        kind: DifficultyKind::Sleep,
        since: ToldFact::Known(story.day(-6)),
        strength: Distress::parse("4").ok(),
        words: Some(line("Awake at three, then up")),
        helps: Some(line("The long breath out")),
    };
    let lately = story.at(-2, time(7, 15, 0, 0));
    story.workbook(
        ROWAN,
        &[
            WorkbookEntry::AlteredState(AlteredStateEntry::Told { at, by, state }),
            WorkbookEntry::SupportPersonNamed(NamedSupportPerson { at, person: Some(person) }),
            WorkbookEntry::Difficulty(DifficultyEntry::Told { at: lately, by, told }),
        ],
    )
}

/// Pages that are only Maya's, and one of Rowan's that Dana may read.
fn journals(story: &Story<'_>, house: &House) -> Told<()> {
    let evening = time(21, 10, 0, 0);
    page(story, house, (MAYA, story.at(-15, evening)), "Just tired, and that is fine.")?;
    page(
        story,
        house,
        (MAYA, story.at(-12, evening)),
        "The field again, smaller. I let my brother cook and said nothing about the salt.",
    )?;
    let (at, text) = (story.at(-2, evening), "Nobody was checking the locks. I noticed it only the next morning.");
    let shared = page(story, house, (ROWAN, at), text)?;
    share_page(house, &client(ROWAN, at), shared).map_err(|trouble| refused("share a page", trouble))
}

fn page(story: &Story<'_>, house: &House, (subject, at): (SubjectId, Timestamp), text: &str) -> Told<PageId> {
    let id = PageId(story.record.new_id());
    let page = WrittenPage { id, prompt: None, text: prose(text), seen: Seen::default() };
    write_page(house, &client(subject, at), &page).map_err(|trouble| refused("write a page", trouble))?;
    Ok(id)
}

/// Nothing here is refused; what is, is our mistake.
pub(crate) fn refused<R: std::fmt::Debug>(doing: &str, trouble: Trouble<R>) -> Trouble<Never> {
    match trouble {
        Trouble::Refused(refusal) => Trouble::Fault(Fault::new(doing, format!("{refusal:?}"))),
        Trouble::Denied(denied) => Trouble::Denied(denied),
        Trouble::Fault(fault) => Trouble::Fault(fault),
    }
}
