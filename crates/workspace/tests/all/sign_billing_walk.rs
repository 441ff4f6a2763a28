//! How a visit is billed, said where its note is signed: a couple on one partner's plan, a crisis, a harder session.

use axum::http::StatusCode;
use testkit::cast::{CHRIS, LEE, PARKS, ROWAN};

use crate::therapist_walk::{note, started, without_query};
use crate::walker::{Form, Walker};

const WHY: &str = "His nights get better when they plan the evening together.";

/// A whole note of Dana's that only waits for its signature; hands back where it is signed.
async fn ready(dana: &Walker, subject: terms::ids::SubjectId, kind: &str, started_at: &str) -> String {
    let draft = started(dana, subject, kind).await;
    let page = dana.sees(&draft).await;
    let form = note(&page.value("version"), &page.value("subject"), started_at, "");
    let form = form.but("kind", kind).with("work", "They talked about the evenings.");
    let sent = dana.sends(&draft, &form.with("do", "sign")).await;
    assert_eq!(sent.to, format!("{draft}/sign"), "{}", sent.body);
    sent.to
}

async fn treats(dana: &Walker, subject: terms::ids::SubjectId, code: &str) {
    let plan = Form::of(&[("diagnosis", code), ("from", "2026-01-01"), ("problem", "Nights.")]);
    let written = dana.sends(&format!("/t/c/{subject}/plan"), &plan).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
}

#[tokio::test]
async fn behaviour_34_a_couples_visit_is_charged_on_one_partners_plan_and_the_other_learns_nothing() {
    let dana = Walker::dana();
    let sign = ready(&dana, PARKS, "couple", "07:50").await;
    let asked = |whose: &str| Form::of(&[("pays", whose), ("why", WHY)]);
    let plan_of_chris = asked(&CHRIS.to_string());
    for (form, words) in [
        (Form::of(&[("pays", &CHRIS.to_string())]), "Write why this visit was needed"),
        (plan_of_chris.clone(), "Their own chart has no diagnosis for that day"),
        (asked(&ROWAN.to_string()), "Choose one of the two"),
        (plan_of_chris.clone().with("measures", "9"), "Enter at most 6"),
    ] {
        let refused = dana.sends(&sign, &form).await;
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words),
            "{words}: {}",
            refused.body
        );
    }
    treats(&dana, CHRIS, "Z63.0").await;
    let refused = dana.sends(&sign, &plan_of_chris).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("only diagnosis is Z63.0"));
    treats(&dana, CHRIS, "F43.21").await;
    let looked = dana.sends(&sign, &plan_of_chris.clone().with("absent", "yes").with("look", "yes")).await;
    assert!(looked.status == StatusCode::OK && looked.body.contains("90846"), "{}", looked.body);
    let signed = dana.sends(&sign, &plan_of_chris).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);

    let joint = dana.sees(without_query(&signed.to)).await.body;
    assert!(
        joint.contains("Charged on Chris Park’s plan") && !joint.contains(WHY) && !joint.contains("F43.21"),
        "{joint}"
    );
    let own = dana.sees(&format!("/t/c/{CHRIS}/plan")).await.body;
    assert!(own.contains(WHY) && own.contains("Couple’s visits on their plan"), "{own}");
    for page in
        [format!("/t/c/{LEE}/plan"), format!("/t/c/{LEE}"), format!("/t/c/{PARKS}"), format!("/t/c/{PARKS}/plan")]
    {
        let body = dana.sees(&page).await.body;
        assert!(!body.contains(WHY) && !body.contains("F43.21"), "{page}");
    }
    let biller = dana.biller();
    let account = biller.sees(&format!("/billing/{CHRIS}")).await.body;
    assert!(account.contains("June 22, 2026"), "{account}");
    let claims = biller.sees(&format!("/billing/{PARKS}")).await.body;
    assert!(!claims.contains("June 22, 2026"), "the couple's own account is not charged: {claims}");
}

#[tokio::test]
async fn behaviour_34_a_couple_that_pays_is_charged_with_no_diagnosis() {
    let dana = Walker::dana();
    treats(&dana, CHRIS, "F43.21").await;
    let sign = ready(&dana, PARKS, "couple", "07:50").await;
    let signed = dana.sends(&sign, &Form::of(&[("pays", "self")])).await;
    let joint = dana.sees(without_query(&signed.to)).await.body;
    assert!(joint.contains("Charged to the couple"), "{joint}");
    let account = dana.biller().sees(&format!("/billing/{PARKS}")).await.body;
    assert!(account.contains("June 22, 2026") && !account.contains("F43.21"), "{account}");
}

#[tokio::test]
async fn behaviour_32_a_crisis_and_what_stands_beside_it_are_charged_as_they_were_shown() {
    let dana = Walker::dana();
    let sign = ready(&dana, ROWAN, "therapy", "06:45").await;
    for (form, words) in [
        (Form::of(&[("crisis", "yes"), ("harder", "yes")]), "beside nothing else"),
        (Form::of(&[("measures", "many")]), "Enter a whole number"),
    ] {
        let refused = dana.sends(&sign, &form).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
    }
    let crisis = Form::of(&[("crisis", "yes"), ("measures", "2")]);
    let looked = dana.sends(&sign, &crisis.clone().with("look", "yes")).await.body;
    for words in ["90839", "$210", "90840", "$190", "96127", "$12"] {
        assert!(looked.contains(words), "{words}: {looked}");
    }
    let signed = dana.sends(&sign, &crisis).await;
    assert!(signed.to.ends_with("done=signed-charged"), "{}", signed.body);
    let account = dana.biller().sees(&format!("/billing/{ROWAN}")).await.body;
    assert!(account.contains("$412"), "{account}");
}
