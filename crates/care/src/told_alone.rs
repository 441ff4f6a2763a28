//! What one of a couple told alone: kept in their own chart, marked with what may become of it in the joint work.
//!
//! A couple chooses whether secrets are kept (their agreement, domain practice of couples work). Whatever they chose, the
//! therapist marks each thing: may be used, must not be used, or will be raised by someone by a day. A short phrase goes
//! with the mark, so that a joint note that touches it can be told before it is signed; the text itself never leaves the
//! chart that it stands in.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{NoteId, StaffId};
use terms::text::{Line, Prose};
use terms::words;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::note_body::NoteBody;

/// The shortest phrase that is looked for, in characters: a shorter one stands in every note.
pub const SHORTEST_PHRASE: usize = 4;

words! {
    /// What may become of something that was told alone.
    AloneUse {
        MayUse = "may-use", "May be used together";
        MustNotUse = "must-not-use", "Must not be used";
        ToBeRaised = "to-be-raised", "Will be raised";
        Raised = "raised", "Was raised together";
    }
}

/// Something that was told alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldAlone {
    /// Its id, the same when its mark changes.
    pub id: NoteId,
    /// When it was marked so.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// The word or short phrase that a joint note would touch it with.
    pub phrase: Line,
    /// What it is.
    pub text: Prose,
    /// What may become of it.
    pub mark: AloneUse,
    /// Who raises it, when it will be.
    pub raised_by: Option<Line>,
    /// By which day.
    pub by_day: Option<Date>,
}

/// Why something told alone is not marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldRefusal {
    /// The phrase is so short that it would stand in every note.
    PhraseTooShort,
    /// It will be raised, and nobody is named, or no day.
    NobodyRaisesIt,
}

impl Chart {
    /// What was told alone, each with its last mark, oldest first.
    pub fn told_alone(&self) -> Vec<&ToldAlone> {
        let all = &self.told_alone;
        let is_last = |at: usize, told: &ToldAlone| !all[at + 1..].iter().any(|later| later.id == told.id);
        all.iter().enumerate().filter(|(at, told)| is_last(*at, told)).map(|(_, told)| told).collect()
    }
}

/// Marks it. Marking it again the same way changes nothing.
pub fn mark_told_alone(chart: &Chart, told: ToldAlone) -> Result<Option<ChartEntry>, ToldRefusal> {
    if told.phrase.as_str().chars().count() < SHORTEST_PHRASE {
        return Err(ToldRefusal::PhraseTooShort);
    }
    if told.mark == AloneUse::ToBeRaised && (told.raised_by.is_none() || told.by_day.is_none()) {
        return Err(ToldRefusal::NobodyRaisesIt);
    }
    let same = |before: &&ToldAlone| ToldAlone { at: told.at, by: told.by, ..(*before).clone() } == told;
    let is_known = chart.told_alone().into_iter().any(|before| same(&before));
    Ok((!is_known).then_some(ChartEntry::ToldAlone(told)))
}

/// Which of these things a joint note touches though it must not: those whose phrase stands in it, in whatever case. What
/// will be raised and was not yet counts too.
pub fn touched<'t>(body: &NoteBody, told: impl IntoIterator<Item = &'t ToldAlone>) -> Vec<&'t ToldAlone> {
    let text: Vec<String> =
        body.parts().into_iter().filter_map(|(_, prose)| prose.map(|prose| plain(prose.as_str()))).collect();
    let is_kept_out = |told: &&ToldAlone| match told.mark {
        AloneUse::MustNotUse | AloneUse::ToBeRaised => true,
        AloneUse::MayUse | AloneUse::Raised => false,
    };
    let stands_in = |told: &&ToldAlone| {
        let phrase = plain(told.phrase.as_str());
        text.iter().any(|part| part.contains(&phrase))
    };
    told.into_iter().filter(is_kept_out).filter(stands_in).collect()
}

/// Lower case, single spaces.
fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id, line, prose};
    use crate::note_body::CoupleNote;

    fn told(letter: char, phrase: &str, mark: AloneUse) -> ToldAlone {
        ToldAlone {
            id: id(letter),
            at: at("2026-06-22 12:00"),
            by: id('d'),
            phrase: line(phrase),
            text: prose("Applied for a job in Portland."),
            mark,
            raised_by: None,
            by_day: None,
        }
    }

    #[test]
    fn a_joint_note_is_held_against_what_must_stay_out() {
        let marked = [
            told('a', "job in Portland", AloneUse::MustNotUse),
            told('b', "the letter", AloneUse::ToBeRaised),
            told('c', "sister", AloneUse::MayUse),
            told('e', "brother", AloneUse::Raised),
        ];
        for (written, expected) in [
            ("Spoke of summer.", ""),
            ("Chris named the Job  in\nportland.", "a"),
            ("The letter, her sister, her brother.", "b"),
            ("The letter and a job in Portland.", "ab"),
        ] {
            let body = NoteBody::Couple(CoupleNote { work: Some(prose(written)), ..CoupleNote::default() });
            let ids: String = touched(&body, &marked).iter().map(|told| told.id.to_string().remove(0)).collect();
            assert_eq!(ids, expected, "{written}");
        }
    }

    #[test]
    fn what_will_be_raised_has_a_person_and_a_day_and_the_last_mark_counts() {
        let open = chart(Path::NoDosing);
        let raised = |by: Option<&str>, on: Option<&str>| ToldAlone {
            raised_by: by.map(line),
            by_day: on.map(date),
            ..told('a', "Portland", AloneUse::ToBeRaised)
        };
        for (given, expected) in [
            (told('a', "job", AloneUse::MustNotUse), Err(ToldRefusal::PhraseTooShort)),
            (told('a', "jobs", AloneUse::MustNotUse), Ok(true)),
            (raised(None, Some("2026-07-01")), Err(ToldRefusal::NobodyRaisesIt)),
            (raised(Some("Chris"), None), Err(ToldRefusal::NobodyRaisesIt)),
            (raised(Some("Chris"), Some("2026-07-01")), Ok(true)),
        ] {
            assert_eq!(mark_told_alone(&open, given).map(|entry| entry.is_some()), expected);
        }
        let first = told('a', "Portland", AloneUse::MustNotUse);
        let later = told('a', "Portland", AloneUse::Raised);
        let chart = [first, later.clone()].into_iter().map(ChartEntry::ToldAlone).fold(open, Chart::with);
        assert_eq!(chart.told_alone(), [&later]);
        assert_eq!(mark_told_alone(&chart, later), Ok(None));
    }
}
