"""Letters that make no language's words are noticed; whatever people write raises no alarm."""

from __future__ import annotations

import random
import string

import pytest
from conftest import PdfMaker

from evidencepack.reading.meaning import makes_no_words
from evidencepack.reading.reader import Reader

ENGLISH = """The department collected information about nationality and country of birth from schools
between 2016 and 2018. Ministers told Parliament that these figures would never be shared with other
departments for the purposes of immigration enforcement, yet correspondence released under the Freedom
of Information Act shows that an agreement signed the year before permitted exactly that. Head teachers
had been asked to send every pupil's details each term, without knowing what would become of them."""

WRITTEN = {
    "Welsh": """Mae'r Cynulliad yn cytuno bod gan bob plentyn yng Nghymru hawl i addysg o safon, ac y dylai
    awdurdodau lleol gyhoeddi gwybodaeth am ddisgyblion sydd wedi'u gwahardd o'r ysgol. Ysgrifennodd y
    Gweinidog at bob pennaeth ym mis Medi yn gofyn iddynt ddarparu'r ffigurau erbyn diwedd y tymor.""",
    "French": """Le ministre a répondu que les données recueillies auprès des établissements scolaires ne
    seraient jamais communiquées aux services chargés de l'immigration, bien qu'un accord signé l'année
    précédente le permette expressément. Les parents n'ont pas été informés de cette possibilité.""",
    "German": """Der Staatssekretär erklärte gegenüber dem Ausschuss, dass personenbezogene Daten von
    Schülerinnen und Schülern grundsätzlich nicht weitergegeben würden. Die Datenschutzbeauftragte
    widersprach: Rechtsgrundlage und Zweckbindung seien bis heute nicht ausreichend geklärt.""",
    "names": """Krzysztof Wojciechowski 12,450 Szczepańska Małgorzata 9,120 Nguyễn Thị Phương 7,003 Siobhán
    Ní Dhomhnaill 4,410 Þórður Guðmundsson 882 Özgür Yıldırım 1,204 Mbabazi Tumusiime 3,300 Chukwuemeka
    Okonkwo 5,610 Llywelyn ap Gruffydd 770 Bhattacharjee Srinivasan 2,045 Xhaferi Gjergj 618 Ngwenya
    Thandeka 937 Fionnghuala Ruaidhrí 415 Hrvoje Krstić 290 Zbigniew Brzeziński 118 Eyjafjallajökull""",
    "citations": """R (Bridges) v South Wales Police [2020] EWCA Civ 1058; Durant v FSA [2003] EWCA Civ 1746;
    Dransfield v ICO [2012] UKUT 440 (AAC), GIA/3037/2011; s. 40(2) FOIA 2000; art. 6(1)(e) UK GDPR; Sch. 2
    para. 5 DPA 2018; Corporate Officer of the House of Commons v ICO [2008] EWHC 1084 (Admin); CPR 31.16""",
    "codes": "".join(f"SW1A {n}AA QX{n * 7:05d}B {n}F-{n * 13:04X} GB{n:09d} {n}/5/16\n" for n in range(40)),
    "addresses": "".join(f"https://www.gov.uk/x{n}?q=z{n}&k=tt_{n}#p a.b{n}@dfe.gov.uk\n" for n in range(40)),
    "a list of abbreviations": "NHSE HMRC DHSC DCMS DLUHC UKHSA OFSTED OFCOM JCHR LGBT DWP ICO FOI BAME SEND",
    "leaders and rules": "Contents ......................... 12\n__________ ---------- ========== 3\n" * 30,
    "Greek": "Το υπουργείο συνέλεξε πληροφορίες σχετικά με την εθνικότητα και τη χώρα γέννησης. " * 5,
}  # fmt: skip


@pytest.mark.parametrize("kind", ["English", *WRITTEN])
def test_what_people_write_raises_no_alarm(kind: str) -> None:
    text = WRITTEN.get(kind, ENGLISH)
    assert not makes_no_words(text)
    assert not makes_no_words(text.upper())


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", ["English", "French", "German"])
def test_a_jumbled_alphabet_is_noticed(kind: str, seed: int) -> None:
    letters = list(string.ascii_lowercase)
    random.Random(seed).shuffle(letters)
    jumbled = str.maketrans(
        string.ascii_lowercase + string.ascii_uppercase, "".join(letters) + "".join(letters).upper()
    )
    assert makes_no_words((ENGLISH + "\n" + WRITTEN.get(kind, "")).translate(jumbled))


@pytest.mark.parametrize("shift", [-31, -29, -3, -1, 1, 2, 5, 13])
def test_a_font_that_names_its_letters_wrongly_makes_a_page_garbled(
    reader: Reader, pdf: PdfMaker, shift: int
) -> None:
    letters = {f"{code:02X}": f"{code + shift:04X}" for code in range(0x21 + max(0, -shift), 0x7F)}
    assert "garbled" in reader.open(pdf(ENGLISH, letters=letters)).page(1).flags


def test_signs_in_place_of_letters_make_a_page_garbled(reader: Reader, pdf: PdfMaker) -> None:
    signs = "!#$%&*+<=>?@[]^{|}~§±¶×÷¿"
    letters = {f"{0x61 + n:02X}": f"{ord(sign):04X}" for n, sign in enumerate(signs)}
    assert "garbled" in reader.open(pdf(ENGLISH, letters=letters)).page(1).flags


def test_one_garbled_part_is_enough(reader: Reader) -> None:
    garbled = ENGLISH.translate({code: code - 29 for code in range(0x41, 0x7B)})
    assert makes_no_words(ENGLISH + "\n" + garbled + "\n" + WRITTEN["French"])


def test_a_sound_page_is_not_garbled(reader: Reader, pdf: PdfMaker) -> None:
    assert "garbled" not in reader.open(pdf(ENGLISH)).page(1).flags
