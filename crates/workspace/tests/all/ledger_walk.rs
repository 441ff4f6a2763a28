//! What billing does with a ledger besides taking payments: advances, packages, waivers, refunds, parts, missed visits.

use axum::http::StatusCode;
use terms::ids::{StaffId, SubjectId};
use testkit::cast::{DANA, MAYA, OMAR, ROWAN};

use crate::billing_walk::signs;
use crate::walker::{Form, Walker};

const TODAY: &str = "2026-06-22";

/// Sends a form about Rowan's ledger of psychotherapy; what is to be chosen is found on its page by its words.
async fn sends(bea: &Walker, path: &str, choose: &[(&str, &str)], typed: &[(&str, &str)]) -> (StatusCode, String) {
    let place = format!("/billing/{ROWAN}/ledger/therapy/{path}");
    let page = bea.sees(&place).await;
    let mut form = Form::of(typed).with("once", &page.value("once"));
    for (name, words) in choose {
        form = form.with(name, &option(&page.body, words));
    }
    let answer = bea.sends(&place, &form).await;
    (answer.status, if answer.status == StatusCode::SEE_OTHER { answer.to } else { answer.body })
}

/// The value of the choice in whose words these stand.
fn option(page: &str, words: &str) -> String {
    let all = page.split("<option value=\"").skip(1).map(|rest| rest.split("</option>").next().unwrap_or_default());
    let found = all.into_iter().find(|option| option.contains(words)).unwrap_or_else(|| panic!("no {words}: {page}"));
    found.split('"').next().unwrap_or_default().to_owned()
}

async fn account(bea: &Walker) -> String {
    bea.sees(&format!("/billing/{ROWAN}")).await.body
}

#[tokio::test]
async fn an_advance_is_held_pays_and_goes_back() {
    let bea = Walker::dana().biller();
    let nothing = bea.sees(&format!("/billing/{ROWAN}/ledger/therapy/refund")).await.body;
    assert!(nothing.contains("Nothing can go back now.") && !nothing.contains("Record it"), "{nothing}");
    let typed = [("amount", "50.00"), ("how", "check"), ("on", TODAY)];
    for (field, wrong, words) in [
        ("amount", "0.00", "above zero"),
        ("amount", "soon", "dollars and cents"),
        ("how", "credit", "how the money came in"),
        ("what", "4/1/Four visits", "The price list has changed"),
    ] {
        let mut fields: Vec<(&str, &str)> = typed.iter().copied().filter(|(name, _)| *name != field).collect();
        fields.push((field, wrong));
        let (status, page) = sends(&bea, "advance", &[], &fields).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains(words), "{field} {wrong}: {page}");
    }
    let (status, receipt) = sends(&bea, "advance", &[], &typed).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{receipt}");
    let receipt = bea.sees(&receipt).await.body;
    assert!(receipt.contains("held for visits to come") && receipt.contains("$50.00"), "{receipt}");
    assert!(account(&bea).await.contains("Held for them: <b>$50.00</b>"));
    let back = [("amount", "50.01"), ("how", "check"), ("on", TODAY), ("reason", "They asked")];
    let (status, page) = sends(&bea, "refund", &[("of", "Held for them")], &back).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("at most what stands beside"), "{page}");
    let back = [("amount", "50.00"), ("how", "check"), ("on", TODAY), ("reason", "They asked")];
    let (_, to) = sends(&bea, "refund", &[("of", "Held for them")], &back).await;
    let page = bea.sees(&to).await.body;
    assert!(
        page.contains("the money went back") && page.contains("Given back") && !page.contains("Held for"),
        "{page}"
    );
}

#[tokio::test]
async fn a_package_pays_a_visit_at_its_price_and_stops_whole() {
    let dana = Walker::dana();
    let bea = dana.biller();
    signs(&dana, ROWAN, "therapy").await;
    let typed = [("what", "4/60000/Four visits"), ("how", "transfer"), ("on", TODAY)];
    let (status, to) = sends(&bea, "advance", &[], &typed).await;
    assert!(status == StatusCode::SEE_OTHER && bea.sees(&to).await.body.contains("4 visits to come"), "{to}");
    let choose = [("package", "4 of 4 left"), ("charge", "June 22, 2026, $165.00")];
    let (_, to) = sends(&bea, "package", &choose, &[]).await;
    let page = bea.sees(&to).await.body;
    for words in ["One visit of the package is used.", "3 of 4 visits left", "$15.00 waived"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // What a package paid for is asked of no insurer.
    let claims = bea.sees(&format!("/billing/{ROWAN}/claims")).await.body;
    assert!(!claims.contains("$150.00"), "{claims}");
    let back = [("amount", "450.00"), ("how", "transfer"), ("on", TODAY), ("reason", "They stop early")];
    let (status, to) = sends(&bea, "refund", &[("of", "What is left of a package")], &back).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    assert!(!account(&bea).await.contains("visits left"));
}

#[tokio::test]
async fn a_waiver_and_a_payment_that_was_none_leave_their_reason() {
    let bea = Walker::dana().biller();
    let choose = [("charge", "Visit of May 28, 2026")];
    for (field, wrong, words) in
        [("amount", "165.01", "at most what they were asked"), ("reason", "whim", "Choose why")]
    {
        let typed: Vec<_> = [("amount", "15.00"), ("reason", "goodwill")]
            .into_iter()
            .map(|(name, value)| (name, if name == field { wrong } else { value }))
            .collect();
        let (status, page) = sends(&bea, "waive", &choose, &typed).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains(words), "{field}: {page}");
    }
    let (_, to) = sends(&bea, "waive", &choose, &[("amount", "15.00"), ("reason", "goodwill")]).await;
    let page = bea.sees(&to).await.body;
    assert!(page.contains("Something of ours went wrong") && page.contains("$15.00 waived"), "{page}");
    let take_back = page.split("/take-back/").nth(1).expect("a payment")[..10].to_owned();
    let (status, page) = sends(&bea, &format!("take-back/{take_back}"), &[], &[("reason", "")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("in a few words why"), "{page}");
    let (_, to) = sends(&bea, &format!("take-back/{take_back}"), &[], &[("reason", "The check bounced")]).await;
    let page = bea.sees(&to).await.body;
    assert!(page.contains("Taken back") && page.contains("The check bounced"), "{page}");
    assert!(!page.contains(&format!("/take-back/{take_back}")), "it is taken back once: {page}");
}

#[tokio::test]
async fn what_is_owed_is_paid_in_parts_and_at_once() {
    let bea = Walker::dana().biller();
    let typed = [("parts", "3"), ("on", "2026-07-01"), ("every", "month")];
    for (field, wrong, words) in [("parts", "5", "from 2 to 4"), ("on", "2026-06-21", "from today on")] {
        let typed: Vec<_> =
            typed.iter().map(|(name, value)| (*name, if *name == field { wrong } else { *value })).collect();
        let (status, page) = sends(&bea, "plan", &[], &typed).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains(words), "{field}: {page}");
    }
    let (_, to) = sends(&bea, "plan", &[], &typed).await;
    let page = bea.sees(&to).await.body;
    assert!(page.contains("They pay in parts.") && page.contains("August 1, 2026"), "{page}");
    let place = format!("/billing/{ROWAN}/ledger/therapy/plan");
    let end = bea.sees(&place).await;
    assert!(end.body.contains("Why it ends before") && !end.body.contains("In how many parts"), "{}", end.body);
    let over = Form::of(&[("reason", "They pay at once"), ("once", &end.value("once"))]);
    assert_eq!(bea.sends(&format!("{place}/end"), &over).await.status, StatusCode::SEE_OTHER);
    assert!(!account(&bea).await.contains("Paid in parts"));
}

/// Books a visit this morning, marks that nobody came, and says where it stands.
pub async fn misses(priya: &Walker, (subject, who): (SubjectId, StaffId), kind: &str) -> String {
    let form = Form::of(&[
        ("client", &subject.to_string()),
        ("once", kind),
        ("kind", kind),
        ("who", &who.to_string()),
        ("date", TODAY),
        ("started", "08:00"),
        ("length", "50"),
        ("weeks", "1"),
        ("place", "online"),
    ]);
    let booked = priya.sends("/desk/book", &form).await;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
    let visit = booked.to.split('?').next().unwrap();
    let marked = priya.sends(&format!("{visit}/step"), &Form::of(&[("to", "did-not-come")])).await;
    assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
    visit.to_owned()
}

#[tokio::test]
async fn a_missed_visit_is_decided_once_with_a_fee_or_a_reason() {
    let priya = Walker::priya();
    let bea = priya.biller();
    assert!(bea.sees("/billing/missed").await.body.contains("No missed visit waits"));
    misses(&priya, (ROWAN, OMAR), "therapy").await;
    misses(&priya, (MAYA, DANA), "integration").await;
    let page = bea.sees("/billing/missed").await;
    assert_eq!(page.body.matches("did not come on").count(), 1, "none for an integration visit: {}", page.body);
    assert!(page.body.contains("value=\"75.00\""), "{}", page.body);
    let visit = page.body.split("/billing/missed/").nth(1).expect("a visit")[..10].to_owned();
    let place = format!("/billing/missed/{visit}");
    for (fields, words) in [
        (&[("decision", "ask"), ("amount", "")][..], "Enter the fee"),
        (&[("decision", "ask"), ("amount", "0.00")], "above zero"),
        (&[("decision", "off")], "Choose why"),
        (&[], "Choose one of the two"),
    ] {
        let refused = bea.sends(&place, &Form::of(fields)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{words}");
    }
    let plan = [("payer", "Example Health Plan"), ("member", "M1"), ("kind", "medicaid"), ("used", "not-used")];
    bea.sends(&format!("/billing/{ROWAN}/coverage/plan"), &Form::of(&plan)).await;
    let ask = Form::of(&[("decision", "ask"), ("amount", "75.00")]);
    let refused = bea.sends(&place, &ask).await;
    assert!(refused.body.contains("They have Medicaid"), "{}", refused.body);
    let plan = [("payer", "Example Health Plan"), ("member", "M1"), ("kind", "ppo"), ("used", "not-used")];
    bea.sends(&format!("/billing/{ROWAN}/coverage/plan"), &Form::of(&plan)).await;
    assert_eq!(bea.sends(&place, &ask).await.status, StatusCode::SEE_OTHER);
    let off = Form::of(&[("decision", "off"), ("reason", "crisis")]);
    assert!(bea.sends(&place, &off).await.body.contains("Somebody decided"));
    assert!(bea.sees("/billing/missed").await.body.contains("No missed visit waits"));
    let page = account(&bea).await;
    assert!(page.contains("Fees for missed visits") && page.contains("$75.00"), "{page}");
    // It can be let go later, and everything that is owed can be paid at once.
    let typed = [("amount", "25.00"), ("reason", "illness")];
    let (_, to) = sends(&bea, "waive", &[("charge", "Fee for June 22, 2026, missed")], &typed).await;
    assert!(bea.sees(&to).await.body.contains("$25.00 waived"), "{to}");
    let page = bea.sees(&format!("/billing/{ROWAN}")).await;
    let all = Form::of(&[("charge", "all"), ("amount", "280.00"), ("how", "cash"), ("on", TODAY)]);
    let paid = bea.sends(&format!("/billing/{ROWAN}/therapy"), &all.clone().but("amount", "280.01")).await;
    assert!(paid.body.contains("Enter at most what is open"), "{}", page.body);
    let paid = bea.sends(&format!("/billing/{ROWAN}/therapy"), &all).await;
    let receipt = bea.sees(&paid.to).await.body;
    assert!(receipt.contains("$280.00") && receipt.matches("Psychotherapy, ").count() > 1, "{receipt}");
    assert!(account(&bea).await.contains("Open: nothing owed"));
}
