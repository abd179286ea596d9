"""Similarity of passages: n-grams, rarity and cosines by other programs and by hand."""

import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cosine

from analysis.compare.similarity import ngrams, product, rarity, total, unit

texts = st.lists(st.text("稳中求进，a。"), min_size=1, max_size=5)


def by_hand(text, size):
    """Count the n-grams of a text, run by run between the signs."""
    runs = re.split("[，。]", text)
    return Counter(
        run[at : at + size] for run in runs for at in range(len(run) - size + 1)
    )


@given(texts, st.integers(1, 3))
def test_n_grams_are_counted_run_by_run(texts, size):
    wanted = [by_hand(text, size) for text in texts]
    found = ngrams(texts, sizes=[size])
    assert found.shape == (len(texts), len(set().union(*wanted)))
    assert product(found, found).tolist() == [
        [sum(n * other[gram] for gram, n in one.items()) for other in wanted]
        for one in wanted
    ]


def test_n_grams_of_several_sizes_are_counted_together():
    counts = ngrams(["改革，开放", "放开"], sizes=[1, 2])
    assert counts.sum(axis=1).ravel().tolist() == [[6.0, 3.0]]  # 4 + 2, 2 + 1


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=2))
def test_cosines_are_those_that_scipy_computes(rows):
    rows = np.array(rows, dtype=float)
    counts = ngrams(
        [
            "".join(char * int(n) for char, n in zip("稳中求进", row, strict=True))
            for row in rows
        ],
        sizes=[1],
    )
    found = product(unit(counts), unit(counts))
    for i, one in enumerate(rows):
        for j, other in enumerate(rows):
            wanted = 1 - cosine(one, other) if one.any() and other.any() else 0
            assert found[i, j] == pytest.approx(wanted, abs=1e-12)


def test_what_stands_in_every_text_is_not_rare():
    # Spärck Jones (1972): ln (N ÷ n), here of three texts
    weights = rarity(ngrams(["稳中", "稳进", "稳"], sizes=[1]))
    assert sorted(weights) == pytest.approx([0, np.log(3), np.log(3)])


def test_groups_are_added_up():
    counts = total(ngrams(["稳中", "稳", "进"], sizes=[1]), np.array([0, 0, 1]))
    assert sorted(map(sorted, counts.toarray().tolist())) == [[0, 0, 1], [0, 1, 2]]


@pytest.mark.parametrize("size", [0, 4])
def test_a_size_whose_n_grams_have_no_numbers_of_their_own_is_refused(size):
    with pytest.raises(ValueError, match=f"n-grams of {size} characters"):
        ngrams(["稳中求进"], sizes=[1, size])
