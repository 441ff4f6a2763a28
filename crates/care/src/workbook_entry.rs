//! What stands in a workbook: its entries, each a fact that client or team wrote.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{AlertId, ChangeId, CheckInId, PageId};
use terms::text::{Line, Prose};

use crate::after_care::{AfterCare, AskedAfter, FollowedSilence};
use crate::altered_state::AlteredStateEntry;
use crate::boundaries::Boundaries;
use crate::change::{AddedChange, ChangeState, RewordedChange};
use crate::difficulty::DifficultyEntry;
use crate::disclosure::Disclosure;
use crate::document::DocumentKind;
use crate::grounding_tool::{Distress, Helps};
use crate::integration_offer::LeftOffer;
use crate::measure::Measure;
use crate::not_ok::NotOkAbout;
use crate::pause::AgreedPause;
use crate::prescriber::SentPacket;
use crate::question::Question;
use crate::release::ReleaseEntry;
use crate::safety_plan::SafetyPlan;
use crate::shown_change::ShowingStep;
use crate::signer::Signer;
use crate::signing::SignedDocument;
use crate::steadiness::Steadiness;
use crate::support_person::NamedSupportPerson;
use crate::workbook::Author;
use crate::workbook_part::{Skip, WorkbookPart};

/// A fact in a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbookEntry {
    /// An intention was written; the one before stays readable.
    IntentionWritten {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// In the client's own words.
        text: Prose,
    },
    /// Boundaries were written; those before stay readable.
    BoundariesWritten {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// All of them as they are now.
        boundaries: Boundaries,
    },
    /// A question was answered, or its answer taken off the page; those before stay readable.
    Answered {
        /// Which question.
        question: Question,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// In their own words; `None` takes the answer off the page.
        text: Option<Prose>,
    },
    /// A part was left out, or taken up after all.
    PartSkipped {
        /// Which part.
        part: WorkbookPart,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// Which of the two.
        skipped: Skip,
    },
    /// A way to come back to the present was tried.
    GroundingToolTried {
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Author,
        /// What was tried.
        tool: Line,
        /// Whether it helps.
        helps: Option<Helps>,
        /// Distress before.
        before: Option<Distress>,
        /// Distress after.
        after: Option<Distress>,
    },
    /// Something happened to a difficulty.
    Difficulty(DifficultyEntry),
    /// A time without large decisions was agreed, or ended.
    PauseAgreed(AgreedPause),
    /// An altered state before now was told, or taken off the list.
    AlteredState(AlteredStateEntry),
    /// The client named a support person, or nobody any more.
    SupportPersonNamed(NamedSupportPerson),
    /// A gentle change was taken up.
    ChangeAdded(AddedChange),
    /// A gentle change was put in other words.
    ChangeReworded(RewordedChange),
    /// One of a couple shows the other a gentle change, or takes that back.
    ChangeShown(ShowingStep),
    /// A gentle change goes on otherwise, rests, or was let go.
    ChangeMoved {
        /// Which.
        id: ChangeId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// How it is now.
        state: ChangeState,
        /// A word on it.
        note: Option<Line>,
    },
    /// A check-in was asked.
    CheckInAsked {
        /// Its id.
        id: CheckInId,
        /// Which measure.
        measure: Measure,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// Why sooner than it should be.
        reason: Option<Line>,
    },
    /// One item of a check-in was answered; an earlier answer to it stays.
    CheckInAnswered {
        /// Which check-in.
        id: CheckInId,
        /// Which item.
        item: u8,
        /// What its answer counts.
        answer: u8,
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Author,
    },
    /// A check-in was finished, with or without gaps.
    CheckInFinished {
        /// Which.
        id: CheckInId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// A check-in was put away.
    CheckInLeft {
        /// Which.
        id: CheckInId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// Someone said in a word how it is.
    SteadinessTold {
        /// Its id.
        id: AlertId,
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Author,
        /// The word.
        steadiness: Steadiness,
        /// What “not OK” is about, when they said.
        #[serde(default)]
        about: Option<NotOkAbout>,
    },
    /// A safety plan was written; the one before stays readable.
    SafetyPlanWritten {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// The plan.
        plan: SafetyPlan,
    },
    /// A document was put before the client.
    DocumentOffered {
        /// Which.
        kind: DocumentKind,
        /// Whose name it asks for.
        #[serde(default)]
        signer: Signer,
        /// In which version.
        version: String,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// A document was signed.
    DocumentSigned(SignedDocument),
    /// A client would rather not sign a document.
    DocumentDeclined {
        /// Which.
        kind: DocumentKind,
        /// Whose name it asks for.
        #[serde(default)]
        signer: Signer,
        /// In which version.
        version: String,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// A consent was taken back. The signature stays readable.
    DocumentRevoked {
        /// To which document.
        kind: DocumentKind,
        /// Whose.
        #[serde(default)]
        signer: Signer,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// Something happened to a release of information.
    Release(ReleaseEntry),
    /// Something was told outside without an authorization, and the client may know of it.
    Disclosed(Disclosure),
    /// Something was sent to a prescriber by a release: exactly these words.
    PacketSent(SentPacket),
    /// A page of the journal was shared; this is the copy.
    PageSharedWithTeam {
        /// Which page.
        id: PageId,
        /// This entry's own place in the folder, so that its key can be erased.
        number: u64,
        /// When the page was written.
        written_at: Timestamp,
        /// When it was shared.
        at: Timestamp,
        /// What it says.
        text: Prose,
    },
    /// A shared page was taken back. The key of its copy is gone.
    PageTakenBack {
        /// Which page.
        id: PageId,
        /// When.
        at: Timestamp,
    },
    /// A proposed integration visit was left for now.
    VisitOfferLeft {
        /// Which.
        offer: LeftOffer,
        /// When.
        at: Timestamp,
    },
    /// It was agreed when to be asked in the days after a dosing day; what was agreed before stays readable.
    AfterCareAgreed {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// What.
        care: AfterCare,
    },
    /// The clock asked how they are.
    AskedHowTheyAre(AskedAfter),
    /// They did not answer, and what they said that means was done.
    SilenceFollowed(FollowedSilence),
}
