//! Asks a client's plan what it pays: one file for whoever carries claims, and the line in the coverage that says so.

use money::coverage::{Coverage, CoverageEntry};
use money::edi_file::{EdiFile, FileWay, OutFile, next_control};
use money::payer::Payer;
use money::plan_inquiry::{Asked, InquiryRefusal, PlanInquiry, inquiry};
use money::x12::eligibility_ask::write_eligibility_ask;
use money::x12::writer::Unsendable;
use record::list::list;
use record::papers::hash_of_paper;
use record::rows::Find;
use record::scope::{Read, Write, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{EdiFileId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Fault, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::send_claims::{envelope, identity};

/// Why the plan is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskPlanRefusal {
    /// The rule of questions.
    Inquiry(InquiryRefusal),
    /// The plan or a name holds something that no file can carry.
    CannotCarry(Unsendable),
}

/// Makes the file. It goes the way of all files; sending the same form again shows the first.
pub fn ask_plan(
    house: &House,
    by: &Context,
    subject: SubjectId,
    once: &str,
) -> Result<EdiFileId, Trouble<AskPlanRefusal>> {
    let (me, practice, today) = (staff(by)?, identity(&house.practice()), house.today(by.now));
    let at = by.now.to_zoned_datetime(house.zone()).datetime();
    house.record().change_once(by, (once, |_| None), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let payers = change.permit::<_, Read>(list::<Payer>())?;
        let files = change.permit::<_, Write>(list::<EdiFile>())?;
        let folder = change.permit::<_, Write>(folder::<Coverage>(subject))?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let payers: Vec<Payer> = change.find(&payers, Find::All)?;
        let coverage = change.open(&folder)?;
        let known = payers.iter().find(|payer| coverage.plan().is_some_and(|plan| plan.payer == payer.terms.name));
        let asked = Asked {
            name: client.legal_name.as_ref().unwrap_or(&client.name),
            born: client.birth_date,
            payer_number: known.map(|payer| &payer.terms.number),
        };
        let control = next_control(&change.find::<EdiFile, _>(&files, Find::All)?);
        let ask = inquiry((&coverage, &asked), &practice, (envelope(&practice, (control, at)), today))
            .map_err(|refusal| Trouble::Refused(AskPlanRefusal::Inquiry(refusal)))?;
        let bytes = write_eligibility_ask(&ask).map_err(|why| Trouble::Refused(AskPlanRefusal::CannotCarry(why)))?;
        let id = EdiFileId(house.record().new_id());
        let name = Line::parse(&format!("question-{control:09}.edi"));
        let name = name.map_err(|_| Fault::new("name a question", "it has no name"))?;
        let way = FileWay::Out(OutFile::new(control, 0, Some(subject)));
        let (hash, size) = (hash_of_paper(&bytes), bytes.len() as u64);
        change.keep(&files, id.0, &bytes)?;
        change.put(&files, &EdiFile { id, at: by.now, by: Some(me), name, way, bytes: size, hash })?;
        change.add(&folder, CoverageEntry::PlanAsked(PlanInquiry { at: by.now, by: me, file: id }))?;
        Ok(id)
    })
}
