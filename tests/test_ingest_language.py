"""What is not English is refused, and what is English is not."""

from __future__ import annotations

import pytest

from sayso import InputError
from sayso.ingest.language import check_language

OTHER = {
    "German": "Der Bürgermeister von Averholt sagte am Dienstag, die Brücke über den Fluss sei sicher und werde "
    "im Frühjahr wieder geöffnet, nachdem Ingenieure sie untersucht hätten.",
    "French": "Le maire d'Averholt a déclaré mardi que le pont sur la rivière était sûr et rouvrirait au printemps.",
    "Spanish": "El alcalde de Averholt dijo el martes que el puente sobre el río era seguro y volvería a abrirse.",
    "Dutch": "De burgemeester van Averholt zei dinsdag dat de brug over de rivier veilig was en weer open zou gaan.",
    "Danish": "Borgmesteren i Averholt sagde tirsdag, at broen over floden var sikker og ville åbne igen til foråret.",
    "Arabic": "قال رئيس بلدية أفرهولت يوم الثلاثاء إن الجسر فوق النهر آمن وسيفتح مرة أخرى في الربيع.",
    "Hebrew": "ראש העיר של אברהולט אמר ביום שלישי כי הגשר מעל הנהר בטוח ויפתח שוב באביב.",
    "Persian": "شهردار آورهولت روز سه‌شنبه گفت که پل روی رودخانه امن است و در بهار دوباره باز خواهد شد.",
    "Russian": "Мэр Аверхольта заявил во вторник, что мост через реку безопасен и снова откроется весной.",
    "Chinese": "阿弗霍尔特市长周二表示，横跨河流的桥梁是安全的，在工程师检查后将于春季重新开放。",
    "Korean": "아버홀트 시장은 화요일 강 위의 다리가 안전하며 봄에 다시 열릴 것이라고 말했다.",
}  # fmt: skip
ENGLISH = [
    "The mayor of Averholt said on Tuesday that the bridge over the river was safe and would open again in the spring.",
    "MAYOR OF AVERHOLT SAYS BRIDGE SAFE, OPENS AGAIN NEXT SPRING AFTER ENGINEERS INSPECT ITS PIERS",
    "Averholt mayor: bridge safe",
    "Dr. Ljubica Kovačević, Szczepan Wróblewski and Øystein Håkonsson met Zoë Brontë, the spokesman said.",
    'The mayor said: "Мост безопасен." The crowd answered him with shouts that nobody there could have understood.',
    "x",
    "😀 said so",
]


@pytest.mark.parametrize("language", OTHER)
def test_other_languages_are_refused_by_name(language: str) -> None:
    for text in (OTHER[language], OTHER[language] * 200):
        with pytest.raises(InputError, match=f"^language not supported: looks like {language}$"):
            check_language(text)


def test_an_unknown_language_is_refused_by_its_script() -> None:
    with pytest.raises(InputError, match=r"^language not supported: looks like Cherokee script$"):
        check_language("ᎣᏏᏲ ᏙᎯᏧ ᎣᏍᏓ ᏩᏙ ᎤᏍᏗ ᎠᏂᏴᏫᏯ")


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_read(text: str) -> None:
    check_language(text)
    check_language((text + "\n") * 500)


def test_a_foreign_passage_in_an_english_report_is_no_reason() -> None:
    check_language(ENGLISH[0] * 5 + OTHER["German"])
