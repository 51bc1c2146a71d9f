//! The command line: a thin cover over the library.

mod args;
mod author;
mod check;
mod compare;
mod decide;
mod explain;
mod extract;
mod facts;
mod init;
mod lsp;
mod output;
mod progress;
mod project;
mod report;
mod since;
mod watch;
mod review;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command};
use output::Fault;

/// Facts are many small strings and lists, which the system's allocator is slow to hand out.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Nothing at or above the threshold.
const CLEAN: u8 = 0;
/// Findings.
const FOUND: u8 = 1;
/// Usage, settings, an input or an output failed.
const FAULT: u8 = 2;

fn main() -> ExitCode {
    // A fault in reading one text is caught and reported with its path; the bare panic message would say less.
    std::panic::set_hook(Box::new(|_| {}));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { FAULT } else { CLEAN };
            let _ = error.print();
            return code.into();
        }
    };
    let run = std::panic::AssertUnwindSafe(|| dispatch(&cli));
    let result = std::panic::catch_unwind(run).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(Fault::new(format!("internal fault, please report it: {text}")))
    });
    match result {
        Ok(code) => code.into(),
        Err(fault) if fault.is_closed_pipe() => CLEAN.into(),
        Err(fault) => {
            output::error(&fault.to_string());
            FAULT.into()
        }
    }
}

fn dispatch(cli: &Cli) -> Result<u8, Fault> {
    let common = &cli.common;
    if cli.command.is_some() && (!cli.report.paths.is_empty() || cli.report.all) {
        return Err(Fault::new("paths and --all go behind the name of the command".to_owned()));
    }
    match &cli.command {
        None => report::run(common, &cli.report),
        Some(Command::Report(args)) => report::run(common, args),
        Some(Command::Check(args)) => check::run(common, args),
        Some(Command::Extract(args)) => extract::run(common, args),
        Some(Command::Compare(args)) => compare::run(common, args),
        Some(Command::Facts(args)) => facts::run(common, args),
        Some(Command::Explain(args)) => explain::run(common, args),
        Some(Command::Init(args)) => init::run(common, args),
        Some(Command::Decide(args)) => decide::run(common, args),
        Some(Command::Lsp(args)) => lsp::run(common, args),
        Some(Command::Watch(args)) => watch::run(common, args),
        Some(Command::Review(args)) => review::run(common, args),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "gainsay", &mut script);
            output::write(common, &String::from_utf8_lossy(&script))?;
            Ok(CLEAN)
        }
    }
}
