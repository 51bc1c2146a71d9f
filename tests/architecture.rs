//! Who may use whom: the table of ARCHITECTURE.md, held against the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module and the modules of ours that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("value", &[]),
    ("lexicon", &["value"]),
    ("corpus", &["value"]),
    ("disk", &[]),
    ("document", &["text", "value", "corpus"]),
    ("fact", &["text", "value"]),
    ("grammar", &["text", "value", "lexicon", "fact"]),
    ("mention", &["text", "value", "lexicon", "fact", "grammar"]),
    ("resolve", &["text", "value", "lexicon", "corpus", "document", "fact", "grammar", "mention"]),
    ("compare", &["text", "value", "lexicon", "fact"]),
    ("config", &["text", "value", "lexicon", "compare"]),
    ("review", &["text", "value", "fact", "compare", "config"]),
    (
        "workspace",
        &["text", "value", "lexicon", "corpus", "disk", "document", "fact", "resolve", "compare", "review", "config"],
    ),
    ("report", &["text", "value", "corpus", "disk", "document", "fact", "compare", "review", "config", "workspace"]),
    ("lsp", &["text", "value", "document", "fact", "compare", "review", "config", "workspace", "report"]),
    ("watch", &["compare", "config", "workspace", "report"]),
];

/// Things of the outside that only some modules may touch.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("std::fs", &["disk", "bin"]),
    ("comfy_table", &["report", "bin"]),
    ("pulldown_cmark", &["document"]),
    ("clap::", &["bin"]),
    ("lsp_server", &["lsp", "bin"]),
    ("gen_lsp_types", &["lsp"]),
    ("notify::", &["bin"]),
    ("println!", &["bin"]),
    ("std::env::", &["bin"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("src is readable").flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The top-level module that a file belongs to.
fn module_of(src: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(src).expect("inside src");
    let first = relative.components().next().expect("a file").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Code without doc comments, and without the unit tests at the end.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    body.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether a file is a module of tests of the one above it.
fn is_of_tests(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_stem()) else { return false };
    let above = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
    above.contains(&format!("#[cfg(test)]\nmod {};", name.to_string_lossy()))
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 30, "found only {} files", files.len());
    let mut wrong = BTreeSet::new();
    for path in files.into_iter().filter(|path| !is_of_tests(path)) {
        let module = module_of(&src, &path);
        let text = code(&fs::read_to_string(&path).expect("readable"));
        if !matches!(module.as_str(), "lib" | "bin") {
            let allowed = MAY_USE.iter().find(|(m, _)| *m == module).map(|(_, a)| *a);
            let Some(allowed) = allowed else {
                wrong.insert(format!("{module}: not in the table"));
                continue;
            };
            for piece in text.split("crate::").skip(1) {
                let used: String = piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_module = MAY_USE.iter().any(|(m, _)| *m == used);
                if is_module && used != module && !allowed.contains(&used.as_str()) {
                    wrong.insert(format!("{module} uses {used}: {}", path.display()));
                }
            }
        }
        for (thing, allowed) in OUTSIDE {
            if text.contains(thing) && !allowed.contains(&module.as_str()) {
                wrong.insert(format!("{module} touches {thing}: {}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
