from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import greeting, panel, render
from assistant.answer import Answer, Citation, Statement
from assistant.chips import chips
from assistant.choice import Choice
from assistant.examples import examples
from assistant.history import Conversation
from assistant.past import past
from assistant.thread import Next
from corpus.register import Definition, Field, Item, Judgement, Register
from corpus.report import Block, BlockKind, Event, Report, Section, Span

NOW = datetime(2025, 11, 3, 9, 30, tzinfo=UTC)
HOSTILE = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<img src='https://evil.example/p.png'>",
    "<svg/onload=window.hacked=1>",
    "<iframe src=https://evil.example></iframe>",
    "<a href='javascript:window.hacked=1'>read</a>",
    "<form action=https://evil.example><input autofocus onfocus=hack()></form>",
    "<style>body{background:url(https://evil.example/p)}</style>",
    "<div style='position:fixed;inset:0'>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<!-- --!><img src=x onerror=hack()>",
    "</mark></p></article><h1>Owned</h1>",
    '"><button data-cite="9.cited.9">9</button>',
    "' onmouseover='hack()",
    '" onfocus="hack()" autofocus="',
    "[read](javascript:window.hacked=1)",
    "![x](https://evil.example/p.png)",
    "<https://evil.example>",
    "`${window.hacked=1}`",
    "{{constructor.constructor('window.hacked=1')()}}",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "&#60;img src=x&#62;",
)
OURS = {
    *("article", "aside", "b", "blockquote", "button", "details", "div", "h1", "h2", "h3", "h4"),
    *(
        "fieldset",
        "header",
        "input",
        "label",
        "legend",
        "li",
        "mark",
        "ol",
        "p",
        "section",
        "small",
        "span",
        "summary",
        "table",
        "td",
    ),
    *("textarea", "th", "tr", "ul"),
}
ATTRIBUTES = {
    *("aria-current", "aria-label", "aria-pressed", "checked", "class", "data-all", "data-asked"),
    *("data-cite", "data-clip", "data-example", "data-forget", "data-next", "data-open"),
    *("data-part", "data-place", "data-reason", "data-retry", "data-shown", "data-state"),
    *("data-verdict", "data-why", "for", "hidden", "id", "max", "maxlength", "min", "name", "open"),
    *("role", "rows", "scope", "tabindex", "title", "type", "value"),
}


class Seen(HTMLParser):
    """What a browser would make of some HTML: its tags, attributes, buttons' keys and words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.marked: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "input":
            self._open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if "mark" in self._open:
            self.marked.append(data)

    @property
    def keys(self) -> list[str]:
        return [value for name, value in self.attributes if name == "data-cite"]

    @property
    def is_ours(self) -> bool:
        named = {name for name, _ in self.attributes} <= ATTRIBUTES
        kinds = {value for name, value in self.attributes if name == "type"}
        return set(self.tags) <= OURS and named and kinds <= {"button", "checkbox", "date"}


def report_of(
    *blocks: tuple[BlockKind, str], path: tuple[str, ...] = ("Findings", "Log")
) -> Report:
    held, start = [], 0
    for kind, words in blocks:
        held.append(Block(kind, start, start + len(words), page=7))
        start += len(words) + 1
    text = "\n".join(words for _, words in blocks)
    section = Section("r#1", path, text, tuple(held), page=7)
    dates = (Event("published", date(2025, 11, 3)),)
    return Report("r", "Night Desk", "internal audit", (section,), reference="7.25/26", dates=dates)


def citation(report: Report, quote: str, number: int = 1) -> Citation:
    (section,) = report.sections
    start = section.text.index(quote)
    span = Span.of(report, section, start, start + len(quote))
    return Citation(number, report.name, section.title, span)


def shown(report: Report, quote: str) -> str:
    cited = citation(report, quote)
    return panel.source(cited, report, report.sections[0], "0.cited.1", asked_for=True)


def everything(hostile: str) -> str:
    """One of each thing that the page shows, with the same words wherever words can stand."""
    report = Report(
        hostile,
        hostile,
        hostile,
        report_of(("paragraph", hostile), path=(hostile,)).sections,
        publisher=hostile,
        reference=hostile,
        handling=hostile,
        restated_from=hostile,
    )
    one = citation(report, hostile)
    said = tuple(
        Statement(kind, hostile, (1,)) for kind in ("quotation", "item", "row", "lead-in", "note")
    )
    answer = Answer(hostile, said, (one,), see_also=(one,), searched=(hostile,), caveats=(hostile,))
    chosen = Choice((hostile,), (hostile,))
    absent = Answer(hostile, said, abstained=True, see_also=(one,), searched=(hostile,))
    return "".join(
        [
            render.conversation([answer, absent], hostile),
            render.conversation([answer], marks=render.Marks(("up",), nexts=(Next(hostile),))),
            chips([report, replace(report, id="other", kind="other")], chosen, Choice()),
            past([Conversation("id", hostile, NOW, NOW, 1)], hostile, "id"),
            past([], hostile, ""),
            render.said(hostile),
            greeting.welcome([hostile]),
            greeting.banner([report], 1),
            render.notice(hostile),
            panel.source(one, report, report.sections[0], "0.cited.1", asked_for=True),
        ]
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_shown_and_inert(hostile: str) -> None:
    seen = Seen(everything(hostile))
    assert seen.is_ours
    assert hostile in seen.words
    assert set(seen.keys) <= {"0.cited.1", "0.near.1", "1.near.1"}


@given(st.text(min_size=1))
def test_no_words_at_all_bring_a_tag_or_an_attribute(words: str) -> None:
    assert Seen(everything(words)).is_ours


def test_a_statement_carries_the_numbers_of_its_sources() -> None:
    report = report_of(("paragraph", "Nobody signs the log."))
    answer = Answer(
        "Who signs?",
        (Statement("quotation", "Nobody signs the log.", (1,)),),
        (citation(report, "Nobody signs the log."),),
    )
    seen = Seen(render.conversation([answer]))
    assert "“Nobody signs the log.” 1" in seen.words
    assert "0.cited.1" in seen.keys


def test_sources_of_one_section_stand_on_one_line() -> None:
    report = report_of(("item", "write it"), ("item", "sign it"))
    cited = (citation(report, "write it", 1), citation(report, "sign it", 2))
    seen = Seen(render.answer(Answer("How?", (), cited), 0))
    assert seen.words.count(report.name) == 1
    assert seen.keys == ["0.cited.1", "0.cited.2", "0.cited.1"]


def test_an_abstention_says_so_and_names_what_was_searched() -> None:
    said = Statement("note", "Not in the corpus: nothing held answers this.")
    html = render.answer(Answer("Why?", (said,), abstained=True, searched=("Night Desk",)), 0)
    assert "absent" in html
    assert Seen(html).words.startswith("Not in the corpusNothing held answers this.")
    assert "Night Desk" in html


def test_the_source_names_report_date_path_and_page() -> None:
    words = Seen(shown(report_of(("paragraph", "Nobody signs.")), "Nobody signs.")).words
    for expected in ("Night Desk", "Internal audit 7.25/26", "3 November 2025", "Log", "Page 7"):
        assert expected in words


def test_a_quotation_inside_a_paragraph_is_marked() -> None:
    seen = Seen(shown(report_of(("paragraph", "One < two. Three & four.")), "Three & four."))
    assert seen.marked == ["Three & four."]
    assert "One < two. Three & four." in seen.words


def test_a_row_is_marked_cell_by_cell_in_its_table() -> None:
    report = report_of(("head", "Ref\tOwner"), ("row", "1\tDesk"), ("row", "2\t"))
    html = shown(report, "1\tDesk")
    assert Seen(html).marked == ["1", "Desk"]
    assert html.count("<th ") == 2
    assert html.count("<td>") == 4


def test_a_header_row_begins_a_new_table() -> None:
    report = report_of(("row", "High\tNow"), ("head", "Ref\tOwner"), ("row", "1\tDesk"))
    assert shown(report, "Desk").count("<table>") == 2


def test_items_are_a_list_and_a_quotation_may_span_them() -> None:
    report = report_of(("paragraph", "Steps:"), ("item", "write it;"), ("item", "sign it."))
    html = shown(report, "write it;\nsign it.")
    assert Seen(html).marked == ["write it;", "sign it."]
    assert html.count("<li><mark>") == 2


@given(st.lists(st.text("ab<&\t\n'\"", min_size=1), min_size=1, max_size=4), st.data())
def test_what_is_marked_is_what_is_quoted(texts: list[str], data: st.DataObject) -> None:
    report = report_of(*(("row", text.replace("\n", " ")) for text in texts))
    text = report.sections[0].text
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    span = Span.of(report, report.sections[0], start, start + len(quote))
    cited = Citation(1, report.name, "", span)
    html = panel.source(cited, report, report.sections[0], "0.cited.1", asked_for=False)
    kept = str.maketrans("", "", "\t\n")
    assert "".join(Seen(html).marked) == quote.translate(kept)


@pytest.mark.parametrize("key", ["", "0.cited.2", "1.cited.1", "0.near.1", "-1.cited.1", "<b>"])
def test_a_key_of_no_button_opens_nothing(key: str) -> None:
    report = report_of(("paragraph", "Nobody signs."))
    answer = Answer("Who?", (), (citation(report, "Nobody signs."),))
    assert render.cited([answer], key) is None


def test_the_key_of_a_button_finds_its_citation() -> None:
    report = report_of(("paragraph", "Nobody signs."))
    answer = Answer("Who?", (), (citation(report, "Nobody signs.", 3),))
    assert render.first_key([answer]) == "0.cited.3"
    assert render.cited([answer], "0.cited.3") == answer.citations[0]


def test_examples_come_from_the_records() -> None:
    report = report_of(("paragraph", "Desk Manager HOL Managing offenders Good"))
    span = citation(report, "Desk Manager").span
    item = Item(
        *("i", "management action", "r", "1", "", ""),
        text=Field("Keep a log.", span),
        sources=(span,),
        owners=(Field("Desk Manager", span),),
        deadline=date(2025, 8, 31),
    )
    register = Register(
        (item,),
        (Judgement("r", "Managing offenders", "Good", span),),
        (Definition("HOL", "log", span),),
    )
    assert examples(register, date(2025, 11, 3)) == (
        "Who owns management action 1 and by when?",
        "What grade did managing offenders get?",
        "Which management actions are past due?",
        "What is HOL?",
    )


def test_a_register_without_records_gives_no_examples() -> None:
    assert examples(Register(), date(2025, 11, 3)) == ()
