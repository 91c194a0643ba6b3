"""The page in Chromium: seen by axe-core, driven by keyboard alone, with and without script."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audio_edition.edition import Edition
from audio_edition.publishing import web_page
from tests.editions import recorded, rich

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_module = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    folder = tmp_path_factory.mktemp("output") / "the-ferry"
    edition = recorded(rich(), folder)
    (folder / "index.html").write_bytes(web_page.render(edition))
    (folder / "cover.png").write_bytes(b"")
    (folder / "edition.json").write_text('{"files": {}}')
    return edition, folder


@pytest.fixture(scope="module")
def site(made: tuple[Edition, Path]) -> Iterator[str]:
    import uvicorn

    from audio_edition.publishing.serving import application

    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(application(made[1].parent), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/the-ferry/"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--mute-audio"]
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Open]:
    """Give a function that opens the page in a fresh profile, or again in the same."""
    contexts: list[Any] = []

    def opened(fragment: str = "", again: bool = False, **facts: Any) -> Any:
        if not again:
            contexts.append(browser.new_context(**facts))
        page = contexts[-1].new_page()
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(site + fragment)
        if facts.get("java_script_enabled", True):
            page.wait_for_function("document.getElementById('sound').readyState >= 1")
        return page

    yield opened
    for context in contexts:
        context.close()


def current(page: Any) -> str:
    """Return the id of the sentence that is marked."""
    marked = page.locator('.said[aria-current="true"]')
    assert marked.count() == 1
    return str(marked.get_attribute("id"))


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something the page does in its own time."""
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def time_of(page: Any) -> float:
    return float(page.evaluate("document.getElementById('sound').currentTime"))


def segment_at(edition: Edition, time_s: float) -> str:
    begun = [s for s in edition.timeline.segments if s.begin_samples / 44100 <= time_s + 0.02]
    return begun[-1].id if begun else edition.timeline.segments[0].id


LOOKS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 1100}},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "at 400 percent": {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_hangs_over(open_page: Open, look: str) -> None:
    page = open_page(**LOOKS[look])
    found = axe_module.Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.faults == []


def test_nothing_is_fetched_from_elsewhere(open_page: Open, site: str) -> None:
    page = open_page()
    assert all(url.startswith(site) for url in page.asked)


def tab_to(page: Any, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.textContent")
        if text.strip().startswith(name):
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_the_keyboard_alone_plays_moves_and_reads(
    open_page: Open, made: tuple[Edition, Path]
) -> None:
    page = open_page()
    tab_to(page, "Skip to the player")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "listen"
    tab_to(page, "Play")
    page.keyboard.press("Enter")
    wait_until(lambda: time_of(page) > 0.3)
    assert current(page) == segment_at(made[0], time_of(page))
    page.keyboard.press("Enter")
    wait_until(lambda: page.evaluate("document.getElementById('sound').paused"))
    tab_to(page, "Next chapter")
    page.keyboard.press("Enter")
    assert page.locator("#status").text_content().startswith("Chapter: What is carried")
    assert current(page) == "s5"
    tab_to(page, "What is carried; and = how #1")  # the link in the list of chapters
    tab_to(page, "What is carried; and = how #1")  # the transcript: one stop, where we are
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "s7"
    page.keyboard.press("Enter")
    wait_until(lambda: current(page) == "s7")
    assert page.url.endswith("#s7")
    assert not page.evaluate("document.getElementById('sound').paused")


def test_the_mark_follows_the_sound(open_page: Open, made: tuple[Edition, Path]) -> None:
    page = open_page("#s5")
    page.locator("#s5").press("Enter")
    seen: list[str] = []

    def both_seen() -> bool:
        seen.append(current(page))
        return "s6" in seen

    wait_until(both_seen)
    assert [i for n, i in enumerate(seen) if i not in seen[:n]] == ["s5", "s6"]


@pytest.mark.parametrize(("fragment", "wanted"), [("#s9", "s9"), ("#c-3", "s12")])
def test_an_address_leads_to_its_moment(open_page: Open, fragment: str, wanted: str) -> None:
    assert current(open_page(fragment)) == wanted


def test_a_time_in_the_address_leads_there(open_page: Open, made: tuple[Edition, Path]) -> None:
    segment = made[0].timeline.segments[8]
    page = open_page(f"#t={segment.begin_samples / 44100 + 0.1:.2f}")
    assert current(page) == segment.id
    assert time_of(page) == pytest.approx(segment.begin_samples / 44100 + 0.1, abs=0.02)


def test_a_warned_passage_is_passed_with_one_press(
    open_page: Open, made: tuple[Edition, Path]
) -> None:
    page = open_page("#s5")
    assert page.locator("#pass").is_disabled()
    page.goto(page.url.replace("#s5", "#s14"))
    wait_until(lambda: current(page) == "s14")
    assert page.locator("#pass").text_content() == "Skip this warned passage: torture"
    page.locator("#pass").press("Enter")
    end_s = made[0].timeline.duration_s
    wait_until(lambda: time_of(page) == pytest.approx(end_s, abs=0.1))


def test_speed_stays(open_page: Open) -> None:
    page = open_page()
    page.locator("#speed").select_option("1.75")
    page = open_page(again=True)
    assert page.locator("#speed").input_value() == "1.75"
    assert page.evaluate("document.getElementById('sound').playbackRate") == 1.75


def left_at(page: Any, segment: str) -> None:
    """Leave the page at a sentence; heard slowly, so that a busy machine pauses within it."""
    page.evaluate("document.getElementById('sound').playbackRate = 0.1")
    page.locator(f"#{segment}").press("Enter")
    wait_until(lambda: current(page) == segment)
    page.evaluate("document.getElementById('sound').pause()")
    wait_until(lambda: segment in page.evaluate("JSON.stringify(localStorage)"))
    page.close()


def test_the_place_is_kept(open_page: Open) -> None:
    left_at(open_page(), "s7")
    page = open_page(again=True)
    assert current(page) == "s7"
    assert page.locator("#status").text_content().startswith("You were at")


@pytest.mark.parametrize(("removed", "wanted"), [("s2", "s11"), ("s11", "s12")])
def test_the_place_is_found_again_after_an_edit(
    open_page: Open, made: tuple[Edition, Path], tmp_path: Path, removed: str, wanted: str
) -> None:
    edition, folder = made
    left_at(open_page(), "s11")
    new = recorded(without(edition, removed), tmp_path / "new")
    page_file = folder / "index.html"
    try:
        page_file.write_bytes(web_page.render(new))
        page = open_page(again=True)
        assert current(page) == wanted
        assert segment_at(new, time_of(page)) == wanted
    finally:
        page_file.write_bytes(web_page.render(edition))


def without(edition: Edition, id: str) -> Edition:
    """Return an edition whose script has lost a segment."""
    chapters = tuple(
        replace(c, segments=tuple(s for s in c.segments if s.id != id))
        for c in edition.script.chapters
    )
    return replace(edition, script=replace(edition.script, chapters=chapters))


def test_without_script_every_sentence_still_leads_to_its_moment(
    open_page: Open, made: tuple[Edition, Path]
) -> None:
    page = open_page(java_script_enabled=False)
    assert not page.locator("#controls").is_visible()
    assert page.locator("audio").get_attribute("controls") is not None
    for segment in made[0].timeline.segments:
        href = page.locator(f"#{segment.id}").get_attribute("href")
        assert href == f"the-ferry.mp3#t={segment.begin_samples / 44100:.3f}"
    page.locator(".chapters a").nth(2).click()
    assert page.url.endswith("#c-3")
    leads = [link.get_attribute("href") for link in page.locator("a.pass").all()]
    assert leads == ["#c-2", "#the-end"]


def test_forced_colours_and_reduced_motion_are_respected(open_page: Open) -> None:
    page = open_page("#s5", forced_colors="active", reduced_motion="reduce")
    style = "getComputedStyle(document.querySelector('.said[aria-current]'))"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
