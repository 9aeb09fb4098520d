"""What the releases of one contracting process say of its disclosure: yes, no, or not known."""

import hashlib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ocdsmerge import Merger

from scorers.sources.systems import cells
from scorers.sources.systems.base import Body


# The types of documents that disclose a step. A document without a type discloses the step that
# it stands under; one with another type, such as a clarification, discloses none.
CALL = ("tenderNotice", "biddingDocuments", "technicalSpecifications", "evaluationCriteria")
AWARD = ("awardNotice", "evaluationReports", "winningBid")
CONTRACT = ("contractNotice", "contractSigned", "contractSummary")
COMPETITIVE = ("open", "selective")
LONGEST_KEY = 40
NOT_AWARDED = ("pending", "cancelled", "unsuccessful")
MEASURES = (
    "procurement_open",
    "procurement_single_bid",
    "procurement_call_documents",
    "procurement_award_documents",
    "procurement_contract_documents",
    "procurement_value_stated",
    "procurement_prompt",
)
# What is kept of a release until it is merged: nothing that names a supplier's people. None stands
# for a word or number, `list` for a list of words.
DOCUMENTS = dict.fromkeys(("id", "documentType", "url", "datePublished"))
PARTY = {"id": None, "name": None, "identifier": {"id": None}, "roles": list}
SHAPE: Mapping[str, Any] = {
    **dict.fromkeys(("ocid", "id", "date")),
    "tag": list,
    "buyer": PARTY,
    "parties": PARTY,
    "tender": {
        **dict.fromkeys(("datePublished", "procurementMethod", "numberOfTenderers")),
        "tenderPeriod": {"startDate": None},
        "value": {"amount": None},
        "procuringEntity": PARTY,
        "tenderers": PARTY,
        "documents": DOCUMENTS,
    },
    "awards": {**dict.fromkeys(("id", "status", "date")), "documents": DOCUMENTS},
    "contracts": {**dict.fromkeys(("id", "dateSigned")), "documents": DOCUMENTS},
}
# Without rules of its own the merger would ask the web for the schema of the standard.
MERGER = Merger(merge_rules={("parties", "roles"): "wholeListMerge"})


@dataclass(frozen=True, slots=True)
class Process:
    """One contracting process as far as its disclosure is counted.

    Attributes:
        day: Of its call or, where it had none, of its award or contract.
        answers: One for each of MEASURES; None where it is not known or does not apply.
        is_doubtful: Whether the number of tenderers and the tenderers listed disagree.
    """

    body: Body
    day: date
    answers: tuple[bool | None, ...]
    is_doubtful: bool


def pruned(value: Any, shape: Any = SHAPE) -> Any:
    """Return a release with only the fields that are read here."""
    if shape is None:
        return value if isinstance(value, str | int | float) else None
    if shape is list:
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if isinstance(value, list):
        return [pruned(one, shape) for one in value if isinstance(one, dict)]
    if not isinstance(value, dict):
        return None
    kept = {name: pruned(value[name], inner) for name, inner in shape.items() if name in value}
    if shape is PARTY and "id" not in kept:
        # Where parties have no id of their own, merging would list each of them once a release.
        kept["id"] = _party(kept).key
    return kept


def merged(releases: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the compiled release of the pruned releases of one process.

    Raises:
        OCDSMergeError: One of several has no date, or two disagree on what a field is.
    """
    by_id = {release.get("id", number): release for number, release in enumerate(releases)}
    if len(by_id) == 1:
        return releases[0]
    with warnings.catch_warnings():
        # Two documents with one id are the publisher's doing; the later one stays.
        warnings.simplefilter("ignore")
        tags = [tag for release in by_id.values() for tag in _list(release, "tag")]
        return {**MERGER.create_compiled_release(list(by_id.values())), "tag": tags}


def process(release: Mapping[str, Any], prompt_days: int | None) -> Process | None:
    """Return what a compiled, pruned release says; None without a buyer or a day."""
    tender, awards, contracts = _object(release, "tender"), _awards(release), _contracts(release)
    body = _party(_object(release, "buyer"))
    if not body.name:
        body = _party(_object(tender, "procuringEntity"))
    call = _day(tender, "datePublished") or _day(_object(tender, "tenderPeriod"), "startDate")
    days = [call, *_days(awards, "date"), *_days(contracts, "dateSigned")]
    day = next((found for found in days if found is not None), None)
    if not body.name or day is None:
        return None
    tags = _list(release, "tag")
    is_awarded = bool(awards) or "award" in tags
    method = tender.get("procurementMethod")
    bids, is_doubtful = _bids(release, tender)
    documents = list(_documents(tender, awards, contracts))
    single = bids == 1 if is_awarded and method in COMPETITIVE and bids is not None else None
    answers = (
        method == "open" if isinstance(method, str) and method else None,
        single,
        _has(documents, CALL) if call else None,
        _has(documents, AWARD) if is_awarded else None,
        _has(documents, CONTRACT) if contracts else None,
        _amount(tender) > 0 if call else None,
        None if prompt_days is None else _prompt(contracts, documents, prompt_days),
    )
    return Process(body, day, answers, is_doubtful)


def instant(release: Mapping[str, Any]) -> float:
    """Return the moment of a release in seconds, to tell which is the later; 0 if it has none."""
    try:
        return datetime.fromisoformat(_text(release, "date")).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def key(body: Body) -> str:
    """Return the id of a body as part of ours; a digest where it has no letters or too many."""
    found = cells.key(body.key)
    if 0 < len(found) <= LONGEST_KEY:
        return found
    return hashlib.sha256(body.key.encode()).hexdigest()[:12]


def _party(party: Mapping[str, Any]) -> Body:
    name = _text(party, "name")
    return Body(_text(party, "id") or _text(_object(party, "identifier"), "id") or name, name)


def _awards(release: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in _list(release, "awards") if one.get("status") not in NOT_AWARDED]


def _contracts(release: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _list(release, "contracts")


def _bids(release: Mapping[str, Any], tender: Mapping[str, Any]) -> tuple[int | None, bool]:
    listed = {_party(one).key for one in _list(tender, "tenderers")}
    if not listed:
        parties = _list(release, "parties")
        listed = {_party(one).key for one in parties if "tenderer" in _list(one, "roles")}
    number = tender.get("numberOfTenderers")
    stated = number if isinstance(number, int) and number > 0 else 0
    if listed and stated and len(listed) != stated:
        return None, True
    return stated or len(listed) or None, False


def _documents(
    tender: Mapping[str, Any],
    awards: list[Mapping[str, Any]],
    contracts: list[Mapping[str, Any]],
) -> Iterator[tuple[str, date | None]]:
    """Yield the type and day of each document that has an address."""
    for holders, untyped in (([tender], CALL), (awards, AWARD), (contracts, CONTRACT)):
        for holder in holders:
            for document in _list(holder, "documents"):
                if _text(document, "url"):
                    kind = _text(document, "documentType") or untyped[0]
                    yield kind, _day(document, "datePublished")


def _has(documents: list[tuple[str, date | None]], kinds: tuple[str, ...]) -> bool:
    return any(kind in kinds for kind, _ in documents)


def _prompt(
    contracts: list[Mapping[str, Any]], documents: list[tuple[str, date | None]], most: int
) -> bool | None:
    signed = _days(contracts, "dateSigned")
    published = [day for kind, day in documents if kind in CONTRACT and day is not None]
    if not signed or not published:
        return None
    delay = (min(published) - min(signed)).days
    # What was published before it was signed has a day that cannot be.
    return delay <= most if delay >= 0 else None


def _amount(tender: Mapping[str, Any]) -> float:
    # Publishers write 0.0 where they do not publish the value.
    amount = _object(tender, "value").get("amount")
    return amount if isinstance(amount, int | float) else 0


def _days(holders: list[Mapping[str, Any]], name: str) -> list[date]:
    found = (_day(holder, name) for holder in holders)
    return sorted(day for day in found if day is not None)


def _day(holder: Mapping[str, Any], name: str) -> date | None:
    # The day as the publisher's own clock has it.
    try:
        return date.fromisoformat(_text(holder, name)[:10])
    except ValueError:
        return None


def _object(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = holder.get(name)
    return found if isinstance(found, dict) else {}


def _list(holder: Mapping[str, Any], name: str) -> list[Any]:
    found = holder.get(name)
    return found if isinstance(found, list) else []


def _text(holder: Mapping[str, Any], name: str) -> str:
    found = holder.get(name)
    return " ".join(str(found).split()) if isinstance(found, str | int) else ""
