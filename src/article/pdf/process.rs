//! The two ends of the process in which a PDF is read: the program that asks, and itself once more, that
//! answers.
//!
//! PDF readers meet files that overflow the stack or take all memory, and no limit inside of one is sure.
//! So the bytes go to a child, which gets little memory and time and may not write a file; its death is
//! an error of that file alone. Limits of memory hold on Linux, of processor time on Unix; elsewhere the
//! clock alone ends a child.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use super::document::{self, Answer};

/// The subcommand of the program that answers.
pub const SUBCOMMAND: &str = "read-pdf";
/// What a child may take of memory for its data, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 190 * 1024 * 1024;
/// Addresses in all: the program itself and its libraries too.
#[cfg(unix)]
const ADDRESSES: u64 = 2 * 1024 * 1024 * 1024;
/// Seconds of the processor: pages take some milliseconds each. Without optimisation they take longer.
#[cfg(unix)]
const SECONDS: u64 = if cfg!(debug_assertions) { 20 } else { 2 };
/// However many others run, by the clock.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 20 });
/// The stack of the thread that reads.
const STACK: usize = 16 * 1024 * 1024;
/// An answer has at most so many bytes.
const ANSWER: u64 = 48 * 1024 * 1024;

/// What became of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// No program is known that reads PDFs.
    NoProgram,
    /// It could not be started.
    NotStarted,
    /// It died: of its limits, or of the file.
    Died,
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that is started to read a PDF: this one, which answers to [`SUBCOMMAND`] by calling
/// [`serve`]. Said once, at the start; without it PDFs are not read.
pub fn use_program(program: PathBuf) {
    PROGRAM.set(program).ok();
}

/// The program that reads PDFs, if one was named.
pub(in super::super) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Asks a child for the text of a PDF.
pub(super) fn ask(program: Option<&Path>, bytes: &[u8]) -> Result<Answer, Lost> {
    let program = program.ok_or(Lost::NoProgram)?;
    let mut child = Command::new(program)
        .args([SUBCOMMAND, &bytes.len().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| Lost::NotStarted)?;
    let answer = thread::scope(|scope| {
        let (input, output) = (child.stdin.take(), child.stdout.take());
        // A child that dies early does not take all its input.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes).ok()));
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            output.map(|output| output.take(ANSWER).read_to_end(&mut answer).ok());
            answer
        });
        let has_ended = wait(&mut child);
        let answer = answer.join().unwrap_or_default();
        has_ended.then_some(answer)
    });
    serde_json::from_slice(&answer.ok_or(Lost::Died)?).map_err(|_| Lost::Died)
}

/// Waits until the child ends by itself; ends it where it takes too long.
fn wait(child: &mut Child) -> bool {
    let start = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < PATIENCE => thread::sleep(pause),
            Ok(None) | Err(_) => {
                child.kill().ok();
                child.wait().ok();
                return false;
            }
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Answers: reads a PDF of so many bytes and writes its text as JSON.
///
/// Takes the limits on itself first. Does not return from a file that is made to do harm.
pub fn serve(length: usize, input: impl Read, mut output: impl Write) -> io::Result<()> {
    take_limits();
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length)?;
    input.take(length as u64).read_to_end(&mut bytes)?;
    let reader = thread::Builder::new().stack_size(STACK).spawn(move || document::read(bytes))?;
    let answer = reader.join().map_err(|_| io::Error::other("the reader of PDFs failed"))?;
    output.write_all(&serde_json::to_vec(&answer)?)?;
    output.flush()
}

/// Gives up the right to much memory and time, and to write files.
#[cfg(unix)]
fn take_limits() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Data, MEMORY),
        (Resource::As, ADDRESSES),
    ];
    for (resource, limit) in limits {
        // What can't be limited here is limited by the clock of the one who asks.
        setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) }).ok();
    }
}

#[cfg(not(unix))]
fn take_limits() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_program_nothing_is_read() {
        assert_eq!(ask(None, b"%PDF-1.7"), Err(Lost::NoProgram));
        assert_eq!(ask(Some(Path::new("no/such/program")), b"%PDF-1.7"), Err(Lost::NotStarted));
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_dies_is_an_error_of_its_file() {
        let large = vec![b'x'; 1024 * 1024];
        for program in ["false", "true", "echo"] {
            assert_eq!(ask(Some(Path::new(program)), &large), Err(Lost::Died), "{program}");
        }
    }
}
