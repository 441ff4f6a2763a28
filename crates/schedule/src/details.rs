//! What the front desk keeps of a client: names, ways to reach them, and whom to call. Nothing clinical.

use jiff::civil::Date;
use terms::reach::Reach;
use terms::text::Line;

use crate::people::Client;

/// A client's details as they were typed in, all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The name to use.
    pub name: Line,
    /// The name on their papers, where it is another.
    pub legal_name: Option<Line>,
    /// Their pronouns.
    pub pronouns: Option<Line>,
    /// When they were born.
    pub birth_date: Option<Date>,
    /// Where they live.
    pub address: Option<Line>,
    /// Whom to call for them.
    pub emergency_contact: Option<Line>,
    /// How they may be reached.
    pub reach: Reach,
}

/// Why details are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailsRefusal {
    /// Texts or calls are allowed, and there is no number.
    PhoneMissing,
    /// A voicemail is allowed, and calls are not.
    VoicemailWithoutCalls,
    /// Nobody is born after today.
    BornInTheFuture,
}

/// The client with these details in place of the earlier ones.
pub fn change_details(client: Client, details: Details, today: Date) -> Result<Client, DetailsRefusal> {
    let Details { name, legal_name, pronouns, birth_date, address, emergency_contact, reach } = details;
    if (reach.may_text || reach.may_call) && reach.phone.is_none() {
        Err(DetailsRefusal::PhoneMissing)
    } else if reach.may_leave_voicemail && !reach.may_call {
        Err(DetailsRefusal::VoicemailWithoutCalls)
    } else if birth_date.is_some_and(|date| date > today) {
        Err(DetailsRefusal::BornInTheFuture)
    } else {
        Ok(Client { name, pronouns, reach, legal_name, birth_date, address, emergency_contact, ..client })
    }
}

#[cfg(test)]
mod tests {
    use terms::reach::Phone;

    use super::*;
    use crate::made_up::{client, date, line};

    #[test]
    fn details_are_taken_or_refused() {
        let phone = Phone::parse("(303) 555-0142").ok();
        let details = |reach| Details {
            name: line("Jamie"),
            legal_name: None,
            pronouns: None,
            birth_date: None,
            address: Some(line("1 Main Street")),
            emergency_contact: None,
            reach,
        };
        let calls = Reach { phone: phone.clone(), may_call: true, ..Reach::default() };
        let born = |born: &str| Details { birth_date: Some(date(born)), ..details(Reach::default()) };
        for (given, expected) in [
            (details(Reach::default()), Ok(())),
            (details(calls.clone()), Ok(())),
            (details(Reach { phone: None, ..calls.clone() }), Err(DetailsRefusal::PhoneMissing)),
            (details(Reach { may_text: true, ..Reach::default() }), Err(DetailsRefusal::PhoneMissing)),
            (details(Reach { may_leave_voicemail: true, ..calls.clone() }), Ok(())),
            (
                details(Reach { may_leave_voicemail: true, may_call: false, ..calls }),
                Err(DetailsRefusal::VoicemailWithoutCalls),
            ),
            (born("2026-06-22"), Ok(())),
            (born("2026-06-23"), Err(DetailsRefusal::BornInTheFuture)),
        ] {
            let changed = change_details(client("Rowan Keller", 2017), given.clone(), date("2026-06-22"));
            assert_eq!(changed.clone().map(|_| ()), expected, "{given:?}");
            assert!(changed.is_err() || changed.is_ok_and(|client| client.chart_number == 2017));
        }
    }
}
