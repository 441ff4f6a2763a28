//! Custody of psychotherapy notes: a colleague whom their author named opens them when the author died or can't any more.
//!
//! The author's key is sealed to the custodian's (HPKE, RFC 9180), and the custodian's is wrapped by a passphrase of their
//! own. What is sealed stands in a row that the practice's keys alone open. So neither the practice nor the passphrase
//! is enough. The waiting time is no seal but a rule: the policy of this server keeps it.

use std::convert::Infallible;

use care::custody::{AskedToOpen, Standing, sealed};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId, SubjectId};
use terms::text::Line;
use terms::trouble::Fault;

use crate::author_key::AuthorKey;
use crate::chain::{hex, unhex};
use crate::list::{Clear, List};
use crate::passphrase::Wrapped;
use crate::random::Random;
use crate::record::Record;
use crate::relation::{Relation, Tie};
use crate::scope::ListKind;
use crate::seal::{KEY_LEN, Key};

/// A custodian's own pair of keys: one row for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodianKey {
    /// Whose.
    pub staff: StaffId,
    /// When a wrong passphrase was typed lately.
    pub wrong: Vec<Timestamp>,
    public: String,
    #[serde(flatten)]
    wrapped: Wrapped,
}

/// Who keeps an author's notes: one row for each author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// Whose notes.
    pub author: StaffId,
    /// Who keeps them.
    pub custodian: StaffId,
    /// When the author named them.
    pub named_at: Timestamp,
    /// When they asked to open the notes, and why.
    pub asked: Option<AskedToOpen>,
    /// The author's key, once it was sealed.
    sealed: Option<SealedTo>,
}

/// An author's key, sealed to one pair of keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SealedTo {
    public: String,
    encapsulated: String,
    sealed: String,
}

impl Custody {
    /// How far it has come, with the custodian's keys as they are now.
    pub fn standing(&self, key: Option<&CustodianKey>, now: Timestamp) -> Standing {
        let Some(key) = key else { return Standing::NoPassphrase };
        if !self.is_sealed_to(key) {
            return Standing::NotSealed;
        }
        sealed(self.asked.as_ref(), now)
    }

    /// Named now, and nothing sealed yet.
    pub fn named(author: StaffId, custodian: StaffId, now: Timestamp) -> Self {
        Self { author, custodian, named_at: now, asked: None, sealed: None }
    }

    /// Asked for now.
    #[must_use]
    pub fn asked_for(&self, now: Timestamp, why: Line) -> Self {
        Self { asked: Some(AskedToOpen { at: now, why }), ..self.clone() }
    }

    /// Somebody said no, or it was taken back.
    #[must_use]
    pub fn not_asked_for(&self) -> Self {
        Self { asked: None, ..self.clone() }
    }

    /// Whether the author's key is sealed to this very pair of keys.
    pub fn is_sealed_to(&self, key: &CustodianKey) -> bool {
        key.staff == self.custodian && self.sealed.as_ref().is_some_and(|sealed| sealed.public == key.public)
    }

    /// The custodian's tie to one client of the author, as the policy looks at it; of one who did not ask there is none.
    pub(crate) fn as_tie(&self, subject: SubjectId) -> Option<Relation> {
        let asked = self.asked.as_ref()?;
        Some(Relation {
            id: self.author.0,
            who: self.custodian.0,
            subject,
            tie: Tie::Keeps(self.author),
            from: asked.opens_at(),
            until: None,
            reason: Some(asked.why.clone()),
        })
    }
}

impl Record {
    /// A new pair of keys for a custodian, under a passphrase of their own.
    pub fn new_custodian_key(&self, staff: StaffId, passphrase: &Line) -> Result<CustodianKey, Fault> {
        let seed = Key::random(self.random());
        let (_, public) = X25519HkdfSha256::derive_keypair(seed.bytes());
        let wrapped = Wrapped::new(passphrase, (&key_belongs(staff), &seed), self.random())?;
        Ok(CustodianKey { staff, wrong: Vec::new(), public: hex(&public.to_bytes()), wrapped })
    }

    /// The custody with the author's key sealed to the custodian's.
    pub fn seal_to_custodian(
        &self,
        (custody, key): (Custody, &AuthorKey),
        to: &CustodianKey,
    ) -> Result<Custody, Fault> {
        let broken = |error| Fault::new("seal to a custodian", error);
        let public =
            unhex(&to.public).ok_or_else(|| Fault::new("seal to a custodian", "their key is not what was stored"))?;
        let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&public).map_err(broken)?;
        let (encapsulated, sealed) = single_shot_seal_with_rng::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            &custody_belongs(&custody),
            key.key.bytes(),
            b"",
            &mut Filled(self.random()),
        )
        .map_err(broken)?;
        let sealed =
            SealedTo { public: to.public.clone(), encapsulated: hex(&encapsulated.to_bytes()), sealed: hex(&sealed) };
        Ok(Custody { sealed: Some(sealed), ..custody })
    }

    /// The author's key out of a custody, when this is the custodian's passphrase.
    pub fn kept_author_key(
        &self,
        (custody, with): (&Custody, &CustodianKey),
        passphrase: &Line,
    ) -> Result<Option<AuthorKey>, Fault> {
        let broken = || Fault::new("open a custody", "it is not what was stored");
        let Some(seed) = with.wrapped.opened(passphrase, &key_belongs(with.staff))? else { return Ok(None) };
        let sealed = custody.sealed.as_ref().filter(|_| custody.is_sealed_to(with)).ok_or_else(broken)?;
        let (secret, _) = X25519HkdfSha256::derive_keypair(seed.bytes());
        let encapsulated = unhex(&sealed.encapsulated).ok_or_else(broken)?;
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&encapsulated).map_err(|_| broken())?;
        let opened = single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &secret,
            &encapsulated,
            &custody_belongs(custody),
            &unhex(&sealed.sealed).ok_or_else(broken)?,
            b"",
        );
        let bytes: [u8; KEY_LEN] = opened.map_err(|_| broken())?.try_into().map_err(|_| broken())?;
        Ok(Some(AuthorKey { author: custody.author, key: Key::from_bytes(bytes) }))
    }
}

impl List for CustodianKey {
    const NAME: &'static str = "custodian-key";
    const KIND: ListKind = ListKind::Locks;

    fn id(&self) -> Id {
        self.staff.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl List for Custody {
    const NAME: &'static str = "custody";
    const KIND: ListKind = ListKind::Custody;

    fn id(&self) -> Id {
        self.author.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

/// The record's own randomness, as HPKE asks for it.
struct Filled<'r>(&'r Random);

impl TryRng for Filled<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(self.0.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(self.0.bytes()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Filled<'_> {}

fn key_belongs(staff: StaffId) -> Vec<u8> {
    format!("custodian-key/{staff}").into_bytes()
}

/// Whose key, and who keeps it: a custody of somebody else does not open it.
fn custody_belongs(custody: &Custody) -> Vec<u8> {
    format!("custody/{}/{}", custody.author, custody.custodian).into_bytes()
}
