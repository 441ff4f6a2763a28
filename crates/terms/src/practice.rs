//! What the practice says of itself in `practice.toml`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::billing::BillingIdentity;
use crate::fees_beside::FeesBeside;
use crate::money::Cents;
use crate::packages::Packages;
use crate::words;

/// The practice's facts, as public pages and offers of a time use them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The whole name: "Intima Couples and Sex Therapy".
    pub name: String,
    /// The wordmark, without the specialty: "Intima".
    pub short_name: String,
    /// The line under the wordmark: "Couples and Sex Therapy". Left out when empty.
    #[serde(default)]
    pub tagline: String,
    /// The town people come to: "Lakewood, Colorado".
    pub place: String,
    /// Street address, one line. Left out of the pages when empty.
    #[serde(default)]
    pub street: String,
    /// Phone as dialed, with country code: "+13035550142".
    pub phone_dial: String,
    /// Phone as read: "(303) 555-0142".
    pub phone: String,
    /// The office's public email address. Left out when empty.
    #[serde(default)]
    pub email: String,
    /// When the phone is answered: "Monday to Friday, 9 to 5 Mountain Time". Left out when empty.
    #[serde(default)]
    pub phone_hours: String,
    /// What stands over letters and calendar entries in place of the name: "The office".
    #[serde(default = "the_office")]
    pub discreet_name: String,
    /// Where visits by video meet, when the practice has one room for all: an address that begins with https://.
    #[serde(default)]
    pub video_address: String,
    /// Who reads what clients write, and when: a sentence, shown where they write.
    #[serde(default)]
    pub who_reads: String,
    /// Who covers when a therapist is away; nobody when empty, and the pages then say so.
    #[serde(default)]
    pub cover: String,
    /// When a request is answered, in words: "two business days".
    pub reply_within: String,
    /// The same promise in hours on weekdays, for the desk's clock.
    pub reply_within_hours: u32,
    /// IANA name of the zone that appointments are told in: "America/Denver".
    pub time_zone: String,
    /// Where quick exit leads. Any page that says nothing about this one.
    pub quick_exit: String,
    /// How long an offered time is held, in hours.
    pub offer_hold_hours: u32,
    /// The first conversation, in minutes; 0 where none is offered.
    pub first_conversation_min: u16,
    /// Name, address and phone of the board that licenses the practice's clinicians, as the disclosure names it.
    #[serde(default)]
    pub board: String,
    /// Since when the practice's documents are in effect: a lawyer has looked at them, and the practice adopted them.
    /// Until then each says that it is a draft.
    #[serde(default)]
    pub documents_adopted: Option<Date>,
    /// The practice's identifier as it was told before [`Practice::billing`] had one. Nothing asks for it any more.
    #[serde(default, rename = "npi")]
    pub earlier_npi: String,
    /// The same of its tax id.
    #[serde(default, rename = "tax_id")]
    pub earlier_tax_id: String,
    /// Until how many hours before a visit a client may move or cancel it alone; later they call.
    #[serde(default = "a_day")]
    pub cancel_until_hours: u32,
    /// After how many hours an alert with no outcome goes to whoever covers, and to the owner.
    #[serde(default = "four_hours")]
    pub alert_within_hours: u32,
    /// Between how many days after a dosing day a first integration visit is proposed: from this day on.
    #[serde(default = "one_day")]
    pub integration_from_days: u8,
    /// And until this one. A proposal, never a deadline.
    #[serde(default = "three_days")]
    pub integration_until_days: u8,
    /// Whether the practice's therapists attend dosing days. When `false`, nothing offers it.
    #[serde(default)]
    pub attends_dosing: bool,
    /// In which words the nervous system is spoken of. What is stored stays the same.
    #[serde(default)]
    pub nervous_words: NervousWords,
    /// The days around a dosing day.
    #[serde(default)]
    pub days_after: DaysAfter,
    /// How insurers know the practice.
    #[serde(default)]
    pub billing: BillingIdentity,
    /// What a visit costs.
    pub fees: Fees,
    /// Packages that are sold in advance.
    #[serde(default)]
    pub packages: Packages,
    /// Help lines shown under 988 and 911. May be empty.
    #[serde(default)]
    pub local_lines: Vec<HelpLine>,
    /// Where a person is pointed to when this practice is not the right place.
    #[serde(default)]
    pub other_places: Vec<OtherPlace>,
}

impl Practice {
    /// A practice of which nothing is told yet.
    pub fn blank() -> Self {
        Self {
            name: String::new(),
            short_name: String::new(),
            tagline: String::new(),
            place: String::new(),
            street: String::new(),
            phone_dial: String::new(),
            phone: String::new(),
            email: String::new(),
            phone_hours: String::new(),
            discreet_name: the_office(),
            video_address: String::new(),
            who_reads: String::new(),
            cover: String::new(),
            reply_within: String::new(),
            reply_within_hours: 48,
            time_zone: "America/Denver".to_owned(),
            quick_exit: "https://weather.gov".to_owned(),
            offer_hold_hours: 48,
            first_conversation_min: 0,
            board: String::new(),
            documents_adopted: None,
            earlier_npi: String::new(),
            earlier_tax_id: String::new(),
            cancel_until_hours: a_day(),
            alert_within_hours: four_hours(),
            integration_from_days: one_day(),
            integration_until_days: three_days(),
            attends_dosing: false,
            nervous_words: NervousWords::default(),
            days_after: DaysAfter::default(),
            billing: BillingIdentity::default(),
            fees: Fees::default(),
            packages: Packages::default(),
            local_lines: Vec::new(),
            other_places: Vec::new(),
        }
    }

    /// What stands at the top of pages: the short name, and this program's while there is none.
    pub fn wordmark(&self) -> &str {
        if self.short_name.is_empty() { "Groundwork" } else { &self.short_name }
    }

    /// Whether enough is told for the public pages to open.
    pub fn is_told(&self) -> bool {
        ![&self.name, &self.short_name, &self.place, &self.phone, &self.reply_within].iter().any(|fact| fact.is_empty())
    }

    /// The practice's ten-digit National Provider Identifier, for papers about money; empty while it is not told.
    pub fn npi(&self) -> String {
        self.billing.npi.map_or_else(|| self.earlier_npi.clone(), |npi| npi.to_string())
    }

    /// The practice's tax id as it is read, "12-3456789"; empty while it is not told.
    pub fn tax_id(&self) -> String {
        match self.billing.tax_id.split_at_checked(2) {
            Some((before, after)) if !after.is_empty() => format!("{before}-{after}"),
            _ => self.earlier_tax_id.clone(),
        }
    }

    /// A comma and the phone's hours, for after the number; nothing where they are not told.
    pub fn hours(&self) -> String {
        if self.phone_hours.is_empty() { String::new() } else { format!(", {}", self.phone_hours) }
    }
}

words! {
    /// In which words the nervous system is spoken of. Polyvagal words are a practice's choice of language and claim no
    /// measurement: the theory's premises are disputed (Grossman 2023).
    #[derive(Default)]
    NervousWords {
        #[default]
        Neutral = "neutral", "Settled, activated, shut down";
        Polyvagal = "polyvagal", "Safe and social, mobilized, collapsed (polyvagal words)";
    }
}

/// What a practice keeps to in the days after a dosing day. Hours are 0 to 23 by the practice's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DaysAfter {
    /// Until which hour of the next day nobody signs or agrees to more.
    pub rest_until_hour: u8,
    /// Between how many days after it a second integration visit is proposed: from this day on.
    pub second_from_days: u8,
    /// And until this one. A proposal, never a deadline.
    pub second_until_days: u8,
    /// From which hour, Monday to Friday, somebody reads what clients say of how they are.
    pub reading_from_hour: u8,
    /// Until which hour.
    pub reading_until_hour: u8,
}

impl Default for DaysAfter {
    fn default() -> Self {
        Self {
            rest_until_hour: 12,
            second_from_days: 7,
            second_until_days: 10,
            reading_from_hour: 9,
            reading_until_hour: 17,
        }
    }
}

/// Fees in cents. Psychotherapy and attended dosing never share a line (`docs/decisions`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fees {
    /// The first conversation; 0 is "free".
    pub first_conversation_cents: Cents,
    /// A therapy visit of up to 37 minutes.
    pub short_visit_cents: Cents,
    /// A therapy visit of 38 to 52 minutes.
    pub visit_cents: Cents,
    /// A therapy visit of 53 minutes or more.
    pub long_visit_cents: Cents,
    /// A dosing day that the therapist attends; private pay.
    pub attended_dosing_cents: Cents,
    /// What is asked for a visit that somebody missed or canceled too late; 0 where nothing is.
    #[serde(default)]
    pub missed_visit_cents: Cents,
    /// What is asked beside a visit's own fee.
    #[serde(default)]
    pub beside: FeesBeside,
}

/// A help line beside 988 and 911.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Who answers.
    pub name: String,
    /// Phone as read.
    pub phone: String,
    /// Phone as dialed.
    pub phone_dial: String,
}

/// Another place that may help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherPlace {
    /// Its name.
    pub name: String,
    /// What it is good for, in a few words.
    pub good_for: String,
    /// Phone or address, as read.
    pub reach: String,
}

fn the_office() -> String {
    "The office".to_owned()
}

fn a_day() -> u32 {
    24
}

fn four_hours() -> u32 {
    4
}

fn one_day() -> u8 {
    1
}

fn three_days() -> u8 {
    3
}
