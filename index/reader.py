"""Read passages beside a question: where each answers it, and whether it does.

A small encoder of our own (see `index/models/reader/README.md`), run by onnxruntime. It reads
windows of 256 word pieces; a longer text is read in windows that overlap.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.report import Passage
from index.embed import ModelError, published
from index.reading import NOTHING, Calibration, Piece, Reading, Scores

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FOLDER = Path(__file__).with_name("models") / "reader"
_LONGEST, _QUESTION, _PLACE = 256, 64, 64
"""Word pieces of a window, of its question and of its place at most."""
_STRIDE = 0.5
"""Share of a window by which the next one moves on."""
_BATCH = 1536
"""Word pieces read together: short windows go in larger batches."""
_ENOUGH, _PADDED = 256, 1.15
"""Word pieces from which a batch ends where the next window would be padding; how much may be."""
_START, _END = 101, 102
"""Ids of the marks before a question and after each side."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A question beside a text."""

    question: str
    place: str
    """Where the text stands: report, force, heading; read, but never an answer."""
    text: str


@dataclass(frozen=True, slots=True)
class _Window:
    """Word pieces of a question and of a part of its text."""

    ids: tuple[int, ...]
    text: int
    """First place of the text."""
    offsets: tuple[tuple[int, int], ...]
    """Where each of the text's pieces stands in the text."""


class Reader:
    """The reader model, loaded when the first text is read."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """What each passage says to a question, in the order of the passages."""
        return self.readings([Beside(question, p.context, p.text) for p in passages])

    def readings(self, some: Sequence[Beside]) -> list[Reading]:
        """What each text says to its question, in their order."""
        parts = [list(self._windows(one)) for one in some]
        windows = [window for part in parts for window in part]
        said = iter(self._run(windows))
        return [self._reading([next(said) for _ in part]) for part in parts]

    @cached_property
    def calibration(self) -> Calibration:
        """The constants that come with the weights."""
        return Calibration.shipped(self.folder)

    def _reading(self, pieces: Sequence[Piece]) -> Reading:
        if not pieces:
            return Reading(0, 0, NOTHING, 1.0)
        whole = max((piece.best(0, 1 << 40) for piece in pieces), key=lambda found: found[0])
        head = max(piece.answers for piece in pieces)
        answers = self.calibration.probability(whole[0], head)
        return Reading(whole[1], whole[2], whole[0], 1 - answers, head, tuple(pieces))

    def _windows(self, one: Beside) -> Iterator[_Window]:
        """The windows of a text; none for an empty one."""
        question, place, text = (
            self._encoded(words) for words in (one.question, one.place, one.text)
        )
        head = [_START, *question.ids[:_QUESTION], _END]
        above = place.ids[:_PLACE]
        room = _LONGEST - len(head) - len(above) - 1
        step = max(1, int(room * _STRIDE))
        for begin in range(0, max(1, len(text.ids) - room + step), step):
            pieces = text.ids[begin : begin + room]
            if pieces:
                ids = (*head, *above, *pieces, _END)
                offsets = tuple(text.offsets[begin : begin + room])
                yield _Window(ids, len(head) + len(above), offsets)

    def _run(self, windows: Sequence[_Window]) -> list[Piece]:
        """What the network says of each window; those of like length are run together."""
        said: dict[int, Piece] = {}
        for group in _grouped(windows):
            size = (len(group), max(len(windows[n].ids) for n in group))
            ids, sides, mask = (np.zeros(size, np.int64) for _ in range(3))
            for row, n in enumerate(group):
                length = len(windows[n].ids)
                ids[row, :length] = windows[n].ids
                sides[row, windows[n].ids.index(_END) + 1 : length] = 1
                mask[row, :length] = 1
            fed = {"ids": ids, "sides": sides, "mask": mask}
            start, end, answers = self._loaded.run(None, fed)
            for row, n in enumerate(group):
                said[n] = _piece(windows[n], start[row], end[row], float(answers[row]))
        return [said[n] for n in range(len(windows))]

    def _encoded(self, words: str) -> Encoding:
        return self._tokenizer.encode(words, add_special_tokens=False)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 (only where something is read)

        tokenizer = Tokenizer.from_file(str(published() / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _loaded(self) -> InferenceSession:
        """The network.

        Raises:
            ModelError: If the weights are not those that the calibration was made for.
        """
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (likewise)

        weights = (self.folder / "reader.onnx").read_bytes()
        found = hashlib.sha256(weights).hexdigest()
        if found != self.calibration.sha256:
            raise ModelError(f"{self.folder / 'reader.onnx'} has sha256 {found}, not the one named "
                             "in reader.json: the file is damaged or another's")  # fmt: skip
        options = SessionOptions()
        # A waiting thread would otherwise burn the core that others need.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _grouped(windows: Sequence[_Window]) -> Iterator[list[int]]:
    """The windows' places, longest first, in groups that make up a batch."""
    group: list[int] = []
    longest = 0
    for n in sorted(range(len(windows)), key=lambda n: -len(windows[n].ids)):
        longest = longest or len(windows[n].ids)
        padded = len(group) * longest >= _ENOUGH and longest > _PADDED * len(windows[n].ids)
        if group and (padded or (len(group) + 1) * longest > _BATCH):
            yield group
            group, longest = [], len(windows[n].ids)
        group.append(n)
    if group:
        yield group


def _piece(window: _Window, start: Scores, end: Scores, answers: float) -> Piece:
    """The text's scores, above those of the first place, which stands for "no answer"."""
    places = slice(window.text, window.text + len(window.offsets))
    return Piece(start[places] - start[0], end[places] - end[0], answers, window.offsets)
