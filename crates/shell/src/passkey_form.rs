//! Passkeys on a page: the list of what someone has, and the forms that ask a device. The forms show only where a script
//! runs and the device can; another way always stands beside them.

use maud::{Markup, html};
use terms::ids::Id;

use crate::assets;
use crate::fields::{self, Kind, Problem, Text, hidden};
use crate::form::Posted;

/// What a passkey's form carries: the options that the browser hands to the device, and our sealed question.
#[derive(Clone, Copy)]
pub struct Carries<'a> {
    /// In JSON.
    pub options: &'a str,
    /// Sealed.
    pub carried: &'a str,
}

/// One passkey in the list.
pub struct Kept {
    /// Its row.
    pub id: Id,
    /// What they call it.
    pub name: String,
    /// Since when, and when it was last used.
    pub said: Markup,
}

/// Asks for a passkey that lets in; `to` is where it leads then, empty for the first page.
pub fn use_passkey(carries: Carries<'_>, to: &str) -> Markup {
    let inside = html! {
        (hidden("to", to))
        div.row { button.btn.line { "Use a passkey" } span.small.dim { "Finger, face or the code of this device" } }
    };
    form("/passkey", ("use", carries), &inside)
}

/// What someone has, and the way to make another and to take one back; all of it is posted to this page.
pub fn passkeys(
    action: &str,
    kept: &[Kept],
    another: Option<Carries<'_>>,
    (posted, problems): (&Posted, &[Problem]),
) -> Markup {
    html! {
        p { "A passkey stays on your device, and opens your pages by finger, face or the device’s own code. It works on this site alone, so a copy of the page somewhere else can’t ask for it. We keep no finger and no face." }
        (fields::error_summary(problems))
        @if kept.is_empty() { p.dim { "You have none yet." } }
        @else {
            ul.rows.card {
                @for passkey in kept {
                    li {
                        span.grow { (passkey.name) br; span.xs.dim { (passkey.said) } }
                        form method="post" action=(action) { button.btn.plain.sm name="remove" value=(passkey.id) aria-label={ "Remove " (passkey.name) } { "Remove" } }
                    }
                }
            }
        }
        @if let Some(carries) = another {
            (form(action, ("make", carries), &html! {
                (fields::text(&NAME, posted.one("name"), problems))
                div.row { button.btn { "Make a passkey" } }
            }))
            p.small.dim { "To make one, a browser runs a small script of ours, and the page stands under the practice’s own name." }
        } @else { p { "This browser or this address can’t make one." } }
    }
}

const NAME: Text<'_> = Text {
    name: "name",
    label: "What do you call this device?",
    hint: Some("Such as “My phone”"),
    kind: Kind::Line,
    autocomplete: Some("off"),
    optional: false,
    max: terms::text::MAX_LINE,
};

fn form(action: &str, (does, carries): (&str, Carries<'_>), inside: &Markup) -> Markup {
    html! {
        // What lays a form out would show it again.
        div hidden {
            form.card.stack method="post" action=(action) data-passkey=(does) data-options=(carries.options) {
                (hidden("carried", carries.carried))
                input type="hidden" name="answer" autocomplete="off";
                (inside)
                p.small role="status" {}
            }
        }
        script type="module" src=(assets::url("passkey.js")) {}
    }
}
