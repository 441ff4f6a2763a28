//! Payers: the insurers that claims go to, each with its own rules of place and modifier, and its time to file.
//!
//! What one payer pays, another denies (a missing or wrong modifier comes back as CO-4 or CO-197), so the rules are a
//! table of each payer and no constant.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::PayerId;
use terms::text::Line;
use terms::words;

/// The most payers.
pub const MAX_PAYERS: usize = 200;

/// The longest time to file, in days.
pub const MAX_FILING_DAYS: u16 = 1_095;

/// An insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// Its id here.
    pub id: PayerId,
    /// What is known of it.
    pub terms: PayerTerms,
}

/// What is known of an insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayerTerms {
    /// Its name, as claims say it.
    pub name: Line,
    /// The number by which whoever carries claims knows it.
    pub number: Line,
    /// What kind of plan it runs.
    pub plan: InsurerKind,
    /// Where paper claims go, if told.
    pub claims_address: Option<Line>,
    /// Within how many days of a visit its claim must be there.
    pub filing_limit_days: u16,
    /// Its own rules; the usual ones hold for whatever is not among them.
    pub rules: Vec<SettingRule>,
}

/// What a payer wants said of visits that were held in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingRule {
    /// How they were held.
    pub setting: Setting,
    /// The place of service; it is the client's place.
    pub place: PlaceOfService,
    /// What stands behind the code of the service.
    pub modifier: TelehealthModifier,
}

words! {
    /// How a visit was held, as payers ask.
    Setting {
        InPerson = "in-person", "In a room of the practice";
        VideoHome = "video-home", "By video, the client at home";
        VideoElsewhere = "video-elsewhere", "By video, the client elsewhere";
        AudioHome = "audio-home", "By phone, the client at home";
        AudioElsewhere = "audio-elsewhere", "By phone, the client elsewhere";
    }

    /// The place of service (CMS place of service codes).
    PlaceOfService {
        Office = "11", "11, office";
        Home = "10", "10, telehealth at home";
        Elsewhere = "02", "02, telehealth elsewhere";
    }

    /// What is said of telehealth behind the code of a service.
    TelehealthModifier {
        None = "none", "None";
        Video = "95", "95, by video";
        Audio = "93", "93, by sound alone";
        Older = "GT", "GT, by video, as some still want it";
        AudioClinic = "FQ", "FQ, by sound alone, in certain clinics";
    }

    /// What kind of plan a payer runs (X12 claim filing indicator).
    InsurerKind {
        Commercial = "CI", "Commercial insurance";
        BlueCross = "BL", "Blue Cross or Blue Shield";
        Hmo = "HM", "Health maintenance organization";
        Ppo = "12", "Preferred provider organization";
        MedicareB = "MB", "Medicare, part B";
        Medicaid = "MC", "Medicaid";
        Tricare = "CH", "TRICARE";
        Unsure = "ZZ", "Something else";
    }
}

impl PayerTerms {
    /// What it wants said of visits that were held so.
    pub fn rule(&self, setting: Setting) -> SettingRule {
        self.rules.iter().copied().find(|rule| rule.setting == setting).unwrap_or_else(|| usual_rule(setting))
    }

    /// The last day on which a visit's claim is in time.
    pub fn file_by(&self, visit: Date) -> Date {
        visit.saturating_add(i64::from(self.filing_limit_days).days())
    }
}

impl TelehealthModifier {
    /// As it stands behind the code of a service; nothing where there is none.
    pub fn on_a_claim(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Video | Self::Audio | Self::Older | Self::AudioClinic => self.code(),
        }
    }
}

/// What most payers want said; where one wants something else, its own table says so.
pub fn usual_rule(setting: Setting) -> SettingRule {
    let (place, modifier) = match setting {
        Setting::InPerson => (PlaceOfService::Office, TelehealthModifier::None),
        Setting::VideoHome => (PlaceOfService::Home, TelehealthModifier::Video),
        Setting::VideoElsewhere => (PlaceOfService::Elsewhere, TelehealthModifier::Video),
        Setting::AudioHome => (PlaceOfService::Home, TelehealthModifier::Audio),
        Setting::AudioElsewhere => (PlaceOfService::Elsewhere, TelehealthModifier::Audio),
    };
    SettingRule { setting, place, modifier }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::payer;

    #[test]
    fn a_payers_own_rule_goes_before_the_usual_one() {
        let own = SettingRule {
            setting: Setting::VideoHome,
            place: PlaceOfService::Elsewhere,
            modifier: TelehealthModifier::Older,
        };
        let payer = PayerTerms { rules: vec![own], ..payer().terms };
        assert_eq!(payer.rule(Setting::VideoHome), own);
        assert_eq!(payer.rule(Setting::AudioHome), usual_rule(Setting::AudioHome));
        assert_eq!(usual_rule(Setting::InPerson).modifier, TelehealthModifier::None);
    }

    #[test]
    fn a_claim_is_in_time_on_the_last_day() {
        assert_eq!(payer().terms.file_by("2026-06-22".parse().unwrap()).to_string(), "2026-09-20");
    }
}
