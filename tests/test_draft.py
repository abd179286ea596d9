"""A draft is remarked on where its writer should look, and nowhere else."""

import json
from itertools import pairwise
from zipfile import ZipFile

import docx
import pandas as pd
import pytest
from conftest import REPORT, ROOT, SHARED
from docx.oxml.ns import qn

from analysis import InputError
from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.say.draft import KINDS
from analysis.say.draft.text import comment_of, remark_records, remark_text
from analysis.schema import value_labels
from analysis.show.export.comments import check_copy, write_comments

DRAFT = """某市委宣传部2023年工作总结和2024年工作计划
一、2023年工作情况
（一）强化理论武装。开展理论宣讲320场，覆盖群众8万人次。
（二）繁荣文化事业。举办惠民演出150场，新建城市书房3个。
二、存在问题
一是理论宣讲的针对性不强。二是古籍保护力量薄弱。三是网络舆情应对不够及时。
三、2024年工作计划
（一）深化理论武装。开展宣讲350场，提高宣讲的针对性。进一步做好有关工作。
（二）守好网络阵地。健全网络舆情应对机制，开展巡查12次。
（三）繁荣文化事业。举办惠民演出180场。
"""
BEFORE = """某市委宣传部2022年工作总结和2023年工作计划
一、2022年工作情况
（一）强化理论武装。开展理论宣讲300场。
二、2023年工作计划
（一）强化理论武装。开展理论宣讲300场以上。
（二）繁荣文化事业。新建城市书房3个，新建社区影院7座，举办“百村春晚”活动。
（三）加强队伍建设。提升干部素质，完成各项工作。
"""
SECTION = "（{}）{}。{}"
WORK = "开展宣讲{n}场，举办培训{n}期，建成阵地{n}个，组织志愿服务{n}次，刊发稿件{n}篇。"


def flow_of(folder, text, name="draft", **how):
    """Return the flow of a text that is saved as a report."""
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    return Flow(read_reports([path]), **how)


def found(flow, kind):
    """Return the passages of one kind of remark."""
    rows, text = flow.remarks, flow.reports["text"].item()
    rows = rows[rows["kind"] == kind]
    return [text[row.start : row.end] for row in rows.itertuples()]


@pytest.fixture
def written(tmp_path):
    before = flow_of(tmp_path, BEFORE, "before")
    return flow_of(tmp_path, DRAFT, previous=before)


def records(flow, lang="zh"):
    return remark_records(flow.remarks, flow.reports, flow.clauses, lang=lang)


def test_a_problem_that_nothing_in_the_plan_is_near_is_unanswered(written):
    assert found(written, "unanswered") == ["古籍保护力量薄弱"]


def test_a_problem_is_answered_by_its_own_word_or_by_one_for_the_same(tmp_path):
    named = DRAFT.replace("开展巡查12次", "实施古籍保护修复工程")
    assert found(flow_of(tmp_path, named), "unanswered") == []
    field = DRAFT.replace("古籍保护力量薄弱", "有效需求不足")
    field = field.replace("开展巡查12次", "扩大内需")
    assert found(flow_of(tmp_path, field), "unanswered") == []


def test_a_problem_may_be_answered_behind_the_sections_of_the_plan(tmp_path):
    closing = (
        DRAFT + "做好来年工作，要弘扬工匠精神，推动古籍保护传承，以新作为开创新局面。\n"
    )
    assert found(flow_of(tmp_path, closing), "unanswered") == []


def test_what_only_frames_the_problems_is_none(tmp_path):
    framed = DRAFT.replace(
        "一是理论宣讲",
        "在肯定成绩的同时，我们也清醒地看到存在的困难和差距。一是理论宣讲",
    ).replace("不够及时。", "不够及时。对这些问题，我们一定高度重视，切实加以解决。")
    assert found(flow_of(tmp_path, framed), "unanswered") == ["古籍保护力量薄弱"]


def test_a_task_of_last_year_that_the_review_never_mentions_is_told(written):
    rows = written.remarks[written.remarks["kind"] == "unmentioned"]
    told = [why.split("“", 1)[1].rsplit("”", 1)[0] for why in rows["why_zh"]]
    assert sorted(told) == ["举办‘百村春晚’活动", "新建社区影院7座"]
    assert rows["why_zh"].str.contains("未找到相近文字").all()  # not: it was not done


def test_without_a_report_before_nothing_is_forgotten(tmp_path):
    assert found(flow_of(tmp_path, DRAFT), "unmentioned") == []


def test_a_goal_of_later_years_and_what_a_plan_says_of_a_law_are_not_asked_for(
    tmp_path,
):
    plan = "（二）繁荣文化事业。到2030年新建社区影院70座。《纲要》对此作了部署。"
    before = flow_of(tmp_path, BEFORE + plan.replace("（二）", "（四）"), "before")
    rows = flow_of(tmp_path, DRAFT, previous=before).remarks
    why = " ".join(rows.loc[rows["kind"] == "unmentioned", "why_zh"])
    assert "社区影院7座" in why and "70座" not in why and "纲要" not in why


def test_a_task_that_the_problems_mention_is_not_forgotten(tmp_path):
    told = DRAFT.replace("三是网络", "三是社区影院建设滞后，百村春晚未能举办。四是网络")
    before = flow_of(tmp_path, BEFORE, "before")
    assert found(flow_of(tmp_path, told, previous=before), "unmentioned") == []


@pytest.mark.parametrize(
    ("sentence", "empty"),
    [
        ("进一步做好有关工作", True),
        ("推动各项工作再上新台阶", True),
        ("认真完成上级交办的其他工作", True),
        ("切实把各项工作抓实抓好", True),
        ("稳步推进其他各项改革", True),
        ("此外，还要继续做好其他有关工作", True),
        ("各地区、各部门要高度重视，认真抓好贯彻落实", True),
        ("各级各部门要强化责任，狠抓工作落实", True),
        ("各有关单位要密切配合，切实抓好落实", True),
        ("各部门要抓好防汛工作", False),
        ("提升各级各类教育质量", False),
        ("做好防汛工作", False),
        ("加强队伍建设", False),
        ("做好有关工作，建成书房3个", False),
        ("年底前完成各项工作", False),
    ],
)
def test_a_task_is_empty_where_it_names_a_doing_and_nothing_done(
    tmp_path, sentence, empty
):
    text = DRAFT.replace("进一步做好有关工作", sentence)
    assert found(flow_of(tmp_path, text), "empty_task") == [sentence] * empty


def test_a_sentence_that_leads_up_to_others_is_no_empty_task(tmp_path):
    text = DRAFT.replace("健全网络", "狠抓工作落实。健全网络")
    text = text.replace("（二）守好网络阵地。", "（二）守好网络阵地。\n")
    assert found(flow_of(tmp_path, text), "empty_task") == ["进一步做好有关工作"]
    vague = text.replace("狠抓工作落实", "做好各项工作")
    assert found(flow_of(tmp_path, vague), "empty_task")[-1] == "做好各项工作"


def outlined(sizes):
    """Return a report whose sections of the plan have so many sentences."""
    names = ["抓好学习", "办好宣传", "建好阵地", "带好队伍", "管好网络", "搞好服务"]
    sections = [
        SECTION.format(numeral, name, "".join(WORK.format(n=10 + k) for k in range(n)))
        for numeral, name, n in zip("一二三四五六", names, sizes, strict=True)
    ]
    plan = "\n".join(sections)
    head = "某局2023年工作总结\n一、2023年工作情况\n开展培训。\n二、2024年工作计划"
    return f"{head}\n{plan}\n"


@pytest.mark.parametrize(
    ("sizes", "odd"),
    [
        ((4, 5, 4, 6, 5, 4), []),
        ((4, 5, 1, 6, 5, 4), ["建好阵地"]),
        ((4, 15, 4, 5, 5, 4), ["办好宣传"]),
        ((4, 15, 1, 5, 5, 4), []),  # no series of like sections
        ((4, 5, 4, 6, 5, 15), []),  # what stands behind the sections is in the last
    ],
)
def test_a_section_far_from_the_length_of_those_beside_it_is_told(tmp_path, sizes, odd):
    assert found(flow_of(tmp_path, outlined(sizes)), "length") == odd


def test_parts_without_sections_are_held_against_one_another(tmp_path):
    parts = [
        f"{numeral}、2024年{name}工作计划\n{WORK.format(n=12) * n}\n"
        for numeral, name, n in zip(
            "二三四五六",
            "学习 宣传 阵地 队伍 服务".split(),
            (4, 5, 1, 6, 4),
            strict=True,
        )
    ]
    text = f"某局2023年工作总结\n一、2023年工作情况\n开展培训。\n{''.join(parts)}"
    assert found(flow_of(tmp_path, text), "length") == ["2024年阵地工作计划"]


def test_a_named_work_of_last_year_is_looked_for(tmp_path):
    work = BEFORE.replace("新建社区影院7座", "启动白桦林湿地栈道修缮工程")
    flow = flow_of(tmp_path, DRAFT, previous=flow_of(tmp_path, work, "before"))
    told = " ".join(flow.remarks["why_zh"])
    assert "白桦林湿地栈道" in told
    done = DRAFT.replace("新建城市", "修缮白桦林湿地栈道，新建城市")
    flow = flow_of(tmp_path, done, previous=flow_of(tmp_path, work, "before"))
    assert "白桦林湿地栈道" not in " ".join(flow.remarks["why_zh"])


def test_remarks_stand_in_the_order_of_the_text_with_their_clause(written):
    rows = written.remarks
    assert all(one <= other for one, other in pairwise(rows["start"]))
    starts = written.clauses.set_index("clause")["start"]
    assert (rows["clause"].map(starts) == rows["start"]).all()


def test_every_kind_has_a_label_and_an_advice_in_both_languages():
    for lang in ("zh", "en"):
        for name in ("remark", "advice"):
            assert set(KINDS) <= set(value_labels(name, lang=lang))


def test_a_briefing_makes_no_remarks(written, flow, years):
    for one in (written, flow, years):
        assert "remarks" not in one.available
    assert list(flow.remarks.columns) == list(written.remarks.columns)


def test_a_record_has_place_sentence_why_and_what_to_do(written):
    one = next(r for r in records(written) if r["kind"] == "unanswered")
    assert one["section"] == "存在问题"
    assert one["paragraph"] == 6
    assert one["passage"] == "古籍保护力量薄弱"
    assert one["sentence"] == "二是古籍保护力量薄弱。"
    assert one["why"] == "“古籍保护力量”在计划和结尾各段中未找到文字相近的部署"
    assert one["advice"].startswith("在计划中补上")


def test_the_text_groups_remarks_by_section_and_names_a_place_once(written):
    lines = remark_text(records(written), "总结").splitlines()
    assert lines[0] == "起草检查《总结》：4处要看一看"
    assert lines[2] == "2023年工作情况"
    assert lines[3].startswith("  第2段「")
    assert sum(line.startswith("  第2段") for line in lines) == 1
    assert "2024年工作计划 › 深化理论武装" in lines
    assert remark_text([], "总结").splitlines()[1] == "没有发现要看一看的地方"


def test_in_english_only_what_is_quoted_is_chinese(written):
    for one in records(written, "en"):
        assert one["label"].isascii() and one["advice"].isascii()
        assert one["why"].split("“")[0].isascii()
    assert "what to do: " in remark_text(records(written, "en"), "x", lang="en")


def covered(path):
    """Return what each comment of a Word file covers, and what it says."""
    document = docx.Document(str(path))
    said = {comment.comment_id: comment.text for comment in document.comments}
    texts, open_ = {}, []
    for one in document.element.body.iter():
        number = one.get(qn("w:id"))
        if one.tag == qn("w:commentRangeStart"):
            open_.append(int(number))
        elif one.tag == qn("w:commentRangeEnd"):
            open_.remove(int(number))
        elif one.tag == qn("w:t"):
            for at in open_:
                texts[at] = texts.get(at, "") + one.text
    return [(texts[number], said[number]) for number in sorted(texts)]


def as_word(path, text):
    """Write a text as a Word file in runs of three characters, every other bold."""
    document = docx.Document()
    for line in text.splitlines():
        paragraph = document.add_paragraph()
        for n in range(0, len(line), 3):
            paragraph.add_run(line[n : n + 3]).bold = n % 2 == 0
    document.save(str(path))


def test_comments_cover_their_passages_and_nothing_else_changes(written, tmp_path):
    source, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    as_word(source, DRAFT)
    flow = Flow(read_reports([source]), previous=written.previous)
    told = records(flow)
    write_comments(copy, source, flow.reports["text"].item(), told)
    assert covered(copy) == [(one["passage"], comment_of(one)) for one in told]
    before, after = docx.Document(str(source)), docx.Document(str(copy))
    for one, other in zip(before.paragraphs, after.paragraphs, strict=True):
        marks = [
            [(character, run.bold) for run in p.runs for character in run.text]
            for p in (one, other)
        ]
        assert marks[0] == marks[1]


def test_of_any_other_file_the_copy_has_its_paragraphs(written, tmp_path):
    copy = tmp_path / "copy.docx"
    told = records(written)
    write_comments(copy, tmp_path / "draft.txt", written.reports["text"].item(), told)
    assert [p.text for p in docx.Document(str(copy)).paragraphs] == DRAFT.splitlines()
    assert [passage for passage, _ in covered(copy)] == [r["passage"] for r in told]


def test_numbers_that_word_counts_and_what_was_cleaned_away_are_no_hindrance(tmp_path):
    source, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    document = docx.Document()
    document.add_paragraph("某局2023年工作总结")
    document.add_paragraph("推进 工 作。\u200b办好\u200b教育。")
    document.add_paragraph("同样的话。")
    document.add_paragraph("同样的话。")
    document.save(str(source))
    text = "某局2023年工作总结\n一、推进工作。办好教育。\n同样的话。\n同样的话。"
    at = text.index("办好教育")
    one = {"start": at, "end": at + 4, "label": "甲", "why": "乙", "advice": "丙"}
    again = one | {"start": text.rindex("同样"), "end": len(text) - 1}
    write_comments(copy, source, text, [one, again])
    assert [said for said, _ in covered(copy)] == ["办好\u200b教育", "同样的话"]
    body = docx.Document(str(copy)).paragraphs[-1]
    assert body._element.findall(qn("w:commentRangeStart"))


def test_the_same_draft_gives_the_same_bytes(written, tmp_path):
    copies = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for copy in copies:
        text = written.reports["text"].item()
        write_comments(copy, tmp_path / "draft.txt", text, records(written))
    assert copies[0].read_bytes() == copies[1].read_bytes()
    with ZipFile(copies[0]) as file:
        assert b"w:date" not in file.read("word/comments.xml")


def test_the_draft_itself_is_never_written_over(tmp_path):
    draft = tmp_path / "draft.docx"
    as_word(draft, DRAFT)
    link = tmp_path / "link.docx"
    link.symlink_to(draft)
    for copy in (draft, link):
        with pytest.raises(InputError, match="is the draft itself"):
            check_copy(copy, [draft])
    with pytest.raises(InputError, match=r"name it FILE\.docx"):
        check_copy(tmp_path / "copy.pdf", [draft])


@pytest.mark.skipif(not SHARED.is_dir(), reason="real reports are kept outside")
@pytest.mark.parametrize("name", ["2025_anhui.docx", "2025_fujian.docx"])
def test_every_character_of_a_real_word_file_is_found_again(tmp_path, name):
    source = SHARED / "corpus" / "raw" / name
    text = read_reports([source])["text"].item()
    places = range(300, len(text) - 20, len(text) // 25)
    told = [
        {"start": at, "end": at + 11, "label": "甲", "why": "乙", "advice": ""}
        for at in places
    ]
    write_comments(tmp_path / "copy.docx", source, text, told)
    found = ["".join(said.split()) for said, _ in covered(tmp_path / "copy.docx")]
    assert found == ["".join(text[at : at + 11].split()) for at in places]


@pytest.mark.skipif(not SHARED.is_dir(), reason="real reports are kept outside")
def test_published_reports_get_few_remarks():
    folder = SHARED / "corpus"
    paths = [*sorted((folder / "gwr").glob("*.txt"))[::6], REPORT]
    paths += sorted((folder / "local").glob("2025_*.txt"))[::6]
    true = ["punctuation", "twice"]  # faults that printed texts do have
    told = [Flow(read_reports([path])).remarks["kind"] for path in paths]
    n = [(~kinds.isin(true)).sum() for kinds in told]
    assert max(n) <= 2
    assert sum(n) <= len(n) / 2


def test_the_command_says_it_for_people_and_for_programs(run, tmp_path):
    draft, before = tmp_path / "draft.txt", tmp_path / "before.txt"
    draft.write_text(DRAFT, "utf-8")
    before.write_text(BEFORE, "utf-8")
    copy = tmp_path / "copy.docx"
    done = run("check", draft, "--previous", before, "--docx", copy, check=True)
    assert "问题未见部署：" in done.stdout.decode()
    assert done.stderr.decode().strip() == str(copy)
    assert len(covered(copy)) == 4
    told = run("check", draft, "--format", "json", "--lang", "en", check=True)
    rows = pd.DataFrame(json.loads(told.stdout))
    assert rows["kind"].tolist() == ["unanswered", "empty_task"]
    assert rows["label"].iloc[0] == "problem without a measure"


def test_a_report_before_that_plans_for_another_year_is_refused(run, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, "utf-8")
    other = ROOT / "data" / "reports" / "2024-publicity.txt"
    done = run("check", draft, "--previous", other)
    assert done.returncode == 1
    assert "plans for 2025, but the draft reviews 2023" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_remark_on_the_last_words_stands_under_the_closing():
    text = "总结\n一、计划\n建学校\n再创佳绩!\n"
    starts = [text.index(word) for word in ("总结", "一、", "建", "再")]
    clauses = pd.DataFrame({"start": starts, "part": ["", "计划", "计划", ""]})
    told = pd.DataFrame({"start": [0, starts[2], starts[3]], "kind": "punctuation"})
    told = told.assign(end=told["start"] + 1, why_zh="", why_en="")
    report = pd.DataFrame({"text": [text]})
    records = remark_records(told, report, clauses.assign(section=""))
    assert [one["section"] for one in records] == ["", "计划", "结尾"]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("满足人民日益增长的美好生活需求", True),
        ("学习“三个代表”的重要思想", True),
        ("统筹推进“五位一体”总体格局", True),
        ("打造共建共享共治的社会治理格局", True),
        ("推进国家治理能力和治理体系现代化", True),
        ("深化供给侧结构改革", True),
        ("坚持以人民为中心的发展理念", True),
        ("学习习近平新时代中国特色社会主义思想", False),
        ("实现中华民族伟大复兴的中国梦", False),
        ("守住不发生系统性风险的底线", False),
        ("不断提高人民美好生活品质", False),
    ],
)
def test_a_set_form_with_another_word_is_remarked_and_a_variant_in_use_is_not(
    tmp_path, said, fault
):
    flow = flow_of(tmp_path, DRAFT.replace("开展巡查12次", f"{said}，开展巡查12次"))
    assert bool(found(flow, "formulation")) == fault


def test_a_thing_of_everyday_life_must_be_named_in_the_plan(tmp_path):
    text = DRAFT.replace("古籍保护力量薄弱", "老城区停车难")
    plan = text.replace("开展巡查12次", "推进城市更新")
    assert found(flow_of(tmp_path, plan), "unanswered") == ["老城区停车难"]
    named = text.replace("开展巡查12次", "新增公共车位800个")
    assert found(flow_of(tmp_path, named), "unanswered") == []


def test_a_sentence_said_again_with_another_head_is_said_twice(tmp_path):
    text = DRAFT.replace(
        "开展巡查12次", "开展巡查12次。常态化根治欠薪，保障农民工工资支付到位"
    )
    text = text.replace(
        "惠民演出180场。", "惠民演出180场。持续根治欠薪，保障农民工工资支付到位。"
    )
    assert found(flow_of(tmp_path, text), "twice") == [
        "持续根治欠薪，保障农民工工资支付到位"
    ]


@pytest.mark.parametrize(
    "problem",
    ["瓶颈制约", "改革的力度和实效", "辐射带动力和影响力", "国际形势", "能级和水平"],
)
def test_general_words_are_no_thing_to_be_answered(tmp_path, problem):
    text = DRAFT.replace("古籍保护力量薄弱", f"{problem}不足")
    assert found(flow_of(tmp_path, text), "unanswered") == []
