//! What a practising therapist counts on, from one door to another.

use testkit::cast::{BEA, CHRIS, DANA, INES, LEE, MARION, OMAR, PRIYA, ROWAN};

use crate::crawl::crawl;
use crate::whole_site::WholeSite;

/// What a hidden field of a page holds.
pub fn hidden(page: &str, name: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn behaviour_10_an_intention_is_the_clients_to_change_and_stands_beside_the_integration_note() {
    let site = WholeSite::new();
    let (rowan, dana) = (site.sign_in_client(ROWAN).await, site.sign_in(DANA).await);
    for text in ["To feel it before I mend it.", "To stay in the room."] {
        let sent = site.post("/my/preparation/intentions", Some(&rowan), &[("intention", text)]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
    let own = site.read("/my/preparation/intentions", Some(&rowan)).await;
    assert!(own.contains("To stay in the room.") && own.contains("To feel it before I mend it."), "{own}");
    let begun = site.post(&format!("/t/c/{ROWAN}/notes"), Some(&dana), &[("kind", "integration")]).await;
    let note = site.read(begun.location().split('?').next().unwrap(), Some(&dana)).await;
    let (form, aside) = note.split_once("aria-label=\"Context\"").expect("the words stand beside the form");
    assert!(form.contains("name=\"meaning\"") && aside.contains("“To stay in the room.”"), "{aside}");
}

/// A page that is only its writer's, one that is being written, and what the other partner wrote: no page of anyone
/// else's has a word of it.
#[tokio::test]
async fn behaviour_26_what_is_only_mine_stands_on_no_page_of_anyone_else() {
    let site = WholeSite::new();
    let lee = site.sign_in_client(LEE).await;
    let id = hidden_page_id(&site.read("/my/journal/write", Some(&lee)).await);
    let (saved, begun, told) = ("the-heron-by-the-weir", "the-otter-at-dusk", "the-kite-on-the-wire");
    let form = [("version", "0"), ("prompt", "just-write"), ("text", saved), ("who", "only-me")];
    assert_eq!(site.post(&format!("/my/journal/{id}"), Some(&lee), &form).await.status, 303);
    let other = hidden_page_id(&site.read("/my/journal/write", Some(&lee)).await);
    let draft = [("version", "0"), ("prompt", "just-write"), ("text", begun)];
    assert_eq!(site.post(&format!("/my/journal/{other}/save"), Some(&lee), &draft).await.status, 200);
    let answer = [("what-hurts", told)];
    assert_eq!(site.post("/my/preparation/relationship", Some(&lee), &answer).await.status, 303);
    assert!(site.read("/my/journal", Some(&lee)).await.contains(saved));

    let mut found = Vec::new();
    for (name, staff, start) in [
        ("Dana", DANA, "/t"),
        ("Omar", OMAR, "/t"),
        ("Priya", PRIYA, "/desk"),
        ("Bea", BEA, "/billing"),
        ("Marion", MARION, "/practice"),
    ] {
        let cookie = site.sign_in(staff).await;
        let secrets: &[&str] = if name == "Dana" { &[saved, begun] } else { &[saved, begun, told] };
        leaks(&site, (name, &cookie), (start, secrets), &mut found).await;
    }
    for (name, client) in [("Chris", CHRIS), ("Ines", INES)] {
        let cookie = site.sign_in_client(client).await;
        leaks(&site, (name, &cookie), ("/my", &[saved, begun, told]), &mut found).await;
    }
    assert_eq!(found, [""; 0]);
    // The search finds what there is to find: Dana treats Lee, and reads what Lee shares with her.
    let dana = site.sign_in(DANA).await;
    leaks(&site, ("Dana", &dana), ("/t", &[told]), &mut found).await;
    assert!(found.iter().any(|words| words.contains(&format!("/t/c/{LEE}/workbook"))), "{found:?}");
}

pub async fn leaks(
    site: &WholeSite,
    (name, cookie): (&str, &str),
    (start, secrets): (&str, &[&str]),
    found: &mut Vec<String>,
) {
    for (path, page) in crawl(site, (name, Some(cookie)), start, &mut Vec::new()).await {
        let told = secrets.iter().filter(|secret| page.contains(**secret));
        found.extend(told.map(|secret| format!("{name} reads {secret} on {path}")));
    }
}

/// The id of the page that a form would write.
fn hidden_page_id(page: &str) -> String {
    let (_, rest) = page.split_once("action=\"/my/journal/").expect("a form for a page");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn behaviour_28_a_signed_note_stays_as_it_was_and_a_late_addition_tells_both_times() {
    let site = WholeSite::new();
    let dana = site.sign_in(DANA).await;
    let begun = site.post(&format!("/t/c/{ROWAN}/notes"), Some(&dana), &[("kind", "therapy")]).await;
    let draft = begun.location().split('?').next().unwrap().to_owned();
    let version = hidden(&site.read(&draft, Some(&dana)).await, "version");
    let subject = ROWAN.to_string();
    // The visit was eleven days before it is written down.
    let form = [
        ("version", version.as_str()),
        ("subject", &subject),
        ("kind", "therapy"),
        ("date", "2026-06-11"),
        ("started", "15:00"),
        ("ended", "15:50"),
        ("present", "client"),
        ("work", "Stayed with the breath."),
    ];
    assert_eq!(site.post(&draft, Some(&dana), &form).await.status, 303);
    let signed = site.post(&format!("{draft}/sign"), Some(&dana), &[]).await;
    let note = signed.location().split('?').next().unwrap().to_owned();
    let page = site.read(&note, Some(&dana)).await;
    for words in ["Thursday, June 11, 2026", "3:00 PM to 3:50 PM", "Signed by Dana Reyes", "June 22"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let again = site.post(&draft, Some(&dana), &form).await;
    assert!(again.status == 404 || again.status == 409, "a signed note has no draft: {}", again.status);
    let addition = [("reason", "Left out"), ("text", "She called later.")];
    assert_eq!(site.post(&note, Some(&dana), &addition).await.status, 303);
    let amended = site.read(&note, Some(&dana)).await;
    assert!(amended.contains("Stayed with the breath.") && amended.contains("She called later."), "{amended}");
    assert!(amended.contains("Why: Left out"));
}
