//! What a signer fills in on a document: it becomes part of the text that they sign.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::text::Line;
use terms::words;

use crate::document::{Document, DocumentKind};

words! {
    /// Something that a document asks whoever signs it to fill in.
    FillIn {
        TouchKind = "touch", "What touch is all right, and where";
        StopSign = "stop-sign", "My sign for stop, without words";
        RecordingPurpose = "purpose", "What the recording is for";
        RecordingUntil = "until", "Deleted at the latest on";
        MessagesBy = "messages-by", "How you may write to me";
        SupportPerson = "person", "My support person";
        SecretsChoice = "secrets", "What one of us tells alone";
    }

    /// How a client agreed to be written to.
    MessagesBy {
        EmailAndText = "email-and-text", "By email and by text message";
        EmailOnly = "email", "By email only";
        TextOnly = "text", "By text message only";
    }

    /// What a couple chose about what one of them tells alone (domain: the "no secrets" or "limited secrets" agreement).
    SecretsChoice {
        NoSecrets = "no-secrets", "No secrets";
        LimitedSecrets = "limited-secrets", "Limited secrets";
    }
}

/// How something is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilledHow {
    /// In a line of one's own words.
    Words,
    /// With a date.
    Date,
    /// With one of these: code and words.
    OneOf(Vec<(&'static str, &'static str)>),
}

/// One thing as it was filled in. Choices are kept by their code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledIn {
    /// What was asked.
    pub asked: FillIn,
    /// What was filled in.
    pub answer: Line,
}

impl FillIn {
    /// How it is filled in.
    pub fn how(self) -> FilledHow {
        match self {
            Self::TouchKind | Self::StopSign | Self::RecordingPurpose | Self::SupportPerson => FilledHow::Words,
            Self::RecordingUntil => FilledHow::Date,
            Self::MessagesBy => FilledHow::OneOf(MessagesBy::ALL.map(|one| (one.code(), one.word())).to_vec()),
            Self::SecretsChoice => FilledHow::OneOf(SecretsChoice::ALL.map(|one| (one.code(), one.word())).to_vec()),
        }
    }

    /// The answer as the document says it; `None` when it does not answer this.
    fn said(self, answer: &Line) -> Option<String> {
        match self.how() {
            FilledHow::Words => Some(answer.as_str().to_owned()),
            FilledHow::Date => answer.as_str().parse::<Date>().ok().map(long_date),
            FilledHow::OneOf(options) => {
                let chosen = options.into_iter().find(|(code, _)| *code == answer.as_str());
                chosen.map(|(_, word)| word.to_owned())
            }
        }
    }
}

impl DocumentKind {
    /// What it asks whoever signs it to fill in. Nothing of it may stay blank.
    pub fn fill_ins(self) -> &'static [FillIn] {
        match self {
            Self::TouchConsent => &[FillIn::TouchKind, FillIn::StopSign],
            Self::RecordingConsent => &[FillIn::RecordingPurpose, FillIn::RecordingUntil],
            Self::MessagesConsent => &[FillIn::MessagesBy],
            Self::SupportPersonConsent => &[FillIn::SupportPerson],
            Self::CouplesAgreement => &[FillIn::SecretsChoice],
            Self::Disclosure
            | Self::PrivacyNotice
            | Self::PsychotherapyConsent
            | Self::FeesAgreement
            | Self::PreparationIntegrationConsent
            | Self::TelehealthConsent => &[],
        }
    }
}

impl Document {
    /// The text with what was filled in; the first thing that is missing, or that is no answer, otherwise.
    pub fn filled(&self, filled: &[FilledIn]) -> Result<String, FillIn> {
        let mut text = self.text.clone();
        for (place, asked) in self.kind.fill_ins().iter().enumerate() {
            let answer = filled.iter().find(|one| one.asked == *asked).and_then(|one| asked.said(&one.answer));
            let answer = answer.ok_or(*asked)?;
            if place == 0 {
                text.push_str("\n\n## What is filled in");
            }
            text.extend(["\n\n", asked.word(), ": ", &answer]);
        }
        Ok(text)
    }
}

/// "June 22, 2026".
pub(crate) fn long_date(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{document, facts};
    use crate::made_up::line;

    fn filled(pairs: &[(FillIn, &str)]) -> Vec<FilledIn> {
        pairs.iter().map(|(asked, answer)| FilledIn { asked: *asked, answer: line(answer) }).collect()
    }

    #[test]
    fn behaviour_8_nothing_that_a_document_asks_for_stays_blank() {
        use DocumentKind as Kind;
        use FillIn as Fill;
        let recording = &[(Fill::RecordingPurpose, "To look back together"), (Fill::RecordingUntil, "2026-12-31")];
        for (kind, given, expected) in [
            (Kind::TelehealthConsent, &[][..], Ok("")),
            (Kind::TouchConsent, &[], Err(Fill::TouchKind)),
            (Kind::TouchConsent, &[(Fill::TouchKind, "A hand to hold")], Err(Fill::StopSign)),
            (Kind::RecordingConsent, recording, Ok("Deleted at the latest on: December 31, 2026")),
            (Kind::RecordingConsent, &[recording[0], (Fill::RecordingUntil, "soon")], Err(Fill::RecordingUntil)),
            (Kind::MessagesConsent, &[(Fill::MessagesBy, "email")], Ok("How you may write to me: By email only")),
            (Kind::MessagesConsent, &[(Fill::MessagesBy, "pigeon")], Err(Fill::MessagesBy)),
            (Kind::MessagesConsent, &[(Fill::SecretsChoice, "email")], Err(Fill::MessagesBy)),
            (Kind::CouplesAgreement, &[(Fill::SecretsChoice, "no-secrets")], Ok("tells alone: No secrets")),
        ] {
            let document = document(kind, &facts());
            let text = document.filled(&filled(given));
            assert_eq!(text.as_ref().err(), expected.err().as_ref(), "{kind:?} {given:?}");
            if let (Ok(text), Ok(ends)) = (text, expected) {
                assert!(text.starts_with(&document.text) && text.ends_with(ends), "{text}");
            }
        }
    }
}
