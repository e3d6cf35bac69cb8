//! What the researcher keeps: one receipt for each way the report was handed over.

use super::view::View;
use crate::compose::Action;
use crate::date::moment;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let receipts = &view.state.hand_over.receipts;
    if receipts.is_empty() {
        return Html::default();
    }
    let items = receipts.iter().enumerate().map(|(at, receipt)| {
        let answer = receipt.answer.as_ref().map(|answer| {
            let status = u64::from(answer.status);
            view.with("receipt-answered", [("status", status.into())])
        });
        html! {
            <li>
                <p>
                    <strong>{ view.text(receipt.channel.message()) }</strong>
                    { format!(", {}", moment(receipt.time)) }
                    if let Some(answer) = answer { { format!(". {answer}") } }
                </p>
                <p><code class="digest">{ receipt.digest.to_string() }</code></p>
                <button type="button" class="button button-secondary"
                    id={format!("save-receipt-{}", at + 1)}
                    onclick={view.on(move || Action::SaveReceipt(at))}>
                    { view.text("receipt-save") }
                </button>
            </li>
        }
    });
    html! {
        <section class="panel" id="receipts">
            <h2>{ view.text("receipts-heading") }</h2>
            <p>{ view.text("receipts-explanation") }</p>
            <ol class="receipts">{ for items }</ol>
        </section>
    }
}
