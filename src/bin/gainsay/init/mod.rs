//! `gainsay init`: what a project needs, with a word on each file; nothing that is there is written over.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::CLEAN;
use crate::args::{Common, InitArgs};
use crate::output::{self, Fault};

/// A file, what it holds, and what it is for.
const FILES: [(&str, &str, &str); 3] = [
    ("gainsay.toml", include_str!("gainsay.toml"), "the settings; the command line, editors and CI all read them"),
    (
        "facts/decisions.toml",
        include_str!("decisions.toml"),
        "your rulings on conflicts; facts/ also gets one file of fact records a text (gainsay facts --write): commit it \
         all, and changed figures show up in the diff of a review",
    ),
    (
        ".github/workflows/gainsay.yml",
        include_str!("workflow.yml"),
        "runs gainsay check on every push and pull request",
    ),
];

pub(crate) fn run(common: &Common, args: &InitArgs) -> Result<u8, Fault> {
    let mut says = String::new();
    for (name, text, purpose) in FILES {
        let path = Path::new(name);
        let state = if path.symlink_metadata().is_ok() {
            "is there already and stays as it is"
        } else {
            let text = if name == "gainsay.toml" { with_corpus(text, &args.paths) } else { text.to_owned() };
            if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder).map_err(|e| Fault::new(format!("{}: {e}", folder.display())))?;
            }
            output::to_file(path, &text)?;
            "written"
        };
        let _ = writeln!(says, "{name}: {state}\n  {purpose}");
    }
    let corpus: Vec<PathBuf> = if args.paths.is_empty() { vec!["corpus".into()] } else { args.paths.clone() };
    let missing: Vec<_> = corpus.iter().filter(|p| !p.exists()).map(|p| p.display().to_string()).collect();
    says.push_str("\nNext:\n");
    if !missing.is_empty() {
        let _ = writeln!(says, "  put the texts into {} (Markdown or plain text)", missing.join(", "));
    }
    says.push_str("  gainsay                 shows where the texts contradict each other\n");
    says.push_str("  gainsay facts --write   records what they say\n");
    says.push_str("  gainsay review          rules on each conflict; gainsay decide does so from a script\n");
    says.push_str("  gainsay check           is what CI runs\n");
    output::write(common, &says)?;
    Ok(CLEAN)
}

/// The settings with the folders named.
fn with_corpus(text: &str, paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        return text.to_owned();
    }
    let list: Vec<String> =
        paths.iter().map(|p| toml_edit::Value::from(p.to_string_lossy().as_ref()).to_string()).collect();
    text.replace("corpus = [\"corpus\"]", &format!("corpus = [{}]", list.join(", ")))
}
