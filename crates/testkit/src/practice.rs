//! What the practice of the tests says of itself; the demo reads the files in `content/` instead.

use terms::billing::{BillingIdentity, Sends};
use terms::fees_beside::FeesBeside;
use terms::money::Cents;
use terms::npi::{Npi, Taxonomy};
use terms::packages::{PackageOffer, Packages};
use terms::practice::{Fees, Practice};

/// The practice of the tests.
pub fn practice() -> Practice {
    Practice {
        name: "Intima Couples and Sex Therapy".to_owned(),
        short_name: "Intima".to_owned(),
        tagline: "Couples and Sex Therapy".to_owned(),
        place: "Lakewood, Colorado".to_owned(),
        street: String::new(),
        phone_dial: "+13035550142".to_owned(),
        phone: "(303) 555-0142".to_owned(),
        email: "hello@example.org".to_owned(),
        phone_hours: "Monday to Friday, 9 to 5 Mountain Time".to_owned(),
        reply_within: "two business days".to_owned(),
        reply_within_hours: 48,
        time_zone: "America/Denver".to_owned(),
        quick_exit: "https://weather.gov".to_owned(),
        offer_hold_hours: 48,
        first_conversation_min: 20,
        board: "State licensing board, 1600 Example Avenue, Denver, Colorado, (303) 555-0190".to_owned(),
        earlier_npi: String::new(),
        earlier_tax_id: String::new(),
        billing: billing(),
        integration_from_days: 1,
        integration_until_days: 3,
        cancel_until_hours: 24,
        alert_within_hours: 4,
        attends_dosing: true,
        nervous_words: terms::practice::NervousWords::default(),
        days_after: terms::practice::DaysAfter::default(),
        fees: Fees {
            first_conversation_cents: Cents::ZERO,
            short_visit_cents: Cents(12_000),
            visit_cents: Cents(16_500),
            long_visit_cents: Cents(19_500),
            attended_dosing_cents: Cents(40_000),
            missed_visit_cents: Cents(7_500),
            beside: FeesBeside {
                crisis_cents: Cents(21_000),
                crisis_more_cents: Cents(9_500),
                complex_cents: Cents(1_500),
                measure_cents: Cents(600),
            },
        },
        packages: Packages {
            therapy: vec![PackageOffer { name: "Four visits".to_owned(), visits: 4, price_cents: Cents(60_000) }],
            dosing: Vec::new(),
        },
        local_lines: Vec::new(),
        other_places: Vec::new(),
        ..Practice::blank()
    }
}

/// How insurers would know it.
pub fn billing() -> BillingIdentity {
    let text = str::to_owned;
    BillingIdentity {
        name: String::new(),
        npi: Npi::parse("1234567893").ok(),
        taxonomy: Taxonomy::parse("106H00000X").ok(),
        tax_id: text("123456789"),
        street: text("1200 Example Street"),
        city: text("Lakewood"),
        state: text("CO"),
        zip: text("802260000"),
        contact: text("Bea Lindgren"),
        phone: text("3035550142"),
        submitter: text("SUBMITID01"),
        carrier: text("Example Clearinghouse"),
        carrier_number: text("RECVID01"),
        sends: Sends::Trial,
    }
}
