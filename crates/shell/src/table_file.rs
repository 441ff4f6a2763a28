//! Reads a table from a file: CSV in UTF-8, or the first sheet of an XLSX workbook.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use schedule::table::{MAX_COLUMNS, MAX_ROWS, Table, TableTrouble};
use zip::ZipArchive;

use crate::csv_file::MARK;

/// How an XLSX file begins: it is a zip.
const ZIP: &[u8] = b"PK\x03\x04";

/// What all parts of a workbook may weigh unpacked, in bytes.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// The table in these bytes, whatever the file is called.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableTrouble> {
    let rows = if bytes.starts_with(ZIP) { sheet(bytes)? } else { csv(bytes)? };
    Table::new(rows)
}

fn csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, TableTrouble> {
    let text = std::str::from_utf8(bytes.strip_prefix(MARK).unwrap_or(bytes)).map_err(|_| TableTrouble::NotUtf8)?;
    if text.contains('\0') {
        return Err(TableTrouble::Unreadable);
    }
    let head = text.lines().next().unwrap_or_default();
    // Some countries' spreadsheets write semicolons, and some systems tabs.
    let between = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| (head.bytes().filter(|byte| byte == sign).count(), *sign == b','));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| TableTrouble::Unreadable)?;
        rows.push(record.iter().map(str::to_owned).collect());
        if rows.len() > MAX_ROWS + 1 {
            return Err(TableTrouble::TooManyRows);
        }
    }
    Ok(rows)
}

fn sheet(bytes: &[u8]) -> Result<Vec<Vec<String>>, TableTrouble> {
    if unpacked_bytes(bytes).is_none_or(|unpacked| unpacked > MAX_UNPACKED) {
        return Err(TableTrouble::Unreadable);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| TableTrouble::Unreadable)?;
    let name = book.sheet_names().first().cloned().ok_or(TableTrouble::Unreadable)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| TableTrouble::Unreadable)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| TableTrouble::Unreadable)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let value = written(cell.get_value());
        match value.trim() {
            "" => continue,
            _ if row > MAX_ROWS => return Err(TableTrouble::TooManyRows),
            _ if column >= MAX_COLUMNS => return Err(TableTrouble::TooManyColumns),
            _ => {}
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = value;
    }
    Ok(rows)
}

/// What the parts of a zip say they weigh, or `None` when it is none.
fn unpacked_bytes(bytes: &[u8]) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    (0..archive.len()).try_fold(0_u64, |sum, at| sum.checked_add(archive.by_index_raw(at).ok()?.size()))
}

/// A cell as a person reads it.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => moment_written(moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A spreadsheet counts days, and a time of day is a part of one.
fn moment_written(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    let (date, time) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}"));
    match moment.as_f64() {
        days if days < 1.0 => time,
        days if days.fract() == 0.0 => date,
        _ => format!("{date} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn cells(bytes: &[u8]) -> Result<String, TableTrouble> {
        let table = read_table(bytes)?;
        let rows: Vec<String> = table.rows().map(|(_, row)| row.join("|")).collect();
        Ok(format!("{} / {}", table.head().join("|"), rows.join(" / ")))
    }

    #[test]
    fn a_csv_is_read_however_it_is_written() {
        for (bytes, expected) in [
            (&b"Name,Born\nJamie,1988-03-14\n"[..], Ok("Name|Born / Jamie|1988-03-14")),
            (b"\xEF\xBB\xBFName;Born\r\nJamie;1988-03-14\r\n", Ok("Name|Born / Jamie|1988-03-14")),
            (b"Name\tBorn\nKim\n", Ok("Name|Born / Kim|")),
            (b"Name,Note\n\"Rivera, Sam\",\"a\nb \"\"c\"\"\"\n", Ok("Name|Note / Rivera, Sam|a\nb \"c\"")),
            (b"", Err(TableTrouble::NoHead)),
            (b"Name\n", Err(TableTrouble::NoRows)),
            (b"Name\nJos\xE9\n", Err(TableTrouble::NotUtf8)),
            (b"Name\n\0\n", Err(TableTrouble::Unreadable)),
            (b"PK\x03\x04 and no zip", Err(TableTrouble::Unreadable)),
        ] {
            assert_eq!(cells(bytes).as_deref().map_err(|trouble| *trouble), expected);
        }
        let long = format!("Name\n{}", "Kim\n".repeat(MAX_ROWS + 1));
        assert_eq!(cells(long.as_bytes()), Err(TableTrouble::TooManyRows));
    }

    #[test]
    fn a_spreadsheet_is_read_with_its_dates() {
        let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Born</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>Jamie</t></is></c><c r="B3" s="1"><v>32216</v></c></row>
        </sheetData></worksheet>"#;
        assert_eq!(cells(&workbook(sheet)), Ok("Name|Born / Jamie|1988-03-14".to_owned()));
        let far = sheet.replace("A3", "A9999").replace("B3", "B9999").replace("r=\"3\"", "r=\"9999\"");
        assert_eq!(cells(&workbook(&far)), Err(TableTrouble::TooManyRows));
        assert_eq!(cells(&workbook("no sheet")), Err(TableTrouble::Unreadable));
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_not_unpacked() {
        let much = "x".repeat(usize::try_from(MAX_UNPACKED).unwrap());
        assert_eq!(cells(&workbook(&much)), Err(TableTrouble::Unreadable));
    }

    /// The least that a workbook is made of.
    fn workbook(sheet: &str) -> Vec<u8> {
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>"#;
        let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
        let ties = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let root =
            ties.replace("worksheets/sheet1.xml", "xl/workbook.xml").replace("/worksheet\"", "/officeDocument\"");
        let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("[Content_Types].xml", types),
            ("_rels/.rels", root.as_str()),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", ties),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", sheet),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
