//! What an account rests on: a password that is not guessed first, a code from a phone, codes on paper, and few tries.

use jiff::{SignedDuration, Timestamp};
use record::lists::accounts::Account;
use terms::actor::{Actor, Context};
use terms::trouble::Fault;
use totp_rs::{Builder, Totp};
use zxcvbn::{Score, zxcvbn};

use crate::house::House;

/// The fewest characters of a password that a phone's code stands beside (NIST SP 800-63B-4 asks for eight).
pub const MIN_PASSWORD: usize = 12;

/// The most.
pub const MAX_PASSWORD: usize = 200;

/// How many wrong tries are borne within [`TRIES_WITHIN`], for one account.
pub(crate) const MAX_WRONG: usize = 8;

const TRIES_WITHIN: SignedDuration = SignedDuration::from_mins(15);

/// How many recovery codes are printed.
pub const RECOVERY_CODES: usize = 8;

/// Letters of a recovery code.
const RECOVERY_LEN: usize = 10;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Fewer than [`MIN_PASSWORD`] characters.
    Short,
    /// More than [`MAX_PASSWORD`].
    Long,
    /// Among those that are tried first: common words, names, rows of keys, or what we know of the person.
    Guessed,
    /// Typed twice, and not the same.
    NotTheSame,
}

/// Looks at a password; `about` is what anyone could know: name, address, practice. What is left without those words
/// must be hard to guess. Length counts, odd letters don't.
pub fn look_at(password: &str, again: &str, about: &[&str]) -> Result<(), PasswordRefusal> {
    let known = about.iter().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    let known = known.filter(|word| word.len() > 2).map(str::to_lowercase);
    match password.chars().count() {
        few if few < MIN_PASSWORD => return Err(PasswordRefusal::Short),
        many if many > MAX_PASSWORD => return Err(PasswordRefusal::Long),
        _ => {}
    }
    let left = known.fold(password.to_lowercase(), |left, word| left.replace(&word, ""));
    if zxcvbn(&left, &[]).score() < Score::Three {
        return Err(PasswordRefusal::Guessed);
    }
    if password == again { Ok(()) } else { Err(PasswordRefusal::NotTheSame) }
}

/// Whether another try may be made at this account now.
pub(crate) fn may_try(account: &Account, now: Timestamp) -> bool {
    wrong_lately(&account.wrong, now) < MAX_WRONG
}

/// How many tries went wrong lately.
pub(crate) fn wrong_lately(wrong: &[Timestamp], now: Timestamp) -> usize {
    wrong.iter().filter(|at| now.duration_since(**at) < TRIES_WITHIN).count()
}

/// Writes down one more, and forgets those that are over.
pub(crate) fn one_more_wrong(wrong: &mut Vec<Timestamp>, now: Timestamp) {
    wrong.retain(|at| now.duration_since(*at) < TRIES_WITHIN);
    wrong.push(now);
}

/// The account after a wrong try.
pub(crate) fn after_wrong_try(mut account: Account, now: Timestamp) -> Account {
    one_more_wrong(&mut account.wrong, now);
    account
}

/// The account after this code was used; `None` when the code is not right, or was used before.
pub(crate) fn with_code(
    house: &House,
    mut account: Account,
    code: &str,
    now: Timestamp,
) -> Result<Option<Account>, Fault> {
    let code: String = code.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    let Some(secret) = account.phone_secret.clone() else { return Ok(None) };
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    if let Some(step) = phone(&secret).check(&code, seconds) {
        let is_new = step > account.last_step;
        account.last_step = step;
        return Ok(is_new.then_some(account));
    }
    let kept = house.record().secret_code(&recovery_secret(&account, &code.to_lowercase()))?;
    let before = account.recovery.len();
    account.recovery.retain(|left| *left != kept);
    Ok((account.recovery.len() < before).then_some(account))
}

/// What a phone is given: the secret in letters, and as the address that its camera reads.
pub(crate) fn phone_secret(account: &Account, practice: &str) -> Option<(String, String)> {
    let secret = account.phone_secret.as_deref()?;
    let letters = base32(secret);
    let issuer: String = practice.chars().filter(char::is_ascii_alphanumeric).collect();
    let issuer = if issuer.is_empty() { "Office".to_owned() } else { issuer };
    let who: String = account.email.as_str().bytes().map(percent).collect();
    let address = format!("otpauth://totp/{issuer}:{who}?secret={letters}&issuer={issuer}");
    Some((letters, address))
}

/// Fresh recovery codes, to be printed once, and what is kept of them.
pub(crate) fn recovery_codes(house: &House, account: &Account) -> Result<(Vec<String>, Vec<String>), Fault> {
    let mut shown = Vec::new();
    let mut kept = Vec::new();
    for _ in 0..RECOVERY_CODES {
        let mut code = house.record().random().token();
        code.truncate(RECOVERY_LEN);
        kept.push(house.record().secret_code(&recovery_secret(account, &code))?);
        shown.push(format!("{}-{}", &code[..RECOVERY_LEN / 2], &code[RECOVERY_LEN / 2..]));
    }
    Ok((shown, kept))
}

/// Before anyone is known, the program itself acts.
pub(crate) fn itself(by: &Context) -> Context {
    Context { actor: Actor::Timer, now: by.now }
}

fn recovery_secret(account: &Account, code: &str) -> String {
    format!("recovery/{}/{code}", account.staff)
}

/// Six digits of SHA-1, each half-minute, one before and one after allowed (RFC 6238, 5.2): what every phone can do.
fn phone(secret: &[u8]) -> Totp {
    Builder::new().with_secret(secret.to_vec()).build_noncompliant()
}

/// RFC 4648 without padding, as phones read it.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let value = |letter: usize| (0..5).fold(0, |value, at| value << 1 | usize::from(bit(letter * 5 + at)));
    (0..(bytes.len() * 8).div_ceil(5)).map(|letter| char::from(LETTERS[value(letter)])).collect()
}

fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b".-_~@".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_among_those_that_are_tried_first() {
        let about = ["Dana Reyes", "dana@example.org", "Intima"];
        for (password, expected) in [
            ("short", Err(PasswordRefusal::Short)),
            ("password12345", Err(PasswordRefusal::Guessed)),
            ("qwertyuiopas", Err(PasswordRefusal::Guessed)),
            ("aaaaaaaaaaaaaaa", Err(PasswordRefusal::Guessed)),
            ("DanaReyes2026", Err(PasswordRefusal::Guessed)),
            ("seven quiet herons wading", Ok(())),
            ("дождь стучит по крыше", Ok(())),
        ] {
            assert_eq!(look_at(password, password, &about), expected, "{password}");
        }
        assert_eq!(look_at(&"heron wading ".repeat(20), "", &about), Err(PasswordRefusal::Long));
        let again = look_at("seven quiet herons wading", "seven quiet heron wading", &about);
        assert_eq!(again, Err(PasswordRefusal::NotTheSame));
    }

    #[test]
    fn letters_are_those_that_phones_read() {
        // RFC 4648, section 10.
        for (plain, letters) in [("", ""), ("f", "MY"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(plain.as_bytes()), letters, "{plain}");
        }
    }

    #[test]
    fn a_phone_shows_the_codes_of_the_standard() {
        // RFC 6238, appendix B, cut to six digits.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert!(phone(b"12345678901234567890").check(code, seconds).is_some(), "{seconds}");
        }
    }
}
