"""Every way to number headings and items is read, and nothing is lost on the way."""

import docx
import pandas as pd
import pytest
from word_files import level, lists, numbered

from analysis.read.audit import outline_record
from analysis.read.documents import read_document
from analysis.read.numerals import han, number
from analysis.read.outline import parse
from analysis.read.reports import read_reports

TITLE = "青石镇2024年工作总结和2025年工作计划"
HEADS = ("2024年工作总结", "存在的问题", "2025年工作计划")
SUBHEADS = ("强化理论武装", "抓好项目建设", "加强队伍建设", "推进重点任务")


@pytest.fixture
def read(tmp_path):
    """Return a function that gives the clauses of a text as a file holds it."""

    def clauses(text, suffix=".txt"):
        path = tmp_path / f"report{suffix}"
        path.write_text(text, encoding="utf-8")
        return parse(read_reports([path]))

    return clauses


def runs(clauses, column):
    """Return the values of a column that are not empty, each once, in order."""
    return list(dict.fromkeys(value for value in clauses[column] if value))


def value(clauses, text, column):
    """Return a column's value where a clause is just this."""
    rows = clauses.loc[clauses["text"] == text, column].unique()
    assert len(rows) == 1, clauses["text"].tolist()
    return rows[0]


def numerals(pattern):
    """Return three numerals, written a|b|c."""
    return pattern.split("|") if "|" in pattern else [pattern] * 3


TOPS = [
    "一、|二、|三、",
    "一.|二.|三.",
    "一　|二　|三　",
    "一）|二）|三）",
    "〔一〕|〔二〕|〔三〕",
    "（一）|（二）|（三）",
    "(一)|(二)|(三)",
    "㈠|㈡|㈢",
    "壹、|贰、|叁、",
    "（壹）|（贰）|（叁）",
    "甲、|乙、|丙、",
    "（甲）|（乙）|（丙）",
    "第一部分 |第二部分 |第三部分 ",
    "第一章 |第二章 |第三章 ",
    "第1章 |第2章 |第3章 ",
    "第一节 |第二节 |第三节 ",
    "第一、|第二、|第三、",
    "1、|2、|3、",
    "1.|2.|3.",
    "1. |2. |3. ",
    "１．|２．|３．",
    "1 |2 |3 ",
    "1　|2　|3　",
    "1）|2）|3）",
    "（1）|（2）|（3）",
    "①|②|③",
    "⑴|⑵|⑶",
    "⒈|⒉|⒊",
    "❶|❷|❸",
    "Ⅰ. |Ⅱ. |Ⅲ. ",
    "Ⅰ、|Ⅱ、|Ⅲ、",
    "I. |II. |III. ",
    "A. |B. |C. ",
    "A、|B、|C、",
    "a.|b.|c.",
    "（A）|（B）|（C）",
    "■ ",
    "◆",
    "●",
    "★",
    "▲",
    "## ",
    "",
    "## 一、|## 二、|## 三、",
]
SECTIONS = {
    "（一）": "（二）",
    "1.1 ": "1.2 ",
    "1.1": "1.2",
    "一、": "二、",
    "### ": "### ",
}
ITEMS = {
    "1、": "2、",
    "（1）": "（2）",
    "①": "②",
    "一是": "二是",
    "A.": "B.",
    "- ": "- ",
}


@pytest.mark.parametrize("top", TOPS)
@pytest.mark.parametrize("below", [*SECTIONS, *ITEMS])
def test_headings_have_their_roles_however_they_are_numbered(read, top, below):
    one, two, three = numerals(top)
    if (
        one.strip() in (below, "⒈", "㈠", "1.", "1. ", "１．", "(一)")
        or (one and one[0] == below[0])
        or (one + below) in ("⑴（1）", "❶①")
    ):
        pytest.skip("one numbering on two levels")
    after = SECTIONS.get(below) or ITEMS[below]
    clauses = read(
        f"{TITLE}\n{one}{HEADS[0]}\n{below}{SUBHEADS[0]}。开展学习12次。\n"
        f"{after}{SUBHEADS[1]}。开工项目8个。\n{two}{HEADS[1]}\n基层力量薄弱。\n"
        f"{three}{HEADS[2]}\n{below}{SUBHEADS[2]}。举办培训班6期。\n"
        f"{after}{SUBHEADS[3]}。建成示范点3个。\n"
    )
    said = ("开展学习12次", "基层力量薄弱", "举办培训班6期", "建成示范点3个")
    roles = [value(clauses, text, "role") for text in said]
    assert roles == ["review", "problems", "plan", "plan"]
    assert runs(clauses, "part") == list(HEADS)
    if below in SECTIONS:
        assert runs(clauses, "section") == list(SUBHEADS)
    else:
        assert value(clauses, "开工项目8个", "item") == "二"


def test_headings_in_brackets_are_parts_or_sections(read):
    clauses = read(
        f"{TITLE}\n【{HEADS[0]}】\n1.强化学习。开展12次。\n【{HEADS[1]}】\n力量薄弱。\n"
        f"【{HEADS[2]}】\n1.办好培训。\n"
    )
    assert runs(clauses, "part") == list(HEADS)
    inside = read(
        "青石镇2024年工作总结\n一、主要工作情况\n【党建】学12次。\n【民生】建3个。\n"
    )
    assert runs(inside, "section") == ["党建", "民生"]
    assert value(inside, "建3个", "section") == "民生"


@pytest.mark.parametrize(
    "heading",
    [
        "项目建设提速增效",
        "项目谋划有力",
        "目标任务超额完成",
        "目录清单公布",
        "款项拨付及时",
        "款物发放到位",
    ],
)
def test_a_section_may_begin_with_a_word_of_the_law(read, heading):
    lines = [f"（一）党建引领。\n学习12次。\n（二）{heading}。建成3个。\n（三）民生。"]
    clauses = read(f"{TITLE}\n一、{HEADS[0]}\n{lines[0]}\n二、{HEADS[2]}\n办学。\n")
    assert runs(clauses, "section") == ["党建引领", heading, "民生"]
    long = (
        f"{TITLE}　一、{HEADS[0]}（一）党建引领。{'学习很好，' * 30}学完。"
        f"（二）{heading}。好。"
    )
    assert runs(read(long), "section") == ["党建引领", heading]


def test_a_broken_reference_to_a_law_opens_no_section(read):
    clauses = read(
        f"{TITLE}\n一、{HEADS[0]}\n依照条例第二十条\n（一）项规定的办法处理。\n"
    )
    assert runs(clauses, "section") == []


OPENS = [
    "3个村入选",
    "5G基站建成120座",
    "12345热线办结9件",
    "2024年新增800亩",
    "6所学校改造",
]
OPENS += ["110报警平稳", "1.5万人受益", "完成100件", "60%的村达标", "3.2亿元投资到位"]


@pytest.mark.parametrize("point", [".", "．", "、", ". "])
def test_items_may_open_with_a_number(read, point):
    lines = "\n".join(f"{n}{point}{text}。" for n, text in enumerate(OPENS, 1))
    clauses = read(f"{TITLE}\n一、{HEADS[0]}\n{lines}\n二、{HEADS[2]}\n办学。\n")
    rows = clauses[clauses["item"] != ""]
    assert rows["text"].tolist() == OPENS
    assert rows["item"].tolist() == [han(n) for n in range(1, 11)]


def test_items_that_open_with_a_number_are_found_inside_a_line(read):
    items = "1.强化学习。开展12次。2.3个村入选示范村。3.5G基站建成120座。"
    filler = "全年完成投资，取得成效，" * 10 + "很好。"
    clauses = read(f"{TITLE}\n一、{HEADS[0]}\n{filler}{items}2.3亿元到位。\n")
    assert value(clauses, "3个村入选示范村", "item") == "二"
    assert value(clauses, "5G基站建成120座", "item") == "三"
    assert value(clauses, "2.3亿元到位", "item") == "三"


@pytest.mark.parametrize(
    "line",
    [
        "3.15维权活动开展。",
        "5.12防灾减灾日宣传。",
        "12.4宪法宣传日。",
        "2.3亿元用于修路。",
        "1.5万亩农田改造。",
        "110联动。",
        "12月31日完成。",
        "2024.5.1启用。",
        "0532-88888888。",
        "10.8%的村达标。",
        "I型项目开工。",
        "A级景区3家。",
        "甲方付款。",
        "第一节课生动。",
        "壹佰元券发放。",
        "Ⅱ类水体达标。",
        "B超机到位。",
        "①型机到位。"[1:],
    ],
)
def test_numbers_and_letters_that_number_nothing_open_no_item(read, line):
    clauses = read(f"{TITLE}\n一、{HEADS[0]}\n{line}\n二、{HEADS[2]}\n办学。\n")
    assert set(clauses["item"]) == {""}
    assert runs(clauses, "part") == [HEADS[0], HEADS[2]]
    assert line.rstrip("。") in clauses["text"].tolist()


def test_an_amount_between_two_items_is_none(read):
    clauses = read(
        f"{TITLE}\n一、{HEADS[0]}\n1.修路。\n2.3亿元到位。\n2.架桥。\n3.挖井。\n"
    )
    assert value(clauses, "架桥", "item") == "二"
    assert value(clauses, "2.3亿元到位", "item") == "一"


DEEP = [
    ("1 {}\n1.1 {}\n1.1.1 {}\n1.1.2 {}\n", "1 1.1 1.1.1"),
    ("1. {}\n1.1 {}\n1.1.1 {}\n1.1.2 {}\n", "1. 1.1 1.1.1"),
    ("1. {}\n1.1. {}\n1.1.1. {}\n1.1.2. {}\n", "with points at the end"),
    ("1、{}\n1.1、{}\n1.1.1、{}\n1.1.2、{}\n", "with 、"),
    ("一、{}\n1.1 {}\n1.1.1 {}\n1.1.2 {}\n", "under 一、"),
    ("第一章 {}\n第一节 {}\n一、{}\n二、{}\n", "chapters"),
    ("壹、{}\n（壹）{}\n一、{}\n二、{}\n", "formal"),
    ("第一部分 {}\n（一）{}\n1.{}\n2.{}\n", "第一部分"),
    ("## {}\n### {}\n1. {}\n2. {}\n", "Markdown"),
    ("Ⅰ. {}\n（一）{}\n1.{}\n2.{}\n", "Roman"),
]


@pytest.mark.parametrize(
    "pattern", [p for p, _ in DEEP], ids=[name for _, name in DEEP]
)
def test_three_levels_are_parts_sections_and_items(read, pattern):
    first = pattern.format("2024年工作总结", "党建引领有力", "学习12次", "建成3个")
    second = first.translate(str.maketrans("一壹Ⅰ", "二贰Ⅱ")).replace(
        "第二节", "第一节"
    )
    second = second.replace("（二）", "（一）").replace("（贰）", "（壹）")
    second = second.replace("2024年工作总结", "2025年工作计划").replace(
        "党建引领有力", "强基"
    )
    second = (
        second.replace("\n二、", "\n一、")
        if "节" in pattern or "壹" in pattern
        else second
    )
    if pattern[0] == "1":
        second = "2" + second[1:].replace("\n1.", "\n2.")
    elif "1.1" in pattern:
        second = second.replace("\n1.", "\n2.")
    clauses = read(f"{TITLE}\n{first}{second}")
    assert runs(clauses, "part") == ["2024年工作总结", "2025年工作计划"]
    assert runs(clauses, "section") == ["党建引领有力", "强基"]
    items = clauses.loc[clauses["text"].isin(["学习12次", "建成3个"]), "item"].tolist()
    assert items[:2] == ["一", "二"]


def word_report(path, levels, rows):
    document = docx.Document()
    document.add_paragraph(TITLE)
    (here,) = lists(document, levels)
    for at, text in rows:
        numbered(document, text, here, at)
    document.save(path)
    return path


ROWS = [(0, HEADS[0]), (1, "党建引领有力"), (2, "学习12次"), (0, HEADS[1])]
ROWS += [(0, HEADS[2]), (1, "加强队伍建设")]


@pytest.mark.parametrize(
    ("forms", "texts"),
    [
        (["decimal"] * 3, ["%1 ", "%1.%2 ", "%1.%2.%3 "]),
        (["decimal"] * 3, ["%1", "%1.%2", "%1.%2.%3"]),
        (["decimal"] * 3, ["%1.", "%1.%2.", "%1.%2.%3."]),
        (
            ["chineseLegalSimplified", "chineseCounting", "decimal"],
            ["%1、", "（%2）", "%3."],
        ),
        (["upperRoman", "chineseCounting", "decimal"], ["%1.", "（%2）", "%3."]),
        (["chineseCounting", "decimal", "decimal"], ["%1、", "%1.%2", "%3)"]),
    ],
)
def test_word_lists_of_any_form_are_levels(tmp_path, forms, texts):
    levels = [
        level(at, *said) for at, said in enumerate(zip(forms, texts, strict=True))
    ]
    if forms[0] == "chineseCounting":
        levels[1] = level(1, "decimal", "%1.%2", extra="<w:isLgl/>")
    path = word_report(tmp_path / "report.docx", levels, ROWS)
    clauses = parse(read_reports([path]))
    assert runs(clauses, "part") == list(HEADS)
    assert runs(clauses, "section") == ["党建引领有力", "加强队伍建设"]
    assert value(clauses, "学习12次", "item") == "一"
    assert runs(clauses, "role") == ["other", "review", "problems", "plan"]


def test_contents_that_come_again_open_nothing(read):
    heads = [
        f"一、{HEADS[0]}",
        "（一）党建",
        "（二）民生",
        f"二、{HEADS[2]}",
        "（一）队伍",
    ]
    body = "\n".join(f"{line}\n学习12次，新增就业500人。" for line in heads)
    for contents in (
        heads,
        ["目录", *heads],
        [f"{line}\t{n}" for n, line in enumerate(heads)],
    ):
        clauses = read(f"{TITLE}\n{chr(10).join(contents)}\n{body}\n")
        assert runs(clauses, "section") == ["党建", "民生", "队伍"]
        reviewed = clauses[(clauses["text"] == "党建") & (clauses["role"] == "review")]
        assert len(reviewed) == 1


@pytest.mark.parametrize(
    "mark",
    [
        "[SEP]",
        " [SEP] ",
        "<br/>",
        "<br>",
        "<BR />",
        "\\n",
        "\\r\\n",
        "\\n\\n",
        "_x000D_\n",
        "</p><p>",
    ],
)
def test_a_break_that_a_program_left_parts_lines(read, mark):
    lines = [
        TITLE,
        f"一、{HEADS[0]}",
        "（一）党建。学习12次。",
        "（二）民生。就业500人。",
    ]
    clauses = read(mark.join([*lines, f"二、{HEADS[2]}", "（一）强基。培训6期。"]))
    assert runs(clauses, "section") == ["党建", "民生", "强基"]
    assert value(clauses, "就业500人", "role") == "review"
    assert not clauses["text"].str.contains(r"[\[\\<_]").any()


def test_tags_in_plain_text_go_and_what_they_hold_stays(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        f'<p style="text-indent:2em">{TITLE}</p>\n'
        f"<p>一、<b>{HEADS[0]}</b></p>\n增幅<5%。\n",
        encoding="utf-8",
    )
    document = read_document(path)
    assert document.text.split("\n") == [TITLE, f"一、{HEADS[0]}", "增幅<5%。"]
    assert {one.why for one in document.removals} == {"程序留下的换行代码", "网页标签"}


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_markdown_is_read_as_such_in_a_txt_too(read, suffix):
    clauses = read(
        f"# {TITLE}\n\n## {HEADS[0]}\n\n### 党建引领\n\n"
        f"- **强化学习**：开展12次。\n- 建成3个。\n\n"
        f"### 民生保障\n\n就业500人。\n\n**{HEADS[1]}**\n\n"
        f"## {HEADS[2]}\n\n> 培训6期。\n",
        suffix,
    )
    assert runs(clauses, "section") == ["党建引领", "民生保障"]
    assert value(clauses, "建成3个", "item") == "二"
    assert value(clauses, "培训6期", "role") == "plan"
    assert not clauses["text"].str.contains(r"[*#>]").any()


def test_a_txt_without_markdown_keeps_its_stars_and_signs(read):
    clauses = read("青石镇2024年工作总结\n得分=数量*0.6，#3机组投产。\n")
    assert clauses["text"].tolist()[1:] == ["得分=数量*0.6", "#3机组投产"]


def test_more_than_99_items_have_numerals(read):
    done = (
        "全年完成投资，取得明显成效，群众满意度得到提高，新增就业一千人，首次进入前列。"
        * 2
    )
    lines = "\n".join(
        f"产业{n}步伐加快。{done}" for n in ["甲乙"[k % 2] for k in range(120)]
    )
    unmarked = parse(
        pd.DataFrame({"report": ["r"], "text": [f"题\n一、2024年工作回顾\n{lines}"]})
    )
    assert runs(unmarked, "item")[-1] == "一百二十"


@pytest.mark.parametrize(
    "value_of", [1, 10, 19, 20, 99, 100, 101, 110, 999, 1000, 1010, 9999]
)
def test_numerals_are_written_and_read(value_of):
    assert number(han(value_of)) == value_of


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["一、回顾", "好。", "三、安排", "大。"],
            "jumps from “一、回顾” to “三、安排”",
        ),
        (
            ["一、回顾", "（二）民生", "好。", "二、安排", "大。"],
            "begins at “（二）民生”",
        ),
        (["一、回顾", "（一）党建", "好。", "（一）民生", "大。"], "begins anew"),
        (
            ["一、回顾", "1.学。", "2.做。", "4.改。", "二、安排", "大。"],
            "jumps from “2.做。”",
        ),
        (
            ["一、回顾", "（一）甲", "（二）乙", "（三）丙", "（二）丁", "二、安排"],
            "goes back",
        ),
    ],
)
def test_the_outline_warns_where_numbering_is_odd(tmp_path, lines, said):
    path = tmp_path / "r.txt"
    path.write_text("\n".join([TITLE, *lines]), encoding="utf-8")
    warnings = outline_record(read_reports([path]))["warnings"]
    assert any(said in warning for warning in warnings), warnings


def test_the_outline_warns_of_nothing_where_numbering_is_even(tmp_path):
    path = tmp_path / "r.txt"
    lines = ["一、2024年回顾", "（一）甲", "1.学。", "2.做。", "（二）乙", "1.改。"]
    path.write_text(
        "\n".join([TITLE, *lines, "二、2025年安排", "（一）丙"]), encoding="utf-8"
    )
    assert outline_record(read_reports([path]))["warnings"] == []
