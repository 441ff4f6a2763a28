//! Records of safety: how risk was assessed, who was warned of a threat, and what was reported to whom.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::record_safety::record_safety;
use actions::see_note::name_in;
use axum::Router;
use axum::routing::get;
use care::alert_closing::RiskNow;
use care::safety_record::{
    AssessedHow, ReportOf, Reported, ReportedTo, RiskAssessed, SafetyRecord, SafetyRefusal, SafetyWhat, Threatened,
    Warned,
};
use jiff::civil::DateTime;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, clock, long_day};

/// Which form is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Risk,
    Warning,
    Report,
}

impl Form {
    const ALL: [Self; 3] = [Self::Risk, Self::Warning, Self::Report];

    fn word(self) -> &'static str {
        match self {
            Self::Risk => "Risk assessment",
            Self::Warning => "Duty to warn",
            Self::Report => "Mandated report",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Warning => "warning",
            Self::Report => "report",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }
}

/// The page and its three forms.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/safety/records", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let form = Form::from_code(asked.query("form")).unwrap_or(Form::Risk);
    shown(&asked, subject, form, &Typed { posted: &Posted::default(), problems: &[] }).await
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let kind = Form::from_code(posted.one("form")).unwrap_or(Form::Risk);
    let mut form = Reading::of(&posted);
    let (date, time) = (form.date("date"), form.time("time"));
    let date = form.wanted("date", date, "Enter the day");
    let time = form.wanted("time", time, "Enter the time, as near as you know it");
    let what = match kind {
        Form::Risk => assessed(&mut form).map(SafetyWhat::Assessed),
        Form::Warning => warned(&mut form).map(SafetyWhat::Warned),
        Form::Report => reported(&mut form).map(SafetyWhat::Reported),
    };
    let read = date.zip(time).zip(what).map(|((date, time), what)| (date.to_datetime(time), what));
    let (when, what): (DateTime, SafetyWhat) = match form.done(read) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, subject, kind, &Typed { posted: &posted, problems: &problems }).await,
    };
    match asked.act(move |house, by| record_safety(house, by, subject, (when, &what))).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/safety/records?done=written")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, said) = words(refusal);
                let problems = [Problem { field, words: said.to_owned() }];
                shown(&asked, subject, kind, &Typed { posted: &posted, problems: &problems }).await
            }
            Err(page) => *page,
        },
    }
}

fn assessed(form: &mut Reading<'_>) -> Option<RiskAssessed> {
    let posted = form.posted;
    let how = form.wanted("how", AssessedHow::from_code(posted.one("how")), "Say how you assessed it");
    let level = form.wanted("level", RiskNow::from_code(posted.one("level")), "Say how you see the risk");
    let (heard, done, told) = (form.prose("heard"), form.prose("done"), form.line("told"));
    let heard = form.wanted("heard", heard, "Write what you asked and heard");
    let done = form.wanted("done", done, "Write what you did");
    let ((how, level), (heard, done)) = how.zip(level).zip(heard.zip(done))?;
    Some(RiskAssessed { how, level, heard, done, told })
}

fn warned(form: &mut Reading<'_>) -> Option<Warned> {
    let posted = form.posted;
    let threatened = Threatened::from_code(posted.one("threatened"));
    let threatened = form.wanted("threatened", threatened, "Say who is named by the threat");
    let (words, whom, judgment) = (form.prose("words"), form.line("whom"), form.prose("judgment"));
    let words = form.wanted("words", words, "Write the words that were used");
    let whom = form.wanted("whom", whom, "Name the person or the place");
    let judgment = form.wanted("judgment", judgment, "Write how serious and imminent you judged it, and why");
    let (consulted, notified, outcome) = (form.line("consulted"), form.prose("notified"), form.prose("outcome"));
    let notified = form.wanted("notified", notified, "Write who was notified, when and how, or what was done instead");
    let (((threatened, words), (whom, judgment)), notified) =
        threatened.zip(words).zip(whom.zip(judgment)).zip(notified)?;
    Some(Warned { words, threatened, whom, judgment, consulted, notified, outcome })
}

fn reported(form: &mut Reading<'_>) -> Option<Reported> {
    let posted = form.posted;
    let of = form.wanted("of", ReportOf::from_code(posted.one("of")), "Say what the report is of");
    let to = form.wanted("to", ReportedTo::from_code(posted.one("to")), "Say to whom you reported");
    let (taken_by, said) = (form.line("taken-by"), form.prose("said"));
    let taken_by = form.wanted("taken-by", taken_by, "Write who took the report, and the number they gave");
    let said = form.wanted("said", said, "Write what you reported");
    let ((of, to), (taken_by, said)) = of.zip(to).zip(taken_by.zip(said))?;
    Some(Reported { of, to, taken_by, said })
}

fn words(refusal: SafetyRefusal) -> (&'static str, &'static str) {
    match refusal {
        SafetyRefusal::InTheFuture => ("time", "This time is still to come. Enter when it happened"),
        SafetyRefusal::ToLawEnforcement => {
            ("to", "This report goes to law enforcement, within 24 hours. Report there too, then write it down")
        }
    }
}

async fn shown(asked: &Asked, subject: SubjectId, form: Form, typed: &Typed<'_>) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let title = format!("Chart {}", open.client.chart_number);
    let toast = (asked.query("done") == "written").then_some("Written. It stands in the chart.");
    let main = page(&open, form, typed);
    asked.form_page((&title, "/t/caseload"), toast, !typed.problems.is_empty(), main)
}

fn page(open: &OpenChart, form: Form, typed: &Typed<'_>) -> Markup {
    let place = format!("/t/c/{}/safety/records", open.client.subject);
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Records of safety" } p.dim { "What was seen, done and told to whom. Call first; write when everybody is safe." } }
            (subnav(open, "/safety"))
            nav.row.small aria-label="Which record" {
                @for kind in Form::ALL { a href={ (place) "?form=" (kind.code()) } aria-current=[(kind == form).then_some("true")] { (kind.word()) } }
            }
        }
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" action=(place) {
                h2 { (form.word()) }
                (hidden("form", form.code()))
                div.grid { (typed.input("date", "Day", None, Kind::Date)) (typed.input("time", "Time", None, Kind::Time)) }
                @match form {
                    Form::Risk => (risk_fields(typed)),
                    Form::Warning => (warning_fields(typed)),
                    Form::Report => (report_fields(typed)),
                }
                (fields::submit("Write it down"))
            }
            section.card.stack aria-labelledby="written" {
                h2 #written { "Written so far" }
                @if open.chart.safety_records().is_empty() { p.dim { "None." } }
                @for record in open.chart.safety_records().iter().rev() { (one(open, record)) }
            }
        }
    }
}

fn risk_fields(typed: &Typed<'_>) -> Markup {
    html! {
        (typed.one_of("how", "How", &AssessedHow::ALL.map(|how| (how.code(), how.word()))))
        (typed.one_of("level", "How you see the risk", &RiskNow::ALL.map(|level| (level.code(), level.word()))))
        (typed.area("heard", "What you asked and heard", Some("Thoughts, intent, plan, means, what holds them")))
        (typed.area("done", "What you did", Some("Safety plan, means made safer, who stays with them, when you speak next")))
        (typed.input("told", "Who was told", Some("If anyone"), Kind::Line))
    }
}

fn warning_fields(typed: &Typed<'_>) -> Markup {
    html! {
        p.small.dim { "C.R.S. 13-21-117: when a client communicated a serious threat of imminent physical violence, against a person or against people who can be told by a place." }
        (typed.area("words", "The words that were used", None))
        (typed.one_of("threatened", "Who is named", &Threatened::ALL.map(|who| (who.code(), who.word()))))
        (typed.input("whom", "Which person or place", None, Kind::Line))
        (typed.area("judgment", "How serious and imminent, and why", None))
        (typed.input("consulted", "Talked over with", Some("If anyone"), Kind::Line))
        (typed.area("notified", "Who was notified, when and how", Some("Whoever is threatened, and law enforcement; or what was done instead, such as a hospital")))
        (typed.area("outcome", "What came of it", Some("It may wait")))
    }
}

fn report_fields(typed: &Typed<'_>) -> Markup {
    html! {
        p.small.dim { "Children: at once, 844-264-5437 or the county or law enforcement. At-risk elders and adults with IDD: law enforcement, within 24 hours." }
        (typed.select("of", "Of what", &ReportOf::ALL.map(|of| (of.code().to_owned(), of.word().to_owned()))))
        (typed.one_of("to", "To whom", &ReportedTo::ALL.map(|to| (to.code(), to.word()))))
        (typed.input("taken-by", "Who took it, and its number", None, Kind::Line))
        (typed.area("said", "What you reported", None))
    }
}

fn one(open: &OpenChart, record: &SafetyRecord) -> Markup {
    html! {
        article.stack.tight {
            h3 { (record.what.word()) }
            p.small.dim { (long_day(record.when.date())) ", " (clock(record.when.time())) ". Written by " (name_in(&open.staff, record.by)) "." }
            @match &record.what {
                SafetyWhat::Assessed(assessed) => {
                    p { b { "Risk: " (assessed.level.word()) } ". " (assessed.how.word()) "." }
                    (told("What was heard", assessed.heard.as_str())) (told("What was done", assessed.done.as_str()))
                    @if let Some(who) = &assessed.told { (told("Who was told", who.as_str())) }
                },
                SafetyWhat::Warned(warned) => {
                    p { b { (warned.whom.as_str()) } ". " (warned.threatened.word()) "." }
                    (told("The words", warned.words.as_str())) (told("How serious and imminent", warned.judgment.as_str()))
                    @if let Some(who) = &warned.consulted { (told("Talked over with", who.as_str())) }
                    (told("Who was notified", warned.notified.as_str()))
                    @if let Some(outcome) = &warned.outcome { (told("What came of it", outcome.as_str())) }
                },
                SafetyWhat::Reported(reported) => {
                    p { b { (reported.of.word()) } }
                    (told("To whom", &format!("{}: {}", reported.to.word(), reported.taken_by.as_str())))
                    (told("What was reported", reported.said.as_str()))
                },
            }
        }
    }
}

fn told(name: &str, text: &str) -> Markup {
    html! { p.small.dim { (name) } (paragraphs(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_says_what_it_still_needs() {
        let posted = Posted::default();
        let fields = |read: fn(&mut Reading<'_>)| {
            let mut form = Reading::of(&posted);
            read(&mut form);
            form.problems.iter().map(|problem| problem.field).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(fields(|form| drop(assessed(form))), "how level heard done");
        assert_eq!(fields(|form| drop(warned(form))), "threatened words whom judgment notified");
        assert_eq!(fields(|form| drop(reported(form))), "of to taken-by said");
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        for refusal in [SafetyRefusal::InTheFuture, SafetyRefusal::ToLawEnforcement] {
            let (_, said) = words(refusal);
            assert!(said.contains("Enter") || said.contains("Report"), "{said}");
        }
    }
}
