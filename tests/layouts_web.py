"""The report as web pages of many makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from layouts import STORY, TITLE, Head, Para, Part, Points, Table


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
    "saved from word": (("<p class=MsoNormal><b><span style='font-size:22.0pt'>{title}</span></b></p>"
                        "<p class=MsoNormal>14 May 2026</p>{body}"), _office, ""),
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


def story_page(story: Sequence[Part]) -> str:
    """A story as a plain web page."""
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{_html(story, _by_h)}"
