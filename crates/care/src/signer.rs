//! Whose name a document asks for.

use serde::{Deserialize, Serialize};
use terms::ids::SubjectId;

use crate::document::DocumentKind;

/// Whose name a document asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signer {
    /// The one whose workbook it is.
    #[default]
    Own,
    /// One partner, in the workbook of the couple.
    Partner(SubjectId),
}

/// A document as one person is asked for their name under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// Which document.
    pub kind: DocumentKind,
    /// Whose name.
    pub signer: Signer,
}

impl SignatureLine {
    /// Every line of a client's own workbook, or of a couple's: nobody but the partners signs there.
    pub fn all_of(partners: &[SubjectId]) -> Vec<Self> {
        if partners.is_empty() {
            return DocumentKind::OF_ONE.map(Self::from).to_vec();
        }
        let of = |kind| partners.iter().map(move |partner| Self { kind, signer: Signer::Partner(*partner) });
        DocumentKind::OF_A_COUPLE.into_iter().flat_map(of).collect()
    }

    /// Whether anyone is asked for it.
    pub(crate) fn is_asked(self) -> bool {
        match self.signer {
            Signer::Own => DocumentKind::OF_ONE.contains(&self.kind),
            Signer::Partner(_) => DocumentKind::OF_A_COUPLE.contains(&self.kind),
        }
    }
}

impl From<DocumentKind> for SignatureLine {
    fn from(kind: DocumentKind) -> Self {
        Self { kind, signer: Signer::Own }
    }
}
