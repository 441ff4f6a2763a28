//! A release of information: what may be told to whom, for what, until when (45 CFR 164.508(c)).
//!
//! Each release stands for itself, so there may be several at once. A couple's needs the name of every partner.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::ReleaseId;
use terms::text::Line;
use terms::words;

use crate::signer::Signer;
use crate::signing::Signing;
use crate::workbook::{Author, Workbook};

words! {
    /// To what kind of person or place something is released.
    Recipient {
        Prescriber = "prescriber", "A prescriber or clinic";
        Professional = "professional", "Another professional who helps me";
        Plan = "plan", "A health plan or employer’s program";
        Lawyer = "lawyer", "A lawyer, court or agency";
        Person = "person", "Someone I know";
    }

    /// What is given. Psychotherapy notes are never among it: they need a form of their own (45 CFR 164.508(b)(3)(ii)).
    ReleasedPart {
        Attendance = "attendance", "When I come, and that I come";
        HealthFlags = "health-flags", "What I told about my health that a prescriber may want to know";
        Preparation = "preparation", "How preparation and integration go, in summary";
        Boundaries = "boundaries", "My boundaries with touch, and my words for slow and stop";
        Measures = "measures", "Results of questionnaires";
        Safety = "safety", "Safety concerns, and my safety plan";
        Diagnosis = "diagnosis", "Diagnosis and treatment plan";
        Notes = "notes", "Progress notes, without what concerns sexual health";
        SexualHealth = "sexual-health", "What concerns sexual health, orientation, gender and intimacy";
        SubstanceUse = "substance-use", "What concerns alcohol and other substances";
    }

    /// How a release stands.
    ReleaseState {
        Offered = "offered", "To read";
        Signed = "signed", "In force";
        Declined = "declined", "Declined";
        Revoked = "revoked", "Revoked";
        Expired = "expired", "Expired";
    }
}

/// What is filled in on a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseTerms {
    /// To what kind of person or place.
    pub kind: Recipient,
    /// To whom by name.
    pub to: Line,
    /// How they are reached.
    pub reach: Option<Line>,
    /// What is given; never empty.
    pub parts: Vec<ReleasedPart>,
    /// What for; "at my request" is enough (45 CFR 164.508(c)(1)(iv)).
    pub purpose: Line,
    /// The last day on which it holds.
    pub until: Date,
    /// What ends it earlier, in words, if anything does.
    pub event: Option<Line>,
}

/// A signature under a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedRelease {
    /// Which release.
    pub id: ReleaseId,
    /// Whose name it is.
    pub signer: Signer,
    /// In which version.
    pub version: String,
    /// In which language: "en".
    pub language: String,
    /// SHA-256 of the text, in hexadecimal.
    pub hash: String,
    /// The exact text that was shown.
    pub text: String,
    /// The name as it was typed.
    pub name: Line,
    /// When.
    pub at: Timestamp,
    /// Who took it down.
    pub by: Author,
    /// How it was read.
    pub how: Signing,
}

/// What happened to a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReleaseEntry {
    /// It was filled in and put before whoever signs it.
    Offered {
        /// Its id.
        id: ReleaseId,
        /// What it says.
        terms: ReleaseTerms,
        /// Whose names it needs, all of them.
        signers: Vec<Signer>,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// One of them signed.
    Signed(SignedRelease),
    /// One of them would rather not.
    Declined {
        /// Which.
        id: ReleaseId,
        /// Who would rather not.
        signer: Signer,
        /// When.
        at: Timestamp,
        /// Who took it down.
        by: Author,
    },
    /// One of them took it back, which is enough.
    Revoked {
        /// Which.
        id: ReleaseId,
        /// Who took it back.
        signer: Signer,
        /// When.
        at: Timestamp,
        /// Who took it down.
        by: Author,
    },
}

/// A release with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// What it says.
    pub terms: ReleaseTerms,
    /// Whose names it needs.
    pub signers: Vec<Signer>,
    /// When it was put before them.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// The signatures, oldest first.
    pub signed: Vec<SignedRelease>,
    /// Who would rather not, and when.
    pub declined: Option<(Signer, Timestamp)>,
    /// Who took it back, and when.
    pub revoked: Option<(Signer, Timestamp)>,
}

/// A release in force, on the day on which it was asked for: the proof that sending needs. There is no other way to one
/// than [`Release::in_force`].
#[derive(Clone, Copy, Debug)]
pub struct Consented<'a> {
    release: &'a Release,
}

impl<'a> Consented<'a> {
    /// The release.
    pub fn release(self) -> &'a Release {
        self.release
    }

    /// Whether this may be given by it.
    pub fn gives(self, part: ReleasedPart) -> bool {
        self.release.terms.parts.contains(&part)
    }

    /// Whether every part of the record may be given by it.
    pub fn gives_all(self) -> bool {
        ReleasedPart::ALL.into_iter().all(|part| self.gives(part))
    }
}

impl Release {
    /// How it stands on this day. Revoked and declined come first: they can't be undone by time.
    pub fn state(&self, today: Date) -> ReleaseState {
        if self.revoked.is_some() {
            ReleaseState::Revoked
        } else if self.declined.is_some() {
            ReleaseState::Declined
        } else if self.terms.until < today {
            ReleaseState::Expired
        } else if self.signers.iter().all(|signer| self.has_signed(*signer)) {
            ReleaseState::Signed
        } else {
            ReleaseState::Offered
        }
    }

    /// The proof that something may be given by it today.
    pub fn in_force(&self, today: Date) -> Option<Consented<'_>> {
        (self.state(today) == ReleaseState::Signed).then_some(Consented { release: self })
    }

    /// Whether this name is under it.
    pub fn has_signed(&self, signer: Signer) -> bool {
        self.signed.iter().any(|signed| signed.signer == signer)
    }
}

impl Workbook {
    /// Every release, oldest first.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// One of them.
    pub fn release(&self, id: ReleaseId) -> Option<&Release> {
        self.releases.iter().find(|release| release.id == id)
    }

    /// For the fold: something happened to a release.
    pub(crate) fn step_release(&mut self, entry: ReleaseEntry) {
        match entry {
            ReleaseEntry::Offered { id, terms, signers, at, by } => {
                let (signed, declined, revoked) = (Vec::new(), None, None);
                self.releases.push(Release { id, terms, signers, at, by, signed, declined, revoked });
            }
            ReleaseEntry::Signed(signed) => self.change_release(signed.id, |release| release.signed.push(signed)),
            ReleaseEntry::Declined { id, signer, at, .. } => {
                self.change_release(id, |release| release.declined = Some((signer, at)));
            }
            ReleaseEntry::Revoked { id, signer, at, .. } => {
                self.change_release(id, |release| release.revoked = Some((signer, at)));
            }
        }
    }

    /// For an entry that names a release; one that names none changes nothing.
    fn change_release(&mut self, id: ReleaseId, step: impl FnOnce(&mut Release)) {
        if let Some(release) = self.releases.iter_mut().find(|release| release.id == id) {
            step(release);
        }
    }
}
