"""Further papers, each written down before the patterns had been tried on it."""

from __future__ import annotations

from tests.intake.details_papers import Paper

FURTHER = {
    "a department that will not answer for the cost": Paper(
        (
            "DWP Central Freedom of Information Team\nCaxton House\n6-12 Tothill Street\nLondon\n"
            "SW1H 9NA\nfreedom-of-information-request@dwp.gov.uk\nOur reference: FOI 2017 4567\n"
            "DATE: 22 November 2017\nDear Mr Smith\n"
            "Thank you for your Freedom of Information request received on 26 October 2017. You "
            "asked:\nPlease could you provide the number of sanctions since 1 April 2013.\n"
            "I can confirm that the Department holds the information. However, we estimate that the "
            "cost of complying with your request would exceed the appropriate limit of £600. Under "
            "section 12 of the Freedom of Information Act the Department is not therefore obliged to "
            "comply with your request.\n"
            "If you have any queries about this letter please contact me quoting the reference number"
            " above.\nYours sincerely\nDWP Strategy FoI Team\n----------\n"
            "Your right to complain under the Freedom of Information Act\n"
            "If you are not content with this response you may request an internal review by "
            "e-mailing freedom-of-information-request@dwp.gov.uk or by writing to DWP Central FoI "
            "Team.",
        ),
        {
            "kind": ["foi-response"],
            "author": ["DWP Strategy FoI Team"],
            "recipient": ["Mr Smith"],
            "reference": ["FOI 2017 4567"],
            "answered": ["22 November 2017"],
            "received": ["26 October 2017"],
            "exemptions": ["s.12"],
            "internal_review": ["offered"],
        },
        kind="document",
    ),
    "the Home Office, with two exemptions": Paper(
        (
            "Direct Communications Unit\n2 Marsham Street\nLondon\nSW1P 4DF\nTel: 020 7035 4848\n"
            "www.homeoffice.gov.uk\nMs Gracie Bradley\nrequest-370500@whatdotheyknow.com\n"
            "Reference: 41825\n21 December 2016\nDear Ms Bradley,\n"
            "Thank you for your e-mail of 6 November 2016, in which you ask for information about the\n"
            "National Pupil Database.\n"
            "Your request is being handled as a request for information under the Freedom of "
            "Information\nAct 2000.\n"
            "We are able to disclose some of the information in the attached Annex.\n"
            "However, we have decided that the remaining information is exempt from disclosure under\n"
            "sections 31(1)(e) and 35(1)(a) of the Freedom of Information Act.\n"
            "Section 31(1)(e) provides that information is exempt if disclosure would prejudice the "
            "operation of the\n"
            "immigration controls. Sections 24 and 24A of the Immigration Act 1971 create offences.\n"
            "If you are dissatisfied with this response you may request an independent internal "
            "review of our handling of your\n"
            "request by submitting a complaint within two months to the address below, quoting\n"
            "reference 41825.",
        ),
        {
            "kind": ["foi-response"],
            "recipient": ["Ms Gracie Bradley"],
            "reference": ["41825"],
            "asked": ["6 November 2016"],
            "answered": ["21 December 2016"],
            "exemptions": ["s.31(1)(e), s.35(1)(a)"],
            "internal_review": ["offered"],
        },
        kind="document",
    ),
    "the police, who neither confirm nor deny": Paper(
        (
            "Freedom of Information Request Reference No: 01.FOI.19.003456\n"
            "I respond in connection with your request for information which was received by the "
            "Metropolitan Police Service (MPS) on 03/05/2019. I note you seek access to the following"
            " information:\nHow many?\nDECISION\n"
            "This notice serves as a Section 17 Refusal Notice. The MPS neither confirms nor denies "
            "that it holds the information by virtue of the following exemptions:\n"
            "Section 24(2) - National Security\nSection 31(3) - Law Enforcement\n"
            "Section 40(5) - Personal Information\nCOMPLAINT RIGHTS\n"
            "Are you unhappy with how your request has been handled?\n"
            "You have the right to require the Metropolitan Police Service (MPS) to review their "
            "decision.",
        ),
        {
            "kind": ["foi-response"],
            "reference": ["01.FOI.19.003456"],
            "received": ["03/05/2019"],
            "exemptions": ["s.24(2), s.31(3), s.40(5)"],
        },
        kind="document",
    ),
    "exemptions read with data protection": Paper(
        (
            "Ref: F-100\n6 June 2019\nDear Ms Doe\n"
            "Thank you for your request of 9 May 2019 under the Freedom of Information Act 2000.\n"
            "The names are exempt by section 40(2), read with section 40(3A)(a), of the Act because "
            "disclosure would breach Article 5(1)(a) of the GDPR and section 10 of the Data "
            "Protection Act 2018. Section 44 applies by virtue of section 23(1) of the Commissioners "
            "for Revenue and Customs Act 2005.\nYours sincerely\nAnn White",
        ),
        {
            "kind": ["foi-response"],
            "author": ["Ann White"],
            "recipient": ["Ms Doe"],
            "reference": ["F-100"],
            "asked": ["9 May 2019"],
            "answered": ["6 June 2019"],
            "exemptions": ["s.40(2), s.40(3A)(a), s.44"],
        },
        kind="document",
    ),
    "a Scottish authority": Paper(
        (
            "Our ref: 17/00123\n6 June 2017\nDear Ms Doe\n"
            "REQUEST UNDER THE FREEDOM OF INFORMATION (SCOTLAND) ACT 2002 (FOISA)\n"
            "Thank you for your request dated 9 May 2017. An exemption under section 38(1)(b) of "
            "FOISA applies to some of the information you have requested.\nYours sincerely\nAnn White",
        ),
        {
            "kind": ["foi-response"],
            "title": ["REQUEST UNDER THE FREEDOM OF INFORMATION (SCOTLAND) ACT 2002 (FOISA)"],
            "author": ["Ann White"],
            "recipient": ["Ms Doe"],
            "reference": ["17/00123"],
            "asked": ["9 May 2017"],
            "answered": ["6 June 2017"],
            "exemptions": ["s.38(1)(b)"],
        },
        kind="document",
    ),
    "a review that overturns": Paper(
        (
            "Ref: IR-12\n5 February 2017\nDear Ms Doe\nFOI 2016-01: outcome of internal review\n"
            "Your request for an internal review was received on 3 January 2017. I was not involved "
            "in the original decision under the Freedom of Information Act. Having reviewed it I have"
            " decided to overturn the decision to apply section 36 and the information is enclosed.\n"
            "Yours sincerely\nMary Jones",
        ),
        {
            "kind": ["foi-response"],
            "title": ["FOI 2016-01: outcome of internal review"],
            "author": ["Mary Jones"],
            "recipient": ["Ms Doe"],
            "reference": ["IR-12"],
            "answered": ["5 February 2017"],
            "internal_review": [
                "original decision overturned on 5 February 2017",
                "requested 3 January 2017",
            ],
        },
        kind="document",
    ),
    "a review that upholds in part": Paper(
        (
            "Ref: 771\n19 March 2015\nDear Mr Smith\nInternal review\n"
            "Further to your request of 20 January 2015 for an internal review, I have now completed "
            "the review of the response under the Freedom of Information Act. I partially uphold your"
            " complaint: section 36 was wrongly applied, but section 40(2) was correctly applied and "
            "the names are exempt.\nYours sincerely\nA Reviewer",
        ),
        {
            "kind": ["foi-response"],
            "title": ["Internal review"],
            "author": ["A Reviewer"],
            "recipient": ["Mr Smith"],
            "reference": ["771"],
            "answered": ["19 March 2015"],
            "exemptions": ["s.40(2)"],
            "internal_review": ["complaint upheld in part on 19 March 2015", "requested 20 January 2015"],
        },
        kind="document",
    ),
    "a review that upholds": Paper(
        (
            "Cabinet Office\n70 Whitehall\nLondon SW1A 2AS\nFOI Reference: FOI322123\n19 March 2015\n"
            "Dear Mr Smith,\nFREEDOM OF INFORMATION ACT 2000 – INTERNAL REVIEW\n"
            "I refer to your email of 20 January 2015 in which you requested an internal review of "
            "our reply of 15 January 2015 to your request for information.\n"
            "I have carefully reviewed the handling of your request and I have concluded that section"
            " 35(1)(a) was correctly applied. I therefore uphold the original decision to withhold "
            "the information.\n"
            "If you are unhappy with the handling of your request for information you have the right "
            "to apply directly to the Information Commissioner.\nYours sincerely,\nRoger Smethurst\n"
            "Head of Knowledge and Information Management",
        ),
        {
            "kind": ["foi-response"],
            "title": ["FREEDOM OF INFORMATION ACT 2000 – INTERNAL REVIEW"],
            "author": ["Roger Smethurst"],
            "recipient": ["Mr Smith"],
            "reference": ["FOI322123"],
            "answered": ["19 March 2015"],
            "exemptions": ["s.35(1)(a)"],
            "internal_review": ["original decision upheld on 19 March 2015", "requested 20 January 2015"],
        },
        kind="document",
    ),
    "a review that is only acknowledged": Paper(
        (
            "Ref: IR-12\n5 January 2017\nDear Ms Doe\nInternal review request\n"
            "Thank you for your email of 3 January 2017 requesting an internal review of our handling"
            " of your Freedom of Information request. We aim to reply by 31 January 2017.\n"
            "Yours sincerely\nMary Jones",
        ),
        {
            "kind": ["letter"],
            "title": ["Internal review request"],
            "author": ["Mary Jones"],
            "recipient": ["Ms Doe"],
            "reference": ["IR-12"],
            "sent": ["5 January 2017"],
            "internal_review": ["requested 3 January 2017"],
        },
        kind="document",
    ),
    "a refusal by e-mail": Paper(
        (
            "From: FOI.CORRESPONDENCE <foi@dfe.example>\nTo: request-1@whatdotheyknow.com\n"
            "Date: Thu, 15 Sep 2016 10:00:00 +0100\nSubject: Case reference 2016-0042333\nDear Ms Doe\n"
            "Thank you for your recent enquiry which was received on 1 September 2016. You requested "
            "information on pupil data. I have dealt with your request under the Freedom of "
            "Information Act 2000.\n"
            "The Department holds the information you requested, but it is being withheld because "
            "section 14(1) of the Act applies.\n"
            "If you are unhappy with the way your request has been handled, you should make a "
            "complaint to the Department. You may ask for an internal review.\nYours sincerely\n"
            "Richard Roe\nYour correspondence has been allocated reference number 2016-0042333.",
        ),
        {
            "recipient": ["request-1@whatdotheyknow.com"],
            "reference": ["2016-0042333"],
            "received": ["1 September 2016"],
            "exemptions": ["s.14(1)"],
            "internal_review": ["offered"],
        },
        kind="e-mail",
    ),
    "a request for a review by e-mail": Paper(
        (
            "From: Jane Doe <request-1@whatdotheyknow.example>\n"
            "To: FOI requests at Home Office <foi@home.example>\nDate: Mon, 9 May 2016 10:00:00 +0100\n"
            "Subject: Internal review of Freedom of Information request - Pupil data\n"
            "Dear Home Office,\n"
            "Please pass this on to the person who conducts Freedom of Information reviews.\n"
            "I am writing to request an internal review of Home Office's handling of my FOI request "
            "'Pupil data'.\nYou have refused under section 31(1)(e).\n"
            "A full history of my FOI request and all correspondence is available on the Internet at "
            "this address:\nhttps://www.whatdotheyknow.com/request/pupil_data\nYours faithfully,\n"
            "Jane Doe",
        ),
        {"recipient": ["FOI requests at Home Office"], "internal_review": ["requested"]},
        kind="e-mail",
    ),
    "a member to a minister": Paper(
        (
            "HOUSE OF COMMONS\nLONDON SW1A 0AA\nFrom the office of Caroline Lucas MP\n"
            "Rt Hon Amber Rudd MP\nHome Secretary\n2 Marsham Street\n21st October 2016\n"
            "Our Ref: CL/HO/1\nDear Amber\nRe: Use of the National Pupil Database\n"
            "I write on behalf of constituents.\nYours sincerely\nCaroline Lucas\n"
            "MP for Brighton, Pavilion",
        ),
        {
            "kind": ["letter"],
            "title": ["Use of the National Pupil Database"],
            "author": ["Caroline Lucas"],
            "recipient": ["Rt Hon Amber Rudd MP"],
            "reference": ["CL/HO/1"],
            "sent": ["21st October 2016"],
        },
        kind="document",
    ),
    "a minister to a member": Paper(
        (
            "Nick Gibb MP\nMinister of State for School Standards\nCaroline Lucas MP\n"
            "By email: caroline.lucas.mp@parliament.uk\nOur ref: 2016-0050001\n28 November 2016\n"
            "Dear Caroline,\n"
            "Thank you for your letter of 21 October, addressed to the Home Secretary, about the "
            "national pupil database.\n"
            "As set out in my answer to PQ 48634 on 5 October 2016, data are not shared.\n"
            "With best wishes,\nNick Gibb MP",
        ),
        {
            "kind": ["letter"],
            "author": ["Nick Gibb MP"],
            "recipient": ["Caroline Lucas MP"],
            "reference": ["2016-0050001"],
            "sent": ["28 November 2016"],
        },
        kind="document",
    ),
    "solicitors, with day and reference on one line": Paper(
        (
            "Bindmans LLP\n236 Gray's Inn Road London WC1X 8HB\nSecretary of State for Education\n"
            "c/o Government Legal Department\nBY EMAIL AND POST\n"
            "14 December 2017 Our Ref: RB.AB.123456/1\nDear Sir or Madam,\n"
            "Proposed claim for judicial review: Against Borders for Children v Secretary of State "
            "for Education\nWe write further to your letter dated 1 December 2017.\nYours faithfully\n"
            "Bindmans LLP",
        ),
        {
            "kind": ["letter"],
            "author": ["Bindmans LLP"],
            "reference": ["RB.AB.123456/1"],
            "sent": ["14 December 2017"],
        },
        kind="document",
    ),
    "a council": Paper(
        (
            "Anytown Borough Council\nPlease ask for: Mrs J Jones\nDirect dial: 01234 567890\n"
            "E-mail: j.jones@anytown.gov.uk\nMy ref: JJ/PL/2019/0034\nYour ref:\nDate: 4th March 2019\n"
            "Mr P Brown\n12 High Street\nAnytown\nAT1 2BC\nDear Mr Brown\n"
            "Town and Country Planning Act 1990\nApplication 19/00123/FUL: 12 High Street\n"
            "I refer to your letter of 20 February 2019.\nYours sincerely\nJ Jones (Mrs)\n"
            "Planning Officer",
        ),
        {
            "kind": ["letter"],
            "author": ["J Jones"],
            "recipient": ["Mr P Brown"],
            "reference": ["JJ/PL/2019/0034"],
            "sent": ["4th March 2019"],
        },
        kind="document",
    ),
    "a letter with a stamp of receipt": Paper(
        (
            "Our ref: AB/1\nRECEIVED 12 OCT 2016\n10 October 2016\nDear Ms Doe\nHousing benefit\n"
            "Your claim was decided on 3 May 2016.\nYours sincerely\nA Clerk",
        ),
        {
            "kind": ["letter"],
            "title": ["Housing benefit"],
            "author": ["A Clerk"],
            "recipient": ["Ms Doe"],
            "reference": ["AB/1"],
            "received": ["12 OCT 2016"],
            "sent": ["10 October 2016"],
        },
        kind="document",
    ),
    "a letter before claim": Paper(
        (
            "DELIVERED BY EMAIL ONLY\nGovernment Legal Department\n102 Petty France\n"
            "Date 12 December 2017\nOur reference ABC/1001\nYour reference Z17/123\nDear Sir/Madam\n"
            "LETTER BEFORE CLAIM\nPROPOSED CLAIM FOR JUDICIAL REVIEW\n"
            "We act for Against Borders for Children. The decision dated 3 May 2016 is challenged.\n"
            "Yours faithfully\nLiberty",
        ),
        {
            "kind": ["letter"],
            "title": ["LETTER BEFORE CLAIM PROPOSED CLAIM FOR JUDICIAL REVIEW"],
            "author": ["Liberty"],
            "reference": ["ABC/1001"],
            "sent": ["12 December 2017"],
        },
        kind="document",
    ),
    "a reply about data protection only": Paper(
        (
            "Subject Access Team\nRef: SAR-2019-00456\n6 June 2019\nDear Ms Doe\n"
            "Data Protection Act 2018: subject access request\n"
            "Thank you for your request of 9 May 2019 for your personal data. Some of it is exempt "
            "under section 45 of the Data Protection Act 2018 and paragraph 2 of Schedule 2.\n"
            "Yours sincerely\nAnn White",
        ),
        {
            "kind": ["letter"],
            "title": ["Data Protection Act 2018: subject access request"],
            "author": ["Ann White"],
            "recipient": ["Ms Doe"],
            "reference": ["SAR-2019-00456"],
            "sent": ["6 June 2019"],
        },
        kind="document",
    ),
    "an agreement": Paper(
        (
            "THIS AGREEMENT is dated 3 May 2016\nPARTIES\n(1) ALPHA LTD\n(2) BETA LTD\n"
            "Section 12 of the Act. Reference: Schedule 2.",
        ),
        {},
        kind="document",
    ),
    "minutes of a meeting": Paper(
        (
            "Data and Approvals Panel\nMinutes of the meeting held on 3 May 2016\nDate: 3 May 2016\n"
            "Present: A Smith\nApologies: none",
        ),
        {},
        kind="document",
    ),
    "a form": Paper(
        (
            "Application form\nTitle: Miss\nFirst name: Jane\nSurname: Doe\nDate: 3 May 2016\n"
            "Reference: AB12345",
        ),
        {"reference": ["AB12345"]},
        kind="document",
    ),
    "a correspondence printed from the web": Paper(
        (
            "08/01/2017 Pupil data - a Freedom of Information request to Department for Education - "
            "WhatDoTheyKnow\nPupil data\n"
            "Jane Doe made this Freedom of Information request to Department for Education\n"
            "Jane Doe 12 May 2016\nDear Department for Education,\n"
            "I would like to request the number.\nYours faithfully,\nJane Doe\n"
            "Department for Education 16 May 2016\nThank you for your request.",
        ),
        {},
        kind="document",
    ),
    "a joint committee": Paper(
        (
            "House of Lords\nHouse of Commons\nJoint Committee on Statutory Instruments\nThird Report\n"
            "of Session 2021–22\nDrawing special attention to:\n"
            "Finance Act 2009 Order 2021 (S.I. 2021/445)\nOrdered by the House of Lords\n"
            "to be printed 26 May 2021\nOrdered by the House of Commons\nto be printed 26 May 2021\n"
            "HL 12\nHC 56-iii\nPublished on 28 May 2021\nby authority of the House of Lords\n"
            "and the House of Commons",
        ),
        {
            "kind": ["report"],
            "author": ["Joint Committee on Statutory Instruments"],
            "reference": ["HL 12", "HC 56-iii"],
            "published": ["28 May 2021", "26 May 2021"],
        },
        kind="document",
    ),
    "accounts laid before the House": Paper(
        (
            "Department for Education\nConsolidated annual report\nand accounts\n"
            "For the year ended 31 March 2016\n"
            "Accounts presented to the House of Commons pursuant to Section 6(4) of the\n"
            "Government Resources and Accounts Act 2000\n"
            "Ordered by the House of Commons to be printed on 20 December 2016\nHC 837",
            "© Crown copyright 2016\nThis publication is available at "
            "www.gov.uk/government/publications/dfe-annual-report-2016\nPrint ISBN 9781474128575\n"
            "Web ISBN 9781474128582",
        ),
        {
            "kind": ["report"],
            "reference": ["HC 837", "ISBN 9781474128575"],
            "url": ["www.gov.uk/government/publications/dfe-annual-report-2016"],
            "published": ["20 December 2016"],
        },
        kind="document",
    ),
    "written evidence": Paper(
        (
            "Written evidence submitted by Against Borders for Children (PUP0012)\n1. Summary\n"
            "1.1 On 3 May 2016 the Department announced.",
        ),
        {"author": ["Against Borders for Children"], "reference": ["PUP0012"]},
        kind="document",
    ),
    "a written statement": Paper(
        (
            "Schools Update\nStatement made on 12 September 2016\nStatement UIN HCWS150\n"
            "Statement made by\nJustine Greening\nSecretary of State for Education\n"
            "I am today publishing a consultation.",
        ),
        {"author": ["Justine Greening"], "reference": ["HCWS150"], "published": ["12 September 2016"]},
        kind="document",
    ),
    "a written answer on another website": Paper(
        (
            "Pupils: Personal Records\n"
            "Department for Education written question – answered on 5th October 2016.\n"
            "Caroline Lucas Green, Brighton, Pavilion\n"
            "To ask the Secretary of State for Education, whether data will be passed to the Home "
            "Office.\nNick Gibb The Minister of State, Department for Education\n"
            "The Department does not.",
        ),
        {"kind": ["written-answer"], "title": ["Pupils: Personal Records"], "answered": ["5th October 2016"]},
        kind="web-page",
    ),
    "a written answer on a third": Paper(
        (
            "Written Question\nMinisters: Correspondence\nThursday 1st July 2021\n"
            "Asked by: Tony Lloyd (Labour - Rochdale)\nQuestion to the Cabinet Office:\n"
            "To ask the Chancellor of the Duchy of Lancaster and Minister for the Cabinet Office, "
            "what his policy is.\n"
            "Answered by Julia Lopez - Minister of State (Department for Science, Innovation and "
            "Technology)\nAs outlined in the guidance.",
        ),
        {"kind": ["written-answer"], "author": ["Julia Lopez"], "recipient": ["Tony Lloyd"]},
        kind="web-page",
    ),
    "a tribunal": Paper(
        (
            "NCN: [2023] UKFTT 00778 (GRC)\nCase Reference: EA/2023/0058\nFirst-tier Tribunal\n"
            "General Regulatory Chamber\nInformation Rights\nHeard by: Cloud Video Platform\n"
            "Heard on: 5 September 2023\nDecision given on: 25 September 2023\nBefore\n"
            "TRIBUNAL JUDGE BUCKLEY\nTRIBUNAL MEMBER COSGRAVE\nBetween\nJOHN SMITH\nAppellant\nand\n"
            "(1) THE INFORMATION COMMISSIONER\n(2) DONCASTER COUNCIL\nRespondents\n"
            "Decision: The appeal is Dismissed",
        ),
        {
            "kind": ["judgment"],
            "title": ["JOHN SMITH v (1) THE INFORMATION COMMISSIONER (2) DONCASTER COUNCIL"],
            "author": ["TRIBUNAL JUDGE BUCKLEY; TRIBUNAL MEMBER COSGRAVE"],
            "reference": ["[2023] UKFTT 00778 (GRC)", "EA/2023/0058"],
            "published": ["25 September 2023"],
        },
        kind="document",
    ),
    "the Court of Appeal": Paper(
        (
            "Neutral Citation Number: [2018] EWCA Civ 1542\nCase No: C1/2017/3141\n"
            "IN THE COURT OF APPEAL (CIVIL DIVISION)\nON APPEAL FROM THE HIGH COURT OF JUSTICE\n"
            "QUEEN’S BENCH DIVISION\nMr Justice Supperstone\n[2017] EWHC 2160 (Admin)\n"
            "Royal Courts of Justice\nStrand, London, WC2A 2LL\nDate: 05/07/2018\nBefore :\n"
            "LORD JUSTICE UNDERHILL\nLORD JUSTICE SALES\nand\nLADY JUSTICE THIRLWALL\n"
            "- - - - - - - - - - - - - - - - - - - - -\nBetween :\n"
            "THE QUEEN (ON THE APPLICATION OF BUTT) Appellant\n- and -\n"
            "THE SECRETARY OF STATE FOR THE HOME DEPARTMENT Respondent\n"
            "- - - - - - - - - - - - - - - - - - - - -\n"
            "Paul Bowen QC (instructed by Bindmans LLP) for the Appellant\n"
            "Hearing dates : 1-2 May 2018",
        ),
        {
            "kind": ["judgment"],
            "title": [
                "THE QUEEN (ON THE APPLICATION OF BUTT) v THE SECRETARY OF STATE FOR THE HOME DEPARTMENT"
            ],
            "author": ["LORD JUSTICE UNDERHILL; LORD JUSTICE SALES; LADY JUSTICE THIRLWALL"],
            "reference": ["[2018] EWCA Civ 1542", "C1/2017/3141"],
            "published": ["05/07/2018"],
        },
        kind="document",
    ),
    "two claimants": Paper(
        (
            "Neutral Citation Number: [2023] EWHC 2345 (KB)\nCase No: KB-2022-001234\n"
            "IN THE HIGH COURT OF JUSTICE\nKING'S BENCH DIVISION\nRoyal Courts of Justice\n"
            "Strand, London, WC2A 2LL\nDate: Friday 22nd September 2023\nBefore:\n"
            "HIS HONOUR JUDGE LEWIS\n(sitting as a Judge of the High Court)\nBetween:\n(1) JOHN SMITH\n"
            "(2) JANE SMITH\nClaimants\n- and -\nNEWS GROUP LIMITED\nDefendant\n"
            "Mr A Counsel (instructed by X LLP) for the Claimants\nHearing date: 4 July 2023\n"
            "APPROVED JUDGMENT",
        ),
        {
            "kind": ["judgment"],
            "title": ["(1) JOHN SMITH (2) JANE SMITH v NEWS GROUP LIMITED"],
            "author": ["HIS HONOUR JUDGE LEWIS"],
            "reference": ["[2023] EWHC 2345 (KB)", "KB-2022-001234"],
            "published": ["Friday 22nd September 2023"],
        },
        kind="document",
    ),
    "a blog": Paper(
        (
            "Against Borders\nWhy we object\nPosted on 3 May 2016 by Jane Doe\nSchools should not.\n"
            "Leave a reply",
        ),
        {"published": ["3 May 2016"]},
        kind="web-page",
    ),
    "a page printed with the month first": Paper(
        ("12/15/2018, 6:49 PM Home Office used pupil data\nText\nhttps://www.example.org/a 1/2",),
        {},
        kind="document",
    ),
    "a page printed in Britain": Paper(
        (
            "15/12/2018, 18:49 Home Office used pupil data | Education | The Guardian\n"
            "Home Office used pupil data\nFirst published on Sat 15 Dec 2018 18.49 GMT\nText\n"
            "https://www.theguardian.com/education/2018/dec/15/pupil-data 1/2",
        ),
        {
            "kind": ["web-page"],
            "url": ["https://www.theguardian.com/education/2018/dec/15/pupil-data"],
            "published": ["Sat 15 Dec 2018"],
            "accessed": ["15/12/2018"],
        },
        kind="document",
    ),
    "a broadcaster, older": Paper(
        (
            "Pupil nationality data\nBy Judith Burns\nEducation reporter\n15 December 2016\n"
            "From the section Education & Family\nShare\nPlans were drawn up.",
        ),
        {"kind": ["news"], "author": ["Judith Burns"], "published": ["15 December 2016"]},
        kind="web-page",
    ),
    "an American letter": Paper(
        (
            "October 5, 2016\nRef. No. 123-A\nDear Mr. Smith:\nThank you for your inquiry.\n"
            "Sincerely,\nJohn Roe",
        ),
        {},
        kind="document",
    ),
    "a witness statement": Paper(
        (
            "Claim No: CO/1234/2017\nIN THE HIGH COURT OF JUSTICE\nQUEEN'S BENCH DIVISION\n"
            "ADMINISTRATIVE COURT\nBETWEEN:\nTHE QUEEN\n(on the application of JANE DOE)\nClaimant\n"
            "- and -\nSECRETARY OF STATE FOR EDUCATION\nDefendant\n"
            "FIRST WITNESS STATEMENT OF JANE DOE\nI, JANE DOE, of 1 High Street, will say as follows:\n"
            "1. On 3 May 2016 I received a letter dated 28 April 2016.\n2. My request was refused.",
            "Statement of truth\nI believe that the facts stated in this witness statement are true.\n"
            "Signed: J Doe\nDated: 7 July 2017",
        ),
        {"reference": ["CO/1234/2017"]},
        kind="document",
    ),
}
