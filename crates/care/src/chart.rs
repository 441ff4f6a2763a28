//! The chart: what the treating team writes, as the fold of its entries.

use jiff::Timestamp;
use jiff::civil::Date;
use terms::diagnosis::DiagnosisCode;
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{DosingDayId, NoteId, StaffId};
use terms::text::Line;
use terms::words;

use crate::alert_closing::AlertClosing;
use crate::asked_alone::AskedAlone;
use crate::chart_card::ChartCard;
use crate::chart_entry::ChartEntry;
use crate::couple_paying::{CouplePaying, OnOwnPlan};
use crate::disclosure::Disclosure;
use crate::dosing_day::{DosingDay, DosingState};
use crate::earlier_record::{EarlierRecord, keep};
use crate::note::SignedNote;
use crate::plan_summary::MadeSummary;
use crate::prescriber::{Flagged, PrescriberAnswer};
use crate::readiness::TalkedAbout;
use crate::safety_record::SafetyRecord;
use crate::told_alone::ToldAlone;
use crate::treatment_plan::WrittenPlan;
use crate::went_on::WentOn;

words! {
    /// How ketamine and therapy go together for a client. None is better.
    #[derive(Default)]
    Path {
        #[default]
        Undecided = "undecided", "Undecided";
        NoDosing = "no-dosing", "Without dosing";
        PreparationWithDosingElsewhere = "preparation", "Preparation, dosing elsewhere";
        IntegrationAfterDosingElsewhere = "integration", "Integration, after dosing elsewhere";
        WithAttendedDosing = "attended", "With attended dosing days";
    }

    /// By which rule an entry may be erased.
    ErasureRule {
        /// Seven years after therapy ended, or whatever the clinician's license asks (C.R.S. 12-245-226).
        RetentionEnded = "retention-ended", "Retention ended";
        /// It tells of someone else.
        WrongChart = "wrong-chart", "Written in the wrong chart";
    }
}

/// A rest that a therapist ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedRest {
    /// After which dosing days.
    pub dates: Vec<Date>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Why.
    pub reason: Line,
}

/// What the treating team writes of one client or couple.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    number: u32,
    opened_at: Option<Timestamp>,
    path: Path,
    notes: Vec<SignedNote>,
    dosing_days: Vec<DosingDay>,
    called_off: Vec<DosingDay>,
    rests_ended: Vec<EndedRest>,
    plans: Vec<WrittenPlan>,
    plan_summaries: Vec<MadeSummary>,
    alerts_closed: Vec<AlertClosing>,
    talked_about: Vec<TalkedAbout>,
    earlier_records: Vec<EarlierRecord>,
    pub(crate) asked_alone: Vec<AskedAlone>,
    pub(crate) safety_records: Vec<SafetyRecord>,
    pub(crate) told_alone: Vec<ToldAlone>,
    pub(crate) flagged: Vec<Flagged>,
    pub(crate) prescriber_answers: Vec<PrescriberAnswer>,
    pub(crate) couple_paying: Vec<CouplePaying>,
    pub(crate) on_own_plan: Vec<OnOwnPlan>,
    pub(crate) disclosures: Vec<Disclosure>,
    went_on: Vec<WentOn>,
}

impl Chart {
    /// Its number; 0 before it is opened.
    pub fn chart_number(&self) -> u32 {
        self.number
    }

    /// When it was opened.
    pub fn opened_at(&self) -> Option<Timestamp> {
        self.opened_at
    }

    /// On which path the client is.
    pub fn path(&self) -> Path {
        self.path
    }

    /// The signed notes in order of the visits they tell of.
    pub fn notes(&self) -> &[SignedNote] {
        &self.notes
    }

    /// One signed note.
    pub fn note(&self, id: NoteId) -> Option<&SignedNote> {
        self.notes.iter().find(|note| note.id() == id)
    }

    /// The dosing days by date, without those called off.
    pub fn dosing_days(&self) -> &[DosingDay] {
        &self.dosing_days
    }

    /// One dosing day as last told, also if it was called off.
    pub fn told_day(&self, id: DosingDayId) -> Option<&DosingDay> {
        self.dosing_days.iter().chain(&self.called_off).find(|day| day.id == id)
    }

    /// The rests that were ended before their time, oldest first.
    pub fn rests_ended(&self) -> &[EndedRest] {
        &self.rests_ended
    }

    /// The treatment plan as it is now.
    pub fn plan(&self) -> Option<&WrittenPlan> {
        self.plans.last()
    }

    /// Summaries of the plan that were made for payers, oldest first.
    pub fn plan_summaries(&self) -> &[MadeSummary] {
        &self.plan_summaries
    }

    /// The plans before it, oldest first.
    pub fn earlier_plans(&self) -> &[WrittenPlan] {
        self.plans.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    /// What came of each alert, oldest first.
    pub fn alerts_closed(&self) -> &[AlertClosing] {
        &self.alerts_closed
    }

    /// The papers of another system, by name.
    pub fn earlier_records(&self) -> &[EarlierRecord] {
        &self.earlier_records
    }

    /// The visits that were begun although something was open, oldest first.
    pub fn went_on(&self) -> &[WentOn] {
        &self.went_on
    }

    /// What of readiness was talked about, oldest first.
    pub(crate) fn talked_about(&self) -> &[TalkedAbout] {
        &self.talked_about
    }

    /// The diagnosis that was written last: of the plan, or else of the intake.
    pub fn diagnosis(&self) -> Option<&DiagnosisCode> {
        let of_plan = self.plan().and_then(|written| written.plan.diagnosis.as_ref());
        of_plan.or_else(|| self.diagnosis_of_intake())
    }

    pub(crate) fn diagnosis_of_intake(&self) -> Option<&DiagnosisCode> {
        self.notes.iter().rev().find_map(|note| note.draft().body.diagnosis())
    }

    /// The day of the last visit that a signed note tells of.
    pub fn last_visit(&self) -> Option<Date> {
        self.notes.last().map(|note| note.draft().date)
    }

    /// Whether a dosing day had been told that lay behind on that day.
    pub fn knows_of_dosing(&self, on: Date) -> bool {
        self.dosing_days.iter().any(|day| day.is_behind(on) && day.date.known().is_none_or(|date| date <= on))
    }

    fn keep_note(&mut self, note: SignedNote) {
        let order = |note: &SignedNote| (note.draft().date, note.draft().started, note.signed_at());
        let at = self.notes.partition_point(|earlier| order(earlier) <= order(&note));
        self.notes.insert(at, note);
    }

    fn keep_day(&mut self, day: DosingDay) {
        self.dosing_days.retain(|earlier| earlier.id != day.id);
        let at = self.dosing_days.partition_point(|earlier| earlier.order() <= day.order());
        self.dosing_days.insert(at, day);
    }

    fn call_off_day(&mut self, id: DosingDayId) {
        if let Some(at) = self.dosing_days.iter().position(|day| day.id == id) {
            let day = self.dosing_days.remove(at);
            self.called_off.push(DosingDay { state: DosingState::CalledOff, ..day });
        }
    }
}

impl Folder for Chart {
    type Entry = ChartEntry;
    type Card = ChartCard;
    const KIND: FolderKind = FolderKind::Chart;

    fn with(mut self, entry: ChartEntry) -> Self {
        match entry {
            ChartEntry::ChartOpened { at, chart_number, path, .. } => {
                self = Self { opened_at: Some(at), number: chart_number, path, ..self };
            }
            ChartEntry::PathChanged { path, .. } => self.path = path,
            ChartEntry::NoteSigned(note) => self.keep_note(note),
            ChartEntry::NoteAmended { note, addendum } => {
                if let Some(signed) = self.notes.iter_mut().find(|signed| signed.id() == note) {
                    signed.amend(addendum);
                }
            }
            ChartEntry::NoteCosigned { note, signature } => {
                if let Some(signed) = self.notes.iter_mut().find(|signed| signed.id() == note) {
                    signed.cosign(signature);
                }
            }
            ChartEntry::DosingDayTold(day) => self.keep_day(day),
            ChartEntry::DosingDayCalledOff { id, .. } | ChartEntry::DosingDayToldInError { id, .. } => {
                self.call_off_day(id);
            }
            ChartEntry::RestEnded { dates, at, by, reason } => {
                self.rests_ended.push(EndedRest { dates, at, by, reason });
            }
            ChartEntry::TreatmentPlanWritten { at, by, plan } => self.plans.push(WrittenPlan { at, by, plan }),
            ChartEntry::PlanSummaryMade { at, by, summary } => {
                self.plan_summaries.push(MadeSummary { at, by, summary });
            }
            ChartEntry::ReadinessTalkedAbout(talked) => self.talked_about.push(talked),
            ChartEntry::FlaggedForPrescriber(flagged) => self.flagged.push(flagged),
            ChartEntry::PrescriberAnswered(answer) => self.prescriber_answers.push(answer),
            ChartEntry::WentOn(went_on) => self.went_on.push(went_on),
            ChartEntry::AlertClosed(closing) => self.alerts_closed.push(closing),
            ChartEntry::AskedAlone(asked) => self.asked_alone.push(asked),
            ChartEntry::SafetyRecorded(record) => self.safety_records.push(record),
            ChartEntry::ToldAlone(told) => self.told_alone.push(told),
            ChartEntry::CoupleVisitPaying(paying) => self.couple_paying.push(paying),
            ChartEntry::CoupleVisitOnOwnPlan(visit) => self.on_own_plan.push(visit),
            ChartEntry::Disclosed(disclosure) => self.disclosures.push(disclosure),
            ChartEntry::EarlierRecordFiled(record) => keep(&mut self.earlier_records, record),
            ChartEntry::EarlierRecordWithdrawn(gone) => {
                self.earlier_records.retain(|record| record.paper.id != gone.paper);
            }
            // Storage leaves out what it can't open any more.
            ChartEntry::EntryErased { .. } => {}
        }
        self
    }

    fn card(&self) -> ChartCard {
        ChartCard::of(self)
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{at, chart, date, day, filled, id, line};
    use crate::note::NoteKind;

    fn letters<T: std::fmt::Display>(ids: impl Iterator<Item = T>) -> String {
        ids.filter_map(|id| id.to_string().chars().next()).collect()
    }

    #[test]
    fn notes_stand_in_order_of_their_visits() {
        let therapy = NoteKind::Therapy;
        let visits = [('b', therapy, "2026-06-10"), ('c', therapy, "2026-06-22"), ('a', therapy, "2026-06-01")];
        let chart = filled(chart(Path::Undecided), &visits, &[]);
        assert_eq!(letters(chart.notes().iter().map(SignedNote::id)), "abc");
        assert_eq!(chart.last_visit(), Some(date("2026-06-22")));
    }

    #[test]
    fn dosing_days_stand_by_date_and_are_corrected_in_place() {
        let days = [('b', "2026-06-20", Past), ('d', "", Planned), ('c', "2026-06-30", Planned), ('a', "", Past)];
        let chart = filled(chart(Path::Undecided), &[], &days);
        let ids = |chart: &Chart| letters(chart.dosing_days().iter().map(|day| day.id));
        assert_eq!(ids(&chart), "abcd");
        let corrected = chart.clone().with(ChartEntry::DosingDayTold(day('c', "2026-06-10", Past)));
        assert_eq!(ids(&corrected), "acbd");
        let called_off =
            chart.with(ChartEntry::DosingDayCalledOff { id: id('c'), at: at("2026-06-21 10:00"), by: id('d') });
        assert_eq!(ids(&called_off), "abd");
        assert_eq!(called_off.told_day(id('c')).map(|day| day.state), Some(DosingState::CalledOff));
    }

    #[test]
    fn an_entry_that_names_nothing_changes_nothing() {
        let chart = chart(Path::Undecided);
        let reason = line("Seven years");
        let erased = ChartEntry::EntryErased {
            number: 3,
            rule: ErasureRule::RetentionEnded,
            reason,
            at: at("2033-07-01 09:00"),
        };
        let gone = ChartEntry::DosingDayCalledOff { id: id('x'), at: at("2026-06-21 10:00"), by: id('d') };
        for entry in [erased, gone] {
            assert_eq!(chart.clone().with(entry), chart);
        }
    }
}
