//! Documents and releases from a client's side: a yes, a no, a couple's two names, and taking it back.

use actions::releases::offer_a_release;
use actions::send_packet::{Packet, look_at_packet, send_a_packet};
use actions::tell_prescriber::flag_for_prescriber;
use axum::http::StatusCode;
use care::fill_in::SecretsChoice;
use care::prescriber::{HealthFlag, SentHow};
use care::release::{Recipient, ReleaseTerms, ReleasedPart};
use care::signing::DocumentState;
use terms::ids::{Id, PacketId, ReleaseId, SubjectId};
use terms::text::Line;
use testkit::cast::{CHRIS, LEE, MAYA, PARKS, ROWAN};

use crate::walker::{Walker, dana, value, workbook};

#[tokio::test]
async fn behaviour_8_a_yes_is_kept_word_for_word_and_a_no_is_an_answer() {
    use care::document::DocumentKind::{RecordingConsent, SupportPersonConsent, TouchConsent};
    let maya = Walker::new(MAYA);
    let person = "/my/documents/support-person";
    let hash = value(&maya.sees(person).await, "hash");
    let blank = maya.sends(person, &[("hash", &hash), ("name", "Maya Okafor")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.body.contains("Write a name, or leave the page"), "{}", blank.body);
    let altered = [("hash", "00ff"), ("name", "Maya Okafor"), ("person", "My brother")];
    assert!(maya.sends(person, &altered).await.body.contains("The text has changed"));
    let nameless = [("hash", hash.as_str()), ("name", " "), ("person", "My brother")];
    assert!(maya.sends(person, &nameless).await.body.contains("Type your name"));
    assert_eq!(workbook(&maya, MAYA).document_state(SupportPersonConsent), DocumentState::NotOffered);
    let whole = [("hash", hash.as_str()), ("name", "Maya Okafor"), ("person", "My brother")];
    assert_eq!(maya.leads(person, &whole).await, "/my/documents?done=signed");
    let kept = workbook(&maya, MAYA);
    let signed = kept.signed_document(SupportPersonConsent).unwrap();
    assert!(signed.text.ends_with("My support person: My brother") && signed.language == "en");
    assert_ne!(signed.hash, hash, "what was filled in is part of what is signed");
    let copy = maya.sees(&format!("{person}/copy")).await;
    for paragraph in signed.text.split("\n\n").filter(|paragraph| !paragraph.starts_with("## ")) {
        assert!(copy.contains(paragraph), "{paragraph}");
    }
    assert!(copy.contains(&signed.hash));
    for (path, kind) in [("/my/documents/touch", TouchConsent), ("/my/documents/recording", RecordingConsent)] {
        assert!(maya.sees("/my/documents").await.contains(kind.until_agreed().unwrap()));
        maya.leads(&format!("{path}/decline"), &[]).await;
        assert_eq!(workbook(&maya, MAYA).document_state(kind), DocumentState::Declined);
    }
    assert!(maya.sees("/my/documents").await.contains("You said no"));
    maya.leads(&format!("{person}/withdraw"), &[]).await;
    let after = workbook(&maya, MAYA);
    assert!(after.signed_document(SupportPersonConsent).is_none());
    assert_eq!(after.signatures(SupportPersonConsent).count(), 1, "what was signed stays");
}

#[tokio::test]
async fn behaviour_29_each_partner_signs_alone_and_the_agreement_ends_when_one_leaves() {
    let chris = Walker::new(CHRIS);
    let lee = chris.beside(LEE);
    let agreement = format!("/my/together/{PARKS}/documents/couples-agreement");
    let choice = || workbook(&chris, PARKS).secrets_choice(&[CHRIS, LEE]);
    assert_eq!(choice(), Some(SecretsChoice::NoSecrets));
    assert!(chris.sees(&agreement).await.contains("You all chose"));
    chris.leads(&format!("{agreement}/withdraw"), &[]).await;
    assert_eq!(choice(), None, "it ends when one leaves");
    assert!(lee.sees(&agreement).await.contains("It holds once everyone has"));
    let hash = value(&chris.sees(&agreement).await, "hash");
    let unchosen = chris.sends(&agreement, &[("hash", &hash), ("name", "Chris Park")]).await;
    assert!(unchosen.body.contains("Choose one of the two ways"), "{}", unchosen.body);
    let whole = [("hash", hash.as_str()), ("secrets", "limited-secrets"), ("name", "Chris Park")];
    chris.leads(&agreement, &whole).await;
    assert_eq!(choice(), None);
    let page = lee.sees(&agreement).await;
    assert!(page.contains("didn’t all choose the same") && !page.contains("Signed by <b>Chris"), "{page}");
    // Nobody signs it where it is not theirs, nor in their own record.
    let rowan = chris.beside(ROWAN);
    assert_eq!(rowan.asks(&agreement).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rowan.sends(&agreement, &whole).await.status, StatusCode::NOT_FOUND);
    assert_eq!(chris.asks("/my/documents/couples-agreement").await.status, StatusCode::NOT_FOUND);
    assert_eq!(chris.asks(&format!("/my/together/{PARKS}/documents/touch")).await.status, StatusCode::NOT_FOUND);
}

fn offered(walker: &Walker, subject: SubjectId) -> ReleaseId {
    let id = ReleaseId(Id::from_random([3; 10]));
    let line = |text: &str| Line::parse(text).unwrap();
    let terms = ReleaseTerms {
        kind: Recipient::Professional,
        to: line("Sam Example, LMFT"),
        reach: None,
        parts: vec![ReleasedPart::Attendance],
        purpose: line("At my request"),
        until: "2026-12-31".parse().unwrap(),
        event: None,
    };
    for _ in 0..2 {
        offer_a_release(&walker.house, &dana(), subject, (id, terms.clone())).unwrap();
    }
    id
}

#[tokio::test]
async fn behaviour_37_a_release_is_signed_as_shown_and_taken_back_at_once() {
    let rowan = Walker::new(ROWAN);
    let id = offered(&rowan, ROWAN);
    let path = format!("/my/releases/{ROWAN}/{id}");
    assert!(rowan.sees("/my").await.contains(&path), "it is among the things to read");
    let page = rowan.sees(&path).await;
    assert!(page.contains("Another professional who helps me: Sam Example, LMFT"), "{page}");
    let hash = value(&page, "hash");
    assert!(rowan.sends(&path, &[("hash", "00"), ("name", "Rowan")]).await.body.contains("The text has changed"));
    assert!(rowan.sends(&path, &[("hash", &hash)]).await.body.contains("Type your name"));
    rowan.leads(&path, &[("hash", &hash), ("name", "Rowan Keller")]).await;
    let today = "2026-06-22".parse().unwrap();
    let is_in_force = || workbook(&rowan, ROWAN).release(id).unwrap().in_force(today).is_some();
    assert!(is_in_force());
    assert!(rowan.sees(&path).await.contains(&hash), "the fingerprint of what was signed");
    rowan.leads(&format!("{path}/take-back"), &[]).await;
    assert!(!is_in_force());
    assert!(rowan.sees(&path).await.contains("Nothing is given by this any more"));
    let again = rowan.sends(&path, &[("hash", &hash), ("name", "Rowan Keller")]).await;
    assert!(again.body.contains("This one is over"), "{}", again.body);
    assert_eq!(rowan.beside(MAYA).asks(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn behaviour_29_a_release_of_the_joint_record_needs_both_names() {
    let chris = Walker::new(CHRIS);
    let lee = chris.beside(LEE);
    let id = offered(&chris, PARKS);
    let path = format!("/my/releases/{PARKS}/{id}");
    let today = "2026-06-22".parse().unwrap();
    let is_in_force = || workbook(&chris, PARKS).release(id).unwrap().in_force(today).is_some();
    for (walker, name, expected) in [(&chris, "Chris Park", false), (&lee, "Lee Park", true)] {
        let hash = value(&walker.sees(&path).await, "hash");
        walker.leads(&path, &[("hash", &hash), ("name", name)]).await;
        assert_eq!(is_in_force(), expected, "{name}");
    }
    lee.leads(&format!("{path}/take-back"), &[]).await;
    assert!(!is_in_force(), "one of them is enough to end it");
}

#[tokio::test]
async fn behaviour_12_a_client_reads_what_was_sent_to_whom_and_when_and_who_answers_medical_questions() {
    let maya = Walker::new(MAYA);
    let release = workbook(&maya, MAYA).releases().last().unwrap().id;
    let path = format!("/my/releases/{MAYA}/{release}");
    assert!(!maya.sees(&path).await.contains("id=\"given\""));
    flag_for_prescriber(&maya.house, &dana(), MAYA, (&[HealthFlag::Seizures], None)).unwrap();
    let packet = Packet { subject: MAYA, release, summary: None };
    let looked = look_at_packet(&maya.house, &dana(), &packet).unwrap();
    let id = PacketId(Id::from_random([4; 10]));
    send_a_packet(&maya.house, &dana(), &packet, (id, SentHow::OnPaper, &looked.hash)).unwrap();
    let page = maya.sees(&path).await;
    for words in ["id=\"given\"", "To Dr. Rivera, Foothill Clinic", "Seizures.", "on paper", "go to your prescriber"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn behaviour_37_a_client_fills_in_a_release_of_their_own_and_nothing_is_given_before_it_is_signed() {
    let maya = Walker::new(MAYA);
    let form = maya.sees("/my/releases/new").await;
    let id = value(&form, "id");
    assert!(form.contains("value=\"At my request\"") && !form.contains("sexual-health\" checked"), "{form}");
    let terms = |until: &'static str| {
        [
            ("id", id.as_str()),
            ("kind", "professional"),
            ("to", "Sam Example"),
            ("purpose", "At my request"),
            ("until", until),
        ]
    };
    let nothing = maya.sends("/my/releases/new", &terms("2026-12-31")).await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.body.contains("Choose at least one thing"));
    let long = [&terms("2036-12-31")[..], &[("parts", "attendance")]].concat();
    assert!(maya.sends("/my/releases/new", &long).await.body.contains("within two years"));
    let whole = [&terms("2026-12-31")[..], &[("parts", "attendance")]].concat();
    let path = maya.leads("/my/releases/new", &whole).await;
    assert_eq!(path, format!("/my/releases/{MAYA}/{id}"));
    assert_eq!(maya.leads("/my/releases/new", &whole).await, path, "sent twice it is one");
    let today = "2026-06-22".parse().unwrap();
    let id = id.parse().unwrap();
    assert!(workbook(&maya, MAYA).release(id).unwrap().in_force(today).is_none());
    let hash = value(&maya.sees(&path).await, "hash");
    maya.leads(&path, &[("hash", &hash), ("name", "Maya")]).await;
    assert!(workbook(&maya, MAYA).release(id).unwrap().in_force(today).is_some());
}
