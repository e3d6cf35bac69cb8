//! The preview of the description, built as elements from the worker's tree.

use super::view::View;
use crate::compose::{Action, Preview};
use crate::markdown::{Kind, Node};
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let open = view.state.preview != Preview::Closed;
    let message = if open { "preview-hide" } else { "preview-show" };
    let shown = match &view.state.preview {
        Preview::Closed => Html::default(),
        Preview::Waiting { last, .. } if last.is_empty() => {
            html! { <p role="status">{ view.text("preview-waiting") }</p> }
        }
        Preview::Waiting { last: tree, .. } | Preview::Ready(tree) => nodes(tree),
        Preview::Failed(error) => html! { <p role="alert">{ view.text(error.message()) }</p> },
    };
    html! {
        <div class="preview-part">
            <button type="button" id="preview-toggle" class="button button-secondary"
                aria-expanded={open.to_string()} aria-controls="preview"
                onclick={view.on(|| Action::TogglePreview)}>
                { view.text(message) }
            </button>
            if open {
                <div id="preview" class="preview" role="region" dir="auto"
                    aria-label={view.text("preview-label")}>{ shown }</div>
            }
        </div>
    }
}

fn nodes(list: &[Node]) -> Html {
    html! { <>{ for list.iter().map(node) }</> }
}

fn node(node: &Node) -> Html {
    match node {
        Node::Text(text) => html! { { text.clone() } },
        Node::Code(text) => html! { <code>{ text.clone() }</code> },
        Node::Break => html! { <br /> },
        Node::Element(kind, inner) => element(*kind, nodes(inner)),
    }
}

fn element(kind: Kind, inner: Html) -> Html {
    match kind {
        Kind::Paragraph => html! { <p>{ inner }</p> },
        // Not a heading of the page: its outline is the form's.
        Kind::Heading => html! { <p class="preview-heading"><strong>{ inner }</strong></p> },
        Kind::BlockQuote => html! { <blockquote>{ inner }</blockquote> },
        Kind::CodeBlock => html! { <pre><code>{ inner }</code></pre> },
        Kind::List => html! { <ul>{ inner }</ul> },
        Kind::OrderedList => html! { <ol>{ inner }</ol> },
        Kind::Item => html! { <li>{ inner }</li> },
        Kind::Emphasis => html! { <em>{ inner }</em> },
        Kind::Strong => html! { <strong>{ inner }</strong> },
        Kind::Strikethrough => html! { <s>{ inner }</s> },
        Kind::Rule => html! { <hr /> },
        Kind::Table => html! { <table><tbody>{ inner }</tbody></table> },
        Kind::TableHeadRow => html! { <tr class="preview-table-head">{ inner }</tr> },
        Kind::TableRow => html! { <tr>{ inner }</tr> },
        Kind::TableCell => html! { <td>{ inner }</td> },
        Kind::Link => html! { <span class="preview-link">{ inner }</span> },
    }
}
