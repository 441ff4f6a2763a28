//! A form that is sent twice changes the record once, and gets the same answer both times.

use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::Context;
use terms::trouble::{Denied, Fault, Trouble};

use crate::batch::{Clash, Op};
use crate::change::Change;
use crate::db::{during, loose};
use crate::keys::Purpose;
use crate::record::Record;

/// The longest one-time number that a form may carry, in characters.
pub const MAX_ONCE: usize = 64;

impl Record {
    /// Like [`Record::change_or`], for a form with a one-time number: sending it again shows the first result.
    pub fn change_once<T: Serialize + DeserializeOwned, R>(
        &self,
        by: &Context,
        (number, refusal): (&str, impl Fn(Clash) -> Option<R>),
        mut make: impl FnMut(&mut Change<'_>) -> Result<T, Trouble<R>>,
    ) -> Result<T, Trouble<R>> {
        if number.is_empty() || number.len() > MAX_ONCE {
            return self.change_or(by, refusal, make);
        }
        let key = self.0.index("form", number)?;
        if let Some(answer) = self.first_answer(&key)? {
            return Ok(answer);
        }
        let outcome = self.change_or(by, refusal, |change| {
            let value = make(change)?;
            let json = serde_json::to_vec(&value).map_err(|error| Fault::new("keep an answer", error))?;
            let answer = change.inner.ring.seal(Purpose::Rows, &key, &json, &change.inner.random)?;
            let at = change.by.now.as_second();
            change.ops.push(Op::Once { key: key.clone(), at, answer });
            Ok(value)
        });
        match outcome {
            // The other of two forms sent at the same moment may have won; then its answer is the answer.
            Err(trouble) => match self.first_answer(&key)? {
                Some(answer) => Ok(answer),
                None => Err(trouble),
            },
            Ok(value) => Ok(value),
        }
    }

    /// The number of another form has an answer of another kind; nothing is done under it.
    fn first_answer<T: DeserializeOwned, R>(&self, key: &[u8]) -> Result<Option<T>, Trouble<R>> {
        let found = loose::once(&mut self.0.readers.take(), key).map_err(during("look for a form's answer"))?;
        let Some(sealed) = found else { return Ok(None) };
        let plain = self.0.ring.open(Purpose::Rows, key, &sealed)?;
        serde_json::from_slice(&plain).map(Some).map_err(|_| Trouble::Denied(Denied::NotTheirs))
    }
}
