//! Months that are closed, screen by screen: nothing is dated in one, what is late is booked today, and the owner opens.

use axum::http::StatusCode;
use terms::ids::SubjectId;
use testkit::cast::ROWAN;

use crate::walker::{Form, Walker};

#[tokio::test]
async fn in_a_closed_month_nothing_is_dated_until_the_owner_opens_it_with_a_reason() {
    let dana = Walker::dana();
    let (bea, marion) = (dana.biller(), dana.owner());
    assert!(marion.sees("/practice/months").await.body.contains("No month is closed."));
    let early = bea.sends("/billing/months", &Form::of(&[("month", "2026-06")])).await;
    assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.body.contains("one after the other"));
    let closed = closes_all((&bea, "/billing/months")).await;
    assert_eq!(closed.last().map(String::as_str), Some("2026-05"));
    let page = bea.sees("/billing/months").await.body;
    assert!(page.contains("June 2026 is not over") && page.contains("Closed by Bea"), "{page}");

    let late = pays(&bea, ROWAN, "2026-05-30").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("That month is closed. Date it today, or ask the owner"), "{}", late.body);
    assert_eq!(pays(&bea, ROWAN, "2026-06-22").await.status, StatusCode::SEE_OTHER);

    let again = |reason| Form::of(&[("month", "2026-05"), ("reason", reason)]);
    assert!(marion.sends("/practice/months/reopen", &again("")).await.body.contains("Say why it is opened again"));
    let other = Form::of(&[("month", "2026-04"), ("reason", "A check")]);
    assert!(marion.sends("/practice/months/reopen", &other).await.body.contains("Only the last closed month"));
    for nobody in [&bea, &dana, &dana.desk()] {
        let refused = nobody.sends("/practice/months/reopen", &again("A check")).await;
        assert!(refused.status == StatusCode::FORBIDDEN || refused.status == StatusCode::NOT_FOUND);
    }
    let opened = marion.sends("/practice/months/reopen", &again("A check of May was found")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    assert!(bea.sees("/billing/months").await.body.contains("A check of May was found"));
    let paid = pays(&bea, ROWAN, "2026-05-30").await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    assert_eq!(closes_all((&bea, "/billing/months")).await, ["2026-05"]);
}

#[tokio::test]
async fn the_owner_closes_a_month_too_and_reads_no_ledger() {
    let dana = Walker::dana();
    let (bea, marion) = (dana.biller(), dana.owner());
    let path = "/practice/months";
    let page = marion.sees(path).await.body;
    assert!(page.contains("is over and comes to this") && !page.contains("Rowan"), "{page}");
    for (month, words) in [("June", "one after the other"), ("2026-06", "one after the other")] {
        let refused = marion.sends(path, &Form::of(&[("month", month)])).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{month}");
    }
    assert_eq!(closes_all((&marion, path)).await.last().map(String::as_str), Some("2026-05"));
    let page = bea.sees("/billing/months").await.body;
    assert!(page.contains("Closed by Marion") && page.contains("What it came to"), "{page}");
    assert!(!page.contains("not counted yet"), "{page}");
    for nobody in [&bea, &dana, &dana.desk()] {
        let refused = nobody.sends(path, &Form::of(&[("month", "2026-06")])).await;
        assert_ne!(refused.status, StatusCode::SEE_OTHER, "{}", refused.body);
    }
}

#[tokio::test]
async fn a_late_note_of_a_closed_month_is_signed_and_booked_today() {
    let dana = Walker::dana();
    let bea = dana.biller();
    closes_all((&bea, "/billing/months")).await;
    let may = postings(&bea, "2026-05").await;
    let begun = dana.begins(ROWAN, "therapy").await;
    let draft = begun.to.split('?').next().unwrap().to_owned();
    let version = dana.sees(&draft).await.value("version");
    let form = Form::of(&[
        ("version", version.as_str()),
        ("subject", "rwankeer27"),
        ("kind", "therapy"),
        ("date", "2026-05-29"),
        ("started", "07:30"),
        ("ended", "08:20"),
        ("present", "client"),
        ("plan", "To rest, and to meet again."),
    ]);
    let saved = dana.sends(&draft, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let signed = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    // The visit keeps its day; the books have it today.
    assert!(bea.sees(&format!("/billing/{ROWAN}")).await.body.contains("May 29, 2026"));
    assert_eq!(postings(&bea, "2026-05").await, may);
    assert!(postings(&bea, "2026-06").await.contains("2026-06-22,therapy,2017,Owed to the practice,165.00,"));
}

#[tokio::test]
async fn every_posting_of_a_month_is_there_for_the_accountant_and_comes_to_nothing() {
    let bea = Walker::dana().biller();
    let page = bea.sees("/billing/income").await.body;
    for words in ["Psychotherapy", "Received from clients", "Twelve months", "<svg", "May 2026"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let text = postings(&bea, "2026-05").await;
    let (mut debit, mut credit) = (0_i64, 0_i64);
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let cents = |cell: &str| cell.replace('.', "").parse::<i64>().unwrap_or_default();
        (debit, credit) = (debit + cents(cells[cells.len() - 3]), credit + cents(cells[cells.len() - 2]));
        assert!(row.contains(",2017,") || !row.contains("Rowan"), "{row}");
    }
    assert!(debit > 0 && debit == credit, "{text}");
    assert!(!text.contains("Keller") && !text.contains("F43"), "{text}");
    let named = bea.sees("/billing/income/csv?month=2026-05&names=yes").await;
    assert!(String::from_utf8(named.bytes).unwrap().contains("Rowan Keller"));
    assert_eq!(bea.asks("/billing/income/csv?month=May").await.status, StatusCode::NOT_FOUND);
}

async fn postings(bea: &Walker, month: &str) -> String {
    let table = bea.sees(&format!("/billing/income/csv?month={month}")).await;
    assert_eq!(table.kept_as, format!("attachment; filename=\"postings-{month}.csv\""));
    String::from_utf8(table.bytes).unwrap()
}

/// Closes each month that is over, and says which.
async fn closes_all((who, path): (&Walker, &str)) -> Vec<String> {
    let mut closed = Vec::new();
    loop {
        let page = who.sees(path).await.body;
        let Some((_, form)) = page.split_once(&format!("action=\"{path}\"")) else { return closed };
        let month = form.split("value=\"").nth(1).expect("a month to close")[..7].to_owned();
        let done = who.sends(path, &Form::of(&[("month", &month)])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        closed.push(month);
    }
}

/// Pays a dollar towards the first charge that is open.
async fn pays(bea: &Walker, subject: SubjectId, on: &str) -> crate::walker::Answer {
    let charge = bea.sees(&format!("/billing/{subject}")).await;
    let charge = charge.values("charge").into_iter().find(|charge| charge.len() == 10).expect("an open charge");
    let form = Form::of(&[("charge", charge.as_str()), ("amount", "1.00"), ("how", "check"), ("on", on)]);
    bea.sends(&format!("/billing/{subject}/therapy"), &form.with("once", &format!("pays-{on}"))).await
}
