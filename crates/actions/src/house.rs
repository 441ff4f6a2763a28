//! What every action stands on: the record, and what the practice says of itself.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use money::card_processor::CardProcessor;
use record::lists::sign_ins::{SignIn, SignedInAs};
use record::record::Record;
use record::secrets::SIGN_IN_LIFE;
use schedule::people::Staff;
use terms::ids::{Id, LetterId, StaffId};
use terms::practice::Practice;
use terms::trouble::{Fault, Trouble};

use crate::carrying::Carrier;
use crate::sign_in::everybody;

/// The house in which everything happens. Cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    record: Record,
    practice: RwLock<Arc<Practice>>,
    address: String,
    wrong_tries: Mutex<VecDeque<Timestamp>>,
    staff: RwLock<Arc<[Staff]>>,
    /// When each sign-in was last used, as far as this server knows.
    used: Mutex<BTreeMap<Id, Timestamp>>,
    /// How often the practice's texts were changed here.
    editions: AtomicU64,
    /// Whether a mail server takes the letters.
    mails: AtomicBool,
    /// Who takes payments by card, if anybody does.
    cards: OnceLock<Arc<dyn CardProcessor>>,
    /// How files of claims go out.
    carrier: Mutex<Carrier>,
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
            staff: RwLock::new(Arc::new([])),
            used: Mutex::default(),
            editions: AtomicU64::new(0),
            mails: AtomicBool::new(false),
            cards: OnceLock::new(),
            carrier: Mutex::default(),
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

    /// Everybody who works here now, those who left not among them.
    pub fn staff(&self) -> Arc<[Staff]> {
        Arc::clone(&self.0.staff.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks up again who works here: after a change, and once a minute for changes of other servers.
    pub fn know_staff<R>(&self, now: Timestamp) -> Result<(), Trouble<R>> {
        let mut here = everybody(self, now).map_err(Trouble::unrefused)?;
        here.retain(|person| person.left.is_none());
        *self.0.staff.write().unwrap_or_else(PoisonError::into_inner) = here.into();
        Ok(())
    }

    /// Ends every sign-in of someone of the practice.
    pub(crate) fn end_sign_ins_of<R>(&self, staff: StaffId, now: Timestamp) -> Result<(), Trouble<R>> {
        let ended = self.record().end_sign_ins(SignedInAs::Staff(staff), None, now);
        ended.map_err(Trouble::unrefused)
    }

    /// Whether a sign-in was used so lately that nobody else can have sat down meanwhile; then this is its latest use.
    pub(crate) fn is_awake(&self, sign_in: &SignIn, idle: SignedDuration, now: Timestamp) -> bool {
        let mut used = self.0.used.lock().unwrap_or_else(PoisonError::into_inner);
        let last = used.get(&sign_in.id).copied().unwrap_or(sign_in.at);
        let awake = now.duration_since(last) < idle;
        if awake {
            used.retain(|_, at| now.duration_since(*at) < SIGN_IN_LIFE);
            used.insert(sign_in.id, now);
        }
        awake
    }

    /// Says that the practice's texts were changed.
    pub(crate) fn texts_changed(&self) {
        self.0.editions.fetch_add(1, Ordering::Relaxed);
    }

    /// Grows with every change of the practice's texts on this server.
    pub fn edition(&self) -> u64 {
        self.0.editions.load(Ordering::Relaxed)
    }

    /// What mail servers tell a letter by; made once, when it is written.
    pub(crate) fn message_id(&self, letter: LetterId) -> String {
        let host = self.0.address.rsplit("://").next().unwrap_or_default();
        let host = host.split([':', '/']).next().filter(|host| !host.is_empty()).unwrap_or("letters.invalid");
        format!("{letter}@{host}")
    }

    /// How files of claims go out, as far as this server knows.
    pub fn carrier(&self) -> Carrier {
        self.0.carrier.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes down how they do.
    pub fn set_carrier(&self, tell: impl FnOnce(&mut Carrier)) {
        tell(&mut self.0.carrier.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Says that a mail server takes the letters from now on.
    pub fn mail_goes_out(&self) {
        self.0.mails.store(true, Ordering::Relaxed);
    }

    /// Whether a mail server takes the letters; otherwise people send them by hand.
    pub fn sends_mail(&self) -> bool {
        self.0.mails.load(Ordering::Relaxed)
    }

    /// Says who takes payments by card from now on; the first who is named does.
    pub fn take_cards(&self, processor: Arc<dyn CardProcessor>) {
        self.0.cards.get_or_init(|| processor);
    }

    /// Who takes payments by card; otherwise clients call the office.
    pub fn cards(&self) -> Option<Arc<dyn CardProcessor>> {
        self.0.cards.get().cloned()
    }

    /// Whether the record answers, and takes what is written.
    pub fn is_ready(&self) -> Result<(), Fault> {
        self.record().is_ready()
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
