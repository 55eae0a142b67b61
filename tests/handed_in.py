"""Files as people hand them in, made for the tests."""

import io
import zipfile

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf(text: str = "Kooperationsvertrag", filler: int = 0) -> bytes:
    """A PDF with one line of text; ``filler`` bytes of a picture-like stream make it larger."""
    stream = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    if filler:
        block = bytes(number * 7919 % 251 for number in range(997))
        data = (block * (filler // len(block) + 1))[:filler]
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(data), data))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def office(parts: dict[str, str | bytes], types: str = CONTENT_TYPES) -> bytes:
    """A zip archive with parts, as Office programs write them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(text: str = "Satzung über die Zusammenarbeit") -> bytes:
    """A Word document with two paragraphs."""
    body = (
        f"<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p><w:t>Ende</w:t></w:p></w:body></w:document>"
    )
    return office({"word/document.xml": body})


def odt(text: str = "Geschäftsordnung") -> bytes:
    """An OpenDocument text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:text><text:p>{text}</text:p></office:text>")
    return target.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"
EXE = b"MZ\x90\x00" + b"\0" * 100
