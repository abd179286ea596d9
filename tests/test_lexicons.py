"""Every list is read with a check, and every mistake is said with file and line."""

import csv

import pytest
from conftest import ROOT

from analysis import InputError
from analysis.lexicons import COLUMNS, read_lexicon, schemes, theme_labels

HEADER = ",".join(COLUMNS["words"])
THEMES = ",".join(COLUMNS["themes"])


@pytest.fixture
def lists(tmp_path):
    def write(text, name="words", encoding="utf-8"):
        path = tmp_path / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return tmp_path

    return write


LISTS = [name for name in COLUMNS if name != "themes"]


def test_every_list_in_the_folder_is_known():
    folder = ROOT / "data" / "lexicons"
    assert {path.stem for path in folder.glob("*.csv")} == set(LISTS)
    assert {path.stem for path in (folder / "themes").glob("*.csv")} == set(schemes())


@pytest.mark.parametrize("name", [*LISTS, *(f"themes/{name}" for name in schemes())])
def test_every_list_of_the_project_is_read_row_by_row(name):
    path = ROOT / "data" / "lexicons" / f"{name}.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    head, *rows = csv.reader(x for x in lines if x and not x.startswith("#"))
    table = read_lexicon(name)
    assert len(rows) > 10
    assert table[head].to_numpy().tolist() == [[x.strip() for x in row] for row in rows]


def test_the_publicity_scheme_has_the_themes_of_the_guidelines():
    assert theme_labels("publicity") == {
        "theory": "理论武装",
        "publicity": "新闻宣传与舆论引导",
        "ideology": "意识形态",
        "values": "核心价值观与精神文明",
        "internet": "网信舆情",
        "culture": "文化文旅",
        "party": "党的建设",
        "team": "干部人才队伍",
        "safety": "安全稳定",
        "innovation": "改革创新",
    }


def test_no_stop_word_is_a_task_verb_or_a_number():
    stop = set(read_lexicon("stopwords")["word"])
    assert not stop & set(read_lexicon("task_verbs")["verb"])
    assert not [word for word in stop if any(c.isdigit() for c in word)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_list_saved_by_excel_is_read(lists, encoding):
    folder = lists(f"{HEADER}\r\n志愿服务,术语,\r\n", encoding=encoding)
    assert read_lexicon("words", folder=folder)["word"].tolist() == ["志愿服务"]


def test_comments_and_empty_lines_are_skipped_and_lines_still_counted(lists):
    folder = lists(f"# 说明\n{HEADER}\n\n志愿服务,术语,\n,术语,\n")
    with pytest.raises(InputError, match=r"words\.csv:5: word is empty"):
        read_lexicon("words", folder=folder)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("words", "", r"words\.csv:1: header is 'nothing'"),
        ("words", "词,类\n", r"words\.csv:1: header is '词,类'"),
        ("words", f"{HEADER}\n甲,术语,\n甲,术语,\n", r":3: '甲' stands on line 2"),
        ("words", f"{HEADER}\n甲,术语\n", r":2: 2 cells instead of 3"),
        (
            "task_verbs",
            "verb,class,note\n做,随便,\n",
            r":2: class is '随便'; use one of",
        ),
        (
            "task_words",
            "word,class,note\n推动,兼语,\n",
            r"task_words\.csv:2: class is '兼语'; use one of",
        ),
        (
            "themes/x",
            f"{THEMES}\na,甲,A,稳,\nb,乙,B,稳,\n",
            r":3: '稳' stands on line 2 already",
        ),
        (
            "themes/x",
            f"{THEMES}\na,甲,A,稳,\na,乙,A,进,\n",
            r":3: theme 'a' has two names",
        ),
    ],
)
def test_a_mistake_is_said_with_file_and_line(lists, name, text, said):
    with pytest.raises(InputError, match=said):
        read_lexicon(name, folder=lists(text, name))


def test_an_unknown_scheme_names_those_there_are():
    with pytest.raises(InputError, match="publicity"):
        read_lexicon("themes/nothing")


def test_every_term_of_the_segmenter_has_its_source_or_reason():
    assert (read_lexicon("words")["note"] != "").all()


def test_every_group_of_stop_words_has_a_reason():
    reasons = read_lexicon("stopwords").groupby("group")["note"]
    assert reasons.agg(lambda notes: (notes != "").any()).all()
