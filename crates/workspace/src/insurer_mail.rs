//! Who reads what the insurer writes, as the client said on the phone or in the room; and the letter to the plan.

use actions::answer_mail::{AnswerRefusal, answer_mail};
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::insurer_letter::insurer_letter;
use shell::mail_form::{mail_as_posted, mail_at_rest, mail_fields, mail_refused, mail_words, read_mail};
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::coverage_kit::back;

/// The form and the letter.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/coverage/mail", get(show).post(answer))
        .route("/billing/{subject}/coverage/letter", get(letter))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let stored = known.coverage().mail().map(mail_as_posted).unwrap_or_default();
            let main = page(&known, &Typed { posted: posted.unwrap_or(&stored), problems });
            asked.form_page(("Insurer’s mail", "/billing/coverage"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn answer(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let told = match read_mail(&posted) {
        Ok(told) => told,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| answer_mail(house, by, subject, &told)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=mail")),
        Err(Ok(refusal)) => shown(&asked, subject, Some(&posted), &[words(&asked, refusal)]).await,
        Err(Err(page)) => *page,
    }
}

fn words(asked: &Asked, refusal: AnswerRefusal) -> Problem {
    match refusal {
        AnswerRefusal::Mail(refusal) => mail_refused(refusal),
        AnswerRefusal::AtRest(resting) => mail_at_rest(resting, asked.by.now, &asked.house.zone()),
    }
}

async fn letter(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let coverage = known.coverage();
    let today = asked.house.today(asked.by.now);
    let main = html! {
        (back(&known))
        @match coverage.plan().zip(coverage.mail()) {
            Some((plan, answer)) => (insurer_letter(&known.client, plan, answer, today)),
            None => div.card.empty { p { "There is no letter yet. Write down the plan and what the client wants first." } },
        }
        p.small.dim.noprint { "Print it for the client to sign and send. Ask where it may be handed over: never mail it to a shared address." }
    };
    reply::ok(asked.page(("Letter to the plan", "/billing/coverage"), None, main))
}

fn page(known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    html! {
        (back(known))
        header { h1 { "Who reads the insurer’s mail?" } p.dim.measure { "Read this to the client where nobody listens, and write down what they say." } }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" novalidate { (mail_words()) (mail_fields(typed)) (fields::submit("Save the answer")) }
    }
}
