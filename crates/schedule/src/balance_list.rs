//! Reads opening balances from another system: therapy and attended dosing days apart, never one total.

use std::collections::{BTreeMap, HashMap};

use terms::ids::SubjectId;
use terms::money::Cents;
use terms::words;

use crate::cells::read_date;
use crate::people::Client;
use crate::table::{Columns, Table};
use crate::visit_list::Unmatched;
use crate::whose::{ByName, Named};

words! {
    /// What is read of each balance.
    BalanceField {
        Client = "client", "Client’s name";
        Born = "born", "Client’s birth date";
        Email = "email", "Client’s email";
        Number = "number", "Chart number, here or earlier";
        TherapyOwed = "therapy-owed", "Owed for therapy";
        TherapyCredit = "therapy-credit", "Left over for therapy";
        DosingOwed = "dosing-owed", "Owed for attended dosing days";
        DosingCredit = "dosing-credit", "Left over for attended dosing days";
    }
}

/// What is owed or left over in one ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// What is owed.
    pub owed_cents: Cents,
    /// What is left over.
    pub credit_cents: Cents,
}

/// A client's balances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewBalance {
    /// The place of the row.
    pub row: u32,
    /// Whose.
    pub subject: SubjectId,
    /// In the ledger of psychotherapy, if there is something.
    pub therapy: Option<Amounts>,
    /// In the ledger of attended dosing days, if there is something.
    pub dosing: Option<Amounts>,
}

/// What in a row needs another look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceMistake {
    /// The place of the row.
    pub row: u32,
    /// In which field.
    pub field: BalanceField,
    /// What it is.
    pub why: BalanceWhy,
}

/// What a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BalanceWhy {
    /// No amount of dollars and cents that we read, or less than nothing.
    NotAnAmount,
    /// Owed and left over in the same ledger.
    BothWays,
    /// The same client stands in an earlier row.
    Twice(u32),
}

/// The list as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadBalances {
    /// What would be written.
    pub new: Vec<NewBalance>,
    /// Rows with no amount at all.
    pub nothing: Vec<u32>,
    /// Rows that are nobody's yet.
    pub unmatched: Vec<Unmatched>,
    /// Rows that need another look.
    pub mistakes: Vec<BalanceMistake>,
}

/// Which column is likely which field. A person looks at each guess before anything is written.
pub fn guess_balances(head: &[String]) -> Columns {
    let likely = |field| -> &'static [&'static str] {
        match field {
            BalanceField::Client => &["Client", "Client name", "Name", "Full name", "Patient", "Patient name"],
            BalanceField::Born => &["Date of birth", "Birth date", "DOB", "Birthdate"],
            BalanceField::Email => &["Email", "Client email", "Email address"],
            BalanceField::Number => &["Client ID", "Chart number", "Patient ID", "MRN", "Chart"],
            BalanceField::TherapyOwed => {
                &["Therapy owed", "Owed", "Balance due", "Client owes", "Amount owed", "Balance"]
            }
            BalanceField::TherapyCredit => &["Therapy credit", "Credit", "Unapplied credit", "Credits"],
            BalanceField::DosingOwed => &["Dosing owed"],
            BalanceField::DosingCredit => &["Dosing credit"],
        }
    };
    Columns::guessed(head, BalanceField::ALL.map(|field| (field.code(), likely(field))))
}

/// Reads the list; `matched` says by hand whose some rows are.
pub fn read_balances(
    table: &Table,
    (columns, matched): (&Columns, &BTreeMap<u32, SubjectId>),
    clients: &[Client],
) -> ReadBalances {
    let mut list = ReadBalances::default();
    let known = ByName::of(clients);
    let mut seen: HashMap<SubjectId, u32> = HashMap::new();
    for (row, cells) in table.rows() {
        let cell = |field: BalanceField| columns.cell(cells, field.code());
        let amounts = amounts(&cell, (BalanceField::TherapyOwed, BalanceField::TherapyCredit))
            .and_then(|therapy| Ok((therapy, amounts(&cell, (BalanceField::DosingOwed, BalanceField::DosingCredit))?)));
        let (therapy, dosing) = match amounts {
            Ok((None, None)) => {
                list.nothing.push(row);
                continue;
            }
            Ok(amounts) => amounts,
            Err((field, why)) => {
                list.mistakes.push(BalanceMistake { row, field, why });
                continue;
            }
        };
        let [number, email, name] = [BalanceField::Number, BalanceField::Email, BalanceField::Client].map(cell);
        let named = Named { number, email, name, born: read_date(cell(BalanceField::Born)) };
        match matched.get(&row).copied().map_or_else(|| known.find(named), Ok) {
            Ok(subject) => match seen.insert(subject, row) {
                Some(earlier) => {
                    seen.insert(subject, earlier);
                    let why = BalanceWhy::Twice(earlier);
                    list.mistakes.push(BalanceMistake { row, field: BalanceField::Client, why });
                }
                None => list.new.push(NewBalance { row, subject, therapy, dosing }),
            },
            Err(why) => {
                let said = [name, number, email].into_iter().find(|said| !said.is_empty()).unwrap_or_default();
                list.unmatched.push(Unmatched { row, name: said.to_owned(), why });
            }
        }
    }
    list
}

/// What one ledger gets; nothing where both cells are empty or zero.
fn amounts<'a>(
    cell: &impl Fn(BalanceField) -> &'a str,
    (owed, credit): (BalanceField, BalanceField),
) -> Result<Option<Amounts>, (BalanceField, BalanceWhy)> {
    let read = |field| match cell(field) {
        "" | "-" => Ok(Cents::ZERO),
        text => read_amount(text).ok_or((field, BalanceWhy::NotAnAmount)),
    };
    match (read(owed)?, read(credit)?) {
        (Cents::ZERO, Cents::ZERO) => Ok(None),
        (owed_cents, credit_cents) if owed_cents == Cents::ZERO || credit_cents == Cents::ZERO => {
            Ok(Some(Amounts { owed_cents, credit_cents }))
        }
        _ => Err((credit, BalanceWhy::BothWays)),
    }
}

/// Dollars as people and spreadsheets write them: a spreadsheet drops the last zero of 165.50.
fn read_amount(text: &str) -> Option<Cents> {
    Cents::parse(text).or_else(|| match text.split_once('.') {
        Some((_, cents)) if cents.len() == 1 => Cents::parse(&format!("{text}0")),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{client, id};
    use crate::whose::Nobodys;

    fn read(rows: &[&str]) -> ReadBalances {
        let head = "Client,Chart number,Therapy owed,Therapy credit,Dosing owed,Dosing credit";
        let split = |row: &&str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        let table = Table::new([head].iter().chain(rows).map(split).collect()).unwrap();
        let clients = [client("Rowan Keller", 2017), Client { subject: id('m'), ..client("Maya", 2018) }];
        read_balances(&table, (&guess_balances(table.head()), &BTreeMap::from([(9, id('m'))])), &clients)
    }

    #[test]
    fn a_row_is_a_balance_in_each_ledger_or_says_what_needs_another_look() {
        let amounts = |owed, credit| Some(Amounts { owed_cents: Cents(owed), credit_cents: Cents(credit) });
        let none = (None, None);
        for (row, (therapy, dosing), why) in [
            ("Rowan Keller,,165.00,,,", (amounts(16_500, 0), None), None),
            (",2017,$165.5,,,40", (amounts(16_550, 0), amounts(0, 4_000)), None),
            ("Rowan Keller,,,0.00,-,", none, None),
            ("Rowan Keller,,much,,,", none, Some(BalanceWhy::NotAnAmount)),
            ("Rowan Keller,,-5,,,", none, Some(BalanceWhy::NotAnAmount)),
            ("Rowan Keller,,5,5,,", none, Some(BalanceWhy::BothWays)),
        ] {
            let list = read(&[row]);
            let new = list.new.first();
            assert_eq!(new.map_or(none, |new| (new.therapy, new.dosing)), (therapy, dosing), "{row}");
            assert_eq!(list.mistakes.first().map(|mistake| mistake.why), why, "{row}");
        }
    }

    #[test]
    fn nobody_gets_two_balances_and_a_stranger_none() {
        let list = read(&["Rowan Keller,,5,,,", "Keller Rowan,2017,6,,,", "Jo,,7,,,", "Maya,,,,,"]);
        assert_eq!(list.new.len(), 1);
        assert_eq!(list.mistakes[0].why, BalanceWhy::Twice(0));
        assert_eq!((list.unmatched[0].row, list.unmatched[0].why), (2, Nobodys::NotHere));
        assert_eq!(list.nothing, [3]);
    }
}
