//! What the page came with: vendor files and the worker, beside it (hosted) or inside it (saved
//! file, frame).

use super::http;
use data_encoding::BASE64;
use js_sys::{Uint8Array, WebAssembly};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

fn text_of(id: &str) -> Option<String> {
    element(id)?.text_content()
}

/// A vendor file as it was read: name and text.
pub struct VendorFile {
    /// The file's name, or its place in the page.
    pub name: String,
    /// The JSON text; none where the file did not arrive.
    pub json: Option<String>,
}

/// The vendor files, in display order.
///
/// # Errors
/// The name of the list, when it is missing or not to be understood.
pub async fn vendor_files() -> Result<Vec<VendorFile>, String> {
    if let Some(inside) = text_of("vendor-files") {
        let files: Vec<(String, String)> =
            serde_json::from_str(&inside).map_err(|_| "vendor-files".to_owned())?;
        let files = files.into_iter().map(|(name, json)| VendorFile {
            name,
            json: Some(json),
        });
        return Ok(files.collect());
    }
    let index = element("vendors")
        .and_then(|element| element.get_attribute("data-index"))
        .unwrap_or_else(|| "vendors/index.json".to_owned());
    let list = http::get_text(&index).await.ok_or_else(|| index.clone())?;
    let names: Vec<String> = serde_json::from_str(&list).map_err(|_| index.clone())?;
    let folder = index.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut files = Vec::new();
    for name in names {
        let json = http::get_text(&format!("{folder}/{name}")).await;
        files.push(VendorFile { name, json });
    }
    Ok(files)
}

/// The worker's script and WebAssembly, compiled: every worker that is started shares it.
pub struct WorkerCode {
    /// The script, which defines `wasm_bindgen`.
    pub script: String,
    /// The WebAssembly.
    pub module: WebAssembly::Module,
}

/// The worker's code, from inside the page or from beside it.
pub async fn worker_code() -> Option<WorkerCode> {
    let (script, wasm) = worker_source().await?;
    let wasm = Uint8Array::from(&wasm[..]);
    let module = JsFuture::from(WebAssembly::compile(&wasm)).await.ok()?;
    let module = module.unchecked_into();
    Some(WorkerCode { script, module })
}

async fn worker_source() -> Option<(String, Vec<u8>)> {
    if let (Some(script), Some(wasm)) = (text_of("worker-script"), text_of("worker-wasm")) {
        return Some((script, BASE64.decode(wasm.trim().as_bytes()).ok()?));
    }
    let worker = element("worker")?;
    let script = http::get_text(&worker.get_attribute("data-script")?).await?;
    let wasm = http::get_bytes(&worker.get_attribute("data-wasm")?).await?;
    Some((script, wasm))
}
