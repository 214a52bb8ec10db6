"""The report as Markdown and text of many makes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace

from layouts import STORY, TITLE, Head, Para, Part, Points, Told, expected


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=indent) if width else text


def _lines(
    heading: Callable[[Head], str],
    *,
    width: int = 0,
    bullet: str = "-",
    piped: bool = True,
    story: Sequence[Part] = STORY,
) -> str:
    found = []
    for part in story:
        if isinstance(part, Head):
            found.append(heading(part))
        elif isinstance(part, Para):
            found.append(_wrapped(part.text, width))
        elif isinstance(part, Points):
            found.append("\n".join(_wrapped(f"{bullet} {t}", width, "  ") for t in part.texts))
        elif piped:
            rows = ["| " + " | ".join(row) + " |" for row in part.rows]
            rule = "|---" * len(part.rows[0]) + "|"
            found.append("\n".join([rows[0], rule, *rows[1:]]))
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


def story_text(story: Sequence[Part], *, piped: bool) -> str:
    """A story as Markdown, or as plain text with headings in capitals."""
    if piped:
        return _lines(lambda p: f"{'#' * p.level} {p.text}", story=story)
    return _lines(lambda p: p.text.upper(), piped=False, story=story)
