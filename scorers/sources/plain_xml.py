"""Elements of an XML document by their local names; document types and entities are refused."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from scorers.exceptions import SourceChangedError, SourceUnavailableError


LARGEST_BYTES = 30_000_000
DEEPEST = 50


def read(data: bytes, place: str) -> Element:
    """Return the root element.

    Names of elements and attributes are what stands behind their last colon: prefixes differ
    between exporters, and one wrote a prefix twice.

    Raises:
        SourceUnavailableError: It is larger or deeper than the caps.
        SourceChangedError: It is not XML, or states a document type: what entities are made of.
    """
    if len(data) > LARGEST_BYTES:
        raise SourceUnavailableError(f"{place}: an XML of more than {LARGEST_BYTES} bytes")
    tree = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise SourceUnavailableError(f"{place}: XML elements nested more than {DEEPEST} deep")
        tree.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        tree.end(_local(name))

    def refuse(name: str, *_: object) -> None:
        raise SourceChangedError(f'{place}: the XML states a document type, "{name}": refused')

    # Without a separator of namespaces, names keep the prefixes that they are written with.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = tree.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SourceChangedError(f"{place}: not XML: {error}") from error
    return tree.close()


def text(element: Element, name: str) -> str:
    """Return the text of the first child of a name, "" if there is none."""
    return (element.findtext(name) or "").strip()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
