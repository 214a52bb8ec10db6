from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.answer import Question, Turn
from assistant.gist import LABELS, Gist, marks
from assistant.understand import Understood, understand
from eval.training.wants import (
    PULL,
    WORDS,
    WordsError,
    bars,
    costs,
    design,
    fit,
    load,
    sha256,
    targets,
    vocabulary,
)
from index.embed import Embedder, Vectors

HELD = frozenset({"recommendation", "action", "area for improvement"})


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return Embedder(home=tmp_path_factory.mktemp("gist"))


def read(text: str, embedder: Embedder, held: frozenset[str] = HELD) -> Understood:
    said = understand(Question(text), date(2025, 11, 3))
    return Gist.shipped().joined(said, embedder.embed([text])[0], held)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("whose head will roll if the taser refresher is not sorted", "owner"),
        ("whose job has it become to rewrite the bail letters the inspectors wanted", "owner"),
        ("what date were they given for sorting out the bail letters", "deadline"),
        ("anything that ought to have been wrapped up already", "past due"),
        ("how are we getting on with the bail letters", "status"),
        ("what have the inspectors told the force to put right in custody", "list"),
        ("what mark did they get for neighbourhood policing", "grade"),
    ],
)
def test_a_want_worded_as_nobody_foresaw_is_found(
    embedder: Embedder, question: str, want: str
) -> None:
    assert want in read(question, embedder).wants


@pytest.mark.parametrize(
    ("question", "family"),
    [
        ("what were the improvement points", "area for improvement"),
        ("the things RSM want sorted", "action"),
        ("what did the inspectors recommend about bail letters", "recommendation"),
    ],
)
def test_a_family_that_is_only_described_is_found_where_it_is_held(
    embedder: Embedder, question: str, family: str
) -> None:
    assert read(question, embedder).families == (family,)
    assert read(question, embedder, held=frozenset()).families == ()


@pytest.mark.parametrize(
    "question",
    [
        "how tardy was the nurse in getting to the cells",
        "who looks after the bail clerks at weekends",
        "when do the bail clerks go home",
        "how has morale been among the bail clerks",
    ],
)
def test_a_question_about_no_item_gets_no_want_of_items(embedder: Embedder, question: str) -> None:
    found = read(question, embedder)

    assert found.of_items < 0.5
    assert found.wants == understand(Question(question), date(2025, 11, 3)).wants


def test_what_the_wording_gives_away_is_never_taken_back(embedder: Embedder) -> None:
    said = understand(Question("which recommendations are overdue?"), date(2025, 11, 3))
    found = read(said.text, embedder)

    assert found.wants >= said.wants
    assert found.families == said.families


def test_a_date_still_to_come_is_not_past(embedder: Embedder) -> None:
    assert "past due" not in read("which actions have not reached their deadline", embedder).wants


def test_a_follow_up_is_left_to_the_wording(embedder: Embedder) -> None:
    history = (Turn("user", "Who owns action 3?"), Turn("assistant", "The clerk."))
    said = understand(Question("and whose neck is it?", history), date(2025, 11, 3))
    vector = embedder.embed([said.text])[0]

    assert said.context
    assert Gist.shipped().joined(said, vector, HELD) == said


def test_the_shipped_weights_are_of_the_questions_as_they_stand(embedder: Embedder) -> None:
    learned = [one for one in load(WORDS) if not one.apart]
    shipped = Gist.shipped()

    assert shipped.words_sha256 == sha256(WORDS), "run: python -m eval.training.wants --write"
    assert shipped.model_sha256 == embedder.sha256
    assert tuple(shipped.features) == vocabulary(learned)


def test_the_shipped_weight_of_a_rare_word_is_what_its_questions_ask_for(
    embedder: Embedder,
) -> None:
    # Where the penalised likelihood is greatest its slope is 0, so the weight of a word is the sum
    # of cost * (truth - chance) over the questions that have it, over n * PULL.
    learned = [one for one in load(WORDS) if not one.apart]
    shipped = Gist.shipped()
    seen = Counter(mark for one in learned for mark in marks(one.text))
    rare = [m for m in shipped.features if seen[m] == 3 and m.isalpha()][::40]
    truth, cost = targets(learned), costs(targets(learned))

    assert len(rare) >= 3
    for mark in rare:
        places = [n for n, one in enumerate(learned) if mark in marks(one.text)]
        vectors = embedder.embed([learned[n].text for n in places])
        chances = np.array([
            list(shipped.probabilities(learned[n].text, vector).values())
            for n, vector in zip(places, vectors, strict=True)
        ])  # fmt: skip
        asked = (cost[places] * (truth[places] - chances)).sum(axis=0) / (len(learned) * PULL)
        assert shipped.weights[shipped.features[mark]] == pytest.approx(asked, abs=0.08)


def test_nearly_all_that_is_believed_of_questions_kept_apart_is_so(embedder: Embedder) -> None:
    apart = [one for one in load(WORDS) if one.apart][::4]
    added, right = 0, 0
    for one, vector in zip(apart, embedder.embed([one.text for one in apart]), strict=True):
        said = understand(Question(one.text), date(2025, 11, 3))
        more = Gist.shipped().joined(said, vector, HELD).wants - said.wants
        added, right = added + len(more), right + len(more & one.labels)

    assert added > 10
    assert right / added >= 0.9


def test_a_fit_learns_which_word_goes_with_which_label(tmp_path: Path) -> None:
    lines = [f"who owns it {n}" for n in "abcd"] + [f"when was it {n}" for n in "abcd"]
    path = tmp_path / "words.txt"
    path.write_text("@ owner, item\n" + "\n".join(lines[:4]) + "\n@ time\n" + "\n".join(lines[4:]))
    some = load(path)
    features = vocabulary(some)
    vectors: Vectors = np.zeros((len(some), 2), np.float32)

    weights = fit(design(some, vectors, features), targets(some))

    owner, time = LABELS.index("owner"), LABELS.index("time")
    assert weights[features.index("own"), owner] > 0 > weights[features.index("own"), time]
    assert weights[features.index("when"), time] > 0 > weights[features.index("when"), owner]


def test_a_bar_lies_where_nearly_all_above_it_are_so() -> None:
    truth = np.zeros((10, len(LABELS)), np.float32)
    count = LABELS.index("count")
    truth[:3, count] = 1  # of the four most likely the first three have the label
    chances = np.linspace(0.95, 0.05, 10, dtype=np.float32)[:, None].repeat(len(LABELS), axis=1)

    found = bars(chances, truth)

    assert found == {"count": pytest.approx(0.75, abs=0.001)}  # the third's chance


def test_questions_kept_apart_are_marked_so(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# a note\n@ -\nhello\n== kept apart\n@ owner, item\nwho has it\n")

    first, second = load(path)

    assert (first.labels, first.apart) == (frozenset(), False)
    assert (second.labels, second.apart) == (frozenset({"owner", "item"}), True)


@pytest.mark.parametrize("text", ["who has it\n", "@ ownr\nwho has it\n"])
def test_a_question_without_a_known_label_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "words.txt"
    path.write_text(text)

    with pytest.raises(WordsError):
        load(path)
