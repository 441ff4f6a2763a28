//! `groundwork serve`: a practice, for real people.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actions::house::House;
use actions::sign_in::fault;
use actions::write_text::texts_written;
use jiff::Timestamp;
use shell::act::act;
use site::content::{Content, PAGES, shipped};
use site::front::Front;
use site::pages::Pages;
use terms::actor::{Actor, Context};
use terms::trouble::Fault;

use crate::backup::by_the_clock;
use crate::claims_folder::Lays;
use crate::claims_round::Round;
use crate::config::Mail;
use crate::data_folder::DataFolder;
use crate::mail::deliver;
use crate::minute::{every_minute, stopped};
use crate::open::{Open, Which, config, know, open};
use crate::server::accept::{Reach, bind_to, serve_to};
use crate::server::clock::Clock;
use crate::server::faults::install_panic_hook;
use crate::server::limits::Limits;
use crate::server::tls;
use crate::set_up::SetUp;
use crate::sign_in::Door;
use crate::wiring::{self, Place};

/// How often the server looks whether its texts were changed here.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// After how many looks it also asks the record, for changes of other servers.
const ASK_EVERY: u32 = 200;

/// Serves a practice until it is stopped.
pub fn run(which: &Which) -> Result<ExitCode, Fault> {
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_writer(std::io::stderr).with_ansi(false).init();
    install_panic_hook();
    let mut config = config(which)?;
    let folder = DataFolder::open_practice(&which.data)?;
    let listen = config.listen()?;
    let listener = bind_to(listen).map_err(|error| {
        Fault::new(format!("listen on {listen}"), format!("{error}. Choose another with listen in the configuration"))
    })?;
    if config.address.is_none() {
        let at = listener.local_addr().map_err(|error| Fault::new("listen", error))?;
        config.address = Some(format!("{}://{at}", if config.tls.is_some() { "https" } else { "http" }));
    }
    let reach = match &config.tls {
        Some(files) => Reach::Encrypted(tls::acceptor(&files.certificate, &files.key)?),
        None if listen.ip().is_loopback() => Reach::ThisComputer,
        None => Reach::Proxies(config.trusted_proxies.clone().into()),
    };
    let Open { config, storage, record, house, .. } = open(which, config)?;
    let smtp = config.mail.as_ref().map(Mail::smtp).transpose()?;
    if let Some(cards) = &config.cards {
        house.take_cards(Arc::new(cards.processor()?));
    }
    let now = Timestamp::now();
    let pages = Arc::new(Pages::new(&content(&house, now)?, (*house.practice()).clone(), false));
    let door = Door { house: house.clone(), pages: Arc::clone(&pages), secure: config.is_https()? };
    let set_up = SetUp { door, secret: record.random().token().into() };
    let front = Front { house: house.clone(), pages };
    tell(&config.address()?, &house, &set_up);
    let place = Place { hosts: &[config.host()?], proxies: &config.trusted_proxies };
    let router = wiring::practice(&front, &set_up, Clock::System, place);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Fault::new("start the runtime", error))?;
    let carried = config.sftp().cloned();
    let lays = if carried.is_some() { Lays::Elsewhere } else { Lays::Here };
    runtime.block_on(async {
        let mut background = vec![
            tokio::spawn(every_minute(record.clone(), house.clone(), Clock::System, (which.data.clone(), lays))),
            tokio::spawn(follow(front)),
        ];
        if let Some(plan) = config.backup {
            background.push(tokio::spawn(by_the_clock(house.clone(), record.clone(), storage, plan)));
        }
        let round = |folder| Round::new((house.clone(), &which.data), folder, Clock::System);
        background.extend(carried.map(|folder| tokio::spawn(round(folder).for_ever())));
        if let Some(smtp) = smtp {
            background.push(tokio::spawn(deliver(house, smtp, Clock::System)));
        }
        let served = serve_to(listener, reach, router, Limits::default(), stopped()).await;
        for task in background {
            task.abort();
        }
        record.checkpoint(Timestamp::now())?;
        served.map_err(|error| Fault::new("serve", error))
    })?;
    drop(folder);
    Ok(ExitCode::SUCCESS)
}

/// The practice's texts: as it wrote them, and as they came where it wrote none.
fn content(house: &House, now: Timestamp) -> Result<Content, Fault> {
    let itself = Context { actor: Actor::Timer, now };
    let names: Vec<&str> = PAGES.iter().map(|(name, _)| *name).collect();
    let written = texts_written(house, &itself, &names).map_err(fault)?;
    let mut files = shipped();
    for (name, body) in written {
        if let Some(file) = files.iter_mut().find(|(known, _)| *known == name) {
            file.1 = body;
        }
    }
    Content::parse(&files).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        Fault::new("read the practice's texts", lines.join("\n"))
    })
}

/// For ever: what is changed shows at once, on other servers within a minute.
async fn follow(front: Front) {
    let mut seen = front.house.edition();
    let mut looks = 0;
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        looks += 1;
        let edition = front.house.edition();
        if edition == seen && looks < ASK_EVERY {
            continue;
        }
        (seen, looks) = (edition, 0);
        let front = front.clone();
        let done = act(move || {
            let now = Timestamp::now();
            know(&front.house, now)?;
            front.pages.replace(&content(&front.house, now)?, (*front.house.practice()).clone());
            Ok::<(), Fault>(())
        });
        if let Err(fault) = done.await {
            tracing::error!(%fault, "the pages stay as they were");
        }
    }
}

fn tell(address: &str, house: &House, set_up: &SetUp) {
    let mut out = std::io::stdout().lock();
    let line = if house.staff().is_empty() {
        format!(
            "A new practice. Set it up at {address}/set-up/{}\nThe address is good once, until this program stops.",
            set_up.secret
        )
    } else {
        format!("Serving at {address}")
    };
    // Nobody may be listening; the server runs all the same.
    drop(writeln!(out, "{line}"));
    drop(out.flush());
}
