"""Charts by their artists: lengths, places, order, words that do not touch."""

import re
from functools import cache
from io import BytesIO
from itertools import combinations

import pandas as pd
import pypdfium2
import pytest
from conftest import bars
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import InputError
from analysis.flow import Counted
from analysis.show import charts
from analysis.show.charts.lettering import wrap
from analysis.show.style import REFERENCE, TARGET, pale, use_house_style

REVIEW = [
    "强化思想引领，夯实理论根基",
    "围绕中心大局，高质量开展宣传工作",
    "坚持守土有责，平稳做好意识形态工作",
    "弘扬主旋律，加强社会主义核心价值观建设",
    "提升专业水平，扎实做好网信舆情工作",
    "提高融合能力，推动产业繁荣发展",
    "强化责任担当，纵深推进全面从严治党",
]
PLAN = [
    "提高政治站位，持续深入学习宣传贯彻习近平新时代中国特色社会主义思想",
    "服务中心大局，为奋进新征程提供坚强思想保证",
    "守牢安全底线，大力加强意识形态领域工作",
    "增强担当作为，深化社会主义核心价值观建设",
    "擦亮奋进底色，推进改革创新发展",
    "打牢工作基础，全面加强系统党的建设",
]
THEMES = ["理论武装", "意识形态", "文明建设", "网络舆情", "文化产业", "党的建设"]
STRANGE = [
    "$x_1^2$ 与 $\\frac{1}{2}$",
    "“文化+”战略与IP孵化、CBD文旅消费空间、5G+8K超高清直播平台建设",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "一个三十个汉字的标签为了看看图上的字会不会挤在一起或被切掉一块",
    "100% {a}_b #5 & ~c \\alpha",
    "短",
]
TITLE = (
    "总结讲思想引领和正面宣传，计划讲文化产业与机制建设：意识形态工作两年都排在前三位"
)
SUBTITLE = (
    "各主题占分句的比例，2023年总结（99个分句）对2024年安排（103个分句），$a$ 与 $b$"
)
SOURCE = "某市《2023年宣传思想文化工作总结和2024年工作安排》，分句以逗号以上的标点为界"


def emphasis(labels):
    counts = [(17, 8), (12, 10), (0, 0), (9, 10), (0, 2), (5, 16)]
    rows = []
    for i, label in enumerate(labels):
        target, reference = counts[i % 6]
        target_share, reference_share = target / 103, reference / 99
        difference = target_share - reference_share
        rows.append(
            {
                "theme": f"t{i}",
                "label": label,
                "n_target": target,
                "n_reference": reference,
                "clauses_target": 103,
                "clauses_reference": 99,
                "share_target": target_share,
                "share_reference": reference_share,
                "difference": difference,
                "low": difference - 0.05,
                "high": difference + 0.05,
            }
        )
    return pd.DataFrame(rows).iloc[::-1]


def keyness(labels):
    half = len(labels) // 2
    scores = [3 - i / 4 for i in range(len(labels) - half)]
    scores += [-3 + i / 4 for i in range(half)]
    return pd.DataFrame(
        {
            "word": labels,
            "n_target": [9 if score > 0 else 1 for score in scores],
            "n_reference": [1 if score > 0 else 120 for score in scores],
            "per_10k_target": [88.2 if score > 0 else 9.8 for score in scores],
            "per_10k_reference": [10.1 if score > 0 else 1212.1 for score in scores],
            "log_ratio": scores,
            "g2": [12.34 * score for score in scores],
            "p_adj": [0.01 if abs(score) > 2.6 else 0.3 for score in scores],
        }
    )


def shares(labels, review=REVIEW, plan=PLAN):
    rows = []
    places = [("review", name) for name in review] + [("problems", "")]
    places += [("plan", name) for name in plan]
    for k, (role, section) in enumerate(places):
        for i, label in enumerate(labels):
            n = (3 * k + 5 * i) % 7 * (i % 5 != k % 5)
            rows.append((role, section, f"t{i}", label, n, 20 + k, n / (20 + k)))
    names = ["role", "section", "theme", "label", "n", "n_clauses", "share"]
    return pd.DataFrame(rows, columns=names)


def sections(labels):
    parts = [("review", "2023年工作情况", labels), ("problems", "问题与不足", [""])]
    parts += [("plan", "2024年工作安排", labels[:2])]
    rows = [
        (role, part, name, order, 7 + 3 * order, 3, 300)
        for role, part, names in parts
        for order, name in enumerate(names, 1)
    ]
    names = "role part section order n_clauses n_items n_characters".split()
    return pd.DataFrame(rows, columns=names)


def occurrences(labels):
    rows = [
        (term, (place + i) / 30, role)
        for i, term in enumerate(labels)
        for place, role in ((2, "review"), (11, "problems"), (18, "plan"))
    ]
    return pd.DataFrame(rows, columns=["term", "position", "role"])


EXTENTS = pd.DataFrame(
    [
        ("other", 0, 0.03),
        ("review", 0.03, 0.5),
        ("problems", 0.5, 0.56),
        ("plan", 0.56, 1),
    ],
    columns=["role", "start", "end"],
)


def keywords(labels):
    return pd.DataFrame({"word": labels, "n": range(2 * len(labels), 0, -2)})


def dispersion(labels):
    """Return one row per label, more of them the further down, each less even."""
    rows = [
        (label, 3 + i, i % 9 + 1, 16, i / len(labels), 0.4, i / 50)
        for i, label in enumerate(labels)
    ]
    names = "word n range parts dp_norm dp_norm_random rosengren_s".split()
    return pd.DataFrame(rows, columns=names)


CLASSES = ["启动新建", "持续推进", "深化提升", "约束整治", "保障支撑"]


def ladder(labels):
    """Return all verbs and a theme per label; the third theme has no verb at all."""
    target = [(1, 10, 8, 0, 0), (0, 1, 1, 0, 0), (0,) * 5, (0, 0, 0, 0, 4)]
    reference = [(1, 16, 4, 0, 0), (0, 6, 0, 2, 0), (0,) * 5, (0,) * 5]
    rows = []
    for i, label in enumerate(["全部", *labels]):
        sides = (target[(i - 1) % 4], reference[(i - 1) % 4])
        if i == 0:
            sides = ((7, 44, 45, 2, 6), (6, 650, 29, 2, 4))
        for name, *counts in zip(CLASSES, *sides, strict=True):
            n = [n / (sum(side) or 1) for n, side in zip(counts, sides, strict=True)]
            rows.append((f"t{i}" if i else "", label, name, *counts, *n))
    names = "theme label class n_target n_reference share_target share_reference"
    return pd.DataFrame(rows, columns=names.split())


def plot_occurrences(table, **options):
    return charts.plot_occurrences(table, EXTENTS, **options)


CHARTS = {
    "emphasis": (charts.plot_emphasis, emphasis),
    "keyness": (charts.plot_keyness, keyness),
    "theme_shares": (charts.plot_theme_shares, shares),
    "verbs": (charts.plot_verbs, keyness),
    "ladder": (charts.plot_ladder, ladder),
    "sections": (charts.plot_sections, sections),
    "occurrences": (plot_occurrences, occurrences),
    "wordcloud": (charts.plot_wordcloud, keywords),
    "dispersion": (charts.plot_dispersion, dispersion),
}
NAMED = [name for name in CHARTS if name not in {"wordcloud", "dispersion"}]
LABELS = {"themes": THEMES, "strange": STRANGE, "one": ["文化"], "headings": PLAN}

each_chart = pytest.mark.parametrize("name", CHARTS)
each_named = pytest.mark.parametrize("name", NAMED)
each_labels = pytest.mark.parametrize("labels", LABELS)


@pytest.fixture(autouse=True)
def house():
    use_house_style()


def draw(name, labels="themes", **options):
    plot, make = CHARTS[name]
    return plot(make(LABELS[labels]), **options)


def words_on(ax):
    """Return every text that is seen, with its box."""
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if text.get_visible()]
    shown = [text for text in texts if text.get_text().strip()]
    ticks = {
        id(label)
        for axis in (ax.xaxis, ax.yaxis)
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]
        for label in (tick.label1, tick.label2)
    }
    drawn = {id(tick) for tick in (*ax.get_xticklabels(), *ax.get_yticklabels())}
    seen = [text for text in shown if id(text) not in ticks or id(text) in drawn]
    return [(text, text.get_window_extent()) for text in seen]


@cache
def captioned(name, labels):
    """Return the chart with its caption, its texts and their boxes; drawn only once."""
    use_house_style()
    ax = charts.caption(draw(name, labels), TITLE, SUBTITLE, SOURCE)
    return ax, words_on(ax)


@each_chart
@each_labels
def test_labels_never_touch(name, labels):
    _, words = captioned(name, labels)
    touching = [
        (a.get_text(), b.get_text())
        for (a, one), (b, other) in combinations(words, 2)
        if one.padded(-0.5).overlaps(other.padded(-0.5))
    ]
    assert not touching


@each_chart
@each_labels
def test_nothing_is_cut_at_the_figures_edge(name, labels):
    ax, words = captioned(name, labels)
    page = ax.get_figure(root=True).bbox.padded(1)
    outside = [
        text.get_text()
        for text, box in words
        if not (page.contains(box.x0, box.y0) and page.contains(box.x1, box.y1))
    ]
    assert not outside


@each_chart
@each_labels
def test_every_character_has_a_glyph_and_no_word_becomes_a_formula(name, labels):
    ax, words = captioned(name, labels)
    ax.figure.savefig(BytesIO(), dpi=50)  # a missing glyph warns: an error
    dollars = [text for text, _ in words if "$" in text.get_text()]
    assert dollars
    assert not any(text.get_parse_math() for text in dollars)


def picture(name, kind, **metadata):
    buffer = BytesIO()
    ax = charts.caption(draw(name), TITLE, SUBTITLE, SOURCE)
    ax.figure.savefig(buffer, format=kind, metadata=metadata)
    return buffer.getvalue()


@each_chart
def test_two_runs_give_the_same_bytes(name):
    assert picture(name, "svg", Date=None) == picture(name, "svg", Date=None)


def test_two_runs_give_the_same_pdf():
    twice = [picture("sections", "pdf", CreationDate=None) for _ in range(2)]
    assert twice[0] == twice[1]


def test_the_text_of_a_pdf_can_be_searched():
    with pypdfium2.PdfDocument(picture("keyness", "pdf")) as pdf:
        page = pdf[0].get_textpage()
        text = page.get_text_range()
        page.close()
    for words in ("总结讲思想引领和正面宣传", "来源：某市", "意识形态", "9 : 1"):
        assert words in text


@each_chart
@each_labels
def test_the_table_is_left_as_it_was(name, labels):
    plot, make = CHARTS[name]
    table = make(LABELS[labels])
    before = table.copy(deep=True)
    plot(table)
    pd.testing.assert_frame_equal(table, before)


@each_chart
def test_an_empty_table_is_refused(name):
    plot, make = CHARTS[name]
    with pytest.raises(ValueError, match="nothing to draw"):
        plot(make(THEMES).head(0))


@each_chart
def test_a_chart_draws_on_the_axes_it_is_given(name):
    figure = Figure()
    left, right = figure.subplots(1, 2)
    assert draw(name, ax=right) is right
    assert not left.has_data()


@each_chart
def test_a_chart_has_no_title_and_belongs_to_no_shared_state(name):
    ax = draw(name)
    assert not ax.get_title()
    assert not hasattr(ax.figure, "number")  # pyplot would have numbered it


@each_named
def test_the_figure_grows_with_the_rows(name):
    few, many = draw(name, "one"), draw(name, "themes")
    assert many.figure.get_figheight() > few.figure.get_figheight() + 1


@each_named
def test_group_names_are_the_callers(name):
    ax = draw(name, names=("二〇二四", "二〇二三"))
    written = " ".join(text.get_text() for text, _ in words_on(ax))
    assert "二〇二四" in written
    assert "二〇二三" in written


# ── caption ──


def test_a_caption_adds_its_height_and_leaves_the_chart_its_own():
    ax = charts.plot_keyness(keyness(THEMES))
    ax.figure.draw_without_rendering()
    high, inner = ax.figure.get_figheight(), ax.get_window_extent().height
    charts.caption(ax, "题目", "副题", "出处")
    ax.figure.draw_without_rendering()
    assert ax.figure.get_figheight() > high + 0.5
    assert ax.get_window_extent().height == pytest.approx(inner, abs=2)


def test_a_second_caption_replaces_the_first():
    ax = charts.caption(charts.plot_keyness(keyness(THEMES)), TITLE, SUBTITLE, SOURCE)
    once = charts.caption(charts.plot_keyness(keyness(THEMES)), "新", "", "源")
    again = charts.caption(ax, "新", "", "源")
    assert [text.get_text() for text in again.figure.texts] == ["新", "来源：源"]
    assert again.figure.get_figheight() == pytest.approx(
        once.figure.get_figheight(), abs=0.02
    )


def test_a_caption_starts_at_the_left_edge_title_first_source_last():
    ax = charts.caption(charts.plot_keyness(keyness(THEMES)), "题", "副题", "源")
    title, subtitle, source = ax.figure.texts
    assert title.get_position()[0] == subtitle.get_position()[0] < 0.05
    assert title.get_size() > subtitle.get_size() > source.get_size()
    heights = [text.get_position()[1] for text in (title, subtitle, source)]
    assert heights == sorted(heights, reverse=True)


def test_a_title_breaks_after_a_comma_and_not_inside_a_quotation():
    title = (
        "占比变动最大的主题不是最大的主题：『新闻宣传与舆论引导』"
        "由总结的 11.8% 升至计划的 19.1%"
    )
    ax = charts.caption(charts.plot_keyness(keyness(THEMES)), title)
    lines = ax.figure.texts[0].get_text().split("\n")
    assert lines[0].endswith("：")
    assert "『新闻宣传与舆论引导』" in lines[1]


def test_a_title_does_not_break_at_a_comma_inside_a_quotation():
    title = (
        "总结和计划里，着墨最多的都是“强化思想引领，夯实理论根基”这一节（百分之十九）"
    )
    ax = charts.caption(charts.plot_keyness(keyness(THEMES)), title + "共计三十项")
    assert ax.figure.texts[0].get_text().startswith("总结和计划里，\n")


def test_a_title_wider_than_any_line_is_broken_all_the_same():
    ax = charts.plot_keyness(keyness(THEMES))
    charts.caption(ax, "W" * 90, "《" + "长" * 150 + "》")
    limit = ax.figure.bbox.width
    assert all(text.get_window_extent().width < limit for text in ax.figure.texts)


# ── what each chart draws ──


def test_keyness_bars_are_as_long_as_the_log_ratio():
    table = keyness(THEMES)
    ax = charts.plot_keyness(table)
    assert [bar.width for bar in bars(ax)] == [3, 2.75, 2.5, -2.5, -2.75, -3]
    assert [bar.colour for bar in bars(ax)] == [TARGET] * 3 + [REFERENCE] * 3


def test_keyness_shows_the_first_words_of_each_side_in_table_order():
    table = keyness(THEMES).iloc[[2, 0, 1, 5, 4, 3]]
    ax = charts.plot_keyness(table, top=1)
    assert [bar.width for bar in bars(ax)] == [2.5, -2.5]


def test_keyness_writes_target_before_reference():
    written = [text.get_text() for text, _ in words_on(draw("keyness"))]
    assert written.count("9 : 1") == 3
    assert written.count("1 : 120") == 3


def test_keyness_without_differences_is_refused():
    table = keyness(THEMES).assign(log_ratio=0.0)
    with pytest.raises(ValueError, match="log_ratio"):
        charts.plot_keyness(table)


def test_keyness_names_only_the_side_that_has_words():
    ax = charts.plot_keyness(keyness(["文化"]))
    written = " ".join(text.get_text() for text, _ in words_on(ax))
    assert "计划更多" in written
    assert "总结更多" not in written


def test_emphasis_dots_stand_at_the_shares_sorted_by_difference():
    table = emphasis(THEMES)
    ax = charts.plot_emphasis(table)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    ordered = table.sort_values("difference", ascending=False, kind="stable")
    assert labels == ordered["label"].tolist()
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    ends = {line.get_color(): line.get_xdata().tolist() for line in dots}
    assert ends[TARGET] == ordered["share_target"].tolist()
    assert ends[REFERENCE] == ordered["share_reference"].tolist()


def test_emphasis_writes_both_counts_and_the_difference_in_the_colour_of_more():
    ax = draw("emphasis")
    looks = {text.get_text(): text.get_color() for text, _ in words_on(ax)}
    assert looks["+8.4"] == TARGET and "8/99 → 17/103" in looks
    (lines,) = ax.collections
    first, *_, last = (tuple(colour) for colour in lines.get_colors())
    assert (first, last) == (to_rgba(TARGET), to_rgba(REFERENCE))


def test_no_chart_speaks_of_chance(flow):
    """A busy superior reads what the text says; how sure one is, the methods say."""
    chance = re.compile("区间|自助|校正|p ?[=<]|看不出|样本不足")
    said = []
    for name in charts.drawable(flow):
        figure = charts.chart(flow, name)
        texts = [text.get_text() for text in figure.findobj(Text)]
        said += [(name, text) for text in texts if chance.search(text)]
    assert said == []


def test_emphasis_draws_two_equal_shares_without_touching_numbers():
    table = emphasis(["文化"]).assign(share_target=0.1, share_reference=0.1)
    ax = charts.plot_emphasis(table)
    boxes = [box for text, box in words_on(ax) if text.get_text() == "10.0%"]
    assert len(boxes) == 2
    assert not boxes[0].overlaps(boxes[1])


def test_theme_shares_cells_are_the_tables():
    table = shares(THEMES)
    ax = charts.plot_theme_shares(table)
    review, plan = ax.collections
    assert review.get_array().shape == (6, 7)
    assert plan.get_array().shape == (6, 6)
    assert review.get_clim() == plan.get_clim() == (0, table["share"].max())
    labels = [label.get_text() for label in ax.get_yticklabels()]
    wanted = table[table["role"] == "plan"].pivot(
        index="label", columns="section", values="share"
    )
    assert plan.get_array().tolist() == wanted.loc[labels, PLAN].to_numpy().tolist()


def test_theme_shares_rows_fall_from_the_commonest_theme():
    table = shares(THEMES)
    ax = charts.plot_theme_shares(table)
    totals = table[table["role"] != "problems"].groupby("label")["n"].sum()
    drawn = [totals[label.get_text()] for label in ax.get_yticklabels()]
    assert drawn == sorted(totals, reverse=True)


def test_theme_shares_of_a_report_without_a_plan_is_one_block():
    ax = charts.plot_theme_shares(shares(THEMES, plan=[]))
    assert len(ax.collections) == 1


def test_theme_shares_names_what_stands_before_the_first_heading():
    ax = charts.plot_theme_shares(shares(THEMES, review=["", *REVIEW]))
    assert "（导语）" in "".join(t.get_text() for t, _ in words_on(ax)).replace(
        "\n", ""
    )


def test_verbs_are_pairs_of_bars_by_falling_sum():
    table = keyness(THEMES)
    ax = charts.plot_verbs(table, top=4)
    assert [bar.width for bar in bars(ax)] == [120, 120, 120, 1, 1, 1, 1, 9]
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [*THEMES[3:], THEMES[0]]


def test_verbs_may_share_an_index():
    table = keyness(THEMES)
    ax = charts.plot_verbs(table.set_axis([0] * len(table)), top=4)
    assert len(bars(ax)) == 8


def test_ladder_bars_are_the_shares_a_column_per_class_the_review_above():
    table = ladder(THEMES[:1])
    ax = charts.plot_ladder(table)
    drawn = bars(ax)
    review, plan = drawn[: len(table)], drawn[len(table) :]
    for side, drawn in (("reference", review), ("target", plan)):
        widths = [bar.width for bar in drawn]
        assert widths == pytest.approx(table[f"share_{side}"].tolist())
    lefts = [bar.left for bar in plan]
    assert lefts[:5] == lefts[5:] == sorted(set(lefts))
    assert all(a.left == b.left for a, b in zip(review, plan, strict=True))
    assert ax.yaxis_inverted()
    assert all(a.top < b.top for a, b in zip(review, plan, strict=True))


def test_ladder_writes_shares_only_for_all_verbs_and_leaves_zeros_empty():
    ax = charts.plot_ladder(ladder(THEMES[:1]))
    written = [text.get_text() for text, _ in words_on(ax)]
    numbers = [text for text in written if text[0].isdigit()]
    overall = ["6 (1%)", "650 (94%)", "29 (4%)", "2 (0%)", "4 (1%)"]
    overall += ["7 (7%)", "44 (42%)", "45 (43%)", "2 (2%)", "6 (6%)"]
    theme = ["1", "16", "4", "1", "10", "8"]
    assert sorted(numbers) == sorted([*overall, *theme, "691", "104", "21", "19"])


def test_ladder_is_pale_where_a_side_has_too_few_verbs():
    table = ladder(THEMES[:2])
    ax = charts.plot_ladder(table)
    *drawn, one, two, three, four, five = [bar.colour for bar in bars(ax)]
    assert {one, two, three, four, five} == {pale(TARGET).upper()}
    assert set(drawn) == {TARGET, REFERENCE}
    assert "不足 5 个" in ax.get_xlabel()
    assert "不足 5 个" not in charts.plot_ladder(table.head(10)).get_xlabel()


def test_ladder_gives_no_share_of_too_few_verbs():
    table = ladder(["文化", "意识形态"]).iloc[10:].assign(theme="", label="全部")
    written = [text.get_text() for text, _ in words_on(charts.plot_ladder(table))]
    assert "6 (75%)" in written
    assert not any("50%" in text for text in written)


def test_ladder_leaves_out_themes_without_verbs():
    ax = charts.plot_ladder(ladder(THEMES))
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["全部", *THEMES[:2], *THEMES[3:]]


def test_ladder_without_verbs_is_refused():
    table = ladder(THEMES).assign(n_target=0, n_reference=0)
    with pytest.raises(ValueError, match="no theme has a task verb"):
        charts.plot_ladder(table)


def test_ladder_of_one_theme_needs_no_row_of_all_verbs():
    ax = charts.plot_ladder(ladder(THEMES[:1]).tail(5))
    assert [label.get_text() for label in ax.get_yticklabels()] == THEMES[:1]
    assert "之和" not in ax.get_xlabel()


def test_a_ladder_of_thirteen_long_themes_has_room_for_every_number():
    labels = [f"{number}、{STRANGE[3]}" for number in range(13)]
    words = words_on(charts.plot_ladder(ladder(labels)))
    assert not any(
        one.padded(-0.5).overlaps(other.padded(-0.5))
        for (_, one), (_, other) in combinations(words, 2)
    )


def test_sections_stand_in_reading_order():
    table = sections(["强化思想引领，夯实理论根基", "围绕中心"])
    ax = charts.plot_sections(table)
    assert [bar.width for bar in bars(ax)] == table["n_clauses"].tolist()
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "强化思想引领，夯实理论根基",
        "围绕中心",
        "问题与不足",
        "强化思想引领，夯实理论根基",
        "围绕中心",
    ]
    assert ax.yaxis_inverted()
    written = [text.get_text() for text, _ in words_on(ax)]
    assert "10 分句 · 3 项 · 300 字" in written
    assert [word for word in written if word in ("总结", "问题", "计划")] == [
        "总结",
        "问题",
        "计划",
    ]


def test_occurrences_are_ticks_at_their_positions():
    table = occurrences(THEMES)
    ax = plot_occurrences(table)
    ticks = sorted(
        (round(segment[:, 1].mean()), segment[0, 0])
        for lines in ax.collections
        for segment in lines.get_segments()
    )
    wanted = [(THEMES.index(row.term), row.position) for row in table.itertuples()]
    assert ticks == sorted(wanted)
    assert [label.get_text() for label in ax.get_yticklabels()] == THEMES
    assert ax.get_xlim() == (0, 1)


def test_occurrences_need_no_background():
    ax = charts.plot_occurrences(occurrences(THEMES))
    assert not ax.patches


def test_a_stretch_too_narrow_for_its_name_goes_without():
    narrow = EXTENTS.assign(end=[0.03, 0.5, 0.51, 1])
    ax = charts.plot_occurrences(occurrences(THEMES), narrow)
    assert "问题" not in [text.get_text() for text, _ in words_on(ax)]


def test_a_word_clouds_sizes_follow_the_counts():
    ax = draw("wordcloud")
    sizes = [text.get_size() for text in ax.texts]
    assert [text.get_text() for text in ax.texts] == THEMES
    assert sizes == sorted(sizes, reverse=True)


def test_dispersion_dots_stand_at_dp_norm_the_most_even_at_the_top():
    table = dispersion(THEMES).iloc[::-1]
    ax = charts.plot_dispersion(table, top=4)
    assert [label.get_text() for label in ax.get_yticklabels()] == THEMES[2:]
    assert ax.yaxis_inverted()
    ticks, dots = ax.lines
    assert dots.get_xdata().tolist() == table["dp_norm"][::-1].tolist()[2:]
    assert ticks.get_xdata().tolist() == [0.4] * 4
    written = [text.get_text() for text, _ in words_on(ax)]
    assert [text for text in written if "/" in text and len(text) < 8] == [
        "3/16",
        "4/16",
        "5/16",
        "6/16",
    ]
    assert {"5", "6", "7", "8"} <= set(written)


def test_dispersion_grows_with_the_rows():
    few, many = draw("dispersion", "one"), draw("dispersion", "themes")
    assert many.figure.get_figheight() > few.figure.get_figheight() + 1


def test_dispersion_in_one_part_is_refused():
    table = dispersion(THEMES).assign(dp_norm=float("nan"))
    with pytest.raises(ValueError, match="takes two parts"):
        charts.plot_dispersion(table)


# ── a chart of a flow ──


def test_where_there_is_nothing_to_draw_a_notebook_says_so(flow, monkeypatch):
    assert isinstance(charts.chart(flow, "sections", otherwise="无图"), Figure)
    monkeypatch.setitem(flow._counted, "coverage", Counted(flow.coverage.head(0), None))
    with pytest.raises(InputError, match="nothing to draw in coverage"):
        charts.chart(flow, "coverage")
    said = charts.chart(flow, "coverage", otherwise="没有单列问题。")
    assert said == said._repr_markdown_() == "没有单列问题。"


def test_three_lines_part_behind_stops_where_they_can():
    text = "思想引领占比最大，其次是网信舆情，再次是文化文旅"
    assert wrap(text, 90, 10) == [
        "思想引领占比最大，",
        "其次是网信舆情，",
        "再次是文化文旅",
    ]
    assert wrap("一二三四五六七八九十一二三四五六七八", 80, 10) == [
        "一二三四五六",
        "七八九十一二",
        "三四五六七八",
    ]
