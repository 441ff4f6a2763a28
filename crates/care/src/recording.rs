//! Whether a session may be recorded: only while everyone who comes has said yes, and none of them took it back.

use terms::ids::SubjectId;

use crate::document::DocumentKind;
use crate::signer::{SignatureLine, Signer};
use crate::workbook::Workbook;

impl Workbook {
    /// Whether all these partners agreed, in the couple's own workbook; for one client, whether they did, in theirs. The
    /// answer is no until it is yes.
    pub fn may_record(&self, partners: &[SubjectId]) -> bool {
        let said_yes = |signer| {
            let line = SignatureLine { kind: DocumentKind::RecordingConsent, signer };
            self.signed_document(line).is_some()
        };
        match partners {
            [] => said_yes(Signer::Own),
            partners => partners.iter().all(|partner| said_yes(Signer::Partner(*partner))),
        }
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id, signed};
    use crate::workbook::Author;
    use crate::workbook_entry::WorkbookEntry;

    #[test]
    fn a_joint_session_is_recorded_only_while_each_of_them_says_yes() {
        let (kind, now) = (DocumentKind::RecordingConsent, at("2026-06-22 10:00"));
        let yes = |signer| WorkbookEntry::DocumentSigned(signed(SignatureLine { kind, signer }, kind.version(), now));
        let (one, other) = (Signer::Partner(id('a')), Signer::Partner(id('b')));
        let both = [id('a'), id('b')];
        let no = WorkbookEntry::DocumentRevoked { kind, signer: one, at: now, by: Author::Client };
        for (entries, partners, expected) in [
            (vec![], &[][..], false),
            (vec![yes(Signer::Own)], &[], true),
            (vec![yes(one)], &both, false),
            (vec![yes(one), yes(other)], &both, true),
            (vec![yes(one), yes(other), no], &both, false),
        ] {
            let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
            assert_eq!(workbook.may_record(partners), expected);
        }
    }
}
