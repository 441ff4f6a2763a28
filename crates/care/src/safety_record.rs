//! What is written down when safety is at stake: how risk was assessed, that somebody was warned, that something was
//! reported. Each is a record of what was seen and done, with who was told and when; none is a verdict.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::text::{Line, Prose};
use terms::words;

use crate::alert_closing::RiskNow;
use crate::chart::Chart;
use crate::chart_entry::ChartEntry;

words! {
    /// How risk was assessed.
    AssessedHow {
        Interview = "interview", "Asked in person";
        Call = "call", "Asked on a call or video";
        Others = "others", "Told by others";
    }

    /// Who is named by a threat: a person, or people who can be told by a place (C.R.S. 13-21-117).
    Threatened {
        Person = "person", "A person, or several, who can be named";
        Place = "place", "People who can be told by a place or an entity";
    }

    /// Of what a report was made.
    ReportOf {
        Child = "child", "Abuse or neglect of a child (C.R.S. 19-3-304)";
        AtRiskElder = "elder", "Mistreatment of an at-risk elder, 70 or older (C.R.S. 18-6.5-108)";
        AtRiskAdultIdd = "adult-idd", "Mistreatment of an at-risk adult with an intellectual and developmental disability (C.R.S. 18-6.5-108)";
        OtherAtRiskAdult = "adult", "Mistreatment of another at-risk adult (C.R.S. 26-3.1-102)";
    }

    /// To whom it was reported.
    ReportedTo {
        LawEnforcement = "law-enforcement", "Law enforcement";
        County = "county", "The county department";
        Hotline = "hotline", "The child abuse and neglect hotline";
    }
}

/// A record of safety.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyRecord {
    /// When it was written down.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// When it happened, by the practice's clock.
    pub when: DateTime,
    /// What it tells of.
    pub what: SafetyWhat,
}

/// What a record of safety tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SafetyWhat {
    /// Risk was assessed.
    Assessed(RiskAssessed),
    /// Somebody was warned of a threat (C.R.S. 13-21-117).
    Warned(Warned),
    /// A report was made that the law asks for.
    Reported(Reported),
}

/// How risk was assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAssessed {
    /// How.
    pub how: AssessedHow,
    /// How it is seen, in a word.
    pub level: RiskNow,
    /// What was asked and heard.
    pub heard: Prose,
    /// What was done.
    pub done: Prose,
    /// Who was told, if anyone.
    pub told: Option<Line>,
}

/// That somebody was warned. The duty arises when a client communicated a serious threat of imminent physical violence;
/// it is met by reasonable and timely efforts to notify whoever is threatened and law enforcement, or by other
/// appropriate action such as hospitalizing the client (C.R.S. 13-21-117).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// The words that were used.
    pub words: Prose,
    /// Who is named.
    pub threatened: Threatened,
    /// Which person or place.
    pub whom: Line,
    /// How serious and imminent it was judged to be, and why.
    pub judgment: Prose,
    /// With whom it was talked over.
    pub consulted: Option<Line>,
    /// Who was notified, when and how: whoever is threatened, and law enforcement; or what was done instead.
    pub notified: Prose,
    /// What came of it.
    pub outcome: Option<Prose>,
}

/// A report that the law asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Of what.
    pub of: ReportOf,
    /// To whom.
    pub to: ReportedTo,
    /// Who took it, with the number that they gave.
    pub taken_by: Line,
    /// What was reported.
    pub said: Prose,
}

/// Why a record of safety is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SafetyRefusal {
    /// It tells of a time to come.
    InTheFuture,
    /// At-risk elders and adults with IDD are reported to law enforcement, within 24 hours (C.R.S. 18-6.5-108).
    ToLawEnforcement,
}

impl Chart {
    /// The records of safety, oldest first.
    pub fn safety_records(&self) -> &[SafetyRecord] {
        &self.safety_records
    }
}

impl SafetyWhat {
    /// What it is, as a heading.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Assessed(_) => "Risk assessed",
            Self::Warned(_) => "Warned of a threat",
            Self::Reported(_) => "Reported",
        }
    }
}

/// Writes it down; nothing, when the same stands there already. `now` is the practice's clock.
pub fn record_safety(chart: &Chart, record: SafetyRecord, now: DateTime) -> Result<Option<ChartEntry>, SafetyRefusal> {
    if record.when > now {
        return Err(SafetyRefusal::InTheFuture);
    }
    if let SafetyWhat::Reported(reported) = &record.what {
        let only_police = matches!(reported.of, ReportOf::AtRiskElder | ReportOf::AtRiskAdultIdd);
        if only_police && reported.to != ReportedTo::LawEnforcement {
            return Err(SafetyRefusal::ToLawEnforcement);
        }
    }
    let is_same = |before: &SafetyRecord| before.when == record.when && before.what == record.what;
    let is_known = chart.safety_records().iter().any(is_same);
    Ok((!is_known).then_some(ChartEntry::SafetyRecorded(record)))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, id, line, prose};

    fn reported(of: ReportOf, to: ReportedTo, when: &str) -> SafetyRecord {
        let what = SafetyWhat::Reported(Reported { of, to, taken_by: line("Officer, no. 12"), said: prose("Seen.") });
        SafetyRecord { at: at("2026-06-22 12:00"), by: id('d'), when: when.parse().unwrap(), what }
    }

    #[test]
    fn a_report_goes_where_the_law_says_and_tells_of_what_was() {
        let now: DateTime = "2026-06-22T12:00".parse().unwrap();
        let before = "2026-06-22T11:00";
        for (record, expected) in [
            (reported(ReportOf::Child, ReportedTo::Hotline, before), Ok(true)),
            (reported(ReportOf::Child, ReportedTo::County, "2026-06-22T12:00"), Ok(true)),
            (reported(ReportOf::Child, ReportedTo::County, "2026-06-22T12:01"), Err(SafetyRefusal::InTheFuture)),
            (reported(ReportOf::AtRiskElder, ReportedTo::LawEnforcement, before), Ok(true)),
            (reported(ReportOf::AtRiskElder, ReportedTo::County, before), Err(SafetyRefusal::ToLawEnforcement)),
            (reported(ReportOf::AtRiskAdultIdd, ReportedTo::Hotline, before), Err(SafetyRefusal::ToLawEnforcement)),
            (reported(ReportOf::OtherAtRiskAdult, ReportedTo::County, before), Ok(true)),
        ] {
            let made = record_safety(&chart(Path::NoDosing), record, now);
            assert_eq!(made.map(|entry| entry.is_some()), expected);
        }
        let known = reported(ReportOf::Child, ReportedTo::Hotline, before);
        let told = chart(Path::NoDosing).with(ChartEntry::SafetyRecorded(known.clone()));
        assert_eq!(record_safety(&told, known, now), Ok(None));
    }
}
