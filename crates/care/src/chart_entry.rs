//! What stands in a chart: its entries, each a fact that the treating team wrote or was told.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{DosingDayId, NoteId, StaffId};
use terms::text::Line;

use crate::alert_closing::AlertClosing;
use crate::asked_alone::AskedAlone;
use crate::chart::{ErasureRule, Path};
use crate::cosign::Cosignature;
use crate::couple_paying::{CouplePaying, OnOwnPlan};
use crate::disclosure::Disclosure;
use crate::dosing_day::DosingDay;
use crate::earlier_record::{EarlierRecord, RecordWithdrawn};
use crate::note::{Addendum, SignedNote};
use crate::plan_summary::PlanSummary;
use crate::prescriber::{Flagged, PrescriberAnswer};
use crate::readiness::TalkedAbout;
use crate::safety_record::SafetyRecord;
use crate::told_alone::ToldAlone;
use crate::treatment_plan::TreatmentPlan;
use crate::went_on::WentOn;

/// A fact in a chart.
#[expect(clippy::large_enum_variant, reason = "most entries of a chart are notes, and each is folded as it is read")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartEntry {
    /// The chart was opened.
    ChartOpened {
        /// When.
        at: Timestamp,
        /// By whom; `None` when a chosen first conversation opened it.
        by: Option<StaffId>,
        /// Its number.
        chart_number: u32,
        /// The path, as far as it is known.
        path: Path,
    },
    /// Client and clinician settled on another path.
    PathChanged {
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: StaffId,
        /// The path from now on.
        path: Path,
    },
    /// A note was signed.
    NoteSigned(SignedNote),
    /// Something was added to a signed note.
    NoteAmended {
        /// Which note.
        note: NoteId,
        /// What was added.
        addendum: Addendum,
    },
    /// A candidate's note was co-signed by whoever supervises.
    NoteCosigned {
        /// Which note.
        note: NoteId,
        /// By whom, and when.
        signature: Cosignature,
    },
    /// A dosing day was told, or told better.
    DosingDayTold(DosingDay),
    /// A planned dosing day was called off.
    DosingDayCalledOff {
        /// Which.
        id: DosingDayId,
        /// When this was told.
        at: Timestamp,
        /// To whom.
        by: StaffId,
    },
    /// A dosing day was told in error: there was none.
    DosingDayToldInError {
        /// Which.
        id: DosingDayId,
        /// When this was said.
        at: Timestamp,
        /// Who wrote it down.
        by: StaffId,
    },
    /// A therapist ended the rest after a dosing day before its time.
    RestEnded {
        /// After which days.
        dates: Vec<Date>,
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// Why.
        reason: Line,
    },
    /// A treatment plan was written; the one before stays readable.
    TreatmentPlanWritten {
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// The plan.
        plan: TreatmentPlan,
    },
    /// A summary of the plan was made for a payer.
    PlanSummaryMade {
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// The summary, as it goes.
        summary: PlanSummary,
    },
    /// Something of readiness was talked about.
    ReadinessTalkedAbout(TalkedAbout),
    /// What a prescriber may want to know was flagged.
    FlaggedForPrescriber(Flagged),
    /// A prescriber answered.
    PrescriberAnswered(PrescriberAnswer),
    /// A visit was begun although something was open.
    WentOn(WentOn),
    /// An alert was looked at, and this came of it.
    AlertClosed(AlertClosing),
    /// The client was asked alone about fear, control and violence.
    AskedAlone(AskedAlone),
    /// Risk was assessed, somebody warned, or something reported.
    SafetyRecorded(SafetyRecord),
    /// Something that was told alone was marked, or marked anew.
    ToldAlone(ToldAlone),
    /// It was said who pays for a couple's visit.
    CoupleVisitPaying(CouplePaying),
    /// A couple's visit treats this person's own diagnosis, and their plan is asked for it.
    CoupleVisitOnOwnPlan(OnOwnPlan),
    /// Something was told outside without an authorization.
    Disclosed(Disclosure),
    /// A paper of another system was filed beside the chart.
    EarlierRecordFiled(EarlierRecord),
    /// Such a paper stands here no longer.
    EarlierRecordWithdrawn(RecordWithdrawn),
    /// The key of an entry was erased. What it said is gone; that it was there is not.
    EntryErased {
        /// Which entry.
        number: u64,
        /// The rule that allows it.
        rule: ErasureRule,
        /// Why.
        reason: Line,
        /// When.
        at: Timestamp,
    },
}
