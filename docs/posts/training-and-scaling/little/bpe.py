"""Byte-pair encoding, learned from the little language; a token never spans two words.

A text is cut into words with the space before them.  Token 0 ends a document; 1 to 255 are bytes,
and each further token joins two earlier ones (Sennrich, Haddow and Birch, 2016).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable

END = 0
WORD = re.compile(r" ?[a-z]+| ?[0-9]+|[^a-z0-9]")


def words(text: str) -> list[str]:
    """Return *text* cut into words, with the spaces before them, and signs."""
    return WORD.findall(text)


def joined(tokens: list[int], pair: tuple[int, int], new: int) -> list[int]:
    """Return *tokens* with each *pair* in them replaced by *new*."""
    made: list[int] = []
    for token in tokens:
        if made and (made[-1], token) == pair:
            made[-1] = new
        else:
            made.append(token)
    return made


def learn(texts: Iterable[str], size: int) -> list[tuple[int, int]]:
    """Return the pairs that are joined, in their order, until there are *size* tokens."""
    counts = Counter(word for text in texts for word in words(text))
    split = {word: list(word.encode()) for word in counts}
    merges: list[tuple[int, int]] = []
    while 256 + len(merges) < size:
        pairs: Counter[tuple[int, int]] = Counter()
        for word, tokens in split.items():
            for pair in itertools.pairwise(tokens):
                pairs[pair] += counts[word]
        # Of those that are as frequent, the smallest: the same on every machine.
        pair = min(pairs, key=lambda one: (-pairs[one], one))
        new = 256 + len(merges)
        merges.append(pair)
        split = {word: joined(tokens, pair, new) for word, tokens in split.items()}
    return merges


class Tokenizer:
    """What turns text into tokens and back, by the pairs that it joins."""

    def __init__(self, merges: list[tuple[int, int]]) -> None:
        self.merges = merges
        self.ranks = {pair: at for at, pair in enumerate(merges)}
        self.bytes = [bytes([at]) for at in range(256)]
        for left, right in merges:
            self.bytes.append(self.bytes[left] + self.bytes[right])

    def encode(self, text: str) -> list[int]:
        """Return the tokens of *text*."""
        found: list[int] = []
        for word in words(text):
            tokens = list(word.encode())
            while len(tokens) > 1:
                pairs = list(itertools.pairwise(tokens))
                pair = min(pairs, key=lambda one: self.ranks.get(one, len(self.merges)))
                if pair not in self.ranks:
                    break
                tokens = joined(tokens, pair, 256 + self.ranks[pair])
            found += tokens
        return found

    def decode(self, tokens: Iterable[int]) -> str:
        """Return the text of *tokens*, without those that end a document."""
        return b"".join(self.bytes[one] for one in tokens if one != END).decode(errors="replace")
