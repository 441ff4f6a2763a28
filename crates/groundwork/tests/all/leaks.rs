//! What one of a couple says in any place: searched for on every page, paper, copy and letter that anybody else reaches.

use terms::ids::SubjectId;
use testkit::cast::{BEA, CHRIS, DANA, LEE, MARION, OMAR, PARKS, PRIYA};

use crate::behaviours::{hidden, leaks};
use crate::whole_site::WholeSite;

/// A word that is said in one place alone.
fn secret(place: &str, whose: &str) -> String {
    format!("Quail-{place}-{whose}")
}

/// Says a secret in every place in which one of them may be spoken of alone; hands back all that was said.
async fn planted(site: &WholeSite, (subject, whose): (SubjectId, &str), dana: &str) -> Vec<String> {
    let mine = site.sign_in_client(subject).await;
    let mut said = Vec::new();
    let mut word = |place: &str| {
        said.push(secret(place, whose));
        secret(place, whose)
    };
    let chart = format!("/t/c/{subject}");
    let day = ("on", "2026-06-20");
    let by_team: [(String, Vec<(&str, String)>); 6] = [
        (
            format!("{chart}/plan"),
            vec![("diagnosis", "F43.21".into()), ("problem", word("problem")), ("goals", word("goal"))],
        ),
        (
            format!("{chart}/safety/alone"),
            vec![(day.0, day.1.into()), ("how", "room".into()), ("said", "no-concern".into()), ("note", word("alone"))],
        ),
        (
            format!("{chart}/told-alone"),
            vec![
                ("text", word("told")),
                ("phrase", word("phrase")),
                ("mark", "must-not-use".into()),
                ("once", whose.into()),
            ],
        ),
        (format!("{chart}/words/intention"), vec![("intention", word("intention"))]),
        (format!("{chart}/words/grounding"), vec![("tool", word("tool")), ("helps", "yes".into())]),
        (format!("{chart}/words/changes"), vec![("id", "bbbbbbbbbb".into()), ("text", word("change"))]),
    ];
    for (path, form) in &by_team {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = site.post(path, Some(dana), &form).await;
        assert_eq!(sent.status, 303, "{path}: {}", sent.text());
    }
    for (kind, signs) in [("therapy", true), ("therapy", false)] {
        let (work, plan) =
            (word(if signs { "note" } else { "draft" }), word(if signs { "noteplan" } else { "draftplan" }));
        let begun = site.post(&format!("{chart}/notes"), Some(dana), &[("kind", kind)]).await;
        let draft = begun.location().split('?').next().unwrap().to_owned();
        let page = site.read(&draft, Some(dana)).await;
        let (version, own) = (hidden(&page, "version"), subject.to_string());
        let form = [
            ("version", version.as_str()),
            ("subject", &own),
            ("kind", kind),
            ("date", "2026-06-22"),
            ("started", "07:00"),
            ("ended", "07:50"),
            ("present", "client"),
            ("work", &work),
            ("plan", &plan),
        ];
        assert_eq!(site.post(&draft, Some(dana), &form).await.status, 303);
        if signs {
            assert_eq!(site.post(&format!("{draft}/sign"), Some(dana), &[]).await.status, 303);
        }
    }
    let notebook = format!("{chart}/process");
    let open = site.post(&notebook, Some(dana), &[("passphrase", "a walk by the lake")]).await.text();
    let own = word("process");
    let (carried, id) = (hidden(&open, "carried"), hidden(&open, "id"));
    let note = [("carried", carried.as_str()), ("id", &id), ("text", &own)];
    let written = site.post(&format!("{notebook}/write"), Some(dana), &note).await;
    assert!(written.status == 200 || written.status == 303, "{}", written.text());
    let by_them: [(&str, Vec<(&str, String)>); 4] = [
        ("/my/journal/aaaaaaaaaa", vec![("version", "0".into()), ("at", String::new()), ("text", word("page"))]),
        (
            "/my/journal/bbbbbbbbbb",
            vec![("version", "0".into()), ("at", String::new()), ("text", word("shared")), ("who", "team".into())],
        ),
        ("/my/preparation/relationship", vec![("what-hurts", word("hurts"))]),
        ("/my/preparation/intentions", vec![("intention", word("wish")), ("hope", word("hope"))]),
    ];
    for (path, form) in &by_them {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = site.post(path, Some(&mine), &form).await;
        assert_eq!(sent.status, 303, "{path}: {}", sent.text());
    }
    said
}

/// The joint visit on one's own plan says why in one's own chart alone.
async fn on_own_plan(site: &WholeSite, dana: &str) -> String {
    let why = secret("why", "chris");
    let begun = site.post(&format!("/t/c/{PARKS}/notes"), Some(dana), &[("kind", "couple")]).await;
    let draft = begun.location().split('?').next().unwrap().to_owned();
    let page = site.read(&draft, Some(dana)).await;
    let (version, own) = (hidden(&page, "version"), PARKS.to_string());
    let form = [
        ("version", version.as_str()),
        ("subject", &own),
        ("kind", "couple"),
        ("date", "2026-06-22"),
        ("started", "08:00"),
        ("ended", "08:50"),
        ("present", "client"),
        ("work", "Planned the week."),
    ];
    assert_eq!(site.post(&draft, Some(dana), &form).await.status, 303);
    let signed = site.post(&format!("{draft}/sign"), Some(dana), &[("pays", &CHRIS.to_string()), ("why", &why)]).await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    why
}

#[tokio::test]
async fn what_one_of_a_couple_says_stands_on_no_page_that_anybody_else_reaches() {
    let site = WholeSite::new();
    let dana = site.sign_in(DANA).await;
    let mut of_chris = planted(&site, (CHRIS, "chris"), &dana).await;
    let of_lee = planted(&site, (LEE, "lee"), &dana).await;
    of_chris.push(on_own_plan(&site, &dana).await);
    let all: Vec<&str> = of_chris.iter().chain(&of_lee).map(String::as_str).collect();
    let (of_chris, of_lee): (Vec<&str>, Vec<&str>) =
        (of_chris.iter().map(String::as_str).collect(), of_lee.iter().map(String::as_str).collect());
    assert!(all.len() > 30, "only {} secrets", all.len());

    let mut found = Vec::new();
    for (name, staff, start) in
        [("Priya", PRIYA, "/desk"), ("Bea", BEA, "/billing"), ("Marion", MARION, "/practice"), ("Omar", OMAR, "/t")]
    {
        let cookie = site.sign_in(staff).await;
        leaks(&site, (name, &cookie), (start, &all), &mut found).await;
    }
    for (name, client, secrets) in [("Chris", CHRIS, &of_lee), ("Lee", LEE, &of_chris)] {
        let cookie = site.sign_in_client(client).await;
        leaks(&site, (name, &cookie), ("/my", secrets), &mut found).await;
    }
    leaks(&site, ("anyone", ""), ("/", &all), &mut found).await;
    assert_eq!(found, [""; 0]);

    // What is joint, as the team reads it, has nothing of either; nor has the own chart of the one of the other.
    for (start, secrets) in [(PARKS, &all), (CHRIS, &of_lee), (LEE, &of_chris)] {
        for page in ["", "/plan", "/words", "/safety", "/brief", "/notes", "/money", "/access", "/export"] {
            let path = format!("/t/c/{start}{page}");
            let read = site.read(&path, Some(&dana)).await;
            let told: Vec<&&str> = secrets.iter().filter(|secret| read.contains(**secret)).collect();
            assert!(told.is_empty(), "{path}: {told:?}");
        }
    }
}
