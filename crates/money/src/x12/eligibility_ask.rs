//! Asks an insurer whether someone is insured, and for what (270, ASC X12 005010X279A1).

use jiff::civil::Date;
use terms::npi::Npi;

use crate::x12::professional::{Insured, Person};
use crate::x12::writer::Element::{Must, One};
use crate::x12::writer::{Envelope, Unsendable, Writer};

/// The version of these files.
pub const ELIGIBILITY_VERSION: &str = "005010X279A1";

/// What is asked for: everything (30), which must name mental health where it applies, and mental health by itself.
const SERVICES: [&str; 2] = ["30", "MH"];

/// A question to an insurer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilityAsk {
    /// From whom, to whom, under which number.
    pub envelope: Envelope,
    /// Our own word for the question, which the answer brings back; at most 30 characters.
    pub trace: String,
    /// The name of whoever asks.
    pub asker: String,
    /// Their number.
    pub npi: Npi,
    /// The insurance that is asked.
    pub insured: Insured,
    /// The client, when somebody else holds the insurance.
    pub dependent: Option<Person>,
    /// For which day.
    pub on: Date,
}

/// The file, or the first thing that it cannot carry.
pub fn write_eligibility_ask(ask: &EligibilityAsk) -> Result<Vec<u8>, Unsendable> {
    let mut writer = Writer::new(&ask.envelope, ("HS", "270", ELIGIBILITY_VERSION));
    let at = ask.envelope.at;
    let (day, time) = (at.strftime("%Y%m%d").to_string(), at.strftime("%H%M").to_string());
    writer.segment("BHT", &[One("0022"), One("13"), Must(&ask.trace, 30), One(&day), One(&time)]);
    let (insured, empty, npi) = (&ask.insured, One(""), ask.npi.to_string());
    writer.segment("HL", &[One("1"), empty, One("20"), One("1")]);
    let (payer, number) = (Must(&insured.payer, 60), Must(&insured.payer_number, 80));
    writer.segment("NM1", &[One("PR"), One("2"), payer, empty, empty, empty, empty, One("PI"), number]);
    writer.segment("HL", &[One("2"), One("1"), One("21"), One("1")]);
    let asker = Must(&ask.asker, 60);
    writer.segment("NM1", &[One("1P"), One("2"), asker, empty, empty, empty, empty, One("XX"), One(&npi)]);
    let has_dependent = if ask.dependent.is_some() { "1" } else { "0" };
    writer.segment("HL", &[One("3"), One("2"), One("22"), One(has_dependent)]);
    if ask.dependent.is_none() {
        trace(&mut writer, ask);
    }
    let (last, first) = (Must(&insured.holder.last, 60), One(&insured.holder.first));
    let member = Must(&insured.member, 80);
    writer.segment("NM1", &[One("IL"), One("1"), last, first, empty, empty, empty, One("MI"), member]);
    born(&mut writer, &insured.holder);
    match &ask.dependent {
        None => asked(&mut writer, ask.on),
        Some(dependent) => {
            writer.segment("HL", &[One("4"), One("3"), One("23"), One("0")]);
            trace(&mut writer, ask);
            writer.segment("NM1", &[One("03"), One("1"), Must(&dependent.last, 60), One(&dependent.first)]);
            born(&mut writer, dependent);
            asked(&mut writer, ask.on);
        }
    }
    writer.finish(&ask.envelope)
}

/// The question's own word, with the number of whoever gave it: a nine, and nine more (the submitter's own choice).
fn trace(writer: &mut Writer, ask: &EligibilityAsk) {
    let by = format!("9{:09}", ask.envelope.control);
    writer.segment("TRN", &[One("1"), Must(&ask.trace, 50), One(&by)]);
}

fn born(writer: &mut Writer, person: &Person) {
    writer.segment("DMG", &[One("D8"), One(&person.born.strftime("%Y%m%d").to_string())]);
}

fn asked(writer: &mut Writer, on: Date) {
    writer.segment("DTP", &[One("291"), One("D8"), One(&on.strftime("%Y%m%d").to_string())]);
    for service in SERVICES {
        writer.segment("EQ", &[One(service)]);
    }
}
