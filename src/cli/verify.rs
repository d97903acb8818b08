//! `diplograph verify`: a session is read again from its texts and compared; with `--swap`, two countries
//! are exchanged in its articles and what is told must follow. An evidence folder is made once more from its
//! rows and compared.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use super::{Outcome, progress};
use crate::actor::ActorId;
use crate::event::Knowledge;
use crate::event::name_swap::{self, PAIRS, Swapping};
use crate::export::collect::{self, FileState};
use crate::session::evidence::folder::is_evidence;
use crate::session::file::{self, Loaded};
use crate::session::verify::{Agreement, Checked, Verification, verify};

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// A session, or an evidence folder
    #[arg(value_name = "SESSION")]
    session: PathBuf,
    /// Exchange two countries in the articles, such as CHN BRA, and list each sentence that does not
    /// swap; without names, six pairs one after the other
    #[arg(long, value_names = ["COUNTRY", "COUNTRY"], num_args = 0..=2)]
    swap: Option<Vec<String>>,
    /// Print the relations that are the same too
    #[arg(long)]
    all: bool,
}

/// Of a hundred events so many may fail to swap, and one in any case: the parser reads them otherwise.
const MOST_LOST: usize = 3;

/// Opens the session, compares, prints a report.
pub(super) fn run(args: &VerifyArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let knowledge = Knowledge::embedded();
    let pairs = match pairs(&knowledge, args.swap.as_deref()) {
        Ok(pairs) => pairs,
        Err(text) => {
            writeln!(err, "{text}")?;
            return Ok(Outcome::WrongUse);
        }
    };
    if is_evidence(&args.session) {
        return check_folder(args, out, err);
    }
    let loaded = match file::read(&args.session).and_then(|bytes| file::from_bytes(&knowledge, &bytes)) {
        Ok(loaded) => loaded,
        Err(error) => {
            writeln!(err, "can't open this session: {error}\nFile: {}", args.session.display())?;
            return Ok(Outcome::InputFailed);
        }
    };
    let holds = if pairs.is_empty() {
        check_session(&knowledge, &loaded, args.all, out)?
    } else {
        let mut all = true;
        for pair in &pairs {
            all &= check_swap(&knowledge, &loaded, pair, out)?;
        }
        all
    };
    Ok(if holds { Outcome::Done } else { Outcome::Differs })
}

/// Checks an evidence folder, file by file.
fn check_folder(args: &VerifyArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    if args.swap.is_some() {
        writeln!(err, "--swap needs the texts, which are in a session")?;
        return Ok(Outcome::WrongUse);
    }
    let folder = std::path::absolute(&args.session)?;
    let mut work = folder.file_name().unwrap_or_default().to_owned();
    work.push(format!(".check-{}", std::process::id()));
    let files = match progress::with_bar("Collecting", |_| {
        collect::check_folder(&folder, &folder.with_file_name(work))
    }) {
        Ok(files) => files,
        Err(error) => {
            writeln!(err, "can't check this evidence folder: {error}\nFolder: {}", folder.display())?;
            return Ok(Outcome::InputFailed);
        }
    };
    let same = files.iter().filter(|(_, state)| *state == FileState::Same).count();
    writeln!(out, "{same} of {} files are as they were written, and as their rows give them", files.len())?;
    for (name, state) in files.iter().filter(|(_, state)| args.all || *state != FileState::Same) {
        writeln!(out, "  {}: {name}", state.name())?;
    }
    Ok(if same == files.len() && same > 0 { Outcome::Done } else { Outcome::Differs })
}

/// The pairs that are asked for; none without `--swap`.
fn pairs(knowledge: &Knowledge, asked: Option<&[String]>) -> Result<Vec<[ActorId; 2]>, String> {
    let country = |id: &str| {
        let id = ActorId::new(&id.to_uppercase());
        let known = id.is_country() && knowledge.gazetteer.actor(&id).is_some();
        if known { Ok(id) } else { Err(format!("{id} is no country that the program knows")) }
    };
    match asked {
        None => Ok(Vec::new()),
        Some([]) => Ok(PAIRS.iter().map(|pair| pair.map(ActorId::new)).collect()),
        Some([one, other]) if one.eq_ignore_ascii_case(other) => Err("name two countries".to_owned()),
        Some([one, other]) => Ok(vec![[country(one)?, country(other)?]]),
        Some(_) => Err("name two countries after --swap, such as CHN BRA, or none".to_owned()),
    }
}

fn check_session(knowledge: &Knowledge, loaded: &Loaded, all: bool, out: &mut dyn Write) -> io::Result<bool> {
    let verification =
        progress::with_bar("Reading", |_| verify(knowledge, &loaded.session, &loaded.readings));
    let Verification { relations, texts_right, texts_left_out, texts_changed, compared, without_reading } =
        &verification;
    writeln!(out, "{texts_right} of {} texts have their hash", loaded.session.articles.len())?;
    if *texts_left_out > 0 {
        writeln!(out, "{texts_left_out} texts were left out when the session was shared")?;
    }
    for label in texts_changed {
        writeln!(out, "  changed text: {label}")?;
    }
    writeln!(out, "{compared} articles were read again and compared")?;
    if *without_reading > 0 {
        writeln!(
            out,
            "{without_reading} could not be compared: the session keeps no reading of them by this version"
        )?;
    }
    let counts: Vec<String> = Agreement::ALL
        .iter()
        .map(|agreement| format!("{} {}", verification.count(*agreement), agreement.name()))
        .collect();
    writeln!(out, "{} relations: {}", relations.len(), counts.join(", "))?;
    for relation in relations.iter().filter(|relation| all || relation.agreement != Agreement::Same) {
        print(relation, out)?;
    }
    Ok(verification.holds() && *without_reading == 0 && *texts_left_out == 0)
}

fn print(relation: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let Checked { source, target, agreement, shared, only_kept, only_derived } = relation;
    writeln!(out, "\n{}: {source} → {target}, {shared} tellings alike", agreement.name())?;
    for sentence in only_kept {
        writeln!(out, "  - {sentence}")?;
    }
    for sentence in only_derived {
        writeln!(out, "  + {sentence}")?;
    }
    Ok(())
}

fn check_swap(
    knowledge: &Knowledge,
    loaded: &Loaded,
    pair: &[ActorId; 2],
    out: &mut dyn Write,
) -> io::Result<bool> {
    let articles = &loaded.session.articles;
    let swappings: Vec<Swapping> = progress::with_bar("Exchanging", |progress| {
        progress.set_total(articles.len() as u64);
        let swap = |article: &crate::article::SharedArticle| {
            let swapping = name_swap::swap(knowledge, article, pair.each_ref());
            progress.advance();
            swapping
        };
        articles.par_iter().map(swap).collect()
    });
    let mut sum = Swapping::default();
    swappings.into_iter().for_each(|swapping| sum.add(swapping));
    writeln!(
        out,
        "{}-{}: mentions {}, events {}",
        pair[0],
        pair[1],
        share(sum.mentions_swapped, sum.mentions),
        share(sum.events_swapped, sum.events)
    )?;
    for difference in &sum.differences {
        let what = if difference.came { "+" } else { "-" };
        writeln!(out, "  {what} {}: {}", difference.told, difference.sentence)?;
    }
    let lost = sum.events.saturating_sub(sum.events_swapped);
    Ok(sum.mentions_swapped == sum.mentions && (lost <= 1 || lost * 100 <= sum.events * MOST_LOST))
}

/// "34 of 35 swap (97.1 %)"
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "none".to_owned();
    }
    format!("{part} of {whole} swap ({:.1} %)", 100.0 * part as f64 / whole as f64)
}
