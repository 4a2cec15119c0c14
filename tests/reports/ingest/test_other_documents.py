"""Documents that name an inspection and are not its report are refused by name."""

import pytest

from reports.ingest.other_documents import OTHER_SIGNS, OTHER_TITLES, OtherDocument
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.report import read_report

OTHERS = {
    "a police inspection": (
        OtherDocument.POLICE_INSPECTION,
        """Wexcombe Police
National child protection inspection
HMICFRS
September 2023
Foreword
All children deserve to be safe. The inspection of Wexcombe Police took place in May 2023.
""",
    ),
    "a letter on area SEND of 2019": (
        OtherDocument.OLD_AREA_SEND,
        """12 March 2019
Dear Mr Person
Joint local area SEND inspection in Wexcombe
Between 14 January 2019 and 18 January 2019, Ofsted and the Care Quality Commission (CQC)
conducted a joint inspection of the local area of Wexcombe.
""",
    ),
    "a joint area review": (
        OtherDocument.JOINT_AREA_REVIEW,
        """Joint area review
Wexcombe Children's Services Authority Area
Review of services for children and young people
1. This joint area review was made between 2 and 13 February 2009.
""",
    ),
    "a fostering agency": (
        OtherDocument.AGENCY,
        """Wexcombe Council
Inspection report for local authority fostering agency
Inspection date 12/02/2014
The overall effectiveness is judged to be good. Children looked after are well matched.
""",
    ),
    "an action plan": (
        OtherDocument.ACTION_PLAN,
        """Wexcombe Children's Services
Ofsted Improvement Action Plan 2024-25
Following the inspection of local authority children's services in February 2024
Area for improvement\tAction\tLead
The clarity of plans\tAudit 50 plans each month\tHead of Service
""",
    ),
    "a commissioner's report": (
        OtherDocument.GOVERNMENT_NOTICE,
        """Wexcombe County Council
Report of the Commissioner for Children's Services to the Secretary of State for Education
The inspection of Wexcombe local authority children's services took place in May 2024.
1. I visited Wexcombe on 12 occasions.
""",
    ),
    "a decision of the ombudsman": (
        OtherDocument.OMBUDSMAN,
        """The Local Government and Social Care Ombudsman
Decision on complaint 23 004 567 against Wexcombe County Council
1. Ms X complains that the Council failed to provide support.
""",
    ),
    "a peer challenge": (
        OtherDocument.PEER_REVIEW,
        """12 October 2023
Dear Jonas
Wexcombe County Council: children's services peer challenge, 3 to 6 October 2023
Headline findings
Children are seen often.
""",
    ),
    "a Welsh inspection": (
        OtherDocument.OTHER_COUNTRY,
        """Care Inspectorate Wales
Performance evaluation inspection of children's services
Inspection dates: 16 to 20 January 2023
Children are seen by social workers.
""",
    ),
    "a health service": (
        OtherDocument.HEALTH_SERVICE,
        """Wexcombe Children's Community Health Service
Inspection report
Care Quality Commission
Overall rating for this service: Good
""",
    ),
    "a children's home": (
        OtherDocument.CHILDRENS_HOME,
        """Children's home inspection - Full
Inspection date 12/02/2016
Overall effectiveness of services for children looked after: Good
""",
    ),
    "Cafcass": (
        OtherDocument.CAFCASS,
        """Inspection of Cafcass
Inspection dates: 8 to 26 January 2024
Lead inspector: Ada Bell, His Majesty's Inspector
Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
1. Advisers see children.
""",
    ),
    "an article about a visit": (
        OtherDocument.ARTICLE,
        """Ofsted praises care leavers' service
Ofsted has published the findings of a focused visit to Wexcombe children's services, which took
place on 14 and 15 September 2022. Young people are supported by advisers who know them well.
Councillor Ada Bell, the cabinet member for
children, said: "This is good news for our young people."
""",
    ),
    "a press release about joint inspections": (
        OtherDocument.ARTICLE,
        """Press release
Joint targeted area inspection of Wexcombe published today
The inspection took place from 21 to 25 November 2022. Partners work well together.
""",
    ),
    "a paper about a visit": (
        OtherDocument.COMMITTEE_PAPER,
        """Wexcombe Council Cabinet, 12 September 2024
Report of the Director of Children's Services
Outcome of the inspection of Wexcombe local authority children's services
1. Purpose of report
1.1 To present the outcome of the focused visit to Wexcombe local authority children's services.
3. Background
3.1 Ofsted carried out a focused visit on 3 and 4 June 2024.
""",
    ),
    "minutes": (
        OtherDocument.COMMITTEE_PAPER,
        """Minutes of the meeting of the Scrutiny Panel on 5 March 2024
Present: Councillors Bell and Cole
The director reported the findings of the focused visit to Wexcombe on 3 and 4 January 2024.
""",
    ),
    "a paper with labels alone": (
        OtherDocument.COMMITTEE_PAPER,
        """CORPORATE PARENTING BOARD
Report to: all members
Focused visit to Wexcombe children's services
The findings of the focused visit to Wexcombe on 3 and 4 January 2024 are good.
""",
    ),
    "a police inspection titled as those before 2014": (
        OtherDocument.POLICE_INSPECTION,
        """Child protection inspection
Wexcombe Constabulary
HMICFRS 2019
1. Officers act to protect children.
""",
    ),
    "a paper with the letter behind it": (
        OtherDocument.COMMITTEE_PAPER,
        """Children's Scrutiny Panel
Report title: Focused visit
Members are asked to note the letter.

Appendix A

Dear Ms Bell
Focused visit to Wexcombe children's services
This letter summarises the findings of the focused visit to Wexcombe on 3 and 4 June 2024.
""",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_document_is_refused_by_name(name: str) -> None:
    document, text = OTHERS[name]
    with pytest.raises(UnreadableReport) as refused:
        read_report(text.encode(), "file.txt")
    assert refused.value.code is Refusal.KIND_NOT_SUPPORTED
    assert refused.value.message == f"file.txt is {document.label}. {document.advice}"


@pytest.mark.parametrize(
    ("document", "sample"),
    [
        (document, sample)
        for document, wording in (*OTHER_TITLES, *OTHER_SIGNS)
        for sample in wording.samples
    ],
)
def test_title_or_sign_alone_tells_the_document(document: OtherDocument, sample: str) -> None:
    with pytest.raises(UnreadableReport, match=document.label):
        read_report(sample.encode(), "file.txt")


def test_a_report_that_mentions_another_document_is_read() -> None:
    letter = """9 January 2020
Dear Ms Thorne
Focused visit to Wexcombe children's services
This letter summarises the findings of the focused visit to Wexcombe on 3 and 4 December 2019.
Main findings
Since the joint local area SEND inspection in Wexcombe, plans are better.
Yours sincerely
Silas Wharram
"""
    assert read_report(letter.encode(), "file.txt").authority_slug == "wexcombe"


def test_reading_without_authority_dates_and_paragraphs_is_refused() -> None:
    with pytest.raises(
        UnreadableReport, match="no paragraphs, and no authority or no dates"
    ) as refused:
        read_report(b"Area SEND inspection of the moon\n\nInspection outcome\n", "file.txt")
    assert refused.value.code is Refusal.NOT_A_REPORT


def test_paper_that_names_what_is_judged_and_judges_nothing_is_refused() -> None:
    paper = b"""Our year
Inspection of local authority children's services
The impact of leaders on social work practice with children and families
The experiences and progress of children who need help and protection
1. We know them.
"""
    with pytest.raises(UnreadableReport, match="no judgement, no authority and no dates"):
        read_report(paper, "file.txt")


@pytest.mark.parametrize(
    "text",
    [
        """Self-evaluation of social work practice
1. What do we know?
The focused visit to Wexcombe children's services found strengths in the findings of a focused visit.
2. How do we know it?
We audit cases.
""",
        """Freedom of information request 12345
Dear Sir or Madam
You asked for the findings of the focused visit to Wexcombe children's services.
The focused visit took place on 14 and 15 September 2022.
Yours faithfully
Information Governance Team
""",
        """Dear colleagues
The joint targeted area inspection of the response to neglect in Wexcombe was from 12 to 16 June 2023.
This statement sets out what we will do.
1. We will improve the front door.
""",
    ],
    ids=["self-evaluation", "request", "statement"],
)
def test_paper_that_mentions_a_letter_is_refused(text: str) -> None:
    with pytest.raises(UnreadableReport, match="neither the title of a letter") as refused:
        read_report(text.encode(), "file.txt")
    assert refused.value.code is Refusal.NOT_A_REPORT


def test_letter_to_parents_about_an_inspection_to_come_is_refused() -> None:
    letter = """Dear parents and carers
Area SEND inspection of Wexcombe Local Area Partnership
Ofsted will inspect services in Wexcombe. The inspection will take place from 17 to 21 July 2023.
Yours faithfully
Ada Bell
"""
    with pytest.raises(UnreadableReport, match="no paragraphs"):
        read_report(letter.encode(), "file.txt")


def test_letter_without_title_is_read_and_warned_of_where_it_says_that_it_is_one() -> None:
    letter = """This letter summarises the findings of a focused visit to Wexcombe children's services on
3 and 4 December 2019. Inspectors looked at plans.
Plans are better.
"""
    reading = read_report(letter.encode(), "file.txt")
    assert reading.authority_slug == "wexcombe"
    assert "title-missing" in {problem.code for problem in reading.problems}
