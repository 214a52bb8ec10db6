from collections.abc import Sequence

import pytest
from fakes import BagOfLetters

from assistant.clause import Evidence
from assistant.gate import Gate, facts
from assistant.support import Support, SupportWeights
from eval.case import SPLITS
from eval.gate import Judged, Pair, families, pairs, rates
from index.reader import Beside, Reader
from index.reading import Reading

AUDIT = "Night Desk Audit, internal audit 7.25/26, 3 November 2025 › Findings"
ROW = Evidence(
    1,
    AUDIT,
    "Management action 3 – owner: Head of Training; due: 31 March 2026; priority: Medium. "
    "“The Force will consider whether call handlers need a second course.”",
)
PROSE = Evidence(
    2, AUDIT, "Most sergeants sign the log, but four of the 12 logs that we read were not signed."
)
BOTH = (ROW, PROSE)


def judged(sentence: str, least: float = 0.0) -> str:
    """Why a sentence is withheld; empty when it is shown."""
    gate = Gate(Support(BagOfLetters().embed, SupportWeights((0.0,) * 6, least)))
    return gate.judge(sentence, BOTH).reason


@pytest.mark.parametrize(
    "sentence",
    [
        "The Head of Training owns management action 3 [1].",
        "Action 3 is due at the end of March 2026 [1].",
        "The Force is to consider whether call handlers need a second course [1].",
        "The auditors read 12 logs, and four of them were not signed [2].",
        "Most sergeants sign the log [2].",
        "Four of the 12 logs lacked a signature [2].",
        "The audit says that “Most sergeants sign the log” [2].",
    ],
)
def test_what_the_evidence_says_in_other_words_is_shown(sentence: str) -> None:
    assert judged(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The Head of Estates owns management action 3 [1].", "actor"),
        ("Action 3 is due on 31 May 2026 [1].", "unheld number"),
        ("Action 3 has a High priority [1].", "grade or status"),
        ("Call handlers will have a second course [1].", "hedge"),
        ("All sergeants sign the log [2].", "scope"),
        ("Sergeants sign the log [2].", "scope"),
        ("Five of the 12 logs were not signed [2].", "number"),
        ("Four of the 12 logs were signed [2].", "negation"),
        ("Inspectors read 12 logs [2].", "actor"),
        ("The audit says that “few sergeants sign” [2].", "quotation"),
        ("Four of the 12 logs were not signed [1].", "number"),
        ("Four logs were not signed because of heavy rain [2].", "added"),
        ("You should know that most sergeants sign the log [2].", "speaks to its reader"),
    ],
)
def test_what_the_evidence_does_not_say_is_withheld_with_the_reason(
    sentence: str, reason: str
) -> None:
    assert judged(sentence) == reason


def test_a_sentence_that_nothing_supports_is_withheld_by_its_score() -> None:
    # All weights are 0, so that each score is 1 / (1 + e^0) = 0.5.
    assert judged("Most sergeants sign the log [2].", least=0.5) == ""
    assert judged("Most sergeants sign the log [2].", least=0.51) == "not supported"


class Says(Reader):
    """A support model that says the same of everything, and keeps what it was given."""

    def __init__(self, head: float) -> None:
        super().__init__()
        self.head = head
        self.given: list[Beside] = []

    def readings(self, some: Sequence[Beside]) -> list[Reading]:
        self.given += some
        return [Reading(0, 0, 0.0, 0.5, self.head) for _ in some]


def test_the_support_model_reads_the_sentence_beside_all_that_it_cites() -> None:
    weights = SupportWeights((0.0, 0.0, 0.0, 0.0, 1.0, 0.0), 0.5)
    doubts, agrees = Says(-1.0), Says(1.0)
    for says, told in ((doubts, "not supported"), (agrees, "")):
        gate = Gate(Support(BagOfLetters().embed, weights, says))
        assert gate.judge("Most sergeants sign the log [1] [2].", BOTH).reason == told
    (read,) = agrees.given
    assert (read.question, read.place) == ("Most sergeants sign the log.", ROW.place)
    assert read.text == f"{ROW.text}\n{PROSE.place}: {PROSE.text}"


def test_what_the_rules_hold_against_a_sentence_is_weighed_where_it_does_not_decide() -> None:
    sentence = "Call handlers will have a second course [1]."
    weighed = {
        most: SupportWeights((0.0, 0.0, 0.0, 0.0, 1.0, 0.0), 0.5, {"hedge": most})
        for most in (-0.5, -2.0)
    }
    for most, told in ((-0.5, ""), (-2.0, "hedge")):
        gate = Gate(Support(BagOfLetters().embed, weighed[most], Says(1.0)))
        assert gate.judge(sentence, BOTH).reason == told
    alone = Gate(Support(BagOfLetters().embed, SupportWeights((0.0,) * 5 + (9.0,), 0.5)))
    assert alone.judge(sentence, BOTH).reason == "hedge"


def test_values_of_two_rows_are_not_blended() -> None:
    other = Evidence(
        2,
        AUDIT,
        "Management action 4 – owner: Desk Manager; due: 30 June 2026; priority: Low. "
        "“The Force will log each handover.”",
    )
    cited = (ROW, other)
    assert facts("Action 4 is owned by the Desk Manager [1] [2].", cited) == ""
    assert facts("Action 3 is due on 30 June 2026 [1] [2].", cited) == "number"
    assert facts("The Head of Training will log each handover [1] [2].", cited) != ""


def test_an_area_keeps_its_grade() -> None:
    cited = tuple(
        Evidence(n, "PEEL inspection of Northshire Police, inspection report › Grades", text)
        for n, text in enumerate(("Managing offenders – Good", "Preventing crime – Adequate"), 1)
    )
    assert facts("Northshire Police is graded good at managing offenders [1].", cited[:1]) == ""
    assert facts("Managing offenders is graded Adequate [1].", cited[:1]) != ""
    assert facts("Managing offenders is graded Adequate [1] [2].", cited) != ""


def test_the_splits_share_no_evidence() -> None:
    told = {split: {e.text for p in pairs(split) for e in p.evidence} for split in SPLITS}
    learned = {e.text for family in families("learn") for e in family.evidence}
    assert not told["development"] & told["test"]
    assert not learned & (told["development"] | told["test"])
    assert min(len(pairs(split)) for split in SPLITS) >= 60


def test_half_of_the_test_pairs_are_wrong_and_each_is_told_once() -> None:
    test = pairs("test")
    assert 0.4 < sum(bool(pair.wrong) for pair in test) / len(test) < 0.6
    assert len({(pair.sentence, pair.evidence) for pair in test}) == len(test)


def test_rates_are_shares_of_the_wrong_and_of_the_right() -> None:
    def one(wrong: str, reason: str) -> Judged:
        return Judged(Pair("p", "s", (), wrong), reason)

    found = [one("date", ""), one("date", "number"), one("owner", "actor"), one("", "scope")]
    told = rates("test", [*found, *[one("", "")] * 3])
    assert told.false_accept.value == pytest.approx(1 / 3)  # one of three wrong ones
    assert told.false_reject.value == pytest.approx(1 / 4)  # one of four right ones
    assert told.accepted == (("date", 1, 2), ("owner", 0, 1))
    assert not told.holds
