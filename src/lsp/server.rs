//! The server's own course: what may be said when, and what each message leads to.

use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Exit, Initialized, Notification as Named, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{Initialize, RegisterCapability, Request as Asked, Shutdown};
use lsp_types::{
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, InitializeParams, InitializeResult, MessageType,
    PublishDiagnosticsParams, ServerInfo, ShowMessageParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answers::Ground;
use super::client::Client;
use super::documents::Documents;
use super::inbox::Inbox;
use super::problems::Told;
use super::shelves::{Home, Shelves};
use super::{Ending, Options, address, watch};
use crate::diagnostic::Finding;
use crate::language::Desk;

/// What comes after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    More,
    End(Ending),
}

/// How far the two sides have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing but a beginning is understood.
    Fresh,
    Running,
    /// Nothing but the end is waited for.
    Over,
}

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    pub code: ErrorCode,
    pub message: String,
}

/// A server in its course.
pub(super) struct Server<'s, W> {
    output: &'s mut W,
    pub(super) options: &'s Options<'s>,
    stage: Stage,
    pub(super) client: Client,
    pub(super) documents: Documents,
    pub(super) shelves: Shelves,
    told: Told,
    /// The number of the next request of ours.
    number: i32,
    /// The fault of ours that the person in the editor has been told of.
    fault: Option<String>,
}

impl<'s, W: Write> Server<'s, W> {
    pub(super) fn new(output: &'s mut W, options: &'s Options<'s>) -> Self {
        Self {
            output,
            options,
            stage: Stage::Fresh,
            client: Client::default(),
            documents: Documents::default(),
            shelves: Shelves::default(),
            told: Told::default(),
            number: 0,
            fault: None,
        }
    }

    /// Takes a message, and does what it asks for.
    pub(super) fn take(&mut self, message: Message, inbox: &mut Inbox) -> io::Result<Next> {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                let answer = if inbox.takes_back(&id) {
                    Err(refused(ErrorCode::RequestCanceled, "cancelled"))
                } else {
                    self.answer(request)
                };
                self.send(match answer {
                    Ok(value) => Response { id, response_result: Ok(value) },
                    Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
                })?;
                Ok(Next::More)
            }
            Message::Notification(notification) => self.note(notification),
            // What a client answers to our requests makes no difference.
            Message::Response(_) => Ok(Next::More),
        }
    }

    /// Refuses what came in and is no message.
    pub(super) fn refuse_garbled(&mut self, why: &str) -> io::Result<()> {
        let error =
            serde_json::json!({ "code": ErrorCode::ParseError as i32, "message": format!("not understood: {why}") });
        let text = serde_json::json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
        write!(self.output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        self.output.flush()
    }

    /// Whether there may be problems that have not been told.
    pub(super) fn has_news(&self) -> bool {
        self.stage == Stage::Running && self.shelves.has_news()
    }

    /// Judges the plans in which something has changed, and tells what is wrong with them; not where something
    /// changes again meanwhile.
    pub(super) fn tell(&mut self, inbox: &mut Inbox) -> io::Result<()> {
        for folder in std::mem::take(&mut self.shelves.gone) {
            let news = self.told.end_of(&folder);
            self.publish(&news)?;
        }
        let untold = self.shelves.all().iter().filter(|shelf| !shelf.is_told);
        for folder in untold.map(|shelf| shelf.root.folder().to_owned()).collect::<Vec<_>>() {
            let judged = guarded(|| Ok(self.judged(&folder)));
            if inbox.has_edits() {
                return Ok(());
            }
            if let Some(shelf) = self.shelves.at(&folder) {
                shelf.is_told = true;
            }
            match judged {
                Ok(judged) => {
                    let news = self.news(&folder, judged);
                    self.publish(&news)?;
                }
                Err(refusal) => self.say_fault(refusal.message)?,
            }
        }
        Ok(())
    }

    /// The plans of a plans folder with what is wrong in them; nothing where they cannot be read.
    fn judged(&mut self, folder: &Path) -> Option<(Arc<Desk>, Arc<[Finding]>)> {
        match self.desk(folder) {
            Ok(desk) => {
                let findings = self.findings(folder, &desk);
                Some((desk, findings))
            }
            Err(refusal) => {
                (self.options.log)(&refusal.message);
                None
            }
        }
    }

    fn news(&mut self, folder: &Path, judged: Option<(Arc<Desk>, Arc<[Finding]>)>) -> Vec<PublishDiagnosticsParams> {
        let Some((desk, findings)) = judged else { return self.told.end_of(folder) };
        let (folder, documents, client) = (folder.to_owned(), &self.documents, &self.client);
        self.told.news(&Ground { desk, folder, findings, documents, client })
    }

    fn publish(&mut self, news: &[PublishDiagnosticsParams]) -> io::Result<()> {
        news.iter().try_for_each(|news| self.notify::<PublishDiagnostics>(news))
    }

    /// The plans of a plans folder as they stand.
    pub(super) fn desk(&mut self, folder: &Path) -> Result<Arc<Desk>, Refusal> {
        let judge = (self.options.judge)();
        let plans = self.shelves.at(folder).ok_or_else(|| failed("this plans folder is not known"))?;
        plans.desk(&self.documents, judge).map_err(|error| failed(error.to_string()))
    }

    /// What is wrong in the plans of a plans folder.
    pub(super) fn findings(&mut self, folder: &Path, desk: &Desk) -> Arc<[Finding]> {
        let plans = self.shelves.at(folder);
        plans.map_or_else(|| Arc::from([]), |plans| plans.findings(desk, &self.options.only))
    }

    fn answer(&mut self, request: Request) -> Result<serde_json::Value, Refusal> {
        match (self.stage, request.method.as_str()) {
            (Stage::Fresh, Initialize::METHOD) => self.begin(&params(request.params)?),
            (Stage::Fresh, _) => Err(refused(ErrorCode::ServerNotInitialized, "a client begins with `initialize`")),
            (Stage::Running, Initialize::METHOD) => {
                Err(refused(ErrorCode::InvalidRequest, "`initialize` is said once"))
            }
            (Stage::Running, Shutdown::METHOD) => {
                self.stage = Stage::Over;
                Ok(serde_json::Value::Null)
            }
            (Stage::Running, _) => guarded(|| self.ask(request)),
            (Stage::Over, _) => Err(refused(ErrorCode::InvalidRequest, "nothing but `exit` comes after `shutdown`")),
        }
    }

    fn begin(&mut self, params: &InitializeParams) -> Result<serde_json::Value, Refusal> {
        self.client = Client::of(params);
        self.stage = Stage::Running;
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        value(InitializeResult {
            capabilities: self.client.offer(),
            server_info: Some(ServerInfo { name: "vawg".to_owned(), version }),
        })
    }

    /// Takes a message that nobody waits for.
    fn note(&mut self, notification: Notification) -> io::Result<Next> {
        if notification.method == Exit::METHOD {
            let ending = if self.stage == Stage::Over { Ending::Announced } else { Ending::Unannounced };
            return Ok(Next::End(ending));
        }
        if self.stage != Stage::Running {
            return Ok(Next::More);
        }
        let method = notification.method.clone();
        match guarded(|| self.heed(notification)) {
            Ok(Heeded::Done) => {}
            Ok(Heeded::Begun) => self.ask_to_watch()?,
            Err(refusal) => (self.options.log)(&format!("{method}: {}", refusal.message)),
        }
        Ok(Next::More)
    }

    fn heed(&mut self, notification: Notification) -> Result<Heeded, Refusal> {
        let said = notification.params;
        match notification.method.as_str() {
            Initialized::METHOD => {
                self.shelves.take_in(&self.client.folders);
                if self.shelves.all().is_empty() {
                    self.shelves.take_in(self.options.folder.as_slice());
                }
                return Ok(Heeded::Begun);
            }
            DidOpenTextDocument::METHOD => self.open(params(said)?),
            DidChangeTextDocument::METHOD => {
                let home = self.documents.change(params(said)?);
                self.touch(home.as_ref());
            }
            DidCloseTextDocument::METHOD => {
                let home = self.documents.close(&params(said)?);
                self.touch(home.as_ref());
            }
            DidSaveTextDocument::METHOD => self.shelves.touch_all(),
            DidChangeWatchedFiles::METHOD => self.look_again(&params(said)?),
            DidChangeWorkspaceFolders::METHOD => self.change_folders(&params(said)?),
            // What else there is tells nothing of the plans.
            _ => {}
        }
        Ok(Heeded::Done)
    }

    fn open(&mut self, params: lsp_types::DidOpenTextDocumentParams) {
        let known = self.shelves.all().len();
        let home = self.shelves.home(&params.text_document.uri);
        self.touch(home.as_ref());
        self.documents.open(params, home, self.client.encoding);
        if self.shelves.all().len() > known {
            self.settle_in();
        }
    }

    fn touch(&mut self, home: Option<&Home>) {
        if let Some(home) = home {
            self.shelves.touch(home);
        }
    }

    /// Something has changed on disk; what is only of others is passed over.
    fn look_again(&mut self, changes: &DidChangeWatchedFilesParams) {
        for path in changes.changes.iter().filter_map(|change| address::path_of(&change.uri)) {
            match self.shelves.known_home(&path) {
                Some(home) => self.shelves.touch(&home),
                None if path.ends_with("plan.toml") => {
                    self.shelves.take_in(&self.client.folders);
                    self.settle_in();
                }
                None => {}
            }
        }
    }

    fn change_folders(&mut self, change: &DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[lsp_types::WorkspaceFolder]| {
            folders.iter().filter_map(|folder| address::path_of(&folder.uri)).collect::<Vec<_>>()
        };
        let removed = paths(&change.event.removed);
        self.client.folders.retain(|folder| !removed.contains(folder));
        self.client.folders.extend(paths(&change.event.added));
        self.shelves.put_away(&removed, &self.documents);
        self.shelves.take_in(&self.client.folders);
        self.settle_in();
    }

    /// Finds the plans of texts that were part of none, now that there are more.
    fn settle_in(&mut self) {
        for document in self.documents.all_mut().filter(|document| document.home.is_none()) {
            document.home = self.shelves.home(&document.uri);
        }
        self.shelves.touch_all();
    }

    /// Asks the client to tell of changes on disk.
    fn ask_to_watch(&mut self) -> io::Result<()> {
        if !self.client.watches {
            return Ok(());
        }
        let shelves = if self.client.watches_anywhere { self.shelves.all() } else { &[] };
        let wish = watch::wish(shelves.iter().map(|shelf| &shelf.root));
        self.request::<RegisterCapability>(&wish)
    }

    /// Tells the person in the editor of a fault of ours; once, since the next key may lead to it again.
    fn say_fault(&mut self, message: String) -> io::Result<()> {
        if self.fault.as_ref() == Some(&message) {
            return Ok(());
        }
        (self.options.log)(&message);
        self.fault = Some(message.clone());
        self.notify::<ShowMessage>(&ShowMessageParams { typ: MessageType::ERROR, message })
    }

    fn notify<N: Named<Params: Serialize>>(&mut self, params: &N::Params) -> io::Result<()> {
        let params = serde_json::to_value(params)?;
        self.send(Notification { method: N::METHOD.to_owned(), params })
    }

    fn request<R: Asked<Params: Serialize>>(&mut self, params: &R::Params) -> io::Result<()> {
        self.number = self.number.wrapping_add(1);
        let params = serde_json::to_value(params)?;
        self.send(Request { id: RequestId::from(self.number), method: R::METHOD.to_owned(), params })
    }

    fn send(&mut self, message: impl Into<Message>) -> io::Result<()> {
        message.into().write(self.output)
    }
}

/// What a message that nobody waits for leads to.
enum Heeded {
    Done,
    /// The client is ready to be asked for things.
    Begun,
}

/// What a message says, in its type.
pub(super) fn params<T: DeserializeOwned>(said: serde_json::Value) -> Result<T, Refusal> {
    serde_json::from_value(said).map_err(|error| refused(ErrorCode::InvalidParams, format!("not understood: {error}")))
}

pub(super) fn value(answer: impl Serialize) -> Result<serde_json::Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| refused(ErrorCode::InternalError, error.to_string()))
}

pub(super) fn refused(code: ErrorCode, message: impl Into<String>) -> Refusal {
    Refusal { code, message: message.into() }
}

pub(super) fn failed(message: impl Into<String>) -> Refusal {
    refused(ErrorCode::RequestFailed, message)
}

/// Does something whose failure must not end the server: a fault of ours in one answer is no reason to lose the others.
fn guarded<T>(act: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|cause| {
        let said = said(cause.as_ref());
        Err(refused(ErrorCode::InternalError, format!("a fault of vawg, which goes on: {said}")))
    })
}

/// What a panic said.
fn said(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<&str>().copied();
    text.or_else(|| cause.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_fault_in_one_answer_is_an_answer() {
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let answer = guarded::<()>(|| panic!("no such entry {}", 7));
        std::panic::set_hook(silent);
        assert_eq!(answer.expect_err("it failed").message, "a fault of vawg, which goes on: no such entry 7");
    }
}
