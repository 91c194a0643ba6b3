import pytest

from audio_edition.speaking.phonemes import to_espeak, to_ipa


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


def test_slashes_of_a_dictionary_are_no_sounds():
    assert to_ipa("/wɪn/") == "wɪn"
    assert to_ipa("//") is None
