"""Counts of people in invented sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import Claim, Figure, Span
from sayso._types import Place, Time
from sayso.figures import find_figures

K, I, M, A, D, B = "killed", "injured", "missing", "arrested", "displaced", "abducted"  # noqa: E741
Told = list[tuple[str, int | None, int | None]]

SENTENCES: list[tuple[str, Told]] = [
    ("A man was shot dead near the harbour of Averin.", [(K, 1, 1)]),
    ("Nobody was hurt in the blast.", [(I, 0, 0)]),
    ("No casualties were reported.", [(K, 0, 0), (I, 0, 0)]),
    ("There were no casualties, according to local authorities.", [(K, 0, 0), (I, 0, 0)]),
    ("The fire caused no injuries.", [(I, 0, 0)]),
    ("There were no deaths or injuries.", [(K, 0, 0), (I, 0, 0)]),
    ("There were no immediate reports of casualties.", []),
    ("At least 12 people were killed and 30 injured when the ferry sank.", [(K, 12, None), (I, 30, 30)]),
    ("The shelling left 12 dead and 30 wounded.", [(K, 12, 12), (I, 30, 30)]),
    ("The attack killed 12 people, including three children.", [(K, 12, 12), (K, 3, 3)]),
    ("The bomb exploded in a market, killing two and wounding five others.", [(K, 2, 2), (I, 5, 5)]),
    ("The death toll rose from 12 to 17 overnight.", [(K, 12, 12), (K, 17, 17)]),
    ("The death toll has risen to 1,200, officials said.", [(K, 1200, 1200)]),
    ("The death toll stands at 44.", [(K, 44, 44)]),
    ("The new death toll of 44 was confirmed by Mayor Tesk.", [(K, 44, 44)]),
    ("Police put the death toll at more than 100.", [(K, 101, None)]),
    ("That brings the death toll to at least 60.", [(K, 60, None)]),
    ("The toll climbed to 31 on Monday.", [(K, 31, 31)]),
    ("Between 10 and 12 miners are missing.", [(M, 10, 12)]),
    ("Ten to 12 miners are still unaccounted for.", [(M, 10, 12)]),
    ("Up to 40 people were feared dead.", [(K, None, 40)]),
    ("As many as 40 fishermen drowned.", [(K, None, 40)]),
    ("Dozens were arrested.", [(A, 24, None)]),
    ("Scores of protesters were detained in Port Averin.", [(A, 40, None)]),
    ("Hundreds of thousands of people have fled their homes.", [(D, 200000, None)]),
    ("Tens of thousands were displaced.", [(D, 20000, None)]),
    ("A dozen passengers were hurt.", [(I, 12, 12)]),
    ("Two dozen schoolgirls were kidnapped by gunmen.", [(B, 24, 24)]),
    ("Half a dozen people were treated in hospital.", [(I, 6, 6)]),
    ("1.2 million people have been displaced by the floods.", [(D, 1200000, 1200000)]),
    ("Two and a half thousand villagers were evacuated.", [(D, 2500, 2500)]),
    ("Some 3 lakh people were rendered homeless.", [(D, 300000, 300000)]),
    ("About 1.5 crore people were displaced.", [(D, 15000000, 15000000)]),
    ("Gunmen abducted 25 students and two teachers from a school.", [(B, 25, 25), (B, 2, 2)]),
    ("Seventeen hostages were freed on Friday.", []),
    ("Rebels still hold 17 hostages.", [(B, 17, 17)]),
    ("Three journalists were taken hostage.", [(B, 3, 3)]),
    ("The accident claimed the lives of 14 people.", [(K, 14, 14)]),
    ("The landslide claimed 14 lives.", [(K, 14, 14)]),
    ("Fourteen people lost their lives.", [(K, 14, 14)]),
    ("Fourteen lives were lost.", [(K, 14, 14)]),
    ("Rescuers recovered 12 bodies from the rubble.", [(K, 12, 12)]),
    ("The bodies of 12 migrants were found on the beach.", [(K, 12, 12)]),
    ("The body of a woman was discovered in a canal.", [(K, 1, 1)]),
    ("Five people succumbed to their injuries.", [(K, 5, 5)]),
    ("One of the wounded died in hospital.", [(K, 1, 1)]),
    ("A 16-year-old girl was stabbed to death.", [(K, 1, 1)]),
    ("Her parents were found dead.", [(K, 2, 2)]),
    ("The couple was arrested at the airport.", [(A, 2, 2)]),
    ("Police arrested two men and a woman.", [(A, 2, 2), (A, 1, 1)]),
    ("Seven people are in custody.", [(A, 7, 7)]),
    ("No one has been arrested.", [(A, 0, 0)]),
    ("Police made 12 arrests.", [(A, 12, 12)]),
    ("Nine men were being held on suspicion of arson.", [(A, 9, 9)]),
    ("Soldiers rounded up hundreds of young men.", [(A, 200, None)]),
    ("Three people were detained, police said.", [(A, 3, 3)]),
    ("The team won 12-3 and two players were injured.", [(I, 2, 2)]),
    ("He was paid $12 million after 3 deaths.", [(K, 3, 3)]),
    ("Two cows and a horse were killed.", []),
    ("Twelve cars were destroyed.", []),
    ("A bus killed three pedestrians 12 kilometres from Averin.", [(K, 3, 3)]),
    ("John Tesk, 34, was killed.", []),
    ("Mara Tesk, 12, and Odo Lim, 34, were killed.", []),
    ("Twelve percent of those killed were children.", []),
    ("In 2019, 45 people were killed.", [(K, 45, 45)]),
    ("The 2019 earthquake killed 300.", [(K, 300, 300)]),
    ("Four soldiers and two civilians were killed.", [(K, 4, 4), (K, 2, 2)]),
    (
        "12 killed, seven of them soldiers and six civilians, in a clash near Averin.",
        [(K, 12, 12), (K, 7, 7), (K, 6, 6)],
    ),
    ("Eight people, among them two nurses, were wounded.", [(I, 8, 8), (I, 2, 2)]),
    ("Five people – three women and two children – were killed.", [(K, 5, 5), (K, 3, 3), (K, 2, 2)]),
    ("Among the dead were three children.", [(K, 3, 3)]),
    ("The dead included two aid workers.", [(K, 2, 2)]),
    ("Police threatened to arrest 12 people.", []),
    ("The flood could kill 500 people.", []),
    ("12 people will be evacuated.", []),
    ("Three people were kidnapped and killed.", [(B, 3, 3), (K, 3, 3)]),
    ("Some 400 people are dead or missing.", [(K, None, 400), (M, None, 400)]),
    ("Three dead, 12 injured as truck hits wall.", [(K, 3, 3), (I, 12, 12)]),
    ("Man shot dead in Averin.", [(K, 1, 1)]),
    ("Two police officers were shot.", [(I, 2, 2)]),
    ("Two teenagers were shot and killed.", [(K, 2, 2)]),
    ("A gunman opened fire, wounding at least nine people before he was arrested.", [(I, 9, None)]),
    ("Seven others sustained serious burns.", [(I, 7, 7)]),
    ("Seven more were taken to hospital with minor injuries.", [(I, 7, 7)]),
    ("Three of the four crew members drowned.", [(K, 3, 3)]),
    ("All 12 passengers died in the crash.", [(K, 12, 12)]),
    ("A family of five perished in the blaze.", [(K, 5, 5)]),
    ("The number of injured rose to 56.", [(I, 56, 56)]),
    ("More than 100 people have been killed or wounded.", [(K, None, None), (I, None, None)]),
    ("The blast killed and injured dozens of people.", [(K, 24, None), (I, 24, None)]),
    ("Officials said 19 people, mostly women, had died.", [(K, 19, 19)]),
    ("Nineteen people who were travelling in the boat drowned.", [(K, 19, 19)]),
    ("The court jailed 12 activists.", [(A, 12, 12)]),
    ("A mother and her two children died.", [(K, 1, 1), (K, 2, 2)]),
    ("Zero fatalities were recorded.", [(K, 0, 0)]),
    ("The crash caused 150 fatalities.", [(K, 150, 150)]),
    ("The killing of three aid workers shocked Averin.", [(K, 3, 3)]),
    ("Lorvania's army said three soldiers had been killed in action.", [(K, 3, 3)]),
    ("Six people died, 14 were injured and three remain missing.", [(K, 6, 6), (I, 14, 14), (M, 3, 3)]),
    ("Six people died and as many were injured.", [(K, 6, 6)]),
    ("A third person died on Sunday.", [(K, 1, 1)]),
    ("Ten thousand people left their homes.", [(D, 10000, 10000)]),
    ("Over 5,000 residents were forced to flee.", [(D, 5001, None)]),
    ("The earthquake left 500 people homeless.", [(D, 500, 500)]),
    ("Two hundred and fifty people were made homeless.", [(D, 250, 250)]),
    ("The storm has displaced an estimated 90,000 people.", [(D, 90000, 90000)]),
    ("99999999999999999999999 people were killed.", []),
    ("Half of the 12 were killed.", []),
    ("2.5 people were killed on average.", []),
    ("He scored 12 goals and was injured for two months.", []),
    ("The shot went wide in the 12th minute.", []),
    (
        "Clashes between police and villagers killed four and left 10 others injured, including two officers.",
        [(K, 4, 4), (I, 10, 10), (I, 2, 2)],
    ),
    ("An explosion injured 23-year-old Mara Tesk.", []),
    ("The explosion injured a 23-year-old man.", [(I, 1, 1)]),
    ("Fewer than 10 people were hurt.", [(I, None, 9)]),
    ("Not less than 20 farmers were killed by herders.", [(K, 20, None)]),
    ("The gunmen killed one soldier and abducted three others.", [(K, 1, 1), (B, 3, 3)]),
    ("The soldiers killed 15 bandits and rescued 30 hostages.", [(K, 15, 15)]),
    ("A suicide bomber killed himself and six others.", [(K, 6, 6)]),
    ("Five sailors went missing after the boat capsized.", [(M, 5, 5)]),
    ("Two climbers have disappeared in the mountains.", [(M, 2, 2)]),
    ("The search for 8 missing miners goes on.", [(M, 8, 8)]),
    ("Several people were injured.", [(I, 3, None)]),
    ("At least 50 houses were destroyed and 200 people displaced.", [(D, 200, 200)]),
    ("The number of dead reached 70.", [(K, 70, 70)]),
    ("Four people died on the spot while two died in hospital.", [(K, 4, 4), (K, 2, 2)]),
    ("Army chief Odo Lim said his men had killed 40 rebels and captured 12.", [(K, 40, 40), (A, 12, 12)]),
    ("One person was killed and two others critically injured.", [(K, 1, 1), (I, 2, 2)]),
    ("Authorities have confirmed 15 deaths and 200 injuries.", [(K, 15, 15), (I, 200, 200)]),
    ("Fifteen confirmed dead in Averin blast.", [(K, 15, 15)]),
    (
        "A car bomb in Averin has killed at least 20 people and wounded dozens more, hospital sources said.",
        [(K, 20, None), (I, 24, None)],
    ),
    (
        "The ministry said 31,112 people had been killed and 72,760 wounded since June 7.",
        [(K, 31112, 31112), (I, 72760, 72760)],
    ),
    ("Three children aged 4, 6 and 9 were killed.", [(K, 3, 3)]),
    ("Eleven people, aged between 16 and 40, were hurt.", [(I, 11, 11)]),
    ("Two of his sons were killed in 1998.", [(K, 2, 2)]),
    ("A policeman and a civilian were wounded by the mob.", [(I, 1, 1), (I, 1, 1)]),
    ("A teacher was killed by two gunmen.", [(K, 1, 1)]),
    ("Two gunmen killed a teacher.", [(K, 1, 1)]),
    ("Two gunmen were killed by police.", [(K, 2, 2)]),
    ("Thirty-five suspects have been apprehended.", [(A, 35, 35)]),
    ("Raiders killed 12 cattle and two herders.", [(K, 2, 2)]),
    ("Twenty-one of the injured are in critical condition.", [(I, 21, 21)]),
    ("The army lost 12 soldiers.", []),
    ("Police shot and killed a 30-year-old man.", [(K, 1, 1)]),
    ("The suspect was arrested on Monday.", [(A, 1, 1)]),
    ("The two suspects were arrested on Monday.", [(A, 2, 2)]),
    ("Both men were arrested.", [(A, 2, 2)]),
    ("The 28-year-old died on Monday.", [(K, 1, 1)]),
    ("A boat carrying 16 migrants sank, and 11 of them drowned.", [(K, 11, 11)]),
    ("Of those, 41 were killed and 27 more suffered burns.", [(K, 41, 41), (I, 27, 27)]),
    ("Police killed 10–12 protesters.", [(K, 10, 12)]),
    ('"They killed my two brothers," she said.', [(K, 2, 2)]),
    ("Five persons were reported killed.", [(K, 5, 5)]),
    ("Twelve people were reported to have been killed.", [(K, 12, 12)]),
    ("At least 10 are believed to have died.", [(K, 10, None)]),
    ("The ship sank with the loss of 30 lives.", [(K, 30, 30)]),
    ("30 people suffered smoke inhalation.", [(I, 30, 30)]),
    ("A woman was airlifted to a hospital.", [(I, 1, 1)]),
    ("Police have arrested the mayor and five officials.", [(A, 1, 1), (A, 5, 5)]),
    ("Nearly 300 students were snatched from their dormitories.", [(B, 300, 300)]),
    ("More than two dozen people were trampled to death in a stampede.", [(K, 25, None)]),
    ("Rescue teams pulled 40 people alive from the rubble.", []),
    ("About half a million refugees fled to Lorvania.", [(D, 500000, 500000)]),
    ("The strike did not cause any casualties, the governor said.", [(K, 0, 0), (I, 0, 0)]),
    ("The plane landed without injuries.", [(I, 0, 0)]),
    (
        "Lorvanian shelling of Averin on Sunday killed a 62-year-old woman and injured her grandson.",
        [(K, 1, 1), (I, 1, 1)],
    ),
    (
        "At least seven people, including two children, were killed and more than 40 wounded in strikes on Zatka.",
        [(K, 7, None), (K, 2, 2), (I, 41, None)],
    ),
    (
        "The flooding has left 54 people dead and 23 missing, according to the civil defence agency.",
        [(K, 54, 54), (M, 23, 23)],
    ),
    ("Search teams were looking for 16 people still missing after the landslide.", [(M, 16, 16)]),
    ("Security forces have arrested at least 1,500 people since the protests began.", [(A, 1500, None)]),
    ("The group has kidnapped hundreds of schoolchildren for ransom.", [(B, 200, None)]),
    ("More than 6 million people have been forced from their homes by the war.", [(D, 6000001, None)]),
    ("A stampede at a temple left nine devotees dead and 20 others critically hurt.", [(K, 9, 9), (I, 20, 20)]),
    ("Eleven of the dead were women.", [(K, 11, 11)]),
    ("The driver and three passengers died on the spot.", [(K, 1, 1), (K, 3, 3)]),
    ("A minibus collided with a truck, killing all 14 people on board.", [(K, 14, 14)]),
    ("The militants beheaded two captives.", [(K, 2, 2)]),
    ("Officials put the number of dead at 230 and the number of injured at 1,900.", [(K, 230, 230), (I, 1900, 1900)]),
    ("Health officials reported 17 new deaths on Friday.", [(K, 17, 17)]),
    ("The virus has killed 5,211 people in the country since March.", [(K, 5211, 5211)]),
    ("Six suspects were taken into custody, and two of them were later released.", [(A, 6, 6)]),
    ("Police said a total of 48 people had been detained.", [(A, 48, 48)]),
    ("One person has died and three are in hospital after eating poisonous mushrooms.", [(K, 1, 1)]),
    ("Two children aged three and five burned to death in the fire.", [(K, 2, 2)]),
    ("A soldier was killed and two others were wounded when their vehicle hit a mine.", [(K, 1, 1), (I, 2, 2)]),
    ("Troops killed at least 30 insurgents and captured seven others.", [(K, 30, None), (A, 7, 7)]),
    ("Rebels said they had killed 20 government soldiers, a claim the army denied.", [(K, 20, 20)]),
    ("Around 300,000 Lorvanians have crossed the border since April.", []),
    ("Hundreds of families fled the fighting.", []),
    ("An eight-year-old boy drowned in the river Tesk.", [(K, 1, 1)]),
    ("Three rescuers who had gone to help were themselves killed.", [(K, 3, 3)]),
    ("Their bodies were found on Monday.", []),
    ("The remains of five soldiers were recovered.", [(K, 5, 5)]),
    ("The attack left scores dead.", [(K, 40, None)]),
    ("The blast claimed at least 22 lives.", [(K, 22, None)]),
    ("The death toll could rise to 200, officials warned.", []),
    ("The death toll is expected to rise.", []),
    ("Nine people were hospitalized with burns.", [(I, 9, 9)]),
    ("Authorities evacuated some 2,000 residents from the area.", [(D, 2000, 2000)]),
    ("Two villagers remain unaccounted for.", [(M, 2, 2)]),
    ("Unknown gunmen killed four members of the same family in Averin.", [(K, 4, 4)]),
    ("He was sentenced to 12 years for killing two people in 2015.", [(K, 2, 2)]),
    ("The man accused of murdering three women appeared in court.", [(K, 3, 3)]),
    ("A United Nations report says 3,400 civilians were killed last year.", [(K, 3400, 3400)]),
    ("More than 1,000 people are believed to have been killed in the crackdown.", [(K, 1001, None)]),
    ("Some 60 per cent of the casualties were children.", []),
    ("Four were killed.", [(K, 4, 4)]),
    ("A suicide attack on a mosque in Zatka killed 31, wounded 54.", [(K, 31, 31), (I, 54, 54)]),
    ("Protesters threw stones, injuring 15 policemen, two of them seriously.", [(I, 15, 15), (I, 2, 2)]),
    ("The court sentenced five activists to prison.", []),
    ("About 90 passengers were rescued, but 12 people drowned.", [(K, 12, 12)]),
    (
        "Averin police arrested a 34-year-old suspect in connection with the killings of two sisters.",
        [(A, 1, 1), (K, 2, 2)],
    ),
    ("At least 10 dead, dozens trapped in mine collapse.", [(K, 10, None)]),
    ("Three members of the Tesk family and their driver were abducted.", [(B, 3, 3), (B, 1, 1)]),
    ("Pirates seized the tanker and its 24 crew members.", []),
    ("The army said none of its soldiers was hurt.", [(I, 0, 0)]),
    ("Neither man was injured.", []),
    ("In all, 345 people died.", [(K, 345, 345)]),
    ("The shooting, in which a teacher and 19 pupils died, shocked the country.", [(K, 1, 1), (K, 19, 19)]),
    ("Gunmen opened fire on a bus carrying 30 workers, killing eight.", [(K, 8, 8)]),
    ("Of the 45 passengers, 13 died.", [(K, 13, 13)]),
    ("Thirteen of the 45 passengers died.", [(K, 13, 13)]),
    ("Both drivers and a passenger were seriously injured.", [(I, 2, 2), (I, 1, 1)]),
    ("Last year the floods displaced 1.3 million people and killed over 600.", [(D, 1300000, 1300000), (K, 601, None)]),
    ("Six hundred and forty-two people were executed in 2023.", [(K, 642, 642)]),
    ("Police have detained the victim's husband.", [(A, 1, 1)]),
    ("The dead and injured were taken to hospital.", []),
    ("Five more bodies were pulled from the river, bringing the toll to 39.", [(K, 5, 5), (K, 39, 39)]),
]


def find(text: str) -> tuple[Figure, ...]:
    return find_figures(text, (), (), ())


@pytest.mark.parametrize(("text", "told"), SENTENCES)
def test_sentences(text: str, told: Told) -> None:
    assert sorted(((f.kind, f.low, f.high) for f in find(text)), key=str) == sorted(told, key=str)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The blaze killed 44 people, including 10 firefighters.", "10 firefighters", "killed 44 people"),
        (
            "Eight people, among them two nurses, were hurt.",
            "two nurses",
            "Eight people, among them two nurses, were hurt",
        ),
        ("12 killed, seven of them soldiers.", "seven of them", "12 killed"),
        ("Of the 200 injured, 50 were rescuers.", "50", "the 200 injured"),
    ],
)
def test_parts(text: str, part: str, whole: str) -> None:
    found = find(text)
    of = next(f for f in found if f.text == part).part_of
    assert of is not None and found[of].text == whole


def test_spans() -> None:
    text = "Fourteen protesters and four officers were killed. A mine killed 105 people and wounded 291."
    assert [f.text for f in find(text)] == [
        "Fourteen protesters",
        "four officers were killed",
        "killed 105 people",
        "wounded 291",
    ]


def test_carried_by_the_innermost_claim() -> None:
    text = "The mayor said police had reported no casualties. Two men were arrested."

    def claim(name: str, start: int, end: int, within: str | None) -> Claim:
        content = (Span(start, end, text[start:end]),)
        return Claim(name, None, None, content, within, None, "indirect", "state", False, 0.9)

    end = text.index(".")
    claims = (claim("c1", 15, end, None), claim("c2", text.index("no "), end, "c1"))
    assert [(f.kind, f.claim) for f in find_figures(text, claims, (), ())] == [(K, "c2"), (I, "c2"), (A, None)]


def place(text: str, name: str, kind: str, usage: str = "literal") -> Place:
    start = text.index(name)
    return Place(
        start,
        start + len(name),
        name,
        usage,
        None,
        None,
        None,
        None,
        None,
        None,
        kind,
        None,
        None,
        None,  # type: ignore[arg-type]
    )


def day(text: str, words: str, type_: str = "DATE", value: str | None = None) -> Time:
    start = text.index(words)
    return Time(start, start + len(words), words, type_, value, None, None, None, None)  # type: ignore[arg-type]


def test_where_and_when() -> None:
    text = "Averin mourns. On Monday 12 Lorvanian miners died at Zatka in Tesk province. On 3 May two were found dead."
    places = (
        place(text, "Averin", "country"),
        place(text, "Lorvanian", "country", "demonym"),
        place(text, "Zatka", "village"),
        place(text, "Tesk", "region"),
    )
    times = (day(text, "Monday"), day(text, "3 May"))
    assert [(f.where, f.when) for f in find_figures(text, (), times, places)] == [(2, 0), (2, 1)]


def test_where_and_when_not_told() -> None:
    text = "Lorvanian police have now detained 12 people for two days."
    places, times = (
        (place(text, "Lorvanian", "country", "demonym"),),
        (day(text, "two days", "DURATION", "P2D"), day(text, "now", value="PRESENT_REF")),
    )
    assert [(f.where, f.when) for f in find_figures(text, (), times, places)] == [(None, None)]


WORDS = st.sampled_from(
    [
        "12",
        "twelve",
        "1,200",
        "1.2",
        "million",
        "thousand",
        "lakh",
        "a",
        "the",
        "dozen",
        "dozens",
        "at",
        "least",
        "up",
        "to",
        "more",
        "than",
        "between",
        "and",
        "from",
        "or",
        "no",
        "none",
        "people",
        "men",
        "soldiers",
        "children",
        "killed",
        "wounded",
        "injured",
        "missing",
        "were",
        "was",
        "have",
        "been",
        "dead",
        "arrested",
        "fled",
        "homes",
        "death",
        "toll",
        "rose",
        "including",
        "of",
        "them",
        "seven",
        "whom",
        ",",
        ".",
        ";",
        "(",
        ")",
        ":",
        "–",
        "-",
        "'",
        '"',
        "“",
        "”",
        "half",
        "two",
        "three",
        "both",
        "parents's",
        "who",
        "said",
        "hostages",
        "bodies",
        "found",
        "0",
        "007",
        "2024",
        "99999999999999999999999",
        "½",
        "²",
        "٣",
        "hundred",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text(text: str) -> None:
    found = find(text)
    for f in found:
        assert text[f.start : f.end] == f.text and f.start < f.end
        assert f.low is None or f.high is None or 0 <= f.low <= f.high
        assert all(v is None or 0 <= v < 2**63 for v in (f.low, f.high))
        assert f.part_of is None or (0 <= f.part_of < len(found) and found[f.part_of] is not f)
    assert [f.start for f in found] == sorted(f.start for f in found)


@given(st.integers(0, 9_999_999), st.sampled_from(["{:d}", "{:,d}"]))
def test_numerals(value: int, form: str) -> None:
    written = form.format(value)
    assert [(f.low, f.high) for f in find(f"The flood killed {written} people.")] == [(value, value)]


def test_long_texts_take_linear_time() -> None:
    started = time.process_time()
    find("twelve people and thirteen people and killed " * 5000)
    find("million " * 20_000 + "killed")
    find("Two men were killed. " * 5000)
    assert time.process_time() - started < 20


def test_some_of_those_told_before() -> None:
    text = (
        "The blast killed four people and injured 19. Seven of the injured were in serious condition. "
        "Three of the dead were dockers."
    )
    found = find_figures(text, (), (), ())
    assert [(f.kind, f.low, f.part_of) for f in found] == [
        ("killed", 4, None), ("injured", 19, None), ("injured", 7, 1), ("killed", 3, 0),
    ]  # fmt: skip
