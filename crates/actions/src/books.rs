//! How far the books are closed, as every change that books something must know.

use money::closing::{BOOKS, Books};
use record::change::Change;
use record::list::list;
use record::scope::Read;
use terms::trouble::Trouble;

/// How far they are closed. Whoever closes a month meanwhile makes the change run again.
pub(crate) fn books<R>(change: &mut Change<'_>) -> Result<Books, Trouble<R>> {
    let permit = change.permit::<_, Read>(list::<Books>())?;
    Ok(change.rely_on(&permit, BOOKS)?.unwrap_or_default())
}
