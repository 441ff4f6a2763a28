//! See as this person: what the team finds when it looks through a client's eyes.

use actions::see_accesses::{Did, see_accesses};
use axum::http::StatusCode;
use terms::actor::{Actor, ClientIn, Context};
use testkit::cast::{CHRIS, LEE, OMAR, PARKS};
use testkit::ground::now;

use crate::walker::{Form, Walker};

#[tokio::test]
async fn behaviour_29_seen_as_one_partner_the_joint_record_opens_and_the_others_own_does_not() {
    let dana = Walker::dana();
    for (subject, text) in
        [(CHRIS, "To say it sooner."), (LEE, "To stay when it is loud."), (PARKS, "To eat together.")]
    {
        let form = Form::of(&[("intention", text)]);
        let written = dana.sends(&format!("/t/c/{subject}/words/intention"), &form).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    }
    let page = format!("/t/c/{CHRIS}/as-client");
    assert!(dana.sees(&format!("/t/c/{CHRIS}/access")).await.body.contains(&page));
    let seen = dana.sees(&page).await.body;
    assert!(seen.contains("To say it sooner.") && seen.contains("To eat together."), "{seen}");
    assert!(!seen.contains("To stay when it is loud."), "{seen}");
    let of_partner = seen.split("Their partner’s own: ").nth(1).expect("the partner's own record");
    assert!(of_partner.contains("Closed") && !of_partner.contains("Opens"), "{of_partner}");
    let main = seen.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    assert!(main.contains("Opens") && !main.contains("<form"), "to look, not to act: {main}");
    let whose = dana.sees(&format!("/t/c/{PARKS}/as-client")).await.body;
    assert!(whose.contains(&page) && !whose.contains("To eat together."), "{whose}");

    let chris = Context { actor: Actor::Client(ClientIn { subject: CHRIS, signed_in_at: now() }), now: now() };
    let openings = see_accesses(dana.house(), &chris, CHRIS).unwrap();
    assert!(openings.iter().any(|opening| opening.who.contains("Dana") && opening.did == Did::Looked));
    assert_eq!(dana.colleague(OMAR).asks(&page).await.status, StatusCode::FORBIDDEN);
    for other in [dana.desk(), dana.biller(), dana.owner()] {
        assert_ne!(other.asks(&page).await.status, StatusCode::OK, "only who treats");
    }
}
