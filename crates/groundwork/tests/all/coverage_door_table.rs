//! Billing's doors about coverage and second insurers, with how each answers whoever stands before it.

use crate::door_table::{BILLING, BILLING_NONE, Row};

/// The doors.
pub const COVERAGE_DOORS: &[Row] = &[
    ("/billing/coverage", "/billing/coverage", BILLING),
    ("/billing/{subject}/coverage", "/billing/rwankeer27/coverage", BILLING),
    ("/billing/{subject}/coverage/told", "POST /billing/rwankeer27/coverage/told answer=Fine", BILLING),
    ("/billing/{subject}/coverage/authorization", "/billing/rwankeer27/coverage/authorization", BILLING),
    ("/billing/{subject}/coverage/second-plan", "/billing/rwankeer27/coverage/second-plan", BILLING),
    ("/billing/{subject}/claims/{claim}/second", "POST /billing/rwankeer27/claims/bbbbbbbbbb/second", BILLING_NONE),
    ("/billing/{subject}/coverage/ask", "POST /billing/rwankeer27/coverage/ask", BILLING),
    ("/billing/{subject}/coverage/confirmed", "POST /billing/rwankeer27/coverage/confirmed", BILLING),
    ("/billing/{subject}/coverage/plan", "/billing/rwankeer27/coverage/plan", BILLING),
    ("/billing/{subject}/coverage/check", "/billing/rwankeer27/coverage/check", BILLING),
    ("/billing/{subject}/coverage/mail", "/billing/rwankeer27/coverage/mail", BILLING),
    ("/billing/{subject}/coverage/letter", "/billing/rwankeer27/coverage/letter", BILLING),
    ("/billing/{subject}/coverage/costs", "/billing/rwankeer27/coverage/costs", BILLING),
    ("/billing/{subject}/coverage/costs/read", "POST /billing/rwankeer27/coverage/costs/read", BILLING),
    ("/billing/{subject}/coverage/scale", "/billing/rwankeer27/coverage/scale", BILLING),
    ("/billing/{subject}/coverage/scale/end", "POST /billing/rwankeer27/coverage/scale/end why=Over", BILLING),
    ("/billing/{subject}/coverage/costs/pdf", "/billing/rwankeer27/coverage/costs/pdf", BILLING),
];
