//! Shows the owner which copies were taken out, by whom and why, and how many records there are.

use std::cmp::Reverse;

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::leaving::{Export, Exported};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// The most copies that one page tells.
pub const MOST: usize = 50;

/// The copies, and how many records a new one would be of.
pub struct Exports {
    /// The latest first.
    pub taken: Vec<NamedExport>,
    /// How many records there are, those of couples counted.
    pub records: usize,
}

/// A copy, with names.
pub struct NamedExport {
    /// What was taken, and why.
    pub export: Export,
    /// By whom.
    pub who: String,
    /// The number on the chart, when it is of one record.
    pub chart_number: Option<u32>,
}

/// Looks them up.
pub fn see_exports(house: &House, by: &Context) -> Result<Exports, Trouble<Never>> {
    house.record().read(by, |work| {
        let exports = work.permit::<_, Read>(list::<Export>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let clients: Vec<Client> = work.find(&people, Find::All)?;
        let staff: Vec<Staff> = work.find(&everybody, Find::All)?;
        let mut found: Vec<Export> = work.find(&exports, Find::All)?;
        found.sort_by_key(|export| Reverse(export.at));
        found.truncate(MOST);
        let named = |export: Export| {
            let who = staff.iter().find(|person| person.id == export.by);
            let of = |client: &&Client| Exported::One(client.subject) == export.of;
            let chart_number = clients.iter().find(of).map(|client| client.chart_number);
            let who = who.map_or("Someone who worked here", |person| person.name.as_str()).to_owned();
            NamedExport { export, who, chart_number }
        };
        Ok(Exports { taken: found.into_iter().map(named).collect(), records: clients.len() })
    })
}
