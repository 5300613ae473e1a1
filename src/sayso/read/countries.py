"""Countries by name and by capital, for governments that go by the name of either ("Moscow denied").

Facts from general knowledge, one line a country: usual English name, other names, capital cities. Capitals whose
name is more often something else in news ("Victoria", "Georgetown", "Kingston") are left out.
"""

from __future__ import annotations

_TABLE = """
Afghanistan||Kabul
Albania||Tirana
Algeria||Algiers
Andorra||
Angola||Luanda
Argentina||Buenos Aires
Armenia||Yerevan
Australia||Canberra
Austria||Vienna
Azerbaijan||Baku
the Bahamas|Bahamas|Nassau
Bahrain||Manama
Bangladesh||Dhaka
Barbados||Bridgetown
Belarus||Minsk
Belgium||
Belize||Belmopan
Benin||Porto-Novo
Bhutan||Thimphu
Bolivia||La Paz
Bosnia and Herzegovina|Bosnia|Sarajevo
Botswana||Gaborone
Brazil||Brasilia,Brasília
Brunei||
Bulgaria||Sofia
Burkina Faso||Ouagadougou
Burundi||Bujumbura,Gitega
Cambodia||Phnom Penh
Cameroon||Yaounde,Yaoundé
Canada||Ottawa
Cape Verde|Cabo Verde|Praia
the Central African Republic|Central African Republic,CAR|Bangui
Chad||N'Djamena,Ndjamena
Chile||
China|People's Republic of China,PRC|Beijing
Colombia||Bogota,Bogotá
Comoros||Moroni
the Republic of the Congo|Republic of the Congo,Congo-Brazzaville|Brazzaville
the Democratic Republic of the Congo|Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC,Congo|Kinshasa
Costa Rica||
Croatia||Zagreb
Cuba||Havana
Cyprus||Nicosia
the Czech Republic|Czech Republic,Czechia|Prague
Denmark||Copenhagen
Djibouti||
the Dominican Republic|Dominican Republic|Santo Domingo
Ecuador||Quito
Egypt||Cairo
El Salvador||San Salvador
Equatorial Guinea||Malabo
Eritrea||Asmara
Estonia||Tallinn
Eswatini|Swaziland|Mbabane
Ethiopia||Addis Ababa
Fiji||Suva
Finland||Helsinki
France||Paris
Gabon||Libreville
the Gambia|Gambia,The Gambia|Banjul
Georgia||Tbilisi
Germany||Berlin
Ghana||Accra
Greece||Athens
Guatemala||
Guinea||Conakry
Guinea-Bissau||
Guyana||
Haiti||Port-au-Prince
Honduras||Tegucigalpa
Hungary||Budapest
Iceland||Reykjavik
India||New Delhi,Delhi
Indonesia||Jakarta
Iran|Islamic Republic of Iran,Islamic Republic|Tehran
Iraq||Baghdad
Ireland||Dublin
Israel||
Italy||Rome
Ivory Coast|Côte d'Ivoire,Cote d'Ivoire|Abidjan,Yamoussoukro
Jamaica||
Japan||Tokyo
Jordan||Amman
Kazakhstan||Astana
Kenya||Nairobi
Kosovo||Pristina
Kuwait||
Kyrgyzstan||Bishkek
Laos||Vientiane
Latvia||Riga
Lebanon||Beirut
Lesotho||Maseru
Liberia||Monrovia
Libya||Tripoli
Liechtenstein||Vaduz
Lithuania||Vilnius
Luxembourg||
Madagascar||Antananarivo
Malawi||Lilongwe
Malaysia||Kuala Lumpur,Putrajaya
Maldives||
Mali||Bamako
Malta||Valletta
Mauritania||Nouakchott
Mauritius||Port Louis
Mexico||Mexico City
Moldova||Chisinau,Chișinău
Monaco||
Mongolia||Ulaanbaatar
Montenegro||Podgorica
Morocco||Rabat
Mozambique||Maputo
Myanmar|Burma|Naypyidaw,Naypyitaw
Namibia||Windhoek
Nepal||Kathmandu
the Netherlands|Netherlands,Holland|The Hague,Hague
New Zealand||
Nicaragua||Managua
Niger||Niamey
Nigeria||Abuja
North Korea|DPRK|Pyongyang
North Macedonia|Macedonia|Skopje
Norway||Oslo
Oman||Muscat
Pakistan||Islamabad
Palestine||Ramallah
Panama||
Papua New Guinea||Port Moresby
Paraguay||Asuncion,Asunción
Peru||
the Philippines|Philippines|Manila
Poland||Warsaw
Portugal||Lisbon
Qatar||Doha
Romania||Bucharest
Russia|Russian Federation|Moscow
Rwanda||Kigali
Samoa||Apia
San Marino||
Sao Tome and Principe|São Tomé and Príncipe|
Saudi Arabia||Riyadh
Senegal||Dakar
Serbia||Belgrade
Seychelles||
Sierra Leone||Freetown
Singapore||
Slovakia||Bratislava
Slovenia||Ljubljana
Solomon Islands||Honiara
Somalia||Mogadishu
South Africa||Pretoria
South Korea|Republic of Korea,ROK|Seoul
South Sudan||Juba
Spain||Madrid
Sri Lanka||Colombo
Sudan||Khartoum
Suriname||Paramaribo
Sweden||Stockholm
Switzerland||Bern,Berne
Syria||Damascus
Taiwan||Taipei
Tajikistan||Dushanbe
Tanzania||Dodoma
Thailand||Bangkok
Togo||Lome,Lomé
Tonga||Nuku'alofa
Trinidad and Tobago||
Tunisia||Tunis
Turkey|Türkiye,Turkiye|Ankara
Turkmenistan||Ashgabat
Uganda||Kampala
Ukraine||Kyiv,Kiev
the United Arab Emirates|United Arab Emirates,UAE,Emirates|Abu Dhabi
the United Kingdom|United Kingdom,UK,U.K.,Britain,Great Britain|London
the United States|United States,US,U.S.,USA,U.S.A.,United States of America,America|Washington
Uruguay||Montevideo
Uzbekistan||Tashkent
Vanuatu||
Venezuela||Caracas
Vietnam||Hanoi
Yemen||Sanaa,Sana'a
Zambia||Lusaka
Zimbabwe||Harare
"""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    by_name: dict[str, str] = {}
    by_capital: dict[str, str] = {}
    for line in _TABLE.strip().split("\n"):
        country, others, capitals = line.split("|")
        for name in (country, *filter(None, others.split(","))):
            by_name[name] = country
        for capital in filter(None, capitals.split(",")):
            by_capital[capital] = country
    return by_name, by_capital


_BY_NAME, _BY_CAPITAL = _read()


def country_of(name: str) -> str | None:
    """The country a name or a capital stands for, with its article; None for any other name."""
    return _BY_NAME.get(name) or _BY_CAPITAL.get(name)


def is_country(name: str) -> bool:
    return name in _BY_NAME
