//! What every action stands on: the record, and what the practice says of itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use record::record::Record;
use terms::practice::Practice;

/// The house in which everything happens. Cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    record: Record,
    practice: RwLock<Arc<Practice>>,
    address: String,
    wrong_tries: Mutex<VecDeque<Timestamp>>,
}

/// How many wrong words and numbers are borne in [`TRIES_WITHIN`], over everybody.
const MAX_WRONG_TRIES: usize = 20;

/// The time over which wrong tries are counted.
const TRIES_WITHIN: SignedDuration = SignedDuration::from_mins(10);

impl House {
    /// A house on this record, whose public pages are found at `address`, such as `https://go.example.org`.
    pub fn new(record: Record, practice: Practice, address: String) -> Self {
        Self(Arc::new(Inner {
            record,
            practice: RwLock::new(Arc::new(practice)),
            address,
            wrong_tries: Mutex::default(),
        }))
    }

    /// What the practice says of itself now.
    pub fn practice(&self) -> Arc<Practice> {
        Arc::clone(&self.0.practice.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other facts in their place; actions under way keep the ones they have.
    pub fn set_practice(&self, practice: Practice) {
        *self.0.practice.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(practice);
    }

    /// The zone in which the practice tells times.
    pub fn zone(&self) -> TimeZone {
        // The name was looked up when `practice.toml` was read.
        TimeZone::get(&self.practice().time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The day it is at the practice.
    pub fn today(&self, now: Timestamp) -> Date {
        now.to_zoned_datetime(self.zone()).date()
    }

    /// The address of one of our own pages, for a letter.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.0.address)
    }

    /// Whether another word and number may be tried now.
    pub(crate) fn may_try(&self, now: Timestamp) -> bool {
        let mut tries = self.0.wrong_tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.retain(|at| now.duration_since(*at) < TRIES_WITHIN);
        tries.len() < MAX_WRONG_TRIES
    }

    /// Counts a word and number that belong to no request.
    pub(crate) fn count_wrong_try(&self, now: Timestamp) {
        self.0.wrong_tries.lock().unwrap_or_else(PoisonError::into_inner).push_back(now);
    }

    pub(crate) fn record(&self) -> &Record {
        &self.0.record
    }
}
