//! Check-ins: a measure asked of a client, answered one item at a time, and finished or put away.

use jiff::{SignedDuration, Timestamp};
use terms::ids::CheckInId;
use terms::text::Line;
use terms::words;

use crate::measure::{Answer, Answers, Incomplete, Item, Measure, Total, score};
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

/// How far apart the same two-week measure is asked, in hours. Half a day less than two weeks, so that the same hour
/// two weeks on is never too soon.
pub const APART_HOURS: i64 = 14 * 24 - 12;

/// A measure asked of a client, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// Which measure.
    pub measure: Measure,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Who asked; a client may begin some unasked.
    pub asked_by: Author,
    /// Why it was asked sooner than it should be.
    pub reason: Option<Line>,
    pub(crate) given: Vec<Given>,
    pub(crate) finished: Option<(Timestamp, Author)>,
    pub(crate) put_away: Option<Timestamp>,
}

/// An answer as it was given. A later one to the same item stands beside it; nothing is overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// To which item.
    pub item: u8,
    /// What.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Author,
}

words! {
    /// How a check-in stands.
    CheckInState {
        Asked = "asked", "Asked";
        Begun = "begun", "Begun";
        Finished = "finished", "Finished";
        Left = "left", "Put away";
    }
}

/// A check-in to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheckIn {
    /// Its id.
    pub id: CheckInId,
    /// Which measure.
    pub measure: Measure,
    /// Why now, if the last one is not two weeks ago.
    pub reason: Option<Line>,
}

/// An answer to write down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// Of which check-in.
    pub id: CheckInId,
    /// To which item.
    pub item: u8,
    /// By its number.
    pub answer: u8,
}

/// Why a check-in is not asked, answered, finished or put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckInRefusal {
    /// The last one is not two weeks ago, and no reason is given.
    TooSoon {
        /// When the last one was.
        last: Timestamp,
    },
    /// A client begins this one when it is asked of them.
    AskedByTeamOnly,
    /// There is no such check-in.
    NoSuchCheckIn,
    /// It is finished.
    AlreadyFinished,
    /// The measure has no such item.
    NoSuchItem,
    /// The item has no such answer.
    NoSuchAnswer,
}

impl CheckIn {
    /// For the fold: one that was just asked.
    pub(crate) fn asked((id, measure): (CheckInId, Measure), reason: Option<Line>, by: Author, at: Timestamp) -> Self {
        let (given, finished, put_away) = (Vec::new(), None, None);
        Self { id, measure, asked_at: at, asked_by: by, reason, given, finished, put_away }
    }

    /// For the fold: one more answer takes up what was put away.
    pub(crate) fn take(&mut self, given: Given) {
        self.put_away = None;
        self.given.push(given);
    }

    /// How it stands.
    pub fn state(&self) -> CheckInState {
        match (self.finished, self.put_away, self.given.is_empty()) {
            (Some(_), _, _) => CheckInState::Finished,
            (None, Some(_), _) => CheckInState::Left,
            (None, None, true) => CheckInState::Asked,
            (None, None, false) => CheckInState::Begun,
        }
    }

    /// Whether it waits for the client.
    pub fn is_waiting(&self) -> bool {
        match self.state() {
            CheckInState::Asked | CheckInState::Begun => true,
            CheckInState::Finished | CheckInState::Left => false,
        }
    }

    /// Every answer that was ever given, oldest first.
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    /// The last answer to each item.
    pub fn answers(&self) -> Answers {
        self.given.iter().map(|given| (given.item, given.answer)).collect()
    }

    /// The first item that has no answer.
    pub fn next_item(&self) -> Option<&'static Item> {
        self.next_item_after(0)
    }

    /// The first item past this one that has no answer, for someone who skips.
    pub fn next_item_after(&self, number: u8) -> Option<&'static Item> {
        let answers = self.answers();
        self.measure.items().iter().find(|item| item.number > number && !answers.contains_key(&item.number))
    }

    /// What the answers add up to.
    pub fn score(&self) -> Result<Total, Incomplete> {
        score(self.measure, &self.answers())
    }

    /// When it was finished.
    pub fn finished_at(&self) -> Option<Timestamp> {
        self.finished.map(|(at, _)| at)
    }

    /// Who administered it, which the record must say (4 CCR 737-1, 1.16): whoever of the team wrote an answer down, or
    /// else whoever asked.
    pub fn administered_by(&self) -> Author {
        let is_team = |by: &Author| matches!(by, Author::Team(_));
        self.given.iter().map(|given| given.by).find(is_team).unwrap_or(self.asked_by)
    }

    /// When it was last of use as a measurement; `None` when it was put away with no answer.
    fn last_used(&self) -> Option<Timestamp> {
        match self.state() {
            CheckInState::Finished => self.finished_at(),
            CheckInState::Asked | CheckInState::Begun => Some(self.asked_at),
            CheckInState::Left => self.given.last().map(|given| given.at),
        }
    }
}

impl Workbook {
    /// The check-ins, oldest first.
    pub fn check_ins(&self) -> &[CheckIn] {
        &self.check_ins
    }

    /// One check-in.
    pub fn check_in(&self, id: CheckInId) -> Option<&CheckIn> {
        self.check_ins.iter().find(|check_in| check_in.id == id)
    }

    /// The totals of a measure with the time when each was finished, oldest first.
    pub fn totals(&self, measure: Measure) -> Vec<(Timestamp, Total)> {
        let of = self.check_ins.iter().filter(|check_in| check_in.measure == measure);
        let mut totals: Vec<_> =
            of.filter_map(|check_in| Some((check_in.finished_at()?, check_in.score().ok()?))).collect();
        totals.sort_by_key(|(at, _)| *at);
        totals
    }

    fn open_check_in(&self, id: CheckInId) -> Result<&CheckIn, CheckInRefusal> {
        let check_in = self.check_in(id).ok_or(CheckInRefusal::NoSuchCheckIn)?;
        match check_in.state() {
            CheckInState::Finished => Err(CheckInRefusal::AlreadyFinished),
            CheckInState::Asked | CheckInState::Begun | CheckInState::Left => Ok(check_in),
        }
    }
}

/// Asks a check-in. PHQ-9 and GAD-7 look back over two weeks, so they stand two weeks apart unless a reason is given. A
/// client may begin one on distress unasked.
pub fn ask_check_in(
    workbook: &Workbook,
    new: NewCheckIn,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, CheckInRefusal> {
    let NewCheckIn { id, measure, reason } = new;
    let looks_back = match measure {
        Measure::Phq9 | Measure::Gad7 => true,
        Measure::Distress => false,
    };
    if looks_back && by == Author::Client {
        return Err(CheckInRefusal::AskedByTeamOnly);
    }
    let same = workbook.check_ins().iter().filter(|check_in| check_in.measure == measure);
    match same.filter_map(CheckIn::last_used).max() {
        Some(last) if looks_back && reason.is_none() && is_too_soon(last, at) => Err(CheckInRefusal::TooSoon { last }),
        Some(_) | None => Ok(WorkbookEntry::CheckInAsked { id, measure, at, by, reason }),
    }
}

/// Writes one answer down. Answering one that was put away takes it up again.
pub fn answer_item(
    workbook: &Workbook,
    new: NewAnswer,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, CheckInRefusal> {
    let NewAnswer { id, item, answer } = new;
    let asked = workbook.open_check_in(id)?.measure.item(item).ok_or(CheckInRefusal::NoSuchItem)?;
    let answer = asked.answer(answer).map_err(|_| CheckInRefusal::NoSuchAnswer)?.number();
    Ok(WorkbookEntry::CheckInAnswered { id, item, answer, at, by })
}

/// Finishes a check-in. Items may be left out; then there is no total.
pub fn finish_check_in(
    workbook: &Workbook,
    id: CheckInId,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, CheckInRefusal> {
    workbook.open_check_in(id).map(|_| WorkbookEntry::CheckInFinished { id, at, by })
}

/// Puts a check-in away. What was answered stays, and so does what it asks of a therapist.
pub fn put_check_in_away(
    workbook: &Workbook,
    id: CheckInId,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, CheckInRefusal> {
    workbook.open_check_in(id).map(|_| WorkbookEntry::CheckInLeft { id, at, by })
}

fn is_too_soon(last: Timestamp, at: Timestamp) -> bool {
    at.duration_since(last) < SignedDuration::from_hours(APART_HOURS)
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id, line};

    fn team() -> Author {
        Author::Team(id('d'))
    }

    fn new(letter: char, measure: Measure, reason: Option<&str>) -> NewCheckIn {
        NewCheckIn { id: id(letter), measure, reason: reason.map(line) }
    }

    fn asked(measure: Measure) -> Workbook {
        let entry = ask_check_in(&Workbook::default(), new('a', measure, None), team(), at("2026-06-01 10:00"));
        Workbook::default().with(entry.unwrap())
    }

    fn answer(workbook: Workbook, item: u8, answer: u8) -> Workbook {
        let new = NewAnswer { id: id('a'), item, answer };
        let entry = answer_item(&workbook, new, Author::Client, at("2026-06-01 10:05")).unwrap();
        workbook.with(entry)
    }

    fn finished(workbook: Workbook) -> Workbook {
        let entry = finish_check_in(&workbook, id('a'), Author::Client, at("2026-06-01 10:10")).unwrap();
        workbook.with(entry)
    }

    fn put_away(workbook: Workbook) -> Workbook {
        let entry = put_check_in_away(&workbook, id('a'), Author::Client, at("2026-06-01 10:10")).unwrap();
        workbook.with(entry)
    }

    #[test]
    fn a_two_week_measure_is_asked_two_weeks_apart_or_with_a_reason() {
        let at_ten = CheckInRefusal::TooSoon { last: at("2026-06-01 10:00") };
        let done = CheckInRefusal::TooSoon { last: at("2026-06-01 10:10") };
        let (phq, gad, distress) = (Measure::Phq9, Measure::Gad7, Measure::Distress);
        for (workbook, measure, reason, on, expected) in [
            (Workbook::default(), phq, None, "2026-06-01 10:00", None),
            (asked(phq), phq, None, "2026-06-14 21:59", Some(at_ten)),
            (asked(phq), phq, None, "2026-06-14 22:00", None),
            (asked(phq), phq, Some("A hard week"), "2026-06-02 10:00", None),
            (asked(phq), gad, None, "2026-06-02 10:00", None),
            (finished(asked(gad)), gad, None, "2026-06-14 22:09", Some(done)),
            (finished(asked(gad)), gad, None, "2026-06-14 22:10", None),
            (put_away(asked(phq)), phq, None, "2026-06-02 10:00", None),
            (finished(asked(distress)), distress, None, "2026-06-01 10:11", None),
        ] {
            let entry = ask_check_in(&workbook, new('b', measure, reason), team(), at(on));
            assert_eq!(entry.err(), expected, "{measure:?} {reason:?} {on}");
        }
    }

    #[test]
    fn a_client_begins_only_distress_unasked() {
        let refused = Some(CheckInRefusal::AskedByTeamOnly);
        for (measure, expected) in [(Measure::Phq9, refused), (Measure::Gad7, refused), (Measure::Distress, None)] {
            let new = new('a', measure, Some("I would like to"));
            let entry = ask_check_in(&Workbook::default(), new, Author::Client, at("2026-06-01 10:00"));
            assert_eq!(entry.err(), expected, "{measure:?}");
        }
    }

    #[test]
    fn an_answer_belongs_to_an_open_check_in_an_item_and_its_choices() {
        let open = asked(Measure::Phq9);
        for (workbook, letter, item, answer, expected) in [
            (open.clone(), 'a', 9, 3, None),
            (open.clone(), 'a', 10, 0, None),
            (open.clone(), 'a', 11, 0, Some(CheckInRefusal::NoSuchItem)),
            (open.clone(), 'a', 0, 0, Some(CheckInRefusal::NoSuchItem)),
            (open.clone(), 'a', 9, 4, Some(CheckInRefusal::NoSuchAnswer)),
            (open.clone(), 'b', 9, 3, Some(CheckInRefusal::NoSuchCheckIn)),
            (put_away(open.clone()), 'a', 9, 3, None),
            (finished(open), 'a', 9, 3, Some(CheckInRefusal::AlreadyFinished)),
        ] {
            let new = NewAnswer { id: id(letter), item, answer };
            let entry = answer_item(&workbook, new, Author::Client, at("2026-06-02 10:00"));
            assert_eq!(entry.err(), expected, "{letter} {item} {answer}");
        }
    }

    #[test]
    fn what_is_finished_is_neither_finished_again_nor_put_away() {
        let now = at("2026-06-02 10:00");
        for (workbook, letter, expected) in [
            (asked(Measure::Gad7), 'a', None),
            (put_away(asked(Measure::Gad7)), 'a', None),
            (finished(asked(Measure::Gad7)), 'a', Some(CheckInRefusal::AlreadyFinished)),
            (asked(Measure::Gad7), 'b', Some(CheckInRefusal::NoSuchCheckIn)),
        ] {
            assert_eq!(finish_check_in(&workbook, id(letter), team(), now).err(), expected);
            assert_eq!(put_check_in_away(&workbook, id(letter), team(), now).err(), expected);
        }
    }

    #[test]
    fn a_check_in_is_resumed_where_it_was_left() {
        let begun = answer(answer(asked(Measure::Gad7), 1, 2), 3, 1);
        let next = |workbook: &Workbook| workbook.check_ins()[0].next_item().map(|item| item.number);
        let state = |workbook: &Workbook| workbook.check_ins()[0].state();
        assert_eq!((state(&asked(Measure::Gad7)), next(&asked(Measure::Gad7))), (CheckInState::Asked, Some(1)));
        assert_eq!((state(&begun), next(&begun)), (CheckInState::Begun, Some(2)));
        assert_eq!(begun.check_ins()[0].next_item_after(2).map(|item| item.number), Some(4));
        assert_eq!(state(&put_away(begun.clone())), CheckInState::Left);
        assert_eq!(state(&answer(put_away(begun), 2, 0)), CheckInState::Begun);
    }

    #[test]
    fn behaviour_17_a_check_in_finished_with_a_gap_has_no_total() {
        let gap = (1..=6).fold(asked(Measure::Gad7), |workbook, item| answer(workbook, item, 1));
        let whole = answer(gap.clone(), 7, 1);
        assert_eq!(finished(gap).totals(Measure::Gad7), []);
        let total = Total { measure: Measure::Gad7, number: 7 };
        assert_eq!(finished(whole.clone()).totals(Measure::Gad7), [(at("2026-06-01 10:10"), total)]);
        assert_eq!(whole.totals(Measure::Gad7), [], "not finished");
    }

    #[test]
    fn an_answer_that_is_changed_keeps_both_values() {
        let changed = answer(answer(asked(Measure::Phq9), 9, 1), 9, 0);
        let check_in = &changed.check_ins()[0];
        let given: Vec<_> = check_in.given().iter().map(|given| given.answer.number()).collect();
        assert_eq!((given, check_in.answers()[&9].number()), (vec![1, 0], 0));
        assert_eq!(check_in.administered_by(), team());
    }
}
