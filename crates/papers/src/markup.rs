//! Our own pages, read back: what `maud` writes, and nothing else, so that a page on a screen can become a paper.

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    /// Words, as they are read.
    Words(String),
    /// An element with what is in it.
    Element(Element<'a>),
}

/// An element of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    /// Its name: "p".
    pub(crate) name: &'a str,
    /// Its classes, as they stand.
    class: &'a str,
    /// What is in it.
    pub(crate) inside: Vec<Node<'a>>,
}

/// Elements that have no end.
const ENDLESS: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// What is on a screen and not on paper: drawings, forms, styles, and whatever is for a narrow or a printing screen.
const SCREEN_ONLY: [&str; 7] = ["head", "svg", "form", "button", "script", "style", "nav"];
const SCREEN_ONLY_CLASSES: [&str; 2] = ["only-n", "noprint"];

impl Element<'_> {
    /// Whether it belongs on a screen alone.
    pub(crate) fn is_for_screens(&self) -> bool {
        let has = |class: &&str| self.class.split(' ').any(|own| own == *class);
        SCREEN_ONLY.contains(&self.name) || SCREEN_ONLY_CLASSES.iter().any(has)
    }
}

/// The page as a tree.
pub(crate) fn read(page: &str) -> Vec<Node<'_>> {
    let mut open = vec![Element::default()];
    let mut rest = page;
    while let Some((words, behind)) = rest.split_once('<') {
        put(&mut open, Node::Words(plain(words)));
        let Some((tag, behind)) = behind.split_once('>') else { return close_all(open) };
        rest = behind;
        if let Some(ended) = tag.strip_prefix('/') {
            if open.iter().skip(1).any(|element| element.name == ended) {
                while open.len() > 1 && close(&mut open) != ended {}
            }
        } else if !tag.starts_with('!') {
            let name = tag.split(' ').next().unwrap_or_default();
            open.push(Element { name, class: class_of(tag), inside: Vec::new() });
            if ENDLESS.contains(&name) {
                close(&mut open);
            }
        }
    }
    put(&mut open, Node::Words(plain(rest)));
    close_all(open)
}

fn class_of(tag: &str) -> &str {
    tag.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default()
}

/// `maud` escapes these four in words, and no others.
fn plain(words: &str) -> String {
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn put<'a>(open: &mut [Element<'a>], node: Node<'a>) {
    let is_nothing = matches!(&node, Node::Words(words) if words.is_empty());
    if let Some(last) = open.last_mut().filter(|_| !is_nothing) {
        last.inside.push(node);
    }
}

/// Closes the innermost element, and says which it was.
fn close<'a>(open: &mut Vec<Element<'a>>) -> &'a str {
    let Some(element) = open.pop() else { return "" };
    let name = element.name;
    put(open, Node::Element(element));
    name
}

fn close_all(mut open: Vec<Element<'_>>) -> Vec<Node<'_>> {
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map_or_else(Vec::new, |page| page.inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element<'a>(name: &'a str, class: &'a str, inside: Vec<Node<'a>>) -> Node<'a> {
        Node::Element(Element { name, class, inside })
    }

    fn words<'a>(text: &str) -> Node<'a> {
        Node::Words(text.to_owned())
    }

    #[test]
    fn a_page_is_read_as_it_was_written() {
        let page = "<!DOCTYPE html><p class=\"small dim\">One<br>&lt;b&gt; &amp;amp; <b>two</b></p>three";
        let inside = vec![
            words("One"),
            element("br", "", Vec::new()),
            words("<b> &amp; "),
            element("b", "", vec![words("two")]),
        ];
        assert_eq!(read(page), [element("p", "small dim", inside), words("three")]);
    }

    #[test]
    fn words_that_look_like_markup_stay_words() {
        for text in ["</p><script>", "\"&quot;\"", "&lt;", "a < b > c & d"] {
            let written = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            assert_eq!(read(&format!("<p>{written}</p>")), [element("p", "", vec![words(text)])], "{text}");
        }
    }

    #[test]
    fn what_never_ends_ends_with_the_page() {
        assert_eq!(read("<p>One<b>two"), [element("p", "", vec![words("One"), element("b", "", vec![words("two")])])]);
        assert_eq!(read("One</p> two<"), [words("One"), words(" two")]);
    }
}
