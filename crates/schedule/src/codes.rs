//! Every code that a form posts reads back as its own case.

use crate::answers::{CoverageWish, Ketamine, PlaceWish, Situation, TimeWish};
use crate::appointment::AppointmentState;
use crate::call::Direction;
use crate::cancel_visit::CountsAs;
use crate::history::Contact;
use crate::offer::Told;
use crate::request::Source;
use crate::wish::WishState;

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
    check!(Situation, Ketamine, PlaceWish, TimeWish, CoverageWish, AppointmentState, Contact, Told, Source);
    check!(Direction, CountsAs, WishState);
}
