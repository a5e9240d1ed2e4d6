"""Words whose capitals no rule gives, read off the registers' own names and how their owners write them."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words("""
    AAMC ABSMC ACH ACMH AFB AHF AHMC AHN AHS AIC AIDS ALS AMC AMG AMI APH AR ARH ASC ASEM AU BAMC BCA
    BMC BSA CAH CAMC CHA CHI CHRISTUS CIHA CIMA CMHA CNIB DBA DHEW EAMC ECU EEG EMH EMS ENT ER GA GI HCA
    HIMA HIV HUMC IA ICU IHS IL IU KMI KY LAC LHIN LIJ LSU LTAC LTACH LTCU MI MO MRI MUSC NE NEA NEOH
    NICU NIH NWA NY NYC NYU OCH OH OHRH OHSU OK OKC OSF OSS OSU OU PA PAM PIH RUMC SCI SE SEARHC SUNY
    TIRR TMCA UAB UAMS UBC UC UCF UCH UCI UCLA UCSD UCSF UF UGH UH UHHS UHS UIC UK UM UMC UMD UNC UNM
    UPHS UPMC UPR URMC US USA USAF USC USD USF USMD UT UTHSC UTMB UVA UW VA VCU WCA WI WVU WVUH YRMC
    """)

# Initials that stay capitals, in the language of the name. Those without a vowel need no list.
INITIALS = {
    "en": _ENGLISH,
    "es": _words("HIMA CIMA ASEM UPR VA IMQ"),
    "fr": _words("""
        AHFC AP APHM APHP ARC ARHM CATTP CDAG CHI CHIC CHIVA CHRU CHSLD CHU CHUGA CHUM CISSS CIUSSS CLSC
        CMPEA CPEJ CRDI CSAPA CSSS CUSM EHPAD EPS EPSAN EPSM EPSMD EPSMR GHEF GHI GHICL GHU GMF HAD HEGP
        HIA IME IRSA LADAPT MAS MECS MGEN RPA SARL SAS SESSAD SMUR SSIAD UCL UGECAM UHSA UHSI UMD UNITEP
        USIP USLD USSR VSL
        """),
    "it": _words("AO AOU ASL ASP ASST INRCA IRCCS ISMETT PO RSA SPA SRL UMI USL"),
    "no": _words("ABUP ARA AS BUP DPS HF PUT UNN VOP"),
    "nl": _words("AMC AZ LUMC UMC UZ VUMC"),
    "de": _words("AGAPLESION AMEOS ASKLEPIOS AG HELIOS LVR LWL SRH"),
    "pl": _words("SPZOZ SP ZOZ NZOZ SPSK MSWIA WIM PCK"),
    "sk": _words("FNSP NSP UNLP NO"),
    "bg": _words("AD DKC EAD EOOD KOC MBAL MHAT MPHAL OOD SBAL SBR UMBAL VMA"),
}
# Where a word without a vowel is taken for initials.
VOWELLED = _words("de en es fr it no nl")

# Without a vowel, and yet words or abbreviations of words.
SHORTENED = _words("""
    BLVD BRYN BRYNN BY BYRD CLNTN CNTR CNTRL CTR CTRS DPT DR FMLY FND FT GRP HGHTS HLT HLTH HLTHCR HRT
    HSP HSPTL HTS HWY JCT JR LN LTD LYNN MDL MNTH MPLS MRS MT MTL MTN MTNS NSG NWTHS PHYS PKWY PL PLZ
    PSY PSYCH RD RGNL RVR SGT SKY SMYTH SQ SR SRVCS SRVS ST STS SVCS SYS SYST SYSTM TH TRL TWNSHP TWP TY
    VLLY WKFLD WM WSTN WYNN
    """)

# Names of houses with a capital in the middle.
BRANDS = {
    brand.upper(): brand
    for brand in _words("""
    AdventHealth AgeCare AllianceHealth AltaMed AltaPointe AnMed AtlantiCare BayCare BridgePoint
    BronxCare CalvertHealth CarePartners CarePlex CarePoint CareWell CaroMont CenterPoint CenterPointe
    CenterWell CentraCare ChangePoint ContinueCARE CoxHealth CrownPoint CuraHealth d'Alene DeBakey
    DeGraff DeKalb DePaul DeQuincy DeRidder DeSoto DeWitt DuBois DuPage DuPont EvergreenHealth
    FirstHealth FirstLight HaysMed HealthAlliance HealthBridge HealthEast HealthMark HealthONE
    HealthPark HealthPartners HealthPlex HealthSource HealthSouth HealthWest HonorHealth IntraCare
    KentuckyOne KershawHealth LaFollette LaGrange LaPorte LaRabida LaSalle LeBonheur LeConte LeFlore
    LeSueur LewisGale LifeBridge LifeBrite LifeCare LifePoint LifeStream LincolnHealth MaineGeneral
    MaineHealth MarinHealth MedCenter MedCentral MedStar MemorialCare MercyCare MercyHealth MercyOne
    MetroHealth MetroSouth MultiCare MyMichigan NorthCrest NorthShore OakBend OhioHealth OrthoColorado
    OrthoIndy OrthoNebraska PeaceHealth PinnacleHealth PrairieCare ProHealth ProMedica SageWest
    ShorePoint SoutheastHEALTH SouthPointe StarCare StoneCrest SwedishAmerican ThedaCare TidalHealth
    TriHealth TriPoint TriStar TrustPoint UChicago UCHealth UHealth UMass UnityPoint UofL ValleyCare
    ViewPoint WakeMed WellBridge WellFound WellSpan WhidbeyHealth WinnMed GmbH MacArthur MacDonald
    MacNeal DeLand O'odham
    """)
}

# Small between two words, in the language of the name.
SMALL = {
    "en": _words("a an and as at by d/b/a de del du for from in of on or the to und with"),
    "es": _words("a al con de del e el en la las los o para por y"),
    "fr": _words("a à au aux chez d de des du en et l la le les ou par pour sous sur"),
    "it": _words("a al alla con da dal dei del della delle dello di e ed il in la le per presso"),
    "pt": _words("a à da das de do dos e em para"),
    "de": _words("am an auf bei das der des die für i im in mit ob und vom von zu zum zur"),
    "nl": _words("aan bij de den der en het in op te ten ter van voor"),
    "pl": _words("dla i im nad o od po pod przy w we z ze"),
    "hr": _words("i u za"),
    "sk": _words("a na pod s so v vo"),
    "sl": _words("in na pri za"),
    "no": _words("for i og på av til ved"),
    "bg": _words("and at for in of on the to"),
}

# After "a": a description and no name, so "A Campus of" and not the initial of "Samuel A Green".
DESCRIBED = _words(
    "campus department div division facility hospital joint member ministry part program service unit venture"
)

# What stays in capitals in an address.
ADDRESS_INITIALS = _words("AFB BP CP CR CS FM II III IV JFK MLK PO PR RR US USA")
