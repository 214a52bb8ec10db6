"""Reports made for tests of briefings: none is a real report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tiny import assistant_of, written

from assistant.ask import Assistant
from assistant.briefing import Briefing, Wanted, brief

DAY = date(2025, 11, 3)

AUDIT = """---
title: Lost Property
publisher: Example Audit LLP
kind: internal audit
reference: 7.25/26
force: Northshire Police
published: 2025-11-03
---

# Lost Property

3 November 2025

## OVERVIEW

**Conclusion:** The store of lost property is untidy but honest. This review follows Stray Umbrellas (3.24/25).

The National Umbrella Inspection of 2024 found the store of lost property inadequate.

## Control areas that are adequately designed and operating effectively

What follows was sound on the day of our visit, and was when we looked before (3. 24/25).

### Labels

Each find of lost property is labelled on the day it comes in. Labels are waterproof.

## SUMMARY OF MANAGEMENT ACTIONS

| Ref | Action | Priority | Responsible Owner | Date |
|---|---|---|---|---|
| 1 | The Force will count the umbrellas in the harbour store each week. | High | Desk Manager | 31 August 2025 |
| 2 | The Force will consider a second shelf. | Low | Head of Stores | 31 December 2025 |
| 3 | The Force will train its finders. | Medium | Head of Stores | |

## DETAILED FINDINGS

### Area: Lost property

**Findings**

Nobody counts the umbrellas. Management have confirmed that counting has since begun.

A plan for the store is scheduled to go to the Board on 22 August 2025.

#### Management Action 1

The Force will count the umbrellas in the harbour store each week.

Responsible Owner: Chief Inspector (Nights)

Date: 31 August 2025

Priority: High
"""
RESPONSE = """---
title: PCC response to Inspection of lost property
kind: PCC response
force: Northshire Police
inspection_published: 2025-10-24
---

# RESPONSE BY THE PCC TO AN INSPECTION OF NORTHSHIRE POLICE

## INSPECTION DETAILS

Title of Inspection - Inspection of lost property

Date Inspection Published - 24 October 2025

Type of Inspection:

- ☐ Northshire Specific
- ☒ National

## EXECUTIVE SUMMARY OF REPORT

### Recommendations from the 2023 report

#### Recommendation 1

By 31 December 2024, all chief constables should keep a register of umbrellas, updated annually.

Status: Incomplete

#### Recommendation 2

By 30 June 2024, the Home Office should publish a form for finders.

Status: Completed

### Recommendations in this report

#### Recommendation 1

By 31 March 2026, all police forces should weigh what is found.

## FORCE RESPONSE TO RECOMMENDATIONS

Recommendation 1: This cannot be progressed until the scales have been delivered.

## PCC RESPONSE TO INSPECTION

### Comment by the PCC

At the Scrutiny Meeting held on 1 April 2025, the topic of Lost Property was considered. The PCC was looking to:

- seek assurance that finds are kept dry.

The PCC was partly assured by the evidence submitted by the Force.

The PCC will revisit the topic of Lost Property at a forthcoming Scrutiny Meeting in 2026.
"""
LATER = """---
title: Follow up of lost property actions
publisher: Example Audit LLP
kind: internal audit
reference: 9.25/26
force: Northshire Police
published: 2026-02-02
---

# Follow up of lost property actions

2 February 2026

## PROGRESS

| Ref | Action | Priority | Responsible Owner | Date | Status |
|---|---|---|---|---|---|
| 1 | The Force will count the umbrellas in the harbour store each week. | High | Desk Manager | 31 August 2025 | Implemented |
"""
GRADED = """---
title: PCC response to PEEL 2023-2025: An inspection of Northshire Police
kind: PCC response
force: Northshire Police
inspection_published: 2025-04-10
---

# RESPONSE BY THE PCC TO A PEEL INSPECTION OF NORTHSHIRE POLICE

## EXECUTIVE SUMMARY OF REPORT

| Outstanding | Good | Adequate | Requires improvement | Inadequate |
|---|---|---|---|---|
| | Managing offenders | Answering calls | Keeping lost property | |
| | Finding lost property | | | |
"""


def briefed(
    folder: Path, topic: str = "Lost property", as_at: date = DAY, **texts: str
) -> Briefing:
    """A briefing over the four reports, or over those given by name."""
    since = None
    assistant = over(folder, **texts)
    return made(assistant, topic, as_at, since)


def over(folder: Path, **texts: str) -> Assistant:
    """An assistant over the four reports, or over those given by name."""
    held = texts or {"audit": AUDIT, "response": RESPONSE, "later": LATER, "graded": GRADED}
    return assistant_of(folder / "home", written(folder / "reports", **held))


def made(
    assistant: Assistant, topic: str, as_at: date = DAY, since: date | None = None
) -> Briefing:
    """The briefing that an assistant's reports give; each file has a hash of its own."""
    sha256 = {report.id: f"{place:064d}" for place, report in enumerate(assistant.reports)}
    return brief(Wanted(topic, as_at, since=since), assistant.search, assistant.reports, sha256)


def part(briefing: Briefing, title: str) -> str:
    """The words of a part, a line each."""
    (found,) = [p for p in briefing.parts if p.title.startswith(title)]
    return "\n".join(line.text for line in found.lines)
