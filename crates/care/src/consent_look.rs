//! Which consents want a look before a visit: taken back, of an earlier version, over soon, or of a couple and not agreed.

use jiff::civil::Date;
use terms::ids::SubjectId;

use crate::couples_agreement::CouplesAgreement;
use crate::document::DocumentKind;
use crate::fill_in::FillIn;
use crate::signer::{SignatureLine, Signer};
use crate::signing::DocumentState;
use crate::workbook::Workbook;

/// A consent that wants a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentLook {
    /// Which document.
    pub kind: DocumentKind,
    /// Whose name it is about; nobody's alone, where partners chose differently.
    pub signer: Option<Signer>,
    /// Why.
    pub why: WhyLook,
}

/// Why it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLook {
    /// It was taken back.
    Withdrawn,
    /// What was signed or answered is of an earlier version.
    NewVersion,
    /// It ends on this day, or has.
    Until(Date),
    /// A partner has not signed the agreement of their couple.
    NotSigned,
    /// All partners signed, and chose differently.
    ChoseDifferently,
}

/// All of them; `until` is the last day that counts as soon. A couple's are those of each partner.
pub fn consents_to_look_at(workbook: &Workbook, partners: &[SubjectId], until: Date) -> Vec<ConsentLook> {
    let lines = SignatureLine::all_of(partners);
    let one = |line: &SignatureLine| {
        let why = why(workbook, *line, until)?;
        Some(ConsentLook { kind: line.kind, signer: Some(line.signer), why })
    };
    let differ = !partners.is_empty() && workbook.couples_agreement(partners) == CouplesAgreement::ChoseDifferently;
    let differ = differ.then_some(ConsentLook {
        kind: DocumentKind::CouplesAgreement,
        signer: None,
        why: WhyLook::ChoseDifferently,
    });
    lines.iter().filter_map(one).chain(differ).collect()
}

fn why(workbook: &Workbook, line: SignatureLine, until: Date) -> Option<WhyLook> {
    match workbook.document_state(line) {
        DocumentState::Revoked => Some(WhyLook::Withdrawn),
        DocumentState::Superseded => Some(WhyLook::NewVersion),
        DocumentState::Signed => {
            let ends = workbook.signed_document(line)?.filled_in(FillIn::RecordingUntil)?;
            ends.parse().ok().filter(|ends: &Date| *ends <= until).map(WhyLook::Until)
        }
        DocumentState::NotOffered | DocumentState::Offered | DocumentState::Declined => {
            (line.kind == DocumentKind::CouplesAgreement).then_some(WhyLook::NotSigned)
        }
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::fill_in::{FilledIn, SecretsChoice};
    use crate::made_up::{at, date, id, line};
    use crate::signing::{SignedDocument, Signing};
    use crate::workbook::Author;
    use crate::workbook_entry::WorkbookEntry;

    fn signed(kind: DocumentKind, signer: Signer, version: &str, filled: Option<(FillIn, &str)>) -> WorkbookEntry {
        WorkbookEntry::DocumentSigned(SignedDocument {
            kind,
            signer,
            version: version.to_owned(),
            language: "en".to_owned(),
            hash: "0f".repeat(32),
            text: "The words.".to_owned(),
            filled: filled.map(|(asked, answer)| FilledIn { asked, answer: line(answer) }).into_iter().collect(),
            name: line("Chris Park"),
            at: at("2026-06-01 10:00"),
            by: Author::Client,
            how: Signing::Alone,
        })
    }

    #[test]
    fn behaviour_10_a_consent_is_told_when_it_was_taken_back_is_old_or_ends() {
        use DocumentKind::{RecordingConsent, TelehealthConsent, TouchConsent};
        let own = Signer::Own;
        let recorded =
            |until| signed(RecordingConsent, own, RecordingConsent.version(), Some((FillIn::RecordingUntil, until)));
        let revoked = WorkbookEntry::DocumentRevoked {
            kind: TouchConsent,
            signer: own,
            at: at("2026-06-02 10:00"),
            by: Author::Client,
        };
        let touch = signed(TouchConsent, own, TouchConsent.version(), None);
        for (entries, expected) in [
            (vec![], None),
            (vec![touch.clone()], None),
            (vec![touch, revoked], Some((TouchConsent, WhyLook::Withdrawn))),
            (vec![signed(TelehealthConsent, own, "0", None)], Some((TelehealthConsent, WhyLook::NewVersion))),
            (vec![recorded("2026-07-06")], Some((RecordingConsent, WhyLook::Until(date("2026-07-06"))))),
            (vec![recorded("2026-07-07")], None),
        ] {
            let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
            let looks = consents_to_look_at(&workbook, &[], date("2026-07-06"));
            assert_eq!(looks.iter().map(|look| (look.kind, look.why)).next(), expected);
        }
    }

    #[test]
    fn a_couple_is_told_who_has_not_signed_or_that_they_chose_differently() {
        use SecretsChoice::{LimitedSecrets, NoSecrets};
        let kind = DocumentKind::CouplesAgreement;
        let of = |letter| Signer::Partner(id(letter));
        let chose = |letter, choice: SecretsChoice| {
            signed(kind, of(letter), kind.version(), Some((FillIn::SecretsChoice, choice.code())))
        };
        for (entries, expected) in [
            (vec![], vec![(Some(of('a')), WhyLook::NotSigned), (Some(of('b')), WhyLook::NotSigned)]),
            (vec![chose('a', NoSecrets)], vec![(Some(of('b')), WhyLook::NotSigned)]),
            (vec![chose('a', NoSecrets), chose('b', NoSecrets)], vec![]),
            (vec![chose('a', NoSecrets), chose('b', LimitedSecrets)], vec![(None, WhyLook::ChoseDifferently)]),
        ] {
            let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
            let looks = consents_to_look_at(&workbook, &[id('a'), id('b')], date("2026-07-06"));
            assert_eq!(looks.iter().map(|look| (look.signer, look.why)).collect::<Vec<_>>(), expected);
        }
    }
}
