#!/usr/bin/env python3
"""Make the fonts of this folder again, byte for byte.

    python3 -m pip install fonttools==4.68.0 brotli==1.2.1
    python3 make.py            # write the fonts and icons.tsv beside this file
    python3 make.py --check    # make them in memory only, and compare

Needs npm, to fetch the packages of SOURCES (each is checked by its SHA-256).
`--cache FOLDER` keeps the packages there and uses those it finds.
"""

import argparse
import hashlib
import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile

import fontTools
from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).resolve().parent
FONTTOOLS = "4.68.0"

# key: (npm package, version, SHA-256 of the package)
SOURCES = {
    "inter": ("inter-ui", "4.1.1", "e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0"),
    "serif": ("@expo-google-fonts/noto-serif", "0.4.2", "78810a8143112a326def7ec976601ecb9855a9e79082c727246beec4f0531d0c"),
    "icons": ("material-symbols", "0.47.5", "163ec5fe93c2c58d3b288394bf32dd3dc177f446b453f4e7b27b2afb10d8124f"),
    "arabic": ("@fontsource/noto-sans-arabic", "5.3.0", "e0a81ade67ce507c9b91546ca3d91332d184a8277fc683440b00896b430856bb"),
    "armenian": ("@fontsource/noto-sans-armenian", "5.3.0", "ce3b746119f1e728f0b9902287654a8828dd67cc6520139e8745f74779a92713"),
    "devanagari": ("@fontsource/noto-sans-devanagari", "5.3.0", "8d42be0e944481b61e68c7702037d4143e96bf48dbb72d19ea05d0cacc1323d5"),
    "georgian": ("@fontsource/noto-sans-georgian", "5.3.0", "9aa744e7482a6a7eb8ed8139208d6e430c62c20637c8eff0ce15358f3b5c3e9c"),
    "hebrew": ("@fontsource/noto-sans-hebrew", "5.3.0", "16a70f001f739cbcdaecdf3b164bdee8bb84cb35a8569d6dd9ec82dfcd74c78c"),
    "thai": ("@fontsource/noto-sans-thai", "5.3.0", "263b3705d8dd9e3a24d267b2a2832d2252c81737f7aa45eec2ae57f87e8ad7aa"),
}


def span(first, last):
    return set(range(first, last + 1))


# What the interface and the articles are set in: all that the source font has of these.
TEXT = (
    span(0x0020, 0x007E)    # Basic Latin
    | span(0x00A0, 0x024F)  # Latin-1, Extended-A, Extended-B
    | span(0x0250, 0x02FF)  # phonetic letters, modifier letters
    | span(0x0300, 0x036F)  # combining marks
    | span(0x0370, 0x03FF)  # Greek
    | span(0x0400, 0x052F)  # Cyrillic
    | span(0x1E00, 0x1EFF)  # Latin Extended Additional (Vietnamese)
    | span(0x1F00, 0x1FFF)  # Greek Extended
    | span(0x2000, 0x206F)  # general punctuation
    | span(0x2070, 0x209F)  # superscripts, subscripts
    | span(0x20A0, 0x20CF)  # currency
    | span(0x2100, 0x218F)  # letterlike signs, fractions
    | span(0x2190, 0x21FF)  # arrows
    | span(0x2200, 0x22FF)  # minus and other signs
    | span(0x2300, 0x23FF)  # keys
    | span(0x25A0, 0x25FF)  # discs, diamonds, triangles
    | {0x2605, 0x2606, 0x26A0, 0x2713, 0x2717, 0xFB01, 0xFB02, 0xFFFD}
)
# The font for columns of numbers: the rest falls back to Inter-Regular.
NUMBERS = (
    span(0x0020, 0x007E)
    | {0x00A0, 0x00B1, 0x00B7, 0x00D7, 0x00F7, 0x2013, 0x2014, 0x2022, 0x2026}
    | span(0x2190, 0x2195)
    | {0x2212, 0x2248, 0x2260, 0x2264, 0x2265}
)
# egui writes some arrow keys and submenu arrows with these; Inter has them elsewhere.
ALIASES = {0x23F4: 0x25C0, 0x23F5: 0x25B6, 0x23F6: 0x25B2, 0x23F7: 0x25BC}

FALLBACK = {
    "arabic": span(0x0600, 0x06FF) | span(0x0750, 0x077F),
    "armenian": span(0x0530, 0x058F) | span(0xFB13, 0xFB17),
    "devanagari": span(0x0900, 0x097F),
    "georgian": span(0x10A0, 0x10FF) | span(0x1C90, 0x1CBF) | span(0x2D00, 0x2D2F),
    "hebrew": span(0x0590, 0x05FF) | span(0xFB1D, 0xFB4F),
    "thai": span(0x0E00, 0x0E7F),
}

ICONS = """
    add arrow_back article bottom_panel_close bottom_panel_open calendar_month cancel check
    chevron_left chevron_right close compare content_paste dark_mode delete download
    drive_file_rename_outline edit error event_busy expand_less expand_more filter_list
    fit_screen folder_open help history hub info keep keyboard left_panel_close
    left_panel_open light_mode lock map more_horiz open_in_new public push_pin rate_review
    record_voice_over redo refresh remove right_panel_close right_panel_open save search
    settings sort sync_alt undo visibility visibility_off warning
""".split()

# Features that a plain shaper switches on and that do not change which letters one sees.
# Left out: calt (Inter makes an arrow of "->", a times sign of "2x2"; an article must be
# shown as it is written) and liga (one glyph for several letters: no caret or mark inside).
PLAIN = ["kern", "mark", "mkmk", "ccmp"]
COMPLEX = PLAIN + [
    "init", "medi", "fina", "isol", "rlig", "calt", "liga", "curs",  # Arabic
    "nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "half", "abvf", "pstf", "vatu", "cjct",
    "pres", "abvs", "blws", "psts", "haln", "dist", "abvm", "blwm", "locl",  # Devanagari
]


def fetch(key, cache):
    """The files of a package, by their path."""
    name, version, wanted = SOURCES[key]
    file = cache / f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz"
    if not file.exists():
        subprocess.run(
            ["npm", "pack", f"{name}@{version}", "--silent"],
            cwd=cache, check=True, stdout=subprocess.DEVNULL,
        )
    data = file.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        sys.exit(f"{file.name}: SHA-256 is {found}, not {wanted}")
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        return {
            member.name.removeprefix("package/"): tar.extractfile(member).read()
            for member in tar if member.isfile()
        }


def opened(data):
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    return font


def cut(font, codepoints, features, glyphs=()):
    """Keep these codepoints. No hints: egui's own grid fitting draws all of the fonts alike."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.layout_scripts = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 11, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.glyph_names = False
    options.drop_tables += ["STAT", "gasp", "meta", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codepoints, glyphs=glyphs)
    cutter.subset(font)
    return font


def add_names(font, codepoints):
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(codepoints)


def rename(font, family, style):
    name = font["name"]
    for record in list(name.names):
        if record.nameID in (16, 17):
            name.removeNames(nameID=record.nameID)
    postscript = family.replace(" ", "") + "-" + style
    for number, text in ((1, family), (2, style), (3, postscript), (4, f"{family} {style}"), (6, postscript)):
        name.setName(text, number, 3, 1, 0x409)


def saved(font):
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def inter(data):
    font = opened(data)
    cmap = font.getBestCmap()
    add_names(font, {new: cmap[old] for new, old in ALIASES.items()})
    return cut(font, TEXT | set(ALIASES), PLAIN)


def tabular(data):
    """Inter with the tabular forms as the plain ones."""
    font = opened(data)
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    forms = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            forms.update(getattr(table, "ExtSubTable", table).mapping)
    add_names(font, {
        code: forms[glyph] for code, glyph in font.getBestCmap().items()
        if code in NUMBERS and glyph in forms
    })
    cut(font, NUMBERS, PLAIN)
    rename(font, "Inter Tabular", "Regular")
    return font


def fallback(packages):
    """Six scripts in one file, its line as high as Inter's, so that base lines agree."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for script, codepoints in sorted(FALLBACK.items()):
            data = packages[script][f"files/noto-sans-{script}-{script}-400-normal.woff2"]
            font = cut(opened(data), codepoints, COMPLEX)
            paths.append(str(pathlib.Path(folder, f"{script}.ttf")))
            font.save(paths[-1])
        font = merge.Merger(merge.Options(drop_tables=["vmtx", "vhea"])).merge(paths)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 0xD8C1D9C0
    font["head"].fontRevision = 1.0
    rename(font, "Noto Fallback", "Regular")
    copyright = "Copyright 2022, 2024 The Noto Project Authors (https://github.com/notofonts)"
    font["name"].setName(copyright, 0, 3, 1, 0x409)
    font["name"].setName("Version 1.000; six subsets of Noto Sans", 5, 3, 1, 0x409)
    licence = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    font["name"].setName(licence, 13, 3, 1, 0x409)
    font["name"].setName("https://scripts.sil.org/OFL", 14, 3, 1, 0x409)
    heights(font, 969, -241)
    return font


def heights(font, ascent, descent):
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, descent, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent


def icons(data):
    """The icons as static outlines, and their codepoints by the names the font itself has."""
    font = opened(data)
    cmap = font.getBestCmap()
    codes = {}
    for code, glyph in sorted(cmap.items(), reverse=True):
        if code >= 0xE000:
            codes[glyph] = code  # the lowest, where an icon has several
    letters = {glyph: chr(code) for code, glyph in cmap.items() if 0x20 <= code < 0x7F}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for ligature in ligatures:
                    name = "".join(letters.get(part, "?") for part in [first, *ligature.Component])
                    if name in ICONS and ligature.LigGlyph in codes:
                        found[name] = codes[ligature.LigGlyph]
    missing = set(ICONS) - set(found)
    if missing:
        sys.exit(f"no such icon: {' '.join(sorted(missing))}")
    glyphs = {cmap[code] for code in found.values()}
    cut(font, {code for code, glyph in cmap.items() if glyph in glyphs}, [])  # with other codepoints
    font = instancer.instantiateVariableFont(font, {"FILL": 0, "GRAD": 0, "opsz": 20, "wght": 400})
    for tag in ("STAT", "GSUB", "avar", "MVAR", "HVAR"):
        if tag in font:
            del font[tag]
    rename(font, "Diplograph Icons", "Regular")
    return font, found


def check(name, font, wanted):
    """What every font here must keep; one sentence each."""
    assert "glyf" in font and "CFF " not in font, f"{name}: not TrueType"
    cmap = font.getBestCmap()
    lacking = sorted(wanted - set(cmap))
    assert not lacking, f"{name}: lacks {[hex(code) for code in lacking]}"
    height = (font["hhea"].ascent - font["hhea"].descent) / font["head"].unitsPerEm
    assert 1.0 <= height <= 1.5, f"{name}: line height {height}"
    assert font["name"].getDebugName(0), f"{name}: no copyright"
    if name == "Inter-Tabular.ttf":
        widths = {font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}
        assert len(widths) == 1, f"{name}: digits have the widths {widths}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cache", type=pathlib.Path)
    arguments = parser.parse_args()
    if fontTools.version != FONTTOOLS:
        print(f"note: made with fonttools {FONTTOOLS}, this is {fontTools.version}", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        cache = arguments.cache or pathlib.Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        packages = {key: fetch(key, cache.resolve()) for key in SOURCES}

    latin = set(map(ord, "AZaz09ÄßçñřğşőŁæøđðþəẤệựЖжЇієґўџΑΩάώ«»“”‘’„–—… €£¥№™"))
    signs = set(map(ord, "→←↔↑↓−×•●○◆◇▲▼✓≥≈⏵⏷"))
    fonts, wanted = {}, {}
    for style in ("Regular", "Medium", "SemiBold"):
        fonts[f"Inter-{style}.ttf"] = inter(packages["inter"][f"web/Inter-{style}.woff2"])
        wanted[f"Inter-{style}.ttf"] = latin | signs
    fonts["Inter-Tabular.ttf"] = tabular(packages["inter"]["web/Inter-Regular.woff2"])
    wanted["Inter-Tabular.ttf"] = set(map(ord, "0123456789,.:+%−–×→←≥ "))
    for style, source in (("Regular", "400Regular"), ("SemiBold", "600SemiBold")):
        data = packages["serif"][f"{source}/NotoSerif_{source}.ttf"]
        fonts[f"NotoSerif-{style}.ttf"] = cut(opened(data), TEXT, PLAIN)
        wanted[f"NotoSerif-{style}.ttf"] = latin
    fonts["NotoFallback.ttf"] = fallback(packages)
    wanted["NotoFallback.ttf"] = set(map(ord, "ابتثپچگیשלוםभारतไทยქართულიՀայաստան"))
    fonts["MaterialSymbols.ttf"], codes = icons(packages["icons"]["material-symbols-rounded.woff2"])
    wanted["MaterialSymbols.ttf"] = set(codes.values())

    files = {}
    for name, font in fonts.items():
        files[name] = saved(font)
        check(name, opened(files[name]), wanted[name])
    table = [
        "# Icons of MaterialSymbols.ttf. Source: npm material-symbols 0.47.5 (Material Symbols Rounded,",
        "# FILL 0, GRAD 0, opsz 20, wght 400). Licence: Apache-2.0. Made by make.py.",
        "# Columns: name, codepoint (hexadecimal; the lowest where the icon has several, all of them work).",
        "name\tcodepoint",
    ]
    table += [f"{name}\t{code:04X}" for name, code in sorted(codes.items())]
    files["icons.tsv"] = ("\n".join(table) + "\n").encode()

    stale = []
    for name, data in sorted(files.items()):
        path = HERE / name
        if arguments.check:
            same = path.exists() and path.read_bytes() == data
            stale += [] if same else [name]
        else:
            path.write_bytes(data)
        print(f"{len(data):8} {hashlib.sha256(data).hexdigest()} {name}")
    if stale:
        sys.exit(f"not as made: {' '.join(stale)}")


if __name__ == "__main__":
    main()
