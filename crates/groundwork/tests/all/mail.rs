//! Letters on their way to a real mail server, which is kind, slow, rude, or dies in the middle.

use std::net::TcpListener;
use std::time::Duration;

use actions::claim_letter::{Outbox, claim_letter};
use actions::house::House;
use actions::letter_sent::letter_sent;
use actions::put_letter_away::put_letter_away;
use actions::request_appointment::request_appointment;
use actions::see_letters::see_letters;
use actions::try_letter_again::try_letter_again;
use groundwork::mail::{deliver_next, outgoing};
use groundwork::server::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use post::smtp::{NotSent, Outgoing, Smtp, SmtpSettings, Tls};
use schedule::answers::Answers;
use schedule::letter_state::{LetterState, WhyAway, WhyFailed};
use schedule::people::{Letter, LetterTo};
use schedule::request::Source;
use terms::actor::Role;
use terms::reach::{Email, Reach};
use terms::text::Line;
use testkit::cast::PRIYA;
use testkit::ground::{acting, house, now, stranger};

use crate::mail_server::{MailServer, Manner};

fn smtp(port: u16) -> Smtp {
    let settings = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        user: Some("office".to_owned()),
        password: Some("a walk by the lake".to_owned()),
        from_name: "The office".to_owned(),
        from_address: "office@example.org".to_owned(),
    };
    Smtp::new(settings).unwrap().within(Duration::from_secs(1))
}

/// A practice in which one letter waits for one address, as after a request.
fn one_letter() -> House {
    let house = house();
    for letter in see_letters(&house, &acting(PRIYA, Role::Desk)).unwrap().waiting {
        put_letter_away(&house, &acting(PRIYA, Role::Desk), letter.id, WhyAway::NotWanted).unwrap();
    }
    let reach = Reach { email: Email::parse("jamie@example.org").ok(), ..Reach::default() };
    let answers = Answers {
        about: Vec::new(),
        ketamine: None,
        place: None,
        times: Vec::new(),
        name: Line::parse("Jamie").unwrap(),
        reach,
        coverage: None,
        asks_about_coverage: false,
    };
    request_appointment(&house, &stranger(), (&answers, Source::Button), "aaaaaaaaaaaaaaaaaaaa").unwrap();
    house
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

/// Everything whose turn has come at this minute is handed over; gives back the letter as it then stands.
async fn delivered(house: &House, smtp: &Smtp, minutes: i64) -> Letter {
    let mut outbox = Outbox::default();
    loop {
        let (known, done) = deliver_next(house, smtp, (outbox, Clock::Still(later(minutes)))).await;
        outbox = known;
        if !done.unwrap() {
            return the_letter(house);
        }
    }
}

fn the_letter(house: &House) -> Letter {
    let found = see_letters(house, &acting(PRIYA, Role::Desk)).unwrap();
    let all = found.failed.into_iter().chain(found.waiting).chain(found.settled);
    let to_jamie = |letter: &Letter| letter.to == LetterTo::Email(Email::parse("jamie@example.org").unwrap());
    all.into_iter().find(to_jamie).unwrap()
}

#[tokio::test]
async fn a_kind_server_gets_the_letter_once_in_neutral_words() {
    let (house, server) = (one_letter(), MailServer::start(Manner::Kind));
    for minutes in [0, 1, 60] {
        let letter = delivered(&house, &smtp(server.port), minutes).await;
        assert!(matches!(letter.state, LetterState::Sent { .. }), "{minutes}");
    }
    let [taken] = server.taken().try_into().unwrap();
    for words in [
        "From: \"The office\" <office@example.org>",
        "To: jamie@example.org",
        "Subject: A note from the office",
        "@go.example.org>",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ] {
        assert!(taken.contains(words), "{words}: {taken}");
    }
    let said = taken.to_lowercase();
    for word in ["ketamine", "therap", "intima", "sex", "http://", "<img", "<style", "x-mailer", "user-agent"] {
        assert!(!said.contains(word), "{word}: {taken}");
    }
    assert_eq!(taken.matches("Message-ID:").count(), 1);
}

#[tokio::test]
async fn a_busy_server_gets_it_later_and_a_rude_one_never_again() {
    let (house, server) = (one_letter(), MailServer::start(Manner::Busy));
    let smtp = smtp(server.port);
    let letter = delivered(&house, &smtp, 0).await;
    assert!(matches!(letter.state, LetterState::Waiting { failures: 1, next, .. } if next == later(1)));
    server.is_now(Manner::Rude);
    let letter = delivered(&house, &smtp, 1).await;
    assert!(matches!(letter.state, LetterState::Failed { why: WhyFailed::Refused, .. }));
    assert!(!format!("{:?}", letter.history).contains("jamie"));
    let letter = delivered(&house, &smtp, 600).await;
    assert_eq!((letter.code(), server.taken().len()), ("failed", 0));
    try_letter_again(&house, &acting(PRIYA, Role::Desk), letter.id).unwrap();
    server.is_now(Manner::Kind);
    assert_eq!((delivered(&house, &smtp, 601).await.code(), server.taken().len()), ("sent", 1));
}

#[tokio::test]
async fn a_server_that_is_slow_locked_or_dies_early_costs_nothing_but_time() {
    for manner in [Manner::Mute, Manner::Dripping, Manner::DiesEarly, Manner::Locked] {
        let (house, server) = (one_letter(), MailServer::start(manner));
        let letter = delivered(&house, &smtp(server.port), 0).await;
        let is_waiting = matches!(letter.state, LetterState::Waiting { failures: 1, may_be_there: false, .. });
        assert!(is_waiting, "{manner:?}: {:?}", letter.state);
        server.is_now(Manner::Kind);
        assert_eq!((delivered(&house, &smtp(server.port), 1).await.code(), server.taken().len()), ("sent", 1));
    }
    // Nobody listens any more where somebody did.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let house = one_letter();
    let letter = delivered(&house, &smtp(port), 0).await;
    assert_eq!(letter.code(), "waiting");
}

#[tokio::test]
async fn a_server_that_dies_after_the_letter_gets_it_twice_at_most_and_as_the_same_one() {
    let (house, server) = (one_letter(), MailServer::start(Manner::DiesLate));
    let smtp = smtp(server.port);
    assert_eq!(delivered(&house, &smtp, 0).await.code(), "waiting");
    for minutes in [5, 600, 3000] {
        let letter = delivered(&house, &smtp, minutes).await;
        assert!(matches!(letter.state, LetterState::Failed { why: WhyFailed::Unsure, .. }), "{minutes}");
    }
    let ids: Vec<String> = server.taken().iter().map(|letter| message_id(letter)).collect();
    assert!(ids.len() == 2 && ids[0] == ids[1], "{ids:?}");
}

#[tokio::test]
async fn a_crash_between_the_yes_and_our_commit_sends_it_twice_at_most_and_never_not() {
    let (house, server) = (one_letter(), MailServer::start(Manner::Kind));
    let smtp = smtp(server.port);
    for (minutes, expected) in [(0, true), (4, false), (5, true), (9, false), (10, false), (600, false)] {
        // Claimed and handed over, and then we die: nothing is settled, and the next start knows nothing.
        let claimed = claim_letter(&house, &mut Outbox::default(), later(minutes)).unwrap();
        assert_eq!(claimed.is_some(), expected, "{minutes}");
        if let Some(letter) = claimed {
            smtp.send(&outgoing(&letter).unwrap()).await.unwrap();
        }
    }
    let ids: Vec<String> = server.taken().iter().map(|letter| message_id(letter)).collect();
    assert!(ids.len() == 2 && ids[0] == ids[1], "{ids:?}");
    assert!(matches!(the_letter(&house).state, LetterState::Failed { why: WhyFailed::Unsure, .. }));
    // Before the yes: the claim ends, and the letter goes out once.
    let house = one_letter();
    let claimed = claim_letter(&house, &mut Outbox::default(), now()).unwrap().unwrap();
    let server = MailServer::start(Manner::Kind);
    assert_eq!(delivered(&house, &self::smtp(server.port), 5).await.code(), "sent");
    letter_sent(&house, claimed.id, later(6)).unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn what_is_told_of_a_failure_names_nobody() {
    let letter = Outgoing {
        to: "jamie@example.org".to_owned(),
        subject_line: "A note".to_owned(),
        words: "Hi Jamie".to_owned(),
        message_id: "a@example.org".to_owned(),
    };
    for (manner, expected) in [
        (Manner::Busy, NotSent::ForNow("the server refuses it for now (450)".to_owned())),
        (Manner::Rude, NotSent::ForGood("the server refuses it (550)".to_owned())),
        (Manner::Locked, NotSent::ForNow("the server does not let us in (535)".to_owned())),
        (Manner::Mute, NotSent::ForNow("the server was too slow".to_owned())),
        (Manner::DiesLate, NotSent::NoAnswer("the connection broke before an answer".to_owned())),
    ] {
        let server = MailServer::start(manner);
        assert_eq!(smtp(server.port).send(&letter).await, Err(expected), "{manner:?}");
    }
    let server = MailServer::start(Manner::Kind);
    let nowhere = Outgoing { to: "jamie".to_owned(), ..letter };
    assert!(matches!(smtp(server.port).send(&nowhere).await, Err(NotSent::ForGood(_))));
}

fn message_id(letter: &str) -> String {
    letter.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned()
}
