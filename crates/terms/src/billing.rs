//! How the practice is known to insurers and to whoever carries its claims.

use serde::{Deserialize, Serialize};

use crate::npi::{Npi, Taxonomy};
use crate::words;

/// The practice as a claim names it. Nothing of it is shown to clients; until all of it is told, no claim is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BillingIdentity {
    /// The name under which the practice is enrolled, when it is not the public one.
    pub name: String,
    /// The practice's own identifier.
    pub npi: Option<Npi>,
    /// What the practice does: "106H00000X".
    pub taxonomy: Option<Taxonomy>,
    /// The nine digits of its tax id, without a dash.
    pub tax_id: String,
    /// Street of the place of practice; no post box.
    pub street: String,
    /// Town.
    pub city: String,
    /// State, two capitals.
    pub state: String,
    /// Nine digits.
    pub zip: String,
    /// Who answers questions about claims.
    pub contact: String,
    /// Their phone, ten digits.
    pub phone: String,
    /// The number under which files are sent.
    pub submitter: String,
    /// Who carries the files: the name of the clearinghouse.
    pub carrier: String,
    /// The carrier's own number.
    pub carrier_number: String,
    /// Whether what is sent counts.
    pub sends: Sends,
}

words! {
    /// Whether files count, or only try the way.
    #[derive(Default)]
    Sends {
        #[default]
        Trial = "trial", "Trial files: the carrier reads them, and nothing is paid";
        ForReal = "real", "Claims that count";
    }
}

impl BillingIdentity {
    /// Whether enough is told for a claim.
    pub fn is_told(&self) -> bool {
        let texts = [
            &self.tax_id,
            &self.street,
            &self.city,
            &self.state,
            &self.zip,
            &self.contact,
            &self.phone,
            &self.submitter,
            &self.carrier,
            &self.carrier_number,
        ];
        self.npi.is_some() && self.taxonomy.is_some() && texts.iter().all(|text| !text.is_empty())
    }
}
