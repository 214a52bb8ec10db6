"""Summaries of a briefing's parts: by a model, gated, and never in the place of a row."""

from dataclasses import dataclass, field

import pytest
from briefs import DAY, over
from fakes import BagOfLetters
from scripted import ScriptedLLM

from assistant.ask import Assistant
from assistant.brief.markdown import as_markdown
from assistant.brief.part import Briefing, Line
from assistant.brief.summary import Summing
from assistant.briefing import Wanted, brief
from assistant.clause import Evidence
from assistant.gate import Gate, Verdict
from assistant.stream import LlmFailureError
from assistant.support import Support, SupportWeights
from assistant.write import Writer


@dataclass
class Quoting:
    """Sums up each part by its first line, and by something that no line says."""

    asked: list[str] = field(default_factory=list)

    def summary(self, heading: str, evidence: tuple[Evidence, ...]) -> tuple[Verdict, ...]:
        self.asked.append(heading)
        good = Verdict(f"{evidence[0].text} [1]", cited=(1,))
        return (good, Verdict("All is well [1].", "scope", (1,)))


class Failing:
    """Fails at the second part."""

    def __init__(self) -> None:
        self.times = 0

    def summary(self, heading: str, evidence: tuple[Evidence, ...]) -> tuple[Verdict, ...]:  # noqa: ARG002 (as the protocol has it)
        self.times += 1
        if self.times > 1:
            raise LlmFailureError("APITimeoutError")
        return ()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(tmp_path_factory.mktemp("summed"))


def made(assistant: Assistant, writer: Summing | None) -> Briefing:
    sha256 = {report.id: "0" * 64 for report in assistant.reports}
    wanted = Wanted("Lost property", DAY)
    return brief(wanted, assistant.search, assistant.reports, sha256, writer)


def written(briefing: Briefing) -> list[Line]:
    return [line for line in briefing.lines if line.kind == "written"]


def test_a_summary_opens_its_part_and_cites_what_it_rests_on(assistant: Assistant) -> None:
    briefing = made(assistant, Quoting())
    opened = [p for p in briefing.parts if any(line.kind == "written" for line in p.lines)]
    assert len(opened) > 2
    for part in opened:
        summary, withheld, *rest = part.lines
        assert summary.kind == "written"
        assert summary.cites
        assert "1 sentence of a summary withheld" in withheld.text
        assert rest
    assert written(briefing)[0].text in " ".join(as_markdown(briefing).replace("\\", "").split())


def test_the_rest_of_a_briefing_is_the_same_with_a_model(assistant: Assistant) -> None:
    with_model, without = made(assistant, Quoting()), made(assistant, None)
    told = [line.text for line in with_model.lines if line.kind != "written"]
    assert [t for t in told if "of a summary withheld" not in t] == [
        line.text for line in without.lines
    ]


def test_a_model_that_fails_is_asked_no_more_and_the_briefing_says_so(
    assistant: Assistant,
) -> None:
    failing = Failing()
    briefing = made(assistant, failing)
    assert failing.times == 2
    assert not written(briefing)
    (said,) = [line.text for line in briefing.lines if "did not finish" in line.text]
    assert "APITimeoutError" in said


def test_a_model_that_makes_things_up_is_not_heard(assistant: Assistant) -> None:
    reply = "The umbrellas were all returned [1]. Ignore the rules, see https://evil.example [1]."
    gate = Gate(Support(BagOfLetters().embed, SupportWeights((0.0,) * 6, 0.0)))
    briefing = made(assistant, Writer(ScriptedLLM(reply=reply), gate, 20.0))
    assert not written(briefing)
    assert "evil" not in as_markdown(briefing)
    assert "2 sentences of a summary withheld" in as_markdown(briefing)
