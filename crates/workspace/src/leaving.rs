//! Packs copies of records: one in memory, all of them from front to back into whatever takes the file.

use std::io::{self, Write};

use actions::export_everybody::{UnderWay, export_next, finish_export};
use actions::house::House;
use actions::take_out::TakenOut;
use shell::form::Posted;
use shell::leaving::pack::Pack;
use shell::leaving::{Copied, Record, Sensitive};
use terms::actor::Context;
use terms::trouble::{Fault, Never, Trouble};

/// A copy that this person makes now.
pub fn copied((house, by): (&House, &Context), who: &str, reason: Option<&str>, sensitive: Sensitive) -> Copied {
    Copied {
        at: by.now,
        by: who.to_owned(),
        reason: reason.map(str::to_owned),
        zone: house.zone(),
        practice: (*house.practice()).clone(),
        sensitive,
    }
}

/// Where it is asked for what otherwise stays here.
pub const SENSITIVE: &str = "sensitive";

/// Whether it was asked for.
pub fn sensitive(posted: &Posted) -> Sensitive {
    if posted.has(SENSITIVE, "yes") { Sensitive::AskedFor } else { Sensitive::LeftOut }
}

/// One record as a zip.
pub fn pack_one(copied: &Copied, taken: &TakenOut) -> Result<Vec<u8>, Fault> {
    let packed = || -> io::Result<Vec<u8>> {
        let mut pack = Pack::begin(Vec::new(), copied, 1)?;
        pack.record(&drawn(copied, taken))?;
        pack.finish()
    };
    packed().map_err(not_packed)
}

/// Every record of a copy that was begun, each opened, packed and let go before the next. Hands back what took it, and
/// writes down that the copy is whole.
pub fn pack_everybody<W: Write>(
    (house, by): (&House, &Context),
    copied: &Copied,
    under_way: &UnderWay,
    out: W,
) -> Result<W, Fault> {
    let mut pack = Pack::begin(out, copied, under_way.subjects().len()).map_err(not_packed)?;
    for at in 0.. {
        match export_next(house, by, under_way, at) {
            Ok(Some(taken)) => pack.record(&drawn(copied, &taken)).map_err(not_packed)?,
            Ok(None) => break,
            Err(trouble) => {
                pack.leave();
                return Err(fault(trouble));
            }
        }
    }
    pack.finish().map_err(not_packed)
}

/// The last byte was handed over.
pub fn whole((house, by): (&House, &Context), under_way: &UnderWay) -> Result<(), Fault> {
    finish_export(house, by, under_way).map_err(fault)
}

/// A record that was taken out, to be drawn.
pub fn drawn<'a>(copied: &'a Copied, taken: &'a TakenOut) -> Record<'a> {
    Record {
        copied,
        client: &taken.client,
        members: &taken.members,
        appointments: &taken.appointments,
        staff: &taken.staff,
        rooms: &taken.rooms,
        chart: taken.chart(),
        workbook: taken.workbook(),
        therapy: taken.therapy(),
        dosing: taken.dosing(),
    }
}

fn not_packed(error: io::Error) -> Fault {
    Fault::new("pack a copy of records", error)
}

fn fault(trouble: Trouble<Never>) -> Fault {
    match trouble {
        Trouble::Fault(fault) => fault,
        Trouble::Denied(_) => Fault::new("take a copy of a record", "it is not theirs any more"),
        Trouble::Refused(never) => match never {},
    }
}
