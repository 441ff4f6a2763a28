//! “Not OK”, with one tap more: what it is about, and where that leads.
//!
//! The route by class follows common practice after ketamine: what endangers life goes to 911 at once, what the body
//! does goes to the prescriber the same day or to 911, what frightens goes to people who know about violence, and what
//! was done to someone in a session never passes the front desk or a partner.

use terms::words;

words! {
    /// What “not OK” is about.
    NotOkAbout {
        Harm = "harm", "Thoughts of dying or of harming myself or someone";
        Frightened = "frightened", "Someone frightens me";
        Body = "body", "My body";
        DoneToMe = "done-to-me", "Something was done to me in the session";
        Talk = "talk", "I want to talk";
    }

    /// How fast something after a dosing day needs someone.
    FlagClass {
        Now = "now", "Call 911 now";
        SameDay = "same-day", "Your prescriber and your therapist, today";
        Soon = "soon", "Your prescriber, soon";
        NextVisit = "next-visit", "Your therapist, when you meet";
    }
}

impl FlagClass {
    /// What belongs to it, in plain words. Never advice about medicine.
    pub fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Now => &[
                "Chest pain, or trouble breathing",
                "A sudden, very bad headache, a drooping face, weakness on one side",
                "Fainting, a seizure, or someone who can’t be woken",
                "Acting on thoughts of suicide, or about to",
            ],
            Self::SameDay => &[
                "Hearing or seeing what others don’t, or feeling watched or followed",
                "No sleep and far too much energy",
                "Feeling unreal for more than a day",
                "New thoughts of suicide",
                "Panic that does not settle",
                "A fall or an injury",
                "More taken than was prescribed, or mixed with something else",
                "Finding out that you are pregnant",
            ],
            Self::Soon => &[
                "Having to pass water often, pain or blood when you do",
                "Vomiting that goes on",
                "Blood pressure outside what you were told",
                "Wanting more of it than the plan says",
            ],
            Self::NextVisit => &[
                "A low mood that came back",
                "Shame, confusion, pictures that return",
                "Shock about a relationship",
                "Trouble sleeping",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_25_every_class_says_what_belongs_to_it_and_advises_nothing_about_medicine() {
        for class in FlagClass::ALL {
            assert!(class.signs().len() > 2, "{class:?}");
            for sign in class.signs() {
                for word in ["stop taking", "dose", "mg", "take "] {
                    assert!(!sign.contains(word), "{sign}");
                }
            }
        }
        assert!(FlagClass::Now.word().contains("911"));
    }
}
