"""Keyness by published values, by symmetry and by an independent implementation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, false_discovery_control

from analysis.keyness import keyness

counts = st.dictionaries(
    st.sampled_from("甲乙丙丁戊己庚辛"), st.integers(0, 500), min_size=2
).filter(lambda words: sum(words.values()) > max(words.values()) > 0)


def one(a, b, size_a, size_b, **options):
    table = keyness(
        pd.Series({"词": a}),
        pd.Series({"词": b}),
        total_target=size_a,
        total_reference=size_b,
        **options,
    )
    return table.iloc[0]


def test_rayson_s_published_two_cell_value():
    # Rayson's log-likelihood calculator: 540 in 116,000 against 7,525 in 5,451,382
    row = one(540, 7525, 116_000, 5_451_382, convention="rayson")
    assert row["g2"] == pytest.approx(534.64, abs=0.005)


def test_dunning_s_published_four_cell_value():
    # Dunning 1993, table 1: "the swiss", contingency 110 2442 111 29114
    row = one(110, 111, 110 + 2442, 111 + 29114)
    assert row["g2"] == pytest.approx(270.72, abs=0.005)


def test_the_published_log_odds_with_two_term_variance():
    words = list("甲乙丙丁")
    target = pd.Series([1, 5, 1, 9], index=words)
    reference = pd.Series([100, 510, 100, 199], index=words)
    z = keyness(target, reference, prior=0.01).set_index("word").loc[words, "z"]
    assert z.round(4).tolist() == [-0.6095, -2.3044, -0.6095, 4.4629]


def test_a_prior_may_differ_from_word_to_word():
    target, reference = pd.Series({"甲": 3, "乙": 5}), pd.Series({"甲": 1, "乙": 5})
    same = keyness(target, reference, prior=pd.Series({"乙": 0.01, "甲": 0.01}))
    pd.testing.assert_frame_equal(same, keyness(target, reference, prior=0.01))


def test_a_word_twice_as_frequent_has_log_ratio_one():
    assert one(20, 10, 1000, 1000)["log_ratio"] == 1  # Hardie 2014


def test_a_zero_count_is_half_a_word_in_the_log_ratio_and_nowhere_else():
    row = one(4, 0, 100, 100)
    assert row["log_ratio"] == 3  # log₂ (4 / 0.5)
    assert (row["n_reference"], row["per_10k_reference"]) == (0, 0)
    assert np.isposinf(row["pct_diff"]) and np.isposinf(row["odds_ratio"])


def test_rates_differences_and_odds_by_hand():
    row = one(30, 10, 1000, 2000)
    assert (row["per_10k_target"], row["per_10k_reference"]) == (300, 50)
    assert row["pct_diff"] == pytest.approx(500)
    assert row["odds_ratio"] == pytest.approx((30 / 970) / (10 / 1990))


def test_bic_is_the_evidence_less_the_log_of_the_corpora_together():
    row = one(30, 10, 1000, 2000)
    assert row["bic"] == pytest.approx(row["g2"] - np.log(3000))


def test_g2_and_p_are_those_that_scipy_computes():
    row = one(7, 2, 10, 20)
    cells = [[7, 3], [2, 18]]
    scipys = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
    assert row["g2"] == pytest.approx(scipys.statistic)
    assert row["p"] == pytest.approx(scipys.pvalue)


@given(counts, counts)
def test_p_adj_is_the_one_that_scipy_computes(a, b):
    table = keyness(pd.Series(a), pd.Series(b))
    assert table["p_adj"].to_numpy() == pytest.approx(
        false_discovery_control(table["p"]), abs=1e-12
    )


@given(counts, counts, st.sampled_from(["dunning", "rayson"]))
def test_swapping_the_corpora_flips_every_sign_and_nothing_else(a, b, convention):
    a, b = pd.Series(a), pd.Series(b)
    there = keyness(a, b, convention=convention).set_index("word")
    back = keyness(b, a, convention=convention).set_index("word").loc[there.index]
    for name in ["log_ratio", "g2", "log_odds", "z"]:
        assert there[name].tolist() == pytest.approx((-back[name]).tolist(), abs=1e-9)
    for name in ["p", "p_adj", "bic"]:
        assert there[name].tolist() == pytest.approx(back[name].tolist(), abs=1e-9)


@given(counts)
def test_a_word_used_equally_is_not_key(a):
    table = keyness(pd.Series(a), pd.Series(a))
    effects = table[["log_ratio", "g2", "log_odds", "z"]].abs()
    assert effects.max().max() == pytest.approx(0, abs=1e-9)
    assert (table["p_adj"] == 1).all()


@given(counts, counts)
def test_the_order_of_the_words_does_not_matter(a, b):
    turned = dict(reversed(list(a.items())))
    pd.testing.assert_frame_equal(
        keyness(pd.Series(a), pd.Series(b)), keyness(pd.Series(turned), pd.Series(b))
    )


def test_the_strongest_evidence_comes_first():
    table = keyness(
        pd.Series({"甲": 9, "乙": 5, "丙": 1}), pd.Series({"甲": 1, "乙": 5})
    )
    assert table["g2"].abs().is_monotonic_decreasing


def test_the_columns_are_those_of_the_contract():
    columns = (
        "word n_target n_reference per_10k_target per_10k_reference pct_diff log_ratio "
        "odds_ratio g2 p p_adj bic log_odds z"
    )
    assert list(keyness(pd.Series({"甲": 1}), pd.Series({"乙": 1}))) == columns.split()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"total_target": 2}, "total_target is 2"),
        ({"convention": "rason"}, "'rason'"),
        ({"prior": pd.Series({"别": 1.0})}, "prior says nothing of '词'"),
    ],
)
def test_senseless_input_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        keyness(pd.Series({"词": 3}), pd.Series({"词": 1}), **options)


def test_an_empty_corpus_is_refused():
    with pytest.raises(ValueError, match="total_reference is 0"):
        keyness(pd.Series({"词": 3}), pd.Series(dtype="int64"))
