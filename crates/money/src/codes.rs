//! Every code that a form posts reads back as its own case.

use crate::benefits::{Channel, Couples, Disclaimer, Network, Said};
use crate::claim::ClaimState;
use crate::coverage::PayWish;
use crate::edi_file::AnswerKind;
use crate::estimate::{EstimateReason, GivenHow, Rhythm};
use crate::insurer_mail::{HeldBy, MailChoice, OpenedBy};
use crate::payer::{InsurerKind, PlaceOfService, Setting, TelehealthModifier};
use crate::payment::PaidBy;
use crate::plan::{ClientIs, PlanKind, PlanUse};
use crate::therapy_service::Service;
use crate::x12::acknowledgment::Taken;
use crate::x12::claim_answer::AtTheDoor;
use crate::x12::eligibility_answer::BenefitKind;
use crate::x12::professional::{Frequency, InsurerSex, Relation};
use crate::x12::remittance::{AdjustmentGroup, PaidStatus};

macro_rules! check {
    ($($words:ty),+) => {$(
        for case in <$words>::ALL {
            assert_eq!(<$words>::from_code(case.code()), Some(case), "{}", case.word());
        }
        assert_eq!(<$words>::from_code(""), None);
    )+};
}

#[test]
fn a_code_reads_back_as_its_own_case() {
    check!(PaidBy, Channel, Couples, Disclaimer, Network, Said, PayWish, EstimateReason, GivenHow, Rhythm);
    check!(HeldBy, MailChoice, OpenedBy, ClientIs, PlanKind, PlanUse, Service);
    check!(Setting, PlaceOfService, TelehealthModifier, InsurerKind);
    check!(ClaimState, AnswerKind, Taken, AtTheDoor, AdjustmentGroup, PaidStatus, BenefitKind);
    check!(InsurerSex, Relation, Frequency);
}
