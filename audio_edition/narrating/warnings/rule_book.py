"""The curated rules, read from their table once a process; each rule when it is asked for.

What the files of rules may hold is said in `topics/README.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from audio_edition.narrating.warnings.index import Index
from audio_edition.narrating.warnings.phrases import word_set
from audio_edition.narrating.warnings.rule_table import read_table, vocabulary_of, write_table
from audio_edition.narrating.warnings.rules import GRAVEST_FIRST, Reason, Rule
from audio_edition.recall import recall_table


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting in which strong words are harmless."""

    plain: frozenset[str]
    """Words that tell it alone."""
    telling: frozenset[str]
    """Words that tell it with one that helps."""
    helping: frozenset[str]
    """Words that help."""


class RuleBook:
    """All rules, indexed."""

    def __init__(self, text: str) -> None:
        """Read the text of a table of rules."""
        table = read_table(text)
        self.index = Index(table, vocabulary_of(table.said))
        """The phrases of all rules."""
        self._said = table.said
        self._rules: dict[str, Rule] = {}

    @property
    def topic_terms(self) -> dict[str, str]:
        """Topic → what a warning calls it when no rule is more specific."""
        return {topic: self._said[topic]["spoken"] for topic in GRAVEST_FIRST}

    @cached_property
    def settings(self) -> dict[str, Setting]:
        """Harmless settings by name, such as sport."""
        return {
            name: _setting(*(word_set(given.get(k, "")) for k in ("plain", "telling", "helping")))
            for name, given in self._said["harmless"].items()
            if "plain" in given or "telling" in given
        }

    @cached_property
    def setting_words(self) -> frozenset[str]:
        """Every word of every harmless setting."""
        words = (s.plain | s.telling | s.helping for s in self.settings.values())
        return frozenset().union(*words)

    @cached_property
    def grave(self) -> frozenset[str]:
        """Words of courts, rescue and care: where several are, no setting is harmless."""
        return word_set(self._said["register"]["grave"])

    def rule(self, name: str) -> Rule:
        """Return a rule by its name, such as `sexual_violence/rape`."""
        if name not in self._rules:
            self._rules[name] = self._read(name.split("/")[0], name)
        return self._rules[name]

    def rules(self) -> Iterator[Rule]:
        """Yield every rule."""
        for topic in GRAVEST_FIRST:
            for given in self._said[topic]["rule"]:
                yield self.rule(f"{topic}/{given['name']}")

    def check(self) -> int:
        """Read every rule and every phrase, and return how many phrases there are.

        Raises:
            ValueError: if something is written wrongly or missing.
        """
        if not ([*self.rules()] and self.setting_words and self.grave):
            raise ValueError("There is no rule, no harmless setting, or no grave word.")
        return sum(len(waiting.entries) for waiting in self.index.every())

    def _read(self, topic: str, name: str) -> Rule:
        said = self._said[topic]
        names = [f"{topic}/{given['name']}" for given in said["rule"]]
        order = names.index(name)
        given = said["rule"][order]
        return Rule(
            Reason(
                name=name,
                topic=topic,
                term=given.get("term", said["spoken"]),
                order=order,
                gravest=given.get("gravest", False),
                graphic=given.get("graphic", False),
            ),
            company=word_set(given.get("company", said.get("company", ""))),
            needs=given.get("needs", 1),
            strict=given.get("strict", False),
            despite=frozenset(said.get("despite", ())),
            unless=word_set(given.get("unless", "")),
        )


def _setting(plain: frozenset[str], telling: frozenset[str], helping: frozenset[str]) -> Setting:
    """Return a setting of which each word counts once, for the most it says."""
    return Setting(plain, telling - plain, helping - telling - plain)


@cache
def rule_book() -> RuleBook:
    """Return the rules that come with the package.

    Raises:
        ValueError: if a file of rules is wrong; the message names it. A phrase that is written
            wrongly is only found by `RuleBook.check`.
    """
    return RuleBook(recall_table("phrases to warn of", write_table))
