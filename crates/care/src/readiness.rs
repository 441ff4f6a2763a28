//! Readiness as a conversation: ten things that can be seen, each with an answer and a note. No number comes of it, and
//! nothing opens or closes by it; whether someone may have ketamine is the prescriber's alone to say.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::text::Line;
use terms::words;

use crate::chart::{Chart, Path};
use crate::chart_entry::ChartEntry;

words! {
    /// Something that can be seen in preparation.
    ReadinessItem {
        EarlySigns = "early-signs", "Can name two early signs of too much or too little";
        ToolsUsed = "tools-used", "Has used two grounding tools in a session, and felt them ease";
        StopAndSlow = "stop-and-slow", "Can say stop and slow, and has said it once";
        IntentionApart = "intention-apart", "Can tell an intention from an expectation";
        Dissociation = "dissociation", "Knows what feeling far away may be like, and that it ends";
        SupportPerson = "support-person", "Has named a support person, and told them what may help";
        RideAndCare = "ride-and-care", "Has a ride, and someone near for the day after";
        IntegrationBooked = "integration-booked", "A first integration visit is booked";
        SafetyPlan = "safety-plan", "The safety plan is current, if anything speaks for one";
        PrescriberAnswered = "prescriber-answered", "The prescriber has answered, or no dosing is planned";
    }

    /// How it is with an item.
    Ready {
        Yes = "yes", "Yes";
        Partly = "partly", "Partly";
        NotYet = "not-yet", "Not yet";
        NotRelevant = "not-relevant", "Not relevant";
    }
}

/// How long an answer holds, in days; then it is open to talk about again. Lives change in a season: rides fall through,
/// people move, a plan made in spring is not one for autumn. One length for all items, since none has a better-founded one.
pub const HOLDS_DAYS: i64 = 90;

/// An item as it was talked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkedAbout {
    /// Which.
    pub item: ReadinessItem,
    /// How it is.
    pub ready: Ready,
    /// A word on it.
    pub note: Option<Line>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

impl TalkedAbout {
    /// Until when it holds.
    pub fn until(&self) -> Timestamp {
        self.at + SignedDuration::from_hours(24 * HOLDS_DAYS)
    }
}

impl Chart {
    /// How it is with an item, as last talked about.
    pub fn readiness(&self, item: ReadinessItem) -> Option<&TalkedAbout> {
        self.talked_about().iter().rev().find(|talked| talked.item == item)
    }

    /// How it is with an item at this moment: as last talked about, while that holds.
    pub fn readiness_now(&self, item: ReadinessItem, now: Timestamp) -> Option<Ready> {
        self.readiness(item).filter(|talked| now < talked.until()).map(|talked| talked.ready)
    }

    /// What is still open to talk about, or open again.
    pub fn open_to_talk_about(&self, now: Timestamp) -> Vec<ReadinessItem> {
        let is_open = |item: &ReadinessItem| match self.readiness_now(*item, now) {
            Some(Ready::Yes | Ready::NotRelevant) => false,
            Some(Ready::Partly | Ready::NotYet) | None => true,
        };
        ReadinessItem::ALL.into_iter().filter(is_open).collect()
    }
}

/// The open questions of readiness: what is to be talked about, once that was begun; none where no dosing is on the way.
pub fn open_questions(chart: &Chart, now: Timestamp) -> Vec<ReadinessItem> {
    let was_begun = ReadinessItem::ALL.into_iter().any(|item| chart.readiness(item).is_some());
    if was_begun && chart.path() != Path::NoDosing { chart.open_to_talk_about(now) } else { Vec::new() }
}

/// Writes down how it is with an item; nothing, when that stands there already.
pub fn talk_about(chart: &Chart, talked: TalkedAbout) -> Option<ChartEntry> {
    let is_same =
        |before: &TalkedAbout| before.ready == talked.ready && before.note == talked.note && talked.at < before.until();
    let known = chart.readiness(talked.item).is_some_and(is_same);
    (!known).then_some(ChartEntry::ReadinessTalkedAbout(talked))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, chart, id, line};

    fn talked(item: ReadinessItem, ready: Ready) -> TalkedAbout {
        TalkedAbout { item, ready, note: None, at: at("2026-06-22 10:00"), by: id('d') }
    }

    #[test]
    fn behaviour_11_what_is_open_is_named_and_never_counted_up_to_a_number() {
        let mut chart = chart(Path::PreparationWithDosingElsewhere);
        for (item, ready, still_open) in [
            (ReadinessItem::EarlySigns, Ready::Partly, true),
            (ReadinessItem::EarlySigns, Ready::Yes, false),
            (ReadinessItem::SafetyPlan, Ready::NotRelevant, false),
            (ReadinessItem::RideAndCare, Ready::NotYet, true),
            (ReadinessItem::EarlySigns, Ready::NotYet, true),
        ] {
            chart = chart.clone().with(talk_about(&chart, talked(item, ready)).unwrap());
            assert_eq!(
                chart.open_to_talk_about(at("2026-06-22 10:00")).contains(&item),
                still_open,
                "{item:?} {ready:?}"
            );
        }
        assert_eq!(chart.open_to_talk_about(at("2026-06-22 10:00")).len(), 9);
        for word in ["ligible", "leared", "pproved", "score", "pass"] {
            let words = ReadinessItem::ALL.map(ReadinessItem::word).into_iter().chain(Ready::ALL.map(Ready::word));
            assert!(words.into_iter().all(|words| !words.contains(word)), "{word}");
        }
    }

    #[test]
    fn an_answer_is_open_again_after_its_days() {
        let chart = chart(Path::Undecided);
        let told = chart.clone().with(talk_about(&chart, talked(ReadinessItem::RideAndCare, Ready::Yes)).unwrap());
        for (now, is_open) in [("2026-06-22 10:00", false), ("2026-09-20 09:59", false), ("2026-09-20 10:00", true)] {
            assert_eq!(told.open_to_talk_about(at(now)).contains(&ReadinessItem::RideAndCare), is_open, "{now}");
        }
        let again = TalkedAbout { at: at("2026-09-21 10:00"), ..talked(ReadinessItem::RideAndCare, Ready::Yes) };
        assert!(talk_about(&told, again).is_some(), "the same answer, talked about anew");
    }

    #[test]
    fn what_stands_there_already_is_not_written_again() {
        let chart = chart(Path::Undecided);
        let first = talked(ReadinessItem::ToolsUsed, Ready::Yes);
        let told = chart.clone().with(talk_about(&chart, first.clone()).unwrap());
        assert_eq!(talk_about(&told, first.clone()), None);
        assert!(talk_about(&told, TalkedAbout { note: Some(line("Feet and sound")), ..first }).is_some());
    }

    #[test]
    fn questions_are_open_once_readiness_is_talked_about_and_never_without_dosing() {
        let now = at("2026-06-22 11:00");
        let one = ChartEntry::ReadinessTalkedAbout(talked(ReadinessItem::EarlySigns, Ready::Yes));
        for (path, entries, expected) in [
            (Path::PreparationWithDosingElsewhere, vec![], 0),
            (Path::PreparationWithDosingElsewhere, vec![one.clone()], ReadinessItem::ALL.len() - 1),
            (Path::NoDosing, vec![one], 0),
        ] {
            let told = entries.into_iter().fold(chart(path), Chart::with);
            assert_eq!(open_questions(&told, now).len(), expected);
        }
    }
}
