//! Small enums that forms post: one line for a case, with its code and its word.

/// Makes each enum with `ALL`, `word`, `code` and `from_code`. A case's word is its doc sentence too.
#[macro_export]
macro_rules! words {
    ($(
        $(#[$about:meta])*
        $name:ident { $($(#[$more:meta])* $case:ident = $code:literal, $word:literal;)+ }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = concat!($word, ".")] $(#[$more])* $case,)+
        }

        impl $name {
            /// All of them, in the order in which they are read.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$case),+];

            /// As it is read on a page.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$case => $word,)+
                }
            }

            /// As a form posts it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$case => $code,)+
                }
            }

            /// The one that a form posts so.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|case| case.code() == code)
            }
        }
    )+};
}
