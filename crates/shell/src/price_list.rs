//! What the practice tells everybody about its packages and about missed visits, word for word the same on each page.

use maud::{Markup, html};
use money::package_offer::offers;
use money::side::Side;
use money::waiver::WaiveReason;
use terms::money::Cents;
use terms::practice::Practice;

/// Reasons to let a fee go that say no word of dosing, for whoever has nothing to do with it.
pub const WITHOUT_DOSING: [WaiveReason; 5] =
    [WaiveReason::Crisis, WaiveReason::Illness, WaiveReason::Hardship, WaiveReason::Mistake, WaiveReason::Goodwill];

/// The packages of these sides, therapy and dosing days apart; nothing where none is sold.
pub fn packages(practice: &Practice, sides: &[Side]) -> Markup {
    let is_told = |side: &&Side| **side == Side::Therapy || practice.attends_dosing;
    let lists = sides.iter().filter(is_told).map(|side| (*side, offers(&practice.packages, *side)));
    let lists: Vec<_> = lists.filter(|(_, list)| !list.is_empty()).collect();
    html! {
        @if !lists.is_empty() {
            section.stack aria-labelledby="packages" {
                h2 #packages { "Packages" }
                p { "A package is paid in advance, for visits to come. It is private pay: none of its visits goes to an insurer. When you stop, what is left goes back to you whole." }
                @for (side, list) in lists {
                    @match side {
                        Side::Therapy => {},
                        Side::Dosing => { h3 { "Attended dosing days" } p { "Apart from therapy, and never in one package with it." } },
                    }
                    (facts(list))
                }
            }
        }
    }
}

fn facts(list: &[terms::packages::PackageOffer]) -> Markup {
    html! { dl.facts.card { @for offer in list { dt { (offer.name) } dd { (offer.words()) } } } }
}

/// What a missed visit costs, and for which reasons it does not; nothing where the practice has told no fee.
pub fn missed_visit(practice: &Practice, reasons: &[WaiveReason]) -> Markup {
    let fee = practice.fees.missed_visit_cents;
    html! {
        @if fee > Cents::ZERO {
            section.stack aria-labelledby="missed" {
                h2 #missed { "If you miss a visit" }
                p { "A visit that you miss, or cancel less than " (practice.cancel_until_hours) " hours before, may cost " b { (fee) } ". We look at each by itself, and let it go for reasons such as these:" }
                ul { @for reason in reasons { li { (yours(*reason)) } } }
                p { "First conversations and integration visits never cost it. No insurance pays it, and if you have Medicaid you are never asked." }
            }
        }
    }
}

/// A reason, as it is told to whoever may need it.
fn yours(reason: WaiveReason) -> &'static str {
    match reason {
        WaiveReason::Crisis => "A crisis",
        WaiveReason::AfterDosing => "The days after a dosing day",
        WaiveReason::Illness => "Illness, weather, or someone to care for",
        WaiveReason::Hardship => "You can’t pay it: tell us",
        WaiveReason::Mistake => "It was charged by mistake",
        WaiveReason::Goodwill => "Something of ours went wrong",
    }
}

#[cfg(test)]
mod tests {
    use terms::packages::{PackageOffer, Packages};

    use super::*;

    fn practice(attends_dosing: bool) -> Practice {
        let offer = |name: &str| PackageOffer { name: name.to_owned(), visits: 4, price_cents: Cents(60_000) };
        let packages = Packages { therapy: vec![offer("Four <visits>")], dosing: vec![offer("Four days")] };
        Practice { attends_dosing, packages, ..Practice::blank() }
    }

    #[test]
    fn packages_stand_apart_and_those_of_dosing_days_only_where_they_are_attended() {
        let page = packages(&practice(true), &Side::ALL).into_string();
        for words in
            ["Four &lt;visits&gt;", "4 visits, $600.00, which is $150.00 each", "Attended dosing days", "Four days"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!packages(&practice(false), &Side::ALL).into_string().contains("Four days"));
        assert!(!packages(&practice(true), &[Side::Therapy]).into_string().contains("osing"));
        assert_eq!(packages(&Practice::blank(), &Side::ALL).into_string(), "");
    }

    #[test]
    fn a_fee_for_missed_visits_is_told_with_every_reason_to_let_it_go() {
        let mut told = practice(false);
        assert_eq!(missed_visit(&told, &WaiveReason::ALL).into_string(), "");
        told.fees.missed_visit_cents = Cents(7_500);
        let page = missed_visit(&told, &WaiveReason::ALL).into_string();
        assert!(page.contains("$75.00") && page.contains("24 hours") && page.contains("Medicaid"), "{page}");
        assert_eq!(page.matches("<li>").count(), WaiveReason::ALL.len());
        assert!(!missed_visit(&told, &WITHOUT_DOSING).into_string().contains("osing"));
    }
}
