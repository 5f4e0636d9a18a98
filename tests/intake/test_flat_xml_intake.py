"""That documents which are one XML file are read, and other XML files are refused by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

pytestmark = pytest.mark.usefixtures("own_converter")


def flat_word(body: str, main: str = "/word/document.xml") -> str:
    relation = f'<Relationship Id="r1" Type="{DOCUMENT}" Target="word/document.xml"/>'
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        '<pkg:part pkg:name="/_rels/.rels" '
        'pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">'
        f'<pkg:xmlData><Relationships xmlns="{RELATIONS}">{relation}</Relationships></pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="{main}" pkg:contentType="{MAIN}"><pkg:xmlData>'
        f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        "</pkg:xmlData></pkg:part></pkg:package>"
    )


def flat_odt(kind: str = "text") -> str:
    return (
        f'<?xml version="1.0"?><office:document xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" '
        f'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:body>'
        "<office:text><text:p>Words of the letter</text:p></office:text></office:body></office:document>"
    )


def test_a_word_document_in_one_xml_file_is_read(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("letter.xml", flat_word("<w:p><w:r><w:t>Words of the letter</w:t></w:r></w:p>"))
    assert text_of(intake) == "Words of the letter"
    assert (intake.title, intake.media_type) == ("letter", "application/xml")
    assert intake.original.name == "letter.xml"


def test_an_opendocument_text_in_one_xml_file_is_read(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("letter.fodt", flat_odt())
    assert text_of(intake) == "Words of the letter"
    assert intake.media_type == "application/vnd.oasis.opendocument.text-flat-xml"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (flat_word("", main="/other.xml"), "is a document in the form of XML that is damaged"),
        (flat_odt("graphics"), "is an OpenDocument file of a kind"),
        (flat_odt()[:-20], "is a document in the form of XML that is damaged"),
        (flat_odt().replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1), "declares entities of its own"),
        (
            '<?xml version="1.0"?><w:wordDocument '
            'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "in the XML of Word 2003",
        ),
        ('<?xml version="1.0"?><package/>', "is an XML file"),
    ],
)
def test_other_xml_files_are_refused_by_name(take_in: TakeIn, data: str, cause: str) -> None:
    with pytest.raises(BadInput, match=cause):
        take_in("letter.xml", data)
