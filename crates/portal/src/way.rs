//! Ways to come back to the present that come with the portal. Others a client adds in their own words.

use care::grounding_tool::Tool;

/// A way to come back to the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A slow breath with a guide.
    Breathing,
    /// Five, four, three, two, one.
    Senses,
    /// Both feet down.
    Feet,
    /// Cold water or a cold glass.
    Cold,
    /// One sound, followed.
    Sound,
    /// Looking around.
    Orienting,
    /// A hand on one's own chest.
    Hand,
}

impl Way {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 7] =
        [Self::Breathing, Self::Senses, Self::Feet, Self::Cold, Self::Sound, Self::Orienting, Self::Hand];

    /// As it stands in a path.
    pub fn code(self) -> &'static str {
        match self {
            Self::Breathing => "breathing",
            Self::Senses => "senses",
            Self::Feet => "feet",
            Self::Cold => "cold",
            Self::Sound => "sound",
            Self::Orienting => "orienting",
            Self::Hand => "hand",
        }
    }

    /// The one that stands in a path so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    /// What it is called, also in the workbook.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breathing => "Slow breathing",
            Self::Senses => "Five, four, three, two, one",
            Self::Feet => "Feet on the floor",
            Self::Cold => "Cold water",
            Self::Sound => "One sound",
            Self::Orienting => "Looking around",
            Self::Hand => "Hand on my own chest",
        }
    }

    /// How it goes, a line at a time.
    pub fn steps(self) -> &'static [&'static str] {
        match self {
            Self::Breathing => &[
                "Breathe in a little, and out a little longer.",
                "Let the shoulders go with the breath out.",
                "A minute is enough.",
            ],
            Self::Senses => &[
                "Five things you can see.",
                "Four things you can feel.",
                "Three things you can hear.",
                "Two things you can smell.",
                "One thing you can taste.",
            ],
            Self::Feet => &[
                "Press both feet down. Notice the heels, then the toes.",
                "Push a little harder, and let go. Do it again.",
                "Name the room you are in, and the day it is.",
            ],
            Self::Cold => &[
                "Run cool water over your hands or wrists, or hold a cool glass.",
                "Notice where the cold starts, and where it ends.",
                "Dry your hands slowly.",
            ],
            Self::Sound => &[
                "Choose one sound: a fan, a street, a bird.",
                "Follow it until you can no longer hear it.",
                "Then find the next one.",
            ],
            Self::Orienting => &[
                "Let your eyes go around the room, slowly. Turn your head with them.",
                "Find the door, a window, and something you like to look at.",
                "Stay with that thing for three breaths. Say what it is, out loud if you can.",
            ],
            Self::Hand => &[
                "Lay a hand flat on your chest, eyes open.",
                "Notice the warmth, and the weight.",
                "Leave it there as long as it feels kind.",
            ],
        }
    }

    /// For whom it may be the wrong one. Attention on the breath, and closed eyes, make it worse for some people who
    /// have lived through trauma.
    pub fn care(self) -> &'static str {
        match self {
            Self::Breathing => {
                "Watching the breath makes some people more uneasy, not less. Then leave it: feet, sound or looking around may suit you better."
            }
            Self::Senses | Self::Sound | Self::Orienting => {
                "Keep your eyes open if closing them makes it worse; it does for some."
            }
            Self::Feet => "Sitting is fine. If your legs hurt, use your hands on a table.",
            Self::Cold => "Leave this one out if cold is bad for you, or you don’t like it.",
            Self::Hand => "If a hand there is not kind, try the other arm, or a table top.",
        }
    }

    /// The one that a tool in the workbook is named after.
    pub fn of(tool: &Tool) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == tool.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use terms::text::Line;

    use super::*;

    #[test]
    fn every_way_has_its_own_path_and_name_and_says_how_it_goes() {
        let codes: BTreeSet<_> = Way::ALL.iter().map(|way| way.code()).collect();
        let names: BTreeSet<_> = Way::ALL.iter().map(|way| way.name()).collect();
        assert_eq!((codes.len(), names.len()), (7, 7));
        for way in Way::ALL {
            assert_eq!(Way::from_code(way.code()), Some(way));
            assert!(way.steps().len() >= 3 && !way.care().is_empty());
            let tool = Tool { name: Line::parse(way.name()).unwrap(), trials: Vec::new() };
            assert_eq!(Way::of(&tool), Some(way));
        }
        assert_eq!(Way::from_code("kit"), None);
    }
}
