//! The brief: what a therapist reads in twenty seconds before a visit. Only what there is; each line has its evidence.

use jiff::Timestamp;
use jiff::civil::Date;
use terms::ids::{AlertId, NoteId, SubjectId};
use terms::text::{Line, Prose};

use crate::alert::Alert;
use crate::arriving::Risk;
use crate::change::ChangeState;
use crate::chart::{Chart, Path};
use crate::consent_look::{ConsentLook, consents_to_look_at};
use crate::difficulty::DifficultyKind;
use crate::document::DocumentKind;
use crate::dosing_day::DosingState;
use crate::measure::Measure;
use crate::note::NoteKind;
use crate::note_body::Part;
use crate::readiness::{ReadinessItem, open_questions};
use crate::score_change::ScoreChange;
use crate::signing::DocumentState;
use crate::steadiness::Steadiness;
use crate::workbook::{Author, Workbook};

/// How many days ahead the review of a plan and the end of a consent are told of.
const REVIEW_AHEAD_DAYS: i32 = 14;

/// Before which moment nothing is new, and which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// The end of the last visit; `None` before the first.
    pub last: Option<Timestamp>,
    /// The day of the visit to come.
    pub today: Date,
    /// This moment.
    pub now: Timestamp,
}

/// The last visit that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastVisit {
    /// Its note.
    pub note: NoteId,
    /// Of which kind.
    pub kind: NoteKind,
    /// On which day.
    pub on: Date,
    /// What was planned then.
    pub plan: Option<Prose>,
    /// How risk was seen then, if it was.
    pub risk: Option<Risk>,
}

/// A line of the brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BriefLine {
    /// An alert waits for its outcome.
    OpenAlert {
        /// Which.
        id: AlertId,
        /// Since when.
        at: Timestamp,
    },
    /// The safety plan as it is now.
    SafetyPlan {
        /// When it was written.
        at: Timestamp,
    },
    /// Something spoke for a safety plan, and there is none.
    NoSafetyPlan,
    /// No visit was signed so far.
    FirstVisit,
    /// The last visit that was signed.
    LastVisit(LastVisit),
    /// How it is, as the client last said since the last visit.
    Steadiness {
        /// When.
        at: Timestamp,
        /// How.
        steadiness: Steadiness,
    },
    /// A measure that was finished since the last visit.
    Score {
        /// Which.
        measure: Measure,
        /// When.
        at: Timestamp,
        /// The total.
        number: u8,
        /// The total before it, and the change from there.
        before: Option<(u8, ScoreChange)>,
    },
    /// Check-ins that wait for the client, with the day since when the first does.
    CheckInsWaiting {
        /// Which measures.
        measures: Vec<Measure>,
        /// Since when.
        since: Timestamp,
    },
    /// The intention is another one since the last visit.
    IntentionChanged {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// The boundaries are others since the last visit.
    BoundariesChanged {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// Pages of the journal that were shared since the last visit.
    SharedPages {
        /// How many.
        count: usize,
        /// When the last was.
        last: Timestamp,
    },
    /// The gentle changes that are carried, and how each is.
    Practices(Vec<(Line, ChangeState)>),
    /// What has been hard for over two weeks, and nobody looked at lately.
    LastsLong(Vec<DifficultyKind>),
    /// No large decisions until this day, as agreed.
    Pause(Date),
    /// A dosing day ahead, or the last one behind.
    Dosing {
        /// On which day, if it is known.
        on: Option<Date>,
        /// Ahead or behind.
        state: DosingState,
    },
    /// Documents that wait for a signature.
    Documents(Vec<DocumentKind>),
    /// A consent that wants a look.
    Consent(ConsentLook),
    /// A release in force ends on this day.
    ReleaseEnds(Date),
    /// The plan is looked at again on this day.
    PlanReview(Date),
    /// What of readiness is open to talk about.
    OpenQuestions(Vec<ReadinessItem>),
}

/// Up to which day the end of a consent is told of.
pub fn ahead_of(today: Date) -> Date {
    today.saturating_add(jiff::Span::new().days(REVIEW_AHEAD_DAYS))
}

/// What there is to say, what asks for something first. Whoever comes alone has no partners.
pub fn brief(chart: &Chart, workbook: &Workbook, partners: &[SubjectId], since: Since) -> Vec<BriefLine> {
    let is_new = |at: Timestamp| since.last.is_some_and(|last| at > last);
    let mut lines = risk(chart, workbook);
    lines.push(last_visit(chart));
    lines.extend(steadiness(workbook, since));
    lines.extend(Measure::ALL.into_iter().filter_map(|measure| score(workbook, measure, since)));
    lines.extend(waiting(workbook));
    let intention = workbook.intention().filter(|written| is_new(written.at));
    lines.extend(intention.map(|written| BriefLine::IntentionChanged { at: written.at, by: written.by }));
    let boundaries = workbook.boundaries().filter(|written| is_new(written.at));
    lines.extend(boundaries.map(|written| BriefLine::BoundariesChanged { at: written.at, by: written.by }));
    lines.extend(pages(workbook, since));
    let going = workbook.changes().iter().filter(|change| change.state != ChangeState::LetGo);
    let going: Vec<(Line, ChangeState)> = going.map(|change| (change.text.clone(), change.state)).collect();
    lines.extend((!going.is_empty()).then_some(BriefLine::Practices(going)));
    lines.extend(lasts_long(workbook, since));
    lines.extend(workbook.pause(since.today).map(|pause| BriefLine::Pause(pause.until)));
    lines.extend(dosing(chart, since.today));
    let questions = open_questions(chart, since.now);
    lines.extend((!questions.is_empty()).then_some(BriefLine::OpenQuestions(questions)));
    lines.extend(documents(workbook));
    let until = ahead_of(since.today);
    lines.extend(consents_to_look_at(workbook, partners, until).into_iter().map(BriefLine::Consent));
    let in_force = workbook.releases().iter().filter(|release| release.in_force(since.today).is_some());
    let ends = in_force.map(|release| release.terms.until).filter(|on| *on <= until).min();
    lines.extend(ends.map(BriefLine::ReleaseEnds));
    let review = chart.plan().and_then(|written| written.plan.review_on).filter(|on| *on <= until);
    lines.extend(review.map(BriefLine::PlanReview));
    lines
}

fn risk(chart: &Chart, workbook: &Workbook) -> Vec<BriefLine> {
    let is_closed = |alert: &Alert| chart.alerts_closed().iter().any(|closing| closing.id == alert.id);
    let (closed, open): (Vec<Alert>, Vec<Alert>) = workbook.alerts().into_iter().partition(is_closed);
    let last = chart.notes().last().and_then(|note| note.draft().body.arriving().risk);
    let speaks_for_a_plan =
        !closed.is_empty() || !open.is_empty() || matches!(last, Some(Risk::Watched | Risk::ActionTaken));
    let plan = match workbook.safety_plan() {
        Some(written) => Some(BriefLine::SafetyPlan { at: written.at }),
        None if speaks_for_a_plan => Some(BriefLine::NoSafetyPlan),
        None => None,
    };
    open.into_iter().map(|alert| BriefLine::OpenAlert { id: alert.id, at: alert.at }).chain(plan).collect()
}

fn last_visit(chart: &Chart) -> BriefLine {
    let Some(note) = chart.notes().last() else { return BriefLine::FirstVisit };
    let draft = note.draft();
    let (plan, risk) = (draft.body.part(Part::Plan).cloned(), draft.body.arriving().risk);
    BriefLine::LastVisit(LastVisit { note: note.id(), kind: draft.kind, on: draft.date, plan, risk })
}

fn steadiness(workbook: &Workbook, since: Since) -> Option<BriefLine> {
    let told = workbook.steadiness().last().filter(|told| since.last.is_none_or(|last| told.at > last))?;
    Some(BriefLine::Steadiness { at: told.at, steadiness: told.steadiness })
}

fn score(workbook: &Workbook, measure: Measure, since: Since) -> Option<BriefLine> {
    let totals = workbook.totals(measure);
    let (last, earlier) = totals.split_last()?;
    let (at, number) = (last.0, last.1.number);
    let before = earlier.last().map(|(_, total)| (total.number, ScoreChange::of(measure, total.number, number)));
    since.last.is_none_or(|last| at > last).then_some(BriefLine::Score { measure, at, number, before })
}

fn waiting(workbook: &Workbook) -> Option<BriefLine> {
    let waiting: Vec<_> = workbook.check_ins().iter().filter(|check_in| check_in.is_waiting()).collect();
    let since = waiting.iter().map(|check_in| check_in.asked_at).min()?;
    let measures = waiting.iter().map(|check_in| check_in.measure).collect();
    Some(BriefLine::CheckInsWaiting { measures, since })
}

fn pages(workbook: &Workbook, since: Since) -> Option<BriefLine> {
    let new: Vec<Timestamp> = workbook.shared_pages().iter().map(|page| page.at).collect();
    let new: Vec<Timestamp> = new.into_iter().filter(|at| since.last.is_none_or(|last| *at > last)).collect();
    let last = new.iter().max().copied()?;
    Some(BriefLine::SharedPages { count: new.len(), last })
}

fn lasts_long(workbook: &Workbook, since: Since) -> Option<BriefLine> {
    let lasting = workbook.difficulties().filter(|known| known.wants_a_look(since.now, since.today));
    let lasting: Vec<DifficultyKind> = lasting.map(|known| known.told.kind).collect();
    (!lasting.is_empty()).then_some(BriefLine::LastsLong(lasting))
}

/// The next dosing day ahead, or else the last behind; on the path without dosing nothing speaks of it.
fn dosing(chart: &Chart, today: Date) -> Option<BriefLine> {
    if chart.path() == Path::NoDosing {
        return None;
    }
    let days = chart.dosing_days();
    let is_ahead = |on: Option<Date>| on.is_none_or(|on| on >= today);
    let ahead = days.iter().find(|day| day.state == DosingState::Planned && is_ahead(day.date.known()));
    let day = ahead.or_else(|| days.iter().rev().find(|day| day.state == DosingState::Past))?;
    Some(BriefLine::Dosing { on: day.date.known(), state: day.state })
}

fn documents(workbook: &Workbook) -> Option<BriefLine> {
    let waits = |kind: &DocumentKind| workbook.document_state(*kind) == DocumentState::Offered;
    let open: Vec<DocumentKind> = DocumentKind::OF_ONE.into_iter().filter(waits).collect();
    (!open.is_empty()).then_some(BriefLine::Documents(open))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, chart, date, filled, id, prose};
    use crate::steadiness::tell_steadiness;
    use crate::workbook::write_intention;
    use crate::workbook_entry::WorkbookEntry;

    const TODAY: &str = "2026-06-22";

    fn visited() -> Chart {
        filled(chart(Path::PreparationWithDosingElsewhere), &[('n', NoteKind::Preparation, "2026-06-15")], &[])
    }

    fn since(last: Option<&str>) -> Since {
        Since { last: last.map(at), today: date(TODAY), now: at("2026-06-22 10:00") }
    }

    fn last_visit() -> BriefLine {
        let plan = Some(prose("Next week."));
        let (note, kind, on) = (id('n'), NoteKind::Preparation, date("2026-06-15"));
        BriefLine::LastVisit(LastVisit { note, kind, on, plan, risk: None })
    }

    #[test]
    fn behaviour_10_only_what_is_new_since_the_last_visit_is_told() {
        let told = |on: &str| {
            let steady = tell_steadiness(id('a'), (Steadiness::Shaky, None), Author::Client, at(on));
            [write_intention(prose("To rest."), Author::Client, at(on)), steady]
                .into_iter()
                .fold(Workbook::default(), Workbook::with)
        };
        let last = since(Some("2026-06-15 11:50"));
        let (new, by) = (at("2026-06-20 09:00"), Author::Client);
        for (workbook, since, expected) in [
            (Workbook::default(), last, vec![last_visit()]),
            (told("2026-06-15 10:00"), last, vec![last_visit()]),
            (
                told("2026-06-20 09:00"),
                last,
                vec![
                    last_visit(),
                    BriefLine::Steadiness { at: new, steadiness: Steadiness::Shaky },
                    BriefLine::IntentionChanged { at: new, by },
                ],
            ),
        ] {
            assert_eq!(brief(&visited(), &workbook, &[], since), expected);
        }
        let first = brief(&chart(Path::NoDosing), &Workbook::default(), &[], since(None));
        assert_eq!(first, [BriefLine::FirstVisit]);
    }

    #[test]
    fn risk_comes_first_and_asks_for_a_plan_where_there_is_none() {
        let not_ok = tell_steadiness(id('a'), (Steadiness::NotOk, None), Author::Client, at("2026-06-20 09:00"));
        let lines = brief(&visited(), &Workbook::default().with(not_ok), &[], since(Some("2026-06-15 11:50")));
        let open = BriefLine::OpenAlert { id: id('a'), at: at("2026-06-20 09:00") };
        assert_eq!(lines[..3], [open, BriefLine::NoSafetyPlan, last_visit()]);
    }

    #[test]
    fn a_dosing_day_ahead_is_told_before_one_behind_and_none_without_dosing() {
        let days = [('a', "2026-06-01", DosingState::Past), ('b', "2026-06-30", DosingState::Planned)];
        let told = |path, today| {
            let chart = filled(chart(path), &[], &days);
            dosing(&chart, date(today)).map(|line| match line {
                BriefLine::Dosing { on, state } => (on.map(|on| on.to_string()).unwrap_or_default(), state),
                _ => (String::new(), DosingState::CalledOff),
            })
        };
        let (planned, past) = (DosingState::Planned, DosingState::Past);
        assert_eq!(told(Path::WithAttendedDosing, TODAY), Some(("2026-06-30".to_owned(), planned)));
        assert_eq!(told(Path::WithAttendedDosing, "2026-07-02"), Some(("2026-06-01".to_owned(), past)));
        assert_eq!(told(Path::NoDosing, TODAY), None);
    }

    #[test]
    fn what_lasts_and_a_pause_are_told() {
        use crate::difficulty::{NewDifficulty, tell_difficulty};
        use crate::dosing_day::Told;
        use crate::pause::{AgreedPause, Pause, agree_pause};
        let (by, now) = (Author::Client, at("2026-06-22 10:00"));
        let (kind, since_when) = (DifficultyKind::Sleep, Told::Known(date("2026-06-01")));
        let (strength, words, helps) = (None, None, None);
        let told = NewDifficulty { id: id('a'), kind, since: since_when, strength, words, helps };
        let nothing = Workbook::default();
        let hard = tell_difficulty(&nothing, told, (by, now), date(TODAY)).unwrap().unwrap();
        let pause = Some(Pause { until: date("2026-07-06"), about: None });
        let agreed = agree_pause(&nothing, AgreedPause { at: now, by, pause }, date(TODAY)).unwrap().unwrap();
        let lines = brief(&visited(), &nothing.with(hard).with(agreed), &[], since(Some("2026-06-15 11:50")));
        let expected = [last_visit(), BriefLine::LastsLong(vec![kind]), BriefLine::Pause(date("2026-07-06"))];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_document_that_waits_is_named_and_one_that_is_signed_is_not() {
        let kind = DocumentKind::TelehealthConsent;
        let offered = WorkbookEntry::DocumentOffered {
            kind,
            signer: crate::signer::Signer::Own,
            version: kind.version().to_owned(),
            at: at("2026-06-01 10:00"),
            by: Author::Client,
        };
        assert_eq!(documents(&Workbook::default()), None);
        let open = documents(&Workbook::default().with(offered));
        assert_eq!(open, Some(BriefLine::Documents(vec![kind])));
    }
}
