//! The proof that a release is in force is made by the release alone.

use care::release::{Consented, Release};

fn forge(release: &Release) -> Consented<'_> {
    Consented { release } //~ E0451
}

fn main() {
    let _ = forge;
}
