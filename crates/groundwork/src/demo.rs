//! `groundwork demo`: a living practice with fictional people, on this computer alone.

use std::future::pending;
use std::io::{IsTerminal, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use actions::house::House;
use actions::sign_in::fault;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use post::stripe::Stripe;
use record::record::Record;
use site::front::Front;
use site::pages::Pages;
use terms::trouble::Fault;
use testkit::claims::tell_claims;
use testkit::seed::seed;

use crate::card_stand_in::StandIn;
use crate::claims_folder::Lays;
use crate::cli::Demo;
use crate::content_folder::{ContentFolder, Texts};
use crate::data_folder::{DataFolder, storage_of};
use crate::demo_door::{DemoDoor, demo_clients};
use crate::minute::{every_minute, stopped};
use crate::server::accept::{bind, serve};
use crate::server::clock::Clock;
use crate::server::faults::install_panic_hook;
use crate::server::limits::Limits;
use crate::sign_in::Door;
use crate::system::{data_home, random};
use crate::wiring;

/// Starts the demo and runs it until it is stopped.
pub fn run(options: &Demo) -> Result<ExitCode, Fault> {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    install_panic_hook();
    let folder = DataFolder::open_demo(&path(options)?)?;
    let texts = ContentFolder::open(&folder.content())?;
    let Texts { content, practice } = texts.read()?;
    let zone = TimeZone::get(&practice.time_zone).map_err(|error| Fault::new("find the time zone", error))?;
    let clock = options.today.map_or(Ok(Clock::System), |today| noon(today, &zone))?;
    let storage = options.database.as_deref().map_or_else(|| Ok(folder.storage()), storage_of)?;
    let listener = bind(options.port).map_err(|error| {
        Fault::new(
            format!("listen on port {}", options.port),
            format!("{error}. Choose another with --port, or 0 for a free one"),
        )
    })?;
    let address = address(&listener)?;
    let random = random();
    let record = Record::open(&storage, folder.key(&random)?, random, clock.now())?;
    let is_new = seed(&record, &practice, clock.now()).map_err(fault)?;
    let house = House::new(record.clone(), practice.clone(), address.clone());
    house.know_staff(clock.now()).map_err(fault)?;
    if is_new {
        tell_claims(&house, (&record, &practice), clock.now()).map_err(fault)?;
    }
    let (cards, stand_in) = card_stand_in(&listener, clock)?;
    house.take_cards(Arc::new(
        Stripe::new(stand_in.settings())
            .map_err(|refusal| Fault::new("offer card payments", format!("{refusal:?}")))?,
    ));
    let pages = Arc::new(Pages::new(&content, practice, true));
    let front = Front { house: house.clone(), pages: Arc::clone(&pages) };
    let clients = demo_clients(&house, clock.now()).map_err(fault)?;
    let door = DemoDoor { door: Door { house, pages, secure: false }, clients };
    tell(&address, &door, is_new);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Fault::new("start the runtime", error))?;
    let router = wiring::demo(&front, &door, clock);
    runtime.block_on(async {
        let here = (folder.path().to_owned(), Lays::Here);
        let checking = tokio::spawn(every_minute(record.clone(), front.house.clone(), clock, here));
        let following = tokio::spawn(texts.follow(front));
        let taking = tokio::spawn(serve(cards, stand_in.router(), Limits::default(), pending()));
        let served = serve(listener, router, Limits::default(), stopped()).await;
        taking.abort();
        following.abort();
        checking.abort();
        record.checkpoint(clock.now())?;
        served.map_err(|error| Fault::new("serve", error))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A stand-in for a card processor, behind a port of its own, which tells the demo what happened there.
fn card_stand_in(demo: &TcpListener, clock: Clock) -> Result<(TcpListener, StandIn), Fault> {
    let doing = |error| Fault::new("offer card payments", error);
    let cards = bind(0).map_err(doing)?;
    let stand_in = StandIn::new(&address(&cards)?, clock).telling(demo.local_addr().map_err(doing)?);
    Ok((cards, stand_in))
}

fn path(options: &Demo) -> Result<PathBuf, Fault> {
    let usual = || data_home().map(|home| home.join("demo"));
    options
        .data
        .clone()
        .or_else(usual)
        .ok_or_else(|| Fault::new("find a place for the demo", "name a folder with --data"))
}

/// The chosen day's clock begins five past noon, when there are visits to write of and visits to come.
fn noon(today: Date, zone: &TimeZone) -> Result<Clock, Fault> {
    let start = today.to_datetime(time(12, 5, 0, 0)).to_zoned_datetime(zone.clone());
    start.map(|start| Clock::running(start.timestamp())).map_err(|error| Fault::new("read --today", error))
}

fn address(listener: &TcpListener) -> Result<String, Fault> {
    let at = listener.local_addr().map_err(|error| Fault::new("listen", error))?;
    Ok(format!("http://{at}"))
}

fn tell(address: &str, door: &DemoDoor, is_new: bool) {
    let mut out = std::io::stdout().lock();
    let mut lines = vec![
        format!(
            "{} Every person is fictional.",
            if is_new { "A new practice." } else { "The same practice as before." }
        ),
        String::new(),
        format!("{:<12} {:<16} {address}/", "Public", "anyone"),
    ];
    for person in door.door.house.staff().iter() {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.word()).collect();
        lines.push(format!("{:<12} {:<16} {address}/staff/{}", roles.join("+"), person.name.as_str(), person.id));
    }
    lines.push(format!("{:<12} {:<16} {address}/sign-in", "Clients", "one of them"));
    lines.push(String::new());
    lines.push("Stop it with Ctrl C. What you wrote stays.".to_owned());
    // Nobody may be listening; the demo runs all the same.
    drop(writeln!(out, "{}", lines.join("\n")));
    drop(out.flush());
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_chosen_day_begins_five_past_noon_at_the_practice() {
        let denver = TimeZone::get("America/Denver").unwrap();
        let clock = noon("2026-06-22".parse().unwrap(), &denver).unwrap();
        let start: Timestamp = "2026-06-22T18:05:00Z".parse().unwrap();
        assert!(clock.now() >= start && clock.now().duration_since(start) < jiff::SignedDuration::from_mins(1));
    }
}
