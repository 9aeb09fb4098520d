"""Writes an OpenDocument text of a few paragraphs: the same bytes on every machine.

The package follows OpenDocument 1.3, part 2: the file `mimetype` comes first and is stored, the
manifest names the others. All days in the archive are the same, so nothing depends on a clock.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape


MIMETYPE = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
DC = "http://purl.org/dc/elements/1.1/"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say
# What XML 1.0 cannot hold, however it is escaped.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MANIFEST = (
    f'{HEAD}<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
    f'manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>\n"
)


def document(title: str, blocks: Sequence[Sequence[str]], locale: str) -> bytes:
    """Return an OpenDocument text.

    Args:
        title: What programs show as its title.
        blocks: Paragraphs, each of one line or more.
        locale: The language of all of it, such as es_PE.
    """
    paragraphs = "".join(
        '<text:p text:style-name="Standard">'
        + "<text:line-break/>".join(map(_safe, lines))
        + "</text:p>"
        for lines in blocks
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        _add(package, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        _add(package, "META-INF/manifest.xml", _MANIFEST)
        _add(
            package,
            "content.xml",
            f'{HEAD}<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}" '
            f'office:version="1.3"><office:body><office:text>{paragraphs}</office:text>'
            "</office:body></office:document-content>\n",
        )
        _add(package, "styles.xml", _styles(locale))
        _add(
            package,
            "meta.xml",
            f'{HEAD}<office:document-meta xmlns:office="{OFFICE}" xmlns:meta="{META}" '
            f'xmlns:dc="{DC}" office:version="1.3"><office:meta><dc:title>{_safe(title)}</dc:title>'
            "</office:meta></office:document-meta>\n",
        )
    return made.getvalue()


def _styles(locale: str) -> str:
    language, _, country = locale.partition("_")
    return (
        f'{HEAD}<office:document-styles xmlns:office="{OFFICE}" xmlns:style="{STYLE}" '
        f'xmlns:fo="{FO}" office:version="1.3"><office:styles>'
        '<style:style style:name="Standard" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-bottom="0.3cm"/>'
        f'<style:text-properties fo:font-size="11pt" fo:language="{language}" '
        f'fo:country="{country}"/></style:style></office:styles></office:document-styles>\n'
    )


def _add(
    package: zipfile.ZipFile, name: str, text: str, compression: int = zipfile.ZIP_DEFLATED
) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.create_system = 3  # else it would be that of the machine
    entry.external_attr = 0o644 << 16
    package.writestr(entry, text.encode(), compression)


def _safe(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))
