//! Forms and links: sent twice is done once; sealed for an hour; a link is a secret.

use jiff::SignedDuration;
use record::list::{RequestOf, list};
use record::lists::sign_ins::SignedInAs;
use record::scope::{Add, Read};
use schedule::answers::Answers;
use schedule::request::{Recall, Request, Source, receive};
use terms::actor::{Actor, Context, Role};
use terms::ids::RequestId;
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::ground::{Ground, STAFF, done, now, on_each_database, staff};

fn stranger() -> Context {
    Context { actor: Actor::Stranger, now: now() }
}

fn answers() -> Answers {
    Answers {
        about: Vec::new(),
        ketamine: None,
        place: None,
        times: Vec::new(),
        name: Line::parse("Jamie R.").unwrap(),
        reach: Reach::default(),
        coverage: None,
        asks_about_coverage: false,
    }
}

fn send(ground: &Ground, once: &str) -> RequestId {
    done(ground.record.change_once(&stranger(), (once, |_| None), |change| {
        let requests = change.permit::<_, Add>(list::<Request>())?;
        let recall = Recall { word: "river".to_owned(), number: "482913".to_owned() };
        let request = receive(RequestId(ground.record.new_id()), answers(), Source::Form, Some(recall), now());
        change.put(&requests, &request)?;
        Ok(request.id)
    }))
}

#[test]
fn a_form_sent_twice_shows_the_first_result() {
    on_each_database(|ground| {
        let first = send(ground, "one-time-number");
        assert_eq!(send(ground, "one-time-number"), first);
        assert_ne!(send(ground, "another-number"), first);
        let all = done(ground.record.read(&staff(Role::Desk), |work| {
            let requests = work.permit::<_, Read>(list::<Request>())?;
            Ok(work.find(&requests, record::rows::Find::State("waiting"))?.len())
        }));
        assert_eq!(all, 2);
    });
}

#[test]
fn the_number_of_another_form_does_nothing() {
    on_each_database(|ground| {
        let by = stranger();
        let one: Result<u32, Trouble<Never>> = ground.record.change_once(&by, ("7f3a", |_| None), |_| Ok(7));
        assert_eq!(one.unwrap(), 7);
        let other: Result<String, Trouble<Never>> =
            ground.record.change_once(&by, ("7f3a", |_| None), |_| Ok("done".to_owned()));
        assert!(matches!(other, Err(Trouble::Denied(Denied::NotTheirs))), "{other:?}");
    });
}

#[test]
fn a_link_opens_its_own_request_and_no_other() {
    on_each_database(|ground| {
        let (own, other) = (send(ground, "1"), send(ground, "2"));
        let link = ground.record.link_to(own).unwrap();
        assert_eq!(ground.record.holder_of(&link).unwrap(), Some(own));
        let last = if link.ends_with('0') { "1" } else { "0" };
        for wrong in [
            String::new(),
            own.to_string(),
            format!("{}{last}", &link[..link.len() - 1]),
            format!("{other}{}", &link[10..]),
        ] {
            assert_eq!(ground.record.holder_of(&wrong).unwrap(), None, "{wrong}");
        }
        let holder = Context { actor: Actor::Holder(own), now: now() };
        let see = |id: RequestId| -> Result<bool, Trouble<Never>> {
            ground.record.read(&holder, |work| {
                let permit = work.permit::<_, Read>(RequestOf(id))?;
                Ok(work.get::<Request, _, _, _>(&permit, id.0)?.is_some())
            })
        };
        assert!(matches!(see(own), Ok(true)) && matches!(see(other), Err(Trouble::Denied(_))));
    });
}

#[test]
fn a_word_and_a_number_find_a_request_again() {
    on_each_database(|ground| {
        let request = send(ground, "1");
        assert_eq!(ground.record.recalled_by(" River", "482913 ").unwrap(), Some(request));
        assert_eq!(ground.record.recalled_by("river", "482914").unwrap(), None);
    });
}

#[test]
fn answers_travel_sealed_for_an_hour() {
    let ground = Ground::sqlite();
    let sealed = ground.record.seal_form(&answers(), now()).unwrap();
    let open = |sealed: &str, after: SignedDuration| ground.record.open_form::<Answers>(sealed, now() + after);
    assert_eq!(open(&sealed, SignedDuration::from_mins(60)), Some(answers()));
    assert_eq!(open(&sealed, SignedDuration::from_secs(3_601)), None);
    assert_eq!(open(&format!("00{}", &sealed[2..]), SignedDuration::ZERO), None);
    assert_eq!(open("not hexadecimal", SignedDuration::ZERO), None);
}

#[test]
fn a_sign_in_ends_when_it_is_ended_and_by_itself() {
    on_each_database(|ground| {
        let token = done(ground.record.sign_in(&stranger(), SignedInAs::Staff(STAFF), None));
        let who = |after| ground.record.signed_in(&token, now() + after).unwrap().map(|row| row.who);
        assert_eq!(
            (who(SignedDuration::ZERO), who(SignedDuration::from_hours(12))),
            (Some(SignedInAs::Staff(STAFF)), None)
        );
        assert_eq!(ground.record.signed_in("some other token", now()).unwrap(), None);
        done(ground.record.sign_out(&staff(Role::Therapist), &token));
        assert_eq!(who(SignedDuration::ZERO), None);
    });
}
