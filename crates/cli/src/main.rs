//! `qalam`: the application without a window. Parses, calls the application layer, prints; decides nothing itself.

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
        Ok(done) => match print::done(json, &done) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(failure) => {
            print::failed(json, &failure);
            ExitCode::FAILURE
        }
    }
}
