//! Doors about cards, the bank, the books estimates of dosing days, and emergencies, with how each answers whoever stands before it.

use crate::door_table::{BILLING, BILLING_NONE, CHART_NONE, PRACTICE, Row, THERAPIST};

/// The doors.
pub const MONEY_DOORS: &[Row] = &[
    ("/billing/{subject}/cards", "/billing/rwankeer27/cards", BILLING),
    ("/billing/{subject}/cards/{side}", "POST /billing/rwankeer27/cards/therapy shown=1", BILLING),
    ("/billing/{subject}/refund-card/{payment}", "POST /billing/rwankeer27/refund-card/bbbbbbbbbb amount=1", BILLING),
    ("/billing/income", "/billing/income", BILLING),
    ("/billing/income/csv", "/billing/income/csv?month=2026-05", BILLING),
    ("/billing/months", "/billing/months", BILLING),
    ("/practice/months", "/practice/months", PRACTICE),
    ("/practice/months", "POST /practice/months month=2026-05", PRACTICE),
    ("/practice/months/reopen", "POST /practice/months/reopen month=2026-05", PRACTICE),
    ("/t/c/{subject}/asked/{ask}/summary", "/t/c/rwankeer27/asked/bbbbbbbbbb/summary", CHART_NONE),
    ("/t/c/{subject}/asked/{ask}/summary", "POST /t/c/rwankeer27/asked/bbbbbbbbbb/summary", CHART_NONE),
    ("/t/c/{subject}/asked/{ask}/summary/pdf", "/t/c/rwankeer27/asked/bbbbbbbbbb/summary/pdf", CHART_NONE),
    ("/practice/packages", "/practice/packages", PRACTICE),
    ("/practice/packages", "POST /practice/packages side=therapy", PRACTICE),
    ("/practice/packages/withdraw", "POST /practice/packages/withdraw side=therapy&offer=None", PRACTICE),
    ("/billing/missed", "/billing/missed", BILLING),
    ("/billing/bank", "/billing/bank", BILLING),
    ("/billing/bank/record", "POST /billing/bank/record once=1", BILLING),
    ("/billing/bank/{line}", "/billing/bank/bbbbbbbbbb", BILLING_NONE),
    ("/billing/bank/{line}/aside", "POST /billing/bank/bbbbbbbbbb/aside reason=Rent", BILLING_NONE),
    ("/billing/bank/{line}/again", "POST /billing/bank/bbbbbbbbbb/again", BILLING_NONE),
    ("/billing/missed/{visit}", "POST /billing/missed/bbbbbbbbbb decision=ask&amount=75", BILLING_NONE),
    ("/billing/{subject}/dosing-estimate", "/billing/rwankeer27/dosing-estimate", BILLING),
    ("/billing/{subject}/dosing-estimates/{id}", "/billing/rwankeer27/dosing-estimates/bbbbbbbbbb", BILLING_NONE),
    (
        "/billing/{subject}/dosing-estimates/{id}/pdf",
        "/billing/rwankeer27/dosing-estimates/bbbbbbbbbb/pdf",
        BILLING_NONE,
    ),
    ("/t/c/{subject}/emergency", "/t/c/rwankeer27/emergency", THERAPIST),
    ("/practice/emergencies", "/practice/emergencies", PRACTICE),
];
