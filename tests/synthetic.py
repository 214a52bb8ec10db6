"""Small documents made for the tests: none is a real report."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx as word
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    TableStyle,
)

PROSE = (
    "The panel looked at how the service answers calls and found that most are picked up within "
    "the time it has set itself, though weekend cover was thinner than the plan allows for."
)
LONGER = (
    "Supervisors told us that they review every open case once a fortnight, that the review is "
    "written up in the shared log, and that anything older than ninety days goes to the board "
    "with a reason and a date by which it will be settled."
)


@dataclass(frozen=True)
class Set:
    """A line or paragraph as it is to be set."""

    text: str
    size: float = 10.5
    bold: bool = False
    bullet: bool = False
    before: float = 10
    """Points of white above it."""
    lead: str = ""
    """Bold words that it opens with."""


def pdf(
    path: Path,
    story: Sequence[Set | list[list[str]] | str],
    *,
    head: str = "",
    foot: str = "",
    ruling: str = "GRID",
) -> Path:
    """A PDF by reportlab; a list of rows is a ruled table, `page` starts a new page."""

    def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        if head:
            canvas.drawString(60, A4[1] - 32, head)
        if foot:
            canvas.drawString(60, 26, foot.format(page=document.page))

    cell = ParagraphStyle("cell", fontSize=9, leading=11)
    flow: list[Any] = []
    for part in story:
        if part == "page":
            flow.append(PageBreak())
        elif isinstance(part, Set):
            words = f"<b>{part.text}</b>" if part.bold else part.text
            words = f"<b>{part.lead}</b> {words}" if part.lead else words
            style = ParagraphStyle(
                "set", fontSize=part.size, leading=1.3 * part.size, spaceBefore=part.before,
                leftIndent=16 if part.bullet else 0, bulletIndent=4,
            )  # fmt: skip
            flow.append(Paragraph(words, style, bulletText="•" if part.bullet else None))
        else:
            rows = [[Paragraph(text, cell) for text in row] for row in part]
            grid = TableStyle([(ruling, (0, 0), (-1, -1), 0.5, colors.black)])
            flow.append(LongTable(rows, style=grid, repeatRows=1, spaceBefore=10))
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=60, rightMargin=60).build(
        flow, onFirstPage=furnish, onLaterPages=furnish
    )
    return path


def columns_pdf(path: Path, texts: Sequence[str]) -> Path:
    """A PDF page with a title across and two columns under it."""

    frames = [Frame(50, 50, 235, 600, id="left"), Frame(310, 50, 235, 600, id="right")]

    def title(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, A4[1] - 80, "Findings of the review of call handling in both regions")

    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=title)])
    style = ParagraphStyle("body", fontSize=10, leading=13, spaceAfter=8)
    document.build([Paragraph(text, style) for text in texts])
    return path


def picture_pdf(path: Path, pages: int = 1) -> Path:
    """A PDF whose pages are pictures."""

    canvas = Canvas(str(path))
    grey = io.BytesIO()
    Image.new("L", (300, 400), 200).save(grey, "PNG")
    for _ in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(grey.getvalue())), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return path


def scanned_pdf(path: Path, story: Sequence[Set]) -> Path:
    """A PDF whose page is a picture of print."""
    drawn = pdfium.PdfDocument(pdf(path.with_name("drawn.pdf"), story))
    page = drawn[0].render(scale=3, grayscale=True).to_pil()
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawInlineImage(page, 0, 0, *A4)
    canvas.save()
    return path


def part_scanned_pdf(path: Path, text: str) -> Path:
    """A PDF of three pages, the second of them a picture."""
    canvas = Canvas(str(path), pagesize=A4)
    style = ParagraphStyle("body", fontSize=11, leading=14)
    for page in range(3):
        if page == 1:
            canvas.drawInlineImage(Image.new("L", (300, 400), 200), 0, 0, *A4)
        else:
            paragraph = Paragraph(text, style)
            paragraph.wrapOn(canvas, 450, 700)
            paragraph.drawOn(canvas, 60, 700)
        canvas.showPage()
    canvas.save()
    return path


def form_pdf(path: Path, boxes: Mapping[str, bool], name: str) -> Path:
    """A PDF form with tick boxes beside their labels, and a name typed into a field."""
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 780, "Kind of visit")
    for n, (label, ticked) in enumerate(boxes.items()):
        canvas.acroForm.checkbox(name=label, checked=ticked, x=60, y=738 - 30 * n, size=14)
        canvas.drawString(80, 740 - 30 * n, label)
    canvas.drawString(60, 640, "Seen by")
    canvas.acroForm.textfield(name="name", value=name, x=110, y=636, width=200, height=16)
    canvas.save()
    return path


def turned_pdf(path: Path, turn: int, lines: Sequence[str]) -> Path:
    """A page stored on its side and shown upright."""
    canvas = Canvas(str(path), pagesize=A4)
    shift = {0: (0, 0), 90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turn]
    canvas.translate(*shift)
    canvas.rotate(turn)
    for n, line in enumerate(lines):
        canvas.drawString(60, 400 - 14 * n, line)
    canvas.setPageRotation(turn)
    canvas.save()
    return path


def docx(path: Path, story: Sequence[tuple[str, str] | list[list[str]]]) -> Path:
    """A Word document of (style, text) pairs and tables; `**bold** rest` opens in bold."""
    document = word.Document()
    for part in story:
        if isinstance(part, list):
            table = document.add_table(len(part), len(part[0]), style="Table Grid")
            for row, texts in zip(table.rows, part, strict=True):
                for place, text in zip(row.cells, texts, strict=True):
                    place.text = text
            continue
        style, text = part
        paragraph = document.add_paragraph(style=style)
        for n, words in enumerate(text.split("**")):
            paragraph.add_run(words).bold = bool(n % 2) or None
    document.save(str(path))
    return path


def html(path: Path, body: str, *, encoding: str = "utf-8", around: bool = True) -> Path:
    """A web page; `around` puts a site's navigation and foot about its body."""
    nav = "<nav><a href='/'>Home</a> <a href='/a'>About</a></nav>"
    nav += "<div class='cookie-banner'>We use cookies</div>"
    foot = "<footer>Accessibility Privacy</footer>"
    page = f"<main>{body}</main>"
    page = f"{nav}{page}{foot}" if around else page
    meta = f"<meta charset='{encoding}'>" if not encoding.startswith("utf-16") else ""
    whole = f"<!doctype html><html><head>{meta}<title>x</title></head><body>{page}</body></html>"
    path.write_bytes(whole.encode(encoding))
    return path


def with_part(old: Path, new: Path, name: str, content: bytes) -> Path:
    """A zip with the content of one of its parts changed."""
    with zipfile.ZipFile(old) as packed, zipfile.ZipFile(new, "w") as changed:
        for part in packed.infolist():
            changed.writestr(part, content if part.filename == name else packed.read(part))
    return new


def bomb(path: Path, megabytes: int = 900) -> Path:
    """A Word file whose one part unpacks to so much."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1_000_000)
    return path


def flate_bomb(path: Path, megabytes: int = 300) -> Path:
    """A PDF whose one page unpacks to so much."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S\n" * 75_000
    packed = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    numbered = (b"%d 0 obj%s endobj\n" % (n, told) for n, told in enumerate(objects, 1))
    path.write_bytes(b"%PDF-1.4\n" + b"".join(numbered) + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF")
    return path


def encrypted_pdf(path: Path) -> Path:
    """A PDF that opens with a password only."""
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 700, PROSE)
    canvas.save()
    return path
