//! Keeps a colleague's psychotherapy notes: chooses a passphrase, asks to open them, and once the waiting time is over
//! reads them.

use care::custody::Standing;
use jiff::Timestamp;
use record::custody::{CustodianKey, Custody};
use record::list::list;
use record::relation::Relation;
use record::rows::Find;
use record::scope::{Export, Read, Write};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{StaffId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::{MAX_WRONG, one_more_wrong, wrong_lately};
use crate::author::fresh;
use crate::house::House;
use crate::open_notebook::{LockRefusal, Notebook, notebook_of};
use crate::own_draft::staff;

/// A colleague's notes, open.
pub struct KeptNotes {
    /// Whose notes.
    pub author: Staff,
    /// Of whom there may be some: everybody whom the author treated.
    pub clients: Vec<Client>,
    /// Until when they are open on this sign-in.
    pub until: Timestamp,
}

/// Why notes are not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskRefusal {
    /// The author's key was never sealed to the passphrase that is chosen now.
    NotSealed,
}

/// Chooses the passphrase of one's own. What was sealed to an earlier one is sealed anew when its author opens their notes.
pub fn choose_passphrase(house: &House, by: &Context, passphrase: &Line) -> Result<(), Trouble<Never>> {
    let me = staff(by)?;
    fresh(by)?;
    let key = house.record().new_custodian_key(me, passphrase)?;
    house.record().change(by, |change| {
        let locks = change.permit::<_, Write>(list::<CustodianKey>())?;
        change.get::<CustodianKey, _, _, Never>(&locks, me.0)?;
        change.put(&locks, &key)
    })
}

/// Asks to open a colleague's notes. The author and the owners are told, and the waiting time begins; asking again begins
/// no second one.
pub fn ask_to_open(house: &House, by: &Context, author: StaffId, why: &Line) -> Result<(), Trouble<AskRefusal>> {
    let me = staff(by)?;
    fresh(by)?;
    house.record().change(by, |change| {
        let custodies = change.permit::<_, Write>(list::<Custody>())?;
        let custody: Custody = change.get(&custodies, author.0)?.ok_or(Denied::NotTheirs)?;
        if custody.custodian != me {
            return Err(Denied::NotTheirs.into());
        }
        let key = change.custodian_key(&custody)?;
        match custody.standing(key.as_ref(), by.now) {
            Standing::Sealed => change.put(&custodies, &custody.asked_for(by.now, why.clone())),
            Standing::Asked(_) | Standing::Open(_) => Ok(()),
            Standing::NoPassphrase | Standing::NotSealed => Err(Trouble::Refused(AskRefusal::NotSealed)),
        }
    })
}

/// Opens a colleague's key on the sign-in of this token, once the waiting time is over.
pub fn unlock_kept(
    house: &House,
    by: &Context,
    author: StaffId,
    (token, passphrase): (&str, &Line),
) -> Result<(), Trouble<LockRefusal>> {
    let me = staff(by)?;
    let record = house.record();
    let key = record.read(by, |work| {
        let custodies = work.permit::<_, Read>(list::<Custody>())?;
        let custody: Custody = work.get(&custodies, author.0)?.ok_or(Denied::NotTheirs)?;
        let with = work.custodian_key(&custody)?.filter(|with| with.staff == me).ok_or(Denied::NotTheirs)?;
        if !matches!(custody.standing(Some(&with), by.now), Standing::Open(_)) {
            return Err(Denied::NotTheirs.into());
        }
        if wrong_lately(&with.wrong, by.now) >= MAX_WRONG {
            return Err(Trouble::Refused(LockRefusal::TooManyTries));
        }
        let key = record.kept_author_key((&custody, &with), passphrase)?;
        key.ok_or(Trouble::Refused(LockRefusal::WrongPassphrase))
    });
    if matches!(key, Err(Trouble::Refused(LockRefusal::WrongPassphrase))) {
        record.change(by, |change| {
            let locks = change.permit::<_, Write>(list::<CustodianKey>())?;
            let mut with: CustodianKey = change.get(&locks, me.0)?.ok_or(Denied::NotTheirs)?;
            one_more_wrong(&mut with.wrong, by.now);
            change.put(&locks, &with)
        })?;
    }
    record.keep_open(token, &key?, by.now)
}

/// Of whom there may be notes.
pub fn see_kept(house: &House, by: &Context, author: StaffId, token: &str) -> Result<KeptNotes, Trouble<LockRefusal>> {
    staff(by)?;
    let open = house.record().kept_open(token, author, by.now)?;
    let (_, until) = open.ok_or(Trouble::Refused(LockRefusal::Closed))?;
    house.record().read(by, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let relations = work.permit::<_, Read>(list::<Relation>())?;
        let everybody = work.permit::<_, Read>(list::<Client>())?;
        let author: Staff = work.get(&people, author.0)?.ok_or(Denied::NotTheirs)?;
        let key = author.id.to_string();
        let ties: Vec<Relation> = work.find(&relations, Find::Key2(&key, Timestamp::MIN, Timestamp::MAX))?;
        let mut subjects: Vec<SubjectId> = ties.iter().map(|tie| tie.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let mut clients = Vec::new();
        for subject in subjects {
            clients.extend(work.get::<Client, _, _, LockRefusal>(&everybody, subject.0)?);
        }
        clients.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
        Ok(KeptNotes { author, clients, until })
    })
}

/// A colleague's notes of one client. Each look stands in the audit.
pub fn read_kept(
    house: &House,
    by: &Context,
    kept: (SubjectId, StaffId),
    token: &str,
) -> Result<Notebook, Trouble<LockRefusal>> {
    notebook_of::<Read>(house, by, kept, token)
}

/// A copy of them, which the audit tells as one.
pub fn copy_kept(
    house: &House,
    by: &Context,
    kept: (SubjectId, StaffId),
    token: &str,
) -> Result<Notebook, Trouble<LockRefusal>> {
    notebook_of::<Export>(house, by, kept, token)
}
