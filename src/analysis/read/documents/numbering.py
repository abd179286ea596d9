"""Word's automatic numbering, which is no text in the file and has to be counted."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from analysis.read.numerals import DIGITS, FIGURES, STEMS, han, roman

BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
LEVELS = 9
# Formats whose numbers stand in Unicode one after the other, from 1 to a last one.
RUNS = {
    "decimalEnclosedCircle": (*range(0x2460, 0x2474), *range(0x3251, 0x3260)),
    "decimalEnclosedCircleChinese": (*range(0x2460, 0x2474), *range(0x3251, 0x3260)),
    "decimalEnclosedFullstop": range(0x2488, 0x249C),
    "decimalEnclosedParen": range(0x2474, 0x2488),
    "ideographEnclosedCircle": range(0x3280, 0x328A),
    "ideographTraditional": [ord(stem) for stem in STEMS],
    "ideographZodiac": [ord(branch) for branch in BRANCHES],
}
BULLET = "●"  # for a bullet that exists only in a symbol font


class Level(NamedTuple):
    """How one level of a list is numbered (w:lvl)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    numbers: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(
        default_factory=dict
    )
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def level_of(self, number: str, styles: list[str]) -> int | None:
        """Return the level that a list reserves for one of these styles."""
        levels = self._levels(number)
        return next((at for at, lv in levels.items() if lv.style in styles), None)

    def label(self, number: str, at: int) -> str:
        """Count one paragraph of a list and return its number as Word prints it."""
        if number not in self.numbers or not 0 <= at < LEVELS:
            return ""
        name, _, starts = self.numbers[number]
        levels = self._levels(number)
        if at not in levels:
            return ""
        counts = self.counts.setdefault(name, [None] * LEVELS)
        if number not in self.begun:
            self.begun.add(number)
            for deep in starts:  # a new list that continues an old one's format
                counts[deep] = None
        begin = {deep: starts.get(deep, lv.start) for deep, lv in levels.items()}
        counts[at] = begin[at] if counts[at] is None else counts[at] + 1
        for deep in range(at + 1, LEVELS):
            after = levels[deep].restart if deep in levels else None
            if after is None or at < after:
                counts[deep] = None
        return _print(levels, at, counts, begin)

    def _levels(self, number: str) -> dict[int, Level]:
        name, own, _ = self.numbers.get(number, ("", {}, {}))
        return {**self.lists.get(name, {}), **own}


def numeral(number: int, form: str) -> str:
    """Return a number in one of Word's formats (ECMA-376, 17.18.59 ST_NumberFormat).

    A format that is not known is printed in digits.

    Examples
    --------
    >>> [numeral(12, form) for form in ("chineseCounting", "ideographDigital")]
    ['十二', '一二']
    >>> numeral(105, "chineseCountingThousand"), numeral(28, "lowerLetter")
    ('一百零五', 'bb')
    """
    if form == "none":
        return ""
    if form in RUNS:
        run = RUNS[form]
        return chr(run[number - 1]) if 0 < number <= len(run) else str(number)
    write = FORMS.get(form)
    return write(number) if write and number > 0 else str(number)


def read_numbering(root: etree._Element | None, linked: dict[str, str]) -> Numbering:
    """Return the lists that a document defines (its numbering.xml).

    Parameters
    ----------
    root
        The part's root element; None for a document without lists.
    linked
        For each numbering style the number of the list it stands for.
    """
    found = Numbering()
    if root is None:
        return found
    links = {}
    for element in root.iterchildren("{*}abstractNum"):
        name = attribute(element, "abstractNumId")
        found.lists[name] = _read_levels(element)
        if link := value(element, "numStyleLink"):
            links[name] = link
    for element in root.iterchildren("{*}num"):
        number = attribute(element, "numId")
        own, starts = {}, {}
        for over in element.iterchildren("{*}lvlOverride"):
            at = whole(attribute(over, "ilvl"), 0)
            if start := value(over, "startOverride"):
                starts[at] = whole(start, 1)
            own |= _read_levels(over)
        found.numbers[number] = (value(element, "abstractNumId"), own, starts)
    for name, style in links.items():
        other = found.numbers.get(linked.get(style, ""), ("", {}, {}))[0]
        found.lists[name] = found.lists.get(other, {})
    return found


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute whatever its namespace; '' where it is not there."""
    for key, said in element.items():
        if key.rpartition("}")[2] == name:
            return said
    return ""


def value(element: etree._Element, name: str) -> str:
    """Return the ``val`` of a child element; '' where there is none."""
    child = element.find(f"{{*}}{name}")
    return "" if child is None else attribute(child, "val")


def is_on(element: etree._Element, name: str) -> bool:
    """Return whether a child element switches something on: there, and not off."""
    child = element.find(f"{{*}}{name}")
    off = {"0", "false", "off", "none"}
    return child is not None and attribute(child, "val") not in off


def whole(text: str, otherwise: int) -> int:
    """Return a whole number of at most nine digits, or what stands in for it."""
    sign, digits = text[:1] == "-", text.lstrip("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        return otherwise
    return -int(digits) if sign else int(digits)


def _read_levels(element: etree._Element) -> dict[int, Level]:
    levels = {}
    for one in element.iterchildren("{*}lvl"):
        form = one.find("{*}numFmt")
        if form is None:  # a newer format, with what older programs print instead
            form = one.find(".//{*}Fallback/{*}numFmt")
        restart = value(one, "lvlRestart")
        levels[whole(attribute(one, "ilvl"), 0)] = Level(
            start=whole(value(one, "start"), 0),
            form="decimal" if form is None else attribute(form, "val"),
            text=value(one, "lvlText"),
            gap=value(one, "suff") or "tab",
            restart=whole(restart, 0) if restart else None,
            legal=is_on(one, "isLgl"),
            style=value(one, "pStyle"),
        )
    return levels


def _print(
    levels: dict[int, Level],
    at: int,
    counts: list[int | None],
    begin: dict[int, int],
) -> str:
    level = levels[at]
    if level.form == "bullet":
        text = level.text.strip()
        symbol = any("\ue000" <= c <= "\uf8ff" for c in text)
        label = BULLET if symbol else text
    else:
        label = level.text
        for deep in range(at + 1):
            if f"%{deep + 1}" in label:
                count = begin.get(deep, 1) if counts[deep] is None else counts[deep]
                form = levels[deep].form if deep in levels else "decimal"
                if level.legal and form not in ("none", "bullet"):
                    form = "decimal"
                label = label.replace(f"%{deep + 1}", numeral(count, form))
        label = label.strip()
        if label.endswith("?") and label[-2:-1] > "\u2fff":  # 、 lost on its way by RTF
            label = label[:-1] + "、"
    typed = label[-1:] > "\u2fff" or "\u2460" <= label[-1:] < "\u2500"
    spaced = level.text[-1:].isspace() and level.form != "bullet"
    if not label or typed or (level.gap == "nothing" and not spaced):
        return label  # 一、 and ① stand without a gap in typed reports
    return label + " "


def _letter(number: int) -> str:
    times, at = divmod(number - 1, 26)
    return chr(65 + at) * min(times + 1, 30)


def _digital(number: int) -> str:
    return "".join(FIGURES[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    """Return 九十九 and, from 100 on, digits: 一〇五."""
    return han(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    """Return 百五: no 一 before 百 and 千, no 零."""
    said = han(number).replace("零", "")
    return said.replace("一百", "百").replace("一千", "千")


def _legal(number: int) -> str:
    table = str.maketrans(f"{DIGITS}十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    said = han(number)
    return ("壹" + said if said.startswith("十") else said).translate(table)


def _full(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


FORMS = {
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "decimalFullWidth": _full,
    "decimalFullWidth2": _full,
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
}
