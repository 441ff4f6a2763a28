//! A bank's file, read: which lines are money that came in, and which nobody understands.

use money::bank_line::BankLine;
use schedule::cells::read_date;
use schedule::table::{Columns, Table, line_number};
use terms::money::Cents;

/// The most lines that one file brings.
const MOST: usize = 100;

/// The columns that are looked for, by our own names, with what banks call them.
const LIKELY: [(&str, &[&str]); 3] = [
    ("on", &["date", "posting date", "posted date", "transaction date", "post date", "booking date"]),
    ("amount", &["amount", "credit", "credit amount", "deposit", "deposits", "amount (usd)"]),
    ("words", &["description", "memo", "details", "payee", "name", "transaction description", "narrative"]),
];

/// What a bank's file holds.
#[derive(Debug, PartialEq, Eq)]
pub struct BankFile {
    /// Money that came in, each with the number of its line.
    pub lines: Vec<(u32, BankLine)>,
    /// How many lines are money that went out, or none.
    pub others: usize,
    /// The numbers of lines whose day or amount nobody can read.
    pub unread: Vec<u32>,
}

/// Reads it. `named` says which column is which where the bank calls them otherwise; it may be empty.
pub fn read_bank_file(table: &Table, named: &[(&str, &str)]) -> Result<BankFile, &'static str> {
    let mut columns = Columns::guessed(table.head(), LIKELY);
    for (field, name) in named.iter().filter(|(_, name)| !name.is_empty()) {
        let found = table.head().iter().position(|head| head.trim().eq_ignore_ascii_case(name.trim()));
        columns.choose(field, found);
    }
    for (field, words) in [
        ("on", "No column looks like the day. Write its name under “Other names of columns”"),
        ("amount", "No column looks like the amount. Write its name under “Other names of columns”"),
    ] {
        columns.of(field).ok_or(words)?;
    }
    let mut file = BankFile { lines: Vec::new(), others: 0, unread: Vec::new() };
    for (place, row) in table.rows() {
        let cell = |field| columns.cell(row, field);
        match (read_date(cell("on")), amount(cell("amount"))) {
            (Some(on), Some(cents)) if cents > Cents::ZERO => {
                let words = cell("words").chars().take(80).collect();
                file.lines.push((line_number(place), BankLine { on, amount_cents: cents, words }));
            }
            (_, Some(_)) if cell("amount").is_empty() => file.others += 1,
            (Some(_), Some(_)) => file.others += 1,
            (..) => file.unread.push(line_number(place)),
        }
    }
    if file.lines.len() > MOST {
        Err("There are more than 100 lines of money that came in. Bring fewer days at once")
    } else {
        Ok(file)
    }
}

/// "1,234.50", "$165", "+20.00"; what is in parentheses or has a minus went out. An empty cell is nothing.
fn amount(cell: &str) -> Option<Cents> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Some(Cents::ZERO);
    }
    let inside = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let minus = cell.strip_prefix('-').or_else(|| cell.strip_prefix("$-"));
    let plain = inside.or(minus).unwrap_or(cell.strip_prefix('+').unwrap_or(cell));
    let cents = Cents::parse(plain)?;
    Some(if inside.or(minus).is_some() { Cents(-cents.0) } else { cents })
}

#[cfg(test)]
mod tests {
    use shell::table_file::read_table;

    use super::*;

    fn file(text: &str, named: &[(&str, &str)]) -> Result<BankFile, &'static str> {
        read_bank_file(&read_table(text.as_bytes()).unwrap(), named)
    }

    #[test]
    fn money_that_came_in_is_told_from_what_went_out_and_from_what_nobody_can_read() {
        let text = "Posting Date,Description,Amount\n06/22/2026,ZELLE ROWAN KELLER,165.00\n2026-06-23,Rent,-900.00\n\
                    6/24/2026,Fee,(12.50)\nsoon,Odd,5.00\n06/25/2026,Odd,five\n06/26/2026,Deposit,\"$1,234.50\"\n";
        let read = file(text, &[]).unwrap();
        let told: Vec<_> =
            read.lines.iter().map(|(at, line)| (*at, line.on.to_string(), line.amount_cents.0)).collect();
        assert_eq!(told, [(2, "2026-06-22".to_owned(), 16_500), (7, "2026-06-26".to_owned(), 123_450)]);
        assert_eq!((read.others, read.unread), (2, vec![5, 6]));
        assert_eq!(read.lines[0].1.words, "ZELLE ROWAN KELLER");
    }

    #[test]
    fn a_bank_may_call_its_columns_otherwise() {
        let text = "Valuta,In,Text\n2026-06-22,165.00,Rowan\n";
        assert!(file(text, &[]).unwrap_err().contains("the day"));
        assert!(file(text, &[("on", "valuta")]).unwrap_err().contains("the amount"));
        let read = file(text, &[("on", "valuta"), ("amount", "In"), ("words", "Text")]).unwrap();
        assert_eq!((read.lines.len(), read.lines[0].1.words.as_str()), (1, "Rowan"));
        assert!(file(text, &[("on", "Nowhere"), ("amount", "In")]).unwrap_err().contains("the day"));
    }
}
