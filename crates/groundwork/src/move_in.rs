//! `groundwork move-in`: brings a list from another system as the owner's page does. A look, unless it is meant.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use actions::bring_list::{Brought, bring_list};
use actions::bring_papers::{BroughtPapers, bring_papers};
use actions::choose_columns::choose_columns;
use actions::house::House;
use actions::move_in_balances::move_in_balances;
use actions::move_in_clients::move_in_clients;
use actions::move_in_papers::move_in_papers;
use actions::move_in_visits::move_in_visits;
use actions::see_balance_list::see_balance_list;
use actions::see_client_list::see_client_list;
use actions::see_papers::see_papers;
use actions::see_visit_list::see_visit_list;
use actions::sign_in::{everybody, fault};
use actions::throw_away_list::throw_away_list;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use schedule::balance_list::guess_balances;
use schedule::cells::find_clinician;
use schedule::client_columns::{Source, guess};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState, Chosen};
use schedule::people::Staff;
use schedule::table::{Columns, line_number};
use schedule::visit_columns::guess_visits;
use schedule::visit_list::VisitChoices;
use shell::calendar_table::{BEGINS, read_events};
use shell::paper_zip::read_papers;
use shell::table_file::read_table;
use shell::upload::MAX_ZIP_BYTES;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::place::Place;
use terms::text::Line;
use terms::trouble::{Fault, Trouble};
use workspace::bring_papers::papers_words;
use workspace::list_words::{batch_words, file_line, table_words};
use workspace::move_in_paper_list;

use crate::open::{self, Which};

/// The most mistakes that are printed; the page shows more.
const MOST: usize = 50;

/// A list to bring.
#[derive(Args, Debug)]
pub struct MoveIn {
    /// What the list is of
    pub what: What,
    /// The list: CSV, an Excel workbook, or a calendar file with appointments; for papers, a zip of PDFs
    pub file: PathBuf,
    #[command(flatten)]
    which: Which,
    /// Where a client list comes from: simplepractice, therapynotes, osmind or other
    #[arg(long, default_value = "other")]
    map: String,
    /// Who treats everyone whose row names nobody
    #[arg(long, value_name = "NAME")]
    clinician: Option<String>,
    /// Where visits are whose row does not say it; with a room, use the page
    #[arg(long)]
    online: bool,
    /// Move it in. Without this, nothing is written
    #[arg(long)]
    really: bool,
}

/// The kinds of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Clients
    Clients,
    /// Appointments
    Appointments,
    /// Opening balances
    Balances,
    /// Old papers
    Papers,
}

/// What was brought and waits to be moved in.
struct Waiting {
    kind: BatchKind,
    id: BatchId,
    /// How many rows or papers it has.
    rows: usize,
}

/// What a look at the list came to.
struct Look {
    /// How many rows would be moved in.
    count: usize,
    /// What stands in the way of others, a line each; rows by number, nobody by name.
    lines: Vec<String>,
}

/// Looks, prints what would happen, and does it when it is meant.
pub fn run(wanted: &MoveIn) -> Result<ExitCode, Fault> {
    let house = open::house(&wanted.which)?.house;
    let now = Timestamp::now();
    let staff = everybody(&house, now).map_err(fault)?;
    let (_, by) = open::as_owner(&staff, now, "move a list in")?;
    let Waiting { kind, id, rows } = bring(&house, &by, &staff, wanted)?;
    let look = look(&house, &by, (kind, id))?;
    let noun = if kind == BatchKind::Papers { "papers" } else { "rows" };
    println!("{rows} {noun}, of which {} can be moved in.", look.count);
    look.lines.iter().take(MOST).for_each(|line| println!("{line}"));
    if look.lines.len() > MOST {
        println!("And {} more.", look.lines.len() - MOST);
    }
    if wanted.really && look.count > 0 {
        let batch = move_in(&house, &by, (kind, id), u32::try_from(look.count).unwrap_or(u32::MAX))?;
        println!("Moved in: {}. Nothing was sent to anybody.", batch.made.len());
    } else {
        throw_away_list(&house, &by, id).map_err(refused)?;
        println!("Nothing was written. To move it in, run this again with --really.");
    }
    Ok(ExitCode::SUCCESS)
}

fn bring(house: &House, by: &Context, staff: &[Staff], wanted: &MoveIn) -> Result<Waiting, Fault> {
    let source = Source::from_code(&wanted.map);
    let source =
        source.ok_or_else(|| Fault::new("choose a map", "say simplepractice, therapynotes, osmind or other"))?;
    let bytes = fs::read(&wanted.file).map_err(|error| Fault::new(doing(wanted), error))?;
    let name = wanted.file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let file = file_line(name).ok_or_else(|| Fault::new(doing(wanted), "its name is no line of text"))?;
    let read = |events: bool| {
        let table = if events { read_events(&bytes, &house.zone()) } else { read_table(&bytes) };
        table.map_err(|trouble| Fault::new(doing(wanted), table_words(trouble)))
    };
    let (kind, table, columns) = match wanted.what {
        What::Papers => return bring_zip(house, by, (file, &bytes), wanted),
        What::Clients => {
            let table = read(false)?;
            let columns = guess(table.head(), source);
            (BatchKind::Clients, table, columns)
        }
        What::Appointments => {
            let table = read(bytes.starts_with(BEGINS))?;
            let columns = guess_visits(table.head());
            (BatchKind::Appointments, table, columns)
        }
        What::Balances => {
            let table = read(false)?;
            let columns = guess_balances(table.head());
            (BatchKind::Balances, table, columns)
        }
    };
    let rows = table.count();
    let chosen = chosen(staff, wanted, columns.clone())?;
    let id = bring_list(house, by, &Brought { kind, file, table, columns }, "").map_err(fault)?;
    choose_columns(house, by, id, &chosen).map_err(refused)?;
    Ok(Waiting { kind, id, rows })
}

fn bring_zip(house: &House, by: &Context, (file, bytes): (Line, &[u8]), wanted: &MoveIn) -> Result<Waiting, Fault> {
    if bytes.len() > MAX_ZIP_BYTES {
        let most = MAX_ZIP_BYTES / (1024 * 1024);
        return Err(Fault::new(
            doing(wanted),
            format!("keep one zip to {most} MB; split it, and bring the parts one by one"),
        ));
    }
    let papers = read_papers(bytes).map_err(|trouble| Fault::new(doing(wanted), papers_words(trouble)))?;
    let papers = papers.into_iter().map(|paper| (paper.path, paper.what)).collect();
    let brought = BroughtPapers { file, papers };
    let id = bring_papers(house, by, &brought, "").map_err(fault)?;
    Ok(Waiting { kind: BatchKind::Papers, id, rows: brought.papers.len() })
}

fn doing(wanted: &MoveIn) -> String {
    format!("read {}", wanted.file.display())
}

fn chosen(staff: &[Staff], wanted: &MoveIn, columns: Columns) -> Result<Chosen, Fault> {
    let for_all = match &wanted.clinician {
        Some(name) => Some(find_clinician(staff, name).ok_or_else(|| {
            Fault::new("find the clinician", "nobody of this name treats here. Write it as on the page of the staff")
        })?),
        None => None,
    };
    let visits = VisitChoices { place: wanted.online.then_some(Place::Online), ..VisitChoices::default() };
    Ok(Chosen { columns, for_all, visits })
}

fn look(house: &House, by: &Context, (kind, id): (BatchKind, BatchId)) -> Result<Look, Fault> {
    let said = |row, what: &str| format!("Row {}: {what}.", line_number(row));
    match kind {
        BatchKind::Clients => {
            let list = see_client_list(house, by, id).map_err(fault)?.list;
            let here = list.here.iter().map(|here| said(here.row, "here already"));
            let mistakes = list.mistakes.iter().map(|mistake| {
                let what = workspace::move_in_client_list::what_to_do(mistake.why);
                said(mistake.row, &format!("{}: {what}", mistake.field.word()))
            });
            Ok(Look { count: list.new.len(), lines: mistakes.chain(here).collect() })
        }
        BatchKind::Appointments => {
            let list = see_visit_list(house, by, id).map_err(fault)?.list;
            let mistakes = list.mistakes.iter().map(|mistake| {
                let what = workspace::visit_list_page::what_to_do(mistake.why);
                said(mistake.row, &format!("{}: {what}", mistake.field.word()))
            });
            let nobodys = list.unmatched.iter().map(|row| said(row.row, "nobody knows whose it is"));
            let taken = list.conflicts.iter().map(|conflict| said(conflict.row, "the time is taken"));
            let here = list.here.iter().map(|row| said(*row, "booked here already"));
            let over = list.over.iter().map(|row| said(*row, "over already"));
            let lines = mistakes.chain(nobodys).chain(taken).chain(here).chain(over).collect();
            Ok(Look { count: list.new.len(), lines })
        }
        BatchKind::Balances => {
            let list = see_balance_list(house, by, id).map_err(fault)?.list;
            let mistakes = list.mistakes.iter().map(|mistake| {
                let what = workspace::move_in_balance_list::what_to_do(mistake.why);
                said(mistake.row, &format!("{}: {what}", mistake.field.word()))
            });
            let nobodys = list.unmatched.iter().map(|row| said(row.row, "nobody knows whose it is"));
            Ok(Look { count: list.new.len(), lines: mistakes.chain(nobodys).collect() })
        }
        BatchKind::Papers => {
            let list = see_papers(house, by, id).map_err(fault)?.list;
            let said = |row, what: &str| format!("Paper {}: {what}.", move_in_paper_list::number(row));
            let wrong = list.wrong.iter().map(|(row, why)| said(*row, &move_in_paper_list::what_to_do(*why)));
            let nobodys = list.tray.iter().map(|held| said(held.row, "nobody knows whose it is"));
            let here = list.here.iter().map(|row| said(*row, "it stands in that chart already"));
            Ok(Look { count: list.new.len(), lines: wrong.chain(nobodys).chain(here).collect() })
        }
    }
}

/// All of it, part by part.
fn move_in(house: &House, by: &Context, (kind, id): (BatchKind, BatchId), shown: u32) -> Result<Batch, Fault> {
    loop {
        let batch = match kind {
            BatchKind::Clients => move_in_clients(house, by, id, shown),
            BatchKind::Appointments => move_in_visits(house, by, id, shown),
            BatchKind::Balances => move_in_balances(house, by, id, shown),
            BatchKind::Papers => move_in_papers(house, by, id, shown),
        };
        let batch = batch.map_err(refused)?;
        if batch.state != BatchState::UnderWay {
            return Ok(batch);
        }
        println!("{} of {} are done.", batch.done, batch.plan.len());
    }
}

fn refused(trouble: Trouble<BatchRefusal>) -> Fault {
    match trouble {
        Trouble::Refused(refusal) => Fault::new("move a list in", batch_words(refusal)),
        Trouble::Denied(_) => Fault::new("move a list in", "the policy says no"),
        Trouble::Fault(fault) => fault,
    }
}
