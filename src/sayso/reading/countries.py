"""Countries by name and by capital, for governments that go by the name of either ("Moscow denied").

Facts from general knowledge, one line a country: usual English name, other names, capital cities, adjectives.
Capitals whose name is more often something else in news ("Victoria", "Georgetown", "Kingston") are left out.
"""
# ruff: noqa: E501

from __future__ import annotations

from typing import NamedTuple

_TABLE = """
Afghanistan||Kabul|Afghan
Albania||Tirana|Albanian
Algeria||Algiers|Algerian
Andorra|||Andorran
Angola||Luanda|Angolan
Argentina||Buenos Aires|Argentine,Argentinian
Armenia||Yerevan|Armenian
Australia||Canberra|Australian
Austria||Vienna|Austrian
Azerbaijan||Baku|Azerbaijani,Azeri
the Bahamas|Bahamas|Nassau|Bahamian
Bahrain||Manama|Bahraini
Bangladesh||Dhaka|Bangladeshi
Barbados||Bridgetown|Barbadian
Belarus||Minsk|Belarusian,Belarussian
Belgium|||Belgian
Belize||Belmopan|Belizean
Benin||Porto-Novo|Beninese
Bhutan||Thimphu|Bhutanese
Bolivia||La Paz|Bolivian
Bosnia and Herzegovina|Bosnia|Sarajevo|Bosnian
Botswana||Gaborone|Botswanan
Brazil||Brasilia,Brasília|Brazilian
Brunei|||Bruneian
Bulgaria||Sofia|Bulgarian
Burkina Faso||Ouagadougou|Burkinabe
Burundi||Bujumbura,Gitega|Burundian
Cambodia||Phnom Penh|Cambodian
Cameroon||Yaounde,Yaoundé|Cameroonian
Canada||Ottawa|Canadian
Cape Verde|Cabo Verde|Praia|Cape Verdean
the Central African Republic|Central African Republic,CAR|Bangui|Central African
Chad||N'Djamena,Ndjamena|Chadian
Chile|||Chilean
China|People's Republic of China,PRC|Beijing|Chinese
Colombia||Bogota,Bogotá|Colombian
Comoros||Moroni|Comorian
the Republic of the Congo|Republic of the Congo,Congo-Brazzaville|Brazzaville|
the Democratic Republic of the Congo|Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC,Congo|Kinshasa|Congolese
Costa Rica|||Costa Rican
Croatia||Zagreb|Croatian
Cuba||Havana|Cuban
Cyprus||Nicosia|Cypriot
the Czech Republic|Czech Republic,Czechia|Prague|Czech
Denmark||Copenhagen|Danish
Djibouti|||Djiboutian
the Dominican Republic|Dominican Republic|Santo Domingo|Dominican
Ecuador||Quito|Ecuadorian,Ecuadorean
Egypt||Cairo|Egyptian
El Salvador||San Salvador|Salvadoran,Salvadorean
Equatorial Guinea||Malabo|Equatoguinean
Eritrea||Asmara|Eritrean
Estonia||Tallinn|Estonian
Eswatini|Swaziland|Mbabane|Swazi
Ethiopia||Addis Ababa|Ethiopian
Fiji||Suva|Fijian
Finland||Helsinki|Finnish
France||Paris|French
Gabon||Libreville|Gabonese
the Gambia|Gambia,The Gambia|Banjul|Gambian
Georgia||Tbilisi|Georgian
Germany||Berlin|German
Ghana||Accra|Ghanaian
Greece||Athens|Greek
Guatemala|||Guatemalan
Guinea||Conakry|Guinean
Guinea-Bissau|||
Guyana|||Guyanese
Haiti||Port-au-Prince|Haitian
Honduras||Tegucigalpa|Honduran
Hungary||Budapest|Hungarian
Iceland||Reykjavik|Icelandic
India||New Delhi,Delhi|Indian
Indonesia||Jakarta|Indonesian
Iran|Islamic Republic of Iran,Islamic Republic|Tehran|Iranian
Iraq||Baghdad|Iraqi
Ireland||Dublin|Irish
Israel|||Israeli
Italy||Rome|Italian
Ivory Coast|Côte d'Ivoire,Cote d'Ivoire|Abidjan,Yamoussoukro|Ivorian
Jamaica|||Jamaican
Japan||Tokyo|Japanese
Jordan||Amman|Jordanian
Kazakhstan||Astana|Kazakh
Kenya||Nairobi|Kenyan
Kosovo||Pristina|Kosovan
Kuwait|||Kuwaiti
Kyrgyzstan||Bishkek|Kyrgyz
Laos||Vientiane|Laotian,Lao
Latvia||Riga|Latvian
Lebanon||Beirut|Lebanese
Lesotho||Maseru|Basotho
Liberia||Monrovia|Liberian
Libya||Tripoli|Libyan
Liechtenstein||Vaduz|
Lithuania||Vilnius|Lithuanian
Luxembourg|||Luxembourgish
Madagascar||Antananarivo|Malagasy
Malawi||Lilongwe|Malawian
Malaysia||Kuala Lumpur,Putrajaya|Malaysian
Maldives|||Maldivian
Mali||Bamako|Malian
Malta||Valletta|Maltese
Mauritania||Nouakchott|Mauritanian
Mauritius||Port Louis|Mauritian
Mexico||Mexico City|Mexican
Moldova||Chisinau,Chișinău|Moldovan
Monaco|||
Mongolia||Ulaanbaatar|Mongolian
Montenegro||Podgorica|Montenegrin
Morocco||Rabat|Moroccan
Mozambique||Maputo|Mozambican
Myanmar|Burma|Naypyidaw,Naypyitaw|Burmese
Namibia||Windhoek|Namibian
Nepal||Kathmandu|Nepali,Nepalese
the Netherlands|Netherlands,Holland|The Hague,Hague|Dutch
New Zealand|||New Zealander
Nicaragua||Managua|Nicaraguan
Niger||Niamey|Nigerien
Nigeria||Abuja|Nigerian
North Korea|DPRK|Pyongyang|North Korean
North Macedonia|Macedonia|Skopje|Macedonian
Norway||Oslo|Norwegian
Oman||Muscat|Omani
Pakistan||Islamabad|Pakistani
Palestine||Ramallah|Palestinian
Panama|||Panamanian
Papua New Guinea||Port Moresby|Papua New Guinean
Paraguay||Asuncion,Asunción|Paraguayan
Peru|||Peruvian
the Philippines|Philippines|Manila|Philippine,Filipino
Poland||Warsaw|Polish
Portugal||Lisbon|Portuguese
Qatar||Doha|Qatari
Romania||Bucharest|Romanian
Russia|Russian Federation|Moscow|Russian
Rwanda||Kigali|Rwandan
Samoa||Apia|Samoan
San Marino|||
Sao Tome and Principe|São Tomé and Príncipe||
Saudi Arabia||Riyadh|Saudi,Saudi Arabian
Senegal||Dakar|Senegalese
Serbia||Belgrade|Serbian
Seychelles|||Seychellois
Sierra Leone||Freetown|Sierra Leonean
Singapore|||Singaporean
Slovakia||Bratislava|Slovak
Slovenia||Ljubljana|Slovenian
Solomon Islands||Honiara|
Somalia||Mogadishu|Somali
South Africa||Pretoria|South African
South Korea|Republic of Korea,ROK|Seoul|South Korean
South Sudan||Juba|South Sudanese
Spain||Madrid|Spanish
Sri Lanka||Colombo|Sri Lankan
Sudan||Khartoum|Sudanese
Suriname||Paramaribo|Surinamese
Sweden||Stockholm|Swedish
Switzerland||Bern,Berne|Swiss
Syria||Damascus|Syrian
Taiwan||Taipei|Taiwanese
Tajikistan||Dushanbe|Tajik
Tanzania||Dodoma|Tanzanian
Thailand||Bangkok|Thai
Togo||Lome,Lomé|Togolese
Tonga||Nuku'alofa|Tongan
Trinidad and Tobago|||Trinidadian
Tunisia||Tunis|Tunisian
Turkey|Türkiye,Turkiye|Ankara|Turkish
Turkmenistan||Ashgabat|Turkmen
Uganda||Kampala|Ugandan
Ukraine||Kyiv,Kiev|Ukrainian
the United Arab Emirates|United Arab Emirates,UAE,Emirates|Abu Dhabi|Emirati
the United Kingdom|United Kingdom,UK,U.K.,Britain,Great Britain|London|British
the United States|United States,US,U.S.,USA,U.S.A.,United States of America,America|Washington|American
Uruguay||Montevideo|Uruguayan
Uzbekistan||Tashkent|Uzbek
Vanuatu|||Vanuatuan
Venezuela||Caracas|Venezuelan
Vietnam||Hanoi|Vietnamese
Yemen||Sanaa,Sana'a|Yemeni
Zambia||Lusaka|Zambian
Zimbabwe||Harare|Zimbabwean
"""


def _read() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    by_name: dict[str, str] = {}
    by_capital: dict[str, str] = {}
    by_adjective: dict[str, str] = {}
    for line in _TABLE.strip().split("\n"):
        country, others, capitals, adjectives = line.split("|")
        for name in (country, *filter(None, others.split(","))):
            by_name[name] = country
        for capital in filter(None, capitals.split(",")):
            by_capital[capital] = country
        for adjective in filter(None, adjectives.split(",")):
            by_adjective[adjective] = country
    return by_name, by_capital, by_adjective


_BY_NAME, _BY_CAPITAL, _BY_ADJECTIVE = _read()


def country_of(name: str) -> str | None:
    """The country a name or a capital stands for, with its article; None for any other name."""
    return _BY_NAME.get(name) or _BY_CAPITAL.get(name)


def country_called(name: str) -> str | None:
    """The country of a name or of an adjective ("Iraqi"), not of a capital."""
    return _BY_NAME.get(name) or _BY_ADJECTIVE.get(name)


def names_of(country: str) -> list[str]:
    """Every name of a country, its usual one among them; no capitals, no adjectives."""
    return [name for name, named in _BY_NAME.items() if named == country]
class Called(NamedTuple):
    """What a country goes by; `name` without an article."""

    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]


def by_country() -> dict[str, Called]:
    """Every name of every country -> what it is called; for the gazetteer, which is compiled from this table too."""
    out: dict[str, Called] = {}
    for line in _TABLE.strip().split("\n"):
        country, others, _, adjectives = line.split("|")
        names = (country.removeprefix("the "), *filter(None, others.split(",")))
        called = Called(names[0], names[1:], tuple(filter(None, adjectives.split(","))))
        out.update(dict.fromkeys(names, called))
    return out
