//! Copies that are taken out: what is in them, what never is, and who learns of it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use actions::export_everybody::begin_export;
use actions::see_accesses::{Did, see_accesses};
use actions::see_exports::see_exports;
use actions::write_page::{Seen, WrittenPage, write_page};
use axum::http::StatusCode;
use jiff::SignedDuration;
use terms::actor::{Actor, ClientIn, Context, Role, SignedIn};
use terms::ids::SubjectId;
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Trouble};
use testkit::cast::{CHRIS, INES, LEE, MARION, MAYA, OMAR, PARKS, ROWAN};
use testkit::ground::{acting, now};
use zip::ZipArchive;

use crate::walker::{Answer, Form, Walker};

const JOURNAL: &str = "A page that nobody else reads.";
const SHARED: &str = "Nobody was checking the locks.";
const PSYCHOTHERAPY_NOTE: &str = "Whose anger is this?";
const DRAFT: &str = "Half a sentence, not signed.";
const PRIVATE_SIDE: &str = "What he did not say to Lee.";
const SIGNED: &str = "Rested more than before.";
const ADDED: &str = "The date of the walk was Tuesday.";

type Files = BTreeMap<String, String>;

fn files(answer: &Answer) -> Files {
    texts(&answer.bytes)
}

/// The texts of a copy by name.
pub fn texts(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().into_owned(), text);
    }
    files
}

fn holds(files: &Files, words: &str) -> Vec<String> {
    files.iter().filter(|(_, text)| text.contains(words)).map(|(name, _)| name.clone()).collect()
}

fn as_client(subject: SubjectId) -> Context {
    Context { actor: Actor::Client(ClientIn { subject, signed_in_at: now() }), now: now() }
}

/// A note with one part written, signed or left as a draft.
async fn note(dana: &Walker, subject: SubjectId, (kind, part, text): (&str, &str, &str), is_signed: bool) -> String {
    let draft = dana.begins(subject, kind).await.to;
    let draft = draft.split('?').next().unwrap().to_owned();
    let version = dana.sees(&draft).await.value("version");
    let whose = subject.to_string();
    let form = Form::of(&[
        ("version", &version),
        ("subject", &whose),
        ("kind", kind),
        ("date", "2026-06-22"),
        ("started", "07:30"),
        ("ended", "08:20"),
        ("present", "client"),
        (part, text),
    ]);
    assert_eq!(dana.sends(&draft, &form).await.status, StatusCode::SEE_OTHER);
    if !is_signed {
        return draft;
    }
    let signed = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    signed.to.split('?').next().unwrap().to_owned()
}

/// Rowan's record with everything that a copy holds, and everything that it must not.
async fn planted() -> Walker {
    let dana = Walker::dana().signed_in();
    let page = WrittenPage {
        id: "jjjjjjjjjj".parse().unwrap(),
        prompt: None,
        text: Prose::parse(JOURNAL).unwrap(),
        seen: Seen::default(),
    };
    write_page(dana.house(), &as_client(ROWAN), &page).unwrap();
    let signed = note(&dana, ROWAN, ("therapy", "work", SIGNED), true).await;
    let added = dana.sends(&signed, &Form::of(&[("reason", "A slip"), ("text", ADDED)])).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    note(&dana, ROWAN, ("therapy", "work", DRAFT), false).await;
    note(&dana, CHRIS, ("therapy", "work", PRIVATE_SIDE), true).await;
    note(&dana, MAYA, ("attended-dosing", "account", "Green, then quiet."), true).await;
    let process = format!("/t/c/{ROWAN}/process");
    dana.sends(&process, &Form::of(&[("passphrase", "a walk by the lake")])).await;
    let form = Form::of(&[("id", &dana.sees(&process).await.value("id")), ("text", PSYCHOTHERAPY_NOTE)]);
    dana.sends(&format!("{process}/write"), &form).await;
    assert!(dana.sees(&process).await.body.contains(PSYCHOTHERAPY_NOTE));
    dana
}

#[tokio::test]
async fn a_copy_is_one_pdf_when_only_the_page_is_asked_for() {
    let dana = Walker::dana();
    let place = format!("/t/c/{ROWAN}/export/pdf");
    assert!(dana.sees(&format!("/t/c/{ROWAN}/export")).await.body.contains(&place));
    let kept = dana.sends(&place, &Form::of(&[])).await;
    assert!(kept.bytes.starts_with(b"%PDF-1.7") && kept.kept_as == "attachment; filename=\"record-2017.pdf\"");
    let told = see_accesses(dana.house(), &as_client(ROWAN), ROWAN).unwrap();
    assert!(told.iter().any(|opening| opening.did == Did::TookCopy), "the client sees that a copy was taken");
    let omar = dana.colleague(OMAR).sends(&place, &Form::of(&[])).await;
    assert!(!omar.bytes.starts_with(b"%PDF"), "who is not on the team takes no copy");
}

#[tokio::test]
async fn a_copy_of_one_record_holds_what_belongs_to_it_and_nothing_else() {
    let dana = planted().await;
    let path = format!("/t/c/{ROWAN}/export");
    let page = dana.sees(&path).await.body;
    assert!(page.contains("Psychotherapy notes.") && page.contains("Make the copy"), "{page}");
    let files = files(&dana.sends(&path, &Form::of(&[])).await);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "README.html",
            "appointments.csv",
            "check-ins.csv",
            "claims.csv",
            "clients.csv",
            "ledger-attended-dosing-days.csv",
            "ledger-psychotherapy.csv",
            "notes.csv",
            "records/2017.html",
        ]
    );
    for never in [JOURNAL, SHARED, PSYCHOTHERAPY_NOTE, DRAFT, PRIVATE_SIDE] {
        assert_eq!(holds(&files, never), Vec::<String>::new(), "{never}");
    }
    for always in [SIGNED, ADDED, "Why: A slip", "Signed by Dana Reyes, LMFT", "Ledger: psychotherapy"] {
        assert_eq!(holds(&files, always), ["records/2017.html"], "{always}");
    }
    let readme = &files["README.html"];
    assert!(readme.contains("Dana Reyes") && readme.contains("45 CFR 164.508(a)(2)"), "{readme}");
    let ledger = &files["ledger-psychotherapy.csv"];
    assert!(ledger.starts_with('\u{feff}') && ledger.contains("\r\n2017,charge,2026-06-22,50,90834,"), "{ledger}");
    assert!(files["notes.csv"].contains("Dana Reyes, LMFT"), "{}", files["notes.csv"]);
}

#[tokio::test]
async fn a_copy_of_a_record_together_has_neither_partners_own_side() {
    let dana = planted().await;
    let page = dana.sees(&format!("/t/c/{PARKS}/export")).await.body;
    assert!(page.contains(&format!("/t/c/{CHRIS}/export")), "{page}");
    let place = format!("/t/c/{PARKS}/export");
    let to = |whom: &str| Form::of(&[("to", whom)]);
    for (whom, said) in [
        (String::new(), "Choose for whom"),
        (format!("partner-{ROWAN}"), "one of the partners"),
        ("release-bbbbbbbbbb".to_owned(), "every partner signed"),
    ] {
        for path in [place.clone(), format!("{place}/pdf")] {
            let refused = dana.sends(&path, &to(&whom)).await;
            assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(said), "{whom}");
        }
    }
    let joint = files(&dana.sends(&place, &to(&format!("partner-{CHRIS}"))).await);
    assert_eq!(holds(&joint, PRIVATE_SIDE), Vec::<String>::new());
    let own = files(&dana.sends(&format!("/t/c/{CHRIS}/export"), &Form::of(&[])).await);
    assert_eq!(holds(&own, PRIVATE_SIDE), ["records/1988.html"]);
}

/// What was written of safety goes along; what was said alone only when it is asked for, and only with whoever said it.
#[tokio::test]
async fn a_copy_holds_what_was_said_of_safety_and_never_the_partners() {
    let dana = Walker::dana();
    let (assessed, feared, secret) = ("Nobody at home tonight.", "Afraid of the stairs.", "A flat in Pueblo.");
    let risk = [
        ("form", "risk"),
        ("date", "2026-06-20"),
        ("time", "10:00"),
        ("how", "interview"),
        ("level", "low"),
        ("heard", assessed),
        ("done", "A plan was made."),
    ];
    let fear = [("on", "2026-06-20"), ("how", "room"), ("said", "concern"), ("note", feared)];
    let told = [("text", secret), ("phrase", "Pueblo"), ("mark", "must-not-use"), ("once", "one")];
    for (page, form) in [("safety/records", &risk[..]), ("safety/alone", &fear), ("told-alone", &told)] {
        let written = dana.sends(&format!("/t/c/{LEE}/{page}"), &Form::of(form)).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{page}: {}", written.body);
    }
    let with = Form::of(&[("sensitive", "yes")]);
    for (whose, form, safety, alone) in [
        (LEE, Form::of(&[]), vec!["records/1989.html"], vec![]),
        (LEE, with.clone(), vec!["records/1989.html"], vec!["records/1989.html"]),
        (CHRIS, with.clone(), vec![], vec![]),
        (PARKS, with.with("to", &format!("partner-{CHRIS}")), vec![], vec![]),
    ] {
        let files = files(&dana.sends(&format!("/t/c/{whose}/export"), &form).await);
        assert_eq!(holds(&files, assessed), safety, "{whose}");
        for words in [feared, secret] {
            assert_eq!(holds(&files, words), alone, "{whose}: {words}");
        }
    }
}

#[tokio::test]
async fn the_client_sees_who_took_a_copy_and_a_stranger_to_the_chart_takes_none() {
    let dana = planted().await;
    let path = format!("/t/c/{ROWAN}/export");
    let refused = dana.colleague(OMAR).sends(&path, &Form::of(&[])).await;
    assert!(refused.status == StatusCode::FORBIDDEN && refused.bytes.starts_with(b"<!DOCTYPE"));
    let taken = |who: &str| {
        let seen = see_accesses(dana.house(), &as_client(ROWAN), ROWAN).unwrap();
        seen.into_iter().filter(|opening| opening.who == who).map(|opening| opening.did).collect::<Vec<_>>()
    };
    assert!(taken("Omar Haddad, therapist").iter().all(|did| *did == Did::Refused));
    assert!(!taken("Dana Reyes, therapist").contains(&Did::TookCopy));
    dana.sends(&path, &Form::of(&[])).await;
    assert!(taken("Dana Reyes, therapist").contains(&Did::TookCopy));
    assert!(dana.sees(&format!("/t/c/{ROWAN}/access")).await.body.contains("Took a copy out"));
}

#[tokio::test]
async fn a_copy_of_every_record_needs_a_reason_which_is_kept() {
    let dana = planted().await;
    let marion = dana.owner();
    let before = see_exports(dana.house(), &acting(MARION, Role::Owner)).unwrap();
    for reason in ["", "   "] {
        let refused = marion.sends("/practice/export", &Form::of(&[("reason", reason)])).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Say in a few words why"));
    }
    assert!(
        before.taken.is_empty() && see_exports(dana.house(), &acting(MARION, Role::Owner)).unwrap().taken.is_empty()
    );
    let seen = see_accesses(dana.house(), &as_client(ROWAN), ROWAN).unwrap();
    assert!(seen.iter().all(|opening| opening.did != Did::TookCopy), "nothing was opened");
    let why = "Another practice takes over in July";
    let files = files(&marion.sends("/practice/export", &Form::of(&[("reason", why)])).await);
    assert_eq!(files.keys().filter(|name| name.starts_with("records/")).count(), before.records);
    for never in [JOURNAL, SHARED, PSYCHOTHERAPY_NOTE, DRAFT] {
        assert_eq!(holds(&files, never), Vec::<String>::new(), "{never}");
    }
    assert_eq!(holds(&files, PRIVATE_SIDE), ["records/1988.html"], "each partner's own record is apart");
    assert_eq!(holds(&files, SIGNED), ["records/2017.html"]);
    assert_eq!(holds(&files, "Ledger: attended dosing days"), ["records/2039.html"], "only who has one");
    assert!(files["ledger-attended-dosing-days.csv"].contains(",charge,"));
    assert!(files["README.html"].contains(why) && files["README.html"].contains("Marion Wells"));
    let page = marion.sees("/practice/export").await.body;
    assert!(page.contains(why) && !page.contains("not finished"), "{page}");
    let seen = see_accesses(dana.house(), &as_client(ROWAN), ROWAN).unwrap();
    assert!(seen.iter().any(|opening| opening.did == Did::TookCopy && opening.who == "Marion Wells, owner"));
}

#[tokio::test]
async fn a_copy_of_every_record_asks_who_it_is() {
    let dana = Walker::dana();
    let earlier = now() - SignedDuration::from_mins(16);
    let actor = Actor::Staff(SignedIn { staff: MARION, role: Role::Owner, signed_in_at: earlier });
    let why = Line::parse("To try").ok();
    let begun = begin_export(dana.house(), &Context { actor, now: now() }, why.as_ref());
    assert!(matches!(begun, Err(Trouble::Denied(Denied::SignInAgain))));
    assert!(see_exports(dana.house(), &acting(MARION, Role::Owner)).unwrap().taken.is_empty());
}

#[tokio::test]
async fn a_history_of_sex_leaves_only_when_it_is_asked_for() {
    const TOLD: &str = "One night in March";
    let dana = Walker::dana();
    let (one, all) = (format!("/t/c/{INES}/export"), "/practice/export");
    let reason = Form::of(&[("reason", "Another practice takes over")]);
    let marion = dana.owner();
    for (asked, expected) in [(false, 0), (true, 1)] {
        let with = |form: Form| if asked { form.with("sensitive", "yes") } else { form };
        let (own, whole) =
            (dana.sends(&one, &with(Form::of(&[]))).await, marion.sends(all, &with(reason.clone())).await);
        for copy in [files(&own), files(&whole)] {
            assert_eq!(holds(&copy, TOLD).len(), expected, "{asked}");
            assert!(!holds(&copy, "cries at work").is_empty(), "the intake itself goes along");
        }
    }
}
