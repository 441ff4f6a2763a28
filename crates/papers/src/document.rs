//! Documents and releases as they were signed: the exact words, the name under them, and the fingerprint of the text.

use care::release::SignedRelease;
use care::signing::{SignedDocument, Signing};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use terms::trouble::Fault;

use crate::letterhead::Letterhead;
use crate::press::{Template, pdf};
use crate::prose::{Block, document as blocks};

const TEMPLATE: Template = Template { name: "document", text: include_str!("../papers/document.typ") };

/// What the template takes.
#[derive(Serialize)]
struct Body<'a> {
    text: Vec<Block<'a>>,
    signed: Vec<String>,
    closing: Vec<String>,
}

/// One name under one text.
struct Name<'a> {
    text: &'a str,
    by: &'a str,
    at: Timestamp,
    how: Signing,
    proof: (&'a str, &'a str),
}

/// A document as it was signed; `whose` it is stands at the foot.
pub fn document(
    from: &Letterhead<'_>,
    whose: &str,
    signed: &SignedDocument,
    zone: &TimeZone,
) -> Result<Vec<u8>, Fault> {
    let SignedDocument { text, name, at, how, version, hash, .. } = signed;
    let name = Name { text, by: name.as_str(), at: *at, how: *how, proof: (version, hash) };
    pdf(&TEMPLATE, &from.head(signed.kind.word(), whose), &body(&name, zone))
}

/// A release of information as it was signed; `whose` it is stands at the foot.
pub fn release(from: &Letterhead<'_>, whose: &str, signed: &SignedRelease, zone: &TimeZone) -> Result<Vec<u8>, Fault> {
    let SignedRelease { text, name, at, how, version, hash, .. } = signed;
    let name = Name { text, by: name.as_str(), at: *at, how: *how, proof: (version, hash) };
    pdf(&TEMPLATE, &from.head("Release of information", whose), &body(&name, zone))
}

fn body<'a>(signed: &Name<'a>, zone: &TimeZone) -> Body<'a> {
    let how = match signed.how {
        Signing::Alone => "read alone",
        Signing::ReadTogether => "read together with the therapist",
    };
    let (version, hash) = signed.proof;
    Body {
        text: blocks(signed.text),
        signed: vec![format!("Signed by {}, {}, {how}.", signed.by, moment(signed.at, zone))],
        closing: vec![format!("Version {version}. Fingerprint of the text (SHA-256):"), hash.to_owned()],
    }
}

/// "June 22, 2026, 2:00 PM".
pub(crate) fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%B %-d, %Y, %-I:%M %p").to_string()
}
