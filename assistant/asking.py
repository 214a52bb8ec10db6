"""How people ask: the kinds of answer wanted, and the wordings that want them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.why import asks_why
from corpus.label import FAMILIES
from corpus.piece import fold

Want = Literal[
    "owner",
    "deadline",
    "past due",
    "status",
    "count",
    "list",
    "grade",
    "definition",
    "person",
    "time",
    "comparison",
    "outcome",
    "priority",
    "asked",
]

WANTS: dict[Want, str] = {
    "owner": r"\b(?:(?<!our )(?<!their )(?<!its )(?<!his )(?<!her )(?<!your )(?<!['’]s )own|own(?:s|er|ers|ed|ing))\b|who(?:'s| is| are)? (?:responsible|accountable|leading|in charge)"
    r"|whose (?:job|action|responsibility|(?:is|are|was|were) (?:it|this|that|they|those))|\blead(?:s|ing)? (?:officer|for|on)\b|who (?:leads|has to|must|should|needs to)"
    r"|responsible (?:for|owner)|who(?:'s| is) (?:the )?(?:\w+ )?lead|\bwho (?:answers|is answerable|has to answer) for\b|assigned to|down to do|\bnames? (?:is |are )?(?:against|beside|next to|down for)\b|\baddressed to$|\bwho(?:'s|s| is| was| are)? (?:it|that|this|they|those)(?: one| ones)? (?:for|addressed to|aimed at)\b|who(?:'s|s| has| is|'ve)? ?(?:got|has|have|holds|holding|carrying) (?:it|that|this|them|those|(?:(?:20\d\d|management) )?(?:actions?|recommendations?|recs?|areas? for improvement) \d+)\b|\bwho(?:'s|s| has| have)?(?: got)? the (?:most|fewest|least)\b|who (?:do|should|must|can) (?:i|we) (?:chase|press|phone|ring|email|contact|speak to|talk to)\b|who(?:'s| is) (?:doing|filling|sorting|meant)",
    "deadline": r"by when|(?:be|been|get|got) (?:done|finished|completed|in place) by|\bdeadlines?\b|\bdue\b|target date|when (?:must|should|does|do|is|are|will) .*"
    r"(?:complete|done|finish|implement|deliver|have to|need|in place|happen)|how long .* got",
    "past due": r"\boverdue\b|past (?:due|their|its|the) ?(?:date|deadline)?|\blate\b|missed (?:the|their|its) (?:deadline|date)"
    r"|\b(?:beyond|past|over|after|missed|passed|exceeded|outside|overran|gone (?:by|past|beyond|over)|behind|breached|failed to meet|not met) (?:the |their |its |any |an? )(?:\w+ )?(?:deadlines?|due dates?|target(?: dates?)?|timescales?|completion dates?|dates?)\b(?! (?:of|for|was|is) )"
    r"|\b(?:deadlines?|due dates?|target dates?|dates?) (?:(?:that|which) )?(?:has|have|had|is|are|was|were)?(?: \w+)? ?(?:passed|expired|lapsed|elapsed|gone(?: by| past)?|missed|been and gone|in the past)\b"
    r"|should(?:'ve| have) been (?:done|in|finished|met|completed?|closed)\b|by now\b|slipped|behind schedule|running behind|gone past|run out of time|(?:hit|passed|reached|gone past|past) (?:its|their|the) (?:deadline|due date|date)",
    "status": r"\bstatus\b|\bprogress\b|\bcomplete(?:d)?\b|\bincomplete\b|\bdone\b|\bfinished\b|\bclosed\b|\bclose\b|\boutstanding\b"
    r"|^(?:and |so |but )*(?:is|are|was|were) (?:it|that|this|they|these|those)(?: \w+)? (?:fixed|sorted|resolved|mended|dealt with|put right|in place|in hand)\b|\bwhere\b.* up to\b|\bbeen (?:\w+ )?(?:delivered|actioned|cleared|fixed|resolved|achieved|sorted|put in place)\b|\bongoing\b|on track|signed off|\bimplemented\b|(?:not|n't) (?:yet )?(?:yet )?due|time to run|what's the story|where .* (?:got to|stand)|still (?:open|\w* ?to do)|(?:left|more|stuff|work) to do\b|under ?way\b|\bopen\b|\bstarted\b|where are we (?:with|on)|what(?:'s|s| is) (?:happening|happened|going on) (?:on|with|to|about)|how(?:'s|s| is| are) .* (?:going|coming along|getting on|doing)\b|how far (?:along|on|has|have|is|are)\b|\bmet\b"
    r"|^(?:did|does|do|has|have|was|were|is|are) .*\b(?:accept(?:ed)?|reject(?:ed)?|turn(?:ed)? down)\b"
    r"|^(?:and |so |but )?(?:did|does|do|has|have|had|was|were|is|are) (?:the )?(?:management|force|constabulary|office|o?pcc|commissioner|chief(?: constable)?|they|she|he|it|that|this)\b.{0,20}\bagree(?:d|s)?\b(?! with\b)",
    "count": r"\bhow many\b|\bnumber of\b|^nos?\.? of\b|\bhow much\b|\bcount\b(?!.* as\b)",
    "list": r"^(?:the )?(?:recom\w*ations|recs|actions|areas for improvement|afis|causes of concern)\b(?!.*\b(?:say|said|mean)\b)|^list\b|\blist\b|\bshow me\b|\bwhich\b|\bwhat are\b|\ball (?:the|of|eight|five|nine|six)\b|name the|give me|\bwhat \w+s (?:were|are|did|have|has)\b"
    r"|\bwhat were\b|^what (?:\w+ ){0,3}(?:actions|recommendations|recs|areas for improvement|afis|causes of concern)\b|\bevery\w*\b|\bwhat (?:control )?areas\b",
    "grade": r"\bgrad(?:e|es|ed|ing)\b|\brat(?:ed|ing|ings)\b|judg(?:e)?ments?|\bscored?\b|\bwhat marks?\b|how did .* do\b|what did .* (?:get|give)\b",
    "definition": r"\bwhat (?:counts?|qualif(?:y|ies)|class(?:es)?|is (?:counted|classed)) as\b|stands? for|=\s*\?|what are the (?:\d|four) ?\w?s\b|\bmeans?\b|meaning of|definition of|\bdefined?\b|acronym|abbreviation|short for"
    r"|^(?:so )?(?:what|whats|what's)(?: is| are|'s)?(?: an?| the)? ['\"]?(?!(?:about|happen\w*|next|now|else|then|if|went|chang\w*|should|can|do|did|does|to)\b)[\w&/-]+(?: \w+)?['\"]?\s*\?*$|^who or what is",
    "person": r"^who\b|\bwho\b|\bwhose\b|\bwhom\b|what (?:role|rank|post)",
    "priority": r"priorit",
    "asked": r"\bask(?:s|ed)?\b.* (?:of|from)\b|\b(?:expect|want|require)(?:s|ed)? (?:of|from)\b|(?:told|asked|meant|supposed|need(?:s|ed)?|have|has|had|got) to do\b|on (?:their|its|his|her) plate",
    "comparison": r"\bcompar|\bboth\b|\bdiffer|\bversus\b|\bvs\b|\beach (?:say|see|of (?:the|these) (?:reports?|bod|two))|\bagree\b|\bdisagree|contradict|consistent|\bmatch"
    r"|line up|square with|at odds|\bconflict|\btwo (?:force )?responses|going by .* and|same as"
    r"|\bone thing\b.*\banother\b|\b(?:two|different) (?:people|names|dates|figures|numbers|things)\b.*\b(?:say|name|give|tell|print)s?\b|\b(?:say|name|give|tell|print)s? (?:two |a )?different\b"
    r"|\bone (?:page|place|part|bit|section|paragraph|report|document)\b.*\banother\b",
    "outcome": r"\boutcome|\bresult|\bdecid|\bconclu|what happened|came out of|\bsay back|\brepl(?:y|ied)|\bfind when|went back|\bshow\b|\bfound\b",
    "time": r"\bwhen\b|what (?:date|day|month|year)|\bdate\b|how long|how often|how soon",
}
"""Patterns over a folded question; a question may want several things."""

_TO_COME = re.compile(
    r"(?:not|n't) (?:yet )?(?:be(?:en)? )?(?:over)?due\b|\btime to run\b|\bstill to come\b|not (?:yet )?fallen due"
    r"|(?:not|n't|yet to|still to|never)(?: (?:yet|have|has|be|been))* (?:reach|hit|pass|come|fall|arriv|gone|miss)\w*(?: \w+){0,2} (?:deadlines?|due|dates?)\b"
    r"|\bstill (?:in|within|inside) (?:time|date|its|their|the)\b|\b(?:deadlines?|dates?)(?: \w+)? (?:still |yet )?(?:to come|ahead|in the future)\b"
    r"|\bupcoming\b|\bcoming up\b|\bfuture (?:deadlines?|dates?)\b"
)
_IS_SHORT = re.compile(
    r"(?:(?:and|or|what about|how about) )*(?:[\w'’-]+ ?){1,3}\W*$", re.IGNORECASE
)
"""A follow-up of a word or two: what it names is asked of as the one before was."""
_ASKS_ELSE = re.compile(r"(?:and |so |but |ok(?:ay)? )*(?:where|how)\b(?! about)", re.IGNORECASE)
"""Opens a follow-up that wants another thing than the question before: no owner, no date."""


def wants_of(text: str) -> frozenset[Want]:
    """The kinds of answer that a text asks for."""
    folded = fold(text)
    found = frozenset(want for want, said in WANTS.items() if re.search(said, folded))
    return found - {"past due"} | {"deadline"} if to_come(folded) else found


def wants_meant(questions: Sequence[str], *, unnamed: bool) -> frozenset[Want]:
    """What is wanted: by the question itself, or by those before it where it does not say.

    One that only picks from a list of what is past due still asks for what is past due.
    """
    own, *before = map(wants_of, questions)
    before = [] if asks_why(questions[0]) or _ASKS_ELSE.match(questions[0]) else before
    if not own and (unnamed or _is_bare(questions[0])):
        own = frozenset(("list",))
    if not (own or _IS_SHORT.match(questions[0])):
        before = [wants - {"definition"} for wants in before]
    found = own or next(filter(None, before), frozenset())
    late = found <= {"list", "count"} and any("past due" in wants for wants in before)
    return found | {"past due"} if late else found


def _is_bare(text: str) -> bool:
    """Whether a text names a family in the plural and asks nothing of it: it wants all of them.

    >>> _is_bare("I need the full set of actions agreed"), _is_bare("Why were actions agreed?")
    (True, False)
    """
    several = rf"\b(?:{'|'.join(FAMILIES.values())}|recs)(?<=s)\b|\b(?:areas for improvement|causes of concern)\b"
    asks = r"\b(?:wh\w+|how|do|did|does|is|are|was|were|has|have|had|can|could|will|would|should)\b"
    named = re.search(several, fold(text), re.IGNORECASE)
    return bool(named) and not re.search(asks, fold(text))


def to_come(folded: str) -> bool:
    """Whether a question asks for what has not fallen due.

    >>> to_come("which will still not have reached its deadline?"), to_come("which is overdue?")
    (True, False)
    """
    return bool(_TO_COME.search(folded))


CONFLICTS: dict[str, str] = {
    "total": r"\b(?:doesn['’]?t|does not|don['’]?t|do not|isn['’]?t|not) (?:match|tally|agree|add up)\b"
    r"|\badd(?:s|ed|ing)? up\b|\btall(?:y|ies)\b|\bsums? (?:up|to|right|correctly|properly)\b"
    r"|\btotals? (?:\w+ )?(?:right|wrong|correct|off|out|agree|add)\b|\b(?:rows|columns?|lines|parts) (?:\w+ )?(?:sum|total|agree)\b"
    r"|\b(?:i|we) (?:\w+ ){0,2}(?:count|make it|make that|make them|find|see|get|got)\b.*\b(?:only|just|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|\b(?:i|we) (?:can )?only (?:count|make|find|see|get|got)\b|\bwhich is it\b|\bor is it\b"
    r"|\bbears? (?:that|this|it) out\b|\bborne out\b|\bcount(?:s|ed)? (?:right|wrong|correct\w*)\b"
    r"|\b(?:told me|i (?:was|were|thought|heard|read))\b.*\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|\breally (?:agree|make|have|give|issue|raise|list|contain|\d|\w+ (?:\w+ )?(?:actions?|recommendations?|recs|afis|areas))\b"
    r"|\b(?:counts?|totals?|says?|tells?|numbers?)\b.*\b(?:does|do|is|are) the (?:details?|rows?|cards?|tables?|list)\b"
    r"|\b(?:does|do|is|are) (?:that|this|it|they) (?:match|right|correct|agree|add)\b"
    r"|\b(?:does|do|is|are) the (?:counts?|totals?|numbers?|figures?)\b.*\b(?:match|right|correct|true|agree)\b",
    "due before": r"\bbefore (?:the |its |that |their |it )*(?:reports?|audits?)?\s*(?:itself )?(?:was |is |were |had been )*(?:even )?"
    r"(?:final|finished|published|issued|written|dated|out)\b"
    r"|\b(?:already|gone|past|passed)\b.*\b(?:when|by the time) (?:the |it |its )*(?:report|audit|was|came)\b",
    "two owners": r"\b(?:two|more than one|different|several|double) (?:\w+ )?(?:owners?|names)\b",
    "two posts": r"\b(?:two|more than one|different|several) (?:\w+ ){0,2}(?:posts?|officers?|people|owners?|titles?|roles?|ranks?)\b",
    "commitment": r"\b(?:asked for|asks for|wanted|recommended|required)\b.*\b(?:against|versus|vs?|short of|enough)\b"
    r"|\b(?:short of|less than|enough for)\b.*\b(?:asked|recommended|wanted|required)\b",
    "two figures": r"\b(?:two|different|differing|several|both|conflicting) (?:\w+ )?(?:figures|numbers|totals|counts|percentages|amounts)\b"
    r"|\bwhich (?:figure|number|percentage|amount) is\b|\b(?:figures?|numbers?) (?:\w+ )?(?:differ|match|agree|conflict)",
}
"""Patterns that ask for conflicts of one kind, by that kind."""
