//! The program: hands its arguments to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    vawg::run(std::env::args_os())
}
