//! What happens by the clock, once a minute, in a demo as in a practice.

use std::path::PathBuf;
use std::time::Duration;

use actions::ask_how_they_are::ask_how_they_are;
use actions::break_glass::tell_of_emergencies;
use actions::custody::tell_of_custody;
use actions::house::House;
use actions::look_after_cards::{CardRounds, look_after_cards};
use actions::pass_on_alerts::{pass_on_alerts, tell_of_alerts};
use actions::remind::remind;
use actions::sign_in::fault;
use record::record::Record;
use shell::act::act;

use crate::claims_folder::{Lays, exchange};
use crate::server::clock::Clock;

/// How often.
const EVERY: Duration = Duration::from_mins(1);

/// For ever: a checkpoint ties the ends of all audit chains together, reminders that are due
/// are written, clients are asked how they are as they wished, alerts are told of and passed on, files of claims are
/// exchanged through the data folder, and the card processor is asked about what it did not tell.
pub async fn every_minute(record: Record, house: House, clock: Clock, (data, lays): (PathBuf, Lays)) {
    let mut rounds = CardRounds::default();
    loop {
        tokio::time::sleep(EVERY).await;
        let checking = record.clone();
        if let Err(fault) = act(move || checking.checkpoint(clock.now())).await {
            tracing::error!(%fault, "no checkpoint");
        }
        let reminding = house.clone();
        if let Err(trouble) = act(move || remind(&reminding, clock.now())).await {
            tracing::error!(fault = %fault(trouble), "nobody was reminded");
        }
        let asking = house.clone();
        if let Err(trouble) = act(move || ask_how_they_are(&asking, clock.now())).await {
            tracing::error!(fault = %fault(trouble), "nobody was asked how they are");
        }
        let (exchanging, folder) = (house.clone(), data.clone());
        if let Err(fault) = act(move || exchange(&exchanging, (&folder, lays), clock.now())).await {
            tracing::error!(%fault, "no files of claims were exchanged");
        }
        let asking = house.clone();
        let (known, looked) = act(move || {
            let looked = look_after_cards(&asking, &mut rounds, clock.now());
            (rounds, looked)
        })
        .await;
        rounds = known;
        if let Err(trouble) = looked {
            tracing::error!(fault = %fault(trouble), "the card processor was not asked");
        }
        let telling = house.clone();
        if let Err(trouble) = act(move || tell_of_alerts(&telling, clock.now())).await {
            tracing::error!(fault = %fault(trouble), "no therapist was told of an alert");
        }
        let telling = house.clone();
        if let Err(trouble) = act(move || tell_of_emergencies(&telling, clock.now())).await {
            tracing::error!(fault = %fault(trouble), "nobody was told of an emergency");
        }
        let telling = house.clone();
        if let Err(trouble) = act(move || tell_of_custody(&telling, clock.now())).await {
            tracing::error!(fault = %fault(trouble), "nobody was told that notes were asked for");
        }
        let closing = record.clone();
        if let Err(trouble) = act(move || closing.close_old_keys(clock.now())).await {
            tracing::error!(fault = %fault(trouble), "keys that were open stayed in their rows");
        }
        let house = house.clone();
        if let Err(trouble) = act(move || pass_on_alerts(&house, clock.now())).await {
            tracing::error!(fault = %fault(trouble), "no alert was passed on");
        }
    }
}

/// Until someone stops the program: Ctrl C, or the operating system.
pub async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(interrupt.await),
    }
}
