//! Every code that a form posts reads back as its own case.

use crate::payment::PaidBy;

#[test]
fn a_code_reads_back_as_its_own_case() {
    for case in PaidBy::ALL {
        assert_eq!(PaidBy::from_code(case.code()), Some(case), "{}", case.word());
    }
    assert_eq!(PaidBy::from_code(""), None);
}
