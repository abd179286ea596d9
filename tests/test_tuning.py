"""The lists are checked without mercy, and candidates are what an analyst would add."""

import re
from collections import Counter
from itertools import pairwise, product
from math import log, log2, sqrt
from pathlib import Path

import pandas as pd
import pytest

from analysis.count.tasks import tasks
from analysis.count.themes import themes
from analysis.count.tokens import segment
from analysis.lexicons import read_lexicon
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.say.lexicon import (
    check_lexicons,
    check_text,
    collocations,
    read_terms,
    suggest,
    suggest_text,
    theme_coverage,
    unknown_verbs,
    without_theme,
    words_without_theme,
)
from analysis.say.lexicon.text import align

KEY = ["report", "clause"]


def make_tokens(*texts):
    """Make tokens of words set apart by blanks; a full stop stands for a sign."""
    rows = []
    for clause, text in enumerate(texts):
        start = position = 0
        for word in text.split():
            if word != ".":
                rows.append(("r", clause, position, start, word))
                position += 1
            start += len(word)
    return pd.DataFrame(rows, columns=[*KEY, "position", "start", "word"])


def make_clauses(*texts, role="review"):
    table = pd.DataFrame({"report": "r", "clause": range(len(texts)), "text": texts})
    return table.assign(role=role, sentence=table["clause"], start=table["clause"] * 50)


def make_terms(*rows):
    """Make the lists of triples: list, term, note."""
    table = pd.DataFrame(rows, columns=["list", "term", "note"])
    lines = [f"{row.list}.csv:{row.Index + 2}" for row in table.itertuples()]
    return table.assign(kind="", where=lines)


@pytest.fixture(scope="module")
def found(clauses, tokens):
    return themes(clauses), tasks(clauses)


@pytest.fixture(scope="module")
def remarks(clauses):
    return check_lexicons(clauses)


@pytest.fixture(scope="module")
def suggested(clauses, tokens, found):
    return suggest(clauses, tokens, *found)


# Adjacent words: the statistic.


def by_hand(texts, target, smoothing=0.5):
    """Compute λ and z by comparing the target with every sequence, one by one."""
    length = len(target)
    cells = dict.fromkeys(product([0, 1], repeat=length), smoothing)
    for text in texts:
        for run in text.split("."):
            words = run.split()
            for at in range(len(words) - length + 1):
                agrees = zip(words[at : at + length], target, strict=True)
                cells[tuple(int(a == b) for a, b in agrees)] += 1
    interaction = sum((-1) ** (length - sum(c)) * log(n) for c, n in cells.items())
    return interaction, interaction / sqrt(sum(1 / n for n in cells.values()))


# The examples in the documentation of quanteda.textstats, with its results; its
# letters a b c d e are 甲 乙 丙 丁 戊 here.
PUBLISHED = ["甲 乙 丙 甲 乙 丁 戊 乙 丁 甲 乙"]
SEVERAL = [
    ". . . . 甲 乙 丙 . . 甲 乙 丙 . . . 丙 丁 戊",
    "甲 乙 . . 甲 乙 . . 甲 乙 . . 甲 乙 . 甲 乙",
    "乙 丙 丁 . . 乙 丙 . 乙 丙 . . . 乙 丙",
]


def test_lambda_and_z_are_those_that_quanteda_publishes():
    table = collocations(make_tokens(*PUBLISHED), size=[2])
    assert table["collocation"].tolist() == ["甲乙", "乙丁"]
    assert table["lambda"].tolist() == pytest.approx([3.412247, 3.218876])
    assert table["z"].tolist() == pytest.approx([1.936083, 1.799406], abs=1e-6)


def test_several_sizes_at_once_are_those_that_quanteda_publishes():
    table = collocations(make_tokens(*SEVERAL))
    assert table["collocation"].tolist() == ["甲乙", "乙丙", "丙丁", "甲乙丙"]
    assert table["count"].tolist() == [7, 6, 2, 2]
    assert table["length"].tolist() == [2, 2, 2, 3]
    expected = [5.652489, 5.609472, 4.976734, 0]
    assert table["lambda"].tolist() == pytest.approx(expected, abs=1e-6)
    assert table["z"].tolist() == pytest.approx([2.745546, 2.721287, 2.354187, 0])


def test_two_words_score_the_log_odds_ratio_of_their_table():
    # 甲乙 three times, 甲 before another word once, 乙 behind another once, of 8 pairs
    table = collocations(
        make_tokens("甲 乙", "甲 乙", "甲 乙", "甲 丙", "丁 乙", *["戊 己"] * 3)
    )
    row = table.set_index("collocation").loc["甲乙"]
    odds = log(3.5 * 3.5 / (1.5 * 1.5))
    assert row["lambda"] == pytest.approx(odds)
    assert row["z"] == pytest.approx(odds / sqrt(2 / 3.5 + 2 / 1.5))


@pytest.mark.parametrize("smoothing", [0.5, 1.0])
def test_every_sequence_scores_what_counting_one_by_one_gives(tokens, smoothing):
    some = tokens[tokens["clause"] < 120]
    texts = []
    for _, rows in some.groupby(KEY):
        end = (rows["start"] + rows["word"].str.len()).shift(fill_value=-1)
        broken = (rows["start"] != end).map({True: ". ", False: ""})
        texts.append(" ".join(broken + rows["word"]))
    options = {"size": (2, 3, 4), "min_count": 1, "smoothing": smoothing}
    table = collocations(some, **options).groupby("length").head(25)
    assert set(table["length"]) == {2, 3, 4}
    for row in table.to_dict("records"):
        expected = by_hand(texts, row["words"].split(), smoothing)
        assert (row["lambda"], row["z"]) == pytest.approx(expected)


def test_the_order_of_reports_changes_nothing(tokens):
    several = pd.concat([tokens.assign(report=name) for name in "ab"])
    turned = pd.concat([tokens.assign(report=name) for name in "ba"])
    pd.testing.assert_frame_equal(collocations(several), collocations(turned))


def test_reading_backwards_swaps_the_entropies_and_keeps_the_score():
    texts = ["甲 乙 丙", "丁 甲 乙", "辛 甲 乙 戊", "己 庚"]
    forth = collocations(make_tokens(*texts), size=[2])
    back = collocations(
        make_tokens(*(" ".join(reversed(text.split())) for text in texts)), size=[2]
    )
    assert (forth["collocation"].item(), back["collocation"].item()) == ("甲乙", "乙甲")
    same = ["count", "lambda", "z", "left_entropy", "right_entropy"]
    swapped = back.rename(
        columns={"left_entropy": "right_entropy", "right_entropy": "left_entropy"}
    )
    pd.testing.assert_frame_equal(forth[same], swapped[same])


def test_entropy_is_in_bits_and_an_edge_is_new_each_time():
    # before 甲乙: 丁 twice, 戊 once, an edge once; behind it: 丙 always
    table = collocations(
        make_tokens("丁 甲 乙 丙", "丁 甲 乙 丙", "戊 甲 乙 丙", "甲 乙 丙"), size=[2]
    ).set_index("collocation")
    left, right = table.loc["甲乙", ["left_entropy", "right_entropy"]]
    assert left == pytest.approx(0.5 * 1 + 2 * 0.25 * log2(4))
    assert right == 0


def test_entropy_is_that_of_counted_neighbours(tokens):
    table = collocations(tokens, size=[2])
    row = table[table["count"] == table["count"].max()].iloc[0]
    before = Counter()
    words = tokens.sort_values([*KEY, "position"]).to_dict("records")
    for at, (one, two) in enumerate(pairwise(words)):
        touching = one["start"] + len(one["word"]) == two["start"]
        if [one["word"], two["word"]] == row["words"].split() and touching:
            past = words[at - 1]
            inside = past["clause"] == one["clause"]
            inside &= past["start"] + len(past["word"]) == one["start"]
            before[past["word"] if inside else at] += 1
    shares = [n / row["count"] for n in before.values()]
    assert row["left_entropy"] == pytest.approx(sum(-p * log2(p) for p in shares))


@pytest.mark.parametrize("texts", [[], ["甲"], ["甲", "乙"]])
def test_too_few_words_give_an_empty_table(texts):
    table = collocations(make_tokens(*texts), min_count=1)
    assert table.empty
    assert "z" in table


def test_words_on_two_sides_of_a_sign_are_not_adjacent():
    assert collocations(make_tokens("甲 . 乙", "甲 . 乙")).empty


@pytest.mark.parametrize(
    "pair",
    [
        "的 群众",  # a stop word
        "三个 12.5%",  # a number
        "新质 生产力",  # in words.csv, were it cut
        "打造 品牌",  # a task verb that is no noun
        "不断 改善",  # a modifier
        "会议 上",  # a localizer
        "宣传 思想 文化",  # what a theme excludes
        "bi ā",  # no Chinese
    ],
)
def test_what_is_no_term_is_not_listed(pair):
    assert collocations(make_tokens(pair, pair), size=[len(pair.split())]).empty


def test_a_verb_that_is_a_noun_as_well_may_end_a_term():
    table = collocations(
        make_tokens("应用 场景", "应用 场景", "基础 建设", "基础 建设")
    )
    assert set(table["collocation"]) == {"应用场景", "基础建设"}


# Clauses without a theme.


def test_coverage_counts_each_clause_once(clauses, found):
    mentions, _ = found
    table = theme_coverage(clauses, mentions)
    assert table["n"].sum() == len(mentions.drop_duplicates(KEY))
    assert table["n_clauses"].sum() == len(clauses)
    assert table["share"].tolist() == (table["n"] / table["n_clauses"]).tolist()


def test_clauses_that_differ_in_numbers_and_signs_are_one_text():
    clauses = make_clauses("投资1,200万元", "投资5.5万元", "“双减”落地", "双减落地")
    table = without_theme(clauses, themes(clauses))
    assert dict(zip(table["text"], table["count"], strict=True)) == {
        "投资N万元": 2,
        "双减落地": 2,
    }
    assert table["clause"].tolist() == [0, 2]


def test_clauses_with_a_theme_or_without_a_part_are_left_out(clauses, found):
    mentions, _ = found
    table = without_theme(clauses, mentions)
    silent = clauses.merge(mentions[KEY].drop_duplicates(), how="left", indicator=True)
    silent = silent[(silent["_merge"] == "left_only") & (silent["role"] != "other")]
    assert table["count"].sum() == len(silent)
    assert table["count"].is_monotonic_decreasing
    assert set(table["role"]) == {"review", "problems", "plan"}


def test_a_word_counts_once_per_clause_without_a_theme():
    clauses = make_clauses("水库连着水库", "水库旁建水渠", "水库边做志愿服务")
    table = words_without_theme(clauses, segment(clauses), themes(clauses))
    row = table.set_index("word").loc["水库"]
    assert (row["count"], row["n_clauses"]) == (2, 3)
    assert row["share"] == pytest.approx(2 / 3)
    assert row["example"] == "水库连着水库"


def test_words_that_cannot_be_a_theme_are_left_out():
    clauses = make_clauses("不断加强水库建设12个", "宣传思想文化工作如水库")
    table = words_without_theme(clauses, segment(clauses), themes(clauses))
    assert table["word"].tolist() == ["水库"]


# Verbs that no list has.


def test_a_verb_at_the_head_that_no_list_has_is_found_behind_its_adverb():
    clauses = make_clauses(
        "自觉邂逅群众监督", "邂逅群众监督", "加强队伍建设", "群众邂逅了"
    )
    table = unknown_verbs(clauses, segment(clauses), tasks(clauses))
    assert table[["word", "count", "n"]].to_dict("records") == [
        {"word": "邂逅", "count": 2, "n": 3}
    ]
    assert table["example"].item() == "自觉邂逅群众监督"


def test_a_word_that_seldom_opens_a_clause_is_no_verb_of_the_list():
    clauses = make_clauses("邂逅群众监督", "群众邂逅了", "大家邂逅了")
    assert unknown_verbs(clauses, segment(clauses), tasks(clauses)).empty


def test_a_known_verb_that_the_segmenter_glues_to_its_adverb_is_known():
    clauses = make_clauses("大力发展产业", "深入开展学习", "严厉打击犯罪")
    assert unknown_verbs(clauses, segment(clauses), tasks(clauses)).empty


def test_a_verb_that_is_the_whole_clause_is_a_button():
    clauses = make_clauses("收藏", "打印")
    assert unknown_verbs(clauses, segment(clauses), tasks(clauses)).empty


# Everything together.


def test_suggestions_leave_out_parts_of_longer_sequences(suggested, tokens):
    table = suggested["collocations"]
    every = collocations(tokens).set_index("collocation")
    bound = every.query("left_entropy == 0 or right_entropy == 0").index
    assert len(bound) and not set(bound) & set(table["collocation"])
    assert (table[["left_entropy", "right_entropy"]] > 0).all(axis=None)
    assert table["length"].is_monotonic_increasing
    pairs = table[table["length"] == 2]
    assert len(pairs)
    assert pairs["z"].is_monotonic_decreasing


def test_suggestions_are_said_in_words_with_what_to_do(suggested):
    text = suggest_text(suggested, top=3)
    assert "a row in words.csv: " in text
    assert "Clauses without a theme" in text
    assert max(map(len, text.splitlines())) < 140
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_no_suggestions_are_said_as_well():
    clauses = make_clauses("志愿服务")
    tables = suggest(clauses, segment(clauses), themes(clauses), tasks(clauses))
    assert suggest_text(tables).count("  none") == 4


def test_the_same_reports_give_the_same_suggestions(suggested, clauses, tokens, found):
    again = suggest(clauses, tokens, *found)
    assert suggest_text(again) == suggest_text(suggested)


def test_the_corpus_suggests_terms_of_its_own(corpus):
    local = [path for path in corpus if path.parent.name == "local"]
    clauses = parse(read_reports(local))
    tokens = segment(clauses)
    tables = suggest(clauses, tokens, themes(clauses), tasks(clauses))
    table = tables["collocations"]
    terms = {"应用场景", "先进制造业集群", "智能网联汽车", "海上风电", "碳排放"}
    assert terms <= set(table.head(100)["collocation"])
    unknown = set(tables["unknown_verbs"]["word"])
    assert {"辜负", "考验"} <= unknown
    assert not unknown & set(read_lexicon("task_verbs")["verb"])


# The check of the lists.


def test_the_lists_of_the_project_need_no_repair(remarks):
    kinds = set(remarks["kind"])
    assert not kinds & {"conflict", "digits", "cannot match", "split"}


def test_every_row_of_every_list_is_read_with_its_line():
    terms = read_terms()
    folder = Path(__file__).parents[1] / "data" / "lexicons"
    lines = {}
    for row in terms.itertuples():
        name, line = row.where.split(":")
        if name not in lines:
            lines[name] = (folder / name).read_text("utf-8-sig").splitlines()
        assert row.term in lines[name][int(line) - 1].split(","), row.where
    assert len(lines) >= 6 and terms["where"].is_unique


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("stopwords", "task_verbs", "leave the counts"),
        ("stopwords", "words", "leave the counts"),
        ("stopwords", "themes/x", "what the theme counts"),
        ("words", "task_verbs", "stays whole anyway"),
    ],
)
def test_a_term_that_two_lists_may_not_share_is_a_conflict(first, second, said):
    terms = make_terms((first, "打造", ""), (second, "打造", ""))
    row = check_lexicons(terms=terms).query("kind == 'conflict'").squeeze()
    assert (row["where"], row["term"]) == (f"{first}.csv:2", "打造")
    assert row["remark"].startswith(f"also {second}.csv:3: ")
    assert said in row["remark"]


@pytest.mark.parametrize("first", ["modifiers", "themes/x"])
def test_two_roles_are_remarked_unless_a_note_says_so(first):
    bare = make_terms((first, "打造", ""), ("task_verbs", "打造", ""))
    noted = make_terms((first, "打造", "也作动词"), ("task_verbs", "打造", ""))
    assert "two roles" in set(check_lexicons(terms=bare)["kind"])
    assert "two roles" not in set(check_lexicons(terms=noted)["kind"])


def test_a_term_both_claimed_and_excluded_is_a_conflict():
    terms = make_terms(("themes/x", "家风", ""), ("themes/x", "!家风", ""))
    row = check_lexicons(terms=terms).query("kind == 'conflict'").squeeze()
    assert row["where"] == "themes/x.csv:2"
    assert "themes/x.csv:3" in row["remark"]


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("12345热线", "digits"),
        ("学习，贯彻", "cannot match"),
        ("文明 实践", "space"),
        ("神\ufa19", "cannot match"),  # a compatibility character, another in NFC
    ],
)
def test_a_term_that_no_clause_can_hold_is_said(term, kind):
    assert (
        kind in check_lexicons(terms=make_terms(("words", term, "")))["kind"].tolist()
    )


def test_a_space_beside_latin_letters_is_matched_and_no_fault():
    terms = make_terms(("words", "Smart City 平台", ""))
    kinds = check_lexicons(terms=terms)["kind"].tolist()
    assert not {"space", "cannot match"} & set(kinds)


def test_a_long_verb_in_parts_is_not_sent_from_list_to_list():
    """Only verbs of two characters stay whole of themselves."""
    terms = make_terms(("words", "经受住", ""), ("task_verbs", "经受住", ""))
    assert "conflict" not in check_lexicons(terms=terms)["kind"].tolist()


def test_an_exclusion_is_judged_without_its_sign():
    terms = make_terms(("themes/publicity", "!国家风", ""))
    assert check_lexicons(terms=terms).empty


def test_terms_made_of_shorter_ones_are_a_number():
    # 志愿服务体系 is left in parts; 志愿服务 is a word of its own
    terms = make_terms(("themes/x", "志愿服务", ""), ("themes/x", "志愿服务体系", ""))
    row = check_lexicons(terms=terms).squeeze()
    assert (row["where"], row["kind"]) == ("themes/x.csv", "in parts")
    assert "1 of 2 terms" in row["remark"]
    assert "志愿服务体系 of 志愿服务 体系" in row["remark"]


def test_a_term_that_stands_across_words_is_shown_in_its_place():
    clauses = make_clauses("防范运作风险", "改进作风", "转变作风")
    terms = make_terms(("themes/publicity", "作风", ""))
    rows = check_lexicons(clauses, terms=terms).query("kind == 'across words'")
    assert rows["remark"].str.startswith("1 ×, 防范|运作|风险: ").tolist() == [True]


def test_a_long_theme_term_across_words_is_no_other_word():
    clauses = make_clauses("推进改革创新发展")
    terms = make_terms(("themes/publicity", "改革创新", ""))
    assert "across words" not in set(check_lexicons(clauses, terms=terms)["kind"])


def test_terms_in_no_report_are_a_number_or_a_row_each():
    clauses = make_clauses("学习宣传贯彻全会精神")
    terms = make_terms(
        *(("words", word, "") for word in ["全会精神", "网信办", "融媒体中心"]),
        ("themes/x", "学习*贯彻", ""),
        ("themes/x", "学习*领会", ""),
        ("themes/x", "!家风", ""),
    )
    table = check_lexicons(clauses, terms=terms).query("kind == 'never found'")
    assert table["remark"].str.extract(r"(\d+ of \d+)")[0].tolist() == [
        "2 of 3",
        "1 of 2",
    ]
    each = check_lexicons(clauses, terms=terms, unseen=True)
    each = each[each["kind"] == "never found"]
    assert each["term"].tolist() == ["网信办", "融媒体中心", "学习*领会"]


def test_without_reports_nothing_is_said_of_them(remarks):
    assert "never found" in set(remarks["kind"])
    assert not {"never found", "across words"} & set(check_lexicons()["kind"])


def test_remarks_are_lines_under_their_kind(remarks):
    text = check_text(remarks)
    heads = dict(re.findall(r"^(\w[\w ]*): (\d+)$", text, re.MULTILINE))
    n = remarks["kind"].value_counts().astype("str")
    assert heads == n.to_dict()
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert check_text(check_lexicons(terms=make_terms())) == "no remarks"


def test_columns_are_aligned_by_the_width_of_the_screen():
    table = pd.DataFrame({"term": ["提法", "ab"], "remark": ["甲", "乙"]})
    assert align(table) == ["  term  remark", "  提法  甲", "  ab    乙"]
