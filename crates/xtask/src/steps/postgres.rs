//! A PostgreSQL server of our own for the tests: a temporary folder, a socket in it, no network.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::check::Ground;
use crate::command::{command, output};
use crate::failure::Failure;

/// Runs the server for as long as its standard input stays open.
///
/// The shell watches that pipe, so the server stops and its folder goes even when the check is interrupted or killed:
/// then the system closes the pipe.
const SCRIPT: &str = r#"
set -eu
trap '' INT TERM HUP
folder=$(mktemp -d "${TMPDIR:-/tmp}/groundwork-postgres.XXXXXX")
finish() {
    "$1/pg_ctl" stop -D "$folder/data" -m immediate >"$folder/stop" 2>&1 || true
    rm -rf "$folder"
}
trap 'finish "$1"' EXIT
"$1/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 100
fsync = on
CONF
"$1/pg_ctl" start -w -D "$folder/data" -l "$folder/log" >/dev/null || { cat "$folder/log" >&2; exit 1; }
"$1/createdb" -h "$folder" -U postgres groundwork
echo "$folder"
read -r _ || true
"#;

/// A running server. It stops, and its folder goes, when this is dropped.
pub struct Postgres {
    keeper: Child,
    folder: String,
}

/// Starts the server and leaves it running for the steps that follow.
pub fn postgres(ground: &mut Ground) -> Result<(), Failure> {
    ground.postgres = Some(Postgres::start(&ground.root)?);
    Ok(())
}

/// The folder of the newest installed server's programs.
pub fn server_programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let programs = versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").is_file());
    programs.max_by_key(|bin| version_number(bin))
}

impl Postgres {
    fn start(root: &Path) -> Result<Self, Failure> {
        let programs = server_programs()
            .ok_or_else(|| Failure::new("no PostgreSQL server here; run `cargo xtask check --only install` first"))?;
        // PostgreSQL refuses to run as root. Debian's package brings its own user.
        let is_root = output(&mut command(root, "id -u"))?.trim() == "0";
        let mut keeper = if is_root { command(root, "runuser -u postgres -- sh -c") } else { command(root, "sh -c") };
        keeper.arg(SCRIPT).arg("groundwork-postgres").arg(programs).current_dir("/");
        // Its own process group: an interrupt at the terminal ends the check, and the closing pipe ends this.
        keeper.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut keeper = spawn(&mut keeper)?;
        let mut folder = String::new();
        if let Some(out) = keeper.stdout.take() {
            BufReader::new(out).read_line(&mut folder).map_err(Failure::during("wait for PostgreSQL"))?;
        }
        let server = Self { keeper, folder: folder.trim().to_owned() };
        if server.folder.is_empty() {
            Err(Failure::new("PostgreSQL did not start; its words stand above"))
        } else {
            Ok(server)
        }
    }

    /// Where the tests find their database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@/groundwork?host={}", self.folder)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("wait for PostgreSQL to stop: {error}");
        }
    }
}

fn spawn(command: &mut Command) -> Result<Child, Failure> {
    command.spawn().map_err(Failure::during("start PostgreSQL"))
}

fn version_number(bin: &Path) -> u32 {
    bin.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_count_as_numbers() {
        assert!(
            version_number(Path::new("/usr/lib/postgresql/9/bin"))
                < version_number(Path::new("/usr/lib/postgresql/15/bin"))
        );
    }
}
