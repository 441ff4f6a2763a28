//! The encrypted record.
