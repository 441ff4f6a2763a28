//! A claim's whole life, screen by screen, over HTTP without a socket: from a signed visit to the insurer's payment.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use money::x12::envelope::read_interchange;
use terms::ids::SubjectId;
use terms::money::Cents;
use testkit::cast::{ALEXIS, ROWAN};
use testkit::edi::{Paid, payment, said_of, taken};

use crate::walker::{Form, Walker};

pub const TODAY: Date = date(2026, 6, 22);

const HOLDER: [(&str, &str); 9] = [
    ("relation", "18"),
    ("last", "Keller"),
    ("first", "Rowan"),
    ("born", "1991-11-02"),
    ("sex", "U"),
    ("street", "200 Sample Ave"),
    ("city", "Denver"),
    ("state", "CO"),
    ("zip", "80203"),
];

#[tokio::test]
async fn a_visit_is_claimed_sent_answered_and_paid_and_nothing_is_posted_twice() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let form = ready(&dana, &bea).await;
    let path = format!("/billing/{ROWAN}/claims");
    for (field, value, says) in [
        ("how-x", "", "Choose how each visit was held"),
        ("zip", "803", "Enter the ZIP with five or nine digits"),
        ("last", "Kel~ler", "Use letters, digits and plain signs only"),
        ("payer", "", "Choose the payer"),
    ] {
        let how = form.names_how();
        let field = if field == "how-x" { how.as_str() } else { field };
        let refused = bea.sends(&path, &form.form.clone().but(field, value)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(says), "{}", refused.body);
    }
    let prepared = bea.sends(&path, &form.form).await;
    assert_eq!(prepared.status, StatusCode::SEE_OTHER, "{}", prepared.body);
    let (text, claim) = sent(&bea, "file-one").await;
    assert!(text.contains("*MEMB000123~") && text.contains("HI*ABK:F4321"), "{text}");
    assert!(text.contains("CLM*") && text.contains("*165***10:B:1*") && text.contains("SV1*HC:90834:95*165"), "{text}");
    for answer in [taken(1), said_of(&claim, "A2")] {
        posts(&bea, &answer).await;
    }
    let share = [("CO", "45", Cents(4_500)), ("PR", "3", Cents(3_000))];
    let paid = |trace, off| {
        payment((trace, TODAY), &[Paid { claim: &claim, status: "1", charge_cents: Cents(16_500), taken: &share }], off)
    };
    let off = brings(&bea, &paid("EFT1", 1)).await;
    let page = bea.sees(&off).await.body;
    assert!(page.contains("does not add up") && page.contains("$0.01"), "{page}");
    let whole = posts(&bea, &paid("EFT2", 0)).await;
    let page = bea.sees(&format!("/billing/{ROWAN}/claims/{}", claim.to_lowercase())).await.body;
    for words in ["Decided", "$90.00 paid by EFT2", "CO-45", "Nobody owes it", "PR-3", &format!("PAYERS{claim}")] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let numbers = format!("Ours {claim}, theirs PAYERS{claim}");
    for list in ["/billing/claims", &path] {
        assert!(bea.sees(list).await.body.contains(&numbers), "{list}");
    }
    assert!(!bea.sees("/billing/claims?show=to-send").await.body.contains(&claim));
    assert!(bea.sees(&whole).await.body.contains(&format!("theirs PAYERS{claim}")));
    // The same file is the same file, and posting it again adds nothing.
    assert_eq!(brings(&bea, &paid("EFT2", 0)).await, whole);
    assert!(bea.sees(&whole).await.body.contains("known already"));
    let refused = bea.brings("/billing/files", &Form::of(&[]), ("a.835", b"ISA*00")).await;
    assert!(refused.body.contains("It ends too early (segment 1)"), "{}", refused.body);
}

#[tokio::test]
async fn a_denied_claim_says_why_and_is_replaced_by_the_payers_number() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let form = ready(&dana, &bea).await.form;
    let path = format!("/billing/{ROWAN}/claims");
    assert_eq!(bea.sends(&path, &form).await.status, StatusCode::SEE_OTHER);
    let claim = sent(&bea, "file-one").await.1;
    let page = format!("{path}/{}", claim.to_lowercase());
    let follow = form.clone().with("frequency", "7").with("setting", "video-elsewhere").but("once", "follow");
    let early = bea.sends(&format!("{page}/follow"), &follow).await;
    assert!(early.body.contains("has not told its own number"), "{}", early.body);
    let taken = [("CO", "197", Cents(16_500))];
    let denied = [Paid { claim: &claim, status: "4", charge_cents: Cents(16_500), taken: &taken }];
    posts(&bea, &payment(("EFT3", TODAY), &denied, 0)).await;
    let denied = bea.sees("/billing/claims?show=denied").await.body;
    assert!(denied.contains(&format!("theirs PAYERS{claim}")) && !denied.contains("Nothing is out."), "{denied}");
    assert!(bea.sees("/billing").await.body.contains("Claims denied or taken back"));
    let shown = bea.sees(&page).await.body;
    assert!(shown.contains("Denied") && shown.contains("no authorization stands on the claim"), "{shown}");
    assert!(bea.sees(&format!("/billing/{ROWAN}")).await.body.contains("$165.00"));
    let copy = dana.sends(&format!("/t/c/{ROWAN}/export"), &Form::of(&[])).await.bytes;
    let copied = crate::export_walk::texts(&copy);
    let table = &copied["claims.csv"];
    for words in
        [claim.as_str(), "2026-06-22", "Example Health Plan", "Denied", "165.00", "CO-197: It had to be allowed"]
    {
        assert!(table.contains(words), "{words}: {table}");
    }
    let pages: Vec<&String> =
        copied.iter().filter(|(name, _)| name.starts_with("records/")).map(|(_, text)| text).collect();
    assert!(pages[0].contains("Claims for psychotherapy") && pages[0].contains("CO-197"), "{}", pages[0]);
    let followed = bea.sends(&format!("{page}/follow"), &follow.but("once", "follow-2")).await;
    assert_eq!(followed.status, StatusCode::SEE_OTHER, "{}", followed.body);
    let (text, second) = sent(&bea, "file-two").await;
    assert!(text.contains("*165***02:B:7*") && text.contains(&format!("REF*F8*PAYERS{claim}~")), "{text}");
    assert!(second != claim && bea.sees(&page).await.body.contains("Replaced by a later one"));
}

/// The file of all that waits, and the number of its first claim.
pub async fn sent(bea: &Walker, once: &str) -> (String, String) {
    let made = bea.sends("/billing/claims", &Form::of(&[("once", once)])).await;
    let file = made.to.split('?').next().unwrap().to_owned();
    let bytes = bea.sees(&format!("{file}/download")).await.bytes;
    assert!(read_interchange(&bytes).is_ok());
    let text = String::from_utf8(bytes).unwrap();
    let claim = text.split("CLM*").nth(1).unwrap().split('*').next().unwrap().to_owned();
    (text, claim)
}

#[tokio::test]
async fn an_authorization_is_counted_down_and_a_plan_that_wants_one_gets_no_claim_without() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let form = ready(&dana, &bea).await.form;
    let coverage = format!("/billing/{ROWAN}/coverage");
    let check =
        [("channel", "phone"), ("on", "2026-06-22"), ("payer", "Example Health Plan"), ("authorization", "needed")];
    assert_eq!(bea.sends(&format!("{coverage}/check"), &Form::of(&check)).await.status, StatusCode::SEE_OTHER);
    assert!(bea.sees(&coverage).await.body.contains("No claim is prepared without a number"));
    let path = format!("/billing/{ROWAN}/claims");
    let refused = bea.sends(&path, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("wants visits authorized first"), "{}", refused.body);
    let told = Form::of(&[("number", "AUTH7"), ("visits", "3"), ("from", "2026-06-01"), ("until", "2026-12-01")]);
    let wrong = bea.sends(&format!("{coverage}/authorization"), &told.clone().but("visits", "0")).await;
    assert!(wrong.body.contains("from 1 to 200"), "{}", wrong.body);
    let written = bea.sends(&format!("{coverage}/authorization"), &told).await;
    assert_eq!(written.to, format!("{coverage}?done=authorized"), "{}", written.body);
    let page = bea.sees(&coverage).await.body;
    assert!(page.contains("AUTH7") && page.contains("of 3 left"), "{page}");
    let book = dana.sees(&format!("/t/c/{ROWAN}/book")).await.body;
    assert!(
        book.contains("Visits that the plan authorized") && book.contains("should ask the plan for more"),
        "{book}"
    );
    assert!(bea.sees(&path).await.body.contains("Visits that the plan authorized"));
    let prepared = bea.sends(&path, &form.but("once", "claims-two")).await;
    assert_eq!(prepared.status, StatusCode::SEE_OTHER, "{}", prepared.body);
    let (text, _) = sent(&bea, "file-authorized").await;
    assert!(text.contains("REF*G1*AUTH7~"), "{text}");
}

#[tokio::test]
async fn no_claim_is_made_before_the_client_said_who_reads_the_mail() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let page = bea.sees(&format!("/billing/{ALEXIS}/claims")).await.body;
    assert!(page.contains("No plan is known") && !page.contains("Prepare claims"), "{page}");
    let sent = bea.sends("/billing/claims", &Form::of(&[("once", "file-none")])).await;
    assert!(sent.body.contains("No claim waits to be sent"), "{}", sent.body);
}

/// A form that is ready to send, for one visit.
pub struct Ready {
    pub form: Form,
    charge: String,
}

impl Ready {
    fn names_how(&self) -> String {
        format!("how-{}", self.charge)
    }
}

/// A visit with a diagnosis, a payer, and a plan whose mail the client alone reads.
pub async fn ready(dana: &Walker, bea: &Walker) -> Ready {
    let plan = Form::of(&[("diagnosis", "f43.21"), ("from", "2026-06-01"), ("goals", "To rest without listening.")]);
    assert_eq!(dana.sends(&format!("/t/c/{ROWAN}/plan"), &plan).await.status, StatusCode::SEE_OTHER);
    crate::billing_walk::signs(dana, ROWAN, "therapy").await;
    let payer = crate::payers_walk::payer("Example Health Plan", "PAYER01", "90").but("video-home-modifier", "95");
    let payer = payer.but("video-home-place", "10");
    assert_eq!(bea.sends("/billing/payers/new", &payer).await.status, StatusCode::SEE_OTHER);
    covered(bea, ROWAN).await;
    let page = bea.sees(&format!("/billing/{ROWAN}/claims")).await.body;
    let charge = page.split("name=\"visits\" value=\"").nth(1).expect("a visit").split('"').next().unwrap().to_owned();
    let payer = page.split("name=\"payer\"").nth(1).unwrap();
    let payer = payer.split("<option value=\"").nth(2).expect("a payer").split('"').next().unwrap().to_owned();
    let form = Form::of(&HOLDER).with("once", "claims-one").with("payer", &payer).with("visits", &charge);
    let form = form.with(&format!("how-{charge}"), "video-home");
    Ready { form, charge }
}

async fn covered(bea: &Walker, subject: SubjectId) {
    let plan = [("payer", "Example Health Plan"), ("member", "MEMB000123"), ("kind", "ppo"), ("used", "claims")];
    let told = bea.sends(&format!("/billing/{subject}/coverage/plan"), &Form::of(&plan)).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let mail = [("held", "me"), ("opened", "me"), ("choice", "go-on")];
    let told = bea.sends(&format!("/billing/{subject}/coverage/mail"), &Form::of(&mail)).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
}

async fn brings(bea: &Walker, bytes: &[u8]) -> String {
    let brought = bea.brings("/billing/files", &Form::of(&[]), ("answer.edi", bytes)).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.body);
    brought.to
}

pub async fn posts(bea: &Walker, bytes: &[u8]) -> String {
    let file = brings(bea, bytes).await;
    assert!(bea.sees(&file).await.body.contains("What it would do"));
    let posted = bea.sends(&format!("{file}/post"), &Form::of(&[])).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
    file
}

#[tokio::test]
async fn a_claim_is_printed_onto_the_form_that_insurers_know() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let Ready { form, .. } = ready(&dana, &bea).await;
    let made = bea.sends(&format!("/billing/{ROWAN}/claims"), &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let list = bea.sees(&format!("/billing/{ROWAN}/claims")).await.body;
    let (_, rest) = list.split_once(&format!("/billing/{ROWAN}/claims/")).expect("a claim");
    let place = format!("/billing/{ROWAN}/claims/{}", &rest[..10]);
    let page = bea.sees(&place).await.body;
    assert!(page.contains("CMS-1500 (02/12)") && page.contains(&format!("action=\"{place}/form\"")), "{page}");
    let plain = bea.sees(&format!("{place}/form")).await;
    assert!(plain.bytes.starts_with(b"%PDF-1.7") && plain.kept_as.contains("claim.pdf"), "{}", plain.kept_as);
    let moved = bea.sees(&format!("{place}/form?right=10&down=-5")).await;
    assert_ne!(plain.bytes, moved.bytes);
    // What is no number, or too far, moves it not at all, or as far as a printer is ever off.
    assert_eq!(bea.sees(&format!("{place}/form?right=far")).await.bytes, plain.bytes);
    let most = bea.sees(&format!("{place}/form?right=25")).await.bytes;
    assert_eq!(bea.sees(&format!("{place}/form?right=9999")).await.bytes, most);
}
