//! Type in a request that came by phone or email, with the same questions as the public form.

use actions::house::House;
use actions::request_appointment::request_appointment;
use actions::travel::one_time_number;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use maud::{Markup, html};
use schedule::answers::{Answers, CoverageWish, Ketamine, PlaceWish, Situation, TimeWish};
use schedule::request::Source;
use shell::fields::{Choice, Choices, Kind, Look, Problem, Text, choices, error_summary, hidden, submit, text, tick};
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::reach::{Email, Phone, Reach};
use terms::text::{Line, MAX_LINE, TextTrouble};

use crate::asked::Asked;

/// The form for the phone at the ear.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/requests/add", get(show).post(add))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[])
}

async fn add(asked: Asked, posted: Posted) -> Reply {
    let (answers, source) = match read(&posted) {
        Ok(read) => read,
        Err(problems) => return drawn(&asked, &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| request_appointment(house, by, (&answers, source), &once)).await {
        Ok(sent) => reply::go(format!("/desk/requests/{}", sent.request)),
        Err(trouble) => asked.instead(trouble),
    }
}

fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let known = posted.one("once").to_owned();
    let once = if known.is_empty() { one_time_number(&asked.house) } else { known };
    let (status, title) = match problems {
        [] => (StatusCode::OK, "Add request"),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, "Error: Add request"),
    };
    Reply::Page(status, asked.page((title, "/desk/requests"), None, page(posted, problems, &once)))
}

fn page(posted: &Posted, problems: &[Problem], once: &str) -> Markup {
    let options = |pairs: &[(&'static str, &'static str)]| -> Vec<Choice<'static>> {
        pairs.iter().map(|(value, label)| Choice { value, label, small: None }).collect()
    };
    let group = |name, legend, many, look, pairs: &[(&'static str, &'static str)]| {
        choices(
            &Choices { name, legend, hint: None, many, look, options: &options(pairs) },
            &posted.all(name),
            problems,
        )
    };
    let situations = Situation::ALL.map(|case| (case.code(), case.word()));
    let ketamine = Ketamine::ALL.map(|case| (case.code(), case.word()));
    let places = PlaceWish::ALL.map(|case| (case.code(), case.word()));
    let times = TimeWish::ALL.map(|case| (case.code(), case.word()));
    let coverage = CoverageWish::ALL.map(|case| (case.code(), case.word()));
    html! {
        p.small { a href="/desk/requests" { "All requests" } }
        h1 { "Add request" }
        p.dim { "Ask what they would like; leave out what they would rather not say. There is no box for their story." }
        (error_summary(problems))
        form.stack.wide action="/desk/requests/add" method="post" novalidate {
            (hidden("once", once))
            (group("source", "How did it come?", false, Look::Across, &[("phone", "Phone"), ("email", "Email")]))
            (text(&Text { name: "name", label: "The name to use", hint: None, kind: Kind::Line, autocomplete: Some("off"), optional: false, max: MAX_LINE }, posted.one("name"), problems))
            (group("reach", "How may we reach them?", true, Look::Chips, &[("email", "Email"), ("text", "Text message"), ("call", "Phone call"), ("nothing", "Send nothing")]))
            div.grid {
                (text(&Text { name: "email", label: "Email", hint: None, kind: Kind::Email, autocomplete: Some("off"), optional: true, max: 254 }, posted.one("email"), problems))
                (text(&Text { name: "tel", label: "Phone", hint: None, kind: Kind::Phone, autocomplete: Some("off"), optional: true, max: 30 }, posted.one("tel"), problems))
            }
            (tick("voicemail", "We may leave a voicemail", None, posted.has("voicemail", "yes"), problems))
            (tick("say-who", "We may say who is calling if someone else answers", None, posted.has("say-who", "yes"), problems))
            (group("about", "What about?", true, Look::Chips, &situations))
            (group("ketamine", "Ketamine", false, Look::Chips, &ketamine))
            (group("where", "Where?", false, Look::Chips, &places))
            (group("times", "Which times?", true, Look::Chips, &times))
            (group("pay", "Paying", false, Look::Chips, &coverage))
            (tick("guide", "Has a question about coverage", None, posted.has("guide", "yes"), problems))
            (tick("adult", "Is 18 or older, and will be in Colorado when we meet", None, posted.has("adult", "yes"), problems))
            (submit("Add request"))
        }
    }
}

fn read(posted: &Posted) -> Result<(Answers, Source), Vec<Problem>> {
    let mut problems = Vec::new();
    let mut add = |field, words: &str| problems.push(Problem { field, words: words.to_owned() });
    let source =
        Source::from_code(posted.one("source")).filter(|source| matches!(source, Source::Phone | Source::Email));
    if source.is_none() {
        add("source", "Choose whether it came by phone or by email");
    }
    let name = Line::parse(posted.one("name"));
    if let Err(trouble) = &name {
        add(
            "name",
            match trouble {
                TextTrouble::Empty => "Enter the name to use",
                TextTrouble::TooLong { .. } => "Keep the name to 120 characters",
                TextTrouble::Unprintable => "Enter the name in letters, without line breaks",
            },
        );
    }
    let reach = reach(posted, &mut add);
    if !posted.has("adult", "yes") {
        add("adult", "Tick that they are 18 or older and will be in Colorado, or tell them kindly whom else to ask");
    }
    match (source, name) {
        (Some(source), Ok(name)) if problems.is_empty() => {
            let answers = Answers {
                about: posted.all("about").into_iter().filter_map(Situation::from_code).collect(),
                ketamine: Ketamine::from_code(posted.one("ketamine")),
                place: PlaceWish::from_code(posted.one("where")),
                times: posted.all("times").into_iter().filter_map(TimeWish::from_code).collect(),
                name,
                reach,
                coverage: CoverageWish::from_code(posted.one("pay")),
                asks_about_coverage: posted.has("guide", "yes"),
            };
            Ok((answers, source))
        }
        _ => Err(problems),
    }
}

fn reach(posted: &Posted, add: &mut impl FnMut(&'static str, &str)) -> Reach {
    let [email, by_text, by_call, nothing] = ["email", "text", "call", "nothing"].map(|way| posted.has("reach", way));
    let any = email || by_text || by_call;
    if any == nothing {
        add("reach", "Choose at least one way to reach them, or “Send nothing” alone");
    }
    let address = email.then(|| Email::parse(posted.one("email")));
    if let Some(Err(_)) = address {
        add("email", "Enter an email address with an @, or choose another way");
    }
    let number = (by_text || by_call).then(|| Phone::parse(posted.one("tel")));
    if let Some(Err(_)) = number {
        add("tel", "Enter a phone number with an area code");
    }
    let phone = number.and_then(Result::ok);
    Reach {
        email: address.and_then(Result::ok),
        may_text: by_text && phone.is_some(),
        may_call: by_call && phone.is_some(),
        phone,
        may_leave_voicemail: by_call && posted.has("voicemail", "yes"),
        may_name_practice: by_call && posted.has("say-who", "yes"),
        ..Reach::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_field_by_field() {
        let fields = |posted: &Posted| {
            read(posted).err().unwrap_or_default().into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(&Posted::default()), ["source", "name", "reach", "adult"]);
        let good =
            [("source", "phone"), ("name", "Morgan T."), ("reach", "call"), ("tel", "303 555 0171"), ("adult", "yes")];
        assert_eq!(fields(&Posted::from_pairs(good)), [""; 0]);
        assert_eq!(
            fields(&Posted::from_pairs(good.map(|(name, value)| (name, if name == "tel" { "555" } else { value })))),
            ["tel"]
        );
        assert_eq!(fields(&Posted::from_pairs(good.into_iter().chain([("reach", "nothing")]))), ["reach"]);
        assert_eq!(
            fields(&Posted::from_pairs(
                good.map(|(name, value)| (name, if name == "source" { "button" } else { value }))
            )),
            ["source"]
        );
    }
}
