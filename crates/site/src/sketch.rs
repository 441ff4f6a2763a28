//! The sketch of openness before and after a dosing day, in a wide and a narrow drawing so that words keep their size.

use maud::{Markup, PreEscaped};

/// Both drawings; the style sheet shows the one that fits.
pub fn window() -> Markup {
    PreEscaped(WINDOW.to_owned())
}

const WINDOW: &str = r#"<svg class="chart only-w" viewBox="0 0 560 178" role="img" aria-label="A sketch: openness rises after a dosing day and settles over the following days. Preparation sessions come before it. Integration sessions sit inside it and after it.">
<path class="win" d="M210 134C222 50 258 38 300 46C376 62 396 122 545 132V134Z"/>
<path class="ax" d="M8 134H552"/>
<path class="ln integ" d="M210 134C222 50 258 38 300 46C376 62 396 122 545 132"/>
<g class="prep"><circle class="full" cx="40" cy="134" r="7"/><circle class="full" cx="100" cy="134" r="7"/><circle class="full" cx="160" cy="134" r="7"/></g>
<g class="dose">
<path class="mk" d="M210 28V134"/>
<path class="full" d="M210 125l9 9-9 9-9-9z"/></g>
<g class="integ">
<path class="full" d="M250 140a8 8 0 0 1 16 0zM322 140a8 8 0 0 1 16 0zM402 140a8 8 0 0 1 16 0zM502 140a8 8 0 0 1 16 0z"/></g>
<text x="100" y="168" text-anchor="middle">preparation sessions</text>
<text x="210" y="20" text-anchor="middle" class="b">dosing day</text>
<text x="384" y="168" text-anchor="middle">integration sessions</text>
<text x="388" y="66" text-anchor="middle" class="b">a window of openness</text></svg>
<svg class="chart only-n" viewBox="0 0 310 190" role="img" aria-label="A sketch: openness rises after a dosing day and settles over the following days. Preparation sessions come before it. Integration sessions sit inside it and after it.">
<path class="win" d="M116 140C122 56 142 46 164 52C206 64 220 128 304 138V140Z"/>
<path class="ax" d="M4 140H306"/>
<path class="ln integ" d="M116 140C122 56 142 46 164 52C206 64 220 128 304 138"/>
<g class="prep"><circle class="full" cx="20" cy="140" r="6"/><circle class="full" cx="52" cy="140" r="6"/><circle class="full" cx="84" cy="140" r="6"/></g>
<g class="dose">
<path class="mk" d="M116 36V140"/>
<path class="full" d="M116 131l9 9-9 9-9-9z"/></g>
<g class="integ">
<path class="full" d="M138 146a8 8 0 0 1 16 0zM182 146a8 8 0 0 1 16 0zM228 146a8 8 0 0 1 16 0zM278 146a8 8 0 0 1 16 0z"/></g>
<text x="52" y="172" text-anchor="middle">preparation</text>
<text x="116" y="28" text-anchor="middle" class="b">dosing day</text>
<text x="216" y="172" text-anchor="middle">integration</text>
<text x="232" y="62" text-anchor="middle" class="b">a window</text>
<text x="240" y="77" text-anchor="middle" class="b">of openness</text></svg>"#;
