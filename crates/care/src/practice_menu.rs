//! A menu of practices: ways in which people carry something into their days. None of them is asked of anyone.

use terms::words;

use crate::life_domain::LifeDomain;

words! {
    /// A practice, in words that can be taken up as a gentle change.
    Practice {
        Page = "page", "Write half a page";
        Spoken = "spoken", "Tell it to myself out loud, once";
        Sitting = "sitting", "Sit quietly for three minutes";
        Movement = "movement", "Move the way my body wants to, for one song";
        Sleep = "sleep", "Put out the light at the same time";
        Less = "less", "One evening without a drink or cannabis";
        Drawing = "drawing", "Draw it, badly";
        Music = "music", "Hear one piece of music to its end";
        Values = "values", "Choose three words for what matters to me";
        Telling = "telling", "Ask someone close for ten minutes, and only to listen";
        Letter = "letter", "Write a letter that I do not send";
        Group = "group", "Sit with others who know this";
        Outside = "outside", "Stand outside for the length of a cup of tea";
    }
}

impl Practice {
    /// The part of life it is listed under.
    pub fn domain(self) -> LifeDomain {
        match self {
            Self::Page | Self::Spoken | Self::Sitting => LifeDomain::Mind,
            Self::Movement => LifeDomain::Body,
            Self::Drawing | Self::Music | Self::Values => LifeDomain::Spirit,
            Self::Telling | Self::Letter | Self::Group => LifeDomain::Relationships,
            Self::Sleep | Self::Less => LifeDomain::Lifestyle,
            Self::Outside => LifeDomain::Nature,
        }
    }

    /// Those of a part of life.
    pub fn of(domain: LifeDomain) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |practice| practice.domain() == domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_life_has_a_practice_and_each_can_be_taken_up_as_it_is() {
        for domain in LifeDomain::ALL {
            assert!(Practice::of(domain).count() > 0, "{domain:?}");
        }
        for practice in Practice::ALL {
            assert!(terms::text::Line::parse(practice.word()).is_ok());
        }
    }
}
