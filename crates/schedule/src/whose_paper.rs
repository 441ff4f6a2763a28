//! Whose a paper is, by what its path says: a chart number or a name, and nobody's when two fit.

use std::collections::{BTreeSet, HashMap};

use terms::ids::SubjectId;

use crate::paper_path::PaperPath;
use crate::people::Client;
use crate::whose::Nobodys;

/// The most words of a name that is looked for in a path.
const MOST_WORDS: usize = 6;

/// Everyone by what paths name them by.
#[derive(Default)]
pub struct InPaths {
    numbers: HashMap<String, Vec<SubjectId>>,
    names: HashMap<String, Vec<SubjectId>>,
}

impl InPaths {
    /// The clients of the practice, couples too.
    pub fn of(clients: &[Client]) -> Self {
        let mut all = Self::default();
        for client in clients {
            let moved = client.moved_in.as_ref();
            let earlier = moved.and_then(|moved| moved.number.as_ref()).map(|number| number.as_str().to_lowercase());
            for number in std::iter::once(client.chart_number.to_string()).chain(earlier) {
                all.numbers.entry(number).or_default().push(client.subject);
            }
            for name in [Some(&client.name), client.legal_name.as_ref()].into_iter().flatten() {
                let mut words = words(name.as_str());
                for _ in 0..words.len().min(2) {
                    all.names.entry(words.join(" ")).or_default().push(client.subject);
                    // "Jamie Rivera" is "Rivera, Jamie" in many a cabinet.
                    words.rotate_right(1);
                }
            }
        }
        all
    }

    /// Whose it is. A number and a name that don't agree are nobody's.
    pub fn find(&self, path: &PaperPath) -> Result<SubjectId, Nobodys> {
        let (mut numbered, mut named) = (BTreeSet::new(), BTreeSet::new());
        for part in path.parts() {
            numbered.extend(self.numbered(part));
            named.extend(self.named(&words(part)));
        }
        let fitting = match (numbered.is_empty(), named.is_empty()) {
            (false, false) => &numbered & &named,
            (false, true) => numbered,
            (true, false) => named,
            (true, true) => return Err(Nobodys::NotHere),
        };
        match Vec::from_iter(fitting).as_slice() {
            [one] => Ok(*one),
            _ => Err(Nobodys::Several),
        }
    }

    /// A number counts as the whole of a part, as its first word, or after the word "chart". What could be a year
    /// counts after "chart" alone.
    fn numbered(&self, part: &str) -> BTreeSet<SubjectId> {
        let (lower, words) = (part.to_lowercase(), words(part));
        let first = lower.split([' ', '_', ',']).next().unwrap_or_default();
        let whole = [lower.trim(), first].into_iter().filter(|word| !is_like_a_year(word));
        let after = words.windows(2).filter(|pair| pair[0] == "chart").map(|pair| pair[1].as_str());
        whole.chain(after).filter_map(|number| self.numbers.get(number)).flatten().copied().collect()
    }

    /// A name of several words counts wherever it stands, a single word only alone.
    fn named(&self, words: &[String]) -> BTreeSet<SubjectId> {
        let several = (2..=MOST_WORDS).flat_map(|count| words.windows(count)).map(|name| name.join(" "));
        let alone = words.first().filter(|_| words.len() == 1).cloned();
        several.chain(alone).filter_map(|name| self.names.get(&name)).flatten().copied().collect()
    }
}

fn is_like_a_year(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|number| (1900..2100).contains(&number))
}

/// Small letters, with whatever is no letter and no digit between them left out.
fn words(text: &str) -> Vec<String> {
    let between = |letter: char| !letter.is_alphanumeric();
    text.to_lowercase().split(between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{client, id, line};
    use crate::move_in::MovedIn;

    #[test]
    fn a_paper_is_one_clients_or_nobodys() {
        let person = |letter, name, number| Client { subject: id(letter), ..client(name, number) };
        let moved = MovedIn { batch: id('b'), number: Some(line("SP-7")), email: None, invited: None };
        let all = InPaths::of(&[
            Client { legal_name: Some(line("Ro Ann Keller")), ..person('r', "Rowan Keller", 2017) },
            Client { moved_in: Some(moved), ..person('k', "Kim Vance", 2018) },
            person('s', "Sam Okafor", 2019),
            person('t', "Sam Okafor", 2020),
            person('m', "Maya", 31),
            person('u', "Rowan Keller and Kim Vance", 2021),
        ]);
        for (path, expected) in [
            ("Keller, Rowan/intake.pdf", Ok('r')),
            ("2019_Rowan-Keller_intake.pdf", Ok('r')),
            ("scans/ro ann keller consent.pdf", Ok('r')),
            ("chart 2017/2019-03-14.pdf", Ok('r')),
            ("Chart-2018 letter.pdf", Ok('k')),
            ("SP-7/letter.pdf", Ok('k')),
            ("sp-7 letter.pdf", Ok('k')),
            ("31/plan.pdf", Ok('m')),
            ("31 plan.pdf", Ok('m')),
            ("Maya/plan.pdf", Ok('m')),
            ("Maya plan.pdf", Err(Nobodys::NotHere)),
            ("2017/plan.pdf", Err(Nobodys::NotHere)),
            ("2017 plan.pdf", Err(Nobodys::NotHere)),
            ("plan.pdf", Err(Nobodys::NotHere)),
            ("Sam Okafor/plan.pdf", Err(Nobodys::Several)),
            ("Sam Okafor/chart 2019 plan.pdf", Ok('s')),
            ("Rowan Keller/chart 2018.pdf", Err(Nobodys::Several)),
            ("Rowan Keller and Kim Vance/plan.pdf", Err(Nobodys::Several)),
        ] {
            assert_eq!(all.find(&PaperPath::parse(path).unwrap()), expected.map(id), "{path}");
        }
    }
}
