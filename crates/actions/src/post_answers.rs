//! Takes what came back for claims into the ledgers: first as a look at what would happen, then as an act. Both ask the
//! same rules, so the look does not promise what the act refuses.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use money::edi_file::{Answer, EdiFile, FileWay, read_answer};
use money::ledger::{TherapyEntry, TherapyLedger};
use money::ledger_card::LedgerCard;
use money::post_claim::{Hand, PostRefusal, booked, post_claim, take_answer_to_claim, take_answer_to_file};
use money::prepared_claim::claim_number;
use money::x12::balance::{Balanced, InReview, balance};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write, cards, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{ClaimId, EdiFileId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::books::books;
use crate::edi_files::all_files;
use crate::house::House;
use crate::own_draft::staff;
use crate::plan_answers::{InsuranceOf, insurances, keep_plan_answers};

/// What a file does, or would do.
pub struct Posting {
    /// The file.
    pub file: EdiFile,
    /// What it says, read.
    pub answer: Answer,
    /// What becomes of each claim that it names, in the order of the file.
    pub claims: Vec<PostedTo>,
    /// Payments that do not add up; none of their claims is posted.
    pub in_review: Vec<InReview>,
    /// Whom each answer about insurance is of, in the order of the file.
    pub insurances: Vec<InsuranceOf>,
}

/// What becomes of one claim of a file.
pub struct PostedTo {
    /// Our own number, as the file has it.
    pub ours: String,
    /// The payer's number of it, where the file tells one.
    pub payers_number: Option<String>,
    /// Whose claim it is, where it is one of ours.
    pub client: Option<(SubjectId, Line)>,
    /// What is paid by it.
    pub paid_cents: Option<Cents>,
    /// Whether something is added, nothing is because it was before, or why nothing is.
    pub outcome: Result<bool, PostRefusal>,
}

/// Looks at what a file would do. Nothing is written.
pub fn look_at_answer(house: &House, by: &Context, id: EdiFileId) -> Result<Posting, Trouble<Never>> {
    let hand = (staff(by)?, by.now);
    house.record().read(by, |work| {
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        let file: EdiFile = work.get(&files, id.0)?.ok_or(Denied::NotTheirs)?;
        let answer = read(&work.kept(&files, id.0, &file.hash)?)?;
        let everyone = work.permit::<_, Read>(list::<Client>())?;
        let ledgers = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let (everyone, cards) = (work.find::<Client, _>(&everyone, Find::All)?, work.cards(&ledgers)?);
        let (known, mut opened) = (Known::of(&cards), BTreeMap::new());
        let (jobs, in_review) = jobs(&answer);
        let mut claims = Vec::new();
        for job in &jobs {
            for (claim, subject) in job.whose(&known) {
                let outcome = match subject {
                    None => Err(PostRefusal::NoSuchClaim),
                    Some(subject) => {
                        let ledger = match opened.entry(subject) {
                            Entry::Occupied(ledger) => ledger.into_mut(),
                            Entry::Vacant(place) => {
                                let permit = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
                                place.insert(work.open(&permit)?)
                            }
                        };
                        job.entry(ledger, claim, hand).map(|entry| entry.is_some())
                    }
                };
                claims.push(job.told(claim, (subject, &everyone), outcome));
            }
        }
        let insurances = insurances(&answer, &all_files(work, &files)?, &everyone);
        Ok(Posting { file, answer, claims, in_review, insurances })
    })
}

/// Takes the file in. What was taken in before stays as it is; what a rule refuses stays out.
pub fn post_answer(house: &House, by: &Context, id: EdiFileId) -> Result<(), Trouble<Never>> {
    let hand = (staff(by)?, by.now);
    house.record().change(by, |change| {
        let files = change.permit::<_, Write>(list::<EdiFile>())?;
        let file: EdiFile = change.get(&files, id.0)?.ok_or(Denied::NotTheirs)?;
        let answer = read(&change.kept(&files, id.0, &file.hash)?)?;
        if let Answer::OfInsurance(told) = &answer {
            keep_plan_answers(change, (&files, &file), told, (hand, house.today(file.at)))?;
        }
        let ledgers = change.permit::<_, Read>(cards::<TherapyLedger>())?;
        let cards = change.cards(&ledgers)?;
        let (books, today) = (books(change)?, house.today(by.now));
        let (known, mut permits) = (Known::of(&cards), BTreeMap::new());
        for job in jobs(&answer).0 {
            for (claim, subject) in job.whose(&known) {
                let Some(subject) = subject else { continue };
                let permit = match permits.entry(subject) {
                    Entry::Occupied(permit) => permit.into_mut(),
                    Entry::Vacant(place) => place.insert(change.permit::<_, Write>(folder(subject))?),
                };
                let ledger = change.open(permit)?;
                if let Ok(Some(entry)) = job.entry(&ledger, claim, hand) {
                    change.add(permit, booked(entry, books, today))?;
                }
            }
        }
        match file.way {
            FileWay::In { kind, .. } => {
                let way = FileWay::In { kind, taken_at: Some(by.now) };
                change.put(&files, &EdiFile { way, ..file })
            }
            FileWay::Out(_) => Err(Denied::NotTheirs.into()),
        }
    })
}

/// An answer that was read when it was brought reads again.
fn read(bytes: &[u8]) -> Result<Answer, Fault> {
    read_answer(bytes).map_err(|mistake| Fault::new("read an answer", format!("segment {}", mistake.segment)))
}

/// All claims that were ever prepared, with whose each is.
struct Known<'a> {
    by_number: HashMap<String, (ClaimId, SubjectId)>,
    cards: &'a [(SubjectId, LedgerCard)],
}

impl<'a> Known<'a> {
    fn of(cards: &'a [(SubjectId, LedgerCard)]) -> Self {
        let claims =
            cards.iter().flat_map(|(subject, card)| card.claims.iter().map(move |claim| (claim.claim, *subject)));
        Self { by_number: claims.map(|(claim, subject)| (claim_number(claim), (claim, subject))).collect(), cards }
    }
}

/// One thing that a file says of one claim, or of all claims of one file of ours.
enum Job<'a> {
    Payment(Rc<Balanced>, usize),
    OfClaim(&'a money::x12::claim_answer::ClaimAnswer),
    OfFile(&'a money::x12::acknowledgment::Acknowledgment),
}

fn jobs(answer: &Answer) -> (Vec<Job<'_>>, Vec<InReview>) {
    let (mut jobs, mut in_review) = (Vec::new(), Vec::new());
    match answer {
        Answer::Payments(payments) => {
            for payment in payments {
                match balance(payment.clone()) {
                    Ok(balanced) => {
                        let (balanced, places) = (Rc::new(balanced), 0..payment.claims.len());
                        jobs.extend(places.map(|place| Job::Payment(Rc::clone(&balanced), place)));
                    }
                    Err(review) => in_review.push(*review),
                }
            }
        }
        Answer::OfClaims(answers) => jobs.extend(answers.claims.iter().map(Job::OfClaim)),
        Answer::OfFiles(files) => jobs.extend(files.iter().map(Job::OfFile)),
        // What plans answer goes to coverage, and to no ledger.
        Answer::OfInsurance(_) => {}
    }
    (jobs, in_review)
}

impl Job<'_> {
    /// The claims that it speaks of, each with whose it is; a number that nobody has is told with nobody.
    fn whose(&self, known: &Known<'_>) -> Vec<(Option<ClaimId>, Option<SubjectId>)> {
        match self {
            Self::OfFile(taken) => {
                let all = known
                    .cards
                    .iter()
                    .flat_map(|(subject, card)| card.claims.iter().map(move |claim| (subject, claim)));
                let of_file = all.filter(|(_, claim)| claim.file == Some(taken.control));
                of_file.map(|(subject, claim)| (Some(claim.claim), Some(*subject))).collect()
            }
            Self::Payment(..) | Self::OfClaim(_) => {
                let found = known.by_number.get(&self.ours().to_ascii_uppercase());
                vec![found.map_or((None, None), |(claim, subject)| (Some(*claim), Some(*subject)))]
            }
        }
    }

    fn ours(&self) -> String {
        match self {
            Self::Payment(payment, place) => payment.remittance().claims[*place].ours.clone(),
            Self::OfClaim(answer) => answer.ours.clone(),
            Self::OfFile(_) => String::new(),
        }
    }

    fn payers_number(&self) -> Option<String> {
        let told = match self {
            Self::Payment(payment, place) => Some(payment.remittance().claims[*place].payers_number.clone()),
            Self::OfClaim(answer) => answer.payers_number.clone(),
            Self::OfFile(_) => None,
        };
        told.filter(|number| !number.is_empty())
    }

    fn entry(
        &self,
        ledger: &TherapyLedger,
        claim: Option<ClaimId>,
        hand: Hand,
    ) -> Result<Option<TherapyEntry>, PostRefusal> {
        let claim = claim.ok_or(PostRefusal::NoSuchClaim)?;
        match self {
            Self::Payment(payment, place) => post_claim(ledger, claim, hand, (payment, *place)),
            Self::OfClaim(answer) => take_answer_to_claim(ledger, claim, hand, answer),
            Self::OfFile(taken) => take_answer_to_file(ledger, claim, hand, taken.taken),
        }
    }

    fn told(
        &self,
        claim: Option<ClaimId>,
        (subject, everyone): (Option<SubjectId>, &[Client]),
        outcome: Result<bool, PostRefusal>,
    ) -> PostedTo {
        let client = everyone.iter().find(|client| Some(client.subject) == subject);
        let paid_cents = match self {
            Self::Payment(payment, place) => Some(payment.remittance().claims[*place].paid_cents),
            Self::OfClaim(_) | Self::OfFile(_) => None,
        };
        PostedTo {
            ours: claim.map_or_else(|| self.ours(), claim_number),
            payers_number: self.payers_number(),
            client: client.map(|client| (client.subject, client.name.clone())),
            paid_cents,
            outcome,
        }
    }
}
