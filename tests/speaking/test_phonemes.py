import pytest

from audio_edition.speaking.phonemes import _SIGNS, to_espeak, to_ipa

TAUGHT = set("ˈˌː pbtdkɡfvθðszʃʒhmnŋlɹɾjwʔæɑɐɒɔəɚɛɜeɪiʊuʌoa\u0329")
"""Signs that espeak-ng writes for English, so that models of English were taught them."""


@pytest.mark.parametrize(
    ("ipa", "espeak"),
    [
        ("ɡˈɛnt", "g'Ent"),
        ("/ˈnɪl.sən/", "'nIls@n"),
        ("tʃˈɜːtʃ", "tS'3:tS"),
        ("t͡ʃɜːt͡ʃ", "tS3:tS"),
        ("njuː ˈɔːliənz", "nju: 'O:li@nz"),
        ("ˈwʊstə", "'wUst@"),
        ("həˈləʊ", "h@'loU"),
        ("lˈɪtl̩", "l'It@L"),
        ("ðɪs", "DIs"),
    ],
)
def test_sounds_are_written_as_espeak_writes_them(ipa, espeak):
    assert to_espeak(ipa) == espeak


@pytest.mark.parametrize("ipa", ["ǃkʷa", "ʘ", "", "gΩ", "wɪn!"])
def test_sounds_that_english_lacks_leave_the_word_to_be_read(ipa):
    assert to_espeak(ipa) is None


@pytest.mark.parametrize(
    ("ipa", "language", "sounds"),
    [
        ("/wɪn/", "en-US", "wɪn"),
        ("ˈɡəʊtə", "en-US", "ˈɡoʊtə"),
        ("ˈɡoʊtə", "en-GB", "ˈɡəʊtə"),
        ("'wɔːt.ə", "en_GB", "ˈwɔːtə"),
        ("t͡ʃɜːʧ", "en", "tʃɜːtʃ"),
        ("red", "en-US", "ɹɛd"),
        ("lɒx", "en-US", "lɑːk"),
        ("lɒx", "en-GB", "lɒk"),
        ("rɔ̃ʁ", "fr-FR", "rɔ̃ʁ"),
        ("t͡sɪɡ", "de", "tsɪɡ"),
    ],
)
def test_sounds_are_those_a_model_of_the_language_was_taught(ipa, language, sounds):
    assert to_ipa(ipa, language) == sounds


@pytest.mark.parametrize(("ipa", "language"), [("ǃkʷa", "en-US"), ("//", "fr"), ("", "en")])
def test_a_word_that_a_model_could_say_by_half_is_read(ipa, language):
    assert to_ipa(ipa, language) is None


def test_whatever_espeak_can_say_a_model_can():
    for sign in _SIGNS:
        assert to_ipa("b" + sign + "b", "en-US") is not None
        assert set(to_ipa("b" + sign + "b", "en-GB")) <= TAUGHT
