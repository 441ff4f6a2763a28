//! Clients and couples: names and contact, all of it sealed.

use jiff::Timestamp;
use schedule::people::Client;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::lists::accounts::email_key;
use crate::scope::ListKind;

impl List for Client {
    const NAME: &'static str = "client";
    const KIND: ListKind = ListKind::Clients;

    fn id(&self) -> Id {
        self.subject.0
    }

    fn clear(&self) -> Clear {
        // Since when is nobody's business in the clear, and a row without a time is found by no key.
        let clear = Clear::new("", Some(Timestamp::UNIX_EPOCH)).key1(self.clinician.0.as_str());
        match &self.reach.email {
            Some(email) => clear.key2(&email_key(email)),
            None => clear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_of_before_there_were_details_opens_without_them() {
        let stored = r#"{"subject":"ssssssssss","chart_number":2017,"name":"Rowan","pronouns":null,
            "reach":{"email":null,"phone":null,"may_text":false,"may_call":true,"may_leave_voicemail":false,
            "may_name_practice":false,"safe_times":null},"members":[],"clinician":"dddddddddd","since":"2026-01-01"}"#;
        let opened: Client = serde_json::from_str(stored).unwrap();
        assert!(opened.birth_date.is_none() && opened.legal_name.is_none() && opened.address.is_none());
        assert!(opened.emergency_contact.is_none() && opened.reach.may_call);
    }
}
