//! Stored forms: a sample of every released form opens for ever, and an unknown one is a named gap.

use care::chart::{Chart, Path};
use care::chart_entry::ChartEntry;
use care::incident::Look;
use care::journal::Journal;
use care::process_notes::ProcessNotes;
use care::snippet::Snippet;
use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use record::scope::{Read, Write, folder};
use record::stored::Stored;
use terms::folder::Folder;
use terms::trouble::Never;

use crate::ground::{Ground, done, moved, opened};

/// Each line of a sample file is one entry of that version.
fn every_line_opens<F: Stored>(version: u32, samples: &str) -> F {
    let entries = samples.lines().map(|line| F::read(version, line).unwrap().unwrap());
    entries.fold(F::default(), F::with)
}

#[test]
fn a_sample_of_every_released_form_opens() {
    let chart: Chart = every_line_opens(1, include_str!("../stored/chart-v1.jsonl"));
    assert_eq!(
        (chart.chart_number(), chart.path(), chart.notes().len(), chart.dosing_days().len()),
        (2017, Path::IntegrationAfterDosingElsewhere, 2, 1)
    );
    assert_eq!(chart.earlier_records().iter().map(|record| record.paper.bytes).collect::<Vec<_>>(), [81_920]);
    let workbook: Workbook = every_line_opens(1, include_str!("../stored/workbook-v1.jsonl"));
    assert!(
        workbook.intention().is_some()
            && workbook.boundaries().is_some()
            && workbook.tools().len() == 1
            && (workbook.changes().len(), workbook.shown_changes().len()) == (2, 1)
    );
    assert_eq!(
        (
            workbook.check_ins().len(),
            workbook.alerts().len(),
            workbook.shared_pages().len(),
            workbook.steadiness().len()
        ),
        (2, 3, 1, 2)
    );
    assert!(workbook.safety_plan().is_some() && workbook.document_steps().len() == 6);
    assert_eq!(
        (workbook.difficulties().count(), workbook.difficulties_over().count(), workbook.pauses().len()),
        (1, 1, 2)
    );
    assert!(workbook.altered_states().len() == 1 && workbook.support_person().is_some());
    assert_eq!((workbook.packets().len(), chart.prescriber_answers().len(), chart.went_on().len()), (1, 1, 1));
    assert!(workbook.releases().len() == 1 && workbook.releases()[0].revoked.is_some());
    assert!(chart.plan().is_some() && chart.alerts_closed().len() == 1 && chart.plan_summaries().len() == 1);
    assert_eq!((chart.all_asked_alone().len(), chart.safety_records().len(), chart.told_alone().len()), (1, 3, 1));
    assert!(chart.on_own_plan().len() == 1 && chart.couple_paying(chart.on_own_plan()[0].note).is_some());
    assert!(chart.notes().iter().any(|note| note.cosigned().is_some()));
    assert_eq!((chart.disclosures().count(), workbook.disclosures().count()), (1, 1));
    let journal: Journal = every_line_opens(1, include_str!("../stored/journal-v1.jsonl"));
    assert_eq!((journal.pages().len(), journal.copies_of("pageaaaaaa".parse().unwrap()).len()), (1, 0));
    let notes: ProcessNotes = every_line_opens(1, include_str!("../stored/process-notes-v1.jsonl"));
    assert_eq!((notes.notes().count(), notes.releases().len()), (1, 1));
    let therapy: money::ledger::TherapyLedger = every_line_opens(1, include_str!("../stored/therapy-ledger-v1.jsonl"));
    assert_eq!((therapy.charges().len(), therapy.payments().len(), therapy.claims().all().len()), (2, 1, 2));
    assert!(therapy.claims().all()[1].prepared.first_payer().is_some());
    assert_eq!(therapy.charges()[1].charge.own_cents(), terms::money::Cents(21_000));
    assert_eq!(therapy.claims().all()[0].state(), money::claim::ClaimState::Paid);
    let dosing: money::ledger::DosingLedger = every_line_opens(1, include_str!("../stored/dosing-ledger-v1.jsonl"));
    assert_eq!(dosing.charges().len(), 2);
    assert!(
        dosing.transfers().iter().any(|moved| moved.on.to_string() == "2026-06-09"),
        "a late charge is booked late"
    );
    assert!(therapy.brought().is_some() && dosing.brought().is_some());
    assert_eq!((therapy.reversed().len(), therapy.packages().len(), therapy.refunds().len()), (1, 1, 1));
    assert_eq!((therapy.waivers().len(), therapy.missed().len(), therapy.let_off().len()), (1, 1, 1));
    coverage_opens();
}

fn coverage_opens() {
    let coverage: money::coverage::Coverage = every_line_opens(1, include_str!("../stored/coverage-v1.jsonl"));
    assert!(coverage.claim_allowed().is_ok() && coverage.told().is_some() && coverage.asked().is_some());
    assert!(coverage.cost_page().is_some_and(|given| given.read_at.is_some()));
    assert_eq!((coverage.checks().len(), coverage.estimates().len(), coverage.authorized().len()), (1, 1, 1));
    assert!(coverage.superbills_since().is_some() && coverage.second_claim_allowed().is_ok());
    assert_eq!(coverage.answer().and_then(|kept| kept.answer.carve_out_member()), Some("OTHER7"));
    assert_eq!(coverage.dosing_estimates().len(), 1);
    assert_eq!(coverage.records_sent()[0].parts.notes.len(), 1);
    assert_eq!(coverage.scale().map(|scale| scale.until.to_string()).as_deref(), Some("2026-07-31"));
}

#[test]
fn a_version_that_nobody_knows_is_not_guessed_at() {
    assert!(<Chart as Stored>::read(2, "{}").is_none());
    assert!(<Workbook as Stored>::read(0, "{}").is_none());
    assert!(serde_json::from_str::<ChartEntry>("{}").is_err() && serde_json::from_str::<WorkbookEntry>("{}").is_err());
}

/// A chart as a newer program would write it: the same folder, one version on.
#[derive(Clone, Default)]
struct ChartOfTomorrow;

impl Folder for ChartOfTomorrow {
    type Entry = String;
    type Card = ();
    const KIND: terms::folder::FolderKind = terms::folder::FolderKind::Chart;

    fn with(self, _: String) -> Self {
        self
    }

    fn card(&self) {}

    fn dues(&self) -> Vec<terms::folder::Due> {
        Vec::new()
    }
}

impl Stored for ChartOfTomorrow {
    const VERSION: u32 = 2;

    fn read(version: u32, json: &str) -> Option<Result<String, terms::trouble::Fault>> {
        (version <= 2).then(|| Ok(json.to_owned()))
    }
}

#[test]
fn a_snippet_from_before_templates_goes_where_it_is_put() {
    let stored = r#"{"id":"aaaaaaaaaa","author":"dddddddddd","name":"Grounding","text":"Looked around."}"#;
    assert_eq!(serde_json::from_str::<Snippet>(stored).unwrap().part, None);
}

#[test]
fn a_look_at_an_incident_from_before_says_no_day() {
    let stored = r#"{"at":"2026-06-29T15:00:00Z","by":"dddddddddd","seen":"Addresses are read back now."}"#;
    assert_eq!(serde_json::from_str::<Look>(stored).unwrap().due, None);
}

#[test]
fn an_entry_of_an_unknown_version_opens_the_folder_read_only_with_a_named_gap() {
    let ground = Ground::sqlite();
    let subject = ground.subject();
    let therapist = ground.treated(subject);
    done(ground.record.change(&therapist, |change| {
        let chart = change.permit::<_, Write>(folder::<ChartOfTomorrow>(subject))?;
        Ok(change.add(&chart, "something new".to_owned())?)
    }));
    let (gap, number) = done(ground.record.read(&therapist, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let chart = work.open(&chart)?;
        Ok((chart.gap(), chart.chart_number()))
    }));
    assert_eq!((gap, number), (Some(2), 2017));
    let added = ground.record.change::<_, Never>(&therapist, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        Ok(change.add(&chart, moved(Path::NoDosing))?)
    });
    assert!(format!("{added:?}").contains("entry 2 was written by a newer program"), "{added:?}");
    drop(opened(1));
}
