//! Finding the client first, where a form of the front desk is opened for nobody in particular.

use actions::see_clients::{FoundClients, see_clients};
use maud::{Markup, html};
use schedule::people::Client;
use shell::fields::hidden;
use shell::reply::{self, Reply};
use terms::trouble::{Never, Trouble};

use crate::asked::Asked;

/// What the form is called, where it is, and what of the question mark travels on to it.
pub struct For {
    /// The heading.
    pub heading: &'static str,
    /// The path of the form.
    pub path: &'static str,
    /// The path to mark in the rail.
    pub here: &'static str,
    /// Names of what travels on.
    pub keep: &'static [&'static str],
}

/// The search field, and whoever was found, each leading on to the form.
pub async fn finder(asked: &Asked, form: &For) -> Reply {
    match found(asked).await {
        Ok(found) => reply::ok(asked.page((form.heading, form.here), None, page(asked, form, &found))),
        Err(trouble) => asked.instead(trouble),
    }
}

/// Whoever the search field names.
pub async fn found(asked: &Asked) -> Result<FoundClients, Trouble<Never>> {
    let sought = asked.query("q").to_owned();
    asked.act(move |house, by| see_clients(house, by, &sought)).await
}

/// The search field itself.
pub fn field(action: &str, sought: &str, kept: &[(&str, String)]) -> Markup {
    html! {
        form.stack action=(action) {
            @for (name, value) in kept { (hidden(name, value)) }
            div.field {
                label for="q" { "Whom are you looking for?" }
                p.hint #q-h { "Part of a name, a phone number, a birth date like 3/14/1988, or a chart number" }
                div.row { input.w-m id="q" type="search" name="q" value=(sought) aria-describedby="q-h" autocomplete="off"; button.btn.line { "Find" } }
            }
        }
    }
}

/// How many were found, in words.
pub fn counted(found: &FoundClients, sought: &str) -> String {
    match (sought.trim().is_empty(), found.count) {
        (true, _) => "Nobody is shown until you look for someone.".to_owned(),
        (false, 0) => "Nobody fits this. Try fewer letters, or the phone number.".to_owned(),
        (false, 1) => "1 client found.".to_owned(),
        (false, more) if more > found.clients.len() => {
            format!("{more} clients found; the first {} are shown. Add a letter or two.", found.clients.len())
        }
        (false, more) => format!("{more} clients found."),
    }
}

fn page(asked: &Asked, form: &For, found: &FoundClients) -> Markup {
    let plain = |value: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c));
    let kept: Vec<(&str, String)> = form
        .keep
        .iter()
        .map(|name| (*name, asked.query(name).to_owned()))
        .filter(|(_, value)| !value.is_empty() && plain(value))
        .collect();
    let along = kept.iter().map(|(name, value)| format!("&{name}={value}")).collect::<Vec<_>>().concat();
    let sought = asked.query("q");
    html! {
        header { h1 { (form.heading) } p.dim { "For whom?" } }
        section.card.stack aria-label="Find a client" { (field(form.path, sought, &kept)) p.dim role="status" { (counted(found, sought)) } }
        @if !found.clients.is_empty() {
            section.card.flush aria-label="Found" {
                ul.rows { @for client in &found.clients { (row(client, &format!("{}?client={}{along}", form.path, client.subject))) } }
            }
        }
    }
}

fn row(client: &Client, link: &str) -> Markup {
    html! {
        li {
            span.grow { a.all href=(link) { (client.name.as_str()) } " " span.xs.dim { (client.chart_number) } }
            span.small.dim { @if let Some(phone) = &client.reach.phone { (phone) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_counted_in_words() {
        let found = |count| FoundClients { clients: Vec::new(), count };
        for (count, sought, expected) in [
            (0, " ", "Nobody is shown until"),
            (0, "x", "Nobody fits this."),
            (1, "x", "1 client found."),
            (60, "x", "60 clients found; the first 0 are shown."),
        ] {
            assert!(counted(&found(count), sought).starts_with(expected), "{count} {sought}");
        }
    }
}
