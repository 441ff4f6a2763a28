//! Billing's pages, screen by screen, over HTTP without a socket: balances apart, and superbills that were asked for.

use std::io::Cursor;

use actions::wish_superbills::wish_superbills;
use axum::http::StatusCode;
use money::each_month::EachMonth;
use terms::actor::{Actor, ClientIn, Context};
use terms::ids::SubjectId;
use testkit::cast::{OMAR, PARKS, ROWAN, THEO};
use testkit::ground::now;
use zip::ZipArchive;

use crate::walker::{Form, Walker};

#[tokio::test]
async fn each_ledger_has_its_own_balance_and_only_therapy_leads_to_a_superbill() {
    let dana = Walker::dana();
    let bea = dana.biller();
    signs(&dana, ROWAN, "attended-dosing").await;
    let page = bea.sees(&format!("/billing/{ROWAN}")).await.body;
    let (therapy, dosing) = page.split_once("id=\"dosing\"").expect("a second ledger");
    for words in ["Psychotherapy", "$525.00", "$295.00", "$230.00", "/superbill"] {
        assert!(therapy.contains(words), "{words}: {therapy}");
    }
    for words in ["Private pay", "$400.00", "$0.00"] {
        assert!(dosing.contains(words), "{words}: {dosing}");
    }
    assert!(!dosing.contains("superbill") && !therapy.contains("$400.00"), "{page}");
    // Neither here nor in the list is one ledger ever added to the other.
    let list = bea.sees("/billing/accounts").await.body;
    assert!(list.contains("$230.00") && list.contains("$400.00"), "{list}");
    for sum in ["$630.00", "$925.00"] {
        assert!(!page.contains(sum) && !list.contains(sum), "{sum}");
    }
}

#[tokio::test]
async fn an_account_is_found_by_name_and_those_with_something_open_stand_first() {
    let bea = Walker::dana().biller();
    let list = bea.sees("/billing/accounts").await.body;
    let others = list.matches("href=\"/billing/").count();
    // Whoever paid everything goes to the end.
    let all = [("charge", "all"), ("amount", "230.00"), ("how", "check"), ("on", "2026-06-22"), ("once", "pays-all")];
    let paid = bea.sends(&format!("/billing/{ROWAN}/therapy"), &Form::of(&all)).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    let list = bea.sees("/billing/accounts").await.body;
    let (rowan, last_open) = (list.find("Rowan Keller").expect("an account"), list.rfind('$').expect("something open"));
    assert!(rowan > last_open && others == list.matches("href=\"/billing/").count(), "{list}");
    let found = bea.sees("/billing/accounts?q=kell").await.body;
    assert!(found.contains("Rowan Keller") && !found.contains("Alexis"), "{found}");
    assert!(bea.sees("/billing/accounts?q=nobody").await.body.contains("No account fits this."));
    let first = bea.sees("/billing").await.body;
    for words in ["What holds money up", "Find an account", "/billing/accounts", "Nothing waits here"] {
        assert!(first.contains(words), "{words}: {first}");
    }
}

#[tokio::test]
async fn whoever_comes_today_is_listed_with_what_is_open_and_what_the_visit_is_expected_to_cost() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let page = bea.sees("/billing/today").await.body;
    for words in ["Rowan Keller", "$230.00", "Expected of this visit", "the fee", "/billing/rwankeer27?pay=therapy"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!bea.sees("/billing/rwankeer27").await.body.contains("<details open"));
    assert!(bea.sees("/billing/rwankeer27?pay=therapy").await.body.contains("<details open"));
    let advance = page.split("href=\"").find(|link| link.contains("/advance?amount=")).expect("an advance");
    let form = bea.sees(advance.split('"').next().unwrap()).await;
    assert!(form.body.contains("name=\"amount\"") && form.body.contains(".00\""), "{}", form.body);
    assert_ne!(dana.desk().asks("/billing/today").await.status, StatusCode::OK);
    // A signed visit is owed, and no longer expected.
    signs(&dana, ROWAN, "attended-dosing").await;
    let page = bea.sees("/billing/today").await.body;
    assert!(page.contains("$400.00") && !page.contains("$630.00"), "{page}");
}

#[tokio::test]
async fn what_is_open_is_told_by_age_and_as_a_table_without_names() {
    let bea = Walker::dana().biller();
    let page = bea.sees("/billing/ageing").await.body;
    for words in ["Rowan Keller", "0 to 30 days", "Over 90 days", "The client", "$230.00", "All clients"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let table = bea.sees("/billing/ageing/csv").await;
    assert_eq!(table.kept_as, "attachment; filename=\"ageing-2026-06-22.csv\"");
    let text = String::from_utf8(table.bytes).unwrap();
    assert!(text.contains("therapy,2017,client,") && text.contains(",230.00\r\n"), "{text}");
    assert!(!text.contains("Rowan") && !text.contains("Keller"), "{text}");
}

#[tokio::test]
async fn a_superbill_is_made_only_when_the_client_asked_and_says_when() {
    let bea = Walker::dana().biller();
    let path = format!("/billing/{ROWAN}/superbill");
    let first = bea.sees(&format!("{path}?month=2026-05")).await.body;
    assert!(first.contains("<option value=\"2026-05\" selected>") && !first.contains("needs another look"), "{first}");
    for (query, words) in [
        ("month=2026-05&on=2026-06-20", "only when the client asked"),
        ("month=2026-05&asked=yes", "Enter the day on which the client asked"),
        ("month=2026-05&asked=yes&on=soon", "Enter the date as year, month and day"),
        ("month=2026-05&asked=yes&on=2026-06-23", "This day is still to come"),
        ("month=2026-04&asked=yes&on=2026-06-20", "No session was charged in this month"),
        ("month=May&asked=yes&on=2026-06-20", "Choose a month"),
    ] {
        let refused = bea.asks(&format!("{path}?make=yes&{query}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(refused.body.contains(words) && !refused.body.contains("All fees"), "{query}: {}", refused.body);
    }
    let again = bea.asks(&format!("{path}?make=yes&month=2026-05&on=2026-06-20")).await.body;
    assert!(again.contains("value=\"2026-06-20\""), "what was typed is still there: {again}");
    for on in ["2026-06-20", "2026-06-22"] {
        let paper = bea.sees(&format!("{path}?make=yes&month=2026-05&asked=yes&on={on}")).await.body;
        for words in ["Rowan Keller", "Dana Reyes, LMFT", "May 28, 2026", "90834", "May 1, 2026", "Printed by"] {
            assert!(paper.contains(words), "{words}: {paper}");
        }
        let day = if on.ends_with("20") { "June 20, 2026" } else { "June 22, 2026" };
        assert!(
            paper.contains(&format!("at the client’s request of {day}")) && !paper.contains("name=\"on\""),
            "{paper}"
        );
        let pdf = format!("{path}/pdf?month=2026-05&asked=yes&on={on}");
        assert!(paper.contains(&pdf.replace('&', "&amp;")), "{paper}");
        let kept = bea.sees(&pdf).await;
        assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as.contains("\"superbill-2026-05.pdf\""));
    }
    for query in ["month=2026-05&on=2026-06-20", "month=2026-05&asked=yes", "month=2026-04&asked=yes&on=2026-06-20"] {
        assert_eq!(bea.asks(&format!("{path}/pdf?{query}")).await.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[tokio::test]
async fn a_statement_is_of_one_ledger_and_can_be_kept() {
    let bea = Walker::dana().biller();
    let place = format!("/billing/{ROWAN}/statement");
    assert!(bea.sees(&format!("/billing/{ROWAN}")).await.body.contains(&place));
    let page = bea.sees(&place).await.body;
    assert!(page.contains("Rowan Keller") && page.contains("$230.00") && page.contains("Open after"), "{page}");
    let pdf = format!("{place}/pdf?side=therapy&from=2026-01-01&until=2026-06-22");
    assert!(page.contains(&pdf.replace('&', "&amp;")), "{page}");
    assert!(bea.sees(&pdf).await.bytes.starts_with(b"%PDF-1.7"));
    let odd = bea.asks(&format!("{place}?from=soon&until=2026-06-22")).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bea.asks(&format!("{place}/pdf?from=soon&until=2026-06-22")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_estimate_and_the_page_on_costs_are_kept_as_files() {
    let bea = Walker::dana().biller();
    let given = [
        ("reason", "asked"),
        ("from", "2026-06-22"),
        ("until", "2027-06-21"),
        ("how", "paper"),
        ("count-session", "20"),
        ("often-session", "every-two-weeks"),
        ("step", "give"),
        ("once", "gggggggggg"),
    ];
    let to = bea.sends(&format!("/billing/{ROWAN}/estimate"), &Form::of(&given)).await.to;
    let estimate = to.split('?').next().unwrap().to_owned();
    assert!(bea.sees(&estimate).await.body.contains(&format!("{estimate}/pdf")), "{estimate}");
    for (pdf, name) in
        [(format!("{estimate}/pdf"), "estimate.pdf"), (format!("/billing/{ROWAN}/coverage/costs/pdf"), "costs.pdf")]
    {
        let kept = bea.sees(&pdf).await;
        assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as.contains(name), "{pdf}");
    }
    let nowhere = bea.asks(&format!("/billing/{ROWAN}/estimates/bbbbbbbbbb/pdf")).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_superbills_of_a_month_are_made_for_those_who_asked_and_for_nobody_else() {
    let bea = Walker::dana().biller();
    let place = "/billing/superbills";
    assert!(bea.sees("/billing").await.body.contains(place));
    assert!(bea.sees(place).await.body.contains("Nobody asked for one each month."));
    let rowan = Context { actor: Actor::Client(ClientIn { subject: ROWAN, signed_in_at: now() }), now: now() };
    wish_superbills(bea.house(), &rowan, EachMonth::Yes).map_err(|trouble| format!("{trouble:?}")).unwrap();
    let page = bea.sees(place).await.body;
    assert!(page.contains("Rowan Keller") && !page.contains("Maya"), "{page}");
    let kept = bea.sees(&format!("{place}/zip?month=2026-05")).await;
    assert_eq!(kept.kept_as, "attachment; filename=\"superbills-2026-05.zip\"");
    let archive = ZipArchive::new(Cursor::new(&kept.bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["superbill-2017-2026-05.pdf"]);
    let none = bea.asks(&format!("{place}/zip?month=2026-04")).await;
    assert!(none.status == StatusCode::SEE_OTHER && bea.sees(&none.to).await.body.contains("April 2026"));
    assert_eq!(bea.asks(&format!("{place}/zip?month=May")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_receipt_is_kept_as_a_file_of_its_own_ledger() {
    let bea = Walker::dana().biller();
    let account = bea.sees(&format!("/billing/{ROWAN}")).await.body;
    let (_, receipt) = account.split_once(&format!("/billing/{ROWAN}/therapy/")).expect("a payment");
    let payment = &receipt[..10];
    let page = bea.sees(&format!("/billing/{ROWAN}/therapy/{payment}")).await.body;
    let pdf = format!("/billing/{ROWAN}/therapy/{payment}/pdf");
    assert!(page.contains(&pdf), "{page}");
    let kept = bea.sees(&pdf).await;
    assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as == "attachment; filename=\"receipt.pdf\"");
    for nowhere in [format!("/billing/{ROWAN}/dosing/{payment}/pdf"), format!("/billing/{THEO}/therapy/{payment}/pdf")]
    {
        assert_eq!(bea.asks(&nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn behaviour_33_a_superbill_carries_the_diagnosis_of_therapy_and_nothing_of_a_dosing_day_or_a_note() {
    let dana = Walker::dana();
    let plan = Form::of(&[("diagnosis", "f43.21"), ("goals", "To rest without listening.")]);
    assert_eq!(dana.sends(&format!("/t/c/{ROWAN}/plan"), &plan).await.status, StatusCode::SEE_OTHER);
    for kind in ["integration", "attended-dosing"] {
        signs(&dana, ROWAN, kind).await;
    }
    let path = format!("/billing/{ROWAN}/superbill?make=yes&month=2026-06&asked=yes&on=2026-06-22");
    let paper = dana.biller().sees(&path).await.body;
    let (_, sheet) = paper.split_once("<article").expect("the paper");
    let (sheet, _) = sheet.split_once("</article>").expect("its end");
    assert!(sheet.contains("F43.21") && sheet.contains("June 22, 2026") && sheet.contains("90834"), "{sheet}");
    for never in ["osing", "$400.00", "To rest", "ntegration", "etamine"] {
        assert!(!sheet.contains(never), "{never}: {sheet}");
    }
}

#[tokio::test]
async fn there_is_no_superbill_of_a_couple_and_none_where_nothing_was_charged() {
    let bea = Walker::dana().biller();
    for (subject, words) in [(PARKS, "no superbill for sessions of a couple"), (THEO, "nothing to bill")] {
        for query in ["", "?make=yes&month=2026-06&asked=yes&on=2026-06-22"] {
            let page = bea.asks(&format!("/billing/{subject}/superbill{query}")).await;
            let is_couple = subject == PARKS;
            assert_eq!(page.status == StatusCode::OK, is_couple || query.is_empty(), "{subject}{query}");
            assert!(page.body.contains(words) && !page.body.contains("All fees"), "{query}: {}", page.body);
            let pdf = bea.asks(&format!("/billing/{subject}/superbill/pdf{query}")).await;
            assert_eq!(pdf.status, StatusCode::NOT_FOUND, "{subject}{query}");
        }
    }
    let nobody = bea.asks("/billing/bbbbbbbbbb/superbill").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    for other in [Walker::dana().colleague(OMAR), Walker::priya()] {
        let kept_out = other.asks(&format!("/billing/{ROWAN}/superbill")).await;
        assert_ne!(kept_out.status, StatusCode::OK, "{}", kept_out.body);
    }
}

/// Signs a note of fifty minutes this morning.
pub async fn signs(dana: &Walker, subject: SubjectId, kind: &str) {
    let begun = dana.begins(subject, kind).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let draft = begun.to.split('?').next().unwrap().to_owned();
    let (version, subject) = (dana.sees(&draft).await.value("version"), subject.to_string());
    let form = Form::of(&[
        ("version", &version),
        ("subject", &subject),
        ("kind", kind),
        ("date", "2026-06-22"),
        ("started", "07:30"),
        ("ended", "08:20"),
        ("present", "client"),
        ("plan", "To rest, and to meet again."),
    ]);
    let saved = dana.sends(&draft, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let signed = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
}
