//! Before you go in: what is new since the last visit, what waits and what is open, on one short page.

use actions::house::House;
use actions::see_brief::{Brief, see_brief};
use axum::Router;
use axum::routing::get;
use care::brief::{BriefLine, LastVisit};
use care::change::ChangeState;
use care::consent_look::{ConsentLook, WhyLook};
use care::dosing_day::DosingState;
use care::measure::Measure;
use care::readiness::ReadinessItem;
use care::score_change::{ScoreChange, Went};
use care::signer::Signer;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::people::Client;
use shell::reply::{self, Reply};
use shell::time::{clock, short_day as moment_day};
use terms::ids::SubjectId;
use terms::money::Cents;
use terms::text::Line;

use crate::asked::{Asked, At};
use crate::dates::{chart_link, day};

/// How much of a plan is read in a glance, in characters.
const PLAN_SHOWN: usize = 160;

/// How many open questions are named.
const QUESTIONS_SHOWN: usize = 2;

/// A line: what it is about, the words, and where its evidence stands.
struct Told {
    about: &'static str,
    words: String,
    to: String,
}

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/brief", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| see_brief(house, by, subject)).await {
        Ok(brief) => {
            let title = format!("Chart {}", brief.client.chart_number);
            let main = page(&brief, asked.by.now, &asked.house.zone());
            reply::ok(asked.page((&title, "/t"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(brief: &Brief, now: Timestamp, zone: &TimeZone) -> Markup {
    html! {
        header {
            p.small { (chart_link(&brief.client)) }
            h1 { "Before you go in" }
            p.dim { (visit_words(brief, now, zone)) }
        }
        section.card.flush aria-label="What to know" {
            ul.rows {
                @for line in told(brief, zone) {
                    li { span.grow { b { (line.about) } " " (line.words) } a.small href=(line.to) { "See it" span.vh { ": " (line.about) } } }
                }
            }
        }
        p.small { a href={ "/t/c/" (brief.client.subject) } { "Open the chart" } }
    }
}

fn visit_words(brief: &Brief, now: Timestamp, zone: &TimeZone) -> String {
    let Some(visit) = &brief.next else { return "No visit is booked.".to_owned() };
    let (kind, from) = (visit.kind.word(), visit.span.from);
    if from <= now {
        return format!("{kind}, since {}.", clock(from, zone));
    }
    format!("{kind}, {}, {}.", moment_day(from, zone), clock(from, zone))
}

/// Every line there is. What is empty has none.
fn told(brief: &Brief, zone: &TimeZone) -> Vec<Told> {
    let chart = format!("/t/c/{}", brief.client.subject);
    let mut told: Vec<Told> = brief.lines.iter().map(|line| one(brief, line, &chart, zone)).collect();
    for draft in &brief.unsigned {
        let words = format!("{} of {} is not signed, so that it makes no charge.", draft.kind.word(), day(draft.date));
        told.push(Told { about: "Note:", words, to: format!("/t/n/{}", draft.id) });
    }
    if brief.open_cents > Cents::ZERO {
        let words = format!("{} is open for therapy.", brief.open_cents);
        told.push(Told { about: "Money:", words, to: format!("{chart}/money") });
    }
    told
}

fn one(brief: &Brief, line: &BriefLine, chart: &str, zone: &TimeZone) -> Told {
    let on = |at: Timestamp| moment_day(at, zone);
    let told = |about, words: String, to: &str| Told { about, words, to: format!("{chart}{to}") };
    match line {
        BriefLine::OpenAlert { id, at } => {
            told("Alert:", format!("open since {}, {}.", on(*at), clock(*at, zone)), &format!("/alerts/{id}"))
        }
        BriefLine::SafetyPlan { at } => told("Safety plan:", format!("written {}.", on(*at)), "/safety"),
        BriefLine::NoSafetyPlan => told("Safety plan:", "none is written yet.".to_owned(), "/safety"),
        BriefLine::FirstVisit => told("First visit.", "No note is signed yet.".to_owned(), "/notes"),
        BriefLine::LastVisit(last) => told("Last time:", last_words(last), &format!("/n/{}", last.note)),
        BriefLine::Steadiness { at, steadiness } => {
            told("Says:", format!("{}, {}.", steadiness.word().to_lowercase(), on(*at)), "/workbook")
        }
        BriefLine::Score { measure, at, number, before } => {
            told(measure_name(*measure), format!("{number}, {}. {}", on(*at), change_words(*before)), "/check-ins")
        }
        BriefLine::CheckInsWaiting { measures, since } => {
            let names: Vec<&str> = measures.iter().map(|measure| measure.word()).collect();
            told("Check-in waits:", format!("{}, since {}.", names.join(", "), on(*since)), "/check-ins")
        }
        BriefLine::IntentionChanged { at, by } => {
            told("Intention:", format!("another one since {}, by {}.", on(*at), brief.author(*by)), "/workbook")
        }
        BriefLine::BoundariesChanged { at, by } => {
            told("Boundaries:", format!("others since {}, by {}.", on(*at), brief.author(*by)), "/workbook")
        }
        BriefLine::SharedPages { count, last } => {
            let pages = if *count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
            told("Shared with you:", format!("{pages}, the last {}.", on(*last)), "/workbook")
        }
        BriefLine::Practices(going) => told("Carries:", practices_words(going), "/words"),
        BriefLine::LastsLong(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| kind.word().to_lowercase()).collect();
            told("For over two weeks:", format!("{}.", kinds.join(", ")), "/difficulties")
        }
        BriefLine::Pause(until) => told("No large decisions:", format!("until {}.", day(*until)), "/words"),
        BriefLine::Dosing { on, state } => told("Dosing day", dosing_words(*on, *state), "/dosing"),
        BriefLine::Documents(open) => {
            let names: Vec<&str> = open.iter().map(|kind| kind.word()).collect();
            told("To sign:", format!("{}.", names.join("; ")), "/consents")
        }
        BriefLine::Consent(look) => {
            told("Consent:", format!("{}.", consent_words(look, &brief.members)), &consent_place(look))
        }
        BriefLine::OpenQuestions(items) => told("Open to talk about:", questions_words(items), "/readiness"),
        BriefLine::ReleaseEnds(on) => told("Release:", format!("one ends on {}.", day(*on)), "/consents"),
        BriefLine::PlanReview(on) => told("Plan:", format!("to look at again on {}.", day(*on)), "/plan"),
    }
}

/// "Integration, June 15. Risk: watched. Plan: stay with noticing."
fn last_words(last: &LastVisit) -> String {
    let risk = last.risk.map(|risk| format!(" Risk: {}.", risk.word().to_lowercase())).unwrap_or_default();
    let plan = last.plan.as_ref().map(|plan| format!(" Plan: {}", shortened(plan.as_str()))).unwrap_or_default();
    format!("{}, {}.{risk}{plan}", last.kind.word(), day(last.on))
}

fn practices_words(going: &[(Line, ChangeState)]) -> String {
    let one = |(text, state): &(Line, ChangeState)| format!("{} ({})", text.as_str(), state.word().to_lowercase());
    format!("{}.", going.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// "Touch, withdrawn"; of a couple with whose name it is: "Agreement for couples, not signed by Lee Park".
pub fn consent_words(look: &ConsentLook, members: &[Client]) -> String {
    let why = match look.why {
        WhyLook::Withdrawn => "withdrawn".to_owned(),
        WhyLook::NewVersion => "there is a new version".to_owned(),
        WhyLook::Until(on) => format!("until {}", day(on)),
        WhyLook::NotSigned => "not signed".to_owned(),
        WhyLook::ChoseDifferently => "they chose differently".to_owned(),
    };
    let whose = |who| members.iter().find(|member| member.subject == who).map(|member| member.name.as_str());
    match look.signer {
        Some(Signer::Partner(who)) => format!("{}, {why}: {}", look.kind.word(), whose(who).unwrap_or("one of them")),
        Some(Signer::Own) | None => format!("{}, {why}", look.kind.word()),
    }
}

/// Where its words and signatures stand, after the chart's own path.
pub fn consent_place(look: &ConsentLook) -> String {
    match look.signer {
        Some(Signer::Own) => format!("/consents/{}", look.kind.code()),
        Some(Signer::Partner(who)) => format!("/consents/{}?partner={who}", look.kind.code()),
        None => "/consents".to_owned(),
    }
}

/// The first two, and how many more there are.
fn questions_words(items: &[ReadinessItem]) -> String {
    let first: Vec<&str> = items.iter().take(QUESTIONS_SHOWN).map(|item| item.word()).collect();
    let more = items.len().saturating_sub(QUESTIONS_SHOWN);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{}{more}.", first.join("; "))
}

fn dosing_words(on: Option<Date>, state: DosingState) -> String {
    let what = match state {
        DosingState::Planned => "ahead",
        DosingState::Past => "behind",
        DosingState::CalledOff => "called off",
    };
    format!("{what}: {}.", on.map_or("date not known".to_owned(), day))
}

fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Phq9 => "PHQ-9:",
        Measure::Gad7 => "GAD-7:",
        Measure::Distress => "Distress:",
    }
}

/// "2 lower than before; within measurement noise."
fn change_words(before: Option<(u8, ScoreChange)>) -> String {
    let Some((number, change)) = before else { return "The first one.".to_owned() };
    let by = change.points().unsigned_abs();
    let noise = if change.is_more_than_noise() { "more than measurement noise" } else { "within measurement noise" };
    match change.went() {
        Went::Same => format!("The same as before, {number}."),
        Went::Easier => format!("{by} lower than before; {noise}."),
        Went::Harder => format!("{by} higher than before; {noise}."),
    }
}

/// The first words of a plan, up to the end of a word.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= PLAN_SHOWN {
        return text;
    }
    let cut: String = text.chars().take(PLAN_SHOWN).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use care::document::DocumentKind;

    use super::*;

    #[test]
    fn a_plan_is_cut_at_the_end_of_a_word() {
        assert_eq!(shortened("To rest,\nand to meet again."), "To rest, and to meet again.");
        let long = shortened(&"word ".repeat(60));
        assert!(long.ends_with("word …") && long.chars().count() <= PLAN_SHOWN + 2, "{long}");
    }

    #[test]
    fn a_change_is_told_with_what_it_may_mean() {
        let change = |from, to| Some((from, ScoreChange::of(Measure::Phq9, from, to)));
        for (before, expected) in [
            (None, "The first one."),
            (change(14, 14), "The same as before, 14."),
            (change(14, 12), "2 lower than before; within measurement noise."),
            (change(10, 17), "7 higher than before; more than measurement noise."),
        ] {
            assert_eq!(change_words(before), expected);
        }
    }

    #[test]
    fn a_consent_says_why_it_wants_a_look_and_where_its_words_stand() {
        let lee = "eeparkkk89".parse().unwrap();
        let look = |signer, why| ConsentLook { kind: DocumentKind::RecordingConsent, signer, why };
        let on = "2026-07-01".parse().unwrap();
        for (given, words, place) in [
            (look(Some(Signer::Own), WhyLook::Withdrawn), "withdrawn", "/consents/recording"),
            (look(Some(Signer::Own), WhyLook::Until(on)), "until July 1", "/consents/recording"),
            (
                look(Some(Signer::Partner(lee)), WhyLook::NewVersion),
                "there is a new version: one of them",
                "/consents/recording?partner=eeparkkk89",
            ),
            (look(None, WhyLook::ChoseDifferently), "they chose differently", "/consents"),
        ] {
            let said = consent_words(&given, &[]);
            assert!(said.ends_with(&format!(", {words}")), "{said}");
            assert_eq!(consent_place(&given), place);
        }
    }

    #[test]
    fn open_questions_are_named_in_part_and_counted() {
        use ReadinessItem::{EarlySigns, RideAndCare, SafetyPlan};
        let said = questions_words(&[EarlySigns, RideAndCare, SafetyPlan]);
        assert!(said.starts_with(EarlySigns.word()) && said.ends_with("; and 1 more."), "{said}");
        assert_eq!(questions_words(&[EarlySigns]), format!("{}.", EarlySigns.word()));
    }
}
