//! What goes on beside the screen: files that are watched, and jobs that take their time.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context as _;

use super::Reading;
use super::jobs::{self, Made, PLAIN};
use crate::board::{Effect, Input, Preview};
use crate::commands::session::{Common, Session};
use crate::model::trail::Entry;
use crate::store::{Loaded, Root, Stamp};
use crate::ui::Ui;

/// What is told by those who work beside the screen.
pub(super) enum Message {
    /// The plans, as they are after their files have changed.
    Loaded(Box<Loaded>),
    /// They cannot be read any more, and why.
    Unreadable(String),
    /// A job says something.
    Told(String),
    Previewed(anyhow::Result<Preview>),
    /// What taking back the last change would do was told.
    UndoPreviewed(anyhow::Result<()>),
    Changed(anyhow::Result<Made>),
    History(String, Result<Vec<Entry>, String>),
}

/// What a message means for the board.
pub(super) enum Meaning {
    /// It goes on with other plans.
    Loaded(Box<Loaded>),
    Inputs(Vec<Input>),
}

/// Where the work beside the screen comes in.
pub(super) struct Desk {
    common: Common,
    root: Root,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    nudge: Sender<()>,
    /// The job that nobody should disturb.
    job: Option<JoinHandle<()>>,
    /// What it has said so far.
    heard: String,
}

/// How long files are left alone between two looks at them; more for more of them.
const PAUSE: Duration = Duration::from_millis(700);

/// As much more for each of them.
const PAUSE_EACH: Duration = Duration::from_micros(20);

/// Files that were only just written are looked at again after this.
const REST: Duration = Duration::from_millis(60);

impl Desk {
    /// Begins to watch the files of the plans that were read.
    ///
    /// # Errors
    ///
    /// The system has no thread to give.
    pub(super) fn open(session: &Session, reading: &Reading) -> anyhow::Result<Self> {
        let (sender, receiver) = channel();
        let (nudge, nudged) = channel();
        let (tell, root, seen) = (sender.clone(), reading.root.clone(), reading.stamp);
        let pause = pause_of(reading.loaded.files);
        aside(move || watch(&root, seen, pause, &tell, &nudged))?;
        Ok(Self {
            common: session.common.clone(),
            root: reading.root.clone(),
            sender,
            receiver,
            nudge,
            job: None,
            heard: String::new(),
        })
    }

    /// What was told meanwhile, if anything within a time.
    pub(super) fn next(&mut self, patience: Duration) -> Option<Message> {
        match self.receiver.recv_timeout(patience) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                self.share_its_panic();
                None
            }
        }
    }

    /// Has an effect carried out, where it takes its time.
    pub(super) fn start(&mut self, effect: Effect) {
        self.heard.clear();
        let root = self.root.clone();
        match effect {
            Effect::Preview(wanted) => {
                self.work(Message::Previewed, move |session| jobs::preview(session, &root, &wanted));
            }
            Effect::Change(wanted, shown) => {
                self.work(Message::Changed, move |session| jobs::change(session, &root, &wanted, &shown));
            }
            Effect::PreviewUndo => self.work(Message::UndoPreviewed, jobs::preview_undo),
            Effect::Undo => self.work(Message::Changed, |session| jobs::undo(session).map(|()| Made::Yes)),
            Effect::History(reference) => {
                let (tell, asked) = (self.sender.clone(), reference.clone());
                let started = aside(move || {
                    let found = jobs::history(&root, &asked).map_err(|error| format!("{error:#}"));
                    // Who has left the board does not want to know.
                    let _ = tell.send(Message::History(asked, found));
                });
                if let Err(error) = started {
                    let _ = self.sender.send(Message::History(reference, Err(format!("{error:#}"))));
                }
            }
            Effect::Nothing | Effect::Leave | Effect::Stop => {}
        }
    }

    /// What a message means for the board.
    pub(super) fn meaning(&mut self, message: Message) -> Meaning {
        let words = |error: anyhow::Error| format!("{error:#}");
        Meaning::Inputs(match message {
            Message::Loaded(loaded) => return Meaning::Loaded(loaded),
            Message::Unreadable(why) => vec![Input::Said(why)],
            Message::Told(text) => {
                self.heard += &text;
                vec![Input::Told(text)]
            }
            Message::Previewed(found) => vec![Input::Previewed(found.map_err(words))],
            Message::UndoPreviewed(done) => {
                let difference = std::mem::take(&mut self.heard);
                let told = "the last change that vawg has committed is taken back by another commit".to_owned();
                let preview = Preview { told, subject: Some("Undo: …".to_owned()), difference, ..Preview::default() };
                vec![Input::Previewed(done.map(|()| preview).map_err(words))]
            }
            Message::Changed(done) => {
                let heard = std::mem::take(&mut self.heard);
                // The files are new, and should be seen at once.
                let _ = self.nudge.send(());
                match done {
                    Ok(Made::Yes) => vec![Input::Changed(Ok(heard))],
                    Ok(Made::Otherwise(preview)) => vec![
                        Input::Previewed(Ok(preview)),
                        Input::Said(
                            "the file has changed since it was shown; look again at what would change".to_owned(),
                        ),
                    ],
                    Err(error) => vec![Input::Changed(Err(format!("{heard}{}", words(error))))],
                }
            }
            Message::History(reference, found) => vec![Input::History(reference, found)],
        })
    }

    /// Has a job done that nobody should disturb.
    fn work<T: 'static>(
        &mut self,
        message: fn(anyhow::Result<T>) -> Message,
        job: impl FnOnce(&mut Session) -> anyhow::Result<T> + Send + 'static,
    ) {
        let (tell, common) = (self.sender.clone(), self.common.clone());
        let started = aside(move || {
            let said = tell.clone();
            // Who has left the board does not want to know.
            let listener = move |text: &str| _ = said.send(Message::Told(text.to_owned()));
            let mut session = Session::new(common, |_| Ui::telling(listener, PLAIN));
            let _ = tell.send(message(job(&mut session)));
        });
        match started {
            Ok(job) => self.job = Some(job),
            Err(error) => _ = self.sender.send(message(Err(error))),
        }
    }

    /// A job that has panicked has not said how it ended; the whole program ends as it did.
    fn share_its_panic(&mut self) {
        if let Some(job) = self.job.take_if(|job| job.is_finished())
            && let Err(panic) = job.join()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

/// How long so many files are left alone between two looks at them.
fn pause_of(files: usize) -> Duration {
    let files = u32::try_from(files).unwrap_or(u32::MAX);
    PAUSE.saturating_add(PAUSE_EACH.saturating_mul(files))
}

/// Does something beside the rest; a system may have no more threads to give.
fn aside(work: impl FnOnce() + Send + 'static) -> anyhow::Result<JoinHandle<()>> {
    thread::Builder::new().spawn(work).context("cannot start a thread; end other programs")
}

/// Looks at the files again and again, and reads the plans anew where something has changed.
fn watch(root: &Root, mut seen: Stamp, pause: Duration, tell: &Sender<Message>, nudged: &Receiver<()>) {
    loop {
        if nudged.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        let mut now = Stamp::of(root);
        if now == seen {
            continue;
        }
        // Whoever changes many files is not disturbed halfway.
        loop {
            thread::sleep(REST);
            let then = std::mem::replace(&mut now, Stamp::of(root));
            if then == now {
                break;
            }
        }
        seen = now;
        let message = match Session::load_from(root) {
            Ok(loaded) => Message::Loaded(Box::new(loaded)),
            Err(error) => Message::Unreadable(format!("{error:#}")),
        };
        if tell.send(message).is_err() {
            return;
        }
    }
}
