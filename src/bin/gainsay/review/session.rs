//! Where the reviewer is and what the keys do; knows neither terminal nor disk.

use gainsay::compare::Question;
use gainsay::fact::Fact;
use gainsay::review::{Decision, Ruling};
use gainsay::value::Moment;
use gainsay::workspace::Analysis;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::desk::Act;
use super::queue::Filter;

/// Days that a snooze lasts unless another day is typed.
const SNOOZE_DAYS: i64 = 30;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Prompt {
    /// Why; then the act is done.
    Reason(Act),
    /// The day a snooze ends.
    Until,
    /// Words to look for.
    Search,
    /// Part of the id of a source.
    Source,
}

impl Prompt {
    /// What stands before the words typed.
    pub(super) fn says(&self) -> String {
        match self {
            Self::Reason(Act::Rule { ruling, prefer, .. }) => {
                let what = prefer.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
                format!("{ruling}{what}, because: ")
            }
            Self::Reason(Act::Join { .. }) => "join, because: ".to_owned(),
            Self::Reason(Act::Split { apart, .. }) => format!("split off {}, because: ", apart.len()),
            Self::Until => "snooze until (YYYY-MM-DD): ".to_owned(),
            Self::Search => "search: ".to_owned(),
            Self::Source => "only findings with source: ".to_owned(),
        }
    }
}

/// What the terminal side is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Record an act with its reason.
    Act(Act, String),
    /// Take the last act back.
    Undo,
    /// Open a file at a line and column.
    Edit(String, u32, u32),
    /// Stop.
    Quit,
}

/// A review in progress.
#[derive(Debug)]
pub(super) struct Session {
    /// What is reviewed.
    pub(super) analysis: Analysis,
    /// What is shown of it.
    pub(super) filter: Filter,
    /// Indices of the questions that are gone through.
    pub(super) queue: Vec<usize>,
    /// Where in the queue.
    pub(super) at: usize,
    /// The position that keys act on.
    pub(super) selected: usize,
    /// Positions marked for splitting off, by the ids of their facts.
    pub(super) marked: Vec<String>,
    /// The question to join another one to, by id.
    pub(super) joining: Option<String>,
    /// What is being typed, and what has been.
    pub(super) prompt: Option<(Prompt, String)>,
    /// A reason that was typed and not used, with the question it was meant for.
    pub(super) draft: Option<(String, String)>,
    /// Said at the foot of the screen until the next key.
    pub(super) message: String,
    /// Lines that the reasons are scrolled by.
    pub(super) scroll: u16,
    /// Whether the keys are explained instead of a finding.
    pub(super) help: bool,
    /// Acts so far.
    pub(super) acts: usize,
    today: String,
}

impl Session {
    pub(super) fn new(analysis: Analysis, today: &str) -> Self {
        let mut session = Self {
            analysis,
            filter: Filter::default(),
            queue: Vec::new(),
            at: 0,
            selected: 0,
            marked: Vec::new(),
            joining: None,
            prompt: None,
            draft: None,
            message: String::new(),
            scroll: 0,
            help: false,
            acts: 0,
            today: today.to_owned(),
        };
        session.sift();
        session
    }

    /// The question on the screen.
    pub(super) fn question(&self) -> Option<&Question> {
        self.analysis.questions.get(*self.queue.get(self.at)?)
    }

    /// What was ruled on it.
    pub(super) fn ruling(&self) -> Option<&Decision> {
        self.analysis.rulings.get(*self.queue.get(self.at)?)?.as_ref()
    }

    /// Its positions; those that conflict stand first.
    pub(super) fn positions(&self) -> Vec<&Fact> {
        let Some(question) = self.question() else { return Vec::new() };
        let disputed = |i: usize| question.conflicts.iter().any(|&(a, b)| a == i || b == i);
        let mut order: Vec<usize> = (0..question.positions.len()).collect();
        order.sort_by_key(|&i| !disputed(i));
        order.iter().filter_map(|&i| self.analysis.facts.get(*question.positions.get(i)?)).collect()
    }

    /// Puts a new analysis in the place of the old one; the next finding moves up where one is settled.
    pub(super) fn renew(&mut self, analysis: Analysis) {
        let id = self.question().map(|q| q.id.clone());
        self.analysis = analysis;
        self.sift();
        if let Some(at) = self.queue.iter().position(|&i| self.analysis.questions.get(i).map(|q| &q.id) == id.as_ref())
        {
            self.at = at;
        }
    }

    /// Goes to a question, if it passes the filter.
    pub(super) fn show(&mut self, id: &str) {
        let is_meant = |i: &usize| self.analysis.questions.get(*i).is_some_and(|q| q.id == id);
        if let Some(at) = self.queue.iter().position(is_meant) {
            self.go(at);
        }
    }

    fn sift(&mut self) {
        self.queue = self.filter.queue(&self.analysis);
        self.go(self.at);
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.queue.len().saturating_sub(1));
        self.selected = 0;
        self.scroll = 0;
        self.marked.clear();
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) -> Option<Effect> {
        self.message.clear();
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        if is_control && key.code == KeyCode::Char('c') {
            // First out of what is being typed, then out.
            return match self.prompt.take() {
                Some((prompt, typed)) => {
                    self.leave(&prompt, typed);
                    None
                }
                None => Some(Effect::Quit),
            };
        }
        if let Some((prompt, typed)) = self.prompt.take() {
            return self.typed(prompt, typed, key.code, is_control);
        }
        if self.help {
            self.help = false;
            return None;
        }
        match key.code {
            KeyCode::Char('q') => return Some(Effect::Quit),
            KeyCode::Char('?') => self.help = true,
            KeyCode::Char('n') | KeyCode::Tab | KeyCode::Down => self.go(self.at + 1),
            KeyCode::Char('b') | KeyCode::BackTab | KeyCode::Up => self.go(self.at.saturating_sub(1)),
            KeyCode::Home => self.go(0),
            KeyCode::End => self.go(usize::MAX),
            KeyCode::Right => self.selected = (self.selected + 1).min(self.positions().len().saturating_sub(1)),
            KeyCode::Left => self.selected = self.selected.saturating_sub(1),
            KeyCode::PageDown => self.scroll = self.scroll.saturating_add(3),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(3),
            KeyCode::Char('u') => return Some(Effect::Undo),
            KeyCode::Char('e') => {
                let fact = self.positions().get(self.selected).copied()?;
                return Some(Effect::Edit(fact.path.to_string(), fact.line, fact.column));
            }
            KeyCode::Char('/') => self.ask(Prompt::Search, self.filter.search.clone()),
            KeyCode::Char('t') => self.ask(Prompt::Source, self.filter.source.clone()),
            KeyCode::Char('v') => self.refilter(Filter::next_verdict),
            KeyCode::Char('w') => self.refilter(Filter::next_severity),
            KeyCode::Char('a') => self.refilter(|f| f.decided = !f.decided),
            KeyCode::Esc => {
                self.joining = None;
                self.refilter(|f| *f = Filter::default());
            }
            KeyCode::Char(letter) => self.rule(letter),
            _ => {}
        }
        None
    }

    fn refilter(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.at = 0;
        self.sift();
    }

    fn ask(&mut self, prompt: Prompt, mut typed: String) {
        if matches!(prompt, Prompt::Reason(_))
            && typed.is_empty()
            && let Some((question, draft)) = &self.draft
            && self.question().is_some_and(|q| q.id == *question)
        {
            typed.clone_from(draft);
        }
        self.prompt = Some((prompt, typed));
    }

    /// Keeps a reason that was typed for the next time one is asked for here.
    fn leave(&mut self, prompt: &Prompt, typed: String) {
        if let (Prompt::Reason(_), Some(question)) = (prompt, self.question())
            && !typed.trim().is_empty()
        {
            self.draft = Some((question.id.clone(), typed));
            self.message = "what you typed is kept for the next ruling on this".to_owned();
        }
    }

    /// The keys that rule on what is shown.
    fn rule(&mut self, letter: char) {
        let Some(question) = self.question() else { return };
        let id = question.id.clone();
        let rule = |ruling| Prompt::Reason(Act::Rule { question: id.clone(), ruling, prefer: None, until: None });
        match letter {
            'c' => self.ask(rule(Ruling::Confirmed), String::new()),
            'd' => self.ask(rule(Ruling::Dismissed), String::new()),
            's' => self.ask(rule(Ruling::Scope), String::new()),
            'p' => {
                let Some(right) = self.positions().get(self.selected).map(|f| self.naming(f)) else { return };
                let act = Act::Rule { question: id, ruling: Ruling::Prefer, prefer: Some(right), until: None };
                self.ask(Prompt::Reason(act), String::new());
            }
            'z' => {
                let day = self.today.parse::<Moment>().ok().and_then(|day| day.add_days(SNOOZE_DAYS));
                self.ask(Prompt::Until, day.map(|d| d.to_string()).unwrap_or_default());
            }
            ' ' => {
                let Some(fact) = self.positions().get(self.selected).map(|f| f.id.clone()) else { return };
                match self.marked.iter().position(|m| *m == fact) {
                    Some(at) => drop(self.marked.remove(at)),
                    None => self.marked.push(fact),
                }
            }
            'x' => {
                let selected = self.positions().get(self.selected).map(|f| f.id.clone());
                let apart = if self.marked.is_empty() { selected.into_iter().collect() } else { self.marked.clone() };
                self.ask(Prompt::Reason(Act::Split { question: id, apart }), String::new());
            }
            'j' => match self.joining.clone() {
                Some(one) if one != id => {
                    self.ask(Prompt::Reason(Act::Join { one, other: id }), String::new());
                }
                _ => {
                    self.joining = Some(id);
                    self.message = "go to the question that asks the same and press j there; Esc forgets it".to_owned();
                }
            },
            other => self.message = format!("{other} does nothing; ? lists the keys"),
        }
    }

    /// What names a position: its source, or its value where the source takes part more than once.
    pub(super) fn naming(&self, fact: &Fact) -> String {
        let alone = self.positions().iter().filter(|f| f.source == fact.source).count() == 1;
        if alone { fact.source.to_string() } else { fact.surface.clone() }
    }

    fn typed(&mut self, prompt: Prompt, mut typed: String, code: KeyCode, is_control: bool) -> Option<Effect> {
        match code {
            KeyCode::Esc => {
                self.leave(&prompt, typed);
                return None;
            }
            KeyCode::Enter => return self.entered(prompt, typed),
            KeyCode::Backspace => drop(typed.pop()),
            KeyCode::Char('u') if is_control => typed.clear(),
            KeyCode::Char('w') if is_control => {
                let kept = typed.trim_end().rfind(' ').map_or(0, |at| at + 1);
                typed.truncate(kept);
            }
            KeyCode::Char(c) if !is_control => typed.push(c),
            _ => {}
        }
        self.prompt = Some((prompt, typed));
        None
    }

    fn entered(&mut self, prompt: Prompt, typed: String) -> Option<Effect> {
        match prompt {
            Prompt::Search => self.refilter(|f| f.search = typed.trim().to_owned()),
            Prompt::Source => self.refilter(|f| f.source = typed.trim().to_owned()),
            Prompt::Until => {
                let until = typed.trim().to_owned();
                if until.parse::<Moment>().is_err() {
                    self.message = format!("{until} is no day; write it as {}", self.today);
                    self.ask(Prompt::Until, typed);
                    return None;
                }
                let question = self.question()?.id.clone();
                let act = Act::Rule { question, ruling: Ruling::Snooze, prefer: None, until: Some(until) };
                self.ask(Prompt::Reason(act), String::new());
            }
            Prompt::Reason(act) => {
                if typed.trim().is_empty() {
                    self.message = "a ruling needs a reason; Esc leaves it".to_owned();
                    self.ask(Prompt::Reason(act), typed);
                    return None;
                }
                let reason = typed.trim().to_owned();
                // until it is on the disk it may be needed again
                self.draft = self.question().map(|q| (q.id.clone(), typed));
                return Some(Effect::Act(act, reason));
            }
        }
        None
    }
}
