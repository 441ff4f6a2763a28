//! Records that payers ask for: billing writes the question down, the therapist decides, billing says what was sent.

use care::chart::Chart;
use jiff::Timestamp;
use jiff::civil::Date;
use money::coverage::{Coverage, CoverageEntry};
use money::ledger::TherapyLedger;
use money::record_ask::{
    DecideRefusal, Decision, MayGo, NamedNote, Parts, RecordAsk, RecordPart, SendOffRefusal, SentOff,
};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{ClaimId, NoteId, RecordAskId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// A question of a payer as it was typed in.
#[derive(Clone, Debug)]
pub struct NewAsk {
    /// Of whose record.
    pub subject: SubjectId,
    /// Who asks.
    pub payer: Line,
    /// For which claim, if for one.
    pub claim: Option<ClaimId>,
    /// What they ask for.
    pub wants: Prose,
    /// By which day.
    pub due: Date,
    /// How they want the answer.
    pub how: Line,
}

/// What the therapist chose.
#[derive(Clone, Debug)]
pub enum Choice {
    /// These parts, and these signed notes.
    Give(Vec<RecordPart>, Vec<NoteId>),
    /// Nothing, with words for the payer.
    Refuse(Line),
    /// The client is asked first.
    AskClient,
}

/// All questions with whose record each is about, and everybody who treats.
pub struct AskedRecords {
    /// What is open first, by the day it is due.
    pub asks: Vec<(Client, RecordAsk)>,
    /// Everybody who works here, for the names.
    pub staff: Vec<Staff>,
}

/// Everything that payers ask for, for billing. No chart is opened.
pub fn see_record_asks(house: &House, by: &Context) -> Result<AskedRecords, Trouble<Never>> {
    house.record().read(by, |work| {
        let asks = work.permit::<_, Read>(list::<RecordAsk>())?;
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let mut all: Vec<RecordAsk> = work.find(&asks, Find::All)?;
        all.sort_by_key(|ask| (ask.sent.is_some(), ask.due));
        let mut named = Vec::new();
        for ask in all {
            if let Some(client) = work.get::<Client, _, _, Never>(&clients, ask.subject.0)? {
                named.push((client, ask));
            }
        }
        Ok(AskedRecords { asks: named, staff: work.find(&people, Find::All)? })
    })
}

/// What payers ask of one chart, for its team: what waits first.
pub fn see_asks_of_chart(house: &House, by: &Context, subject: SubjectId) -> Result<Vec<RecordAsk>, Trouble<Never>> {
    house.record().read(by, |work| {
        work.permit::<_, Read>(folder::<Chart>(subject))?;
        let asks = work.permit::<_, Read>(list::<RecordAsk>())?;
        let mut all: Vec<RecordAsk> =
            work.find(&asks, Find::Key1(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX))?;
        all.sort_by_key(|ask| (!ask.waits_for_therapist(), ask.due));
        Ok(all)
    })
}

/// Writes a question down. Sending the same form again writes it once.
pub fn add_record_ask(house: &House, by: &Context, new: &NewAsk, once: &str) -> Result<RecordAskId, Trouble<Never>> {
    let author = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let asks = change.permit::<_, Write>(list::<RecordAsk>())?;
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let _: Client = change.get(&clients, new.subject.0)?.ok_or(Denied::NotTheirs)?;
        if let Some(claim) = new.claim {
            let ledger = change.permit::<_, Read>(folder::<TherapyLedger>(new.subject))?;
            change.open(&ledger)?.claims().claim(claim).ok_or(Denied::NotTheirs)?;
        }
        let NewAsk { subject, payer, claim, wants, due, how } = new.clone();
        let id = RecordAskId(house.record().new_id());
        let (decisions, summary_at, sent) = (Vec::new(), None, None);
        let (at, by) = (by.now, author);
        let ask = RecordAsk { id, at, by, subject, payer, claim, wants, due, how, decisions, summary_at, sent };
        change.put(&asks, &ask)?;
        Ok(id)
    })
}

/// The therapist decides. A note is one of this chart, and signed; psychotherapy notes stand in none.
pub fn decide_record_ask(
    house: &House,
    by: &Context,
    (subject, id): (SubjectId, RecordAskId),
    choice: &Choice,
) -> Result<(), Trouble<DecideRefusal>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let chart = change.permit::<_, Read>(folder::<Chart>(subject))?;
        let asks = change.permit::<_, Write>(list::<RecordAsk>())?;
        let ask: Option<RecordAsk> = change.get(&asks, id.0)?;
        let ask = ask.filter(|ask| ask.subject == subject).ok_or(Denied::NotTheirs)?;
        let may = match choice {
            Choice::Refuse(words) => MayGo::Refuse(words.clone()),
            Choice::AskClient => MayGo::AskClient,
            Choice::Give(parts, notes) => {
                let chart = change.open(&chart)?;
                let named = |note: &NoteId| {
                    chart.note(*note).map(|signed| NamedNote { note: *note, date: signed.draft().date })
                };
                let notes = notes.iter().map(named).collect::<Option<Vec<_>>>().ok_or(Denied::NotTheirs)?;
                MayGo::Give(Parts { parts: parts.clone(), notes })
            }
        };
        let decision = Decision { at: by.now, on: house.today(by.now), by: author, may };
        change.put(&asks, &ask.decided(decision).map_err(Trouble::Refused)?)
    })
}

/// Billing says that what may go was sent; from then on the client reads it in their own pages.
pub fn mark_record_sent(
    house: &House,
    by: &Context,
    (id, on): (RecordAskId, Date),
) -> Result<(), Trouble<SendOffRefusal>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let asks = change.permit::<_, Write>(list::<RecordAsk>())?;
        let ask: RecordAsk = change.get(&asks, id.0)?.ok_or(Denied::NotTheirs)?;
        let coverage = change.permit::<_, Write>(folder::<Coverage>(ask.subject))?;
        let sent = SentOff { at: by.now, by: author, on };
        let (ask, told) = ask.sent_off(sent, house.today(by.now)).map_err(Trouble::Refused)?;
        change.add(&coverage, CoverageEntry::RecordSent(Box::new(told)))?;
        change.put(&asks, &ask)
    })
}
