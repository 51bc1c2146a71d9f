//! Questions and answers, line by line: for terminals without a screen, screen readers and scripts.

use std::io::{BufRead, Write};

use gainsay::report::{Visible, expression, wrap};
use gainsay::review::Ruling;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::desk::{Act, Desk};
use super::session::{Effect, Session};
use crate::output::Fault;

/// Columns of a line.
const WIDTH: usize = 78;
const ASKED: &str = "\
c confirm, d dismiss, s scope, p N prefer position N, z DAY snooze, x N split off
n next, b back, u undo, q quit";

/// Asks on `out` and takes answers from `input` until one says q or there are no more.
pub(super) fn run(
    session: &mut Session,
    desk: &mut Desk,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), Fault> {
    loop {
        let Some(question) = session.question() else {
            writeln!(out, "Nothing is left to rule on.")?;
            return Ok(());
        };
        let id = question.id.clone();
        show(session, out)?;
        writeln!(out, "{ASKED}")?;
        let Some(answer) = ask(input, out, "> ")? else { return Ok(()) };
        let (letter, rest) = answer.split_at(answer.chars().next().map_or(0, char::len_utf8));
        let rest = rest.trim();
        let picked = || rest.parse::<usize>().ok().and_then(|n| session.positions().get(n.checked_sub(1)?).copied());
        let rule = |ruling, prefer, until| Act::Rule { question: id.clone(), ruling, prefer, until };
        let act = match letter {
            "q" => return Ok(()),
            "n" | "" => {
                if session.at + 1 >= session.queue.len() {
                    writeln!(out, "That was the last one.")?;
                    return Ok(());
                }
                press(session, 'n');
                continue;
            }
            "b" => {
                press(session, 'b');
                continue;
            }
            "u" => {
                match desk.undo() {
                    Ok(Some((analysis, on))) => {
                        session.renew(analysis);
                        session.show(&on);
                        session.acts = session.acts.saturating_sub(1);
                        writeln!(out, "Taken back.")?;
                    }
                    Ok(None) => writeln!(out, "There is nothing to take back.")?,
                    Err(says) => writeln!(out, "{says}")?,
                }
                continue;
            }
            "c" => rule(Ruling::Confirmed, None, None),
            "d" => rule(Ruling::Dismissed, None, None),
            "s" => rule(Ruling::Scope, None, None),
            "z" => rule(Ruling::Snooze, None, Some(rest.to_owned())),
            "p" | "x" => match picked() {
                Some(fact) if letter == "p" => rule(Ruling::Prefer, Some(session.naming(fact)), None),
                Some(fact) => Act::Split { question: id.clone(), apart: vec![fact.id.clone()] },
                None => {
                    writeln!(out, "Say which position: {letter} 1, {letter} 2, …")?;
                    continue;
                }
            },
            other => {
                writeln!(out, "{} means nothing here.", Visible::new(other))?;
                continue;
            }
        };
        let Some(reason) = ask(input, out, "because: ")? else { return Ok(()) };
        if reason.is_empty() {
            writeln!(out, "Nothing is ruled without a reason.")?;
            continue;
        }
        match desk.act(&session.analysis, &act, &reason) {
            Ok(analysis) => {
                session.acts += 1;
                session.renew(analysis);
                writeln!(out, "Written.")?;
            }
            Err(says) => writeln!(out, "Not written: {}", Visible::new(&says))?,
        }
    }
}

fn press(session: &mut Session, letter: char) {
    let effect: Option<Effect> = session.key(KeyEvent::from(KeyCode::Char(letter)));
    debug_assert!(effect.is_none(), "moving asks nothing of the desk");
}

fn show(session: &Session, out: &mut dyn Write) -> Result<(), Fault> {
    let Some(question) = session.question() else { return Ok(()) };
    writeln!(out, "\n{} of {}: {}", session.at + 1, session.queue.len(), Visible::new(&question.label))?;
    writeln!(out, "{} ({}), {}", question.verdict, question.severity, question.id)?;
    for (i, fact) in session.positions().into_iter().enumerate() {
        let place = format!("{}. {} · {}:{}", i + 1, expression(fact), fact.path, fact.line);
        writeln!(out, "{}", Visible::new(&place))?;
        for line in wrap(Visible::new(&fact.quote).as_str(), WIDTH - 4) {
            writeln!(out, "    {line}")?;
        }
    }
    for why in &question.why {
        for line in wrap(Visible::new(why).as_str(), WIDTH - 2) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// One line of input without its end; nothing at the end of all input.
fn ask(input: &mut dyn BufRead, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Fault> {
    write!(out, "{prompt}")?;
    out.flush()?;
    let mut line = Vec::new();
    let read = input.read_until(b'\n', &mut line).map_err(|e| Fault::new(format!("standard input: {e}")))?;
    if read == 0 {
        writeln!(out)?;
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}
