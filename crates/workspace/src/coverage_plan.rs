//! A client’s insurance plan, as its card says and the client tells.

use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use actions::tell_plan::tell_plan;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::plan::{ClientIs, Plan, PlanKind, PlanUse, Policyholder};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::coverage_kit::back;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/coverage/plan", get(show).post(tell))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let stored = known.coverage().plan().map(as_posted).unwrap_or_default();
            let main = page(&known, &Typed { posted: posted.unwrap_or(&stored), problems });
            asked.form_page(("Plan", "/billing/coverage"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn tell(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let plan = match read(&posted) {
        Ok(plan) => plan,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| tell_plan(house, by, subject, &plan)).await {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=plan")),
        Err(trouble) => asked.instead(trouble),
    }
}

/// The form as it would be filled in with this plan.
pub fn as_posted(plan: &Plan) -> Posted {
    let line = |line: &Option<terms::text::Line>| line.as_ref().map_or("", |line| line.as_str()).to_owned();
    let holder = plan.holder.as_ref();
    Posted::from_pairs([
        ("payer", plan.payer.as_str().to_owned()),
        ("payer-id", line(&plan.payer_id)),
        ("member", plan.member_id.as_str().to_owned()),
        ("group", line(&plan.group)),
        ("kind", plan.kind.code().to_owned()),
        ("used", plan.used.code().to_owned()),
        ("holder", holder.map_or("", |holder| holder.name.as_str()).to_owned()),
        ("born", holder.and_then(|holder| holder.born).map_or_else(String::new, |born| born.to_string())),
        ("client-is", holder.map_or("", |holder| holder.client_is.code()).to_owned()),
    ])
}

/// Reads the form of a plan.
pub fn read(posted: &Posted) -> Result<Plan, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let payer = form.line("payer");
    let payer = form.wanted("payer", payer, "Write who insures them, as the card says");
    let member = form.line("member");
    let member = form.wanted("member", member, "Write the member id from the card");
    let kind = form.wanted("kind", PlanKind::from_code(posted.one("kind")), "Choose a kind, or Other");
    let used = form.wanted("used", PlanUse::from_code(posted.one("used")), "Choose how the plan is used here");
    let (payer_id, group) = (form.line("payer-id"), form.line("group"));
    let (name, born) = (form.line("holder"), form.date("born"));
    let holder = name.and_then(|name| {
        let client_is = ClientIs::from_code(posted.one("client-is"));
        let client_is = form.wanted("client-is", client_is, "Choose what the client is to the holder")?;
        Some(Policyholder { name, born, client_is })
    });
    let told = payer.zip(member).zip(kind.zip(used));
    form.done(told.map(|((payer, member_id), (kind, used))| Plan {
        payer,
        payer_id,
        member_id,
        group,
        kind,
        used,
        holder,
    }))
}

fn page(known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    html! {
        (back(known))
        header { h1 { "Plan" } p.dim.measure { "For psychotherapy alone. Another payer, member or holder asks the client anew who reads the mail." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" novalidate {
            (card(typed))
            (holder(typed))
            (fields::submit("Save the plan"))
        }
    }
}

/// What stands on the card, and how the plan is used.
pub fn card(typed: &Typed<'_>) -> Markup {
    let kinds = PlanKind::ALL.map(|kind| (kind.code(), kind.word()));
    let uses = PlanUse::ALL.map(|used| (used.code(), used.word()));
    html! {
        section.card.stack aria-labelledby="card" {
            h2 #card { "On the card" }
            div.grid {
                (typed.input("payer", "Payer", Some("Who insures them"), Kind::Line))
                (typed.input("payer-id", "Payer id for electronic claims", Some("May stay empty"), Kind::Line))
                (typed.input("member", "Member id", None, Kind::Line))
                (typed.input("group", "Group", Some("May stay empty"), Kind::Line))
            }
            (typed.one_of("kind", "Kind of plan", &kinds))
            (typed.one_of("used", "How is it used here?", &uses))
        }
    }
}

/// Whoever holds it, when that is somebody else.
pub fn holder(typed: &Typed<'_>) -> Markup {
    let is = ClientIs::ALL.map(|case| (case.code(), case.word()));
    html! {
        section.card.stack aria-labelledby="holder-head" {
            h2 #holder-head { "If somebody else holds it" }
            div.grid {
                (typed.input("holder", "Name of the holder", Some("Empty: the client holds it"), Kind::Line))
                (typed.input("born", "Born", Some("A claim names it"), Kind::Date))
            }
            (typed.one_of("client-is", "The client is", &is))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_back_as_it_stands_and_a_holder_needs_what_the_client_is() {
        let pairs = [("payer", "Example Health Plan"), ("member", "M1"), ("kind", "ppo"), ("used", "claims")];
        let plan = read(&Posted::from_pairs(pairs)).unwrap();
        assert_eq!(read(&as_posted(&plan)).unwrap(), plan);
        let held = |is: &'static str| {
            read(&Posted::from_pairs(pairs.into_iter().chain([("holder", "Jo Keller"), ("client-is", is)])))
        };
        assert_eq!(held("").unwrap_err()[0].field, "client-is");
        assert_eq!(held("spouse").unwrap().holder.unwrap().client_is, ClientIs::Spouse);
        let missing: Vec<_> = read(&Posted::default()).unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(missing, ["payer", "member", "kind", "used"]);
    }
}
