//! The screen as a buffer, and keys as a reviewer would press them.

use gainsay::config::Config;
use gainsay::review::Ruling;
use gainsay::workspace::{Analysis, Workspace};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::desk::Act;
use super::screen;
use super::session::{Effect, Prompt, Session};

fn analysis() -> Analysis {
    let mut workspace = Workspace::new(Config::default());
    for (path, text) in [
        ("gazette.txt", "In 1891 there were 1,939 strikes in the mill district, most of them short."),
        (
            "yearbook.txt",
            "The yearbook counts 977 strikes in the mill district in 1891.\n\nThe bridge is 412 metres long.",
        ),
        ("guide.txt", "Visitors cross the bridge, which is 460 metres long, on foot."),
    ] {
        workspace.set_text(path, text.as_bytes().to_vec());
    }
    workspace.analysis()
}

fn session() -> Session {
    let session = Session::new(analysis(), "2026-03-01");
    assert!(!session.queue.is_empty(), "the sample has findings");
    session
}

fn press(session: &mut Session, keys: &str) -> Option<Effect> {
    let code = |c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
    keys.chars().map(|c| session.key(KeyEvent::from(code(c)))).last().flatten()
}

fn picture(session: &Session, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| screen::draw(frame, session)).unwrap();
    terminal.backend().to_string()
}

#[test]
fn a_finding_at_80_by_24() {
    insta::assert_snapshot!(picture(&session(), 80, 24));
}

#[test]
fn a_finding_on_a_wide_screen() {
    insta::assert_snapshot!(picture(&session(), 140, 40));
}

#[test]
fn help_and_a_reason_being_typed() {
    let mut session = session();
    press(&mut session, "?");
    insta::assert_snapshot!("help", picture(&session, 80, 24));
    press(&mut session, " sboth are ri");
    insta::assert_snapshot!("typing", picture(&session, 80, 24));
}

#[test]
fn no_size_is_too_small() {
    let mut session = session();
    for (width, height) in [(1, 1), (10, 3), (34, 8), (20, 24), (300, 4)] {
        picture(&session, width, height);
        press(&mut session, "?");
        picture(&session, width, height);
        press(&mut session, "?");
    }
}

#[test]
fn a_ruling_needs_a_reason_and_keeps_what_was_typed() {
    let mut session = session();
    let id = session.question().unwrap().id.clone();
    assert_eq!(press(&mut session, "d\n"), None);
    assert!(session.message.contains("reason"), "{}", session.message);
    let effect = press(&mut session, "other years \n");
    let act = Act::Rule { question: id, ruling: Ruling::Dismissed, prefer: None, until: None };
    assert_eq!(effect, Some(Effect::Act(act, "other years".into())));
}

#[test]
fn the_selected_position_is_preferred_or_split_off() {
    let mut session = session();
    session.key(KeyEvent::from(KeyCode::Right));
    let fact = session.positions()[1].clone();
    match press(&mut session, "pofficial\n") {
        Some(Effect::Act(Act::Rule { ruling, prefer, .. }, _)) => {
            assert_eq!((ruling, prefer.as_deref()), (Ruling::Prefer, Some(&*fact.source)));
        }
        other => panic!("{other:?}"),
    }
    match press(&mut session, "xanother bridge\n") {
        Some(Effect::Act(Act::Split { apart, .. }, _)) => assert_eq!(apart, std::slice::from_ref(&fact.id)),
        other => panic!("{other:?}"),
    }
    assert_eq!(press(&mut session, "e"), Some(Effect::Edit(fact.path.to_string(), fact.line, fact.column)));
}

#[test]
fn snoozing_asks_for_a_day_that_exists() {
    let mut session = session();
    press(&mut session, "z");
    assert_eq!(session.prompt, Some((Prompt::Until, "2026-03-31".into())));
    press(&mut session, "9\n");
    assert!(session.message.contains("no day"), "{}", session.message);
    session.key(KeyEvent::from(KeyCode::Backspace));
    match press(&mut session, "\nnew edition\n") {
        Some(Effect::Act(Act::Rule { until, .. }, reason)) => {
            assert_eq!((until.as_deref(), reason.as_str()), (Some("2026-03-31"), "new edition"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_findings_are_joined_from_both_ends() {
    let mut session = session();
    session.key(KeyEvent::from(KeyCode::Char('v')));
    while session.filter.verdict.is_some() {
        session.key(KeyEvent::from(KeyCode::Char('v')));
    }
    assert!(session.queue.len() > 1, "two questions");
    let one = session.question().unwrap().id.clone();
    press(&mut session, "jn");
    let other = session.question().unwrap().id.clone();
    match press(&mut session, "jthe same\n") {
        Some(Effect::Act(act, _)) => assert_eq!(act, Act::Join { one, other }),
        effect => panic!("{effect:?}"),
    }
}

#[test]
fn filters_narrow_and_escape_widens() {
    let mut session = session();
    let all = session.queue.len();
    press(&mut session, "/no such words\n");
    assert!(session.queue.is_empty() && session.question().is_none());
    assert!(picture(&session, 80, 24).contains("Nothing passes the filter"));
    session.key(KeyEvent::from(KeyCode::Esc));
    assert_eq!(session.queue.len(), all);
    press(&mut session, "tgazette\n");
    assert!(session.queue.len() <= all && !session.queue.is_empty());
}

#[test]
fn control_c_leaves_the_prompt_first() {
    let mut session = session();
    let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    press(&mut session, "dhalf a rea");
    assert_eq!(session.key(control_c), None);
    assert_eq!(session.key(control_c), Some(Effect::Quit));
}

#[test]
fn a_reason_that_was_left_comes_back_for_its_finding_only() {
    let mut session = session();
    press(&mut session, "dhalf a rea");
    session.key(KeyEvent::from(KeyCode::Esc));
    assert!(session.message.contains("kept"), "{}", session.message);
    press(&mut session, "s");
    assert_eq!(session.prompt.as_ref().map(|p| p.1.as_str()), Some("half a rea"));
    // a ruling that cannot be written does not cost its reason either
    assert!(matches!(press(&mut session, "son\n"), Some(Effect::Act(_, reason)) if reason == "half a reason"));
    press(&mut session, "c");
    assert_eq!(session.prompt.take().map(|p| p.1).as_deref(), Some("half a reason"));
    press(&mut session, "vvvnc");
    assert_eq!(session.prompt.as_ref().map(|p| p.1.as_str()), Some(""), "another finding");
}
