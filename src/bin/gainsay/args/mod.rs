//! Commands and options.

mod commands;
mod words;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use commands::{
    CheckArgs, CompareArgs, DecideArgs, ExplainArgs, ExtractArgs, FactsArgs, InitArgs, LspArgs, PathArgs, ReportArgs,
    ReviewArgs,
};
pub(crate) use words::{Format, Input, Level, When};

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
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        help_heading = "Common options"
    )]
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
  gainsay explain a.md:5 --against b.md:9   why two facts do or do not answer one question
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

A ruling is kept by the words it was made on, in facts/decisions.toml. It takes the place of an earlier one on the same \
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
Every ruling is written to facts/decisions.toml as it is made and can be taken back with u. Where the terminal has no \
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

With --input jsonl every line of standard input is an object {\"id\", \"text\", \"reference_date\"?} and facts are \
written as lines are read; their source is the id.

Examples:
  gainsay extract notes.md
  gainsay extract --format jsonl corpus/ | jq -r .surface
  gainsay extract --input jsonl --format jsonl - < rows.jsonl";
