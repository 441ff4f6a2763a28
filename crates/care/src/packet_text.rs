//! What goes to a prescriber, word for word: no more than a release names.

use jiff::civil::Date;
use terms::text::{Line, Prose};

use crate::chart::Chart;
use crate::fill_in::long_date;
use crate::prescriber::PacketRefusal;
use crate::release::{Consented, Recipient, ReleasedPart};
use crate::workbook::Workbook;

/// What a packet is made from, beside the chart.
#[derive(Clone, Copy, Debug)]
pub struct PacketFacts<'a> {
    /// Whose record: the name on papers, and the day of birth if told.
    pub client: (&'a str, Option<Date>),
    /// The practice with its phone, in a line, and the therapist.
    pub from: (&'a str, &'a str),
    /// A few words of the therapist's on preparation; given only by a release that names it.
    pub summary: Option<&'a Prose>,
}

/// What would be sent by this release: no more than it names, and nothing but what is flagged, agreed or written.
pub fn packet_text(
    consented: Consented<'_>,
    (chart, workbook): (&Chart, &Workbook),
    facts: &PacketFacts<'_>,
    today: Date,
) -> Result<String, PacketRefusal> {
    let terms = &consented.release().terms;
    if terms.kind != Recipient::Prescriber {
        return Err(PacketRefusal::NotToAPrescriber);
    }
    let parts: Vec<String> = [
        flags_said(consented, chart),
        facts
            .summary
            .filter(|_| consented.gives(ReleasedPart::Preparation))
            .map(|summary| format!("## From preparation, by the therapist\n\n{}", summary.as_str())),
        boundaries_said(consented, workbook),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return Err(PacketRefusal::NothingToSay);
    }
    let (client, born) = facts.client;
    let born = born.map_or_else(String::new, |born| format!(", born {}", long_date(born)));
    let (practice, therapist) = facts.from;
    let (to, parts, day) = (terms.to.as_str(), parts.join("\n\n"), long_date(today));
    Ok(format!(
        "To {to}\n\nAbout {client}{born}\n\nFrom {therapist}, {practice}\n\n{day}\n\n\
         Sent with the client’s signed release, for this purpose: {}\n\n\
         This was told in psychotherapy and not examined. It is not a medical opinion: whether ketamine is right for this \
         person, and everything about medicines, is yours to judge.\n\n{parts}\n\n## What we ask of you\n\n\
         Please tell us in a sentence what you would like us to know or to do. Call, or write with the client’s knowledge.\n\n\
         Please pass this on to nobody without the client’s permission.",
        terms.purpose.as_str()
    ))
}

fn flags_said(consented: Consented<'_>, chart: &Chart) -> Option<String> {
    let flagged = chart.flagged().filter(|_| consented.gives(ReleasedPart::HealthFlags))?;
    let mut said: Vec<String> = flagged.flags.iter().map(|flag| format!("{}.", flag.word())).collect();
    said.extend(flagged.words.as_ref().map(|words| format!("In the client’s words: “{}”", words.as_str())));
    (!said.is_empty()).then(|| format!("## What the client told that you may want to know\n\n{}", said.join("\n\n")))
}

fn boundaries_said(consented: Consented<'_>, workbook: &Workbook) -> Option<String> {
    let agreed = workbook.boundaries().filter(|_| consented.gives(ReleasedPart::Boundaries))?;
    let boundaries = &agreed.boundaries;
    let word = |name: &str, word: &Option<Line>| word.as_ref().map(|word| format!("{name}: “{}”.", word.as_str()));
    let mut said = vec![format!("Touch: {}.", boundaries.touch.word().to_lowercase())];
    said.extend(word("Their word to slow", &boundaries.slow_word));
    said.extend(word("Their word to stop", &boundaries.stop_word));
    Some(format!("## Boundaries that hold on every day\n\n{}", said.join("\n\n")))
}
