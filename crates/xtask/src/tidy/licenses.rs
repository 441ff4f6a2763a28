//! Every dependency may be shipped under this project's license.

use crate::tidy::metadata::Package;
use crate::tidy::problem::Problem;

/// What we take, by SPDX name.
const TAKEN: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "MPL-2.0",
    "CC0-1.0",
    "0BSD",
    "BSL-1.0",
    "AGPL-3.0-or-later",
    "CDLA-Permissive-2.0",
];

/// What we take only with its exception: the license, then the exception.
const TAKEN_WITH: [(&str, &str); 1] = [("Apache-2.0", "LLVM-exception")];

/// Crates with a license that we don't take, or with none.
pub fn problems(packages: &[Package]) -> Vec<Problem> {
    let refused = packages.iter().filter(|package| !package.license.as_deref().is_some_and(is_taken));
    refused
        .map(|package| {
            Problem::new(
                format!("{} {}", package.name, package.version),
                format!("comes under {}", package.license.as_deref().unwrap_or("no license")),
            )
        })
        .collect()
}

/// Whether an SPDX expression can be met. The old `MIT/Apache-2.0` means OR.
fn is_taken(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    any_of(&mut words) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>) -> bool {
    let mut taken = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        taken |= all_of(words);
    }
    taken
}

fn all_of(words: &mut Words<'_>) -> bool {
    let mut taken = one(words);
    while words.next_if_eq(&"AND").is_some() {
        taken &= one(words);
    }
    taken
}

fn one(words: &mut Words<'_>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let taken = any_of(words);
        return words.next() == Some(")") && taken;
    }
    let license = words.next().unwrap_or_default();
    if words.next_if_eq(&"WITH").is_some() {
        return words.next().is_some_and(|exception| TAKEN_WITH.contains(&(license, exception)));
    }
    TAKEN.contains(&license)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_or_not() {
        for (expression, taken) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("MIT OR GPL-3.0-only AND ISC", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT WITH LLVM-exception", false),
            ("(MIT", false),
            ("", false),
        ] {
            assert_eq!(is_taken(expression), taken, "{expression}");
        }
    }

    #[test]
    fn a_crate_without_a_license_is_refused() {
        let package = Package {
            name: "gift".to_owned(),
            version: "1.0.0".to_owned(),
            license: None,
            is_ours: false,
            dependencies: Vec::new(),
        };
        assert_eq!(problems(&[package]).len(), 1);
    }
}
