"""Areas that no list of towns and divisions holds: continents, seas, rivers, mountains, parts of countries.

Facts from general knowledge, one line an area: name | other names | adjectives and people | kind | country | lat | lon.
Points are the middle, to about a degree. "multi" stands for several countries, "area" for what is no division.
"""
# ruff: noqa: E501

from __future__ import annotations

from typing import NamedTuple

_TABLE = """
Africa||African|multi||2|21
Asia||Asian|multi||40|90
Europe||European|multi||50|15
European Union|EU,E.U.|European Union|multi||50|10
Eurozone|Euro zone,Euro area||multi||48|8
North America||North American|multi||48|-100
South America||South American|multi||-15|-60
Central America||Central American|multi||13|-85
Latin America||Latin American|multi||-10|-65
Americas|The Americas||multi||15|-90
Antarctica|Antarctic|Antarctic|area||-80|0
Arctic||Arctic|area||80|0
Oceania|||multi||-18|140
Australasia||Australasian|multi||-28|140
Eurasia||Eurasian|multi||52|70
Middle East|Mideast,Near East|Middle Eastern,Middle-Eastern|multi||29|42
Far East|||multi||35|120
North Africa|Northern Africa|North African|multi||28|10
West Africa|Western Africa|West African|multi||12|-5
East Africa|Eastern Africa|East African|multi||1|36
Southern Africa||Southern African|multi||-22|25
Central Africa||Central African|multi||3|20
Sub-Saharan Africa||Sub-Saharan|multi||0|20
Sahel|Sahel region|Sahelian|multi||15|5
Maghreb||Maghrebi|multi||31|3
Horn of Africa|||multi||8|45
Great Lakes Region|African Great Lakes||multi||-2|30
Lake Chad Basin|||multi||13|14
Central Asia||Central Asian|multi||44|65
South Asia|Southern Asia,Indian subcontinent|South Asian|multi||23|78
Southeast Asia|South-East Asia,South East Asia|Southeast Asian,South-East Asian|multi||8|110
East Asia|Eastern Asia,Northeast Asia|East Asian|multi||36|120
Asia-Pacific|Asia Pacific,Asia Pacific region||multi||15|120
Indo-Pacific|||multi||5|110
Western Asia|West Asia||multi||32|45
Eastern Europe||Eastern European,East European|multi||50|28
Western Europe||Western European|multi||48|5
Northern Europe||Northern European|multi||60|18
Southern Europe||Southern European|multi||41|15
Central Europe||Central European|multi||49|17
Balkans|Western Balkans,Balkan Peninsula|Balkan|multi||43|21
Scandinavia||Scandinavian|multi||62|15
Nordic countries||Nordic|multi||62|16
Baltics|Baltic states,Baltic States||multi||57|25
Benelux|||multi||51|5
British Isles|||multi||54|-4
Caucasus|South Caucasus,Transcaucasia|Caucasian|multi||42|45
North Caucasus|Northern Caucasus||area|RU|43.5|44
Levant||Levantine|multi||34|36
Persian Gulf|Arabian Gulf||area||26.5|52
Gulf|Gulf states,Gulf region||multi||25|51
Arabian Peninsula|Arabia||multi||23|46
Caribbean|West Indies|Caribbean|multi||16|-73
Pacific|Pacific Ocean,South Pacific,Pacific islands||area||0|-160
Atlantic|Atlantic Ocean||area||10|-30
Indian Ocean|||area||-15|78
Arctic Ocean|||area||85|0
Southern Ocean|||area||-65|0
Mediterranean|Mediterranean Sea|Mediterranean|area||36|18
Black Sea|||area||43.5|34
Sea of Azov|Azov Sea||area||46|37
Caspian Sea|Caspian||area||41.5|51
Red Sea|||area||20|38.5
Gulf of Aden|||area||12|47
Gulf of Oman|||area||24.5|58.5
Arabian Sea|||area||15|65
Bay of Bengal|||area||15|88
Andaman Sea|||area||10|96
South China Sea|||area||12|114
East China Sea|||area||28|125
Yellow Sea|||area||36|123
Sea of Japan|East Sea||area||40|135
Philippine Sea|||area||20|130
Coral Sea|||area||-18|155
Tasman Sea|||area||-40|160
Bering Sea|||area||58|-178
Bering Strait|||area||66|-169
Baltic Sea|Baltic|Baltic|area||58|20
North Sea|||area||56|3
Irish Sea|||area||53.7|-5
English Channel|||area||50|-1
Barents Sea|||area||74|37
White Sea|||area||65.5|38
Adriatic Sea|Adriatic||area||43|15
Aegean Sea|Aegean||area||39|25
Ionian Sea|||area||38|19
Tyrrhenian Sea|||area||40|12
Caribbean Sea|||area||15|-75
Gulf of Mexico|||area||25|-90
Gulf of Guinea|||area||1|4
Gulf of Thailand|||area||10|102
Gulf of Finland|||area||60|26
Bay of Biscay|||area||45|-4
Hudson Bay|||area|CA|60|-85
Strait of Hormuz|Hormuz||area||26.6|56.3
Strait of Malacca|Malacca Strait||area||3|100
Strait of Gibraltar|||area||36|-5.5
Taiwan Strait|||area||24.5|119.5
Bab el-Mandeb|Bab al-Mandab||area||12.6|43.3
Bosphorus|Bosporus,Bosphorus Strait||area|TR|41.1|29.1
Dardanelles|||area|TR|40.2|26.4
Kerch Strait|||area||45.3|36.6
Suez Canal|||site|EG|30.6|32.3
Panama Canal|||site|PA|9.1|-79.7
Sea of Galilee|Lake Tiberias||area|IL|32.8|35.6
Dead Sea|||area||31.5|35.5
Lake Victoria|||area||-1|33
Lake Chad|||area||13.1|14.3
Lake Tanganyika|||area||-6.3|29.5
Lake Malawi|Lake Nyasa||area||-12|34.5
Lake Kivu|||area||-2|29.1
Lake Albert|||area||1.7|30.9
Lake Turkana|||area|KE|3.6|36.1
Lake Volta|||area|GH|7|0
Lake Baikal|||area|RU|53.5|108
Aral Sea|||area||45|60
Lake Titicaca|||area||-15.8|-69.4
Great Lakes|||area||45|-84
Lake Superior|||area||47.7|-87.5
Lake Michigan|||area|US|43.8|-87
Lake Huron|||area||44.8|-82.4
Lake Erie|||area||42.2|-81.2
Lake Ontario|||area||43.7|-77.9
Lake Tahoe|||area|US|39.1|-120
Great Salt Lake|||area|US|41.2|-112.6
Chesapeake Bay|||area|US|38|-76.2
Long Island|||area|US|40.8|-73.2
Long Island Sound|||area|US|41.1|-72.9
Cape Cod|||area|US|41.7|-70.3
Nile|River Nile,Nile River||area||22|32
Blue Nile|||area||12|34.5
White Nile|||area||10|32
Niger River|River Niger||area||14|-2
Congo River|River Congo||area||0|18
Zambezi|Zambezi River||area||-16.5|28.5
Limpopo River|||area||-22.5|31
Orange River|||area||-28.8|20
Senegal River|||area||16|-14
Volta River|||area|GH|6.5|0.1
Euphrates|Euphrates River||area||34.5|41
Tigris|Tigris River||area||35|44
Jordan River|River Jordan||area||32.3|35.6
Litani|Litani River||area|LB|33.4|35.6
Indus|Indus River||area|PK|28|69
Ganges|Ganga,Ganges River||area||25.5|83
Brahmaputra|Brahmaputra River||area||27|93
Yamuna|Yamuna River||area|IN|27.2|78
Cauvery|Kaveri||area|IN|11.5|78
Mekong|Mekong River||area||17|104
Mekong Delta|||area|VN|10|105.8
Irrawaddy|Ayeyarwady,Irrawaddy River||area|MM|20|95
Salween|Salween River||area||20|98
Yangtze|Yangtze River||area|CN|30.5|110
Yellow River|||area|CN|36|108
Pearl River Delta|||area|CN|22.8|113.4
Yalu|Yalu River||area||41|126
Amur|Amur River||area||50|128
Volga|Volga River||area|RU|53|48
Don River|||area|RU|49|42
Dnieper|Dnipro River,Dnieper River||area||49|33
Dniester|Dniester River||area||48|28
Danube|Danube River||area||46|20
Rhine|River Rhine||area||49.5|8
Elbe|||area|DE|52.5|11.5
Oder|Oder River||area||52.3|14.6
Seine|Seine River,River Seine||area|FR|48.8|2.4
Loire|||area|FR|47.4|1
Rhone|||area|FR|45|4.8
River Thames|Thames||area|GB|51.5|-0.5
Severn|River Severn||area|GB|52|-2.3
Amazon River|Amazon||area||-3|-60
Amazon rainforest|Amazon Basin,Amazonia||area||-4|-62
Orinoco|||area|VE|8|-64
Parana River|||area||-27|-56
Rio Grande|||area||29|-102
Mississippi River|||area|US|35|-90.5
Missouri River|||area|US|43|-99
Ohio River|||area|US|38.5|-86
Colorado River|||area|US|36|-112
Columbia River|||area||46|-120
Hudson River|Hudson||area|US|42|-73.9
Potomac|Potomac River||area|US|39|-77.5
Delaware River|||area|US|41|-75
Tennessee River|||area|US|35.5|-87
Savannah River|||area|US|33|-81.7
St. Lawrence River|Saint Lawrence||area|CA|46.5|-72
Murray River|||area|AU|-35|142
Himalayas|Himalaya|Himalayan|area||29|84
Karakoram|||area||36|76
Hindu Kush|||area||36|71.5
Pamirs|Pamir||area||38.5|73
Alps|||area||46.5|10
Pyrenees|||area||42.7|0.5
Carpathians|Carpathian Mountains||area||47|25
Apennines|||area|IT|43|13
Urals|Ural Mountains||area|RU|60|60
Caucasus Mountains|||area||42.5|45
Andes||Andean|area||-20|-67
Rockies|Rocky Mountains||area||43|-109
Appalachians|Appalachia,Appalachian Mountains|Appalachian|area|US|38|-81
Sierra Nevada|||area|US|37.5|-119
Blue Ridge Mountains|||area|US|37|-80
Atlas Mountains|||area||31.5|-6
Mount Everest|Everest||area||27.99|86.93
Kilimanjaro|Mount Kilimanjaro||area|TZ|-3.07|37.35
Mount Kenya|||area|KE|-0.15|37.3
Mount Fuji|||area|JP|35.36|138.73
Mount Hermon|||area||33.4|35.9
Mount Sinjar|||area|IQ|36.4|41.8
Qandil Mountains|Qandil||area|IQ|36.5|45
Sahara|Sahara Desert|Saharan|area||23|10
Kalahari|Kalahari Desert||area||-23|22
Namib|Namib Desert||area|NA|-24|15
Gobi|Gobi Desert||area||42.5|104
Thar Desert|||area||27|71
Negev|Negev Desert||area|IL|30.8|34.8
Mojave Desert|||area|US|35|-115.5
Sinai|Sinai Peninsula,North Sinai||area|EG|29.5|34
Sambisa Forest|||area|NG|11.2|13.4
Niger Delta|||area|NG|5.3|6.5
Middle Belt|||area|NG|8.5|8
Darfur||Darfuri|area|SD|13|25
Dayr az Zawr|Deir Ezzor,Deir ez-Zor,Deir al-Zor,Deir Ezzor province||area|SY|35.2|40.1
Beqaa Valley|Beqaa,Bekaa,Bekaa Valley,Beqa Valley||area|LB|33.9|36
Odisha|Orissa||area|IN|20.5|84.4
Kayah|Karenni,Karenni State||area|MM|19.3|97.2
Metro Manila|Metropolitan Manila||area|PH|14.6|121
Outer Hebrides|Western Isles||area|GB|57.8|-7
Western Equatoria||Western Equatorian|area|SS|5.5|28.4
Eastern Equatoria||Eastern Equatorian|area|SS|4.9|33.8
Central Equatoria||Central Equatorian|area|SS|4.8|31
Kordofan|||area|SD|13|30
Nuba Mountains|||area|SD|11.5|30.5
Abyei|||area||9.6|28.4
Ogaden|||area|ET|7|44
Casamance|||area|SN|12.8|-15.5
Azawad|||area|ML|19|0
Cabinda|||area|AO|-5|12.4
Katanga|||area|CD|-9|26
Kivu|Kivus||area|CD|-2.5|28.5
Rift Valley|Great Rift Valley||area|KE|0|36
Kashmir||Kashmiri|area||34.3|75.5
Jammu and Kashmir|J&K||region|IN|33.9|75.5
Azad Kashmir|||region|PK|33.9|73.8
Line of Control|||area||34.5|74.5
Punjab region|||area||31|74
Bengal||Bengali|area||24|88
FATA|Federally Administered Tribal Areas,Tribal Areas||area|PK|33|70
Swat Valley|||area|PK|35.2|72.4
Waziristan|||area|PK|32.5|69.8
Palestine|Palestinian Territories,Occupied Palestinian Territories,Palestinian territories||country|PS|31.9|35.2
Golan Heights|Golan||area||33|35.8
Galilee|||area|IL|32.8|35.4
Jezreel Valley|||area|IL|32.6|35.3
Jordan Valley|||area||32|35.5
Sheba Farms|Shebaa Farms||area|LB|33.3|35.7
Bekaa Valley|Bekaa||area|LB|33.9|36
Kurdistan||Kurdish,Kurd|area||37|44
Iraqi Kurdistan|Kurdistan Region|Iraqi Kurdish|area|IQ|36.3|44
Rojava|||area|SY|36.6|40
Nineveh Plains|||area|IQ|36.5|43.2
Anatolia||Anatolian|area|TR|39|34
Thrace|||area||41.3|27
Nagorno-Karabakh|Karabakh,Artsakh||area|AZ|39.8|46.7
South Ossetia||South Ossetian|area|GE|42.3|44
Abkhazia||Abkhaz,Abkhazian|area|GE|43|41
Transnistria|Transdniestria|Transnistrian|area|MD|47|29.5
Crimea|Crimean Peninsula|Crimean|area|UA|45.3|34.4
Donbas|Donbass||area|UA|48.3|38
Chechnya||Chechen|region|RU|43.4|45.7
Siberia||Siberian|area|RU|62|100
Kamchatka|Kamchatka Peninsula||area|RU|56|159
Kuril Islands|Kurils||area|RU|46.5|151
Catalonia|Catalunya|Catalan|region|ES|41.8|1.5
Basque Country||Basque|region|ES|43|-2.6
Andalusia||Andalusian|region|ES|37.4|-4.8
Brittany||Breton|region|FR|48.2|-2.9
Normandy||Norman|region|FR|49|0
Provence|||area|FR|43.8|6
French Riviera|Côte d'Azur||area|FR|43.6|7
Corsica||Corsican|region|FR|42.1|9.1
Sicily||Sicilian|region|IT|37.6|14.1
Sardinia||Sardinian|region|IT|40.1|9
Tuscany||Tuscan|region|IT|43.4|11
Lombardy||Lombard|region|IT|45.6|9.8
Bavaria||Bavarian|region|DE|49|11.5
Saxony||Saxon|region|DE|51|13.4
Prussia||Prussian|area||53|15
Flanders||Flemish|region|BE|51|4
Wallonia||Walloon|region|BE|50.4|4.7
Silesia||Silesian|area||51|17.5
Bohemia||Bohemian|area|CZ|50|14.5
Moravia||Moravian|area|CZ|49.3|17
Transylvania||Transylvanian|area|RO|46.5|24.5
Galicia||Galician|region|ES|42.8|-7.9
Iberia|Iberian Peninsula|Iberian|multi||40|-4
Crete||Cretan|area|GR|35.2|24.9
Lesbos|Lesvos||area|GR|39.2|26.3
Lapland|||area||68|26
East Anglia|||area|GB|52.5|1
West Midlands|||area|GB|52.5|-2
East Midlands|||area|GB|53|-0.8
Midlands|||area|GB|52.6|-1.5
Cotswolds|||area|GB|51.8|-2
Lake District|||area|GB|54.5|-3.1
Scottish Highlands|Highlands||area|GB|57.3|-4.7
Yorkshire||Yorkshireman|area|GB|53.9|-1.3
Ulster|||area||54.6|-6.7
Munster|||area|IE|52.3|-8.5
Leinster|||area|IE|53|-7
Connacht|||area|IE|53.8|-9
New England||New Englander|area|US|44|-71
Midwest|Midwestern United States,Upper Midwest|Midwestern|area|US|41.5|-93
Deep South|||area|US|33|-88
Pacific Northwest|||area|US|46|-121
West Coast|||area|US|40|-122
East Coast|||area|US|38|-76
Gulf Coast|||area|US|29.5|-91
Great Plains|||area|US|41|-101
Mid-Atlantic|||area|US|40|-76
Panhandle|||area|US|30.5|-85.5
Silicon Valley|||area|US|37.4|-122
Bay Area|San Francisco Bay Area,East Bay||area|US|37.8|-122.2
Southern California|SoCal||area|US|34.1|-117
Northern California|||area|US|40|-122
Wall Street|||site|US|40.71|-74.01
White House|||site|US|38.9|-77.04
Pentagon|||site|US|38.87|-77.06
Capitol Hill|US Capitol||site|US|38.89|-77.01
Hollywood|||town|US|34.1|-118.33
Broadway|||site|US|40.76|-73.98
Times Square|||site|US|40.76|-73.99
Central Park|||site|US|40.78|-73.97
Yellowstone|Yellowstone National Park||area|US|44.6|-110.5
Grand Canyon|||area|US|36.1|-112.1
Guantanamo Bay|Guantanamo,Guantánamo||site|CU|19.9|-75.1
Ground Zero|||site|US|40.71|-74.01
Downing Street|10 Downing Street||site|GB|51.5|-0.13
Whitehall|||site|GB|51.5|-0.13
Westminster|||site|GB|51.5|-0.13
Buckingham Palace|||site|GB|51.5|-0.14
Heathrow|Heathrow Airport||site|GB|51.47|-0.45
Gatwick|Gatwick Airport||site|GB|51.15|-0.19
Wimbledon|||town|GB|51.42|-0.21
Trafalgar Square|||site|GB|51.51|-0.13
Kremlin|||site|RU|55.75|37.62
Red Square|||site|RU|55.75|37.62
Elysee|Élysée||site|FR|48.87|2.32
Eiffel Tower|||site|FR|48.86|2.29
Champs-Elysees|Champs-Élysées||site|FR|48.87|2.31
Tahrir Square|||site|EG|30.04|31.24
Tiananmen Square|Tiananmen||site|CN|39.9|116.4
Temple Mount|Al-Aqsa,Haram al-Sharif||site||31.78|35.24
Zaporizhzhia Nuclear Power Plant|||site|UA|47.51|34.59
Chernobyl|Chornobyl||site|UA|51.39|30.1
Fukushima Daiichi|||site|JP|37.42|141.03
West|the West|Western|multi||48|-30
Maritimes|Maritime provinces|Maritimer|area|CA|46|-64
Prairies|||area|CA|52|-106
Labrador|||area|CA|54|-61
Cape Breton|Cape Breton Island||area|CA|46.2|-60.6
Vancouver Island|||area|CA|49.6|-125.5
Lower Mainland|||area|CA|49.2|-122.5
Okanagan|||area|CA|49.8|-119.5
Patagonia||Patagonian|area||-45|-70
Falkland Islands|Falklands,Malvinas||country|FK|-51.7|-59
Galapagos|Galápagos,Galapagos Islands||area|EC|-0.7|-90.5
Easter Island|||area|CL|-27.1|-109.4
Chiapas||Chiapan|region|MX|16.5|-92.5
Yucatan|Yucatan Peninsula||area|MX|20|-89
Baja California|||area|MX|29|-115
Java||Javanese|area|ID|-7.3|110
Sumatra||Sumatran|area|ID|0|102
Borneo|Kalimantan|Bornean|area||0.5|114
Sulawesi|||area|ID|-2|121
Aceh||Acehnese|region|ID|4.5|97
Papua||Papuan|area|ID|-4|138
New Guinea|||area||-5.5|141
Bali||Balinese|area|ID|-8.4|115.2
Mindanao|||area|PH|8|125
Luzon|||area|PH|16|121
Visayas|||area|PH|11|123.5
Sulu|Sulu Archipelago||area|PH|6|121
Spratly Islands|Spratlys||area||9|112
Paracel Islands|Paracels||area||16.5|112
Scarborough Shoal|||area||15.1|117.8
Senkaku Islands|Senkakus,Diaoyu Islands||area||25.8|123.5
Korean Peninsula|Korea|Korean|multi||37.5|127.5
Honshu|||area|JP|36|138
Kyushu|||area|JP|33|131
Hokkaido|||area|JP|43.5|142.5
Okinawa||Okinawan|area|JP|26.5|128
Tibet||Tibetan|region|CN|31.5|88
Xinjiang||Uyghur,Uighur|region|CN|41|85
Inner Mongolia|||region|CN|44|113
Manchuria||Manchurian|area|CN|45|125
Indochina|||multi||16|105
Rakhine State|Rakhine,Arakan||region|MM|19.5|94
Outback|||area|AU|-25|133
Great Barrier Reef|||area|AU|-18|147
Gold Coast region|||area|AU|-28|153.4
North Island|||area|NZ|-39|176
South Island|||area|NZ|-44|170
Polynesia||Polynesian|multi||-15|-150
Melanesia||Melanesian|multi||-10|160
Micronesia region|||multi||7|150
Canary Islands|Canaries||area|ES|28.2|-16
Balearic Islands|Balearics||area|ES|39.6|2.9
Azores|||area|PT|38.5|-28
Channel Islands|||area||49.4|-2.4
Hebrides|||area|GB|57.5|-7
Orkney|Orkney Islands||area|GB|59|-3
Shetland|Shetland Islands||area|GB|60.3|-1.3
Soviet Union|USSR,U.S.S.R.|Soviet|multi||60|80
Yugoslavia|former Yugoslavia|Yugoslav|multi||44|19
Czechoslovakia||Czechoslovak|multi||49.5|17
East Germany|German Democratic Republic|East German|area|DE|52.5|12.5
West Germany||West German|area|DE|50|8.5
England||English,Englishman|region|GB|52.2|-0.7
Scotland||Scottish,Scot,Scots|region|GB|56|-4
Wales||Welsh|region|GB|52.5|-3.5
Northern Ireland|N. Ireland|Northern Irish|region|GB|54.5|-6.5
Alabama||Alabamian,Alabaman|region|US|32.8|-86.8
Alaska||Alaskan|region|US|64|-150
Arizona||Arizonan|region|US|34.5|-111.5
Arkansas||Arkansan|region|US|34.8|-92.5
California|CALIF|Californian|region|US|37.3|-119.8
Colorado||Coloradan|region|US|39|-105.5
Florida||Floridian|region|US|28.8|-82.5
Georgia|||region|US|32.8|-83.5
Hawaii||Hawaiian|region|US|20.8|-156.5
Illinois||Illinoisan|region|US|40|-89.3
Indiana||Hoosier|region|US|40|-86.3
Iowa||Iowan|region|US|42|-93.5
Kansas||Kansan|region|US|38.5|-98.5
Kentucky||Kentuckian|region|US|38.2|-84.9
Louisiana||Louisianan,Louisianian|region|US|31|-92
Michigan||Michigander|region|US|44.3|-85.5
Minnesota||Minnesotan|region|US|46.3|-94.3
Mississippi||Mississippian|region|US|32.8|-89.8
Missouri||Missourian|region|US|38.3|-92.5
Montana||Montanan|region|US|47|-109.5
Nebraska||Nebraskan|region|US|41.5|-99.8
Nevada||Nevadan|region|US|39.3|-116.8
New Jersey||New Jerseyan|region|US|40.2|-74.5
New Mexico||New Mexican|region|US|34.5|-106
New York||New Yorker|region|US|43|-75.5
North Carolina||North Carolinian|region|US|35.5|-80
North Dakota||North Dakotan|region|US|47.5|-100.5
Ohio||Ohioan|region|US|40.3|-83
Oklahoma||Oklahoman|region|US|35.5|-97.5
Oregon||Oregonian|region|US|44|-120.5
Pennsylvania||Pennsylvanian|region|US|41|-77.5
South Carolina||South Carolinian|region|US|34|-81
South Dakota||South Dakotan|region|US|44.5|-100.3
Tennessee||Tennessean|region|US|35.8|-86.3
Texas||Texan|region|US|31.3|-99.3
Utah||Utahn|region|US|39.3|-111.7
Vermont||Vermonter|region|US|44|-72.8
Virginia||Virginian|region|US|37.5|-78.5
Washington||Washingtonian|region|US|47.5|-120.5
West Virginia||West Virginian|region|US|38.5|-80.5
Wisconsin||Wisconsinite|region|US|44.5|-90
Wyoming||Wyomingite|region|US|43|-107.5
Ontario||Ontarian|region|CA|50|-86
Quebec|Québec|Quebecer,Quebecker,Québécois,Quebecois|region|CA|52|-72
Alberta||Albertan|region|CA|54|-115
British Columbia||British Columbian|region|CA|54|-125
Manitoba||Manitoban|region|CA|55|-97
Nova Scotia||Nova Scotian|region|CA|45|-63
Newfoundland and Labrador|Newfoundland|Newfoundlander|region|CA|52|-56
Queensland||Queenslander|region|AU|-22|144
Tasmania||Tasmanian|region|AU|-42|146.7
London||Londoner|city|GB|51.5|-0.13
New York City|NYC,N.Y.C.||city|US|40.71|-74.01
Paris||Parisian|city|FR|48.85|2.35
Rome|||city|IT|41.9|12.5
Berlin||Berliner|city|DE|52.52|13.4
Venice||Venetian|city|IT|45.44|12.33
Vienna||Viennese|city|AT|48.2|16.37
Los Angeles|L.A.|Angeleno|city|US|34.05|-118.24
Liverpool||Liverpudlian|city|GB|53.41|-2.98
Glasgow||Glaswegian|city|GB|55.87|-4.26
Dublin||Dubliner|city|IE|53.33|-6.25
Sydney||Sydneysider|city|AU|-33.87|151.2
Melbourne||Melburnian|city|AU|-37.81|144.96
Hong Kong||Hong Konger,Hongkonger|country|HK|22.3|114.2
Beirut||Beiruti|city|LB|33.89|35.5
Gaza Strip|Gaza|Gazan|region|PS|31.4|34.4
Arab world|Arab states,Arab countries|Arab,Arabian|multi||25|40
Dagestan||Dagestani|region|RU|43|47
North Ossetia||North Ossetian|region|RU|43|44.3
Ingushetia||Ingush|region|RU|43.2|45
Tatarstan||Tatar|region|RU|55.2|50.7
Sindh||Sindhi|region|PK|26|68.5
Balochistan|Baluchistan|Baloch,Baluch,Balochi|region|PK|28.5|66
Khyber Pakhtunkhwa|Khyber-Pakhtunkhwa,KP||region|PK|34.5|72
Punjab||Punjabi|region|PK|31|72
Gujarat||Gujarati|region|IN|22.3|71.5
Kerala||Keralite|region|IN|10.5|76.5
Tamil Nadu||Tamil|region|IN|11|78.5
Assam||Assamese|region|IN|26.3|92.8
Zanzibar||Zanzibari|area|TZ|-6.1|39.3
Tigray||Tigrayan|region|ET|14|38.8
Oromia|Oromiya|Oromo|region|ET|7.7|39
Amhara||Amhara|region|ET|11.5|38
Puntland|||area|SO|9|49.5
Somaliland||Somalilander|area|SO|9.7|45.5
Western Sahara||Sahrawi,Saharawi|country|EH|24.5|-13.5
Greater London|||area|GB|51.5|-0.13
Greater Manchester|||area|GB|53.5|-2.3
Merseyside|||area|GB|53.4|-3
Tyneside|||area|GB|55|-1.6
Ghouta|Eastern Ghouta,East Ghouta||area|SY|33.5|36.45
Oahu|O'ahu||area|US|21.5|-158
Maui|||area|US|20.8|-156.3
Aleutian Islands|||area|US|52|-174
Khayelitsha|||town|ZA|-34.04|18.68
Soweto|||town|ZA|-26.27|27.86
Harlem|||town|US|40.81|-73.95
Staten Island|||area|US|40.58|-74.15
Lake Nasser|||area|EG|22.8|32.5
Lake Kariba|||area||-17|28
Lake Edward|||area||-0.4|29.6
Lake Van|||area|TR|38.6|42.9
Lake Urmia|||area|IR|37.7|45.4
Lake Assad|||area|SY|36|38.2
Lake Naivasha|||area|KE|-0.8|36.35
Lake Nicaragua|||area|NI|11.5|-85.4
Lake Okeechobee|||area|US|26.9|-80.8
Lake Champlain|||area|US|44.5|-73.3
Lake Mead|||area|US|36.2|-114.4
Lake Geneva|||area|CH|46.4|6.5
Lake Como|||area|IT|46|9.3
Lake Balaton|||area|HU|46.8|17.7
Lake Ladoga|||area|RU|60.8|31.5
Lake Balkhash|||area|KZ|46|74
Lake Toba|||area|ID|2.6|98.8
Dal Lake|||area|IN|34.1|74.9
Tonle Sap|||area|KH|12.9|104
Shatt al-Arab|||area||30.3|48.3
Orontes River|Orontes||area||35|36.4
Khabur River|Khabur||area|SY|36|40.7
Helmand River|||area|AF|31|64
Kabul River|||area||34.2|71
Amu Darya|Oxus||area||40|62
Syr Darya|||area||43|67
Jhelum|Jhelum River||area||33|73.7
Chenab|Chenab River||area||32|74
Sutlej|Sutlej River||area||31|74
Godavari|Godavari River||area|IN|18|79
Krishna River|||area|IN|16.5|78
Narmada|Narmada River||area|IN|22.5|76
Teesta|Teesta River||area||26.5|88.7
Padma|Padma River||area|BD|23.5|90
Meghna|Meghna River||area|BD|23.5|90.7
Chao Phraya|Chao Phraya River||area|TH|14.5|100.5
Red River Delta|||area|VN|20.5|106.2
Chindwin|Chindwin River||area|MM|23.5|94.8
Moei River|||area||17|98.5
Naf River|||area||21|92.3
Tumen River|Tumen||area||42.5|130
Han River|||area|KR|37.5|127
Kasai River|||area||-5|21
Ubangi|Ubangi River||area||4|19
Ruzizi|Rusizi River,Ruzizi River||area||-3|29.1
Kagera River|||area||-1.5|30.8
Awash River|||area|ET|9.5|40.2
Omo River|||area|ET|5.5|36
Juba River|Jubba River||area|SO|1.5|42.6
Shabelle River|Shebelle||area||4|45.3
Tana River|||area|KE|-1|40
Benue River|Benue||area||8.5|10
Komadugu|||area|NG|12.8|12
Gambia River|||area||13.4|-14.5
Chari River|Shari River||area|TD|11|16
Okavango|Okavango Delta||area|BW|-19.3|22.9
Vaal River|Vaal||area|ZA|-27|27
Magdalena River|Magdalena||area|CO|8|-74
Cauca River|||area|CO|5|-75.7
Rio Negro|||area|BR|-1|-63
Darien Gap|Darién Gap,Darien||area||8|-77.4
Atacama|Atacama Desert||area|CL|-24|-69
Altiplano|||area||-18|-68
Gran Chaco|Chaco||area||-22|-61
Pantanal|||area||-17.5|-57
Cerrado|||area|BR|-14|-48
Sonoran Desert|||area||32|-112.5
Golden Triangle|||area||20.4|100.1
Gulf of California|Sea of Cortez||area|MX|27|-111
Gulf of Honduras|||area||16.2|-88.3
Gulf of Aqaba|||area||29|34.8
Gulf of Suez|||area|EG|28.8|33
Gulf of Tonkin|||area||20|108
Gulf of Martaban|||area|MM|16|97
Sea of Marmara|Marmara Sea||area|TR|40.7|28.2
Sea of Okhotsk|||area||55|150
Java Sea|||area|ID|-5|110
Celebes Sea|||area||3|122
Sulu Sea|||area|PH|8|120
Timor Sea|||area||-11|127
Solomon Sea|||area||-8|154
Norwegian Sea|||area||68|3
Alboran Sea|||area||36|-3
Strait of Sicily|Sicilian Channel||area||37|11.3
Sunda Strait|||area|ID|-6|105.8
Torres Strait|||area|AU|-10|142.2
Bass Strait|||area|AU|-40|146
Cook Strait|||area|NZ|-41.2|174.5
Tiran|Tiran Island||area||27.95|34.55
Kharg Island|||area|IR|29.2|50.3
Snake Island|||area|UA|45.26|30.2
Lampedusa|||area|IT|35.5|12.6
Chios|||area|GR|38.4|26
Samos|||area|GR|37.7|26.9
Rhodes|||area|GR|36.2|28
Bougainville||Bougainvillean|area|PG|-6.2|155.3
Guadalcanal|||area|SB|-9.6|160.2
Lombok|||area|ID|-8.6|116.3
Flores|||area|ID|-8.6|121
Maluku|Moluccas||area|ID|-3|129
West Papua||West Papuan|area|ID|-2|133
Palawan|||area|PH|9.8|118.7
Basilan|||area|PH|6.6|122
Jolo|||area|PH|6|121.1
Socotra|||area|YE|12.5|53.9
Pemba|||area|TZ|-5.2|39.8
Lamu Archipelago|||area|KE|-2.2|41
Hispaniola|||area||19|-71
Tierra del Fuego|||area||-54|-69
Chagos Archipelago|Chagos Islands||area||-6|71.5
Diego Garcia|||area||-7.3|72.4
Hadramaut|Hadhramaut||area|YE|16|49.5
Nubia||Nubian|area||21|31
Tihama|||area|YE|14.5|43.2
Mesopotamia|||area|IQ|33|44
Khorasan|||area||35|60
Hormozgan|||region|IR|27.5|56
Fergana Valley|Ferghana Valley||area||40.5|71.5
Panjshir|Panjshir Valley||area|AF|35.4|69.8
Korengal Valley|||area|AF|34.9|70.9
Tora Bora|||area|AF|34.1|70.2
Khyber Pass|Khyber||area|PK|34.1|71.1
Siachen Glacier|Siachen||area||35.4|77.1
Ladakh||Ladakhi|region|IN|34.2|77.6
Galwan Valley|||area||34.7|78.2
Doklam|||area||27.3|89
Kashmir Valley|||area|IN|34|74.8
Deccan|Deccan Plateau||area|IN|17|77
Western Ghats|||area|IN|13|75.5
Sundarbans|||area||21.9|89.2
Chittagong Hill Tracts|||area|BD|22.5|92.2
Terai|Madhes||area|NP|27|85
Annapurna|||area|NP|28.6|83.8
K2|||area||35.9|76.5
Mount Ararat|||area|TR|39.7|44.3
Mount Sinai|||area|EG|28.5|34
Mount Merapi|Merapi||area|ID|-7.54|110.45
Mount Etna|Etna||area|IT|37.75|15
Mount Vesuvius|Vesuvius||area|IT|40.82|14.43
Mont Blanc|||area||45.83|6.86
Matterhorn|||area||45.98|7.66
Mount Elgon|||area||1.1|34.5
Virunga|Virunga Mountains,Virunga National Park||area||-0.9|29.2
Rwenzori|Rwenzori Mountains||area||0.4|29.9
Serengeti|Serengeti National Park||area|TZ|-2.3|34.8
Masai Mara|Maasai Mara||area|KE|-1.5|35.1
Kruger National Park|||area|ZA|-24|31.5
Drakensberg|||area||-29|29
Ituri|||area|CD|1.6|29.5
Kasai|||area|CD|-5.5|21.5
Ambazonia|||area|CM|6|9.5
Liptako-Gourma|||area||14.5|0
Tibesti|||area|TD|21|17.5
Cyrenaica|||area|LY|29|22
Fezzan|||area|LY|26|14
Tripolitania|||area|LY|31.5|13
Kabylie|Kabylia|Kabyle|area|DZ|36.6|4.5
Rif|||area|MA|35|-4
Great Rift Valley|||area||-3|36
Copperbelt|||region|ZM|-13|28
Matabeleland|||area|ZW|-19.5|28
Biafra||Biafran|area|NG|5.8|7.5
Hausaland|||area|NG|12|8
Jubaland|||area|SO|0|42
Gedo|||region|SO|3|42
Gezira|Gezira State||region|SD|14.5|33
Transkei|||area|ZA|-31.5|28.5
Zakarpattia|Transcarpathia||region|UA|48.4|23.3
Bessarabia|||area||46.5|29
Vojvodina|||area|RS|45.3|19.8
Republika Srpska||Bosnian Serb|area|BA|44.5|17.5
Sandzak|||area||43.1|19.9
Istria|||area||45.2|13.9
Dalmatia||Dalmatian|area|HR|43.5|16.5
Peloponnese|||area|GR|37.5|22.3
Epirus|||area|GR|39.5|20.8
Black Forest|||area|DE|48.3|8.2
Ruhr|Ruhr Valley||area|DE|51.5|7.3
Rhineland|||area|DE|50.5|7
Alsace|||area|FR|48.3|7.5
Lorraine|||area|FR|48.8|6.3
Pas-de-Calais|||district|FR|50.5|2.3
Dordogne|||district|FR|45.1|0.7
Algarve|||area|PT|37.2|-8.2
Costa del Sol|||area|ES|36.6|-4.6
Cornwall||Cornish|district|GB|50.4|-4.9
Devon|||district|GB|50.7|-3.8
Peak District|||area|GB|53.3|-1.8
Snowdonia|||area|GB|53|-3.9
Isle of Wight|||district|GB|50.7|-1.3
Salisbury Plain|||area|GB|51.2|-1.9
Rafah crossing|Rafah border crossing||site||31.25|34.26
Kerem Shalom|||site||31.23|34.28
Demilitarized Zone|DMZ,Demilitarised Zone||area||38.1|127.2
Panmunjom|||site|KR|37.96|126.68
Bagram|Bagram Air Base,Bagram Airfield||site|AF|34.95|69.27
Incirlik|Incirlik Air Base||site|TR|37|35.43
Ramstein|Ramstein Air Base||site|DE|49.44|7.6
Camp Lemonnier|||site|DJ|11.54|43.15
Fort Hood|||site|US|31.13|-97.78
Robben Island|||area|ZA|-33.8|18.37
Alcatraz|||area|US|37.83|-122.42
Camp David|||site|US|39.65|-77.47
Mar-a-Lago|||site|US|26.68|-80.04
Cape Canaveral|Kennedy Space Center||site|US|28.5|-80.6
Los Alamos National Laboratory|||site|US|35.88|-106.3
JFK Airport|John F. Kennedy International Airport,JFK||site|US|40.64|-73.78
LaGuardia|LaGuardia Airport||site|US|40.78|-73.87
O'Hare|O'Hare International Airport||site|US|41.98|-87.9
Dulles|Dulles International Airport||site|US|38.95|-77.46
Schiphol|Schiphol Airport||site|NL|52.31|4.76
Charles de Gaulle Airport|Roissy||site|FR|49.01|2.55
Ben Gurion Airport|Ben Gurion International Airport||site|IL|32.01|34.88
Indira Gandhi International Airport|||site|IN|28.57|77.1
Murtala Muhammed International Airport|||site|NG|6.58|3.32
Jomo Kenyatta International Airport|||site|KE|-1.32|36.93
Domodedovo|Domodedovo Airport||site|RU|55.41|37.91
Sheremetyevo|Sheremetyevo Airport||site|RU|55.97|37.41
Boryspil Airport|||site|UA|50.35|30.89
Dadaab refugee camp|||site|KE|0.05|40.31
Kakuma refugee camp|||site|KE|3.72|34.86
Zaatari|Zaatari refugee camp,Za'atari||site|JO|32.29|36.33
Moria camp|||site|GR|39.13|26.5
Al-Hol camp|al-Hol,al-Hawl||site|SY|36.37|41.15
Ain al-Hilweh|Ein el-Hilweh||site|LB|33.54|35.38
Jenin camp|Jenin refugee camp||site|PS|32.46|35.29
Jabalia|Jabaliya||town|PS|31.53|34.48
Vatican|Vatican City,Holy See||country|VA|41.9|12.45
Levantine Sea|||area||34|33
Asia Minor|||area|TR|39|34
Ottoman Empire||Ottoman|multi||39|33
"""


class Area(NamedTuple):
    name: str
    others: tuple[str, ...]
    demonyms: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float


def areas() -> list[Area]:
    out = []
    for line in _TABLE.strip().split("\n"):
        name, others, demonyms, kind, country, lat, lon = line.split("|")
        listed = tuple(filter(None, others.split(",")))
        out.append(Area(name, listed, tuple(filter(None, demonyms.split(","))), kind, country, float(lat), float(lon)))
    return out


# How newspapers shorten first-order divisions: ISO code -> short forms (AP and Canadian Press style, postal codes).
SHORT: dict[str, tuple[str, ...]] = {
    f"{country}-{code}": (*filter(None, short.split(",")), code)
    for country, table in (
        (
            "US",
            "AL Ala.|AK |AZ Ariz.|AR Ark.|CA Calif.,Cal.|CO Colo.|CT Conn.|DE Del.|FL Fla.|GA Ga.|HI |ID |IL Ill.|IN Ind.|IA |KS Kan.,Kans."
            "|KY Ky.|LA La.|ME |MD Md.|MA Mass.|MI Mich.|MN Minn.|MS Miss.|MO Mo.|MT Mont.|NE Neb.,Nebr.|NV Nev.|NH N.H.|NJ N.J.|NM N.M."
            "|NY N.Y.|NC N.C.|ND N.D.|OH |OK Okla.|OR Ore.|PA Pa.,Penn.|RI R.I.|SC S.C.|SD S.D.|TN Tenn.|TX Tex.|UT |VT Vt.|VA Va."
            "|WA Wash.|WV W.Va.,W. Va.|WI Wis.,Wisc.|WY Wyo.|DC D.C.",
        ),
        (
            "CA",
            "AB Alta.|BC B.C.|MB Man.|NB N.B.|NL N.L.,Nfld.|NS N.S.|ON Ont.|PE P.E.I.|QC Que.,P.Q.|SK Sask.|NT N.W.T.|NU |YT ",
        ),
        ("AU", "NSW N.S.W.|QLD Qld.|VIC Vic.|TAS Tas.|WA W.A.|SA S.A.|ACT A.C.T.|NT N.T."),
    )
    for code, _, short in (entry.partition(" ") for entry in table.split("|"))
}
