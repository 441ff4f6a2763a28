//! What an insurer answers about someone's insurance (271, ASC X12 005010X279A1), as it stands in the file.

use jiff::civil::Date;
use terms::money::Cents;
use terms::words;

use crate::x12::eligibility_ask::ELIGIBILITY_VERSION;
use crate::x12::envelope::{Set, read_interchange};
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::segment::{Segment, date};

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EligibilityAnswer {
    /// Our own word for the question.
    pub trace: Option<String>,
    /// The payer's name.
    pub payer: String,
    /// The member's number, as the payer has it.
    pub member: String,
    /// Why the question was not answered, where it was not.
    pub refusals: Vec<AskRefusal>,
    /// What the insurance comes to.
    pub benefits: Vec<Benefit>,
    /// When the plan began and ends, where that is said.
    pub plan_days: Vec<(String, Date, Option<Date>)>,
}

/// Why a question was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskRefusal {
    /// The reason's code: 72 for a member number that is missing or wrong, and so on.
    pub reason: String,
    /// What may be done: C for correct and ask again, and so on.
    pub follow_up: String,
}

/// One statement about an insurance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// What it states.
    pub what: BenefitKind,
    /// For one person or the family: "IND", "FAM".
    pub level: String,
    /// For which kinds of services: "30", "MH".
    pub services: Vec<String>,
    /// The plan's name, where it is said.
    pub plan: String,
    /// For which time: 23 a year, 29 what remains of it, 27 a visit.
    pub period: String,
    /// How much.
    pub amount_cents: Option<Cents>,
    /// Which share, in hundredths of a percent: 2,000 is a fifth.
    pub share: Option<u32>,
    /// How many visits or days.
    pub quantity: Option<u32>,
    /// Whether it must be allowed before: "Y", "N", "U".
    pub authorization: String,
    /// Inside the network or outside: "Y", "N", "W" for both.
    pub in_network: String,
    /// Words of the payer.
    pub messages: Vec<String>,
    /// Who else is named: another payer for mental health, for one.
    pub others: Vec<OtherParty>,
}

/// Someone else whom a statement names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherParty {
    /// As what: "PR" a payer, "X3" whoever manages care, "VN" a vendor.
    pub role: String,
    /// The name.
    pub name: String,
    /// The number, if there is one.
    pub number: String,
    /// A phone, if there is one.
    pub phone: String,
}

words! {
    /// What is stated of an insurance.
    BenefitKind {
        Active = "1", "Active";
        ActiveFullRisk = "2", "Active, full risk capitation";
        ActiveServices = "3", "Active, services capitated";
        ActivePrimary = "4", "Active, services capitated to primary care";
        ActivePending = "5", "Active, pending investigation";
        Inactive = "6", "Inactive";
        InactivePendingUpdate = "7", "Inactive, pending an update";
        InactivePending = "8", "Inactive, pending investigation";
        CoInsurance = "A", "Coinsurance";
        CoPayment = "B", "Copayment";
        Deductible = "C", "Deductible";
        CoverageBasis = "CB", "Coverage basis";
        Description = "D", "Benefit description";
        Exclusions = "E", "Exclusions";
        Limitations = "F", "Limit";
        OutOfPocket = "G", "Most out of pocket";
        Unlimited = "H", "Unlimited";
        NonCovered = "I", "Not covered";
        CostContainment = "J", "Cost containment";
        Reserve = "K", "Reserve";
        PrimaryCare = "L", "Primary care provider";
        Preexisting = "M", "Preexisting condition";
        CareCoordinator = "MC", "Managed care coordinator";
        RestrictedTo = "N", "Services restricted to a provider";
        NotMedicallyNecessary = "O", "Not deemed necessary";
        Disclaimer = "P", "Disclaimer";
        SecondOpinion = "Q", "Second opinion required";
        OtherPayer = "R", "Another payer besides";
        PriorYear = "S", "Prior year history";
        CardLost = "T", "Card reported lost or stolen";
        ContactOther = "U", "Ask the following party";
        CannotProcess = "V", "Cannot process";
        OtherSource = "W", "Another source of data";
        HealthCareFacility = "X", "Health care facility";
        SpendDown = "Y", "Spend down";
    }
}

impl BenefitKind {
    /// Whether it says that the insurance stands.
    pub fn is_active(self) -> bool {
        matches!(
            self,
            Self::Active | Self::ActiveFullRisk | Self::ActiveServices | Self::ActivePrimary | Self::ActivePending
        )
    }
}

impl EligibilityAnswer {
    /// Whether the insurance stands; nothing where the answer does not say.
    pub fn is_active(&self) -> Option<bool> {
        let says = |kind: fn(BenefitKind) -> bool| self.benefits.iter().any(|benefit| kind(benefit.what));
        let is_inactive = |kind| {
            matches!(kind, BenefitKind::Inactive | BenefitKind::InactivePending | BenefitKind::InactivePendingUpdate)
        };
        if says(BenefitKind::is_active) { Some(true) } else { says(is_inactive).then_some(false) }
    }

    /// Another payer who manages mental health, where one is named (a carve-out).
    pub fn carve_out(&self) -> Option<&OtherParty> {
        let of_mental_health = self.benefits.iter().filter(|benefit| {
            benefit.services.iter().any(|service| matches!(service.as_str(), "MH" | "A4" | "A6"))
                || benefit.what == BenefitKind::ContactOther
        });
        of_mental_health
            .flat_map(|benefit| &benefit.others)
            .find(|other| matches!(other.role.as_str(), "PR" | "VN" | "X3"))
    }
}

/// Reads all answers of a file, or names its first mistake.
pub fn read_eligibility_answers(bytes: &[u8]) -> Result<Vec<EligibilityAnswer>, EdiMistake> {
    read_interchange(bytes)?.sets_of("271", ELIGIBILITY_VERSION)?.into_iter().map(answer).collect()
}

fn answer(set: &Set<'_>) -> Result<EligibilityAnswer, EdiMistake> {
    let mut read = EligibilityAnswer::default();
    let (mut is_person, mut is_other, mut levels) = (false, false, 0);
    for segment in &set.segments {
        match segment.name() {
            "HL" => {
                levels += 1;
                is_person = match segment.wanted(3)? {
                    "20" | "21" => false,
                    "22" | "23" => true,
                    _ => return Err(segment.mistake(Why::Code(3))),
                };
            }
            "LS" => is_other = true,
            "LE" => is_other = false,
            "AAA" => read
                .refusals
                .push(AskRefusal { reason: segment.wanted(3)?.to_owned(), follow_up: segment.element(4).to_owned() }),
            "TRN" if is_person => read.trace = Some(segment.wanted(2)?.to_owned()),
            "NM1" if is_other => benefit_of(&mut read, segment)?.others.push(other(segment)),
            "NM1" if is_person => segment.element(9).clone_into(&mut read.member),
            "NM1" if segment.element(1) == "PR" => segment.element(3).clone_into(&mut read.payer),
            "PER" if is_other => phone(benefit_of(&mut read, segment)?, segment),
            "EB" => read.benefits.push(benefit(segment)?),
            "MSG" => benefit_of(&mut read, segment)?.messages.push(segment.wanted(1)?.to_owned()),
            "DTP" if read.benefits.is_empty() && is_person => read.plan_days.push(days(segment)?),
            "BHT" | "TRN" | "NM1" | "REF" | "N3" | "N4" | "PER" | "PRV" | "DMG" | "INS" | "HI" | "MPI" | "DTP"
            | "HSD" | "III" => {}
            _ => return Err(segment.mistake(Why::OutOfPlace)),
        }
    }
    if levels > 0 && !is_other { Ok(read) } else { Err(Why::Truncated.at(set.end)) }
}

fn benefit_of<'r>(read: &'r mut EligibilityAnswer, segment: &Segment<'_>) -> Result<&'r mut Benefit, EdiMistake> {
    read.benefits.last_mut().ok_or(segment.mistake(Why::OutOfPlace))
}

fn benefit(segment: &Segment<'_>) -> Result<Benefit, EdiMistake> {
    Ok(Benefit {
        what: BenefitKind::from_code(segment.wanted(1)?).ok_or(segment.mistake(Why::Code(1)))?,
        level: segment.element(2).to_owned(),
        services: segment.repeats(3).map(str::to_owned).collect(),
        plan: segment.element(5).to_owned(),
        period: segment.element(6).to_owned(),
        amount_cents: segment.cents_or_none(7)?,
        share: share(segment)?,
        quantity: quantity(segment)?,
        authorization: segment.element(11).to_owned(),
        in_network: segment.element(12).to_owned(),
        messages: Vec::new(),
        others: Vec::new(),
    })
}

/// ".2" is a fifth.
fn share(segment: &Segment<'_>) -> Result<Option<u32>, EdiMistake> {
    let text = segment.element(8);
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    let digits =
        whole.len() + behind.len() > 0 && whole.bytes().chain(behind.bytes()).all(|byte| byte.is_ascii_digit());
    let written = format!("{:0>1}{:0<4}", whole, behind.get(..4).unwrap_or(behind));
    let read = written.parse().ok().filter(|share: &u32| digits && *share <= 10_000);
    read.map(Some).ok_or(segment.mistake(Why::Number(8)))
}

fn quantity(segment: &Segment<'_>) -> Result<Option<u32>, EdiMistake> {
    if segment.element(10).is_empty() { Ok(None) } else { segment.number(10).map(Some) }
}

/// One day, or from one to another.
fn days(segment: &Segment<'_>) -> Result<(String, Date, Option<Date>), EdiMistake> {
    let (what, text) = (segment.wanted(1)?.to_owned(), segment.wanted(3)?);
    let (from, until) = text.split_once('-').map_or((text, None), |(from, until)| (from, Some(until)));
    let wrong = segment.mistake(Why::Date(3));
    let until = until.map(|until| date(until).ok_or(wrong)).transpose()?;
    Ok((what, date(from).ok_or(wrong)?, until))
}

fn other(segment: &Segment<'_>) -> OtherParty {
    let name = [segment.element(4), segment.element(3)].join(" ");
    OtherParty {
        role: segment.element(1).to_owned(),
        name: name.trim().to_owned(),
        number: segment.element(9).to_owned(),
        phone: String::new(),
    }
}

fn phone(benefit: &mut Benefit, segment: &Segment<'_>) {
    let found = [(3, 4), (5, 6), (7, 8)].into_iter().find(|(kind, _)| segment.element(*kind) == "TE");
    if let (Some(other), Some((_, at))) = (benefit.others.last_mut(), found) {
        segment.element(at).clone_into(&mut other.phone);
    }
}
