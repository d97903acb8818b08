//! `diplograph collect`: the rows of many shards become one evidence folder.

use std::io::{self, Write};

use super::{CollectArgs, Outcome};
use crate::export::collect::{CollectError, Collected, collect};

/// Collects the rows of all inputs.
pub(super) fn run(args: &CollectArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    match collect(&args.inputs, &args.to) {
        Ok(Collected { rows, error_rows, articles, events, coded, dyads }) => {
            writeln!(
                out,
                "{rows} rows: {articles} articles, {events} rows of events between {dyads} directed dyads"
            )?;
            if coded > 0 {
                writeln!(out, "{coded} events that others coded")?;
            }
            if error_rows > 0 {
                writeln!(err, "{error_rows} error rows were passed over")?;
            }
            Ok(Outcome::Done)
        }
        Err(error) => {
            writeln!(err, "{error}")?;
            let failed = matches!(error, CollectError::Input { .. });
            Ok(if failed { Outcome::InputFailed } else { Outcome::OutputFailed })
        }
    }
}
