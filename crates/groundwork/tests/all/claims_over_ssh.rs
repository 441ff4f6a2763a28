//! Files of claims to a clearinghouse over SSH and back, against a stand-in of its server.

use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use actions::ask_plan::ask_plan;
use actions::edi_files::see_edi_files;
use actions::house::House;
use groundwork::claims_config::{Claims, SftpFolder};
use groundwork::claims_remote::{Away, Remote};
use groundwork::claims_round::Round;
use groundwork::config::Config;
use groundwork::doctor::clearinghouse;
use groundwork::server::clock::Clock;
use money::edi_file::{EdiFile, FileWay};
use russh::keys::ssh_key::LineEnding;
use tempfile::TempDir;
use terms::actor::Role;
use testkit::cast::{BEA, ROWAN};
use testkit::ground::{acting, house, now};

use crate::ssh_stand_in::{Lies, StandIn, key, print_of};

/// A practice with a clearinghouse.
struct Ground {
    house: House,
    data: TempDir,
    there: StandIn,
    folder: SftpFolder,
}

impl Ground {
    async fn new() -> Self {
        let (house, data) = (house(), tempfile::tempdir().unwrap());
        let there = StandIn::listen(0, Arc::default()).await;
        let key_file = data.path().join("claims.key");
        std::fs::write(&key_file, key(b'u').to_openssh(LineEnding::LF).unwrap().as_bytes()).unwrap();
        std::fs::set_permissions(&key_file, std::fs::Permissions::from_mode(0o600)).unwrap();
        let folder = SftpFolder {
            host: "127.0.0.1".to_owned(),
            port: there.port,
            user: "practice".to_owned(),
            key_file,
            host_key: print_of(&key(b'h')),
            out: "/out".to_owned(),
            came: "/in".to_owned(),
            done: Some("/done".to_owned()),
        };
        assert_eq!(folder.mistake(), None);
        Self { house, data, there, folder }
    }

    fn round(&self) -> Round {
        Round::new((self.house.clone(), self.data.path()), self.folder.clone(), Clock::Still(now()))
    }

    fn asks(&self, once: &str) {
        ask_plan(&self.house, &acting(BEA, Role::Biller), ROWAN, once).unwrap();
    }

    fn files(&self) -> Vec<EdiFile> {
        see_edi_files(&self.house, &acting(BEA, Role::Biller)).unwrap()
    }

    /// How many of our files count as sent.
    fn sent(&self) -> usize {
        self.files().iter().filter(|file| matches!(file.way, FileWay::Out(out) if out.laid_at.is_some())).count()
    }

    fn lies(&self) -> std::sync::MutexGuard<'_, Lies> {
        self.there.lies.lock().unwrap()
    }

    fn names(&self) -> Vec<String> {
        self.lies().files.keys().cloned().collect()
    }
}

/// What the doctor says of the way.
async fn examined(folder: &SftpFolder) -> Option<String> {
    let config = Config { claims: Some(Claims { sftp: Some(folder.clone()) }), ..Config::default() };
    tokio::task::spawn_blocking(move || clearinghouse(&config)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn our_files_go_there_whole_and_answers_come_once_they_lie_still() {
    let ground = Ground::new().await;
    let mut round = ground.round();
    ground.asks("one");
    ground.asks("two");
    round.tell_how_it_went().await;
    assert_eq!(ground.house.carrier().why, None);
    assert_eq!(ground.names(), ["/out/question-000000001.edi", "/out/question-000000002.edi"]);
    assert!(ground.lies().files["/out/question-000000001.edi"].ends_with(b"IEA*1*000000001~"));
    assert_eq!((ground.sent(), ground.lies().sent), (2, 2));
    let large = testkit::edi::insurance("E000000001", &vec!["EB*1**30"; 20_000]);
    for (path, bytes) in [
        ("/in/a.999", testkit::edi::taken(1)),
        ("/in/b.271", large),
        ("/in/c.part", b"half".to_vec()),
        ("/in/d.txt", b"Dear practice".to_vec()),
    ] {
        ground.lies().files.insert(path.to_owned(), bytes);
    }
    round.tell_how_it_went().await;
    assert_eq!(ground.files().len(), 2, "somebody may still be writing them");
    round.tell_how_it_went().await;
    round.tell_how_it_went().await;
    let names = ground.names();
    assert_eq!(names[..4], ["/done/a.999", "/done/b.271", "/done/d.txt", "/in/c.part"]);
    assert_eq!(ground.files().iter().map(|file| file.name.as_str()).take(2).collect::<Vec<_>>(), ["b.271", "a.999"]);
    assert!(ground.data.path().join("claims/in/refused/d.txt").exists());
    assert_eq!(ground.house.carrier().refused[0].0, "d.txt");
    assert_eq!(ground.lies().sent, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_key_gets_nothing() {
    let mut ground = Ground::new().await;
    ground.asks("one");
    ground.folder.host_key = print_of(&key(b'x'));
    ground.round().tell_how_it_went().await;
    let carrier = ground.house.carrier();
    assert_eq!(carrier.away_since, Some(now()));
    assert!(carrier.why.is_some_and(|why| why.contains(&print_of(&key(b'h'))) && why.contains("Nothing was sent")));
    assert_eq!((ground.names().len(), ground.sent()), (0, 0));
    assert!(examined(&ground.folder).await.is_some_and(|words| words.contains("not the one in claims.sftp.host_key")));
    ground.folder.host_key = print_of(&key(b'h'));
    assert_eq!(examined(&ground.folder).await, None);
    ground.folder.user = "stranger".to_owned();
    assert_eq!(Remote::open(&ground.folder).await.err(), Some(Away::NotLetIn));
    ground.folder.key_file = ground.data.path().join("none");
    assert!(matches!(Remote::open(&ground.folder).await.err(), Some(Away::OwnKey(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_half_way_goes_on_and_nothing_is_lost_or_sent_twice() {
    let ground = Ground::new().await;
    let mut round = ground.round();
    ground.asks("one");
    ground.lies().ends_after = Some(100);
    round.tell_how_it_went().await;
    assert!(ground.house.carrier().away_since.is_some());
    assert_eq!((ground.names(), ground.sent()), (vec!["/out/question-000000001.edi.part".to_owned()], 0));
    // It has its name there, and nobody told us; then the clearinghouse fetches it.
    ground.lies().ends_after_rename = true;
    round.tell_how_it_went().await;
    assert_eq!((ground.names(), ground.sent()), (vec!["/out/question-000000001.edi".to_owned()], 0));
    ground.lies().files.clear();
    round.tell_how_it_went().await;
    assert_eq!((ground.names().len(), ground.sent(), ground.lies().sent), (0, 1, 1));
    assert_eq!(ground.house.carrier().away_since, None);
    ground.lies().files.insert("/in/a.999".to_owned(), testkit::edi::taken(1));
    round.tell_how_it_went().await;
    ground.lies().ends_after = Some(10);
    round.tell_how_it_went().await;
    assert_eq!((ground.names(), ground.files().len()), (vec!["/in/a.999".to_owned()], 1));
    ground.lies().ends_after_rename = true;
    round.tell_how_it_went().await;
    round.tell_how_it_went().await;
    assert_eq!((ground.names(), ground.files().len()), (vec!["/done/a.999".to_owned()], 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_tried_again_and_the_biller_reads_since_when() {
    let ground = Ground::new().await;
    ground.asks("one");
    let (port, lies) = ground.there.leave();
    let there = Arc::<Mutex<Lies>>::clone(&lies);
    let (house, folder, data) = (ground.house, ground.folder, ground.data);
    let mut round = Round::new((house.clone(), data.path()), folder, Clock::Still(now()));
    round.tell_how_it_went().await;
    round.tell_how_it_went().await;
    assert_eq!(house.carrier().away_since, Some(now()));
    assert!(house.carrier().why.is_some_and(|why| why.contains("does not answer")));
    let _back = StandIn::listen(port, lies).await;
    round.tell_how_it_went().await;
    assert_eq!(house.carrier().away_since, None);
    let lies = there.lock().unwrap();
    assert_eq!((lies.files.len(), lies.sent), (1, 1));
}
