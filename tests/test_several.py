import torch

from eval.training.asked import Stretch
from eval.training.batch import Row
from eval.training.several import _joint, groups

PLACE = "Night desk audit, 3 May 2025, Northshire Police\nFindings"
HELD = (
    Stretch("audit", PLACE, "The desk was shut on nine nights.", (("nights shut?", "nine"),)),
    Stretch("audit", PLACE, "Nine officers and a dog work nights at the desk.", ()),
    Stretch("audit", PLACE, "The desk keeps a log of keys.", (("who keeps the keys?", ""),)),
    Stretch("other", PLACE, "The desk was shut on two nights.", ()),
)


def test_a_question_stands_beside_its_passage_and_others_of_the_report() -> None:
    found = {group[0].question.lower().strip(" ?"): group for group in groups(HELD)}
    assert len(found) == 2
    answered = next(group for group in found.values() if group[0].answerable)
    assert answered[0].answer == "nine"
    assert [pair.answerable for pair in answered[1:]] == [False, False]
    assert {pair.group for group in found.values() for pair in group} == {"audit"}
    assert not any(
        pair.answerable for group in found.values() if group != answered for pair in group
    )


def test_a_place_is_likely_only_above_those_of_the_other_passages() -> None:
    row = Row([101, 1, 102, 7, 8, 102], [0, 0, 0, 1, 1, 1], 3, 3, 3)
    none = Row([101, 1, 102, 7, 8, 102], [0, 0, 0, 1, 1, 1], 0, 0, 3)
    target = torch.tensor([3, 0])
    ahead, behind = torch.zeros(2, 6), torch.zeros(2, 6)
    ahead[0, 3] = behind[0, 3] = 5.0
    behind[1, 4] = 9.0
    (well,), (badly,) = (list(_joint(s, target, [[row, none]])) for s in (ahead, behind))
    assert well < 0.1
    assert badly > 3


def test_a_question_that_no_passage_answers_has_no_place_among_them() -> None:
    none = Row([101, 1, 102, 7, 102], [0, 0, 0, 1, 1], 0, 0, 3)
    assert list(_joint(torch.zeros(1, 5), torch.tensor([0]), [[none]])) == []
