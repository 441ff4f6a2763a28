//! Reads old papers from a zip: PDFs alone, in memory, and never more than was reckoned with.

use std::io::{Cursor, Read};

use schedule::paper_list::{MAX_PAPERS, PaperWrong, PapersTrouble};
use schedule::paper_path::PaperPath;
use terms::paper::MAX_PAPER_BYTES;
use zip::ZipArchive;

/// What all papers of one zip may weigh unpacked, in bytes.
pub const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";

/// How each line of a zip's list of contents begins.
const LISTED: &[u8] = b"PK\x01\x02";

/// The most lines of that list, folders and what computers add by themselves included.
const MOST_LISTED: usize = 4 * MAX_PAPERS;

/// A file in the zip.
pub struct ZipPaper {
    /// Where it lay.
    pub path: PaperPath,
    /// Its bytes, or why they are not taken.
    pub what: Result<Vec<u8>, PaperWrong>,
}

/// Everything in the zip but folders and what computers hide there by themselves.
pub fn read_papers(bytes: &[u8]) -> Result<Vec<ZipPaper>, PapersTrouble> {
    // A list of contents takes far more memory than space, so it is counted before anything reads it.
    if bytes.windows(LISTED.len()).filter(|window| *window == LISTED).nth(MOST_LISTED).is_some() {
        return Err(PapersTrouble::TooMany);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PapersTrouble::Unreadable)?;
    let (mut papers, mut left) = (Vec::new(), MAX_UNPACKED);
    for at in 0..archive.len() {
        let Some(listed) = listed(&mut archive, at)? else { continue };
        if papers.len() == MAX_PAPERS {
            return Err(PapersTrouble::TooMany);
        }
        let (path, what) = match (PaperPath::parse(&listed.name), listed.wrong) {
            (Err(_), _) => (PaperPath::told(&listed.name), Err(PaperWrong::BadPath)),
            (Ok(path), Some(wrong)) => (path, Err(wrong)),
            (Ok(path), None) => (path, unpacked(&mut archive, at, &mut left)?),
        };
        papers.push(ZipPaper { path, what });
    }
    if papers.is_empty() { Err(PapersTrouble::Empty) } else { Ok(papers) }
}

/// What the list of contents says of one file.
struct Listed {
    name: String,
    wrong: Option<PaperWrong>,
}

fn listed(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize) -> Result<Option<Listed>, PapersTrouble> {
    let file = archive.by_index_raw(at).map_err(|_| PapersTrouble::Unreadable)?;
    let name = file.name().map_err(|_| PapersTrouble::Unreadable)?.into_owned();
    let is_hidden = name.split(['/', '\\']).any(|part| part == "__MACOSX")
        || name.rsplit(['/', '\\']).next().is_some_and(|last| last.starts_with('.') && last != "..")
        || name.ends_with("Thumbs.db");
    if file.is_dir() || is_hidden {
        return Ok(None);
    }
    let wrong = if file.encrypted() {
        Some(PaperWrong::Locked)
    } else if file.size() > MAX_PAPER_BYTES as u64 {
        Some(PaperWrong::TooLarge)
    } else {
        None
    };
    Ok(Some(Listed { name, wrong }))
}

/// The bytes of one file. What it says of its size is not believed; `left` is what may still be unpacked.
fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    left: &mut usize,
) -> Result<Result<Vec<u8>, PaperWrong>, PapersTrouble> {
    let Ok(file) = archive.by_index(at) else { return Ok(Err(PaperWrong::Damaged)) };
    let most = MAX_PAPER_BYTES.min(*left) + 1;
    let mut bytes = Vec::new();
    let read = file.take(most as u64).read_to_end(&mut bytes);
    *left = left.checked_sub(bytes.len()).ok_or(PapersTrouble::TooMuch)?;
    Ok(match read {
        Err(_) => Err(PaperWrong::Damaged),
        Ok(_) if bytes.len() > MAX_PAPER_BYTES => Err(PaperWrong::TooLarge),
        Ok(_) if !bytes.starts_with(PDF) => Err(PaperWrong::NotPdf),
        Ok(_) => Ok(bytes),
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// A path, and how many bytes it has or what is wrong with it.
    type Said = (String, Result<usize, PaperWrong>);

    fn said(bytes: &[u8]) -> Result<Vec<Said>, PapersTrouble> {
        let papers = read_papers(bytes)?;
        Ok(papers
            .into_iter()
            .map(|paper| (paper.path.as_str().to_owned(), paper.what.map(|bytes| bytes.len())))
            .collect())
    }

    #[test]
    fn each_file_is_a_pdf_or_says_why_not() {
        let large = [b"%PDF-".as_slice(), &vec![b' '; MAX_PAPER_BYTES]].concat();
        for (name, bytes, expected) in [
            ("a/b.pdf", b"%PDF-1.7 x".as_slice(), Ok(10)),
            ("photo.pdf", b"\xFF\xD8\xFF", Err(PaperWrong::NotPdf)),
            ("empty.pdf", b"", Err(PaperWrong::NotPdf)),
            ("../up.pdf", b"%PDF-1.7", Err(PaperWrong::BadPath)),
            ("a/../../up.pdf", b"%PDF-1.7", Err(PaperWrong::BadPath)),
            ("C:/up.pdf", b"%PDF-1.7", Err(PaperWrong::BadPath)),
            ("large.pdf", &large, Err(PaperWrong::TooLarge)),
        ] {
            assert_eq!(said(&packed(&[(name, bytes)])), Ok(vec![(name.to_owned(), expected)]), "{name}");
        }
    }

    #[test]
    fn what_computers_add_by_themselves_is_passed_over() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_directory("Rowan Keller", SimpleFileOptions::default()).unwrap();
        for name in ["__MACOSX/._a.pdf", ".DS_Store", "Rowan Keller/Thumbs.db", "Rowan Keller/a.pdf"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"%PDF-1.7").unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert_eq!(said(&bytes), Ok(vec![("Rowan Keller/a.pdf".to_owned(), Ok(8))]));
    }

    #[test]
    fn a_file_that_is_no_such_zip_is_refused_as_a_whole() {
        let names: Vec<String> = (0..=MAX_PAPERS).map(|at| format!("{at}.pdf")).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"%PDF-".as_slice())).collect();
        let half = vec![0; MAX_PAPER_BYTES - 1];
        for (bytes, expected) in [
            (b"no zip".to_vec(), Some(PapersTrouble::Unreadable)),
            (packed(&[]), Some(PapersTrouble::Empty)),
            (packed(&[(".hidden", b"")]), Some(PapersTrouble::Empty)),
            (packed(&many[1..]), None),
            (packed(&many), Some(PapersTrouble::TooMany)),
            (packed(&[("a", &half), ("b", &half), ("c", &half)]), Some(PapersTrouble::TooMuch)),
            (LISTED.repeat(MOST_LISTED + 1), Some(PapersTrouble::TooMany)),
        ] {
            assert_eq!(said(&bytes).err(), expected);
        }
    }

    /// The zip's flag for a password, in the file's own head and in the list of contents.
    #[test]
    fn a_locked_file_is_named_and_a_damaged_one_too() {
        let packed = packed(&[("a.pdf", b"%PDF-1.7 and some words and some words and some words")]);
        let list = packed.windows(4).position(|window| window == LISTED).unwrap();
        let mut locked = packed.clone();
        (locked[6], locked[list + 8]) = (locked[6] | 1, locked[list + 8] | 1);
        assert_eq!(said(&locked), Ok(vec![("a.pdf".to_owned(), Err(PaperWrong::Locked))]));
        let mut damaged = packed;
        damaged[40] ^= 0xFF;
        assert_eq!(said(&damaged), Ok(vec![("a.pdf".to_owned(), Err(PaperWrong::Damaged))]));
    }

    /// The head of the file says one byte; it unpacks to far more.
    #[test]
    fn a_size_that_is_not_true_is_not_believed() {
        let bomb = vec![b' '; MAX_PAPER_BYTES + 9];
        let mut bytes = packed(&[("a.pdf", &bomb)]);
        let list = bytes.windows(4).position(|window| window == LISTED).unwrap();
        for at in [22, list + 24] {
            bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
        let expected = said(&bytes).unwrap()[0].1;
        assert!(
            matches!(expected, Err(PaperWrong::TooLarge | PaperWrong::Damaged | PaperWrong::NotPdf)),
            "{expected:?}"
        );
    }
}
