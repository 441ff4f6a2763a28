//! Bank transfers: a bank's file, whose money each line likely is, and writing it down after a look.

use actions::bank_transfers::{LineRefusal, Transferred, take_transfers, who_may_pay};
use actions::house::House;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::bank_line::{BankLine, MayPay, TransferRefusal, likely_payer};
use money::side::Side;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::table_file::read_table;
use shell::typed::Typed;
use shell::upload::Uploaded;
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::Asked;
use crate::bank_lines::{BankFile, MOST, read_bank_file};
use crate::list_words::table_words;

/// The form, and what is written down.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/bank", get(show).post(bring)).route("/billing/bank/record", post(record))
}

async fn show(asked: Asked) -> Reply {
    let toast = (asked.query("done") == "yes").then_some("Written down. Each stands on its account.");
    drawn(&asked, toast, (&Posted::default(), &[]))
}

fn drawn(asked: &Asked, toast: Option<&str>, (posted, problems): (&Posted, &[Problem])) -> Reply {
    let main = form(&Typed { posted, problems });
    asked.form_page(("Bank transfers", "/billing"), toast, !problems.is_empty(), main)
}

async fn bring(asked: Asked, sent: Uploaded) -> Reply {
    let refused = |words: &str| {
        let problems = [Problem { field: "file", words: words.to_owned() }];
        drawn(&asked, None, (&sent.posted, &problems))
    };
    if sent.bytes.is_empty() {
        return refused("Choose the bank’s file");
    }
    let table = match read_table(&sent.bytes) {
        Ok(table) => table,
        Err(trouble) => return refused(&table_words(trouble)),
    };
    let named = ["on", "amount", "words"].map(|field| (field, sent.posted.one(field)));
    match read_bank_file(&table, &named) {
        Ok(file) => match asked.act(who_may_pay).await {
            Ok(payers) => looked(&asked, &file, &payers, (&Posted::default(), &[])),
            Err(trouble) => asked.instead(trouble),
        },
        Err(words) => refused(words),
    }
}

async fn record(asked: Asked, posted: Posted) -> Reply {
    let Some(lines) = read(&posted) else {
        let problems = [Problem { field: "file", words: "Bring the bank’s file again".to_owned() }];
        return drawn(&asked, None, (&Posted::default(), &problems));
    };
    let payers = match asked.act(who_may_pay).await {
        Ok(payers) => payers,
        Err(trouble) => return asked.instead(trouble),
    };
    let file = BankFile { lines, others: 0, unread: Vec::new() };
    let again = |words: String| {
        let problems = [Problem { field: "lines", words }];
        looked(&asked, &file, &payers, (&posted, &problems))
    };
    let (places, chosen): (Vec<usize>, Vec<Transferred>) = match chosen(&file, &payers, &posted) {
        Ok(chosen) if chosen.is_empty() => return again("Say whose money at least one line is".to_owned()),
        Ok(chosen) => chosen.into_iter().unzip(),
        Err(place) => return again(format!("Line {}: choose an account of the list, or leave it empty", place + 1)),
    };
    let once = posted.one("once").to_owned();
    let made = asked.act(move |house, by| take_transfers(house, by, &chosen, &once)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(_) => reply::go("/billing/bank?done=yes"),
        Err(Ok(LineRefusal { place, why })) => {
            let place = places.get(place).map_or(0, |place| *place);
            again(format!("Line {}: {}", place + 1, words(why)))
        }
        Err(Err(page)) => *page,
    }
}

/// The lines as the form carries them along; nothing where it was tampered with.
fn read(posted: &Posted) -> Option<Vec<BankLine>> {
    let count: usize = posted.one("lines").parse().ok().filter(|count| *count <= MOST)?;
    let line = |place: usize| {
        let field = |name: &str| posted.one(&format!("{name}-{place}"));
        let (on, cents) = (field("on").parse().ok()?, field("cents").parse().ok()?);
        Some(BankLine { on, amount_cents: Cents(cents), words: field("words").to_owned() })
    };
    (0..count).map(line).collect()
}

/// The lines with an account, each with its place; or the place of one whose account nobody has.
fn chosen(file: &BankFile, payers: &[MayPay], posted: &Posted) -> Result<Vec<(usize, Transferred)>, usize> {
    let accounts = accounts(payers);
    let mut chosen = Vec::new();
    for (place, line) in file.lines.iter().enumerate() {
        let who = posted.one(&format!("who-{place}"));
        if !who.is_empty() {
            let (subject, side, _) = *accounts.iter().find(|(.., name)| name == who).ok_or(place)?;
            chosen.push((place, Transferred { subject, side, on: line.on, amount_cents: line.amount_cents }));
        }
    }
    Ok(chosen)
}

/// The lines, each with whose it likely is, or as it was said.
fn looked(asked: &Asked, file: &BankFile, payers: &[MayPay], (posted, problems): (&Posted, &[Problem])) -> Reply {
    let main = page(&asked.house, file, payers, (posted, problems));
    asked.form_page(("Bank transfers", "/billing"), None, !problems.is_empty(), main)
}

fn form(typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/billing" { "Billing" } }
        header { h1 { "Bank transfers" } p.dim.measure { "Bring the file that your bank lets you download, as CSV or XLSX. Next you see whose money each line likely is; nothing is written down before that, and the file is not kept." } }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" action="/billing/bank" enctype="multipart/form-data" {
            (fields::file("file", ("The bank’s file", "Money that went out is left aside"), ".csv,.xlsx,.txt", typed.problems))
            details {
                summary { "Other names of columns" }
                div.stack {
                    p.small.dim { "Only where your bank calls them otherwise than date, amount and description." }
                    (typed.input("on", "The day", None, Kind::Line))
                    (typed.input("amount", "The amount", None, Kind::Line))
                    (typed.input("words", "Who paid, or what they wrote", None, Kind::Line))
                }
            }
            (fields::submit("Look at it"))
        }
    }
}

fn page(house: &House, file: &BankFile, payers: &[MayPay], (posted, problems): (&Posted, &[Problem])) -> Markup {
    let unread: Vec<String> = file.unread.iter().map(u32::to_string).collect();
    let accounts = accounts(payers);
    html! {
        p.small { a href="/billing/bank" { "Another file" } }
        header { h1 { "Bank transfers" } p.dim.measure { (file.lines.len()) " lines are money that came in." @if file.others > 0 { " " (file.others) " others are left aside." } @if !unread.is_empty() { " Nobody could read lines " (unread.join(", ")) " of the file." } " What you leave empty is not written down." } }
        (fields::error_summary(problems))
        @if file.lines.is_empty() { section.card { p.empty { "No money came in by this file." } } } @else {
            form.stack method="post" action="/billing/bank/record" novalidate {
                (fields::hidden("once", &one_time_number(house)))
                (fields::hidden("lines", &file.lines.len().to_string()))
                datalist #accounts { @for (.., name) in &accounts { option value=(name) {} } }
                @for (place, line) in file.lines.iter().enumerate() { (card((place, line), (payers, &accounts), posted)) }
                (fields::submit("Write them down"))
            }
        }
    }
}

fn card((place, line): (usize, &BankLine), (payers, accounts): (&[MayPay], &[Account]), posted: &Posted) -> Markup {
    let name = |field: &str| format!("{field}-{place}");
    let likely = || {
        let likely = likely_payer(line, payers)?;
        accounts.iter().find(|(subject, side, _)| (*subject, *side) == likely).map(|(.., name)| name.clone())
    };
    let is_first = posted.one("lines").is_empty();
    let who = if is_first { likely().unwrap_or_default() } else { posted.one(&name("who")).to_owned() };
    html! {
        section.card.stack.tight aria-label={ "Line " (place + 1) } {
            p { (place + 1) ". " b { (line.amount_cents) } " on " (date(line.on)) br; span.small.dim { (line.words) } }
            (fields::hidden(&name("on"), &line.on.to_string())) (fields::hidden(&name("cents"), &line.amount_cents.0.to_string())) (fields::hidden(&name("words"), &line.words))
            div.field {
                label for=(name("who")) { "Whose is it?" }
                input id=(name("who")) name=(name("who")) list="accounts" value=(who) autocomplete="off" maxlength="200";
            }
        }
    }
}

/// A ledger of somebody, by the name under which it is chosen.
type Account = (SubjectId, Side, String);

/// Each account of everybody who was ever charged, by the name under which it is chosen.
fn accounts(payers: &[MayPay]) -> Vec<Account> {
    let both = payers.iter().flat_map(|payer| Side::ALL.map(|side| (payer, side)));
    let account = |(payer, side): (&MayPay, Side)| {
        let name = payer.names.first().map_or("", String::as_str);
        (payer.subject, side, format!("{name}, {}, {}", payer.chart_number, side.word().to_lowercase()))
    };
    both.filter(|(payer, side)| *side == Side::Therapy || payer.dosing_cents > Cents::ZERO).map(account).collect()
}

fn words(refusal: TransferRefusal) -> &'static str {
    match refusal {
        TransferRefusal::Already => {
            "a transfer of this day and amount stands on their account already. Leave it open; if it is a second one, record it on the account"
        }
        TransferRefusal::NotPositive => "there is nothing to write down. Leave it open",
        TransferRefusal::MonthClosed => "its month is closed. Leave it open, or let the owner open the month again",
    }
}
