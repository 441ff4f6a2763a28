//! The difficulty map: what is hard for longer than a moment, since when, how much, and what helps. Nobody has to fill it in.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use terms::ids::DifficultyId;
use terms::text::Line;
use terms::words;

use crate::dosing_day::Told;
use crate::grounding_tool::Distress;
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

/// How long a difficulty lasts before client and therapist look at it together. The line is ours; in a survey of 608
/// people with lasting difficulties a third had them for over a year (doi 10.1371/journal.pone.0293349).
const REVIEW_AFTER_DAYS: i32 = 14;

words! {
    /// What is hard. The first four are those that people named most in the survey above.
    DifficultyKind {
        Anxiety = "anxiety", "Anxiety or fear";
        Meaning = "meaning", "Large questions that won’t rest";
        Apart = "apart", "Feeling cut off from others";
        Unreal = "unreal", "The world or I feel unreal";
        Sleep = "sleep", "Sleep";
        SelfWorth = "self-worth", "Thinking badly of myself";
        Other = "other", "Something else";
    }
}

/// A difficulty as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDifficulty {
    /// Its id.
    pub id: DifficultyId,
    /// What is hard.
    pub kind: DifficultyKind,
    /// Since when.
    pub since: Told<Date>,
    /// How hard it is, 0 to 10.
    pub strength: Option<Distress>,
    /// What it is like.
    pub words: Option<Line>,
    /// What has helped.
    pub helps: Option<Line>,
}

/// What happens to a difficulty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DifficultyEntry {
    /// It was told; told again under the same id, this is how it is now.
    Told {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// What.
        told: NewDifficulty,
    },
    /// It was looked at together.
    Looked {
        /// Which.
        id: DifficultyId,
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Author,
        /// What was seen, and what is tried.
        seen: Line,
    },
    /// It is over, or easy enough to be left alone.
    Over {
        /// Which.
        id: DifficultyId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
}

/// A difficulty, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difficulty {
    /// As it was last told.
    pub told: NewDifficulty,
    /// When it was told first.
    pub first_at: Timestamp,
    /// When it was looked at together, and what was seen; the oldest first.
    pub looks: Vec<(Timestamp, Line)>,
    /// Since when it is over.
    pub over: Option<Timestamp>,
}

/// Why nothing is written down of a difficulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifficultyRefusal {
    /// It began on a day to come.
    SinceTheFuture,
    /// There is no such difficulty that goes on.
    NoSuchDifficulty,
}

impl Difficulty {
    /// Whether it has lasted for over two weeks, as told or else since it was told, and nobody looked at it within the
    /// last two.
    pub fn wants_a_look(&self, now: Timestamp, today: Date) -> bool {
        let is_long_ago = |at: Timestamp| {
            at.saturating_add(SignedDuration::from_hours(24 * i64::from(REVIEW_AFTER_DAYS)))
                .is_ok_and(|then| then < now)
        };
        let is_lasting = match self.told.since {
            Told::Known(on) => on.saturating_add(REVIEW_AFTER_DAYS.days()) < today,
            Told::Unknown => is_long_ago(self.first_at),
        };
        let looked_lately = self.looks.last().is_some_and(|(at, _)| !is_long_ago(*at));
        self.over.is_none() && is_lasting && !looked_lately
    }
}

impl Workbook {
    /// The difficulties that go on, oldest first.
    pub fn difficulties(&self) -> impl DoubleEndedIterator<Item = &Difficulty> {
        self.difficulties.iter().filter(|difficulty| difficulty.over.is_none())
    }

    /// Those that are over, oldest first.
    pub fn difficulties_over(&self) -> impl DoubleEndedIterator<Item = &Difficulty> {
        self.difficulties.iter().filter(|difficulty| difficulty.over.is_some())
    }

    /// For the fold.
    pub(crate) fn step_difficulty(&mut self, entry: DifficultyEntry) {
        let known = |id| move |known: &&mut Difficulty| known.told.id == id;
        match entry {
            DifficultyEntry::Told { at, told, .. } => match self.difficulties.iter_mut().find(known(told.id)) {
                Some(known) => known.told = told,
                None => {
                    self.difficulties.push(Difficulty { told, first_at: at, looks: Vec::new(), over: None });
                }
            },
            DifficultyEntry::Looked { id, at, seen, .. } => {
                self.difficulties
                    .iter_mut()
                    .find(known(id))
                    .into_iter()
                    .for_each(|known| known.looks.push((at, seen.clone())));
            }
            DifficultyEntry::Over { id, at, .. } => {
                self.difficulties.iter_mut().find(known(id)).into_iter().for_each(|known| known.over = Some(at));
            }
        }
    }
}

/// Writes a difficulty down, or how it is now. `None` when it says so already.
pub fn tell_difficulty(
    workbook: &Workbook,
    told: NewDifficulty,
    (by, at): (Author, Timestamp),
    today: Date,
) -> Result<Option<WorkbookEntry>, DifficultyRefusal> {
    if matches!(told.since, Told::Known(since) if since > today) {
        return Err(DifficultyRefusal::SinceTheFuture);
    }
    let stands = workbook.difficulties.iter().any(|known| known.told == told);
    Ok((!stands).then_some(WorkbookEntry::Difficulty(DifficultyEntry::Told { at, by, told })))
}

/// Writes down that it was looked at together. Sent twice, it stands once.
pub fn look_at_difficulty(
    workbook: &Workbook,
    (id, seen): (DifficultyId, Line),
    (by, at): (Author, Timestamp),
) -> Result<Option<WorkbookEntry>, DifficultyRefusal> {
    let known = going_on(workbook, id)?;
    let stands = known.looks.last().is_some_and(|(_, last)| *last == seen);
    Ok((!stands).then_some(WorkbookEntry::Difficulty(DifficultyEntry::Looked { id, at, by, seen })))
}

/// Lets a difficulty be over.
pub fn end_difficulty(
    workbook: &Workbook,
    id: DifficultyId,
    (by, at): (Author, Timestamp),
) -> Result<WorkbookEntry, DifficultyRefusal> {
    going_on(workbook, id).map(|_| WorkbookEntry::Difficulty(DifficultyEntry::Over { id, at, by }))
}

fn going_on(workbook: &Workbook, id: DifficultyId) -> Result<&Difficulty, DifficultyRefusal> {
    workbook.difficulties().find(|known| known.told.id == id).ok_or(DifficultyRefusal::NoSuchDifficulty)
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, date, id, line};

    const FIRST: &str = "2026-06-01 10:00";

    fn unreal(since: Told<Date>) -> NewDifficulty {
        let kind = DifficultyKind::Unreal;
        NewDifficulty { id: id('a'), kind, since, strength: Distress::parse("6").ok(), words: None, helps: None }
    }

    fn told(since: Told<Date>) -> Workbook {
        let by = (Author::Client, at(FIRST));
        let entry = tell_difficulty(&Workbook::default(), unreal(since), by, date("2026-06-01")).unwrap().unwrap();
        Workbook::default().with(entry)
    }

    fn wants(workbook: &Workbook, today: &str) -> bool {
        let (now, today) = (at(&format!("{today} 10:01")), date(today));
        workbook.difficulties().any(|known| known.wants_a_look(now, today))
    }

    #[test]
    fn what_lasts_over_two_weeks_asks_for_a_look_until_somebody_looked_or_it_is_over() {
        let since = told(Told::Known(date("2026-05-25")));
        let by = (Author::Client, at("2026-06-10 10:00"));
        let looked = look_at_difficulty(&since, (id('a'), line("Sleep first")), by).unwrap().unwrap();
        let over = end_difficulty(&since, id('a'), by).unwrap();
        for (workbook, today, expected) in [
            (since.clone(), "2026-06-08", false),
            (since.clone(), "2026-06-09", true),
            (told(Told::Unknown), "2026-06-14", false),
            (told(Told::Unknown), "2026-06-15", true),
            (since.clone().with(looked.clone()), "2026-06-23", false),
            (since.clone().with(looked), "2026-06-24", true),
            (since.with(over), "2026-07-25", false),
        ] {
            assert_eq!(wants(&workbook, today), expected, "{today}");
        }
    }

    #[test]
    fn it_is_told_anew_under_its_id_and_only_what_goes_on_is_ended() {
        let (by, today) = ((Author::Client, at(FIRST)), date("2026-06-01"));
        let workbook = told(Told::Unknown);
        assert_eq!(tell_difficulty(&workbook, unreal(Told::Unknown), by, today), Ok(None));
        let tomorrow = unreal(Told::Known(date("2026-06-02")));
        assert_eq!(tell_difficulty(&workbook, tomorrow, by, today), Err(DifficultyRefusal::SinceTheFuture));
        let easier = NewDifficulty { strength: Distress::parse("2").ok(), ..unreal(Told::Unknown) };
        let workbook = workbook.clone().with(tell_difficulty(&workbook, easier, by, today).unwrap().unwrap());
        assert_eq!(
            workbook.difficulties().map(|known| known.told.strength).collect::<Vec<_>>(),
            [Distress::parse("2").ok()]
        );
        assert_eq!(end_difficulty(&workbook, id('x'), by), Err(DifficultyRefusal::NoSuchDifficulty));
        let over = workbook.clone().with(end_difficulty(&workbook, id('a'), by).unwrap());
        assert_eq!((over.difficulties().count(), over.difficulties_over().count()), (0, 1));
        assert_eq!(end_difficulty(&over, id('a'), by), Err(DifficultyRefusal::NoSuchDifficulty));
    }
}
