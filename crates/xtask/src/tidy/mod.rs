//! The rules of the house that a program can check, one file each.

mod arrows;
mod duplicates;
mod licenses;
mod metadata;
mod names;
mod problem;
mod ratchet;
mod reasons;
mod sizes;
mod sql;
pub mod tree;
mod words;

use std::path::Path;

use crate::failure::Failure;
use crate::tidy::metadata::Package;
use crate::tidy::problem::Problem;
use crate::tidy::tree::Tree;

/// Reads the whole tree once, asks every rule, and tells all problems together.
pub fn tidy(root: &Path) -> Result<(), Failure> {
    let tree = Tree::read(root)?;
    let packages = metadata::packages(root)?;
    let problems = problems(&tree, &packages);
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => Ok(()),
        1 => Err(Failure::new("one thing to tidy; it stands above")),
        many => Err(Failure::new(format!("{many} things to tidy; they stand above"))),
    }
}

fn problems(tree: &Tree, packages: &[Package]) -> Vec<Problem> {
    let mut problems = sizes::problems(tree);
    problems.extend(names::problems(tree));
    problems.extend(words::problems(tree));
    problems.extend(sql::problems(tree));
    problems.extend(reasons::problems(tree));
    problems.extend(arrows::problems(packages));
    problems.extend(licenses::problems(packages));
    problems.extend(duplicates::problems(tree, packages));
    problems
}
