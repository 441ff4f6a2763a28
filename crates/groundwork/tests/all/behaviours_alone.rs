//! What is asked and told alone stays in one chart, and is heard of before people meet together.

use testkit::cast::{BEA, CHRIS, DANA, INES, LEE, MARION, OMAR, PARKS, PRIYA};

use crate::behaviours::{hidden, leaks};
use crate::whole_site::WholeSite;

/// What one partner said alone: no page of the other, of the couple, of their own portal, of the desk or of anyone who
/// does not treat them has a word of it.
#[tokio::test]
async fn behaviour_30_what_is_asked_alone_stands_in_one_chart_and_nowhere_else() {
    let site = WholeSite::new();
    let dana = site.sign_in(DANA).await;
    let secret = "the-stair-at-night";
    let joint = format!("/t/c/{PARKS}");
    assert!(site.read(&joint, Some(&dana)).await.contains("own Safety page before you meet together"));
    let form = |said| [("on", "2026-06-20"), ("how", "room"), ("said", said), ("note", secret)];
    for (who, said) in [(CHRIS, "no-concern"), (LEE, "concern")] {
        let sent = site.post(&format!("/t/c/{who}/safety/alone"), Some(&dana), &form(said)).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
    assert!(site.read(&format!("/t/c/{LEE}/safety/alone"), Some(&dana)).await.contains(secret));
    // The couple's pages warn, and say neither whose it is nor what.
    for page in [joint.clone(), format!("{joint}/book"), format!("{joint}/safety"), format!("{joint}/notes")] {
        let read = site.read(&page, Some(&dana)).await;
        assert!(!read.contains(secret) && !read.contains("A concern"), "{page}");
    }
    let note = site.post(&format!("{joint}/notes"), Some(&dana), &[("kind", "couple")]).await;
    let draft = site.read(note.location().split('?').next().unwrap(), Some(&dana)).await;
    assert!(draft.contains("Something there is still open") && !draft.contains(secret), "{draft}");
    let mut found = Vec::new();
    for (name, staff, start) in
        [("Omar", OMAR, "/t"), ("Priya", PRIYA, "/desk"), ("Bea", BEA, "/billing"), ("Marion", MARION, "/practice")]
    {
        let cookie = site.sign_in(staff).await;
        // Omar stands in for Dana with another client, whose own chart has the page; of these two he sees nothing.
        let words: &[&str] = if name == "Omar" { &[secret] } else { &[secret, "Asked alone"] };
        leaks(&site, (name, &cookie), (start, words), &mut found).await;
    }
    for (name, client) in [("Chris", CHRIS), ("Lee", LEE)] {
        let cookie = site.sign_in_client(client).await;
        leaks(&site, (name, &cookie), ("/my", &[secret, "Asked alone", "A concern"]), &mut found).await;
    }
    assert_eq!(found, [""; 0]);
    // Once both said that there is none, nothing warns any more.
    assert_eq!(site.post(&format!("/t/c/{LEE}/safety/alone"), Some(&dana), &form("no-concern")).await.status, 303);
    assert!(!site.read(&joint, Some(&dana)).await.contains("before you meet together"));
}

/// What one told alone and must not be used is told of before a joint note is signed, by its count alone.
#[tokio::test]
async fn behaviour_29_a_joint_note_is_held_against_what_was_told_alone() {
    let site = WholeSite::new();
    let dana = site.sign_in(DANA).await;
    let secret = "applied-for-a-post";
    let own = format!("/t/c/{LEE}/told-alone");
    let mark = [("text", secret), ("phrase", "Portland"), ("mark", "must-not-use"), ("once", "one")];
    assert_eq!(site.post(&own, Some(&dana), &mark).await.status, 303);
    let begun = site.post(&format!("/t/c/{PARKS}/notes"), Some(&dana), &[("kind", "couple")]).await;
    let draft = begun.location().split('?').next().unwrap().to_owned();
    let subject = PARKS.to_string();
    for (work, warns) in [("Spoke of the summer.", false), ("Chris wondered about portland.", true)] {
        let version = hidden(&site.read(&draft, Some(&dana)).await, "version");
        let form = [
            ("version", version.as_str()),
            ("subject", &subject),
            ("kind", "couple"),
            ("date", "2026-06-22"),
            ("started", "07:00"),
            ("ended", "07:50"),
            ("present", "client"),
            ("work", work),
        ];
        assert_eq!(site.post(&draft, Some(&dana), &form).await.status, 303);
        let page = site.read(&format!("{draft}/sign"), Some(&dana)).await;
        assert_eq!(page.contains("1 thing in Lee"), warns, "{page}");
        assert!(!page.contains(secret), "{page}");
    }
    let mut found = Vec::new();
    for (name, client) in [("Chris", CHRIS), ("Lee", LEE)] {
        let cookie = site.sign_in_client(client).await;
        leaks(&site, (name, &cookie), ("/my", &[secret, "Told alone"]), &mut found).await;
    }
    let priya = site.sign_in(PRIYA).await;
    leaks(&site, ("Priya", &priya), ("/desk", &[secret, "Told alone"]), &mut found).await;
    assert_eq!(found, [""; 0]);
}

/// What stands in an intake's section on sex: no desk, no ledger, no owner and no client's page has a word of it.
#[tokio::test]
async fn a_history_of_sex_stands_on_no_page_but_the_teams() {
    let site = WholeSite::new();
    let (told, mut found) = ("One night in March", Vec::new());
    for (name, staff, start) in
        [("Omar", OMAR, "/t"), ("Priya", PRIYA, "/desk"), ("Bea", BEA, "/billing"), ("Marion", MARION, "/practice")]
    {
        let cookie = site.sign_in(staff).await;
        leaks(&site, (name, &cookie), (start, &[told]), &mut found).await;
    }
    let bea = site.sign_in(BEA).await;
    let superbill = site.read(&format!("/billing/{INES}/superbill?month=2026-05"), Some(&bea)).await;
    assert!(!superbill.contains(told));
    let ines = site.sign_in_client(INES).await;
    leaks(&site, ("Ines", &ines), ("/my", &[told]), &mut found).await;
    assert_eq!(found, [""; 0]);
}

/// Either of a couple leaves alone, in one act: their name is withdrawn, joint visits are called off, nothing joint is
/// booked or begun any more, what is written stays readable.
#[tokio::test]
async fn behaviour_29_one_of_them_leaves_and_the_joint_lane_stands_still() {
    let site = WholeSite::new();
    let (lee, chris) = (site.sign_in_client(LEE).await, site.sign_in_client(CHRIS).await);
    let together = format!("/my/together/{PARKS}");
    assert!(site.read(&together, Some(&lee)).await.contains("I leave the joint work"));
    let dana = site.sign_in(DANA).await;
    assert_eq!(site.post(&format!("/t/c/{PARKS}/book"), Some(&dana), &JOINT_VISIT).await.status, 303);
    assert!(site.read(&together, Some(&chris)).await.contains("Monday, July 6"));
    assert_eq!(site.post(&format!("{together}/leave"), Some(&lee), &[]).await.status, 303);
    assert!(!site.read(&together, Some(&chris)).await.contains("Monday, July 6"));
    let agreement = format!("{together}/documents/couples-agreement");
    assert!(site.read(&agreement, Some(&lee)).await.contains("Withdrawn"));
    assert!(site.read(&agreement, Some(&chris)).await.contains("It holds once everyone has"));
    for cookie in [&lee, &chris] {
        let page = site.read(&together, Some(cookie)).await;
        assert!(page.contains("It ended on") && !page.contains("Lee left"), "{page}");
    }
    let chart = site.read(&format!("/t/c/{PARKS}"), Some(&dana)).await;
    assert!(chart.contains("Lee Park left the joint work") && chart.contains("Called off then"), "{chart}");
    assert!(site.read("/t", Some(&dana)).await.contains("The joint work ended: Chris and Lee Park"));
    let begun = site.post(&format!("/t/c/{PARKS}/notes"), Some(&dana), &[("kind", "couple")]).await;
    assert!(begun.location().ends_with("done=parted-before"), "{}", begun.location());
    let refused = site.post(&format!("/t/c/{PARKS}/book"), Some(&dana), &JOINT_VISIT).await;
    assert!(refused.status == 422 && refused.text().contains("Nothing new is booked for these people together"));
    let own = site.post(&format!("/t/c/{LEE}/notes"), Some(&dana), &[("kind", "therapy")]).await;
    assert!(own.location().contains("/t/n/"), "{}", own.location());
}

/// Withdrawing the name under the agreement is the same act, and signing anew, all of them alike, begins again.
#[tokio::test]
async fn behaviour_29_withdrawing_the_agreement_is_leaving_until_all_sign_anew() {
    let site = WholeSite::new();
    let (lee, dana) = (site.sign_in_client(LEE).await, site.sign_in(DANA).await);
    let (chart, together) = (format!("/t/c/{PARKS}"), format!("/my/together/{PARKS}"));
    let agreement = format!("{together}/documents/couples-agreement");
    let book = format!("{chart}/book");
    assert_eq!(site.post(&book, Some(&dana), &JOINT_VISIT).await.status, 303);
    assert!(site.read(&agreement, Some(&lee)).await.contains("With it you leave the joint work"));
    assert_eq!(site.post(&format!("{agreement}/withdraw"), Some(&lee), &[]).await.status, 303);
    let stands_still = |page: &str| page.contains("Lee Park left the joint work") && page.contains("Called off then");
    assert!(stands_still(&site.read(&chart, Some(&dana)).await));
    for (choice, begins_again) in [("limited-secrets", false), ("no-secrets", true)] {
        let hash = hidden(&site.read(&agreement, Some(&lee)).await, "hash");
        let form = [("hash", hash.as_str()), ("secrets", choice), ("name", "Lee Park")];
        assert_eq!(site.post(&agreement, Some(&lee), &form).await.status, 303);
        assert_eq!(!stands_still(&site.read(&chart, Some(&dana)).await), begins_again, "{choice}");
        if !begins_again {
            // All signed, and not alike: to withdraw is now to choose again.
            assert!(!site.read(&agreement, Some(&lee)).await.contains("With it you leave"));
            assert_eq!(site.post(&format!("{agreement}/withdraw"), Some(&lee), &[]).await.status, 303);
        }
    }
    // What was called off stays so; its time was free. The therapist writes a leaving down in the same way.
    assert!(!site.read(&together, Some(&lee)).await.contains("Monday, July 6"));
    assert_eq!(site.post(&book, Some(&dana), &JOINT_VISIT).await.status, 303);
    assert!(site.read(&together, Some(&lee)).await.contains("Monday, July 6"));
    let who = LEE.to_string();
    assert_eq!(site.post(&format!("{chart}/leave-together"), Some(&dana), &[("who", &who)]).await.status, 303);
    assert!(stands_still(&site.read(&chart, Some(&dana)).await));
    assert!(site.read(&agreement, Some(&lee)).await.contains("Withdrawn"));
    assert!(!site.read(&together, Some(&lee)).await.contains("Monday, July 6"));
}

/// Of both partners, two weeks ahead.
const JOINT_VISIT: [(&str, &str); 5] =
    [("kind", "couple"), ("date", "2026-07-06"), ("started", "10:00"), ("length", "50"), ("place", "online")];
