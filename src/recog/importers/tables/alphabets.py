"""Which letters belong together: what tells one encoding of a text from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from unicodedata import category, name

#: The letters beyond A to Z of the languages that Windows-1250 writes, one by one.
CENTRAL: Final[Mapping[str, str]] = {
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţșț",
    "Croatian": "čćđšž",
    "German": "äöüß",
}
#: Those of the languages of western Europe, together: a list of countries has many.
WESTERN: Final = "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßðþ"
#: Scripts that one word of the far east may mix.
_EAST: Final = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "FULLWIDTH",
    "KATAKANA-HIRAGANA",
)
#: Signs that may stand between the letters of a word.
_INNER: Final = "‘’–·"
#: Signs that people write between words.
_SIGNS: Final = "‘’“”„«»–—…•·§°€£©®™ª º¿¡†‡*½¼¾²³¹ "


def is_likely(text: str, alphabet: str) -> bool:
    """Tell whether all that is not ASCII is written as people write it.

    Latin letters are of the alphabet, words are of one script, capitals stand where
    words begin or the whole word has them, and signs are common ones.
    """
    return all(_is_likely_word(word, alphabet) for word in text.split())


def _is_likely_word(word: str, alphabet: str) -> bool:
    if word.isascii():
        return True
    letters = [letter for letter in word if letter.isalpha()]
    others = [each for each in word if not each.isascii() and not each.isalpha()]
    if any(each not in _SIGNS or category(each) == "Cc" for each in others):
        return False
    if any(_is_amid_letters(word, place) for place in range(1, len(word) - 1)):
        return False
    scripts = {_script(letter) for letter in letters}
    if len(scripts) > 1:
        return False
    if scripts == {"LATIN"} and not _is_latin(letters, alphabet):
        return False
    return all(_has_plain_case(part) for part in _parts(word))


def _is_amid_letters(word: str, place: int) -> bool:
    """Tell whether a sign stands where only letters and a few signs do: "C™te"."""
    sign = word[place]
    if sign.isascii() or sign.isalpha() or sign in _INNER:
        return False
    return word[place - 1].isalpha() and word[place + 1].isalpha()


def _is_latin(letters: list[str], alphabet: str) -> bool:
    foreign = [letter for letter in letters if not letter.isascii()]
    if any(letter.lower() not in alphabet for letter in foreign):
        return False
    return len(foreign) <= 1 or len(foreign) < len(letters)


def _parts(word: str) -> list[str]:
    """Split at what is no letter: "d’Ivoire" has two parts."""
    return "".join(each if each.isalpha() else " " for each in word).split()


def _has_plain_case(part: str) -> bool:
    return part.isupper() or not any(
        later.isupper() and not later.isascii() for later in part[1:]
    )


def _script(letter: str) -> str:
    script = name(letter, "UNKNOWN").partition(" ")[0]
    return "EAST" if script in _EAST else script
