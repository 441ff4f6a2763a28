//! Shows billing what was charged and received, month by month, and every posting of a month for the accountant.

use jiff::civil::Date;
use money::charge::Charge;
use money::income::{IncomeMonth, income};
use money::ledger::{DosingLedger, Ledger, TherapyLedger};
use money::ledger_card::LedgerCard;
use money::month::Month;
use money::posting::{Account, Transfer};
use money::side::Side;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards, folder};
use record::stored::Stored;
use record::work::Work;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::Cents;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// How many months are shown.
pub const MONTHS: usize = 12;

/// The last [`MONTHS`] months, each side by itself.
pub struct Income {
    /// Psychotherapy, the earliest month first.
    pub therapy: Vec<IncomeMonth>,
    /// Attended dosing days.
    pub dosing: Vec<IncomeMonth>,
}

/// One side of what was moved: an account that has more, or less.
pub struct AccountantLine {
    /// On which day.
    pub on: Date,
    /// In which ledger.
    pub side: Side,
    /// Whose, by the number of the chart and by name.
    pub client: (u32, String),
    /// Which account.
    pub account: Account,
    /// More than nothing is a debit, less a credit.
    pub cents: Cents,
    /// Under which number it is found here: a payment's, or a charge's.
    pub reference: String,
}

/// From cards: no folder is opened.
pub fn see_income(house: &House, by: &Context) -> Result<Income, Trouble<Never>> {
    let last = Month::of(house.today(by.now));
    house.record().read(by, |work| {
        let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
        let of =
            |cards: &[(SubjectId, LedgerCard)]| income(cards.iter().flat_map(|(_, card)| &card.months), last, MONTHS);
        Ok(Income { therapy: of(&work.cards(&therapy)?), dosing: of(&work.cards(&dosing)?) })
    })
}

/// Every posting of a month, by day. Only ledgers in which something was booked then are opened.
pub fn see_postings(house: &House, by: &Context, month: Month) -> Result<Vec<AccountantLine>, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let mut clients: Vec<Client> = work.find(&clients, Find::All)?;
        clients.sort_by_key(|client| client.chart_number);
        let mut lines = of_side(work, &clients, (Side::Therapy, month), |ledger: &TherapyLedger| moved(ledger, month))?;
        lines.extend(of_side(work, &clients, (Side::Dosing, month), |ledger: &DosingLedger| moved(ledger, month))?);
        lines.sort_by_key(|line| line.on);
        Ok(lines)
    })
}

fn moved<C: Charge>(ledger: &Ledger<C>, month: Month) -> Vec<Transfer> {
    ledger.transfers().iter().filter(|transfer| Month::of(transfer.on) == month).copied().collect()
}

fn of_side<L: Stored<Card = LedgerCard>>(
    work: &mut Work<'_>,
    clients: &[Client],
    (side, month): (Side, Month),
    moved: impl Fn(&L) -> Vec<Transfer>,
) -> Result<Vec<AccountantLine>, Trouble<Never>> {
    let permit = work.permit::<_, Read>(cards::<L>())?;
    let known = work.cards(&permit)?;
    let mut lines = Vec::new();
    for client in clients {
        let card = known.iter().find(|(whose, _)| *whose == client.subject).map(|(_, card)| card);
        if !card.is_some_and(|card| card.months.iter().any(|sum| sum.month == month.first())) {
            continue;
        }
        let permit = work.permit::<_, Read>(folder::<L>(client.subject))?;
        for transfer in moved(&*work.open(&permit)?) {
            let payment = transfer.payment.map(|id| id.to_string());
            let reference = payment.or(transfer.about.map(|id| id.to_string())).unwrap_or_default();
            let line = |posting: money::posting::Posting| AccountantLine {
                on: posting.on,
                side,
                client: (client.chart_number, client.name.as_str().to_owned()),
                account: posting.account,
                cents: posting.cents,
                reference: reference.clone(),
            };
            lines.extend(transfer.postings().map(line));
        }
    }
    Ok(lines)
}
