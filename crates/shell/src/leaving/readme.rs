//! The first page of a copy: what is inside, what is left out and why, when it was made and by whom.

use maud::{Markup, html};

use crate::leaving::sheet::sheet;
use crate::leaving::{Copied, fact};

/// What a copy of a record leaves out, with the reason; on the page that offers it, too.
///
/// Psychotherapy notes: 45 CFR 164.508(a)(2) asks for an authorization of their own, and 164.524(a)(1)(i) leaves them out
/// of the right of access. One partner's own record: 45 CFR 164.508, a written authorization of that partner.
pub fn left_out() -> Markup {
    html! {
        ul {
            li { b { "Psychotherapy notes. " } "They are kept apart, closed with a passphrase that only their author knows, and leave only with an authorization of their own (45 CFR 164.508(a)(2))." }
            li { b { "The client’s journal. " } "It is theirs alone; also a page that is shared just now, since it can be taken back. They read it in their own pages." }
            li { b { "What may harm in other hands. " } "The section on sexual history of an intake, and what the client was asked and told alone, unless it was asked for when the copy was made." }
            li { b { "Drafts, and notes that are not signed. " } "A note is part of the record once its author signed it." }
            li { b { "Earlier records. " } "Papers of another system, filed beside a chart as they came, are not in this copy. Whoever treats the client downloads each from the chart, under Earlier records." }
            li { b { "The other side of a record together. " } "What people who come together wrote alone stands in each one’s own record. It is not in the one they share, and is handed on only with that person’s written authorization." }
        }
    }
}

/// The first page. `records` is how many it is of.
pub fn readme(copied: &Copied, records: usize) -> Markup {
    let main = html! {
        header {
            p { b { (copied.practice.name) } br; (copied.practice.place) }
            h1 { "Copy of " @if records == 1 { "one record" } @else { (records) " records" } }
            dl {
                (fact("Made on", &copied.moment(copied.at)))
                (fact("By", &copied.by))
                (fact("Why", copied.reason.as_deref().unwrap_or_default()))
                (fact("Times are told in", copied.zone.iana_name().unwrap_or_default()))
            }
            p { "Everything in here is confidential. Keep it encrypted, hand it only to those who may read it, and delete what you no longer need. That this copy was made stands in the practice’s audit, and each client can see it." }
        }
        section { h2 { "What is inside" } (inside(records)) }
        section { h2 { "What is left out, and why" } (left_out()) (not_here(records)) }
    };
    sheet("What is in this copy", &main)
}

fn inside(records: usize) -> Markup {
    html! {
        p { b { "records/ " } @if records == 1 { "The record as one page" } @else { "One page for each record" } ", named by the number on the chart. A page opens in any browser, needs no other file, and prints or saves as a PDF: plans, records of safety, signed notes with what was added to them and who signed, appointments, dosing days as told, check-ins with their answers and results, the workbook, documents word for word as signed, and the two ledgers, apart." }
        table {
            tbody {
                tr { th scope="row" { "clients.csv" } td { "Names, ways to reach them, who treats them. A record of people who come together names their chart numbers." } }
                tr { th scope="row" { "appointments.csv" } td { "Every appointment and what came of it." } }
                tr { th scope="row" { "notes.csv" } td { "Which notes were signed, when and by whom. What they say stands on the pages." } }
                tr { th scope="row" { "check-ins.csv" } td { "Results, and each answer as item:number." } }
                tr { th scope="row" { "ledger-psychotherapy.csv" } td { "Charges and payments for psychotherapy, in dollars." } }
                tr { th scope="row" { "claims.csv" } td { "Claims for psychotherapy: what was asked of which insurer, what it paid, and why it denied." } }
                tr { th scope="row" { "ledger-attended-dosing-days.csv" } td { "The same for attended dosing days. The two are never added together." } }
            }
        }
        p.quiet { "The tables are CSV in UTF-8, with a byte order mark so that spreadsheets read every letter. An apostrophe stands before a cell that a spreadsheet would take for a formula. Dates are year, month, day." }
    }
}

fn not_here(records: usize) -> Markup {
    html! {
        @if records != 1 {
            p { "Also not here: requests of people who never became clients, the phone log, the wait list, and letters. They are the practice’s own business, not part of anyone’s record; a backup holds them." }
        }
    }
}
