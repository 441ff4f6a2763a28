//! The way to the card processor, against the stand-in that follows its interface, and against servers that are slow,
//! broken or rude.

use std::future::pending;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::thread;
use std::time::Duration;

use groundwork::card_stand_in::StandIn;
use groundwork::server::accept::{bind, serve};
use groundwork::server::clock::Clock;
use groundwork::server::limits::Limits;
use money::card_processor::{
    CardEvent, CardProcessor, CardTrouble, PageSeen, ProcessorRef, SumPaid, SumToCharge, SumToPay, SumToReturn, ToKeep,
    WhyDeclined,
};
use money::side::Side;
use post::stripe::Stripe;
use post::stripe::settings::StripeSettings;
use shell::act::act;
use terms::ids::{CardPaymentId, Id, KeptCardId};
use terms::money::Cents;
use testkit::ground::now;

/// A stand-in behind a socket of its own, whose clock stands.
pub fn started() -> StandIn {
    let listener = bind(0).unwrap();
    let stand_in = StandIn::new(&format!("http://{}", listener.local_addr().unwrap()), Clock::Still(now()));
    tokio::spawn(serve(listener, stand_in.router(), Limits::default(), pending()));
    stand_in
}

fn id(letter: char) -> Id {
    letter.to_string().repeat(10).parse().unwrap()
}

fn sum(letter: char) -> SumToPay<'static> {
    SumToPay {
        id: CardPaymentId(id(letter)),
        side: Side::Therapy,
        amount_cents: Cents(16_500),
        named: "Lake Street office",
        back: "http://localhost/my/money",
    }
}

fn paid(seen: &PageSeen) -> &SumPaid {
    let PageSeen::Paid(sum) = seen else { panic!("{seen:?}") };
    sum
}

#[tokio::test]
async fn a_page_is_opened_once_paid_once_and_told_of() {
    let stand_in = started();
    let stripe = Stripe::new(stand_in.settings()).unwrap();
    act(move || {
        let page = stripe.open_page(&sum('a')).unwrap();
        assert_eq!(stripe.open_page(&sum('a')).unwrap(), page);
        assert_eq!(stripe.look(&page.name), Ok(PageSeen::Open));
        // Another sum under the same word is a mistake of ours, and is not asked for.
        let other = SumToPay { amount_cents: Cents(1_000), ..sum('a') };
        assert!(matches!(stripe.open_page(&other), Err(CardTrouble::Refused(_))));
        assert!(stand_in.press(page.name.as_str(), "decline") && stand_in.told().is_empty());
        assert!(stand_in.press(page.name.as_str(), "pay") && !stand_in.press(page.name.as_str(), "pay"));
        let seen = stripe.look(&page.name).unwrap();
        assert_eq!((paid(&seen).amount_cents, paid(&seen).is_dollars), (Cents(16_500), true));
        let [(signature, body)] = &stand_in.told()[..] else { panic!("one event") };
        let event = stripe.read_event(signature, body, now()).unwrap();
        assert_eq!(event, CardEvent::Page(CardPaymentId(id('a')), page.name.clone(), seen));
        assert!(stripe.close_page(&page.name).is_err());
        let other = stripe.open_page(&sum('b')).unwrap();
        stripe.close_page(&other.name).unwrap();
        assert_eq!(stripe.look(&other.name), Ok(PageSeen::Over));
        assert!(!stand_in.press(other.name.as_str(), "pay"));
        assert_eq!(stripe.prefixes(), Ok((Some("STEADY OFC".to_owned()), "STEADY OFC")));
    })
    .await;
}

#[tokio::test]
async fn a_kept_card_is_charged_once_for_each_word_until_it_is_let_go() {
    let stand_in = started();
    let stripe = Stripe::new(stand_in.settings()).unwrap();
    act(move || {
        let keep = |letter, button| {
            let keeping = ToKeep { id: KeptCardId(id(letter)), back: "http://localhost/my/money" };
            let page = stripe.open_keeping(&keeping).unwrap();
            assert_eq!(stripe.look_at_kept(&page.name), Ok(None));
            stand_in.press(page.name.as_str(), button);
            stripe.look_at_kept(&page.name).unwrap().unwrap()
        };
        let (card, weak) = (keep('a', "pay"), keep('b', "weak"));
        assert_eq!((card.brand.as_str(), card.last_four.as_str(), card.until_year), ("visa", "4242", 2031));
        let charge = |letter, card: &money::card_processor::CardKept| {
            stripe.charge(&SumToCharge {
                id: CardPaymentId(id(letter)),
                side: Side::Dosing,
                amount_cents: Cents(60_000),
                customer: &card.customer,
                method: &card.method,
            })
        };
        let first = charge('c', &card).unwrap();
        assert_eq!((charge('c', &card).unwrap(), stand_in.taken_and_returned()), (first.clone(), (1, 0)));
        assert_eq!(charge('d', &weak), Err(CardTrouble::Declined(WhyDeclined::Other)));
        let back =
            |once, cents| stripe.refund(&SumToReturn { once, payment: &first.payment, amount_cents: Cents(cents) });
        assert_eq!((back("r1", 20_000), back("r1", 20_000), stand_in.taken_and_returned().1), (Ok(()), Ok(()), 1));
        assert!(matches!(back("r2", 40_001), Err(CardTrouble::Refused(_))));
        assert_eq!((stripe.forget(&card.method), stripe.forget(&card.method)), (Ok(()), Ok(())));
        assert!(matches!(charge('e', &card), Err(CardTrouble::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn the_processor_gets_an_amount_a_discreet_name_and_the_words_for_the_statement() {
    let stand_in = started();
    let stripe = Stripe::new(stand_in.settings()).unwrap();
    let asked = act(move || {
        stripe.open_page(&sum('a')).unwrap();
        stripe.open_page(&SumToPay { side: Side::Dosing, ..sum('b') }).unwrap();
        stand_in.asked()
    })
    .await;
    for (asked, words) in asked.iter().zip(["VISIT A", "VISIT B"]) {
        assert!(
            asked.contains(&format!("\"payment_intent_data[statement_descriptor_suffix]\", \"{words}\"")),
            "{asked}"
        );
        let asked = asked.to_lowercase();
        for telling in ["ketamin", "therap", "dosing", "email", "rowan", "description"] {
            assert!(!asked.contains(telling), "{asked}");
        }
    }
}

/// A server that says these bytes to each question and hangs up, or is silent.
fn rude(says: Option<Vec<u8>>) -> Stripe {
    saying(move |_| says.clone())
}

/// The same, by how many were asked before.
fn saying(says: impl Fn(usize) -> Option<Vec<u8>> + Send + 'static) -> Stripe {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for (before, stream) in listener.incoming().enumerate() {
            let (mut stream, says) = (stream.unwrap(), says(before));
            thread::spawn(move || {
                let mut heard = [0; 4_096];
                let _ = stream.read(&mut heard);
                match says {
                    Some(says) => {
                        let _ = stream.write_all(&says).and_then(|()| stream.shutdown(Shutdown::Write));
                        // Whatever else is asked is heard out, so that the answer is not lost with the connection.
                        let _ = stream.read_to_end(&mut Vec::new());
                    }
                    None => thread::sleep(Duration::from_secs(5)),
                }
            });
        }
    });
    let settings = StripeSettings { address, ..StandIn::new("", Clock::System).settings() };
    Stripe::new(settings).unwrap().within(Duration::from_millis(700))
}

fn told(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nlocation: http://127.0.0.1:9/\r\n\r\n{body}").into_bytes()
}

#[test]
fn what_is_asked_for_twice_at_the_same_moment_gets_the_first_ones_answer() {
    let page = r#"{"id":"cs_1","status":"open","payment_status":"unpaid","url":"http://127.0.0.1:9/pay/cs_1"}"#;
    let busy = r#"{"error":{"type":"idempotency_error","code":"idempotency_key_in_use"}}"#;
    let stripe = saying(move |before| Some(if before < 3 { told("409 Busy", busy) } else { told("200 OK", page) }));
    assert_eq!(stripe.open_page(&sum('a')).unwrap().name.as_str(), "cs_1");
}

#[test]
fn whatever_a_server_says_it_is_a_no_or_no_answer_and_never_a_yes() {
    let whole = told("200 OK", r#"{"id":"pi_1","status":"succeeded","amount_received":100,"currency":"usd"}"#);
    let no_answer = |why: &str| Err(CardTrouble::NoAnswer(why.to_owned()));
    let refused = |why: &str| Err(CardTrouble::Refused(why.to_owned()));
    let huge = format!(r#"{{"id":"{}"}}"#, "x".repeat(300_000));
    let name = |text| ProcessorRef::parse(text).unwrap();
    let sum = SumPaid { amount_cents: Cents(100), is_dollars: true, payment: name("pi_1") };
    for (says, expected) in [
        (Some(whole.clone()), Ok(sum)),
        (Some(whole[..whole.len() - 9].to_vec()), no_answer("the connection broke")),
        (Some(whole[..20].to_vec()), no_answer("the connection broke")),
        (Some(Vec::new()), no_answer("the connection broke")),
        (Some(b"SSH-2.0-x\r\n".to_vec()), no_answer("the connection broke")),
        (None, no_answer("no answer in time")),
        (Some(told("500 Oops", "{}")), no_answer("the processor says 500")),
        (Some(told("503 Oops", "<html>")), no_answer("the processor says 503")),
        (Some(told("429 Slow", "{}")), no_answer("the processor says 429")),
        (Some(told("409 Busy", "{}")), no_answer("the processor says 409")),
        (Some(told("200 OK", "<html>")), no_answer("an answer that we can't read")),
        (Some(told("200 OK", r#"{"id":"pi_1","status":"dreaming"}"#)), no_answer("a payment that is under way")),
        (
            Some(told("200 OK", r#"{"id":"../x","status":"succeeded","amount_received":1,"currency":"usd"}"#)),
            no_answer("a payment without a sum"),
        ),
        (Some(told("200 OK", &huge)), no_answer("an answer that is too large")),
        (Some(told("302 Over there", "")), refused("302")),
        (Some(told("401 No", r#"{"error":{"type":"invalid_request_error","code":"Rowan <b>"}}"#)), refused("401")),
        (
            Some(told("402 No", r#"{"error":{"type":"card_error","code":"authentication_required"}}"#)),
            Err(CardTrouble::Declined(WhyDeclined::WantsClient)),
        ),
    ] {
        let stripe = rude(says.clone());
        let charged = stripe.charge(&SumToCharge {
            id: CardPaymentId(id('a')),
            side: Side::Therapy,
            amount_cents: Cents(100),
            customer: &name("cus_1"),
            method: &name("pm_1"),
        });
        let says = says.map(|says| String::from_utf8_lossy(&says[..says.len().min(60)]).into_owned());
        assert_eq!(charged, expected, "{says:?}");
    }
}
