//! Bank transfers: a bank's file, whose money each of its lines likely is, and what waits until somebody says.

use actions::bank_transfers::{
    BankDesk, Brought, LineRefusal, Matched, keep_bank_lines, see_bank_desk, take_transfers,
};
use actions::house::House;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::bank_line::{MayPay, TransferRefusal, likely_payer};
use money::kept_line::{KeptLine, LineState};
use money::side::Side;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::table_file::read_table;
use shell::typed::Typed;
use shell::upload::Uploaded;
use terms::ids::{BankLineId, SubjectId};
use terms::money::Cents;

use crate::asked::Asked;
use crate::bank_lines::{BankFile, read_bank_file};
use crate::list_words::table_words;

/// The most lines that are shown together.
const MOST_SHOWN: usize = 100;

/// The form, and what is booked.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/bank", get(show).post(bring)).route("/billing/bank/record", post(record))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, (&Posted::default(), &[])).await
}

async fn drawn(asked: &Asked, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(see_bank_desk).await {
        Ok(desk) => {
            let toast = toast(asked);
            let main = page(&asked.house, &desk, &Typed { posted, problems });
            asked.form_page(("Bank transfers", "/billing"), toast.as_deref(), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// What was done; the address says only counts and numbers of lines.
fn toast(asked: &Asked) -> Option<String> {
    let count = |name| asked.query(name).parse::<usize>().unwrap_or_default();
    match asked.query("done") {
        "booked" => Some("Booked. Each stands on its account.".to_owned()),
        "aside" => Some("Put aside, with your reason.".to_owned()),
        "again" => Some("It waits again.".to_owned()),
        "brought" => {
            let said = [("Brought before", count("known")), ("No money that came in", count("others"))];
            let said = said.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!(" {what}: {count}."));
            let unread = asked.query("unread").split(' ').filter_map(|number| number.parse::<u32>().ok());
            let unread = unread.map(|number| format!(" Nobody could read line {number} of the file."));
            let new = format!("New lines of money that came in: {}.", count("new"));
            Some(std::iter::once(new).chain(said).chain(unread).collect())
        }
        _ => None,
    }
}

async fn bring(asked: Asked, sent: Uploaded) -> Reply {
    match read(&sent) {
        Ok(BankFile { lines, others, unread }) => {
            match asked.act(move |house, by| keep_bank_lines(house, by, &lines)).await {
                Ok(Brought { new, known }) => {
                    let unread: Vec<String> = unread.iter().map(u32::to_string).collect();
                    let unread = unread.join("+");
                    reply::go(format!(
                        "/billing/bank?done=brought&new={new}&known={known}&others={others}&unread={unread}"
                    ))
                }
                Err(trouble) => asked.instead(trouble),
            }
        }
        Err(words) => drawn(&asked, (&sent.posted, &[Problem { field: "file", words }])).await,
    }
}

fn read(sent: &Uploaded) -> Result<BankFile, String> {
    if sent.bytes.is_empty() {
        return Err("Choose the bank’s file".to_owned());
    }
    let table = read_table(&sent.bytes).map_err(table_words)?;
    let named = ["on", "amount", "words"].map(|field| (field, sent.posted.one(field)));
    read_bank_file(&table, &named).map_err(str::to_owned)
}

async fn record(asked: Asked, posted: Posted) -> Reply {
    let desk = match asked.act(see_bank_desk).await {
        Ok(desk) => desk,
        Err(trouble) => return asked.instead(trouble),
    };
    let again = |words: String| [Problem { field: "lines", words }];
    let matched = match matched(&desk, &posted) {
        Ok(matched) if matched.is_empty() => {
            return drawn(&asked, (&posted, &again("Say whose money at least one line is".to_owned()))).await;
        }
        Ok(matched) => matched,
        Err(line) => {
            return drawn(&asked, (&posted, &again(format!("{}: choose an account of the list", named(&desk, line)))))
                .await;
        }
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| take_transfers(house, by, &matched, &once)).await {
        Ok(_) => reply::go("/billing/bank?done=booked"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(LineRefusal { line, why }) => {
                drawn(&asked, (&posted, &again(format!("{}: {}", named(&desk, line), words(why))))).await
            }
            Err(page) => *page,
        },
    }
}

/// A line as it is told apart from others: "$250.00 of June 22, 2026".
fn named(desk: &BankDesk, id: BankLineId) -> String {
    let kept = desk.waiting.iter().find(|kept| kept.id == id);
    kept.map_or_else(|| "A line".to_owned(), |kept| format!("{} of {}", kept.line.amount_cents, date(kept.line.on)))
}

/// The lines with an account; or one whose account nobody has.
fn matched(desk: &BankDesk, posted: &Posted) -> Result<Vec<Matched>, BankLineId> {
    let accounts = accounts(&desk.payers);
    let mut matched = Vec::new();
    for (name, who) in posted.pairs() {
        let line = name.strip_prefix("who-").and_then(|id| id.parse::<BankLineId>().ok());
        if let Some(line) = line.filter(|_| !who.is_empty()) {
            let (subject, side, _) = *accounts.iter().find(|(.., name)| name == who).ok_or(line)?;
            matched.push(Matched { line, subject, side });
        }
    }
    Ok(matched)
}

fn page(house: &House, desk: &BankDesk, typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/billing" { "Billing" } }
        header { h1 { "Bank transfers" } p.dim.measure { "Bring the file that your bank lets you download, as CSV or XLSX. Its lines of money that came in are kept, each once, and wait here until you say whose they are or put them aside. The file itself is not kept." } }
        (fields::error_summary(typed.problems))
        (waiting(house, desk, typed))
        (form(typed))
        @if !desk.aside.is_empty() { (aside(&desk.aside)) }
    }
}

fn form(typed: &Typed<'_>) -> Markup {
    html! {
        form.card.stack.prose method="post" action="/billing/bank" enctype="multipart/form-data" {
            h2 { "Bring a file" }
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
            (fields::submit("Keep its lines"))
        }
    }
}

fn waiting(house: &House, desk: &BankDesk, typed: &Typed<'_>) -> Markup {
    let accounts = accounts(&desk.payers);
    html! {
        @if desk.waiting.is_empty() { section.card { p.empty { "No line waits." } } } @else {
            form.stack method="post" action="/billing/bank/record" novalidate {
                h2 { (desk.waiting.len()) @if desk.waiting.len() == 1 { " line waits" } @else { " lines wait" } }
                p.dim.measure { "What you leave empty goes on waiting." @if desk.waiting.len() > MOST_SHOWN { " The first " (MOST_SHOWN) " are shown." } }
                (fields::hidden("once", &one_time_number(house)))
                datalist #accounts { @for (.., name) in &accounts { option value=(name) {} } }
                @for kept in desk.waiting.iter().take(MOST_SHOWN) { (card(kept, (&desk.payers, &accounts), typed)) }
                (fields::submit("Book them"))
            }
        }
    }
}

fn card(kept: &KeptLine, (payers, accounts): (&[MayPay], &[Account]), typed: &Typed<'_>) -> Markup {
    let name = format!("who-{}", kept.id);
    let likely = || {
        let likely = likely_payer(&kept.line, payers)?;
        accounts.iter().find(|(subject, side, _)| (*subject, *side) == likely).map(|(.., name)| name.clone())
    };
    // Once it was posted, what was left empty stays empty.
    let is_first = typed.posted.one("once").is_empty();
    let who = if is_first { likely().unwrap_or_default() } else { typed.posted.one(&name).to_owned() };
    html! {
        section.card.stack.tight aria-label={ (kept.line.amount_cents) " of " (date(kept.line.on)) } {
            p { b { (kept.line.amount_cents) } " on " (date(kept.line.on)) br; span.small.dim { (kept.line.words) } }
            div.field {
                label for=(name) { "Whose is it?" }
                input.w-m id=(name) name=(name) list="accounts" value=(who) autocomplete="off" maxlength="200";
            }
            p.small { a href={ "/billing/bank/" (kept.id) } { "Put it aside" } }
        }
    }
}

fn aside(lines: &[KeptLine]) -> Markup {
    html! {
        details.card {
            summary { (lines.len()) " put aside" }
            ul.rows {
                @for kept in lines.iter().take(MOST_SHOWN) {
                    @if let LineState::Aside { reason, .. } = &kept.state {
                        li { span.grow { a.all href={ "/billing/bank/" (kept.id) } { (kept.line.amount_cents) " on " (date(kept.line.on)) } br; span.xs.dim { (kept.line.words) ". “" (reason.as_str()) "”" } } }
                    }
                }
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
            "a transfer of this day and amount was written down on their account by hand. Put the line aside; if it is a second one, record that on the account too"
        }
        TransferRefusal::NotPositive => "there is nothing to book. Put it aside",
        TransferRefusal::MonthClosed => "its month is closed. Leave it open, or let the owner open the month again",
        TransferRefusal::NotWaiting => "somebody booked it or put it aside meanwhile. Look at the list again",
    }
}
