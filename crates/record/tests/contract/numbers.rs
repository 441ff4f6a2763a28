//! Numbers of a list: whoever asks at the same moment as others gets one of their own.

use std::collections::BTreeSet;
use std::sync::Barrier;

use record::list::list;
use record::scope::{Add, Read};
use schedule::people::Client;
use terms::actor::Role;
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::ground::{Ground, STAFF, done, on_each_database, staff};

/// The first number that is given.
const FIRST: u32 = 2001;

/// A new client with the next number.
fn arrive(ground: &Ground) -> Result<u32, Trouble<Never>> {
    let subject = ground.subject();
    ground.record.change(&staff(Role::Desk), |change| {
        let clients = change.permit::<_, Add>(list::<Client>())?;
        let chart_number = change.take_number(&clients, FIRST)?;
        let client = Client {
            subject,
            chart_number,
            name: Line::parse("Jamie").unwrap(),
            pronouns: None,
            reach: Reach::default(),
            members: Vec::new(),
            clinician: STAFF,
            delivered: None,
            parted: None,
            since: "2026-06-22".parse().unwrap(),
            legal_name: None,
            birth_date: None,
            address: None,
            emergency_contact: None,
            moved_in: None,
        };
        change.put(&clients, &client)?;
        Ok(chart_number)
    })
}

fn numbers(ground: &Ground) -> Vec<u32> {
    let found = done(ground.record.read(&staff(Role::Desk), |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        Ok(work.find::<Client, _>(&clients, record::rows::Find::All)?)
    }));
    found.iter().map(|client| client.chart_number).collect()
}

#[test]
fn numbers_begin_at_the_first_and_go_on() {
    on_each_database(|ground| {
        assert_eq!([done(arrive(ground)), done(arrive(ground)), done(arrive(ground))], [2001, 2002, 2003]);
    });
}

#[test]
fn no_number_is_given_twice_to_twenty_at_once() {
    on_each_database(|ground| {
        let start = &Barrier::new(20);
        let given: Vec<u32> = std::thread::scope(|scope| {
            let arriving = || {
                start.wait();
                arrive(ground)
            };
            let threads: Vec<_> = (0..20).map(|_| scope.spawn(arriving)).collect();
            threads.into_iter().map(|thread| done(thread.join().unwrap())).collect()
        });
        let distinct: BTreeSet<u32> = given.iter().copied().collect();
        assert_eq!(distinct.len(), 20, "{given:?}");
        assert_eq!(numbers(ground).into_iter().collect::<BTreeSet<_>>(), distinct);
    });
}
