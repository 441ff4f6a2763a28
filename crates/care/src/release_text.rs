//! The exact text of a release of information, from what is filled in on it.

use crate::document::Facts;
use crate::fill_in::long_date;
use crate::release::{ReleaseTerms, ReleasedPart};
use crate::signer::Signer;

/// The current version of the text.
pub const RELEASE_VERSION: &str = "1";

/// The exact text of a release, as it is shown and signed.
///
/// Every element of 45 CFR 164.508(c): what, who gives, who gets, purpose, until when, and the statements on revoking, on
/// nothing depending on it, and on passing on; the copy is (c)(4).
pub fn release_text(terms: &ReleaseTerms, signers: &[Signer], facts: &Facts) -> String {
    let recipient = match &terms.reach {
        Some(reach) => format!("{}: {}, {}", terms.kind.word(), terms.to.as_str(), reach.as_str()),
        None => format!("{}: {}", terms.kind.word(), terms.to.as_str()),
    };
    let parts = terms.parts.iter().map(|part| format!("{}.", part.word())).collect::<Vec<_>>().join("\n\n");
    let last = long_date(terms.until);
    let until = match &terms.event {
        Some(event) => format!("Until this happens: {}. In any case it ends after {last}.", event.as_str()),
        None => format!("It ends after {last}."),
    };
    let signers = match signers {
        [] | [_] => "",
        [_, ..] => "It holds once all of you have signed, and ends when one of you takes it back.",
    };
    let never = [
        (true, "Psychotherapy notes are not part of this. They would need a form of their own."),
        (
            !terms.parts.contains(&ReleasedPart::SexualHealth),
            "What concerns sexual health, orientation, gender and intimacy is not part of this.",
        ),
        (
            !terms.parts.contains(&ReleasedPart::SubstanceUse),
            "Beyond that, what concerns alcohol and other substances is not part of this.",
        ),
    ];
    let never = never.iter().filter(|(is_said, _)| *is_said).map(|(_, words)| *words).collect::<Vec<_>>().join("\n\n");
    let gaps = [
        ("recipient", recipient.as_str()),
        ("parts", &parts),
        ("never", &never),
        ("purpose", terms.purpose.as_str()),
        ("until", &until),
    ];
    let text = facts.fill(include_str!("../documents/release.md"), &gaps);
    if signers.is_empty() { text } else { format!("{text} {signers}") }
}
