"""Debris of sites and programs goes, is said, and nothing else changes."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError
from analysis.read.documents import is_traditional, read_document, simplified
from analysis.read.documents.encodings import decode

SENTENCE = "坚持稳中求进工作总基调，推动各项事业全面进步。"
BODY = "\n".join(
    f"{SENTENCE}第{n}项任务如期完成。{SENTENCE}{SENTENCE}" for n in range(1, 9)
)
LAST = f"{SENTENCE}最后一段。{SENTENCE}{SENTENCE}"


@pytest.fixture
def read(tmp_path):
    """Return how a text is read: its lines, and what was removed."""

    def read(text, **options):
        path = tmp_path / "report.txt"
        path.write_text(text, encoding="utf-8")
        document = read_document(path, **options)
        return document.text.split("\n"), [one.what for one in document.removals]

    return read


@pytest.mark.parametrize(
    ("raw", "text", "removed"),
    [
        ("甲##paidbegin##乙", "甲乙", ["##paidbegin##"]),
        ("甲\u200c乙\ue004丙", "甲乙丙", ["\u200c", "\ue004"]),
        ("甲<U+00A0><U+00A0>乙", "甲 乙", ["<U+00A0><U+00A0>"]),
        ("达到5<U+2103>以上", "达到5℃以上", ["<U+2103>"]),
        ("甲&nbsp;乙", "甲 乙", ["&nbsp;"]),
        ("甲<!-- 广告 -->乙", "甲乙", ["<!-- 广告 -->"]),
        ("加固的`水库", "加固的水库", ["`"]),
        (
            "工作（文秘网http://www.x.cn省略458字，会员可阅读）……推进",
            "工作推进",
            ["（文秘网http://www.x.cn省略458字，会员可阅读）……"],
        ),
        (
            "推出典型20个。某某网(abc.COM)收集整理",
            "推出典型20个。",
            ["某某网(abc.COM)收集整理"],
        ),
        ("政 府 工 作 报 告", "政府工作报告", ["政 府 工 作 报 告"]),
        ("政\u3000府\u3000工\u3000作", "政府工作", ["政\u3000府\u3000工\u3000作"]),
        ("关于1 9 9 8 年工作的建议", "关于1998 年工作的建议", ["1 9 9 8"]),
        ("完成2 376萬立方米", "完成2376萬立方米", ["2 376"]),
        ("上线 547 人，增加", "上线 547人，增加", ["547 人"]),
    ],
)
def test_debris_within_a_line_goes(read, raw, text, removed):
    assert read(raw) == ([text], removed)


@pytest.mark.parametrize(
    "text",
    [
        "建成“四好农村路”3万公里，打造“数智工厂”5个",  # a quantity, no note
        "国发〔2023〕3号文件",
        "开通政府网站（www.xx.gov.cn），公开信息",
        "国务院总理 李克强",
        "优化结构 提升质量",
        "附件2 名词解释",
        "海拉尔区人民政府区长\u3000\u3000张天喜",
        "*区、**省、邓**理论、201*年、____年、xx县",
        "１９９７年增长８．８％，GDP达到5㎡",
        "省略号与会员服务、登录平台的办理",
        "扫一扫码上办，群众满意",
        "邗（hán）江区",
        "问题清单（一）至（三）",
        "以下是今年的重点工作：下载量增加",
        "责任编辑部的工作取得进展，来源稳定",
        "由2019年的14646元提高到16403元",
    ],
)
def test_what_belongs_to_a_report_stays(read, text):
    assert read(f"某局工作总结\n{BODY}\n{text}\n{LAST}")[0][-2] == text


def test_the_frame_of_a_page_goes(read):
    page = (
        "下载\n打印\n全屏\n【字号：\n加大\n】\n2026年某省政府工作报告\n来源：某报\n"
        f"时间：2026-02-11\n{BODY}\n相关报道：\n收藏\n|\n扫一扫在手机打开当前页\n"
        "打印本页 关闭窗口\n（责任编辑： 某某\n）"
    )
    lines, removed = read(page)
    assert lines == ["2026年某省政府工作报告", *BODY.split("\n")]
    assert len(removed) == 15


def test_words_of_the_frame_may_head_a_section(read):
    text = f"某局工作总结\n{BODY}\n收藏\n{LAST}"
    assert "收藏" in read(text)[0]


def test_preview_chunks_are_put_together_without_their_numbers(read):
    whole = SENTENCE * 30
    chunks = [whole[:301], whole[301:602], whole[602:]]
    text = "\n".join(f"{n}、{chunk}" for n, chunk in enumerate(chunks, start=1))
    assert read(text) == ([whole], ["1、", "2、", "3、"])


def test_numbered_items_are_no_preview_chunks(read):
    text = "\n".join(f"{n}、{SENTENCE * 12}" for n in range(1, 5))
    assert read(text) == (text.split("\n"), [])


def test_a_body_that_stands_more_than_once_is_read_once(read):
    for times in (2, 3, 6):
        lines, removed = read("\n".join(["工作总结", *[BODY] * times]))
        assert lines == ["工作总结", *BODY.split("\n")]
        assert 1 <= len(removed) < times
        assert all(what.startswith(SENTENCE[:20]) for what in removed)


def test_a_line_that_is_its_text_twice_is_read_once(read):
    text = "".join(BODY.split("\n"))
    assert read(text * 2)[0] == [text]


def test_a_page_number_within_a_sentence_goes(read):
    rest = "次学习日活动，党组成员带头。"
    text = f"某局工作总结\n{BODY}\n{SENTENCE * 2}坚持每周一\n\n1\n\n{rest}"
    lines, removed = read(text)
    assert lines[-1] == f"{SENTENCE * 2}坚持每周一次学习日活动，党组成员带头。"
    assert removed == ["1"]


def test_a_one_line_file_is_parted_where_its_paragraphs_begin(read):
    text = "工作报告\t各位代表：\u3000\u3000" + "\u3000\u3000".join([SENTENCE * 6] * 3)
    assert read(text)[0] == ["工作报告", "各位代表：", *[SENTENCE * 6] * 3]


def test_lines_wrapped_to_a_width_are_put_together(read):
    paragraphs = [SENTENCE * 5 + "推进改革开放。", SENTENCE * 4 + "加强学习。"] * 3
    wrapped = []
    for text in paragraphs:
        text = "\u3000\u3000" + text
        wrapped += [text[at : at + 32] for at in range(0, len(text), 32)]
    assert read("\n".join(wrapped))[0] == paragraphs


COPIED = """静江集团党委2025年度学习工作
总结
2025 年,集团党委坚持以习近平新时代中
国特色社会主义思想为指导,深入贯彻上级部署和要求,全面
落实党建工作责任制,持续推动学习制度化、规范化、
实效化,不断提升班子的执行力。
一、主要工作情况
全年组织学习 12 次,带动各支部开展研讨 30 余
场,参与党员 600 人次。"""


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_of_any_width_that_stop_within_sentences_are_put_together(read, gap):
    lines = read(COPIED.replace("\n", gap))[0]
    assert lines[0] == "静江集团党委2025年度学习工作总结"
    assert lines[2] == "一、主要工作情况"
    assert "新时代中国特色" in lines[1] and "全面落实" in lines[1]
    assert lines[3].replace(" ", "").startswith("全年组织学习12次")
    assert "研讨30余场" in lines[3].replace(" ", "")
    assert len(lines) == 4


@pytest.mark.parametrize(
    "text",
    [
        # headings with a comma stand above their text
        "强化理论武装，筑牢思想根基\n全年开展集中学习十二次，交流研讨三十余场，培训党员干部"
        "六百人次，学习制度不断健全。\n推进项目建设，增强发展后劲\n新建学校两所，新增学位"
        "五百个，入学难问题有效缓解，群众满意度明显提升。",
        # a list whose items have no stop
        "\n".join(f"开展主题教育集中学习{n}2次，培训党员干部500人次" for n in "12345"),
        "1.新建学校两所，新增学位五百个，缓解了入学难\n2.新建医院一所，新增床位三百张，"
        "缓解了看病难\n3.新建公园两处，新增绿地十公顷，改善了环境",
        "一是学习12次，\n二是培训6期。",
    ],
)
def test_lines_that_are_whole_stay_apart(read, text):
    assert read(text)[0] == text.strip().split("\n")


def test_spaces_that_wrapped_lines_left_go(read):
    text = SENTENCE.replace("。", "，") * 12
    spaced = " ".join(text[at : at + 31] for at in range(0, len(text), 31))
    lines, removed = read(spaced)
    assert lines == [text]
    assert len(removed) == spaced.count(" ") == 8


def test_what_lines_of_paper_left_goes_in_every_paragraph(read):
    long, short = SENTENCE.replace("。", "，") * 24, SENTENCE.replace("。", "，") * 3
    spaced = " ".join([long[:69], *(long[at : at + 73] for at in range(69, 900, 73))])
    lines, _ = read(f"{spaced.strip()}\n{short[:69]} {short[69:]}")
    assert lines == [long, short]


def test_spaces_that_no_width_explains_stay(read):
    text = SENTENCE.replace("。", "，") * 4 + "打响好客之乡 四季好品 商行天下名片，"
    assert read(f"{text}\n{text}\n{text}")[0] == [text] * 3


def test_numbers_of_notes_go_and_the_notes_keep_theirs(read):
    text = (
        f"{SENTENCE}推进“数智工厂”5建设，打造“四好农村路”3［1］，“数智工厂”5个建成。\n"
        "名词解释\n3.“四好农村路”：指建好、管好、护好、运营好农村公路。\n"
        "5.“数智工厂”：指数字化、智能化的工厂。"
    )
    lines, removed = read(text)
    assert lines[0] == (
        f"{SENTENCE}推进“数智工厂”建设，打造“四好农村路”，“数智工厂”5个建成。"
    )
    assert lines[2].startswith("3.“四好农村路”")
    assert removed == ["［1］", "数智工厂”5→数智工厂”", "四好农村路”3→四好农村路”"]


def test_injected_pinyin_goes_where_it_is_everywhere(read):
    text = "務(wù)實(shí)推進(jìn)工作，轉(zhuǎn)變作風(fēng)"
    assert read(text)[0] == ["務實推進工作，轉變作風"]


def test_several_reports_in_one_file_are_refused_with_their_titles(read):
    one = "\n".join(["一、工作回顾", BODY, "二、下步打算", BODY[:200]])
    other = one.replace("坚持稳中求进", "深化改革创新")
    text = f"甲局2023年工作总结\n{one}\n乙局2023年工作总结\n{other}"
    with pytest.raises(InputError, match="holds 2 reports") as error:
        read(text)
    assert "1: 甲局2023年工作总结; 2: 乙局2023年工作总结" in str(error.value)
    assert read(text, which=2)[0][0] == "乙局2023年工作总结"
    with pytest.raises(InputError, match="there is no number 3"):
        read(text, which=3)


def test_pieces_that_are_numbered_are_several_reports(read):
    other = BODY.replace("坚持稳中求进", "深化改革创新")
    with pytest.raises(InputError, match=r"1: 工作总结 篇1; 2: 工作总结 篇2"):
        read(f"工作总结（2篇）\n工作总结 篇1\n{BODY}\n工作总结 篇2\n{other}")


@pytest.mark.parametrize(
    "titles",
    [
        ("第一篇 发展环境", "第二篇 指导思想"),
        ("附件1：重点工作计划", "附件2：实事计划"),
        ("一、2023年工作总结", "二、2024年工作总结"),
    ],
)
def test_chapters_annexes_and_parts_are_no_reports_of_their_own(read, titles):
    other = BODY.replace("坚持稳中求进", "深化改革创新")
    one, two = (
        f"{t}\n一、任务\n{b}" for t, b in zip(titles, (BODY, other), strict=True)
    )
    assert len(read(f"某局工作总结\n{one}\n{two}")[0]) == 21


def test_a_review_and_a_plan_are_one_report(read):
    plan = BODY.replace("坚持", "要坚持").replace("完成", "推进")
    text = f"某局2023年工作总结\n一、回顾\n{BODY}\n2024年工作计划\n一、安排\n{plan}"
    assert len(read(text)[0]) == 20


def test_no_character_of_a_real_report_is_lost(corpus):
    """What is neither in the text nor named by a removal would be lost."""
    han, copied = re.compile("[\u4e00-\u9fff]"), []
    for path in corpus:
        document = read_document(path)
        gone = [one for one in document.removals if "空格" not in one.why]
        said = "".join(one.what for one in gone)
        if any("只留一份" in one.why for one in document.removals):
            copied.append(path.name)  # a copy is named by its ends
            continue
        raw = Counter(han.findall(decode(path.read_bytes()).text))
        kept = Counter(han.findall(document.text)) + Counter(han.findall(said))
        assert raw == kept, path
    assert copied == ["1991.txt", "ljtyduyu_1988.gbk.txt"]


def test_simplified_text_is_exactly_as_long():
    assert simplified("積極發展鄉村旅遊，後勤保障") == "积极发展乡村旅游，后勤保障"
    assert is_traditional("積極發展鄉村旅遊")
    assert not is_traditional("积极发展乡村旅游")


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)))
def test_simplifying_never_moves_a_character(text):
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)


NOTICES = [
    "网站客服：3074922707",
    "温馨提示：",
    "1. 部分文件查看预览时可能会显示错乱，文件下载后无此问题，请放心下载。",
    "2. 本文档由用户上传，版权归属用户，如果您对版权有争议请及时联系客服。",
    "3. 下载前请仔细阅读文档内容，若出现内容与标题不符可向本站投诉处理。",
    "4. 可能由于网络波动无法下载，付费完成后未能成功下载的用户请联系客服处理。",
    "【版权声明】文章来源于网络，如有侵权，请联系我们删除。",
]
REPORTED = [
    "处置来自网络的舆情信息30条，受理不良信息举报5件，回应用户关切。",
    "优化政府网站，用户免费下载表格1200份，版权登记35件。",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_what_a_site_says_of_itself_is_no_report(read, notice):
    report = ["青石镇2024年工作总结", "一、主要工作", "开展学习12次。"]
    assert read("\n".join([*report, notice])) == (report, [notice])


@pytest.mark.parametrize("line", REPORTED)
def test_a_report_may_tell_of_sites_and_their_users(read, line):
    report = ["青石镇2024年工作总结", "一、主要工作", line]
    assert read("\n".join(report)) == (report, [])
