//! A plan asked by a file and what it answers, screen by screen, over HTTP without a socket.

use axum::http::StatusCode;
use testkit::cast::{MAYA, ROWAN};
use testkit::edi::insurance;

use crate::walker::{Form, Walker};

const STATEMENTS: [&str; 12] = [
    "DTP*346*D8*20260101",
    "EB*1**30*CI*EXAMPLE PPO",
    "EB*C*IND*30***23*1500*****Y",
    "EB*C*IND*30***29*1200.5*****Y",
    "EB*B*IND*MH^A6***27*30****N*Y",
    "EB*F*IND*MH***23***VS*20",
    "EB*F*IND*MH***29***VS*14",
    "EB*U**MH",
    "LS*2120",
    "NM1*VN*2*EXAMPLE BEHAVIORAL*****PI*MIND01",
    "NM1*IL*1*KELLER*ROWAN****MI*OTHER7",
    "LE*2120",
];

/// Asks about Rowan, and hands back the question's own word.
async fn asks(bea: &Walker, once: &str) -> String {
    let at = format!("/billing/{ROWAN}/coverage");
    let asked = bea.sends(&format!("{at}/ask"), &Form::of(&[("once", once)])).await;
    assert_eq!(asked.to, format!("{at}?done=inquiry"), "{}", asked.body);
    let page = bea.sees(&at).await.body;
    assert!(page.contains("No answer was taken in since") && page.contains("Ask the plan again"), "{page}");
    let file = page.split("/billing/files/").nth(1).expect("a file").split('"').next().unwrap().to_owned();
    let text = bea.sees(&format!("/billing/files/{file}/download")).await.body;
    for segment in ["*270*", "EQ*30~EQ*MH~", "NM1*IL*1*KELLER*ROWAN", "DMG*D8*19911102~"] {
        assert!(text.contains(segment), "{segment}: {text}");
    }
    text.split("TRN*1*").nth(1).unwrap().split('*').next().unwrap().to_owned()
}

async fn brings(bea: &Walker, bytes: &[u8]) -> (String, String) {
    let brought = bea.brings("/billing/files", &Form::of(&[]), ("answer.271", bytes)).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.body);
    let page = bea.sees(&brought.to).await.body;
    (brought.to, page)
}

#[tokio::test]
async fn a_plan_is_asked_by_a_file_and_its_answer_starts_a_benefits_check() {
    let bea = Walker::dana().biller();
    let (at, trace) = (format!("/billing/{ROWAN}/coverage"), asks(&bea, "ask-one").await);
    let again = bea.sends(&format!("{at}/ask"), &Form::of(&[("once", "ask-one")])).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(bea.sees("/billing/files").await.body.matches("Question 1 about insurance").count(), 1);
    let (file, page) = brings(&bea, &insurance(&trace, &STATEMENTS)).await;
    assert!(page.contains("Rowan") && page.contains("active") && page.contains("Take it in"), "{page}");
    assert!(!bea.sees(&at).await.body.contains("EXAMPLE BEHAVIORAL"));
    let before = bea.sees(&at).await.body.matches("C-20417").count();
    assert_eq!(bea.sends(&format!("{file}/post"), &Form::of(&[])).await.status, StatusCode::SEE_OTHER);
    let page = bea.sees(&at).await.body;
    for words in [
        "Active",
        "EXAMPLE BEHAVIORAL</b> runs the mental health benefits",
        "OTHER7",
        "Copayment: $30.00, a visit, for one person, in network, for mental health and psychotherapy, need not be authorized",
        "Deductible: $1,200.50, what is left, for one person, in network, for everything",
        "Limit: 14 visits, what is left",
        "Begins January 1, 2026",
        "taken in by Bea",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // What a person wrote down before stands as it was.
    assert_eq!(page.matches("C-20417").count(), before);
    let check = bea.sees(&format!("{at}/check?from=answer")).await.body;
    for value in ["1500.00", "1200.50", "30.00", "EXAMPLE BEHAVIORAL", "OTHER7", "20", "6", "2026-01-01"] {
        assert!(check.contains(&format!("value=\"{value}\"")), "{value}: {check}");
    }
    assert!(!bea.sees(&format!("{at}/check")).await.body.contains("value=\"OTHER7\""));
    // Taken in twice is taken in once.
    assert_eq!(bea.sends(&format!("{file}/post"), &Form::of(&[])).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_that_fits_no_question_waits_with_its_reason_and_a_refusal_says_what_to_do() {
    let bea = Walker::dana().biller();
    for (trace, words) in [("", "brings no number of ours back"), ("E000000099", "answers no question of ours")] {
        let (_, page) = brings(&bea, &insurance(trace, &["EB*1**30"])).await;
        assert!(page.contains(words) && page.contains("Nobody of ours"), "{words}: {page}");
    }
    let trace = asks(&bea, "ask-two").await;
    let (file, _) = brings(&bea, &insurance(&trace, &["AAA*N**72*C"])).await;
    bea.sends(&format!("{file}/post"), &Form::of(&[])).await;
    let page = bea.sees(&format!("/billing/{ROWAN}/coverage")).await.body;
    for words in
        ["The member id is missing or wrong", "Correct it and ask again", "does not say whether the plan is active"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_question_that_cannot_go_out_says_what_is_missing() {
    let bea = Walker::dana().biller();
    let at = format!("/billing/{MAYA}/coverage");
    let refused = bea.sends(&format!("{at}/ask"), &Form::of(&[("once", "ask-three")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("No plan is known. Add it first"), "{}", refused.body);
    let plan = [("payer", "Some Plan"), ("member", "M-9"), ("kind", "ppo"), ("used", "claims")];
    bea.sends(&format!("{at}/plan"), &Form::of(&plan)).await;
    let refused = bea.sends(&format!("{at}/ask"), &Form::of(&[("once", "ask-four")])).await;
    assert!(refused.body.contains("Nobody told the payer id"), "{}", refused.body);
    let told = Form::of(&plan).with("payer-id", "SOME1");
    bea.sends(&format!("{at}/plan"), &told).await;
    let refused = bea.sends(&format!("{at}/ask"), &Form::of(&[("once", "ask-five")])).await;
    assert!(refused.body.contains("Nobody told when the client was born"), "{}", refused.body);
}

#[tokio::test]
async fn an_answer_over_the_limit_is_refused_by_its_name() {
    let bea = Walker::dana().biller();
    let over = vec![b'A'; money::x12::segment::MAX_EDI_BYTES + 1];
    let refused = bea.brings("/billing/files", &Form::of(&[]), ("large.835", &over)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("This file is larger than 64 MB"), "{}", refused.body);
    let most = shell::upload::MAX_EDI_UPLOAD_BYTES;
    let refused = bea.brings("/billing/files", &Form::of(&[]), ("huge.835", &vec![b'A'; most])).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(!bea.sees("/billing/files").await.body.contains("large.835"));
}
