//! The zip around a copy: written from front to back, one record at a time, so that no more than one is in memory.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::leaving::page::record_page;
use crate::leaving::readme::readme;
use crate::leaving::tables::Tables;
use crate::leaving::{Copied, Record};

/// A copy being packed into `W`. Until it is finished, no zip reader opens what was written.
pub struct Pack<W: Write> {
    zip: ZipWriter<StreamWriter<Gate<W>>>,
    options: SimpleFileOptions,
    tables: Tables,
    left: Left,
}

/// What a pack is written through. Once the pack was left halfway, nothing more goes through: the writer of zips would
/// put an end to half a file, and half a file would look whole.
struct Gate<W> {
    out: W,
    shut: Arc<AtomicBool>,
}

/// Shuts the gate when the pack is left.
struct Left(Arc<AtomicBool>);

impl<W: Write> Pack<W> {
    /// Begins with the page that says what is inside.
    pub fn begin(out: W, copied: &Copied, records: usize) -> io::Result<Self> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(made_at(copied, copied.at))
            .unix_permissions(0o600);
        let shut = Arc::new(AtomicBool::new(false));
        let zip = ZipWriter::new_stream(Gate { out, shut: Arc::clone(&shut) });
        let mut pack = Self { zip, options, tables: Tables::new()?, left: Left(shut) };
        pack.file("README.html", readme(copied, records).into_string().as_bytes())?;
        Ok(pack)
    }

    /// One record: its page, and its rows.
    pub fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        let page = record_page(record).into_string();
        self.file(&format!("records/{}.html", record.client.chart_number), page.as_bytes())?;
        self.left.unless(self.tables.take(record))
    }

    /// The tables, and the end.
    pub fn finish(mut self) -> io::Result<W> {
        let tables = std::mem::replace(&mut self.tables, Tables::new()?);
        for (name, rows) in self.left.unless(tables.finish())? {
            self.file(name, &rows)?;
        }
        Ok(self.zip.finish().map_err(io::Error::from)?.into_inner().out)
    }

    /// Leaves it halfway: what was written stays half a file.
    pub fn leave(self) {
        self.left.now();
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let written = self.zip.start_file(name, self.options).map_err(io::Error::from);
        let written = written.and_then(|()| self.zip.write_all(bytes));
        self.left.unless(written)
    }
}

impl Left {
    fn now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// What broke is left.
    fn unless<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.inspect_err(|_| self.now())
    }
}

impl<W: Write> Write for Gate<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shut.load(Ordering::Relaxed) { Ok(bytes.len()) } else { self.out.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The moment as a zip has it; one before 1980 or after 2107 has none there.
fn made_at(copied: &Copied, at: Timestamp) -> DateTime {
    let local = at.to_zoned_datetime(copied.zone.clone());
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let (date, time) = ((part(local.month()), part(local.day())), (part(local.hour()), part(local.minute())));
    let year = u16::try_from(local.year()).unwrap_or_default();
    DateTime::from_date_and_time(year, date.0, date.1, time.0, time.1, part(local.second())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use jiff::tz::TimeZone;
    use zip::ZipArchive;

    use super::*;
    use crate::frame::sample_practice;
    use crate::leaving::Sensitive;

    fn begun(out: &mut Vec<u8>) -> Pack<&mut Vec<u8>> {
        let copied = Copied {
            at: "2026-06-22T14:40:00Z".parse().unwrap(),
            by: "Marion Wells".to_owned(),
            reason: Some("Another practice takes over".to_owned()),
            zone: TimeZone::get("America/Denver").unwrap(),
            practice: sample_practice(),
            sensitive: Sensitive::LeftOut,
        };
        Pack::begin(out, &copied, 400).unwrap()
    }

    #[test]
    fn half_a_copy_opens_nowhere_and_a_whole_one_everywhere() {
        let (mut half, mut whole) = (Vec::new(), Vec::new());
        begun(&mut half).leave();
        assert!(!half.is_empty() && ZipArchive::new(Cursor::new(half)).is_err());
        begun(&mut whole).finish().unwrap();
        let archive = ZipArchive::new(Cursor::new(whole)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        for name in ["README.html", "clients.csv", "ledger-psychotherapy.csv", "ledger-attended-dosing-days.csv"] {
            assert!(names.iter().any(|known| known == name), "{names:?}");
        }
    }
}
