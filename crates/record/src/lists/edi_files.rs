//! Files that went to, or came from, whoever carries claims: by when they were made or brought.

use money::edi_file::EdiFile;
use money::x12::segment::MAX_EDI_BYTES;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// The first key of every file, so that they are found in order of time.
pub const ALL_FILES: &str = "edi-files";

impl List for EdiFile {
    const NAME: &'static str = "edi-file";
    const KIND: ListKind = ListKind::EdiFiles;
    const MOST_KEPT_BYTES: usize = MAX_EDI_BYTES;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(ALL_FILES)
    }
}
