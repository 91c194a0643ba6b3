"""Three-letter language codes, which ID3 and MP4 want, for the tags articles carry.

Source: ISO 639-2/T; BCP 47 (RFC 5646) section 2.2.1. Only languages that some engine of
this project speaks are listed; a three-letter tag passes as it is.
"""

UNDETERMINED = "und"
TABLE = """
af:afr am:amh an:arg ar:ara as:asm az:aze ba:bak be:bel bg:bul bn:ben bs:bos ca:cat cs:ces
cv:chv cy:cym da:dan de:deu el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fo:fao
fr:fra ga:gle gd:gla gl:glg gn:grn gu:guj he:heb hi:hin hr:hrv ht:hat hu:hun hy:hye ia:ina
id:ind io:ido is:isl it:ita ja:jpn ka:kat kk:kaz kl:kal kn:kan ko:kor ku:kur ky:kir la:lat
lb:ltz lt:lit lv:lav mi:mri mk:mkd ml:mal mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld
nn:nno no:nor om:orm or:ori pa:pan pl:pol ps:pus pt:por qu:que ro:ron ru:rus sd:snd si:sin
sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel th:tha ti:tir tk:tuk tl:tgl tn:tsn
tr:tur tt:tat ug:uig uk:ukr ur:urd uz:uzb vi:vie yi:yid zh:zho cmn:zho yue:zho
"""
CODES = dict(pair.split(":") for pair in TABLE.split())


def three_letters(tag: str) -> str:
    """Return the ISO 639-2 code of a BCP 47 tag, or `und` if there is none for it."""
    primary = tag.replace("_", "-").partition("-")[0].casefold()
    if primary in CODES:
        return CODES[primary]
    passes = len(primary) == 3 and primary.isascii() and primary.isalpha()
    return primary if passes else UNDETERMINED
