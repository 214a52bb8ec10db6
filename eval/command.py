"""The command: choose the cases, build a library for them, ask, print, and judge the change."""

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from eval.case import SPLITS, Case, CaseError, Split, load
from eval.found import Seeker
from eval.page import page
from eval.result import SectionOf
from eval.scorecard import Ask, Scorecard, Seek, measure
from eval.sets import FILES, SHIPPED, reports_of
from eval.summary import Findings

if TYPE_CHECKING:
    from assistant.ask import Assistant

_HERE = Path(__file__).parent
_BASELINE = _HERE / "baseline.json"


class EvalError(ValueError):
    """An argument does not fit the others, or a file that it names cannot be used."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    cases: tuple[Path, ...]
    """Files of cases; empty for all that ship."""
    reports: Path | None
    """Folder or file for the library; None for the one that belongs to each file of cases."""
    shown: tuple[Split, ...]
    """Splits of which failures are printed."""
    json: bool
    write: bool
    """Whether the run becomes the baseline."""
    baseline: Path | None
    retrieval: Path | None = None
    """Folder of documents, queries and judgements; then search alone is scored."""
    drafts: Path | None = None
    """File of draft cases, to be written or to be accepted from."""
    into: Path | None = None
    """File of cases that takes the drafts a person has finished; None to write drafts."""
    squad: Path | None = None
    """File in SQuAD 2.0's format; then the reader alone is scored."""
    page: Path | None = None
    """File for the run as a page of HTML."""
    every: int = 1
    """Of each file of cases one in so many is asked, the first first."""


def run(arguments: Sequence[str]) -> int:
    """Measure, print, and give the exit status.

    0: no real drop; 1: answers got worse, or a quotation is not verbatim; 2: bad arguments or
    cases (one line on the standard error).
    """
    options = _options(arguments)
    try:
        return _draft(options) if options.drafts else _run(options)
    except (CaseError, EvalError) as error:
        print(f"eval: {error}", file=sys.stderr)
        return 2


def _draft(options: Options) -> int:
    """Write what users said as draft cases, or take up those that a person has finished."""
    from assistant.feedback import FeedbackBox  # noqa: PLC0415 (here only)
    from assistant.settings import Settings  # noqa: PLC0415
    from eval.draft import accept, write_drafts  # noqa: PLC0415

    if options.drafts and options.into:
        done = accept(options.drafts, options.into)
        print(f"{done.cases} cases added to {options.into}; {done.left} drafts left")
    elif options.drafts:
        count = write_drafts(FeedbackBox(Settings.read().home), options.drafts)
        drafts = "draft" if count == 1 else "drafts"
        print(f"{count} {drafts} added to {options.drafts}; fill in, then --accept")
    return 0


def _run(options: Options) -> int:
    if options.retrieval:
        return _retrieval(options.retrieval, as_json=options.json)
    if options.squad:
        return _squad(options.squad, as_json=options.json)
    groups = _groups(options)
    if options.page and not options.page.absolute().parent.is_dir():
        raise EvalError(f"there is no folder {options.page.parent} for {options.page.name}")
    baseline = None if options.write else _read_baseline(options.baseline)
    scorecard = Scorecard(())
    with TemporaryDirectory(prefix="eval-models-") as models:
        for reports, cases in groups.items():
            with _opened(reports, Path(models)) as (ask, section_of, seek):
                _say(f"asking {len(cases)} questions over {reports}")
                scorecard += measure(cases, ask, section_of, seek)
    findings = Findings.of(scorecard, baseline, options.shown)
    print(findings.to_json() if options.json else findings.text)
    if options.page:
        _write_page(page(scorecard, findings, options.shown, _today()), options.page)
    if not (options.json or options.cases):
        print(_gate())
    if options.write and findings.dropped:
        _say("no baseline written: it would hold quotations that are not verbatim")
    elif options.write:
        _write_baseline(scorecard, options.baseline or _BASELINE)
    return int(findings.dropped)


def _retrieval(folder: Path, *, as_json: bool) -> int:
    """Score search on a set of documents, queries and judgements."""
    from eval.retrieval import Collection, SetError, finder, scored, searched  # noqa: PLC0415

    try:
        tested = Collection.read(folder)
    except SetError as error:
        raise EvalError(str(error)) from error
    with searched(tested.documents, _say) as search:
        found = scored(tested, finder(search, tested.documents))
    shown = {name: round(value, 4) for name, value in found.items()}
    print(json.dumps(shown) if as_json else "\n".join(f"{k:10} {v}" for k, v in shown.items()))
    return 0


def _gate() -> str:
    """How the sentence gate does on its pairs."""
    from eval.gate import measured, rates  # noqa: PLC0415 (loads the embedding model)

    told = (rates(split, found).text for split, found in measured().items())
    return "\n".join(["sentence gate:", *told])


def _squad(path: Path, *, as_json: bool) -> int:
    """Score the reader on a file of questions."""
    from eval.squad import SquadError, posed, scored  # noqa: PLC0415 (the model costs seconds)
    from index.reader import Reader  # noqa: PLC0415

    try:
        found = scored(posed(path), Reader())
    except SquadError as error:
        raise EvalError(str(error)) from error
    print(json.dumps(asdict(found)) if as_json else found.text)
    return 0


@contextmanager
def _opened(reports: Path, models: Path) -> Iterator[tuple[Ask, SectionOf, Seek]]:
    with library_of(reports, models) as assistant:
        yield assistant.ask, assistant.section, Seeker.over(assistant).seek


@contextmanager
def library_of(reports: Path, models: Path | None = None) -> Iterator["Assistant"]:
    """An assistant over these reports alone, in a library that is gone afterwards.

    `models` is a folder where the compiled model stays for the next library of the same run.

    Raises:
        EvalError: If a report cannot be read, or there is none.
    """
    from assistant.open import open_assistant  # noqa: PLC0415 (costs seconds, as do those below)
    from index.embed import Embedder  # noqa: PLC0415
    from index.ingest import Options as How  # noqa: PLC0415
    from index.ingest import ingest  # noqa: PLC0415
    from index.library import Library  # noqa: PLC0415
    from index.progress import Progress  # noqa: PLC0415
    from index.vectors import VectorStore  # noqa: PLC0415

    with TemporaryDirectory(prefix="eval-") as folder:
        home = Path(folder)
        if models:
            (home / "models").symlink_to(models)
        library = Library(home)
        done = ingest(
            [reports], library, VectorStore(home), Embedder(home=home), How(Progress(_say))
        )
        library.close()
        if done.failed:
            raise EvalError("; ".join(f"{name}: {reason}" for name, reason in done.failed))
        if not done.passages:
            raise EvalError(f"{reports} holds no reports")
        yield open_assistant(home)


def _groups(options: Options) -> dict[Path, tuple[Case, ...]]:
    """The cases by the reports over which they are asked.

    Raises:
        CaseError: If a case is bad.
        EvalError: If reports are missing, or two files share a case id.
    """
    groups: dict[Path, tuple[Case, ...]] = {}
    file_of: dict[str, Path] = {}
    for path in options.cases or itertools.chain(*FILES.values()):
        reports = _reports(path, options)
        cases = load(path)
        if twice := next((case.id for case in cases if case.id in file_of), None):
            raise EvalError(f"the case {twice} is both in {file_of[twice]} and in {path}")
        file_of |= dict.fromkeys((case.id for case in cases), path)
        groups[reports] = (*groups.get(reports, ()), *cases[:: options.every])
    return groups


def _reports(path: Path, options: Options) -> Path:
    """Where the answers to a file of cases stand."""
    own = reports_of(path) or SHIPPED
    # Reports named without cases replace those that ship; other cases are about other ones.
    replaced = options.cases or own == SHIPPED
    reports = options.reports if options.reports and replaced else own
    if not reports.exists():
        raise EvalError(f"there are no reports at {reports}")
    return reports


def _read_baseline(path: Path | None) -> Scorecard | None:
    """The baseline; None when none was named and none has been written yet."""
    if path is None and not _BASELINE.exists():
        return None
    found = path or _BASELINE
    try:
        return Scorecard.from_json(found.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvalError(f"no baseline at {found}: {error.strerror}") from error
    except ValueError as error:
        raise EvalError(f"{found} is not a baseline; write one with --write-baseline") from error


def _write_baseline(scorecard: Scorecard, path: Path) -> None:
    path.write_text(scorecard.outcomes().to_json(), encoding="utf-8")
    _say(f"wrote {path}")


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _write_page(html: str, path: Path) -> None:
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise EvalError(f"no page at {path}: {error.strerror}") from error
    _say(f"wrote {path}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Stop with one line instead of the whole usage."""
        self.exit(2, f"eval: {message}; see: python -m eval --help\n")


def _options(arguments: Sequence[str]) -> Options:
    parser = _Parser(prog="python -m eval", description="Measure the answers.")
    add = parser.add_argument
    cases = "JSON Lines file of cases; repeatable; default: all that ship"
    add("--cases", type=Path, action="append", default=[], metavar="FILE", help=cases)
    reports = "folder or file; default: corpus/reports, and eval/reports/* for the others-* cases"
    add("--reports", type=Path, metavar="DIR", help=reports)
    failures = "print what went wrong in the development cases, or in all"
    choices = ("development", "all")
    report = "write a page: plots, risk and coverage, each failure; test ones with --failures all"
    add("--failures", nargs="?", const="development", choices=choices, help=failures)
    add("--report", type=Path, metavar="FILE", help=report)
    add("--json", action="store_true", help="print the measures as JSON")
    add("--write-baseline", action="store_true", help="make this run the baseline")
    add("--baseline", type=Path, metavar="FILE", help="default: eval/baseline.json")
    retrieval = "score search on a folder with corpus.jsonl, queries.jsonl and qrels.jsonl"
    add("--retrieval", type=Path, metavar="DIR", help=retrieval)
    drafts = "add what users said of answers to a file of draft cases; they do not count"
    add("--from-feedback", type=Path, metavar="FILE", help=drafts)
    finished = "take the drafts that a person has finished out of a file, into --into"
    add("--accept", type=Path, metavar="FILE", help=finished)
    add("--into", type=Path, metavar="CASES", help="file of cases for --accept")
    squad = "score the reader on a file of questions in SQuAD 2.0's format"
    add("--squad", type=Path, metavar="FILE", help=squad)
    every = "ask one in N cases of each file: a quick look at all of them"
    add("--every", type=_count, default=1, metavar="N", help=every)
    given = parser.parse_args(arguments)
    if bool(given.accept) != bool(given.into) or (given.accept and given.from_feedback):
        parser.error("--accept FILE goes with --into CASES, and without --from-feedback")
    some = given.cases or given.reports or given.every > 1
    if given.write_baseline and not given.baseline and some:
        parser.error("--write-baseline needs all cases and reports, or another --baseline FILE")
    shown: dict[str | None, tuple[Split, ...]] = {"all": SPLITS, "development": ("development",)}
    return Options(
        cases=tuple(given.cases),
        reports=given.reports,
        shown=shown.get(given.failures, ()),
        json=given.json,
        write=given.write_baseline,
        baseline=given.baseline,
        retrieval=given.retrieval,
        drafts=given.from_feedback or given.accept,
        into=given.into,
        squad=given.squad,
        page=given.report,
        every=given.every,
    )


def _count(text: str) -> int:
    """A number of 1 or more.

    Raises:
        ValueError: If it is none.
    """
    if int(text) < 1:
        raise ValueError(text)
    return int(text)
