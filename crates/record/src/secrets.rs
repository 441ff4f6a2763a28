//! Secrets that open a door before anyone is known: sign-in tokens, links to requests, and forms sealed for an hour.
//!
//! Here knowing the secret is the permission, so there is no permit; each answer is no more than an id.

use jiff::{SignedDuration, Timestamp};
use schedule::request::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::Context;
use terms::ids::{AppointmentId, Id, PacketId, RequestId, SubjectId};
use terms::text::Line;
use terms::trouble::{Fault, Never, Trouble};

use crate::chain::{hex, unhex};
use crate::change::Change;
use crate::db::{during, rows};
use crate::keys::Purpose;
use crate::list::{List, list};
use crate::lists::requests::recall_key;
use crate::lists::sign_ins::{SignIn, SignedInAs};
use crate::record::Record;
use crate::scope::Add;
use crate::work::parse;

/// How long answers may travel in a form.
pub const FORM_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// How long a sign-in lasts.
pub const SIGN_IN_LIFE: SignedDuration = SignedDuration::from_hours(12);

/// Letters of the code in a request's link; with the id, over 150 bits.
const CODE_LEN: usize = 32;

impl Record {
    /// The secret part of a request's private link: its id, and a code that only we can make.
    pub fn link_to(&self, request: RequestId) -> Result<String, Fault> {
        let code = self.0.ring.code(Purpose::Links, "request-link", request.0.as_str().as_bytes())?;
        Ok(format!("{request}{}", &hex(&code)[..CODE_LEN]))
    }

    /// Which request a link opens.
    pub fn holder_of(&self, link: &str) -> Result<Option<RequestId>, Fault> {
        let Some((id, _)) = link.split_at_checked(terms::ids::ID_LEN) else { return Ok(None) };
        let Ok(request) = id.parse::<RequestId>() else { return Ok(None) };
        // Keyed codes are compared, so that the time it takes says nothing of how many letters were right.
        let [given, right] = [link.to_owned(), self.link_to(request)?].map(|link| self.0.index("link", &link));
        Ok((given? == right?).then_some(request))
    }

    /// The secret part of a visit's private link.
    pub fn link_to_visit(&self, visit: AppointmentId) -> Result<String, Fault> {
        let code = self.0.ring.code(Purpose::Links, "visit-link", visit.0.as_str().as_bytes())?;
        Ok(format!("{visit}{}", &hex(&code)[..CODE_LEN]))
    }

    /// Which visit a link opens.
    pub fn visit_held(&self, link: &str) -> Result<Option<AppointmentId>, Fault> {
        let Some((id, _)) = link.split_at_checked(terms::ids::ID_LEN) else { return Ok(None) };
        let Ok(visit) = id.parse::<AppointmentId>() else { return Ok(None) };
        // As above: the time it takes says nothing.
        let [given, right] = [link.to_owned(), self.link_to_visit(visit)?].map(|link| self.0.index("link", &link));
        Ok((given? == right?).then_some(visit))
    }

    /// The secret part of the link to what was sent to a prescriber: whose, which, and a code that only we can make.
    pub fn link_to_packet(&self, subject: SubjectId, packet: PacketId) -> Result<String, Fault> {
        let code = self.0.ring.code(Purpose::Links, "packet-link", format!("{subject}{packet}").as_bytes())?;
        Ok(format!("{subject}{packet}{}", &hex(&code)[..CODE_LEN]))
    }

    /// What such a link opens.
    pub fn packet_held(&self, link: &str) -> Result<Option<(SubjectId, PacketId)>, Fault> {
        let Some((subject, rest)) = link.split_at_checked(terms::ids::ID_LEN) else { return Ok(None) };
        let Some((packet, _)) = rest.split_at_checked(terms::ids::ID_LEN) else { return Ok(None) };
        let (Ok(subject), Ok(packet)) = (subject.parse(), packet.parse()) else { return Ok(None) };
        // As above: the time it takes says nothing.
        let right = self.link_to_packet(subject, packet)?;
        let [given, right] = [link.to_owned(), right].map(|link| self.0.index("link", &link));
        Ok((given? == right?).then_some((subject, packet)))
    }

    /// Which request was made with this word and number.
    pub fn recalled_by(&self, word: &str, number: &str) -> Result<Option<RequestId>, Fault> {
        self.id_by_key1(Request::NAME, &recall_key(word, number)).map(|id| id.map(RequestId))
    }

    /// Signs someone in, and gives the token that their browser keeps.
    pub fn sign_in(&self, by: &Context, who: SignedInAs, device: Option<&Line>) -> Result<String, Trouble<Never>> {
        let token = self.0.random.token();
        self.change(by, |change| self.sign_in_with(change, (who, device.cloned()), &token))?;
        Ok(token)
    }

    /// The same as part of a larger change, which also uses up what let them in.
    pub fn sign_in_with<R>(
        &self,
        change: &mut Change<'_>,
        (who, device): (SignedInAs, Option<Line>),
        token: &str,
    ) -> Result<(), Trouble<R>> {
        let permit = change.permit::<_, Add>(list::<SignIn>())?;
        let now = permit.by().now;
        let token_code = self.token_code(token)?;
        let (id, until) = (self.new_id(), now + SIGN_IN_LIFE);
        change.put(&permit, &SignIn { id, who, at: now, until, device, open_key: None, token_code })
    }

    /// Every sign-in of one person that still stands, the latest first; they see their own.
    pub fn sign_ins_of(&self, who: SignedInAs, now: Timestamp) -> Result<Vec<SignIn>, Fault> {
        let find = crate::rows::Find::Key2(who.key(), Timestamp::MIN, Timestamp::MAX);
        let mut standing: Vec<SignIn> = self.found(find)?;
        standing.retain(|row| now < row.until);
        standing.reverse();
        Ok(standing)
    }

    /// Ends sign-ins of one person: one of them, or all.
    pub fn end_sign_ins(&self, who: SignedInAs, only: Option<Id>, now: Timestamp) -> Result<(), Trouble<Never>> {
        let theirs = self.sign_ins_of(who, now)?;
        let stranger = Context { actor: terms::actor::Actor::Stranger, now };
        self.change(&stranger, |change| {
            let permit = change.permit::<_, Add>(list::<SignIn>())?;
            for sign_in in theirs.iter().filter(|sign_in| only.is_none_or(|only| sign_in.id == only)) {
                change.erase_row(&permit, sign_in.id);
            }
            Ok(())
        })
    }

    /// Who holds this token, if the sign-in still stands.
    pub fn signed_in(&self, token: &str, now: Timestamp) -> Result<Option<SignIn>, Fault> {
        let Some(id) = self.id_by_key1(SignIn::NAME, &self.token_code(token)?)? else { return Ok(None) };
        let name = id.to_string();
        let found = rows::get(&mut self.0.readers.take(), SignIn::NAME, &name).map_err(during("read a sign-in"))?;
        let Some((version, sealed)) = found else { return Ok(None) };
        let row: SignIn = self.0.open_row(SignIn::NAME, &name, (version, &sealed))?;
        Ok((now < row.until).then_some(row))
    }

    /// Ends a sign-in; whoever holds the token may.
    pub fn sign_out(&self, by: &Context, token: &str) -> Result<(), Trouble<Never>> {
        let Some(id) = self.id_by_key1(SignIn::NAME, &self.token_code(token)?)? else { return Ok(()) };
        let stranger = Context { actor: terms::actor::Actor::Stranger, now: by.now };
        self.change(&stranger, |change| {
            let permit = change.permit::<_, Add>(list::<SignIn>())?;
            change.erase_row(&permit, id);
            Ok(())
        })
    }

    /// Seals answers that travel in a form.
    pub fn seal_form<T: Serialize>(&self, answers: &T, now: Timestamp) -> Result<String, Fault> {
        let json = serde_json::to_vec(&(now.as_second(), answers)).map_err(|error| Fault::new("seal a form", error))?;
        Ok(hex(&self.0.ring.seal(Purpose::Links, b"form", &json, &self.0.random)?))
    }

    /// Opens answers that travelled in a form; `None` when they were changed, or are older than [`FORM_LIFE`].
    pub fn open_form<T: DeserializeOwned>(&self, sealed: &str, now: Timestamp) -> Option<T> {
        let plain = self.0.ring.open(Purpose::Links, b"form", &unhex(sealed)?).ok()?;
        let (at, answers): (i64, T) = parse(&plain).ok()?;
        let age = now.as_second().checked_sub(at)?;
        (0..=FORM_LIFE.as_secs()).contains(&age).then_some(answers)
    }

    fn token_code(&self, token: &str) -> Result<String, Fault> {
        Ok(hex(&self.0.index("sign-in-token", token)?))
    }

    fn id_by_key1(&self, list: &'static str, key: &str) -> Result<Option<Id>, Fault> {
        let found = self.0.find_rows(
            &mut self.0.readers.take(),
            list,
            crate::rows::Find::Key1(key, Timestamp::MIN, Timestamp::MAX),
        )?;
        Ok(found.into_iter().next().and_then(|(id, _, _)| id.parse().ok()))
    }
}
