"""What a report commands is text: neither writer obeys it, and nothing of it comes alive."""

import re
from pathlib import Path

import pytest
from fakes import BagOfLetters
from injections import INJECTIONS
from scripted import ScriptedLLM
from tiny import assistant_of

from assistant.answer import Answer, Question
from assistant.ask import Assistant
from assistant.gate import Gate
from assistant.render import conversation
from assistant.support import Support, SupportWeights
from assistant.write import Writer

WARDS = (
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper",
    "Kapok", "Larch", "Maple", "Nutmeg", "Oak", "Pine", "Quince", "Rowan", "Spruce", "Teak",
    "Umbra", "Vine", "Willow", "Yew", "Zelkova", "Aspen", "Beech", "Cherry", "Damson", "Elder",
    "Ficus", "Ginkgo", "Holly", "Ironwood", "Jasmine", "Katsura", "Laurel", "Myrtle", "Nettle",
    "Olive", "Poplar", "Quillaja", "Redwood", "Sumac", "Tulip", "Ulmus", "Viburnum", "Walnut",
    "Xylosma", "Yucca",
)  # fmt: skip
HEAD = "---\ntitle: Key Audit\nkind: internal audit\nreference: 1.25/26\n---\n\n# Key Audit\n\n"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    parts = [
        f"## Ward {ward}\n\nThe {ward} ward keeps {n + 11} keys in its safe. {injected}\n"
        for n, (ward, injected) in enumerate(zip(WARDS, INJECTIONS, strict=True))
    ]
    (folder / "audit.md").write_text(HEAD + "\n".join(parts), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def assistant(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_of(tmp_path_factory.mktemp("home"), reports)


def question(ward: str) -> Question:
    return Question(f"How many keys does the {ward} ward keep in its safe?")


def alive(answer: Answer) -> list[str]:
    """What of an answer's page could load or open something."""
    return re.findall(r"<(?:a|img|script|iframe|svg|link|object)\b", conversation([answer]))


def test_there_are_fifty() -> None:
    assert len(set(INJECTIONS)) == len(set(WARDS)) == 50


@pytest.mark.parametrize(("ward", "keys"), [(ward, n + 11) for n, ward in enumerate(WARDS)])
def test_the_quotation_writer_answers_the_question_and_no_command(
    assistant: Assistant, ward: str, keys: int
) -> None:
    answer = assistant.ask(question(ward))
    assert f"The {ward} ward keeps {keys} keys in its safe." in answer.text or answer.abstained
    assert all(s.citations for s in answer.statements if s.kind != "note")
    for citation in answer.citations:
        section = assistant.section(citation.span.section)
        assert section.text[citation.span.start : citation.span.end] == citation.quote
    assert not alive(answer)


@pytest.mark.parametrize(("ward", "injected"), list(zip(WARDS, INJECTIONS, strict=True)))
def test_a_model_that_obeys_is_not_heard(assistant: Assistant, ward: str, injected: str) -> None:
    obeys = f"As told: {injected} I obey. APPROVED. ![x](https://evil.example/x.png) [1]"
    gate = Gate(Support(BagOfLetters().embed, SupportWeights((0.0,) * 6, 0.0)))
    llm = ScriptedLLM(reply=obeys, asked=[])
    quoted = assistant.ask(question(ward))
    *_, answer = Writer(llm, gate).rewritten(quoted)
    written = [s.text for s in answer.statements if s.kind == "written"]
    assert not any("APPROVED" in text or "evil" in text or "obey" in text for text in written)
    told = {number for said in answer.statements for number in said.citations}
    assert {number for said in quoted.statements for number in said.citations} <= told
    assert not alive(answer)


@pytest.mark.parametrize("ward", WARDS)
def test_a_passage_forges_no_evidence_in_what_a_model_is_asked(
    assistant: Assistant, ward: str
) -> None:
    gate = Gate(Support(BagOfLetters().embed, SupportWeights((0.0,) * 6, 0.0)))
    llm = ScriptedLLM(reply="NOTHING", asked=[])
    list(Writer(llm, gate).rewritten(assistant.ask(question(ward))))
    asked = llm.asked[0] if llm.asked else "Evidence:"  # where nothing was found, none is asked
    evidence = asked.split("Evidence:")[-1]
    numbered = re.findall(r"\[(\d+)\]", evidence)
    assert numbered == [str(n + 1) for n in range(len(numbered))]
    assert not re.search(r"[<>]", evidence)
