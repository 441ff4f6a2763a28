//! Every code that a form posts reads back as its own case.

use crate::after_care::Silence;
use crate::alert_closing::{PlanDone, Reached, RiskNow};
use crate::arriving::{ArrivalState, Grounding, Risk};
use crate::boundaries::Touch;
use crate::change::ChangeState;
use crate::chart::{ErasureRule, Path};
use crate::check_in::CheckInState;
use crate::disclosure::{DisclosureKind, Statement};
use crate::document::DocumentKind;
use crate::dosing_day::{DosingState, Route, Teller};
use crate::fill_in::{FillIn, MessagesBy, SecretsChoice};
use crate::grounding_tool::Helps;
use crate::integration_offer::WhichVisit;
use crate::journal::Prompt;
use crate::measure::{Band, Measure};
use crate::not_ok::{FlagClass, NotOkAbout};
use crate::note::{NoteKind, Present};
use crate::note_body::Part;
use crate::pathway::StepPhase;
use crate::prescriber::{BridgeState, HealthFlag, SentHow};
use crate::question::Question;
use crate::readiness::{ReadinessItem, Ready};
use crate::release::{Recipient, ReleaseState, ReleasedPart};
use crate::safety_plan::SafetyPart;
use crate::signing::{DocumentState, Signing};
use crate::stage::Stage;
use crate::steadiness::Steadiness;
use crate::went_on::AskedFirst;
use crate::workbook_part::{PartState, Skip, WorkbookPart};

#[test]
fn a_code_reads_back_as_its_own_case() {
    macro_rules! check {
        ($($name:ty),+) => {$(
            for case in <$name>::ALL {
                assert_eq!(<$name>::from_code(case.code()), Some(case), "{}", case.word());
            }
            assert_eq!(<$name>::from_code(""), None);
        )+};
    }
    check!(ArrivalState, Grounding, Risk, Part, NoteKind, Present, Route, DosingState, Path, ErasureRule, Stage);
    check!(StepPhase, Touch, Helps, ChangeState, Reached, RiskNow, PlanDone, Measure, Band, CheckInState, Steadiness);
    check!(WorkbookPart, Skip, PartState, Question, SafetyPart, DocumentKind, Signing, DocumentState, Prompt);
    check!(Silence, NotOkAbout, FlagClass, WhichVisit);
    check!(ReadinessItem, Ready, Teller, FillIn, MessagesBy, SecretsChoice);
    check!(HealthFlag, SentHow, BridgeState, AskedFirst);
    check!(Recipient, ReleasedPart, ReleaseState, DisclosureKind, Statement);
}
