"""Line breaks and tags that a program left in plain text: [SEP], <br/>, _x000D_."""

import re

from analysis.read.documents.debris import Found, Numbered

WHY_BREAK = "程序留下的换行代码"
WHY_TAG = "网页标签"
# What must be in a line for the patterns to be tried.
SIGNS = ("[", "\\", "_x000", "_X000", "&#", "<")
BLOCKS = (
    "p|div|br|hr|tr|li|ul|ol|dl|dt|dd|h[1-6]|table|tbody|thead|section|article"
    "|blockquote|center|pre|title|html|body|head|header|footer|main|caption"
)
INLINE = (
    "span|strong|b|i|u|em|font|a|img|sup|sub|td|th|small|big|s|del|ins|mark|label"
    "|o:p|st1:\\w{1,20}|v:\\w{1,20}|w:\\w{1,20}|ruby|rt|rb|rp|input|button|svg|col|style"
)
INSIDE = r"(?:\s[^<>\n]{0,2000})?/?"  # of a tag: its attributes
BREAK = re.compile(
    r"\[(?:SEP|CLS|PAD|EOS|BOS|BR|换行)\]|(?:\\r)?\\n(?![A-Za-z_])|\\r(?![A-Za-z])"
    r"|(?:_x000[DdAa]_)+|&#(?:1[03]|[xX]0?[AaDd]);"
    r"|</?(?:s|sep|eos|bos|pad|n|\|endoftext\|)>"
    rf"|</?(?:{BLOCKS}){INSIDE}>",
    re.IGNORECASE,
)
TAG = re.compile(rf"</?(?:{INLINE}){INSIDE}>|\\t(?![A-Za-z_])", re.IGNORECASE)


def without_markup(lines: Numbered, text: str, found: Found) -> Numbered:
    r"""Return the lines broken where a program wrote a break, and without tags.

    A piece keeps the number of its line.

    Examples
    --------
    >>> without_markup([(1, "总结[SEP]一、<b>回顾</b><br/>很好。")], "[<", [])
    [(1, '总结'), (1, '一、回顾'), (1, '很好。')]
    """
    signs = [sign for sign in SIGNS if sign in text]
    if not signs:
        return lines
    kept = []
    for number, line in lines:
        if not any(sign in line for sign in signs):
            kept.append((number, line if line.strip() else ""))
            continue
        for pattern, why in ((BREAK, WHY_BREAK), (TAG, WHY_TAG)):
            found += [(number, hit[0], why) for hit in pattern.finditer(line)]
        pieces = [TAG.sub("", piece) for piece in BREAK.split(line)]
        kept += [(number, piece) for piece in pieces if piece.strip()] or [(number, "")]
    return kept
