from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question

Asks = Callable[[str], Answer]

AUDIT = """---
title: Cells Audit
kind: internal audit
reference: 9.25/26
force: Northshire Police
published: 2025-11-03
---

# Cells Audit

## Controls that are adequate and effective

- Keys: every key was signed for.
- Food: meals were served on time.

## Document control

| | |
|---|---|
| Draft report issued | 11 July 2025 |
| Reminder sent | 12 August 2025 |
| Final report issued | 3 November 2025 |
"""

MINUTES = """# Scrutiny Meeting: Custody

Scrutiny meeting held on 5 May 2025

Topic: Custody suites

## Rationale

The Commissioner asked how detainees are checked.

## Assurance

Level of assurance: Partly assured.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder: Path = tmp_path_factory.mktemp("recorded")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "audit.md").write_text(AUDIT, encoding="utf-8")
    (reports / "meeting.md").write_text(MINUTES, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text))


def test_the_assurance_of_a_meeting_is_told_with_its_own_words(ask: Asks) -> None:
    answer = ask("How did the PCC rate custody at the meeting of 5 May 2025?")
    assert answer.statements[0].text.endswith("5 May 2025: Partly assured")
    assert any(c.quote == "Level of assurance: Partly assured." for c in answer.citations)


def test_a_meeting_on_another_day_is_not_answered_from_this_one(ask: Asks) -> None:
    answer = ask("How did the PCC rate custody at the meeting of 6 June 2025?")
    assert "Partly assured" not in " ".join(s.text for s in answer.statements[:1])


def test_all_controls_that_work_are_listed(ask: Asks) -> None:
    answer = ask("Which controls did the audit find effective?")
    assert answer.statements[0].text.startswith("2 of 2 adequate controls")
    assert "every key was signed for" in answer.text


def test_a_date_of_the_report_is_found_by_its_label(ask: Asks) -> None:
    answer = ask("When was the draft of the cells audit issued?")
    assert answer.statements[0].text == "Draft report issued: 11 July 2025"


PEELS = {
    year: f"""---
title: PEEL {year}
kind: inspection report
force: Northshire Police
---

# PEEL {year}

## Inspection details

Date inspection published: 10 April {year}
"""
    for year in (2023, 2025)
}


@pytest.mark.parametrize(
    "text", ["When did the latest PEEL come out?", "when was the most recent PEEL published"]
)
def test_the_date_of_the_latest_of_several_reports_is_told(tmp_path: Path, text: str) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for year, words in PEELS.items():
        (reports / f"peel-{year}.md").write_text(words, encoding="utf-8")
    answer = assistant_of(tmp_path / "home", reports).ask(Question(text))
    assert "10 April 2025" in answer.text
    assert "2023" not in answer.text


def test_a_day_on_which_something_was_sent_is_told_by_its_label(ask: Asks) -> None:
    assert "12 August 2025" in ask("When did they send the reminder for the cells audit?").text
