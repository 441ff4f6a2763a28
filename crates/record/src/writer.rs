//! The one writer: takes everything that waits, carries out each batch in a savepoint, and commits once.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use terms::trouble::Fault;

use crate::audit::{AuditChain, Says, says_access, says_checkpoint, says_commit};
use crate::batch::{Batch, Clash, StepError};
use crate::db::{Db, DbResult, audit};
use crate::pool::Pool;

/// The most batches in one commit, so that nobody waits long for the others.
const MOST_TOGETHER: usize = 256;

/// What became of a batch.
pub(crate) type Outcome = Result<(), NotWritten>;

/// Why a batch was not written.
#[derive(Debug)]
pub(crate) enum NotWritten {
    Clash(Clash),
    Fault(Fault),
}

/// The way to the writer; when the last one goes, the writer finishes what it has and stops.
pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// A batch on its way; `wait` returns once it is durable.
pub(crate) struct Ticket(Receiver<Outcome>);

struct Job {
    batch: Batch,
    done: SyncSender<Outcome>,
    at: i64,
}

/// Where the writer's connection comes from: its own, or the one that everybody shares in memory.
pub(crate) enum Connection {
    Own(Box<Db>),
    Shared(std::sync::Arc<Pool>),
}

impl Writer {
    /// Starts the writer's thread.
    pub(crate) fn start(mut connection: Connection, mut chain: AuditChain) -> Result<Self, Fault> {
        let (jobs, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("record-writer".to_owned())
            .spawn(move || work(&waiting, &mut connection, &mut chain))
            .map_err(|error| Fault::new("start the writer", error))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Hands a batch over without waiting. `at` is the time of the action, in seconds since 1970.
    pub(crate) fn submit(&self, batch: Batch, at: i64) -> Ticket {
        let (done, outcome) = sync_channel(1);
        if let Some(jobs) = &self.jobs {
            // When the writer is gone, the ticket's sender is dropped with the job, and `wait` says so.
            drop(jobs.send(Job { batch, done, at }));
        }
        Ticket(outcome)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has answered nobody, which each of them has learned already.
            drop(thread.join());
        }
    }
}

impl Ticket {
    /// Waits until the batch is durable, or is known not to be.
    pub(crate) fn wait(self) -> Outcome {
        self.0
            .recv()
            .unwrap_or_else(|_| Err(NotWritten::Fault(Fault::new("write to the record", "the writer has stopped"))))
    }
}

fn work(waiting: &Receiver<Job>, connection: &mut Connection, chain: &mut AuditChain) {
    while let Ok(first) = waiting.recv() {
        let mut jobs = vec![first];
        while jobs.len() < MOST_TOGETHER {
            let Ok(next) = waiting.try_recv() else { break };
            jobs.push(next);
        }
        let outcomes = match connection {
            Connection::Own(db) => commit(db, chain, &jobs),
            Connection::Shared(pool) => commit(&mut pool.take(), chain, &jobs),
        };
        match outcomes {
            Ok(outcomes) => {
                for (job, outcome) in jobs.iter().zip(outcomes) {
                    // Whoever no longer waits has lost interest; what was written stays.
                    drop(job.done.send(outcome));
                }
            }
            Err(error) => {
                let told = error.to_string();
                for job in &jobs {
                    drop(job.done.send(Err(NotWritten::Fault(Fault::new("commit to the record", &told)))));
                }
            }
        }
    }
}

/// One transaction for all jobs; an error means that none of them was written.
fn commit(db: &mut Db, chain: &mut AuditChain, jobs: &[Job]) -> DbResult<Vec<Outcome>> {
    db.begin()?;
    let written = write(db, chain, jobs);
    match written {
        Ok((outcomes, end)) => {
            db.run("COMMIT")?;
            if let Some((number, hash)) = end {
                chain.advance(number, &hash);
            }
            if jobs.iter().any(|job| job.batch.erases()) {
                // A reader may hold the side file open for a moment; then the next erasing clears it.
                drop(db.forget_traces());
            }
            Ok(outcomes)
        }
        Err(error) => {
            drop(db.run("ROLLBACK"));
            Err(error)
        }
    }
}

type End = Option<(u64, Vec<u8>)>;

fn write(db: &mut Db, chain: &AuditChain, jobs: &[Job]) -> DbResult<(Vec<Outcome>, End)> {
    let mut says: Vec<Says> = Vec::new();
    let mut outcomes = Vec::with_capacity(jobs.len());
    for job in jobs {
        let outcome = apply(db, &job.batch)?;
        if outcome.is_ok() {
            says.extend(job.batch.accesses.iter().map(says_access));
            let heads = job.batch.heads();
            if !heads.is_empty() {
                says.push(says_commit(&heads, job.at));
            }
            if let Some(now) = job.batch.checkpoint {
                says.push(says_checkpoint(&audit::chains(db)?, now));
            }
        }
        outcomes.push(outcome);
    }
    let rows = chain.rows(says);
    for row in &rows {
        audit::append(db, row)?;
    }
    let end = rows.last().map(|row| (row.number, row.hash.clone()));
    if let Some((number, hash)) = &end {
        audit::set_chain_head(db, &chain.name, *number, hash)?;
    }
    Ok((outcomes, end))
}

fn apply(db: &mut Db, batch: &Batch) -> DbResult<Outcome> {
    if batch.ops.is_empty() {
        return Ok(Ok(()));
    }
    db.run("SAVEPOINT batch")?;
    match batch.apply(db) {
        Ok(()) => {
            db.run("RELEASE SAVEPOINT batch")?;
            Ok(Ok(()))
        }
        Err(error) => {
            db.run("ROLLBACK TO SAVEPOINT batch")?;
            db.run("RELEASE SAVEPOINT batch")?;
            Ok(Err(match error {
                StepError::Clash(clash) => NotWritten::Clash(clash),
                StepError::Broken(error) => NotWritten::Fault(Fault::new("write to the record", error)),
            }))
        }
    }
}
