"""Where outlets are at home: a local paper's "Oxford" is the one it is printed in.

Facts from general knowledge, one line an outlet: domain or name, other names | town | first-order division | country.
No town: an outlet of a whole country.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.places.fold import fold
from sayso.places.gazetteer import Entry, Gazetteer

_TABLE = """
ajc.com,Atlanta Journal-Constitution|Atlanta|Georgia|US
daily-jeff.com,Daily Jeffersonian|Cambridge|Ohio|US
thisisoxfordshire.co.uk,Oxford Mail,oxfordmail.co.uk|Oxford|England|GB
echopress.com,Echo Press|Alexandria|Minnesota|US
dailypostathenian.com,Daily Post-Athenian|Athens|Tennessee|US
thestate.com,The State|Columbia|South Carolina|US
themercury.com,Manhattan Mercury|Manhattan|Kansas|US
palestineherald.com,Palestine Herald-Press|Palestine|Texas|US
parisbeacon.com,Paris Beacon-News|Paris|Illinois|US
onlineathens.com,Athens Banner-Herald|Athens|Georgia|US
dailymail.com,Charleston Daily Mail|Charleston|West Virginia|US
wvgazette.com,Charleston Gazette,wvgazettemail.com|Charleston|West Virginia|US
itemonline.com,Huntsville Item|Huntsville|Texas|US
lfpress.ca,London Free Press,lfpress.com|London|Ontario|CA
dailynews.com,Los Angeles Daily News|Los Angeles|California|US
oxfordpress.com,Oxford Press|Oxford|Ohio|US
woodstocksentinelreview.com,Woodstock Sentinel-Review|Woodstock|Ontario|CA
star-telegram.com,Fort Worth Star-Telegram|Fort Worth|Texas|US
chronicle.augusta.com,Augusta Chronicle,augustachronicle.com|Augusta|Georgia|US
registercitizen.com,Register Citizen|Torrington|Connecticut|US
middletownpress.com,Middletown Press|Middletown|Connecticut|US
dispatch.com,Columbus Dispatch|Columbus|Ohio|US
daily-chronicle.com,Daily Chronicle|DeKalb|Illinois|US
gainesvilleregister.com,Gainesville Daily Register|Gainesville|Texas|US
gainesville.com,Gainesville Sun|Gainesville|Florida|US
civil.ge,Civil Georgia|Tbilisi||GE
kansascity.com,Kansas City Star|Kansas City|Missouri|US
dailystar.com.lb,Daily Star Lebanon|Beirut||LB
sentinel-echo.com,Sentinel-Echo|London|Kentucky|US
latimes.com,Los Angeles Times,LA Times|Los Angeles|California|US
miamiherald.com,Miami Herald|Miami|Florida|US
dailytribune.net,Daily Tribune Mount Pleasant|Mount Pleasant|Texas|US
newarkadvocate.com,Newark Advocate|Newark|Ohio|US
thetowntalk.com,Town Talk|Alexandria|Louisiana|US
alextimes.com,Alexandria Times|Alexandria|Virginia|US
dailyherald.com,Daily Herald|Arlington Heights|Illinois|US
athensreview.com,Athens Daily Review|Athens|Texas|US
postandcourier.com,Post and Courier|Charleston|South Carolina|US
columbuslocalnews.com,ThisWeek Community News|Columbus|Ohio|US
jordannews.com,Jordan Independent|Jordan|Minnesota|US
ldnews.com,Lebanon Daily News|Lebanon|Pennsylvania|US
reporter.net,Lebanon Reporter|Lebanon|Indiana|US
recordernewspapers.com,Recorder Newspapers,newjerseyhills.com|Bernardsville|New Jersey|US
moscowtimes.ru,Moscow Times,themoscowtimes.com|Moscow||RU
goldentrianglenewspapers.com,Golden Triangle Newspapers|Paris|Illinois|US
weekly.ahram.org.eg,Al-Ahram,ahram.org.eg|Cairo||EG
dallasnews.com,Dallas Morning News|Dallas|Texas|US
cambridge-news.co.uk,Cambridge News|Cambridge|England|GB
columbiadailyherald.com,Daily Herald Columbia|Columbia|Tennessee|US
gainesvilletimes.com,Gainesville Times|Gainesville|Georgia|US
alligator.org,Independent Florida Alligator|Gainesville|Florida|US
courant.com,Hartford Courant|Hartford|Connecticut|US
lasvegassun.com,Las Vegas Sun|Las Vegas|Nevada|US
insidebayarea.com,Oakland Tribune,eastbaytimes.com|Oakland|California|US
norfolkdailynews.com,Norfolk Daily News|Norfolk|Nebraska|US
parispi.net,Paris Post-Intelligencer|Paris|Tennessee|US
theintelligencer.com,Edwardsville Intelligencer|Edwardsville|Illinois|US
thecolumbiastar.com,Columbia Star|Columbia|South Carolina|US
messenger.com.ge,Georgian Messenger|Tbilisi||GE
theday.com,The Day|New London|Connecticut|US
nytimes.com,New York Times|New York City|New York|US
nypost.com,New York Post|New York City|New York|US
newsday.com,Newsday|Melville|New York|US
wsj.com,Wall Street Journal|||US
usatoday.com,USA Today|||US
washingtonpost.com,Washington Post|Washington|District of Columbia|US
cnn.com,CNN|||US
npr.org,NPR|||US
foxnews.com,Fox News|||US
nbcnews.com,NBC News|||US
cbsnews.com,CBS News|||US
abcnews.go.com,ABC News|||US
politico.com,Politico|||US
bostonglobe.com,Boston Globe|Boston|Massachusetts|US
chicagotribune.com,Chicago Tribune|Chicago|Illinois|US
suntimes.com,Chicago Sun-Times|Chicago|Illinois|US
philly.com,Philadelphia Inquirer,inquirer.com|Philadelphia|Pennsylvania|US
post-gazette.com,Pittsburgh Post-Gazette|Pittsburgh|Pennsylvania|US
baltimoresun.com,Baltimore Sun|Baltimore|Maryland|US
cleveland.com,Plain Dealer|Cleveland|Ohio|US
cincinnati.com,Cincinnati Enquirer|Cincinnati|Ohio|US
freep.com,Detroit Free Press|Detroit|Michigan|US
jsonline.com,Milwaukee Journal Sentinel|Milwaukee|Wisconsin|US
startribune.com,Star Tribune|Minneapolis|Minnesota|US
twincities.com,Pioneer Press|Saint Paul|Minnesota|US
stltoday.com,St. Louis Post-Dispatch|St. Louis|Missouri|US
tennessean.com,Tennessean|Nashville|Tennessee|US
commercialappeal.com,Commercial Appeal|Memphis|Tennessee|US
courier-journal.com,Courier-Journal|Louisville|Kentucky|US
charlotteobserver.com,Charlotte Observer|Charlotte|North Carolina|US
newsobserver.com,News & Observer|Raleigh|North Carolina|US
richmond.com,Richmond Times-Dispatch|Richmond|Virginia|US
pilotonline.com,Virginian-Pilot|Norfolk|Virginia|US
tampabay.com,Tampa Bay Times|St. Petersburg|Florida|US
orlandosentinel.com,Orlando Sentinel|Orlando|Florida|US
sun-sentinel.com,Sun Sentinel|Fort Lauderdale|Florida|US
jacksonville.com,Florida Times-Union|Jacksonville|Florida|US
al.com,Birmingham News|Birmingham|Alabama|US
clarionledger.com,Clarion-Ledger|Jackson|Mississippi|US
nola.com,Times-Picayune|New Orleans|Louisiana|US
chron.com,Houston Chronicle,houstonchronicle.com|Houston|Texas|US
statesman.com,Austin American-Statesman|Austin|Texas|US
mysanantonio.com,San Antonio Express-News|San Antonio|Texas|US
oklahoman.com,Oklahoman|Oklahoma City|Oklahoma|US
tulsaworld.com,Tulsa World|Tulsa|Oklahoma|US
arkansasonline.com,Arkansas Democrat-Gazette|Little Rock|Arkansas|US
omaha.com,Omaha World-Herald|Omaha|Nebraska|US
desmoinesregister.com,Des Moines Register|Des Moines|Iowa|US
denverpost.com,Denver Post|Denver|Colorado|US
sltrib.com,Salt Lake Tribune|Salt Lake City|Utah|US
azcentral.com,Arizona Republic|Phoenix|Arizona|US
abqjournal.com,Albuquerque Journal|Albuquerque|New Mexico|US
reviewjournal.com,Las Vegas Review-Journal|Las Vegas|Nevada|US
sfgate.com,San Francisco Chronicle,sfchronicle.com|San Francisco|California|US
mercurynews.com,Mercury News|San Jose|California|US
sacbee.com,Sacramento Bee|Sacramento|California|US
sandiegouniontribune.com,San Diego Union-Tribune|San Diego|California|US
ocregister.com,Orange County Register|Anaheim|California|US
oregonlive.com,Oregonian|Portland|Oregon|US
seattletimes.com,Seattle Times|Seattle|Washington|US
adn.com,Anchorage Daily News|Anchorage|Alaska|US
staradvertiser.com,Honolulu Star-Advertiser|Honolulu|Hawaii|US
indystar.com,Indianapolis Star|Indianapolis|Indiana|US
wbko.com,WBKO|Bowling Green|Kentucky|US
wcluradio.com,WCLU|Glasgow|Kentucky|US
cbc.ca,CBC,CBC News|||CA
ctvnews.ca,CTV News|||CA
globalnews.ca,Global News|||CA
nationalpost.com,National Post|||CA
theglobeandmail.com,Globe and Mail|Toronto|Ontario|CA
thestar.com,Toronto Star|Toronto|Ontario|CA
edmontonjournal.com,Edmonton Journal|Edmonton|Alberta|CA
calgaryherald.com,Calgary Herald|Calgary|Alberta|CA
vancouversun.com,Vancouver Sun|Vancouver|British Columbia|CA
montrealgazette.com,Montreal Gazette|Montréal|Quebec|CA
ottawacitizen.com,Ottawa Citizen|Ottawa|Ontario|CA
innisfailprovince.ca,Innisfail Province|Innisfail|Alberta|CA
bbc.co.uk,BBC,bbc.com,BBC News|||GB
theguardian.com,The Guardian,guardian.co.uk|||GB
independent.co.uk,The Independent|||GB
telegraph.co.uk,Daily Telegraph|||GB
thetimes.co.uk|||GB
dailymail.co.uk,Daily Mail,MailOnline|||GB
standard.co.uk,Evening Standard|London|England|GB
enfield-today.co.uk,Enfield Advertiser|Enfield Town|England|GB
nlhnews.co.uk,North London Herald|London|England|GB
manchestereveningnews.co.uk,Manchester Evening News|Manchester|England|GB
belfasttelegraph.co.uk,Belfast Telegraph|Belfast|Northern Ireland|GB
scotsman.com,The Scotsman|Edinburgh|Scotland|GB
irishtimes.com,Irish Times|Dublin||IE
independent.ie,Irish Independent|Dublin||IE
rte.ie,RTE|||IE
abc.net.au,ABC|||AU
smh.com.au,Sydney Morning Herald|Sydney|New South Wales|AU
theage.com.au,The Age|Melbourne|Victoria|AU
nzherald.co.nz,New Zealand Herald|Auckland||NZ
timesofindia.indiatimes.com,Times of India|||IN
thehindu.com,The Hindu|||IN
hindustantimes.com,Hindustan Times|New Delhi||IN
dawn.com,Dawn|Karachi||PK
thedailystar.net|Dhaka||BD
dailymirror.lk,Daily Mirror Sri Lanka|Colombo||LK
bangkokpost.com,Bangkok Post|Bangkok||TH
thejakartapost.com,Jakarta Post|Jakarta||ID
scmp.com,South China Morning Post|Hong Kong||HK
xinhuanet.com,Xinhua|||CN
straitstimes.com,Straits Times|Singapore||SG
japantimes.co.jp,Japan Times|Tokyo||JP
koreaherald.com,Korea Herald|Seoul||KR
haaretz.com,Haaretz|||IL
jpost.com,Jerusalem Post|Jerusalem||IL
timesofisrael.com,Times of Israel|||IL
aljazeera.com,Al Jazeera|||
arabnews.com,Arab News|||SA
thenational.ae|Abu Dhabi||AE
hurriyetdailynews.com,Hurriyet|||TR
dailysabah.com,Daily Sabah|||TR
rudaw.net,Rudaw|Erbil||IQ
tehrantimes.com,Tehran Times|Tehran||IR
tass.com,TASS|||RU
rt.com,RT|||RU
kyivpost.com,Kyiv Post|Kyiv||UA
ukrinform.net,Ukrinform|||UA
nation.africa,Daily Nation|Nairobi||KE
standardmedia.co.ke,The Standard Kenya|Nairobi||KE
monitor.co.ug,Daily Monitor|Kampala||UG
newvision.co.ug,New Vision|Kampala||UG
punchng.com,Punch|||NG
vanguardngr.com,Vanguard Nigeria|||NG
dailytrust.com,Daily Trust|||NG
premiumtimesng.com,Premium Times|||NG
iol.co.za,IOL|||ZA
news24.com,News24|||ZA
mg.co.za,Mail & Guardian|||ZA
buenosairesherald.com,Buenos Aires Herald|Buenos Aires||AR
jamaica-gleaner.com,Gleaner|Kingston||JM
jamaicaobserver.com,Jamaica Observer|Kingston||JM
"""
_SUFFIX = re.compile(r"(?:\.|\b)(?:co|com|org|net|gov|ac)?\.?([a-z]{2})$")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str, str]]:
    out = {}
    for line in _TABLE.strip().split("\n"):
        names, town, division, country = line.split("|")
        for name in names.split(","):
            out[_key(name)] = (town, division, country)
    return out


def _key(name: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", name.strip().lower()).split("/")[0]
    return bare if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", bare) else fold(re.sub(r"(?i)^the ", "", name))


def home(gazetteer: Gazetteer, publisher: str | None, url: str | None) -> Entry | None:
    """The town or, for an outlet of a whole country or known by its domain's ending, the country; None if unknown."""
    for name in filter(None, (publisher, url)):
        key = _key(name)
        listed = _table().get(key)
        if listed:
            return _entry(gazetteer, *listed)
        ending = _SUFFIX.search(key) if "." in key else None
        if ending and ending[1] not in ("co", "tv", "io", "me", "ai", "fm", "eu", "ly", "to"):
            return _entry(gazetteer, "", "", ending[1].replace("uk", "gb").upper())
    return _named_after(gazetteer, publisher) if publisher else None


def _entry(gazetteer: Gazetteer, town: str, division: str, country: str) -> Entry | None:
    if not town:
        return gazetteer.country(country)
    found = [e for e in (gazetteer.entry(i) for i, _ in gazetteer.lookup(town)) if e.country == country]
    if division:
        wanted = {i for i, _ in gazetteer.lookup(division)}
        found = [e for e in found if e.admin1 in wanted]
    towns = [e for e in found if e.kind in ("city", "town", "village")]
    return max(towns, key=lambda e: e.population, default=None)


def _named_after(gazetteer: Gazetteer, publisher: str) -> Entry | None:
    """A large town or a country in the outlet's name, as in "Jakarta Post"."""
    words = fold(publisher).split()
    for size in (2, 1):
        for a in range(len(words) - size + 1):
            found = [gazetteer.entry(i) for i, how in gazetteer.lookup_folded(" ".join(words[a : a + size])) if how < 2]
            known = [e for e in found if e.kind == "country" or (e.kind == "city" and e.population >= 200_000)]
            if known:
                return max(known, key=lambda e: (e.kind == "country", e.population))
    return None
