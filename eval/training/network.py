"""The reader's network: a small encoder, where the answer starts and ends, and whether one does."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

SPECIAL = 103
"""Ids up to [MASK]: padding, marks and unused places of the vocabulary."""


class Network(nn.Module):
    """Scores for start, end and answerability.

    SQuAD 2.0 style (Devlin et al. 2018; Rajpurkar et al. 2018): the first place stands for "no
    answer here". Beside it, a head of its own says whether the text answers. Each word piece also
    learns whether it occurs on the other side too: near misses differ in a word or two.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # Of the kinds of attention, plain and without dropout of its own is the fastest on a CPU.
        self.encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
        )
        width = self.encoder.config.hidden_size
        self.shared = nn.Embedding(2, width)
        nn.init.zeros_(self.shared.weight)
        self.bounds = nn.Linear(width, 2)
        self.decide = nn.Linear(2 * width, width)
        self.answers = nn.Linear(width, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, sides: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of start and of end `(pairs, places)`, and of answerability `(pairs,)`.

        Start and end are of use on the text's side and at the first place only.
        """
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shared(both(ids, sides))
        hidden = self.encoder(
            inputs_embeds=embedded, attention_mask=mask, token_type_ids=sides
        ).last_hidden_state
        scores = self.bounds(self.drop(hidden))
        text = sides.unsqueeze(-1) * mask.unsqueeze(-1)
        largest = (hidden * text + (text - 1) * 1e4).amax(dim=1)
        decided = torch.tanh(self.decide(self.drop(torch.cat([hidden[:, 0], largest], dim=-1))))
        return scores[..., 0], scores[..., 1], self.answers(decided).squeeze(-1)


def both(ids: Tensor, sides: Tensor) -> Tensor:
    """1 for each word piece that occurs in the question and in the text, else 0."""
    same = ids.unsqueeze(1) == ids.unsqueeze(2)
    across = sides.unsqueeze(1) != sides.unsqueeze(2)
    return ((same & across).any(dim=2) & (ids > SPECIAL)).long()
