//! Where the processor is found, as whom we speak to it, and the words that it prints for us.

use std::fmt;

use money::side::Side;
use money::statement_words::{StatementWords, WordsOfBoth, WordsRefusal};

/// Where the processor is found.
pub const ADDRESS: &str = "https://api.stripe.com";

/// How many characters the account's own part of a statement has: two to ten (Stripe, statement descriptors).
const PREFIX: std::ops::RangeInclusive<usize> = 2..=10;

/// What stands between the account's part and ours.
const BETWEEN: &str = "* ";

/// Which account, and with which words.
#[derive(Clone, PartialEq, Eq)]
pub struct StripeSettings {
    /// Where the processor is found: [`ADDRESS`], or this very computer.
    pub address: String,
    /// The secret key, which may be a restricted one.
    pub key: String,
    /// What its events are signed with.
    pub webhook_secret: String,
    /// The whole words of a statement for therapy: the account's own part, `* `, and the rest.
    pub therapy_words: String,
    /// Those for dosing days.
    pub dosing_words: String,
}

/// Why settings are not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripeRefusal {
    /// The address is neither encrypted nor this computer, or has more than a name.
    Address,
    /// There is no key, or it has characters that no key has.
    Key,
    /// The same of the secret for events.
    Secret,
    /// Words that can't stand on a statement.
    Words(Side, WordsRefusal),
    /// Words that are not the account's part, `* ` and the rest, or whose parts have no letter.
    Parts(Side),
    /// The account's part is not the same in both.
    TwoPrefixes,
}

/// Words in the two parts that the processor puts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    both: WordsOfBoth,
    suffixes: [String; 2],
    prefix: String,
}

impl Words {
    pub(super) fn of(settings: &StripeSettings) -> Result<Self, StripeRefusal> {
        let both = WordsOfBoth::new(&settings.therapy_words, &settings.dosing_words)
            .map_err(|(side, refusal)| StripeRefusal::Words(side, refusal))?;
        let [therapy, dosing] = Side::ALL.map(|side| parts(both.of(side).as_str()).ok_or(StripeRefusal::Parts(side)));
        let ((prefix, therapy), (other, dosing)) = (therapy?, dosing?);
        if prefix != other {
            return Err(StripeRefusal::TwoPrefixes);
        }
        Ok(Self { both, suffixes: [therapy, dosing], prefix })
    }

    /// The whole words.
    pub(super) fn whole(&self, side: Side) -> &StatementWords {
        self.both.of(side)
    }

    /// What we send; the processor puts the account's part before it.
    pub(super) fn suffix(&self, side: Side) -> &str {
        let [therapy, dosing] = &self.suffixes;
        match side {
            Side::Therapy => therapy,
            Side::Dosing => dosing,
        }
    }

    /// The account's own part.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }
}

/// Checks everything but the words.
pub(super) fn look_over(settings: &StripeSettings) -> Result<(), StripeRefusal> {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
    if !is_safe(&settings.address) {
        Err(StripeRefusal::Address)
    } else if !plain(&settings.key) {
        Err(StripeRefusal::Key)
    } else if plain(&settings.webhook_secret) {
        Ok(())
    } else {
        Err(StripeRefusal::Secret)
    }
}

/// Encrypted, or on this computer; a name and perhaps a port, and nothing after it.
fn is_safe(address: &str) -> bool {
    let (host, is_here) = match (address.strip_prefix("https://"), address.strip_prefix("http://127.0.0.1:")) {
        (Some(host), _) => (host, false),
        (None, Some(port)) => (port, true),
        (None, None) => return false,
    };
    let plain = |sign: u8| sign.is_ascii_alphanumeric() || b".-:".contains(&sign);
    !host.is_empty() && host.bytes().all(plain) && (!is_here || host.parse::<u16>().is_ok())
}

fn parts(words: &str) -> Option<(String, String)> {
    let (prefix, rest) = words.split_once(BETWEEN)?;
    let has_letter = |part: &str| part.bytes().any(|sign| sign.is_ascii_alphabetic());
    let holds = PREFIX.contains(&prefix.len()) && has_letter(prefix) && has_letter(rest) && !rest.contains('*');
    holds.then(|| (prefix.to_owned(), rest.to_owned()))
}

impl fmt::Debug for StripeSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ‹sealed›", self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(therapy: &str, dosing: &str) -> StripeSettings {
        StripeSettings {
            address: ADDRESS.to_owned(),
            key: "sk_test_1".to_owned(),
            webhook_secret: "whsec_1".to_owned(),
            therapy_words: therapy.to_owned(),
            dosing_words: dosing.to_owned(),
        }
    }

    #[test]
    fn words_are_the_accounts_part_and_ours() {
        use Side::{Dosing, Therapy};
        for (therapy, dosing, expected) in [
            ("LAKE OFC* A", "LAKE OFC* B", Ok(["A", "B"])),
            ("LAKE OFC", "LAKE OFC* B", Err(StripeRefusal::Parts(Therapy))),
            ("LAKE OFC* A", "LAKE OFC* 1", Err(StripeRefusal::Parts(Dosing))),
            ("LAKE OFC* A", "LAKE OFC* B* C", Err(StripeRefusal::Parts(Dosing))),
            ("L* ABC", "L* ABD", Err(StripeRefusal::Parts(Therapy))),
            ("LAKE OFFICE* A", "LAKE OFFICE* B", Err(StripeRefusal::Parts(Therapy))),
            ("LAKE OFC* A", "LAKE* B", Err(StripeRefusal::TwoPrefixes)),
            ("LAKE OFC* A", "LAKE OFC* A", Err(StripeRefusal::Words(Dosing, WordsRefusal::Same))),
        ] {
            let words = Words::of(&settings(therapy, dosing));
            let suffixes = words.as_ref().map(|words| Side::ALL.map(|side| words.suffix(side)));
            assert_eq!(suffixes.map_err(|refusal| *refusal), expected, "{therapy} {dosing}");
        }
    }

    #[test]
    fn the_processor_is_far_and_encrypted_or_here() {
        for (address, is_taken) in [
            ("https://api.stripe.com", true),
            ("http://127.0.0.1:8081", true),
            ("http://api.stripe.com", false),
            ("http://127.0.0.1:80@example.org", false),
            ("http://127.0.0.1.example.org", false),
            ("https://", false),
            ("https://a@example.org", false),
            ("https://example.org/v1", false),
            ("ftp://example.org", false),
        ] {
            let refused = look_over(&StripeSettings { address: address.to_owned(), ..settings("", "") });
            assert_eq!(refused.is_ok(), is_taken, "{address}");
        }
        let unkeyed = StripeSettings { key: "sk\n".to_owned(), ..settings("", "") };
        assert_eq!(look_over(&unkeyed), Err(StripeRefusal::Key));
    }
}
