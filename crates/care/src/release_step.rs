//! What happens to a release of information: filled in, signed, declined, revoked.

use jiff::Timestamp;
use jiff::civil::Date;
use terms::ids::{ReleaseId, SubjectId};

use crate::capacity::{Capable, Resting};
use crate::document::{Facts, LANGUAGE};
use crate::release::{Release, ReleaseEntry, ReleaseState, ReleaseTerms, SignedRelease};
use crate::release_text::{RELEASE_VERSION, release_text};
use crate::signer::Signer;
use crate::workbook::Author;

/// The longest that a release may run, in days: two years. The law sets no limit; what runs on unseen is forgotten.
pub const LONGEST_DAYS: i64 = 731;

/// Why a release is not offered, signed, declined or revoked, or nothing goes out by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseRefusal {
    /// It says of nothing that it may be given.
    NothingGiven,
    /// It would end before it began.
    EndsBeforeToday,
    /// It would run longer than two years.
    RunsTooLong,
    /// There is no such release.
    NoSuchRelease,
    /// Nobody asks for this name.
    NotAsked,
    /// This name is under it already.
    AlreadySigned,
    /// What was shown is not the text as it is now.
    NotThisText,
    /// It was declined, revoked, or is over: a new one can be filled in.
    Over,
    /// Nobody signed it, so that there is nothing to take back.
    NothingSigned,
    /// Whoever signs rests after a dosing day.
    AtRest(Resting),
}

/// Fills in a release and puts it before whoever signs it.
pub fn offer_release(
    (id, terms): (ReleaseId, ReleaseTerms),
    partners: &[SubjectId],
    by: Author,
    (at, today): (Timestamp, Date),
) -> Result<ReleaseEntry, ReleaseRefusal> {
    if terms.parts.is_empty() {
        return Err(ReleaseRefusal::NothingGiven);
    }
    if terms.until < today {
        return Err(ReleaseRefusal::EndsBeforeToday);
    }
    if terms.until.duration_since(today).as_hours() / 24 > LONGEST_DAYS {
        return Err(ReleaseRefusal::RunsTooLong);
    }
    let signers = match partners {
        [] => vec![Signer::Own],
        partners => partners.iter().copied().map(Signer::Partner).collect(),
    };
    Ok(ReleaseEntry::Offered { id, terms, signers, at, by })
}

/// Signs the text that was shown, when it is the text as it is now, to the letter.
pub fn sign_release(
    release: &Release,
    facts: &Facts,
    signed: SignedRelease,
    (today, _): (Date, Capable),
) -> Result<ReleaseEntry, ReleaseRefusal> {
    open_to(release, signed.signer, today)?;
    let is_current = signed.id == release.id
        && signed.version == RELEASE_VERSION
        && signed.language == LANGUAGE
        && signed.text == release_text(&release.terms, &release.signers, facts);
    let is_hashed = signed.hash.len() == 64 && signed.hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_current && is_hashed { Ok(ReleaseEntry::Signed(signed)) } else { Err(ReleaseRefusal::NotThisText) }
}

/// Writes down that one of those whose names it needs would rather not.
pub fn decline_release(
    release: &Release,
    signer: Signer,
    by: Author,
    (at, today): (Timestamp, Date),
) -> Result<ReleaseEntry, ReleaseRefusal> {
    open_to(release, signer, today)?;
    Ok(ReleaseEntry::Declined { id: release.id, signer, at, by })
}

/// Takes a release back. One of the names under it is enough; it deletes nothing (45 CFR 164.508(b)(5)).
pub fn revoke_release(
    release: &Release,
    signer: Signer,
    by: Author,
    at: Timestamp,
) -> Result<ReleaseEntry, ReleaseRefusal> {
    if release.revoked.is_some() || release.declined.is_some() {
        return Err(ReleaseRefusal::Over);
    }
    if !release.has_signed(signer) {
        return Err(ReleaseRefusal::NothingSigned);
    }
    Ok(ReleaseEntry::Revoked { id: release.id, signer, at, by })
}

/// Whether this name is still asked for.
fn open_to(release: &Release, signer: Signer, today: Date) -> Result<(), ReleaseRefusal> {
    if !release.signers.contains(&signer) {
        return Err(ReleaseRefusal::NotAsked);
    }
    match release.state(today) {
        ReleaseState::Declined | ReleaseState::Revoked | ReleaseState::Expired => Err(ReleaseRefusal::Over),
        ReleaseState::Offered | ReleaseState::Signed if release.has_signed(signer) => {
            Err(ReleaseRefusal::AlreadySigned)
        }
        ReleaseState::Offered | ReleaseState::Signed => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::document::facts;
    use crate::made_up::{at, awake, date, id, line};
    use crate::release::{Recipient, ReleasedPart};
    use crate::signing::Signing;
    use crate::workbook::Workbook;
    use crate::workbook_entry::WorkbookEntry;

    const TODAY: &str = "2026-06-22";

    fn now() -> Timestamp {
        at("2026-06-22 10:00")
    }

    fn terms() -> ReleaseTerms {
        ReleaseTerms {
            kind: Recipient::Prescriber,
            to: line("Dr. Example, Foothill Clinic"),
            reach: Some(line("(303) 555-0177")),
            parts: vec![ReleasedPart::HealthFlags, ReleasedPart::Preparation],
            purpose: line("At my request"),
            until: date("2026-12-31"),
            event: None,
        }
    }

    fn signature(release: &Release, signer: Signer) -> SignedRelease {
        SignedRelease {
            id: release.id,
            signer,
            version: RELEASE_VERSION.to_owned(),
            language: "en".to_owned(),
            hash: "0f".repeat(32),
            text: release_text(&release.terms, &release.signers, &facts()),
            name: line("Rowan Keller"),
            at: now(),
            by: Author::Client,
            how: Signing::Alone,
        }
    }

    fn offered(partners: &[SubjectId]) -> Workbook {
        let made = ((id('r'), terms()), (now(), date(TODAY)));
        Workbook::default()
            .with(WorkbookEntry::Release(offer_release(made.0, partners, Author::Client, made.1).unwrap()))
    }

    fn only(workbook: &Workbook) -> &Release {
        workbook.release(id('r')).unwrap()
    }

    fn signed_by(workbook: Workbook, signer: Signer) -> Workbook {
        let release = only(&workbook);
        let entry = sign_release(release, &facts(), signature(release, signer), (date(TODAY), awake())).unwrap();
        workbook.with(WorkbookEntry::Release(entry))
    }

    #[test]
    fn behaviour_37_a_release_says_everything_that_the_law_asks() {
        let text = release_text(&terms(), &[Signer::Own], &facts());
        for element in [
            "Foothill Couples Therapy",
            "A prescriber or clinic: Dr. Example, Foothill Clinic, (303) 555-0177",
            "What I told about my health",
            "At my request",
            "It ends after December 31, 2026.",
            "You can revoke this at any time",
            "in writing",
            "do not depend on whether you sign",
            "may pass it on",
            "You get a copy",
            "Psychotherapy notes are not part of this",
            "sexual health, orientation, gender and intimacy is not part of this",
            "42 CFR Part 2",
        ] {
            assert!(text.contains(element), "{element}: {text}");
        }
        assert!(!text.contains(['{', '}']) && text.starts_with(crate::document::DRAFT), "{text}");
        let wider = ReleaseTerms { parts: vec![ReleasedPart::SexualHealth], ..terms() };
        let text = release_text(&wider, &[Signer::Own], &facts());
        assert!(!text.contains("intimacy is not part") && text.contains("Psychotherapy notes are not part"));
        assert!(ReleasedPart::ALL.iter().all(|part| !part.word().contains("sychotherapy notes")));
    }

    #[test]
    fn behaviour_37_a_release_gives_something_and_ends() {
        let until = |day: &str| ReleaseTerms { until: date(day), ..terms() };
        for (terms, expected) in [
            (terms(), None),
            (ReleaseTerms { parts: Vec::new(), ..terms() }, Some(ReleaseRefusal::NothingGiven)),
            (until("2026-06-21"), Some(ReleaseRefusal::EndsBeforeToday)),
            (until("2026-06-22"), None),
            (until("2028-06-22"), None),
            (until("2028-06-23"), Some(ReleaseRefusal::RunsTooLong)),
        ] {
            let offered = offer_release((id('r'), terms), &[], Author::Client, (now(), date(TODAY)));
            assert_eq!(offered.err(), expected);
        }
    }

    #[test]
    fn behaviour_37_only_a_signed_release_that_has_not_ended_lets_anything_out() {
        let signed = signed_by(offered(&[]), Signer::Own);
        for (day, expected) in [("2026-06-22", true), ("2026-12-31", true), ("2027-01-01", false)] {
            assert_eq!(only(&signed).in_force(date(day)).is_some(), expected, "{day}");
        }
        assert_eq!(only(&signed).state(date("2027-01-01")), ReleaseState::Expired);
        assert!(only(&offered(&[])).in_force(date(TODAY)).is_none());
        let proof = only(&signed).in_force(date(TODAY)).unwrap();
        assert!(proof.gives(ReleasedPart::HealthFlags) && !proof.gives(ReleasedPart::Notes));
        let revoked = revoke_release(only(&signed), Signer::Own, Author::Client, now()).unwrap();
        let workbook = signed.clone().with(WorkbookEntry::Release(revoked));
        assert!(only(&workbook).in_force(date(TODAY)).is_none());
        assert_eq!(only(&workbook).signed, only(&signed).signed, "what was signed stays");
        assert_eq!(only(&workbook).state(date("2027-01-01")), ReleaseState::Revoked);
    }

    #[test]
    fn behaviour_29_a_couples_release_needs_every_name_and_ends_with_one() {
        let (one, other) = (Signer::Partner(id('a')), Signer::Partner(id('b')));
        let workbook = signed_by(offered(&[id('a'), id('b')]), one);
        assert_eq!(only(&workbook).state(date(TODAY)), ReleaseState::Offered);
        assert!(only(&workbook).in_force(date(TODAY)).is_none());
        let workbook = signed_by(workbook, other);
        assert!(only(&workbook).in_force(date(TODAY)).is_some());
        assert!(only(&workbook).signed[0].text.ends_with("ends when one of you takes it back."));
        let revoked = revoke_release(only(&workbook), other, Author::Client, now()).unwrap();
        assert!(only(&workbook.with(WorkbookEntry::Release(revoked))).in_force(date(TODAY)).is_none());
    }

    #[test]
    fn behaviour_37_a_blank_stale_altered_or_foreign_signature_is_refused() {
        use ReleaseRefusal::{AlreadySigned, NotAsked, NotThisText, Over};
        let workbook = offered(&[]);
        let good = signature(only(&workbook), Signer::Own);
        let signed = signed_by(workbook.clone(), Signer::Own);
        let declined = decline_release(only(&workbook), Signer::Own, Author::Client, (now(), date(TODAY))).unwrap();
        let declined = workbook.clone().with(WorkbookEntry::Release(declined));
        for (workbook, day, signature, expected) in [
            (&workbook, TODAY, good.clone(), None),
            (&workbook, TODAY, SignedRelease { text: format!("{} ", good.text), ..good.clone() }, Some(NotThisText)),
            (&workbook, TODAY, SignedRelease { text: String::new(), ..good.clone() }, Some(NotThisText)),
            (&workbook, TODAY, SignedRelease { hash: String::new(), ..good.clone() }, Some(NotThisText)),
            (&workbook, TODAY, SignedRelease { version: "0".to_owned(), ..good.clone() }, Some(NotThisText)),
            (&workbook, TODAY, SignedRelease { id: id('s'), ..good.clone() }, Some(NotThisText)),
            (&workbook, TODAY, SignedRelease { signer: Signer::Partner(id('a')), ..good.clone() }, Some(NotAsked)),
            (&workbook, "2027-01-01", good.clone(), Some(Over)),
            (&signed, TODAY, good.clone(), Some(AlreadySigned)),
            (&declined, TODAY, good.clone(), Some(Over)),
        ] {
            let refused = sign_release(only(workbook), &facts(), signature, (date(day), awake())).err();
            assert_eq!(refused, expected);
        }
        let revoke = |workbook: &Workbook| revoke_release(only(workbook), Signer::Own, Author::Client, now()).err();
        assert_eq!(revoke(&workbook), Some(ReleaseRefusal::NothingSigned));
        assert_eq!((revoke(&declined), revoke(&signed)), (Some(Over), None));
    }
}
