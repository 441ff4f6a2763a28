//! A therapist in the pages of a chart: alerts, plans, documents, money, a couple's visit, and notes of their own.

use actions::open_chart::open_chart;
use axum::http::StatusCode;
use terms::actor::Role;
use terms::ids::SubjectId;
use terms::place::Place;
use testkit::cast::{CHRIS, DANA, INES, LEE, OMAR, PARKS, ROWAN};
use testkit::ground::acting;

use crate::walker::{Form, Walker};

#[tokio::test]
async fn every_page_of_a_chart_opens() {
    let dana = Walker::dana().signed_in();
    for subject in [ROWAN, INES, PARKS] {
        for page in ["", "/notes", "/notes?kind=intake", "/check-ins", "/workbook", "/words", "/plan", "/safety"] {
            dana.sees(&format!("/t/c/{subject}{page}")).await;
        }
        for page in ["/consents", "/releases/new", "/money", "/access", "/process", "/dosing", "/book"] {
            dana.sees(&format!("/t/c/{subject}{page}")).await;
        }
        for page in ["/difficulties", "/altered-states"] {
            dana.sees(&format!("/t/c/{subject}{page}")).await;
        }
        let list = dana.sees(&format!("/t/c/{subject}/consents")).await.body;
        let links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let documents: Vec<&str> = links.filter(|link| link.contains("/consents/")).collect();
        assert_eq!(documents.len(), if subject == PARKS { 4 } else { 10 }, "{documents:?}");
        for document in documents {
            dana.sees(document).await;
        }
        assert_eq!(dana.asks(&format!("/t/c/{subject}/consents/moon")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn behaviour_18_an_alert_stays_until_its_outcome_is_written() {
    let dana = Walker::dana();
    let today = dana.sees("/t").await.body;
    assert!(today.contains("gave an answer that asks for you"), "{today}");
    let at = today.find("/alerts/").expect("today leads to the alert") + "/alerts/".len();
    let path = format!("/t/c/{INES}/alerts/{}", &today[at..at + 10]);
    let page = dana.sees(&path).await.body;
    assert!(page.contains("PHQ-9, item 9") && page.contains("several days") && page.contains("My sister"), "{page}");
    let refused = dana.sends(&path, &Form::of(&[("reached", "phone"), ("assessment", "Asked plainly.")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Two answers need another look") && refused.body.contains("Asked plainly."));
    assert!(dana.sees("/t").await.body.contains("gave an answer that asks for you"));
    let whole =
        Form::of(&[("reached", "phone"), ("assessment", "Asked plainly."), ("risk", "low"), ("plan", "looked-at")]);
    for expected in ["closed", "before"] {
        assert_eq!(dana.sends(&path, &whole).await.to, format!("{path}?done={expected}"));
    }
    assert!(!dana.sees("/t").await.body.contains("gave an answer that asks for you"));
    assert!(dana.sees(&format!("/t/c/{INES}/safety")).await.body.contains("Closed"));
    assert_eq!(dana.colleague(OMAR).asks(&path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_plan_and_a_safety_plan_are_written_and_stay_readable() {
    let dana = Walker::dana();
    let plan = format!("/t/c/{ROWAN}/plan");
    let empty = dana.sends(&plan, &Form::of(&[("review", "2026-09-01")])).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write at least one part"));
    for goals in ["To notice first.", "To notice, then rest."] {
        let form = Form::of(&[("diagnosis", "f43.21"), ("goals", goals)]);
        assert_eq!(dana.sends(&plan, &form).await.to, format!("{plan}?done=written"));
    }
    let page = dana.sees(&plan).await.body;
    assert!(page.contains("F43.21") && page.contains("Earlier plans") && page.contains("To notice first."), "{page}");
    let safety = format!("/t/c/{ROWAN}/safety");
    assert_eq!(dana.sends(&safety, &Form::of(&[])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = Form::of(&[("signs", "I stop drawing."), ("ask-for-help", "My sister")]);
    assert_eq!(dana.sends(&safety, &form).await.to, format!("{safety}?done=written"));
    assert!(dana.sees(&safety).await.body.contains("I stop drawing."));
}

#[tokio::test]
async fn a_document_is_read_together_and_signed_only_as_it_was_shown() {
    let dana = Walker::dana();
    let path = format!("/t/c/{ROWAN}/consents/telehealth-consent");
    let hash = dana.sees(&path).await.value("hash");
    let nameless = dana.sends(&path, &Form::of(&[("hash", &hash)])).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let altered = dana.sends(&path, &Form::of(&[("hash", "00ff"), ("name", "Rowan Keller")])).await;
    assert!(altered.status == StatusCode::UNPROCESSABLE_ENTITY && altered.body.contains("The text has changed"));
    let signed = dana.sends(&path, &Form::of(&[("hash", &hash), ("name", "Rowan Keller")])).await;
    assert_eq!(signed.to, format!("/t/c/{ROWAN}/consents?done=signed"));
    let page = dana.sees(&path).await.body;
    assert!(page.contains("read together") && page.contains(&hash), "{page}");
}

#[tokio::test]
async fn behaviour_29_a_couples_visit_has_one_joint_note_and_a_private_side_for_each() {
    let dana = Walker::dana();
    let chart = dana.sees(&format!("/t/c/{PARKS}")).await.body;
    assert!(chart.contains("Private side, Chris Park") && chart.contains("Private side, Lee Park"), "{chart}");
    let owed_before = [money(&dana, PARKS).await, money(&dana, CHRIS).await];
    let at = chart.find("name=\"appointment\" value=\"").expect("the visit of today")
        + "name=\"appointment\" value=\"".len();
    let appointment = &chart[at..at + 10];
    let side = signed(&dana, CHRIS, ("therapy", appointment), ("work", "What he did not say to Lee.")).await;
    assert_eq!(money(&dana, CHRIS).await, owed_before[1], "a private side charges nothing");
    let joint = signed(&dana, PARKS, ("couple", appointment), ("work", "Turns, ten minutes each.")).await;
    assert_ne!(money(&dana, PARKS).await, owed_before[0], "the visit is charged by its joint note");
    assert!(dana.sees(&side).await.body.contains("What he did not say to Lee."));
    let lees = dana.sees(&format!("/t/c/{LEE}/notes")).await.body;
    assert!(!lees.contains("What he did not say") && dana.sees(&joint).await.body.contains("Turns, ten minutes each."));
    assert!(dana.sees(&format!("/t/c/{LEE}")).await.body.contains("Also seen together"));
}

#[tokio::test]
async fn behaviour_27_psychotherapy_notes_are_their_authors_and_stand_in_no_other_page() {
    let dana = Walker::dana().signed_in();
    let path = format!("/t/c/{ROWAN}/process");
    let short = dana.sends(&path, &Form::of(&[("passphrase", "lake")])).await;
    assert!(short.status == StatusCode::UNPROCESSABLE_ENTITY && short.body.contains("at least 12 characters"));
    let right = Form::of(&[("passphrase", "a walk by the lake")]);
    assert_eq!(dana.sends(&path, &right).await.to, path);
    let open = dana.sees(&path).await;
    assert!(!open.body.contains("name=\"carried\""), "no form carries a key");
    let form = Form::of(&[("id", &open.value("id")), ("text", "Whose anger is this?")]);
    for _ in 0..2 {
        assert_eq!(dana.sends(&format!("{path}/write"), &form).await.to, format!("{path}?done=sealed"));
        assert_eq!(dana.sees(&path).await.body.matches("Whose anger is this?").count(), 1);
    }
    for page in ["", "/notes", "/workbook", "/access"] {
        assert!(!dana.sees(&format!("/t/c/{ROWAN}{page}")).await.body.contains("Whose anger"), "{page}");
    }
    let elsewhere = dana.signed_in();
    assert!(!elsewhere.sees(&path).await.body.contains("Whose anger"), "another sign-in of the same author");
    let unsealed = elsewhere.sends(&format!("{path}/write"), &form.clone().but("text", "Typed too late.")).await;
    assert!(unsealed.status == StatusCode::UNPROCESSABLE_ENTITY && unsealed.body.contains("Typed too late."));
    assert_eq!(dana.sends(&format!("{path}/lock"), &Form::of(&[])).await.to, path);
    assert!(!dana.sees(&path).await.body.contains("Whose anger"), "locked");
    let wrong = dana.sends(&path, &Form::of(&[("passphrase", "a walk by the sea")])).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && !wrong.body.contains("Whose anger"));
    assert!(!dana.sees(&path).await.body.contains("Whose anger"), "still locked");
    assert_eq!(dana.colleague(OMAR).signed_in().sends(&path, &right).await.status, StatusCode::NOT_FOUND);
    dana.sends(&path, &right).await;
    let note = Form::of(&[("note", &dana.sees(&path).await.value("note"))]);
    for said in ["is destroyed", "was destroyed before"] {
        let to = dana.sends(&format!("{path}/destroy"), &note).await.to;
        let gone = dana.sees(&to).await;
        assert!(gone.body.contains(said) && !gone.body.contains("Whose anger"), "{}", gone.body);
    }
}

async fn money(walker: &Walker, subject: SubjectId) -> usize {
    walker.sees(&format!("/t/c/{subject}/money")).await.body.matches("<tr>").count()
}

/// Starts a note of a visit, writes one part of it, signs it, and says where it stands.
async fn signed(
    walker: &Walker,
    subject: SubjectId,
    (kind, appointment): (&str, &str),
    (part, text): (&str, &str),
) -> String {
    let form = Form::of(&[("kind", kind), ("appointment", appointment)]);
    let draft = walker.sends(&format!("/t/c/{subject}/notes"), &form).await.to;
    let draft = draft.split('?').next().unwrap().to_owned();
    let version = walker.sees(&draft).await.value("version");
    let subject_text = subject.to_string();
    let form = Form::of(&[
        ("version", &version),
        ("subject", &subject_text),
        ("kind", kind),
        ("date", "2026-06-22"),
        ("started", "07:30"),
        ("ended", "08:20"),
        ("present", "client"),
        (part, text),
    ]);
    let saved = walker.sends(&draft, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let signed = walker.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    signed.to.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn behaviour_37_a_release_is_filled_in_whole_and_sexual_health_is_never_chosen_beforehand() {
    let dana = Walker::dana();
    let new = format!("/t/c/{ROWAN}/releases/new");
    let page = dana.sees(&new).await;
    assert!(page.body.contains("value=\"sexual-health\"") && !page.body.contains("value=\"sexual-health\" checked"));
    let id = page.value("id");
    let with = |parts: &str, until: &str| {
        Form::of(&[
            ("id", &id),
            ("kind", "prescriber"),
            ("to", "Dr. Rivera, Foothill Clinic"),
            ("parts", parts),
            ("purpose", "At my request"),
            ("until", until),
        ])
    };
    for (parts, until, words) in [
        ("", "2026-12-31", "Choose at least one thing"),
        ("health-flags", "2026-01-01", "Choose today or a day to come"),
        ("health-flags", "2029-01-01", "Choose a day within two years"),
        ("health-flags", "some day", "Enter the date as year"),
    ] {
        let refused = dana.sends(&new, &with(parts, until)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
        assert!(refused.body.contains("Dr. Rivera, Foothill Clinic"), "what was typed stays");
    }
    let release = format!("/t/c/{ROWAN}/releases/{id}");
    assert_eq!(dana.sends(&new, &with("health-flags", "2026-12-31")).await.to, format!("{release}?done=offered"));
    let hash = dana.sees(&release).await.value("hash");
    let signed = dana.sends(&release, &Form::of(&[("hash", &hash), ("name", "Rowan Keller")])).await;
    assert_eq!(signed.to, format!("{release}?done=signed"));
    let page = dana.sees(&release).await.body;
    assert!(page.contains("read together") && page.contains("In force") && page.contains(&hash), "{page}");
    assert_eq!(
        dana.sends(&format!("{release}/take-back"), &Form::of(&[])).await.to,
        format!("{release}?done=taken-back")
    );
    assert!(dana.sees(&format!("/t/c/{ROWAN}/consents")).await.body.contains("Taken back"));
}

#[tokio::test]
async fn behaviour_29_a_couples_documents_are_signed_by_each_of_them_and_by_nobody_else() {
    let dana = Walker::dana();
    let list = dana.sees(&format!("/t/c/{PARKS}/consents")).await.body;
    assert!(list.contains("The agreement for couples holds: no secrets."), "{list}");
    let path = format!("/t/c/{PARKS}/consents/recording");
    assert_eq!(dana.asks(&path).await.status, StatusCode::NOT_FOUND, "nobody is named");
    assert_eq!(dana.asks(&format!("{path}?partner={ROWAN}")).await.status, StatusCode::NOT_FOUND);
    let hash = dana.sees(&format!("{path}?partner={LEE}")).await.value("hash");
    let sign = |partner: SubjectId| {
        Form::of(&[
            ("hash", &hash),
            ("partner", &partner.to_string()),
            ("purpose", "To look at one conversation together"),
            ("until", "2026-12-31"),
            ("name", "Lee Park"),
        ])
    };
    assert_eq!(dana.sends(&path, &sign(ROWAN)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(dana.sends(&path, &sign(LEE)).await.to, format!("/t/c/{PARKS}/consents?done=signed"));
    let page = dana.sees(&format!("{path}?partner={LEE}")).await.body;
    assert!(page.contains("Deleted at the latest on: December 31, 2026") && page.contains("Signed by <b>Lee Park"));
    assert!(!dana.sees(&format!("{path}?partner={CHRIS}")).await.body.contains("Signed by"));
    let withdrawn = dana.sends(&format!("{path}/withdraw"), &Form::of(&[("partner", &LEE.to_string())])).await;
    assert_eq!(withdrawn.to, format!("/t/c/{PARKS}/consents?done=withdrawn"));
}

#[tokio::test]
async fn what_lasts_over_two_weeks_asks_for_a_look_in_workbook_and_brief() {
    let dana = Walker::dana();
    let place = format!("/t/c/{ROWAN}/difficulties");
    let told = [("id", "hardaaaaaa"), ("kind", "sleep"), ("since", "2026-06-01"), ("words", "Up at three")];
    assert_eq!(dana.sends(&place, &Form::of(&told)).await.to, format!("{place}?done=told"));
    assert!(dana.sees(&format!("/t/c/{ROWAN}/workbook")).await.body.contains("Over two weeks"));
    assert!(dana.sees(&format!("/t/c/{ROWAN}/brief")).await.body.contains("For over two weeks:"));
    let look = format!("{place}/hardaaaaaa/look");
    let empty = dana.sends(&look, &Form::of(&[])).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write in a line what you saw"));
    dana.sends(&look, &Form::of(&[("seen", "Light out at ten")])).await;
    assert!(dana.sees(&place).await.body.contains("Light out at ten"));
    assert!(!dana.sees(&format!("/t/c/{ROWAN}/brief")).await.body.contains("For over two weeks:"));
    let over = format!("{place}/hardaaaaaa/over");
    assert_eq!(dana.sends(&over, &Form::of(&[])).await.to, format!("{place}?done=over"));
    assert_eq!(dana.sends(&over, &Form::of(&[])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_pause_and_altered_states_are_written_down_with_the_client() {
    let dana = Walker::dana();
    let words = format!("/t/c/{ROWAN}/words");
    let refused = dana.sends(&format!("{words}/pause"), &Form::of(&[("until", "2027-06-22")])).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Three months are the most"));
    dana.sends(&format!("{words}/pause"), &Form::of(&[("until", "2026-07-06"), ("about", "The house")])).await;
    assert!(dana.sees(&format!("/t/c/{ROWAN}/brief")).await.body.contains("No large decisions:"));
    assert_eq!(dana.sends(&format!("{words}/pause/end"), &Form::of(&[])).await.to, format!("{words}?done=pause-ended"));
    let states = format!("/t/c/{ROWAN}/altered-states");
    dana.sends(&states, &Form::of(&[("id", "stateaaaaa"), ("what", "A long fever"), ("how", "hard")])).await;
    let workbook = dana.sees(&format!("/t/c/{ROWAN}/workbook")).await.body;
    assert!(workbook.contains("A long fever") && workbook.contains("When: not known."), "{workbook}");
    dana.sends(&format!("{states}/stateaaaaa/take-off"), &Form::of(&[])).await;
    assert!(!dana.sees(&states).await.body.contains("A long fever"));
}

#[tokio::test]
async fn a_visit_by_video_asks_for_the_page_on_it_until_it_is_signed_and_again_once_it_is_withdrawn() {
    let dana = Walker::dana();
    let chart = format!("/t/c/{ROWAN}");
    let visit = [("kind", "therapy"), ("place", "online"), ("date", "2026-06-26"), ("started", "12:00")];
    let booked = dana.sends(&format!("{chart}/book"), &Form::of(&visit).with("length", "50")).await;
    assert_eq!(booked.to, format!("{chart}?done=booked"), "{}", booked.body);
    let open = open_chart(dana.house(), &acting(DANA, Role::Therapist), ROWAN).map_err(|_| "no chart").unwrap();
    let booked = open.planned.iter().find(|visit| visit.place == Place::Online).expect("the visit by video");
    let start = Form::of(&[("kind", "therapy")]).with("appointment", &booked.id.to_string());
    let asks = dana.sends(&format!("{chart}/notes"), &start).await;
    assert!(asks.to.starts_with(&format!("{chart}/notes/before?kind=therapy")), "{}", asks.to);
    assert!(dana.sees(&asks.to).await.body.contains("The page on meeting by video is signed"));
}
