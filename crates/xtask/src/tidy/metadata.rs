//! What cargo knows of every crate in the tree.

use std::path::Path;

use serde_json::Value;

use crate::command::{command, output};
use crate::failure::Failure;

/// One crate, ours or from outside.
#[derive(Clone, Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    /// Whether it stands in this workspace.
    pub is_ours: bool,
    pub dependencies: Vec<Dependency>,
}

/// One line of a crate's dependencies.
#[derive(Clone, Debug)]
pub struct Dependency {
    pub name: String,
    /// For tests alone.
    pub is_dev: bool,
    /// Whether it stands in this workspace.
    pub is_ours: bool,
}

/// Every crate that a build for this machine uses.
pub fn packages(root: &Path) -> Result<Vec<Package>, Failure> {
    let version = output(&mut command(root, "rustc -vV"))?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or_else(|| Failure::new("rustc does not name its host"))?;
    let metadata =
        output(&mut command(root, &format!("cargo metadata --format-version 1 --locked --filter-platform {host}")))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(Failure::during("read cargo's metadata"))?;
    Ok(parse(&metadata))
}

fn parse(metadata: &Value) -> Vec<Package> {
    list(&metadata["packages"]).map(package).collect()
}

fn package(value: &Value) -> Package {
    Package {
        name: text(&value["name"]),
        version: text(&value["version"]),
        license: value["license"].as_str().map(str::to_owned),
        is_ours: value["source"].is_null(),
        dependencies: list(&value["dependencies"]).map(dependency).collect(),
    }
}

fn dependency(value: &Value) -> Dependency {
    Dependency { name: text(&value["name"]), is_dev: value["kind"] == "dev", is_ours: value["source"].is_null() }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_without_a_source_is_ours() {
        let metadata = serde_json::json!({"packages": [
            {"name": "care", "version": "0.0.0", "source": null, "license": "AGPL-3.0-or-later",
             "dependencies": [{"name": "serde", "kind": null, "source": "elsewhere"}, {"name": "testkit", "kind": "dev", "source": null}]},
        ]});
        let care = &parse(&metadata)[0];
        assert!(care.is_ours && !care.dependencies[0].is_ours && care.dependencies[1].is_ours);
        assert!(!care.dependencies[0].is_dev && care.dependencies[1].is_dev);
    }
}
