"""Requests that nobody would send, over all addresses: none may fail, and none may stop the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

import tests.drill.sql as database
from tests.drill import visits
from tests.drill.full_disk import logged_in
from tests.drill.homes import RunningArchive
from tests.drill.routes import filled_in, routes
from tests.drill.rows import DrillRow, Extent
from tests.support.addresses import PARAMETERS

THREADS = 4
METHODS = ("GET",) * 12 + (
    "HEAD",
    "POST",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "get",
    "G€T",
)
NAMES = (
    *PARAMETERS,
    "next",
    "o",
    "p",
    "e",
    "_popup",
    "action",
    "csrfmiddlewaretoken",
    "inspection__slug",
    "id__in",
    "format",
    "v",
    "all",
    "_to_field",
    "date__year",
)
"""Parameters of the public pages and of the desk."""
VALUES = (
    "children",
    "“social worker”",
    "risk NEAR/3 visits",
    "exact",
    "report",
    "newest",
    "2",
    "south-west",
    "wexcombe",
    "in-care",
    "leaders",
    "good",
    "ilacs",
    "2023",
    "point",
    "region",
    "count",
    "",
    " ",
    "\x00",
    "a\x00b",
    "٣",
    "²",
    "-1",
    "0",
    "9" * 40,
    "1e9",
    "NaN",
    "inf",
    "\uffff",
    "🦔",
    "\u202e",
    "\r\nSet-Cookie: a=b",
    "' OR 1=1--",
    "%s%d{0}",
    "{{ 7|add:7 }}",
    "../../etc/passwd",
    "NEAR/99999999",
    "(" * 500,
    '"' * 99,
    "-" * 99,
    "a* b* c*",
    "ʼ",
    "ŉ",
    "ʹʻˈ",
    "a OR -(b " * 50,
    "children " * 400,
    "%",
    "_",
    "\\",
    "a\\",
    "$$",
    "<script>",
    "\u00ad\u200b\ufeff",
    "ﷺ" * 80,
    "İ",
    "ß",
    "NOT",
    "AND OR",
    "* * *",
    "c" * 7000,
    "2023-02-30",
    "0000-00-00",
    "99999-01-01",
    "true",
    "null",
    "[]",
    "a,b,,c",
)
RAW = (
    b"%ff%fe",
    b"%00",
    b"%",
    b"%zz",
    b"+%2B%20",
    b"\xff\xfe",
    b"%ed%a0%80",
    b"&&&==",
    b"%c0%af",
    b";a=b",
)
HEADERS = (
    ("Accept", "*/*;q=x"),
    ("Accept", "application/json"),
    ("Accept-Encoding", "gzip;q=2, br, \x7f"),
    ("Accept-Encoding", "gzip"),
    ("Accept-Language", "x" * 3000),
    ("Cookie", "sessionid=\x01; csrftoken=" + "a" * 64),
    ("Cookie", "=;;=a; sessionid=" + "z" * 3000),
    ("If-None-Match", '"x", W/"y", *'),
    ("If-None-Match", "*"),
    ("If-Modified-Since", "Sat, 99 Foo 2023 99:99:99 GMT"),
    ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("Range", "bytes=0-0"),
    ("Range", "bytes=-1,5-2,999999999999-"),
    ("Range", "lines=1-2"),
    ("If-Range", "x"),
    ("X-Forwarded-For", "::ffff:999.1.1.1, unknown"),
    ("X-Forwarded-Proto", "https"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary=" + "x" * 300),
    ("Content-Type", "application/x-www-form-urlencoded; charset=nonsense"),
    ("Content-Type", "application/json"),
    ("Referer", "https://127.0.0.1/\u00ff"),
    ("Origin", "null"),
    ("Authorization", "Basic !!!"),
    ("Expect", "100-continue"),
    ("Upgrade", "h2c"),
    ("Transfer-Encoding", "chunked"),
    ("Content-Length", "-1"),
    ("Content-Length", "1, 2"),
)
HOSTS = ("localhost",) * 30 + (
    "evil.example",
    "",
    "localhost:99999",
    "[::1",
    "a" * 300,
    "localhost\x00",
    "ʼ",
)
BODIES = (
    b"",
    b"q=1",
    b"a" * 5000,
    b"--x\r\n",
    b"{",
    b"\x00" * 100,
    b"0\r\n\r\n",
    b"q=%ff&" * 2000,
    b"5\r\nab",
)
NOT_SENT = ("logout", "password", "auth/user")
"""What would end the session of the administrator, whose other forms are sent with rubbish in them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A request as it is sent; `route` is what it was drawn from."""

    route: str
    content: bytes


def drill(archive: RunningArchive, extent: Extent) -> Iterator[DrillRow]:
    """Send the requests in four threads, and look at each answer and at the log."""
    random = Random(extent.seed)
    begun = len(archive.said())
    cookies = logged_in(archive.address, archive.home)
    values = examples(archive)
    addresses = routes()
    drawn = [
        draw(random, addresses[index % len(addresses)], values, cookies)
        for index in range(extent.requests)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda each: answer_to(archive.address, each), drawn))
    lost = [
        fault
        for each, answer in zip(drawn, answers, strict=True)
        if (fault := fault_of(each, answer))
    ]
    lost += archive.failures(begun)
    if visits.get(archive.address, "/").status != 200:
        lost.append("the home page afterwards")
    statuses = Counter(f"{answer.status // 100}xx" if answer else "none" for answer in answers)
    counted = ", ".join(f"{number:,} {status}" for status, number in sorted(statuses.items()))
    done = f"A request drawn at random (seed {extent.seed}), over all {len(addresses)} routes"
    result = (
        f"Answers: {counted}. Each 5xx was 501, 505, or 503 with Retry-After; "
        "no traceback in the log."
    )
    yield DrillRow(done, len(drawn), result, tuple(lost))


def examples(archive: RunningArchive) -> dict[str, list[str]]:
    """Return, for what varies in an address, values that exist; None of them may be there."""
    statements = {
        "slug": (
            "(SELECT slug FROM reports_inspection WHERE reading_id IS NOT NULL ORDER BY slug LIMIT 10)"
            " UNION (SELECT slug FROM reports_authority ORDER BY slug LIMIT 10)"
        ),
        "object_id": "SELECT id::text FROM reports_reading ORDER BY id LIMIT 10",
    }
    values = {
        name: [row[0] for row in database.rows(archive.home, statements[name])]
        for name in statements
    }
    return values | {"anchor": ["p1", "p2", "s1", "r1"], "app_label": ["reports", "auth", "axes"]}


def draw(random: Random, route: str, values: dict[str, list[str]], cookies: str) -> Drawn:
    """Return a request for a route, nearly a right one or nothing but rubbish."""
    chosen = {
        name: random.choice(existing)
        for name, existing in values.items()
        if existing and random.random() < 0.7
    }
    path = filled_in(route, chosen, quote(random.choice(VALUES)[:200], safe="") or "x").encode()
    if random.random() < 0.05:
        path += random.choice(RAW)
    query = b"&".join(_parameter(random) for _ in range(random.choice((0, 0, 1, 1, 2, 3, 8))))
    method = random.choice(METHODS)
    is_admin = route.startswith("/admin/") and random.random() < 0.7
    if is_admin and any(word in route for word in NOT_SENT):
        method = "HEAD" if "logout" not in route else "PUT"
    headers = [("Host", random.choice(HOSTS))]
    headers += random.sample(HEADERS, random.choice((0, 0, 1, 2, 4)))
    body = b""
    if method in {"POST", "PUT", "PATCH"} or random.random() < 0.05:
        body = random.choice(BODIES)
    if is_admin:
        token = dict(pair.split("=", 1) for pair in cookies.split("; "))["csrftoken"]
        headers = [pair for pair in headers if pair[0] != "Cookie"]
        headers += [("Cookie", cookies), ("X-CSRFToken", token)]
    if not any(name in {"Content-Length", "Transfer-Encoding"} for name, _ in headers):
        headers.append(("Content-Length", str(len(body))))
    if body and not any(name == "Content-Type" for name, _ in headers):
        headers.append(("Content-Type", "application/x-www-form-urlencoded"))
    headers.append(("Connection", "close"))
    target = path + (b"?" + query if query else b"")
    return Drawn(route, _written(method, target, headers) + body)


def answer_to(address: str, drawn: Drawn) -> visits.Visit | None:
    """Return the answer to a request; None when the archive hung up, or waited for more than was sent."""
    try:
        return visits.send_raw(address, drawn.content)
    except OSError:
        return None


def fault_of(drawn: Drawn, answer: visits.Visit | None) -> str:
    """Return what is wrong with an answer; empty when nothing is.

    No answer is right for what is no request of HTTP. 501 and 505 say that there is no such method or version.
    """
    if answer is None or answer.status < 500 or answer.is_busy or answer.status in {501, 505}:
        return ""
    return f"{answer.status} for {drawn.content[:300]!r}"


def _parameter(random: Random) -> bytes:
    if random.random() < 0.1:
        return random.choice(RAW)
    name, value = random.choice(NAMES), random.choice(VALUES)
    if random.random() < 0.3:
        value += random.choice((" ", "*", "|", "-")) + random.choice(VALUES)
    if random.random() < 0.1:
        value = "".join(chr(random.randrange(1, 0xD7FF)) for _ in range(random.randrange(1, 30)))
    return f"{quote(name)}={quote(value[:6000])}".encode()


def _written(method: str, target: bytes, headers: list[tuple[str, str]]) -> bytes:
    head = method.encode() + b" " + target + b" HTTP/1.1\r\n"
    for name, value in headers:
        head += name.encode() + b": " + value.encode() + b"\r\n"
    return head + b"\r\n"
