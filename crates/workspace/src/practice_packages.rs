//! The price list of packages: therapy and attended dosing days apart, on the public pages, in clients' own and at the desk.

use actions::house::House;
use actions::offer_packages::{offer_package, withdraw_package};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::package_offer::{OfferRefusal, offers};
use money::side::Side;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::packages::PackageOffer;

use crate::asked::Asked;
use crate::ledger_kit::problem;

/// The list, its form, and taking one off.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/practice/packages", get(show).post(offer))
        .route("/practice/packages/withdraw", post(withdraw))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, (&Posted::default(), &[]))
}

fn drawn(asked: &Asked, (posted, problems): (&Posted, &[Problem])) -> Reply {
    let toast = match asked.query("done") {
        "on" => Some("On the list."),
        "off" => Some("Off the list. Whoever bought it keeps what they bought."),
        _ => None,
    };
    asked.form_page(
        ("Packages", "/practice"),
        toast,
        !problems.is_empty(),
        page(&asked.house, &Typed { posted, problems }),
    )
}

async fn offer(asked: Asked, posted: Posted) -> Reply {
    let new = match read(&posted, &asked.house) {
        Ok(new) => new,
        Err(problems) => return drawn(&asked, (&posted, &problems)),
    };
    match asked.act(move |house, by| offer_package(house, by, new)).await {
        Ok(()) => reply::go("/practice/packages?done=on"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, (&posted, &words(refusal))),
            Err(page) => *page,
        },
    }
}

async fn withdraw(asked: Asked, posted: Posted) -> Reply {
    let Some(side) = side(&posted) else {
        return drawn(&asked, (&posted, &problem("side", "Choose one of the list")));
    };
    let name = posted.one("offer").to_owned();
    match asked.act(move |house, by| withdraw_package(house, by, (side, &name))).await {
        Ok(()) => reply::go("/practice/packages?done=off"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn side(posted: &Posted) -> Option<Side> {
    Side::ALL.into_iter().find(|side| side.code() == posted.one("side"))
}

fn read(posted: &Posted, house: &House) -> Result<(Side, PackageOffer), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let side = side(posted).filter(|side| *side == Side::Therapy || house.practice().attends_dosing);
    let side = form.wanted("side", side, "Choose what it is for");
    let name = form.line("name");
    let name = form.wanted("name", name, "Give it a name, such as Six visits");
    let visits = form.number("visits");
    let visits = form.wanted("visits", visits, "Enter from 2 to 50 visits");
    let price = form.cents("price");
    let price = form.wanted("price", price, "Enter the price in dollars and cents, such as 900.00");
    let new = side.zip(name).zip(visits.zip(price));
    form.done(new.map(|((side, name), (visits, price_cents))| {
        (side, PackageOffer { name: name.as_str().to_owned(), visits, price_cents })
    }))
}

fn page(house: &House, typed: &Typed<'_>) -> Markup {
    let practice = house.practice();
    let sides: Vec<Side> =
        Side::ALL.into_iter().filter(|side| *side == Side::Therapy || practice.attends_dosing).collect();
    let options: Vec<(&str, &str)> = sides.iter().map(|side| (side.code(), side.word())).collect();
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "Packages" } p.dim.measure { "A number of visits at a price of its own, paid in advance. What stands here is shown on the fees page and to clients, and is what the desk sells. A package is for therapy or for dosing days, never both, and none of it can go on a claim." } }
        (fields::error_summary(typed.problems))
        div.split.main {
            form.card.stack method="post" action="/practice/packages" novalidate {
                h2 { "One more" }
                (typed.one_of("side", "What is it for?", &options))
                (typed.input("name", "Name", Some("Such as: Six visits"), Kind::Line))
                (typed.input("visits", "How many visits", Some("From 2 to 50"), Kind::Number))
                (typed.input("price", "Price of all together", Some("Dollars and cents; it shares out evenly over the visits"), Kind::Line))
                (fields::submit("Put it on the list"))
            }
            div.stack { @for side in sides { (list(side, offers(&practice.packages, side))) } }
        }
    }
}

fn list(side: Side, offers: &[PackageOffer]) -> Markup {
    html! {
        section.card.flush aria-labelledby={ "of-" (side.code()) } {
            h2 id={ "of-" (side.code()) } { (side.word()) }
            @if offers.is_empty() { p.empty { "None is sold." } }
            ul.rows {
                @for offer in offers {
                    li {
                        span.grow { b { (offer.name) } br; span.small { (offer.words()) } }
                        form method="post" action="/practice/packages/withdraw" {
                            (fields::hidden("side", side.code())) (fields::hidden("offer", &offer.name))
                            button.btn.plain.sm { "Take off" span.vh { " " (offer.name) } }
                        }
                    }
                }
            }
        }
    }
}

fn words(refusal: OfferRefusal) -> [Problem; 1] {
    match refusal {
        OfferRefusal::Name => problem("name", "Give it a name of at most 60 letters"),
        OfferRefusal::SameName => {
            problem("name", "Another package has this name. Take that one off first, or choose another name")
        }
        OfferRefusal::Visits => problem("visits", "Enter from 2 to 50 visits"),
        OfferRefusal::NotPositive => problem("price", "Enter a price above zero"),
        OfferRefusal::Uneven => problem("price", "Enter a price that shares out evenly over the visits, to the cent"),
        OfferRefusal::TooMany => problem("name", "Twelve packages are on the list. Take one off first"),
    }
}
