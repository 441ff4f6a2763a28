//! What the processor tells on its own. `Stripe-Signature: t=1767225600,v1=5257a8…`: a code over the moment, a dot and the
//! body as it came (Stripe, verify webhook signatures manually).

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use money::card_processor::{CardEvent, NotAnEvent};
use serde::Deserialize;
use sha2::Sha256;

use super::forms::{Session, told};

/// How far the moment of a signature may be from now.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// The most signatures that are tried; while a secret is changed there are two.
const MAX_TRIED: usize = 8;

/// The largest event that is read, in bytes.
const MAX_EVENT: usize = 256 * 1024;

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "type")]
    kind: String,
    /// Set when it tells of another account than ours.
    account: Option<String>,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: serde_json::Value,
}

/// A signature as the processor writes it.
pub fn sign(secret: &str, at: Timestamp, body: &[u8]) -> String {
    let moment = at.as_second().to_string();
    let mut code = String::new();
    if let Some(mac) = code_of(secret, &moment, body) {
        for byte in mac.finalize().into_bytes() {
            // Writing to a string does not fail.
            let _ = write!(code, "{byte:02x}");
        }
    }
    format!("t={moment},v1={code}")
}

pub(super) fn read(secret: &str, (signature, body): (&str, &[u8]), now: Timestamp) -> Result<CardEvent, NotAnEvent> {
    let at = is_signed(secret, signature, body).ok_or(NotAnEvent::Forged)?;
    if now.duration_since(at).abs() > TOLERANCE {
        return Err(NotAnEvent::Stale);
    }
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| NotAnEvent::Unreadable)?;
    if envelope.account.is_some() || !envelope.kind.starts_with("checkout.session.") {
        return Ok(CardEvent::Other);
    }
    let session: Session = serde_json::from_value(envelope.data.object).map_err(|_| NotAnEvent::Unreadable)?;
    told(&session).ok_or(NotAnEvent::Unreadable)
}

/// The moment of the signature, when it is the processor's.
fn is_signed(secret: &str, signature: &str, body: &[u8]) -> Option<Timestamp> {
    if body.len() > MAX_EVENT {
        return None;
    }
    let fields = || signature.split(',').filter_map(|field| field.trim().split_once('='));
    let moment = fields().find(|(name, _)| *name == "t")?.1;
    let codes = fields().filter(|(name, _)| *name == "v1").filter_map(|(_, code)| bytes(code));
    // The comparison takes as long for a wrong code as for a nearly right one.
    let is_ours = codes
        .take(MAX_TRIED)
        .any(|code| code_of(secret, moment, body).is_some_and(|mac| mac.verify_slice(&code).is_ok()));
    let second = moment.parse::<i64>().ok().filter(|_| is_ours)?;
    Timestamp::from_second(second).ok()
}

fn code_of(secret: &str, moment: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(moment.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = hex
        .bytes()
        .map(|digit| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high * 16 + low).collect())
}

#[cfg(test)]
mod tests {
    use money::card_processor::{PageSeen, ProcessorRef, SumPaid};
    use proptest::prelude::*;
    use terms::money::Cents;

    use super::*;

    const SECRET: &str = "whsec_lake";

    fn body(kind: &str, rest: &str) -> Vec<u8> {
        format!(
            r#"{{"type":"{kind}","data":{{"object":{{"id":"cs_1","mode":"payment","client_reference_id":"aaaaaaaaaa",
            "status":"complete","payment_status":"paid","amount_total":16500,"currency":"usd","payment_intent":"pi_1"{rest}}}}}}}"#
        )
        .into_bytes()
    }

    fn now() -> Timestamp {
        Timestamp::from_second(1_767_225_600).unwrap()
    }

    #[test]
    fn a_signature_is_the_one_that_any_program_makes() {
        // printf '1767225600.{}' | openssl dgst -sha256 -hmac whsec_lake
        let expected = "t=1767225600,v1=921d9b305c2a9c76d745b4b6416dad2a657cae152b86122f9af9613d4be1b26a";
        assert_eq!(sign(SECRET, now(), b"{}"), expected);
    }

    #[test]
    fn only_what_the_processor_signs_now_is_an_event() {
        let body = body("checkout.session.completed", "");
        let good = sign(SECRET, now(), &body);
        let code = good.split_once("v1=").unwrap().1;
        let seconds = SignedDuration::from_secs;
        let signed = |moved| sign(SECRET, now() + seconds(moved), &body);
        for (signature, expected) in [
            (good.clone(), None),
            (signed(-300), None),
            (signed(300), None),
            (signed(-301), Some(NotAnEvent::Stale)),
            (signed(301), Some(NotAnEvent::Stale)),
            (format!("t=1767225600,v1={},v1={code}", "00".repeat(32)), None),
            (format!("t=1767225601,v1={code}"), Some(NotAnEvent::Forged)),
            (format!("t=1767225600,v0={code}"), Some(NotAnEvent::Forged)),
            (format!("v1={code}"), Some(NotAnEvent::Forged)),
            (format!("t=1767225600,v1={}", &code[1..]), Some(NotAnEvent::Forged)),
            (format!("t=1767225600,v1={}", &code[2..]), Some(NotAnEvent::Forged)),
            (String::new(), Some(NotAnEvent::Forged)),
            (sign("whsec_other", now(), &body), Some(NotAnEvent::Forged)),
        ] {
            assert_eq!(read(SECRET, (&signature, &body), now()).err(), expected, "{signature}");
        }
    }

    #[test]
    fn an_event_is_read_or_is_none() {
        let id = "aaaaaaaaaa".parse().unwrap();
        let paid =
            SumPaid { amount_cents: Cents(16_500), is_dollars: true, payment: ProcessorRef::parse("pi_1").unwrap() };
        let session = ProcessorRef::parse("cs_1").unwrap();
        for (body, expected) in [
            (body("checkout.session.completed", ""), Ok(CardEvent::Page(id, session, PageSeen::Paid(paid)))),
            (body("payment_intent.succeeded", ""), Ok(CardEvent::Other)),
            (
                br#"{"type":"checkout.session.completed","account":"acct_1","data":{"object":{}}}"#.to_vec(),
                Ok(CardEvent::Other),
            ),
            (br#"{"type":"checkout.session.completed","data":{"object":{}}}"#.to_vec(), Err(NotAnEvent::Unreadable)),
            (b"[]".to_vec(), Err(NotAnEvent::Unreadable)),
            (b"".to_vec(), Err(NotAnEvent::Unreadable)),
        ] {
            let signature = sign(SECRET, now(), &body);
            assert_eq!(read(SECRET, (&signature, &body), now()), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_unsigned_is_ever_an_event(signature in "(t=[0-9]{0,12},)?(v1=[0-9a-f]{0,70},?){0,3}|.{0,80}", body in ".{0,80}") {
            prop_assert_eq!(read(SECRET, (&signature, body.as_bytes()), now()), Err(NotAnEvent::Forged));
        }

        #[test]
        fn signed_nonsense_never_panics(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let signature = sign(SECRET, now(), &body);
            prop_assert_eq!(read(SECRET, (&signature, &body), now()), Err(NotAnEvent::Unreadable));
        }
    }
}
