"""Papers as they come to a caseworker, invented, with all that may be suggested of each and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paper:
    """The text of a paper, page by page, and every suggestion: the field to its values, the surest first."""

    pages: tuple[str, ...]
    found: dict[str, list[str]]
    kind: str = ""
    title: str = ""
    unsure: tuple[str, ...] = field(default=())


WRITTEN_ANSWERS = {
    "the Commons, as the website showed it in 2016": Paper(
        (
            "Written questions and answers\nQ\nAsked by Caroline Lucas\n(Brighton, Pavilion)\n"
            "Asked on: 15 September 2016\nDepartment for Education\nPupils: Personal "
            "Records\nCommons\n48634\n"
            "UIN 48634\nTo ask the Secretary of State for Education, with reference to the letter of "
            "3 May 2016 "
            "from her\nDepartment, whether data will be passed to the Home Office.\nA\nAnswered by: "
            "Nick Gibb\n"
            "Answered on: 5 October 2016\nThe Department published its guidance on 28 September 2016 under "
            "section 40 of the Act.",
        ),
        {
            "kind": ["written-answer"],
            "title": ["Pupils: Personal Records"],
            "author": ["Nick Gibb"],
            "recipient": ["Caroline Lucas"],
            "reference": ["48634"],
            "asked": ["15 September 2016"],
            "answered": ["5 October 2016"],
        },
    ),
    "the Commons, as the website prints it now": Paper(
        (
            "Schools: Census\nQuestion for Department for Education\nUIN 48634, tabled on 12 October 2016\n"
            "Question\nAsked by\nDame Angela Smith\nLabour\nPenistone and Stocksbridge\nCommons\n"
            "To ask the Secretary of State for Education, how many schools took part.\nAnswer\nAnswered by\n"
            "Nick Gibb\nConservative\nBognor Regis and Littlehampton\nCommons\nAnswered on\n17 October 2016\n"
            "All of them did.",
        ),
        {
            "kind": ["written-answer"],
            "title": ["Schools: Census"],
            "author": ["Nick Gibb"],
            "recipient": ["Dame Angela Smith"],
            "reference": ["48634"],
            "asked": ["12 October 2016"],
            "answered": ["17 October 2016"],
        },
    ),
    "the Lords": Paper(
        (
            "Written questions and answers - Lords\nAsked by Lord Storey\nAsked on: 24 October 2016\n"
            "Department for Education\nSchools: Nationality\nLords\nHL2569\n"
            "To ask Her Majesty’s Government what use will be made of the data.\n"
            "Answered by: Lord Nash\nAnswered on: 7 November 2016\nThe data will be used for research.",
        ),
        {
            "kind": ["written-answer"],
            "title": ["Schools: Nationality"],
            "author": ["Lord Nash"],
            "recipient": ["Lord Storey"],
            "reference": ["HL2569"],
            "asked": ["24 October 2016"],
            "answered": ["7 November 2016"],
        },
    ),
    "a column of the older Official Report": Paper(
        (
            "12 Oct 2009 : Column 345W\nChildren: Databases\n"
            "Mrs. Maria Miller: To ask the Secretary of State for Children, Schools and Families what "
            "assessment\nhe has made of the security of ContactPoint since 1 May 2009. [291234]\n"
            "Ms Diana Johnson [holding answer 16 July 2009]: Access to ContactPoint is limited.",
        ),
        {
            "kind": ["written-answer"],
            "author": ["Ms Diana Johnson"],
            "recipient": ["Mrs. Maria Miller"],
            "reference": ["291234"],
            "answered": ["12 Oct 2009"],
        },
    ),
    "one that was corrected": Paper(
        (
            "Pupils: Databases\nQuestion for Department for Education\nUIN 52341, tabled on 3 November 2016\n"
            "To ask the Secretary of State for Education, how many requests were made.\nAnswer\n"
            "Answered by: Nick Gibb\nAnswered on: 10 November 2016\nCorrected on: 21 November 2016\n"
            "An error has been identified in the written answer given on 10 November 2016.",
        ),
        {
            "kind": ["written-answer"],
            "title": ["Pupils: Databases"],
            "author": ["Nick Gibb"],
            "reference": ["52341"],
            "asked": ["3 November 2016"],
            "answered": ["10 November 2016"],
            "corrected": ["21 November 2016"],
        },
    ),
    "a list of several": Paper(
        (
            "Written questions and answers\nAsked by Ian Austin\nAsked on: 29 June 2017\nUIN 1201\n"
            "To ask the Secretary of State for Education, how much was spent.\n"
            "Answered by: Mr Robert Goodwill\nAnswered on: 24 July 2017\nNothing.\n"
            "Asked by Grahame Morris\nAsked on: 30 June 2017\nUIN 1305\n"
            "To ask the Secretary of State for Education, what steps she is taking.\n"
            "Answered by: Mr Robert Goodwill\nAnswered on: 25 July 2017\nMany.",
        ),
        {"kind": ["written-answer"], "author": ["Mr Robert Goodwill"]},
    ),
}

REPLIES = {
    "a department that holds back names": Paper(
        (
            "Department for Education\nSanctuary Buildings\nGreat Smith Street\nLondon SW1P 3BT\n"
            "Ms Jane Doe\nBy email: request-123456@whatdotheyknow.com\nOur ref: 2016-0042333\n"
            "Date: 31 August 2016\nDear Ms Doe,\nFreedom of Information request\n"
            "Thank you for your request for information, which was received on 3 August 2016. You "
            "asked for the\n"
            "minutes of a meeting held on 5 May 2016. I have dealt with your request under the Freedom of\n"
            "Information Act 2000 (“the Act”).\nThe Department holds the information. Names of "
            "junior officials "
            "are exempt from disclosure under\nsection 40(2) and (3) of the Act, because release "
            "would breach "
            "the Data Protection Act 1998 and\nsection 7 of the Data Protection Act 1998 does not apply.",
            "Some of it is withheld under section 35(1)(a) of the Act. We considered section 36 as "
            "well, but the\n"
            "Department no longer relies on section 36(2)(b). Section 16 asks us to help you.\n"
            "If you are unhappy with the way your request has been handled, you may ask for an "
            "internal review\n"
            "within two calendar months.\nYours sincerely,\nJohn Smith\nInformation Rights Officer",
        ),
        {
            "kind": ["foi-response"],
            "title": ["Freedom of Information request"],
            "author": ["John Smith"],
            "recipient": ["Ms Jane Doe"],
            "reference": ["2016-0042333"],
            "answered": ["31 August 2016"],
            "received": ["3 August 2016"],
            "exemptions": ["s.40(2), s.40(3), s.35(1)(a)"],
            "internal_review": ["offered"],
        },
        kind="document",
        unsure=("kind", "title", "author", "recipient"),
    ),
    "the police, with the day above the greeting": Paper(
        (
            "Freedom of Information Team\nPO Box 9\n14th February 2017\nFOI Reference Number: FOI/2017/0456\n"
            "Dear Mr Green\nI write in response to your request for information dated 17/01/2017 concerning "
            "drones.\nSection 1 of the Freedom of Information Act 2000 places two duties on us. "
            "Section 17 of "
            "the Act requires\nus to say why. The information is exempt by virtue of s.31(1)(a) and "
            "s.24(1) of the FOI Act.\nThe arrests were made under section 5 of the Public Order Act 1986 and "
            "s.44 of the Terrorism Act 2000.\nYours sincerely\nKaren Black\nFreedom of Information "
            "Decision Maker",
        ),
        {
            "kind": ["foi-response"],
            "author": ["Karen Black"],
            "recipient": ["Mr Green"],
            "reference": ["FOI/2017/0456"],
            "asked": ["17/01/2017"],
            "answered": ["14th February 2017"],
            "exemptions": ["s.31(1)(a), s.24(1)"],
        },
    ),
    "a council that goes by the environmental rules": Paper(
        (
            "Request reference: EIR-10443\nDate: 6 June 2019\nDear Dr Patel\n"
            "Thank you for your email of 9 May 2019 asking about the flood model.\n"
            "We have considered it under the Environmental Information Regulations 2004 (EIR).\n"
            "We are refusing part of it under regulations 12(4)(b) and 12(5)(e), and regulation 13 "
            "applies to "
            "names.\nRegulation 5(2) sets the time. Regulation 12 of the Conservation Regulations 2010 is "
            "refused elsewhere.\nKind regards\nInformation Governance Team",
        ),
        {
            "kind": ["foi-response"],
            "author": ["Information Governance Team"],
            "recipient": ["Dr Patel"],
            "reference": ["EIR-10443"],
            "asked": ["9 May 2019"],
            "answered": ["6 June 2019"],
            "exemptions": ["reg.12(4)(b), reg.12(5)(e), reg.13"],
        },
    ),
    "too dear to answer": Paper(
        (
            "HOME OFFICE\nReference: 41234\n2 March 2017\nDear Requester,\n"
            "Thank you for your e-mail dated 2 February 2017, in which you ask for the number of cases.\n"
            "Section 12(1) of the Freedom of Information Act 2000 means that we are not obliged to "
            "comply, as the\n"
            "cost limit would be exceeded. The limit is £600, set on 1 January 2005.\n"
            "Yours sincerely\nP. Brown\nPerformance and Compliance Unit",
        ),
        {
            "kind": ["foi-response"],
            "author": ["P. Brown"],
            "reference": ["41234"],
            "asked": ["2 February 2017"],
            "answered": ["2 March 2017"],
            "exemptions": ["s.12(1)"],
        },
    ),
    "the outcome of an internal review": Paper(
        (
            "Case reference: IR2017/00012\nDate: 4 February 2017\nDear Ms Doe\n"
            "Internal review of FOI request 2016-0042333\n"
            "Thank you for your email of 3 January 2017, in which you asked for an internal review of our "
            "response to\nyour request for information under the Freedom of Information Act 2000.\n"
            "I have considered whether section 40(2) was properly applied. I find that the names "
            "were exempt, "
            "and I\nuphold the original decision to withhold them.\nIf you remain dissatisfied you "
            "may complain to "
            "the Information Commissioner.\nYours sincerely\nMary Jones\nHead of Information Rights",
        ),
        {
            "kind": ["foi-response"],
            "title": ["Internal review of FOI request 2016-0042333"],
            "author": ["Mary Jones"],
            "recipient": ["Ms Doe"],
            "reference": ["IR2017/00012"],
            "answered": ["4 February 2017"],
            "exemptions": ["s.40(2)"],
            "internal_review": [
                "original decision upheld on 4 February 2017",
                "requested 3 January 2017",
            ],
        },
    ),
    "a bare acknowledgement": Paper(
        (
            "Our ref: FOI-221\nDate: 1 March 2018\nDear Mr Green\nThank you for your request, which "
            "was received on "
            "28 February 2018 and\nis being dealt with under the Freedom of Information Act 2000. We "
            "will respond "
            "by 28 March 2018.\nYours sincerely\nAnn White",
        ),
        {
            "kind": ["letter"],
            "author": ["Ann White"],
            "recipient": ["Mr Green"],
            "reference": ["FOI-221"],
            "sent": ["1 March 2018"],
        },
    ),
    "the one who asks": Paper(
        (
            "12 May 2018\nDear Home Office,\nFreedom of Information request: requests for pupil data\n"
            "I would like to request the following under the Freedom of Information Act 2000. If you "
            "hold back "
            "anything\nunder section 40, please say why. A reply to an earlier request was sent on 3 "
            "May 2017.\n"
            "Yours faithfully,\nJane Doe",
        ),
        {
            "kind": ["letter"],
            "title": ["Freedom of Information request: requests for pupil data"],
            "author": ["Jane Doe"],
            "recipient": ["Home Office"],
            "sent": ["12 May 2018"],
        },
    ),
    "the one who asks for a review": Paper(
        (
            "3 January 2017\nDear Department for Education,\n"
            "I am writing to request an internal review of Department for Education’s handling of my "
            "FOI request\n"
            "‘Pupil data’. You relied on section 40(2), which is wrong.\nYours faithfully,\nJane Doe",
        ),
        {
            "kind": ["letter"],
            "author": ["Jane Doe"],
            "recipient": ["Department for Education"],
            "sent": ["3 January 2017"],
            "internal_review": ["requested"],
        },
    ),
    "a decision notice of the Commissioner": Paper(
        (
            "Reference: FS50123456\nFreedom of Information Act 2000 (FOIA)\nDecision notice\n"
            "Date: 12 March 2019\nPublic Authority: Department for Education\nAddress: Great Smith Street\n"
            "1. The complainant requested pupil data. The DfE refused the request under section 40(2).\n"
            "2. On 5 May 2018 the complainant wrote to the DfE.",
        ),
        {"reference": ["FS50123456"], "published": ["12 March 2019"]},
    ),
    "an Australian authority": Paper(
        (
            "26 November 2013\nDear Ms Kingston\nI refer to your request under the Freedom of "
            "Information Act "
            "1982.\nDocument 2 is exempt under section 42 of the FOI Act and section 47F of that Act.\n"
            "Yours sincerely\nJudith Maude",
        ),
        {
            "kind": ["foi-response"],
            "author": ["Judith Maude"],
            "recipient": ["Ms Kingston"],
            "answered": ["26 November 2013"],
        },
    ),
}

LETTERS = {
    "a minister to a committee": Paper(
        (
            "Rt Hon Nick Gibb MP\nMinister of State for School Standards\n"
            "Sanctuary Buildings Great Smith Street Westminster London SW1P 3BT\ntel: 0370 000 2288\n"
            "Neil Carmichael MP\nChair, Education Select Committee\nHouse of Commons\nLondon SW1A 0AA\n"
            "14 November 2016\nDear Neil,\nSCHOOL CENSUS: NATIONALITY AND COUNTRY OF BIRTH\n"
            "Thank you for your letter of 20 October 2016. The census was held on 6 October 2016.\n"
            "Yours sincerely,\nNick Gibb MP\nMinister of State for School Standards",
        ),
        {
            "kind": ["letter"],
            "title": ["SCHOOL CENSUS: NATIONALITY AND COUNTRY OF BIRTH"],
            "author": ["Nick Gibb MP"],
            "recipient": ["Neil Carmichael MP"],
            "sent": ["14 November 2016"],
        },
    ),
    "a solicitor, with both sides’ references": Paper(
        (
            "Smith & Co Solicitors\nOur ref: JB/4471.2\nYour ref: HO/99/1\nDate: 7 July 2017\n"
            "Dear Sirs\nRe: R (Doe) v Secretary of State for Education\n"
            "We act for Jane Doe. By a letter of 1 June 2017 you said otherwise.\n"
            "Yours faithfully\nSmith & Co Solicitors",
        ),
        {
            "kind": ["letter"],
            "title": ["R (Doe) v Secretary of State for Education"],
            "author": ["Smith & Co Solicitors"],
            "reference": ["JB/4471.2"],
            "sent": ["7 July 2017"],
        },
    ),
    "a memorandum": Paper(
        (
            "To: All regional managers\nFrom: Helen Gray\nDate: 3 October 2016\nSubject: Census forms\n"
            "Forms sent out on 1 September 2016 must be back by 20 October 2016.",
        ),
        {
            "title": ["Census forms"],
            "author": ["Helen Gray"],
            "recipient": ["All regional managers"],
            "sent": ["3 October 2016"],
        },
    ),
    "days that do not exist or have no year": Paper(
        (
            "Our ref: AB/12\nDate: 10/13/2016\n31 June 2016\n14 March\n5/6/17\nDear Mr Green\n"
            "We met in 2015.\nYours sincerely\nAnn White",
        ),
        {"kind": ["letter"], "author": ["Ann White"], "recipient": ["Mr Green"], "reference": ["AB/12"]},
    ),
    "an e-mail printed on paper": Paper(
        (
            "From: Brown, Peter (DfE) <peter.brown@education.example>\nSent: 22 September 2016 14:05\n"
            "To: Jane Doe; 'Ann White'\nCc: Someone Else\nSubject: FW: Census - Our ref: 2016-7781\n"
            "Jane,\nsee below.\nFrom: Ann White\nSent: 20 September 2016 09:00\nTo: Peter Brown\n"
            "Subject: Census\nHas this been published on 19 September 2016?",
        ),
        {
            "kind": ["e-mail"],
            "title": ["FW: Census - Our ref: 2016-7781"],
            "author": ["Brown, Peter (DfE)"],
            "recipient": ["Jane Doe, Ann White"],
            "reference": ["2016-7781"],
            "sent": ["22 September 2016"],
        },
        kind="document",
    ),
    "an e-mail that answers a request": Paper(
        (
            "From: FOI Team <foi@council.example>\nTo: \"Doe, Jane\" <request-1@whatdotheyknow.example>\n"
            "Date: Tue, 6 Mar 2018 10:00:00 +0000\nSubject: Your request\nDear Ms Doe\nCase "
            "reference: FOI 2018/117\nThank you for your request. "
            "The rest is exempt under section 43(2) of the Freedom of Information Act 2000.\n"
            "On 1 Feb 2018, at 09:00, Jane Doe <x@y.example> wrote:\n"
            "> Ref: 99/1\n> please say if anything is exempt under section 40(2) of the Act",
        ),
        {
            "recipient": ["Doe, Jane"],
            "reference": ["FOI 2018/117"],
            "exemptions": ["s.43(2)"],
        },
        kind="e-mail",
        title="Your request",
    ),
}  # fmt: skip

REPORTS = {
    "a report of a select committee": Paper(
        (
            "House of Commons\nEducation Committee\nExiting the European Union:\nchallenges for "
            "higher education\n"
            "Third Report of Session 2016–17\nReport, together with formal minutes\nrelating to the report\n"
            "Ordered by the House of Commons\nto be printed 19 April 2017\nHC 683\n"
            "Published on 25 April 2017\nby authority of the House of Commons",
            "Committee staff\nThe staff took up work on 1 May 2015.",
        ),
        {
            "kind": ["report"],
            "title": ["Exiting the European Union: challenges for higher education"],
            "author": ["Education Committee"],
            "reference": ["HC 683"],
            "published": ["25 April 2017", "19 April 2017"],
        },
    ),
    "a command paper": Paper(
        (
            "Department for Education\nSchools that work for everyone\nGovernment response\n"
            "Presented to Parliament by the Secretary of State for Education\nby Command of Her Majesty\n"
            "September 2016\nCm 9999",
            "© Crown copyright 2016\nThis publication is available at "
            "https://www.gov.uk/government/publications\nPrint ISBN 9781474141345\nID 0509161 09/16",
        ),
        {
            "kind": ["report"],
            "title": ["Schools that work for everyone Government response"],
            "reference": ["Cm 9999", "ISBN 9781474141345"],
            "published": ["September 2016"],
        },
    ),
    "a paper of the Lords": Paper(
        (
            "HOUSE OF LORDS\nSelect Committee on Artificial Intelligence\nReport of Session 2017–19\n"
            "AI in the UK: ready, willing and able?\nOrdered to be printed 13 March 2018\n"
            "Published 16 April 2018\nPublished by the Authority of the House of Lords\nHL Paper 100",
        ),
        {
            "kind": ["report"],
            "author": ["Select Committee on Artificial Intelligence"],
            "reference": ["HL Paper 100"],
            "published": ["16 April 2018"],
        },
    ),
    "oral evidence": Paper(
        (
            "Oral evidence: Pupil data, HC 245 1\nEducation Committee\nOral evidence: Pupil data, HC 245\n"
            "Wednesday 18 June 2014\nOrdered by the House of Commons to be published on 18 June 2014.\n"
            "Q1 Chair: We met on 3 May 2014.",
        ),
        {
            "title": ["Oral evidence: Pupil data"],
            "author": ["Education Committee"],
            "reference": ["HC 245"],
            "published": ["18 June 2014"],
        },
    ),
    "a debate on the website of Hansard": Paper(
        (
            "Schools: Census\nVolume 777: debated on Monday 31 October 2016\nHouse of Lords Hansard\n"
            "Motion to Regret\nThe regulations were laid on 27 July 2016.",
        ),
        {
            "kind": ["debate"],
            "title": ["Schools: Census"],
            "reference": ["Volume 777"],
            "published": ["Monday 31 October 2016"],
        },
    ),
    "a statutory instrument": Paper(
        (
            "STATUTORY INSTRUMENTS\n2016 No. 808\nEDUCATION, ENGLAND\nMade 19 July 2016\n"
            "Laid before Parliament 27 July 2016\nComing into force 1 September 2016",
        ),
        {"kind": ["legislation"]},
    ),
}

JUDGMENTS = {
    "the High Court": Paper(
        (
            "Neutral Citation Number: [2017] EWHC 2167 (Comm)\nCase No: CL-2015-000396\n"
            "IN THE HIGH COURT OF JUSTICE\nQUEEN'S BENCH DIVISION\nRoyal Courts of Justice\n"
            "Strand, London, WC2A 2LL\nDate: 12/10/2017\nBefore :\nMR JUSTICE TEARE\n- - - - - - - - -\n"
            "Between :\nALPHA SHIPPING LIMITED Claimant\n- and -\nBETA INSURANCE PLC Defendant\n- - "
            "- - - - - - -\n"
            "Ann White QC (instructed by Smith & Co) for the Claimant\n"
            "Hearing dates: 3, 4 and 5 July 2017\nApproved Judgment",
        ),
        {
            "kind": ["judgment"],
            "title": ["ALPHA SHIPPING LIMITED v BETA INSURANCE PLC"],
            "author": ["MR JUSTICE TEARE"],
            "reference": ["[2017] EWHC 2167 (Comm)", "CL-2015-000396"],
            "published": ["12/10/2017"],
        },
    ),
    "the Supreme Court": Paper(
        (
            "Michaelmas Term\n[2016] UKSC 51\nOn appeal from: [2015] CSIH 64\nJUDGMENT\n"
            "The Christian Institute and others (Appellants) v The\nLord Advocate (Respondent) (Scotland)\n"
            "before\nLady Hale, Deputy President\nLord Wilson\nJUDGMENT GIVEN ON\n28 July 2016\n"
            "Heard on 8 and 9 March 2016",
        ),
        {
            "kind": ["judgment"],
            "author": ["Lady Hale, Deputy President; Lord Wilson"],
            "reference": ["[2016] UKSC 51"],
            "published": ["28 July 2016"],
        },
    ),
    "a letter that cites a judgment": Paper(
        (
            "5 May 2018\nDear Mr Green\nIn Smith v Jones\n[2017] EWHC 2167 (Comm)\nthe court said so.\n"
            "Yours sincerely\nAnn White",
        ),
        {"kind": ["letter"], "author": ["Ann White"], "recipient": ["Mr Green"], "sent": ["5 May 2018"]},
    ),
}

WEB = {
    "a broadcaster": Paper(
        (
            "Schools told not to share data\nBy Jane Smith\nEducation correspondent\nPublished: "
            "14:32, 23 December 2016\n"
            "Ministers said on 6 October 2016 that data would not be shared.\nPublished in May 2015, "
            "a report",
        ),
        {"kind": ["news"], "author": ["Jane Smith"], "published": ["23 December 2016"]},
        kind="web-page",
    ),
    "a newspaper that dates its changes": Paper(
        (
            "Pupil data shared\nFirst published on Mon 16 Oct 2017 12.00 BST\n"
            "Last modified on Tue 17 Oct 2017 09.30 BST\nBy Sally Weale and Richard Adams, Education editor\n"
            "The story.",
        ),
        {"kind": ["news"], "author": ["Sally Weale and Richard Adams"], "published": ["Mon 16 Oct 2017"]},
        kind="web-page",
    ),
    "a page of the government": Paper(
        (
            "Guidance\nNational pupil database: how to apply\nFrom: Department for Education\n"
            "Published 5 October 2016\nLast updated 7 November 2016 — See all updates\nContents",
        ),
        {"published": ["5 October 2016"]},
        kind="web-page",
    ),
    "a list of stories": Paper(
        (
            "Latest\nSchools to close\nPublished 3 May 2016\nSchools to open\nPublished 4 May 2016\n"
            "Schools to stay\nPublished 5 May 2016",
        ),
        {},
        kind="web-page",
    ),
    "a page printed by a browser": Paper(
        (
            "05/10/2016, 14:32 Schools to ask where pupils were born - News\n"
            "Schools to ask where pupils were born\nMore to read\n"
            "https://news.example.org/education/census-new-questions 1/3",
        ),
        {
            "kind": ["web-page"],
            "url": ["https://news.example.org/education/census-new-questions"],
            "accessed": ["05/10/2016"],
        },
        kind="document",
    ),
    "a page that says where it is": Paper(
        (
            "Statistics of schools\nURL: https://www.example.org/statistics/2016\nRetrieved: 3 May 2016\n"
            "See also https://www.example.org/other",
        ),
        {"url": ["https://www.example.org/statistics/2016"], "accessed": ["3 May 2016"]},
    ),
}

SILENT = {
    "an essay full of dates and sections": (
        "The history of the census\nOn 3 May 1841 the first modern census was taken. Section 40(2) "
        "of the Tax\n"
        "Credits Act 2002 was published on 5 May 2002. By 6 June 2003 the Census Act 1920 was read.\n"
        "In reference 5 of 12 the author says so. See [2017] EWHC 2167 (Comm) and HC 245."
    ),
    "an invoice": "Invoice\nInvoice date: 3 May 2016\nDue date: 2 June 2016\nDate of birth: 4 July 1980",
    "a table": "Member Cost\nDiane Abbott MP £0.00 £2,916\n1 May 2008 31 March 2009 12\nTo From\n5 6",
    "a curriculum vitae": "CURRICULUM VITAE\nDate of birth 3 May 1980\nJan 1998 - May 2000 Clerk",
    "guidance on the Act": (
        "Guide to the Freedom of Information Act 2000\nSection 12 covers cost. Section 40 is an "
        "exemption for\n"
        "personal data. You may ask for an internal review of any refusal."
    ),
    "blank": " \n\n ",
}  # fmt: skip
