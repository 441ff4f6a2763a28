//! How a visit is billed, as whoever signs its note says it: what it was besides its time, and who pays for a couple's.

use actions::open_draft::OpenDraft;
use actions::sign_note::{Billed, SigningRefusal};
use care::couple_paying::{OnPlanRefusal, WhyOnPlan};
use care::note::{DraftNote, NoteKind};
use maud::{Markup, html};
use money::fee::Code;
use money::manner::{MOST_MEASURES, Manner, MannerRefusal, beside, code_of, fee_of};
use shell::fields::{Kind, Problem, tick};
use shell::form::Posted;
use shell::reading::Reading;
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::practice::Fees;

use crate::dates::long_day;

/// What was said; a couple pays themselves unless one partner's plan is chosen.
pub fn read(posted: &Posted) -> Result<Billed, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let plan_of = plan_of(posted);
    let measures = form.number("measures").unwrap_or_default();
    let was_there = !posted.has("absent", "yes");
    let on_plan = plan_of.and_then(|whose| {
        let why = form.prose("why");
        let why = form.wanted("why", why, "Write why this visit was needed for their diagnosis")?;
        Some((whose, WhyOnPlan { was_there, why, knows_seldom_covered: posted.has("seldom", "yes") }))
    });
    let manner = Manner {
        is_crisis: posted.has("crisis", "yes"),
        is_complex: posted.has("harder", "yes"),
        measures,
        without_client: plan_of.is_some() && !was_there,
    };
    form.done(Some(Billed { manner, on_plan }))
}

/// The partner whose plan is chosen, if one is.
pub fn plan_of(posted: &Posted) -> Option<SubjectId> {
    posted.one("pays").parse().ok()
}

/// What can be said; what the practice asks nothing for is not asked about. An attended dosing day and a first conversation
/// have one fee and nothing beside it.
pub fn fields(open: &OpenDraft, typed: &Typed<'_>, fees: &Fees) -> Markup {
    let harder = |typed| {
        if fees.beside.complex_cents.0 > 0 {
            harder(typed)
        } else {
            html! {}
        }
    };
    let measures = |typed| {
        if fees.beside.measure_cents.0 > 0 {
            measures(typed)
        } else {
            html! {}
        }
    };
    match open.draft.kind {
        NoteKind::AttendedDosing | NoteKind::FirstConversation => html! {},
        NoteKind::Couple => html! { (couple(open, typed)) (measures(typed)) },
        NoteKind::Intake => html! { (harder(typed)) (measures(typed)) },
        NoteKind::Therapy | NoteKind::Preparation | NoteKind::Integration | NoteKind::Closing => html! {
            (tick("crisis", "This was a crisis visit", Some("Somebody was in great distress and could not wait. From 30 minutes on"), typed.posted.has("crisis", "yes"), typed.problems))
            (harder(typed))
            (measures(typed))
        },
    }
}

fn harder(typed: &Typed<'_>) -> Markup {
    let why = "An interpreter, a quarrel in the room, a report that had to be made: say which in the note";
    tick(
        "harder",
        "It was much harder than usual to understand each other",
        Some(why),
        typed.posted.has("harder", "yes"),
        typed.problems,
    )
}

fn measures(typed: &Typed<'_>) -> Markup {
    typed.input(
        "measures",
        "Questionnaires answered and scored",
        Some("Each has a code of its own. Empty: none"),
        Kind::Number,
    )
}

/// Who pays. The plan of a partner stands for their own diagnosis alone (docs/decisions/0011-couples.md).
fn couple(open: &OpenDraft, typed: &Typed<'_>) -> Markup {
    let themselves = ("self".to_owned(), "The couple themselves".to_owned());
    let plans =
        open.members.iter().map(|member| (member.subject.to_string(), format!("{}’s plan", member.name.as_str())));
    let options: Vec<(String, String)> = [themselves].into_iter().chain(plans).collect();
    let is_open = plan_of(typed.posted).is_some() || !typed.problems.is_empty();
    html! {
        (typed.select("pays", "Who pays", &options))
        details open[is_open] {
            summary { "On one partner’s plan" }
            div.stack {
                p.small.dim { "A plan pays for one person’s own diagnosis, of the treatment plan in their own chart. What you write here stands in that chart, and the other never reads it." }
                (typed.area("why", "Why this visit was needed for their diagnosis", Some("What it treats, and what would happen without it")))
                (tick("absent", "That partner was not there", None, typed.posted.has("absent", "yes"), typed.problems))
                (tick("seldom", "Sign even if their only diagnosis is Z63.0", Some("Most plans don’t cover it by itself"), typed.posted.has("seldom", "yes"), typed.problems))
            }
        }
    }
}

/// What the ledger will say, from the same rules that make the charge.
pub fn charge(draft: &DraftNote, fees: &Fees, manner: Manner) -> Markup {
    let Some(length) = draft.length().filter(|length| length.0 > 0) else {
        return html! { p.dim { "Start and end are missing, so there is no length to go by." } };
    };
    let kind = draft.kind.into();
    let amount = fee_of(kind, length, manner, fees);
    let beside = if amount.0 > 0 { beside(kind, length, manner, fees) } else { Vec::new() };
    html! {
        dl.facts {
            dt { "Date" } dd { (long_day(draft.date)) }
            dt { "For" } dd { (billed_as(draft.kind)) }
            dt { "Length" } dd { (length) }
            @if let Some(code) = code_of(kind, length, manner) { dt { "Code" } dd.mono { (code) } }
            dt { "Fee" } dd { @if amount.0 > 0 { (amount) } @else { "No charge" } }
            @for it in &beside { dt { (beside_word(it.code)) } dd { span.mono { (it.code) } @if it.units > 1 { " × " (it.units) } ", " (it.cents()) } }
        }
    }
}

/// In our own words; the code's text is not ours.
fn beside_word(code: Code) -> &'static str {
    match code.0 {
        90_840 => "Further half hours",
        96_127 => "Questionnaires",
        _ => "Harder than usual",
    }
}

fn billed_as(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::FirstConversation => "First conversation",
        // Preparation and integration are psychotherapy; billing does not learn which it was.
        NoteKind::Intake => "Intake",
        NoteKind::Couple => "Psychotherapy with both partners",
        NoteKind::Therapy | NoteKind::Preparation | NoteKind::Integration | NoteKind::Closing => "Psychotherapy",
        NoteKind::AttendedDosing => "Attended dosing day, private pay, on its own ledger",
    }
}

/// What to do about a visit that is not billed so, and on which field; none where it is the note itself.
pub fn problem(refusal: SigningRefusal) -> Option<Problem> {
    let (field, words) = match refusal {
        SigningRefusal::Note(_) => return None,
        SigningRefusal::Manner(MannerRefusal::NoCrisisOfThisKind) => {
            ("crisis", "Only a session with one client is billed as a crisis. Take the tick away".to_owned())
        }
        SigningRefusal::Manner(MannerRefusal::CrisisTooShort) => {
            ("crisis", "A crisis has its own code from 30 minutes on. Take the tick away; its time decides".to_owned())
        }
        SigningRefusal::Manner(MannerRefusal::NotHarder) => {
            ("harder", "This stands beside an intake or a session by its time, and beside nothing else. Take the tick away".to_owned())
        }
        SigningRefusal::Manner(MannerRefusal::TooManyMeasures) => ("measures", format!("Enter at most {MOST_MEASURES}")),
        SigningRefusal::OnPlan(OnPlanRefusal::NoDiagnosis) => {
            ("pays", "Their own chart has no diagnosis for that day. Write it into their treatment plan first, or let the couple pay".to_owned())
        }
        SigningRefusal::OnPlan(OnPlanRefusal::SeldomCovered) => {
            ("seldom", "Their only diagnosis is Z63.0, which most plans don’t cover by itself. Tick this to go on, or let the couple pay".to_owned())
        }
        SigningRefusal::NotOfThisCouple => ("pays", "Choose one of the two, or the couple themselves".to_owned()),
        SigningRefusal::NotTreated => {
            ("pays", "You don’t treat this person, so their chart is closed to you. Let the couple pay, or let their therapist write the note".to_owned())
        }
    };
    Some(Problem { field, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn billing_never_learns_which_psychotherapy_it_was() {
        let said = [NoteKind::Therapy, NoteKind::Preparation, NoteKind::Integration].map(billed_as);
        assert!(said.iter().all(|words| *words == "Psychotherapy"));
    }

    #[test]
    fn every_refusal_names_its_field() {
        for (refusal, field) in [
            (SigningRefusal::Manner(MannerRefusal::NoCrisisOfThisKind), "crisis"),
            (SigningRefusal::Manner(MannerRefusal::CrisisTooShort), "crisis"),
            (SigningRefusal::Manner(MannerRefusal::NotHarder), "harder"),
            (SigningRefusal::Manner(MannerRefusal::TooManyMeasures), "measures"),
            (SigningRefusal::OnPlan(OnPlanRefusal::NoDiagnosis), "pays"),
            (SigningRefusal::OnPlan(OnPlanRefusal::SeldomCovered), "seldom"),
            (SigningRefusal::NotOfThisCouple, "pays"),
            (SigningRefusal::NotTreated, "pays"),
        ] {
            assert_eq!(problem(refusal).map(|problem| problem.field), Some(field), "{refusal:?}");
        }
    }
}
