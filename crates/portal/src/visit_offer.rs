//! A time after a dosing day: a few that are free, one tap to take one, and “not now”.

use actions::house::House;
use actions::offer_integration::{
    Offer, OfferRefusal, leave_integration_offer, proposal, see_integration_offer, take_integration_offer,
};
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::{get, post};
use care::integration_offer::{Proposal, WhichVisit};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use schedule::appointment::BookRefusal;
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::{clock, day};
use terms::place::Place;

use crate::asked::Asked;

/// The times, taking one, and leaving it.
pub fn routes() -> Router<House> {
    Router::new().route("/my/visit-offer", get(show).post(take)).route("/my/visit-offer/not-now", post(leave))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, see_integration_offer(house, by)?))).await {
        Ok((mine, offer)) => {
            let toast = (asked.query("done") == "told").then_some("Told. Your therapist sees it in your chart.");
            let main = page(asked, &mine, offer.as_ref(), problems);
            if problems.is_empty() {
                reply::ok(asked.page(("A time to meet", "/my/appointments"), toast, main))
            } else {
                reply::refused(asked.page(("Error: A time to meet", "/my/appointments"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn take(asked: Asked, posted: Posted) -> Reply {
    let from = posted.one("from").parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    let Some(from) = from else {
        return shown(&asked, &[problem("Choose one of the times, or leave it for now")]).await;
    };
    match asked.act(move |house, by| take_integration_offer(house, by, from)).await {
        Ok(_) => reply::go("/my/appointments?done=booked"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, &[problem(words(refusal))]).await,
            Err(page) => *page,
        },
    }
}

async fn leave(asked: Asked) -> Reply {
    match asked.act(leave_integration_offer).await {
        Ok(()) => reply::go("/my?done=not-now"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn problem(words: &str) -> Problem {
    Problem { field: "from", words: words.to_owned() }
}

fn words(refusal: OfferRefusal) -> &'static str {
    match refusal {
        OfferRefusal::NothingProposed => {
            "A time is booked already, or none is proposed any more. Your sessions show it"
        }
        OfferRefusal::NotFree | OfferRefusal::Book(BookRefusal::Taken) => {
            "That time was taken a moment ago. These are still open"
        }
        OfferRefusal::NotDelivered => "Call the office to book: there is a paper to read first",
        OfferRefusal::Book(BookRefusal::Past | BookRefusal::NoPeople | BookRefusal::RoomMissing) => {
            "It can’t be booked at that time. Choose another, or call the office"
        }
    }
}

fn page(asked: &Asked, mine: &Mine, offer: Option<&Offer>, problems: &[Problem]) -> Markup {
    let practice = asked.house.practice();
    html! {
        header.stack.tight { p.small { a href="/my" { "Home" } } h1 { "A time to meet" } }
        (fields::error_summary(problems))
        @match offer {
            Some(offer) => section.card.stack aria-labelledby="times" {
                h2 #times { (which_words(offer.proposal, mine)) }
                p { (between(offer.proposal.from, offer.proposal.until)) ", " (where_words(offer.place)) "." }
                @if offer.free.is_empty() {
                    p { "Nothing is free just then. Call " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } ", and we will find a way." }
                } @else {
                    form.stack method="post" action="/my/visit-offer" {
                        (times(asked, offer))
                    }
                }
                form method="post" action="/my/visit-offer/not-now" { button.btn.plain { "Not now" } }
                details {
                    summary.small { "Why a time is proposed" }
                    p.small.dim { "In one trial with people, practice that began the day after an infusion went along with lower depression scores a month later (Price and colleagues, 2022). What else is known of the days after comes mostly from animals, and nobody can say what it means for you. A later time is integration all the same, and so is none." }
                }
            },
            None => section.card.stack.tight {
                p { "Nothing is proposed right now." }
                p.small { a href="/my/appointments" { "Your sessions" } }
            },
        }
    }
}

fn times(asked: &Asked, offer: &Offer) -> Markup {
    let zone = asked.house.zone();
    html! {
        div.row {
            @for span in &offer.free {
                button.btn.line name="from" value=(span.from.as_second()) { (day(span.from, &zone)) br; (clock(span.from, &zone)) }
            }
        }
        p.small.dim { "One tap books it. You can move or cancel it under Appointments." }
    }
}

fn which_words(proposal: Proposal, mine: &Mine) -> String {
    match proposal.which {
        WhichVisit::First => format!("A first time with {} after that day", mine.therapist()),
        WhichVisit::Second => format!("A second time with {}", mine.therapist()),
    }
}

/// "Between Wednesday, July 1 and Friday, July 3", or the one day.
fn between(from: Date, until: Date) -> String {
    let told = |date: Date| date.strftime("%A, %B %-d").to_string();
    if from == until { told(from) } else { format!("Between {} and {}", told(from), told(until)) }
}

fn where_words(place: Place) -> &'static str {
    match place {
        Place::Online => "online",
        Place::InPerson => "in person",
    }
}

/// The way there from other pages, while something is proposed.
pub fn pointer(asked: &Asked, mine: &Mine) -> Markup {
    let Some(proposal) = proposal(&asked.house, mine, asked.by.now) else { return html! {} };
    html! {
        section.card.row.apart aria-label="A time to meet" {
            div { p { b { (which_words(proposal, mine)) } } p.small.dim { (between(proposal.from, proposal.until)) ". Only if you like." } }
            a.btn.line href="/my/visit-offer" { "See times" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_22_every_refusal_says_what_to_do_and_nothing_counts_down() {
        for (refusal, begins) in [
            (OfferRefusal::NothingProposed, "A time is booked"),
            (OfferRefusal::NotFree, "That time was taken"),
            (OfferRefusal::NotDelivered, "Call the office"),
            (OfferRefusal::Book(BookRefusal::Taken), "That time was taken"),
        ] {
            assert!(words(refusal).starts_with(begins));
        }
        let (from, until) = ("2026-07-01".parse().unwrap(), "2026-07-03".parse().unwrap());
        assert_eq!(between(from, until), "Between Wednesday, July 1 and Friday, July 3");
        assert_eq!(between(from, from), "Wednesday, July 1");
    }
}
