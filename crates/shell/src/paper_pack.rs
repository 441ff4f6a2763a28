//! Several papers in one zip, as the answer to a form.

use std::io::{Cursor, Write};

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use terms::trouble::Fault;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::pdf_file::printed;
use crate::reply::Reply;

/// A paper under its name in the zip, which never bears a person's.
pub struct Packed {
    /// The name: "superbill-2017-2026-06.pdf".
    pub name: String,
    /// The paper.
    pub bytes: Vec<u8>,
}

/// The zip of all that is printed, under this name.
pub async fn pack_file(name: &str, print: impl FnOnce() -> Result<Vec<Packed>, Fault> + Send + 'static) -> Response {
    match printed(move || pack(&print()?)).await {
        Ok(bytes) => {
            let headers = [
                (CONTENT_TYPE, "application/zip".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.zip\"")),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(fault) => Reply::Broken(fault).into_response(),
    }
}

/// PDFs are packed already, so they are only put together.
fn pack(papers: &[Packed]) -> Result<Vec<u8>, Fault> {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let packed = || -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for paper in papers {
            zip.start_file(paper.name.as_str(), options)?;
            zip.write_all(&paper.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    packed().map_err(|error| Fault::new("put papers into a zip", error))
}

#[cfg(test)]
mod tests {
    use zip::ZipArchive;

    use super::*;

    #[test]
    fn each_paper_lies_in_the_zip_under_its_name() {
        let papers = [("a.pdf", b"%PDF-1.7 a"), ("b.pdf", b"%PDF-1.7 b")]
            .map(|(name, bytes)| Packed { name: name.to_owned(), bytes: bytes.to_vec() });
        let archive = ZipArchive::new(Cursor::new(pack(&papers).unwrap())).unwrap();
        let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["a.pdf", "b.pdf"]);
        assert!(ZipArchive::new(Cursor::new(pack(&[]).unwrap())).unwrap().is_empty());
    }
}
