//! A claim for the printed form CMS-1500 (02/12): what stands on it, and where. The form's own words are not ours and are
//! never printed; whoever sends a claim on paper prints onto the red form that they bought.
//!
//! The form is a grid of ten signs and six lines to the inch. What each box holds is said by the National Uniform Claim
//! Committee (1500 Claim Form Reference Instruction Manual, 02/12 version).

use jiff::civil::Date;
use terms::billing::BillingIdentity;
use terms::money::Cents;

use crate::payer::{InsurerKind, Payer, PlaceOfService};
use crate::prepared_claim::{ClaimLine, PreparedClaim, claim_number};
use crate::x12::professional::{Address, Frequency, InsurerSex, Person, Relation};

/// The most visits on one form; a claim of more goes on over the next one.
pub const MOST_LINES: usize = 6;

/// Something that stands on the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its line, from 1.
    pub line: u8,
    /// Its first column, from 1; the last one where it stands to the right.
    pub column: u8,
    /// What.
    pub text: String,
    /// Whether it ends at its column.
    pub is_right: bool,
}

/// What a form needs besides the claim.
#[derive(Clone, Copy, Debug)]
pub struct OnPaper<'a> {
    /// Who bills.
    pub practice: &'a BillingIdentity,
    /// The practice's public name, where it is enrolled under no other.
    pub name: &'a str,
    /// To whom it goes, for the address.
    pub payer: Option<&'a Payer>,
    /// What the client paid already; it stands on the first form.
    pub paid_by_client: Cents,
}

/// The forms of a claim, each with what stands on it.
pub fn paper_claim(claim: &PreparedClaim, on: &OnPaper<'_>) -> Vec<Vec<Field>> {
    let forms = claim.lines.chunks(MOST_LINES).enumerate();
    forms
        .map(|(place, lines)| {
            let paid = if place == 0 { on.paid_by_client } else { Cents::ZERO };
            let mut form = Form::default();
            form.insurance(claim, on);
            form.people(claim);
            form.treatment(claim, lines);
            form.sums(claim, lines, paid);
            form.practice(claim, on);
            form.0
        })
        .collect()
}

#[derive(Default)]
struct Form(Vec<Field>);

impl Form {
    /// Puts words of at most so many signs, in capitals and without the signs that readers of forms stumble on.
    fn put(&mut self, (line, column): (u8, u8), most: usize, text: &str) {
        let plain: String = text.chars().filter(|sign| !".#".contains(*sign)).flat_map(char::to_uppercase).collect();
        let text: String = plain.trim().chars().take(most).collect();
        if !text.is_empty() {
            self.0.push(Field { line, column, text, is_right: false });
        }
    }

    fn tick(&mut self, at: (u8, u8)) {
        self.put(at, 1, "X");
    }

    /// A date in three places: month, day, and the year in four digits.
    fn day(&mut self, line: u8, columns: [u8; 3], date: Date) {
        for (column, shape) in columns.into_iter().zip(["%m", "%d", "%Y"]) {
            self.put((line, column), 4, &date.strftime(shape).to_string());
        }
    }

    /// An amount: dollars that end at a column, and the cents two columns on.
    fn amount(&mut self, (line, dollars): (u8, u8), cents: Cents) {
        let text = (cents.0 / 100).to_string();
        self.0.push(Field { line, column: dollars, text, is_right: true });
        self.put((line, dollars + 2), 2, &format!("{:02}", cents.0 % 100));
    }

    /// Boxes 1, 1a, 11, 11c, 11d, and the payer's address at the top.
    fn insurance(&mut self, claim: &PreparedClaim, on: &OnPaper<'_>) {
        let insured = &claim.insured;
        self.put((2, 41), 31, &insured.payer);
        let address = on.payer.and_then(|payer| payer.terms.claims_address.as_ref());
        let address = address.map_or("", |address| address.as_str());
        let (street, place) = address.split_once(", ").unwrap_or((address, ""));
        self.put((4, 41), 31, street);
        self.put((5, 41), 31, place);
        let kind = match insured.plan {
            InsurerKind::MedicareB => 1,
            InsurerKind::Medicaid => 8,
            InsurerKind::Tricare => 15,
            // A group health plan, where the card names a group; whatever else is "other".
            InsurerKind::Commercial
            | InsurerKind::BlueCross
            | InsurerKind::Hmo
            | InsurerKind::Ppo
            | InsurerKind::Unsure => {
                if insured.group.is_some() {
                    31
                } else {
                    45
                }
            }
        };
        self.tick((8, kind));
        self.put((8, 50), 29, &insured.member);
        self.put((18, 50), 30, insured.group.as_deref().unwrap_or_default());
        self.put((24, 50), 30, &insured.payer);
        self.tick((26, 57));
    }

    /// Boxes 2 to 7, 10a to c, 11a, 12 and 13.
    fn people(&mut self, claim: &PreparedClaim) {
        let holder = &claim.insured.holder;
        let client = claim.dependent.as_ref().unwrap_or(holder);
        self.put((10, 1), 28, &full_name(client));
        self.day(10, [31, 34, 37], client.born);
        self.sex((10, [42, 47]), client.sex);
        self.put((10, 50), 28, &full_name(holder));
        self.address(1, [26, 1], &client.address);
        self.tick((12, relation_column(claim.insured.relation)));
        self.address(50, [74, 50], &holder.address);
        for line in [20, 22, 24] {
            self.tick((line, 41));
        }
        self.day(20, [53, 56, 59], holder.born);
        self.sex((20, [68, 75]), holder.sex);
        self.put((29, 7), 17, "Signature on file");
        self.put((29, 55), 17, "Signature on file");
    }

    fn sex(&mut self, (line, [male, female]): (u8, [u8; 2]), sex: InsurerSex) {
        match sex {
            InsurerSex::Male => self.tick((line, male)),
            InsurerSex::Female => self.tick((line, female)),
            InsurerSex::Unsaid => {}
        }
    }

    fn address(&mut self, column: u8, [state, zip]: [u8; 2], address: &Address) {
        self.put((12, column), 28, &address.street);
        self.put((14, column), 20, &address.city);
        self.put((14, state), 2, &address.state);
        self.put((16, zip), 10, &address.zip);
    }

    /// Boxes 20 to 24.
    fn treatment(&mut self, claim: &PreparedClaim, lines: &[ClaimLine]) {
        self.tick((36, 57));
        self.put((37, 42), 1, "0");
        for (place, code) in (0..).zip(claim.diagnoses.iter().take(12)) {
            self.put((38 + place / 4, 3 + 13 * (place % 4)), 8, code.as_str());
        }
        if claim.frequency != Frequency::Original {
            self.put((38, 50), 10, claim.frequency.code());
            self.put((38, 62), 15, claim.earlier.as_ref().map_or("", |(_, theirs)| theirs.as_str()));
        }
        self.put((40, 50), 28, claim.authorization.as_deref().unwrap_or_default());
        let pointers: String = ('A'..='D').take(claim.diagnoses.len()).collect();
        for (place, visit) in (0..).zip(lines) {
            let line = 44 + 2 * place;
            for columns in [[1, 4, 7], [10, 13, 16]] {
                for (column, shape) in columns.into_iter().zip(["%m", "%d", "%y"]) {
                    self.put((line, column), 2, &visit.date.strftime(shape).to_string());
                }
            }
            self.put((line, 19), 2, claim.place.code());
            self.put((line, 25), 7, &visit.code.to_string());
            self.put((line, 33), 2, visit.modifier.on_a_claim());
            self.put((line, 45), 4, &pointers);
            self.amount((line, 54), visit.charge_cents);
            self.put((line, 59), 3, &visit.units.to_string());
            self.put((line, 68), 10, &claim.rendering.npi.to_string());
        }
    }

    /// Boxes 26 to 29. A form that goes on over another stands alone, with its own sums.
    fn sums(&mut self, claim: &PreparedClaim, lines: &[ClaimLine], paid: Cents) {
        self.put((56, 23), 15, &claim_number(claim.id));
        self.tick((56, 38));
        self.amount((56, 56), Cents(lines.iter().map(|line| line.charge_cents.0).sum()));
        self.amount((56, 66), paid);
    }

    /// Boxes 25, 31, 32 and 33. Where a visit was by video, it was held in no place of ours.
    fn practice(&mut self, claim: &PreparedClaim, on: &OnPaper<'_>) {
        let practice = on.practice;
        let name = if practice.name.is_empty() { on.name } else { &practice.name };
        self.put((56, 1), 15, &practice.tax_id);
        self.tick((56, 19));
        let (area, rest) = practice.phone.split_at_checked(3).unwrap_or_default();
        self.put((57, 66), 3, area);
        self.put((57, 70), 7, rest);
        let town = format!("{} {} {}", practice.city, practice.state, practice.zip);
        let npi = practice.npi.map(|npi| npi.to_string()).unwrap_or_default();
        let places: &[u8] = if claim.place == PlaceOfService::Office { &[23, 50] } else { &[50] };
        for column in places {
            self.put((58, *column), 26, name);
            self.put((59, *column), 26, &practice.street);
            self.put((60, *column), 26, &town);
            self.put((61, *column), 10, &npi);
        }
        self.put((60, 1), 21, &format!("{} {}", claim.rendering.first, claim.rendering.last));
    }
}

fn relation_column(relation: Relation) -> u8 {
    match relation {
        Relation::Own => 33,
        Relation::Spouse => 38,
        Relation::Child => 42,
        Relation::Other => 47,
    }
}

/// "KELLER, ROWAN".
fn full_name(person: &Person) -> String {
    format!("{}, {}", person.last, person.first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use terms::folder::Folder;
    use terms::npi::Npi;
    use terms::visit_kind::VisitKind;

    use super::*;
    use crate::claims_life::{allowed, ask, charge, treated};
    use crate::ledger::TherapyLedger;
    use crate::made_up::payer;
    use crate::prepare_claim::{ClaimAsk, prepare_claim};

    const LETTERS: [char; 9] = ['a', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k'];

    fn practice() -> BillingIdentity {
        let text = str::to_owned;
        BillingIdentity {
            npi: Npi::parse("1234567893").ok(),
            tax_id: text("123456789"),
            street: text("100 Example St."),
            city: text("Lakewood"),
            state: text("CO"),
            zip: text("802260000"),
            phone: text("3035550100"),
            ..BillingIdentity::default()
        }
    }

    /// A claim of so many visits of fifty minutes.
    fn claim(visits: usize, change: impl Fn(&mut ClaimAsk)) -> PreparedClaim {
        let letters = &LETTERS[..visits];
        let charges = letters.iter().map(|letter| charge(*letter, treated(VisitKind::Therapy, 50)));
        let ledger = charges.fold(TherapyLedger::default(), TherapyLedger::with);
        let mut asked = ask('m', letters);
        change(&mut asked);
        let ledger = ledger.clone().with(prepare_claim(&ledger, &allowed(), asked).unwrap());
        ledger.claims().all()[0].prepared.clone()
    }

    fn forms(claim: &PreparedClaim) -> Vec<Vec<Field>> {
        let (practice, payer) = (practice(), payer());
        let paid_by_client = Cents(3_000);
        paper_claim(
            claim,
            &OnPaper { practice: &practice, name: "Example Practice", payer: Some(&payer), paid_by_client },
        )
    }

    fn at(form: &[Field], line: u8, column: u8) -> Option<&str> {
        form.iter().find(|field| (field.line, field.column) == (line, column)).map(|field| field.text.as_str())
    }

    #[test]
    fn each_box_holds_its_own() {
        let form = &forms(&claim(1, |_| {}))[0];
        for (line, column, expected) in [
            (2, 41, Some("EXAMPLE HEALTH PLAN")),
            (8, 45, Some("X")),
            (8, 50, Some("MEMB000123")),
            (10, 1, Some("KELLER, ROWAN")),
            (10, 31, Some("04")),
            (10, 37, Some("1985")),
            (10, 42, None),
            (12, 33, Some("X")),
            (14, 26, Some("CO")),
            (37, 42, Some("0")),
            (38, 3, Some("F4321")),
            (38, 50, None),
            (44, 1, Some("06")),
            (44, 7, Some("26")),
            (44, 19, Some("10")),
            (44, 25, Some("90834")),
            (44, 33, Some("95")),
            (44, 45, Some("A")),
            (44, 54, Some("165")),
            (44, 56, Some("00")),
            (44, 68, Some("1558598797")),
            (56, 1, Some("123456789")),
            (56, 23, Some("MMMMMMMMMM")),
            (56, 56, Some("165")),
            (56, 66, Some("30")),
            // By video at home there is no place of ours.
            (58, 23, None),
            (58, 50, Some("EXAMPLE PRACTICE")),
            (59, 50, Some("100 EXAMPLE ST")),
            (61, 50, Some("1234567893")),
        ] {
            assert_eq!(at(form, line, column), expected, "line {line}, column {column}");
        }
    }

    #[test]
    fn a_form_holds_six_visits_and_the_next_stands_alone() {
        let forms = forms(&claim(8, |_| {}));
        assert_eq!(forms.len(), 2);
        assert_eq!((at(&forms[0], 56, 56), at(&forms[0], 56, 66)), (Some("990"), Some("30")));
        assert_eq!((at(&forms[1], 56, 56), at(&forms[1], 56, 66)), (Some("330"), Some("0")));
        assert_eq!((at(&forms[0], 54, 25), at(&forms[1], 48, 25)), (Some("90834"), None));
    }

    proptest! {
        #[test]
        fn nothing_stands_over_another_or_leaves_the_form(
            last in "\\PC{0,60}", street in "\\PC{0,80}", visits in 1..9_usize, held in 0..2_usize,
        ) {
            let claim = claim(visits, |asked| {
                asked.holder.last.clone_from(&last);
                asked.holder.address.street.clone_from(&street);
                asked.setting = [crate::payer::Setting::InPerson, crate::payer::Setting::VideoHome][held];
            });
            for form in forms(&claim) {
                let mut taken = std::collections::HashSet::new();
                for field in form {
                    let length = u8::try_from(field.text.chars().count()).unwrap();
                    let first = if field.is_right { field.column + 1 - length } else { field.column };
                    prop_assert!((1..=62).contains(&field.line) && first >= 1 && first + length <= 81, "{:?}", field);
                    for column in first..first + length {
                        prop_assert!(taken.insert((field.line, column)), "{:?}", field);
                    }
                }
            }
        }
    }
}
