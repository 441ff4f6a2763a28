//! Asks a client's plan by a file what it pays, and says when it may not be asked.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::billing::BillingIdentity;
use terms::ids::{EdiFileId, StaffId};
use terms::text::Line;

use crate::coverage::Coverage;
use crate::insurer_mail::MailChoice;
use crate::payer::InsurerKind;
use crate::plan::PlanUse;
use crate::x12::eligibility_ask::EligibilityAsk;
use crate::x12::professional::{Address, Insured, InsurerSex, Person, Relation};
use crate::x12::writer::Envelope;

/// That the plan was asked by a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanInquiry {
    /// When.
    pub at: Timestamp,
    /// Who asked.
    pub by: StaffId,
    /// The file.
    pub file: EdiFileId,
}

/// The client of whom a plan is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The name on their papers.
    pub name: &'a Line,
    /// When they were born, if told.
    pub born: Option<Date>,
    /// The number of the payer as the practice keeps it, if it does.
    pub payer_number: Option<&'a Line>,
}

/// Why a plan is not asked by a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InquiryRefusal {
    /// No plan is known.
    NoPlan,
    /// It is not used here.
    NotUsed,
    /// The client pays, and the plan is told nothing (45 CFR 164.522(a)(1)(vi)).
    SelfPay,
    /// Nobody told under which number the payer takes files.
    NoPayerNumber,
    /// Nobody told when the client was born.
    ClientNotBorn,
    /// Nobody told when whoever holds the plan was born.
    HolderNotBorn,
    /// The practice has not told how insurers know it.
    IdentityMissing,
}

impl Coverage {
    /// When the plan was last asked by a file.
    pub fn inquiry(&self) -> Option<PlanInquiry> {
        self.inquiry
    }
}

/// Our word for the question, which the answer brings back.
pub fn trace_of(control: u32) -> String {
    format!("E{control:09}")
}

/// The number of the file whose question this word is; nothing for a word that is not ours.
pub fn control_of(trace: &str) -> Option<u32> {
    let digits = trace.strip_prefix('E').filter(|digits| digits.len() == 9)?;
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The question of one client's plan, for this day.
pub fn inquiry(
    (coverage, asked): (&Coverage, &Asked<'_>),
    practice: &BillingIdentity,
    (envelope, on): (Envelope, Date),
) -> Result<EligibilityAsk, InquiryRefusal> {
    let plan = coverage.plan().ok_or(InquiryRefusal::NoPlan)?;
    if plan.used == PlanUse::NotUsed {
        return Err(InquiryRefusal::NotUsed);
    }
    if coverage.mail().is_some_and(|answer| answer.choice == MailChoice::SelfPay) {
        return Err(InquiryRefusal::SelfPay);
    }
    let npi = practice.npi.filter(|_| practice.is_told()).ok_or(InquiryRefusal::IdentityMissing)?;
    let number = plan.payer_id.as_ref().or(asked.payer_number).ok_or(InquiryRefusal::NoPayerNumber)?;
    let client = person(asked.name, asked.born.ok_or(InquiryRefusal::ClientNotBorn)?);
    let (holder, dependent) = match &plan.holder {
        None => (client, None),
        Some(holder) => (person(&holder.name, holder.born.ok_or(InquiryRefusal::HolderNotBorn)?), Some(client)),
    };
    let insured = Insured {
        payer: plan.payer.as_str().to_owned(),
        payer_number: number.as_str().to_owned(),
        plan: InsurerKind::Unsure,
        member: plan.member_id.as_str().to_owned(),
        group: None,
        holder,
        relation: if dependent.is_some() { Relation::Other } else { Relation::Own },
    };
    let trace = trace_of(envelope.control);
    Ok(EligibilityAsk { envelope, trace, asker: practice.name.clone(), npi, insured, dependent, on })
}

/// As a question names someone: nothing but name and birth date.
fn person(name: &Line, born: Date) -> Person {
    let (first, last) = name.as_str().rsplit_once(' ').unwrap_or(("", name.as_str()));
    let nowhere = Address { street: String::new(), city: String::new(), state: String::new(), zip: String::new() };
    Person { last: last.to_owned(), first: first.to_owned(), address: nowhere, born, sex: InsurerSex::Unsaid }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::coverage::CoverageEntry;
    use crate::insurer_mail::Writer;
    use crate::made_up::{mail_answer, now, plan, today};
    use crate::plan::{ClientIs, Plan, Policyholder};
    use crate::x12::made_up::{envelope, practice};

    fn covered(plan: Plan) -> Coverage {
        let by = Writer::Staff("bbbbbbbbbb".parse().unwrap());
        Coverage::default().with(CoverageEntry::PlanTold { at: now(), by, plan })
    }

    fn told(coverage: &Coverage, born: Option<Date>) -> Result<EligibilityAsk, InquiryRefusal> {
        let name = Line::parse("Rowan Ann Keller").unwrap();
        inquiry((coverage, &Asked { name: &name, born, payer_number: None }), &practice(), (envelope(), today()))
    }

    #[test]
    fn a_plan_is_asked_of_its_holder_and_of_the_client_when_that_is_somebody_else() {
        let born = Some(today());
        let plan = || Plan { payer_id: Some(Line::parse("EXMPL").unwrap()), ..plan() };
        let own = told(&covered(Plan { holder: None, ..plan() }), born).unwrap();
        assert_eq!((own.insured.holder.last.as_str(), own.insured.holder.first.as_str()), ("Keller", "Rowan Ann"));
        assert_eq!((own.dependent, own.trace), (None, trace_of(own.envelope.control)));
        let holder = |born| Policyholder { name: Line::parse("Jo Lee").unwrap(), born, client_is: ClientIs::Spouse };
        let held = told(&covered(Plan { holder: Some(holder(born)), ..plan() }), born).unwrap();
        assert_eq!((held.insured.holder.last.as_str(), held.dependent.unwrap().last.as_str()), ("Lee", "Keller"));
        let refused = told(&covered(Plan { holder: Some(holder(None)), ..plan() }), born);
        assert_eq!(refused.unwrap_err(), InquiryRefusal::HolderNotBorn);
    }

    #[test]
    fn no_question_goes_out_that_may_not_or_cannot() {
        let plan = Plan { holder: None, payer_id: Some(Line::parse("EXMPL").unwrap()), ..plan() };
        let pays = CoverageEntry::MailAnswered(mail_answer(MailChoice::SelfPay));
        for (coverage, born, expected) in [
            (Coverage::default(), Some(today()), InquiryRefusal::NoPlan),
            (covered(Plan { used: PlanUse::NotUsed, ..plan.clone() }), Some(today()), InquiryRefusal::NotUsed),
            (covered(plan.clone()).with(pays), Some(today()), InquiryRefusal::SelfPay),
            (covered(Plan { payer_id: None, ..plan.clone() }), Some(today()), InquiryRefusal::NoPayerNumber),
            (covered(plan.clone()), None, InquiryRefusal::ClientNotBorn),
        ] {
            assert_eq!(told(&coverage, born).unwrap_err(), expected);
        }
        let (name, nobody) = (Line::parse("Rowan Keller").unwrap(), BillingIdentity::default());
        let asked = Asked { name: &name, born: Some(today()), payer_number: None };
        let refused = inquiry((&covered(plan), &asked), &nobody, (envelope(), today()));
        assert_eq!(refused.unwrap_err(), InquiryRefusal::IdentityMissing);
    }

    #[test]
    fn our_word_leads_back_to_its_file_and_no_other_word_does() {
        for (trace, expected) in
            [(trace_of(7), Some(7)), ("E7".into(), None), ("X000000007".into(), None), ("E+00000007".into(), None)]
        {
            assert_eq!(control_of(&trace), expected, "{trace}");
        }
    }
}
