//! What each command takes.

use std::path::PathBuf;

use clap::Args;
use gainsay::review::Ruling;

use super::words::{Input, ruling};

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
    /// Why the fact is or is not in one question with this one: a fact's id, or FILE:LINE
    #[arg(long, value_name = "ID|FILE:LINE")]
    pub(crate) against: Option<String>,
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
    /// Who rules; without it the name that Git commits under
    #[arg(long, env = "GAINSAY_AUTHOR", default_value = "", hide_default_value = true, value_name = "NAME")]
    pub(crate) author: String,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// Ask line by line instead of using the whole screen
    #[arg(long)]
    pub(crate) plain: bool,
    /// Who rules; without it the name that Git commits under
    #[arg(long, env = "GAINSAY_AUTHOR", default_value = "", hide_default_value = true, value_name = "NAME")]
    pub(crate) author: String,
}
