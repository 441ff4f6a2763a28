//! Writes answers to questions of the workbook, or takes them off the page; those before stay readable.

use care::question::Question;
use care::workbook::Workbook;
use care::workbook_part::{WrittenAnswer, answer_question};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Prose;
use terms::trouble::{Never, Trouble};

use crate::author::author;
use crate::house::House;

/// What a page says to a question; `None` takes the answer off the page.
pub type Answer = (Question, Option<Prose>);

/// Writes the answers of one page together. What the page said already is not written again.
pub fn write_answers(
    house: &House,
    by: &Context,
    subject: SubjectId,
    answers: &[Answer],
) -> Result<(), Trouble<Never>> {
    let author = author(by)?;
    if answers.is_empty() {
        return Ok(());
    }
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        for (question, text) in answers {
            let answer = WrittenAnswer { question: *question, at: by.now, by: author, text: text.clone() };
            if let Some(entry) = answer_question(&workbook, answer) {
                change.add(&permit, entry)?;
            }
        }
        Ok(())
    })
}
