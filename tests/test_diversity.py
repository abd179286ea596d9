"""Lexical diversity by published values and by the definitions, word for word."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.count.diversity import diversity, hdd, mattr, mtld

# The example in the README of the Python package lexicalrichness, as it cleans it:
# lower case, no punctuation, no digits. It prints 57 words and 39 types.
README = """measure of textual lexical diversity computed as the mean length of
sequential words in a text that maintains a minimum threshold ttr score iterates over
words until ttr scores falls below a threshold then increase factor counter by and start
over mccarthy and jarvis pg recommends a factor threshold in the range of mccarthy
mccarthy and jarvis""".split()
# The example in the README of the Python package lexical_diversity (Kyle 2020), its
# `flt`: the lemmas of 180 words.
COLORADO = """the state be name for the colorado river which spanish traveler
name the río colorado for the ruddy silt the river carry from the mountain the
territory of colorado be organize on february 28 1861 and on august 1 1876 us
president ulysses s grant sign proclamation 230 admit colorado to the union as
the 38th state colorado be nickname the "centennial state" because it become a
state a century after the sign of the unite state declaration of independence
colorado be border by wyoming to the north nebraska to the northeast kansas to
the east oklahoma to the southeast new mexico to the south utah to the west and
touch arizona to the southwest at the four corner colorado be note for its vivid
landscape of mountain forest high plain mesa canyon plateau river and desert
land colorado be part of the western or southwestern unite state and one of the
mountain state denver be the capital and most populous city of colorado resident
of the state be know as coloradans although the antiquated term "coloradoan" be
occasionally use""".split()
# The first text that lexicalrichness is tested with.
TEST = "test text with some text numbers hyphenhere and text punctuations".split()

words = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=60)


def test_the_values_that_lexicalrichness_prints_in_its_readme():
    assert (len(README), len(set(README))) == (57, 39)
    assert mattr(README, window=25) == pytest.approx(0.8351515151515151)
    assert mtld(README) == pytest.approx(46.79226361031519)
    assert hdd(README) == pytest.approx(0.7468703323966486)


def test_the_values_that_lexical_diversity_prints_in_its_readme():
    assert len(set(COLORADO)) / len(COLORADO) == pytest.approx(0.5777777777777777)
    assert mattr(COLORADO) == pytest.approx(0.7206106870229007)
    assert mattr(COLORADO, window=25) == pytest.approx(0.7961538461538458)
    assert hdd(COLORADO) == pytest.approx(0.7346993253061275)
    assert mtld(COLORADO) == pytest.approx(36.50595044690307)


def test_the_values_that_lexicalrichness_is_tested_with():
    assert mattr(TEST, window=5) == pytest.approx(0.9)
    assert mattr(TEST, window=10) == pytest.approx(0.8)
    assert mtld(TEST) == pytest.approx(14)
    assert hdd(TEST, sample=5) == pytest.approx(0.8833333333333332)


@pytest.mark.parametrize(
    ("window", "ratios"),
    [(2, [1 / 2, 1, 1, 1 / 2, 1, 1]), (3, [2 / 3] * 5), (4, [2 / 4] * 4)],
)
def test_the_moving_averages_that_quanteda_is_tested_with(window, ratios):
    text = "one one two one one two one".split()
    assert mattr(text, window=window) == pytest.approx(np.mean(ratios))


def test_the_values_that_wordless_is_tested_with():
    text = ["This", "is", "a", "sentence", "."] * 20
    assert mtld(text) == pytest.approx(100 / 14)
    missed = np.prod([(80 - i) / (100 - i) for i in range(42)])
    assert hdd(text) == pytest.approx(5 * (1 - missed) / 42)


def test_a_factor_ends_where_the_ratio_reaches_the_threshold():
    # McCarthy & Jarvis 2010: 384: "of the people by the people" (.667) is a factor and
    # "for the people" no part of one; backwards "people the for people the" (.600) is
    assert mtld("of the people by the people for the people".split()) == 9
    assert mtld(list("abab"), threshold=0.5) == 4  # reached, not undercut


@given(words, st.integers(1, 20))
def test_mattr_is_the_mean_of_all_windows(words, window):
    starts = range(len(words) - window + 1)
    ratios = [len(set(words[start : start + window])) / window for start in starts]
    wanted = np.mean(ratios) if ratios else np.nan
    assert mattr(words, window=window) == pytest.approx(wanted, nan_ok=True)


@given(words.filter(lambda words: len(words) <= 9), st.integers(1, 9))
def test_hdd_is_the_mean_ratio_of_all_samples(words, sample):
    drawn = list(combinations(words, sample))
    wanted = np.mean([len(set(draw)) / sample for draw in drawn]) if drawn else np.nan
    assert hdd(words, sample=sample) == pytest.approx(wanted, nan_ok=True)


def one_way(words, threshold):
    """Return the mean factor length, every prefix counted anew."""
    factors, rest = 0, list(words)
    while rest:
        ratios = [len(set(rest[:n])) / n for n in range(1, len(rest) + 1)]
        ends = [n for n, ratio in enumerate(ratios, 1) if ratio <= threshold]
        if not ends:
            factors += (1 - ratios[-1]) / (1 - threshold)
            break
        factors, rest = factors + 1, rest[ends[0] :]
    return len(words) / factors if factors else np.nan


@given(words, st.sampled_from([0.5, 0.66, 0.72, 0.75]))
def test_mtld_is_the_mean_of_both_directions(words, threshold):
    ways = one_way(words, threshold), one_way(words[::-1], threshold)
    wanted = np.mean(ways)
    assert mtld(words, threshold=threshold) == pytest.approx(wanted, nan_ok=True)


def test_a_text_without_repetition_has_no_mtld():
    assert np.isnan(mtld(list("甲乙丙")))


def test_groups_stand_in_the_order_of_the_text_each_with_its_own_values():
    rows = pd.DataFrame(
        {"role": ["review"] * 57 + ["plan"] * 10, "word": README + TEST}
    )
    table = diversity(rows, window=5)
    assert table["role"].tolist() == ["review", "plan"]
    assert table["n_tokens"].tolist() == [57, 10]
    assert table["n_types"].tolist() == [39, 8]
    assert table["ttr"].tolist() == pytest.approx([39 / 57, 0.8])
    assert table.loc[1, "mattr"] == pytest.approx(0.9)
    assert table.loc[0, "hdd"] == pytest.approx(0.7468703323966486)
    assert np.isnan(table.loc[1, "hdd"])  # ten words hold no sample of 42


def test_what_a_short_text_cannot_have_is_missing():
    table = diversity(pd.DataFrame({"role": ["plan"], "word": ["加强"]}))
    assert table.loc[0, ["n_tokens", "n_types", "ttr"]].tolist() == [1, 1, 1]
    assert table.loc[0, ["mattr", "mtld", "hdd"]].isna().all()


def test_one_column_may_be_given_by_its_name():
    rows = pd.DataFrame({"role": ["plan"] * 10, "word": TEST})
    pd.testing.assert_frame_equal(
        diversity(rows, by="role"), diversity(rows, by=["role"])
    )


def test_words_may_come_one_by_one():
    for measure in (mattr, mtld, hdd):
        assert measure(iter(README)) == measure(README) == measure(pd.Series(README))


def test_no_tokens_give_no_rows():
    table = diversity(pd.DataFrame({"role": [], "word": []}))
    columns = "role n_tokens n_types ttr mattr mtld hdd".split()
    assert table.empty and list(table) == columns


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": 0}, "window is 0"),
        ({"sample": 1.5}, "sample is 1.5"),
        ({"threshold": 1}, "threshold is 1"),
    ],
)
def test_senseless_options_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        diversity(pd.DataFrame({"role": ["plan"], "word": ["加强"]}), **options)
