"""Keyness by published values, by symmetry and by an independent implementation."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import (
    chi2_contingency,
    false_discovery_control,
    fisher_exact,
    power_divergence,
)

from analysis import InputError
from analysis.compare.keyness import counts_from_rates, keyness

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


@pytest.mark.parametrize(
    ("a", "b", "size_a", "size_b", "g2"),
    [
        (227, 3635, 116_000, 5_451_382, 183.53),
        (29, 504, 116_000, 5_451_382, 20.50),
        (431, 5892, 116_000, 5_451_382, 437.88),
        (16, 650, 116_000, 5_451_382, 0.32),
        (540, 0, 116_000, 5_451_382, 4180.78),
        (7, 0, 10_000, 100_000, 33.57),
        (10, 10, 150, 150, 0),
        (52, 57, 50_000, 75_000, 2.65),  # Lancaster's course page on the calculator
    ],
)
def test_the_values_that_rayson_s_calculator_gave(a, b, size_a, size_b, g2):
    # As kept in the tests of CLiC (Birmingham), hand, hands, forehead, head, neck
    row = one(a, b, size_a, size_b, convention="rayson")
    assert row["g2"] == pytest.approx(g2, abs=0.005)


@pytest.mark.parametrize(
    ("cells", "g2"),
    [
        ((110, 2442, 111, 29114), 270.72),  # "the swiss"
        ((29, 13, 123, 31612), 263.90),  # "can be"
        ((31, 23, 139, 31584), 256.84),  # "previous year"
        ((10, 0, 3, 31764), 167.23),  # "mineral water"
    ],
)
def test_dunning_s_published_four_cell_values(cells, g2):
    a, c, b, d = cells  # Dunning 1993, table 1
    assert one(a, b, a + c, b + d)["g2"] == pytest.approx(g2, abs=0.005)


@pytest.mark.parametrize(
    ("cells", "chi2"), [((3, 0, 0, 31774), 31777.0), ((10, 0, 3, 31764), 24441.54)]
)
def test_dunning_s_published_chi_squares(cells, chi2):
    a, c, b, d = cells  # Dunning 1993, table 2
    assert one(a, b, a + c, b + d)["chi2"] == pytest.approx(chi2, abs=0.005)


def test_pedersen_s_published_exact_p_and_corrected_chi_square():
    # Pedersen 1996, p. 10: contingency 1 3 3 1
    row = one(1, 3, 4, 4, correction="yates")
    assert row["p_fisher"] == pytest.approx(0.486, abs=0.0005)
    assert row["chi2"] == pytest.approx(-0.5)


def test_fisher_s_tea_tasting():
    # Fisher 1935, ch. 2: 3 of 4 cups known; (1 + 16 + 16 + 1) of 70 as rare or rarer
    assert one(3, 1, 4, 4)["p_fisher"] == pytest.approx(34 / 70)


@pytest.mark.parametrize(
    ("a", "b", "g2", "ell", "bic", "log_ratio", "odds_ratio"),
    [
        (786, 1, 2350.3189, 0.0006281, 2336.8255, 11.426616, 2766.17371),
        (415, 4, 1205.6112, 0.0003670, 1192.1178, 8.505198, 364.28214),
        (200, 9, 532.1223, 0.0001913, 518.6289, 6.282162, 77.92058),
    ],
)
def test_the_effect_sizes_that_another_program_prints(
    a, b, g2, ell, bic, log_ratio, odds_ratio
):
    # README of the R package KeynessMeasures: "Emma" against five other novels. Its
    # totals follow from the printed % DIFF (389 words: 0.2416870 %) and relative risk
    row = one(a, b, 160_952, 563_674, convention="rayson")
    assert row["g2"] == pytest.approx(g2, abs=5e-4)
    assert row["ell"] == pytest.approx(ell, abs=5.1e-8)
    assert row["bic"] == pytest.approx(bic, abs=5e-4)
    assert row["log_ratio"] == pytest.approx(log_ratio, abs=1e-6)
    assert row["odds_ratio"] == pytest.approx(odds_ratio, rel=1e-6)


def test_the_published_log_odds_with_two_term_variance():
    words = list("甲乙丙丁")
    target = pd.Series([1, 5, 1, 9], index=words)
    reference = pd.Series([100, 510, 100, 199], index=words)
    z = keyness(target, reference, prior=0.01).set_index("word").loc[words, "z"]
    assert z.round(4).tolist() == [-0.6095, -2.3044, -0.6095, 4.4629]


# The README of the Python package fightin_words (Wigderowitz 2019, after Hessel).
FOX = "the quick brown fox jumps over the lazy pig".split()
DONKEY = "the lazy purple pig jumps over the".split() + ["very"] * 1000
DONKEY += ["sleepy", "donkey"]
FLAT = {"very": -2.2144429606255946, "donkey": 0.3528670051726073}
FLAT |= {"fox": 1.7074955767167836, "pig": 3.4564380059373603, "the": 4.954523357120953}
SHRUNK = {"very": -0.4368846171934332, "donkey": 0.3539801999989518}
SHRUNK |= {"fox": 1.7087406001344665, "pig": 3.4605672465974453}
SHRUNK |= {"the": 4.961066225017743}


@pytest.mark.parametrize(
    ("prior", "wanted"),
    [
        (0.05, FLAT),
        ({word: 0.05 for word in FOX + DONKEY} | {"very": 1 / 1000}, SHRUNK),
    ],
)
def test_the_z_that_another_program_prints_for_a_flat_and_an_informed_prior(
    prior, wanted
):
    z = keyness(Counter(FOX), Counter(DONKEY), prior=prior).set_index("word")["z"]
    assert z[list(wanted)].to_dict() == pytest.approx(wanted, rel=1e-12)


def test_a_prior_counts_with_all_its_words():
    # By hand, as Jurafsky et al. (2014) write it with a background of n_bg tokens:
    # ln (f_i + f_bg) / (n_i + n_bg − f_i − f_bg), here of 200 tokens, 150 of them of a
    # word that neither corpus has
    background = pd.Series({"加强": 40, "学习": 10, "股票": 150})
    table = keyness({"加强": 8, "学习": 2}, {"加强": 3, "学习": 7}, prior=background)
    row = table.set_index("word").loc["加强"]
    delta = np.log(48 / (210 - 48)) - np.log(43 / (210 - 43))
    assert row["log_odds"] == pytest.approx(delta)
    assert row["z"] == pytest.approx(delta / np.sqrt(1 / 48 + 1 / 43))


def test_a_prior_may_differ_from_word_to_word():
    target, reference = pd.Series({"甲": 3, "乙": 5}), pd.Series({"甲": 1, "乙": 5})
    same = keyness(target, reference, prior=pd.Series({"乙": 0.01, "甲": 0.01}))
    pd.testing.assert_frame_equal(same, keyness(target, reference, prior=0.01))


def test_gabrielatos_and_marchi_s_published_difference():
    # 2011, slide 18: 206,523 of 959,641 against 178,174 of 1,562,358
    row = one(206_523, 178_174, 959_641, 1_562_358)
    assert row["pct_diff"] == pytest.approx(88.7, abs=0.05)


def test_pojanapunya_and_todd_s_published_odds_ratio():
    # 2016: 154: 16,217 of 2,796,938 against 735 of 2,087,946
    row = one(16_217, 735, 2_796_938, 2_087_946)
    assert row["odds_ratio"] == pytest.approx(16.6, abs=0.05)


def test_the_values_that_dramaanalysis_is_tested_with():
    # R package; texts m1 and m2 against f1, its words a, b, c
    male, female = {"a": 18, "b": 10, "c": 1}, {"b": 3, "c": 10}
    g2 = keyness(male, female, convention="rayson").set_index("word")["g2"]
    assert g2[["c", "a"]].tolist() == pytest.approx([-17.49316, 13.33346], abs=1e-5)
    male, female = {"a": 18, "b": 10, "c": 2}, {"a": 1, "b": 3, "c": 10}
    ratio = keyness(male, female).set_index("word")["log_ratio"]
    assert ratio[["a", "c"]].tolist() == pytest.approx([3.0703893, -3.4214638])


def test_quanteda_s_order_of_the_words():
    # Its tests, likelihood ratio without correction
    a, b = "a a a b b c c c c c c d e f g h h", "a a b c c d d d d e f h"
    table = keyness(Counter(a.split()), Counter(b.split()))
    order = table.sort_values("g2", ascending=False, kind="stable")["word"]
    assert order.tolist()[:5] == ["c", "g", "b", "h", "a"]


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


cells = st.tuples(*[st.integers(0, 60)] * 4).filter(
    lambda c: c[0] + c[1] and c[2] + c[3] and c[0] + c[2] and c[1] + c[3]
)


@given(cells)
def test_chi2_g2_and_exact_p_are_those_that_scipy_computes(cells):
    a, c, b, d = cells
    row = one(a, b, a + c, b + d)
    table = [[a, c], [b, d]]
    pearson = chi2_contingency(table, correction=False)
    assert abs(row["chi2"]) == pytest.approx(pearson.statistic, abs=1e-9)
    yates = one(a, b, a + c, b + d, correction="yates")["chi2"]
    corrected = chi2_contingency(table, correction=True)
    assert abs(yates) == pytest.approx(corrected.statistic, abs=1e-9)
    g2 = power_divergence([a, c, b, d], pearson.expected_freq.ravel(), lambda_=0)
    assert abs(row["g2"]) == pytest.approx(g2.statistic, abs=1e-9)
    if pearson.expected_freq.min() < 5:
        exact = fisher_exact(table)
        assert row["p_fisher"] == pytest.approx(exact.pvalue, rel=1e-6)
    else:
        assert np.isnan(row["p_fisher"])


@given(cells)
def test_the_two_cell_g2_is_a_goodness_of_fit(cells):
    a, c, b, d = cells
    row = one(a, b, a + c, b + d, convention="rayson")
    sizes = np.array([a + c, b + d])
    fit = power_divergence([a, b], (a + b) * sizes / sizes.sum(), lambda_=0)
    assert abs(row["g2"]) == pytest.approx(fit.statistic, abs=1e-9)


@given(cells, st.integers(2, 50))
def test_evidence_grows_with_the_corpora_and_effects_do_not(cells, times):
    a, c, b, d = cells
    few, many = (one(a * k, b * k, (a + c) * k, (b + d) * k) for k in (1, times))
    for name in ("g2", "chi2"):
        assert many[name] == pytest.approx(times * few[name], abs=1e-6)
    for name in ("pct_diff", "odds_ratio"):
        assert many[name] == pytest.approx(few[name], nan_ok=True)
    if a and b:
        assert many["log_ratio"] == pytest.approx(few["log_ratio"])


def test_exact_p_holds_for_a_rare_word_of_a_huge_corpus():
    # By hand: in 3 of 10⁹ tokens, with 10³ of them ours; all three are ours
    row = one(3, 0, 10**3, 10**9 - 10**3)
    chances = [(1000 - i) / (10**9 - i) for i in range(3)]
    assert row["p_fisher"] == pytest.approx(np.prod(chances), rel=1e-9)


def test_the_effect_size_is_of_the_two_cells_in_either_convention():
    a, b = one(30, 10, 1000, 2000), one(30, 10, 1000, 2000, convention="rayson")
    assert a["ell"] == b["ell"] == pytest.approx(b["g2"] / (3000 * np.log(40 / 3)))


def test_no_effect_size_where_less_than_a_word_is_expected():
    assert np.isnan(one(2, 0, 100, 400)["ell"])  # 0.4 expected: its logarithm is < 0


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
    for name in ["log_ratio", "g2", "log_odds", "z", "chi2"]:
        assert there[name].tolist() == pytest.approx((-back[name]).tolist(), abs=1e-9)
    for name in ["p", "p_adj", "bic", "ell", "p_fisher"]:
        same = pytest.approx(back[name].tolist(), abs=1e-9, nan_ok=True)
        assert there[name].tolist() == same


@given(counts)
def test_a_word_used_equally_is_not_key(a):
    table = keyness(pd.Series(a), pd.Series(a))
    effects = table[["log_ratio", "g2", "log_odds", "z", "chi2", "ell"]].abs()
    assert effects.max().max() == pytest.approx(0, abs=1e-9)
    assert (table["p_adj"] == 1).all()
    assert (table["p_fisher"].dropna() == 1).all()


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


COLUMNS = (
    "word n_target n_reference per_10k_target per_10k_reference pct_diff log_ratio "
    "odds_ratio g2 p p_adj bic log_odds z chi2 ell p_fisher"
).split()


def test_the_columns_are_those_of_the_contract_and_more_behind_them():
    assert list(keyness(pd.Series({"甲": 1}), pd.Series({"乙": 1}))) == COLUMNS


@pytest.mark.parametrize("convention", ["dunning", "rayson"])
def test_a_word_that_neither_has_is_not_key(convention):
    row = one(0, 0, 100, 300, convention=convention)
    found = ["log_ratio", "g2", "chi2", "per_10k_target", "per_10k_reference"]
    assert row[found].tolist() == [0] * 5
    assert row[["p", "p_adj", "p_fisher"]].tolist() == [1] * 3
    assert row[["pct_diff", "odds_ratio", "ell"]].isna().all()


def test_a_corpus_of_one_word_has_endless_odds_and_no_warning():
    row = one(3, 0, 3, 100)
    assert np.isposinf(row["log_odds"]) and np.isposinf(row["z"])
    assert one(3, 3, 3, 3)["g2"] == 0


def test_equal_corpora_of_one_word_do_not_differ():
    row = one(3, 3, 3, 3)
    assert row[["g2", "log_odds", "z", "log_ratio", "pct_diff"]].tolist() == [0] * 5


def test_numbers_of_words_may_be_words():
    a, b = pd.Series([1, 5, 1, 9]), pd.Series([100, 510, 100, 199])
    z = keyness(a, b).set_index("word")["z"].sort_index()
    assert z.round(4).tolist() == [-0.6095, -2.3044, -0.6095, 4.4629]


def test_billions_of_words_are_counted_to_the_word():
    # Exact arithmetic: (1e9 + 1)/4e9 against 1e9/4e9 have N(ad − bc)² ÷ margins
    a, b, size = 10**9 + 1, 10**9, 4 * 10**9
    row = one(a, b, size, size)
    n, gap = 2 * size, (a - b) * size
    chi2 = Fraction(n * gap**2, size * size * (a + b) * (n - a - b))
    assert row["chi2"] == pytest.approx(float(chi2), rel=1e-6)
    assert row["n_target"] == a
    assert one(b, b, size, size)["g2"] == 0


def test_a_list_of_none_of_a_corpus_s_words_counts_zero_for_all():
    none = pd.Series(dtype="int64")
    table = keyness(none, pd.Series({"词": 3}), total_target=50)
    assert table.loc[0, ["n_target", "n_reference"]].tolist() == [0, 3]
    empty = keyness(none, none, total_target=50, total_reference=60)
    assert list(empty) == COLUMNS and empty.empty


def test_a_reference_of_the_analyst_s_own_may_hold_some_words_of_a_larger_corpus():
    plan = pd.Series({"网信": 5, "加强": 20})
    own = pd.Series({"网信": 3, "发展": 900})
    row = keyness(plan, own, total_reference=10**6).set_index("word").loc["网信"]
    assert row["per_10k_reference"] == pytest.approx(0.03)
    assert row["per_10k_target"] == 2000


def test_published_rates_become_the_counts_they_stand_for():
    rates = pd.Series({"的": 412.4, "网信": 0.3})
    assert counts_from_rates(rates, total=10**7).tolist() == [4124, 3]
    assert counts_from_rates(rates, total=5 * 10**4, per=10**4).tolist() == [2062, 2]


def test_rates_per_nothing_are_refused():
    with pytest.raises(ValueError, match="per is 0"):
        counts_from_rates(pd.Series({"词": 3.0}), total=100, per=0)


@pytest.mark.parametrize("rate", [-1.0, np.nan, np.inf])
def test_what_is_no_rate_is_refused(rate):
    with pytest.raises(InputError, match="for '词': not a rate"):
        counts_from_rates(pd.Series({"词": rate}), total=100)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (pd.Series({"词": 1.5}), "reference has 1.5 for '词'"),
        (pd.Series({"词": -1}), "reference has -1 for '词'"),
        (pd.Series({"好": 1, "词": np.nan}), "reference has nan for '词'"),
        (pd.Series({"词": np.inf}), "reference has inf for '词'"),
        (pd.Series({"词": "许多"}), "reference has '许多' for '词'"),
        (pd.Series(["加强", "学习"]), "reference has '加强' for 0: .* value_counts"),
        (pd.Series({2023: 4}), "2023 is no text as other words are"),
        (pd.Series([1, 2], index=["词", "词"]), "reference has '词' twice"),
        (pd.Series([1, 2], index=["词", None]), "reference has a count without a word"),
    ],
)
def test_what_is_no_list_of_counts_is_refused_in_one_line(bad, message):
    with pytest.raises(InputError, match=message) as refusal:
        keyness(pd.Series({"词": 3}), bad)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("total", [10.5, np.nan])
def test_a_corpus_has_a_whole_number_of_tokens(total):
    with pytest.raises(InputError, match="whole number of tokens"):
        keyness(pd.Series({"词": 3}), pd.Series({"词": 1}), total_reference=total)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"total_target": 2}, "total_target is 2"),
        ({"convention": "rason"}, "'rason'"),
        ({"correction": "yate"}, "'yate'"),
        ({"prior": -0.1}, "prior must not be negative"),
        ({"prior": pd.Series({"别": 1.0})}, "prior says nothing of '词'"),
        ({"prior": np.inf}, "prior must not be negative, infinite"),
        ({"prior": {"词": 1.0, "别": -1.0}}, "prior must not be negative"),
        ({"prior": [0.1]}, "prior is a list without words"),
        ({"prior": pd.Series([1, 2], index=["词", "词"])}, "prior has '词' twice"),
    ],
)
def test_senseless_input_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        keyness(pd.Series({"词": 3}), pd.Series({"词": 1}), **options)


def test_an_empty_corpus_is_refused():
    with pytest.raises(ValueError, match="total_reference is 0"):
        keyness(pd.Series({"词": 3}), pd.Series(dtype="int64"))
