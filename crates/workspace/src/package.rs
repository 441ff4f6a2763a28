//! A visit that a package pays for.

use actions::hold_money::use_package;
use actions::house::House;
use actions::see_account::Account;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::advance::UseRefusal;
use money::charge::Charge;
use money::ledger::Ledger;
use shell::fields::Problem;
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{ChargeId, PaymentId};
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, Whose, problem, shown, told};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/ledger/{side}/package", get(show).post(pay))
}

const FORM: Form<'static> = Form {
    title: "Use a package",
    path: "package",
    button: "Use one visit",
    lead: "The visit then costs its share of the package, and nothing more. It takes a package with visits left, and a visit of which nothing is paid yet and that is on no claim.",
    nothing: "There is no package with visits left, or no visit that it could pay.",
};

async fn show(asked: Asked, At(whose): At<Whose>) -> Reply {
    shown(&asked, whose, FORM, (&Posted::default(), &[]), fields(whose)).await
}

async fn pay(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let chosen = match read(&posted) {
        Ok(chosen) => chosen,
        Err(problems) => return shown(&asked, whose, FORM, (&posted, &problems), fields(whose)).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| use_package(house, by, (whose, &once), chosen)).await {
        Ok(()) => reply::go(format!("/billing/{}?done=package", whose.0)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, whose, FORM, (&posted, &words(refusal)), fields(whose)).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<(PaymentId, ChargeId), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let package = form.wanted("package", posted.one("package").parse().ok(), "Choose which package");
    let charge = form.wanted("charge", posted.one("charge").parse().ok(), "Choose which visit");
    form.done(package.zip(charge))
}

fn fields((_, side): Whose) -> impl Fn(&Account, &Typed<'_>) -> Option<Markup> {
    move |account, typed| {
        let (packages, visits) = told(
            account,
            side,
            (|ledger| (packages(ledger), visits(ledger)), |ledger| (packages(ledger), visits(ledger))),
        );
        // Without either there is nothing to choose, and the lead says what it takes.
        (!packages.is_empty() && !visits.is_empty()).then(|| {
            html! {
                (typed.select("package", "Package", &packages))
                (typed.select("charge", "Visit", &visits))
            }
        })
    }
}

fn packages<C: Charge>(ledger: &Ledger<C>) -> Vec<(String, String)> {
    let left = ledger.packages().iter().filter(|package| package.left > 0);
    left.map(|package| {
        let (since, each) = (date(package.sold.on), package.each_cents());
        (package.sold.id.to_string(), format!("Of {since}: {} of {} left, {each} each", package.left, package.visits))
    })
    .collect()
}

fn visits<C: Charge>(ledger: &Ledger<C>) -> Vec<(String, String)> {
    let untouched = ledger.charges().iter().filter(|it| it.open_cents() == it.charge.amount_cents());
    let untouched = untouched.filter(|it| it.charge.amount_cents() > Cents::ZERO);
    untouched
        .map(|it| (it.charge.id().to_string(), format!("{}, {}", date(it.charge.date()), it.open_cents())))
        .collect()
}

fn words(refusal: UseRefusal) -> [Problem; 1] {
    match refusal {
        UseRefusal::NothingLeft => problem("package", "Choose a package of which visits are left"),
        UseRefusal::NoSuchCharge => problem("charge", "Choose a visit of this list"),
        UseRefusal::Begun => {
            problem("charge", "Something was paid or waived of this visit already. Choose another one")
        }
        UseRefusal::CostsLess => {
            problem("charge", "This visit costs less than its share of the package. Take a payment for it instead")
        }
        UseRefusal::OnAClaim => {
            problem("charge", "This visit is on a claim, so no package pays for it. Choose another one")
        }
    }
}
