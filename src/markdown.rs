//! PURE. Markdown as a tree that a page can build elements from. Runs in the worker: the parser
//! would weigh on the page's download.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

/// Deeper nesting than this is shown flat, so that no text can exhaust the page's stack.
const MAX_DEPTH: usize = 32;

/// One node of a preview. There is no node for HTML, images or live links: HTML is shown as the
/// text that it is, and links show where they lead without being one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// Text.
    Text(String),
    /// Code within a line.
    Code(String),
    /// A line break.
    Break,
    /// An element with what it holds.
    Element(Kind, Vec<Node>),
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names are those of CommonMark
pub enum Kind {
    Paragraph,
    Heading,
    BlockQuote,
    CodeBlock,
    List,
    OrderedList,
    Item,
    Emphasis,
    Strong,
    Strikethrough,
    Rule,
    Table,
    TableRow,
    TableHeadRow,
    TableCell,
    Link,
}

/// Parses CommonMark with tables and strikethrough.
#[must_use]
pub fn parse(text: &str) -> Vec<Node> {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut open: Vec<(Option<Kind>, Vec<Node>)> = vec![(None, Vec::new())];
    let mut targets: Vec<String> = Vec::new();
    for event in parser {
        match event {
            Event::Start(tag) => {
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = &tag {
                    targets.push(dest_url.to_string());
                }
                let kind = kind(&tag).filter(|_| open.len() < MAX_DEPTH);
                open.push((kind, Vec::new()));
            }
            Event::End(end) => {
                let target = match end {
                    TagEnd::Link | TagEnd::Image => targets.pop(),
                    _ => None,
                };
                close(&mut open, target);
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push(&mut open, Node::Text(text.into_string()));
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                push(&mut open, Node::Code(text.into_string()));
            }
            Event::SoftBreak => push(&mut open, Node::Text("\n".to_owned())),
            Event::HardBreak => push(&mut open, Node::Break),
            Event::Rule => push(&mut open, Node::Element(Kind::Rule, Vec::new())),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open, None);
    }
    open.pop().map(|(_, nodes)| nodes).unwrap_or_default()
}

fn push(open: &mut [(Option<Kind>, Vec<Node>)], node: Node) {
    if let Some((_, nodes)) = open.last_mut() {
        nodes.push(node);
    }
}

/// Ends the innermost element; a link's target is shown behind its text when it differs.
fn close(open: &mut Vec<(Option<Kind>, Vec<Node>)>, target: Option<String>) {
    if open.len() < 2 {
        return;
    }
    let Some((kind, mut nodes)) = open.pop() else {
        return;
    };
    if let Some(target) = target.filter(|target| nodes != [Node::Text(target.clone())]) {
        nodes.push(Node::Text(format!(" ({target})")));
    }
    match (kind, open.last_mut()) {
        (Some(kind), Some((_, parent))) => parent.push(Node::Element(kind, nodes)),
        (None, Some((_, parent))) => parent.extend(nodes),
        (_, None) => {}
    }
}

fn kind(tag: &Tag<'_>) -> Option<Kind> {
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
        Tag::Heading { .. } => Kind::Heading,
        Tag::BlockQuote(_) => Kind::BlockQuote,
        Tag::CodeBlock(_) => Kind::CodeBlock,
        Tag::List(None) => Kind::List,
        Tag::List(Some(_)) => Kind::OrderedList,
        Tag::Item => Kind::Item,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead => Kind::TableHeadRow,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Link { .. } | Tag::Image { .. } => Kind::Link,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(nodes: Vec<Node>) -> Vec<Node> {
        vec![Node::Element(Kind::Paragraph, nodes)]
    }

    #[test]
    fn html_is_shown_as_text() {
        let text = |text: &str| Node::Text(text.to_owned());
        assert_eq!(
            parse("a <b onclick=x>b</b>"),
            paragraph(vec![
                text("a "),
                text("<b onclick=x>"),
                text("b"),
                text("</b>")
            ])
        );
        let block = parse("<script>alert(1)</script>\n");
        assert!(format!("{block:?}").contains("<script>alert(1)</script>"));
    }

    #[test]
    fn a_link_shows_where_it_leads() {
        let nodes = parse("[here](javascript:alert(1))");
        let inner = vec![
            Node::Text("here".to_owned()),
            Node::Text(" (javascript:alert(1))".to_owned()),
        ];
        assert_eq!(nodes, paragraph(vec![Node::Element(Kind::Link, inner)]));
    }

    #[test]
    fn deep_nesting_stays_shallow() {
        fn depth(nodes: &[Node]) -> usize {
            let inner = nodes.iter().map(|node| match node {
                Node::Element(_, nodes) => 1 + depth(nodes),
                _ => 0,
            });
            inner.max().unwrap_or(0)
        }
        assert!(depth(&parse(&"> ".repeat(5_000))) <= MAX_DEPTH);
        assert!(depth(&parse(&format!("{}x", "- ".repeat(5_000)))) <= MAX_DEPTH);
    }
}
