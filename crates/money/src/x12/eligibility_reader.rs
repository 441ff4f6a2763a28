//! Reads what an insurer answers about someone's insurance (271, ASC X12 005010X279A1).

use jiff::civil::Date;

use crate::x12::eligibility_answer::{AskRefusal, Benefit, BenefitKind, EligibilityAnswer, OtherParty};
use crate::x12::eligibility_ask::ELIGIBILITY_VERSION;
use crate::x12::envelope::{Interchange, Set};
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::segment::{Segment, date};

/// All answers of a file, or its first mistake. One set may answer of several people.
pub fn eligibility_answers(file: &Interchange<'_>) -> Result<Vec<EligibilityAnswer>, EdiMistake> {
    let mut all = Vec::new();
    for set in file.sets_of("271", ELIGIBILITY_VERSION)? {
        all.extend(answers(set)?);
    }
    Ok(all)
}

/// Where in a set the reader stands.
#[derive(Default)]
struct Place {
    levels: usize,
    people: usize,
    is_person: bool,
    is_other: bool,
}

fn answers(set: &Set<'_>) -> Result<Vec<EligibilityAnswer>, EdiMistake> {
    let (mut place, mut all) = (Place::default(), vec![EligibilityAnswer::default()]);
    for segment in &set.segments {
        if segment.name() == "HL" {
            level(&mut place, &mut all, segment)?;
        } else if let Some(read) = all.last_mut() {
            told(&mut place, read, segment)?;
        }
    }
    if place.levels > 0 && !place.is_other { Ok(all) } else { Err(Why::Truncated.at(set.end)) }
}

/// Another payer, asker or person begins; the second who is insured has an answer of their own.
fn level(place: &mut Place, all: &mut Vec<EligibilityAnswer>, segment: &Segment<'_>) -> Result<(), EdiMistake> {
    place.levels += 1;
    place.is_person = match segment.wanted(3)? {
        "20" | "21" => false,
        "22" => {
            place.people += 1;
            true
        }
        "23" => true,
        _ => return Err(segment.mistake(Why::Code(3))),
    };
    if place.people > 1 && segment.element(3) == "22" {
        let payer = all.last().map(|before| before.payer.clone()).unwrap_or_default();
        all.push(EligibilityAnswer { payer, ..EligibilityAnswer::default() });
    }
    Ok(())
}

fn told(place: &mut Place, read: &mut EligibilityAnswer, segment: &Segment<'_>) -> Result<(), EdiMistake> {
    let (is_person, is_other) = (place.is_person, place.is_other);
    match segment.name() {
        "LS" => place.is_other = true,
        "LE" => place.is_other = false,
        "AAA" => read
            .refusals
            .push(AskRefusal { reason: segment.wanted(3)?.to_owned(), follow_up: segment.element(4).to_owned() }),
        // The first kind of trace is the payer's own word; the second brings ours back.
        "TRN" if is_person && segment.element(1) == "2" => read.trace = Some(segment.wanted(2)?.to_owned()),
        "NM1" if is_other => benefit_of(read, segment)?.others.push(other(segment)),
        // Whoever depends on the insured may have no number of their own.
        "NM1" if is_person && !segment.element(9).is_empty() => segment.element(9).clone_into(&mut read.member),
        "NM1" if segment.element(1) == "PR" => segment.element(3).clone_into(&mut read.payer),
        "PER" if is_other => phone(benefit_of(read, segment)?, segment),
        "EB" => read.benefits.push(benefit(segment)?),
        "REF" if segment.element(1) == "1W" && !read.benefits.is_empty() => {
            segment.wanted(2)?.clone_into(&mut benefit_of(read, segment)?.member);
        }
        "MSG" => benefit_of(read, segment)?.messages.push(segment.wanted(1)?.to_owned()),
        "DTP" if read.benefits.is_empty() && is_person => read.plan_days.push(days(segment)?),
        "BHT" | "TRN" | "NM1" | "REF" | "N3" | "N4" | "PER" | "PRV" | "DMG" | "INS" | "HI" | "MPI" | "DTP" | "HSD"
        | "III" => {}
        _ => return Err(segment.mistake(Why::OutOfPlace)),
    }
    Ok(())
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
        unit: segment.element(9).to_owned(),
        quantity: quantity(segment)?,
        authorization: segment.element(11).to_owned(),
        in_network: segment.element(12).to_owned(),
        member: String::new(),
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
