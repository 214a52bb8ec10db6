from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.claim import registered
from corpus.conflict import conflicts
from corpus.extract import combine, extract
from corpus.passages import passages, sentences
from corpus.read import read_here
from corpus.register import Item, Register
from corpus.report import Report, Span

FOLDER = Path(__file__).parents[1] / "corpus" / "reports"
AUDIT, CHILD, PEEL = (
    "internal-audit-vulnerability-2.25-26.md",
    "pcc-response-group-based-cse.md",
    "pcc-response-peel-2023-25.md",
)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {path.name: report for path in sorted(FOLDER.glob("*.md")) for report in read_here(path)}


@pytest.fixture(scope="module")
def registers(reports: dict[str, Report]) -> dict[str, Register]:
    return {name: extract(report) for name, report in reports.items()}


def of(register: Register, family: str, year: str = "") -> list[Item]:
    return [item for item in register.items if (item.family, item.set) == (family, year)]


def test_three_reports_are_shipped(reports: dict[str, Report]) -> None:
    assert sorted(reports) == [AUDIT, CHILD, PEEL]
    assert len({report.id for report in reports.values()}) == 3


@pytest.mark.parametrize(
    ("name", "kind", "reference", "published"),
    [
        (AUDIT, "internal audit", "2.25/26", date(2025, 11, 3)),
        (CHILD, "PCC response", "", date(2025, 10, 24)),
        (PEEL, "PCC response", "", date(2025, 4, 10)),
    ],
)
def test_the_front_matter_says_what_a_report_is(
    reports: dict[str, Report], name: str, kind: str, reference: str, published: date
) -> None:
    report = reports[name]
    assert (report.kind, report.reference, report.dated) == (kind, reference, published)
    assert report.force == "Cleveland Police"
    assert report.publisher
    assert report.restated_from
    stated = (FOLDER / name).read_text(encoding="utf-8").split("---\n")[1]
    assert "restated: yes" in stated


@pytest.mark.parametrize("name", [AUDIT, CHILD, PEEL])
def test_the_front_page_says_that_it_is_restated(reports: dict[str, Report], name: str) -> None:
    front = reports[name].sections[0]
    assert front.path == ()
    mark = next(b for b in front.blocks if "restatement in our own words" in front.words(b))
    assert mark.kind == "label"
    assert "It is not the published text." in front.words(mark)


@pytest.mark.parametrize("name", [AUDIT, CHILD, PEEL])
def test_no_word_is_lost_between_sections_and_passages(
    reports: dict[str, Report], name: str
) -> None:
    report = reports[name]
    told = " ".join(passage.text for passage in passages(report)).split()
    assert told == " ".join(section.text for section in report.sections).split()
    for section in report.sections:
        units = sentences(section, section.blocks)
        said = "".join(section.text[unit.start : unit.end] for unit in units)
        assert "".join(said.split()) == "".join(section.text.split())


@pytest.mark.parametrize("name", [AUDIT, CHILD, PEEL])
def test_every_quotation_of_a_record_is_the_text_at_its_place(
    reports: dict[str, Report], registers: dict[str, Register], name: str
) -> None:
    report, register = reports[name], registers[name]
    spans: list[Span] = [span for item in register.items for span in item.sources]
    for item in register.items:
        spans += [f.span for f in (item.text, *item.owners, *item.deadlines)]
        spans += [response.text.span for response in item.responses]
        spans += [status.span for status in item.statuses]
    spans += [judgement.span for judgement in register.judgements]
    spans += [definition.span for definition in register.definitions]
    for span in spans:
        assert report.by_id[span.section].text[span.start : span.end] == span.quote


def test_the_audit_has_five_actions_with_both_owners_kept(registers: dict[str, Register]) -> None:
    actions = of(registers[AUDIT], "management action")
    assert [action.number for action in actions] == ["1", "2", "3", "4", "5"]
    assert len(registers[AUDIT].items) == 5
    assert all(len(action.sources) == len(action.owners) == 2 for action in actions)
    cava = "Detective Chief Inspector (Child Abuse and Vulnerable Adults (CAVA))"
    adult = "Detective Chief Inspector (Adult Safeguarding)"
    for action in actions[:2]:
        assert [owner.value for owner in action.owners] == [cava, adult]
    torn = [conflict.item[-3:] for conflict in registers[AUDIT].conflicts()]
    assert torn == ["MA1", "MA2"]


def test_the_actions_have_their_dates_and_priorities(registers: dict[str, Register]) -> None:
    actions = of(registers[AUDIT], "management action")
    assert [action.deadline for action in actions] == [
        date(2025, 10, 31), date(2026, 3, 31), date(2025, 8, 31), date(2025, 8, 31),
        date(2025, 12, 31),
    ]  # fmt: skip
    assert [action.priorities[0].value for action in actions] == [
        "Medium", "Low", "High", "Medium", "Medium",
    ]  # fmt: skip
    assert all(action.statuses == () for action in actions)
    past = registers[AUDIT].past_due(date(2025, 11, 3))
    assert [action.number for action in past] == ["1", "3", "4"]


def test_the_response_has_nine_and_six_recommendations_and_one_area(
    registers: dict[str, Register],
) -> None:
    register = registers[CHILD]
    assert [i.number for i in of(register, "recommendation", "2023")] == list("123456789")
    assert [i.number for i in of(register, "recommendation", "2025")] == list("123456")
    assert len(of(register, "area for improvement", "2023")) == 1
    assert len(register.items) == 16


def test_the_statuses_of_2023_are_those_printed(registers: dict[str, Register]) -> None:
    items = [item for item in registers[CHILD].items if item.set == "2023"]
    # Nine recommendations and the area for improvement, one status each: 2 + 3 + 4 + 1 = 10.
    counts = Counter(status.value for item in items for status in item.statuses)
    assert counts == {"Completed": 2, "In progress": 3, "Incomplete": 4, "Closed": 1}
    assert {status.stated_on for i in items for status in i.statuses} == {date(2025, 10, 24)}
    assert not any(i.statuses for i in registers[CHILD].items if i.set == "2025")


def test_recommendation_nine_is_immediate(registers: dict[str, Register]) -> None:
    (ninth,) = [i for i in of(registers[CHILD], "recommendation", "2023") if i.number == "9"]
    assert (ninth.deadline, ninth.deadline_kind) == (None, "immediate")


def test_five_responses_are_held_each_to_its_own_set(registers: dict[str, Register]) -> None:
    answered = [(i.set, i.number) for i in registers[CHILD].items for _ in i.responses]
    assert sorted(answered) == [("2023", "2"), *(("2025", n) for n in "1246")]


def test_eight_areas_are_paired_with_eight_responses(registers: dict[str, Register]) -> None:
    areas = of(registers[PEEL], "area for improvement")
    assert len(areas) == len(registers[PEEL].items) == 8
    assert all(len(area.responses) == 1 for area in areas)
    assert len({area.responses[0].text.span for area in areas}) == 8
    assert all(area.deadline_kind == "none stated" and not area.owners for area in areas)


def test_the_strip_has_eight_grades(
    reports: dict[str, Report], registers: dict[str, Register]
) -> None:
    graded = [j for j in registers[PEEL].judgements if j.grade != "Not graded"]
    strip = [j for j in graded if not j.span.quote.startswith("Grade")]
    assert len(strip) == 8
    grades = Counter(judgement.grade for judgement in strip)
    assert grades == {"Good": 4, "Adequate": 2, "Requires improvement": 2}
    cards = [j for j in graded if j.span.quote.startswith("Grade")]
    assert Counter(judgement.grade for judgement in cards) == grades
    (ungraded,) = [j for j in registers[PEEL].judgements if j not in graded]
    assert "victims" in ungraded.area.casefold()
    assert len(reports[PEEL].by_id[strip[0].span.section].text) > 100


def test_the_type_of_inspection_is_the_box_ticked(reports: dict[str, Report]) -> None:
    for name, ticked in ((CHILD, "☒ National"), (PEEL, "☒ Cleveland Specific")):
        details = next(s for s in reports[name].sections if s.heading == "INSPECTION DETAILS")
        items = [details.words(b) for b in details.blocks if b.kind == "item"]
        assert [item for item in items if item.startswith("☒")] == [ticked]


def test_short_forms_have_the_expansions_printed_and_no_others(
    registers: dict[str, Register],
) -> None:
    found = {d.short: d.expansion for d in combine([*registers.values()]).definitions}
    assert found["HOTH"] == "Harm Outside the Home"
    assert found["NCPI"] == "National Child Protection Inspection"
    assert not {"PVP", "MARAC", "FGM", "RAG", "SOP", "ACC", "OPCC", "IMPACT"} & found.keys()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("two owners", "Management action 1"),
        ("two owners", "Management action 2"),
        ("two bodies", "2023 recommendation 4"),
        ("total", "4 recommendations (overdue); 6 are counted"),
        ("all and some", "all 14 strands"),
        ("due before", "Management action 1 is due on 31 October 2025, 3 days before"),
        ("due before", "Management action 3 is due on 31 August 2025, 64 days before"),
        ("due before", "Management action 4 is due on 31 August 2025, 64 days before"),
        ("gone by", "22 August 2025 in a report of 3 November 2025"),
        ("commitment", "at least every 12 months"),
        ("two states", "Vulnerability Strategy"),
        ("two posts", "Chief Inspector (Prevent); Chief Inspector (Prevention Command)"),
    ],
)
def test_the_traps_that_a_rule_can_find_are_found(
    reports: dict[str, Report], kind: str, words: str
) -> None:
    held = [*reports.values()]
    found = [c for c in conflicts(registered(held), held) if c.kind == kind and words in c.note]
    assert len(found) == 1
    assert len(found[0].sides) > 1
