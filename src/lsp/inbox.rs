//! What has come in and not yet been dealt with, so that the newest counts: what is cancelled is not answered, and
//! texts that are about to change again are not judged.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use lsp_server::{Message, Notification, RequestId};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Notification as _,
};
use lsp_types::{CancelParams, NumberOrString};

use super::wire::{self, Incoming};

/// Messages in the order in which they came.
pub(super) struct Inbox {
    receiver: Receiver<Incoming>,
    waiting: VecDeque<Incoming>,
}

impl Inbox {
    /// Reads messages as they come, whatever else is done meanwhile.
    ///
    /// # Errors
    ///
    /// The system has no thread to give.
    pub(super) fn new(mut input: impl BufRead + Send + 'static) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let started = thread::Builder::new().spawn(move || {
            loop {
                let incoming = wire::read(&mut input);
                let is_last = matches!(incoming, Incoming::Broken(_) | Incoming::End);
                if sender.send(incoming).is_err() || is_last {
                    break;
                }
            }
        });
        started.map_err(|reason| io::Error::other(format!("cannot start a thread: {reason}")))?;
        Ok(Self { receiver, waiting: VecDeque::new() })
    }

    /// The next message.
    pub(super) fn next(&mut self) -> Incoming {
        let waiting = self.waiting.pop_front();
        waiting.or_else(|| self.receiver.recv().ok()).unwrap_or(Incoming::End)
    }

    /// The next message, where one comes within this time.
    pub(super) fn next_within(&mut self, time: Duration) -> Option<Incoming> {
        self.waiting.pop_front().or_else(|| match self.receiver.recv_timeout(time) {
            Ok(incoming) => Some(incoming),
            Err(mpsc::RecvTimeoutError::Timeout) => None,
            Err(mpsc::RecvTimeoutError::Disconnected) => Some(Incoming::End),
        })
    }

    /// Whether a request is taken back by one of the messages that are waiting.
    pub(super) fn takes_back(&mut self, id: &RequestId) -> bool {
        self.waiting().filter_map(cancelled).any(|cancelled| cancelled == *id)
    }

    /// Whether one of the messages that are waiting changes a text.
    pub(super) fn has_edits(&mut self) -> bool {
        let edits = [DidOpenTextDocument::METHOD, DidChangeTextDocument::METHOD, DidCloseTextDocument::METHOD];
        self.waiting().any(|notification| edits.contains(&notification.method.as_str()))
    }

    fn waiting(&mut self) -> impl Iterator<Item = &Notification> {
        self.waiting.extend(self.receiver.try_iter());
        self.waiting.iter().filter_map(|incoming| match incoming {
            Incoming::Message(Message::Notification(notification)) => Some(notification),
            Incoming::Message(Message::Request(_) | Message::Response(_))
            | Incoming::Garbled(_)
            | Incoming::Broken(_)
            | Incoming::End => None,
        })
    }
}

/// The request that a notification takes back.
fn cancelled(notification: &Notification) -> Option<RequestId> {
    if notification.method != Cancel::METHOD {
        return None;
    }
    let params: CancelParams = serde_json::from_value(notification.params.clone()).ok()?;
    Some(match params.id {
        NumberOrString::Number(number) => number.into(),
        NumberOrString::String(text) => text.into(),
    })
}
