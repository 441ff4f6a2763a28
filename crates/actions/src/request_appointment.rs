//! Asks for a first conversation: on the public page, or typed in by the front desk for someone on the phone.

use record::list::list;
use record::scope::Add;
use schedule::answers::Answers;
use schedule::notice::{Fills, NoticeKind};
use schedule::request::{Recall, Request, Source, receive};
use serde::{Deserialize, Serialize};
use terms::actor::Context;
use terms::ids::RequestId;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::letter::{About, Writing, write_letter};

/// What the person who asked takes away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The request.
    pub request: RequestId,
    /// The secret part of its private link.
    pub link: String,
    /// The word and number, for someone who wants nothing sent.
    pub recall: Option<Recall>,
}

/// Words that are easy to keep in mind and say nothing.
const WORDS: [&str; 64] = [
    "acorn", "amber", "apple", "aspen", "basil", "beach", "birch", "bread", "brook", "cedar", "cello", "chalk",
    "cloud", "clover", "coral", "cotton", "creek", "daisy", "delta", "dune", "eagle", "ember", "fern", "field",
    "flint", "forest", "garden", "ginger", "grain", "grove", "harbor", "hazel", "heron", "honey", "island", "ivory",
    "juniper", "kettle", "lake", "lantern", "laurel", "lemon", "linen", "maple", "meadow", "mint", "moss", "oak",
    "olive", "orchard", "pebble", "pepper", "pine", "plum", "pond", "poppy", "quilt", "rain", "river", "saffron",
    "sparrow", "thistle", "walnut", "willow",
];

/// Takes the request into the queue. Sending the same form again shows the first result.
pub fn request_appointment(
    house: &House,
    by: &Context,
    (answers, source): (&Answers, Source),
    once: &str,
) -> Result<Sent, Trouble<Never>> {
    let record = house.record();
    record.change_once(by, (once, |_| None), |change| {
        let requests = change.permit::<_, Add>(list::<Request>())?;
        let id = RequestId(record.new_id());
        let link = record.link_to(id)?;
        let recall = answers.reach.is_nothing().then(|| recall(house));
        change.put(&requests, &receive(id, answers.clone(), source, recall.clone(), by.now))?;
        let page = house.link(&format!("/r/{link}"));
        let fills = Fills {
            name: Some(answers.name.as_str().to_owned()),
            link: Some(page),
            within: Some(house.practice().reply_within.clone()),
            ..Fills::default()
        };
        let (kind, about) = (NoticeKind::RequestReceived, About::Request(id));
        write_letter(house, change, &Writing { kind, reach: &answers.reach, about, fills, useless_from: None })?;
        Ok(Sent { request: id, link, recall })
    })
}

fn recall(house: &House) -> Recall {
    let random = house.record().random();
    let word = usize::try_from(random.below(WORDS.len() as u64)).unwrap_or_default();
    Recall { word: WORDS[word].to_owned(), number: format!("{:06}", random.below(1_000_000)) }
}
