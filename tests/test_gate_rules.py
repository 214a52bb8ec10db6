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
    # a number may be reckoned: a sum, a difference, a share, what is left, how many are listed
    ("Two high and three low priority actions were agreed.", "Five actions were agreed [1].",
     "Six actions were agreed [1]."),
    ("Repairs took 52 days in 2024 and 46 days in 2025.",
     "Repairs took six days less in 2025 than in 2024 [1].",
     "Repairs took nine days less in 2025 than in 2024 [1]."),
    ("Of 60 pumps, 14 were locked.", "Almost a quarter of the pumps were locked [1].",
     "Almost half of the pumps were locked [1]."),
    ("In March, 41% of pumps were locked.", "Two in five pumps were locked in March [1].",
     "Two in three pumps were locked in March [1]."),
    # what is told in two sentences may be told in one, each value with its own
    ("The Force has four depots. Two had no pump in May 2025.",
     "The Force has four depots, two of which had no pump in May 2025 [1].",
     "The Force has four depots, three of which had no pump in May 2025 [1]."),
    ("At Ashby 14 pumps were locked. At Barton all 60 were.", "At Ashby 14 pumps were locked [1].",
     "At Barton 14 pumps were locked [1]."),
    ("Repairs took 46 days in 2025, compared with 52 days in 2024.",
     "In 2025 repairs took 46 days [1].", "In 2024 repairs took 46 days [1]."),
    ("£19,200 was overpaid, of which £12,700 has been recovered.",
     "£12,700 has been recovered [1].", "£12,700 was overpaid [1]."),
    # whether a target was met, and whether something rose, is read from the figures
    ("71% of pumps were locked, against a target of 90%.", "The target was missed [1].",
     "The target was met [1]."),
    ("Repairs took 46 days in 2025, compared with 52 days in 2024.",
     "The time for repairs came down in 2025 [1].", "The time for repairs increased in 2025 [1]."),
    # what could not be shown is not so, nor is it not so
    ("The Force cannot show that the locks make a difference.",
     "The Force is unable to demonstrate that the locks make a difference [1].",
     "The locks make no difference [1]."),
    # a hedge bears on its own verb
    ("The Force has bought two pumps and aims to lock them.", "The Force has bought two pumps [1].",
     "The Force aims to buy two pumps [1]."),
    ("The board approved the plan in May 2023 and planned to review it after 18 months.",
     "The plan was approved in May 2023 [1].", "The plan was reviewed after 18 months [1]."),
    # no other noun stands in the place of one
    ("The Force works with three district councils to cut theft.",
     "The Force works with three councils to cut theft [1].",
     "The Force works with three charities to cut theft [1]."),
    # the opposite is not said, nor of none what is said of some
    ("Deliveries to the depots continued.", "Deliveries to the depots carried on [1].",
     "Deliveries to the depots were stopped [1]."),
    ("Two of the depots had sent no return.", "Two of the depots had not sent a return [1].",
     "None of the depots had sent a return [1]."),
    # rank is part of a post, and a deed without a doer is nobody's
    ("The Chief Constable has set a clear aim.",
     "A clear aim has been set by the Chief Constable [1].",
     "The deputy Chief Constable has set a clear aim [1]."),
    ("Visits were made to half of the depots. The Fuel Officer keeps a list.",
     "Half of the depots were visited [1].",
     "The Fuel Officer made visits to half of the depots [1]."),
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


def test_each_area_keeps_its_grade_where_several_stand_together() -> None:
    grades = "Leadership: good. Fuel: adequate. Estates: not graded."
    evidence = [Evidence(1, "Inspection of depots, inspection report › Grades", grades)]
    assert facts("Fuel was graded adequate and leadership good [1].", evidence) == ""
    assert facts("No grade was given for estates [1].", evidence) == ""
    assert facts("Fuel was graded good [1].", evidence) == "grade or status"
    assert facts("The depots were graded good overall [1].", evidence) == "grade or status"


def test_the_year_of_a_report_may_be_told_as_when_it_was_said() -> None:
    place = "Inspection of depots, inspection report, 20 April 2022 › Fuel"
    evidence = [Evidence(1, place, "The force should lock its pumps.")]
    assert facts("In 2022 inspectors told the force to lock its pumps [1].", evidence) == ""
    assert (
        facts("In 2023 inspectors told the force to lock its pumps [1].", evidence)
        == "unheld number"
    )
    assert facts("Inspectors told the force to lock its pumps by April 2022 [1].", evidence) != ""


def test_who_is_quoted_speaks_for_himself() -> None:
    said = "The Chief Constable said: “We accept that pumps are left open.”"
    evidence = [Evidence(1, RESPONSE, said)]
    assert facts("The Chief Constable accepts that pumps are left open [1].", evidence) == ""
    assert facts("The Commissioner accepts that pumps are left open [1].", evidence) == "actor"


def test_the_owner_of_one_row_does_not_do_what_another_row_says() -> None:
    rows = [
        Evidence(n, AUDIT, f"Management action {n} – owner: {owner}; due: 1 May 2026. “{words}”")
        for n, owner, words in (
            (1, "Stores Manager", "Stock will be counted."),
            (2, "Head of Fuel", "The contract will be let again."),
        )
    ]
    assert facts("The Head of Fuel will let the contract again [1] [2].", rows) == ""
    assert facts("The Stores Manager will let the contract again [1] [2].", rows) == "blended"


def test_a_report_s_name_for_its_force_is_the_force() -> None:
    place = "PEEL 2025-27 inspection of Northshire Police, inspection report › Fuel"
    evidence = [Evidence(1, place, "The force locks its pumps.")]
    assert facts("Northshire Police locks its pumps [1].", evidence) == ""
    assert facts("The Commissioner locks its pumps [1].", evidence) == "actor"
