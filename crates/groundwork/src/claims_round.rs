//! Carries files of claims to a clearinghouse's folder and brings its answers, once a minute. No file goes twice, none is
//! lost: one of ours counts as sent only once it has its name there, and an answer leaves there only once it is kept here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::carrying::{Carrier, file_ready};
use actions::edi_files::{file_laid, files_to_lay};
use actions::house::House;
use actions::sign_in::fault;
use money::edi_file::{EdiFile, FileWay};
use money::x12::segment::MAX_EDI_BYTES;
use shell::act::act;
use terms::actor::{Actor, Context};
use terms::trouble::Fault;

use crate::claims_config::SftpFolder;
use crate::claims_folder::keep_answer;
use crate::claims_remote::{Away, Lying, Remote, within_folder};
use crate::server::clock::Clock;

/// How often.
const EVERY: Duration = Duration::from_mins(1);

/// Why a round ends early; the next begins where it left off.
#[derive(Debug)]
pub enum Ended {
    /// The folder is not reached.
    Away(Away),
    /// It is our own trouble.
    Fault(Fault),
}

impl From<Away> for Ended {
    fn from(away: Away) -> Self {
        Self::Away(away)
    }
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Whoever carries, with what it saw lying there in the round before.
pub struct Round {
    house: House,
    data: PathBuf,
    folder: SftpFolder,
    clock: Clock,
    seen: BTreeSet<Lying>,
}

impl Round {
    /// Nothing is carried yet.
    pub fn new((house, data): (House, &Path), folder: SftpFolder, clock: Clock) -> Self {
        Self { house, data: data.to_owned(), folder, clock, seen: BTreeSet::new() }
    }

    /// For ever, as long as the server runs.
    pub async fn for_ever(mut self) {
        loop {
            self.tell_how_it_went().await;
            tokio::time::sleep(EVERY).await;
        }
    }

    /// One round; how it went stands on the biller's page, and in the log where it turned.
    pub async fn tell_how_it_went(&mut self) {
        let (now, host) = (self.clock.now(), self.folder.host.clone());
        let before = self.house.carrier();
        match self.once().await {
            Ok(()) => {
                if before.away_since.is_some() {
                    tracing::info!(host, "the clearinghouse is reached again");
                }
                self.house.set_carrier(|carrier| carrier.reached(&host));
            }
            Err(Ended::Away(away)) => {
                let words = away.to_string();
                if before.why.as_deref() != Some(words.as_str()) {
                    tracing::warn!(host, why = words, "the clearinghouse is not reached");
                }
                self.house.set_carrier(|carrier: &mut Carrier| carrier.away(&host, now, words));
            }
            Err(Ended::Fault(fault)) => tracing::error!(%fault, "no files of claims were carried"),
        }
    }

    async fn once(&mut self) -> Result<(), Ended> {
        let remote = Remote::open(&self.folder).await?;
        let by = self.by();
        let house = self.house.clone();
        for (file, bytes) in act(move || files_to_lay(&house, &by)).await.map_err(fault)? {
            self.send(&remote, &file, &bytes).await?;
        }
        let lying = remote.list(&self.folder.came).await?;
        let (fits, large): (Vec<Lying>, Vec<Lying>) =
            lying.into_iter().partition(|file| file.bytes <= MAX_EDI_BYTES as u64);
        let large = large.into_iter().map(|file| file.name).collect();
        self.house.set_carrier(|carrier| carrier.left_there = large);
        for file in self.still(fits) {
            self.bring(&remote, &file).await?;
        }
        Ok(())
    }

    /// Writes it as a half, says so in the record, and only then gives it its name. A file that was ready and whose half
    /// is gone has its name already, or was even fetched: it is never written a second time.
    async fn send(&self, remote: &Remote, file: &EdiFile, bytes: &[u8]) -> Result<(), Ended> {
        let whole = within_folder(&self.folder.out, file.name.as_str());
        let half = format!("{whole}.part");
        let was_ready = matches!(&file.way, FileWay::Out(out) if out.ready_at.is_some());
        let lies = if was_ready { remote.size(&half).await? } else { Some(0) };
        if lies.is_some_and(|size| size != bytes.len() as u64) {
            remote.put(&half, bytes).await?;
        }
        let (house, by, id) = (self.house.clone(), self.by(), file.id);
        // Another server may have sent it meanwhile.
        let is_ours = was_ready || act(move || file_ready(&house, &by, id)).await.map_err(fault)?;
        if lies.is_some() && is_ours {
            remote.rename(&half, &whole).await?;
        }
        let (house, by) = (self.house.clone(), self.by());
        if is_ours {
            act(move || file_laid(&house, &by, id)).await.map_err(fault)?;
        }
        Ok(())
    }

    /// What lay there in the round before, as it lies now: nobody is still writing it.
    fn still(&mut self, lying: Vec<Lying>) -> Vec<Lying> {
        let before = std::mem::replace(&mut self.seen, lying.iter().cloned().collect());
        lying.into_iter().filter(|file| before.contains(file)).collect()
    }

    async fn bring(&mut self, remote: &Remote, lying: &Lying) -> Result<(), Ended> {
        let path = within_folder(&self.folder.came, &lying.name);
        let bytes = remote.get(&path, lying.bytes).await?;
        let (house, by, data, name) = (self.house.clone(), self.by(), self.data.clone(), lying.name.clone());
        act(move || keep_answer(&house, &by, &data, (&name, &bytes))).await?;
        self.seen.remove(lying);
        let Some(done) = &self.folder.done else { return Ok(remote.remove(&path).await?) };
        // Another of this name may lie there already.
        if remote.rename(&path, &within_folder(done, &lying.name)).await.is_err() {
            let other = format!("{}-{}", self.clock.now().as_second(), lying.name);
            remote.rename(&path, &within_folder(done, &other)).await?;
        }
        Ok(())
    }

    fn by(&self) -> Context {
        Context { actor: Actor::Timer, now: self.clock.now() }
    }
}
