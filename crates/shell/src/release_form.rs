//! A release of information as fields of a form and as it is read: to whom, what, what for, until when. Client and team
//! fill in the same. Sexual health is never chosen beforehand.

use care::release::{Recipient, ReleaseTerms, ReleasedPart};
use care::release_step::ReleaseRefusal;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use terms::ids::ReleaseId;

use crate::fields::{Kind, Problem, hidden};
use crate::form::Posted;
use crate::reading::Reading;
use crate::typed::Typed;

/// As it is first shown: to a prescriber, at the client's request, for half a year.
pub fn first_release(today: Date) -> Posted {
    Posted::from_pairs([
        ("kind", Recipient::Prescriber.code().to_owned()),
        ("purpose", "At my request".to_owned()),
        ("until", today.saturating_add(6.months()).to_string()),
    ])
}

/// The fields. `fresh` is the id that the release gets.
pub fn release_fields(typed: &Typed<'_>, fresh: &str) -> Markup {
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).unwrap_or(fresh);
    let kinds = Recipient::ALL.map(|kind| (kind.code(), kind.word()));
    let parts = ReleasedPart::ALL.map(|part| (part.code(), part.word()));
    html! {
        (hidden("id", id))
        (typed.one_of("kind", "To", &kinds))
        (typed.input("to", "Name", Some("The person or place: Dr. Rivera, Foothill Clinic"), Kind::Line))
        (typed.input("reach", "Phone, fax or address", Some("May stay empty"), Kind::Line))
        (typed.several("parts", "What is given", &parts))
        p.small.dim { "Psychotherapy notes are never part of it. Sexual health is given only when it is chosen here." }
        (typed.input("purpose", "What for", None, Kind::Line))
        (typed.input("until", "Last day", Some("At most two years from today"), Kind::Date))
        (typed.input("event", "Or earlier, when this happens", Some("May stay empty: when treatment at the clinic ends"), Kind::Line))
    }
}

/// What to do where the terms can't be so; `None` for a refusal that has nothing to do with them.
pub fn terms_refused(refusal: ReleaseRefusal) -> Option<Problem> {
    let (field, words) = match refusal {
        ReleaseRefusal::NothingGiven => ("parts", "Choose at least one thing that is given"),
        ReleaseRefusal::EndsBeforeToday => ("until", "Choose today or a day to come"),
        ReleaseRefusal::RunsTooLong => ("until", "Choose a day within two years. It can be signed anew then"),
        ReleaseRefusal::AtRest(_)
        | ReleaseRefusal::NotThisText
        | ReleaseRefusal::AlreadySigned
        | ReleaseRefusal::Over
        | ReleaseRefusal::NothingSigned
        | ReleaseRefusal::NotAsked
        | ReleaseRefusal::NoSuchRelease => return None,
    };
    Some(Problem { field, words: words.to_owned() })
}

/// Reads them.
pub fn read_release(posted: &Posted) -> Result<(ReleaseId, ReleaseTerms), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let id: Option<ReleaseId> = posted.one("id").parse().ok();
    let id = form.wanted("to", id, "Open this page again, and fill it in once more");
    let kind = Recipient::from_code(posted.one("kind"));
    let kind = form.wanted("kind", kind, "Choose one");
    let to = form.line("to");
    let to = form.wanted("to", to, "Write who gets it, by name");
    let reach = form.line("reach");
    let parts: Vec<ReleasedPart> =
        posted.all("parts").iter().filter_map(|code| ReleasedPart::from_code(code)).collect();
    let purpose = form.line("purpose");
    let purpose = form.wanted("purpose", purpose, "Write what for. “At my request” is enough");
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day as year, month and day: 2026-12-31");
    let event = form.line("event");
    let terms = kind.zip(to).zip(purpose.zip(until)).map(|((kind, to), (purpose, until))| ReleaseTerms {
        kind,
        to,
        reach,
        parts,
        purpose,
        until,
        event,
    });
    form.done(id.zip(terms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_read_and_what_is_missing_is_asked_for() {
        let posted = Posted::from_pairs([
            ("id", "rrrrrrrrrr"),
            ("kind", "prescriber"),
            ("to", "Dr. Example"),
            ("parts", "health-flags"),
            ("purpose", "At my request"),
            ("until", "2026-12-31"),
        ]);
        let (_, terms) = read_release(&posted).unwrap();
        assert_eq!((terms.kind, terms.parts), (Recipient::Prescriber, vec![ReleasedPart::HealthFlags]));
        let problems = read_release(&Posted::default()).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["to", "kind", "purpose", "until"]);
    }
}
