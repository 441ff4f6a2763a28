//! What the check needs from the system: a PostgreSQL server, a browser with its driver, a reader of PDF, axe-core, and a validator of X12.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::check::Ground;
use crate::command::{command, is_installed, output, run, spell};
use crate::failure::Failure;
use crate::steps::postgres::server_programs;
use crate::steps::x12::{VALIDATOR, validator};

/// The checker of accessibility rules that the journeys load into each page (MPL-2.0, fetched, never shipped).
const AXE: &str = "axe-core@4.10.2";

/// Installs what is missing and leaves alone what is there.
pub fn install(ground: &mut Ground) -> Result<(), Failure> {
    let missing = missing_packages();
    if !missing.is_empty() {
        println!("installing {}", missing.join(" "));
        as_root(&ground.root, "apt-get update")?;
        as_root(&ground.root, &format!("apt-get install -y --no-install-recommends {}", missing.join(" ")))?;
    }
    install_axe(&ground.root)?;
    install_validator(&ground.root)
}

fn install_axe(root: &Path) -> Result<(), Failure> {
    if axe_path(root).is_file() {
        return Ok(());
    }
    let line = format!("npm install --no-save --no-audit --no-fund --ignore-scripts --prefix target/check-tools {AXE}");
    run(&mut command(root, &line))
}

fn install_validator(root: &Path) -> Result<(), Failure> {
    if validator(root).is_file() {
        return Ok(());
    }
    run(&mut command(root, "python3 -m venv --clear target/check-tools/pyx12"))?;
    let mut pip = Command::new(root.join("target/check-tools/pyx12/bin/pip"));
    run(pip.args(["install", "-q", VALIDATOR]).current_dir(root))
}

/// Whether Python can make an environment of its own; Debian keeps that in a package apart.
fn makes_environments() -> bool {
    Command::new("python3").args(["-c", "import ensurepip, venv"]).status().is_ok_and(|status| status.success())
}

/// Where axe-core lies once it is installed.
pub fn axe_path(root: &Path) -> PathBuf {
    root.join("target/check-tools/node_modules/axe-core/axe.min.js")
}

fn missing_packages() -> Vec<&'static str> {
    let needs = [
        ("postgresql", server_programs().is_some()),
        ("chromium", is_installed("chromium")),
        ("chromium-driver", is_installed("chromedriver")),
        ("nodejs", is_installed("node")),
        ("npm", is_installed("npm")),
        ("poppler-utils", is_installed("pdftotext")),
        ("python3", is_installed("python3")),
        ("python3-venv", makes_environments()),
    ];
    needs.into_iter().filter(|(_, there)| !there).map(|(package, _)| package).collect()
}

/// Runs a line as root, through `sudo` when we are someone else and it asks for no password.
fn as_root(root: &Path, line: &str) -> Result<(), Failure> {
    let is_root = output(&mut command(root, "id -u"))?.trim() == "0";
    let line = if is_root { line.to_owned() } else { format!("sudo -n {line}") };
    let mut command = command(root, &line);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    run(&mut command).map_err(|_| {
        Failure::new(format!(
            "the check needs packages of Debian; run this as root, then check again: {}",
            spell(&command)
        ))
    })
}
