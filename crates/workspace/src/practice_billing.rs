//! How insurers know the practice: its numbers, its address with a nine-digit ZIP, and who carries its claims.

use actions::house::House;
use actions::tell_facts::tell_facts;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::x12::text::is_sendable;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::billing::{BillingIdentity, Sends};
use terms::practice::Practice;

use crate::asked::Asked;
use crate::person_form::{read_npi, read_taxonomy};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/billing", get(show).post(tell))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &as_posted(&asked.house.practice()), &[])
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let practice = match read(&posted) {
        // What was told before this form was there is shown in it, and saved with it.
        Ok(billing) => Practice {
            billing,
            earlier_npi: String::new(),
            earlier_tax_id: String::new(),
            ..(*asked.house.practice()).clone()
        },
        Err(problems) => return drawn(&asked, &posted, &problems),
    };
    match asked.act(move |house, by| tell_facts(house, by, &practice)).await {
        Ok(()) => reply::go("/practice?done=billing"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(&Typed { posted, problems });
    asked.form_page(("Billing identity", "/practice"), None, !problems.is_empty(), main)
}

fn as_posted(practice: &Practice) -> Posted {
    let billing = &practice.billing;
    Posted::from_pairs([
        ("name", billing.name.clone()),
        ("npi", practice.npi()),
        ("taxonomy", billing.taxonomy.as_ref().map_or(String::new(), |code| code.as_str().to_owned())),
        ("tax", practice.tax_id()),
        ("street", billing.street.clone()),
        ("city", billing.city.clone()),
        ("state", billing.state.clone()),
        ("zip", billing.zip.clone()),
        ("contact", billing.contact.clone()),
        ("phone", billing.phone.clone()),
        ("submitter", billing.submitter.clone()),
        ("carrier", billing.carrier.clone()),
        ("carrier-number", billing.carrier_number.clone()),
        ("sends", billing.sends.code().to_owned()),
    ])
}

fn read(posted: &Posted) -> Result<BillingIdentity, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let billing = BillingIdentity {
        name: plain(&mut form, "name", 60),
        npi: read_npi(&mut form, "npi"),
        taxonomy: read_taxonomy(&mut form, "taxonomy"),
        tax_id: digits(&mut form, "tax", 9, "Enter the nine digits of the tax id"),
        street: plain(&mut form, "street", 55),
        city: plain(&mut form, "city", 30),
        state: state(&mut form),
        zip: digits(&mut form, "zip", 9, "Enter all nine digits; the post office’s page finds the last four"),
        contact: plain(&mut form, "contact", 60),
        phone: digits(&mut form, "phone", 10, "Enter the ten digits of the phone"),
        submitter: plain(&mut form, "submitter", 15),
        carrier: plain(&mut form, "carrier", 60),
        carrier_number: plain(&mut form, "carrier-number", 15),
        sends: Sends::from_code(posted.one("sends")).unwrap_or_default(),
    };
    form.done(Some(billing))
}

/// A text that claims can carry, or nothing.
fn plain(form: &mut Reading<'_>, field: &'static str, most: usize) -> String {
    let text = form.line(field).map_or(String::new(), |line| line.as_str().to_owned());
    if text.chars().count() > most {
        form.problem(field, format!("Keep this to {most} characters. Claims carry no more"));
    } else if !is_sendable(&text) {
        form.problem(field, "Use letters, digits and plain signs only. Claims carry no others");
    }
    text
}

/// So many digits, with whatever people put between them; or nothing.
fn digits(form: &mut Reading<'_>, field: &'static str, count: usize, words: &str) -> String {
    let typed = form.posted.one(field);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let between = typed.chars().all(|letter| letter.is_ascii_digit() || " -().".contains(letter));
    if !typed.is_empty() && (digits.len() != count || !between) {
        form.problem(field, words);
    }
    digits
}

fn state(form: &mut Reading<'_>) -> String {
    let state = form.posted.one("state").to_uppercase();
    if !state.is_empty() && (state.len() != 2 || !state.bytes().all(|byte| byte.is_ascii_uppercase())) {
        form.problem("state", "Enter the two letters of the state, such as CO");
    }
    state
}

fn page(typed: &Typed<'_>) -> Markup {
    let sends = Sends::ALL.map(|sends| (sends.code(), sends.word()));
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "Billing identity" } p.dim.measure { "How insurers know the practice. None of it stands on a page. Until all of it is told, no claim can be made." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" action="/practice/billing" {
            section.card.stack aria-labelledby="numbers" {
                h2 #numbers { "Name and numbers" }
                (typed.input("name", "Name as enrolled", Some("Empty: the practice’s own name"), Kind::Line))
                div.grid {
                    (typed.input("npi", "NPI of the practice", Some("Ten digits"), Kind::Line))
                    (typed.input("taxonomy", "Taxonomy code", Some("Such as 106H00000X"), Kind::Line))
                    (typed.input("tax", "Tax id", Some("Nine digits"), Kind::Line))
                }
            }
            section.card.stack aria-labelledby="place" {
                h2 #place { "Place of practice" }
                (typed.input("street", "Street", Some("No post box"), Kind::Line))
                div.grid {
                    (typed.input("city", "Town", None, Kind::Line))
                    (typed.input("state", "State", Some("Two letters"), Kind::Line))
                    (typed.input("zip", "ZIP", Some("All nine digits"), Kind::Line))
                }
            }
            section.card.stack aria-labelledby="carrier-heading" {
                h2 #carrier-heading { "Clearinghouse" }
                div.grid {
                    (typed.input("contact", "Who answers questions", None, Kind::Line))
                    (typed.input("phone", "Their phone", None, Kind::Line))
                }
                div.grid {
                    (typed.input("submitter", "Your submitter number", None, Kind::Line))
                    (typed.input("carrier", "Name of the clearinghouse", None, Kind::Line))
                    (typed.input("carrier-number", "Its receiver number", None, Kind::Line))
                }
                (typed.one_of("sends", "What is sent", &sends))
            }
            (fields::submit("Save"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_as_people_type_it_or_the_field_is_named() {
        for (typed, expected) in [
            (&[][..], Ok(())),
            (
                &[("npi", "1234567893"), ("tax", "12-3456789"), ("zip", "80226-0000"), ("phone", "(303) 555-0100")],
                Ok(()),
            ),
            (&[("npi", "1234567890")], Err(vec!["npi"])),
            (&[("taxonomy", "LMFT"), ("zip", "80226"), ("state", "Colo")], Err(vec!["taxonomy", "state", "zip"])),
            (&[("street", "Alley *5"), ("tax", "x123456789")], Err(vec!["tax", "street"])),
        ] {
            let read = read(&Posted::from_pairs(typed.iter().copied()));
            let told = read
                .map(|_| ())
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>());
            assert_eq!(told, expected, "{typed:?}");
        }
    }
}
