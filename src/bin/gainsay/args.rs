//! Commands and options.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use gainsay::review::Ruling;

/// Finds where several texts about one matter cannot all be right: numbers, dates and totals that contradict each other.
#[derive(Debug, Parser)]
#[command(
    name = "gainsay",
    version,
    subcommand_precedence_over_arg = true,
    after_help = "\
Examples:
  gainsay                            the discrepancy table of the project's corpus
  gainsay notes.md reports/          the same for any files and folders
  gainsay --all --format html --output report.html
  gainsay check                      for CI: exit 1 on undecided conflicts
  gainsay explain strikes-1969-7f3a  why a finding is one
  cat draft.txt | gainsay - corpus/  a text from standard input against a corpus

Exit codes:
  0  nothing at or above --fail-on (report: always, unless --fail-on is given)
  1  findings
  2  a fault: usage, gainsay.toml, a named input that cannot be read, an output that cannot be written"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Form of the output; which ones a command knows is said in its help
    #[arg(long, global = true, value_enum, value_name = "FORMAT", help_heading = "Common options")]
    pub(crate) format: Option<Format>,
    /// Write to this file instead of standard output, whole or not at all
    #[arg(long, short, global = true, value_name = "FILE", help_heading = "Common options")]
    pub(crate) output: Option<PathBuf>,
    /// Settings to use instead of the nearest gainsay.toml upwards
    #[arg(long, global = true, value_name = "FILE", help_heading = "Common options")]
    pub(crate) config: Option<PathBuf>,
    /// Language of texts that do not state one: en, es
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = gainsay::lexicon::Lexicon::LANGUAGES, help_heading = "Common options")]
    pub(crate) lang: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = "Common options")]
    pub(crate) color: When,
    /// From which findings on to exit with 1
    #[arg(long, global = true, value_enum, value_name = "LEVEL", help_heading = "Common options")]
    pub(crate) fail_on: Option<Level>,
    /// Columns of tables, instead of the terminal's (100 when there is none)
    #[arg(long, global = true, value_name = "COLUMNS", help_heading = "Common options")]
    pub(crate) width: Option<u16>,
    /// Say less on standard error: errors only
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub(crate) quiet: bool,
    /// Say more on standard error: every oddity met in the texts
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The discrepancy table (the default command)
    #[command(after_help = "\
Formats: table (default), json, jsonl (one question a line), markdown, html, csv, sarif, github, junit

Examples:
  gainsay report corpus/
  gainsay report a.md b.md --all
  gainsay report --format json | jq '.questions[0]'")]
    Report(ReportArgs),
    /// For CI: exit 1 on undecided findings, facts/ out of date, stale decisions
    #[command(after_help = CHECK_HELP)]
    Check(CheckArgs),
    /// The facts of texts
    #[command(after_help = EXTRACT_HELP)]
    Extract(ExtractArgs),
    /// Judge pairs of texts from standard input
    #[command(after_help = "\
Each line of input is an object {\"id\", \"a\", \"b\"} with two texts; each line of output says
{\"id\", \"verdict\", \"why\"}, where verdict is conflict, agree, compatible, scope or unrelated.

Examples:
  gainsay compare --input jsonl --format jsonl - < pairs.jsonl")]
    Compare(CompareArgs),
    /// The fact records in facts/
    #[command(after_help = "\
Formats: table (default: the differences), json

Examples:
  gainsay facts            how facts/ differs from the texts
  gainsay facts --write    write one file a source, to be committed and read in diffs
  gainsay facts --verify   exit 1 when facts/ is out of date")]
    Facts(FactsArgs),
    /// Why: the derivation of a question, a fact, a line or a rule
    #[command(after_help = "\
Examples:
  gainsay explain strikes-1969-7f3a   a question, by its id or the start of it
  gainsay explain f-7q2m9c4k1x        a fact
  gainsay explain corpus/a.md:57      every fact on a line
  gainsay explain value-conflict      what a rule means and where it spoke")]
    Explain(ExplainArgs),
    /// Record an editor's ruling on a question in facts/decisions.toml
    #[command(after_help = "\
Rulings:
  confirmed  a real conflict, known and left standing
  dismissed  not the same question, or misread
  scope      both are right; period, place or population differ
  prefer     one source or value is right (--prefer SOURCE, --prefer VALUE)
  snooze     look again from a day on (--until DATE)
  join       ID and another answer one question (--with ID)
  split      a position is not about this (--apart POSITION)

A ruling is kept by the words it was made on, in facts/decisions.toml. It takes the place of an earlier one on the same
words, and of a stale one whose question this was. Join and split change which facts are put into one question.

Examples:
  gainsay decide strikes-1969 --ruling scope --reason 'legal strikes against all strikes'
  gainsay decide share-7f3a --ruling prefer --prefer isr-1999 --reason 'official count'
  gainsay decide dockers-1912 --ruling join --with longshoremen-1912 --reason 'one trade, two names'
  gainsay decide dockers-1912 --ruling split --apart memoir --reason 'the other port'
  gainsay decide dockers-1912 --withdraw
  gainsay decide --prune              remove decisions whose sentences have changed")]
    Decide(DecideArgs),
    /// Check again whenever a text changes, and tell what is new, gone and changed
    #[command(after_help = "\
Formats: table (default: one line each), jsonl

Watches the texts, gainsay.toml and facts/decisions.toml until it is stopped (Ctrl-C).

Examples:
  gainsay watch
  gainsay watch --format jsonl | jq -r 'select(.event == \"new\") | .question.label'")]
    Watch(PathArgs),
    /// Language server on standard input and output, for editors
    #[command(after_help = "Editors start it; working settings for several are in editors/ of the sources.")]
    Lsp(LspArgs),
    /// Go through undecided findings one by one, in the terminal
    #[command(after_help = "\
Every ruling is written to facts/decisions.toml as it is made and can be taken back with u. Where the terminal has no
screen (TERM=dumb, a pipe) or with --plain, questions are asked line by line.

Examples:
  gainsay review
  gainsay review --plain --author 'M. Okafor'
  gainsay decide ID --ruling scope --reason TEXT    the same act in a script")]
    Review(ReviewArgs),
    /// Settings, a folder for records and rulings, and a CI workflow for a new project; writes over nothing
    #[command(after_help = "\
Examples:
  gainsay init            in the folder of the project
  gainsay init articles/  with the texts in articles/")]
    Init(InitArgs),
    /// A completion script for a shell
    #[command(after_help = "Example: gainsay completions bash > ~/.local/share/bash-completion/completions/gainsay")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

const CHECK_HELP: &str = "\
Fails (exit 1) on
  - findings at or above --fail-on that nobody ruled on
      conflict  conflicts, clear (error) or likely (warning); the default
      possible  also questions whose positions differ in scope
      note      every question that is not simply answered alike
      never     nothing
  - fact records in facts/ that no longer say what the texts say (gainsay facts --write renews them)
  - stale decisions: what they were made on has changed

With --since the whole corpus is still read: a changed line is held against every text.

Formats: table (default), json, jsonl, markdown, github (annotations; adds to the job summary), sarif, junit

Examples:
  gainsay check
  gainsay check --since origin/main...
  gainsay check --format github      annotations in a GitHub workflow
  gainsay check --fail-on possible";

const EXTRACT_HELP: &str = "\
Formats: table (default), json, jsonl (one fact a line)

With --input jsonl every line of standard input is an object {\"id\", \"text\", \"reference_date\"?} and facts are
written as lines are read; their source is the id.

Examples:
  gainsay extract notes.md
  gainsay extract --format jsonl corpus/ | jq -r .surface
  gainsay extract --input jsonl --format jsonl - < rows.jsonl";

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// Files and folders, - for standard input; default from gainsay.toml, else corpus/
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Show questions that are compatible, differ in scope or agree, too
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PathArgs {
    /// Files and folders, - for standard input; default from gainsay.toml, else corpus/
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LspArgs {
    /// Talk on standard input and output, as is always done
    #[arg(long)]
    pub(crate) stdio: bool,
    /// The process of the editor
    #[arg(long = "clientProcessId", value_name = "ID", hide = true)]
    pub(crate) client: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Files and folders of the texts; corpus/ if none are named
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files and folders, - for standard input; default from gainsay.toml, else corpus/
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Only findings with a position in a sentence on lines changed since this Git revision, uncommitted and untracked
    /// changes included; REV... is where REV and the present revision parted
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// Files and folders, - for standard input; default from gainsay.toml, else corpus/
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What standard input holds
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) input: Input,
    /// Show what looks like a fact and is none, too, with the reason
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Only - (standard input)
    #[arg(value_name = "-")]
    pub(crate) paths: Vec<PathBuf>,
    /// What standard input holds; only jsonl
    #[arg(long, value_enum, default_value = "jsonl", value_name = "FORM")]
    pub(crate) input: Input,
}

#[derive(Debug, Args)]
pub(crate) struct FactsArgs {
    /// Write the records, and remove those of sources that are gone
    #[arg(long, conflicts_with = "verify")]
    pub(crate) write: bool,
    /// Exit 1 when the records are out of date
    #[arg(long)]
    pub(crate) verify: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Id (or its start) of a question or fact, FILE:LINE, or the name of a rule
    #[arg(value_name = "ID|FILE:LINE|RULE")]
    pub(crate) what: String,
    /// Files and folders, instead of the project's
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct DecideArgs {
    /// Id of the question (join: or of a fact), or the start of it
    #[arg(value_name = "ID", required_unless_present = "prune")]
    pub(crate) id: Option<String>,
    /// The ruling
    #[arg(long, value_parser = ruling(), requires = "id", requires = "reason")]
    pub(crate) ruling: Option<Ruling>,
    /// Why, and by what authority
    #[arg(long, value_name = "TEXT", requires = "ruling")]
    pub(crate) reason: Option<String>,
    /// prefer: the source, or the value as written, that is right
    #[arg(long, value_name = "SOURCE|VALUE", required_if_eq("ruling", "prefer"))]
    pub(crate) prefer: Option<String>,
    /// snooze: the day from which on it counts again, as 2026-01-31
    #[arg(long, value_name = "DATE", required_if_eq("ruling", "snooze"))]
    pub(crate) until: Option<String>,
    /// join: the other question or fact; may be given several times
    #[arg(long, value_name = "ID", required_if_eq("ruling", "join"))]
    pub(crate) with: Vec<String>,
    /// split: the position that is not about this, as SOURCE, SOURCE:LINE, the value or a fact's id; may be given
    /// several times
    #[arg(long, value_name = "POSITION", required_if_eq("ruling", "split"))]
    pub(crate) apart: Vec<String>,
    /// Take back the ruling on ID
    #[arg(long, requires = "id", conflicts_with = "ruling")]
    pub(crate) withdraw: bool,
    /// Remove stale decisions, those whose sentences have changed
    #[arg(long)]
    pub(crate) prune: bool,
    /// Who rules
    #[arg(long, env = "GAINSAY_AUTHOR", default_value = "", value_name = "NAME")]
    pub(crate) author: String,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// Ask line by line instead of using the whole screen
    #[arg(long)]
    pub(crate) plain: bool,
    /// Who rules
    #[arg(long, env = "GAINSAY_AUTHOR", default_value = "", value_name = "NAME")]
    pub(crate) author: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Jsonl,
    Markdown,
    Html,
    Csv,
    Sarif,
    Github,
    Junit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    #[default]
    Text,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Conflict,
    Possible,
    Note,
    Never,
}

impl From<Level> for gainsay::config::FailOn {
    fn from(level: Level) -> Self {
        match level {
            Level::Conflict => Self::Conflict,
            Level::Possible => Self::Possible,
            Level::Note => Self::Note,
            Level::Never => Self::Never,
        }
    }
}

/// One of the rulings, by its word.
fn ruling() -> impl TypedValueParser<Value = Ruling> {
    PossibleValuesParser::new(Ruling::ALL.map(Ruling::as_str)).try_map(|word| Ruling::parse(&word).ok_or("no ruling"))
}
