//! What the terminal shows.

use gainsay::fact::Fact;
use gainsay::report::{Tone, Visible, expression, find_words};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, BorderType, Paragraph, Wrap};

use super::session::Session;

/// Columns that a position needs to be readable.
const NARROWEST: u16 = 34;

/// The keys, as shown at the foot and in the help.
const KEYS: [(&str, &str, &str); 19] = [
    ("c", "confirm", "a real conflict, known and left standing"),
    ("d", "dismiss", "not the same question, or misread"),
    ("s", "scope", "both are right; period, place or population differ"),
    ("p", "prefer", "the selected position is right"),
    ("z", "snooze", "look again from a day on"),
    ("x", "split", "the selected or marked positions are not about this"),
    ("j", "join", "this question and another one are the same: j here, j there"),
    ("n", "next", "skip to the next finding; also \u{2193} and Tab"),
    ("b", "back", "the one before; also \u{2191}"),
    ("u", "undo", "take the last ruling back"),
    ("e", "edit", "open the selected position in $EDITOR, at its line"),
    ("\u{2190}\u{2192}", "select", "the position that p, x and e are about; space marks several"),
    ("/", "find", "only findings with these words"),
    ("t", "source", "only findings that a source takes part in"),
    ("v", "verdict", "conflict, scope, compatible, agree or all"),
    ("w", "severity", "any, error or warning"),
    ("a", "decided", "show what is decided, too; Esc clears every filter"),
    ("q", "quit", "every ruling is on disk already"),
    ("?", "help", "this page, any key leaves it; PgUp and PgDn scroll the reasons"),
];

fn style(tone: Tone) -> Style {
    let plain = Style::new();
    match tone {
        Tone::Error => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Tone::Warning => plain.fg(Color::Yellow),
        Tone::Scope => plain.fg(Color::Cyan),
        Tone::Good => plain.fg(Color::Green),
        Tone::Strong => plain.add_modifier(Modifier::BOLD),
        Tone::Faint => plain.add_modifier(Modifier::DIM),
    }
}

fn clean(text: &str) -> String {
    Visible::new(text).to_string()
}

/// Draws the whole screen.
pub(super) fn draw(frame: &mut Frame<'_>, session: &Session) {
    let keys = key_line(frame.area().width);
    let keys_height = u16::try_from(keys.len()).unwrap_or(2);
    let rows = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(2),
        Constraint::Fill(3),
        Constraint::Fill(2),
        Constraint::Length(1),
        Constraint::Length(keys_height),
    ]);
    let [head, title, positions, reasons, foot, help] = rows.areas(frame.area());
    frame.render_widget(Paragraph::new(header(session, head.width)).style(Style::new().reversed()), head);
    if session.help {
        frame.render_widget(help_page(), title.union(positions).union(reasons));
    } else if let Some(question) = session.question() {
        let tone = Tone::of(question.verdict, question.severity);
        let verdict = format!("{} ({}) · {}", question.verdict, question.severity, question.rule);
        let mut second = vec![Span::styled(verdict, style(tone))];
        if let Some(ruling) = session.ruling() {
            second.push(Span::styled(format!(" · {}: {}", ruling.ruling, clean(&ruling.reason)), style(Tone::Good)));
        }
        let text =
            Text::from(vec![Line::from(Span::styled(clean(&question.label), style(Tone::Strong))), Line::from(second)]);
        frame.render_widget(Paragraph::new(text), title);
        columns(frame, session, positions);
        frame.render_widget(why(session).scroll((session.scroll, 0)), reasons);
    } else {
        frame.render_widget(nothing(session), title.union(positions).union(reasons));
    }
    frame.render_widget(Paragraph::new(footer(session)), foot);
    frame.render_widget(Paragraph::new(Text::from(keys)), help);
    if let Some((prompt, typed)) = &session.prompt {
        let before = Span::raw(format!("{}{typed}", prompt.says())).width();
        let x = u16::try_from(before).unwrap_or(u16::MAX).min(foot.width.saturating_sub(1));
        frame.set_cursor_position((foot.x + x, foot.y));
    }
}

fn header(session: &Session, width: u16) -> Line<'static> {
    let count = match session.queue.len() {
        0 => "none".to_owned(),
        n => format!("{} of {n}", session.at + 1),
    };
    let left = format!(" gainsay review · {count} · {}", clean(&session.filter.says()));
    let right = match session.acts {
        0 => String::new(),
        1 => "1 ruling made ".to_owned(),
        n => format!("{n} rulings made "),
    };
    let gap = usize::from(width).saturating_sub(Span::raw(&left).width() + right.len());
    Line::from(format!("{left}{:gap$}{right}", ""))
}

/// Positions side by side; the window of columns follows the selected one.
fn columns(frame: &mut Frame<'_>, session: &Session, area: Rect) {
    let positions = session.positions();
    let fit = usize::from((area.width / NARROWEST).max(1)).min(positions.len().max(1));
    let from = (session.selected + 1).saturating_sub(fit);
    let shown = positions.iter().enumerate().skip(from).take(fit);
    let areas = Layout::horizontal(vec![Constraint::Fill(1); fit]).split(area);
    for ((i, fact), area) in shown.zip(areas.iter()) {
        let is_selected = i == session.selected;
        let more = match (i + 1 == from + fit && from + fit < positions.len(), i == from && from > 0) {
            (true, _) => format!(" +{} \u{2192}", positions.len() - from - fit),
            (_, true) => " \u{2190}".to_owned(),
            _ => String::new(),
        };
        let mark = if session.marked.contains(&fact.id) { "* " } else { "" };
        let block = Block::bordered()
            .border_type(if is_selected { BorderType::Thick } else { BorderType::Plain })
            .border_style(if is_selected { Style::new() } else { style(Tone::Faint) })
            .title(format!(" {mark}{}:{}{more} ", clean(&fact.source), fact.line));
        let inner = block.inner(*area);
        frame.render_widget(block, *area);
        frame.render_widget(position(fact, inner), inner);
    }
}

fn position(fact: &Fact, area: Rect) -> Paragraph<'static> {
    let mut lines = vec![Line::from(Span::styled(clean(expression(fact)), style(Tone::Strong)))];
    let ends = |p: gainsay::value::Period| {
        let end = |m: Option<gainsay::value::Moment>| m.map(|m| m.to_string()).unwrap_or_default();
        let (first, last) = (end(p.first), end(p.last));
        if first == last { first } else { format!("{first}..{last}") }
    };
    let when = fact.when.map(ends).filter(|_| fact.kind != gainsay::fact::Kind::Date);
    let scope: Vec<String> = when.into_iter().chain(fact.about.first().map(|name| clean(name))).collect();
    if !scope.is_empty() {
        lines.push(Line::from(Span::styled(scope.join(" · "), style(Tone::Faint))));
    }
    let room = usize::from(area.width) * usize::from(area.height).saturating_sub(lines.len() + 1);
    lines.push(sentence(fact, room));
    Paragraph::new(Text::from(lines)).wrap(Wrap { trim: true })
}

/// The sentence with the words marked, cut on both sides where there is no room for all of it.
fn sentence(fact: &Fact, room: usize) -> Line<'static> {
    let quote = clean(&fact.quote);
    let surface = clean(&fact.surface);
    let Some(at) = find_words(&quote, &surface) else { return Line::from(quote) };
    let (before, rest) = quote.split_at(at);
    let (words, after) = rest.split_at(surface.len());
    let spare = room.saturating_sub(words.chars().count() + 2);
    let (mut left, mut right) = (before.chars().count(), after.chars().count());
    if left + right > spare {
        left = left.min((spare / 2).max(spare.saturating_sub(right)));
        right = right.min(spare - left);
    }
    let skipped = before.chars().count() - left;
    let mut head: String = before.chars().skip(skipped).collect();
    if skipped > 0 {
        head.insert(0, '…');
    }
    let mut tail: String = after.chars().take(right).collect();
    if right < after.chars().count() {
        tail.push('…');
    }
    let marked = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    Line::from(vec![Span::raw(head), Span::styled(words.to_owned(), marked), Span::raw(tail)])
}

fn why(session: &Session) -> Paragraph<'static> {
    let mut lines = Vec::new();
    if let Some(question) = session.question() {
        lines.push(Line::from(Span::styled("why", style(Tone::Strong))));
        lines.extend(question.why.iter().map(|w| Line::from(format!("  {}", clean(w)))));
        let mut weighed: Vec<_> = question.trace.iter().collect();
        weighed.sort_by_key(|r| std::cmp::Reverse(r.weight.abs()));
        lines.push(Line::from(Span::styled("put together because", style(Tone::Strong))));
        lines.extend(weighed.iter().map(|r| {
            let weight = if r.weight == 0 { String::new() } else { format!("{:+} ", r.weight) };
            Line::from(format!("  {weight}{}: {}", r.rule, clean(&r.says)))
        }));
    }
    Paragraph::new(Text::from(lines)).wrap(Wrap { trim: false })
}

fn nothing(session: &Session) -> Paragraph<'static> {
    let filtered = session.filter != super::queue::Filter::default();
    let text = if filtered {
        "Nothing passes the filter. Esc clears it."
    } else {
        "Nothing is left to rule on. v shows what differs in scope, a what is decided; q leaves."
    };
    Paragraph::new(text).wrap(Wrap { trim: true })
}

fn help_page() -> Paragraph<'static> {
    let lines = KEYS.iter().map(|(key, name, says)| {
        Line::from(vec![
            Span::styled(format!("  {key:<3}"), style(Tone::Strong)),
            Span::raw(format!("{name:<9} {says}")),
        ])
    });
    Paragraph::new(Text::from(lines.collect::<Vec<_>>()))
}

fn footer(session: &Session) -> Line<'static> {
    match &session.prompt {
        Some((prompt, typed)) if session.message.is_empty() => {
            Line::from(vec![Span::styled(prompt.says(), style(Tone::Strong)), Span::raw(clean(typed))])
        }
        Some((prompt, typed)) => Line::from(vec![
            Span::styled(prompt.says(), style(Tone::Strong)),
            Span::raw(clean(typed)),
            Span::styled(format!("   {}", clean(&session.message)), style(Tone::Warning)),
        ]),
        None => Line::from(Span::styled(clean(&session.message), style(Tone::Warning))),
    }
}

/// The keys in as many lines as they take.
fn key_line(width: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for (key, name, _) in KEYS {
        let columns = Span::raw(key).width() + name.len() + 3;
        if used > 0 && used + columns > usize::from(width) {
            lines.push(Line::from(std::mem::take(&mut spans)));
            used = 0;
        }
        spans.push(Span::styled(key, style(Tone::Strong)));
        spans.push(Span::styled(format!(" {name}  "), style(Tone::Faint)));
        used += columns;
    }
    lines.push(Line::from(spans));
    lines
}
