//! The workbook: what client and team share, as the fold of its entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ChangeId, CheckInId, StaffId};
use terms::text::{Line, Prose};

use crate::after_care::{AgreedAfterCare, AskedAfter, FollowedSilence};
use crate::altered_state::AlteredState;
use crate::boundaries::AgreedBoundaries;
use crate::change::{Change, Moved, RewordedChange};
use crate::check_in::{CheckIn, Given};
use crate::difficulty::Difficulty;
use crate::disclosure::Disclosure;
use crate::grounding_tool::{Tool, Trial, keep_trial};
use crate::integration_offer::LeftOffer;
use crate::measure::Answer;
use crate::pause::AgreedPause;
use crate::prescriber::SentPacket;
use crate::release::Release;
use crate::safety_plan::WrittenSafetyPlan;
use crate::shared_page::SharedPage;
use crate::shown_change::ShownChange;
use crate::signer::SignatureLine;
use crate::signing::{DocumentState, DocumentStep, SignedDocument};
use crate::steadiness::ToldSteadiness;
use crate::support_person::NamedSupportPerson;
use crate::workbook_card::{WorkbookCard, workbook_card};
use crate::workbook_entry::WorkbookEntry;
use crate::workbook_part::{WorkbookPart, WrittenAnswer};

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
    pub(crate) disclosures: Vec<Disclosure>,
    pub(crate) packets: Vec<SentPacket>,
    pub(crate) shared_pages: Vec<SharedPage>,
    pub(crate) difficulties: Vec<Difficulty>,
    pub(crate) pauses: Vec<AgreedPause>,
    pub(crate) altered_states: Vec<AlteredState>,
    pub(crate) support_people: Vec<NamedSupportPerson>,
    pub(crate) shown_changes: Vec<ShownChange>,
    pub(crate) offers_left: Vec<LeftOffer>,
    pub(crate) after_care: Vec<AgreedAfterCare>,
    pub(crate) asked_after: Vec<AskedAfter>,
    pub(crate) silences: Vec<FollowedSilence>,
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
            Entry::Disclosed(disclosure) => self.disclosures.push(disclosure),
            Entry::ChangeAdded(added) => self.changes.push(Change::taken_up(added)),
            Entry::ChangeReworded(RewordedChange { at, to, .. }) => self.change(to.id, |change| change.reword(to, at)),
            Entry::ChangeShown(step) => self.step_shown(step),
            Entry::Difficulty(entry) => self.step_difficulty(entry),
            Entry::PauseAgreed(agreed) => self.pauses.push(agreed),
            Entry::AlteredState(entry) => self.step_altered_state(entry),
            Entry::SupportPersonNamed(named) => self.support_people.push(named),
            Entry::ChangeMoved { id, at, by, state, note } => {
                self.change(id, |change| change.go_on(Moved { at, by, state, note }));
            }
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
        workbook_card(self)
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundaries::Boundaries;
    use crate::change::{NewChange, add_change};
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
        let (text, state) = (line("One window open"), crate::change::ChangeState::LetGo);
        let active = WorkbookCard { active_changes: 1, ..card.clone() };
        let added = add_change(&Workbook::default(), NewChange::of(id('a'), text), by, now);
        check(added.unwrap(), active);
        check(WorkbookEntry::ChangeMoved { id: id('a'), at: now, by, state, note: None }, card);
    }
}
