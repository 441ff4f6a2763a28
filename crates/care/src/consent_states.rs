//! What holds for consents and releases, whatever is done with them and in whatever order.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use terms::folder::Folder;

use crate::document::{document, facts};
use crate::made_up::{at, awake, date, id, line, signed};
use crate::release::{Recipient, ReleaseState, ReleaseTerms, ReleasedPart, SignedRelease};
use crate::release_step::{decline_release, offer_release, revoke_release, sign_release};
use crate::release_text::{RELEASE_VERSION, release_text};
use crate::signer::SignatureLine;
use crate::signing::{DocumentState, Signing, decline_document, offer_document, revoke_document, sign_document};
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

/// Which step, about which of a few things, with which value.
type Made = (u8, u8, u8);

fn made() -> impl Strategy<Value = Vec<Made>> {
    proptest::collection::vec((0..5_u8, any::<u8>(), any::<u8>()), 0..50)
}

fn minute(number: usize) -> Timestamp {
    at("2026-06-01 08:00") + SignedDuration::from_mins(i64::try_from(number).unwrap())
}

/// One step by the rules; `None` where they refuse it. The last kind is a signature of an earlier version, as an older
/// program left it.
fn step(workbook: &Workbook, line_of: SignatureLine, kind: u8, at: Timestamp) -> Option<WorkbookEntry> {
    let by = Author::Client;
    match kind {
        0 => offer_document(workbook, line_of, by, at).ok(),
        1 => {
            let current = document(line_of.kind, &facts());
            sign_document(workbook, &current, signed(line_of, current.version, at), awake()).ok()
        }
        2 => decline_document(workbook, line_of, by, at).ok(),
        3 => revoke_document(workbook, line_of, by, at).ok(),
        _ => Some(WorkbookEntry::DocumentSigned(signed(line_of, "0", at))),
    }
}

proptest! {
    #[test]
    fn behaviour_8_a_consent_stands_in_one_state_and_nothing_taken_back_is_in_force(made in made(), of_two in any::<bool>()) {
        let partners = [id('a'), id('b')];
        let lines = SignatureLine::all_of(if of_two { &partners } else { &[] });
        let mut workbook = Workbook::default();
        let mut signatures = 0;
        for (number, (kind, which, _)) in made.into_iter().enumerate() {
            let line_of = lines[usize::from(which) % lines.len()];
            let before: Vec<_> = lines.iter().map(|line| workbook.document_state(*line)).collect();
            let Some(entry) = step(&workbook, line_of, kind, minute(number)) else { continue };
            signatures += usize::from(matches!(entry, WorkbookEntry::DocumentSigned(_)));
            workbook = workbook.with(entry);
            let state = workbook.document_state(line_of);
            prop_assert_eq!(state, match kind {
                0 => DocumentState::Offered,
                1 => DocumentState::Signed,
                2 => DocumentState::Declined,
                3 => DocumentState::Revoked,
                _ => DocumentState::Superseded,
            });
            let in_force = workbook.signed_document(line_of).is_some();
            match state {
                DocumentState::Signed | DocumentState::Superseded => prop_assert!(in_force),
                DocumentState::Revoked | DocumentState::Declined => prop_assert!(!in_force),
                DocumentState::Offered | DocumentState::NotOffered => {}
            }
            for (line, before) in lines.iter().zip(before).filter(|(line, _)| **line != line_of) {
                prop_assert_eq!(workbook.document_state(*line), before, "no step of one is a step of another");
            }
            prop_assert_eq!(workbook.all_signatures().len(), signatures, "no signature is ever lost");
        }
        for signed in workbook.all_signatures() {
            prop_assert!(signed.text.contains(&document(signed.kind, &facts()).text) && signed.hash.len() == 64);
            prop_assert!(signed.kind.fill_ins().iter().all(|asked| signed.filled_in(*asked).is_some()));
        }
    }

    #[test]
    fn behaviour_37_a_release_is_in_force_exactly_while_everyone_signed_and_nobody_took_it_back(made in made()) {
        let partners = [id('a'), id('b')];
        let terms = ReleaseTerms {
            kind: Recipient::Professional,
            to: line("Dr. Example"),
            reach: None,
            parts: vec![ReleasedPart::Attendance],
            purpose: line("At my request"),
            until: date("2026-06-20"),
            event: None,
        };
        let offered = offer_release((id('r'), terms), &partners, Author::Client, (minute(0), date("2026-06-01"))).unwrap();
        let mut workbook = Workbook::default().with(WorkbookEntry::Release(offered));
        for (number, (kind, which, day)) in made.into_iter().enumerate() {
            let today = date("2026-06-01").checked_add(SignedDuration::from_hours(24 * i64::from(day % 30))).unwrap();
            let release = workbook.release(id('r')).unwrap();
            let signer = release.signers[usize::from(which) % 2];
            let (now, by) = (minute(number), Author::Client);
            let entry = match kind {
                0 | 1 => {
                    let signed = SignedRelease {
                        id: release.id,
                        signer,
                        version: RELEASE_VERSION.to_owned(),
                        language: "en".to_owned(),
                        hash: "0f".repeat(32),
                        text: release_text(&release.terms, &release.signers, &facts()),
                        name: line("Lee Park"),
                        at: now,
                        by,
                        how: Signing::Alone,
                    };
                    sign_release(release, &facts(), signed, (today, awake()))
                }
                2 if which % 5 == 0 => decline_release(release, signer, by, (now, today)),
                _ => revoke_release(release, signer, by, now),
            };
            let Ok(entry) = entry else { continue };
            let signed_before = release.signed.len();
            workbook = workbook.with(WorkbookEntry::Release(entry));
            let release = workbook.release(id('r')).unwrap();
            prop_assert!(release.signed.len() >= signed_before, "no signature is ever lost");
            let all = partners.iter().all(|partner| {
                release.signed.iter().any(|signed| signed.signer == crate::signer::Signer::Partner(*partner))
            });
            let holds = all && release.revoked.is_none() && release.declined.is_none();
            for day in ["2026-06-01", "2026-06-20", "2026-06-21"] {
                let is_over = date(day) > release.terms.until;
                prop_assert_eq!(release.in_force(date(day)).is_some(), holds && !is_over);
                prop_assert_eq!(release.state(date(day)) == ReleaseState::Signed, holds && !is_over);
            }
        }
    }
}
