"""Words of names in many languages, each with the one English form that names are compared by.

Folded on both sides (`names.fold`). What stands on the left is found whole; of the words that end in `ENDINGS` the
part before is kept. No value is a key: comparing a form again changes nothing.
"""

from __future__ import annotations

from rounds.organizations.names.folding import fold

# One form, and the words that become it.
_SAME: dict[str, str] = {
    "hospital": (
        "hospitals hopital hopitaux hospices ospedale ospedali ospedaliera ospedaliero ospitale "
        "szpital szpitala szpitalny ziekenhuis ziekenhuizen krankenhaus krankenhauser spital "
        "spitaler spitalul sykehus sykehuset sjukhus sjukhuset sygehus sygehuset hospitalet "
        "lasarett lasarettet sairaala sairaalat nemocnice nemocnica bolnica bolnisnica bolnicata "
        "bolnitsa bolnytsya korhaz haigla slimnica ligonine spitali hastane hastanesi hastaneleri "
        "hospitalario hospitalaria hospitalarios hospitalar hospitalares hospitalier hospitaliere "
        "hospitaliers hospitalieres hospitalers ospidal ospideal ysbyty ospitalea byoin byouin "
        "yiyuan byeongwon klinikum klinika kliniken kliniekum clinicum rumahsakit больница больницы "
        "болница болницата лікарня госпиталь госпиталя νοσοκομειο νοσοκομειου νοσηλευτικο مستشفى "
        "مستشفي المستشفى مشفى بيمارستان بیمارستان ہسپتال हॉस्पिटल हॉस्पिटल्स अस्पताल चिकित्सालय "
        "হাসপাতাল மருத்துவமனை ആശുപത്രി"
    ),
    "university": (
        "universities univ universite universitaire universitaires universitair universitario "
        "universitaria universitarios universitarias universitari universitaris universitat "
        "universitats universidad universidade universita universitatea universitar universitatii "
        "universitet universiteti universitetet universitetssjukhuset universitets "
        "universitetssykehus universitetshospital universiteit universitaet uniwersytet "
        "uniwersytecki uniwersytetu univerzita univerzitet univerzitetski univerzitni univerzitna "
        "universitesi yliopisto yliopistollinen egyetem egyetemi ulikool ulikooli universitate "
        "prifysgol ollscoil ollscoile daigaku daehak daxue uni университет университета "
        "университетская университетски университетска університет πανεπιστημιο πανεπιστημιακο "
        "جامعة الجامعي جامعه دانشگاه یونیورسٹی جامعی विश्वविद्यालय"
    ),
    "medical": (
        "medicine medicina medico medica medicos medicas medical medicaux medicale medicales "
        "medicinal medizinisch medizinische medizinisches medizin medisch medische medicinsk "
        "medicinska medisinsk medisinske medyczny medyczne medycyny medicinski medicinske "
        "meditsinskiy laaketieteellinen tip tibbi orvosi iryo meditsinskii medic mediziner "
        "медицинский медицинская медицинского медицински медичний ιατρικο ιατρικη طبي الطبي الطبية "
        "طبية پزشکی میڈیکل"
    ),
    "center": (
        "centers centre centres centro centros centrum centri centra zentrum zentren keskus kozpont "
        "merkezi merkez centras centrs keskuse sentrum senteret sentre kentro sentar tsentr tsentur "
        "centar centru центр центра център центар κεντρο مركز المركز مرکز سنٹر केंद्र केन्द्र"
    ),
    "clinic": (
        "clinics clinica clinicas clinicos clinico clinique cliniques clinicum klinik klinikka "
        "kliniek klinieken klinikk klinikken kliniki poliklinik policlinico poliklinika policlinica "
        "polyclinic polyclinique cliniche klinikai klinikos клиника клиники клініка поликлиника "
        "κλινικη عيادة کلینیک क्लिनिक"
    ),
    "health": (
        "healthcare salud saude sante salute sanita sanitaria sanitario sanitarias sanitarios "
        "sanitaire sanitat gesundheit gesundheits gezondheid gezondheidszorg zorg halsa helse "
        "sundhed terveys zdrowia zdrowotna zdravi zdravotni zdravotnicke zdravlja zdravstveni "
        "zdravlje zdravje egeszseg sagligi saglik iechyd slainte kesehatan osasun hoken здоровья "
        "здравоохранения υγεια υγειας صحة الصحة الصحية بهداشت صحی स्वास्थ्य"
    ),
    "general": (
        "generale generales general generaux geral allgemein allgemeines allgemeine algemeen "
        "algemene yleinen obecny ogolny opsta opca genel allmanna sogo общая γενικο عام العام"
    ),
    "regional": (
        "regionale regionales regionala regionaal regionalni regionalne regionalen wojewodzki "
        "wojewodzkie bolge prefectural kenritsu oblastni oblastna областная регионален"
    ),
    "national": (
        "nationale nationales nacional nacionais nacionales nazionale naziv nationaal nationella "
        "narodni nemzeti kansallinen narodowy kokuritsu gukrip ulusal kebangsaan cenedlaethol "
        "национальный национальна εθνικο وطني الوطني ملی राष्ट्रीय"
    ),
    "municipal": (
        "municipale municipales comunal communal stadtisch stadtische stadtisches stadt kommunal "
        "gemeentelijk miejski mestska kunnallinen sehir shiritsu shimin городская городской "
        "общинска ayuntamiento"
    ),
    "county": "landkreis comitatus megyei judetean judeteana zupanijska powiatowy amts",
    "district": (
        "districts distrital bezirk bezirks distrito okresni obvodni dzielnicowy ilce районная окръжна"
    ),
    "state": (
        "states estatal estadual staatlich staatliche stato etat devlet panstwowy statni drzavni "
        "государственный государственная държавна"
    ),
    "provincial": "provinciale provincial provinciales provincia province vilayet",
    "institute": (
        "institutes instituto institutos institut instituts istituto istituti instituut instytut "
        "instytutu institutet instituttet intezet enstitusu instituutti ustav instituti sefydliad "
        "институт института ινστιτουτο معهد انستیتو kenkyujo yeonguwon yeonguso"
    ),
    "research": (
        "recherche recherches investigacion investigaciones investigacio investigacao ricerca "
        "ricerche forschung forschungs onderzoek forskning badawczy badan vyzkumny vyzkumu "
        "arastirma tutkimus kutato kenkyu istrazivanja pesquisa pesquisas исследовательский "
        "исследований ερευνων تحقیقات أبحاث"
    ),
    "children": (
        "childrens child pediatric pediatrics pediatrico pediatrica pediatria pediatrie pediatrique "
        "infantil enfant enfants nino ninos nen nens bambino bambini bambin kinder kind kindern "
        "kinderziekenhuis barn barns lastensairaala lasten dzieci dzieciecy dzieciece detska detske "
        "cocuk gyermek deti djecja decja vaikų laste kodomo детская детской детска детский παιδων "
        "الأطفال اطفال أطفال بچوں kids"
    ),
    "women": (
        "womens woman mujer mujeres mulher mulheres femme femmes donna donne frau frauen kadin "
        "vrouwen kvinner kvinna kobiet женщин"
    ),
    "maternity": (
        "maternite maternidad maternidade maternita maternity mother mothers madre dogum "
        "frauenklinik geburtshilfe родильный материнства"
    ),
    "saint": (
        "sankt san santa santo sant sao sint sv svateho svate svety svetog swietego swietej szent "
        "agios agia hagios hagia pyha aziz santi santissima saints святого святой свята αγιος αγια "
        "αγιου القديس سانت"
    ),
    "cross": "kreuz croix cruz croce kruis kors krzyz kriz крест",
    "red": "rote rotes rouge roja vermelha rossa rode roda czerwony cerveny roter красного",
    "heart": (
        "coeur corazon cuore herz hjerte hjarta serca serce srdce kalp corazones cardiac cardiology "
        "cardiovascular cardiologico cardiologie cardiologia kardiologie kardiologi kardioloji "
        "kardiologiczny kardiologii coracao кардиологический قلب القلب"
    ),
    "cancer": (
        "oncology oncologico oncologica oncologia oncologie onkologie onkologii onkologiczny "
        "onkologicky onkoloji krebs kanker kreft cancerologie tumor tumors tumori onkologian rak "
        "raka онкологический онкологии ογκολογικο السرطان سرطان"
    ),
    "psychiatric": (
        "psychiatry psychiatrie psychiatrique psiquiatrico psiquiatrica psiquiatria psichiatrico "
        "psychiatrische psychiatrisches psychiatryczny psychiatricka psikiyatri behavioral mental "
        "psykiatri psykiatrisk psihijatrijska психиатрическая ψυχιατρικο"
    ),
    "rehabilitation": (
        "rehabilitacion rehabilitacio reabilitacao riabilitazione readaptation reeducation reha "
        "rehab rehabilitacji rehabilitacyjny revalidatie kuntoutus rehabilitering rehabilitasyon "
        "реабилитации αποκαταστασης توانبخشی التأهيل"
    ),
    "surgical": (
        "surgery chirurgie chirurgical chirurgicale cirugia chirurgia cerrahi chirurgische хирургии "
        "χειρουργικη"
    ),
    "orthopedic": (
        "orthopedics orthopedie orthopedique ortopedico ortopedica ortopedia orthopadie "
        "orthopadische ortopedi ortopedie ortopediczny ортопедии"
    ),
    "eye": (
        "eyes augen augenklinik oftalmologia oftalmologico ophtalmologie ophthalmology ophthalmic "
        "occhi oog goz oculistico офтальмологии τσεσμε العيون چشم"
    ),
    "dental": (
        "dentistry dentaire dentaria dentario zahn zahnmedizin zahnklinik odontologia odontologico "
        "stomatology stomatologie stomatologii dentales tandheelkunde стоматологическая"
    ),
    "emergency": "emergencies urgence urgences urgencias urgenta emergencia notfall acil spoed",
    "school": (
        "schools escuela escola ecole schule scuola facultad faculte faculdade fakultat fakultesi "
        "faculty facolta fakultet wydzial lekarska facultat"
    ),
    "college": "colegio collegio kolej coleg медичен yike",
    "foundation": (
        "foundations fundacion fundacio fundacao fondation fondazione stiftung stichting stiftelsen "
        "stiftelse fundacja nadace saatio vakfi alapitvany zaklada фонд ιδρυμα مؤسسة بنیاد"
    ),
    "association": (
        "associations asociacion associacao associazione associacio verein verband vereniging "
        "forening forbundet stowarzyszenie asociatia dernegi egyesulet yhdistys ассоциация جمعية "
        "انجمن"
    ),
    "society": (
        "societies sociedad sociedade societe societa gesellschaft seura spolecnost towarzystwo "
        "toplum dernek общество"
    ),
    "federation": "federacion federacao federazione federatie verbund federacja federacio",
    "union": "unione unio xiehe",
    "department": "departments departamento departement dipartimento abteilung avdeling oddzial",
    "ministry": (
        "ministerio ministere ministero ministerium ministerie ministerstwo ministerstvo bakanligi "
        "minister министерство υπουργειο وزارة وزارت"
    ),
    "service": (
        "services servicio servicios servico servicos servizio servizi serveis servei dienst "
        "dienste diensten tjanster tjeneste sluzba usluga"
    ),
    "group": "groups grupo grupos groupe groupement gruppo gruppe groep grup grubu grupa koncern группа",
    "system": "systems sistema sistemas systeme sistemi systemy",
    "network": "networks reseau rede xarxa rete netzwerk netwerk siec",
    "central": (
        "centrale centrales zentral zentralklinikum centraal keskussairaala centralny ustredni chuo "
        "jungang центральная централна κεντρικο"
    ),
    "military": (
        "militar militaire militare militair wojskowy wojskowa vojenska askeri army armed военный "
        "военно στρατιωτικο العسكري"
    ),
    "new": (
        "nuevo nueva nouveau nouvelle novo nova neue neuer neues nieuw nieuwe nuovo nya uusi nowy "
        "nove yeni shin"
    ),
    "north": "northern norte nord nordic noord noorder polnocny severni pohjois kuzey kita",
    "south": "southern sur sud sul sued zuid zuider poludniowy jizni etela guney minami syd",
    "east": "eastern este est leste ost oost wschodni vychodni dogu higashi",
    "west": "western oeste ouest ovest occidental zachodni zapadni lansi bati nishi",
    "island": "isla ile ilha isola insel eiland ostrov islands isles iles islas",
    "city": "ciudad ville citta cidade kota",
    "people": "peoples popular populaire renmin narod halk minjung volks",
    "hope": "esperanza espoir esperanca speranza hoffnung nadzieja umut",
    "mercy": (
        "misericordia misericordias misericorde misericordiae barmherzige barmherzigen "
        "barmherzigkeit milosrdnych milosierdzia barmhartige"
    ),
    "brothers": "bruder hermanos freres fratelli irmaos broeders bratri brother bonifratrow fatebenefratelli",
    "sisters": "schwestern hermanas soeurs suore irmas zusters sestre sester sister",
    "lady": "senora senhora signora dame panna",
    "our": "nuestra nossa nostra notre unsere unserer",
    "prince": "principe prins prinz ksiecia",
    "princess": "princesa princesse principessa prinses prinzessin",
    "queen": "reina rainha reine regina koningin konigin kralice",
    "king": "rey rei roi konig koning krola kral",
    "royal": "real reial royale reale koninklijk koninklijke konigliche kongelige kungliga krolewski",
    "blood": "sangre sang sangue blut bloed blod krwi krev",
    "nursing": "nurse nurses enfermeria infirmiers infermieri pflege verpleegkundigen sygepleje pielegniarek",
    "care": "cuidados soins assistenza atencion atencio opieki pece omsorg vard",
    "primary": "primaria primaire primario primarios grundversorgung",
    "public": (
        "publica publico publique publiques pubblica offentlig offentliche publiczny verejne δημοσια عامة"
    ),
    "international": (
        "internacional internationale internationaler internazionale mezinarodni miedzynarodowy "
        "uluslararasi kokusai gukje международный διεθνες الدولي"
    ),
    "european": "europeo europea europeenne europeen europaische europeia europaisches europees europejski",
    "german": "deutsch deutsche deutsches deutscher aleman allemand allemande tedesco",
    "american": "americano americana americain amerikan amerikanisches",
    "affiliated": "affiliate adscrito affilie fushu fuzoku fushudi angegliedert",
    "education": (
        "educacion education formation bildung egitim istruzione educacao koulutus ecoles teaching "
        "akademisches akademischer ensino"
    ),
    "specialty": (
        "specialties especializado especialidades specialise specialisee spezial specialist "
        "specialists specjalistyczny specjalistyczna specializzata specjalistyki особо "
        "специализированная wielospecjalistyczny"
    ),
    "memorial": "mem gedachtnis kinen ginyeom",
    "trust": "trusts",
    "veteran": "veterans va",
    "community": "communities comunitario comunitaria communautaire gemeenschap yhteiso",
    "infectious": "infecciosas infectieuses infektions infectologia",
    "disease": "diseases enfermedades maladies malattie krankheiten ziekten doencas chorob illness",
    "lung": (
        "lungen pulmonary pulmonar pneumologie pneumology poumon chest thoracic thorax respiratory "
        "thoraxklinik"
    ),
    "diagnostic": (
        "diagnostics diagnostico diagnostique diagnostica diagnosticos diagnostyki diagnostyczny "
        "imaging imagen"
    ),
    "laboratory": (
        "laboratories laboratorio laboratorios laboratoire laboratoires labor lab labs laboratorium"
    ),
    "pharmacy": "pharmacies farmacia farmacias pharmacie apotheke apotheek apteka eczane pharma",
    "neurology": "neurological neurologico neurologica neurologie neurologia neuro neurologiczny",
    "science": "sciences ciencias ciencia scienze wissenschaften wetenschappen nauk vied bilimleri",
    "integrated": "integre integree integrado integrata integrierte",
    "social": "sociaux sociale sociales sociais sozial soziale",
    "federal": "federale federales bundes federalny федеральный федеральное",
    "mount": "mont monte monti",
    "ambulance": "ambulances ambulancia ambulanz ambulans",
    # places that go by several names
    "vienna": "wien vienne viena wiedenski",
    "munich": "munchen",
    "cologne": "koln keulen",
    "rome": "roma",
    "milan": "milano mailand",
    "turin": "torino",
    "florence": "firenze",
    "naples": "napoli",
    "venice": "venezia",
    "genoa": "genova",
    "lisbon": "lisboa lisbonne lissabon",
    "porto": "oporto",
    "prague": "praha prag",
    "warsaw": "warszawa warszawie warszawski",
    "krakow": "cracow krakau krakowie",
    "moscow": "moskva moskau москва москвы",
    "copenhagen": "kobenhavn kopenhagen",
    "gothenburg": "goteborg goteborgs",
    "stockholm": "stockholms",
    "brussels": "bruxelles brussel brussell",
    "antwerp": "antwerpen anvers",
    "ghent": "gent gand",
    "geneva": "geneve genf ginevra",
    "zurich": "zuerich zurigo",
    "basel": "bale basilea",
    "bern": "berne berna",
    "lucerne": "luzern",
    "athens": "athina αθηνων αθηνα athinon",
    "thessaloniki": "salonica θεσσαλονικης thessalonikis",
    "bucharest": "bucuresti",
    "belgrade": "beograd beogradu",
    "seville": "sevilla",
    "saragossa": "zaragoza",
    "nuremberg": "nurnberg nuernberg",
    "hanover": "hannover",
    "brunswick": "braunschweig",
    "hague": "haag gravenhage",
    "cairo": "القاهرة qahira",
    "tehran": "تهران teheran",
    "mexico": "mejico",
    "havana": "habana",
    "istanbul": "constantinople",
    "spain": "espana espagne spanien espanola espanol",
    "france": "francaise francais frankreich francia",
    "germany": "deutschland allemagne alemania germania",
    "italy": "italia italie italien italiana italiano",
    "netherlands": "nederland nederlands nederlandse holland",
    "switzerland": "schweiz suisse svizzera schweizer schweizerische",
    "austria": "osterreich autriche osterreichische",
    "portugal": "portuguesa portugues portugaise",
    "brazil": "brasil brasileira brasileiro",
    "turkey": "turkiye turk",
    "sweden": "sverige svenska",
    "norway": "norge norsk norske",
    "denmark": "danmark dansk danske",
    "poland": "polska polskie polskiej",
    "korea": "hanguk",
    "taiwan": "taiwon",
    # people who gave many houses their name
    "mary": "maria marie marien",
    "joseph": "josef jose giuseppe josep jozef josephs josefs yosef",
    "john": "johannes jean juan joan giovanni joao johannis",
    "peter": "pedro pierre pietro petrus",
    "paul": "pablo paolo paulo pau paulus",
    "anne": "ana anna annen",
    "elizabeth": "elisabeth elisabetta isabel elzbiety",
    "luke": "lucas lukas luca luc",
    "francis": "francisco franziskus franciscus francesco francois franciszka",
    "vincent": "vicente vinzenz vincenzo vincentius",
    "michael": "miguel michel michele",
    "george": "jorge georg georges giorgio jordi georgios",
    "anthony": "antonio antonius antoine antoni",
    "thomas": "tomas tommaso",
    "james": "jaime jacques giacomo jakob jacobus",
    "martin": "martinus martino",
    "lawrence": "lorenzo laurent laurentius lorenz",
    "lazarus": "lazaro lazare",
    "clare": "clara claire klara chiara",
    "catherine": "catalina katharina caterina katarzyny",
    "barbara": "barbary barbora",
    "andrew": "andres andreas andrea andre",
    "philip": "felipe philippe filippo",
    "raphael": "rafael raffaele",
    "theresa": "teresa therese theresien",
}
# One word that stands for several.
_SEVERAL: dict[str, str] = {
    "kreis": "county",
    "landes": "state",
    "gemeinschafts": "community",
    "ach": "army community hospital",
    "rmc": "regional medical center",
    "chu": "center hospital university",
    "chru": "center hospital regional university",
    "chuv": "center hospital university vaud",
    "umc": "university medical center",
    "ukh": "university hospital",
    "hmc": "hospital medical center",
    "mhs": "memorial health system",
    "universitatsklinikum": "university hospital",
    "universitatsmedizin": "university hospital",
    "universitatsspital": "university hospital",
    "universitatskrankenhaus": "university hospital",
    "uniklinik": "university hospital",
    "uniklinikum": "university hospital",
    "universitetssjukhus": "university hospital",
    "universitetssjukhuset": "university hospital",
    "universitetssykehuset": "university hospital",
    "universitetssykehus": "university hospital",
    "universitetshospital": "university hospital",
    "universitetshospitalet": "university hospital",
    "yliopistosairaala": "university hospital",
    "tyks": "turku university hospital",
    "hochschule": "university school",
    "policlinico": "hospital",
    "lakarforbundet": "medical association",
    "rumah": "hospital",
    "benh": "hospital",
    "hastahanesi": "hospital",
    "kinderspital": "children hospital",
    "kinderklinik": "children hospital",
    "kinderziekenhuis": "children hospital",
    "kinderkrankenhaus": "children hospital",
    "lastenklinikka": "children hospital",
    "gesundheitszentrum": "health center",
    "gesundheitsamt": "health department",
    "medizinzentrum": "medical center",
    "herzzentrum": "heart center",
    "krebszentrum": "cancer center",
    "kardiologikum": "heart center",
    "krebsforschungszentrum": "cancer research center",
    "forschungszentrum": "research center",
    "forschungsinstitut": "research institute",
    "fachklinik": "specialty clinic",
    "rehaklinik": "rehabilitation clinic",
    "augenklinik": "eye clinic",
    "healthsystem": "health system",
    "meddiygfa": "clinic",
}
# Said in a name or left out, at will, in some language.
SMALL = frozenset(
    """
    a al an and as at aux by d da das de degli dei del della delle dello dem den der des di die do dos
    du e ed el en et for fur i il im in ja l la las le les lo los na nad of og on op och och para per
    pour the to u un und v van vid vom von voor w y z za zu zum zur te ten ter ve bei beim kai tou tis
    ton sto και του της των به از في ال no wa to ni para
    """.split()  # noqa: SIM905
)
# What the law calls it; and what registers hang on.
LEGAL = frozenset(
    """
    inc incorporated llc llp lp ltd limited corp corporation co company plc gmbh ggmbh ag ev kg mbh se
    sa sas sarl sl slu srl spa scs bv nv vzw asbl ab as asa aps oy oyj ry rf kft zrt sro spol doo dd ad
    ead ood eood lda ltda cv pty pvt private pllc pc pa na nhs cah dba fka aka kk eg igmbh hf ks zoz
    spzoz nzoz onlus irccs epe cic
    """.split()  # noqa: SIM905
)
# What stands at the end of long words where languages build them, and what it means.
ENDINGS: tuple[tuple[str, str], ...] = (
    ("krankenhaus", "hospital"),
    ("ziekenhuis", "hospital"),
    ("klinikum", "hospital"),
    ("sjukhuset", "hospital"),
    ("sjukhus", "hospital"),
    ("sykehuset", "hospital"),
    ("sykehus", "hospital"),
    ("sygehus", "hospital"),
    ("sairaala", "hospital"),
    ("hospitalet", "hospital"),
    ("hospital", "hospital"),
    ("spital", "hospital"),
    ("zentrum", "center"),
    ("kliniken", "hospital"),
    ("klinik", "clinic"),
    ("stiftung", "foundation"),
    ("universitat", "university"),
)
BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("universitats", "university"),
    ("universitets", "university"),
    ("kinder", "children"),
    ("kreis", "county"),
    ("bezirks", "district"),
    ("landes", "state"),
    ("bundes", "federal"),
    ("zentral", "central"),
    ("gemeinschafts", "community"),
)


def _resolved() -> dict[str, tuple[str, ...]]:
    one = {fold(word): form for form, words in _SAME.items() for word in words.split()}
    one = {word: form for word, form in one.items() if word not in _SAME}
    several = {word: tuple(one.get(part, part) for part in words.split()) for word, words in _SEVERAL.items()}
    return {word: (form,) for word, form in one.items()} | several


WORDS = _resolved()
FORMS = frozenset(form for forms in WORDS.values() for form in forms)
