//! News for browsers, as server-sent events.
//!
//! In: the preview. Out: a stream that begins with the state of this moment, so that a browser which missed something
//! catches up, and goes on with every state after it until the browser goes.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use serde_json::json;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::watch::Receiver;

use super::Preview;
use super::state::State;
use crate::source::OutPath;

/// After this time without news a word is sent, so that a connection is known to be dead.
const PULSE: Duration = Duration::from_secs(15);

struct Listener {
    preview: Arc<Preview>,
    news: Receiver<u64>,
    is_new: bool,
    _place: OwnedSemaphorePermit,
}

/// All news from now on; `place` is free again when the browser goes.
pub(super) fn events(preview: Arc<Preview>, place: OwnedSemaphorePermit) -> Response {
    let news = preview.news();
    let listener = Listener { preview, news, is_new: true, _place: place };
    Sse::new(stream(listener)).keep_alive(KeepAlive::new().interval(PULSE)).into_response()
}

fn stream(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        if !listener.is_new {
            listener.news.changed().await.ok()?;
        }
        listener.news.mark_unchanged();
        let state = listener.preview.current();
        // Who has just come looks at what was chosen, not at what others edit.
        let edited = state.edited.as_ref().filter(|_| !listener.is_new);
        let event = Event::default().event("state").data(said(&listener.preview, &state, edited));
        listener.is_new = false;
        Some((Ok(event), listener))
    })
}

fn said(preview: &Preview, state: &State, edited: Option<&OutPath>) -> String {
    let style = state.shown.build().style();
    json!({
        "site": preview.name_of(state),
        "number": state.number,
        "style": style,
        "errors": state.told.errors.count,
        "warnings": state.told.warnings.count,
        "edited": edited,
    })
    .to_string()
}
