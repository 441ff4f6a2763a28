//! Every code that a form posts reads back as its own case.

use crate::boundaries::Touch;
use crate::change::ChangeState;
use crate::chart::{ErasureRule, Path};
use crate::dosing_day::{DosingState, Route};
use crate::grounding_tool::Helps;
use crate::note::{NoteKind, Present};
use crate::note_body::{ArrivalState, Grounding, Part, Risk};
use crate::pathway::StepPhase;
use crate::stage::Stage;

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
    check!(StepPhase, Touch, Helps, ChangeState);
}
