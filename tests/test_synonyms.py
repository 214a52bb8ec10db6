import numpy as np

from index.search import Query
from index.synonyms import ALIKE, synonyms


def test_words_of_one_line_mean_the_same_whichever_is_said() -> None:
    same = synonyms()
    assert all(word in same[other] for word in same for other in same[word] if other in same)
    assert not any(word in names for word, names in same.items())


def test_several_words_stand_for_one_only_together() -> None:
    kin = {"council": {"local author": ALIKE}}
    query = Query("", (), {}, (), {}, kin, frozenset(), np.zeros(1, np.float32))
    assert query.credit("council", frozenset({"local", "author"})) == ALIKE
    assert query.credit("council", frozenset({"local"})) == 0.0
