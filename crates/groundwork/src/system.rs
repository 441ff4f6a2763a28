//! What is read from the operating system: randomness, and where a person keeps their data.

use std::path::PathBuf;

use record::random::Random;

/// The operating system's randomness. Without it nothing can be kept secret, so the program ends.
pub fn random() -> Random {
    Random::new(|bytes| {
        if let Err(error) = getrandom::fill(bytes) {
            eprintln!("The system gives no randomness ({error}). Nothing can be kept safe without it.");
            std::process::exit(1);
        }
    })
}

/// Where data of this program goes when nobody says otherwise (XDG Base Directory Specification).
pub fn data_home() -> Option<PathBuf> {
    let given = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    given.or_else(home).map(|path| path.join("groundwork"))
}

/// What the environment says under a name.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
