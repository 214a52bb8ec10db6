import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from briefs import AUDIT, DAY, GRADED, LATER, RESPONSE, briefed, made, over, part
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.brief.part import Line, Table, new_marks, runs
from assistant.brief.topic import EmptyTopicError, Topic
from assistant.brief.words import asked, exact, named, noted, quoted
from assistant.briefing import Briefing, Wanted, as_json, brief
from corpus.claim import registered
from corpus.register import Conflict, Field, Item
from corpus.report import Span


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(tmp_path_factory.mktemp("briefs"))


@pytest.fixture(scope="module")
def briefing(assistant: Assistant) -> Briefing:
    return made(assistant, "Lost property")


def asked_by(briefing: Briefing, rule: str) -> list[str]:
    return [line.text for line in briefing.lines if line.rule == rule]


def unproved(briefing: Briefing, assistant: Assistant) -> Iterator[str]:
    """Lines that quote what no place cited holds, or that tell something and cite nothing."""
    for line in briefing.lines:
        if line.kind in {"note", "lead"}:
            continue
        texts = [" ".join(assistant.section(s.section).text.split()) for s in line.spans]
        quotes = re.findall(r"“([^”]*)”", line.text)
        if not line.cites or not all(any(q in text for text in texts) for q in quotes):
            yield line.text


def test_the_parts_stand_in_the_order_of_a_briefing(briefing: Briefing) -> None:
    assert [p.title for p in briefing.parts] == [
        "Purpose",
        "Why now",
        "What works",
        "Outstanding actions",
        "Points of tension",
        "Lines of enquiry for the chief constable",
        "Not in the corpus",
    ]


def test_the_purpose_is_in_the_words_of_the_meetings(briefing: Briefing) -> None:
    told = part(briefing, "Purpose")
    assert "“seek assurance that finds are kept dry.”" in told
    assert "“The PCC was partly assured by the evidence submitted by the Force.”" in told
    assert "a forthcoming Scrutiny Meeting in 2026.”" in told


def test_why_now_tells_grades_conclusions_and_second_hand_grades(briefing: Briefing) -> None:
    told = part(briefing, "Why now")
    assert "Keeping lost property: graded “Requires improvement”, 10 April 2025." in told
    assert "Conclusion: “The store of lost property is untidy but honest.”" in told
    assert "3 management actions (1 High, 1 Low, 1 Medium) on this topic; 1 past due" in told
    assert "found the store of lost property inadequate.”" in told
    assert "Due in the 90 days ahead: Management action 2 (31 December 2025)." in told


def test_why_now_tells_what_auditors_say_may_come_of_it(tmp_path: Path) -> None:
    risk = "There is, however, a significant risk that umbrellas go astray."
    report = AUDIT.replace("Nobody counts the umbrellas.", f"Nobody counts the umbrellas. {risk}")
    told = part(briefed(tmp_path, audit=report), "Why now")
    assert f"Risks that auditors name (1)\nManagement action 1: “{risk}”" in told


def test_a_sentence_that_leans_on_the_one_before_is_told_with_it(tmp_path: Path) -> None:
    both = (
        "The National Umbrella Inspection looked at the store of lost property.",
        "It found the store of lost property inadequate.",
    )
    old = "The National Umbrella Inspection of 2024 found the store of lost property inadequate."
    told = part(briefed(tmp_path, audit=AUDIT.replace(old, " ".join(both))), "Why now")
    assert f": “{both[0]}” “{both[1]}”" in told


def test_a_meeting_that_has_passed_without_an_outcome_says_so(tmp_path: Path) -> None:
    planned = "A Scrutiny Meeting on lost property is scheduled for 1 November 2025."
    held = RESPONSE.partition("At the Scrutiny Meeting held")[0] + planned
    report = briefed(tmp_path, response=held)
    told = f"A meeting that has passed, and of which no outcome is held: “{planned}”"
    assert told in part(report, "Purpose")
    assert "no outcome is held" not in part(briefed(tmp_path / "before"), "Purpose")


def test_what_works_tells_good_grades_and_sound_controls(briefing: Briefing) -> None:
    told = part(briefing, "What works")
    assert "Finding lost property: graded “Good”" in told
    assert "Labels: “Each find of lost property is labelled on the day it comes in.” …" in told
    assert "Managing offenders" not in told
    assert "Answering calls" not in told


def test_the_table_has_each_open_item_past_due_first(briefing: Briefing) -> None:
    (table,) = [b for b in briefing.parts[3].blocks if isinstance(b, Table)]
    assert table.head == ("Ref", "Ask", "Priority", "Owner", "Due", "Status")
    assert [row[0].text.split(",")[0] for row in table.rows] == [
        "2023 recommendation 1",
        "Management action 1",
        "Management action 2",
        "2025 recommendation 1",
        "Management action 3",
    ]
    first, second = table.rows[0], table.rows[1]
    assert first[1].text == "“keep a register of umbrellas, updated annually.”"
    assert first[5].text.startswith("Past due, completion not recorded; Incomplete (the inspect")
    assert second[3].text == "Desk Manager / Chief Inspector (Nights)"
    assert len(second[3].cites) == 2
    assert "management’s word of progress, not verified" in second[5].text


def test_what_is_done_is_told_apart_and_is_not_outstanding(briefing: Briefing) -> None:
    told = part(briefing, "Outstanding")
    assert "Recorded as done by all who speak of them: 2023 recommendation 2 (Completed" in told


def test_tension_shows_both_sides(briefing: Briefing) -> None:
    told = part(briefing, "Points of tension")
    assert "more than one owner: “Desk Manager” and “Chief Inspector (Nights)”." in told
    assert "is due on “31 August 2025”, before the date of the report itself" in told


RULES = (
    ("past due", 2, "Management action 1, “The Force will count the umbrellas"),
    ("two owners", 1, "told as “Desk Manager” and “Chief Inspector (Nights)”. Who answers"),
    ("awaiting another", 1, "“This cannot be progressed until the scales have been delivered.”"),
    ("claimed, not verified", 1, "“Management have confirmed that counting has since begun.”"),
    ("told as still to come", 1, "22 August 2025 has passed, and nothing held says"),
    ("no date", 1, "No date is printed for Management action 3"),
    ("due before the report", 1, "Management action 1: due before the report"),
)


@pytest.mark.parametrize(("rule", "count", "words"), RULES, ids=[r for r, _, _ in RULES])
def test_each_rule_makes_its_lines_of_enquiry(
    briefing: Briefing, rule: str, count: int, words: str
) -> None:
    lines = asked_by(briefing, rule)
    assert len(lines) == count
    assert any(words in line for line in lines)


def test_every_line_of_enquiry_is_a_question_made_by_a_named_rule(briefing: Briefing) -> None:
    lines = [line for line in briefing.lines if line.kind == "enquiry"]
    assert lines
    assert all(line.rule and line.text.endswith("?") for line in lines)


def test_a_total_that_does_not_add_up_and_a_short_commitment_are_asked_about(
    tmp_path: Path,
) -> None:
    audit = AUDIT.replace(
        "The store of lost property is untidy but honest.",
        "We have agreed four management actions on lost property.",
    )
    response = RESPONSE.replace(
        "Recommendation 1: This cannot be progressed until the scales have been delivered.",
        "Recommendation 1 (from original report): The register of umbrellas is updated every two "
        "years by the Force.",
    ).replace("By 31 December 2024, all", "By 31 December 2024 and at least annually, all")
    briefing = briefed(tmp_path, audit=audit, response=response)
    assert any("4 management actions" in line for line in asked_by(briefing, "total"))
    assert any("every 24 months" in line for line in asked_by(briefing, "commitment short"))


def test_a_claim_is_not_verified_by_a_national_status(tmp_path: Path) -> None:
    response = RESPONSE.replace("Status: Incomplete", "Status: Completed").replace(
        "Recommendation 1: This cannot be progressed until the scales have been delivered.",
        "The 1 recommendation of the original report for forces has been completed and signed off.",
    )
    briefing = briefed(tmp_path, response=response)
    (line,) = asked_by(briefing, "claimed, not verified")
    assert line.startswith("The Force states of 2023 recommendation 1")
    assert line.endswith("Who has verified it?")


def test_what_is_missing_is_told_by_rule(briefing: Briefing) -> None:
    told = part(briefing, "Not in the corpus")
    assert "“Stray Umbrellas (3.24/25)” is referred to and not held." in told
    assert "National Umbrella Inspection” is referred to and not held." in told
    assert "in 2026.” – the day of that meeting is not stated" in told
    assert "Lost Property, internal audit 7.25/26, 3 November 2025 prints no assurance" in told
    assert "No status is recorded for Management actions 1, 2 and 3 (internal audit 7" in told
    assert "the day on which it was published is not recorded" in told
    assert "Held, but dated after 3 November 2025 and left out: Follow up of lost" in told
    assert "7.25/26)” is referred" not in told
    assert told.count("is referred to and not held") == 2


def test_a_printed_opinion_is_not_called_missing(tmp_path: Path) -> None:
    audit = AUDIT.replace("untidy but honest", "sound: the Board can take reasonable assurance")
    assert "prints no assurance" not in part(briefed(tmp_path, audit=audit), "Not in the corpus")


def test_a_scheduled_meeting_without_an_outcome_is_missing_once_its_day_has_passed(
    tmp_path: Path,
) -> None:
    response = RESPONSE.replace(
        "The PCC will revisit the topic of Lost Property at a forthcoming Scrutiny Meeting in "
        "2026.",
        "A Scrutiny Meeting on the topic of Lost Property is scheduled to be held on 1 May 2026.",
    )
    assistant = over(tmp_path, response=response)
    before = part(made(assistant, "Lost property", date(2026, 4, 1)), "Not in the corpus")
    after = part(made(assistant, "Lost property", date(2026, 6, 1)), "Not in the corpus")
    assert "that day lies after 1 April 2026" in before
    assert "the outcome of that meeting is not held" in after


def test_nothing_stated_after_the_day_is_told(assistant: Assistant) -> None:
    now = made(assistant, "Lost property", date(2026, 2, 2))
    assert "Implemented" in as_json(now)
    for days in range(1, 400, 57):
        day = date(2026, 2, 2) - timedelta(days=days)
        briefing = made(assistant, "Lost property", day)
        cited = {span.report for line in briefing.lines for span in line.spans}
        dated = [r.dated for r in assistant.reports if r.id in cited]
        assert all(on is None or on <= day for on in dated), day
        assert "Implemented" not in as_json(briefing)


def test_every_line_is_cited_and_every_quotation_is_verbatim(assistant: Assistant) -> None:
    days = (date(2025, 4, 30), DAY, date(2026, 3, 1))
    for topic in ("Lost property", "umbrellas", "Scrutiny Meeting 1 April 2025", "offenders"):
        for day in days:
            assert not list(unproved(made(assistant, topic, day), assistant)), (topic, day)
    compared = made(assistant, "Lost property", date(2026, 3, 1), date(2025, 5, 1))
    assert not list(unproved(compared, assistant))


_NASTY = st.text(st.sampled_from("ab.;: “”‘’\"'|<>&*_`[]()#\\$~@=\t✓é"), min_size=1, max_size=40)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(owner=_NASTY, ask=_NASTY, finding=_NASTY)
def test_no_words_of_a_report_break_a_briefing(
    tmp_path_factory: pytest.TempPathFactory, owner: str, ask: str, finding: str
) -> None:
    audit = AUDIT.replace("Desk Manager", f"Desk {owner.replace('|', '/')} Manager")
    audit = audit.replace("second shelf", f"second {ask.replace('|', '/')} shelf")
    audit = audit.replace("untidy but honest", f"untidy {finding} but honest")
    assistant = over(tmp_path_factory.mktemp("nasty"), audit=audit)
    assert not list(unproved(made(assistant, "Lost property"), assistant))


def test_references_are_numbered_in_order_of_first_use_and_hold_what_was_relied_on(
    briefing: Briefing, assistant: Assistant
) -> None:
    used = [number for line in briefing.lines for number in line.cites]
    assert list(dict.fromkeys(used)) == [r.number for r in briefing.references]
    for line in briefing.lines:
        for reference, span in ((r, s) for r in briefing.cited(line) for s in line.spans):
            if reference.section == assistant.section(span.section).title:
                assert span.quote in reference.quotes or len(line.spans) > 1


def test_sources_have_dates_and_the_hash_of_their_file(
    briefing: Briefing, assistant: Assistant
) -> None:
    assert [source.letter for source in briefing.sources] == ["A", "B", "C"]
    places = {r.name: n for n, r in enumerate(assistant.reports)}
    for source in briefing.sources:
        assert source.sha256 == f"{places[source.name]:064d}"
        assert source.dates


@pytest.mark.parametrize("topic", ["Giraffes", "2031", "Firearms licensing"])
def test_a_topic_on_which_nothing_bears_gives_a_short_honest_briefing(
    assistant: Assistant, topic: str
) -> None:
    briefing = made(assistant, topic)
    assert not briefing.bears
    assert [p.title for p in briefing.parts] == ["Nothing held"]
    told = part(briefing, "Nothing held")
    assert f"Nothing held up to 3 November 2025 bears on “{topic}”." in told
    assert "Searched: " in told
    assert "Dated later, so not searched: Follow up of lost property" in told
    assert briefing.references == ()


def test_before_any_report_nothing_is_held(assistant: Assistant) -> None:
    briefing = made(assistant, "Lost property", date(2020, 1, 1))
    assert not briefing.bears
    assert "no report is dated up to that day" in part(briefing, "Nothing held")


def test_a_topic_without_words_is_refused(assistant: Assistant) -> None:
    with pytest.raises(EmptyTopicError, match="say what the briefing is about"):
        made(assistant, " of the ")


def test_a_meeting_is_briefed_by_its_day(assistant: Assistant) -> None:
    briefing = made(assistant, "Scrutiny Meeting 1 April 2025")
    assert "“seek assurance that finds are kept dry.”" in part(briefing, "Purpose")
    assert "The Force will count the umbrellas" in part(briefing, "Outstanding")


def test_a_briefing_stays_inside_the_reports_named(assistant: Assistant) -> None:
    audit = next(r.id for r in assistant.reports if r.kind == "internal audit" and r.dated == DAY)
    wanted = Wanted("Lost property", DAY, (audit,))
    briefing = brief(wanted, assistant.search, assistant.reports, {})
    assert {span.report for line in briefing.lines for span in line.spans} == {audit}


def test_the_topic_decides_what_bears(assistant: Assistant) -> None:
    register = registered(assistant.reports)
    topic = Topic.of("weigh", assistant.search, register, assistant.reports)
    assert [i.label for i in topic.items(register.items)] == ["2025 recommendation 1"]
    assert topic.share("Weighing of finds") == 1.0
    assert topic.centre("Weighing finds") == pytest.approx(1 / 2)


def test_one_word_of_a_topic_is_not_the_topic(assistant: Assistant) -> None:
    register = registered(assistant.reports)
    topic = Topic.of(
        "umbrella safes and harbour keys", assistant.search, register, assistant.reports
    )
    assert topic.share("The umbrella register") < 0.6
    assert topic.share("Safes for an umbrella") == 1.0
    assert topic.share("Keys to the harbour") == 1.0


def test_what_moved_between_two_days(assistant: Assistant) -> None:
    moved = made(assistant, "Lost property", date(2026, 3, 1), DAY)
    assert moved.title.endswith("as at 1 March 2026: what moved since 3 November 2025")
    assert "Follow up of lost property actions" in part(moved, "New reports")
    assert part(moved, "New items") == "Nothing new is asked since 3 November 2025."
    told = "Management action 1: no status recorded → Implemented (Example Audit LLP, 2 February"
    assert told in part(moved, "Status changes")
    assert "Management action 1: Implemented" in part(moved, "Closed")
    assert "Management action 2 (internal audit 7.25/26)" in part(moved, "Newly past due")
    assert "due “31 December 2025”" in part(moved, "Due dates passed")


def test_new_items_and_disagreements_are_told_with_their_dates(assistant: Assistant) -> None:
    moved = made(assistant, "Lost property", DAY, date(2025, 10, 1))
    told = part(moved, "New items")
    assert "due “31 August 2025” (past due, completion not recorded): “The Force will" in told
    assert "2025 recommendation 1 (PCC response)" in told
    late = "Management action 1 (internal audit 7.25/26), due “31 August 2025”: past due"
    assert late in part(moved, "Newly past due")
    assert "more than one owner" in part(moved, "New disagreements")


def test_the_later_day_must_be_later(assistant: Assistant) -> None:
    with pytest.raises(ValueError, match="is not before"):
        made(assistant, "Lost property", DAY, DAY)


def test_a_briefing_of_nothing_new_says_so_in_each_part(assistant: Assistant) -> None:
    moved = made(assistant, "Lost property", DAY + timedelta(days=1), DAY)
    assert all(line.kind == "note" for line in moved.lines)


def _field(quote: str, value: str = "") -> Field:
    return Field(value or quote, Span("r", "r#1", 0, len(quote), quote))


def test_a_long_sentence_is_cut_outside_the_quotation_marks() -> None:
    assert quoted(_field("One two three four"), 2) == "“One two” …"
    assert quoted(_field("It is signed on every day. Then it is filed.")) == (
        "“It is signed on every day.” …"
    )
    assert exact(_field("By 1 May 2025", "1 June")) == "“By 1 May 2025”"


def test_items_are_named_together() -> None:
    field = _field("x")
    item = Item("1", "area for improvement", "r", "2", "", "", field, ())
    several = [replace(item, number=n) for n in ("10", "2", "1")]
    assert named(several) == "Areas for improvement 1, 2 and 10"
    assert named([*several[:1], replace(item, set="2023", family="recommendation")]) == (
        "Area for improvement 10 and 2023 recommendation 2"
    )
    assert asked(item, 5) == "“x”"


def test_an_ask_begins_at_its_verb_only_where_date_and_addressee_are_all_that_is_left_out() -> None:
    words = "By 1 May 2026, all police forces should weigh what is found."
    long = (
        "By 1 May 2026, all police forces should, in the survey of umbrellas that each of them "
        "makes, weigh what is found. The scales should be new."
    )
    item = Item(
        "1", "recommendation", "r", "2", "", "", _field(words), (),
        deadlines=(_field("By 1 May 2026"),), addressees=("all police forces",),
    )  # fmt: skip
    assert asked(item, 20) == "“weigh what is found.”"
    assert asked(replace(item, text=_field(long)), 5) == "“By 1 May 2026, all” …"


def test_only_sides_stand_in_quotation_marks_in_a_note() -> None:
    sides = (_field("a"), _field("b"))
    note = noted(Conflict("", "owners", sides, "two owners", "it “x has “a” and “b”"))
    assert note == 'It "x has “a” and “b”'


@given(st.lists(st.integers(1, 40)))
def test_runs_lose_no_number(numbers: list[int]) -> None:
    told = [run.split("–") for run in runs(numbers)]
    whole = [n for run in told for n in range(int(run[0]), int(run[-1]) + 1)]
    assert whole == sorted(set(numbers))


def test_a_cell_shows_only_marks_that_are_new_in_its_row() -> None:
    row = (Line("row", "a", cites=(1,)), Line("row", "b", cites=(1, 2)))
    assert [marks for _, marks in new_marks(row)] == [(1,), (2,)]


def test_a_graded_report_alone_gives_grades_and_no_actions(tmp_path: Path) -> None:
    briefing = briefed(tmp_path, graded=GRADED, later=LATER)
    assert part(briefing, "Outstanding").startswith("No outstanding action for the force")
    assert "No disagreement" in part(briefing, "Points of tension")


def test_reports_on_two_forces_are_told_apart_and_a_name_keeps_to_one(tmp_path: Path) -> None:
    other = AUDIT.replace("Northshire", "Eastmoor").replace("7.25/26", "8.25/26")
    assistant = over(tmp_path, audit=AUDIT, other=other.replace("umbrellas", "gloves"))
    both = part(made(assistant, "Lost property"), "Purpose")
    assert "It is on Eastmoor Police and Northshire Police: name one in the topic" in both
    one = made(assistant, "Lost property in Eastmoor")
    assert "It is on" not in part(one, "Purpose")
    assert "gloves" in part(one, "Outstanding")
    assert "umbrellas" not in part(one, "Outstanding")


def test_a_date_until_which_something_lasts_is_not_waited_for(tmp_path: Path) -> None:
    response = RESPONSE.replace(
        "This cannot be progressed until the scales have been delivered.",
        "The scales are paid for until March 2027.",
    )
    assert asked_by(briefed(tmp_path, response=response), "awaiting another") == []


def test_a_topic_by_its_short_form_is_the_topic_spelt_out(tmp_path: Path) -> None:
    report = AUDIT.replace("Nobody counts", "Lost Property (LP) is full. Nobody counts")
    held = over(tmp_path, audit=report)
    short, long = (made(held, topic) for topic in ("LP", "Lost Property"))
    assert len(short.references) == len(long.references) > 0
