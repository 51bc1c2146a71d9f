//! `gainsay review`: findings gone through one by one.

mod desk;
mod plain;
mod queue;
mod screen;
mod session;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal as _};
use std::process;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event, KeyEventKind};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

use crate::CLEAN;
use crate::args::{Common, ReviewArgs};
use crate::output::{self, Fault};
use desk::Desk;
use session::{Effect, Session};

pub(crate) fn run(common: &Common, args: &ReviewArgs) -> Result<u8, Fault> {
    let (mut desk, analysis) = Desk::open(common, &args.author)?;
    let mut session = Session::new(analysis, desk.today());
    if args.plain || !has_screen() {
        plain::run(&mut session, &mut desk, &mut io::stdin().lock(), &mut io::stdout().lock())?;
    } else {
        full_screen(common, &mut session, &mut desk)?;
    }
    let rulings = match session.acts {
        0 => "no ruling made".to_owned(),
        1 => "1 ruling written".to_owned(),
        n => format!("{n} rulings written"),
    };
    output::note(common, &format!("{rulings}, {} left in this view", session.queue.len()));
    Ok(CLEAN)
}

/// Whether both ends are a terminal that can place text.
fn has_screen() -> bool {
    let can_place = std::env::var_os("TERM").is_none_or(|term| term != "dumb" && !term.is_empty());
    io::stdin().is_terminal() && io::stdout().is_terminal() && can_place
}

/// The terminal as it was comes back when this is dropped, also when something panics.
struct Screen {
    terminal: Terminal<CrosstermBackend<io::Stdout>>,
}

impl Screen {
    fn open() -> io::Result<Self> {
        enable_raw_mode()?;
        let opened = execute!(io::stdout(), EnterAlternateScreen)
            .and_then(|()| Terminal::new(CrosstermBackend::new(io::stdout())));
        match opened {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                close();
                Err(error)
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.terminal.show_cursor();
        close();
    }
}

fn close() {
    let _ = execute!(io::stdout(), LeaveAlternateScreen);
    let _ = disable_raw_mode();
}

fn full_screen(common: &Common, session: &mut Session, desk: &mut Desk) -> Result<(), Fault> {
    let fault = |e: io::Error| Fault::new(format!("terminal: {e}; --plain needs none"));
    let mut screen = Some(Screen::open().map_err(fault)?);
    loop {
        if let Some(screen) = &mut screen {
            screen.terminal.draw(|frame| screen::draw(frame, session)).map_err(fault)?;
        }
        let effect = match event::read().map_err(fault)? {
            Event::Key(key) if key.kind != KeyEventKind::Release => session.key(key),
            _ => None,
        };
        match effect {
            None => {}
            Some(Effect::Quit) => return Ok(()),
            Some(Effect::Edit(path, line, column)) => {
                // The editor gets the terminal for itself.
                drop(screen.take());
                let edited = edit(&path, line, column);
                let read = desk.reread(common);
                screen = Some(Screen::open().map_err(fault)?);
                match edited.and(read) {
                    Ok(analysis) => session.renew(analysis),
                    Err(says) => session.message = says,
                }
            }
            Some(effect) => perform(session, desk, effect),
        }
    }
}

/// Does what changes decisions; what went wrong is said at the foot of the screen.
fn perform(session: &mut Session, desk: &mut Desk, effect: Effect) {
    match effect {
        Effect::Act(act, reason) => match desk.act(&session.analysis, &act, &reason) {
            Ok(analysis) => {
                session.acts += 1;
                session.joining = None;
                session.draft = None;
                session.renew(analysis);
                session.message = "written; u takes it back".to_owned();
            }
            Err(says) => session.message = says,
        },
        Effect::Undo => match desk.undo() {
            Ok(Some((analysis, on))) => {
                session.acts = session.acts.saturating_sub(1);
                session.renew(analysis);
                session.show(&on);
                session.message = "taken back".to_owned();
            }
            Ok(None) => session.message = "there is nothing to take back".to_owned(),
            Err(says) => session.message = says,
        },
        Effect::Edit(..) | Effect::Quit => {}
    }
}

/// Opens a file at a place in the user's editor and waits for it.
fn edit(path: &str, line: u32, column: u32) -> Result<(), String> {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        return Err("set EDITOR to open texts from here".to_owned());
    };
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Err("EDITOR is empty".to_owned()) };
    let mut command = process::Command::new(program);
    command.args(words);
    let name = std::path::Path::new(program).file_stem().and_then(|n| n.to_str()).unwrap_or_default();
    match name {
        "code" | "codium" | "code-insiders" => {
            command.args(["--wait", "--goto"]).arg(format!("{path}:{line}:{column}"));
        }
        "hx" | "helix" | "zed" | "subl" => {
            command.arg(format!("{path}:{line}:{column}"));
        }
        // vi and its kin, nano, emacs, kak, micro, joe, ne
        _ => {
            command.arg(format!("+{line}")).arg(path);
        }
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program}: {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}
