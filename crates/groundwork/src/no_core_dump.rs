//! A program that breaks leaves no picture of its memory behind, in which keys and open records would stand.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use terms::trouble::Fault;

/// From now on, for as long as the program runs. A core file gets no room, and what collects them by a pipe gets nothing.
pub fn forbid() -> Result<(), Fault> {
    let fault = |error| Fault::new("forbid core dumps", error);
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).map_err(fault)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(fault)
}

#[cfg(test)]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn memory_is_never_written_to_a_file() {
        forbid().unwrap();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    }
}
