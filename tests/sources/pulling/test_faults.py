"""What a server may do to a pull. After each fault: no row lost, none doubled, no half file.

Each fault happens on the second of three pages, so that a first one is already stored.
"""
# ruff: noqa: ARG001 - every fault is given the same three, whatever it makes of them

import gzip
import json
import re
import time as clock
import zlib

import pytest

from scorers.sources.systems.base import Ask


PAGE = "/requests?offset=10"
ROBOTS = "/robots.txt"


def page(right):
    """Return the body of the right reply."""
    return right.partition(b"\r\n\r\n")[2]


def head(right):
    return right.partition(b"\r\n\r\n")[0]


# What a fault does to one reply: a function of (connection, right reply, http).
def resets(connection, right, http):
    connection.close()


def cuts_the_head(connection, right, http):
    connection.sendall(right[:30])


def cuts_the_body(connection, right, http):
    connection.sendall(right[:-40])


def announces_more_than_it_sends(connection, right, http):
    connection.sendall(http(page(right), content_length=len(page(right)) + 1_000))


def cuts_a_chunk(connection, right, http):
    body = page(right)
    connection.sendall(http(content_length=None, transfer_encoding="chunked"))
    connection.sendall(b"%x\r\n" % (len(body) + 50) + body)


def ends_without_the_last_chunk(connection, right, http):
    body = page(right)
    connection.sendall(http(content_length=None, transfer_encoding="chunked"))
    connection.sendall(b"%x\r\n" % len(body) + body + b"\r\n")


def writes_a_chunk_size_that_is_none(connection, right, http):
    connection.sendall(http(b"zz\r\n", content_length=None, transfer_encoding="chunked"))


def cuts_the_packed_body(connection, right, http):
    packed = gzip.compress(page(right))[:-20]
    connection.sendall(http(packed, content_encoding="gzip"))


def sends_broken_packing(connection, right, http):
    connection.sendall(http(b"\x1f\x8b" + page(right), content_encoding="gzip"))


def is_silent(connection, right, http):
    clock.sleep(1)


def stops_in_the_body(connection, right, http):
    connection.sendall(right[:-40])
    clock.sleep(1)


def is_no_http(connection, right, http):
    connection.sendall(b"220 mail.example ready\r\n\r\n")


def status(line, **headers):
    def answers(connection, right, http):
        connection.sendall(http(b"no", line, "text/plain", **headers))

    said = "_".join([line[:3], *headers.values()])
    answers.__name__ = f"answers_{re.sub(r'[^A-Za-z0-9]+', '_', said)}"
    return answers


PASSING = [
    resets,
    cuts_the_head,
    cuts_the_body,
    announces_more_than_it_sends,
    cuts_a_chunk,
    ends_without_the_last_chunk,
    writes_a_chunk_size_that_is_none,
    cuts_the_packed_body,
    sends_broken_packing,
    is_silent,
    stops_in_the_body,
    is_no_http,
    status("429 Too Many Requests", retry_after="7"),
    status("500 Internal Server Error"),
    status("502 Bad Gateway"),
    status("503 Service Unavailable", retry_after="Fri, 02 Jan 1970 00:00:00 GMT"),
    status("503 Service Unavailable", retry_after="soon"),
    status("504 Gateway Timeout"),
]


def drips(connection, right, http):
    for byte in right:
        connection.sendall(bytes([byte]))
        clock.sleep(0.05)


def drips_the_head(connection, right, http):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(400):
        connection.sendall(b"X-Slow: 1\r\n")
        clock.sleep(0.05)


def is_a_bomb(connection, right, http):
    packed = gzip.compress(b" " * 20_000_000)
    connection.sendall(http(packed, content_encoding="gzip"))


def is_a_deflated_bomb(connection, right, http):
    connection.sendall(http(zlib.compress(b" " * 20_000_000), content_encoding="deflate"))


def announces_too_much(connection, right, http):
    connection.sendall(http(b"{}", content_length=10_000_000_000))


def sends_too_much(connection, right, http):
    connection.sendall(http(content_length=None))
    for _ in range(100):
        connection.sendall(b" " * 10_000)


def sends_an_encoding_not_asked_for(connection, right, http):
    connection.sendall(http(page(right), content_encoding="br"))


def sends_a_web_page(connection, right, http):
    connection.sendall(http(b"<html>sign in</html>", kind="text/html; charset=utf-8"))


def names_no_type(connection, right, http):
    connection.sendall(http(page(right), kind=""))


def sends_cut_json(connection, right, http):
    connection.sendall(http(page(right)[:-40]))


def sends_latin_1(connection, right, http):
    connection.sendall(http(b'{"total": 25, "results": "\xf1"}'))


def sends_another_shape(connection, right, http):
    connection.sendall(http(b'{"total": 25, "requests": []}'))


def sends_an_unknown_state(connection, right, http):
    connection.sendall(http(page(right).replace(b'"done"', b'"dreaming"', 1)))


def sends_a_day_that_is_none(connection, right, http):
    connection.sendall(http(page(right).replace(b"2024-01-", b"2024-13-", 1)))


def leads(place):
    def redirects(connection, right, http):
        connection.sendall(http(b"", "302 Found", location=place))

    redirects.__name__ = f"leads_to_{re.sub(r'[^A-Za-z0-9]+', '_', place)}"
    return redirects


STOPPING = [
    (drips, "takes longer than 2"),
    (drips_the_head, "takes longer than 2"),
    (is_a_bomb, "unpacks to more than 400000 bytes"),
    (is_a_deflated_bomb, "unpacks to more than 400000 bytes"),
    (announces_too_much, "announces 10000000000 bytes"),
    (sends_too_much, "sends more than 200000 bytes"),
    (sends_an_encoding_not_asked_for, 'encoded as "br"'),
    (sends_a_web_page, "sent a web page instead of application/json"),
    (names_no_type, 'sent "" instead of application/json'),
    (sends_cut_json, "not JSON"),
    (sends_latin_1, "not JSON"),
    (sends_another_shape, 'no field "results"'),
    (sends_an_unknown_state, 'unknown state "dreaming"'),
    (sends_a_day_that_is_none, 'does not fit the column "filed_on"'),
    (leads("file:///etc/hostname"), "only http and https"),
    (leads("http://clouds.example/"), "clouds.example is not among the hosts of ask: 127.0.0.1"),
    (leads("http://127.0.0.1@clouds.example/"), "no user name"),
    (leads("http://clouds.example\\@127.0.0.1/"), "no user name"),
    (leads("http://[::ffff:169.254.169.254]/"), "is not among the hosts"),
    (leads("http://[nowhere"), "leads to http://[nowhere: not an address"),
    (status("304 Not Modified"), "answers 304"),
    (status("403 Forbidden"), "answers 403"),
    (status("404 Not Found"), "answers 404"),
    (status("418 I'm a teapot"), "answers 418"),
    (status("302 Found"), "answers 302 without an address"),
]


def doing(fault, http):
    return lambda connection, right: fault(connection, right, http)


@pytest.fixture(name="undisturbed")
def _undisturbed(pull):
    """Give the files of a pull that nothing disturbed; then the source has changed since."""
    assert pull().failure == ""
    before = pull.records
    pull.site.items[12]["state"] = "open"
    pull.site.items[24]["answered"] = "2024-02-03"
    assert pull().failure == ""
    after = pull.records
    for path in pull.archive.glob("*"):
        if path.is_file():
            path.unlink()
    pull.site.items[12]["state"] = "done"
    pull.site.items[24]["answered"] = "2024-02-01"
    assert pull().failure == ""
    assert rows(pull.records) == rows(before)
    pull.site.items[12]["state"] = "open"
    pull.site.items[24]["answered"] = "2024-02-03"
    return rows(pull.records), rows(after)


def rows(records):
    return records["requests/ask.csv"]


def nothing_is_half(pull):
    return not list(pull.folder.rglob(".*.new"))


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.__name__)
def test_a_fault_that_passes_leaves_no_trace_in_the_rows(pull, undisturbed, fault, http):
    pull.site.faults[PAGE] = [doing(fault, http)] * 2

    assert pull().failure == ""

    assert rows(pull.records) == undisturbed[1]
    assert pull.site.asked.count(PAGE) > 2
    assert nothing_is_half(pull)


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.__name__)
def test_a_fault_that_stays_stops_the_source_until_it_has_passed(pull, undisturbed, fault, http):
    before, after = undisturbed
    pull.site.faults[PAGE] = [doing(fault, http)] * 6
    pull.site.asked.clear()

    failure = pull().failure

    assert pull.site.url(PAGE) in failure
    assert "6 times" in failure
    assert "\n" not in failure
    assert rows(pull.records) == before
    assert nothing_is_half(pull)
    first = pull.site.asked.count("/requests?offset=0")

    assert pull().failure == ""

    assert rows(pull.records) == after
    assert pull.site.asked.count("/requests?offset=0") == first == 1
    assert nothing_is_half(pull)


@pytest.mark.parametrize(
    ("fault", "message"), STOPPING, ids=lambda it: getattr(it, "__name__", "so")
)
def test_a_reply_that_is_no_answer_stops_the_source_and_says_why(
    pull, undisturbed, fault, message, http
):
    before, after = undisturbed
    pull.site.faults[PAGE] = [doing(fault, http)]

    failure = pull().failure

    assert message in failure
    assert "\n" not in failure
    assert rows(pull.records) == before
    assert nothing_is_half(pull)
    assert pull().failure == ""
    assert rows(pull.records) == after


def test_a_busy_server_is_left_alone_as_long_as_it_says(pull, http):
    pull.site.faults[PAGE] = [http(b"", "429 Too Many Requests", retry_after="7")]

    assert pull().failure == ""

    assert 7 in pull.time.slept


def test_no_server_can_make_a_pull_wait_longer_than_a_minute(pull, http):
    pull.site.faults[PAGE] = [http(b"", "503 Busy", retry_after="86400")]

    assert pull().failure == ""

    assert max(pull.time.slept) == 60


def test_no_content_is_whole_although_it_has_no_length(pull, invented, monkeypatch):
    def fetch(source, ask, since):
        reply = ask(Ask(f"{source.address}/nothing", kinds=("",)))
        assert (reply.status, reply.body) == (204, b"")
        yield from right(source, ask, since)

    right = invented.fetch
    monkeypatch.setattr(invented, "fetch", fetch)
    pull.site.faults["/nothing"] = [b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"]

    assert pull().failure == ""

    assert pull.site.asked.count("/nothing") == 1
    assert rows(pull.records).count(b"\n") == 26


def test_a_reply_without_its_content_is_no_page(pull, http):
    pull.site.faults[PAGE] = [http(status="204 No Content", kind="", content_length=None)]

    assert 'sent "" instead of application/json' in pull().failure


def test_redirects_that_never_end_are_not_followed(pull, http):
    loop = http(b"", "302 Found", location=PAGE)
    pull.site.faults[PAGE] = [loop] * 20

    assert "redirects more than 5 times" in pull().failure
    assert pull.site.asked.count(PAGE) == 6


def test_a_redirect_within_the_hosts_is_followed_and_its_end_is_told(pull, http):
    pull.site.faults[PAGE] = [http(b"", "301 Moved", location="/requests?offset=10&moved=1")]

    assert pull().failure == ""

    documents = pull.records["documents/ask.csv"].decode()
    assert pull.site.url("/requests?offset=10&moved=1") in documents
    assert rows(pull.records).count(b"\n") == 26


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/requests?offset=10&said=a b", "a%20b"),
        ("/requests?offset=10&said=sí".encode().decode("latin-1"), "s%C3%AD"),
        ("/requests?offset=10&said=sí", "s%ED"),
        ("/requests?offset=10&said=s%C3%AD", "s%C3%AD"),
        ("requests?offset=10&said=no#more", "no"),
    ],
)
def test_the_bytes_of_a_redirect_are_asked_for_as_they_came(pull, http, location, asked):
    pull.site.faults[PAGE] = [http(b"", "301 Moved", location=location)]

    assert pull().failure == ""

    assert f"/requests?offset=10&said={asked}" in pull.site.asked
    assert f"said={asked}" in pull.records["documents/ask.csv"].decode()


def test_a_redirect_to_a_private_address_is_not_followed_although_its_host_is_listed(pull):
    pull.but(is_private=False, hosts=("127.0.0.1",))

    failure = pull().failure

    assert "127.0.0.1 leads to 127.0.0.1, which is not of the public internet" in failure
    assert pull.site.asked == []


def test_a_name_that_leads_to_a_private_address_is_not_asked(pull):
    pull.but(address=pull.site.url(host="localhost"), hosts=("localhost",), is_private=False)

    assert "localhost leads to" in pull().failure
    assert pull.site.asked == []


def test_a_server_that_is_not_there_is_unavailable(pull, dead_port):
    pull.but(address=f"http://127.0.0.1:{dead_port}")

    assert "no answer" in pull().failure


def test_pages_that_shift_while_they_are_read_double_no_row(pull, item):
    def shift(connection, right):
        connection.sendall(right)
        pull.site.items.insert(0, item(25))

    pull.site.faults["/requests?offset=0"] = [shift]

    outcome = pull()

    ids = [line.split(b",")[0] for line in rows(pull.records).splitlines()[1:]]
    assert len(ids) == len(set(ids)) == 25
    assert [count for label, count in outcome.report.notes if "more than once" in label.en] == [1]


def test_a_page_that_comes_twice_doubles_no_row(pull, http):
    first = json.dumps({"total": 25, "results": pull.site.items[:10]}).encode()
    pull.site.faults[PAGE] = [http(first)]

    outcome = pull()

    assert rows(pull.records).count(b"\n") == 16
    assert [count for label, count in outcome.report.notes if "more than once" in label.en] == [10]


def test_not_modified_is_not_believed_of_another_body(pull, http):
    pull.site.etags = True
    assert pull().failure == ""
    pull.site.items[12]["state"] = "open"
    pull.site.faults[PAGE] = [http(status="304 Not Modified", kind="", etag='"another"')]

    assert pull().failure == ""

    assert b"pending" in rows(pull.records)


def test_not_modified_is_not_believed_where_the_stored_body_is_damaged(pull):
    pull.site.etags = True
    assert pull().failure == ""
    before = rows(pull.records)
    (path,) = pull.archive.glob("*.warc.gz")
    whole = path.read_bytes()
    path.write_bytes(whole[:-3_000] + b"\0" * 100 + whole[-2_900:])

    assert pull().failure == ""

    assert rows(pull.records) == before


@pytest.mark.parametrize("fault", ["500 Internal Server Error", "429 Too Many Requests"])
def test_a_robots_txt_that_cannot_be_read_refuses_everything(pull, http, fault):
    pull.site.faults[ROBOTS] = [http(b"", fault)] * 6

    failure = pull().failure

    assert "/robots.txt: answers " in failure
    assert PAGE not in pull.site.asked
    assert pull().failure == ""


def test_a_path_that_robots_txt_refuses_is_named_with_its_rule(pull):
    pull.site.robots = "User-agent: *\nDisallow: /\nAllow: /requests?offset=0\n"

    failure = pull().failure

    assert failure.startswith("/requests: ")
    assert "Disallow: /" in failure
    assert "/requests?offset=10" not in pull.site.asked
    assert "/requests?offset=0" in pull.site.asked


def test_a_written_permission_is_stronger_than_robots_txt(pull):
    pull.site.robots = "User-agent: *\nDisallow: /\n"
    pull.but(permission="A letter of 2 January 2026 (invented)")

    assert pull().failure == ""


def test_robots_txt_is_asked_once_a_run_and_sets_the_pace_where_it_is_slower(pull):
    pull.site.robots = "User-agent: Consta\nCrawl-delay: 9\n"
    pull.but(pace_seconds=2)

    assert pull().failure == ""

    assert pull.site.asked.count(ROBOTS) == 1
    assert pull.time.slept == [9, 9, 9]


def test_a_source_states_the_pace(pull):
    pull.but(pace_seconds=3)

    assert pull().failure == ""

    assert pull.time.slept == [3, 3, 3]


def test_whoever_asks_says_who_it_is_and_how_to_reach_it(pull, monkeypatch):
    monkeypatch.setenv("CONSTA_CONTACT", "records@clouds.example")

    assert pull().failure == ""

    agents = {head["user-agent"] for head in pull.site.heads}
    assert len(agents) == 1
    assert agents.pop().startswith("Consta/")
    assert "contact: records@clouds.example" in pull.site.heads[0]["user-agent"]


def test_a_contact_that_is_none_is_refused(pull, monkeypatch):
    monkeypatch.setenv("CONSTA_CONTACT", "me\r\nX-Header: 1")

    assert "CONSTA_CONTACT" in pull().failure
    assert pull.site.asked == []


def test_a_pull_that_was_cut_goes_on_where_it_stopped(pull, http):
    pull.site.faults[PAGE] = [http(b"", "403 Forbidden")]
    assert pull().failure
    pull.site.asked.clear()

    assert pull().failure == ""

    assert [path for path in pull.site.asked if path != ROBOTS] == [
        "/requests?offset=10",
        "/requests?offset=20",
    ]


def test_a_record_that_was_cut_is_asked_for_again(pull, http, undisturbed):
    pull.site.faults["/requests?offset=20"] = [http(b"", "403 Forbidden")]
    assert pull().failure
    (part,) = (pull.archive / ".part").glob("*.warc.gz")
    part.write_bytes(part.read_bytes()[:-100])
    pull.site.asked.clear()

    assert pull().failure == ""

    assert [path for path in pull.site.asked if path != ROBOTS] == [
        "/requests?offset=10",
        "/requests?offset=20",
    ]
    assert rows(pull.records) == undisturbed[1]


def test_a_pull_that_stopped_a_day_ago_begins_again(pull, http):
    pull.site.faults[PAGE] = [http(b"", "403 Forbidden")]
    assert pull().failure
    pull.time.sleep(90_000)
    pull.site.asked.clear()

    assert pull().failure == ""

    assert "/requests?offset=0" in pull.site.asked


def test_another_question_does_not_go_on_with_the_pull_that_stopped(pull, http):
    pull.site.faults[PAGE] = [http(b"", "403 Forbidden")]
    assert pull().failure
    pull.site.asked.clear()
    pull.but(scope={"years": [2024]})

    assert pull().failure == ""

    assert "/requests?offset=0" in pull.site.asked


def test_a_source_is_pulled_by_one_process_at_a_time(pull):
    def pull_again(connection, right):
        failures.append(pull().failure)
        connection.sendall(right)

    failures = []
    pull.site.faults[PAGE] = [pull_again]

    assert pull().failure == ""

    assert ["another pull of it is running" in failure for failure in failures] == [True]


@pytest.mark.parametrize(
    "body",
    [
        b'{"total": "many", "results": []}',
        b'{"total": 25, "results": [5]}',
        b'{"total": 25, "results": {"a": 1}}',
        b"[" * 100_000,
        b"[]",
    ],
    ids=["words for a number", "a number for a row", "a table for a list", "too deep", "a list"],
)
def test_a_shape_that_nobody_foresaw_stops_the_source_and_not_the_others(
    pull, undisturbed, body, http
):
    pull.site.faults[PAGE] = [http(body)]

    failure = pull().failure

    assert pull.site.url(PAGE) in failure or pull.site.url("/requests?offset=0") in failure
    assert "\n" not in failure
    assert rows(pull.records) == undisturbed[0]
    assert pull().failure == ""
    assert rows(pull.records) == undisturbed[1]


def test_an_archive_that_cannot_be_written_fails_its_source_alone(pull):
    (pull.folder / "archive").write_text("a file where a folder should be", encoding="utf-8")

    failure = pull().failure

    assert "fantasia/ask: " in failure
    assert "Not a directory" in failure


def test_a_source_that_is_suddenly_empty_keeps_its_rows(pull, undisturbed, http):
    pull.site.faults["/requests?offset=0"] = [http(b'{"total": 0, "results": []}')]

    assert "gives no rows, where it gave some" in pull().failure

    assert rows(pull.records) == undisturbed[0]
    assert pull().failure == ""
    assert rows(pull.records) == undisturbed[1]
