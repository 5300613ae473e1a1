"""Invented reports that copy one another in the ways newspapers do, with who copied whom: a generator with a seed.

Every person, town, agency and outlet is made up by syllables. An event has facts; each fact has several wordings; an agency
tells the event in its own choice, order and wording of facts. Outlets then take agency texts over: verbatim, cut,
reordered, under another title and lead, reworded sentence by sentence, with paragraphs of their own, merged from two, or
only a passage of it; and they write reports of their own that share nothing but quotations, a statement or page furniture.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sayso import Report

Fact = tuple[str, ...]  # wordings

# Slots in braces are filled once for each event, so that all agencies tell of the same people and numbers.
KINDS: dict[str, list[Fact]] = {
    "fire": [
        (
            "A fire that swept through a {building} in {town} killed {n1} people and left {n2} others in hospital, {office} said {day}.",
            "At least {n1} people died when flames tore through a {building} in {town}, according to {office}.",
            "{N1} people have lost their lives in a blaze at a {building} in the {region} town of {town}.",
        ),
        (
            "The fire broke out shortly after {hour} on the second floor, where workers had stored drums of paint and solvent.",
            "Investigators believe the flames started among paint and solvents kept one storey above the street.",
            "Drums of solvent stacked on an upper floor caught light a little past {hour}, a first inspection found.",
        ),
        (
            "More than {n3} firefighters fought the flames until dawn with water pumped from the {river} river.",
            "It took crews of {n3} men and women the whole night to bring the blaze under control.",
            "Fire engines from {n4} neighbouring districts were sent to the scene and drew water from the {river}.",
        ),
        (
            "Two of the emergency exits had been locked from outside, fire chief {chief} told reporters at the scene.",
            "Survivors found the back doors chained, and fire chief {chief} confirmed that exits had been blocked.",
            "{chief}, who leads the fire service, said that people could not leave because exits were bolted.",
        ),
        (
            "The building had passed an inspection in March although it had no sprinklers, town records show.",
            "Municipal papers show inspectors approved the premises this spring in spite of missing sprinklers.",
            "Sprinklers were never fitted, yet officials had given the house a clean bill of health only months ago.",
        ),
        (
            "The owner of the property, {company}, said it would cooperate with the inquiry and pay for the funerals.",
            "{company}, which owns the site, promised to cover burial costs and to open its books to detectives.",
            "Detectives have asked {company}, the landlord, to hand over its maintenance contracts.",
        ),
        (
            "Prosecutors opened a case against the manager on suspicion of negligence, and the man was barred from leaving {country}.",
            "The manager may not leave {country} while a criminal negligence file against him is open.",
            "A negligence inquiry has been launched and the site's manager has surrendered his passport.",
        ),
        (
            "Residents of the neighbouring houses were moved to a school gymnasium, where volunteers handed out blankets.",
            "About {n5} neighbours spent the night in a gymnasium on camp beds brought by volunteers.",
            "Families from adjoining homes slept in a school hall as smoke drifted through the quarter.",
        ),
        (
            "It was the deadliest fire in {region} since a theatre burned down there {n6} years ago.",
            "{region} has not seen a worse blaze in the {n6} years since its theatre was destroyed.",
            "The tragedy recalls the loss of the old theatre {n6} years ago, when dozens perished.",
        ),
    ],
    "blast": [
        (
            "A car bomb exploded outside a {building} in {town} {day}, killing {n1} people and wounding {n2}, {office} said.",
            "{N1} people were killed when explosives in a parked car went off near a {building} in {town}.",
            "A vehicle packed with explosives blew up in central {town}, leaving {n1} dead, {office} reported.",
        ),
        (
            "The explosion shattered windows several streets away and left a crater two metres deep in the road.",
            "Shop fronts were blown in across the quarter and the road was torn open by a deep crater.",
            "Glass covered the streets around a hole two metres deep where the vehicle had stood.",
        ),
        (
            "A group calling itself the {group} claimed responsibility in a message to a local radio station.",
            "Responsibility was claimed by the {group}, which sent a recording to a broadcaster.",
            "In a call to a radio newsroom, a man said the {group} had carried out the attack.",
        ),
        (
            "Among the dead were {n4} police officers who had been guarding the entrance, interior minister {chief} said.",
            "{n4} of those killed were policemen on duty at the gate, according to interior minister {chief}.",
            "The minister of the interior, {chief}, said that {n4} guards at the entrance had not survived.",
        ),
        (
            "Hospitals in {town} appealed for blood donors and called back doctors from their holidays.",
            "Doctors on leave were ordered back to work and blood banks asked the public for help.",
            "Queues of blood donors formed outside clinics after hospitals said stocks were running low.",
        ),
        (
            "Security forces sealed off the centre and searched houses in three districts into the night.",
            "Soldiers closed roads into the middle of the town while homes were searched in several quarters.",
            "House-to-house searches went on after nightfall and the inner town stayed shut to traffic.",
        ),
        (
            "The attack came {n6} days before an election that the {group} has threatened to disrupt.",
            "Voters are due at the polls in {n6} days, and the {group} has vowed to stop the ballot.",
            "With {n6} days to go until the election, militants had warned people to stay away from rallies.",
        ),
        (
            "The government of {country} declared two days of mourning and cancelled a trade fair in the capital.",
            "Flags will fly at half mast for two days and a trade fair has been called off, the cabinet decided.",
            "{country}'s cabinet ordered official mourning until the weekend.",
        ),
        (
            "Violence in {region} had ebbed since a truce was signed {n5} months ago under foreign mediation.",
            "A ceasefire brokered from abroad had kept {region} largely quiet for {n5} months.",
            "The truce agreed {n5} months ago was the longest calm {region} had known in a decade.",
        ),
    ],
    "flood": [
        (
            "Floods caused by the heaviest rain in decades killed at least {n1} people in {region} and forced {n7} to flee, {office} said {day}.",
            "At least {n1} people drowned and {n7} had to leave their homes as rivers burst their banks across {region}.",
            "The death toll from flooding in {region} stands at {n1}, with {n7} people displaced, {office} said.",
        ),
        (
            "The {river} rose {n4} metres in a single night and swept away the bridge that links {town} with the coast.",
            "{town} was cut off from the coast after its only bridge collapsed into the swollen {river}.",
            "Overnight the {river} climbed by {n4} metres; the coastal bridge did not withstand the current.",
        ),
        (
            "Helicopters lifted stranded villagers from roofs and dropped food in valleys that trucks could not reach.",
            "Army pilots plucked families off rooftops, and parcels of food were thrown into cut-off valleys.",
            "Air crews have rescued people from house tops since morning in places no lorry can get to.",
        ),
        (
            "Meteorologist {chief} said that as much rain fell in {n5} hours as normally falls in two months.",
            "Two months' worth of rain came down within {n5} hours, according to {chief} of the weather institute.",
            "The weather institute's {chief} spoke of a rare storm that stood still over the hills for {n5} hours.",
        ),
        (
            "Water plants in three districts stopped working, and doctors warned of cholera if wells were not cleaned soon.",
            "Health workers fear cholera because wells are fouled and pumping stations have failed.",
            "Drinking water is running short as treatment works lie under mud, health workers warned.",
        ),
        (
            "Farmers lost most of the rice harvest, and the farm ministry put the damage at {n6} million crowns.",
            "Damage to crops alone comes to {n6} million crowns, the farm ministry estimated, most of it rice.",
            "Fields that were to be harvested next week are under water; losses run to {n6} million crowns.",
        ),
        (
            "Residents accused the authorities of having opened the sluices of the {company} dam without warning.",
            "Villagers say nobody told them that the gates of the dam run by {company} would be opened.",
            "Anger is growing at {company}, the operator of a dam whose gates were raised at night.",
        ),
        (
            "{country} asked its neighbours for boats, tents and water filters and opened a military airfield for aid flights.",
            "Aid flights may land at a military airfield from now on, and tents and filters were requested abroad.",
            "A plea for tents, boats and filters went out to neighbouring states late in the evening.",
        ),
    ],
    "protest": [
        (
            "Tens of thousands of people marched through {town} {day} against a plan to raise the price of bread and fuel.",
            "A plan to make bread and fuel dearer brought huge crowds onto the streets of {town}.",
            "Crowds filled the centre of {town} in the largest demonstration yet against dearer fuel and bread.",
        ),
        (
            "Police fired tear gas when some of the marchers tried to break through a cordon near the {building}.",
            "Officers used tear gas to keep groups of youths away from the {building}.",
            "At the {building} masked demonstrators pushed against the barriers and were driven back with gas.",
        ),
        (
            "{N2} people were arrested and {n1} officers were injured by stones, {office} said.",
            "{office} reported {n2} arrests and said that stones had hurt {n1} policemen.",
            "Detentions numbered {n2}, while {n1} members of the riot squad needed treatment.",
        ),
        (
            "The trade union federation called a general strike for next week unless the government withdrew the decree.",
            "Unless the decree is taken back, unions want to bring the country to a halt next week.",
            "Union leaders set the cabinet an ultimatum and threatened a nationwide walkout.",
        ),
        (
            "Finance minister {chief} defended the measure as the only way to keep up payments on foreign debt.",
            "Without higher prices {country} could not service its debts abroad, finance minister {chief} argued.",
            "{chief}, the finance minister, ruled out a retreat and pointed to lenders' conditions.",
        ),
        (
            "Bread has become {n4} times as expensive since the currency was devalued in autumn.",
            "Since the devaluation last autumn a loaf costs {n4} times what it used to.",
            "Households now pay {n4} times more for a loaf than they did before autumn's devaluation.",
        ),
        (
            "Shops along the route stayed shut and trams stopped running in the early afternoon.",
            "Tram services were suspended after lunch and merchants had lowered their shutters.",
            "The inner town came to a standstill, with trams idle and shutters down.",
        ),
        (
            "Smaller rallies took place in {n5} other towns of {region}, where students joined farmers on tractors.",
            "In {region}, farmers blocked roads with tractors and students walked out of lectures in {n5} towns.",
            "Tractors rolled through {n5} provincial towns with students marching behind them.",
        ),
    ],
    "crash": [
        (
            "A ferry carrying {n7} passengers capsized off {town} {day}; {n1} bodies have been recovered, {office} said.",
            "{N1} people are known to have drowned after a crowded ferry overturned near {town}.",
            "Rescuers pulled {n1} bodies from the sea off {town} where a ferry with {n7} aboard had keeled over.",
        ),
        (
            "The vessel left port in a gale although small craft had been warned to stay in harbour.",
            "A gale warning was in force when the captain put to sea.",
            "Ships had been advised not to sail because of the wind, harbour logs show.",
        ),
        (
            "Survivors said cargo broke loose on the lower deck, and the ship leaned over within minutes.",
            "Lorries slid across the lower deck before the ship tipped, people who were saved recalled.",
            "Passengers described how unlashed freight shifted and the hull rolled over in no time.",
        ),
        (
            "Fishermen reached the wreck first and took {n2} people from the water, coast guard captain {chief} said.",
            "{n2} people owe their lives to fishing boats that were nearby, according to coast guard captain {chief}.",
            "Captain {chief} of the coast guard praised crews of fishing boats who rescued {n2}.",
        ),
        (
            "The ferry was built {n6} years ago and was licensed to take {n5} fewer passengers than were on board.",
            "On board were {n5} people more than the licence of the {n6}-year-old ship allows.",
            "The ship, in service for {n6} years, had sold {n5} tickets too many.",
        ),
        (
            "{company}, which runs the line, was fined last year for sailing without enough life jackets.",
            "Inspectors had fined {company} a year ago because life jackets were missing.",
            "The line's owner {company} has a record of safety breaches, among them missing life jackets.",
        ),
        (
            "Divers searched the hull through the night but strong currents kept them from the engine room.",
            "Currents made it impossible for divers to enter the engine room during the night.",
            "A search of the sunken hull was hampered by currents, and parts of it have not been reached.",
        ),
        (
            "Relatives waited on the quay in {town}, many holding photographs of people they had not heard from.",
            "On the quay families held up pictures of the missing and demanded a passenger list.",
            "At the harbour in {town} crowds of kin pressed officials for a list of names.",
        ),
    ],
    "court": [
        (
            "A court in {town} sentenced former governor {accused} to {n4} years in prison {day} for taking bribes.",
            "Former governor {accused} must go to jail for {n4} years after judges in {town} found him guilty of corruption.",
            "{accused}, once governor of {region}, was convicted of bribery and given {n4} years behind bars.",
        ),
        (
            "The judges found that he had accepted {n6} million crowns from {company} in return for road contracts.",
            "Contracts to build roads went to {company} after it paid the politician {n6} million crowns, the ruling says.",
            "According to the verdict, {company} bought road contracts with payments of {n6} million crowns.",
        ),
        (
            "Prosecutor {chief} had asked for a sentence twice as long and said she would study the reasons.",
            "The prosecution, led by {chief}, had demanded double that term and may appeal.",
            "{chief}, for the prosecution, left open whether the state would challenge the term as too mild.",
        ),
        (
            "The defence said the case had been built on the word of one witness who was promised immunity.",
            "Defence lawyers attacked the chief witness, who went free in exchange for his evidence.",
            "A single witness with a deal in his pocket was all the state had, lawyers for the defence argued.",
        ),
        (
            "He remained calm while the verdict was read, then embraced his daughter and was led out by a side door.",
            "The convicted man showed no emotion, hugged his daughter and left through a side entrance under guard.",
            "After hearing the judgment in silence he was taken away, having kissed his daughter.",
        ),
        (
            "The trial heard {n5} witnesses over {n3} days and was moved twice because of threats.",
            "In {n3} days of hearings the bench listened to {n5} witnesses; threats forced it to change venue twice.",
            "Threats twice made the court move during a trial with {n5} witnesses.",
        ),
        (
            "{accused} governed {region} for {n1} years and was once seen as a future president of {country}.",
            "For {n1} years the politician ran {region}, and many had expected him to rise to {country}'s presidency.",
            "He had been spoken of as a coming head of state during {n1} years in charge of {region}.",
        ),
        (
            "{n2} other officials and managers are still to be tried in the same affair.",
            "Trials of {n2} more people caught up in the scandal begin after the summer.",
            "The affair has led to charges against a further {n2} managers and civil servants.",
        ),
    ],
}
_QUOTES = (
    "We will not rest until every one of those responsible has answered for it.",
    "I have worked here for twenty years and have never seen anything like this.",
    "People are tired and afraid, and they want to know what happens tomorrow.",
    "It is far too early to speak of causes while we are still counting.",
    "Nobody listened to us when we warned about this last winter.",
    "We have lost friends today, and no inquiry will bring them back.",
    "The law is the same for everybody, whatever office they hold.",
    "There was a noise like a train, and after that there was only dust.",
    "We ask our neighbours for patience and our friends for help.",
    "This must never be allowed to happen again in our country.",
)
_OWN = (
    "{person}, who keeps a bakery on {street} Street, said business had been slow since the news came in.",
    "The {town2} council will discuss the matter at its next sitting, its clerk {person} said.",
    "A spokesman for the opposition in {town2}, {person}, called for a parliamentary debate before the recess.",
    "Teachers at the {street} school lit candles, and classes for the youngest pupils were called off.",
    "{person}, a lecturer at the University of {town2}, sees a failure of planning that goes back many years.",
    "Market traders in {town2} told this newspaper that prices of onions and oil had gone up overnight.",
    "The bishop of {town2} will hold a service on Sunday, and the football club has moved its match.",
    "Insurance broker {person} expects claims to keep his office in {town2} busy until the new year.",
    "Our reporter counted {k} lorries waiting at the {street} gate early in the morning.",
    "Tour operators in {town2} have offered guests another hotel, said {person} of the tourist board.",
    "A petition started by {person} had gathered {k} signatures in {town2} by the evening.",
    "The bus line between {town2} and the border will run every {k} minutes until further notice.",
    "Retired engineer {person} recalled that a similar plan was shelved because {town2} had no money for it.",
    "Snow is forecast for the hills above {town2}, which may slow down the convoys, hauliers said.",
    "At the {street} clinic nurse {person} has not been home for two days.",
    "The chamber of commerce in {town2} estimates that {k} firms are affected in one way or another.",
    "Students from {town2} collected {k} parcels of clothes within an afternoon.",
    "Ferrymen on the lake below {town2} have stopped work until {person} of the harbour board has answered their letter.",
    "The choir of {town2}, led by {person}, will give the takings of its next concert to those in need.",
    "A lawyer from {town2}, {person}, wants to bring the matter before the constitutional tribunal.",
    "In a survey among {k} households in {town2}, two out of three spoke of sleepless nights.",
    "Beekeepers around {town2} say hives have been left untended for a week.",
    "The {street} theatre will play to empty stalls tonight, its director {person} fears.",
    "Prices for a room in {town2} have doubled, landlady {person} admitted over the telephone.",
    "Railway staff in {town2} put {k} extra seats on the evening train to the capital.",
    "{person}, who chairs the growers' association, called the season lost whatever comes next.",
    "At the barracks near {town2} recruits were given leave to look after their kin.",
    "A mason, {person}, brought {k} bricks on a handcart to the yard behind {street} chapel.",
    "The lighthouse keeper of {town2} noted {k} ships at anchor, twice as many as in other years.",
    "Historian {person} points out that {town2} was spared in the great storm and has felt safe ever since.",
)
# Any beginning with any middle and any end, so that outlets' own paragraphs hardly repeat one another.
_BEGIN = (
    "Grocer {person}|The ferry office in {town2}|A committee of pensioners|The {street} choir|Deputy mayor {person}|Carpenters in {town2}"
    "|Our correspondent|An elderly angler|The kennel club|Headmistress {person}|A notary, {person},|Cyclists from {town2}|The almanac"
).split("|")
_MIDDLE = (
    "has postponed a raffle|fears for the orchards|counted {k} candles|rented out a barn|hung black ribbons from the balcony|mended sails until late"
    "|wrote to the ombudsman|refused to leave the cellar|recited a poem by a local author|sold {k} umbrellas|kept the sewing room heated"
    "|painted over the slogans|drew lots for the remaining seats|remembers the winter of the wolves|tuned the organ in vain"
).split("|")
_END = (
    "because the {street} tunnel is closed|to the delight of schoolchildren|as the orchestra from {town2} rehearsed|despite a broken ankle"
    "|and donated the proceeds to an orphanage|, a gesture that drew applause|while geese crossed the square|, neighbours recounted over tea"
    "|before the milk cart arrived|with a lantern borrowed from {person}|for the {k}th time this decade|under a sky full of kites"
).split("|")
_BACKGROUND = (
    "{country} has been governed by a coalition of {n4} parties since elections two years ago.",
    "{region}, a hilly area of small farms, is among the poorest parts of {country}.",
    "The {river} valley is home to about {n7} people, most of whom live from farming.",
    "{town} lies some {n5} kilometres from the capital of {country}.",
)
_STATEMENT = (
    "The council of ministers met this morning and heard the reports of the departments concerned.",
    "It expresses its sympathy with all who suffer and thanks everyone who has helped day and night.",
    "It has instructed the departments to make available the means needed without delay.",
    "A commission of five experts will examine the circumstances and report within sixty days.",
    "Until then the council asks the public to rely on official announcements alone.",
)
_FOOTERS = (
    "{outlet} has served readers along the coast since {year} and depends on their subscriptions to keep its newsroom open.",
    "Have you seen something we should know about? Our desk in {town2} answers the telephone day and night.",
    "The views of guest authors printed in {outlet} are their own and need not be those of its editors.",
    "Letters should bear the full name and address of the writer and may be shortened by the editors of {outlet}.",
)
_FURNITURE = (
    "Sign up for our morning newsletter here.",
    "© {outlet}. All rights reserved.",
    "Read more: grain prices climb for a third week",
    "Follow us on Facebook",
)
# Pairs that mean much the same, for rewording: each is replaced by the other.
_SYNONYMS = (
    "killed:claimed the lives of|people:persons|said:stated|told reporters:informed journalists|died:perished|shortly after:soon after"
    "|broke out:began|flames:blaze|fought:battled|until dawn:till daybreak|building:premises|blocked:obstructed|inquiry:investigation"
    "|pay for:cover|opened:launched|neighbouring:adjacent|volunteers:helpers|handed out:distributed|deadliest:worst|exploded:detonated"
    "|outside:in front of|wounding:injuring|explosion:blast|several:a number of|road:street|message:note|guarding:watching|appealed:called"
    "|doctors:physicians|searched:combed|houses:homes|attack:assault|declared:proclaimed|cancelled:scrapped|signed:agreed|heaviest:strongest"
    "|forced:compelled|flee:leave|rose:climbed|swept away:carried off|stranded:trapped|villagers:locals|reach:get to|normally:usually"
    "|warned:cautioned|soon:quickly|lost:were robbed of|damage:losses|accused:blamed|without warning:unannounced|asked:requested|plan:scheme"
    "|raise:increase|price:cost|tried:attempted|break through:force|arrested:detained|officers:policemen|injured:hurt|called:announced"
    "|withdrew:dropped|measure:step|only way:sole means|expensive:costly|shops:stores|shut:closed|smaller:lesser|rallies:gatherings"
    "|carrying:with|capsized:overturned|recovered:retrieved|left port:set sail|survivors:those rescued|broke loose:came free|vessel:boat"
    "|first:before anyone else|built:constructed|fined:penalised|enough:sufficient|through the night:all night|strong:powerful|waited:gathered"
    "|sentenced:condemned|taking:accepting|found:ruled|in return for:in exchange for|sentence:term|study:examine|case:prosecution"
    "|promised:offered|remained:stayed|calm:composed|led out:taken out|moved:transferred|threats:menaces|governed:ran|once:formerly"
    "|others:more|since:from the time|workers:staff|stored:kept|although:even though|show:reveal|suspicion:grounds|entrance:gate"
    "|claimed responsibility:said it was behind it|local:regional|dead:victims|families:households|centre:middle|came:took place|about:around"
    "|more than:over|leaves:departs|large:big|caused by:due to|homes:dwellings|crowds:masses|huge:enormous|used:employed|confirmed:verified"
)
_PAIRS = [tuple(p.split(":")) for p in _SYNONYMS.split("|")]
_SYLLABLES = "ba bri cal dor el fen gar hol il jas kor lun mar nev or pel quin ras sol tam ur vel wen yar zan thal drim osk".split()
_TAILS = "en a or is burg holm av ek ia um sted wick".split()
_FIRST = "Hedda Joran Mirel Tobin Selka Arvid Nessa Ludo Petra Emric Dalia Corin Yvra Stellan Odile Bram".split()


@dataclass
class Case:
    """A report, the origin it belongs to, and how it was made."""

    report: Report
    origin: str
    pattern: str


@dataclass
class Event:
    slots: dict[str, str]
    facts: list[Fact]
    quotes: list[str]
    day: int
    used: dict[int, int] = field(default_factory=dict)


class Writer:
    """Makes events, the reports of agencies on them and what outlets make of these."""

    def __init__(self, seed: int, kinds: Sequence[str]) -> None:
        self.rng = random.Random(seed)
        self.kinds = list(kinds)
        self.outlets: list[tuple[str, list[str]]] = []
        self.fixed: list[str] = []
        self.count = 0

    def name(self, parts: int = 2) -> str:
        return ("".join(self.rng.choice(_SYLLABLES) for _ in range(parts)) + self.rng.choice(_TAILS)).capitalize()

    def person(self) -> str:
        return f"{self.rng.choice(_FIRST)} {self.name(1)}"

    def _outlet(self) -> tuple[str, list[str]]:
        outlet = f"The {self.name()} {self.rng.choice(['Courier', 'Standard', 'Post', 'Mirror', 'Echo', 'Tribune'])}"
        slots = {"outlet": outlet, "town2": self.name(), "year": str(self.rng.randint(1850, 1990))}
        chosen = self.rng.sample(_FOOTERS, self.rng.randint(0, 3)) + self.rng.sample(_FURNITURE, self.rng.randint(0, 3))
        return outlet, [c.format(**slots) for c in chosen]

    def event(self, number: int) -> Event:
        """Each kind of event once in a hundred days, with outlets of its own: the same sentence about another event, which
        only a generator with few wordings would write, must be neither a copy nor an outlet's furniture."""
        r = self.rng
        block, kind = divmod(number, len(self.kinds))
        if kind == 0:
            self.outlets = [self._outlet() for _ in range(3 + 2 * len(self.kinds))]
            self.fixed = r.sample(_OWN, len(_OWN))
        n1 = r.randint(3, 40)
        slots = {
            "town": self.name(), "region": self.name(), "country": self.name(1) + "ia", "river": self.name(1),
            "building": r.choice(["garment workshop", "market hall", "town hall", "guest house", "post office"]),
            "office": r.choice(["the fire service", "the governor's office", "police", "the interior ministry"]),
            "company": f"{self.name(1)} & {self.name(1)}", "chief": self.person(), "accused": self.person(),
            "group": f"{self.name(1)} Front", "day": r.choice(["on Monday", "on Tuesday", "on Thursday", "on Friday"]),
            "hour": f"{r.randint(1, 11)} {r.choice(['a.m.', 'p.m.'])}", "n1": str(n1), "N1": str(n1),
            "n2": str(r.randint(12, 90)), "N2": str(r.randint(91, 300)), "n3": str(r.randint(40, 200)),
            "n4": str(r.randint(3, 9)), "n5": str(r.randint(10, 80)), "n6": str(r.randint(11, 70)),
            "n7": f"{r.randint(2, 99)},000",
        }  # fmt: skip
        facts = KINDS[self.kinds[kind]] + [(b,) for b in r.sample(_BACKGROUND, 2)]
        return Event(slots, facts, r.sample(_QUOTES, 4), 100 * block + r.randrange(10))

    def agency(self, event: Event) -> list[str]:
        """The event as one agency tells it: the lead, then a choice of facts in an order and wording of its own."""
        r = self.rng
        order = [0, *r.sample(range(1, len(event.facts)), r.randint(len(event.facts) - 4, len(event.facts) - 2))]
        told = []
        for k in order:
            fact = event.facts[k]
            wording = event.used.get(k, -1) + 1 if k in event.used else r.randrange(len(fact))
            event.used[k] = wording % len(fact)
            told.append(fact[event.used[k]].format(**event.slots))
        for quote in r.sample(event.quotes, 2):
            speaker = r.choice([event.slots["chief"], "one resident", "a relief worker"])
            told.insert(r.randint(1, len(told)), f"“{quote}” {speaker} said.")
        return told

    def own(self, count: int) -> list[str]:
        """Sentences no other report has: a fixed one at most once in a block, then put together from parts."""
        r = self.rng
        out = []
        for _ in range(count):
            if self.fixed and r.random() < 0.5:
                line = self.fixed.pop()
            else:
                line = f"{r.choice(_BEGIN)} {r.choice(_MIDDLE)} {r.choice(_END)}.".replace(" ,", ",")
            slots = {"person": self.person(), "town2": self.name(), "street": self.name(1), "k": str(r.randint(15, 900))}
            out.append(line.format(**slots))
        return out

    def reworded(self, sentences: list[str]) -> list[str]:
        return [self._reword(s) if not s.startswith("“") else s for s in sentences]

    def _reword(self, sentence: str) -> str:
        r = self.rng
        for a, b in _PAIRS:
            if r.random() < 0.75:
                found = re.sub(rf"\b{a}\b", b, sentence, count=1)
                sentence = re.sub(rf"\b{b}\b", a, sentence, count=1) if found == sentence else found
        sentence = re.sub(r"^(.{30,}), ((?:the|according to|police)? ?[\w' ]{4,30}) said(?: (on \w+))?\.$", r"According to \2, \1 \3.", sentence)
        moved = re.match(r"^([A-Z][^,]{15,}), (although|where|while|because|and|but|which|who|after|when) (.{15,})\.$", sentence)
        if moved and r.random() < 0.6 and moved[2] in ("although", "while", "because", "after", "when"):
            sentence = f"{moved[2].capitalize()} {moved[3]}, {moved[1][0].lower()}{moved[1][1:]}."
        elif moved and r.random() < 0.5 and moved[2] in ("and", "but"):
            sentence = f"{moved[1]}. {moved[3][0].upper()}{moved[3][1:]}."
        if r.random() < 0.3:
            sentence = r.choice(["Meanwhile, ", "It is understood that ", "Reports say "]) + sentence[0].lower() + sentence[1:]
        return re.sub(r"\s+", " ", sentence).replace(" .", ".")

    def publish(self, body: list[str], event: Event, origin: str, pattern: str, credit: str = "") -> Case:
        """Put an outlet's furniture around the sentences, in paragraphs of one or two."""
        r = self.rng
        outlet, furniture = r.choice(self.outlets)
        paragraphs, k = [], 0
        while k < len(body):
            step = r.choice((1, 1, 2))
            paragraphs.append(" ".join(body[k : k + step]))
            k += step
        if credit:
            paragraphs.append(credit)
        if r.random() < 0.8:
            paragraphs += furniture
        self.count += 1
        day = event.day + r.choice((0, 0, 0, 1, 1, 2))
        published = (date(2001, 1, 1) + timedelta(day)).isoformat()
        title = f"{event.slots['town']}: {r.choice(['what happened', 'the latest', 'a town in shock', 'day of fear'])}"
        report = Report(f"r{self.count:05d}", "\n\n".join(paragraphs), title=title, published=published, publisher=outlet)
        return Case(report, origin, pattern)


def cases(seed: int, events: int, kinds: Sequence[str] = tuple(KINDS)) -> list[Case]:
    """Reports on so many events, in a random order. The same seed gives the same."""
    writer = Writer(seed, kinds)
    out: list[Case] = []
    for number in range(events):
        out += _event_cases(writer, number)
    writer.rng.shuffle(out)
    return out


def _event_cases(writer: Writer, number: int) -> list[Case]:
    r = writer.rng
    event = writer.event(number)
    agencies = [f"{a}{number}" for a in "AB"]
    texts = {a: writer.agency(event) for a in agencies}
    sign = dict(zip(agencies, r.sample(["LPS", "NOVAX", "MERWIRE", "OTP", "KANP"], 2), strict=True))
    town = event.slots["town"].upper()
    out = []

    def add(body: list[str], origin: str, pattern: str, credit: str = "") -> None:
        out.append(writer.publish(body, event, origin, pattern, credit))

    for a in agencies:
        text = texts[a]
        add([f"{town} ({sign[a]}) - {text[0]}", *text[1:]], a, "agency")
        for pattern in r.sample(list(_PATTERNS), r.randint(2, 5)):
            credit = r.choice(["", "", sign[a], f"With {sign[a]} contributing."])
            add(_PATTERNS[pattern](writer, text), a, pattern, credit)
    first, second = (texts[a] for a in agencies)
    if r.random() < 0.5:
        cut = max(3, round(0.7 * len(first)))
        add(first[:cut] + r.sample(second[1:], max(2, round(0.3 * len(second)))), agencies[0], "merged")
    if r.random() < 0.5:
        kept = r.sample(first[1:], max(1, round(0.2 * len(first))))
        add(writer.own(7)[:3] + kept + writer.own(6), f"P{number}", "passage")
    if r.random() < 0.6:
        quotes = [s for s in first if s.startswith("“")]
        add(_mixed(writer, writer.own(6), quotes), f"Q{number}", "only quotations")
    if r.random() < 0.6:
        add(writer.agency(event)[: r.randint(6, 9)] + writer.own(2), f"D{number}", "different report")
    if r.random() < 0.4:
        for k in range(2):
            lead = writer.own(3)
            add([*lead, "The council's statement reads in full:\n\n" + "\n\n".join(_STATEMENT)], f"S{number}{k}", "statement")
    if r.random() < 0.5:
        add(writer.own(2), f"F{number}", "furniture")
    return out


def _mixed(writer: Writer, body: list[str], more: list[str]) -> list[str]:
    for line in more:
        body.insert(writer.rng.randint(1, len(body)), line)
    return body


def _cut(writer: Writer, text: list[str]) -> list[str]:
    keep = writer.rng.uniform(0.35, 0.7)
    if writer.rng.random() < 0.6:
        return text[: max(3, round(keep * len(text)))]
    chosen = sorted(writer.rng.sample(range(1, len(text)), max(2, round(keep * len(text)))))
    return [text[0], *(text[k] for k in chosen)]


def _reordered(writer: Writer, text: list[str]) -> list[str]:
    rest = text[1:]
    writer.rng.shuffle(rest)
    return [text[0], *rest]


def _retitled(writer: Writer, text: list[str]) -> list[str]:
    return [*writer.own(1), *text[1:]]


def _extended(writer: Writer, text: list[str]) -> list[str]:
    body = list(text)
    for line in writer.own(writer.rng.randint(2, max(2, len(text) // 2))):
        body.insert(writer.rng.randint(1, len(body)), line)
    return body


_PATTERNS: dict[str, Callable[[Writer, list[str]], list[str]]] = {
    "verbatim": lambda writer, text: list(text),
    "cut": _cut,
    "reordered": _reordered,
    "retitled": _retitled,
    "reworded": lambda writer, text: writer.reworded(text),
    "reworded and cut": lambda writer, text: writer.reworded(_cut(writer, text)),
    "extended": _extended,
}
