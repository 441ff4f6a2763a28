//! What a visitor answers when they ask for a first conversation. There is no free text that the desk reads.

use serde::{Deserialize, Serialize};
use terms::reach::Reach;
use terms::text::Line;
use terms::words;

/// The answers of the request form. Everything but a name and a way to be answered may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// What they would like to talk about; any that fit.
    pub about: Vec<Situation>,
    /// Where ketamine stands in their life; may be left out, and no answer is treated as better.
    pub ketamine: Option<Ketamine>,
    /// Where they would like to meet.
    pub place: Option<PlaceWish>,
    /// Which times usually work; any that fit.
    pub times: Vec<TimeWish>,
    /// The name they would like us to use.
    pub name: Line,
    /// How they may be reached.
    pub reach: Reach,
    /// How they expect to pay.
    pub coverage: Option<CoverageWish>,
    /// Whether they would like the coverage guide.
    pub asks_about_coverage: bool,
}

words! {
    /// What someone would like to talk about: the situations of the practice's page, and two more.
    Situation {
        Considering = "considering", "Considering ketamine-assisted psychotherapy";
        HadAndWantsSense = "making-sense", "Had ketamine and want help making sense of it";
        StuckNumbOverwhelmed = "stuck", "Feeling stuck, numb or overwhelmed";
        DepressionAnxietyRelationalPain = "pain", "Depression, anxiety or pain in relationships";
        TherapyCentered = "therapy-centered", "Therapy at the center, rather than medication alone";
        HasDosingDate = "dosing-date", "A dosing date is set";
        NotSure = "not-sure", "Not sure yet";
    }

    /// Where ketamine stands in someone's life.
    Ketamine {
        LastTwoWeeks = "last-two-weeks", "In the last two weeks";
        LongerAgo = "longer-ago", "Longer ago";
        Planned = "planned", "Planned";
        Deciding = "deciding", "Still deciding";
        NotPlanned = "not-planned", "Not planned";
    }

    /// Where someone would like to meet.
    PlaceWish {
        InPerson = "in-person", "In person";
        Online = "online", "Online";
        Either = "either", "Either is fine";
    }

    /// When someone usually has time.
    TimeWish {
        WeekdayMornings = "weekday-mornings", "Weekday mornings";
        Midday = "midday", "Midday";
        Afternoons = "afternoons", "Afternoons";
        Evenings = "evenings", "Evenings";
        Varies = "varies", "It varies";
    }

    /// How someone expects to pay.
    CoverageWish {
        Insurance = "insurance", "Insurance";
        SelfPay = "self-pay", "Self-pay";
        NotSure = "not-sure", "Not sure yet";
    }
}
