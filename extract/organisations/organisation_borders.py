"""Where a name begins whose end is known: leftwards over the words that can belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .. import lexicons
from ..language.mentions import PUNCTUATION, Token, Words
from ..language.places import leading_place
from .organisation_chains import has_mark, name_endings
from .organisation_heads import from_region, without_lead

_REACH: Final = 30
#: Parts of speech at which a name ends to the left when the word has two characters or more; single ones are
#: in the list of border words.
_BORDER_TAGS: Final = frozenset(
    {"p", "c", "u", "ul", "uj", "uz", "ud", "ug", "uv", "r", "d", "y", "e", "o", "t"}
)
#: Before a word that may stand inside a name, these parts of speech end one as well.
_LOOSE_TAGS: Final = _BORDER_TAGS | {"m", "a", "b", "s", "f"}
#: Parts of speech of proper names.
PROPER_TAGS: Final = frozenset({"nr", "nrt", "nrfg", "nz", "ns", "nt", "eng", "j"})
#: Words of time that names hold (某某现代农业有限公司).
_TIMES_IN_NAMES: Final = frozenset({"现代", "当代", "新世纪", "新时代", "下一代", "明月", "未来"})
#: What words of time are made of; others so tagged are brands (春秋, 黎明, 今世缘).
_TIME: Final = re.compile(
    r"[年月日天号时初底末周期间节假来]$|^(?:[今明昨前后近当此同每次]|年|月)[晚晨早午后前下夜日初底]|上午|下午|中午|凌晨|清晨|傍晚|夜晚|"
    r"星期|礼拜|目前|现在|如今|而今|以[前后来往]|之[前后]|[过将]来?去?|国庆|中秋|端午|元旦|刚才|起初|最[近后]|[春夏秋冬]季?$"
)
#: Company names may hold these although they are border words elsewhere.
_INSIDE_NAMES: Final = frozenset(
    {
        "服务",
        "企业",
        "公司",
        "技术",
        "建设",
        "机构",
        "教师",
        "家",
        "用",
        "学习",
        "采购",
        "职工",
        "员工",
        "优质",
        "专业",
        "投资",
        "骨干",
        "促进",
    }
)
#: Behind one of these a single character goes on with the name (某街道|东|社区).
_PLACES: Final = frozenset({"街道", "镇", "乡", "办事处", "社区"})
#: Place words end a clause after a noun (大赛中) and begin a name after a preposition (与中联城).
_PLACE_WORDS: Final = frozenset({"中", "上", "下", "内", "里", "前", "后", "间"})
#: Characters behind a number that make it a count: 3家, 两个, 2020年.
_COUNTED: Final = frozenset("年月日家所个名人余多万千百十届级号位批项期次")
#: What words of number begin with; other words are so tagged in error (良种, 双元).
_NUMERAL: Final = re.compile(
    r"[\d一二两三四五六七八九十百千万亿几数多半首年月日]|大[批量]|若干|少[数量]|无数"
)
#: Endings of names that may hold a dash (某某—某某有限公司), and words before a dash that begin no name.
_DASHES: Final = frozenset("—-－·")
_TAKES_DASH: Final = re.compile(r"(?:集团|股份|有限|责任)*公司|[\u4e00-\u9fff]{0,6}(?:联盟|共同体|联合体)")
_NO_DASH_AFTER: Final = re.compile(
    r"专业|合作|项目|培养|基地|企业|单位|公司|集团|[校院班系部室组厂店馆\d：]$"
)
_DASH_REACH: Final = 12
#: So long is a part of a foreign name at most.
_LONGEST_PART: Final = 4
#: A bracket inside a name holds a region of so many characters at most, in so many words.
_BRACKET_CHARS: Final = 8
_BRACKET_WORDS: Final = 5
#: What a bracket before a legal form may hold but for a region: 某某（集团）有限公司.
_LEGAL_INSIDE: Final = frozenset({"集团", "控股", "中国", "国际", "股份", "连锁", "控股集团", "集团股份"})
#: A place's name of today or before, in brackets behind the other: 某镇（现某街道）社区学校.
_RENAMED_PLACE: Final = re.compile(r"[现原今][\u4e00-\u9fff]{1,5}(?:街道|[镇乡村区市县])")
_BARE_FORMS: Final = ("有限公司", "集团公司", "股份有限公司", "有限责任公司", "分公司", "集团有限公司")
#: The own part of a firm's name is no longer; these words before it are none of it.
_OWN_PART: Final = 8
_BEFORE_OWN_PART: Final = frozenset({"企业", "公司", "单位", "集团", "学校", "学院", "我校", "我院"})
_COUNTS_OFF: Final = re.compile(r"[一二三四五六七八九十]是|其[一二三四]")
_GRAMMAR_TAGS: Final = frozenset({"p", "c", "uj", "ul", "uz", "r", "d"})
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]+")
_LEGAL_FORM: Final = re.compile(r"[\u4e00-\u9fff]{0,10}?公司")
#: Words of kind behind which a proper name begins: 知名企业|甲集团.
_FIRM: Final = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:公司|集团)")
#: Words of time and manner are no brand: 某市|今年|引进某公司.
_SAYS_WHEN: Final = re.compile(
    r"[年月日季期前后今明去共均都已先逐同时再又还只将曾正刚常并也就才即其此这那本该各每的了与和及等在由于从到]"
)
_MONTH: Final = re.compile(r"[一二三四五六七八九十]月")
_FIRM_BY_MONTH: Final = re.compile(r"[^，。、与和同到来引签]{1,10}有限公司")  #: 某省六月|某文化有限公司
_SAYS_KIND: Final = frozenset({"企业", "公司", "单位", "品牌", "巨头", "龙头", "厂家", "商家"})
_COUNTED_KINDS: Final = _SAYS_KIND | {"基地", "伙伴", "医院", "院校", "先后", "酒店", "名单"}
#: Verbs with the way something goes: 搬进|酒店, 送到|某厂.
_GOES_TO: Final = re.compile(
    r"[搬挂送走跨转迁放推赶住带打派开领请引奔飞接记拿签办建收看学拉租买找做设落摆定选排谈提说讲聊想]"
    r"[进到入往向至下起出上回过在]"
)
#: Numbers of houses that names hold: 某湾五号酒店.
_HOUSE_NUMBER: Final = re.compile(r"[一二三四五六七八九十]{1,3}号")
#: Marks that part no words of a name by themselves: brackets and dashes are looked at as such.
_OPEN_MARKS: Final = frozenset("（）()—-－·")
#: Behind a region's name these are the beginning of a proper name: 某省|名门, 某市|中软.
_BEGINS_NAME: Final = frozenset("名家正令建开用经方约连兼管系沿落送订批当过如看寄中上美同有")
#: What goes over an 和 inside: 某地|甲业和乙业产教联盟, 某市|科技和工业信息化局.
_NAMED_OVER_AND: Final = re.compile(
    r"[^，。、]{0,16}?(?:联盟|共同体|联合体|协会|学会|商会|联合会|促进会|指导委员会|职业教育集团|职教集团|委员会|学院|局|厅|推广站|研究[院所])"
)
#: An alliance of all in some trades: 甲加工与乙检测行业产教融合共同体.
_OF_A_TRADE: Final = re.compile(r"[^，。、]{2,12}?行业产教融合共同体")
#: What before 和 is a name of its own, or the list of some.
_OWN_NAME: Final = re.compile(r"(?:校|院|司|企业|单位|部门|机构|职高|中专|职中|一中|[省市县区旗州镇乡村])$")
_LED_WORD: Final = re.compile(
    r"由[于此来衷头]|从[事而业前中容此教小化江]|被[动告]|给[予力水排]|跟[踪班岗随进前上着]"
)
_WITH_WORDS: Final = frozenset({"与会", "与否", "与其", "与此", "与众", "与会者", "与此同时", "与众不同"})
#: Behind the name of a place that is a common word elsewhere: 会同|县.
_OF_PLACE: Final = ("县", "一中", "二中", "职")
_LOCAL: Final = re.compile(r"[市县区旗州省]|[\u4e00-\u9fff]{2,3}[市县区旗州]")


def left_border(text: str, words: Words, start: int, floor: int = 0) -> int:
    """Return where the name begins in `text` whose ending begins at `start`, not before `floor`."""
    number = words.number_at(start)
    if number is None:
        return start
    left = _trimmed(text, words, _over_words(text, words.tokens, number, start, floor), start)
    return _over_and(text, words, left, start, floor)


def before_trade(text: str, words: Words, left: int, floor: int = 0) -> int:
    """Return where a firm's name begins that would begin at `left` with a word of trade, or a bracket.

    Its own part may be a word that ends names elsewhere (某某优化|技术有限公司, 春秋|航空股份有限公司); it
    reaches to the next mark, preposition or the like. Without one `left` is returned.
    """
    number = words.before(left) - 1
    begin = left
    while (
        number >= 0 and words.tokens[number].end == begin and left - words.tokens[number].start <= _OWN_PART
    ):
        token = words.tokens[number]
        if _ends_clause(token.word) or token.start < floor or token.word in _BEFORE_OWN_PART:
            break
        if (token.tag in _GRAMMAR_TAGS and len(token.word) == 1) or _COUNTS_OFF.fullmatch(token.word):
            break
        begin = token.start
        number -= 1
    head = words.tokens[number + 1 : words.before(left)]
    said = text[begin:left]
    if not 2 <= len(said) <= _OWN_PART or _SAYS_WHEN.search(said) or begin < floor:
        return left
    return left if all(one.word in lexicons.words("border_words") for one in head) else begin


def _trimmed(text: str, words: Words, left: int, start: int) -> int:
    return from_region(text, words, without_lead(text, left, start), start)


def _over_words(text: str, tokens: Sequence[Token], number: int, start: int, floor: int) -> int:
    """Go left from word `number`, in which the ending begins, over the words that can belong to a name."""
    left = max(floor, tokens[number].start)
    at = number - 1
    while at >= 0 and left - tokens[at].start <= _REACH and start - left <= _REACH:
        if tokens[at].start < floor:
            return max(left, floor) if tokens[at].end <= floor else floor
        inside = _dash_inside(text, tokens, at, start) or _dot_inside(text, tokens, at)
        opened = at if inside else _bracket_inside(text, tokens, at)
        if _takes_in_with(tokens[at].word) or _takes_in_verb(tokens, at):
            return tokens[at].start + 1
        if opened is None and _is_border(text, tokens, at):
            break
        at = at if opened is None else opened
        left = tokens[at].start
        at -= 1
    return left


def _takes_in_with(word: str) -> bool:
    """Tell a word that the segmenter took 与, 由 or the like, or 有 before 省, into: 与甲|村, 有省|集团."""
    if word[0] == "与":
        return len(word) > 1 and word not in _WITH_WORDS
    if word[0] in "由跟被给从" and 1 < len(word) <= _LONGEST_PART:
        return not _LED_WORD.match(word) and word not in lexicons.regions()
    return len(word) == 2 and word[0] in "有由同到在被给" and word[1] in "省市县区州"


def _takes_in_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell a word that the segmenter took a verb into: 校外基地|有某|某公司, 学校|获某|某集团."""
    word = tokens[at].word
    if word[0] in "帮获引" and 1 < len(word) <= _LONGEST_PART and tokens[at].tag in PROPER_TAGS:
        return word not in lexicons.regions()
    return word[0] == "有" and len(word) > 1 and at > 0 and tokens[at - 1].word in _COUNTED_KINDS


def _bracket_inside(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """Return the number of the opening bracket around a region inside a name (某省（某市）中心), or None.

    `at` is the number of the word that may be the closing one.
    """
    if tokens[at].word not in "）)":
        return None
    for number in range(at - 1, max(-1, at - 1 - _BRACKET_WORDS), -1):
        if tokens[number].word in "（(":
            inside = text[tokens[number].end : tokens[at].start]
            if not number or not 2 <= len(inside) <= _BRACKET_CHARS:
                return None
            return number if _fits_bracket(text, inside, tokens[at].end) else None
        if tokens[number].word in PUNCTUATION:
            return None
    return None


def _fits_bracket(text: str, inside: str, end: int) -> bool:
    """Tell whether a name can hold `inside` in brackets up to `end`: a place, or before a legal form."""
    if inside in lexicons.regions() or inside in lexicons.words("countries"):
        return True
    if _RENAMED_PLACE.fullmatch(inside):
        return True
    if inside in _LEGAL_INSIDE:
        return bool(_LEGAL_FORM.match(text, end))
    return text.startswith(_BARE_FORMS, end) and bool(_CHINESE.fullmatch(inside))


def _dash_inside(text: str, tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell a dash inside a name (某某—某某有限公司) from one that parts what stands in a line."""
    word = tokens[at].word
    if word not in _DASHES or not at or not _TAKES_DASH.match(text, start):
        return False
    before = tokens[at - 1]
    if before.word in _DASHES or text[tokens[at].end] in _DASHES or PUNCTUATION.issuperset(before.word):
        return False
    head = text[max(0, before.start - _DASH_REACH) : before.end]
    known = any(head[at:] in lexicons.majors() for at in range(len(head) - 1))
    return (
        not known
        and not head.endswith(name_endings())
        and not _NO_DASH_AFTER.search(before.word)
        and not before.word.isascii()
    )


def _dot_inside(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell the dot in a foreign person's name that a body is called after (某国甲·乙基金会)."""
    if tokens[at].word != "·" or not 0 < at < len(tokens) - 1:
        return False
    if text.endswith(name_endings(), 0, tokens[at].start):
        return False
    sides = (tokens[at - 1], tokens[at + 1])
    return all(one.tag in PROPER_TAGS and len(one.word) <= _LONGEST_PART for one in sides)


def _is_border(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether word `at` stands outside of the name that begins behind it."""
    word = tokens[at].word
    if word in lexicons.regions():
        return word in lexicons.words("border_words") and not text.startswith(_OF_PLACE, tokens[at].end)
    if _ends_clause(word) or _says_kind(tokens, at):
        return True
    before = tokens[at - 1] if at else None
    inside = before and (_follows_place(word, before.word) or _is_brand(text, tokens, at))
    if inside or _ends_place(text, tokens, at):
        return False
    if before and word in _PLACE_WORDS:
        return not (before.word in PUNCTUATION or before.tag in ("p", "c") or before.word[0] in "与和同")
    if word in lexicons.words("border_words"):
        return before is None or word not in _INSIDE_NAMES or _ends_names(before)
    return _is_border_by_tag(text, tokens[at], before)


def _ends_place(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell an 和 that ends a place's name behind another's: 某省|云和|数据公司."""
    if tokens[at].word != "和" or at < 2 or tokens[at - 2].word not in lexicons.regions():
        return False
    return text[tokens[at].start - 1 : tokens[at].end] in lexicons.regions()


def _is_brand(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell a firm's own part that the segmenter took for a word of time or the like: 某市|盛天|商贸公司."""
    word = tokens[at].word
    if len(word) != 2 or tokens[at - 1].word not in lexicons.regions():
        return False
    if _MONTH.fullmatch(word):
        return bool(_FIRM_BY_MONTH.match(text, tokens[at].end))
    if _SAYS_WHEN.search(word):
        return False
    return word not in lexicons.words("border_words") and bool(_FIRM.match(text, tokens[at].end))


def _says_kind(tokens: Sequence[Token], at: int) -> bool:
    """Tell a word of kind that a proper name stands behind (知名企业|甲集团)."""
    return tokens[at].word in _SAYS_KIND and at + 1 < len(tokens) and tokens[at + 1].tag in PROPER_TAGS


def _ends_clause(word: str) -> bool:
    """Tell a mark, or a word that says what the name behind is."""
    if PUNCTUATION.issuperset(word) or (word not in _OPEN_MARKS and has_mark(word)):
        return True
    return len(word) > 2 and word.endswith(("企业", "单位"))


def _follows_place(word: str, place: str) -> bool:
    """Tell a character that goes on with a name behind a place: 某街道|东|社区, 某省|名|门锁业."""
    if len(word) != 1 or word.isdigit():
        return False
    return (place in _PLACES and word not in "与和及在的等") or (
        word in _BEGINS_NAME and place in lexicons.regions()
    )


def _ends_names(token: Token) -> bool:
    if token.word in "）)" or token.word == "投资":  # 某某（中国）|投资有限公司, 商务和投资|促进局
        return False
    return (
        token.word in PUNCTUATION or token.word in lexicons.words("border_words") or token.tag in _LOOSE_TAGS
    )


def _is_border_by_tag(text: str, token: Token, before: Token | None) -> bool:
    if token.tag in _BORDER_TAGS and len(token.word) > 1 and token.word not in _TIMES_IN_NAMES:
        return token.tag != "t" or bool(_TIME.search(token.word))
    if token.tag not in PROPER_TAGS and _GOES_TO.fullmatch(token.word):
        return True
    if token.word in ("日", "月") and (before is None or not before.word[-1].isdigit()):
        return False
    if _HOUSE_NUMBER.fullmatch(token.word) and before is not None and before.tag in PROPER_TAGS:
        return False
    if (token.tag == "m" and _NUMERAL.match(token.word)) or token.word.isdigit():
        return not _number_in_name(token.word, text[token.end : token.end + 1])
    return token.tag == "q" and before is not None and before.tag == "m"


def _number_in_name(word: str, after: str) -> bool:
    """Tell a number that names (第一中学, 三和纺织, 九三集团, 一汽) from one that counts."""
    if word.startswith("第") or word == "一汽":
        return True
    if after in _COUNTED:
        return False
    return word.isdigit() or bool(re.fullmatch(r"[一二三四五六七八九]{1,2}", word))


def _over_and(text: str, words: Words, left: int, start: int, floor: int) -> int:
    """Take in what stands before 和 where one name goes over it (某县甲业和乙业产教联盟)."""
    if text[left - 1 : left] not in ("和", "与", "及") or left - 2 < floor:
        return left
    if not _NAMED_OVER_AND.match(text, left) or leading_place(text[left:start]):
        return left
    number = words.number_at(left - 2)
    if number is None or words.tokens[number].end != left - 1:
        return left
    begin = _trimmed(text, words, _over_words(text, words.tokens, number + 1, left - 1, floor), left - 1)
    head = text[begin : left - 1]
    return begin if _can_begin(text, head, begin, left) else left


def _can_begin(text: str, head: str, begin: int, left: int) -> bool:
    """Tell whether `head`, from `begin` on, can be the first part of the name that goes on at `left`."""
    if not head or _OWN_NAME.search(head):
        return False
    if text[begin - 2 : begin] == "全国":
        return True
    if head.endswith(name_endings()):
        return False
    local = _LOCAL.match(head)
    placed = leading_place(head) or (local.end() if local else 2 * head.startswith("中国"))
    return bool(_OF_A_TRADE.match(text, left)) or (placed > 0 and len(head) - placed >= 2)
