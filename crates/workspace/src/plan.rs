//! The treatment plan: what is treated, what for, how, and when it is looked at again.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::write_plan::write_plan;
use axum::Router;
use axum::routing::get;
use care::treatment_plan::{PlanRefusal, TreatmentPlan, WrittenPlan};
use jiff::civil::Date;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;
use terms::text::Prose;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, long_day};
use shell::reading::Reading;
use shell::typed::Typed;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/plan", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let plan = match read(&posted, asked.house.today(asked.by.now)) {
        Ok(plan) => plan,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| write_plan(house, by, subject, &plan)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/plan?done=written")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, Some(&posted), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let stored = as_posted(open.chart.plan());
    let main = page(asked, &open, &Typed { posted: posted.unwrap_or(&stored), problems });
    let title = format!("Chart {}", open.client.chart_number);
    let toast = (asked.query("done") == "written").then_some("The plan is written. The one before stays readable.");
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

fn as_posted(written: Option<&WrittenPlan>) -> Posted {
    let Some(TreatmentPlan { diagnosis, in_effect_from, problem, goals, methods, review_on }) =
        written.map(|written| &written.plan)
    else {
        return Posted::default();
    };
    let prose = |text: &Option<Prose>| text.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
    Posted::from_pairs([
        ("diagnosis", diagnosis.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default()),
        ("from", in_effect_from.map(|day| day.to_string()).unwrap_or_default()),
        ("problem", prose(problem)),
        ("goals", prose(goals)),
        ("methods", prose(methods)),
        ("review", review_on.map(|day| day.to_string()).unwrap_or_default()),
    ])
}

fn read(posted: &Posted, today: Date) -> Result<TreatmentPlan, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let in_effect_from = form.date("from");
    let plan = TreatmentPlan {
        diagnosis: form.diagnosis("diagnosis", in_effect_from.or(Some(today))),
        in_effect_from,
        problem: form.prose("problem"),
        goals: form.prose("goals"),
        methods: form.prose("methods"),
        review_on: form.date("review"),
    };
    form.done(Some(plan))
}

fn words(refusal: PlanRefusal) -> Problem {
    let (field, words) = match refusal {
        PlanRefusal::NothingWritten => ("problem", "Write at least one part of the plan"),
        PlanRefusal::NothingInEffect => {
            ("from", "Enter the diagnosis that is in effect from this day, or leave the day empty")
        }
        PlanRefusal::ReviewInThePast => ("review", "Choose today or a day to come"),
    };
    Problem { field, words: words.to_owned() }
}

fn page(asked: &Asked, open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let at = |written: &WrittenPlan| long_day(asked.house.today(written.at));
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Treatment plan" }
                p.dim { @match open.chart.plan() { Some(written) => { "Written " (at(written)) "." }, None => "Not written yet. A few lines are enough to begin with." } }
            }
            (subnav(open, "/plan"))
        }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" {
            (typed.input("diagnosis", "Diagnosis", Some("ICD-10-CM code. It is what a superbill names; nothing else of this page leaves the chart"), Kind::Line))
            (typed.input("from", "In effect from", Some("A visit before this day keeps the diagnosis of before, also when its note is late. Empty: since the first visit"), Kind::Date))
            (typed.area("problem", "What troubles them", None))
            (typed.area("goals", "What they want to be different", Some("In their words where you can")))
            (typed.area("methods", "What we do for it", None))
            (typed.input("review", "Look at it again on", None, Kind::Date))
            div.row { button.btn { "Write the plan" } }
        }
        @if !open.chart.on_own_plan().is_empty() {
            section.stack aria-labelledby="couples" {
                h2 #couples { "Couple’s visits on their plan" }
                p.small.dim { "Why each was needed for this person. Their partner never reads it." }
                @for visit in open.chart.on_own_plan().iter().rev() {
                    details {
                        summary { (long_day(visit.date)) ", " (visit.diagnosis.as_str()) @if !visit.was_there { ", without them" } }
                        (paragraphs(visit.why.as_str()))
                    }
                }
            }
        }
        @if !open.chart.earlier_plans().is_empty() {
            section.stack aria-labelledby="earlier" {
                h2 #earlier { "Earlier plans" }
                @for written in open.chart.earlier_plans().iter().rev() {
                    details { summary { (at(written)) } (read_only(&written.plan)) }
                }
            }
        }
    }
}

fn read_only(plan: &TreatmentPlan) -> Markup {
    let parts = [
        ("What troubles them", &plan.problem),
        ("What they want to be different", &plan.goals),
        ("What we do for it", &plan.methods),
    ];
    html! {
        dl.facts {
            @if let Some(code) = &plan.diagnosis { dt { "Diagnosis" } dd { (code.as_str()) @if let Some(from) = plan.in_effect_from { ", from " (long_day(from)) } } }
            @for (word, text) in parts { @if let Some(text) = text { dt { (word) } dd { (text.as_str()) } } }
            @if let Some(day) = plan.review_on { dt { "Looked at again" } dd { (long_day(day)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_what_the_form_says() {
        let posted = Posted::from_pairs([("diagnosis", "f33.1"), ("goals", "To sleep."), ("review", "2026-09-01")]);
        let today: Date = "2026-06-22".parse().unwrap();
        let plan = read(&posted, today).unwrap();
        let written =
            WrittenPlan { at: jiff::Timestamp::UNIX_EPOCH, by: "dddddddddd".parse().unwrap(), plan: plan.clone() };
        assert_eq!(read(&as_posted(Some(&written)), today), Ok(plan));
        let fields = |posted: &[(&'static str, &'static str)]| {
            let problems = read(&Posted::from_pairs(posted.iter().copied()), today).err().unwrap_or_default();
            problems.iter().map(|problem| problem.field).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(fields(&[("diagnosis", "depression"), ("review", "soon")]), "diagnosis review");
        for (code, from, expected) in [
            ("F43.8", "2022-09-30", ""),
            ("F43.8", "", "diagnosis"),
            ("F43.81", "2022-09-30", "diagnosis"),
            ("F33", "", "diagnosis"),
        ] {
            assert_eq!(
                fields(&[("diagnosis", code), ("from", from), ("goals", "To sleep.")]),
                expected,
                "{code} {from}"
            );
        }
    }

    #[test]
    fn each_refusal_says_what_to_do() {
        assert_eq!(words(PlanRefusal::NothingWritten).field, "problem");
        assert_eq!(words(PlanRefusal::NothingInEffect).field, "from");
        assert_eq!(words(PlanRefusal::ReviewInThePast).words, "Choose today or a day to come");
    }
}
