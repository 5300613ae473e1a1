"""Nouns: who can be counted as a person, and what stands beside numbers and casualty words and is none."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.figures.wordlists import word_set, words_in

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "wife": "wives",
    "baby": "babies",
}
_PERSONS = words_in(
    """
    person man woman child boy girl baby infant toddler newborn teen teenager teenaged youth youngster
    adolescent kid minor adult pensioner elder juvenile orphan twin sibling brother sister son daughter father
    mother dad mum mom parent husband wife spouse girlfriend boyfriend partner fiancee fiance widow widower
    bride groom grandfather grandmother grandson granddaughter grandchild grandparent uncle aunt nephew niece
    cousin stepson stepdaughter stepfather stepmother relative in-law friend neighbour neighbor lover
    octogenarian victim survivor casualty civilian citizen national resident inhabitant villager townsperson
    local foreigner tourist visitor holidaymaker pilgrim hajji worshipper worshiper devotee passenger passer-by
    bystander pedestrian commuter motorist driver rider biker motorcyclist cyclist pillion-rider co-driver
    conductor cleaner pilot co-pilot crewman crewmember crewmate sailor seafarer seaman fisherman fisher captain
    skipper steward stewardess traveller traveler climber mountaineer hiker trekker skier swimmer diver surfer
    camper soldier troop troops trooper serviceman servicewoman servicemember commando paratrooper marine ranger
    guardsman gunman gunner shooter sniper officer policeman policewoman constable cop deputy sheriff detective
    inspector agent guard watchman sentry bodyguard jailer warder warden general colonel major lieutenant
    sergeant corporal brigadier commander conscript recruit reservist veteran cadet fighter militant insurgent
    rebel guerrilla guerilla jihadist jihadi terrorist extremist islamist separatist militiaman militia
    combatant noncombatant non-combatant bomber attacker assailant aggressor hijacker pirate bandit kidnapper
    abductor robber thief burglar gangster mobster trafficker smuggler dealer peddler criminal felon convict
    inmate prisoner detainee captive hostage suspect accused defendant culprit perpetrator offender fugitive
    murderer killer rapist arsonist hooligan rioter protester protestor demonstrator marcher picketer striker
    supporter activist campaigner dissident opponent oppositionist sympathiser sympathizer follower member
    leader chief ringleader mastermind operative cadre official functionary bureaucrat administrator minister
    lawmaker legislator parliamentarian mp senator congressman congresswoman councillor councilor mayor governor
    politician candidate president vice-president premier ambassador diplomat envoy consul judge magistrate
    prosecutor lawyer attorney advocate solicitor clerk secretary assistant orderly employee employer worker
    labourer laborer staff staffer colleague coworker co-worker workmate miner farmer farmworker herder herdsman
    shepherd peasant hunter logger builder mason carpenter electrician engineer technician mechanic operator
    welder porter cook chef waiter waitress vendor trader seller shopkeeper shopper customer merchant
    businessman businesswoman entrepreneur manager director executive banker cashier broker contractor
    consultant doctor physician surgeon nurse midwife medic paramedic patient carer caregiver caretaker
    volunteer rescuer firefighter fireman responder lifeguard teacher professor lecturer academic scholar
    scientist researcher student pupil schoolboy schoolgirl schoolchild classmate undergraduate graduate
    principal headmaster headmistress journalist reporter correspondent editor photographer cameraman
    photojournalist broadcaster blogger writer author poet artist actor actress singer musician rapper dancer
    comedian filmmaker entertainer celebrity star tycoon athlete player footballer cricketer boxer runner jogger
    coach referee fan spectator reveller reveler partygoer concertgoer clubber diner guest attendee participant
    delegate guide migrant immigrant emigrant refugee defector deserter evacuee returnee asylum-seeker harraga
    stowaway settler squatter nomad pastoralist tribesman clansman warlord imam cleric priest nun pastor bishop
    monk rabbi preacher missionary christian muslim jew hindu sikh buddhist shiite sunni catholic drunkard
    addict beggar prostitute servant maid housekeeper nanny babysitter landlord tenant owner founder heir aide
    adviser advisor spokesman spokeswoman informant informer spy saboteur hacker whistleblower vigilante retiree
    mother-to-be foetus expatriate expat peacekeeper observer mercenary personnel crew aviator airman rower
    paddler sportsman sportswoman gambler intruder trespasser poacher looter individual human soul lad figure
    occupant householder homeowner boss kingpin duo trio acquaintance accomplice comrade martyr delivery-man
    deliveryman postman courier bus-driver deceased whites blacks tutsi hutu rohingya police people others women
    men harvester gatherer
    """
)
_PLURAL_ONLY = word_set(
    """
    people police troops personnel men women children others crew staff cops kin folk civilians militia parents
    """
)
_UNITS = words_in(
    """
    second minute hour day night week weekend fortnight month year decade century time occasion moment season
    quarter semester am pm a.m p.m o'clock gmt percent per cent pc point percentage degree fahrenheit celsius
    dollar pound euro rupee yen yuan won naira peso rand real rial dinar dirham shilling franc ruble rouble
    penny pence usd eur gbp kilometre kilometer km kms metre meter mile yard foot feet inch centimetre
    centimeter cm mm m acre hectare ha litre liter gallon barrel kilogram kilo kg gram g tonne ton tons lb ounce
    mph kph kmh knot watt megawatt mw volt
    """
)
_NO_PERSONS = words_in(
    """
    car vehicle truck lorry bus minibus van motorcycle motorbike bike bicycle scooter rickshaw taxi cab jeep suv
    tractor train coach locomotive tram carriage wagon trailer tanker tank ship boat vessel ferry dinghy trawler
    canoe raft yacht submarine plane aircraft jet airliner helicopter chopper drone balloon rocket missile shell
    mortar bomb grenade mine bullet round shot gun rifle pistol weapon firearm knife blade machete explosive
    device cow cattle bull ox oxen buffalo calf calves sheep goat lamb pig hog swine horse donkey mule camel dog
    puppy cat kitten bird chicken hen duck goose geese turkey parrot fish whale dolphin shark seal elephant lion
    tiger leopard bear wolf wolves fox deer monkey ape gorilla chimpanzee rhino rhinoceros hippo crocodile snake
    insect bee animal livestock mosquito rat mouse mice rabbit turtle house home building block apartment flat
    room shop store school hospital church mosque temple office factory plant mill village town city district
    province state country nation region area county neighbourhood neighborhood street road bridge highway
    junction camp settlement site place location spot station checkpoint post base airport port farm field
    forest tree attack assault raid strike airstrike bombing explosion blast incident accident crash collision
    clash battle fight war conflict shooting stabbing case event operation protest demonstration riot fire flood
    storm earthquake quake cyclone hurricane tornado landslide outbreak epidemic pandemic wave count charge
    offence offense crime sentence term bill law article chapter clause section paragraph page line word
    question answer reason cause way thing item object piece part kind sort type form level step phase stage set
    series group family household team party unit battalion brigade company squad platoon regiment army
    organisation organization agency government ministry department committee council court tribunal newspaper
    channel goal run wicket game match try point over innings lap race medal seat vote ballot poll election job
    position test dose vaccine sample infection symptom penalty yard touchdown basket assist rebound save win
    loss defeat draw hope dream career idea plan deal project proposal agreement talk meeting session number
    figure toll rate total record birth marriage wedding couple-of life lives body bodies corpse remains injury
    injuries wound wounds death deaths fatality phone battery engine computer app website account song album
    film movie book story report
    """
)
_PERSON_ENDINGS = re.compile(
    r"(?:man|men|woman|women|boy|girl|year-old|year-olds|month-old|ist|ists|eer|eers|ologist|ician|icians|person|people|goer|goers"
    r"|worker|workers|holder|holders|member|members|seeker|seekers|maker|makers|keeper|keepers|child|children|folk)$"
)
_DEMONYM = re.compile(r"^[A-Z]\w+(?:ans?|ese|ish|is?|ites?|ards?|ars?|ers?|[^s]s)$")


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for one, many in (("man", "men"), ("woman", "women"), ("child", "children"), ("wife", "wives")):
        if word.endswith(one):
            return word[: -len(one)] + many
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


_SINGULAR = frozenset(_PERSONS) - _PLURAL_ONLY
_PLURAL = frozenset(map(_plural, _SINGULAR)) | _PLURAL_ONLY | {"persons", "babes", "elderly"}
_MEASURES = frozenset(_UNITS) | frozenset(map(_plural, _UNITS))
_NEVER = frozenset(_NO_PERSONS) | frozenset(map(_plural, _NO_PERSONS)) | _MEASURES


def is_one(word: str) -> bool:
    """A noun for one person."""
    return word in _SINGULAR or (
        word not in _NEVER and _ending(word) and not word.endswith(("s", "men", "people", "children"))
    )


def are_many(word: str) -> bool:
    """A noun for several persons."""
    return word in _PLURAL or (
        word not in _NEVER and _ending(word) and word.endswith(("s", "men", "people", "children"))
    )


def is_person(word: str) -> bool:
    return is_one(word) or are_many(word)


def is_never(word: str) -> bool:
    """A noun for anything but persons: a unit, a vehicle, an animal, an event."""
    return word in _NEVER and word not in _PLURAL and word not in _SINGULAR


def is_measure(word: str) -> bool:
    """A unit of time, money, length, …"""
    return word in _MEASURES


def may_be_people(raw: str) -> bool:
    """A capitalised plural such as "Palestinians", "Iraqis" or "Hausas"."""
    return bool(_DEMONYM.match(raw)) and not is_never(raw.lower())


@lru_cache(maxsize=1 << 14)
def _ending(word: str) -> bool:
    return bool(_PERSON_ENDINGS.search(word)) and len(word) > 4
