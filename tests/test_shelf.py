from dataclasses import replace
from datetime import date

import pytest

from corpus.report import Block, Event, Report, Section
from index.library import File, Shelved
from index.shelf import Placed, Shelf

TEXT = " ".join(f"sentence {n} tells how the desk keeps its log of night {n}." for n in range(40))


def report(text: str = TEXT, **said: object) -> Report:
    section = Section("desk#1", ("Desk",), text, (Block("paragraph", 0, len(text)),))
    made = Report(
        "desk", "Night Desk Audit", "internal audit", (section,), reference="7.25/26",
        dates=(Event("issued", date(2025, 11, 3)),), source="desk.txt",
    )  # fmt: skip
    return replace(made, **said)  # type: ignore[arg-type]  # fields of the report


def file(name: str, *, new_version: bool = False) -> File:
    return File(name, name, name, 1, 1, "2025-11-04 09:00:00", new_version)


def put(shelf: Shelf, *reports: Report, name: str = "", new_version: bool = False) -> Placed:
    given = file(name or f"{reports[0].source}-{len(shelf.shelved.files)}", new_version=new_version)
    return shelf.place(given, reports)[-1]


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf(Shelved((), (), (), ()))
    assert put(shelf, report()).outcome == "new"
    return shelf


def test_the_same_words_in_another_file_are_a_copy(shelf: Shelf) -> None:
    assert put(shelf, report(source="other.txt")).outcome == "copy"
    assert [held.source for held in shelf.reports] == ["desk.txt"]
    assert len(shelf.shelved.copies) == 2


@pytest.mark.parametrize("pdf_first", [True, False])
def test_of_two_copies_the_one_with_pages_answers_whichever_came_first(*, pdf_first: bool) -> None:
    text, pdf = report(), report(f"Desk {TEXT}", source="desk.pdf", pages=3)
    shelf = Shelf(Shelved((), (), (), ()))
    outcomes = [put(shelf, each).outcome for each in ((pdf, text) if pdf_first else (text, pdf))]
    assert outcomes == ["new", "copy" if pdf_first else "better copy"]
    assert [(held.source, held.pages) for held in shelf.reports] == [("desk.pdf", 3)]
    assert len(shelf.shelved.versions) == 1


def test_a_copy_whose_pages_are_pictures_does_not_answer(shelf: Shelf) -> None:
    scan = report(source="desk.pdf", pages=3, unread=(2,))
    assert put(shelf, scan).outcome == "copy"


def test_other_words_in_the_same_format_are_a_new_version(shelf: Shelf) -> None:
    changed = report(TEXT.replace("night 7", "noon 7"))
    placed = put(shelf, changed)
    assert placed.outcome == "new version"
    assert placed.beside == report()
    assert shelf.reports == (changed,)
    assert [v.number for v in shelf.shelved.versions] == [1, 2]


def test_another_figure_in_another_format_is_a_new_version(shelf: Shelf) -> None:
    changed = report(TEXT.replace("night 7", "night 97"), source="desk.docx")
    assert put(shelf, changed).outcome == "new version"


def test_a_later_date_is_a_new_version_and_an_earlier_one_is_not_served(shelf: Shelf) -> None:
    later = report(dates=(Event("final", date(2025, 12, 1)),))
    earlier = report(dates=(Event("draft", date(2025, 7, 11)),))
    assert put(shelf, later).outcome == "new version"
    assert put(shelf, earlier).outcome == "older version"
    assert shelf.reports == (later,)
    assert len(shelf.shelved.versions) == 3


def test_a_copy_of_a_superseded_version_changes_nothing(shelf: Shelf) -> None:
    later = report(TEXT.replace("night 7", "noon 7"), dates=(Event("final", date(2025, 12, 1)),))
    put(shelf, later)
    assert put(shelf, report(source="again.pdf", pages=3)).outcome == "better copy"
    assert shelf.reports == (later,)


def test_what_is_said_to_be_a_new_version_is_one(shelf: Shelf) -> None:
    assert put(shelf, report(source="b.docx"), new_version=True).outcome == "new version"


def test_a_restatement_takes_no_originals_place_but_gives_up_its_own(shelf: Shelf) -> None:
    restated = report("Quite other words.", source="own.md", restated_from="Night Desk Audit")
    assert put(shelf, restated).outcome == "older version"
    again = Shelf(Shelved((), (), (), ()))
    put(again, restated)
    assert put(again, report()).outcome == "new version"


def test_two_letters_of_one_title_are_two_reports(shelf: Shelf) -> None:
    plain = {"reference": "", "dates": (), "id": "letter", "title": "Dear Chief Constable"}
    other = " ".join(f"the van of harbour {n} was out of fuel on its way." for n in range(40))
    put(shelf, report(**plain))
    assert [each.id for each in shelf.reports] == ["desk"]  # the same words, without a date
    letters = Shelf(Shelved((), (), (), ()))
    put(letters, report(**plain))
    assert put(letters, report(other, **plain)).outcome == "new"
    assert [each.id for each in letters.reports] == ["letter", "letter~2"]
    assert [s.id for each in letters.reports for s in each.sections] == ["desk#1", "letter~2#1"]
    changed = report(other.replace("harbour 7", "port 7"), **plain)
    assert put(letters, changed).report.id == "letter~2"


def test_two_reports_of_one_file_are_never_versions_of_each_other() -> None:
    shelf = Shelf(Shelved((), (), (), ()))
    put(shelf, report(), report("Quite other words."))
    assert [each.id for each in shelf.reports] == ["desk", "desk~2"]


@pytest.mark.parametrize("whole_first", [True, False])
def test_an_excerpt_does_not_answer_beside_the_whole(*, whole_first: bool) -> None:
    part = report(TEXT[:900], id="part", title="Desk", reference="", dates=(), source="part.pdf")
    both = [report(), part] if whole_first else [part, report()]
    shelf = Shelf(Shelved((), (), (), ()))
    outcomes = [put(shelf, each).outcome for each in both]
    assert outcomes == (["new", "part"] if whole_first else ["new", "new"])
    assert [each.id for each in shelf.reports] == ["desk"]
    assert [copy.file for copy in shelf.shelved.copies if copy.part] != []


def test_a_pack_of_papers_does_not_swallow_the_reports_in_it(shelf: Shelf) -> None:
    pack = report(
        f"Item 1. {TEXT} Item 2. The van of the harbour was out of fuel.",
        id="pack", title="Agenda", kind="minutes", reference="", dates=(), source="pack.pdf",
    )  # fmt: skip
    assert put(shelf, pack).outcome == "new"
    assert [each.id for each in shelf.reports] == ["desk", "pack"]


def test_reports_that_share_a_form_stay_two(shelf: Shelf) -> None:
    other = report(
        TEXT.replace("night 7", "noon 7"), id="desk-2", reference="8.25/26", title="Day Desk Audit"
    )
    assert put(shelf, other).outcome == "new"
    assert len(shelf.reports) == 2


def test_what_is_removed_leaves_with_every_file_that_holds_it(shelf: Shelf) -> None:
    other = report("Quite other words.", id="other", title="Other", reference="9.25/26")
    put(shelf, report(source="again.txt"), other, name="both")
    put(shelf, other, name="alone")
    gone, others = shelf.remove("desk")
    assert {each.name for each in gone} == {"desk.txt-0", "both"}
    assert others == ("other",)
    assert [each.id for each in shelf.reports] == ["other"]
    held = shelf.shelved
    assert [each.name for each in held.files] == ["alone"]
    assert {copy.report for copy in held.copies} == {"other"}
    assert [version.file for version in held.versions] == [""]


def test_two_forces_minutes_of_one_day_are_two_reports() -> None:
    shelf = Shelf(Shelved((), (), (), ()))
    first = report(id="minutes-1", kind="minutes", reference="", force="Northshire Police")
    second = replace(first, force="Southshire Police")
    assert [put(shelf, first).outcome, put(shelf, second).outcome] == ["new", "new"]
    assert [held.force for held in shelf.reports] == ["Northshire Police", "Southshire Police"]
