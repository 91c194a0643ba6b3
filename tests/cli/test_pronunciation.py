"""`say`, `lexicon`, and what a build re-records when one pronunciation changes."""

import json
import wave

from tests.workshop import Workshop

ARTICLE = """# The docks

Ghent has docks. Nothing else was said.

A second look at Ghent’s docks, and at the BBC.
"""
LEXICON = '[say]\nGhent = "Gent"\nOslo = "Oz-lo"\n[ipa]\nBBC = "ˈbiːb"\n'


def say(workshop: Workshop, text: str, *more: str, engine: str = "tone") -> Workshop:
    store = ["--engine", engine, "--store", "store", "--out", "phrase.wav"]
    return workshop.run("say", text, *store, *more)


def test_say_writes_a_phrase_as_an_edition_would_speak_it(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", LEXICON)
    said = say(workshop, "Dr. Lee of Ghent paid £5.", "--json")
    facts = json.loads(said.out)
    assert said.code == 0
    assert facts["spoken"] == "Doctor Lee of Ghent paid five pounds."
    assert facts["given"] == "Doctor Lee of Gent paid five pounds."
    with wave.open(str(workshop.folder / "phrase.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert abs(sound.getnframes() / sound.getframerate() - facts["seconds"]) < 0.01


def test_say_uses_an_articles_own_lexicon_over_the_projects(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", LEXICON)
    workshop.write("script/docks.lexicon.toml", '[say]\nGhent = "Gaunt"\n')
    facts = json.loads(say(workshop, "Ghent, Oslo", "--article", "docks.md", "--json").out)
    assert facts["given"] == "Gaunt, Oz-lo"


def test_say_prints_what_is_said(workshop: Workshop) -> None:
    assert say(workshop, "5 kg").out == "five kilograms\n"


def test_say_has_nothing_to_say(workshop: Workshop) -> None:
    assert say(workshop, "…").code == 2
    assert "nothing to say" in workshop.err


def test_espeak_says_the_sounds_it_is_given(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", '[ipa]\nNguyen = "wˈɪn"\n')
    heard = {}
    for text in ("Nguyen", "win", "Nooyen"):
        assert say(workshop, text, engine="pyttsx3").code == 0, workshop.err
        heard[text] = (workshop.folder / "phrase.wav").read_bytes()
    assert heard["Nguyen"] == heard["win"] != heard["Nooyen"]


def test_a_lexicon_that_was_named_must_be_there(workshop: Workshop) -> None:
    workshop.write("audio-edition.toml", 'lexicon = "names.toml"\n')
    assert say(workshop, "One").code == 6
    assert "names.toml" in workshop.err


def test_lexicon_tells_which_segments_an_entry_touches(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", LEXICON)
    name = workshop.write("docks.md", ARTICLE)
    told = workshop.run("lexicon", name)
    assert told.code == 0
    assert "“Ghent”, said “Gent”, touches 2 segments." in told.out
    assert "Ghent has docks." in told.out
    assert "“Oslo”, said “Oz-lo”, touches nothing." in told.out
    data = json.loads(workshop.run("lexicon", name, "--json").out)
    assert [(e["text"], len(e["segments"])) for e in data["entries"]] == [
        ("Ghent", 2),
        ("Oslo", 0),
        ("BBC", 1),
    ]


def test_lexicon_is_written_as_pls_and_read_again(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", LEXICON)
    assert workshop.run("lexicon", "--write", "names.pls").code == 0
    workshop.write("audio-edition.toml", 'lexicon = "names.pls"\n')
    assert workshop.run("lexicon", "--write", "again.toml").code == 0
    assert (workshop.folder / "again.toml").read_text("utf-8").split() == (
        LEXICON.replace("Ghent =", '"Ghent" =').replace("Oslo =", '"Oslo" =')
        .replace("BBC =", '"BBC" =').split()
    )  # fmt: skip
    assert workshop.run("lexicon", "--write", "names.csv").code == 2
    assert workshop.run("lexicon").code == 2


def test_changing_one_entry_records_only_the_segments_it_touches(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", LEXICON)
    name = workshop.write("docks.md", ARTICLE)
    assert workshop.run("build", name).code == 0, workshop.err
    script = (workshop.folder / "script" / "docks.yaml").read_text("utf-8")
    assert workshop.run("plan", name, "--check").code == 0, workshop.out
    workshop.write("lexicon.toml", LEXICON.replace("ˈbiːb", "biːb"))
    planned = json.loads(workshop.run("plan", name, "--json").out)
    assert planned["recorded"] == 1
    assert planned["changed"] == 1
    assert workshop.run("build", name).code == 0, workshop.err
    assert (workshop.folder / "script" / "docks.yaml").read_text("utf-8") == script
    assert "Gent" not in script


def test_words_of_a_pronounced_segment_are_still_those_written(workshop: Workshop) -> None:
    workshop.write("lexicon.toml", LEXICON)
    name = workshop.write("docks.md", ARTICLE)
    assert workshop.run("build", name, engine="pyttsx3").code == 0, workshop.err
    timeline = workshop.data("docks", "timeline.json")
    segments = [s for c in timeline["chapters"] for s in c["segments"]]
    marked = next(s for s in segments if "BBC" in s["text"])
    assert "\ue0b0" not in json.dumps(timeline, ensure_ascii=False)
    words = [marked["text"][w[0] : w[1]] for w in marked["words"]]
    assert "Ghent’s" in words
    assert words[-1].startswith("BBC")
