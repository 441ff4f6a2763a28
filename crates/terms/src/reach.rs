//! How a person may be reached, and what must not happen when someone else picks up.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::quiet_hours::QuietHours;
use crate::text::Line;
use crate::words;

/// An email address with something on both sides of an @.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

/// A phone number of the North American plan, kept as ten digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// The text is no email address, or no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

/// What a person allows. Everything that is not allowed here is not done.
#[expect(clippy::struct_excessive_bools, reason = "each is a permission of its own, asked for one by one")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Where email may go.
    pub email: Option<Email>,
    /// The number for texts and calls.
    pub phone: Option<Phone>,
    /// Whether texts may be sent to the number.
    pub may_text: bool,
    /// Whether the number may be called.
    pub may_call: bool,
    /// Whether a voicemail may be left.
    pub may_leave_voicemail: bool,
    /// Whether the practice may be named when someone else answers.
    pub may_name_practice: bool,
    /// When it is safe, in the person's own words.
    pub safe_times: Option<Line>,
    /// When no reminder may come, if they named hours of their own.
    #[serde(default)]
    pub quiet: Option<QuietHours>,
    /// Where they live by the clock, if not where the practice is: `America/New_York`.
    #[serde(default)]
    pub time_zone: Option<Line>,
    /// In which language they are written to.
    #[serde(default)]
    pub language: Language,
    /// Whether a visit may not be canceled by the private link in a reminder.
    #[serde(default)]
    pub no_cancel_by_link: bool,
}

words! {
    /// A language that letters are written in.
    #[derive(Default)]
    Language {
        #[default]
        English = "en", "English";
    }
}

impl Reach {
    /// Whether nothing at all may be sent and nobody called: the person comes back with a word and a number.
    pub fn is_nothing(&self) -> bool {
        self.email.is_none() && !self.may_text && !self.may_call
    }
}

impl Email {
    /// Checks the shape that every address has; only an answer shows that one is real.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        let (name, host) = text.rsplit_once('@').ok_or(NotAnAddress)?;
        let plain = |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control());
        let host_is_whole = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
        let fits = text.len() <= 254 && plain(name) && plain(host) && host_is_whole && !text.contains(['<', '>', ',']);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAnAddress) }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// Takes what people write, "(303) 555-0142" or "+1 303.555.0142".
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        if text.chars().any(|c| !c.is_ascii_digit() && !" ()-.+/".contains(c)) {
            return Err(NotAnAddress);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let ten = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits);
        let starts_well = |at: usize| ten.as_bytes().get(at).is_some_and(|digit| *digit >= b'2');
        if ten.len() == 10 && starts_well(0) && starts_well(3) { Ok(Self(ten.to_owned())) } else { Err(NotAnAddress) }
    }

    /// Ten digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}) {}-{}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_an_at_and_a_host() {
        assert!(Email::parse(" jamie@example.org ").is_ok());
        for wrong in
            ["", "jamie", "jamie@", "@example.org", "jamie@example", "a b@example.org", "a@.org", "a,b@example.org"]
        {
            assert_eq!(Email::parse(wrong), Err(NotAnAddress), "{wrong}");
        }
    }

    #[test]
    fn a_phone_number_is_read_however_it_is_written() {
        for written in ["(303) 555-0142", "303.555.0142", "+1 303 555 0142", "13035550142"] {
            assert_eq!(Phone::parse(written).map(|phone| phone.to_string()), Ok("(303) 555-0142".to_owned()));
        }
        for wrong in ["", "555-0142", "303 555 01423", "103 555 0142", "303 155 0142", "303 555 O142"] {
            assert_eq!(Phone::parse(wrong), Err(NotAnAddress), "{wrong}");
        }
    }
}
