//! A claim as it was prepared: what is asked of which insurer, for whose visits. Nothing of it changes later.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::ids::{ChargeId, ClaimId, PayerId, StaffId};
use terms::money::Cents;

use crate::fee::Code;
use crate::ledger::TherapyLedger;
use crate::payer::{PlaceOfService, TelehealthModifier};
use crate::x12::professional::{FirstPayer, Frequency, Insured, Person, Professional, Rendering, ServiceLine};

/// A claim as it was prepared. [`crate::prepare_claim`] makes one, from charges for psychotherapy and from nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedClaim {
    /// Its id; in capitals it is our own number to the insurer.
    pub(crate) id: ClaimId,
    /// When it was prepared.
    pub(crate) at: Timestamp,
    /// By whom.
    pub(crate) by: StaffId,
    /// To whom it goes.
    pub(crate) payer: PayerId,
    /// The last day on which it is in time.
    pub(crate) file_by: Date,
    /// Under which insurance.
    pub(crate) insured: Insured,
    /// The client, when somebody else holds the insurance.
    pub(crate) dependent: Option<Person>,
    /// Where the visits were held.
    pub(crate) place: PlaceOfService,
    /// First, instead, or back.
    pub(crate) frequency: Frequency,
    /// The claim that it stands for or takes back, with the payer's number of it.
    pub(crate) earlier: Option<(ClaimId, String)>,
    /// Under which number the payer allowed the visits before.
    pub(crate) authorization: Option<String>,
    /// What was treated.
    pub(crate) diagnoses: Vec<DiagnosisCode>,
    /// Who treated.
    pub(crate) rendering: Rendering,
    /// The visits, never none.
    pub(crate) lines: Vec<ClaimLine>,
    /// What the first insurer made of them, where this claim goes to a second.
    #[serde(default)]
    pub(crate) first_payer: Option<FirstPayer>,
}

/// One visit of a claim: what its charge said then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLine {
    /// The charge.
    pub(crate) charge: ChargeId,
    /// The day of the visit.
    pub(crate) date: Date,
    /// The code of the service.
    pub(crate) code: Code,
    /// What is said of telehealth.
    pub(crate) modifier: TelehealthModifier,
    /// What it cost; all its units.
    pub(crate) charge_cents: Cents,
    /// How often.
    #[serde(default = "once")]
    pub(crate) units: u16,
    /// Its place among what stands beside the visit's own code, from 1; 0 is the visit itself.
    #[serde(default)]
    pub(crate) place: u8,
}

fn once() -> u16 {
    1
}

/// How a claim's number reads to an insurer.
pub fn claim_number(id: ClaimId) -> String {
    id.to_string().to_uppercase()
}

impl PreparedClaim {
    /// Its id.
    pub fn id(&self) -> ClaimId {
        self.id
    }

    /// When it was prepared.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// To whom it goes.
    pub fn payer(&self) -> PayerId {
        self.payer
    }

    /// Under which insurance.
    pub fn insured(&self) -> &Insured {
        &self.insured
    }

    /// The client, when somebody else holds the insurance.
    pub fn dependent(&self) -> Option<&Person> {
        self.dependent.as_ref()
    }

    /// What the first insurer made of it, where it goes to a second.
    pub fn first_payer(&self) -> Option<&FirstPayer> {
        self.first_payer.as_ref()
    }

    /// The last day on which it is in time.
    pub fn file_by(&self) -> Date {
        self.file_by
    }

    /// First, instead, or back.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// The visits.
    pub fn lines(&self) -> &[ClaimLine] {
        &self.lines
    }

    /// The visits' own lines, without what stands beside them.
    pub fn visits(&self) -> impl Iterator<Item = &ClaimLine> {
        self.lines.iter().filter(|line| line.place == 0)
    }

    /// What was treated.
    pub fn diagnoses(&self) -> &[DiagnosisCode] {
        &self.diagnoses
    }

    /// Where the visits were held.
    pub fn place(&self) -> PlaceOfService {
        self.place
    }

    /// All charges together.
    pub fn charge_cents(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.charge_cents.0).sum())
    }

    /// What the client paid towards its visits.
    pub fn paid_by_client(&self, ledger: &TherapyLedger) -> Cents {
        let charged = self.visits().filter_map(|line| ledger.charge(line.charge));
        Cents(charged.map(|charged| charged.paid_cents.0 - charged.insurer_cents.0).sum())
    }

    /// The claim as a file carries it.
    pub fn as_sent(&self, paid_by_client: Cents) -> Professional {
        let pointers: Vec<u8> = (1..).take(self.diagnoses.len().min(4)).collect();
        let line = |line: &ClaimLine| ServiceLine {
            number: line.number(),
            code: line.code,
            modifier: line.modifier,
            charge_cents: line.charge_cents,
            units: line.units,
            date: line.date,
            pointers: pointers.clone(),
        };
        Professional {
            number: claim_number(self.id),
            insured: self.insured.clone(),
            dependent: self.dependent.clone(),
            first_payer: self.first_payer.clone(),
            place: self.place,
            frequency: self.frequency,
            original: self.earlier.as_ref().map(|(_, theirs)| theirs.clone()),
            authorization: self.authorization.clone(),
            diagnoses: self.diagnoses.clone(),
            rendering: self.rendering.clone(),
            paid_by_client,
            lines: self.lines.iter().map(line).collect(),
        }
    }
}

impl ClaimLine {
    /// The charge.
    pub fn charge(&self) -> ChargeId {
        self.charge
    }

    /// Our own number of the line: that of its charge, with its place beside the visit's own code.
    pub fn number(&self) -> String {
        let charge = self.charge;
        if self.place == 0 { charge.to_string() } else { format!("{charge}-{}", self.place) }
    }

    /// How often.
    pub fn units(&self) -> u16 {
        self.units
    }

    /// The day of the visit.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The code of the service.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What is said of telehealth.
    pub fn modifier(&self) -> TelehealthModifier {
        self.modifier
    }

    /// What it cost.
    pub fn charge_cents(&self) -> Cents {
        self.charge_cents
    }
}
