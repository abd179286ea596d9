"""Dispersion by published values and by the text-book formulas, written out."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from analysis.count.frequency import dispersion, dispersion_of

# Gries (2008: 406): a corpus of five parts, one letter a word.
PARTS = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
# What his own script prints for it (dispersions.r; as kept in the tests of the R
# package occurR): n, range, Juilland's D, Carroll's D2, Rosengren's S, DP, DPnorm.
PRINTED = {
    "a": (15, 5, 0.785150453, 0.937921303, 0.949816342, 0.18, 0.219512195),
    "b": (10, 5, 0.968091043, 0.998740196, 0.998997110, 0.02, 0.024390244),
    "c": (1, 1, 0, 0, 0.2, 0.8, 0.975609756),
    "e": (5, 5, 0.968091043, 0.998740196, 0.998997110, 0.02, 0.024390244),
    "g": (2, 2, 0.387627564, 0.430676558, 0.4, 0.6, 0.731707317),
    "h": (2, 2, 0.386471489, 0.429971830, 0.419761770, 0.58, 0.707317073),
    "i": (1, 1, 0, 0, 0.18, 0.82, 1),
    "n": (2, 2, 0.386215590, 0.429815586, 0.379736660, 0.62, 0.756097561),
    "s": (2, 2, 0.387627564, 0.430676558, 0.4, 0.6, 0.731707317),
    "t": (4, 4, 0.748987987, 0.860840912, 0.819642654, 0.18, 0.219512195),
    "x": (1, 1, 0, 0, 0.22, 0.78, 0.951219512),
}
MEASURES = ["dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s"]


@pytest.fixture
def toy():
    rows = [(part, word) for part, words in enumerate(PARTS) for word in words]
    return pd.DataFrame(rows, columns=["part", "word"])


@pytest.mark.parametrize("word", PRINTED)
def test_every_value_is_the_one_that_gries_s_own_script_prints(toy, word):
    row = dispersion(toy, by=["part"]).set_index("word").loc[word]
    names = ["n", "range", "juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm"]
    assert row[names].tolist() == pytest.approx(PRINTED[word], abs=1e-9)


def test_gries_s_published_deviation_of_proportions():
    row = dispersion_of([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])  # Gries 2008: 416
    assert row["dp"] == pytest.approx(0.18)


def test_sizes_may_be_shares_of_the_text():
    shares = [0.18, 0.2, 0.2, 0.2, 0.22]
    pd.testing.assert_series_equal(
        dispersion_of([1, 2, 3, 4, 5], shares),
        dispersion_of([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]),
    )


def test_lijffijt_and_gries_s_published_normalised_value():
    assert dispersion_of([2, 1, 0], [1, 1, 1])["dp_norm"] == pytest.approx(0.5)  # 2012


def test_carroll_s_published_values():
    d2 = dispersion_of([2, 1, 1, 1, 0], [1] * 5)["carroll_d2"]  # Carroll 1970: 13
    assert d2 == pytest.approx(0.8277, abs=5e-5)
    d = dispersion_of([0, 4, 3, 2, 1], [1] * 5)["juilland_d"]  # Carroll 1970: 14
    assert d == pytest.approx(0.6464, abs=5e-5)


def test_rosengren_s_s_of_equal_parts_as_gries_prints_it():
    s = dispersion_of([1, 2, 3, 4, 5], [1] * 5)["rosengren_s"]  # Gries 2008: 407
    assert s == pytest.approx(0.937, abs=5e-4)


def test_the_values_that_tlda_prints_in_its_readme():
    # ALLEMAND in ten parts of French business letters (Lyne 1985: 85, 299)
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    row = dispersion_of([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes)
    assert row["range"] / row["parts"] == 0.5
    names = ["juilland_d", "carroll_d2", "rosengren_s", "dp"]
    printed = [0.6038797, 0.6521444, 0.4763652, 0.4990705]
    assert row[names].tolist() == pytest.approx(printed, abs=5e-8)


def test_all_in_one_part_is_no_less_than_nothing():
    assert str(dispersion_of([3, 0], [10, 10])["carroll_d2"]) == "0.0"


def written_out(counts, sizes):
    """Return the measures by the formulas as Gries (2008) has them, part by part."""
    k, f, length = len(counts), sum(counts), sum(sizes)
    s = [size / length for size in sizes]
    rates = [n / size for n, size in zip(counts, sizes, strict=True)]
    mean = sum(rates) / k
    deviation = math.sqrt(sum((rate - mean) ** 2 for rate in rates) / k)
    q = [rate / sum(rates) for rate in rates if rate]
    dp = sum(abs(n / f - share) for n, share in zip(counts, s, strict=True)) / 2
    roots = sum(math.sqrt(n * share) for n, share in zip(counts, s, strict=True))
    return {
        "dp": dp,
        "dp_norm": dp / (1 - min(s)),
        "juilland_d": 1 - deviation / mean / math.sqrt(k - 1),
        "carroll_d2": -sum(x * math.log2(x) for x in q) / math.log2(k),
        "rosengren_s": roots**2 / f,
    }


parts = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 500)), min_size=2, max_size=12
).filter(lambda rows: any(n for n, _ in rows))


@given(parts)
def test_every_measure_is_its_formula(rows):
    counts, sizes = zip(*rows, strict=True)
    wanted = written_out(counts, sizes)
    found = dispersion_of(counts, sizes)[MEASURES]
    assert found.to_dict() == pytest.approx(wanted, abs=1e-9)


@given(parts)
def test_the_order_of_the_parts_does_not_matter(rows):
    there = dispersion_of(*zip(*rows, strict=True))
    back = dispersion_of(*zip(*rows[::-1], strict=True))
    assert there.to_dict() == pytest.approx(back.to_dict(), abs=1e-9)


@given(parts)
def test_scattered_at_random_a_word_is_as_uneven_as_the_binomial_says(rows):
    counts, sizes = zip(*rows, strict=True)
    f, s = sum(counts), np.array(sizes) / sum(sizes)
    v = np.arange(f + 1)[:, None]
    deviations = (binom.pmf(v, f, s) * abs(v / f - s)).sum(axis=0)
    wanted = deviations.sum() / 2 / (1 - s.min())
    found = dispersion_of(counts, sizes)["dp_norm_random"]
    assert found == pytest.approx(wanted, abs=1e-9)


def test_one_word_at_random_by_hand():
    # in the first of two parts with a chance of 0.7: DP 0.3, else 0.7; 0.7 at most
    row = dispersion_of([1, 0], [7, 3])
    assert row["dp_norm_random"] == pytest.approx((0.7 * 0.3 + 0.3 * 0.7) / 0.7)


def test_a_word_in_proportion_to_the_parts_is_even():
    row = dispersion_of([2, 4, 6], [10, 20, 30])
    assert row["dp_norm_random"] > 0  # chance alone is less even
    assert row[MEASURES].tolist() == pytest.approx([0, 0, 1, 1, 1])


def test_a_word_that_is_nowhere_has_no_dispersion():
    row = dispersion_of([0, 0], [10, 20])
    assert row[["n", "range", "parts"]].tolist() == [0, 0, 2]
    assert row[MEASURES].isna().all()


def test_one_part_says_nothing_of_dispersion():
    assert (
        dispersion_of([3], [10])[["dp_norm", "juilland_d", "carroll_d2"]].isna().all()
    )


@pytest.mark.parametrize(
    ("counts", "sizes", "message"),
    [
        ([1, 2], [10], "2 counts for 1 parts"),
        ([1, -2], [10, 10], "negative"),
        ([1, 2], [10, 0], "no size"),
        ([1, 2], [10, math.inf], "no size"),
        ([1, math.nan], [10, 10], "missing"),
    ],
)
def test_senseless_counts_are_refused(counts, sizes, message):
    with pytest.raises(ValueError, match=message):
        dispersion_of(counts, sizes)


def test_the_table_is_word_by_word_what_the_counts_give(tokens):
    by = ["role", "section"]
    table = dispersion(tokens, by=by)
    sizes = tokens.groupby(by, sort=False).size()
    assert table["n"].sum() == len(tokens)
    assert (table["parts"] == len(sizes)).all()
    assert table["n"].is_monotonic_decreasing
    for row in table.iloc[::150].itertuples():
        counts = tokens[tokens["word"] == row.word].groupby(by).size()
        alone = dispersion_of(counts.reindex(sizes.index, fill_value=0), sizes)
        found = [getattr(row, name) for name in alone.index]
        assert found == pytest.approx(alone.tolist())


def test_words_of_like_number_stand_as_in_the_text():
    tokens = pd.DataFrame({"part": [1, 1, 2], "word": ["乙", "甲", "甲"]})
    assert dispersion(tokens, by=["part"])["word"].tolist() == ["甲", "乙"]
    tokens = pd.DataFrame({"part": [1, 1, 2], "word": ["乙", "甲", "丙"]})
    assert dispersion(tokens, by=["part"])["word"].tolist() == ["乙", "甲", "丙"]


def test_one_column_may_be_given_by_its_name(toy):
    there, back = dispersion(toy, by="part"), dispersion(toy, by=["part"])
    pd.testing.assert_frame_equal(there, back)


def test_a_missing_year_is_a_part_too():
    tokens = pd.DataFrame({"year": [2023, np.nan], "word": ["稳", "稳"]})
    row = dispersion(tokens, by=["year"]).iloc[0]
    assert row[["n", "range", "parts"]].tolist() == [2, 2, 2]


def test_no_tokens_give_no_rows():
    none = pd.DataFrame({"part": [], "word": pd.Series([], dtype="str")})
    table = dispersion(none, by=["part"])
    assert table.empty
    columns = "word n per_10k range parts dp dp_norm dp_norm_random juilland_d"
    assert list(table) == [*columns.split(), "carroll_d2", "rosengren_s"]
