//! A client's payments: what is open and why, receipts, and a superbill that is made when they want it.

use actions::open_draft::open_draft;
use actions::save_draft::save_draft;
use actions::see_account::see_account;
use actions::see_month_superbills::{see_month_superbills, see_superbill_wishes};
use actions::sign_note::{Billed, sign_note};
use actions::start_note::{StartNote, start_note};
use actions::take_payment::{Paid, take_payment};
use axum::http::StatusCode;
use care::note::{DraftNote, NoteKind, Present};
use care::note_body::{AttendedDosingNote, IntakeNote, NoteBody, PlainNote};
use jiff::civil::time;
use money::month::Month;
use money::payment::PaidBy;
use money::side::Side;
use terms::actor::{Context, Role};
use terms::diagnosis::DiagnosisCode;
use terms::ids::{PaymentId, SubjectId};
use terms::money::Cents;
use terms::text::Prose;
use testkit::cast::{ALEXIS, BEA, CHRIS, LEE, PARKS, ROWAN, THEO};
use testkit::ground::acting;

use crate::walker::{Walker, dana};

#[tokio::test]
async fn what_is_open_is_said_with_what_it_is_for_and_each_payment_has_its_receipt() {
    let rowan = Walker::new(ROWAN);
    let page = rowan.sees("/my/money").await;
    for words in ["$230.00 is open", "June 11, 2026, 50 minutes", "$165.00 open", "$100.00 paid, $65.00 open", "Paid<"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("osing"), "there never was an attended day: {page}");
    let receipts: Vec<&str> = page.split("href=\"/my/money/therapy/").skip(1).map(|rest| &rest[..10]).collect();
    assert_eq!(receipts.len(), 2, "{page}");
    let receipt = rowan.sees(&format!("/my/money/therapy/{}", receipts[0])).await;
    for words in ["Rowan Keller", "$100.00", "visit of May 28, 2026, 50 minutes, service 90834", "not a claim"] {
        assert!(receipt.contains(words), "{words}: {receipt}");
    }
    let pdf = format!("/my/money/therapy/{}/pdf", receipts[0]);
    assert!(receipt.contains(&pdf), "{receipt}");
    let kept = rowan.asks(&pdf).await;
    assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as == "attachment; filename=\"receipt.pdf\"");
    assert_eq!(kept.bytes, rowan.asks(&pdf).await.bytes, "a receipt is the same whenever it is saved");
    for nowhere in [
        format!("/my/money/dosing/{}", receipts[0]),
        format!("/my/money/dosing/{}/pdf", receipts[0]),
        "/my/money/therapy/bbbbbbbbbb".to_owned(),
        "/my/money/therapy/bbbbbbbbbb/pdf".to_owned(),
    ] {
        assert_eq!(rowan.asks(&nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    for receipt in [format!("/my/money/therapy/{}", receipts[0]), pdf] {
        let others = rowan.beside(ALEXIS).asks(&receipt).await;
        assert_eq!(others.status, StatusCode::NOT_FOUND, "a receipt is its client's alone");
    }
}

#[tokio::test]
async fn where_nothing_was_charged_nothing_is_owed_and_no_superbill_is_offered() {
    let theo = Walker::new(THEO);
    let page = theo.sees("/my/money").await;
    assert!(page.contains("Nothing owed") && page.contains("No session has a price yet."), "{page}");
    for query in ["", "?month=2026-06", "?month=2026-06&make=yes"] {
        let superbills = theo.sees(&format!("/my/money/superbill{query}")).await;
        assert!(superbills.contains("There is nothing to list yet.") && !superbills.contains("All fees"), "{query}");
    }
}

#[tokio::test]
async fn dosing_days_stand_apart_from_therapy_and_are_never_added_to_it() {
    let rowan = Walker::new(ROWAN);
    signed(&rowan, ROWAN, NoteKind::AttendedDosing);
    let payment = pays_for_dosing(&rowan, Cents(15_000));
    let page = rowan.sees("/my/money").await;
    let (therapy, dosing) = page.split_once("id=\"own-dosing\"").expect("a card of its own");
    assert!(therapy.contains("$230.00 is open") && !therapy.contains("$250.00"), "{therapy}");
    assert!(dosing.contains("$250.00 is open") && dosing.contains("$150.00 paid, $250.00 open"), "{dosing}");
    for sum in ["$480.00", "$630.00", "$925.00"] {
        assert!(!page.contains(sum), "{sum}: {page}");
    }
    let receipt = rowan.sees(&format!("/my/money/dosing/{payment}")).await;
    assert!(receipt.contains("Attended dosing day, private pay") && !receipt.contains("Psychotherapy"), "{receipt}");
    assert_eq!(rowan.asks(&format!("/my/money/therapy/{payment}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn behaviour_33_a_superbill_is_read_about_first_and_holds_no_dosing_day() {
    let rowan = Walker::new(ROWAN);
    for kind in [NoteKind::AttendedDosing, NoteKind::Therapy] {
        signed(&rowan, ROWAN, kind);
    }
    let months = rowan.sees("/my/money/superbill").await;
    assert!(
        months.contains("?month=2026-06\"") && months.contains("May 2026") && !months.contains("April"),
        "{months}"
    );
    let ahead = rowan.sees("/my/money/superbill?month=2026-06").await;
    for words in ["The code of a diagnosis", "Who may see it", "We send it to nobody.", "Not now"] {
        assert!(ahead.contains(words), "{words}: {ahead}");
    }
    assert!(!ahead.contains("90834") && !ahead.contains("All fees"), "nothing is made yet: {ahead}");
    let paper = rowan.sees("/my/money/superbill?month=2026-06&make=yes").await;
    for words in
        ["Rowan Keller", "Dana Reyes, LMFT", "June 11, 2026", "June 22, 2026", "90834", "$330.00", "not a claim"]
    {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let (_, sheet) = paper.split_once("<article").expect("the paper");
    for never in ["osing", "$400.00", "$730.00", "etamine", "May "] {
        assert!(!sheet.contains(never), "{never}: {sheet}");
    }
    let kept = rowan.asks("/my/money/superbill/pdf?month=2026-06").await;
    assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as.contains("\"superbill-2026-06.pdf\""));
    for odd in ["2026-04", "2026-13", "May", "2026-06-01"] {
        let page = rowan.sees(&format!("/my/money/superbill?month={odd}&make=yes")).await;
        assert!(page.contains("For which month?") && page.contains("no superbill for it"), "{odd}: {page}");
        let pdf = rowan.asks(&format!("/my/money/superbill/pdf?month={odd}")).await;
        assert_eq!(pdf.status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[tokio::test]
async fn behaviour_29_a_couples_payments_are_both_partners_and_their_own_stay_their_own() {
    let chris = Walker::new(CHRIS);
    let lee = chris.beside(LEE);
    signed(&chris, CHRIS, NoteKind::Intake);
    let joint = see_account(&chris.house, &bea(), PARKS).map_err(|trouble| format!("{trouble:?}")).unwrap();
    let charge = joint.therapy().charges()[0].charge.id();
    let paid = Paid {
        subject: PARKS,
        side: Side::Therapy,
        charge: Some(charge),
        amount_cents: Cents(4_000),
        how: PaidBy::Cash,
        on: today(),
    };
    let payment = take_payment(&chris.house, &bea(), paid, "aaaaaaaaaa").unwrap();
    for (partner, own) in [(&chris, "$165.00 is open"), (&lee, "Nothing owed")] {
        let page = partner.sees("/my/money").await;
        let (mine, ours) = page.split_once("Together: ").expect("a part of its own");
        assert!(mine.contains(own) && !mine.contains("$290.00"), "{own}: {mine}");
        assert!(ours.contains("Both of you can see this") && ours.contains("$290.00 is open"), "{ours}");
        assert!(partner.sees(&format!("/my/money/therapy/{payment}")).await.contains("$40.00"));
        let superbills = partner.sees("/my/money/superbill").await;
        assert!(superbills.contains("For sessions together there is none"), "{superbills}");
    }
    let bill = chris.sees("/my/money/superbill?month=2026-06&make=yes").await;
    assert!(
        bill.contains("Chris Park") && bill.contains("90791") && bill.contains("F43.21") && !bill.contains("$40.00"),
        "{bill}"
    );
    assert!(!lee.sees("/my/money/superbill?month=2026-06&make=yes").await.contains("F43.21"));
}

#[tokio::test]
async fn a_statement_tells_of_one_ledger_and_of_the_days_that_were_chosen() {
    let rowan = Walker::new(ROWAN);
    signed(&rowan, ROWAN, NoteKind::AttendedDosing);
    let year = rowan.sees("/my/money/statement").await;
    for words in
        ["January 1, 2026 to June 22, 2026", "May 28, 2026", "$230.00", "Open after", "/my/money/statement/pdf?"]
    {
        assert!(year.contains(words), "{words}: {year}");
    }
    let (_, sheet) = year.split_once("<article").expect("the statement");
    assert!(!sheet.contains("$400.00") && !sheet.contains("osing"), "{sheet}");
    let dosing = rowan.sees("/my/money/statement?side=dosing&from=2026-06-22&until=2026-06-22").await;
    let (_, sheet) = dosing.split_once("<article").expect("the statement");
    assert!(sheet.contains("$400.00") && sheet.contains("private pay") && !sheet.contains("$165.00"), "{sheet}");
    let april = rowan.sees("/my/money/statement?from=2026-01-01&until=2026-01-31").await;
    assert!(april.contains("Nothing was charged or paid in these days."), "{april}");
    let odd = rowan.asks("/my/money/statement?from=2026-06-02&until=2026-06-01").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(odd.body.contains("Choose a last day that is not before the first"), "{}", odd.body);
    let kept = rowan.asks("/my/money/statement/pdf?side=therapy&from=2026-01-01&until=2026-06-22").await;
    assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as == "attachment; filename=\"statement.pdf\"");
    for nowhere in ["/my/money/statement?unit=chrsee2787", "/my/money/statement/pdf?unit=chrsee2787"] {
        assert_eq!(rowan.asks(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let chris = rowan.beside(CHRIS);
    assert!(chris.sees("/my/money/statement?unit=chrsee2787").await.contains("name=\"unit\" value=\"chrsee2787\""));
}

#[tokio::test]
async fn superbills_of_each_month_are_asked_for_by_the_client_after_they_saw_one() {
    let chris = Walker::new(CHRIS);
    signed(&chris, CHRIS, NoteKind::Intake);
    let place = "/my/money/superbill/monthly";
    assert!(chris.sees("/my/money/superbill").await.contains(place));
    let ahead = chris.sees(place).await;
    for words in ["Read first what stands on one", "Make one for me each month"] {
        assert!(ahead.contains(words), "{words}: {ahead}");
    }
    assert!(ahead.contains("Diagnosis: <b>F43.21</b>") && ahead.contains("Service: 90791"), "{ahead}");
    let refused = chris.sends(place, &[]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Say whether you want one"));
    assert!(see_superbill_wishes(&chris.house, &bea()).map_err(|trouble| format!("{trouble:?}")).unwrap().is_empty());
    let to = chris.leads(place, &[("each-month", "yes")]).await;
    assert!(chris.sees(&to).await.contains("Stop it"), "{to}");
    let wished = see_month_superbills(&chris.house, &bea(), Month::parse("2026-06").unwrap());
    let wished = wished.map_err(|trouble| format!("{trouble:?}")).unwrap();
    assert!(wished.len() == 1 && wished[0].client.subject == CHRIS && wished[0].bill.is_some());
    chris.leads(place, &[("each-month", "no")]).await;
    assert!(see_superbill_wishes(&chris.house, &bea()).map_err(|trouble| format!("{trouble:?}")).unwrap().is_empty());
}

fn bea() -> Context {
    acting(BEA, Role::Biller)
}

fn today() -> jiff::civil::Date {
    "2026-06-22".parse().unwrap()
}

/// Dana signs a note of fifty minutes this morning, which makes its charge.
fn signed(walker: &Walker, subject: SubjectId, kind: NoteKind) {
    let house = &walker.house;
    let reason = terms::text::Line::parse("Agreed by phone").unwrap();
    let note = start_note(house, &dana(), StartNote { subject, kind, appointment: None }, Some(&reason)).unwrap();
    let open = open_draft(house, &dana(), note).map_err(|trouble| format!("{trouble:?}")).unwrap();
    let draft = DraftNote {
        started: Some(time(7, 30, 0, 0)),
        ended: Some(time(8, 20, 0, 0)),
        present: vec![Present::Client],
        body: written(kind),
        ..open.draft.clone()
    };
    save_draft(house, &dana(), (note, open.version), &draft).unwrap();
    sign_note(house, &dana(), note, &Billed::default()).unwrap();
}

fn written(kind: NoteKind) -> NoteBody {
    let plan = Prose::parse("To rest, and to meet again.").ok();
    let diagnosis = DiagnosisCode::parse("F43.21").ok();
    match kind {
        NoteKind::AttendedDosing => {
            NoteBody::AttendedDosing(AttendedDosingNote { plan, ..AttendedDosingNote::default() })
        }
        NoteKind::Intake => NoteBody::Intake(IntakeNote { plan, diagnosis, ..IntakeNote::default() }),
        _ => NoteBody::Plain(PlainNote { plan, ..PlainNote::default() }),
    }
}

/// Bea takes a payment towards the only attended day.
fn pays_for_dosing(walker: &Walker, amount_cents: Cents) -> PaymentId {
    let account = see_account(&walker.house, &bea(), walker.subject).map_err(|trouble| format!("{trouble:?}")).unwrap();
    let charge = account.dosing().charges()[0].charge.id();
    let paid = Paid {
        subject: walker.subject,
        side: Side::Dosing,
        charge: Some(charge),
        amount_cents,
        how: PaidBy::Transfer,
        on: today(),
    };
    take_payment(&walker.house, &bea(), paid, "bbbbbbbbbb").unwrap()
}
