//! Letters on their way out: claimed in one commit, handed over, settled in another.

use std::sync::Arc;
use std::time::Duration;

use actions::claim_letter::{Outbox, claim_letter};
use actions::house::House;
use actions::letter_not_sent::letter_not_sent;
use actions::letter_sent::letter_sent;
use actions::sign_in::fault;
use jiff::Timestamp;
use post::smtp::{NotSent, Outgoing, Smtp};
use schedule::outbox::NotHanded;
use schedule::people::{Letter, LetterTo};
use shell::act::act;
use terms::trouble::{Fault, Never, Trouble};

use crate::server::clock::Clock;

/// How often it is looked whether a letter has its turn.
const EVERY: Duration = Duration::from_secs(5);

/// Hands letters over as long as the server runs.
pub async fn deliver(house: House, smtp: Arc<Smtp>, clock: Clock) {
    house.mail_goes_out();
    let mut outbox = Outbox::default();
    loop {
        match deliver_next(&house, &smtp, (outbox, clock)).await {
            (known, Ok(true)) => outbox = known,
            (known, Ok(false)) => {
                outbox = known;
                tokio::time::sleep(EVERY).await;
            }
            (known, Err(fault)) => {
                tracing::error!(%fault, "a letter was not settled; it is taken up again when its claim ends");
                outbox = known;
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}

/// Hands the next letter over whose turn it is; `false` when there was none.
pub async fn deliver_next(
    house: &House,
    smtp: &Smtp,
    (outbox, clock): (Outbox, Clock),
) -> (Outbox, Result<bool, Fault>) {
    let (outbox, claimed) = claimed(house, outbox, clock.now()).await;
    let letter = match claimed {
        Ok(Some(letter)) => letter,
        Ok(None) => return (outbox, Ok(false)),
        Err(trouble) => return (outbox, Err(fault(trouble))),
    };
    let how = match outgoing(&letter) {
        Some(outgoing) => smtp.send(&outgoing).await,
        None => Err(NotSent::ForGood("nothing carries it".to_owned())),
    };
    (outbox, settled(house, &letter, how, clock.now()).await.map(|()| true).map_err(fault))
}

async fn claimed(
    house: &House,
    mut outbox: Outbox,
    now: Timestamp,
) -> (Outbox, Result<Option<Letter>, Trouble<Never>>) {
    let house = house.clone();
    act(move || {
        let claimed = claim_letter(&house, &mut outbox, now);
        (outbox, claimed)
    })
    .await
}

async fn settled(
    house: &House,
    letter: &Letter,
    how: Result<(), NotSent>,
    now: Timestamp,
) -> Result<(), Trouble<Never>> {
    let (house, id) = (house.clone(), letter.id);
    act(move || match how {
        Ok(()) => letter_sent(&house, id, now),
        Err(NotSent::ForNow(why)) => letter_not_sent(&house, id, (NotHanded::ForNow, &why), now),
        Err(NotSent::ForGood(why)) => letter_not_sent(&house, id, (NotHanded::ForGood, &why), now),
        Err(NotSent::NoAnswer(why)) => letter_not_sent(&house, id, (NotHanded::NoAnswer, &why), now),
    })
    .await
}

/// The letter as a mail server takes it.
pub fn outgoing(letter: &Letter) -> Option<Outgoing> {
    match &letter.to {
        LetterTo::Email(email) => Some(Outgoing {
            to: email.as_str().to_owned(),
            subject_line: letter.subject_line.as_str().to_owned(),
            words: letter.body.as_str().to_owned(),
            message_id: if letter.message_id.is_empty() {
                format!("{}@letters.invalid", letter.id)
            } else {
                letter.message_id.clone()
            },
        }),
        LetterTo::Text(_) | LetterTo::ReadOut => None,
    }
}
