//! A card that the processor keeps: with its own consent, charged by billing with the words that are shown, never for a
//! couple, and gone when its client takes it back.

use actions::ask_card::CardAsk;
use actions::charge_card::{ChargeRefusal, charge_card, see_cards_of};
use actions::house::House;
use actions::keep_card::{KeepRefusal, ask_about_my_kept_card, keep_card, see_my_kept_card, take_card_back};
use groundwork::card_stand_in::StandIn;
use money::card_payment::CardState;
use money::ledger::TherapyLedger;
use money::payment::TakenBy;
use money::side::Side;
use shell::act::act;
use terms::actor::Role;
use terms::ids::{KeptCardId, SubjectId};
use terms::money::Cents;
use terms::trouble::Trouble;
use testkit::cast::{ALEXIS, BEA, CHRIS, INES, LEE, MAYA, PARKS, PRIYA, ROWAN};
use testkit::ground::{acting, now};

use crate::card_payments::{client, ground, open, therapy};
use crate::whole_site::WholeSite;

/// Someone who owes something for their own therapy.
pub fn who_owes(house: &House) -> SubjectId {
    let all = [ALEXIS, ROWAN, MAYA, CHRIS, LEE, INES];
    all.into_iter().find(|who| open(house, (*who, *who)) > Cents::ZERO).expect("someone owes something")
}

fn keep(house: &House, who: SubjectId, (stand_in, button): (&StandIn, &str)) -> KeptCardId {
    let mine = see_my_kept_card(house, &client(who, 0)).unwrap().unwrap();
    let id = keep_card(house, &client(who, 0), &mine.consent, "").unwrap();
    let row = see_my_kept_card(house, &client(who, 0)).unwrap().unwrap().card.unwrap();
    stand_in.press(row.page().unwrap().name.as_str(), button);
    ask_about_my_kept_card(house, &client(who, 0), id).unwrap();
    id
}

fn charge(house: &House, subject: SubjectId, once: &str) -> Result<CardState, Trouble<ChargeRefusal>> {
    let shown = open(house, (subject, subject));
    charge_card(house, &acting(BEA, Role::Biller), CardAsk { subject, side: Side::Therapy, shown }, once)
}

#[tokio::test]
async fn billing_charges_a_kept_card_once_while_its_consent_stands() {
    let (house, stand_in) = ground();
    act(move || {
        let who = who_owes(&house);
        let owed = open(&house, (who, who));
        assert!(matches!(charge(&house, who, ""), Err(Trouble::Refused(ChargeRefusal::NoCard))));
        let refused = keep_card(&house, &client(who, 0), "Yes", "");
        assert!(matches!(refused, Err(Trouble::Refused(KeepRefusal::OtherWords))));
        let card = keep(&house, who, (&stand_in, "pay"));
        let kept = see_my_kept_card(&house, &client(who, 0)).unwrap().unwrap().card.unwrap();
        assert!(kept.consent.contains("STEADY OFC* VISIT A for therapy and STEADY OFC* VISIT B"));
        let again = keep_card(&house, &client(who, 0), &kept.consent, "");
        assert!(matches!(again, Err(Trouble::Refused(KeepRefusal::OneIsKept))));
        for _ in 0..2 {
            let shown = CardAsk { subject: who, side: Side::Therapy, shown: owed };
            let charged = charge_card(&house, &acting(BEA, Role::Biller), shown, "one form").unwrap();
            assert!(matches!(charged, CardState::Paid { .. }));
        }
        assert_eq!((stand_in.taken_and_returned().0, open(&house, (who, who))), (1, Cents::ZERO));
        let by = therapy(&house, who, |ledger| ledger.payments().last().map(|payment| payment.by));
        assert_eq!(by, Some(TakenBy::Staff(BEA)));
        take_card_back(&house, &client(who, 1), card).unwrap();
        assert!(see_my_kept_card(&house, &client(who, 1)).unwrap().unwrap().card.is_none());
        assert!(matches!(charge(&house, who, ""), Err(Trouble::Refused(ChargeRefusal::NoCard))));
        let denied = charge_card(
            &house,
            &acting(PRIYA, Role::Desk),
            CardAsk { subject: who, side: Side::Therapy, shown: owed },
            "",
        );
        assert!(matches!(denied, Err(Trouble::Denied(_))));
    })
    .await;
}

#[tokio::test]
async fn a_declined_card_changes_nothing_in_the_ledger() {
    let (house, stand_in) = ground();
    act(move || {
        let who = who_owes(&house);
        let before = therapy(&house, who, TherapyLedger::clone);
        keep(&house, who, (&stand_in, "weak"));
        assert!(matches!(charge(&house, who, ""), Ok(CardState::Declined { .. })));
        assert_eq!(therapy(&house, who, TherapyLedger::clone), before);
    })
    .await;
}

#[tokio::test]
async fn a_partners_card_is_never_offered_for_what_is_joint() {
    let (house, stand_in) = ground();
    act(move || {
        keep(&house, CHRIS, (&stand_in, "pay"));
        let bea = acting(BEA, Role::Biller);
        assert!(see_cards_of(&house, &bea, CHRIS).unwrap().unwrap().kept.is_some());
        for whose in [PARKS, LEE] {
            assert!(see_cards_of(&house, &bea, whose).unwrap().unwrap().kept.is_none());
        }
        assert!(see_my_kept_card(&house, &client(LEE, 0)).unwrap().unwrap().card.is_none());
    })
    .await;
}

#[tokio::test]
async fn the_pages_say_what_is_agreed_to_and_billing_sees_the_words_of_the_statement() {
    let (house, stand_in) = ground();
    let site = WholeSite::of(&house, now());
    let who = {
        let house = house.clone();
        act(move || who_owes(&house)).await
    };
    let cookie = site.sign_in_client(who).await;
    assert!(site.read("/my/money", Some(&cookie)).await.contains("href=\"/my/money/kept-card\""));
    let page = site.read("/my/money/kept-card", Some(&cookie)).await;
    assert!(page.contains("I agree that") && page.contains("at any time"));
    {
        let (house, stand_in) = (house.clone(), stand_in.clone());
        act(move || keep(&house, who, (&stand_in, "pay"))).await
    };
    assert!(site.read("/my/money/kept-card", Some(&cookie)).await.contains("Visa that ends in 4242"));
    let bea = site.sign_in(BEA).await;
    let cards = site.read(&format!("/billing/{who}/cards"), Some(&bea)).await;
    assert!(cards.contains("4242") && cards.contains("STEADY OFC* VISIT A"), "{cards}");
}
