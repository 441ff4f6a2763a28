//! The fields of whoever holds the insurance, as a claim names them, and what they say when they are read.

use actions::prepare_claims::{ClaimDetails, PrepareRefusal};
use actions::see_client_claims::ClaimsOfClient;
use jiff::civil::Date;
use maud::{Markup, html};
use money::benefits::Authorization;
use money::insurer_mail::NoClaim;
use money::payer::Setting;
use money::plan::{ClientIs, Plan};
use money::prepare_claim::ClaimRefusal;
use money::x12::professional::{Address, InsurerSex, Person, Relation};
use money::x12::text::is_sendable;
use shell::fields::Kind;
use shell::form::Posted;
use shell::reading::Reading;
use shell::typed::Typed;
use terms::ids::ChargeId;

/// The fields of one person: last, first, born, sex, street, city, state, zip.
pub type PersonFields = [&'static str; 8];

/// Whoever holds the insurance.
pub const HOLDER: PersonFields = ["last", "first", "born", "sex", "street", "city", "state", "zip"];

/// The client, when that is somebody else.
pub const CLIENT: PersonFields = ["c-last", "c-first", "c-born", "c-sex", "c-street", "c-city", "c-state", "c-zip"];

/// The form as it would be filled in: from the last claim, or from what is known of client and plan.
pub fn as_posted(seen: &ClaimsOfClient) -> Posted {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let counts = !seen.coverage().authorized().is_empty();
    if let Some(Authorization::Needed(Some(number))) = seen.coverage().check().map(|check| &check.authorization)
        && !counts
    {
        pairs.push(("authorization", number.as_str().to_owned()));
    }
    let last = seen.therapy().claims().all().last().map(|claim| &claim.prepared);
    if let Some(last) = last {
        pairs.push(("relation", last.insured().relation.code().to_owned()));
        pairs.push(("payer", last.payer().to_string()));
        pairs.extend(of_person(&HOLDER, &last.insured().holder));
        pairs.extend(last.dependent().map(|client| of_person(&CLIENT, client)).unwrap_or_default());
        return Posted::from_pairs(pairs);
    }
    pairs.extend(seen.coverage().plan().map_or_else(|| pairs_of_client(seen), |plan| pairs_of_plan(seen, plan)));
    Posted::from_pairs(pairs)
}

/// The form as a plan would fill it in; where the client lives is taken from their last claim.
pub fn of_plan(seen: &ClaimsOfClient, plan: &Plan) -> Posted {
    let last = seen.therapy().claims().all().last().map(|claim| &claim.prepared);
    let client = last.map(|last| last.dependent().unwrap_or(&last.insured().holder));
    let own = if plan.holder.is_some() { &CLIENT } else { &HOLDER };
    let mut pairs = client.map(|client| of_person(own, client)).unwrap_or_default();
    pairs.extend(pairs_of_plan(seen, plan));
    Posted::from_pairs(pairs)
}

fn pairs_of_client(seen: &ClaimsOfClient) -> Vec<(&'static str, String)> {
    let client = &seen.client;
    let name = client.legal_name.as_ref().unwrap_or(&client.name).as_str();
    let mut pairs = named(&HOLDER, name, client.birth_date);
    pairs.push(("relation", Relation::Own.code().to_owned()));
    pairs
}

fn pairs_of_plan(seen: &ClaimsOfClient, plan: &Plan) -> Vec<(&'static str, String)> {
    let holder = plan.holder.as_ref();
    let relation = holder.map_or(Relation::Own, |holder| match holder.client_is {
        ClientIs::Spouse => Relation::Spouse,
        ClientIs::Child => Relation::Child,
        ClientIs::Other => Relation::Other,
    });
    let mut pairs = vec![("relation", relation.code().to_owned())];
    let payer = seen.payers.iter().find(|payer| plan.payer == payer.terms.name);
    pairs.extend(payer.map(|payer| ("payer", payer.id.to_string())));
    let client = &seen.client;
    let name = client.legal_name.as_ref().unwrap_or(&client.name).as_str();
    let own = if holder.is_some() { &CLIENT } else { &HOLDER };
    pairs.extend(named(own, name, client.birth_date));
    if let Some(holder) = holder {
        pairs.extend(named(&HOLDER, holder.name.as_str(), holder.born));
    }
    pairs
}

fn named(fields: &PersonFields, name: &str, born: Option<Date>) -> Vec<(&'static str, String)> {
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let born = born.map(|day| day.to_string()).unwrap_or_default();
    vec![(fields[0], last.to_owned()), (fields[1], first.to_owned()), (fields[2], born), (fields[3], "U".to_owned())]
}

fn of_person(fields: &PersonFields, person: &Person) -> Vec<(&'static str, String)> {
    let at = &person.address;
    let values = [
        person.last.clone(),
        person.first.clone(),
        person.born.to_string(),
        person.sex.code().to_owned(),
        at.street.clone(),
        at.city.clone(),
        at.state.clone(),
        at.zip.clone(),
    ];
    fields.iter().copied().zip(values).collect()
}

/// Reads the form, with the visits that were chosen.
pub fn read(form: &mut Reading<'_>, seen: &ClaimsOfClient, visits: Vec<(ChargeId, Setting)>) -> Option<ClaimDetails> {
    let payer = form.posted.one("payer").parse().ok();
    let payer = form.wanted("payer", payer, "Choose the payer. New ones are added under Payers");
    let relation = Relation::from_code(form.posted.one("relation"));
    let relation = form.wanted("relation", relation, "Choose whose insurance it is");
    let holder = person(form, &HOLDER);
    let dependent = match relation {
        Some(Relation::Own) | None => None,
        Some(Relation::Spouse | Relation::Child | Relation::Other) => Some(person(form, &CLIENT)),
    };
    let authorization = form.line("authorization").map(|number| number.as_str().to_owned());
    Some(ClaimDetails {
        subject: seen.client.subject,
        payer: payer?,
        holder: holder?,
        relation: relation?,
        dependent: match dependent {
            Some(read) => Some(read?),
            None => None,
        },
        authorization,
        visits,
    })
}

fn person(form: &mut Reading<'_>, fields: &PersonFields) -> Option<Person> {
    let [last, first, born, sex, street, city, state, zip] = *fields;
    let last = plain(form, last, "Enter the family name as the card has it");
    let first = plain(form, first, "Enter the given name as the card has it");
    let day = form.date(born);
    let born = form.wanted(born, day, "Enter the day of birth; insurers ask for it");
    let found = InsurerSex::from_code(form.posted.one(sex));
    let sex = form.wanted(sex, found, "Choose what the insurer has; “not said” is an answer");
    let street = plain(form, street, "Enter street and number");
    let city = plain(form, city, "Enter the town");
    let typed = form.posted.one(state).to_uppercase();
    let is_state = typed.len() == 2 && typed.bytes().all(|byte| byte.is_ascii_uppercase());
    let state = form.wanted(state, is_state.then_some(typed), "Enter the two letters of the state, such as CO");
    let digits: String = form.posted.one(zip).chars().filter(|letter| *letter != '-').collect();
    let is_zip = matches!(digits.len(), 5 | 9) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let zip = form.wanted(zip, is_zip.then_some(digits), "Enter the ZIP with five or nine digits");
    let address = Address { street: street?, city: city?, state: state?, zip: zip? };
    Some(Person { last: last?, first: first?, address, born: born?, sex: sex? })
}

fn plain(form: &mut Reading<'_>, field: &'static str, words: &str) -> Option<String> {
    let line = form.line(field);
    let line = form.wanted(field, line, words)?;
    let carried = Some(line.as_str().to_owned()).filter(|line| is_sendable(line));
    form.wanted(field, carried, "Use letters, digits and plain signs only. Claims carry no others")
}

/// The fields, whoever holds the insurance first.
pub fn fields(typed: &Typed<'_>, seen: &ClaimsOfClient) -> Markup {
    let payers: Vec<(String, String)> = [(String::new(), "Choose".to_owned())]
        .into_iter()
        .chain(seen.payers.iter().map(|payer| (payer.id.to_string(), payer.terms.name.as_str().to_owned())))
        .collect();
    let relations = Relation::ALL.map(|relation| (relation.code(), relation.word()));
    html! {
        div.grid {
            (typed.select("payer", "Payer", &payers))
            (typed.input("authorization", "Authorization number", Some("Empty: the one towards which each visit counts"), Kind::Line))
        }
        (typed.one_of("relation", "Who is the client to whoever holds the insurance?", &relations))
        fieldset.field { legend { "Whoever holds the insurance" } (person_fields(typed, &HOLDER)) }
        details open[typed.posted.one("relation") != Relation::Own.code()] {
            summary { "The client, when somebody else holds it" }
            (person_fields(typed, &CLIENT))
        }
    }
}

fn person_fields(typed: &Typed<'_>, fields: &PersonFields) -> Markup {
    let [last, first, born, sex, street, city, state, zip] = *fields;
    let sexes = InsurerSex::ALL.map(|sex| (sex.code(), sex.word()));
    html! {
        div.grid { (typed.input(first, "Given name", None, Kind::Line)) (typed.input(last, "Family name", None, Kind::Line)) (typed.input(born, "Born", None, Kind::Date)) }
        (typed.one_of(sex, "Sex, as the insurer has it", &sexes))
        (typed.input(street, "Street", None, Kind::Line))
        div.grid { (typed.input(city, "Town", None, Kind::Line)) (typed.input(state, "State", Some("Two letters"), Kind::Line)) (typed.input(zip, "ZIP", None, Kind::Line)) }
    }
}

/// Why no claim is prepared, and what to do.
pub fn words(refusal: PrepareRefusal) -> &'static str {
    match refusal {
        PrepareRefusal::NotAllowed(why) => not_allowed(why),
        PrepareRefusal::NoNumberOfTherapist => {
            "Whoever treats has no NPI or taxonomy code here. The owner enters them under People"
        }
        PrepareRefusal::NoSuchPayer => "Choose a payer of this list",
        PrepareRefusal::Couple => {
            "There is no claim for sessions of a couple as such: it would carry one partner’s diagnosis to both"
        }
        PrepareRefusal::Claim(ClaimRefusal::OtherPayer) => {
            "The client’s plan is with another payer. Choose that one, or change the plan first"
        }
        PrepareRefusal::NotAuthorized => {
            "The plan wants visits authorized first, and no authorization with a visit left is for one of these. Write it down with the coverage, or enter its number"
        }
        PrepareRefusal::Claim(ClaimRefusal::TooFewOrMany) => "Choose at least one visit",
        PrepareRefusal::Claim(ClaimRefusal::NotThere) => {
            "This visit or claim is not there any more. Look at the list again"
        }
        PrepareRefusal::Claim(ClaimRefusal::NoCode) => "A visit without a code cannot be claimed",
        PrepareRefusal::Claim(ClaimRefusal::NoDiagnosis) => {
            "No diagnosis was written before this visit’s note was signed. The therapist can tell more"
        }
        PrepareRefusal::Claim(ClaimRefusal::Waived) => {
            "Part of this visit was waived, or a package paid for it. An insurer is asked for what a visit cost, or not at all"
        }
        PrepareRefusal::Claim(ClaimRefusal::OnAClaim) => "This visit stands on a claim already",
        PrepareRefusal::Claim(ClaimRefusal::WhoHolds) => {
            "Look at who holds the insurance: the client, or somebody else"
        }
        PrepareRefusal::Claim(ClaimRefusal::NothingLeft) => {
            "The first insurer has not decided, or left nothing to the client. A second is asked only for what is left"
        }
        PrepareRefusal::Claim(ClaimRefusal::NothingToFollow) => {
            "This claim was not sent, or another one follows it already"
        }
        PrepareRefusal::Claim(ClaimRefusal::NoPayersNumber) => {
            "The payer has not told its own number of this claim yet. It comes with an answer"
        }
    }
}

/// Why no claim may be made for a client.
pub fn not_allowed(why: NoClaim) -> &'static str {
    match why {
        NoClaim::NoPlan => "No plan is known. Keep it with the client’s coverage first",
        NoClaim::NotUsed => "The plan is on file, and not used for claims",
        NoClaim::NotAsked => "Ask the client first who reads the insurer’s mail",
        NoClaim::SelfPay => "The client pays for it themselves, and the plan is told nothing",
        NoClaim::NotConfirmed => "The plan has not yet confirmed that it writes elsewhere",
    }
}
