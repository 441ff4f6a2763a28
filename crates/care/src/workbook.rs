//! The workbook: what client and team share, as the fold of its entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ChangeId, CheckInId, StaffId};
use terms::text::{Line, Prose};

use crate::after_care::{AgreedAfterCare, AskedAfter, FollowedSilence};
use crate::alert::Alert;
use crate::boundaries::AgreedBoundaries;
use crate::change::{Change, ChangeState, Moved, active_changes};
use crate::check_in::{CheckIn, Given};
use crate::days_after::AfterCard;
use crate::document::DocumentKind;
use crate::grounding_tool::{Tool, Trial, keep_trial};
use crate::integration_offer::LeftOffer;
use crate::measure::{Answer, Measure};
use crate::messages::Messages;
use crate::prescriber::SentPacket;
use crate::release::Release;
use crate::safety_plan::WrittenSafetyPlan;
use crate::shared_page::SharedPage;
use crate::signer::SignatureLine;
use crate::signing::{DocumentState, DocumentStep, SignedDocument};
use crate::steadiness::ToldSteadiness;
use crate::workbook_entry::WorkbookEntry;
use crate::workbook_part::{PartState, WorkbookPart, WrittenAnswer};

/// Who wrote in the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// The client.
    Client,
    /// Someone of the treating team.
    Team(StaffId),
}

/// What a client wants to come back to. Never a goal to be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intention {
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// In the client's own words.
    pub text: Prose,
}

/// What client and team share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    intentions: Vec<Intention>,
    boundaries: Vec<AgreedBoundaries>,
    tools: Vec<Tool>,
    changes: Vec<Change>,
    pub(crate) answers: Vec<WrittenAnswer>,
    pub(crate) skipped: Vec<WorkbookPart>,
    pub(crate) check_ins: Vec<CheckIn>,
    pub(crate) steadiness: Vec<ToldSteadiness>,
    pub(crate) safety_plans: Vec<WrittenSafetyPlan>,
    pub(crate) document_steps: Vec<DocumentStep>,
    pub(crate) signed: Vec<SignedDocument>,
    pub(crate) releases: Vec<Release>,
    pub(crate) packets: Vec<SentPacket>,
    pub(crate) shared_pages: Vec<SharedPage>,
    pub(crate) offers_left: Vec<LeftOffer>,
    pub(crate) after_care: Vec<AgreedAfterCare>,
    pub(crate) asked_after: Vec<AskedAfter>,
    pub(crate) silences: Vec<FollowedSilence>,
}

/// What list screens show of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookCard {
    /// Whether an intention is written.
    pub has_intention: bool,
    /// Whether boundaries are written.
    pub has_boundaries: bool,
    /// How many grounding tools were tried.
    pub tools: u32,
    /// How many gentle changes are active.
    pub active_changes: u32,
    /// How many parts are written.
    #[serde(default)]
    pub parts_written: u32,
    /// What was ever said that a therapist must look at. Which of them they looked at stands in the chart's card.
    #[serde(default)]
    pub alerts: Vec<Alert>,
    /// The last total of each measure, and when its check-in was finished.
    #[serde(default)]
    pub last_scores: Vec<(Measure, u8, Timestamp)>,
    /// How many check-ins wait for the client.
    #[serde(default)]
    pub asked: u32,
    /// Which documents have a signature in force, of whichever version.
    #[serde(default)]
    pub documents_signed: Vec<DocumentKind>,
    /// What the client answered about email and text.
    #[serde(default)]
    pub messages: Messages,
    /// How many pages of the journal are shared.
    #[serde(default)]
    pub shared_pages: u32,
    /// When the last of them was shared.
    #[serde(default)]
    pub last_shared_at: Option<Timestamp>,
    /// What the clock keeps to after a dosing day.
    #[serde(default)]
    pub after: AfterCard,
}

/// Why something is not written into a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbookRefusal {
    /// As many changes are active as can be carried at once.
    TooManyActive,
    /// There is no such change.
    NoSuchChange,
}

impl Workbook {
    /// The intention as it is now.
    pub fn intention(&self) -> Option<&Intention> {
        self.intentions.last()
    }

    /// The intentions before it, oldest first.
    pub fn earlier_intentions(&self) -> &[Intention] {
        self.intentions.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    /// The boundaries as they are now.
    pub fn boundaries(&self) -> Option<&AgreedBoundaries> {
        self.boundaries.last()
    }

    /// The boundaries before them, oldest first.
    pub fn earlier_boundaries(&self) -> &[AgreedBoundaries] {
        self.boundaries.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    /// What was tried to come back to the present, what helps best first.
    pub fn tools(&self) -> &[Tool] {
        &self.tools
    }

    /// The gentle changes, oldest first.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    fn write_boundaries(&mut self, written: AgreedBoundaries) {
        self.take_up(WorkbookPart::Boundaries);
        self.boundaries.push(written);
    }

    fn write_intention(&mut self, written: Intention) {
        self.take_up(WorkbookPart::Intentions);
        self.intentions.push(written);
    }

    fn try_tool(&mut self, tool: Line, trial: Trial) {
        self.take_up(WorkbookPart::NervousSystem);
        keep_trial(&mut self.tools, tool, trial);
    }

    fn answer_with(&mut self, answer: WrittenAnswer) {
        self.take_up(answer.question.part());
        self.answers.push(answer);
    }

    /// For an entry that names a change; one that names none changes nothing.
    fn change(&mut self, id: ChangeId, step: impl FnOnce(&mut Change)) {
        if let Some(change) = self.changes.iter_mut().find(|change| change.id == id) {
            step(change);
        }
    }

    fn step_check_in(&mut self, id: CheckInId, step: impl FnOnce(&mut CheckIn)) {
        if let Some(check_in) = self.check_ins.iter_mut().find(|check_in| check_in.id == id) {
            step(check_in);
        }
    }

    fn step_document(
        &mut self,
        (line, version): (SignatureLine, String),
        state: DocumentState,
        by: (Author, Timestamp),
    ) {
        self.document_steps.push(DocumentStep { line, version, state, at: by.1, by: by.0 });
    }

    fn last_scores(&self) -> Vec<(Measure, u8, Timestamp)> {
        let last = |measure| self.totals(measure).last().map(|(at, total)| (measure, total.number, *at));
        Measure::ALL.into_iter().filter_map(last).collect()
    }

    fn parts_written(&self) -> usize {
        WorkbookPart::ALL.into_iter().filter(|part| self.part_state(*part) == PartState::Written).count()
    }
}

/// Writes an intention. The last one stays, as an earlier one.
pub fn write_intention(text: Prose, by: Author, at: Timestamp) -> WorkbookEntry {
    WorkbookEntry::IntentionWritten { at, by, text }
}

impl Folder for Workbook {
    type Entry = WorkbookEntry;
    type Card = WorkbookCard;
    const KIND: FolderKind = FolderKind::Workbook;

    fn with(mut self, entry: WorkbookEntry) -> Self {
        use WorkbookEntry as Entry;
        match entry {
            Entry::IntentionWritten { at, by, text } => self.write_intention(Intention { at, by, text }),
            Entry::BoundariesWritten { at, by, boundaries } => {
                self.write_boundaries(AgreedBoundaries { at, by, boundaries });
            }
            Entry::Answered { question, at, by, text } => self.answer_with(WrittenAnswer { question, at, by, text }),
            Entry::PartSkipped { part, skipped, .. } => self.skip(part, skipped),
            Entry::GroundingToolTried { at, by, tool, helps, before, after } => {
                self.try_tool(tool, Trial { at, by, helps, before, after });
            }
            Entry::ChangeAdded { id, at, by, text, cue, insight, confidence } => {
                let (state, moves, earlier) = (ChangeState::Active, Vec::new(), Vec::new());
                let change = Change { id, added_at: at, by, insight, text, cue, confidence, state, moves, earlier };
                self.changes.push(change);
            }
            Entry::ChangeReworded { id, at, text, cue, confidence, .. } => {
                self.change(id, |change| change.reword((text, cue, confidence), at));
            }
            Entry::ChangeMoved { id, at, by, state, note } => self.change(id, |change| {
                change.state = state;
                change.moves.push(Moved { at, by, state, note });
            }),
            Entry::CheckInAsked { id, measure, at, by, reason } => {
                self.check_ins.push(CheckIn::asked((id, measure), reason, by, at));
            }
            Entry::CheckInAnswered { id, item, answer, at, by } => {
                self.step_check_in(id, |check_in| check_in.take(Given { item, answer: Answer(answer), at, by }));
            }
            Entry::CheckInFinished { id, at, by } => {
                self.step_check_in(id, |check_in| check_in.finished = Some((at, by)));
            }
            Entry::CheckInLeft { id, at, .. } => self.step_check_in(id, |check_in| check_in.put_away = Some(at)),
            Entry::SteadinessTold { id, at, by, steadiness, about } => {
                self.steadiness.push(ToldSteadiness { id, at, by, steadiness, about });
            }
            Entry::SafetyPlanWritten { at, by, plan } => self.safety_plans.push(WrittenSafetyPlan { at, by, plan }),
            Entry::DocumentOffered { kind, signer, version, at, by } => {
                self.step_document((SignatureLine { kind, signer }, version), DocumentState::Offered, (by, at));
            }
            Entry::DocumentSigned(signed) => self.keep_signed(signed),
            Entry::DocumentDeclined { kind, signer, version, at, by } => {
                self.step_document((SignatureLine { kind, signer }, version), DocumentState::Declined, (by, at));
            }
            Entry::DocumentRevoked { kind, signer, at, by } => self.revoke(SignatureLine { kind, signer }, at, by),
            Entry::Release(entry) => self.step_release(entry),
            Entry::PacketSent(packet) => self.packets.push(packet),
            Entry::PageSharedWithTeam { id, number, written_at, at, text } => {
                self.keep_page(SharedPage { id, number, written_at, at, text });
            }
            Entry::PageTakenBack { id, .. } => self.take_back(id),
            Entry::VisitOfferLeft { offer, .. } => self.offers_left.push(offer),
            Entry::AfterCareAgreed { at, by, care } => self.after_care.push(AgreedAfterCare { at, by, care }),
            Entry::AskedHowTheyAre(asked) => self.asked_after.push(asked),
            Entry::SilenceFollowed(followed) => self.silences.push(followed),
        }
        self
    }

    fn card(&self) -> WorkbookCard {
        let count = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
        WorkbookCard {
            has_intention: self.intention().is_some(),
            has_boundaries: self.boundaries().is_some(),
            tools: count(self.tools.len()),
            active_changes: count(active_changes(self)),
            parts_written: count(self.parts_written()),
            alerts: self.alerts(),
            last_scores: self.last_scores(),
            asked: count(self.check_ins.iter().filter(|check_in| check_in.is_waiting()).count()),
            documents_signed: DocumentKind::ALL
                .into_iter()
                .filter(|kind| self.signed_document(*kind).is_some())
                .collect(),
            messages: self.messages(),
            shared_pages: count(self.shared_pages.len()),
            last_shared_at: self.shared_pages.iter().map(|page| page.at).max(),
            after: self.after_card(),
        }
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundaries::Boundaries;
    use crate::grounding_tool::try_tool;
    use crate::made_up::{at, id, line, prose};

    #[test]
    fn an_intention_is_kept_when_another_is_written() {
        let now = at("2026-06-22 10:00");
        let written = ["To feel first.", "To manage less.", "To rest."];
        let entries = written.map(|text| write_intention(prose(text), Author::Client, now));
        let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
        assert_eq!(workbook.intention().map(|intention| intention.text.as_str()), Some(written[2]));
        let earlier: Vec<_> = workbook.earlier_intentions().iter().map(|intention| intention.text.as_str()).collect();
        assert_eq!(earlier, written[..2]);
        assert_eq!(Workbook::default().earlier_intentions(), []);
    }

    #[test]
    fn a_card_counts_without_saying_what() {
        let now = at("2026-06-22 10:00");
        let by = Author::Team(id('d'));
        let trial = Trial { at: now, by, helps: None, before: None, after: None };
        let mut workbook = Workbook::default();
        let mut check = |entry: WorkbookEntry, expected: WorkbookCard| {
            workbook = workbook.clone().with(entry);
            assert_eq!(workbook.card(), expected);
        };
        let card = WorkbookCard { has_intention: true, ..WorkbookCard::default() };
        check(write_intention(prose("To rest."), by, now), card.clone());
        let card = WorkbookCard { has_boundaries: true, parts_written: 1, ..card };
        check(WorkbookEntry::BoundariesWritten { at: now, by, boundaries: Boundaries::default() }, card.clone());
        let card = WorkbookCard { tools: 1, ..card };
        check(try_tool(line("Feet"), trial), card.clone());
        check(try_tool(line("Feet"), trial), card.clone());
        let (text, state) = (line("One window open"), ChangeState::LetGo);
        let active = WorkbookCard { active_changes: 1, ..card.clone() };
        let (cue, insight, confidence) = (None, None, None);
        check(WorkbookEntry::ChangeAdded { id: id('a'), at: now, by, text, cue, insight, confidence }, active);
        check(WorkbookEntry::ChangeMoved { id: id('a'), at: now, by, state, note: None }, card);
    }
}
