//! A record that a payer asks for, and what the treating therapist says may go.
//!
//! What a payer needs to pay a claim may be told without the client's signature (45 CFR 164.506(c)), but no more than it
//! needs (164.502(b)), and psychotherapy notes never (164.508(a)(2)): they stand in no chart, so none can be chosen here.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ClaimId, NoteId, RecordAskId, StaffId, SubjectId};
use terms::text::{Line, Prose};
use terms::words;

use crate::coverage::Coverage;

/// The most notes that go at once.
pub const MAX_NOTES: usize = 20;

/// What a payer asks for, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAsk {
    /// Its id.
    pub id: RecordAskId,
    /// When it was written down.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Of whose record.
    pub subject: SubjectId,
    /// Who asks.
    pub payer: Line,
    /// For which claim, if for one.
    pub claim: Option<ClaimId>,
    /// What they ask for, in their words.
    pub wants: Prose,
    /// By which day.
    pub due: Date,
    /// How they want the answer: an address, a fax number, a page.
    pub how: Line,
    /// What the therapist said, oldest first; the last holds.
    pub decisions: Vec<Decision>,
    /// When the summary of the plan was made that may go, by the last decision.
    #[serde(default)]
    pub summary_at: Option<Timestamp>,
    /// What was sent.
    pub sent: Option<SentOff>,
}

/// What the therapist said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// When.
    pub at: Timestamp,
    /// On which day of the practice.
    pub on: Date,
    /// Who.
    pub by: StaffId,
    /// What may go.
    pub may: MayGo,
}

/// What may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MayGo {
    /// This, and nothing else.
    Give(Parts),
    /// Nothing, with words for the payer.
    Refuse(Line),
    /// Nothing before the client was asked.
    AskClient,
}

/// Exactly what goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Parts of the record, in summary.
    pub parts: Vec<RecordPart>,
    /// Signed notes of the chart, by their day.
    pub notes: Vec<NamedNote>,
}

/// A signed note by its day; never what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedNote {
    /// Which.
    pub note: NoteId,
    /// The day of its visit.
    pub date: Date,
}

/// That it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentOff {
    /// When it was written down.
    pub at: Timestamp,
    /// Who says so.
    pub by: StaffId,
    /// On which day it was sent.
    pub on: Date,
}

/// What was sent to a payer of one's record, as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSent {
    /// When it was written down.
    pub at: Timestamp,
    /// Who says so.
    pub by: StaffId,
    /// On which day it was sent.
    pub on: Date,
    /// To whom.
    pub to: Line,
    /// What.
    pub parts: Parts,
}

words! {
    /// A part of a record that a payer may get.
    RecordPart {
        Dates = "dates", "Dates of service and their codes";
        Plan = "plan", "A summary of the treatment plan";
    }

    /// How far it has come.
    AskState {
        Waiting = "waiting", "Waits for the therapist";
        AskingClient = "client", "The client is asked first";
        MayGo = "give", "May be sent";
        Refused = "refused", "Not given";
        Sent = "sent", "Sent";
    }
}

/// Why nothing is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecideRefusal {
    /// It was sent already.
    Gone,
    /// Nothing is chosen of what may go.
    NothingChosen,
    /// More than [`MAX_NOTES`], which no claim needs.
    TooManyNotes,
}

/// Why it does not count as sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendOffRefusal {
    /// The therapist has not said that anything may go.
    NotAllowed,
    /// It was sent already.
    Gone,
    /// On a day to come.
    InTheFuture,
    /// Before the therapist decided.
    BeforeDecided,
    /// A summary of the plan may go, and is not made yet.
    NoSummary,
}

/// No summary of the plan may go, or it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoneMayGo;

impl RecordAsk {
    /// How far it has come.
    pub fn state(&self) -> AskState {
        match (&self.sent, self.decisions.last().map(|last| &last.may)) {
            (Some(_), _) => AskState::Sent,
            (None, None) => AskState::Waiting,
            (None, Some(MayGo::Give(_))) => AskState::MayGo,
            (None, Some(MayGo::Refuse(_))) => AskState::Refused,
            (None, Some(MayGo::AskClient)) => AskState::AskingClient,
        }
    }

    /// Whether the therapist is waited for, or may still decide otherwise.
    pub fn waits_for_therapist(&self) -> bool {
        matches!(self.state(), AskState::Waiting | AskState::AskingClient)
    }

    /// What may go, by the last decision.
    pub fn parts(&self) -> Option<&Parts> {
        match &self.decisions.last()?.may {
            MayGo::Give(parts) => Some(parts),
            MayGo::Refuse(_) | MayGo::AskClient => None,
        }
    }

    /// With what the therapist said.
    pub fn decided(mut self, decision: Decision) -> Result<Self, DecideRefusal> {
        if self.sent.is_some() {
            return Err(DecideRefusal::Gone);
        }
        if let MayGo::Give(parts) = &decision.may {
            if parts.parts.is_empty() && parts.notes.is_empty() {
                return Err(DecideRefusal::NothingChosen);
            }
            if parts.notes.len() > MAX_NOTES {
                return Err(DecideRefusal::TooManyNotes);
            }
        }
        self.decisions.push(decision);
        self.summary_at = None;
        Ok(self)
    }

    /// Whether a summary of the plan may go.
    pub fn takes_summary(&self) -> bool {
        self.parts().is_some_and(|parts| parts.parts.contains(&RecordPart::Plan))
    }

    /// With the summary that goes made.
    pub fn summarized(mut self, at: Timestamp) -> Result<Self, NoneMayGo> {
        if self.sent.is_some() || !self.takes_summary() {
            return Err(NoneMayGo);
        }
        self.summary_at = Some(at);
        Ok(self)
    }

    /// Sent on a day, and what the client reads of it.
    pub fn sent_off(mut self, sent: SentOff, today: Date) -> Result<(Self, RecordSent), SendOffRefusal> {
        if self.sent.is_some() {
            return Err(SendOffRefusal::Gone);
        }
        let Some((parts, decided)) = self.parts().cloned().zip(self.decisions.last().map(|last| last.on)) else {
            return Err(SendOffRefusal::NotAllowed);
        };
        if sent.on > today {
            return Err(SendOffRefusal::InTheFuture);
        }
        if sent.on < decided {
            return Err(SendOffRefusal::BeforeDecided);
        }
        if self.takes_summary() && self.summary_at.is_none() {
            return Err(SendOffRefusal::NoSummary);
        }
        let told = RecordSent { at: sent.at, by: sent.by, on: sent.on, to: self.payer.clone(), parts };
        self.sent = Some(sent);
        Ok((self, told))
    }
}

impl Coverage {
    /// What of the record was sent to payers, oldest first.
    pub fn records_sent(&self) -> &[RecordSent] {
        &self.sent
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::made_up::{id, line, now, today};

    fn ask() -> RecordAsk {
        RecordAsk {
            id: id('r'),
            at: now(),
            by: id('b'),
            subject: id('s'),
            payer: line("Example Health Plan"),
            claim: Some(id('m')),
            wants: Prose::parse("Records that support medical necessity").unwrap(),
            due: today() + 14.days(),
            how: line("PO Box 1, Example City, CO 80000"),
            decisions: Vec::new(),
            summary_at: None,
            sent: None,
        }
    }

    fn said(may: MayGo) -> Decision {
        Decision { at: now(), on: today(), by: id('d'), may }
    }

    fn dates() -> MayGo {
        MayGo::Give(Parts { parts: vec![RecordPart::Dates], notes: Vec::new() })
    }

    fn sent(on: Date) -> SentOff {
        SentOff { at: now(), by: id('b'), on }
    }

    #[test]
    fn a_therapist_says_exactly_what_goes_until_it_is_sent() {
        let notes = |count| {
            MayGo::Give(Parts { parts: Vec::new(), notes: vec![NamedNote { note: id('n'), date: today() }; count] })
        };
        for (may, expected) in [
            (dates(), Ok(AskState::MayGo)),
            (notes(MAX_NOTES), Ok(AskState::MayGo)),
            (notes(MAX_NOTES + 1), Err(DecideRefusal::TooManyNotes)),
            (MayGo::Give(Parts::default()), Err(DecideRefusal::NothingChosen)),
            (MayGo::Refuse(line("More than the claim needs")), Ok(AskState::Refused)),
            (MayGo::AskClient, Ok(AskState::AskingClient)),
        ] {
            assert_eq!(ask().decided(said(may)).map(|ask| ask.state()), expected);
        }
        let again = ask().decided(said(MayGo::AskClient)).unwrap().decided(said(dates())).unwrap();
        assert_eq!((again.state(), again.decisions.len()), (AskState::MayGo, 2));
        let (gone, _) = again.sent_off(sent(today()), today()).unwrap();
        assert_eq!(gone.decided(said(dates())), Err(DecideRefusal::Gone));
    }

    #[test]
    fn a_summary_is_made_for_the_decision_that_holds_and_before_it_is_sent() {
        let plan = || MayGo::Give(Parts { parts: vec![RecordPart::Plan], notes: Vec::new() });
        assert_eq!(ask().decided(said(dates())).unwrap().summarized(now()), Err(NoneMayGo));
        let allowed = ask().decided(said(plan())).unwrap();
        assert_eq!(allowed.clone().sent_off(sent(today()), today()).map(drop), Err(SendOffRefusal::NoSummary));
        let made = allowed.summarized(now()).unwrap();
        let again = made.clone().decided(said(plan())).unwrap();
        assert_eq!(again.sent_off(sent(today()), today()).map(drop), Err(SendOffRefusal::NoSummary));
        let (gone, _) = made.sent_off(sent(today()), today()).unwrap();
        assert_eq!(gone.summarized(now()), Err(NoneMayGo));
    }

    #[test]
    fn nothing_counts_as_sent_before_the_therapist_decided() {
        let allowed = || ask().decided(said(dates())).unwrap();
        let refused = ask().decided(said(MayGo::Refuse(line("No")))).unwrap();
        let (gone, told) = allowed().sent_off(sent(today()), today()).unwrap();
        assert_eq!((told.to.as_str(), told.parts.parts), ("Example Health Plan", vec![RecordPart::Dates]));
        for (ask, on, expected) in [
            (ask(), today(), SendOffRefusal::NotAllowed),
            (refused, today(), SendOffRefusal::NotAllowed),
            (gone, today(), SendOffRefusal::Gone),
            (allowed(), today() + 1.day(), SendOffRefusal::InTheFuture),
            (allowed(), today() - 1.day(), SendOffRefusal::BeforeDecided),
        ] {
            assert_eq!(ask.sent_off(sent(on), today()).map(|_| ()), Err(expected));
        }
    }
}
