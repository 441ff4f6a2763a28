//! Writes one of the practice's public pages; earlier versions stay, and any of them can be put back.

use jiff::Timestamp;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use terms::actor::{Actor, Context};
use terms::site_text::SiteText;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::itself;
use crate::house::House;

/// Puts this text in place under its file's name. Whoever calls has looked at it: it is free of mistakes.
pub fn write_text(house: &House, by: &Context, name: &Line, body: &str) -> Result<(), Trouble<Never>> {
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs.into()) };
    let text = SiteText {
        id: house.record().new_id(),
        name: name.clone(),
        body: body.to_owned(),
        at: by.now,
        by: Some(person.staff),
    };
    house.record().change(by, |change| {
        let texts = change.permit::<_, Write>(list::<SiteText>())?;
        change.put(&texts, &text)
    })?;
    house.texts_changed();
    Ok(())
}

/// The newest version of each of these texts, as name and body; those never written are left out.
pub fn texts_written(house: &House, by: &Context, names: &[&str]) -> Result<Vec<(String, String)>, Trouble<Never>> {
    house.record().read(&itself(by), |work| {
        let texts = work.permit::<_, Read>(list::<SiteText>())?;
        let mut newest = Vec::new();
        for name in names {
            let versions: Vec<SiteText> = work.find(&texts, Find::Key1(name, Timestamp::MIN, Timestamp::MAX))?;
            newest.extend(versions.into_iter().next_back().map(|text| ((*name).to_owned(), text.body)));
        }
        Ok(newest)
    })
}
