//! A professional claim as plain values: who bills whom for whose visits (ASC X12 005010X222A1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::billing::BillingIdentity;
use terms::diagnosis::DiagnosisCode;
use terms::money::Cents;
use terms::npi::{Npi, Taxonomy};
use terms::words;

use crate::fee::Code;
use crate::payer::{InsurerKind, PlaceOfService, TelehealthModifier};
use crate::x12::writer::Envelope;

/// A file of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFile {
    /// From whom, to whom, under which number.
    pub envelope: Envelope,
    /// A word by which the sender knows the file again, at most 30 characters.
    pub reference: String,
    /// Who carries it.
    pub carrier: String,
    /// Who bills; told whole.
    pub practice: BillingIdentity,
    /// The claims, never none.
    pub claims: Vec<Professional>,
}

/// Where someone is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Two capitals.
    pub state: String,
    /// Five or nine digits.
    pub zip: String,
}

/// Someone as an insurer knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The family name.
    pub last: String,
    /// The given name.
    pub first: String,
    /// Where they live.
    pub address: Address,
    /// When they were born.
    pub born: Date,
    /// As the insurer has it.
    pub sex: InsurerSex,
}

words! {
    /// The sex in an insurer's file, which is a field of theirs and nothing else.
    InsurerSex {
        Female = "F", "Female";
        Male = "M", "Male";
        Unsaid = "U", "Not said";
    }

    /// Who the client is to whoever holds the insurance.
    Relation {
        Own = "18", "It is their own";
        Spouse = "01", "Spouse";
        Child = "19", "Child";
        Other = "G8", "Somebody else";
    }

    /// Whether a claim is the first of its kind.
    Frequency {
        Original = "1", "First claim";
        Replacement = "7", "In place of an earlier one";
        Void = "8", "Takes an earlier one back";
    }
}

/// Under which insurance a claim is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insured {
    /// The payer's name.
    pub payer: String,
    /// The payer's number.
    pub payer_number: String,
    /// What kind of plan it is.
    pub plan: InsurerKind,
    /// The number on the card.
    pub member: String,
    /// The number of the group, if there is one.
    pub group: Option<String>,
    /// Whoever holds the insurance.
    pub holder: Person,
    /// Who the client is to them.
    pub relation: Relation,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Professional {
    /// Our own number, at most 20 characters.
    pub number: String,
    /// The insurance.
    pub insured: Insured,
    /// The client, when somebody else holds the insurance.
    pub dependent: Option<Person>,
    /// What another insurer, who is asked first, made of it.
    pub first_payer: Option<FirstPayer>,
    /// Where the visits were held.
    pub place: PlaceOfService,
    /// First, instead, or back.
    pub frequency: Frequency,
    /// The payer's number of the earlier claim, for a second one.
    pub original: Option<String>,
    /// The number under which the payer allowed the visits before.
    pub authorization: Option<String>,
    /// What was treated, the most important first; one to twelve.
    pub diagnoses: Vec<DiagnosisCode>,
    /// Who treated.
    pub rendering: Rendering,
    /// What the client paid already.
    pub paid_by_client: Cents,
    /// The visits, one to fifty.
    pub lines: Vec<ServiceLine>,
}

/// Who treated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// The family name.
    pub last: String,
    /// The given name.
    pub first: String,
    /// By which number insurers know them.
    pub npi: Npi,
    /// As what.
    pub taxonomy: Taxonomy,
}

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLine {
    /// Our own number of the line, at most 30 characters.
    pub number: String,
    /// The code of the service.
    pub code: Code,
    /// What is said of telehealth.
    pub modifier: TelehealthModifier,
    /// What it cost; all its units.
    pub charge_cents: Cents,
    /// How often, 1 and up.
    pub units: u16,
    /// The day.
    pub date: Date,
    /// Which of the claim's diagnoses it treats, counted from 1; one to four.
    pub pointers: Vec<u8>,
}

/// What an insurer who was asked first made of the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPayer {
    /// That insurance.
    pub insured: Insured,
    /// On which day they answered.
    pub on: Date,
    /// What they made of each visit, in the order of the lines.
    pub lines: Vec<FirstPaid>,
}

/// What the first insurer made of one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPaid {
    /// What they paid.
    pub paid_cents: Cents,
    /// What they took off: group, reason, amount.
    pub adjustments: Vec<(String, String, Cents)>,
}

impl Professional {
    /// All charges together.
    pub fn charge_cents(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.charge_cents.0).sum())
    }
}
