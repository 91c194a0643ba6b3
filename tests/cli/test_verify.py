"""`audio-edition verify`: exit codes, whole lines, and JSON."""

import json

import pytest

from tests.publishing.breaking import CLOCK, later, reseal, with_record, with_text
from tests.workshop import Workshop

ARTICLE = "# A day at sea\n\nThe boat left early. The sea was grey.\n\n## Evening\n\nWe slept.\n"


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    workshop.write("sea.md", ARTICLE)
    assert workshop.run("build", "sea.md").code == 0, workshop.err
    return workshop


def test_a_good_edition_is_said_to_be_one(built: Workshop) -> None:
    built.run("verify", "output/sea")
    assert built.code == 0
    assert built.err == ""
    [line] = built.out.splitlines()
    assert line.startswith("output/sea: no fault. ")
    assert "sound files listened to" in line
    assert "script/sea.yaml" in line


def test_each_fault_is_one_line_and_the_remedy_is_said_once(built: Workshop) -> None:
    with_record(lambda r: r["account"].update(lost=7))(built.edition("sea"))
    (built.edition("sea") / "cover.png").unlink()
    built.run("verify", "--quick", "output/sea")
    assert built.code == 1
    *faults, summary, remedy = built.out.splitlines()
    assert "output/sea/cover.png: it is missing." in faults
    assert any("7 characters of the article" in line for line in faults)
    assert "faults" in summary
    assert "not listened to" in summary
    assert remedy.startswith("Build what is faulty again")


def test_many_faults_of_one_file_are_told_together(built: Workshop) -> None:
    edition = built.edition("sea")
    with_text("transcript.vtt", CLOCK, later(500), count=0)(edition)
    reseal(edition)
    built.run("verify", "--quick", "output/sea")
    lines = [line for line in built.out.splitlines() if "transcript.vtt" in line]
    assert len(lines) == 9
    assert "more faults like these" in lines[-1]
    built.run("verify", "--quick", "--json", "output/sea")
    assert len(json.loads(built.out)["faults"]) > 9


def test_json_tells_everything(built: Workshop) -> None:
    built.run("verify", "--json", "output/sea")
    facts = json.loads(built.out)
    assert facts["clean"] is True
    assert facts["faults"] == []
    assert facts["script"] == "script/sea.yaml"
    assert "sea.mp3" in facts["listened"]


def test_a_folder_that_is_no_edition_is_refused_and_the_others_are_checked(
    built: Workshop,
) -> None:
    built.run("verify", "--quick", "script", "nowhere", "output/sea")
    assert built.code == 3
    assert built.err.count("is no edition") == 2
    assert "output/sea: no fault." in built.out


def test_an_edition_beside_its_feed_is_held_against_it(built: Workshop) -> None:
    built.write(
        "audio-edition.toml",
        '[feed]\ntitle = "T"\ndescription = "D"\nsite = "https://example.org/"\n',
    )
    assert built.run("feed").code == 0
    assert built.run("verify", "--quick", "output/sea").code == 0, built.out
    built.write("sea.md", ARTICLE.replace("We slept", "We ate"))
    assert built.run("build", "sea.md").code == 0
    built.run("verify", "--quick", "output/sea")
    assert built.code == 1
    assert "older version" in built.out
