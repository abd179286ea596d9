"""Word files for tests: built part by part, with Word's own automatic numbering."""

import re
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVELS = (("一、", "chineseCounting", "%1、"), ("（一）", "chineseCounting", "（%2）"))
TYPED = re.compile("(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")


def level(at, form, text, *, start=1, extra=""):
    """Return one level of a list as XML."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{extra}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(document, levels, *, name=90, numbers=({},)):
    """Define a list and its numbers; return the numbers' ids.

    `numbers` gives for each number the levels it starts anew, and where.
    """
    root = document.part.numbering_part.element
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{"".join(levels)}'
    root.insert(0, parse_xml(xml + "</w:abstractNum>"))
    for at, starts in enumerate(numbers, start=name * 10):
        over = "".join(
            f'<w:lvlOverride w:ilvl="{deep}"><w:startOverride w:val="{value}"/>'
            "</w:lvlOverride>"
            for deep, value in starts.items()
        )
        xml = f'<w:num {nsdecls("w")} w:numId="{at}"><w:abstractNumId w:val="{name}"/>'
        root.append(parse_xml(xml + over + "</w:num>"))
    return [name * 10 + at for at in range(len(numbers))]


def numbered(document, text, number, at=0):
    """Add a paragraph that Word numbers."""
    paragraph = document.add_paragraph(text)
    said = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(said + "</w:numPr>"))
    return paragraph


def raw(document, xml):
    """Add elements to the body as they are written."""
    wrapped = f'<w:x {nsdecls("w")} xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:v="{V}">'
    body = document.element.body
    for element in parse_xml(wrapped + xml + "</w:x>"):
        body.insert(len(body) - 1, element)


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
V = "urn:schemas-microsoft-com:vml"


def report_as_word(text, path):
    """Save a report whose 一、 and （一） are Word's numbers, not typed."""
    document = docx.Document()
    levels = [level(at, form, said) for at, (_, form, said) in enumerate(LEVELS)]
    (number,) = lists(document, levels)
    for line in text.split("\n"):
        if said := TYPED.match(line):
            at = 1 if said[0].startswith("（") else 0
            numbered(document, line[said.end() :], number, at)
        else:
            document.add_paragraph(line)
    document.save(path)
    return path


def zipped(path, parts):
    """Save a zip archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
