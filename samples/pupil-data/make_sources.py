"""Makes the sample's PDFs, Word file and e-mail anew: ``python samples/pupil-data/make_sources.py``.

The page, the debate and the handling answer are plain text and are edited where they stand. Run twice,
this writes the same bytes; a change of wording here may need the same change in ``recipe.toml``.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
FONTS = HERE.parents[1] / "resources" / "fonts"
NOTICE = "Reconstruction for demonstration; not a real document."
NO_BREAK = "\u00a0"

PAGE = """
#set page(paper: "a4", margin: (x: 25mm, top: 25mm, bottom: 27mm), footer: context [
  #set text(8.5pt)
  NOTICE #h(1fr) Page #counter(page).display() of #counter(page).final().first()
])
#set text(font: "FACE", size: 11pt, lang: "en", region: "GB", hyphenate: true)
#set par(justify: JUSTIFY, leading: 0.7em, spacing: 1.1em)
#show heading: set text(hyphenate: false)
#show heading: set block(above: 1.5em, below: 0.8em)
#let facts(..cells) = grid(columns: (34mm, 1fr), row-gutter: 0.75em, ..cells)
"""

ANSWER_HEAD = """
#set document(title: "Written answer NUMBER, ANSWERED", date: none)
#text(9.5pt)[House of Commons #h(1fr) Written answers]
#line(length: 100%, stroke: 0.5pt)
= School census: nationality and country of birth
#facts(
  [*Question*], [NUMBER], [*Answered*], [ANSWERED],
  [*Department*], [Department for Education],
  [*Answered by*], [a Minister at the Department for Education],
)
"""

ANSWER_42942 = """
== Question
To ask the Secretary of State for Education, for what purposes the Department will use information on
pupils' nationality and country of birth; and whether it plans to give that information to other
departments.
== Answer
Information on nationality and country of birth is to be collected in the school census for the first
time this autumn. The information will be used only for the Department's internal analytical, statistical
and research purposes. It will show how the attainment of pupils born abroad differs from that of other
pupils, and where schools need support with English as an additional language. There are currently no
plans to share the information with other government departments.

Officials are writing guidance for schools, which will be published before the first day of term.
"""

ANSWER_42842 = """
== Question
To ask the Secretary of State for Education, who will be able to see the nationality and country of birth
recorded for each pupil in the school census.
== Answer
The Department will use the new items for internal analytical, statistical and research purposes alone. It
will tell schools how to record them before the start of term. The Department has no current plans to
share the information with other departments, unless it is legally required to do so.

Schools see the information that they themselves have recorded. Statistics that are published will not
identify any pupil.
"""

FOI_RESPONSE = """
#set document(title: "Response to a request for information, 6 October 2016", date: none)
#text(15pt, weight: "bold")[Department for Education]
#v(4mm)
#facts(
  [To], [The requester (name withheld)],
  [From], [Information rights officer],
  [Date], [6 October 2016],
  [Reference], [demonstration 2],
)
= Freedom of Information Act 2000: Home Office requests for pupil data
You asked when the Home Office may ask for information from the National Pupil Database, how often it has
done so since 2012, and in what form. We hold the information. Our answer is below.
== When a request may be made
The purposes for which the Home Office makes a request include immigration enforcement. A request for
that purpose concerns a dependant of a person suspected of an offence under section 24 or 24A of the
Immigration Act 1971 or section 35 of the Asylum and Immigration (Treatment of Claimants, etc.) Act 2004,
or an unaccompanied minor with whom contact has been lost.
== How often, and for what
Since 2012 the Department has met 18 requests from the Home Office. The attached schedule gives them by
year (2012--2016). Each asks for the latest address or school of named individuals. One standard request
form is used for all of them, and a copy is attached.
== What this answer does not cover
This answer concerns addresses and schools that the Department already held. Nationality and country of
birth, first collected in the school census taken today, were not held when those requests were made.
== If you are not satisfied
You may ask for an internal review of this answer and, after that, complain to the Information
Commissioner.

Information rights officer \\
Department for Education

#text(9.5pt)[Attached: schedule (page 2); standard request form (page 3)]

#page(flipped: true)[
  = Schedule: Home Office requests met, 2012--2016 (demonstration figures)
  #table(
    columns: (30mm, 32mm, 38mm, 38mm, 1fr), inset: 7pt, stroke: (x: none, y: 0.5pt),
    align: (left, right, right, right, left),
    table.header([*Year*], [*Requests met*], [*Latest address*], [*School*], [*Note*]),
    [2012], [2], [2], [0], [],
    [2013], [5], [3], [2], [],
    [2014], [2], [2], [0], [],
    [2015], [6], [4], [2], [],
    [2016], [3], [2], [1], [To the date of this answer.],
    [*Total*], [*18*], [*13*], [*5*], [],
  )
  In the figures for 2012--2016 a request is counted once, in the year in which it was met, however many
  individuals it names. “Latest address” and “School” show which of the two was given.
]
= Standard request form
#text(9.5pt)[From the Home Office to the Department for Education]

A request is made on this form and on no other. Name each individual on a line of its own and state the
ground for asking. Incomplete forms are sent back.
#let blank = (table.cell[#v(4mm)],)
#table(
  columns: (55mm, 1fr), inset: 7pt, stroke: 0.5pt,
  [Name of the individual], ..blank,
  [Date of birth], ..blank,
  [Information asked for], [#sym.square latest address #h(8mm) #sym.square school],
  [Ground for the request], [
    #sym.square dependant of a person suspected of an offence \\
    #sym.square unaccompanied minor, contact lost \\
    #sym.square other (please specify)
  ],
  [Role of the requesting officer], ..blank,
  [Date of the request], ..blank,
)
== For the Department's use
#table(
  columns: (55mm, 1fr), inset: 7pt, stroke: 0.5pt,
  [Outcome], [#sym.square met #h(8mm) #sym.square not met],
  [Date of the outcome], ..blank,
)
"""

BULLETIN = (
    "What we told the education press today",
    "Colleagues have asked us whether they can tell parents where the answers to the new census questions "
    "will go. This is what the head of the association told the education press this morning:",
    "“Members have been given an assurance that nothing goes to the Home Office. We asked because the new "
    "questions on nationality and country of birth had worried parents.”",
    "Most schools will write to parents about the census in the last days of this month. A form of words "
    "that you may use will follow on Monday.",
    "Policy team, the school leaders’ association",
)


def make_pdf(name: str, content: str, face: str, *, justified: bool) -> None:
    """Typesets one PDF into ``sources``.

    Args:
        name: The file's name.
        content: Typst source of the pages, without their set-up.
        face: The family of the shipped fonts to use.
        justified: Whether lines are set to the full measure.
    """
    setup = PAGE.replace("NOTICE", NOTICE).replace("FACE", face)
    source = setup.replace("JUSTIFY", str(justified).lower()) + content
    shipped = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    pdf = typst.compile(
        source.encode(),
        font_paths=shipped,
        ignore_system_fonts=True,
        format="pdf",
        timestamp=int(dt.datetime(2016, 11, 21, tzinfo=dt.UTC).timestamp()),
    )
    (SOURCES / name).write_bytes(pdf)


def make_updated_answer() -> None:
    """Writes the Word copy of the answer updated on 29 October 2016."""
    document = docx.Document()
    prepare(document, "Written answer as updated on 29 October 2016")
    updated = f"29{NO_BREAK}October{NO_BREAK}2016"
    document.add_heading("Written answer: requests for pupil data", level=1)
    details = document.add_table(rows=0, cols=2)
    for label, value in (
        ("House", "House of Commons"),
        ("Department", "Department for Education"),
        ("Reference", "demonstration 3"),
        ("Updated", f"{updated} (this copy does not show the day of the first answer)"),
    ):
        cells = details.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = value
    details.autofit = False
    for column, width in zip(details.columns, (Mm(35), Mm(125)), strict=True):
        for cell in column.cells:
            cell.width = width
        column.width = width
    document.add_heading("Question", level=2)
    document.add_paragraph(
        "To ask the Secretary of State for Education, how many requests for pupil data the Home Office "
        "has made to the Department, and how many individuals they concerned."
    )
    document.add_heading("Answer", level=2)
    document.add_paragraph("A Minister at the Department for Education:")
    answer = document.add_paragraph("Between July 2015 and September 2016 the Home Office made ")
    answer.add_run("25").bold = True
    answer.add_run(" requests to the Department concerning ")
    answer.add_run("2,462").bold = True
    answer.add_run(" individuals.")
    document.add_paragraph(f"This answer was updated on {updated}. The figures are set out again below.")
    figures = document.add_table(rows=0, cols=3)
    for row, texts in enumerate(
        (("Period", "Requests", "Individuals"), ("July 2015–September 2016", "25", "2,462"))
    ):
        for cell, text in zip(figures.add_row().cells, texts, strict=True):
            cell.paragraphs[0].add_run(text).bold = row == 0
    write_docx(document, SOURCES / "answer-updated-2016-10-29.docx")


def prepare(document: Document, title: str) -> None:
    """Gives a new Word document its face, language, footer and properties."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11.5)
    for name in ("Heading 1", "Heading 2"):
        heading = document.styles[name]
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.element.rPr.rFonts.attrib.clear()
        heading.font.name = "Times New Roman"
        heading.paragraph_format.space_after = Pt(6)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(NOTICE).font.size = Pt(9)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = "en-GB"
    properties.created = properties.modified = dt.datetime(2016, 10, 29, 12, 0)


def write_docx(document: Document, path: Path) -> None:
    """Saves a Word document with fixed times inside, so that the same words give the same bytes."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (2016, 10, 29, 12, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))


def make_bulletin() -> None:
    """Writes the association's e-mail of 23 September 2016, as plain text and as HTML."""
    subject, *paragraphs = BULLETIN
    message = EmailMessage(policy=SMTP)
    message["From"] = "School leaders’ association <bulletin@example.org>"
    message["To"] = "All members <members@example.invalid>"
    message["Date"] = dt.datetime(2016, 9, 23, 15, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    message["Subject"] = f"School census: {subject[0].lower()}{subject[1:]}"
    message["Message-ID"] = "<demonstration-bulletin@example.org>"
    message.set_content("\n\n".join((*paragraphs, "-- ", NOTICE)), cte="quoted-printable")
    marked = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    message.add_alternative(
        f"<html lang='en-GB'>\n<body>\n<h1>{subject}</h1>\n{marked}<hr>\n<p><small>{NOTICE}</small></p>\n"
        "</body>\n</html>\n",
        subtype="html",
        cte="quoted-printable",
    )
    message.set_boundary("demonstration-bulletin")
    (SOURCES / "leaders-bulletin-2016-09-23.eml").write_bytes(message.as_bytes())


def main() -> None:
    """Makes all five files."""
    SOURCES.mkdir(exist_ok=True)
    for number, answered, answer in (
        ("42942", "25 July 2016", ANSWER_42942),
        ("42842", "26 July 2016", ANSWER_42842),
    ):
        head = ANSWER_HEAD.replace("NUMBER", number).replace("ANSWERED", answered)
        make_pdf(f"written-answer-{number}.pdf", head + answer, "Liberation Serif", justified=True)
    make_pdf("foi-response-2016-10-06.pdf", FOI_RESPONSE, "Liberation Sans", justified=False)
    make_updated_answer()
    make_bulletin()


if __name__ == "__main__":
    main()
