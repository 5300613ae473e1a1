"""Full forms of names, countries behind capitals: rules that need no model."""

from __future__ import annotations

from sayso._types import NameKind
from sayso.reading.antecedents import asks
from sayso.reading.countries import country_called, country_of
from sayso.reading.names import Found, acronyms, fullest, untitled


def named(text: str, **kinds: NameKind) -> list[Found]:
    """Every occurrence of the given names (underscores for spaces) in a text, in its order."""
    found = []
    for name, kind in kinds.items():
        words, at = name.replace("_", " "), -1
        while (at := text.find(words, at + 1)) >= 0:
            found.append(Found(0, 1, at, at + len(words), words, kind))
    return sorted(found, key=lambda f: f.start)


def test_a_surname_is_the_person_named_before() -> None:
    text = "Hedvika Sorl closed the pier. Sorl left."
    whole = [*named(text, Hedvika_Sorl="person"), Found(9, 10, 30, 34, "Sorl", "person")]
    assert fullest(text, whole) == ["Hedvika Sorl", "Hedvika Sorl"]


def test_of_two_of_one_name_the_nearer_counts() -> None:
    text = "Ilke Drost came. Then Annick Drost came. Drost spoke."
    names = [Found(k, k + 1, text.index(n), text.index(n) + len(n), n, "person") for k, n in enumerate(("Ilke Drost",))]
    names += [Found(5, 7, 22, 34, "Annick Drost", "person"), Found(9, 10, 41, 46, "Drost", "person")]
    assert fullest(text, names)[-1] == "Annick Drost"


def test_titles_are_no_part_of_a_name() -> None:
    assert untitled("Mr Tamsel's") == "Tamsel"
    assert untitled("Gen. Oda Lindmark") == "Oda Lindmark"
    assert untitled("General") == "General"


def test_short_forms_the_report_explains() -> None:
    text = "The Harbour Safety Board (HSB) met. The HSB said so."
    names = named(text, HSB="organization")
    assert acronyms(text, names) == {"HSB": "Harbour Safety Board"}
    assert fullest(text, names)[-1] == "Harbour Safety Board"
    assert acronyms("It rose (UP) again, Ruyle (52) said.", []) == {}


def test_countries() -> None:
    assert country_of("Moscow") == country_of("Russia") == "Russia"
    assert country_called("Iraqi") == "Iraq"
    assert country_called("Moscow") is None
    assert country_of("Norrhaven") is None
    assert country_of("Washington") == "the United States"


def test_what_asks_for_a_name_elsewhere() -> None:
    for words in ("he", "She", "their", "the minister", "These officials", "Iraq's foreign minister"):
        assert asks(words), words
    for words in ("a minister", "some residents", "police sources", "many who fled the town on foot that night"):
        assert not asks(words), words
