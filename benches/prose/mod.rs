//! Generated English: the same seed gives the same text, on any machine.

/// A source of numbers without a clock: xorshift.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that fall the same way every time they are made from one seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const NAMES: [&str; 16] = [
    "Harrow",
    "Lindqvist",
    "Adeyemi",
    "Port Maren",
    "the Tollgate Company",
    "Ines Barbosa",
    "the northern county",
    "Calder Bridge",
    "the Weavers' Union",
    "Mrs Okafor",
    "the harbour board",
    "Professor Stein",
    "the old ministry",
    "Vale Junction",
    "the survey",
    "a later inquiry",
];
const NOUNS: [&str; 20] = [
    "workers",
    "houses",
    "ships",
    "visitors",
    "fields",
    "letters",
    "engines",
    "schools",
    "patients",
    "bridges",
    "farms",
    "members",
    "tickets",
    "barrels",
    "wagons",
    "strikes",
    "households",
    "trees",
    "students",
    "machines",
];
const VERBS: [&str; 12] = [
    "counted",
    "sold",
    "built",
    "lost",
    "opened",
    "repaired",
    "hired",
    "inspected",
    "promised",
    "closed",
    "moved",
    "described",
];
const PLAIN: [&str; 10] = [
    "in the quiet part of the valley",
    "although nobody had asked for it",
    "before the rain came back",
    "with the help of neighbours and friends",
    "as the newspapers of the day complained",
    "which surprised the older members of the council",
    "and the matter was forgotten for a while",
    "under a roof that let in the wind",
    "because the road beyond the mill was closed",
    "to the annoyance of everyone who lived near the river",
];
const MONTHS: [&str; 6] = ["January", "March", "June", "August", "October", "December"];
const UNITS: [&str; 8] = ["kilometres", "tonnes", "hectares", "litres", "metres", "hours", "days", "pounds"];
const SPELLED: [&str; 8] =
    ["two", "seven", "a dozen", "forty-three", "three hundred", "twelve", "half a million", "ninety"];

/// A sentence that may hold claims; `dense` ones always do.
fn sentence(dice: &mut Dice, out: &mut String, is_dense: bool) {
    use std::fmt::Write as _;
    let (name, noun, verb) = (dice.pick(&NAMES), dice.pick(&NOUNS), dice.pick(&VERBS));
    let (aside, month, unit) = (dice.pick(&PLAIN), dice.pick(&MONTHS), dice.pick(&UNITS));
    let (spelled, other) = (dice.pick(&SPELLED), dice.pick(&NAMES));
    let (small, large, year, share) =
        (dice.below(900) + 2, dice.below(90_000) + 1000, 1800 + dice.below(220), dice.below(99) + 1);
    let start = out.len();
    // writing to a string cannot fail
    let _ = if is_dense {
        match dice.below(8) {
            0 => write!(out, "in {year} {name} {verb} {},{:03} {noun}, {aside}. ", large / 1000, large % 1000),
            1 => {
                write!(out, "on {} {month} {year} {name} {verb} about {small} {noun} for {other}. ", dice.below(28) + 1)
            }
            2 => write!(out, "some {share}.{} per cent of the {noun} {aside} were {verb} by {other}. ", dice.below(10)),
            3 => write!(
                out,
                "{name} {verb} {spelled} {noun} and between {small} and {} {unit} of line. ",
                small + dice.below(80)
            ),
            4 => write!(
                out,
                "the cost rose from ${small} million to ${}.{} million in {year}, {aside}. ",
                small * 2,
                dice.below(10)
            ),
            5 => write!(out, "{} years later {name} {verb} more than {spelled} {noun}. ", dice.below(9) + 2),
            6 => {
                write!(out, "it was {small} {unit} long and {} {unit} wide when {name} {verb} it. ", dice.below(90) + 2)
            }
            _ => write!(out, "by {month} {year} one in {} {noun} {verb} by {name} was gone. ", dice.below(9) + 2),
        }
    } else {
        match dice.below(4) {
            0 => write!(out, "{name} {verb} the {noun} {aside}, and {other} said so {}. ", dice.pick(&PLAIN)),
            1 => write!(out, "the {noun} of {name} were never {verb} again {aside}. ",),
            2 => write!(
                out,
                "what {name} {verb} was of no use to {other}, {aside}; the {noun} stood empty {}. ",
                dice.pick(&PLAIN)
            ),
            _ => write!(out, "nobody in the town remembered the {noun} that {name} had {verb} {aside}. "),
        }
    };
    if let Some(first) = out.get_mut(start..=start) {
        first.make_ascii_uppercase();
    }
}

/// Prose of at least `bytes` bytes in paragraphs, dense and sparse ones mixed: about three claims a kilobyte, as many as
/// the articles of a newspaper or a journal hold.
pub(crate) fn prose(seed: u64, bytes: usize) -> String {
    let mut dice = Dice::new(seed);
    let mut out = String::with_capacity(bytes + 4096);
    while out.len() < bytes {
        let dense_in_ten = [0, 0, 1, 1, 6][dice.below(5)];
        for _ in 0..dice.below(6) + 3 {
            let is_dense = dice.below(10) < dense_in_ten;
            sentence(&mut dice, &mut out, is_dense);
        }
        out.truncate(out.trim_end().len());
        out.push_str("\n\n");
    }
    out
}

/// "1 and 2 and 3 and …", one sentence on one line.
pub(crate) fn chain(bytes: usize) -> String {
    repeat(bytes, |i| format!("{} and ", i % 10_000))
}

/// Sentences with a number each, all on one line.
pub(crate) fn one_line(bytes: usize) -> String {
    prose(7, bytes).replace('\n', " ")
}

/// A list of notes: "[17] See p. 34, vol. 2, no. 5 (1973)."
pub(crate) fn note_list(bytes: usize) -> String {
    repeat(bytes, |i| format!("[{i}] See p. {}, vol. {}, no. 5 ({}).\n", i % 700, i % 40, 1900 + i % 100))
}

/// Words with note marks glued to them, digits in a row, and dashes between.
pub(crate) fn glued(bytes: usize) -> String {
    repeat(bytes, |i| format!("word{} 19{:02}{}-{} ", i % 99, i % 100, i % 9, i % 50))
}

/// Opening brackets and quotation marks that are never closed.
pub(crate) fn unclosed(bytes: usize) -> String {
    repeat(bytes, |i| format!("(\u{201c}[{i} "))
}

fn repeat(bytes: usize, part: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(bytes + 64);
    for i in 0.. {
        if out.len() >= bytes {
            break;
        }
        out.push_str(&part(i));
    }
    out
}
