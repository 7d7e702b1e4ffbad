//! `qalam`: the application without a window. Parses, calls the application layer, prints; decides nothing itself.
#![allow(clippy::print_stdout, reason = "printing is what a command line is for")]

mod args;
mod hosts;
mod print;
mod run;
mod secrets;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap prints each where it belongs.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let json = cli.json;
    match run::run(cli) {
        Ok(done) => {
            print::done(json, &done);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            print::failed(json, &failure);
            ExitCode::FAILURE
        }
    }
}
