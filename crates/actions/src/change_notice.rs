//! Gives a notice other words, or the words that came with it.

use record::list::list;
use record::scope::Write;
use schedule::notice::{Notice, NoticeKind, Wording};
use schedule::reword_notice::{NoticeRefusal, reword};
use terms::actor::Context;
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Puts the words in place; earlier ones are kept. `None` brings back the words that came with it.
pub fn change_notice(
    house: &House,
    by: &Context,
    kind: NoticeKind,
    words: Option<&Wording>,
) -> Result<(), Trouble<NoticeRefusal>> {
    let me = staff(by)?;
    let practice = house.practice();
    house.record().change(by, |change| {
        let notices = change.permit::<_, Write>(list::<Notice>())?;
        let notice: Option<Notice> = change.get(&notices, kind.row())?;
        let notice = notice.unwrap_or_else(|| Notice::as_it_came(kind));
        let names = [practice.name.as_str(), practice.short_name.as_str()];
        let changed = reword(notice.clone(), words.cloned(), &names, (me, by.now)).map_err(Trouble::Refused)?;
        if changed == notice { Ok(()) } else { change.put(&notices, &changed) }
    })
}
