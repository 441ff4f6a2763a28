//! How clients pay by card: the processor's account, as the operator names it.

use std::fs;
use std::path::{Path, PathBuf};

use money::side::Side;
use money::statement_words::WordsRefusal;
use post::stripe::Stripe;
use post::stripe::settings::{ADDRESS, StripeRefusal, StripeSettings};
use serde::Deserialize;
use terms::trouble::Fault;

/// An account with the card processor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// The file with the secret key; a restricted one is best.
    pub key_file: PathBuf,
    /// The file with the secret that its events are signed with.
    pub webhook_secret_file: PathBuf,
    /// The exact words of a card statement for therapy: `LAKE OFC* VISIT A`.
    pub therapy_words: String,
    /// Those for dosing days, which differ.
    pub dosing_words: String,
    /// Where the processor is found, if not at its usual place.
    pub address: Option<String>,
}

impl Cards {
    /// The processor, with every mistake in these settings named.
    pub fn processor(&self) -> Result<Stripe, Fault> {
        let settings = StripeSettings {
            address: self.address.clone().unwrap_or_else(|| ADDRESS.to_owned()),
            key: secret(&self.key_file)?,
            webhook_secret: secret(&self.webhook_secret_file)?,
            therapy_words: self.therapy_words.clone(),
            dosing_words: self.dosing_words.clone(),
        };
        Stripe::new(settings).map_err(|refusal| Fault::new("read the configuration", words(refusal)))
    }
}

fn secret(file: &Path) -> Result<String, Fault> {
    let text = fs::read_to_string(file);
    Ok(text.map_err(|error| Fault::new(format!("read {}", file.display()), error))?.trim().to_owned())
}

fn words(refusal: StripeRefusal) -> String {
    let field = |side| match side {
        Side::Therapy => "cards.therapy_words",
        Side::Dosing => "cards.dosing_words",
    };
    match refusal {
        StripeRefusal::Address => "cards.address: write https:// and the processor's name alone".to_owned(),
        StripeRefusal::Key => "cards.key_file: there is no key in it".to_owned(),
        StripeRefusal::Secret => "cards.webhook_secret_file: there is no secret in it".to_owned(),
        StripeRefusal::TwoPrefixes => {
            "cards.dosing_words: what stands before the star is the account's own, so it is the same in both".to_owned()
        }
        StripeRefusal::Parts(side) => format!(
            "{}: write what the account puts first (2 to 10 characters), a star, a space, and words with a letter: LAKE OFC* VISIT A",
            field(side)
        ),
        StripeRefusal::Words(side, why) => {
            let words = match why {
                WordsRefusal::Length => "a statement holds 5 to 22 characters",
                WordsRefusal::Characters => "plain letters, digits and signs, without < > \\ ' \"",
                WordsRefusal::Telling => "they would tell what was paid for. Use the practice's discreet name",
                WordsRefusal::Same => "a card statement must tell the two ledgers apart. Write other words",
            };
            format!("{}: {words}", field(side))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_is_named_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let good = Cards {
            key_file: file("key", "sk_test_1\n"),
            webhook_secret_file: file("secret", "whsec_1\n"),
            therapy_words: "LAKE OFC* VISIT A".to_owned(),
            dosing_words: "LAKE OFC* VISIT B".to_owned(),
            address: None,
        };
        assert!(good.processor().is_ok());
        for (cards, says) in [
            (Cards { key_file: folder.path().join("none"), ..good.clone() }, "none"),
            (Cards { key_file: file("empty", "\n"), ..good.clone() }, "cards.key_file"),
            (Cards { webhook_secret_file: file("two", "a b"), ..good.clone() }, "cards.webhook_secret_file"),
            (Cards { therapy_words: "LAKE OFFICE".to_owned(), ..good.clone() }, "cards.therapy_words: write what"),
            (Cards { dosing_words: "LAKE OFC* DOSING".to_owned(), ..good.clone() }, "would tell"),
            (Cards { dosing_words: good.therapy_words.clone(), ..good.clone() }, "tell the two ledgers apart"),
            (Cards { dosing_words: "LAKE* VISIT B".to_owned(), ..good.clone() }, "the same in both"),
            (Cards { address: Some("http://example.org".to_owned()), ..good.clone() }, "cards.address"),
        ] {
            let told = cards.processor().unwrap_err().to_string();
            assert!(told.contains(says), "{told}");
        }
    }
}
