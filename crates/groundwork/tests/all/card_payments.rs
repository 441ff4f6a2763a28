//! A card payment from the button to the ledger: with a processor that is told twice, late, or not at all, and with others
//! who say that they are it.

use std::sync::Arc;

use actions::ask_card::{CardAsk, CardRefusal, ask_card, see_what_to_pay};
use actions::house::House;
use actions::look_after_cards::{CardRounds, look_after_cards};
use actions::return_to_card::{NotReturned, ToReturn, return_to_card};
use actions::see_account::see_account;
use actions::see_my_card::see_my_card;
use actions::take_payment::{Paid, take_payment};
use groundwork::card_stand_in::StandIn;
use jiff::SignedDuration;
use money::card_payment::{AskRefusal, CardState};
use money::card_processor::CardTrouble;
use money::card_refund::{ReturnRefusal, ReturnState};
use money::ledger::TherapyLedger;
use money::payment::{PaidBy, TakenBy};
use money::refund::{RefundOf, RefundRefusal};
use money::side::Side;
use post::stripe::Stripe;
use post::stripe::event::sign;
use record::record::{Record, Storage};
use shell::act::act;
use terms::actor::{Actor, ClientIn, Context, Role};
use terms::ids::{CardPaymentId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::Trouble;
use testkit::cast::{BEA, CHRIS, DANA, LEE, PARKS, PRIYA};
use testkit::ground::{acting, now, record};
use testkit::practice::practice;
use testkit::seed::seed;

use crate::card_adapter::started;
use crate::whole_site::WholeSite;

/// A house on this record that takes cards with this processor.
pub fn house_on(record: &Record, stand_in: &StandIn) -> House {
    let house = House::new(record.clone(), practice(), "http://localhost".to_owned());
    house.take_cards(Arc::new(Stripe::new(stand_in.settings()).unwrap()));
    house
}

/// A practice with a stand-in for its processor.
pub fn ground() -> (House, StandIn) {
    let stand_in = started();
    (house_on(&told(), &stand_in), stand_in)
}

/// The record of a whole practice.
fn told() -> Record {
    let record = record(&Storage::Memory);
    seed(&record, &practice(), now()).unwrap();
    record
}

pub fn client(subject: SubjectId, minutes: i64) -> Context {
    let at = now() + SignedDuration::from_mins(minutes);
    Context { actor: Actor::Client(ClientIn { subject, signed_in_at: now() }), now: at }
}

/// What a client has to pay for therapy.
pub fn open(house: &House, (who, subject): (SubjectId, SubjectId)) -> Cents {
    see_what_to_pay(house, &client(who, 0), (subject, Side::Therapy)).unwrap().unwrap().open_cents
}

pub fn therapy<T>(house: &House, subject: SubjectId, of: impl FnOnce(&TherapyLedger) -> T) -> T {
    of(see_account(house, &acting(BEA, Role::Biller), subject).unwrap().therapy())
}

/// A couple pays from its joint ledger; Chris is who pays.
fn ask(house: &House, minutes: i64, once: &str) -> CardPaymentId {
    let shown = open(house, (CHRIS, PARKS));
    let ask = CardAsk { subject: PARKS, side: Side::Therapy, shown };
    ask_card(house, &client(CHRIS, minutes), ask, once).unwrap()
}

fn state(house: &House, id: CardPaymentId) -> CardState {
    see_my_card(house, &client(CHRIS, 0), id).unwrap().payment.state
}

/// The processor's name for the page of a payment.
fn page(house: &House, id: CardPaymentId) -> String {
    let found = see_my_card(house, &client(CHRIS, 0), id).unwrap().payment;
    found.page().unwrap().name.as_str().to_owned()
}

fn value(text: &str, name: &str) -> String {
    let rest = text.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_client_sees_the_words_pays_there_and_only_the_processor_says_that_it_is_paid() {
    let (house, stand_in) = ground();
    let site = WholeSite::of(&house, now());
    let cookie = site.sign_in_client(CHRIS).await;
    let cookie = Some(cookie.as_str());
    let owed = {
        let house = house.clone();
        act(move || open(&house, (CHRIS, PARKS))).await
    };
    assert!(owed > Cents::ZERO);
    assert!(site.read("/my/money", cookie).await.contains(&format!("/my/money/pay/therapy?unit={PARKS}")));
    let look = site.read(&format!("/my/money/pay/therapy?unit={PARKS}"), cookie).await;
    assert!(look.contains("STEADY OFC* VISIT A") && look.contains(&owed.to_string()), "{look}");
    let dosing = site.read("/my/money/pay/dosing", cookie).await;
    assert!(!dosing.contains("VISIT A"));
    let form = [("once", value(&look, "once")), ("unit", value(&look, "unit")), ("shown", value(&look, "shown"))];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let there = site.post("/my/money/pay/therapy", cookie, &form).await.location().to_owned();
    // The same form sent twice leads to the same page, and so does pressing the button again.
    assert_eq!(site.post("/my/money/pay/therapy", cookie, &form).await.location(), there);
    let again = [("unit", form[1].1), ("shown", form[2].1), ("once", "another")];
    assert_eq!(site.post("/my/money/pay/therapy", cookie, &again).await.location(), there);
    assert_eq!(stand_in.asked().len(), 1);
    let waiting = site.read(&there, cookie).await;
    let pay = waiting.split("/pay/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(waiting.contains("Not paid yet") && waiting.contains("STEADY OFC* VISIT A"));
    // The partner sees that it was begun, and is not led on.
    let lee = site.sign_in_client(LEE).await;
    let partner = site.read(&there, Some(&lee)).await;
    assert!(partner.contains("Your partner has begun") && !partner.contains("/pay/"), "{partner}");
    stand_in.press(&pay, "decline");
    assert!(stand_in.press(&pay, "pay"));
    // Coming back says nothing by itself.
    assert!(site.read(&format!("{there}?paid=yes"), cookie).await.contains("Not paid yet"));
    let (signature, body) = stand_in.told().pop().unwrap();
    let forged = site.tell(("t=1,v1=00", &body)).await;
    assert_eq!(forged.status.as_u16(), 400);
    assert!(site.read(&there, cookie).await.contains("Not paid yet"));
    for _ in 0..3 {
        let heard = site.tell((&signature, &body)).await;
        assert_eq!((heard.status.as_u16(), heard.text().as_str()), (200, "heard\n"));
    }
    assert!(site.read(&there, cookie).await.contains("<h1>Paid</h1>"));
    let (payments, owed_now) =
        act(move || therapy(&house, PARKS, |ledger| (ledger.payments().to_vec(), ledger.open_cents()))).await;
    let by_card: Vec<_> = payments.iter().filter(|paid| paid.by == TakenBy::Client { client: CHRIS }).collect();
    assert_eq!(by_card.iter().map(|paid| paid.amount_cents.0).sum::<i64>(), owed.0);
    assert_eq!(owed_now, Cents::ZERO);
}

#[tokio::test]
async fn what_was_paid_at_the_desk_meanwhile_is_held_for_the_client() {
    let (house, stand_in) = ground();
    act(move || {
        let id = ask(&house, 0, "");
        let owed = open(&house, (CHRIS, PARKS));
        stand_in.press(&page(&house, id), "pay");
        let (how, on) = (PaidBy::Check, house.today(now()));
        let paid = Paid { subject: PARKS, side: Side::Therapy, charge: None, amount_cents: owed, how, on };
        take_payment(&house, &acting(BEA, Role::Biller), paid, "").unwrap();
        let (signature, body) = stand_in.told().pop().unwrap();
        actions::hear_card::hear_card_event(&house, (&signature, &body), now()).unwrap();
        assert!(matches!(state(&house, id), CardState::Paid { .. }));
        assert_eq!(therapy(&house, PARKS, |ledger| (ledger.open_cents(), ledger.credit_cents())), (Cents::ZERO, owed));
        assert_eq!(open(&house, (CHRIS, PARKS)), Cents::ZERO);
        goes_back(&house, &stand_in, (id, owed));
    })
    .await;
}

/// What is held goes back to the card that it came from: once, and no more than came.
fn goes_back(house: &House, stand_in: &StandIn, (payment, held): (CardPaymentId, Cents)) {
    let back = |who, cents, once| {
        let (of, amount_cents, reason) = (RefundOf::Held, Cents(cents), Line::parse("Paid twice").unwrap());
        return_to_card(house, &who, &ToReturn { subject: PARKS, payment, of, amount_cents, reason }, once)
    };
    let bea = acting(BEA, Role::Biller);
    let more = back(bea, held.0 + 1, "");
    assert!(matches!(more, Err(Trouble::Refused(NotReturned::Payment(ReturnRefusal::MoreThanPaid)))));
    for _ in 0..2 {
        assert!(matches!(back(bea, held.0 - 100, "one form"), Ok(ReturnState::Sent { .. })));
    }
    assert_eq!(stand_in.taken_and_returned(), (1, 1));
    assert_eq!(therapy(house, PARKS, TherapyLedger::credit_cents), Cents(100));
    let negative = back(bea, -1, "");
    assert!(matches!(negative, Err(Trouble::Refused(NotReturned::Ledger(RefundRefusal::NotPositive)))));
    for (who, role) in [(PRIYA, Role::Desk), (DANA, Role::Therapist)] {
        assert!(matches!(back(acting(who, role), 100, ""), Err(Trouble::Denied(_))), "{role:?}");
    }
}

#[tokio::test]
async fn a_stop_between_asking_and_answer_and_a_lost_event_are_mended_by_the_clock() {
    let (stand_in, record) = (started(), told());
    act(move || {
        let nowhere = house_on(&record, &StandIn::new("http://127.0.0.1:9", groundwork::server::clock::Clock::System));
        let shown = open(&nowhere, (CHRIS, PARKS));
        let ask = CardAsk { subject: PARKS, side: Side::Therapy, shown };
        let refused = ask_card(&nowhere, &client(CHRIS, 0), ask, "");
        assert!(matches!(refused, Err(Trouble::Refused(CardRefusal::Processor(CardTrouble::NoAnswer(_))))));
        // Another server takes over.
        let house = house_on(&record, &stand_in);
        let mut rounds = CardRounds::default();
        let mut round = |minutes| look_after_cards(&house, &mut rounds, client(CHRIS, minutes).now).unwrap();
        round(0);
        round(9);
        assert_eq!(stand_in.asked().len(), 0, "it is not asked before ten minutes are over");
        round(10);
        assert_eq!(stand_in.asked().len(), 1);
        let session = "cs_test_standin1";
        assert!(stand_in.press(session, "pay"));
        round(15);
        assert_ne!(therapy(&house, PARKS, TherapyLedger::open_cents), Cents::ZERO);
        round(20);
        assert_eq!(therapy(&house, PARKS, TherapyLedger::open_cents), Cents::ZERO);
        let (_, body) = stand_in.told().pop().unwrap();
        let late = client(CHRIS, 21).now;
        let signature = sign(&stand_in.settings().webhook_secret, late, &body);
        actions::hear_card::hear_card_event(&house, (&signature, &body), late).unwrap();
        assert_eq!(therapy(&house, PARKS, TherapyLedger::credit_cents), Cents::ZERO);
    })
    .await;
}

#[tokio::test]
async fn a_page_on_which_nothing_is_paid_lapses_after_a_day_and_what_comes_later_is_taken_all_the_same() {
    let (house, stand_in) = ground();
    act(move || {
        let id = ask(&house, 0, "");
        let mut rounds = CardRounds::default();
        for (minutes, expected) in [(10, "asked"), (24 * 60 - 1, "asked"), (24 * 60 + 10, "lapsed")] {
            look_after_cards(&house, &mut rounds, client(CHRIS, minutes).now).unwrap();
            assert_eq!(state(&house, id).code(), expected, "{minutes}");
        }
        let asked = stand_in.asked().len();
        look_after_cards(&house, &mut rounds, client(CHRIS, 24 * 60 + 60).now).unwrap();
        assert_eq!(stand_in.asked().len(), asked, "what is over is not asked about");
        assert!(stand_in.press("cs_test_standin1", "pay"));
        let (signature, body) = stand_in.told().pop().unwrap();
        actions::hear_card::hear_card_event(&house, (&signature, &body), now()).unwrap();
        assert!(matches!(state(&house, id), CardState::Paid { .. }));
    })
    .await;
}

#[tokio::test]
async fn another_sum_another_account_or_another_payment_never_reaches_a_ledger() {
    let (house, stand_in) = ground();
    act(move || {
        let id = ask(&house, 0, "");
        let (owed, session) = (open(&house, (CHRIS, PARKS)), page(&house, id));
        let event = |(account, page, reference, cents, currency): (&str, &str, &str, i64, &str)| {
            format!(
                r#"{{"type":"checkout.session.completed"{account},"data":{{"object":{{"id":"{page}","mode":"payment",
                "client_reference_id":"{reference}","status":"complete","payment_status":"paid","amount_total":{cents},
                "currency":"{currency}","payment_intent":"pi_9"}}}}}}"#
            )
        };
        let ours = id.to_string();
        for (told, expected) in [
            ((r#","account":"acct_2""#, session.as_str(), ours.as_str(), owed.0, "usd"), "asked"),
            (("", "cs_test_other", &ours, owed.0, "usd"), "asked"),
            (("", &session, "bbbbbbbbbb", owed.0, "usd"), "asked"),
            (("", &session, "someone else's", owed.0, "usd"), "asked"),
            (("", &session, &ours, owed.0 - 1, "usd"), "unclear"),
        ] {
            let body = event(told);
            let signature = sign(&stand_in.settings().webhook_secret, now(), body.as_bytes());
            actions::hear_card::hear_card_event(&house, (&signature, body.as_bytes()), now()).unwrap();
            assert_eq!(state(&house, id).code(), expected, "{body}");
            assert_eq!(open(&house, (CHRIS, PARKS)), owed);
        }
        let other = ask(&house, 1, "");
        let body = event(("", &page(&house, other), &other.to_string(), owed.0, "eur"));
        let signature = sign(&stand_in.settings().webhook_secret, now(), body.as_bytes());
        actions::hear_card::hear_card_event(&house, (&signature, body.as_bytes()), now()).unwrap();
        assert_eq!((state(&house, other).code(), open(&house, (CHRIS, PARKS))), ("unclear", owed));
    })
    .await;
}

#[tokio::test]
async fn only_what_was_shown_and_is_theirs_can_be_paid() {
    let (house, _) = ground();
    act(move || {
        let shown = open(&house, (CHRIS, PARKS));
        let less = CardAsk { subject: PARKS, side: Side::Therapy, shown: Cents(shown.0 - 1) };
        let refused = ask_card(&house, &client(CHRIS, 0), less, "");
        assert!(matches!(refused, Err(Trouble::Refused(CardRefusal::Ask(AskRefusal::NotWhatIsOpen)))));
        for (who, subject) in [(CHRIS, LEE), (testkit::cast::ROWAN, PARKS)] {
            let ask = CardAsk { subject, side: Side::Therapy, shown };
            assert!(matches!(ask_card(&house, &client(who, 0), ask, ""), Err(Trouble::Denied(_))), "{who}");
        }
        // A new sum closes the page of the older one.
        let first = ask(&house, 0, "");
        let second = ask(&house, 61, "");
        assert_eq!(
            (first == second, state(&house, first).code(), state(&house, second).code()),
            (false, "lapsed", "asked")
        );
    })
    .await;
}
