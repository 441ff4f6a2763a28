//! A simulation: a long life of a record in random steps from a seed, beside a plain model of what must come of it.

use std::collections::BTreeMap;

use care::chart::{Chart, ErasureRule, Path};
use care::chart_entry::ChartEntry;
use jiff::SignedDuration;
use record::batch::Clash;
use record::list::list;
use record::record::Record;
use record::scope::{Read, Write, folder};
use record::verify::verify;
use schedule::appointment::{Appointment, Hold, Resource};
use schedule::span::Span;
use terms::actor::{Context, Role};
use terms::ids::{AppointmentId, SubjectId};
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::ground::{Ground, STAFF, done, moved, now, on_each_database, open, staff};

/// How many steps a life has.
const STEPS: u32 = 120;

/// What must come of the steps so far.
#[derive(Default)]
struct Model {
    /// Each chart's entries by number: the path they set, or nothing once erased.
    charts: BTreeMap<SubjectId, Vec<Option<Path>>>,
    /// What is booked, as slots of an hour.
    booked: BTreeMap<u64, AppointmentId>,
}

/// Random numbers that come again with the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[test]
fn a_life_in_random_steps_comes_to_what_the_model_says() {
    let lives = if std::env::var_os("GROUNDWORK_LONG").is_some() { 300 } else { 6 };
    on_each_database(|ground| {
        for seed in 0..lives {
            live(ground, seed);
        }
        assert_eq!(verify(&ground.storage).unwrap().problems, Vec::<String>::new());
    });
}

fn live(ground: &Ground, seed: u64) {
    let (mut dice, mut model) = (Dice(seed), Model::default());
    let mut record = ground.record.clone();
    let subjects: Vec<SubjectId> = (0..3).map(|_| ground.subject()).collect();
    let therapist = staff(Role::Therapist);
    for subject in &subjects {
        ground.treated(*subject);
        model.charts.insert(*subject, vec![Some(Path::Undecided)]);
    }
    // Each life has days of its own in the calendar, so that lives don't stand in each other's way.
    let day = i64::try_from(seed).unwrap() * 30;
    for step in 0..STEPS {
        let subject = subjects[usize::try_from(dice.below(3)).unwrap()];
        match dice.below(10) {
            0..4 => add(&record, &therapist, (subject, &mut dice), &mut model),
            4 => erase(&record, &therapist, (subject, &mut dice), &mut model),
            5..8 => book(&record, (day, &mut dice), &mut model),
            8 => cancel(&record, &mut dice, &mut model),
            _ if step % 20 == 0 => record = open(&ground.storage),
            _ => {}
        }
    }
    compare(&record, &therapist, (day, seed), &model);
    assert_eq!(record.verify_derived().unwrap().problems, Vec::<String>::new(), "seed {seed}");
}

fn add(record: &Record, by: &Context, (subject, dice): (SubjectId, &mut Dice), model: &mut Model) {
    let path = Path::ALL[usize::try_from(dice.below(5)).unwrap()];
    done(record.change(by, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        Ok(change.add(&chart, moved(path))?)
    }));
    model.charts.get_mut(&subject).unwrap().push(Some(path));
}

fn erase(record: &Record, by: &Context, (subject, dice): (SubjectId, &mut Dice), model: &mut Model) {
    let entries = model.charts.get_mut(&subject).unwrap();
    let number = dice.below(entries.len() as u64) + 1;
    let says = ChartEntry::EntryErased {
        number,
        rule: ErasureRule::WrongChart,
        reason: Line::parse("Told of someone else").unwrap(),
        at: now(),
    };
    done(record.change(by, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        Ok(change.erase(&chart, &[number], says.clone())?)
    }));
    entries[usize::try_from(number).unwrap() - 1] = None;
    entries.push(None);
}

fn slot(day: i64, slot: u64) -> Span {
    let from = now() + SignedDuration::from_hours(24 * day + i64::try_from(slot).unwrap());
    Span::new(from, from + SignedDuration::from_mins(60)).unwrap()
}

fn book(record: &Record, (day, dice): (i64, &mut Dice), model: &mut Model) {
    let (wanted, id) = (dice.below(24), AppointmentId(record.new_id()));
    let hold = Hold { resource: Resource::Clinician(STAFF), span: slot(day, wanted), layer: 0 };
    let taken = |clash| (clash == Clash::HoldTaken).then_some("taken");
    let booked = record.change_or(&staff(Role::Desk), taken, |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        Ok(change.hold(&calendar, (id, &[hold]), None)?)
    });
    match booked {
        Ok(()) => assert!(model.booked.insert(wanted, id).is_none(), "slot {wanted} was booked twice"),
        Err(Trouble::Refused("taken")) => assert!(model.booked.contains_key(&wanted), "slot {wanted} was free"),
        Err(trouble) => panic!("{trouble:?}"),
    }
}

fn cancel(record: &Record, dice: &mut Dice, model: &mut Model) {
    let wanted = dice.below(24);
    let Some(id) = model.booked.remove(&wanted) else { return };
    done(record.change(&staff(Role::Desk), |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        change.release(&calendar, id);
        Ok(())
    }));
}

fn compare(record: &Record, by: &Context, (day, seed): (i64, u64), model: &Model) {
    for (subject, entries) in &model.charts {
        let (path, head) = done(record.read(by, |work| {
            let chart = work.permit::<_, Read>(folder::<Chart>(*subject))?;
            let chart = work.open(&chart)?;
            Ok((chart.path(), chart.head()))
        }));
        let expected = entries.iter().rev().find_map(|entry| *entry).unwrap_or_default();
        assert_eq!((path, head), (expected, entries.len() as u64), "seed {seed}");
    }
    let busy = done(record.read::<_, Never>(&staff(Role::Desk), |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let within = Span::new(slot(day, 0).from, slot(day, 24).from).unwrap();
        Ok(work.busy(&calendar, Resource::Clinician(STAFF), within)?)
    }));
    let expected: Vec<Span> = model.booked.keys().map(|wanted| slot(day, *wanted)).collect();
    assert_eq!(busy, expected, "seed {seed}");
}
