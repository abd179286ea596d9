"""What reading does quickly is what the plain rule says, on any text."""

import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from analysis.lexicons import any_of, read_lexicon
from analysis.read.documents import chrome, copies, debris, markup
from analysis.read.documents.encodings import COMMON_CHARACTERS, misread
from analysis.read.documents.traditional import (
    is_traditional,
    simplified,
    simplified_lines,
)
from analysis.read.outline import MARK, parse, split
from analysis.read.outline.characters import FULL_WIDTH, in_simplified, present
from analysis.read.outline.unmarked import SECOND
from analysis.read.reports import as_table, blanked, read_report, read_reports

T2S = OpenCC("t2s")
SIGNS = (
    "一二三十是要、，。；：（）()[]<>\\_x0X&#\t \u3000\n年工作主度总结报告的由到比第"
    "2019 20xX×*＊是aāb”》）１２總結產業乾薴苧𠀋\ufa12中国发展ü\ud800"
)
TEXTS = st.text(st.sampled_from(SIGNS), max_size=80)
LINES = st.lists(TEXTS.map(lambda text: text.replace("\n", "")), max_size=8)
quick = settings(max_examples=100, deadline=None)


@cache
def one(character):
    """Return what OpenCC makes of a character alone, if it is one."""
    if not re.match("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002a6df]", character):
        return character
    simple = T2S.convert(character)
    return simple if len(simple) == 1 else character


@quick
@given(TEXTS, LINES)
def test_simplified_goes_character_by_character(text, lines):
    plain = "".join(map(one, text))
    assert simplified(text) == in_simplified(text) == plain
    assert simplified_lines(lines) == [simplified(line) for line in lines]
    han = [c for c in text if "\u3400" <= c <= "\u9fff"]
    assert is_traditional(text) == (sum(one(c) != c for c in han) > 0.1 * len(han))
    assert bool(present(text) & FULL_WIDTH) == bool(re.search("[０-９]", text))


@quick
@given(st.lists(TEXTS.filter(bool), min_size=1), TEXTS)
def test_words_are_found_as_in_a_plain_list(words, text):
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(any_of(words), text) == re.findall(plain, text)


@quick
@given(TEXTS)
def test_patterns_that_begin_with_a_sign_match_as_those_that_look_before(text):
    def starts(pattern, ahead=0):
        return [hit.start() + ahead for hit in re.finditer(pattern, text)]

    for part, pattern in zip("一二", copies.PARTS_INSIDE, strict=True):
        plain = re.search(rf"(?:^|[\n。！；\s\u3000]){part}、", text)
        assert bool(pattern.search(text)) == bool(plain)
    tones = "".join(debris.TONES)
    plain = rf"(?<=[{debris.HAN}])[(（][a-zü{tones}]{{1,7}}[)）]"
    assert starts(debris.PINYIN) == starts(plain)
    quick = debris.PINYIN_BY_BRACKET
    assert sum(len(p.findall(text)) for p in quick) == len(starts(plain))
    assert starts(debris.NOTE) == starts(r"(?<=[^\s\[［])[\[［]\s?\d{1,3}\s?[\]］]")
    plain = re.compile("[。；：，,;:\\s](?:二[是要]|第二[，,])")
    for start in range(len(text)):
        assert bool(SECOND.search(text, start + 1)) == bool(plain.search(text, start))


@quick
@given(LINES)
def test_blanked_years_are_those_of_one_pattern(lines):
    plain = re.compile(
        r"(?:20|19)?[xX×*＊_#]{2,4}年|20\d[xX×*＊]年"
        r"|(?<![\d教校龄满近了过])20年(?=[度是]|[上下]半年|第?[一二三四]季度|\d{1,2}月"
        r"|[底末初终]|总结|计划|(?:的?(?:主要|重点)?工作)|全[年市区县])"
        r"|(?:^|\n)20年(?=[，,我])|(?:^|[、\s])年(?=主要工作|工作|度?工作总结|是)"
    )
    hit = plain.search("\n".join(lines))
    assert blanked.blanked(lines) == (hit[0].strip() if hit else "")
    same = re.compile(r"由((?:19|20)\d\d)年[^，。；]{1,20}到\1年|比\1年")
    assert blanked.overwritten(lines) == any(map(same.search, lines))


@quick
@given(LINES)
def test_lines_without_a_sign_need_no_look_for_markup(lines):
    numbered, found, plain = list(enumerate(lines, 1)), [], []
    for number, line in numbered:
        pieces = [markup.TAG.sub("", one) for one in markup.BREAK.split(line)]
        plain += [(number, p) for p in pieces if p.strip()] or [(number, "")]
    quick = markup.without_markup(numbered, "\n".join(lines), found)
    if any(sign in "\n".join(lines) for sign in markup.SIGNS):
        assert quick == plain
    else:
        assert quick == numbered and plain == [
            (n, s if s.strip() else "") for n, s in numbered
        ]


@quick
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400), st.booleans())))
def test_reports_one_a_line_are_those_of_a_whole_look(drawn):
    parts = {True: "一、甲二、乙", False: ""}
    number, lines = 0, []
    for step, size, whole in drawn:
        number += step
        lines.append((number, f"{parts[whole]}{'文' * size}".replace("甲", "甲。")))
    groups = {}
    for number, line in lines:
        groups.setdefault(number, []).append(line)
    texts = ["\n".join(pieces) for pieces in groups.values()]
    found = [
        len(text)
        for text in texts
        if len(text) >= 200 and all(p.search(text) for p in copies.PARTS_INSIDE)
    ]
    every = sum(len(line) for _, line in lines)
    plain = len(found) if len(found) > 1 and sum(found) >= 0.8 * every else 0
    assert len(copies.one_a_line(lines)) == plain


@quick
@given(
    st.lists(
        st.sampled_from(["资料来源于网络", "不良信息举报电话", "举报", "文", "，"])
    )
)
def test_notices_are_found_longest_first(pieces):
    table = read_lexicon("zones")
    words = table.loc[table["zone"] == "notice", "cue"]
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    text = "".join(pieces)
    found = chrome._notices().find_matches_as_strings(text)
    assert found == re.findall(plain, text)


@quick
@given(st.text(st.sampled_from("，。：,:；5文字” 　）\n"), max_size=60))
def test_clauses_are_what_lies_between_the_marks(text):
    plain = [
        piece.strip()
        for here in split(text)
        for piece in MARK.split(here.text)
        if re.search(r"\w", piece)
    ]
    table = as_table([]).reindex([0]).assign(report="r", text=text)
    assert parse(table)["text"].tolist() == plain


@quick
@given(st.text(st.sampled_from(COMMON_CHARACTERS + "ab\ufffd\ud800é"), max_size=60))
def test_what_is_common_is_counted(text):
    wide = [c for c in text if c > "\x7f" and c != "\ufffd"]
    share = sum(c in COMMON_CHARACTERS for c in wide) / max(len(wide), 1)
    if len(wide) < 20 or share >= 0.12:
        assert misread(text) == ""


def test_reports_read_one_by_one_are_those_read_together(tmp_path):
    paths = []
    for year in (2022, 2023):
        paths.append(tmp_path / f"{year}.txt")
        paths[-1].write_text(f"某局{year}年工作总结\n一、回顾\n做了很多。", "utf-8")
    together = read_reports(paths)
    assert together.equals(as_table(map(read_report, paths)))
    assert together["review_year"].tolist() == [2022, 2023]
    assert list(as_table([]).columns) == list(together.columns)
