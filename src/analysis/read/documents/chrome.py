"""Lines of a page that are no part of the report: buttons, counters, notices."""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon
from analysis.read.documents.debris import Found, Numbered
from analysis.read.documents.traditional import simplified_lines

LONG_LINE = 60  # characters; a line as long is text
LONGEST_NOTICE = 300  # characters of the longest notice; a longer line is text
EDGE_LINES = 12  # lines at each end of a file in which longer notices are looked for
LONGEST_BUTTON = 60  # characters of the longest button or label
CHROME = "网页上的按钮、栏目或说明"
CREDIT = "来源、时间、作者等署名"
NOTICE = "文库或范文网站的说明"
ELIDED = "网站只给出一部分，以下原文不全"
PAGE_DATE = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
# Wherever such a line stands it is chrome.
ANYWHERE = re.compile(
    r"【?(?:字号|字体)(?:大小)?\s*[：:].{0,30}|打印本页.{0,12}|关闭(?:本页|窗口)|加入收藏.{0,40}"
    r"|扫一扫[^。，；]{0,12}(?:手机|本页|当前页|微信|分享|关注|二维码)[^。，；]{0,14}|(?:您的?|您现在的|当前|现在)位置\s*[:：]?.{0,60}|【?E-mail推荐.{0,6}"
    r"|[(（]?责任编辑\s*[:：].{0,20}|(?:浏览|阅读|点击|访问)(?:次数|量|数)\s*[:：]?\s*\d{0,9}(?:次)?"
    r"|相关(?:报道|文档|链接|推荐|新闻|阅读|附件|稿件|文章)\s*[:：]?|设为首页.{0,10}|收藏本站"
    r"|上一[篇页条]\s*[:：]?.{0,50}|下一[篇页条]\s*[:：]?.{0,50}|分享到\s*[:：]?.{0,20}|查看详情"
    r"|下载文档.{0,20}|一键复制(?:全文)?|返回(?:顶部|列表|首页)|网站地图|版权所有.{0,40}|.{0,30}ICP备.{0,20}"
    r"|第\s?\d+\s?页\s?[/／]\s?共\s?\d+\s?页|[《》]{2}点击.{0,20}|\[?复制链接\]?|跳转到指定楼层"
    r"|Copyright.{0,50}|\|+|[<＜]!--|--[>＞]|文件下载|打印 上一主题.{0,12}|找回密码"
    r"|中文注册|开启左侧"
    r"|收藏\s?分享.{0,20}|推荐度\s*[:：]?.{0,10}|返回\s?下载.{0,20}|.{0,40}_第\d+页|索引号.{0,50}"
    r"|资源描述|文档介绍|【(?:概述|正文)】|时长\s*[:：]\s*[\d:]+更新时间.{0,24}|\|\s?[a-z]\w{1,12}"
)
# Only before the text begins or after it ends: elsewhere it may be a heading.
AT_EDGES = re.compile(
    r"下载|打印|全屏|收藏|加大|还原|减小|[】）》×>|：:]|首页|大|中|小|分享|转发|微信|微博|返回|搜索|举报|楼主"
    r"|登录|注册|专题文章|导航|要闻|.{0,6}要闻|目录导航|首页总结工作总结"
    r"|发表于 .{0,50}|admin.{0,60}|上传人\s*[:：].{0,60}|文件编号.{0,50}"
    r"|内容概述.{0,40}|[【（(]?温馨提示[】）)]?[：:]?"
    r"|\S{2,12}(?:学习网|论坛|文库|总结网)(?:\s?>.{0,50})?|.{0,20}>.{0,20}>.{0,40}"
)
CREDITS = re.compile(
    rf"(?:信息|稿件|文章)?来源\s*[:：].{{0,30}}|(?:作者|编辑|小编|审核|校对|供稿)\s*[:：].{{0,20}}"
    rf"|(?:发布|发表|更新|生成|公开|上传|成文)?(?:时间|日期)\s*[:：]?\s*{PAGE_DATE}.{{0,50}}"
    rf"|(?:总结 )?时间\s*[:：]\s*{PAGE_DATE}.{{0,10}}|{PAGE_DATE}\s+{CLOCK}"
    r"|发布(?:部门|机构|单位)\s*[:：].{0,30}"
    rf"|\S{{0,20}}网站?\s.{{0,40}}来源\s*[:：].{{0,20}}"
    rf"|(?:新华社|人民网|中新社)\S{{0,6}}\s?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日(?:电|讯)"
    rf"|[(（]\s*新华社\S{{0,4}}\s?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日(?:电|讯)\s*[)）]"
    rf"|[《(（]\s?《?\s?\S{{2,6}}日报\s?》\s?[(（]\s?{PAGE_DATE}\s?\d{{1,2}}\s?版\s?[)）]"
    rf"|\S{{0,50}}。?\S{{0,14}}记者[\s\u3000]*\S{{2,4}}(?:[\s\u3000]\S{{2,4}})?[\s\u3000]*摄"
    rf"|{PAGE_DATE}下载文档.{{0,16}}"
)
CAPTION = re.compile(r".{0,120}记者[\s\u3000]?\S{2,4}(?:\s\S{2,4})?\s?摄")
SITE = re.compile(
    r"由会员分享.{0,20}在线阅读|小编|本站|网友上传|文库|文档网|范文网|公文网|文秘|免费预览|网上搜索"
)
OFFER = re.compile(
    r"(?:供大家参考|供您参考|希望.{0,20}(?:帮助|借鉴|参考|喜欢|收获)|更多相关|上搜索|收集|整理"
    r"|不(?:保证|代表)|下载|一起来看看)"
)
PREVIEW = re.compile(r".{0,30}(?:超出免费预览范围|预览已结束|剩余.{0,10}未读).{0,40}")


def without_chrome(lines: Numbered, found: Found) -> Numbered:
    """Return the lines of the report; each line of the page around it is noted.

    Pages in Traditional characters have the same buttons: all is read as simplified.
    """
    may = [len(line) <= LONGEST_NOTICE for _, line in lines]
    plain = simplified_lines(
        [line if short else "" for short, (_, line) in zip(may, lines, strict=True)]
    )
    noticed = bool(_notices().find_matches_as_indexes("\n".join(plain)))
    long = [
        at
        for at, (_, line) in enumerate(lines)
        if len(line) >= LONG_LINE and "，" in line
    ]
    long = long or [at for at, (_, line) in enumerate(lines) if len(line) >= LONG_LINE]
    head = long[0] if long else min(EDGE_LINES, len(lines))
    tail = long[-1] if long else len(lines) - EDGE_LINES
    kept = []
    for at, (number, line) in enumerate(lines):
        why = ""
        if may[at]:
            far = at < EDGE_LINES or at >= len(lines) - EDGE_LINES
            why = _why(plain[at], at < head or at > tail, far, noticed)
        if why:
            found.append((number, line, why))
        else:
            kept.append((number, line))
    return _one_title(kept, found) if kept else kept


def _why(line: str, edge: bool, far: bool, noticed: bool) -> str:
    """Return why a line no longer than notices is chrome; '' where it is text.

    `noticed` says whether any line has what sites say of themselves.
    """
    if len(line) <= LONGEST_BUTTON + 20:
        if ANYWHERE.fullmatch(line):
            return CHROME
        if edge and AT_EDGES.fullmatch(line):
            return CHROME
        if edge and CREDITS.fullmatch(line):
            return CREDIT
        if PREVIEW.fullmatch(line):
            return ELIDED
    if noticed:
        said = len(set(_notices().find_matches_as_strings(line)))
        if said > 1 or (said and (edge or far)):
            return NOTICE
    if not far:
        return ""
    if CAPTION.fullmatch(line):
        return CREDIT
    if SITE.search(line) and OFFER.search(line):
        return NOTICE
    return ""


@cache
def _notices() -> AhoCorasick:
    """Return what finds what sites say of themselves: 网站客服, 付费完成后."""
    table = read_lexicon("zones")
    words = table.loc[table["zone"] == "notice", "cue"]
    return AhoCorasick(words.tolist(), matchkind=MatchKind.LeftmostLongest)


def _one_title(lines: Numbered, found: Found) -> Numbered:
    """Return the lines with one title: a page repeats it above the text."""
    title = lines[0][1]
    if len(title) > LONG_LINE or title.endswith(("。", "；", "，")):
        return lines
    kept = lines[:1]
    for number, line in lines[1:EDGE_LINES]:
        if line == title:
            found.append((number, line, "重复的标题"))
        else:
            kept.append((number, line))
    return kept + lines[EDGE_LINES:]
