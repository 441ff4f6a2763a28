//! Who reads what your insurer writes, before any claim is made; what you would like done about it; and the letter.

use actions::answer_mail::{AnswerRefusal, answer_mail};
use actions::house::House;
use actions::see_my_coverage::see_my_coverage;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::insurer_letter::insurer_letter;
use shell::mail_form::{mail_as_posted, mail_at_rest, mail_fields, mail_refused, mail_words, read_mail};
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::again::page_or_again;
use crate::asked::Asked;

/// The question and the letter.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money/mail", get(show).post(answer)).route("/my/money/mail/letter", get(letter))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(see_my_coverage).await {
        Ok(mine) => {
            let stored = mine.own.coverage().mail().map(mail_as_posted).unwrap_or_default();
            let main = page(&Typed { posted: posted.unwrap_or(&stored), problems });
            page_or_again(asked, ("Your insurer’s mail", "/my/money"), None, (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn answer(asked: Asked, posted: Posted) -> Reply {
    let told = match read_mail(&posted) {
        Ok(told) => told,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    let me = asked.client.subject;
    let made = asked.act(move |house, by| answer_mail(house, by, me, &told)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go("/my/money/coverage?done=mail"),
        Err(Ok(refusal)) => shown(&asked, Some(&posted), &[words(&asked, refusal)]).await,
        Err(Err(page)) => *page,
    }
}

fn words(asked: &Asked, refusal: AnswerRefusal) -> Problem {
    match refusal {
        AnswerRefusal::Mail(refusal) => mail_refused(refusal),
        AnswerRefusal::AtRest(resting) => mail_at_rest(resting, asked.by.now, &asked.house.zone()),
    }
}

async fn letter(asked: Asked) -> Reply {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble),
    };
    let coverage = mine.own.coverage();
    let today = asked.house.today(asked.by.now);
    let main = html! {
        p.small { a href="/my/money/coverage" { "Insurance and costs" } }
        @match coverage.plan().zip(coverage.mail()) {
            Some((plan, answer)) => {
                (insurer_letter(&mine.own.client, plan, answer, today))
                p.small.dim.noprint { "Print it, sign it, and send it to your plan, or read it to them on the phone. When they say yes, tell us." }
            },
            None => div.card.empty { p { "There is no letter yet. Say first what you would like." } },
        }
    };
    reply::ok(asked.page(("Letter to your plan", "/my/money"), None, main))
}

fn page(typed: &Typed<'_>) -> Markup {
    html! {
        header.stack.tight { p.small { a href="/my/money/coverage" { "Insurance and costs" } } h1 { "Who reads your insurer’s mail?" } }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" novalidate { (mail_words()) (mail_fields(typed)) (fields::submit("Save")) }
    }
}
