"""Lists of words that the rules look things up in: acronyms, initialisms, rulers' names.

Rules obeyed here: a list says what it holds; the rules say what it means.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ACRONYMS = _set("""
ACAS AIDS ALDI ANZAC ASBO ASBOS ASCII ASEAN ASOS AWOL BAFTA BAME BASIC BREXIT CAPTCHA CERN COBRA
COVID DACA DARPA DEFRA DINK ECOWAS EFTA EULA FARC FEMA FIFA FLOTUS FOMO GATT GIF GIFS HAMAS
HIPAA ICANN IELTS IKEA IMAX INTERPOL ISA ISAS ISIL ISIS JPEG JPEGS LAN LASER LEED LEGO MENSA
MERS MOMA NAFTA NASA NASCAR NASDAQ NATO NICE NIMBY NIMBYS NOAA OFCOM OFGEM OFSTED OFWAT OPEC
OSHA OXFAM PEN PIN PINS POTUS QUANGO RADA RADAR RAM ROM SAGE SALT SARS SATS SCOTUS SCUBA SIM
SIMS SMART SNAP SOAS SONAR SPAC START SWAT TED TESOL TOEFL UEFA UKIP UNAIDS UNESCO UNICEF UNIDO
UNISON UNITA WAG WAN WASP YOLO ZIP
""")
"""Runs of capitals said as words."""
SPELLED = _set("""
AAA AAIB AARP ACLU ADHD AGM AI AIG AM AOL API ATM ATV BA CEO CFO CIA CIO COO CTO DIT DIY DOJ DUI
USCIS EC ECB EDM EEA EIA EPA ESA ESPN ETA EU FAO FAQ FOI GOP HIIT HIPC HIV IAEA IBM ICAO ICE ICU ID
ILO IMDB IMF IMHO INGO INGOS IOC IOM IOU IP IPO IQ IRA IRC IRS ISBN ISP IT IUD IVF LA LED MEP
MIA MIT MOD MOT NAACP NGO NGOS OBE OCHA OECD OED OFAC OK OSCE PHD PIP POW POWS RAF RIP RSVP SAS
SEO SIS SUV TUC UAE UAW UCL UCLA UFO UFOS UI UK UKRI UN UNDP UNFPA UNHCR URL US USA USAID USB
USSR UTC UV UX VAT VIP VIPS VPN WHO
""")
"""Runs of capitals said letter by letter, though they could be read."""
SHORT_WORDS = _set("""
ACT ADD AFTER AGE AGO AH AIR ALL AN AND ANY ARE ARM ART AS ASK AT BAD BAN BE BED BEST BIG BOX
BOY BOYS BUT BUY BY CAN CAR CARS CUT DAD DAY DAYS DID DIE DIES DO DOES DOG DOGS DON EAT END EVEN
EVER EYE FAR FAX FEW FOR FROM FUN GET GIRL GO GOD GOT GUN HA HAD HAS HAVE HE HER HERE HEY HI HIM
HIS HIT HO HOT HOW HUH IF IN IS ITS JOB JUST KEY KID KIDS KNOW LAW LET LIE LIKE LOT LOW MAN MAY
ME MEN MORE MUM MUST MY NEED NEVER NEW NEXT NO NOR NOT NOW OF OFF OH OLD ON ONCE ONE ONLY OOH OR
OUR OUT OVER OW OWN PAY PEACE PUT READ REAL RED RUN SAD SAID SAY SAYS SEA SEE SET SHE SIX SO
SOME SON STILL STOP SUN TAX TEN THAN THAT THE THEM THEN THERE THEY THIS TO TOO TOP TRY TWO UP
USE VERY VOTE WAR WAS WAY WE WELL WHAT WHEN WHERE WHOM WHOSE WHY WILL WIN WITH WON WOW YES YET
YOU YOUR YOURS
""")
"""English words that people write in capitals to stress them."""
RULERS = _set("""
Abbas Abdullah Adolf Adrian Afonso Albert Alexander Alexandra Alexios Alfonso Alfred Amenhotep
Anastasius Andrew Anne Antiochus Artaxerxes Augustus Baldwin Basil Beatrix Benedict Boniface
Carl Carlos Casimir Catherine Celestine Charles Christian Claude Clement Conrad Constans
Constantine Cyrus Darius David Diana Edmund Edward Elizabeth Emanuel Emmanuel Eric Erik Ethelred
Eugene Faisal Felipe Ferdinand Francis Franz Frederick Frederik Friedrich George Gregory Gustaf
Gustav Gustavus Haakon Hadrian Harald Harold Hassan Henri Henry Honorius Hussein Innocent
Isabella Ivan James Jean Joan John Joseph Juan Julius Justin Justinian Karl Kenneth Leo Leopold
Louis Lucius Ludwig Luis Magnus Manuel Margaret Margrethe Maria Martin Mary Matilda Maximilian
Mehmed Michael Mithridates Mohammed Muhammad Murad Napoleon Nicholas Olaf Olav Oscar Otto Paul
Pedro Peter Philip Philippe Pius Ptolemy Rainier Rama Rameses Ramesses Ramses Richard Robert
Rudolf Sancho Selim Seti Sigismund Sixtus Stephen Suleiman Sylvester Theodosius Thomas Thutmose
Tutankhamun Umberto Urban Valentinian Victor Victoria Vittorio Wilhelm Willem William Wladyslaw
Xerxes Yohannes Zog
""")
"""Names that a Roman numeral follows as an ordinal."""
GIVEN_NAMES = _set("""
Anthony Arthur Benjamin Bill Brian Christopher Daniel Davis Donald Edwin Emperor Ernest Frank
Franklin Harry Howard Hugh Jack Jerome Ken Kevin King Lord Mark Matthew Patrick Pope Prince
Princess Queen Ralph Raymond Roger Russell Sam Samuel Sir Steven Stuart Theodore Tom Vincent
Walter Warren Wesley
""")
"""Given names and titles, after which a surname with a numeral is a person."""
