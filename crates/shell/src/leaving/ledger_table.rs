//! The table of a ledger: charges, and whatever else moved in it.

use money::charge::Charge;
use money::ledger::Ledger;
use terms::money::Cents;
use terms::text::Line;

use crate::csv_file::dollars;
use crate::leaving::Record;
use crate::leaving::tables::number;

pub(crate) const LEDGER: [&str; 11] = [
    "chart_number",
    "what",
    "date",
    "minutes",
    "service_code",
    "diagnosis",
    "charged",
    "paid",
    "how",
    "id",
    "towards_or_why",
];

/// A charge.
pub(crate) fn charge_row<C: Charge>(record: &Record<'_>, charge: &C, [code, diagnosis]: [String; 2]) -> [String; 11] {
    [
        number(record),
        "charge".to_owned(),
        charge.date().to_string(),
        charge.length_min().0.to_string(),
        code,
        diagnosis,
        dollars(charge.amount_cents()),
        String::new(),
        String::new(),
        charge.id().to_string(),
        String::new(),
    ]
}

/// Whatever else moved in a ledger, kind by kind.
pub(crate) fn moves<C: Charge>(record: &Record<'_>, ledger: &Ledger<C>) -> Vec<[String; 11]> {
    let row = |what: &str, date: jiff::civil::Date, [charged, paid, how, id, towards]: [String; 5]| {
        let none = String::new;
        [number(record), what.to_owned(), date.to_string(), none(), none(), none(), charged, paid, how, id, towards]
    };
    let none = String::new;
    let mut rows = Vec::new();
    if let Some(brought) = ledger.brought() {
        let opening = &brought.opening;
        let id = opening.id.to_string();
        rows.push(row(
            "opening balance, owed",
            opening.on,
            [dollars(opening.owed_cents), none(), none(), id.clone(), none()],
        ));
        rows.push(row(
            "opening balance, left over",
            opening.on,
            [none(), dollars(opening.credit_cents), none(), id, none()],
        ));
    }
    for payment in ledger.payments() {
        let (paid, how) = (dollars(payment.amount_cents), payment.how.word().to_owned());
        let cells = [none(), paid, how, payment.id.to_string(), payment.charge.to_string()];
        rows.push(row("payment", payment.on, cells));
    }
    for (payment, reversal) in ledger.reversed() {
        let (paid, how) = (dollars(payment.amount_cents), payment.how.word().to_owned());
        let cells = [none(), paid, how, payment.id.to_string(), reversal.reason.as_str().to_owned()];
        rows.push(row("payment, taken back", payment.on, cells));
    }
    for fee in ledger.missed().iter().map(|missed| &missed.fee) {
        let cells = [dollars(fee.amount_cents), none(), fee.how.word().to_owned(), fee.id.to_string(), none()];
        rows.push(row("fee for a missed visit", fee.on, cells));
    }
    for off in ledger.let_off() {
        let cells = [none(), none(), off.reason.word().to_owned(), none(), told(off.words.as_ref())];
        rows.push(row("missed visit, no fee", off.on, cells));
    }
    for advance in ledger.advances() {
        let visits = advance.visits.map(|visits| format!("package of {visits}")).unwrap_or_default();
        let (paid, how) = (dollars(advance.amount_cents), advance.how.word().to_owned());
        rows.push(row("advance", advance.on, [none(), paid, how, advance.id.to_string(), visits]));
    }
    for waiver in ledger.waivers() {
        let (waived, why) = (dollars(Cents(-waiver.amount_cents.0)), waiver.reason.word().to_owned());
        rows.push(row("waived", waiver.on, [waived, none(), why, none(), waiver.charge.to_string()]));
    }
    for refund in ledger.refunds() {
        let (paid, how) = (dollars(Cents(-refund.amount_cents.0)), refund.how.word().to_owned());
        let cells = [none(), paid, how, refund.id.to_string(), refund.reason.as_str().to_owned()];
        rows.push(row("given back", refund.on, cells));
    }
    rows
}

fn told(words: Option<&Line>) -> String {
    words.map(|words| words.as_str().to_owned()).unwrap_or_default()
}
