"""Norms: what is usual over many reports holds where it was not made."""

import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, SHARED, flow_of

from analysis import InputError, cli, read
from analysis.compare.norms import (
    beside,
    further,
    measures,
    norms,
    quantiles,
    read_norms,
    read_words,
    row_of,
    usual,
    word_counts,
    word_norms,
)
from analysis.show.export.norms import collect, measured_of

SHIPPED = ROOT / "data" / "norms" / "government.csv"
BOTH = (
    "某局2023年工作总结\n一、2023年工作情况\n加强学习，办班3期。\n"
    "二、2024年工作安排\n加强管理，深化改革。"
)
DRAWS, LEFT_OUT = 20, 10


def sides(n_review, n_plan):
    """Return clauses of both sides, of four characters each."""
    roles = ["review"] * n_review + ["plan"] * n_plan
    table = pd.DataFrame({"report": "r", "clause": range(len(roles)), "role": roles})
    return table.assign(section="", part="", text="加强学习")


def test_both_sides_of_a_report_are_measured_by_hand_counts():
    clauses = sides(4, 5)
    themes = pd.DataFrame(
        {
            "role": ["review", "plan", "plan"],
            "theme": "culture",
            "via": ["term", "term", "section"],
        }
    )
    classes = pd.DataFrame({"role": ["plan", "plan"], "class": ["深化提升"] * 2})
    numbers = pd.DataFrame({"report": "r", "clause": [0, 0, 1], "role": "review"})
    table = measures(clauses, themes, classes, numbers)
    found = table.set_index(["statistic", "key"])[["review", "plan"]].T
    assert found["theme", "culture"].tolist() == [1 / 4, 2 / 5]
    assert found["theme_own", "culture"].tolist() == [1 / 4, 1 / 5]
    assert found["class", "深化提升"].tolist() == [0, 1]
    assert found["quantification", ""].tolist() == [2 / 4, 0]  # two clauses, not three
    assert found["clause_length", ""].tolist() == [4, 4]
    assert found["length", ""].tolist() == [4, 5]
    with pytest.raises(ValueError, match="plan"):
        measures(sides(2, 0), themes, classes, numbers)


def test_a_report_without_a_theme_has_moved_nothing_of_it():
    one = {"statistic": "theme", "key": "culture", "review": 0.0, "plan": 0.2}
    other = {"statistic": "length", "key": "", "review": 1.0, "plan": 2.0}
    rows = [{"report": "a"} | one, *({"report": r} | other for r in "ab")]
    _, theme, *levels = norms(pd.DataFrame(rows), scheme="s").to_dict("records")
    assert [one["differences"] for one in levels] == ["0 0.2", "0 0"]  # plan, review
    assert (theme["n_reports"], theme["share_up"]) == (2, 0.5)
    assert (theme["plan"], theme["differences"]) == (0.1, "0 0.2")


def test_a_theme_of_another_scheme_has_no_norm():
    norm = read_norms()
    assert row_of(norm, "theme", "reform", scheme="government") is not None
    assert row_of(norm, "theme", "reform", scheme="publicity") is None
    assert row_of(norm, "class", "深化提升", scheme="publicity") is not None


def test_fewer_than_twenty_reports_say_nothing_of_what_is_usual():
    row = {"q025": -2, "q10": -1, "q90": 1, "q975": 2}
    assert usual(row | {"n_reports": 19}, 3) == ""
    assert usual(row | {"n_reports": 20}, 3) == "rare"
    assert usual(None, 3) == ""


def test_moves_further_out_are_counted_on_their_end():
    row = {"differences": "-4 -3 -2 1 2 5"}
    assert [further(row, x, up=True) for x in (1, 0.5, 6, -3)] == [2, 3, 0, 4]
    assert [further(row, x, up=False) for x in (-3, -4, 1)] == [1, 0, 3]


def test_a_rise_of_a_word_is_that_of_what_a_search_finds():
    clauses = pd.DataFrame(
        {"role": ["review", "plan"], "text": ["教育强省", "义务教育职业教育"]}
    )
    tokens = pd.DataFrame({"role": ["review"], "word": ["教育"]})
    (one,) = word_counts(clauses, tokens).itertuples()
    assert (one.review, one.plan) == (1, 0)  # as cut: longer words hide the others
    assert one.rise == 10_000 * (2 / 8 - 1 / 4)


def test_the_tenth_of_reports_that_moves_a_word_most_is_kept():
    rises = [-2.0, -1.0, *([1.0] * 15), 5.0, 9.0, 7.0]
    rows = pd.DataFrame({"word": "稳", "review": 1, "plan": 1, "rise": rises})
    (one,) = word_norms(rows.assign(report=range(20))).itertuples()
    assert (one.n_reports, one.review, one.plan) == (20, 20, 20)
    assert (one.falls, one.rises) == ("2 1", "9 7 5")


# The shipped norm.


def test_the_shipped_norm_stands_on_fifty_reports_and_holds_no_text():
    shipped = read_norms()
    words = read_words(shipped.path)
    assert (
        shipped.table.loc[shipped.table["statistic"] == "length", "n_reports"]
        .eq(50)
        .all()
    )
    assert len(shipped.reports) == 50
    assert shipped.reports["clauses_plan"].gt(0).all()
    files = [SHIPPED, beside(SHIPPED, "words"), beside(SHIPPED, "reports")]
    assert sum(path.stat().st_size for path in files) < 1_000_000
    assert words.index.str.len().max() < 20  # the longest term of the lists
    assert not words.index.str.contains("[0-9]").any()


def left_out():
    """Yield for each draw the places of the reports left out, and of the others."""
    draw = np.random.default_rng(20251125)
    for _ in range(DRAWS):
        order = draw.permutation(50)
        yield order[:LEFT_OUT], order[LEFT_OUT:]


def held_out(row):
    """Say of a statistic how usual the moves are of reports that made no norm."""
    differences = np.array(row["differences"].split(), dtype=float)
    found = []
    for out, kept in left_out():
        made = quantiles(differences[kept]) | {"n_reports": len(kept)}
        for move in differences[out]:
            inside = made["q10"] <= move <= made["q90"]
            found.append((inside, usual(made, move)))
    return pd.DataFrame(found, columns=["inside", "usual"])


def test_a_fifth_of_theme_moves_lies_outside_the_band_of_other_reports():
    table = read_norms().table
    rows = table[table["statistic"] == "theme"]
    outside = pd.concat([held_out(row) for _, row in rows.iterrows()])["inside"]
    assert 0.15 <= 1 - outside.mean() <= 0.25


@pytest.mark.parametrize(
    ("statistic", "key"), [("class", "深化提升"), ("quantification", "")]
)
def test_what_all_reports_do_is_common_in_reports_that_made_no_norm(statistic, key):
    found = held_out(row_of(read_norms(), statistic, key))
    assert (found["usual"] == "common").mean() >= 0.85


def test_the_shipped_norm_is_what_the_program_measures_today():
    """Of three reports; if not, `make norms` writes it anew."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: real reports carry no licence to copy")
    table = read_norms().table.set_index(["statistic", "key"])["differences"]
    paths = ["gwr/2019.txt", "local/2025_anhui.txt", "local/2014_hailaer_district.txt"]
    flows = [(path, flow_of(folder / path)) for path in paths]
    found = measured_of(collect(flows, ["government"]), "government").dropna()
    for row in found.itertuples():
        known = np.array(table[row.statistic, row.key].split(), dtype=float)
        move = row.plan - row.review
        assert abs(known - move).min() <= abs(move) * 1e-4 + 1e-9, "run make norms"


# Files.


def run(capsys, monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["zhongxin", *map(str, arguments)])
    try:
        cli.main()
    except SystemExit as done:
        return done.code, capsys.readouterr().err
    return 0, capsys.readouterr().err


def test_a_norm_is_made_of_the_reports_of_a_folder(tmp_path, capsys, monkeypatch):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.txt").write_text(BOTH, "utf-8")
    (folder / "again.txt").write_text(BOTH, "utf-8")
    (folder / "b.txt").write_text(BOTH.replace("学习", "统计"), "utf-8")
    (folder / "half.txt").write_text(BOTH.partition("二、")[0], "utf-8")
    out = tmp_path / "own.csv"
    _, said = run(capsys, monkeypatch, "norms", folder, "--out", out)
    assert "again.txt: the same as" in said and "half.txt: it has not both" in said
    made = read_norms(out)
    assert made.reports["report"].tolist() == ["a", "b"]
    assert set(made.table["n_reports"]) == {2}
    own = read(folder / "a.txt", norms=out)
    assert own.norms.equals(made.table)
    assert read_words(out).loc["加强", ["review", "plan"]].tolist() == [2, 2]


def test_a_folder_without_a_report_of_both_sides_is_one_clear_line(
    tmp_path, capsys, monkeypatch
):
    code, said = run(capsys, monkeypatch, "norms", tmp_path)
    assert code == 1
    assert said == (
        f"zhongxin: {tmp_path}: no report there; name a folder that has some\n"
    )
    (tmp_path / ".hidden.txt").write_text(BOTH.partition("二、")[0], "utf-8")
    assert run(capsys, monkeypatch, "norms", tmp_path) == (code, said)
    (tmp_path / "half.txt").write_text(BOTH.partition("二、")[0], "utf-8")
    code, said = run(capsys, monkeypatch, "norms", tmp_path)
    assert code == 1 and said.endswith(
        f"zhongxin: {tmp_path}: no report there has both a review and a plan\n"
    )
    code, said = run(capsys, monkeypatch, "norms", tmp_path / "gone")
    assert code == 1 and said.count("\n") == 1 and "gone: there is no such" in said


@pytest.fixture
def copied(tmp_path):
    """Return a copy of the shipped norm that may be broken."""
    for what in ("words", "reports"):
        copy = beside(tmp_path / SHIPPED.name, what)
        copy.write_bytes(beside(SHIPPED, what).read_bytes())
    path = tmp_path / SHIPPED.name
    path.write_bytes(SHIPPED.read_bytes())
    return path


def test_a_broken_norm_is_named_by_file_line_and_column(copied):
    text = copied.read_text("utf-8-sig")
    line = text.splitlines()[3]
    cells = line.split(",")
    cells[5] = "viel"
    copied.write_text(text.replace(line, ",".join(cells)), "utf-8")
    with pytest.raises(InputError, match=re.escape(f"{copied}:4: q05 is 'viel'")):
        read_norms(copied)
    copied.write_text(text.replace("share_up", "share"), "utf-8")
    with pytest.raises(InputError, match=re.escape(f"{copied}:1: header is")):
        read_norms(copied)
    cells[5] = ""
    copied.write_text(text.replace(line, ",".join(cells)), "utf-8")
    with pytest.raises(InputError, match=re.escape(f"{copied}:4: q05 is empty")):
        read_norms(copied)


def test_a_row_with_a_cell_too_many_is_one_clear_line(copied):
    copied.write_text(copied.read_text("utf-8-sig") + "a" + ",b" * 30 + "\n", "utf-8")
    with pytest.raises(InputError, match=re.escape(str(copied))) as error:
        read_norms(copied)
    assert "\n" not in str(error.value)


def test_a_norm_without_its_words_says_what_is_missing(copied):
    beside(copied, "words").unlink()
    with pytest.raises(InputError, match=r"government_words\.csv: no such file"):
        read_words(copied)


def test_a_norm_saved_by_excel_in_gbk_is_read_all_the_same(copied):
    copied.write_bytes(copied.read_text("utf-8-sig").encode("gb18030"))
    assert read_norms(copied).table.equals(read_norms(SHIPPED).table)
