"""Makes months.tsv from the names of Unicode CLDR, as the package Babel (PyPI) brings them.

    python3 make.py
"""

import unicodedata
from pathlib import Path

import babel
from babel import Locale

LOCALES = ["ar", "ar_SY", "ar_DZ", "cs", "da", "de", "de_AT", "el", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "nb", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk"]
# What stands between day, month and year, or behind the year or the time.
WORDS = {
    "es": ["de", "del", "a", "las", "el"], "pt": ["de", "às", "em"], "fr": ["le", "à"], "de": ["den", "der", "um", "uhr"], "it": ["il", "alle", "ore"],
    "ru": ["г", "года", "в"], "uk": ["р", "року", "о"], "nl": ["om"], "sv": ["kl", "den"], "da": ["kl", "den"], "nb": ["kl", "den"], "pl": ["r", "roku"], "fi": ["klo"], "tr": ["saat"],
}


def name(text):
    return unicodedata.normalize("NFC", text.lower()).strip(".\u200f\u200e ")


months, weekdays = {}, {}
for tag in LOCALES:
    locale = Locale.parse(tag)
    calendar = {"language": tag.split("_")[0]}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, text in locale.months[context][width].items():
                # `ene` and `enero`; names of two words are written apart by nobody.
                for part in [name(text), *([] if tag != "ar_SY" else [])]:
                    if len(part) > 1 and not part.isdigit():
                        months.setdefault(part, {}).setdefault(number, set()).add(calendar["language"])
            for text in locale.days[context][width].values():
                if len(name(text)) > 1:
                    weekdays.setdefault(name(text), set()).add(calendar["language"])

with open(Path(__file__).parent / "names.tsv", "w") as file:
    print("# Names of months and weekdays and what stands beside them in dates, in languages besides English; lower case, NFC.", file=file)
    print("# Source: Unicode CLDR as in Babel " + babel.__version__ + " (months, weekdays; licence Unicode-3.0), made by make.py; words by hand. 2026-11-24", file=file)
    print("# Columns: name, what (1 to 12: the month; weekday; word), languages", file=file)
    for part, numbers in sorted(months.items()):
        if len(numbers) == 1 and part not in weekdays:
            (number, languages), = numbers.items()
            print(part, number, " ".join(sorted(languages)), sep="\t", file=file)
        else:
            print("left out:", part, numbers, weekdays.get(part))
    for part, languages in sorted(weekdays.items()):
        if part not in months:
            print(part, "weekday", " ".join(sorted(languages)), sep="\t", file=file)
    words = {}
    for language, parts in WORDS.items():
        for part in parts:
            words.setdefault(part, []).append(language)
    for part, languages in sorted(words.items()):
        if part in months or part in weekdays:
            print("left out:", part)
            continue
        print(part, "word", " ".join(languages), sep="\t", file=file)
