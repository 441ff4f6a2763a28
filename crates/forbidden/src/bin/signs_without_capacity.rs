//! Nobody makes the proof that a client does not rest, but the rule that looked at their dosing days.

use care::capacity::Capable;
use care::document::Document;
use care::signing::{SignedDocument, sign_document};
use care::workbook::Workbook;

fn main() {
    let _ = |workbook: &Workbook, current: &Document, signed: SignedDocument| {
        let capable = Capable(()); //~ E0423
        sign_document(workbook, current, signed, capable).is_ok()
    };
}
