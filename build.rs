//! Packs the tables, fonts and texts of `assets/` that stand in the program: as they are they would be a
//! tenth of it. `src/packed.rs` takes them out again.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// What is packed, by its path in the repository.
const FILES: [&str; 39] = [
    "THIRD-PARTY.md",
    "assets/actors/actors.tsv",
    "assets/actors/affixes.tsv",
    "assets/actors/cities.tsv",
    "assets/actors/courts.tsv",
    "assets/actors/demonyms.tsv",
    "assets/actors/divisions.tsv",
    "assets/actors/foreign.tsv",
    "assets/actors/leaders.tsv",
    "assets/actors/members.tsv",
    "assets/actors/names.tsv",
    "assets/actors/organisations.tsv",
    "assets/actors/seats.tsv",
    "assets/actors/shields.tsv",
    "assets/actors/towns.tsv",
    "assets/actors/traits.tsv",
    "assets/coded/actors.tsv",
    "assets/coded/cameo.tsv",
    "assets/coded/fips.tsv",
    "assets/dates/names.tsv",
    "assets/fonts/Inter-Medium.ttf",
    "assets/fonts/Inter-Regular.ttf",
    "assets/fonts/Inter-SemiBold.ttf",
    "assets/fonts/Inter-Tabular.ttf",
    "assets/fonts/MaterialSymbols.ttf",
    "assets/fonts/NotoFallback.ttf",
    "assets/fonts/NotoSerif-Regular.ttf",
    "assets/fonts/NotoSerif-SemiBold.ttf",
    "assets/geography/points.tsv",
    "assets/lexicon/chains.tsv",
    "assets/lexicon/nouns.tsv",
    "assets/lexicon/phrases.tsv",
    "assets/lexicon/plain.tsv",
    "assets/lexicon/verbs.tsv",
    "assets/lexicon/words.tsv",
    "assets/model/lemma-endings.tsv",
    "assets/model/lemma-exceptions.tsv",
    "assets/model/lemma-words.tsv",
    "saves/suez-1956.diplograph",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for file in FILES {
        println!("cargo:rerun-if-changed={file}");
        let to = out.join(format!("{file}.z"));
        if !is_newer(&to, Path::new(file)) {
            pack(Path::new(file), &to)?;
        }
    }
    Ok(())
}

/// Whether a file was packed after its last change: one table that changes costs no more than itself.
fn is_newer(packed: &Path, file: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
    let script = Path::new("build.rs");
    changed(packed)
        .is_some_and(|packed| [changed(file), changed(script)].iter().flatten().all(|it| *it < packed))
}

fn pack(file: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut encoder = ZlibEncoder::new(File::create(to)?, Compression::best());
    encoder.write_all(&fs::read(file)?)?;
    encoder.finish()?;
    Ok(())
}
