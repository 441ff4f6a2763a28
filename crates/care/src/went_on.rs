//! What is asked before a visit begins. Nothing is held up by it: whoever begins it anyway says why, and that is kept.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{NoteId, StaffId, SubjectId};
use terms::text::Line;
use terms::words;

use crate::chart::Chart;
use crate::note::NoteKind;
use crate::question::Question;
use crate::readiness::{ReadinessItem, Ready};
use crate::workbook::Workbook;

words! {
    /// Something that is asked before a visit begins.
    AskedFirst {
        PrescriberAnswer = "prescriber-answer", "The prescriber’s answer is on file";
        Ride = "ride", "A ride home is named";
        AfterCare = "after-care", "Someone near, and whom to call, is agreed for the hours after";
        CouplesAgreement = "couples-agreement", "Each of them signed the agreement for couples, with the same choice";
        VideoConsent = "video-consent", "The page on meeting by video is signed, and not withdrawn";
    }
}

/// That a visit was begun although something was open, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WentOn {
    /// The note that was begun.
    pub note: NoteId,
    /// What was open.
    pub open: Vec<AskedFirst>,
    /// Why it was right to begin.
    pub reason: Line,
    /// When.
    pub at: Timestamp,
    /// Who went on.
    pub by: StaffId,
}

/// A visit that is about to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning<'a> {
    /// Of which kind.
    pub kind: NoteKind,
    /// Of a couple: the partners.
    pub partners: &'a [SubjectId],
    /// Whether it is by video, and someone who comes has no signature in force under the page on it.
    pub is_video_unsigned: bool,
}

/// What is open before a visit. An attended dosing day asks three things, a couple's visit one, any visit by video one, and
/// any other visit nothing.
pub fn open_before(visit: Beginning<'_>, (chart, workbook): (&Chart, &Workbook), now: Timestamp) -> Vec<AskedFirst> {
    let asked: &[AskedFirst] = match visit.kind {
        NoteKind::AttendedDosing => &[AskedFirst::PrescriberAnswer, AskedFirst::Ride, AskedFirst::AfterCare],
        NoteKind::Couple => &[AskedFirst::CouplesAgreement],
        NoteKind::FirstConversation
        | NoteKind::Intake
        | NoteKind::Therapy
        | NoteKind::Preparation
        | NoteKind::Integration
        | NoteKind::Closing => &[],
    };
    let told = |question| workbook.answer(question).is_some();
    let talked_through = chart.readiness_now(ReadinessItem::RideAndCare, now) == Some(Ready::Yes);
    let is_there = |asked: &AskedFirst| match asked {
        AskedFirst::PrescriberAnswer => !chart.prescriber_answers().is_empty(),
        AskedFirst::Ride => talked_through || told(Question::WayHome),
        AskedFirst::AfterCare => talked_through || told(Question::WhoIsWithMe) && told(Question::WhomICall),
        AskedFirst::CouplesAgreement => workbook.secrets_choice(visit.partners).is_some(),
        AskedFirst::VideoConsent => !visit.is_video_unsigned,
    };
    asked.iter().copied().chain([AskedFirst::VideoConsent]).filter(|asked| !is_there(asked)).collect()
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::chart_entry::ChartEntry;
    use crate::made_up::{at, chart, date, id, line, prose};
    use crate::prescriber::PrescriberAnswer;
    use crate::readiness::TalkedAbout;
    use crate::workbook::Author;
    use crate::workbook_entry::WorkbookEntry;

    fn answered(questions: &[Question]) -> Workbook {
        let (at, by) = (at("2026-06-20 10:00"), Author::Client);
        let answer = |question: &Question| WorkbookEntry::Answered {
            question: *question,
            at,
            by,
            text: Some(prose("My sister.")),
        };
        questions.iter().map(answer).fold(Workbook::default(), Workbook::with)
    }

    fn heard(chart: Chart) -> Chart {
        chart.with(ChartEntry::PrescriberAnswered(PrescriberAnswer {
            packet: id('p'),
            quote: prose("Seen on Tuesday."),
            said_by: line("Dr. Rivera"),
            heard_on: date("2026-06-20"),
            at: at("2026-06-20 10:00"),
            by: id('d'),
        }))
    }

    fn talked(chart: Chart, ready: Ready) -> Chart {
        let (item, at, by) = (ReadinessItem::RideAndCare, at("2026-06-20 10:00"), id('d'));
        chart.with(ChartEntry::ReadinessTalkedAbout(TalkedAbout { item, ready, note: None, at, by }))
    }

    fn beginning(kind: NoteKind, partners: &[SubjectId]) -> Beginning<'_> {
        Beginning { kind, partners, is_video_unsigned: false }
    }

    #[test]
    fn a_visit_by_video_asks_for_the_page_on_it_whatever_its_kind() {
        let (chart, workbook) = (chart(Path::NoDosing), Workbook::default());
        for kind in NoteKind::ALL {
            let visit = Beginning { is_video_unsigned: true, ..beginning(kind, &[]) };
            let open = open_before(visit, (&chart, &workbook), at("2026-06-22 10:00"));
            assert_eq!(open.last(), Some(&AskedFirst::VideoConsent), "{kind:?}");
        }
    }

    #[test]
    fn only_an_attended_dosing_day_and_a_couples_visit_ask_anything() {
        use AskedFirst::{AfterCare, CouplesAgreement, PrescriberAnswer, Ride};
        let empty = || chart(Path::WithAttendedDosing);
        let now = "2026-06-22 10:00";
        for (chart, workbook, now, expected) in [
            (empty(), Workbook::default(), now, vec![PrescriberAnswer, Ride, AfterCare]),
            (heard(empty()), Workbook::default(), now, vec![Ride, AfterCare]),
            (heard(empty()), answered(&[Question::WayHome]), now, vec![AfterCare]),
            (heard(empty()), answered(&[Question::WhoIsWithMe]), now, vec![Ride, AfterCare]),
            (heard(empty()), answered(&[Question::WhoIsWithMe, Question::WhomICall]), now, vec![Ride]),
            (heard(talked(empty(), Ready::Yes)), Workbook::default(), now, vec![]),
            (heard(talked(empty(), Ready::Partly)), Workbook::default(), now, vec![Ride, AfterCare]),
            (heard(talked(empty(), Ready::Yes)), Workbook::default(), "2026-10-20 10:00", vec![Ride, AfterCare]),
        ] {
            let open = open_before(beginning(NoteKind::AttendedDosing, &[]), (&chart, &workbook), at(now));
            assert_eq!(open, expected);
        }
        let (nothing, partners) = ((empty(), Workbook::default()), [id('a'), id('b')]);
        for kind in NoteKind::ALL {
            let open = open_before(beginning(kind, &partners), (&nothing.0, &nothing.1), at(now));
            match kind {
                NoteKind::AttendedDosing => assert_eq!(open.len(), 3),
                NoteKind::Couple => assert_eq!(open, [CouplesAgreement]),
                NoteKind::FirstConversation
                | NoteKind::Intake
                | NoteKind::Therapy
                | NoteKind::Preparation
                | NoteKind::Integration
                | NoteKind::Closing => assert_eq!(open, []),
            }
        }
    }
}
