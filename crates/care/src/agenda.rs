//! What a therapist plans for the sessions of preparation and integration: how many, and what each is about. It is each
//! therapist's own, and nothing counts whether it was kept: no number of sessions is known to be the right one.

use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::text::Prose;

use crate::chart::Chart;
use crate::note::{DraftNote, NoteKind};

/// Preparation as most practices describe it, until a therapist writes their own: two to four sessions are usual, and
/// none is prescribed.
const PREPARATION: &str = "\
Safety and story
Why now, and how it is these days
Therapy and altered states before now, at headline level
Risk, and who is there for them

Regulation
Early signs of too much and too little
Two to four ways to come back, each tried
Words that slow and stop

Intentions and boundaries
An intention, apart from expectations
Boundaries, touch, pacing
What a partner or family may know

Setting and the days after
Place, people, music, the way home
After-care, and whom to call
A time for the first integration session";

/// The same for integration. What the last session is about stays for all that follow.
const INTEGRATION: &str = "\
The first session after
Where they are: body, sleep, mood, risk
Their own telling first, before any meaning
What to leave alone for now
One small next step

The second session after
Images and feelings that stayed
Beside the intention, without measuring
What changed at home and between people

Later sessions
What still matters, and what faded
Insights beside values and evidence
Small changes: kept, changed, resting";

/// A therapist's own plans; where nothing is written, those above hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agendas {
    /// Whose.
    pub author: StaffId,
    /// For preparation: a session is a paragraph, its first line the title.
    pub preparation: Option<Prose>,
    /// For integration, written the same.
    pub integration: Option<Prose>,
}

/// One session of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session<'a> {
    /// Which visit of its kind it would be, from 1.
    pub number: usize,
    /// How many sessions are planned.
    pub of: usize,
    /// What it is about, in a few words.
    pub title: &'a str,
    /// What it holds.
    pub items: &'a str,
}

impl Agendas {
    /// Nothing of their own yet.
    pub fn of(author: StaffId) -> Self {
        Self { author, preparation: None, integration: None }
    }

    /// The whole plan for a kind of visit; other kinds have none.
    pub fn plan(&self, kind: NoteKind) -> Option<&str> {
        match kind {
            NoteKind::Preparation => Some(self.preparation.as_ref().map_or(PREPARATION, Prose::as_str)),
            NoteKind::Integration => Some(self.integration.as_ref().map_or(INTEGRATION, Prose::as_str)),
            NoteKind::FirstConversation
            | NoteKind::Intake
            | NoteKind::Therapy
            | NoteKind::Couple
            | NoteKind::AttendedDosing
            | NoteKind::Closing => None,
        }
    }

    /// What is planned for the visit that a draft tells of: after the last session of the plan, the last one again.
    pub fn session(&self, chart: &Chart, draft: &DraftNote) -> Option<Session<'_>> {
        let sessions: Vec<&str> =
            self.plan(draft.kind)?.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
        let before = chart.notes().iter().filter(|note| note.draft().kind == draft.kind).count();
        let text = sessions.get(before).or(sessions.last())?;
        let (title, items) = text.split_once('\n').unwrap_or((text, ""));
        Some(Session { number: before + 1, of: sessions.len(), title: title.trim(), items: items.trim() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Path;
    use crate::made_up::{chart, draft, filled, id, prose};

    #[test]
    fn a_visit_has_the_session_of_its_number_and_later_ones_the_last() {
        let own = Agendas { preparation: Some(prose("Arriving\nTea\n\nGoing on")), ..Agendas::of(id('d')) };
        let told = |agendas: &Agendas, kind, before: usize| {
            let visits = [('a', kind, "2026-06-01"), ('b', kind, "2026-06-08"), ('c', kind, "2026-06-15")];
            let chart = filled(chart(Path::Undecided), &visits[..before], &[]);
            let draft = draft('n', kind, "2026-06-22");
            agendas.session(&chart, &draft).map(|one| (one.number, one.of, one.title.to_owned(), one.items.to_owned()))
        };
        let session = |number, of, title: &str, items: &str| Some((number, of, title.to_owned(), items.to_owned()));
        assert_eq!(told(&own, NoteKind::Preparation, 0), session(1, 2, "Arriving", "Tea"));
        assert_eq!(told(&own, NoteKind::Preparation, 1), session(2, 2, "Going on", ""));
        assert_eq!(told(&own, NoteKind::Preparation, 3), session(4, 2, "Going on", ""));
        let (number, of, title, _) = told(&own, NoteKind::Integration, 0).unwrap();
        assert_eq!((number, of, title.as_str()), (1, 3, "The first session after"));
        let (_, of, title, items) = told(&Agendas::of(id('d')), NoteKind::Preparation, 1).unwrap();
        assert!((of, title.as_str()) == (4, "Regulation") && items.lines().count() == 3);
        assert_eq!(told(&own, NoteKind::Therapy, 0), None);
    }
}
