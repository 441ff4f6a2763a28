//! A statement of one ledger: for which days, and what happened in them. Psychotherapy and dosing days are never on one.

use jiff::civil::Date;
use maud::{Markup, html};
use money::ledger::{DosingLedger, TherapyLedger};
use money::statement::{Moved, Statement, StatementLine, dosing_statement, therapy_statement};
use terms::practice::Practice;

use crate::fields::{Kind, Problem, error_summary, hidden};
use crate::form::Posted;
use crate::money_paper::{date, letterhead, owed};
use crate::pdf_file::to_keep;
use crate::reading::Reading;
use crate::typed::Typed;

/// Which ledger a statement is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Therapy,
    Dosing,
}

impl Side {
    const ALL: [Self; 2] = [Self::Therapy, Self::Dosing];

    fn code(self) -> &'static str {
        match self {
            Self::Therapy => "therapy",
            Self::Dosing => "dosing",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Therapy => "Psychotherapy",
            Self::Dosing => "Attended dosing days",
        }
    }
}

/// Whose statements there are.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    /// Who they are called.
    pub name: &'a str,
    /// The ledger of psychotherapy.
    pub therapy: &'a TherapyLedger,
    /// The ledger of attended dosing days.
    pub dosing: &'a DosingLedger,
}

/// Which statement is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    side: Side,
    from: Date,
    until: Date,
}

/// What a statement's address says of it, as its form would post it.
pub fn asked_for<'a>(query: impl Fn(&'static str) -> &'a str) -> Posted {
    Posted::from_pairs(["side", "from", "until"].map(|name| (name, query(name))))
}

/// What was asked for; this year's statement of psychotherapy, where nothing was.
pub fn read_wanted(asked: &Posted, account: &Account<'_>, today: Date) -> Result<Wanted, Vec<Problem>> {
    let mut form = Reading::of(asked);
    let side = side(asked.one("side"), account);
    if asked.one("from").is_empty() && asked.one("until").is_empty() {
        return Ok(Wanted { side, from: today.first_of_year(), until: today });
    }
    let from = form.date("from");
    let from = form.wanted("from", from, "Enter the first day");
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day");
    let until = form.wanted(
        "until",
        until.filter(|until| from.is_none_or(|from| from <= *until)),
        "Choose a last day that is not before the first",
    );
    form.done(from.zip(until).map(|(from, until)| Wanted { side, from, until }))
}

/// Dosing days are asked for only where there was one.
fn side(code: &str, account: &Account<'_>) -> Side {
    if code == Side::Dosing.code() && !account.dosing.is_untouched() { Side::Dosing } else { Side::Therapy }
}

/// The statement.
pub fn statement_paper(practice: &Practice, account: &Account<'_>, wanted: Wanted) -> Markup {
    let Wanted { side, from, until } = wanted;
    match side {
        Side::Therapy => paper(practice, (account.name, side), &therapy_statement(account.therapy, from, until)),
        Side::Dosing => paper(practice, (account.name, side), &dosing_statement(account.dosing, from, until)),
    }
}

/// The screen: the form that asks by GET, and the statement under it with the way to its file. `more` is asked along.
pub fn statement_screen(
    practice: &Practice,
    (account, place): (&Account<'_>, &str),
    (asked, more): (&Posted, Option<(&str, &str)>),
    today: Date,
) -> Result<Markup, Markup> {
    match read_wanted(asked, account, today) {
        Ok(wanted) => {
            let Wanted { side, from, until } = wanted;
            let along = more.map(|(name, value)| format!("&{name}={value}")).unwrap_or_default();
            let pdf = format!("{place}/pdf?side={}&from={from}&until={until}{along}", side.code());
            let pairs = [("side", side.code().to_owned()), ("from", from.to_string()), ("until", until.to_string())];
            let posted = Posted::from_pairs(pairs);
            Ok(html! {
                (form(&Typed { posted: &posted, problems: &[] }, (account, place), more))
                (statement_paper(practice, account, wanted))
                (to_keep(&pdf))
            })
        }
        Err(problems) => Err(html! {
            h1 { "Statement" }
            (error_summary(&problems))
            (form(&Typed { posted: asked, problems: &problems }, (account, place), more))
        }),
    }
}

fn form(typed: &Typed<'_>, (account, place): (&Account<'_>, &str), more: Option<(&str, &str)>) -> Markup {
    let sides = Side::ALL.map(|side| (side.code().to_owned(), side.word().to_owned()));
    html! {
        form.card.stack.tight.noprint method="get" action=(place) novalidate {
            @if let Some((name, value)) = more { (hidden(name, value)) }
            @if !account.dosing.is_untouched() { (typed.select("side", "Of what", &sides)) }
            div.grid { (typed.input("from", "From", None, Kind::Date)) (typed.input("until", "Until", None, Kind::Date)) }
            div.row { button.btn.line { "Show it" } }
        }
    }
}

fn paper<C>(practice: &Practice, (name, side): (&str, Side), statement: &Statement<C>) -> Markup {
    html! {
        article.card.stack {
            (letterhead(practice))
            h1 { "Statement" }
            dl.facts {
                dt { "For" } dd { (name) }
                dt { "Of" } dd { (side.word()) @if side == Side::Dosing { ", private pay" } }
                dt { "From" } dd { (date(statement.from())) " to " (date(statement.until())) }
                dt { "Open before" } dd { (owed(statement.before_cents())) }
            }
            @if statement.lines().is_empty() { p { "Nothing was charged or paid in these days." } } @else { (lines(statement.lines())) }
            dl.facts { dt { "Open after" } dd { b { (owed(statement.after_cents())) } } }
            p.small.dim { "It says what was charged and what was paid; it is not a claim. A payment that was taken back is not on it." }
        }
    }
}

fn lines(lines: &[StatementLine]) -> Markup {
    html! {
        table.fold {
            thead { tr { td {} th scope="col" { "Day" } th scope="col" { "What" } th scope="col" { "Charged" } th scope="col" { "Paid or taken off" } th scope="col" { "Open" } } }
            tbody {
                @for (place, line) in (1..).zip(lines) {
                    @let is_off = line.what.is_off();
                    tr {
                        td.dim { (place) }
                        th scope="row" { (date(line.on)) }
                        td { (what(line.what)) }
                        td.num { @if !is_off { span.only-n { "Charged " } (line.amount_cents) } }
                        td.num { @if is_off { span.only-n { "Minus " } (line.amount_cents) } }
                        td.num { span.only-n { "Open " } (line.open_cents) }
                    }
                }
            }
        }
    }
}

fn what(moved: Moved) -> String {
    match moved {
        Moved::Brought => "Owed before".to_owned(),
        Moved::Charged(length) => format!("Visit, {length}"),
        Moved::Missed => "Fee for a missed visit".to_owned(),
        Moved::Refunded => "Given back".to_owned(),
        Moved::Paid(how) => how.word().to_owned(),
        Moved::Insurer => "Paid by the insurer".to_owned(),
        Moved::WrittenOff => "Not owed, by contract with the insurer".to_owned(),
        Moved::Waived => "Waived".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::sample_practice;

    #[test]
    fn the_days_are_read_or_say_what_is_missing() {
        let (therapy, dosing) = (TherapyLedger::default(), DosingLedger::default());
        let account = Account { name: "Rowan Keller", therapy: &therapy, dosing: &dosing };
        let today: Date = "2026-06-22".parse().unwrap();
        for (from, until, expected) in [
            ("", "", Ok(("2026-01-01", "2026-06-22"))),
            ("2026-05-01", "2026-05-31", Ok(("2026-05-01", "2026-05-31"))),
            ("2026-05-01", "2026-05-01", Ok(("2026-05-01", "2026-05-01"))),
            ("2026-05-02", "2026-05-01", Err("until")),
            ("2026-05-02", "", Err("until")),
            ("soon", "2026-05-01", Err("from")),
        ] {
            let asked = Posted::from_pairs([("from", from), ("until", until), ("side", "dosing")]);
            let read = read_wanted(&asked, &account, today);
            let told = read.as_ref().map(|wanted| (wanted.from.to_string(), wanted.until.to_string()));
            let told = told.map_err(|problems| problems[0].field);
            let expected = expected.map(|(from, until)| (from.to_owned(), until.to_owned()));
            assert_eq!(told, expected, "{from} {until}");
            assert!(read.is_err() || read == read.clone().map(|wanted| Wanted { side: Side::Therapy, ..wanted }));
        }
    }

    #[test]
    fn where_there_was_no_dosing_day_no_word_of_one_is_said() {
        let (therapy, dosing) = (TherapyLedger::default(), DosingLedger::default());
        let account = Account { name: "Rowan Keller", therapy: &therapy, dosing: &dosing };
        let today: Date = "2026-06-22".parse().unwrap();
        let asked = Posted::default();
        let screen = statement_screen(&sample_practice(), (&account, "/my/money/statement"), (&asked, None), today);
        let screen = screen.unwrap().into_string();
        assert!(screen.contains("Nothing was charged or paid") && screen.contains("nothing owed"), "{screen}");
        assert!(!screen.to_lowercase().contains("osing"), "{screen}");
    }
}
