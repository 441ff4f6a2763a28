//! Two people, or one on two screens, press the same button at the same moment: the second gets what the first began.

use std::sync::Barrier;
use std::thread;

use actions::ask_card::{CardAsk, ask_card};
use actions::charge_card::{ChargeRefusal, charge_card};
use actions::house::House;
use actions::keep_card::{ask_about_my_kept_card, keep_card, see_my_kept_card};
use actions::see_my_card::see_my_card;
use money::side::Side;
use shell::act::act;
use terms::actor::Role;
use terms::money::Cents;
use terms::trouble::Trouble;
use testkit::cast::{BEA, CHRIS, PARKS};
use testkit::ground::acting;

use crate::card_payments::{client, ground, open};
use crate::kept_cards::who_owes;

/// What comes of pressing at once, by as many.
fn at_once<T: Send>(press: impl Fn(usize) -> T + Sync) -> Vec<T> {
    const MANY: usize = 6;
    let together = Barrier::new(MANY);
    let pressed = |who| {
        together.wait();
        press(who)
    };
    thread::scope(|scope| {
        let all: Vec<_> = (0..MANY)
            .map(|who| {
                scope.spawn({
                    let pressed = &pressed;
                    move || pressed(who)
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn are_one<T: PartialEq>(all: &[T]) -> bool {
    all.iter().all(|one| *one == all[0])
}

#[tokio::test]
async fn presses_at_the_same_moment_open_one_page_to_pay() {
    let (house, stand_in) = ground();
    act(move || {
        let shown = open(&house, (CHRIS, PARKS));
        let ask = CardAsk { subject: PARKS, side: Side::Therapy, shown };
        let ids = at_once(|who| ask_card(&house, &client(CHRIS, 0), ask, &format!("form {who}")).unwrap());
        assert!(are_one(&ids), "{ids:?}");
        assert_eq!(stand_in.asked().len(), 1, "{:?}", stand_in.asked());
        assert!(see_my_card(&house, &client(CHRIS, 0), ids[0]).unwrap().payment.page().is_some());
    })
    .await;
}

#[tokio::test]
async fn presses_at_the_same_moment_keep_one_card_and_charge_it_once() {
    let (house, stand_in) = ground();
    act(move || {
        let who = who_owes(&house);
        let consent = see_my_kept_card(&house, &client(who, 0)).unwrap().unwrap().consent;
        let ids = at_once(|form| keep_card(&house, &client(who, 0), &consent, &format!("form {form}")).unwrap());
        assert!(are_one(&ids), "{ids:?}");
        assert_eq!(stand_in.asked().len(), 1, "{:?}", stand_in.asked());
        let card = see_my_kept_card(&house, &client(who, 0)).unwrap().unwrap().card.unwrap();
        assert!(stand_in.press(card.page().unwrap().name.as_str(), "pay"));
        ask_about_my_kept_card(&house, &client(who, 0), ids[0]).unwrap();
        charged_once(&house, who);
        assert_eq!((stand_in.taken_and_returned().0, open(&house, (who, who))), (1, Cents::ZERO));
    })
    .await;
}

/// Whoever comes second finds it under way, or nothing open any more.
fn charged_once(house: &House, who: terms::ids::SubjectId) {
    let ask = CardAsk { subject: who, side: Side::Therapy, shown: open(house, (who, who)) };
    let all = at_once(|form| charge_card(house, &acting(BEA, Role::Biller), ask, &format!("form {form}")));
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1, "{all:?}");
    let refused = |one: &Result<_, Trouble<ChargeRefusal>>| {
        matches!(one, Ok(_) | Err(Trouble::Refused(ChargeRefusal::UnderWay | ChargeRefusal::Ask(_))))
    };
    assert!(all.iter().all(refused), "{all:?}");
}
