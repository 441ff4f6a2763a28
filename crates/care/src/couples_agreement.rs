//! The agreement of a couple: in force once each partner signed, alone, and all chose the same.

use terms::ids::SubjectId;

use crate::document::DocumentKind;
use crate::fill_in::{FillIn, SecretsChoice};
use crate::signer::{SignatureLine, Signer};
use crate::workbook::Workbook;

/// How the agreement of a couple stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CouplesAgreement {
    /// These partners have not signed it, or have left it.
    Awaits(Vec<SubjectId>),
    /// All signed, and didn't choose the same.
    ChoseDifferently,
    /// All signed, and chose this.
    Agreed(SecretsChoice),
}

impl Workbook {
    /// How the agreement stands between these partners; ask the couple's own workbook.
    pub fn couples_agreement(&self, partners: &[SubjectId]) -> CouplesAgreement {
        let choice = |partner: SubjectId| self.secrets_choice_of(partner);
        let awaits: Vec<SubjectId> = partners.iter().copied().filter(|partner| choice(*partner).is_none()).collect();
        if !awaits.is_empty() {
            return CouplesAgreement::Awaits(awaits);
        }
        let mut chosen = partners.iter().filter_map(|partner| choice(*partner));
        match chosen.next() {
            Some(first) if chosen.all(|other| other == first) => CouplesAgreement::Agreed(first),
            Some(_) => CouplesAgreement::ChoseDifferently,
            None => CouplesAgreement::Awaits(Vec::new()),
        }
    }

    /// What these partners agreed on about what one of them tells alone; `None` while no agreement of theirs holds.
    pub fn secrets_choice(&self, partners: &[SubjectId]) -> Option<SecretsChoice> {
        match self.couples_agreement(partners) {
            CouplesAgreement::Agreed(choice) => Some(choice),
            CouplesAgreement::Awaits(_) | CouplesAgreement::ChoseDifferently => None,
        }
    }

    /// Who leaves the joint work when this name is withdrawn. Nobody, where all signed and chose differently: then it is
    /// how one of them chooses again.
    pub fn leaves_with(&self, line: SignatureLine, partners: &[SubjectId]) -> Option<SubjectId> {
        let Signer::Partner(who) = line.signer else { return None };
        let is_to_choose_again = self.couples_agreement(partners) == CouplesAgreement::ChoseDifferently;
        (line.kind == DocumentKind::CouplesAgreement && !is_to_choose_again).then_some(who)
    }

    fn secrets_choice_of(&self, partner: SubjectId) -> Option<SecretsChoice> {
        let line = SignatureLine { kind: DocumentKind::CouplesAgreement, signer: Signer::Partner(partner) };
        let signed = self.signed_document(line)?;
        signed.filled_in(FillIn::SecretsChoice).and_then(SecretsChoice::from_code)
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::fill_in::FilledIn;
    use crate::made_up::{at, id, line};
    use crate::signing::{SignedDocument, Signing};
    use crate::workbook::Author;
    use crate::workbook_entry::WorkbookEntry;

    fn signed(partner: char, choice: SecretsChoice) -> WorkbookEntry {
        WorkbookEntry::DocumentSigned(SignedDocument {
            kind: DocumentKind::CouplesAgreement,
            signer: Signer::Partner(id(partner)),
            version: "1".to_owned(),
            language: "en".to_owned(),
            hash: "0f".repeat(32),
            text: "The agreement.".to_owned(),
            filled: vec![FilledIn { asked: FillIn::SecretsChoice, answer: line(choice.code()) }],
            name: line("Chris Park"),
            at: at("2026-06-22 10:00"),
            by: Author::Client,
            how: Signing::Alone,
        })
    }

    fn left(partner: char) -> WorkbookEntry {
        let (kind, signer) = (DocumentKind::CouplesAgreement, Signer::Partner(id(partner)));
        WorkbookEntry::DocumentRevoked { kind, signer, at: at("2026-06-23 10:00"), by: Author::Client }
    }

    #[test]
    fn behaviour_29_a_couples_agreement_holds_when_all_signed_the_same_and_ends_when_one_leaves() {
        use CouplesAgreement::{Agreed, Awaits, ChoseDifferently};
        use SecretsChoice::{LimitedSecrets, NoSecrets};
        let partners = [id('a'), id('b')];
        for (entries, expected) in [
            (vec![], Awaits(partners.to_vec())),
            (vec![signed('a', NoSecrets)], Awaits(vec![id('b')])),
            (vec![signed('a', NoSecrets), signed('c', NoSecrets)], Awaits(vec![id('b')])),
            (vec![signed('a', NoSecrets), signed('b', LimitedSecrets)], ChoseDifferently),
            (vec![signed('a', NoSecrets), signed('b', NoSecrets)], Agreed(NoSecrets)),
            (vec![signed('a', LimitedSecrets), signed('b', LimitedSecrets)], Agreed(LimitedSecrets)),
            (vec![signed('a', NoSecrets), signed('b', NoSecrets), left('a')], Awaits(vec![id('a')])),
        ] {
            let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
            assert_eq!(workbook.couples_agreement(&partners), expected);
            let choice = if let Agreed(choice) = expected { Some(choice) } else { None };
            assert_eq!(workbook.secrets_choice(&partners), choice);
            let line = SignatureLine { kind: DocumentKind::CouplesAgreement, signer: Signer::Partner(id('a')) };
            let leaves = (expected != ChoseDifferently).then(|| id('a'));
            assert_eq!(workbook.leaves_with(line, &partners), leaves, "to choose again is not to leave");
            assert_eq!(workbook.leaves_with(DocumentKind::TelehealthConsent.into(), &partners), None);
        }
        assert_eq!(Workbook::default().secrets_choice(&[]), None, "nobody is no couple");
    }
}
