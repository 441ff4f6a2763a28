//! Documents to read and sign: the practice's own texts, each in its current version.

use jiff::civil::Date;
use terms::words;

words! {
    /// A document that a client is asked to read.
    DocumentKind {
        Disclosure = "disclosure", "Disclosure statement";
        PrivacyNotice = "privacy-notice", "Privacy notice";
        PsychotherapyConsent = "psychotherapy-consent", "Consent to psychotherapy";
        FeesAgreement = "fees", "Fees, and moving or missing a visit";
        PreparationIntegrationConsent = "preparation-integration-consent", "Consent to preparation and integration";
        TelehealthConsent = "telehealth-consent", "Consent to video and phone visits";
        MessagesConsent = "email-and-text", "Email and text messages";
        SupportPersonConsent = "support-person", "What a support person may be told";
        TouchConsent = "touch", "Touch in sessions";
        RecordingConsent = "recording", "Recording a session";
        CouplesAgreement = "couples-agreement", "Agreement for couples";
    }
}

/// What the practice says of itself in its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The practice's whole name.
    pub practice_name: String,
    /// Its business address, one line.
    pub address: String,
    /// Its phone as read.
    pub phone: String,
    /// Its email address.
    pub email: String,
    /// Who may treat a client here.
    pub clinicians: Vec<Credentials>,
    /// Name, address and phone of the licensing board, one line.
    pub board: String,
    /// What visits cost, a sentence for each kind.
    pub fees: Vec<String>,
    /// Until how many hours before a visit a client moves or cancels it alone.
    pub cancel_until_hours: u32,
    /// Since when the documents are in effect; `None` until a lawyer looked at them and the practice adopted them.
    pub adopted: Option<Date>,
}

/// Who a clinician is by law.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    /// As they are called.
    pub name: String,
    /// Degrees, licenses, registrations and certifications.
    pub credentials: String,
    /// What education, experience and training each of them asked for.
    pub asked_for: String,
}

/// A document as it is shown and signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which.
    pub kind: DocumentKind,
    /// In which version.
    pub version: &'static str,
    /// In which language: "en".
    pub language: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its exact text: paragraphs, and headings that begin with `##`.
    pub text: String,
}

/// The language of all texts so far.
pub const LANGUAGE: &str = "en";

/// What a document says where the practice has not said it yet.
pub const MISSING: &str = "(The practice adds this before the page is used.)";

/// The line that stands on top until the practice adopted the texts.
pub const DRAFT: &str = "Draft for review with the practice’s lawyer.";

impl DocumentKind {
    /// What one client is asked to read, in this order.
    pub const OF_ONE: [Self; 10] = [
        Self::Disclosure,
        Self::PrivacyNotice,
        Self::PsychotherapyConsent,
        Self::FeesAgreement,
        Self::PreparationIntegrationConsent,
        Self::TelehealthConsent,
        Self::MessagesConsent,
        Self::SupportPersonConsent,
        Self::TouchConsent,
        Self::RecordingConsent,
    ];

    /// What each partner of a couple is asked to read for their joint record.
    pub const OF_A_COUPLE: [Self; 2] = [Self::CouplesAgreement, Self::RecordingConsent];

    /// The current version. Whoever signed another one is asked again.
    pub fn version(self) -> &'static str {
        match self {
            Self::Disclosure
            | Self::PrivacyNotice
            | Self::PsychotherapyConsent
            | Self::FeesAgreement
            | Self::PreparationIntegrationConsent
            | Self::TelehealthConsent
            | Self::MessagesConsent
            | Self::SupportPersonConsent
            | Self::TouchConsent
            | Self::RecordingConsent
            | Self::CouplesAgreement => "1",
        }
    }

    /// Whether a name under it only says that it was received. What agrees to nothing can't be revoked.
    pub fn is_acknowledged(self) -> bool {
        match self {
            Self::Disclosure | Self::PrivacyNotice => true,
            Self::PsychotherapyConsent
            | Self::FeesAgreement
            | Self::PreparationIntegrationConsent
            | Self::TelehealthConsent
            | Self::MessagesConsent
            | Self::SupportPersonConsent
            | Self::TouchConsent
            | Self::RecordingConsent
            | Self::CouplesAgreement => false,
        }
    }

    /// What holds as long as nobody agreed, where any answer will do: yes and no are both whole answers, and nothing
    /// waits for a yes.
    pub fn until_agreed(self) -> Option<&'static str> {
        match self {
            Self::MessagesConsent => Some("What your contact wishes say"),
            Self::SupportPersonConsent => Some("Nobody is told anything"),
            Self::TouchConsent => Some("No touch"),
            Self::RecordingConsent => Some("Nothing is recorded"),
            Self::Disclosure
            | Self::PrivacyNotice
            | Self::PsychotherapyConsent
            | Self::FeesAgreement
            | Self::PreparationIntegrationConsent
            | Self::TelehealthConsent
            | Self::CouplesAgreement => None,
        }
    }

    /// Whether its text is about dosing, so that nobody is asked for it on a path without.
    pub fn is_about_dosing(self) -> bool {
        match self {
            Self::PreparationIntegrationConsent | Self::SupportPersonConsent => true,
            Self::Disclosure
            | Self::PrivacyNotice
            | Self::PsychotherapyConsent
            | Self::FeesAgreement
            | Self::TelehealthConsent
            | Self::MessagesConsent
            | Self::TouchConsent
            | Self::RecordingConsent
            | Self::CouplesAgreement => false,
        }
    }

    /// The text with its gaps.
    ///
    /// What each must say: the disclosure, C.R.S. 12-245-216, without the paragraph on levels of regulation that SB24-115
    /// repealed, and with the seven-year notice of 12-245-226; the privacy notice, 45 CFR 164.520, with the paragraph
    /// on 42 CFR Part 2 that is asked for since February 16, 2026; telehealth, policy 30-1 of the licensing boards; the
    /// estimate among the fees, 45 CFR 149.610. The agreement for couples follows what the field has agreed on: who is
    /// the client, one of two ways with what is told alone, release with all signatures, fear asked about alone.
    fn gapped(self) -> &'static str {
        match self {
            Self::Disclosure => include_str!("../documents/disclosure.md"),
            Self::PrivacyNotice => include_str!("../documents/privacy-notice.md"),
            Self::PsychotherapyConsent => include_str!("../documents/psychotherapy-consent.md"),
            Self::PreparationIntegrationConsent => include_str!("../documents/preparation-integration-consent.md"),
            Self::TelehealthConsent => include_str!("../documents/telehealth-consent.md"),
            Self::FeesAgreement => include_str!("../documents/fees.md"),
            Self::MessagesConsent => include_str!("../documents/email-and-text.md"),
            Self::SupportPersonConsent => include_str!("../documents/support-person.md"),
            Self::TouchConsent => include_str!("../documents/touch.md"),
            Self::RecordingConsent => include_str!("../documents/recording.md"),
            Self::CouplesAgreement => include_str!("../documents/couples-agreement.md"),
        }
    }
}

impl Facts {
    /// A text with its gaps filled: these ones, then what the practice says of itself. What is filled in is not looked
    /// through for gaps again.
    pub(crate) fn fill(&self, gapped: &str, more: &[(&str, &str)]) -> String {
        let (status, clinicians, hours) = (self.status(), self.clinicians(), self.cancel_until_hours.to_string());
        let fees = self.fees.join("\n\n");
        let gaps = [
            ("status", status.as_str()),
            ("practice", &self.practice_name),
            ("address", &self.address),
            ("phone", &self.phone),
            ("email", &self.email),
            ("clinicians", &clinicians),
            ("board", &self.board),
            ("fees", &fees),
            ("cancel_hours", &hours),
        ];
        let known = |name: &str| more.iter().chain(&gaps).find(|(gap, _)| *gap == name).map(|(_, words)| *words);
        let mut filled = String::new();
        for (place, part) in gapped.trim().split('{').enumerate() {
            match part.split_once('}').filter(|_| place > 0) {
                Some((gap, rest)) => filled.extend([said(known(gap).unwrap_or_default()), rest]),
                None => filled.push_str(part),
            }
        }
        filled
    }

    fn status(&self) -> String {
        match self.adopted {
            Some(date) => format!("In effect since {}.", date.strftime("%B %-d, %Y")),
            None => DRAFT.to_owned(),
        }
    }

    /// A paragraph for each clinician.
    fn clinicians(&self) -> String {
        let told = self.clinicians.iter().map(|person| {
            let Credentials { name, credentials, asked_for } = person;
            format!("{name}: {}. What this asked for: {}", said(credentials.trim_end_matches('.')), said(asked_for))
        });
        told.collect::<Vec<_>>().join("\n\n")
    }
}

/// A document as this practice gives it out now.
pub fn document(kind: DocumentKind, facts: &Facts) -> Document {
    let text = facts.fill(kind.gapped(), &[]);
    Document { kind, version: kind.version(), language: LANGUAGE, title: kind.word(), text }
}

fn said(words: &str) -> &str {
    let words = words.trim();
    if words.is_empty() { MISSING } else { words }
}

#[cfg(test)]
pub(crate) fn facts() -> Facts {
    Facts {
        practice_name: "Foothill Couples Therapy".to_owned(),
        address: "1200 Example Street, Lakewood, Colorado".to_owned(),
        phone: "(303) 555-0142".to_owned(),
        email: "hello@example.org".to_owned(),
        clinicians: vec![Credentials {
            name: "Dana Whitfield".to_owned(),
            credentials: "Licensed Marriage and Family Therapist".to_owned(),
            asked_for: "A master’s degree, two years of supervised practice, an examination".to_owned(),
        }],
        board: "The board, 1 Example Plaza, Denver, Colorado, (303) 555-0100".to_owned(),
        fees: vec!["A visit of 38 to 52 minutes: $165.00".to_owned()],
        cancel_until_hours: 24,
        adopted: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::date;

    fn text(kind: DocumentKind) -> String {
        document(kind, &facts()).text
    }

    #[test]
    fn every_document_is_whole_and_plain() {
        for kind in DocumentKind::ALL {
            let text = text(kind);
            assert!(text.starts_with(DRAFT), "{kind:?}");
            assert!(text.lines().count() > 20 && !text.contains(['{', '}']) && !text.contains(MISSING), "{kind:?}");
            let marked = text.lines().filter(|line| line.starts_with(['#', '-', '*', '>', '|', ' ']));
            assert!(marked.clone().all(|line| line.starts_with("## ")), "{kind:?}");
            assert!(marked.count() > 3, "{kind:?}");
        }
    }

    #[test]
    fn behaviour_7_the_disclosure_says_what_the_law_asks_and_nothing_that_was_repealed() {
        let text = text(DocumentKind::Disclosure);
        for wanted in [
            "Foothill Couples Therapy",
            "1200 Example Street",
            "(303) 555-0142",
            "Licensed Marriage and Family Therapist",
            "supervised practice",
            "Division of Professions and Occupations",
            "1 Example Plaza",
            "second opinion",
            "end therapy, at any time",
            "how long therapy may last",
            "sexual intimacy is never appropriate",
            "reported to the board",
            "12-245-220",
            "seven years",
            "12-245-226(1)(a)(II)(A)",
        ] {
            assert!(text.contains(wanted), "{wanted}");
        }
        assert!(!text.contains("levels of regulation") && !text.to_lowercase().contains("registered psychotherapist"));
    }

    #[test]
    fn each_document_says_what_it_must() {
        for (kind, wanted) in [
            (
                DocumentKind::PrivacyNotice,
                &["42 CFR Part 2", "paid for a visit in full", "sealed to the therapist"][..],
            ),
            (DocumentKind::PsychotherapyConsent, &["24 hours", "988", "Other ways", "supervision", "the board"]),
            (
                DocumentKind::PreparationIntegrationConsent,
                &["does not prescribe", "off-label", "Schedule III", "not to drive", "entirely separate", "release"],
            ),
            (
                DocumentKind::TelehealthConsent,
                &["You can refuse", "records a visit", "in Colorado", "connection breaks"],
            ),
            (DocumentKind::FeesAgreement, &["$165.00", "24 hours", "149.610", "$400", "Medicaid", "bill of its own"]),
            (DocumentKind::MessagesConsent, &["not encrypted all the way", "reminders included", "988"]),
            (DocumentKind::SupportPersonConsent, &["get home", "What they are not told", "You alone can withdraw"]),
            (DocumentKind::TouchConsent, &["no until you say", "Sexual touch is never", "trainee", "ordinary day"]),
            (DocumentKind::RecordingConsent, &["no is a complete answer", "encrypted", "deleted", "purpose below"]),
            (
                DocumentKind::CouplesAgreement,
                &[
                    "you are the client",
                    "have a record of their own",
                    "No secrets:",
                    "Limited secrets:",
                    "only when all of you sign",
                    "asked alone about fear",
                    "treatment of one person",
                    "can leave at any time",
                    "in Colorado during a joint visit",
                ],
            ),
        ] {
            for words in wanted {
                assert!(text(kind).contains(words), "{kind:?}: {words}");
            }
        }
    }

    #[test]
    fn what_the_practice_has_not_said_is_marked_as_missing() {
        let text = document(DocumentKind::Disclosure, &Facts::default()).text;
        assert_eq!(text.matches(MISSING).count(), 5, "{text}");
    }

    #[test]
    fn an_adopted_document_says_since_when() {
        let facts = Facts { adopted: Some(date("2026-09-01")), ..facts() };
        for kind in DocumentKind::ALL {
            assert!(document(kind, &facts).text.starts_with("In effect since September 1, 2026"), "{kind:?}");
        }
    }
}
