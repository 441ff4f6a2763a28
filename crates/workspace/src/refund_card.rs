//! Money back to the card it came from: how much, out of what, and why.

use actions::charge_card::{CardsOf, see_cards_of};
use actions::house::House;
use actions::return_to_card::{NotReturned, ToReturn, return_to_card};
use actions::see_account::{Account, see_account};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::card_payment::CardPayment;
use money::card_refund::{ReturnRefusal, ReturnState};
use shell::fields::{Kind, Problem, error_summary, hidden, submit};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{CardPaymentId, SubjectId};

use crate::asked::{Asked, At};
use crate::ledger_kit::told;
use crate::refund::{of, theirs, words};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/refund-card/{payment}", get(show).post(send))
}

type Which = (SubjectId, CardPaymentId);

async fn show(asked: Asked, At(which): At<Which>) -> Reply {
    shown(&asked, which, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, (subject, payment): Which, posted: &Posted, problems: &[Problem]) -> Reply {
    let look = move |house: &House, by: &_| Ok((see_account(house, by, subject)?, see_cards_of(house, by, subject)?));
    match asked.act(look).await {
        Ok((account, cards)) => {
            let paid = cards.iter().flat_map(|cards: &CardsOf| &cards.payments).find(|paid| paid.id == payment);
            match paid {
                Some(paid) => {
                    let main = page(asked, (&account, paid), posted, problems);
                    asked.form_page(("Back to the card", "/billing"), None, !problems.is_empty(), main)
                }
                None => reply::go(format!("/billing/{subject}/cards")),
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn send(asked: Asked, At(which): At<Which>, posted: Posted) -> Reply {
    let back = match read(which, &posted) {
        Ok(back) => back,
        Err(problems) => return shown(&asked, which, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    let problem = match asked.act(move |house, by| return_to_card(house, by, &back, &once)).await {
        Ok(ReturnState::Sent { .. }) => return reply::go(format!("/billing/{}/cards?done=back", which.0)),
        Ok(state) => Problem { field: "amount", words: state_words(state).to_owned() },
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => refused(refusal),
            Err(page) => return *page,
        },
    };
    shown(&asked, which, &posted, &[problem]).await
}

fn read((subject, payment): Which, posted: &Posted) -> Result<ToReturn, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let of = form.wanted("of", of(posted.one("of")), "Choose out of what");
    let amount = form.cents("amount");
    let amount = form.wanted("amount", amount, "Enter the amount in dollars and cents, such as 75.00");
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why");
    let back = of.zip(amount).zip(reason);
    form.done(back.map(|((of, amount_cents), reason)| ToReturn { subject, payment, of, amount_cents, reason }))
}

fn page(asked: &Asked, (account, paid): (&Account, &CardPayment), posted: &Posted, problems: &[Problem]) -> Markup {
    let all = told(account, paid.side, (theirs, theirs));
    let typed = Typed { posted, problems };
    html! {
        p.small { a href={ "/billing/" (account.client.subject) "/cards" } { "Card payments" } }
        header { h1 { "Back to the card" } p.dim { (account.client.name.as_str()) ", " (paid.side.word()) ": " (paid.amount_cents) " by card." } }
        (error_summary(problems))
        @if all.is_empty() {
            p.card.empty id="amount" { "Nothing is theirs to have back. What was paid for a visit goes back once less is owed for it." }
        } @else {
            form.card.stack method="post" novalidate {
                (hidden("once", &one_time_number(&asked.house)))
                (typed.select("of", "Out of what", &all))
                (typed.input("amount", "How much", Some("Dollars and cents"), Kind::Line))
                (typed.input("reason", "Why", None, Kind::Line))
                (submit("Send it back"))
            }
        }
    }
}

fn state_words(state: ReturnState) -> &'static str {
    match state {
        ReturnState::Asked => {
            "The card company gave no answer. It is asked again every ten minutes; don’t send it again"
        }
        ReturnState::Sent { .. } => "Sent",
        ReturnState::Refused { .. } => "The card company does not send it. Give it back another way",
        ReturnState::Unclear { .. } => "Not clear. Look for it in the pages of the card company",
    }
}

fn refused(refusal: NotReturned) -> Problem {
    let words = match refusal {
        NotReturned::NoCards => "Nobody takes card payments for the practice",
        NotReturned::Payment(ReturnRefusal::NotPaid) => "Nothing was paid by this card payment",
        NotReturned::Payment(ReturnRefusal::MoreThanPaid) => {
            "Enter at most what came from this card and did not go back yet"
        }
        NotReturned::Ledger(refusal) => {
            let [problem] = words(refusal);
            return problem;
        }
    };
    Problem { field: "amount", words: words.to_owned() }
}
