//! Flags what a prescriber may want to know, and keeps what they answered in their words.

use care::chart::Chart;
use care::prescriber::{Flagged, HealthFlag, PacketRefusal, PrescriberAnswer, flag, keep_answer};
use care::workbook::Workbook;
use jiff::civil::Date;
use record::scope::{Read, Write, folder};
use terms::actor::Context;
use terms::ids::{PacketId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Flags these, in place of what was flagged before; the same again writes nothing.
pub fn flag_for_prescriber(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (flags, words): (&[HealthFlag], Option<&Prose>),
) -> Result<(), Trouble<Never>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let flagged = Flagged { flags: flags.to_vec(), words: words.cloned(), at: by.now, by: me };
        let entry = flag(&*change.open(&permit)?, flagged);
        entry.map_or(Ok(()), |entry| Ok(change.add(&permit, entry)?))
    })
}

/// An answer as it was heard or read.
#[derive(Clone, Debug)]
pub struct Heard {
    /// To what.
    pub packet: PacketId,
    /// Word for word.
    pub quote: Prose,
    /// Who said it.
    pub said_by: Line,
    /// On which day.
    pub heard_on: Date,
}

/// Keeps the answer. The same again is kept once.
pub fn keep_prescriber_answer(
    house: &House,
    by: &Context,
    subject: SubjectId,
    heard: &Heard,
) -> Result<(), Trouble<PacketRefusal>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let workbook = change.permit::<_, Read>(folder::<Workbook>(subject))?;
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let Heard { packet, quote, said_by, heard_on } = heard.clone();
        let answer = PrescriberAnswer { packet, quote, said_by, heard_on, at: by.now, by: me };
        let days = (|at| house.today(at), house.today(by.now));
        let entry = keep_answer(&*change.open(&workbook)?, answer, days).map_err(Trouble::Refused)?;
        let is_kept = change.open(&permit)?.answers_to(packet).any(|known| known.quote == heard.quote);
        if is_kept { Ok(()) } else { Ok(change.add(&permit, entry)?) }
    })
}
