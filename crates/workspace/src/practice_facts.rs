//! What the practice says of itself: name, ways to reach it, promises. What is left empty is left out of every page.

use actions::house::House;
use actions::tell_facts::tell_facts;
use axum::Router;
use axum::routing::get;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, tick};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::practice::{NervousWords, Practice};
use terms::reach::{Email, Phone};

use crate::asked::Asked;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/facts", get(show).post(tell))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &as_posted(&asked.house.practice()), &[])
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let practice = match read(&posted, &asked.house.practice()) {
        Ok(practice) => practice,
        Err(problems) => return drawn(&asked, &posted, &problems),
    };
    match asked.act(move |house, by| tell_facts(house, by, &practice)).await {
        Ok(()) => reply::go("/practice?done=facts"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(&Typed { posted, problems });
    asked.form_page(("The practice", "/practice"), None, !problems.is_empty(), main)
}

fn as_posted(practice: &Practice) -> Posted {
    let hours = |hours: u32| if hours == 0 { String::new() } else { hours.to_string() };
    Posted::from_pairs([
        ("name", practice.name.clone()),
        ("short", practice.short_name.clone()),
        ("tagline", practice.tagline.clone()),
        ("discreet", practice.discreet_name.clone()),
        ("place", practice.place.clone()),
        ("street", practice.street.clone()),
        ("phone", practice.phone.clone()),
        ("phone-hours", practice.phone_hours.clone()),
        ("email", practice.email.clone()),
        ("zone", practice.time_zone.clone()),
        ("reply", practice.reply_within.clone()),
        ("reply-hours", hours(practice.reply_within_hours)),
        ("hold", hours(practice.offer_hold_hours)),
        ("cancel", practice.cancel_until_hours.to_string()),
        ("alert", hours(practice.alert_within_hours)),
        ("who-reads", practice.who_reads.clone()),
        ("cover", practice.cover.clone()),
        ("video", practice.video_address.clone()),
        ("exit", practice.quick_exit.clone()),
        ("board", practice.board.clone()),
        ("adopted", practice.documents_adopted.map(|day| day.to_string()).unwrap_or_default()),
        ("nervous", practice.nervous_words.code().to_owned()),
        ("dosing", if practice.attends_dosing { "yes".to_owned() } else { String::new() }),
    ])
}

fn read(posted: &Posted, before: &Practice) -> Result<Practice, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let mut practice = before.clone();
    read_who(&mut form, &mut practice);
    read_reach(&mut form, &mut practice);
    read_promises(&mut form, &mut practice);
    read_papers(&mut form, &mut practice);
    form.done(Some(practice))
}

fn read_who(form: &mut Reading<'_>, practice: &mut Practice) {
    practice.name = wanted_line(form, "name", "Enter the practice’s whole name");
    practice.short_name =
        wanted_line(form, "short", "Enter the name that stands at the top of pages, without the specialty");
    practice.tagline = line(form, "tagline");
    practice.discreet_name =
        wanted_line(form, "discreet", "Enter what stands over letters in place of the name, such as The office");
}

fn read_reach(form: &mut Reading<'_>, practice: &mut Practice) {
    practice.place = wanted_line(form, "place", "Enter the town, such as Lakewood, Colorado");
    practice.street = line(form, "street");
    let phone = Phone::parse(form.posted.one("phone")).ok();
    if let Some(phone) = form.wanted("phone", phone, "Enter the phone number with its area code") {
        practice.phone_dial = format!("+1{}", phone.digits());
        practice.phone = phone.to_string();
    }
    practice.phone_hours = line(form, "phone-hours");
    practice.email = match form.posted.one("email") {
        "" => String::new(),
        text => {
            let email = Email::parse(text).ok().map(|email| email.as_str().to_owned());
            form.wanted("email", email, "Enter an email address with an @").unwrap_or_default()
        }
    };
    let zone = typed(form, "zone", |name| TimeZone::get(name).is_ok());
    practice.time_zone = form.wanted("zone", zone, "Enter a zone’s name, such as America/Denver").unwrap_or_default();
    let video = typed(form, "video", |text| text.is_empty() || is_secure(text));
    practice.video_address = form
        .wanted("video", video, "Enter an address that begins with https://, or leave it empty")
        .unwrap_or_default();
}

fn read_promises(form: &mut Reading<'_>, practice: &mut Practice) {
    practice.reply_within =
        wanted_line(form, "reply", "Enter how soon a request is answered, such as two business days");
    practice.reply_within_hours = hours(form, "reply-hours", 1);
    practice.offer_hold_hours = hours(form, "hold", 1);
    practice.cancel_until_hours = hours(form, "cancel", 0);
    practice.alert_within_hours = hours(form, "alert", 1);
    practice.who_reads = line(form, "who-reads");
    practice.cover = line(form, "cover");
    practice.attends_dosing = form.posted.has("dosing", "yes");
    practice.nervous_words = NervousWords::from_code(form.posted.one("nervous")).unwrap_or(practice.nervous_words);
}

fn read_papers(form: &mut Reading<'_>, practice: &mut Practice) {
    practice.board = line(form, "board");
    practice.documents_adopted = form.date("adopted");
    let exit = typed(form, "exit", is_secure);
    practice.quick_exit = form
        .wanted("exit", exit, "Enter an address that begins with https:// and says nothing of you")
        .unwrap_or_default();
}

fn line(form: &mut Reading<'_>, field: &'static str) -> String {
    form.line(field).map(|line| line.as_str().to_owned()).unwrap_or_default()
}

fn wanted_line(form: &mut Reading<'_>, field: &'static str, words: &str) -> String {
    let line = form.line(field).map(|line| line.as_str().to_owned());
    form.wanted(field, line, words).unwrap_or_default()
}

fn hours(form: &mut Reading<'_>, field: &'static str, least: u32) -> u32 {
    let hours = form.posted.one(field).parse().ok().filter(|hours| (least..=1_000).contains(hours));
    form.wanted(field, hours, "Enter hours as a whole number").unwrap_or_default()
}

fn typed(form: &Reading<'_>, field: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    Some(form.posted.one(field)).filter(|text| fits(text)).map(str::to_owned)
}

fn is_secure(text: &str) -> bool {
    text.starts_with("https://") && !text.contains(char::is_whitespace)
}

fn page(typed: &Typed<'_>) -> Markup {
    let line = |name, label, hint| typed.input(name, label, hint, Kind::Line);
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "The practice" } p.dim.measure { "What you leave empty is left out of every page. Nothing is made up." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" action="/practice/facts" {
            section.card.stack aria-labelledby="who" {
                h2 #who { "Who you are" }
                div.grid {
                    (line("name", "Whole name", Some("As on papers and receipts")))
                    (line("short", "Name at the top of pages", Some("Without the specialty: a screen may be seen by others")))
                    (line("tagline", "Line under it", None))
                    (line("discreet", "Name over letters and calendar entries", Some("It tells nothing: The office")))
                }
            }
            section.card.stack aria-labelledby="reach" {
                h2 #reach { "Where you are" }
                div.grid {
                    (line("place", "Town", None)) (line("street", "Street and suite", None))
                    (typed.input("phone", "Phone", None, Kind::Phone)) (line("phone-hours", "When it is answered", None))
                    (typed.input("email", "Public email", None, Kind::Email)) (line("zone", "Time zone", Some("All times are told in it")))
                    (line("video", "Meeting address for video", Some("When there is one room for all; it is told to clients with a visit online")))
                }
            }
            section.card.stack aria-labelledby="promises" {
                h2 #promises { "What you promise" }
                div.grid {
                    (line("reply", "A request is answered within", Some("In words, as visitors read it: two business days")))
                    (typed.input("reply-hours", "The same in hours on weekdays", Some("For the front desk’s clock"), Kind::Number))
                    (typed.input("hold", "Offered times are held for, in hours", None, Kind::Number))
                    (typed.input("cancel", "Clients may move or cancel until, in hours before", None, Kind::Number))
                    (typed.input("alert", "An alert is passed on after, in hours", None, Kind::Number))
                    (line("who-reads", "Who reads what clients write, and when", Some("Such as: Your therapist, before your next session")))
                    (line("cover", "Who covers when a therapist is away", Some("Empty means nobody, and pages say so")))
                }
                (typed.one_of("nervous", "Words for the nervous system", &NervousWords::ALL.map(|words| (words.code(), words.word()))))
                p.small.dim { "Only the words change, for clients and in notes. Neither claims to measure anything." }
                (tick("dosing", "Our therapists attend dosing days", Some("Private pay, apart from therapy. While this is off, nothing offers it"), typed.posted.has("dosing", "yes"), typed.problems))
            }
            section.card.stack aria-labelledby="papers" {
                h2 #papers { "For papers" }
                div.grid {
                    (line("board", "Licensing board, with address and phone", Some("The disclosure statement names it")))
                    (typed.input("adopted", "Documents adopted on", Some("When your lawyer has looked at them. Until then each says that it is a draft"), Kind::Date))
                    (line("exit", "Where quick exit leads", Some("Any page that says nothing of you")))
                }
            }
            (fields::submit("Save"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Vec<(String, String)> {
        let told = [
            ("name", "Sample Couples Therapy"),
            ("short", "Sample"),
            ("place", "Lakewood, Colorado"),
            ("phone", "303 555 0142"),
            ("reply", "two business days"),
        ];
        let blank = as_posted(&Practice::blank());
        let other = blank.pairs().iter().filter(|(name, _)| !told.iter().any(|(known, _)| known == name)).cloned();
        other.chain(told.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
    }

    #[test]
    fn a_practice_is_told_with_what_pages_need_and_no_more() {
        let practice = read(&Posted::from_pairs(filled()), &Practice::blank()).unwrap();
        assert!(practice.is_told() && practice.email.is_empty() && practice.tagline.is_empty());
        assert_eq!((practice.phone.as_str(), practice.phone_dial.as_str()), ("(303) 555-0142", "+13035550142"));
        let again = read(&as_posted(&practice), &Practice::blank()).unwrap();
        assert_eq!(again, practice);
    }

    #[test]
    fn each_field_says_what_it_needs() {
        for (field, typed) in [
            ("name", ""),
            ("phone", "555"),
            ("email", "office"),
            ("zone", "America/Lakewood"),
            ("exit", "weather.gov"),
            ("video", "zoom"),
            ("adopted", "soon"),
            ("hold", "soon"),
            ("cancel", "-1"),
        ] {
            let mut pairs = filled();
            pairs.retain(|(name, _)| name != field);
            pairs.push((field.to_owned(), typed.to_owned()));
            let problems = read(&Posted::from_pairs(pairs), &Practice::blank()).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [field], "{typed}");
        }
    }
}
