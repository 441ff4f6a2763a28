//! How a client may be reached, in the words that stand above everything else on the front desk's screens.

use maud::{Markup, html};
use schedule::people::{Client, Staff};
use shell::icon::Icon;
use shell::shape::{Tone, note};
use terms::reach::Reach;

/// The ways that are allowed, in a line: "Text or email only. No voicemail."
pub fn ways(reach: &Reach) -> String {
    let ways: Vec<&str> = [(reach.may_text, "text"), (reach.email.is_some(), "email"), (reach.may_call, "call")]
        .into_iter()
        .filter_map(|(may, way)| may.then_some(way))
        .collect();
    let mut words = format!("{} only.", capital(&ways.join(" or ")));
    words.push_str(if reach.may_leave_voicemail { " Voicemail is fine." } else { " No voicemail." });
    words
}

/// The same of a client, who may also want nothing at all.
pub fn client_ways(reach: &Reach) -> String {
    if reach.is_nothing() { "Send nothing, call nobody. They call us.".to_owned() } else { ways(reach) }
}

/// The first thing on a page about a client, and under it whether a call goes to their clinician.
pub fn contact_limits(client: &Client, put_through_to: Option<&str>) -> Markup {
    let reach = &client.reach;
    let body = html! {
        b { (client_ways(reach)) }
        p.small {
            @if reach.may_name_practice { "If someone else answers, you may say who is calling." }
            @else { "If someone else answers, ask for " (client.name.as_str()) " and give your first name. Do not name the practice." }
            @if let Some(safe) = &reach.safe_times { " Safe times: " (safe.as_str()) "." }
        }
    };
    html! {
        (note(Tone::Stop, Icon::Shield, body))
        @if let Some(name) = put_through_to {
            (note(Tone::Warn, Icon::Phone, html! { b { "If they call, put them through to " (name) "." } }))
        }
    }
}

/// The first name of someone who works here.
pub fn first_name(person: &Staff) -> &str {
    person.name.as_str().split_whitespace().next().unwrap_or_default()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use terms::reach::{Email, Phone};

    use super::*;

    #[test]
    fn the_ways_say_what_is_allowed_and_that_nothing_else_is() {
        let email = Email::parse("a@example.org").ok();
        let phone = Phone::parse("(303) 555-0117").ok();
        let all = Reach { email: email.clone(), phone, may_text: true, may_call: true, ..Reach::default() };
        for (reach, expected) in [
            (Reach { email, ..Reach::default() }, "Email only. No voicemail."),
            (Reach { may_leave_voicemail: true, ..all.clone() }, "Text or email or call only. Voicemail is fine."),
            (Reach { email: None, may_text: false, ..all }, "Call only. No voicemail."),
            (Reach::default(), "Send nothing, call nobody. They call us."),
        ] {
            assert_eq!(client_ways(&reach), expected);
        }
    }
}
