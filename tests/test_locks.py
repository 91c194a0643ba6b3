"""The locks can be installed on every machine that the project supports."""

from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.lock"))


def pins(lock: Path) -> list[str]:
    """Give the lines that name a package: "numpy==2.4.6 ; python_full_version < '3.12' \\"."""
    return [line for line in lock.read_text().splitlines() if line[:1].isalnum()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_pin_compares_the_name_of_the_kernel(lock: Path) -> None:
    # pip 24.1 and later fail on such a mark where the kernel is "6.8.0-40-generic", also when
    # the pin is for another system.
    assert pins(lock), "no pin was found"
    assert not [pin for pin in pins(lock) if "platform_release" in pin or "platform_vers" in pin]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_pin_has_a_hash(lock: Path) -> None:
    text = lock.read_text()
    for pin in pins(lock):
        after = text.split(pin, 1)[1].lstrip()
        assert pin.endswith("\\")
        assert after.startswith("--hash=sha256:"), pin


def test_what_macos_speaks_with_is_locked() -> None:
    assert any(pin.startswith("pyobjc-framework-avfoundation==") for pin in pins(LOCKS[-1]))
