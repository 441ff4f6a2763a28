//! Lines of the bank's files: by what became of each, when its file was brought, by what it is known again, and by day
//! and amount.

use money::kept_line::{BANK, BankFiles, KeptLine};
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for KeptLine {
    const NAME: &'static str = "bank-line";
    const KIND: ListKind = ListKind::BankLines;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.at)).key1(&self.known_by()).key2(&self.day_and_sum())
    }
}

impl List for BankFiles {
    const NAME: &'static str = "bank-files";
    const KIND: ListKind = ListKind::BankLines;

    fn id(&self) -> Id {
        BANK
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_each_released_form_opens() {
        for (state, code) in [
            (r#""Waiting""#, "waiting"),
            (
                r#"{"Booked":{"at":"2026-06-22T18:00:00Z","by":"dddddddddd","subject":"bbbbbbbbbb","side":"therapy"}}"#,
                "booked",
            ),
            (r#"{"Aside":{"at":"2026-06-22T18:00:00Z","by":"dddddddddd","reason":"Rent that came back"}}"#, "aside"),
        ] {
            let stored = format!(
                r#"{{"id":"kkkkkkkkkk","at":"2026-06-22T18:00:00Z","by":"dddddddddd","place":{{"number":2,"equals_before":1}},
                "line":{{"on":"2026-06-22","amount_cents":16500,"words":"ZELLE"}},"state":{state}}}"#
            );
            let row: KeptLine = serde_json::from_str(&stored).unwrap();
            assert_eq!((row.clear().state, row.known_by()), (code, "2026-06-22/16500/1/ZELLE".to_owned()));
        }
        assert_eq!(serde_json::from_str::<BankFiles>(r#"{"brought":3}"#).unwrap().id(), BANK);
    }
}
