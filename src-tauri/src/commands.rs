//! What the page may call. `run` takes any command of the one list as JSON; the `draft_*` commands carry CRDT
//! bytes as they are. Each runs on a thread of its own, so that the window never waits for a disk.

use std::sync::Arc;

use qalam_app::api::{Failure, Reply, Request};
use tauri::{
    State,
    ipc::{InvokeBody, Response},
};

use crate::served::Served;

type Shared<'a> = State<'a, Arc<Served>>;

/// Runs one command of the list.
#[tauri::command]
pub(crate) async fn run(served: Shared<'_>, request: Request) -> Result<Reply, Failure> {
    aside(&served, move |served| served.run(request)).await
}

/// Opens a draft: eight bytes of the fresh peer, little-endian, then the snapshot.
#[tauri::command]
pub(crate) async fn draft_open(served: Shared<'_>, paper: String) -> Result<Response, Failure> {
    let opening = aside(&served, move |served| served.draft_open(&paper)).await?;
    let mut bytes = opening.peer.to_le_bytes().to_vec();
    bytes.extend_from_slice(&opening.snapshot);
    Ok(Response::new(bytes))
}

/// Takes operations that the page made; answers once they are on disk. The paper's id is in the header `paper`.
#[tauri::command]
pub(crate) async fn draft_push(served: Shared<'_>, request: tauri::ipc::Request<'_>) -> Result<(), Failure> {
    let (paper, update) = raw(&request).ok_or_else(|| served.internal())?;
    aside(&served, move |served| served.draft_push(&paper, &update)).await
}

/// Gives the operations that the page's opening, named in the header `opening`, at the version in the body, does not have.
#[tauri::command]
pub(crate) async fn draft_pull(served: Shared<'_>, request: tauri::ipc::Request<'_>) -> Result<Response, Failure> {
    let opening = request.headers().get("opening").and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
    let ((paper, version), opening) = raw(&request).zip(opening).ok_or_else(|| served.internal())?;
    let update = aside(&served, move |served| served.draft_pull(&paper, opening, &version)).await?;
    Ok(Response::new(update))
}

/// The page is done with an opening; its number comes as text, since the page's numbers are too short for it.
#[tauri::command]
pub(crate) async fn draft_close(served: Shared<'_>, paper: String, opening: String) -> Result<(), Failure> {
    let opening = opening.parse().map_err(|_| served.internal())?;
    aside(&served, move |served| served.draft_close(&paper, opening)).await
}

/// Does `work` on a blocking thread. A panic in it becomes a failure; the next command finds the application alive.
async fn aside<T: Send + 'static>(
    served: &Arc<Served>,
    work: impl FnOnce(&Served) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let mine = Arc::clone(served);
    let done = tauri::async_runtime::spawn_blocking(move || work(&mine)).await;
    done.unwrap_or_else(|_| Err(served.internal()))
}

/// The paper named in the header, and the body's bytes; none where the page did not send both.
fn raw(request: &tauri::ipc::Request<'_>) -> Option<(String, Vec<u8>)> {
    let paper = request.headers().get("paper")?.to_str().ok()?.to_owned();
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        // Where the page's fast channel is shut, the webview sends the same bytes as a list of numbers.
        InvokeBody::Json(value) => serde_json::from_value(value.clone()).ok()?,
    };
    Some((paper, bytes))
}
