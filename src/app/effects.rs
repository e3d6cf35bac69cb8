//! Carries out what [`State::step`](crate::compose::State::step) asks of the browser.

use super::App;
use crate::browser::held::Held;
use crate::browser::worker_host::{News, WorkerHost};
use crate::browser::{address, clipboard, files, http, room, shipped};
use crate::compose::{Action, Effect, Origin, VendorProblem};
use crate::protocol::{Part, Request};
use crate::vendor::{self, Vendor};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;
use yew::html::Scope;

impl App {
    pub(super) fn carry_out(&mut self, link: &Scope<App>, effect: Effect) {
        match effect {
            Effect::Navigate(route) => address::navigate(&route),
            Effect::Replace(route) => address::replace(&route),
            Effect::FocusHeading | Effect::FocusSummary | Effect::Focus(_) => {
                self.after_render.push(effect);
            }
            Effect::Ask {
                job,
                request,
                parts,
            } => self.worker.ask(job, request, parts),
            Effect::EndWorker => self.worker.end(),
            Effect::AskReader { job, file, length } => {
                self.reader
                    .ask(job, Request::Digest { length }, vec![Part::File(file)]);
            }
            Effect::EndReader => self.reader.end(),
            Effect::FindRoom => {
                let (held, link) = (self.held.clone(), link.clone());
                spawn_local(async move {
                    link.send_message(Action::RoomFound(room::find(&held).await));
                });
            }
            Effect::Release(handle) => self.held.release(handle),
            Effect::Upload(plan) => {
                let link = link.clone();
                self.upload = http::upload(&plan, &self.held, move |news| {
                    link.send_message(match news {
                        http::UploadNews::Sent(bytes) => Action::UploadProgress(bytes),
                        http::UploadNews::Ended(result) => Action::UploadEnded(result),
                    });
                });
            }
            Effect::CancelUpload => self.upload = None,
            Effect::Copy(what, text) => {
                let link = link.clone();
                spawn_local(async move {
                    let worked = clipboard::copy(&text).await;
                    link.send_message(Action::Copied(what, worked));
                });
            }
            Effect::Save(file, saved) => {
                let (held, link) = (self.held.clone(), link.clone());
                spawn_local(async move {
                    if files::save(&file, &held).await.is_none() {
                        link.send_message(Action::SaveFailed(saved));
                    }
                });
            }
        }
    }
}

/// The worker, with its news sent as actions.
pub(super) fn worker(link: Scope<App>, held: Held) -> WorkerHost {
    WorkerHost::new(held, move |news| {
        link.send_message(match news {
            News::Heard(job, response, parts) => Action::Heard(job, response, parts),
            News::Failed(error) => Action::WorkerFailed(error),
        });
    })
}

/// The reader of files, likewise.
pub(super) fn reader(link: Scope<App>, worker: &WorkerHost) -> WorkerHost {
    worker.that_reads(move |news| {
        link.send_message(match news {
            News::Heard(job, response, _) => Action::ReaderHeard(job, response),
            News::Failed(error) => Action::ReaderFailed(error),
        });
    })
}

/// Takes files: they are held, and the form is told of them.
pub(super) fn attach(link: Scope<App>, held: Held) -> Callback<(Vec<File>, Origin)> {
    Callback::from(move |(files, origin): (Vec<File>, Origin)| {
        let chosen = files
            .into_iter()
            .map(|file| files::chosen(file, origin, &held));
        link.send_message(Action::Attach(chosen.collect()));
    })
}

/// Reads the vendor files that the page came with.
pub(super) fn read_vendors(link: Scope<App>) {
    spawn_local(async move {
        let (mut vendors, mut problems) = (Vec::new(), Vec::new());
        match shipped::vendor_files().await {
            Err(file) => problems.push(VendorProblem::NotLoaded { file }),
            Ok(files) => {
                for file in files {
                    match read_vendor(file) {
                        Ok(vendor) => vendors.push(Rc::new(vendor)),
                        Err(problem) => problems.push(problem),
                    }
                }
            }
        }
        link.send_message(Action::VendorsRead(vendors, problems));
    });
}

fn read_vendor(file: shipped::VendorFile) -> Result<Vendor, VendorProblem> {
    let Some(json) = file.json else {
        return Err(VendorProblem::NotLoaded { file: file.name });
    };
    Vendor::parse(&json).map_err(|error| VendorProblem::Wrong {
        file: file.name,
        code: error.problem.code(),
        place: match &error.problem {
            vendor::VendorProblem::MissingMember(name) => format!("{}.{name}", error.place),
            _ => error.place,
        },
    })
}
