"""Documents that name an inspection and are not its report: they are refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from reports.facts.terms import Term
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

_NOT_OURS = "This archive holds inspections of a local authority’s services, not of this kind."


class OtherDocument(Term):
    """A document of another sort; the label completes "The file is …"."""

    advice: str

    def __new__(cls, code: str, label: str = "", advice: str = _NOT_OURS) -> Self:
        document = str.__new__(cls, code)
        document._value_ = code
        document.label = label
        document.advice = advice
        return document

    POLICE_INSPECTION = (
        "police-inspection",
        "an inspection of a police force by HMICFRS, as those of child protection",
    )
    OLD_AREA_SEND = (
        "old-area-send",
        "a letter on a local area SEND inspection of 2016 to 2022",
        "This archive reads area SEND inspections since 2023.",
    )
    JOINT_AREA_REVIEW = (
        "joint-area-review",
        "a joint area review or another assessment of 2005 to 2010",
        "This archive reads reports since 2013.",
    )
    CHILDRENS_HOME = "childrens-home", "an inspection report on a children’s home or a school"
    AGENCY = "agency", "an inspection report on a fostering or adoption service"
    CAFCASS = "cafcass", "an inspection report on Cafcass, which advises the family courts"
    ARTICLE = (
        "article",
        "an article or a press release about an inspection",
        "Upload the report or letter itself.",
    )
    MEETING_LETTER = (
        "meeting-letter",
        "a letter on the yearly meeting of Ofsted and an authority",
    )
    ACTION_PLAN = (
        "action-plan",
        "a plan or a statement on what is done after an inspection",
        "Upload the report or letter itself.",
    )
    GOVERNMENT_NOTICE = (
        "government-notice",
        "a direction, a notice or a commissioner’s report of the government",
        "Upload the report or letter of the inspectorate itself.",
    )
    OMBUDSMAN = "ombudsman", "a decision of an ombudsman on a complaint"
    PEER_REVIEW = "peer-review", "a peer review or peer challenge, which is no inspection"
    OTHER_COUNTRY = (
        "other-country",
        "a report of an inspectorate of Wales, Scotland or Northern Ireland",
        "This archive holds inspections in England.",
    )
    HEALTH_SERVICE = "health-service", "a report of the Care Quality Commission on a health service"
    COMMITTEE_PAPER = (
        "committee-paper",
        "a paper for a council’s committee about an inspection",
        "Upload the report or letter itself.",
    )


OTHER_TITLES: tuple[tuple[OtherDocument, Wording], ...] = (
    (
        OtherDocument.MEETING_LETTER,
        Wording(
            r"(?:annual |ILACS |Ofsted )*(?:engagement meeting|annual conversation)\b",
            samples=(
                "Annual engagement meeting between Ofsted and Wexcombe",
                "Annual conversation",
            ),
            strangers=("Engagement of parents", "They talked at the yearly meeting"),
        ),
    ),
    (
        OtherDocument.POLICE_INSPECTION,
        Wording(
            r"(?:\w+ ){0,6}(?:police|constabulary)?\W{0,3}"
            r"\bnational child protection (?:post[- ]?|re[- ]?)?inspections?\b",
            samples=(
                "National child protection inspection",
                "Wexcombe Police – National Child Protection Inspection",
                "National child protection post-inspection review",
            ),
            strangers=("The child protection inspection",),
        ),
    ),
    (
        OtherDocument.OLD_AREA_SEND,
        Wording(
            r"joint (?:local )?area SEND (?:re-?)?(?:inspection|visit)"
            r"|(?:re-?)?visit to .{2,60} (?:local )?area .{0,40}\bSEND\b"
            r"|between .{4,80}\bconducted a (?:joint (?:inspection|revisit)|revisit) (?:of|to) the local area\b",
            samples=(
                "Joint local area SEND inspection in Wexcombe",
                "Joint area SEND revisit in Wexcombe",
                "Joint area SEND inspection in Wexcombe",
                "Between 14 and 18 May 2019, Ofsted conducted a joint inspection of the local area of",
            ),
            strangers=("Area SEND inspection of Wexcombe Local Area Partnership",),
        ),
    ),
    (
        OtherDocument.JOINT_AREA_REVIEW,
        Wording(
            r"(?:corporate assessment and )?joint area review\b"
            r"|review of services for children and young people\b"
            r"|annual (?:performance assessment|children[’']s services assessment)\b"
            r"|(?:(?:annual|unannounced) ){1,2}inspection of contact, referral and assessment\b"
            r"|children[’']s services assessment\b|enhanced youth inspection\b",
            samples=(
                "Joint area review",
                "Joint area review: Wexcombe Children’s Services Authority Area",
                "Annual performance assessment of services for children",
                "Annual unannounced inspection of contact, referral and assessment arrangements",
                "Unannounced annual inspection of contact, referral and assessment arrangements",
                "Children’s services assessment 2010: Wexcombe",
            ),
            strangers=("Review of the effectiveness of the Local Safeguarding Children Board",),
        ),
    ),
    (
        OtherDocument.CHILDRENS_HOME,
        Wording(
            r"(?:full |interim |monitoring |assurance |short )?inspection (?:report )?(?:of|for|:) "
            r"(?:(?:a|the) )?(?:secure )?(?:children[’']s homes?|residential\b|boarding school)"
            r"|children[’']s homes? (?:full |interim |monitoring |assurance )?inspection"
            r"|inspection report: (?:children[’']s home|residential)"
            r"|residential (?:provision|special school|family cent(?:re|er)) (?:full )?inspection",
            samples=(
                "Inspection report for children’s home",
                "Children’s home inspection – Full",
                "Inspection of residential provision in schools",
                "Full inspection of a secure children’s home",
            ),
            strangers=("Inspection of Wexcombe children’s services",),
        ),
    ),
    (
        OtherDocument.CAFCASS,
        Wording(
            r"(?:national )?inspection of (?:the )?(?:cafcass|children and family court advisory)\b",
            samples=(
                "Inspection of Cafcass",
                "National inspection of the Children and Family Court Advisory and Support Service",
            ),
            strangers=("Cafcass took part in the inspection of Wexcombe children’s services",),
        ),
    ),
    (
        OtherDocument.AGENCY,
        Wording(
            r"(?:.{2,80}?\W)?inspection (?:report )?(?:of|for|:) (?:(?:a|an|the|local authority|independent|voluntary) )*"
            r"(?:fostering|adoption)\b"
            r"|(?:local authority |independent |voluntary )*(?:fostering|adoption) (?:services?|agency|support agency)"
            r"(?: full)?:? inspection",
            samples=(
                "Inspection report for local authority fostering agency",
                "Inspection of fostering services",
                "Wexcombe Council Inspection report for Independent Fostering Agency",
                "Local authority fostering service inspection",
            ),
            strangers=("2.1 Adoption performance", "Inspection of looked after children services"),
        ),
    ),
)
"""How the title of each begins."""

PAPER_SIGNS: tuple[tuple[OtherDocument, Wording], ...] = (
    (
        OtherDocument.GOVERNMENT_NOTICE,
        Wording(
            r"^(?:statutory direction|direction under section|(?:\w+ )?improvement notice\b)"
            r"|\bunder section 497a\b|^(?:\w+ ){0,4}report of the (?:\w+ )?commissioner\b",
            samples=(
                "DIRECTION UNDER SECTION 497A(4B) OF THE EDUCATION ACT 1996",
                "Improvement Notice",
                "Report of the Commissioner for Children’s Services",
            ),
            strangers=("The council got an improvement notice in 2019.", "Directions were given."),
        ),
    ),
    (
        OtherDocument.OMBUDSMAN,
        Wording(
            r"^(?:the )?(?:local government|parliamentary)\b.{0,40}\bombudsman\b"
            r"|^the ombudsman[’']s (?:final )?decision\b",
            samples=("The Local Government and Social Care Ombudsman",),
            strangers=("Parents wrote to the ombudsman.",),
        ),
    ),
    (
        OtherDocument.PEER_REVIEW,
        Wording(
            r"^(?:.{0,60}\W)?peer (?:challenge|review|diagnostic)\b.{0,40}$|^local government association$",
            samples=("Corporate Peer Challenge", "Wexcombe: children’s services peer challenge"),
            strangers=(
                "A peer review in 2019 was followed by many changes in how leaders listen.",
            ),
        ),
    ),
    (
        OtherDocument.OTHER_COUNTRY,
        Wording(
            r"^(?:estyn|care inspectorate|care inspectorate wales|arolygiaeth|education scotland)\b"
            r"|\bcommunity planning partnership\b|\bregulation and quality improvement authority\b",
            samples=(
                "Care Inspectorate Wales",
                "Estyn",
                "in Strathglen community planning partnership",
            ),
            strangers=("A care inspectorate", "Children moved to Wales."),
        ),
    ),
    (
        OtherDocument.HEALTH_SERVICE,
        Wording(
            r"^care quality commission$|^name(?:\(s\)|s)? of CQC inspectors?\b"
            r"|^review of health services for\b",
            samples=("Care Quality Commission", "Name(s) of CQC inspector: Ada Bell"),
            strangers=("Ofsted and the Care Quality Commission",),
        ),
    ),
    (
        OtherDocument.ACTION_PLAN,
        Wording(
            r"^(?:[\w’&/,–-]+ ){0,8}(?:improvement|action|delivery) plan\b[^.,;]{0,40}$"
            r"|^written statement of (?:proposed )?action\b",
            samples=(
                "Ofsted Improvement Action Plan 2024-25",
                "Written Statement of Proposed Action",
            ),
            strangers=("Leaders wrote an action plan, which is clear.",),
        ),
    ),
)
"""What a line of each says that names an inspection and is no report, even in a title's words."""

OTHER_SIGNS: tuple[tuple[OtherDocument, Wording], ...] = (
    (
        OtherDocument.POLICE_INSPECTION,
        Wording(
            r"^(?!.*\bofsted\b).*\b(?:HMICFRS|HMIC|inspectorate of constabulary)\b",
            samples=(
                "Child protection inspection of Wexcombe Constabulary, HMICFRS",
                "A report by His Majesty’s Inspectorate of Constabulary",
            ),
            strangers=("Ofsted, HMICFRS and HMI Probation carried out",),
        ),
    ),
    (
        OtherDocument.OLD_AREA_SEND,
        Wording(
            r"^(?!.*\blocal area partnership\b).*"
            r"\blocal area\b.{0,120}\b(?:SEND\b|special educational needs)",
            samples=(
                "Revisit to the Wexcombe local area: special educational needs and/or disabilities",
                "Local area SEND inspection outcome letter",
            ),
            strangers=("The local area partnership helps children with SEND.",),
        ),
    ),
    (
        OtherDocument.AGENCY,
        Wording(
            r"\b(?:fostering|adoption) (?:service|agency|support)\b",
            samples=(
                "Inspection report for Wexcombe Fostering Service",
                "voluntary adoption agency",
            ),
            strangers=("2.1 Adoption performance",),
        ),
    ),
    (
        OtherDocument.CHILDRENS_HOME,
        Wording(
            r"\bsocial care common inspection framework\b|\binformation about this .{0,20}home\b"
            r"|\bsupported accommodation\b|\bresidential special school\b|\bquality of education\b"
            r"|\bearly years provision\b|\bfurther education and skills\b",
            samples=(
                "Inspected under the social care common inspection framework",
                "Information about this children’s home",
                "The quality of education Good",
            ),
            strangers=("Education is of quality.",),
        ),
    ),
)
"""What the first lines of each say; it counts where they name no kind of report that is read."""

_LABEL = r"\s*(?:[:?\t]|\d|$)"
"""What follows a label, and no word of a sentence."""
_PAPER_LINES = (
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:the )?purpose of (?:the |this )?report\b|^report purpose\b"
        r"|^\d+(?:\.\d+)*\.? *purpose$",
        samples=("1. Purpose of report", "Purpose of this report", "1.0 Purpose"),
        strangers=("The purpose of the inspection", "Purpose and vision"),
    ),
    Wording(
        r"^(?:joint )?report (?:of|by|from):? (?:the )?.{0,60}\b(?:director|head of|officer|member|executive)\b",
        samples=("Report of the Director of Children’s Services", "Report by: Chief Officer"),
        strangers=("Reporting inspector Ada Bell HMI",),
    ),
    Wording(
        rf"^(?:report )?(?:author|contact officer|lead officer|report title|title of report|report to){_LABEL}",
        samples=("Report author: Ada Bell", "Report to: Scrutiny Committee"),
        strangers=("Authority", "Reports to managers are late."),
    ),
    Wording(
        rf"^(?:agenda item|meeting date|date of (?:the )?meeting|meeting|minutes){_LABEL}"
        r"|^minutes of (?:the|a) meeting\b",
        samples=("Agenda item 7", "Date of Meeting: 6 March 2024", "Minutes of the meeting of"),
        strangers=("Meetings are held.", "meeting the needs of children"),
    ),
    Wording(
        r"^(?:wards?(?:\(s\))? affected|key decision|decision type|portfolio holder|cabinet member)"
        rf"{_LABEL}",
        samples=("Wards affected: all", "Decision type: Non-key", "Cabinet member: Ada Bell"),
        strangers=("Wards of the hospital", "cabinet member and the chief executive"),
    ),
    Wording(
        rf"^(?:present|in attendance|apologies(?: for absence)?){_LABEL}",
        samples=("Present: Councillors Bell and Cole", "Apologies: none"),
        strangers=("Presently, children wait.", "present at the meeting"),
    ),
    Wording(
        rf"^(?:briefing|information|covering) (?:note|paper|report){_LABEL}",
        samples=("Briefing note", "Covering report: Ofsted"),
        strangers=("Information about this inspection", "information report by the board"),
    ),
    Wording(
        r"^to: (?:all )?(?:members|councillors)\b",
        samples=("To: All members",),
        strangers=("To members of staff",),
    ),
    Wording(
        r"^(?!.*safeguarding)(?-i:(?:[A-Z][\w’&-]*,? (?:(?:and|of|for|the) ){0,2}){1,8}"
        r"(?:Committee|Panel|Cabinet|Board|COMMITTEE|PANEL|CABINET|BOARD))$",
        samples=("CHILDREN AND YOUNG PEOPLE SCRUTINY COMMITTEE", "Corporate Parenting Board"),
        strangers=("Wexcombe Safeguarding Children Board", "They report to the Board"),
    ),
    Wording(
        r"^.{0,60}\b(?:council|cabinet|committee|panel|board)\b,?\W{0,4}\d{1,2}(?:st|nd|rd|th)? \w+ 20\d\d$",
        samples=(
            "Wexcombe Council Cabinet, 12 September 2024",
            "Children’s Scrutiny Committee – 5 March 2024",
        ),
        strangers=("9 January 2020",),
    ),
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:(?:it is recommended )?that (?:the )?"
        r"(?:members|committee|panel|cabinet|board|council|report)\b.{0,60}\b(?:notes?|noted|considers?|agrees?)\b"
        r"|(?:members|the (?:committee|panel|cabinet|board)) (?:is|are) (?:asked|recommended|requested|invited) to\b)",
        samples=(
            "2.1 That members note the report.",
            "Members are asked to note the outcome.",
            "The committee is recommended to consider the letter.",
        ),
        strangers=("Members of staff note what children say.",),
    ),
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:financial|legal|equalit(?:y|ies)|resource|corporate|risk management|environmental)"
        r"(?:(?:,| and|/) \w+)* (?:implications|considerations)\b",
        samples=("5. Financial implications", "Legal and equality implications"),
        strangers=("Financial help for care leavers",),
    ),
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:background papers|options considered|reasons? for recommendations?"
        r"|alternative options)\b",
        samples=("Background papers: none", "6. Options considered"),
        strangers=("Background",),
    ),
)
"""Lines that papers for committees have, and reports have not."""
_FEWEST_PAPER_LINES = 2
"""Sorts of such lines; one alone may be in a report by chance."""
_FIRST_LINES = 120
"""Lines among which they are: a paper says soon what it is, and a report may follow it."""
_LONGEST_PAPER_LINE = 200
"""Letters; a longer line is prose."""


def is_committee_paper(lines: Sequence[Line]) -> bool:
    """Whether the lines are a paper for a committee, even one with a report behind it."""
    first = (line.text for line in lines[:_FIRST_LINES])
    texts = [text for text in first if len(text) <= _LONGEST_PAPER_LINE]
    sorts = [wording for wording in _PAPER_LINES if any(map(wording.regex.match, texts))]
    return len(sorts) >= _FEWEST_PAPER_LINES


def paper_on_inspection(lines: Sequence[Line]) -> OtherDocument | None:
    """The sort of paper that one of these lines names, as a title or a label does; None without."""
    for line in lines:
        for document, sign in PAPER_SIGNS:
            if len(line.text) <= _LONGEST_PAPER_LINE and sign.search(line.text):
                return document
    return None
