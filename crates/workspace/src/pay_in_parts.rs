//! What a client owes, paid in parts on days that were agreed.

use actions::house::House;
use actions::pay_in_parts::{NewPlan, agree_plan, end_plan};
use actions::see_account::Account;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;
use money::payment_plan::{Every, Part, PlanRefusal};
use money::side::Side;
use shell::fields::{Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, Whose, problem, shown, told};

/// The form, and its end.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/ledger/{side}/plan", get(show).post(agree))
        .route("/billing/{subject}/ledger/{side}/plan/end", post(end))
}

const FORM: Form<'static> = Form {
    title: "Pay in parts",
    path: "plan",
    button: "Agree on it",
    lead: "All that they owe today, in two to four parts. It costs nothing. Payments count towards the parts as they come in.",
    nothing: "They owe nothing now.",
};

const END: Form<'static> = Form {
    title: "Pay in parts",
    path: "plan/end",
    button: "End it",
    lead: "There is a plan. Payments count towards its parts as they come in; it ends by itself when all is paid.",
    nothing: "There is no plan any more.",
};

async fn show(asked: Asked, At(whose): At<Whose>) -> Reply {
    let first = Posted::from_pairs([
        ("on", asked.house.today(asked.by.now).to_string()),
        ("every", Every::Month.code().to_owned()),
    ]);
    drawn(&asked, whose, (&first, &[])).await
}

/// The form to agree on a plan; the one to end it where there is one.
async fn drawn(asked: &Asked, whose: Whose, typed: (&Posted, &[Problem])) -> Reply {
    let (subject, side) = whose;
    let account = asked.act(move |house, by| actions::see_account::see_account(house, by, subject)).await;
    let has_plan = account.is_ok_and(|account| told(&account, side, (has_plan, has_plan)));
    if has_plan {
        shown(asked, whose, END, typed, ending(side)).await
    } else {
        shown(asked, whose, FORM, typed, fields(side)).await
    }
}

async fn agree(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return drawn(&asked, whose, (&posted, &problems)).await,
    };
    let once = posted.one("once").to_owned();
    let done = asked.act(move |house, by| agree_plan(house, by, (whose, &once), new)).await;
    match done.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{}?done=plan", whose.0)),
        Err(Ok(refusal)) => drawn(&asked, whose, (&posted, &words(refusal))).await,
        Err(Err(page)) => *page,
    }
}

async fn end(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why it ends");
    let reason = match form.done(reason) {
        Ok(reason) => reason,
        Err(problems) => return drawn(&asked, whose, (&posted, &problems)).await,
    };
    let once = posted.one("once").to_owned();
    let done = asked.act(move |house, by| end_plan(house, by, (whose, &once), &reason)).await;
    match done.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{}?done=plan-over", whose.0)),
        Err(Ok(_)) => drawn(&asked, whose, (&posted, &problem("parts", "There is no plan any more"))).await,
        Err(Err(page)) => *page,
    }
}

fn read(posted: &Posted) -> Result<NewPlan, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let parts = form.number("parts");
    let parts = form.wanted("parts", parts, "Enter from 2 to 4 parts");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day of the first part");
    let every = form.wanted("every", Every::from_code(posted.one("every")), "Choose how often");
    form.done(parts.zip(on).zip(every).map(|((parts, first_on), every)| NewPlan { parts, first_on, every }))
}

fn fields(side: Side) -> impl Fn(&Account, &Typed<'_>) -> Option<Markup> {
    move |account, typed| {
        let owed =
            told(account, side, (|ledger| ledger.owed_by_client_cents(), |ledger| ledger.owed_by_client_cents()));
        (owed > Cents::ZERO).then(|| {
            html! {
                p { "They owe " b { (owed) } "." }
                (typed.input("parts", "In how many parts", Some("From 2 to 4"), Kind::Number))
                (typed.input("on", "The first on", None, Kind::Date))
                (typed.one_of("every", "Then", &Every::ALL.map(|every| (every.code(), every.word()))))
            }
        })
    }
}

fn ending(side: Side) -> impl Fn(&Account, &Typed<'_>) -> Option<Markup> {
    move |account, typed| {
        let parts = told(account, side, (Ledger::plan_parts, Ledger::plan_parts));
        Some(html! {
            (listed(&parts))
            (typed.input("reason", "Why it ends before", None, Kind::Line))
        })
    }
}

fn has_plan<C: Charge>(ledger: &Ledger<C>) -> bool {
    ledger.plan().is_some()
}

/// The parts with what was paid of each.
pub fn listed(parts: &[Part]) -> Markup {
    html! {
        ol.rows.small {
            @for part in parts {
                li { span.grow { (date(part.on)) } span.num { (part.cents) @if part.paid_cents == part.cents { ", paid" } @else if part.paid_cents > Cents::ZERO { ", " (part.paid_cents) " of it paid" } } }
            }
        }
    }
}

fn words(refusal: PlanRefusal) -> [Problem; 1] {
    match refusal {
        PlanRefusal::NothingOpen => problem("parts", "They owe nothing, so there is nothing to pay in parts"),
        PlanRefusal::Parts => problem("parts", "Enter from 2 to 4 parts"),
        PlanRefusal::FirstDay => problem("on", "Enter a day from today on, at most two months away"),
        PlanRefusal::Standing => problem("parts", "There is a plan already. End it before you agree on another one"),
    }
}
