"""Is it English? Refuse what is surely not, and only that.

Most reports never reach the identifier: English function words that no other language shares are counted first, which
takes under a millisecond. Only a text without them is shown to py3langid, whose model loads in a third of
a second.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from sayso._errors import InputError

_SLICE = 8_000  # characters; three slices stand for a long text
_IDENTIFIED = 3_000  # characters shown to the identifier, which walks byte by byte in Python
_WORD = re.compile(r"[^\W\d_]+")
# Frequent in English and rare or unknown elsewhere in Latin script (no "in", "of", "was", "her", "are": Dutch, German,
# Danish and Romanian have them).
_FUNCTION_WORDS = """
the and that with from which their they this would been said were its his who not have after when than into could about
what there those through should
"""
_ENGLISH = frozenset(_FUNCTION_WORDS.split())
_CLEARLY = 0.08  # share of such words that makes a text English; English news has 12 to 25%, others under 1%
_HARDLY = 0.04  # share above which no identifier is trusted to say otherwise
_LETTERS = 24  # below that many, nothing is sure
_LIKELY = 0.7  # from which it may name a language that is not English in any case
_SURE = 0.9  # the identifier's probability from which it is believed

_TABLE = """
af:Afrikaans am:Amharic ar:Arabic as:Assamese az:Azerbaijani be:Belarusian bg:Bulgarian bn:Bengali br:Breton
bs:Bosnian ca:Catalan cs:Czech cy:Welsh da:Danish de:German el:Greek eo:Esperanto es:Spanish et:Estonian eu:Basque
fa:Persian fi:Finnish fr:French fy:Frisian ga:Irish gd:Gaelic gl:Galician gu:Gujarati ha:Hausa he:Hebrew hi:Hindi
hr:Croatian ht:Haitian_Creole hu:Hungarian hy:Armenian id:Indonesian ig:Igbo is:Icelandic it:Italian ja:Japanese
jv:Javanese ka:Georgian kk:Kazakh km:Khmer kn:Kannada ko:Korean ku:Kurdish ky:Kyrgyz la:Latin lb:Luxembourgish
lg:Ganda ln:Lingala lo:Lao lt:Lithuanian lv:Latvian mg:Malagasy mk:Macedonian ml:Malayalam mn:Mongolian mr:Marathi
ms:Malay mt:Maltese my:Burmese ne:Nepali nl:Dutch nn:Norwegian no:Norwegian oc:Occitan om:Oromo or:Odia pa:Punjabi
pl:Polish ps:Pashto pt:Portuguese qu:Quechua ro:Romanian ru:Russian rw:Kinyarwanda sa:Sanskrit sd:Sindhi si:Sinhala
sk:Slovak sl:Slovenian sn:Shona so:Somali sq:Albanian sr:Serbian sv:Swedish sw:Swahili ta:Tamil te:Telugu tg:Tajik
th:Thai tk:Turkmen tl:Tagalog tr:Turkish tt:Tatar ug:Uyghur uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese wa:Walloon
wuu:Chinese xh:Xhosa yo:Yoruba yue:Chinese zh:Chinese zu:Zulu ckb:Kurdish sdh:Kurdish kab:Kabyle arz:Arabic
ary:Arabic vec:Venetian
"""
_NAMES = dict(pair.split(":") for pair in _TABLE.split())


def check_language(text: str) -> None:
    """Raises InputError when `text` is surely in another language than English."""
    sample = _sample(text)
    if not sample.isascii():
        letters = [c for c in sample if c.isalpha()]
        if letters and sum(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in letters) * 2 < len(letters):
            raise InputError(f"language not supported: looks like {_other_script(sample, letters)}")
    words = _WORD.findall(sample.lower())
    english = sum(word in _ENGLISH for word in words) / len(words) if words else 1.0
    if english >= _CLEARLY or sum(map(len, words)) < _LETTERS:
        return
    language, probability = _identify(sample)
    if language != "en" and probability >= _SURE and english < _HARDLY:
        raise InputError(f"language not supported: looks like {_name(language)}")


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = (len(text) - _SLICE) // 2
    return " ".join((text[:_SLICE], text[middle : middle + _SLICE], text[-_SLICE:]))


def _other_script(sample: str, letters: list[str]) -> str:
    language, probability = _identify(sample)
    if language in _NAMES and probability >= _LIKELY:
        return _name(language)
    name = unicodedata.name(next((c for c in letters if c >= "\u0250"), ""), "UNKNOWN")
    script = name.split()[0]
    return f"{script if script == 'CJK' else script.capitalize()} script"


def _name(language: str) -> str:
    return _NAMES.get(language, f"language {language!r}").replace("_", " ")


def _identify(sample: str) -> tuple[str, float]:
    language, probability = _identifier().classify(" ".join(sample[: 4 * _IDENTIFIED].split())[:_IDENTIFIED])
    return language, float(probability)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
