//! PDFs by the typst library: one paper is one file, with its template of the same name in `papers/`.
//!
//! A paper takes a value of the core and says it in words; the template only places them. All text reaches the template
//! as data and is never read as markup. The same value on the same day gives the same bytes.

pub mod cms1500;
pub mod document;
pub mod letter;
pub mod letterhead;
mod markup;
pub mod page;
mod press;
mod prose;
pub mod receipt;
mod signs;
pub mod superbill;
