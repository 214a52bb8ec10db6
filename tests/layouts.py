"""One report told in the many layouts that forces, auditors and councils use: none is real."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import docx as word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)


@dataclass(frozen=True)
class Head:
    """A heading."""

    text: str
    level: int
    number: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """A bulleted list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first of them the head."""

    rows: tuple[tuple[str, ...], ...]


Part = Head | Para | Points | Table
Told = list[tuple[tuple[str, ...], list[str]]]
"""Heading path and blocks of each section that holds words."""

TITLE = "Review of custody arrangements in Northmoor"
STORY: tuple[Part, ...] = (
    Head("Summary of the review", 1, "1"),
    Para(
        "We looked at how detained people are received, looked after and released, and at who "
        "answers for them through the night. Most of what we saw was done with care, but the "
        "records that should show it were often thin."
    ),
    Para(
        "The force has three suites with sixty cells between them. It closed a fourth in the "
        "spring of last year and moved its staff to the remaining three."
    ),
    Head("What works well", 2, "1.1"),
    Para("Detained people told us that they were treated fairly. In particular we found:"),
    Points((
        "a nurse on every shift, with access to the medical records of the region;",
        "meals that suit the diets which people had asked for when they arrived; and",
        "a quiet room for children, with staff who had been trained to use it.",
    )),
    Para("Inspectors check each of these once a week and write down what they have seen."),
    Head("What needs attention", 2, "1.2"),
    Para(
        "Reviews of detention were late in eleven of the forty cases that we read. No reason was "
        "written down in seven of them, and supervisors had not asked for one."
    ),
    Head("Staffing at night", 3, "1.2.1"),
    Para(
        "Two of the suites are run by one sergeant from midnight until six. That sergeant also "
        "answers for the front desk, which cannot be left while somebody is waiting there."
    ),
    Head("Results by suite", 1, "2"),
    Para("The table shows what we counted on our visits in May and how it compares with the plan."),
    Table((
        ("Suite", "Cells", "Late reviews", "Comment"),
        ("Harbour Street", "24", "6", "Night cover was thin"),
        ("Old Mill", "20", "", "No visit was made in May"),
        ("Castle Road", "16", "5", "Records kept on paper only"),
    )),
    Para("The force will count again in the autumn and tell the commissioner what it finds."),
    Head("What should happen next", 1, "3"),
    Para(
        "The chief constable should publish a plan by the end of March that says how nights will "
        "be staffed, and who will check that reviews are made on time."
    ),
    Head("How we did this work", 1, "4"),
    Para(
        "Three inspectors spent two days in each suite. They read forty records, chosen by chance "
        "from those of the year, and spoke with sixty people, of whom nine were detained at the time."
    ),
)  # fmt: skip


def expected(story: Sequence[Part], *, numbered: bool = False, join: str = " ") -> Told:
    """The sections that a reader should make of a story."""
    found: Told = [((), [])]
    path: tuple[str, ...] = ()
    for part in story:
        if isinstance(part, Head):
            name = f"{part.number}{join}{part.text}" if numbered and part.number else part.text
            path = (*path[: part.level - 1], name)
            found.append((path, []))
        else:
            found[-1][1].extend(_texts(part))
    return [(path, blocks) for path, blocks in found if blocks]


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Para):
        yield part.text
    elif isinstance(part, Points):
        yield from part.texts
    elif isinstance(part, Table):
        yield from ("\t".join(row) for row in part.rows)


@dataclass(frozen=True)
class Type:
    """How a heading is set."""

    size: float
    bold: bool = True
    italic: bool = False
    caps: bool = False
    underline: bool = False
    colour: str = "#000000"
    back: str = ""
    centred: bool = False


@dataclass(frozen=True)
class Look:
    """How a PDF is set."""

    heads: Mapping[int, Type]
    body: float = 11
    family: str = "Helvetica"
    numbered: bool = False
    """Whether headings carry their numbers."""
    numbered_text: bool = False
    """Whether paragraphs carry numbers, as councils' do."""
    justified: bool = False
    columns: int = 1
    wide: bool = False
    """Slides: a landscape page for each heading."""
    top: str = ""
    foot: str = "{page}"
    ruling: str = "GRID"
    bold_head: bool = True
    title: bool = True


_FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
}

PDF_LOOKS = {
    "word, blue headings of plain weight": Look(
        {1: Type(16, bold=False, colour="#2F5496"), 2: Type(13, bold=False, colour="#2F5496"),
         3: Type(12, bold=False, colour="#1F3763")}, foot="Page {page} of 3"),
    "latex article": Look(
        {1: Type(14.3), 2: Type(12), 3: Type(10)}, body=10, family="Times", numbered=True,
        justified=True, ruling="LINEBELOW"),
    "browser print": Look(
        {1: Type(24), 2: Type(18), 3: Type(14)}, body=12, family="Times",
        top="21/11/2026, 10:04      Review of custody", foot="https://northmoor.example/r     {page}/3"),
    "capitals and bold of one size": Look(
        {1: Type(11, caps=True), 2: Type(11), 3: Type(11, italic=True)}),
    "numbers and bold of one size": Look({n: Type(11) for n in (1, 2, 3)}, numbered=True),
    "council report with numbered paragraphs": Look(
        {1: Type(12, caps=True), 2: Type(12), 3: Type(12, italic=True)}, body=12,
        numbered_text=True, foot="Agenda item 7 - page {page}"),
    "two columns with headings in them": Look(
        {1: Type(15), 2: Type(12.5), 3: Type(11, italic=True)}, body=9.5, columns=2, justified=True),
    "slides": Look({1: Type(30), 2: Type(26), 3: Type(22)}, body=16, wide=True),
    "large print": Look({1: Type(22), 2: Type(19), 3: Type(17)}, body=16),
    "underlined headings": Look(
        {1: Type(11, caps=True, bold=True, underline=True), 2: Type(11, underline=True),
         3: Type(11, bold=False, italic=True, underline=True)}),
    "white on coloured bands": Look(
        {1: Type(14, colour="#FFFFFF", back="#003366"), 2: Type(12, colour="#003366"),
         3: Type(11, colour="#666666")}),
    "centred headings": Look(
        {1: Type(14, centred=True), 2: Type(12, centred=True), 3: Type(11, italic=True)}),
    "italic third level": Look(
        {1: Type(18), 2: Type(14), 3: Type(11, bold=False, italic=True)}),
    "small headings": Look({1: Type(12.5), 2: Type(11.5), 3: Type(10.5)}, body=10.5),
    "marked official": Look(
        {1: Type(16), 2: Type(13), 3: Type(12)}, top="OFFICIAL", foot="OFFICIAL      {page}"),
    "head row of plain weight": Look(
        {1: Type(16), 2: Type(13), 3: Type(12)}, bold_head=False),
}  # fmt: skip


def layout_pdf(path: Path, look: Look, story: Sequence[Part] = STORY) -> Path:
    """A story as a PDF of one look."""
    size = landscape(A4) if look.wide else A4
    inner = size[0] - 120

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(_FONTS[look.family][0], 8)
        canvas.drawString(60, size[1] - 30, look.top)
        canvas.drawCentredString(size[0] / 2, 26, look.foot.format(page=document.page))

    width = (inner - 24 * (look.columns - 1)) / look.columns
    frames = [
        Frame(60 + n * (width + 24), 50, width, size[1] - 110, 0, 0, 0, 0)
        for n in range(look.columns)
    ]
    document = BaseDocTemplate(str(path), pagesize=size)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furnish)])
    document.build(list(_flow(look, story, width)))
    return path


def _flow(look: Look, story: Sequence[Part], width: float) -> Iterator[Any]:
    plain, bold = _FONTS[look.family][:2]
    body = ParagraphStyle(
        "body", fontName=plain, fontSize=look.body, leading=1.25 * look.body, spaceAfter=0.7 * look.body,
        alignment=TA_JUSTIFY if look.justified else 0, leftIndent=36 if look.numbered_text else 0,
        bulletIndent=0, bulletFontName=plain, bulletFontSize=look.body,
    )  # fmt: skip
    if look.title:
        top = max(kind.size for kind in look.heads.values()) + 6
        style = ParagraphStyle("title", fontName=bold, fontSize=top, leading=1.2 * top)
        yield from (Paragraph(TITLE, style), Paragraph("14 May 2026", body), Spacer(1, 20))
    section = number = 0
    for n, part in enumerate(story):
        if isinstance(part, Head):
            section, number = (section + 1, 0) if part.level == 1 else (section, number)
            if look.wide and n:
                yield PageBreak()
            yield _heading(part, look)
        elif isinstance(part, Para):
            number += 1
            mark = f"{section}.{number}" if look.numbered_text else None
            yield Paragraph(escape(part.text), body, bulletText=mark)
        elif isinstance(part, Points):
            left = body.leftIndent + 18
            style = ParagraphStyle("point", body, leftIndent=left, bulletIndent=left - 12)
            yield from (Paragraph(escape(text), style, bulletText="•") for text in part.texts)
        else:
            yield _grid(part, look, width)
            yield Spacer(1, look.body)


def _heading(part: Head, look: Look) -> Paragraph:
    kind = look.heads[part.level]
    font = _FONTS[look.family][kind.bold + 2 * kind.italic]
    text = escape(part.text.upper() if kind.caps else part.text)
    text = f"{part.number}&nbsp;&nbsp; {text}" if look.numbered else text
    text = f"<u>{text}</u>" if kind.underline else text
    style = ParagraphStyle(
        "head", fontName=font, fontSize=kind.size, leading=1.25 * kind.size, spaceBefore=kind.size,
        spaceAfter=0.5 * kind.size, textColor=colors.HexColor(kind.colour), keepWithNext=1,
        backColor=colors.HexColor(kind.back) if kind.back else None,
        alignment=TA_CENTER if kind.centred else 0,
    )  # fmt: skip
    return Paragraph(text, style)


def _grid(part: Table, look: Look, width: float) -> LongTable:
    plain, bold = _FONTS[look.family][:2]
    size = 7 if look.columns > 1 else min(look.body, 10)
    cell = ParagraphStyle("cell", fontName=plain, fontSize=size, leading=1.2 * size)
    head = ParagraphStyle("head", cell, fontName=bold if look.bold_head else plain)
    rows = [
        [Paragraph(escape(text), cell if n else head) for text in row]
        for n, row in enumerate(part.rows)
    ]
    return LongTable(
        rows, style=TableStyle([(look.ruling, (0, 0), (-1, -1), 0.5, colors.black)]), repeatRows=1,
        colWidths=[width * share for share in (0.26, 0.14, 0.2, 0.4)][: len(part.rows[0])],
    )  # fmt: skip


def pdf_truth(look: Look, story: Sequence[Part] = STORY) -> Told:
    """What should come out of a story in a look."""
    told = [
        replace(part, text=part.text.upper())
        if isinstance(part, Head) and look.heads[part.level].caps
        else part
        for part in story
    ]
    if look.numbered_text:
        told = list(_numbered(told))
    front = [Para(TITLE), Para("14 May 2026")] if look.title else []
    return expected([*front, *told], numbered=look.numbered)


def _numbered(story: Sequence[Part]) -> Iterator[Part]:
    section = number = 0
    for part in story:
        if isinstance(part, Head):
            section, number = (section + 1, 0) if part.level == 1 else (section, number)
            yield part
        elif isinstance(part, Para):
            number += 1
            yield Para(f"{section}.{number} {part.text}")
        else:
            yield part


# Word ------------------------------------------------------------------------------------------

_NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading3"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>"""  # noqa: E501 (each level is one line)


def _new() -> Any:  # noqa: ANN401 (docx names no public type)
    return word.Document()


def _plain_heading(document: Any, part: Head, **look: Any) -> None:  # noqa: ANN401
    text = part.text.upper() if look.get("caps") and part.level == 1 else part.text
    run = document.add_paragraph().add_run(text)
    run.bold = look.get("bold", True) or None
    run.underline = look.get("underline") or None
    run.italic = (part.level == 3) or None
    if look.get("sizes"):
        run.font.size = Pt(look["sizes"][part.level])


def _styled(document: Any, part: Head) -> None:  # noqa: ANN401
    document.add_paragraph(part.text, style=f"Heading {part.level}")


def _own_style(document: Any, part: Head, *, outline: bool) -> None:  # noqa: ANN401
    name = f"Northmoor Heading {'ABC'[part.level - 1]}"
    if name not in [style.name for style in document.styles]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.bold = Pt(20 - 3 * part.level), True
        style.font.color.rgb = RGBColor(0, 51, 102)
        if outline:
            level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{part.level - 1}"/>')
            style.element.get_or_add_pPr().append(level)
    document.add_paragraph(part.text, style=name)


def _banded(document: Any, part: Head) -> None:  # noqa: ANN401
    """Top headings in a shaded table of one cell, as forms have them."""
    if part.level > 1:
        _plain_heading(document, part, sizes={2: 13, 3: 12})
        return
    cell = document.add_table(1, 1, style="Table Grid").rows[0].cells[0]
    cell.paragraphs[0].add_run(part.text.upper()).bold = True
    document.add_paragraph()


def _auto_numbered(document: Any, part: Head) -> None:  # noqa: ANN401
    numbering = document.part.numbering_part.element
    if not numbering.xpath("w:abstractNum[@w:abstractNumId='77']"):
        numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for level in (1, 2, 3):
            marks = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>'
            document.styles[f"Heading {level}"].element.get_or_add_pPr().append(parse_xml(marks))
    _styled(document, part)


def _typed_numbers(document: Any, part: Head) -> None:  # noqa: ANN401
    _plain_heading(document, replace(part, text=f"{part.number} {part.text}"))


def _caps_by_property(document: Any, part: Head) -> None:  # noqa: ANN401
    run = document.add_paragraph().add_run(part.text)
    run.bold, run.font.all_caps = True, part.level == 1 or None
    run.italic = part.level == 3 or None


DOCX_HEADS: dict[str, tuple[Callable[[Any, Head], None], str]] = {
    "heading styles": (_styled, ""),
    "heading styles numbered by word": (_auto_numbered, "numbered"),
    "bold lines of three sizes": (
        lambda d, p: _plain_heading(d, p, sizes={1: 16, 2: 13.5, 3: 12}), ""),
    "bold lines, capitals at the top": (lambda d, p: _plain_heading(d, p, caps=True), "caps"),
    "bold lines, capitals by property": (_caps_by_property, "caps"),
    "bold lines with typed numbers": (_typed_numbers, "numbered"),
    "underlined lines of plain weight": (
        lambda d, p: _plain_heading(d, p, caps=True, bold=False, underline=True), "caps"),
    "styles of its own with outline levels": (lambda d, p: _own_style(d, p, outline=True), ""),
    "styles of its own by look": (lambda d, p: _own_style(d, p, outline=False), ""),
    "top headings in shaded boxes": (_banded, "caps"),
}  # fmt: skip


def layout_docx(
    path: Path, heading: Callable[[Any, Head], None], story: Sequence[Part] = STORY
) -> Path:
    """A story as a Word document with headings of one make."""
    document = _new()
    run = document.add_paragraph().add_run(TITLE)
    run.bold, run.font.size = True, Pt(22)
    document.add_paragraph("14 May 2026")
    for part in story:
        if isinstance(part, Head):
            heading(document, part)
        elif isinstance(part, Para):
            document.add_paragraph(part.text)
        elif isinstance(part, Points):
            for text in part.texts:
                document.add_paragraph(text, style="List Bullet")
        else:
            table = document.add_table(len(part.rows), len(part.rows[0]), style="Table Grid")
            for n, (row, texts) in enumerate(zip(table.rows, part.rows, strict=True)):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.paragraphs[0].add_run(text).bold = n == 0 or None
    document.save(str(path))
    return path


def docx_truth(look: str) -> Told:
    """What should come out of the story in a Word document."""
    caps = [
        replace(p, text=p.text.upper()) if isinstance(p, Head) and p.level == 1 else p
        for p in STORY
    ]
    told = [Para(TITLE), Para("14 May 2026"), *(caps if look == "caps" else STORY)]
    return expected(told, numbered=look == "numbered")


# Web pages -------------------------------------------------------------------------------------


def _cells(part: Table, head: str = "th") -> str:
    rows = [
        "<tr>" + "".join(f"<{tag}>{escape(t)}</{tag}>" for t in row) + "</tr>"
        for n, row in enumerate(part.rows)
        for tag in ["td" if n else head]
    ]
    return "".join(rows)


def _html(story: Sequence[Part], heading: Callable[[Head], str], wrap: str = "{}") -> str:
    found = []
    for part in story:
        if isinstance(part, Head):
            found.append(heading(part))
        elif isinstance(part, Para):
            found.append(wrap.format(f"<p>{escape(part.text)}</p>"))
        elif isinstance(part, Points):
            found.append("<ul>" + "".join(f"<li>{escape(t)}</li>" for t in part.texts) + "</ul>")
        else:
            found.append(f"<table>{_cells(part)}</table>")
    return "\n".join(found)


def _accordion(part: Head) -> str:
    if part.level > 1:
        return f"<h{part.level + 1}>{part.text}</h{part.level + 1}>"
    return (
        '<div class="govuk-accordion__section"><h2 class="govuk-accordion__section-heading">'
        f'<button type="button" aria-expanded="false"><span>{part.text}</span></button></h2></div>'
    )


def _divs(part: Head) -> str:
    return f'<div class="ms-rteElement-H{part.level}" role="heading" aria-level="{part.level}">{part.text}</div>'


def _strong(part: Head) -> str:
    name = part.text.upper() if part.level == 1 else part.text
    name = f"<em>{name}</em>" if part.level == 3 else name
    return f"<p><strong>{name}</strong></p>"


def _summary(part: Head) -> str:
    if part.level > 1:
        return f"<h{part.level + 1}>{part.text}</h{part.level + 1}>"
    return f"<h2><details open><summary>{part.text}</summary></details></h2>"


def _office(part: Head) -> str:
    size = {1: 16, 2: 13, 3: 12}[part.level]
    return (
        f'<p class="MsoNormal"><b><span style="font-size:{size}.0pt;font-family:Arial">'
        f"{part.text}<o:p></o:p></span></b></p>"
    )


_SITE_TOP = """<body class="template"><a class="skip-link" href="#c">Skip to main content</a>
<div id="global-cookie-message"><p>Cookies on this site</p><button>Accept</button></div>
<header role="banner"><div class="logo">Northmoor</div><nav><ul><li><a href="/">Home</a></li>
<li><a href="/r">Reports</a></li></ul></nav></header>"""
_SITE_FOOT = """<footer class="site-footer"><p>© Crown copyright</p><ul><li>Privacy</li></ul></footer></body>"""
_WORDPRESS = """<div id="page" class="hfeed site"><div id="content" class="site-content">
<div id="primary"><article id="post-12" class="post-12 page type-page"><header class="entry-header">
<h1 class="entry-title">{title}</h1></header><div class="entry-content"><p>14 May 2026</p>{body}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li>Twitter</li></ul></div>
</div></article></div><div id="secondary" class="widget-area sidebar"><h2>Recent posts</h2><ul><li>Old news</li></ul></div>
</div></div>"""
_GOVUK = """<div class="govuk-width-container"><div class="gem-c-breadcrumbs"><ol><li>Home</li></ol></div>
<main id="c"><h1 class="gem-c-title__text">{title}</h1><p>14 May 2026</p>
<nav class="gem-c-contents-list" role="navigation"><h2>Contents</h2><ol><li><a href="#a">Summary</a></li></ol></nav>
{body}<div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes</button></div></main></div>"""
_LAYOUT_TABLE = """<table width="100%"><tr><td class="leftnav" width="160"><a href="/">Home</a><br><a href="/x">News</a></td>
<td><h1>{title}</h1><p>14 May 2026</p>{body}</td></tr></table>"""
_BARE = "<div><h1>{title}</h1><p>14 May 2026</p>{body}</div>"


def _by_h(part: Head) -> str:
    return f'<h{part.level + 1} id="h{part.number}">{part.text}</h{part.level + 1}>'


HTML_LOOKS: dict[str, tuple[str, Callable[[Head], str], str]] = {
    "wordpress": (_WORDPRESS, _by_h, ""),
    "gov.uk": (_GOVUK, _by_h, ""),
    "gov.uk accordion": (_GOVUK, _accordion, ""),
    "details and summary": (_BARE, _summary, ""),
    "headings by role": ("<div role='heading' aria-level='1'>{title}</div><p>14 May 2026</p>{body}",
                         lambda p: _divs(replace(p, level=p.level + 1)), ""),
    "laid out with tables": (_LAYOUT_TABLE, _by_h, ""),
    "bold paragraphs": ("<p>{title}</p><p>14 May 2026</p>{body}", _strong, "caps"),
    "saved from word": ("<p class=MsoNormal><b><span style='font-size:22.0pt'>{title}</span></b></p>"
                        "<p class=MsoNormal>14 May 2026</p>{body}", _office, ""),
}  # fmt: skip


def layout_html(path: Path, look: str) -> Path:
    """The story as a web page of one make."""
    page, heading, _ = HTML_LOOKS[look]
    body = page.format(title=TITLE, body=_html(STORY, heading))
    path.write_text(
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE}</title></head>"
        f"{_SITE_TOP}{body}{_SITE_FOOT}</html>",
        encoding="utf-8",
    )
    return path


# Markdown and text -----------------------------------------------------------------------------


def _wrapped(text: str, width: int, indent: str = "") -> str:
    import textwrap

    return textwrap.fill(text, width, subsequent_indent=indent) if width else text


def _lines(
    heading: Callable[[Head], str], *, width: int = 0, bullet: str = "-", piped: bool = True
) -> str:
    found = []
    for part in STORY:
        if isinstance(part, Head):
            found.append(heading(part))
        elif isinstance(part, Para):
            found.append(_wrapped(part.text, width))
        elif isinstance(part, Points):
            found.append("\n".join(_wrapped(f"{bullet} {t}", width, "  ") for t in part.texts))
        elif piped:
            rows = ["| " + " | ".join(row) + " |" for row in part.rows]
            found.append("\n".join([rows[0], "|---|---|---|---|", *rows[1:]]))
        else:
            found.append("\n".join("\t".join(row) for row in part.rows))
    return "\n\n".join(found) + "\n"


def _setext(part: Head) -> str:
    if part.level > 2:
        return f"### {part.text}"
    return f"{part.text}\n{'=-'[part.level - 1] * len(part.text)}"


def _caps_text(part: Head) -> str:
    return part.text.upper() if part.level == 1 else part.text


TEXT_LOOKS: dict[str, tuple[str, str, str]] = {
    "atx.md": (f"# {TITLE}\n\n14 May 2026\n\n"
               + _lines(lambda p: f"{'#' * (p.level + 1)} {p.text}"), "", ""),
    "setext.md": (f"---\ntitle: {TITLE}\ndate: 2026-05-14\n---\n\n" + _lines(_setext), "", "no title"),
    "bold lines.md": (f"{TITLE}\n\n14 May 2026\n\n"
                      + _lines(lambda p: f"**{_caps_text(p)}**"), "caps", "two levels"),
    "contents.md": (f"# {TITLE}\n\n14 May 2026\n\n## Contents\n\n- [Summary](#s)\n- [Results](#r)\n\n"
                    + _lines(lambda p: f"{'#' * (p.level + 1)} {p.number} {p.text}"), "numbered", ""),
    "capitals.txt": (f"{TITLE}\n\n14 May 2026\n\n"
                     + _lines(_caps_text, piped=False), "caps", "two levels"),
    "numbered.txt": (f"{TITLE}\n\n14 May 2026\n\n"
                     + _lines(lambda p: f"{p.number} {p.text}", piped=False), "numbered", ""),
    "numbered, wrapped.txt": (f"{TITLE}\n\n14 May 2026\n\n"
                              + _lines(lambda p: f"{p.number}. {p.text}", width=72, piped=False,
                                       bullet="*"), "dotted", ""),
    "underlined.txt": (f"{TITLE}\n\n14 May 2026\n\n"
                       + _lines(lambda p: f"{p.text}\n{'=-~'[p.level - 1] * len(p.text)}",
                                width=76, piped=False, bullet="•"), "", ""),
}  # fmt: skip


def text_truth(look: str, kind: str) -> Told:
    """What should come out of the story in Markdown or text."""
    front = [] if kind == "no title" else [Para(TITLE), Para("14 May 2026")]
    story = list(STORY)
    if look == "caps":
        story = [
            replace(p, text=_caps_text(p), level=min(p.level, 2) if kind else p.level)
            if isinstance(p, Head)
            else p
            for p in story
        ]
    join = ". " if look == "dotted" else " "
    return expected([*front, *story], numbered=look in {"numbered", "dotted"}, join=join)
