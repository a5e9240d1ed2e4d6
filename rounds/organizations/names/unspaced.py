"""Words of health care in scripts that write them without spaces: Chinese, Japanese, Korean, Thai.

They are cut out of the text and put into English before the rest is written in Latin letters. Longest first.
"""

from __future__ import annotations

import re

_CHINESE_AND_JAPANESE = """
病院=hospital 醫院=hospital 医院=hospital 卫生院=health center 衛生院=health center
总医院=general hospital 医療センター=medical center 医疗中心=medical center 醫療中心=medical center
医学中心=medical center 医学センター=medical center メディカルセンター=medical center メディカル=medical
センター=center クリニック=clinic ホスピタル=hospital セントラル=central コミュニティー=community
コミュニティ=community リハビリテーション=rehabilitation リハビリ=rehabilitation こども=children
小児=children がん=cancer 癌=cancer 肿瘤=cancer 腫瘍=cancer 防治=prevention 循環器=heart 心血管=heart
心臓=heart 胸科=lung 呼吸器=lung 大学=university 大學=university 医科大学=medical university
醫學大學=medical university 医学部=medical school 医学院=medical college 醫學院=medical college
学院=college 學院=college 附属=affiliated 付属=affiliated 附屬=affiliated 歯学部=dental school
歯科=dental 口腔=dental 牙科=dental 中医药=traditional chinese medical 中医=traditional chinese medical
中西医结合=integrated traditional chinese medical 国立=national 國立=national 都立=metropolitan
県立=prefectural 府立=prefectural 道立=prefectural 市立=municipal 市民=citizens 町立=town 村立=village
区立=ward 公立=public 私立=private 市=municipal 省=provincial 県=prefecture 总=general 人民=people
第一=first 第二=second 第三=third 第四=fourth 第五=fifth 第六=sixth 第七=seventh 第八=eighth 第九=ninth
第十=tenth 中央=central 中心=center 総合=general 综合=general 綜合=general 記念=memorial 纪念=memorial
紀念=memorial 赤十字=red cross 日赤=red cross 红十字=red cross 厚生=kosei 労災=rosai 済生会=saiseikai
協会=association 协会=association 協和=union 协和=union 協同=cooperative 同济=tongji 华西=west china
湘雅=xiangya 齐鲁=qilu 瑞金=ruijin 中山=zhongshan 友谊=friendship 友好=friendship 国際=international
国际=international 國際=international 精神=psychiatric 医療=medical 医疗=medical 醫療=medical
研究所=research institute 研究院=research institute 研究=research 感染症=infectious disease
传染病=infectious disease 妇幼=women children 保健院=health hospital 保健=health 妇产=women maternity
儿童=children 兒童=children 妇女=women 女子=women 骨科=orthopedic 整形外科=orthopedic 外科=surgical
内科=internal 眼科=eye 耳鼻喉=ear nose throat 皮肤=skin 康复=rehabilitation 血管=vascular
脳神経=neurology 神経=neurology 脳卒中=stroke 成人病=adult disease 看護=nursing 福祉=welfare 健康=health
衛生=health 卫生=health 東部=east 西部=west 南部=south 北部=north 学校=school 学园=school 学園=school
防衛=defense 自衛隊=self defense forces 解放军=pla 军=military 陆军=army 海军=naval 空军=air force
長崎=nagasaki 東京=tokyo 大阪=osaka 京都=kyoto 横浜=yokohama 名古屋=nagoya 札幌=sapporo 福岡=fukuoka
神戸=kobe 川崎=kawasaki 広島=hiroshima 仙台=sendai 千葉=chiba 埼玉=saitama 北海道=hokkaido 青森=aomori
岩手=iwate 宮城=miyagi 秋田=akita 山形=yamagata 福島=fukushima 茨城=ibaraki 栃木=tochigi 群馬=gunma
神奈川=kanagawa 新潟=niigata 富山=toyama 石川=ishikawa 金沢=kanazawa 福井=fukui 山梨=yamanashi
長野=nagano 岐阜=gifu 静岡=shizuoka 愛知=aichi 三重=mie 滋賀=shiga 兵庫=hyogo 奈良=nara 和歌山=wakayama
鳥取=tottori 島根=shimane 岡山=okayama 山口=yamaguchi 徳島=tokushima 香川=kagawa 愛媛=ehime 高知=kochi
佐賀=saga 熊本=kumamoto 大分=oita 宮崎=miyazaki 鹿児島=kagoshima 沖縄=okinawa 旭川=asahikawa
函館=hakodate 浜松=hamamatsu 姫路=himeji 北九州=kitakyushu 倉敷=kurashiki 松山=matsuyama 高松=takamatsu
松本=matsumoto 豊橋=toyohashi 豊田=toyota 岡崎=okazaki 堺=sakai 九州=kyushu 東北=tohoku 関西=kansai
関東=kanto 四国=shikoku 中国=chugoku 日本=nihon 慶應=keio 早稲田=waseda 順天堂=juntendo 昭和=showa
帝京=teikyo 東邦=toho 杏林=kyorin 聖路加=saint luke 聖隷=seirei 聖マリアンナ=saint marianna 聖=saint
圣=saint 近畿=kindai 筑波=tsukuba 自治=jichi 獨協=dokkyo 北里=kitasato 東海=tokai 慈恵=jikei
久留米=kurume 産業=occupational 日本生命=nippon life 北京=beijing 上海=shanghai 广州=guangzhou
深圳=shenzhen 武汉=wuhan 南京=nanjing 四川=sichuan 成都=chengdu 重庆=chongqing 天津=tianjin 浙江=zhejiang
江苏=jiangsu 山东=shandong 山西=shanxi 河南=henan 河北=hebei 湖南=hunan 湖北=hubei 广东=guangdong
广西=guangxi 福建=fujian 安徽=anhui 江西=jiangxi 云南=yunnan 贵州=guizhou 陕西=shaanxi 甘肃=gansu
吉林=jilin 辽宁=liaoning 黑龙江=heilongjiang 海南=hainan 台湾=taiwan 臺灣=taiwan 台大=taiwan university
高雄=kaohsiung 台北=taipei 臺北=taipei 台中=taichung 臺中=taichung 台南=tainan 长庚=chang gung
長庚=chang gung 荣民=veteran 榮民=veteran 慈濟=tzu chi 馬偕=mackay 香港=hong kong 中華=chunghwa
中华=zhonghua
"""
# What Japanese and Chinese law calls those who keep a house; it is never in the English name.
_KEEPERS = """
国立研究開発法人 地方独立行政法人 独立行政法人 社会医療法人財団 社会医療法人社団 社会医療法人
特定医療法人社団 特定医療法人財団 特定医療法人 医療法人社団 医療法人財団 医療法人 社会福祉法人
公益財団法人 公益社団法人 一般財団法人 一般社団法人 国立大学法人 公立大学法人 学校法人 財団法人 社団法人
宗教法人 国立病院機構 県立病院機構 病院機構 地域医療機能推進機構 国家公務員共済組合連合会
医療生活協同組合 生活協同組合 労働者健康安全機構 恩賜財団 株式会社 有限公司 의료법인 재단법인 학교법인
사회복지법인 의료재단
"""
_KOREAN = """
대학교병원=university hospital 대병원=university hospital 대학교=university 대학병원=university hospital
대학=university 병원=hospital 의료원=medical center 의원=clinic 한방병원=oriental medical hospital
한의원=oriental medical clinic 한방=oriental medical 치과=dental 암센터=cancer center
암병원=cancer hospital 센터=center 국립=national 시립=municipal 도립=provincial 군립=county
적십자=red cross 보훈=veteran 어린이=children 여성=women 여자=women 산부인과=obstetrics 안과=eye
정형외과=orthopedic 정신=psychiatric 재활=rehabilitation 요양=nursing 연구원=research institute
연구소=research institute 연구=research 의과대학=medical school 의학전문대학원=medical school
의학=medical 의료=medical 종합=general 중앙=central 국제=international 기념=memorial 심장=heart 뇌=brain
척추=spine 관절=joint 건강=health 보건소=public health center 보건=health 학회=society 협회=association
재단=foundation 대한=korean 성모=saint mary 서울=seoul 부산=busan 대구=daegu 인천=incheon 광주=gwangju
대전=daejeon 울산=ulsan 세종=sejong 경기=gyeonggi 강원=gangwon 충북=chungbuk 충남=chungnam 전북=jeonbuk
전남=jeonnam 경북=gyeongbuk 경남=gyeongnam 제주=jeju 연세=yonsei 고려대학교=korea university
중앙대학교=chung ang university 이화여자대학교=ewha womans university 고려대=korea university 고려=korea
고대=korea university 한양=hanyang 경희=kyung hee 가톨릭=catholic 삼성=samsung 아산=asan
순천향=soonchunhyang 인제=inje 백병원=paik hospital 이화=ewha 이대=ewha 동국=dongguk 원광=wonkwang
단국=dankook 건국=konkuk 중앙대=chung ang university 한림=hallym 조선=chosun 충북대=chungbuk university
계명=keimyung 동산=dongsan 영남=yeungnam 경상=gyeongsang 전주=jeonju 강릉=gangneung 원주=wonju 안산=ansan
수원=suwon 성심=sacred heart 세브란스=severance 강남=gangnam 강동=gangdong 강북=gangbuk 분당=bundang
일산=ilsan 차=cha 길=gil 을지=eulji 아주=ajou
"""
_THAI = """
โรงพยาบาล=hospital มหาวิทยาลัย=university คณะแพทยศาสตร์=medical school สถาบัน=institute ศูนย์=center
แห่งชาติ=national คลินิก=clinic
"""

UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff]"
)
_WORDS = {
    left: right.strip()
    for left, right in re.findall(
        r"([^\sa-z=]+)=([a-z ]+?)(?=\s+[^\sa-z=]+=|\s*$)",
        " ".join(f"{_CHINESE_AND_JAPANESE} {_KOREAN} {_THAI}".split()),
    )
}
_PATTERN = re.compile(
    "|".join(re.escape(word) for word in sorted([*_WORDS, *_KEEPERS.split()], key=len, reverse=True))
)


def spaced(text: str) -> str:
    """The text with its known words in English, spaces around them; without who keeps the house in law."""
    return _PATTERN.sub(lambda found: f" {_WORDS.get(found[0], '')} ", text)
