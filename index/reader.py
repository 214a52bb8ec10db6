"""Read passages beside a question: where each answers it, and whether it does.

A small encoder of our own (see `index/models/reader/README.md`), run by onnxruntime. It reads
windows of 256 word pieces; a longer text is read in windows that overlap.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.report import Passage
from index.embed import ModelError, published
from index.reading import NOTHING, Calibration, Piece, Reading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).with_name("models") / "reader"
_LONGEST, _QUESTION, _PLACE = 256, 64, 64
"""Word pieces of a window, of its question and of its place at most."""
_KEPT = 512
"""Texts whose word pieces are remembered."""
_STRIDE = 0.5
"""Share of a window by which the next one moves on."""
_SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime would fuse into a node that takes three times as long as its parts."""
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
        self._pieces = lru_cache(_KEPT)(self._cut)

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
        head = [_START, *self._pieces(one.question)[0][:_QUESTION], _END]
        above = self._pieces(one.place)[0][:_PLACE]
        text, offsets = self._pieces(one.text)
        room = _LONGEST - len(head) - len(above) - 1
        step = max(1, int(room * _STRIDE))
        for begin in range(0, max(1, len(text) - room + step), step):
            pieces = text[begin : begin + room]
            if pieces:
                ids = (*head, *above, *pieces, _END)
                yield _Window(ids, len(head) + len(above), offsets[begin : begin + room])

    def _run(self, windows: Sequence[_Window]) -> list[Piece]:
        """What the network says of each window: each alone, so without padding, on its own core."""
        session = self._loaded
        if len(windows) < 2:
            return [_piece(window, session) for window in windows]
        return list(self._cores.map(lambda window: _piece(window, session), windows))

    def _cut(self, words: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        """The ids of a text's word pieces, and where each stands in it."""
        cut = self._tokenizer.encode(words, add_special_tokens=False)
        return tuple(cut.ids), tuple(cut.offsets)

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
        options.intra_op_num_threads = 1
        return InferenceSession(
            weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        """A thread for each core; a run of the network lets the others go on."""
        return ThreadPoolExecutor(os.cpu_count(), "reader")


def _piece(window: _Window, session: InferenceSession) -> Piece:
    """The text's scores, above those of the first place, which stands for "no answer"."""
    ids = np.array([window.ids], np.int64)
    sides = np.zeros_like(ids)
    sides[:, window.ids.index(_END) + 1 :] = 1
    start, end, answers = session.run(None, {"ids": ids, "sides": sides})
    places = slice(window.text, window.text + len(window.offsets))
    return Piece(
        start[0, places] - start[0, 0],
        end[0, places] - end[0, 0],
        float(answers[0]),
        window.offsets,
    )
