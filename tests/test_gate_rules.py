"""What each rule of the gate is for: one sentence that it lets through, one that it withholds."""

import pytest

from assistant.clause import Evidence
from assistant.gate import facts

AUDIT = "Fuel Audit, internal audit 3.25/26, 3 November 2025 › Findings"
RESPONSE = "Response by the Police and Crime Commissioner for Northshire, PCC response › Comments"

CASES = [
    # numbers, shares and lengths of time by value, however they are written
    ("Checks took 48 hours.", "Checks took two days [1].", "Checks took two weeks [1]."),
    ("In a third of cases a form was lost.", "In 33% of cases a form was lost [1].",
     "In 23% of cases a form was lost [1]."),
    ("Sixty-one cards were lost.", "61 cards were lost [1].", "16 cards were lost [1]."),
    # a number stays with what it counts, measures and limits
    ("There were 280 bays for 412 permits.", "There were 412 permits for 280 bays [1].",
     "There were 280 permits for 412 bays [1]."),
    ("Repairs took 40 days, against a target of 25 days.", "The target for repairs is 25 days [1].",
     "Repairs took 25 days [1]."),
    ("Costs fell from £90 to £60.", "Costs dropped from £90 to £60 [1].",
     "Costs fell from £60 to £90 [1]."),
    # what is denied is denied of the same word
    ("Drivers keep a log but do not sign it.", "Drivers keep a log [1].", "Drivers sign it [1]."),
    ("The cards were not cancelled.", "The cards went uncancelled [1].",
     "The cards were cancelled [1]."),
    # a hedge, a duty and a plan stay what they are
    ("The Force should lock the pumps.", "The pumps should be locked by the Force [1].",
     "The Force locks the pumps [1]."),
    ("The Force is locking the pumps.", "The pumps are being locked by the Force [1].",
     "The Force has locked the pumps [1]."),
    # as much is spoken of as in the evidence
    ("Of the 12 pumps, five were locked.", "Five of the 12 pumps were locked [1].",
     "The pumps were locked [1]."),
    ("Most drivers sign the log.", "The majority of drivers sign the log [1].",
     "Drivers sign the log [1]."),
    ("Every depot except Harbour locks its pumps.", "Harbour does not lock its pumps [1].",
     "Harbour locks its pumps [1]."),
    # who does it is who does it
    ("The depot manager tests the pumps.", "The pumps are tested by the depot manager [1].",
     "Drivers test the pumps [1]."),
    # before is not after, faster is not slower
    ("Cards were issued before the check.", "Cards were issued ahead of the check [1].",
     "Cards were issued after the check [1]."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), CASES)
def test_a_rule_tells_a_right_sentence_from_a_wrong_one(text: str, right: str, wrong: str) -> None:
    evidence = [Evidence(1, AUDIT, text)]
    assert facts(right, evidence) == ""
    assert facts(wrong, evidence) != ""


def test_what_somebody_believes_is_told_as_what_they_believe() -> None:
    evidence = [Evidence(1, RESPONSE, "I believe that the depots are safe.")]
    assert facts("The Commissioner believes that the depots are safe [1].", evidence) == ""
    assert facts("The depots are safe [1].", evidence) == "opinion"
    assert facts("Drivers believe that the depots are safe [1].", evidence) == "actor"


def test_a_report_s_name_for_its_force_is_the_force() -> None:
    place = "PEEL 2025-27 inspection of Northshire Police, inspection report › Fuel"
    evidence = [Evidence(1, place, "The force locks its pumps.")]
    assert facts("Northshire Police locks its pumps [1].", evidence) == ""
    assert facts("The Commissioner locks its pumps [1].", evidence) == "actor"
