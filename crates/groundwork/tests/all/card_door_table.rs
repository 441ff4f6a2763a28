//! Billing's doors about cards, with how each answers whoever stands before it.

use crate::door_table::{BILLING, Row};

/// The doors.
pub const CARD_DOORS: &[Row] = &[
    ("/billing/{subject}/cards", "/billing/rwankeer27/cards", BILLING),
    ("/billing/{subject}/cards/{side}", "POST /billing/rwankeer27/cards/therapy shown=1", BILLING),
    ("/billing/{subject}/refund-card/{payment}", "POST /billing/rwankeer27/refund-card/bbbbbbbbbb amount=1", BILLING),
];
