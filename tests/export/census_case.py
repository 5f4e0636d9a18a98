"""A realistic submission, the pupils' nationality data of 2016, with every part a Word file may have."""

from __future__ import annotations

from evidencepack.submission.blocks import (
    Body,
    Bullet,
    Column,
    Details,
    Heading,
    Link,
    Marking,
    Numbered,
    Pair,
    Pairs,
    Quotation,
    Row,
    Run,
    Side,
    Submission,
    Subtitle,
    Table,
    TableNote,
    Title,
)


def annex(mark: str, page: int) -> Run:
    """A reference to a page of an annex, as a link."""
    return Run(f"Annex {mark}, page {page}", link=Link("annex", f"A{ord(mark) - 64}", page))


def words(*parts: str | Run) -> tuple[Run, ...]:
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


def entry(number: int, when: str, inexact: bool, what: str, source: Run | str) -> Row:
    cells = (words(str(number)), (Run(when, italic=inexact),), words(what), words(source))
    return Row(cells, Link("entry", f"E{number}"))


def opening_blocks() -> tuple:
    return (
        Marking("Demonstration. The wording is reconstructed and roles stand in for names."),
        Title("Written evidence submitted by School Data Watch"),
        Subtitle("Asking pupils for their nationality: the assurances of 2016 and the record"),
        Details(
            (
                ("Committee", "Education Committee, House of Commons"),
                ("Inquiry", "The school census (demonstration inquiry)"),
                ("Submitted by", "School Data Watch, a demonstration submitter"),
                ("Date", "14 December 2016"),
                (
                    "Publication",
                    "All of it may be published; it holds nothing confidential and nobody’s address,"
                    " telephone number or other contact details.",
                ),
            )
        ),
        Heading("Summary", 1, "T1"),
        Bullet(
            words(
                "From autumn 2016 schools in England had to ask families for a child’s nationality and "
                "country of birth. Families were told that the answers would stay with the Department."
            )
        ),
        Bullet(
            words(
                "The Department’s own documents show that ",
                Run("other", italic=True),
                " items about named children were already going to the Home Office each month.",
            )
        ),
        Bullet(
            words(
                "We ask the Committee to obtain three things, set out in ",
                Run("paragraph 8", link=Link("paragraph", "P9")),
                ".",
            )
        ),
        Heading("What families were told", 1, "T2"),
        Numbered(
            "1.", "1", 1, words("Two answers were given to the House in one week of July 2016:"), "P1", True
        ),
        Quotation(
            words(
                "The new items are needed for our own statistics. […] We have no plans at present to pass "
                "them to any other department."
            ),
            words("Schools Minister, written answer 42942, 25 July 2016 (", annex("A", 1), ")"),
            "Q1",
        ),
        Quotation(
            words("There are no such plans, ", Run("save where the law obliges us", italic=True), "."),
            words(
                "Schools Minister, written answer 42842, 26 July 2016 (", annex("A", 2), "); emphasis added"
            ),
            "Q2",
        ),
        Numbered(
            "2.",
            "2",
            1,
            words(
                "The reservation in the second answer did not reach schools. By the end of "
                "September two statements had been made without it:"
            ),
            "P2",
            True,
        ),
        Numbered(
            "(a)",
            "2(a)",
            3,
            words(
                "an association of head teachers told its members that nothing would go to the Home Office (",
                annex("B", 1),
                "); and",
            ),
            "P3",
        ),
        Numbered(
            "(b)",
            "2(b)",
            3,
            words(
                "a spokesperson for the Department said that the items “will not be passed on” (",
                annex("C", 1),
                ").",
            ),
            "P4",
        ),
        Numbered(
            "3.",
            "3",
            1,
            words(
                "Census day was 6 October 2016. Many schools had by then copied the "
                "assurance into their own letters."
            ),
            "P5",
        ),
    )


def middle_blocks() -> tuple:
    return (
        Heading("What the record shows", 1, "T3"),
        Heading("The answer of 6 October", 2, "T4"),
        Numbered(
            "4.",
            "4",
            1,
            words(
                "The Department answered a request for information on census day. "
                "The answer adds these facts:"
            ),
            "P6",
            True,
        ),
        Numbered(
            "4.1", "4.1", 2, words("Eighteen requests had been met since 2012 (", annex("D", 2), ")."), "P7"
        ),
        Numbered("4.2", "4.2", 2, words("One form serves for all of them and asks for:"), "P8", True),
        Numbered("(a)", "4.2(a)", 3, words("name, date of birth and sex;"), "P10"),
        Numbered("(b)", "4.2(b)", 3, words("the school, which means:"), "P11", True),
        Numbered("(i)", "4.2(b)(i)", 4, words("the school of today; or"), "P12"),
        Numbered("(ii)", "4.2(b)(ii)", 4, words("where there is none, the last one known."), "P13"),
        Numbered("4.3", "4.3", 2, words("Every request is about a named child; none is in bulk."), "P14"),
        Heading("Two counts", 3),
        Numbered(
            "5.",
            "5",
            1,
            words(
                "A later answer gives a larger number for a shorter time. We draw no "
                "conclusion from the difference between ",
                Run("paragraph 4.1", link=Link("paragraph", "P7")),
                " and ",
                Run("entry 12", link=Link("entry", "E12")),
                "; nobody has explained it.",
            ),
            "P15",
        ),
        Heading("Chronology", 1, "T5"),
        Numbered(
            "6.", "6", 1, words("Dates are those in the documents; less exact ones say so in words."), "P16"
        ),
        TableNote(
            words("Dates in italics are not exact. A date “to” a date is a period, exact at both ends.")
        ),
        Table(
            "chronology",
            (Column("No.", 11, "right"), Column("Date", 37), Column("Event"), Column("Source", 31)),
            (
                entry(
                    1,
                    "between 2012 and 5 October 2016",
                    True,
                    "The Department meets eighteen requests by the Home Office for pupils’ data.",
                    annex("D", 2),
                ),
                entry(
                    2,
                    "July 2015 to September 2016",
                    False,
                    "On the later count, 25 requests are made about 2,462 people.",
                    annex("E", 1),
                ),
                entry(
                    3,
                    "July 2016",
                    False,
                    "An answer says that the rules for handling stay as they are.",
                    annex("A", 2),
                ),
                entry(
                    4,
                    "25 July 2016",
                    False,
                    "Written answer 42942: the new items are for statistics, and "
                    "there is no plan at present to pass them on to any other department.",
                    annex("A", 1),
                ),
                entry(
                    5,
                    "26 July 2016",
                    False,
                    "Written answer 42842: the same, with a reservation.",
                    annex("A", 2),
                ),
                entry(
                    6,
                    "23 September 2016",
                    False,
                    "Heads are told that nothing goes to the Home Office.",
                    annex("B", 1),
                ),
                entry(
                    7,
                    "26 September 2016",
                    False,
                    "A spokesperson says that the items will not be passed on.",
                    annex("C", 1),
                ),
                entry(
                    8,
                    "about the end of September 2016",
                    True,
                    "Schools write to parents; the letters we have "
                    "seen bear no date, and many repeat the assurance.",
                    annex("B", 1),
                ),
                entry(9, "6 October 2016", False, "School census day.", annex("D", 1)),
                entry(
                    10,
                    "6 October 2016",
                    False,
                    "The Department answers the request for information.",
                    annex("D", 1),
                ),
                entry(
                    11,
                    "10 October 2016",
                    False,
                    "The Secretary of State explains the purpose of the new items to the House.",
                    "Not annexed",
                ),
                entry(
                    12, "29 October 2016", False, "An answer, as updated, counts 25 requests.", annex("E", 1)
                ),
            ),
        ),
    )


def compared(subject: str, data: str, period: str) -> tuple[Run, ...]:
    return words(
        Run("Same subject:", italic=True),
        f" {subject}. ",
        Run("Same data:", italic=True),
        f" {data}. ",
        Run("Same period:", italic=True),
        f" {period}.",
    )


def closing_blocks() -> tuple:
    minister = Side(
        "Schools Minister, 25 July 2016",
        words("“We have no plans at present to pass them to any other department.”"),
        words(annex("A", 1), ", exact"),
    )
    department = Side(
        "Department for Education, 6 October 2016",
        words("“Eighteen requests have been met since 2012.”"),
        words(annex("D", 2), ", exact"),
    )
    heads = Side(
        "An association of head teachers, 23 September 2016",
        words("“Nothing goes to the Home Office.”"),
        words(annex("B", 1), ", equivalent"),
    )
    later = Side(
        "Minister, 29 October 2016 (updated)",
        words("“In fifteen months 25 requests were made about 2,462 people.”"),
        words(annex("E", 1), ", exact"),
    )

    def because(text: str) -> tuple[Run, ...]:
        return words(Run("Reason:", italic=True), " " + text)

    return (
        Heading("Claims against evidence", 1, "T6"),
        Numbered("7.", "7", 1, words("Each claim stands beside the passage that bears on it."), "P17"),
        TableNote(
            words(
                "“Exact”: every character agrees with the page. “Equivalent”: only spaces, quotation "
                "marks, dashes or a hyphen at the end of a line differ."
            )
        ),
        Pairs(
            ("No.", "What was said (claim)", "What the document shows (evidence)"),
            (
                Pair(
                    "1",
                    "Evidence qualifies claim",
                    minister,
                    department,
                    because(
                        "Neither statement is about the data of the other, and a reader of the first could "
                        "not know of the second, which came out ten weeks later."
                    ),
                    compared("in part", "no", "yes"),
                    "R1",
                ),
                Pair(
                    "2",
                    "Evidence contradicts claim",
                    heads,
                    department,
                    because("The claim has no limit; names, schools and addresses did go."),
                    compared("yes", "yes", "yes"),
                    "R2",
                ),
                Pair(
                    "3",
                    "Evidence supersedes claim",
                    department,
                    later,
                    because("The later figure covers less time and is larger."),
                    compared("yes", "yes", "in part"),
                    "R3",
                ),
            ),
        ),
        Heading("What we ask", 1, "T7"),
        Numbered(
            "8.",
            "8",
            1,
            words(
                Run("Recommendation 1.", bold=True),
                " That the Committee obtain the agreement between the two departments, in every version.",
            ),
            "P9",
        ),
        Numbered(
            "9.",
            "9",
            1,
            words(
                Run("Recommendation 2.", bold=True),
                " That the number of requests be published each quarter, counted in one way.",
            ),
            "P18",
        ),
        Body(words("We are willing to give oral evidence.")),
        Heading("List of annexes", 1, "T8"),
        Table(
            "annexes",
            (Column("Annex", 18), Column("Document"), Column("Date", 36), Column("Pages", 16, "right")),
            tuple(
                Row((words(mark), words(title), words(date), words(pages)), Link("annex", f"A{at}"))
                for at, (mark, title, date, pages) in enumerate(
                    (
                        (
                            "A",
                            "Two written answers on the new census items, 42942 and 42842",
                            "25 and 26 July 2016",
                            "2",
                        ),
                        (
                            "B",
                            "Report in the education press of what heads were told",
                            "23 September 2016",
                            "1",
                        ),
                        (
                            "C",
                            "News page with the statement of a spokesperson for the Department",
                            "26 September 2016",
                            "1",
                        ),
                        (
                            "D",
                            "Department for Education: answer to a request for information, with the form "
                            "that the Home Office uses",
                            "6 October 2016",
                            "3",
                        ),
                        (
                            "E",
                            "Parliamentary answer on requests for pupils’ data, as updated",
                            "29 October 2016",
                            "1",
                        ),
                    ),
                    1,
                )
            ),
        ),
    )


def made(*blocks, **changes: str) -> Submission:
    said = {
        "title": "Written evidence: School Data Watch",
        "submitter": "School Data Watch",
        "kind": "Written evidence",
        "subject": "Pupils’ nationality data, 2016",
        "language": "en-GB",
        "date": "2016-12-14",
    }
    return Submission(**(said | changes), blocks=tuple(blocks))


def census_case() -> Submission:
    """A whole submission, with every part that a Word file may have."""
    return made(*opening_blocks(), *middle_blocks(), *closing_blocks())
