//! Whether a client's own answer lets a message go out: asked when it is written, and again when it is handed over.

use care::messages::Messages;
use care::workbook::Workbook;
use record::change::Change;
use record::list::list;
use record::own::card;
use record::scope::Read;
use schedule::appointment::Appointment;
use schedule::people::{Client, Letter, LetterTo};
use terms::ids::SubjectId;
use terms::reach::Reach;
use terms::trouble::{Never, Trouble};

/// What a client answered. The program's clock asks; nobody else learns of it.
pub(crate) fn answered(change: &mut Change<'_>, subject: SubjectId) -> Result<Messages, Trouble<Never>> {
    let own = change.permit::<_, Read>(card::<Workbook>(subject))?;
    Ok(change.card(&own)?.messages)
}

/// The ways that are left of those in their contact wishes.
pub(crate) fn left_of(reach: &Reach, messages: Messages) -> Reach {
    let email = reach.email.clone().filter(|_| messages.allow_email());
    Reach { email, may_text: reach.may_text && messages.allow_text(), ..reach.clone() }
}

/// Whether someone who comes to this visit, and to whom the letter goes, said no to such letters since.
pub(crate) fn is_refused(
    change: &mut Change<'_>,
    letter: &Letter,
    visit: &Appointment,
) -> Result<bool, Trouble<Never>> {
    let clients = change.permit::<_, Read>(list::<Client>())?;
    for person in &visit.people {
        let Some(client) = change.get::<Client, _, _, Never>(&clients, person.0)? else { continue };
        let messages = answered(change, *person)?;
        let refuses = match &letter.to {
            LetterTo::Email(email) => client.reach.email.as_ref() == Some(email) && !messages.allow_email(),
            LetterTo::ReadOut => false,
            LetterTo::Text(phone) => client.reach.phone.as_ref() == Some(phone) && !messages.allow_text(),
        };
        if refuses {
            return Ok(true);
        }
    }
    Ok(false)
}
