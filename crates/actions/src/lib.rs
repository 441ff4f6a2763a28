//! One file per thing that a person can do: get permits, open, ask a rule, add the facts, done.

pub mod house;
