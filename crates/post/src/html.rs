//! A letter's plain words as a page of mail: no pictures, no colors, nothing loaded from anywhere.

/// The words as HTML; what looks like an address of ours becomes a link.
pub(crate) fn page(words: &str) -> String {
    let paragraphs: Vec<String> =
        words.split("\n\n").map(|paragraph| format!("<p>{}</p>", linked(paragraph))).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Letter</title></head><body>{}</body></html>",
        paragraphs.concat()
    )
}

fn linked(paragraph: &str) -> String {
    let lines = paragraph.lines().map(|line| line.split(' ').map(word).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("<br>")
}

fn word(word: &str) -> String {
    let escaped = escaped(word);
    if word.starts_with("https://") || word.starts_with("http://") {
        format!("<a href=\"{escaped}\">{escaped}</a>")
    } else {
        escaped
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_only_addresses_are_links() {
        for (given, expected) in [
            ("Hi <b>", "<p>Hi &lt;b&gt;</p>"),
            ("a & \"b\" 'c'", "<p>a &amp; &quot;b&quot; &#39;c&#39;</p>"),
            ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
            (
                "here: https://go.example.org/r/a?b&c",
                "<p>here: <a href=\"https://go.example.org/r/a?b&amp;c\">https://go.example.org/r/a?b&amp;c</a></p>",
            ),
            ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
            ("https://x\"onclick=", "<p><a href=\"https://x&quot;onclick=\">https://x&quot;onclick=</a></p>"),
        ] {
            assert!(page(given).contains(expected), "{given}: {}", page(given));
        }
    }
}
