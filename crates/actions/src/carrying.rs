//! How files of claims go out, as far as this server knows since it began, and that one of them is about to.

use jiff::Timestamp;
use money::edi_file::{EdiFile, FileWay, OutFile};
use record::list::list;
use record::scope::Write;
use terms::actor::Context;
use terms::ids::EdiFileId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// The most files that are told of as refused.
const MAX_REFUSED: usize = 50;

/// What is known of the way of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carrier {
    /// The clearinghouse's server, where files go over SSH; nothing where they lie in a folder.
    pub host: Option<String>,
    /// Since when it is not reached, if it is not.
    pub away_since: Option<Timestamp>,
    /// Why.
    pub why: Option<String>,
    /// Files that came and are no answers: each name, and why.
    pub refused: Vec<(String, String)>,
    /// Files that are too large, and stay at the clearinghouse.
    pub left_there: Vec<String>,
}

impl Carrier {
    /// The server was reached.
    pub fn reached(&mut self, host: &str) {
        (self.host, self.away_since, self.why) = (Some(host.to_owned()), None, None);
    }

    /// It was not.
    pub fn away(&mut self, host: &str, now: Timestamp, why: String) {
        self.host = Some(host.to_owned());
        self.away_since.get_or_insert(now);
        self.why = Some(why);
    }

    /// A file came that is no answer.
    pub fn refused(&mut self, name: &str, why: &str) {
        self.refused.retain(|(known, _)| known != name);
        self.refused.push((name.to_owned(), why.to_owned()));
        let over = self.refused.len().saturating_sub(MAX_REFUSED);
        self.refused.drain(..over);
    }
}

/// The file lies at the clearinghouse as a half, and is given its name next. False where another server sends it.
pub fn file_ready(house: &House, by: &Context, id: EdiFileId) -> Result<bool, Trouble<Never>> {
    house.record().change(by, |change| {
        let files = change.permit::<_, Write>(list::<EdiFile>())?;
        let file: EdiFile = change.get(&files, id.0)?.ok_or(Denied::NotTheirs)?;
        match file.way {
            FileWay::Out(out) if out.laid_at.is_none() && out.ready_at.is_none() => {
                let way = FileWay::Out(OutFile { ready_at: Some(by.now), ..out });
                change.put(&files, &EdiFile { way, ..file })?;
                Ok(true)
            }
            FileWay::Out(_) | FileWay::In { .. } => Ok(false),
        }
    })
}
