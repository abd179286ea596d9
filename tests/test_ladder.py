"""The ladder of task verbs: each verb in one class, per theme, counted by hand."""

import pandas as pd
import pytest

from analysis.compare.ladder import CLASSES, ladder, verbs_by_theme
from analysis.lexicons import VALUES, read_lexicon


@pytest.fixture
def table():
    key = {"report": "r", "clause": [0, 0, 1, 2, 3]}
    role = ["plan", "plan", "plan", "review", "review"]
    verbs = pd.DataFrame(
        key | {"role": role, "verb": "打造 深化 推进 推进 加强".split()}
    )
    themes = pd.DataFrame(
        {
            "report": "r",
            "clause": [0, 1, 1, 2],
            "role": ["plan", "plan", "plan", "review"],
            "theme": ["culture", "culture", "party", "party"],
        }
    )
    return ladder(verbs_by_theme(verbs, themes)).set_index(["theme", "class"])


def test_every_verb_counts_once_in_all_and_once_in_each_theme_of_its_clause(table):
    n = table.groupby("theme")[["n_target", "n_reference"]].sum()
    assert n.loc[""].tolist() == [3, 2]
    assert n.loc["culture"].tolist() == [3, 0]
    assert n.loc["party"].tolist() == [1, 1]


def test_verbs_stand_on_the_rung_that_the_list_gives_them(table):
    assert table.loc[("culture", "启动新建"), "n_target"] == 1  # 打造
    assert table.loc[("culture", "深化提升"), "n_target"] == 1  # 深化
    assert table.loc[("party", "持续推进"), "n_reference"] == 1  # 推进


def test_shares_are_of_the_themes_verbs_on_that_side_and_zero_without_any(table):
    assert table.loc[("culture", "启动新建"), "share_target"] == pytest.approx(1 / 3)
    assert (table.loc["culture", "share_reference"] == 0).all()
    sums = table.groupby("theme")["share_target"].sum().round(9)
    assert set(sums) == {0.0, 1.0}


def test_every_theme_has_every_rung_and_all_comes_first(table):
    assert table.index.get_level_values("theme")[0] == ""
    rungs = table.reset_index().groupby("theme", sort=False)["class"].agg(tuple)
    assert set(rungs) == {CLASSES}


def test_every_verb_of_the_list_has_one_class():
    verbs = read_lexicon("task_verbs")
    assert set(verbs["class"]) == set(CLASSES) == VALUES["task_verbs", "class"]
    assert not verbs["verb"].duplicated().any()
