//! Safety: the plan in six steps, written together with the client, and every alert with what came of it.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::write_safety_plan::write_safety_plan;
use axum::Router;
use axum::routing::get;
use care::safety_plan::{SafetyPart, SafetyPlan, SafetyPlanRefusal, WrittenSafetyPlan};
use maud::{Markup, html};
use shell::crisis_lines::crisis_lines;
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use shell::reading::Reading;
use shell::typed::Typed;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/safety", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let plan = match read(&posted) {
        Ok(plan) => plan,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| write_safety_plan(house, by, subject, &plan)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/safety?done=written")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(SafetyPlanRefusal::Empty) => {
                let problem = Problem { field: SafetyPart::Signs.code(), words: "Write at least one step".to_owned() };
                shown(&asked, subject, Some(&posted), &[problem]).await
            }
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let stored = as_posted(open.workbook.safety_plan());
    let main = page(asked, &open, &Typed { posted: posted.unwrap_or(&stored), problems });
    let title = format!("Chart {}", open.client.chart_number);
    let toast = (asked.query("done") == "written").then_some("The plan is written. The client reads the same one.");
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

fn as_posted(written: Option<&WrittenSafetyPlan>) -> Posted {
    let text =
        |part: SafetyPart| written.and_then(|written| written.plan.part(part)).map(|text| text.as_str().to_owned());
    Posted::from_pairs(SafetyPart::ALL.map(|part| (part.code(), text(part).unwrap_or_default())))
}

fn read(posted: &Posted) -> Result<SafetyPlan, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let plan = SafetyPart::ALL
        .into_iter()
        .fold(SafetyPlan::default(), |plan, part| plan.with_part(part, form.prose(part.code())));
    form.done(Some(plan))
}

fn page(asked: &Asked, open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let zone = asked.house.zone();
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Safety" }
                p.dim { @match open.workbook.safety_plan() { Some(written) => { "Plan written " (moment(written.at, &zone)) "." }, None => "No plan is written yet." } }
            }
            (subnav(open, "/safety"))
        }
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" {
                p.small.dim { "Write it with the client, in their words. They read the same plan in their portal, and can change it there." }
                @for part in SafetyPart::ALL { (typed.area(part.code(), part.word(), Some(part.hint()))) }
                div.row { button.btn { "Write the plan" } }
            }
            div.stack { (alerts(asked, open)) (records(open)) }
        }
    }
}

fn alerts(asked: &Asked, open: &OpenChart) -> Markup {
    let zone = asked.house.zone();
    let all = open.workbook.alerts();
    html! {
        section.card.flush aria-labelledby="alerts" {
            h2 #alerts { "Alerts" }
            @if all.is_empty() { div.empty { p { "None so far. A quiet answer is no proof that all is well; ask." } } }
            ul.rows {
                @for alert in all.iter().rev() {
                    @let closing = open.chart.alerts_closed().iter().find(|closing| closing.id == alert.id);
                    li {
                        span.grow {
                            a.all href={ "/t/c/" (open.client.subject) "/alerts/" (alert.id) } { (moment(alert.at, &zone)) }
                            @if let Some(closing) = closing { br; span.xs.dim { (closing.risk.word()) ", " (closing.reached.word().to_lowercase()) } }
                        }
                        @if closing.is_some() { (badge(Tone::Ok, "Closed")) } @else { (badge(Tone::Warn, "Open")) }
                    }
                }
            }
        }
    }
}

/// What stands on pages of its own. Of people together nobody is asked alone.
fn records(open: &OpenChart) -> Markup {
    let place = format!("/t/c/{}/safety", open.client.subject);
    html! {
        section.card.stack.tight aria-labelledby="records" {
            h2 #records { "Also kept here" }
            @if open.client.members.is_empty() { p { a href={ (place) "/alone" } { "Asked alone" } " " span.dim { "before any work together" } } }
            details { summary { "Crisis lines" } ul.rows { (crisis_lines()) } }
            p { a href="/t/incidents" { "Incidents" } " " span.dim { "the practice's register" } }
            p { a href={ (place) "/records" } { "Records of safety" } " " span.dim { "risk assessed, warnings, reports" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_reads_back_as_it_was_written() {
        let posted = Posted::from_pairs(SafetyPart::ALL.map(|part| (part.code(), format!("On {}.", part.word()))));
        let plan = read(&posted).unwrap();
        for part in SafetyPart::ALL {
            assert_eq!(plan.part(part).map(|text| text.as_str().to_owned()), Some(format!("On {}.", part.word())));
        }
        assert!(read(&Posted::default()).unwrap().is_empty());
    }
}
