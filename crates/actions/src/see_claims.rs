//! Shows the biller all claims by how far they have come, and the clients whose insurance takes claims.

use money::claim::{ClaimCard, ClaimState, ClaimWork};
use money::coverage::Coverage;
use money::coverage_card::{CoverageCard, Paying};
use money::ledger::TherapyLedger;
use money::ledger_card::LedgerCard;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// All claims, and who may have one.
pub struct ClaimsBoard {
    /// Every claim, the latest visit first.
    pub claims: Vec<(Client, ClaimCard)>,
    /// Clients whose insurance takes claims, each with how many charges stand on none.
    pub may_claim: Vec<(Client, usize)>,
}

impl ClaimsBoard {
    /// How many claims wait in a list.
    pub fn count(&self, work: ClaimWork) -> usize {
        self.claims.iter().filter(|(_, claim)| claim.state.work() == Some(work)).count()
    }
}

/// Everything from cards: no folder is opened.
pub fn see_claims(house: &House, by: &Context) -> Result<ClaimsBoard, Trouble<Never>> {
    house.record().read(by, |work| {
        let everyone = work.permit::<_, Read>(list::<Client>())?;
        let ledgers = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let coverages = work.permit::<_, Read>(cards::<Coverage>())?;
        let (ledgers, coverages) = (work.cards(&ledgers)?, work.cards(&coverages)?);
        Ok(board(&work.find(&everyone, Find::All)?, &ledgers, &coverages))
    })
}

/// The board, from whatever was read.
pub(crate) fn board(
    everyone: &[Client],
    ledgers: &[(SubjectId, LedgerCard)],
    coverages: &[(SubjectId, CoverageCard)],
) -> ClaimsBoard {
    let mut board = ClaimsBoard { claims: Vec::new(), may_claim: Vec::new() };
    for client in everyone {
        let card = ledgers.iter().find(|(whose, _)| *whose == client.subject).map(|(_, card)| card);
        let coverage = coverages.iter().find(|(whose, _)| *whose == client.subject);
        let claims = card.map(|card| card.claims.as_slice()).unwrap_or_default();
        if coverage.is_some_and(|(_, coverage)| coverage.paying == Paying::Claims) {
            board.may_claim.push((client.clone(), card.map_or(0, on_no_claim)));
        }
        board.claims.extend(claims.iter().map(|claim| (client.clone(), claim.clone())));
    }
    board.claims.sort_by_key(|(_, claim)| std::cmp::Reverse(claim.from));
    board.may_claim.sort_by(|(one, _), (other, _)| one.name.as_str().cmp(other.name.as_str()));
    board
}

/// How many charges stand on no claim; a claim has one.
fn on_no_claim(card: &LedgerCard) -> usize {
    let holds =
        |claim: &&ClaimCard| !matches!(claim.state, ClaimState::Rejected | ClaimState::Voided | ClaimState::Replaced);
    usize::try_from(card.charges).unwrap_or_default().saturating_sub(card.claims.iter().filter(holds).count())
}
