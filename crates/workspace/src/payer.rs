//! A payer: name and number, its time to file, and how it wants visits by video and phone to be told.

use actions::house::House;
use actions::payers::{PayerRefusal, keep_payer, see_payers};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::payer::{
    InsurerKind, MAX_FILING_DAYS, MAX_PAYERS, PayerTerms, PlaceOfService, Setting, SettingRule, TelehealthModifier,
    usual_rule,
};
use money::x12::text::is_sendable;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::PayerId;
use terms::text::Line;

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The form, for a new payer and for a known one.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/payers/new", get(blank).post(add))
        .route("/billing/payers/{payer}", get(show).post(change))
}

/// The fields of each way to hold a visit: place, and what stands behind the code.
const SETTINGS: [(Setting, &str, &str); 5] = [
    (Setting::InPerson, "in-person-place", "in-person-modifier"),
    (Setting::VideoHome, "video-home-place", "video-home-modifier"),
    (Setting::VideoElsewhere, "video-elsewhere-place", "video-elsewhere-modifier"),
    (Setting::AudioHome, "audio-home-place", "audio-home-modifier"),
    (Setting::AudioElsewhere, "audio-elsewhere-place", "audio-elsewhere-modifier"),
];

async fn blank(asked: Asked) -> Reply {
    drawn(&asked, None, &with_rules(Vec::new(), usual_rule), &[])
}

async fn add(asked: Asked, posted: Posted) -> Reply {
    kept(&asked, None, posted).await
}

async fn show(asked: Asked, At(id): At<PayerId>) -> Reply {
    match asked.act(see_payers).await {
        Ok(payers) => match payers.iter().find(|payer| payer.id == id) {
            Some(payer) => drawn(&asked, Some(id), &as_posted(&payer.terms), &[]),
            None => not_found(&asked.who),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

async fn change(asked: Asked, At(id): At<PayerId>, posted: Posted) -> Reply {
    kept(&asked, Some(id), posted).await
}

async fn kept(asked: &Asked, known: Option<PayerId>, posted: Posted) -> Reply {
    let terms = match read(&posted) {
        Ok(terms) => terms,
        Err(problems) => return drawn(asked, known, &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| keep_payer(house, by, known, (&terms, &once))).await {
        Ok(_) => reply::go("/billing/payers?done=kept"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(asked, known, &posted, &[words(refusal)]),
            Err(page) => *page,
        },
    }
}

fn as_posted(payer: &PayerTerms) -> Posted {
    let address = payer.claims_address.as_ref().map_or(String::new(), |address| address.as_str().to_owned());
    let pairs = vec![
        ("name", payer.name.as_str().to_owned()),
        ("number", payer.number.as_str().to_owned()),
        ("plan", payer.plan.code().to_owned()),
        ("address", address),
        ("days", payer.filing_limit_days.to_string()),
    ];
    with_rules(pairs, |setting| payer.rule(setting))
}

fn with_rules(mut pairs: Vec<(&'static str, String)>, rule: impl Fn(Setting) -> SettingRule) -> Posted {
    for (setting, place, modifier) in SETTINGS {
        let rule = rule(setting);
        pairs.push((place, rule.place.code().to_owned()));
        pairs.push((modifier, rule.modifier.code().to_owned()));
    }
    Posted::from_pairs(pairs)
}

fn read(posted: &Posted) -> Result<PayerTerms, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let name = sendable(&mut form, "name", "Enter the name as the insurance card has it");
    let number = sendable(&mut form, "number", "Enter the payer id that your clearinghouse lists");
    let plan = form.wanted("plan", InsurerKind::from_code(posted.one("plan")), "Choose what kind of plan it is");
    let claims_address = form.line("address");
    let days = posted.one("days").parse().ok().filter(|days: &u16| (1..=MAX_FILING_DAYS).contains(days));
    let days = form.wanted("days", days, &format!("Enter from 1 to {MAX_FILING_DAYS} days"));
    let rules = rules(&mut form);
    let terms = (|| {
        Some(PayerTerms {
            name: name?,
            number: number?,
            plan: plan?,
            claims_address,
            filing_limit_days: days?,
            rules: rules?,
        })
    })();
    form.done(terms)
}

fn sendable(form: &mut Reading<'_>, field: &'static str, words: &str) -> Option<Line> {
    let line = form.line(field);
    let line = form.wanted(field, line, words)?;
    let plain = Some(line).filter(|line| is_sendable(line.as_str()));
    form.wanted(field, plain, "Use letters, digits and plain signs only. Claims carry no others")
}

/// What differs from the usual; the rest follows whatever is usual later.
fn rules(form: &mut Reading<'_>) -> Option<Vec<SettingRule>> {
    let mut rules = Vec::new();
    for (setting, place_field, modifier_field) in SETTINGS {
        let place = PlaceOfService::from_code(form.posted.one(place_field));
        let modifier = TelehealthModifier::from_code(form.posted.one(modifier_field));
        let place = form.wanted(place_field, place, "Choose the place of service");
        let modifier = form.wanted(modifier_field, modifier, "Choose what stands behind the code");
        rules.push(SettingRule { setting, place: place?, modifier: modifier? });
    }
    rules.retain(|rule| *rule != usual_rule(rule.setting));
    Some(rules)
}

fn words(refusal: PayerRefusal) -> Problem {
    match refusal {
        PayerRefusal::NumberTaken => {
            Problem { field: "number", words: "Another payer here has this number. Change that one instead".to_owned() }
        }
        PayerRefusal::TooMany => {
            Problem { field: "name", words: format!("Keep to {MAX_PAYERS} payers. Rename one that is no longer used") }
        }
    }
}

fn drawn(asked: &Asked, known: Option<PayerId>, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(asked, known, &Typed { posted, problems });
    asked.form_page(("Payer", "/billing/payers"), None, !problems.is_empty(), main)
}

fn page(asked: &Asked, known: Option<PayerId>, typed: &Typed<'_>) -> Markup {
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        sent => sent.to_owned(),
    };
    let action = known.map_or("/billing/payers/new".to_owned(), |id| format!("/billing/payers/{id}"));
    let plans: Vec<(String, String)> = pairs(&InsurerKind::ALL.map(|plan| (plan.code(), plan.word())));
    let places = pairs(&PlaceOfService::ALL.map(|place| (place.code(), place.word())));
    let modifiers = pairs(&TelehealthModifier::ALL.map(|modifier| (modifier.code(), modifier.word())));
    html! {
        p.small { a href="/billing/payers" { "Payers" } }
        h1 { @if known.is_some() { (typed.posted.one("name")) } @else { "Add a payer" } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" action=(action) {
            (hidden("once", &once))
            section.card.stack aria-labelledby="who" {
                h2 #who { "Who" }
                (typed.input("name", "Name", Some("As the insurance card has it"), Kind::Line))
                div.grid {
                    (typed.input("number", "Payer id", Some("From your clearinghouse’s list"), Kind::Line))
                    (typed.select("plan", "Kind of plan", &plans))
                    (typed.input("days", "Days to file a claim", Some("Counted from the visit"), Kind::Number))
                }
                (typed.input("address", "Address for paper claims", Some("May stay empty"), Kind::Line))
            }
            section.card.stack aria-labelledby="rules" {
                h2 #rules { "How visits are told" }
                p.small.dim.measure { "Filled in as most payers want it. A missing or wrong modifier is a frequent reason for a denial (CO-4, CO-197), so follow this payer’s own manual." }
                @for (setting, place, modifier) in SETTINGS {
                    fieldset.field {
                        legend { (setting.word()) }
                        div.grid { (typed.select(place, "Place of service", &places)) (typed.select(modifier, "Modifier", &modifiers)) }
                    }
                }
            }
            (fields::submit("Save"))
        }
    }
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(code, word)| ((*code).to_owned(), (*word).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(more: &[(&'static str, &'static str)]) -> Posted {
        let all = with_rules(Vec::new(), usual_rule);
        let given = [("name", "Example Health Plan"), ("number", "PAYER01"), ("plan", "CI"), ("days", "90")];
        let pairs = given.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        let rules = all.pairs().iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        Posted::from_pairs(
            pairs
                .chain(more.iter().copied())
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .chain(rules.cloned()),
        )
    }

    #[test]
    fn a_payer_is_read_with_what_differs_from_the_usual_or_the_field_is_named() {
        for (more, expected) in [
            (&[][..], Ok(0)),
            (&[("video-home-modifier", "GT")], Ok(1)),
            (&[("name", "Caf\u{e9} ~ Health")], Err(vec!["name"])),
            (&[("number", ""), ("days", "0")], Err(vec!["number", "days"])),
            (&[("days", "1096"), ("plan", "XX")], Err(vec!["plan", "days"])),
            (&[("audio-home-place", "99")], Err(vec!["audio-home-place"])),
        ] {
            let read = read(&typed(more));
            let told = read
                .map(|payer| payer.rules.len())
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>());
            assert_eq!(told, expected, "{more:?}");
        }
    }
}
