//! A sign of life on standard error while long work runs; nothing for work that is over in a moment.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::ProgressBar;

use crate::args::Common;

/// Work that takes less than this is not worth a word.
const PATIENCE: Duration = Duration::from_millis(400);

/// Time between two pictures of the spinner.
const TICK: Duration = Duration::from_millis(100);

/// A spinner that shows what is being done until it is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Shows `doing` after a short while, on a terminal and unless asked to be quiet.
    pub(crate) fn start(common: &Common, doing: String) -> Self {
        if common.quiet || !io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (done, wait) = mpsc::channel();
        let show = move || {
            if wait.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let spinner = ProgressBar::new_spinner().with_message(doing);
            spinner.enable_steady_tick(TICK);
            // An answer and a dropped sender both mean that the work is over.
            let _over = wait.recv();
            spinner.finish_and_clear();
        };
        let thread = std::thread::Builder::new().name("progress".to_owned()).spawn(show);
        Self { running: thread.ok().map(|thread| (done, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.running.take() {
            drop(done);
            let _panicked = thread.join();
        }
    }
}
