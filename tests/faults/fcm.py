"""A stand-in for Google, which tests cannot reach: Firebase Cloud Messaging, HTTP v1, on loopback.

It speaks the real protocol: the OAuth token endpoint takes a signed JWT and hands out access tokens, the send endpoint
refuses a request without one and a letter that Google's description does not allow, and answers with Google's bodies.
`iid/v1:batchImport` gives a token of Firebase's for each of Apple's, and only such a one can be sent to. A browser is
installed and registered as Google's library asks for it, and what a browser gave back is sent to no more.
What each token is answered is scripted. What it cannot show is whether Google behaves as described, and a real phone.

`python -m tests.faults.fcm FOLDER` serves it to tests that are not Python: the first line says where, each further line
is one thing that reached it.
"""

import base64
import json
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

PROJECT = "aftershift-test"
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
AUDIENCE = "https://oauth2.googleapis.com/token"  # what the grant is for, wherever it is handed in
FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"


APP = "org.aftershift.app"
APPLES = re.compile("[0-9a-f]{64}")
SENDER, BROWSER_APP, API_KEY = "42", "1:42:web:7", "AIza-public"  # as an operator copies them from Firebase's own page


def of_apple(token: str) -> str:
    """The token of Firebase's that stands for this one of Apple's."""
    return f"apple:{token[:40]}"


@dataclass(frozen=True)
class Reply:
    """kind: `answer`, or how the line breaks: `nothing` is never said, or it is `cut` before a word."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "answer"
    takes: bool = False  # the letter goes to the device, whatever is said about it


def error(status: int, name: str, message: str, *details: dict[str, Any], **headers: str) -> Reply:
    found = {"code": status, "message": message, "status": name, "details": list(details)}
    return Reply(status, json.dumps({"error": found}).encode(), {k.replace("_", "-"): v for k, v in headers.items()})


def fcm(code: str) -> dict[str, Any]:
    return {"@type": FCM_ERROR, "errorCode": code}


def violation(path: str, text: str) -> dict[str, Any]:
    return {"@type": BAD_REQUEST, "fieldViolations": [{"field": path, "description": text}]}


OK = Reply(takes=True)
UNREGISTERED = error(404, "NOT_FOUND", "Requested entity was not found.", fcm("UNREGISTERED"))
NO_SUCH_PROJECT = error(404, "NOT_FOUND", "Requested entity was not found.")
SENDER_MISMATCH = error(403, "PERMISSION_DENIED", "SenderId mismatch", fcm("SENDER_ID_MISMATCH"))
NO_PERMISSION = error(403, "PERMISSION_DENIED", "Permission 'cloudmessaging.messages.create' denied")
# The two shapes of 400: the token is none, said in words or by the field; and our letter is wrong, by the field or in words.
NOT_A_TOKEN = "The registration token is not a valid FCM registration token"
BAD_TOKEN = error(400, "INVALID_ARGUMENT", NOT_A_TOKEN, fcm("INVALID_ARGUMENT"))
BAD_TOKEN_FIELD = error(
    400,
    "INVALID_ARGUMENT",
    "Request contains an invalid argument.",
    fcm("INVALID_ARGUMENT"),
    violation("message.token", "Invalid registration token"),
)
BAD_LETTER = error(
    400,
    "INVALID_ARGUMENT",
    "Invalid value at 'message.data[0].value' (TYPE_STRING), 12",
    violation("message.data[0].value", "Invalid value at 'message.data[0].value' (TYPE_STRING), 12"),
)
TOO_BIG = error(400, "INVALID_ARGUMENT", "Android message is too big", fcm("INVALID_ARGUMENT"))
APNS_KEY = error(401, "UNAUTHENTICATED", "Auth error from APNS or Web Push Service", fcm("THIRD_PARTY_AUTH_ERROR"))
INTERNAL = error(500, "INTERNAL", "Internal error encountered.", fcm("INTERNAL"))
UNAVAILABLE = error(503, "UNAVAILABLE", "The service is currently unavailable.", fcm("UNAVAILABLE"))
GARBAGE = Reply(200, b"<html>\xff\xfe captive portal</html>", takes=True)
GARBAGE_502 = Reply(502, b"\xff\xfe\x00 not even text")
GARBAGE_ERROR = Reply(500, b'{"error": "a word where an object belongs"}')
NOTHING = Reply(kind="nothing", takes=True)
CUT = Reply(kind="cut", takes=True)


def busy(seconds: int | str) -> Reply:
    return error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", fcm("QUOTA_EXCEEDED"), Retry_After=str(seconds))


# What is said of one of Apple's tokens; to a whole request any Reply may be the answer.
NO_APPLE_TOKEN = "INVALID_ARGUMENT"
APPLE_INTERNAL = "INTERNAL"

BUSY_WITHOUT_TIME = error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", fcm("QUOTA_EXCEEDED"))


def unavailable(seconds: int) -> Reply:
    return error(503, "UNAVAILABLE", "The service is currently unavailable.", Retry_After=str(seconds))


@dataclass
class Fcm:
    """script: what a token is answered, one after the other; then, and by default, OK.

    apple: what is said of one of Apple's tokens, one after the other; then, and by default, OK. imports: what is
    answered to whole requests, one after the other. imported: the tokens of each request.
    asked: every token that was tried, in order. letters: what devices got, by token. oauth: what the token endpoint
    answers in place of an access token.
    """

    address: str
    folder: Path
    script: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    apple: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    imports: list[Reply] = field(default_factory=list)
    imported: list[list[str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    letters: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    oauth: Reply | None = None
    browsers: dict[str, bool] = field(default_factory=dict)
    tell: Callable[[dict[str, Any]], None] = lambda _: None
    signed_in: int = 0
    at_once: int = 0
    most_at_once: int = 0
    slow: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def credentials(self) -> str:
        """The path of a service account's key file, as an operator would get it."""
        path = self.folder / "service-account.json"
        if not path.exists():
            pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
            account = {
                "type": "service_account",
                "project_id": PROJECT,
                "private_key_id": "k1",
                "private_key": pem,
                "client_email": f"push@{PROJECT}.iam.gserviceaccount.test",
                "token_uri": f"{self.address}/token",
            }
            path.write_text(json.dumps(account))
        return str(path)

    def tags(self, token: str) -> list[str]:
        """The ids by which a device knows a repeat, one for each time that a letter arrived."""
        return [letter["data"]["bundle"] for letter in self.letters[token]]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    far: Fcm

    def log_message(self, *_: Any) -> None: ...

    def do_DELETE(self) -> None:
        self.do_POST()

    def do_PATCH(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        far = self.far
        with far.lock:
            far.at_once += 1
            far.most_at_once = max(far.most_at_once, far.at_once)
        try:
            endpoint = {"/token": self._token, "/iid/v1:batchImport": self._import}.get(self.path, self._send)
            if re.match(f"/v1/projects/{PROJECT}/(installations|registrations)", self.path):
                endpoint = self._browser
            reply = endpoint(body)
        finally:
            with far.lock:
                far.at_once -= 1
        if reply.kind == "nothing":
            far.over.wait(60)
        if reply.kind != "answer":
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _token(self, body: bytes) -> Reply:
        """RFC 7523: a grant signed with the service account's key."""
        far = self.far
        if far.oauth is not None:
            return far.oauth
        form = parse_qs(body.decode())
        assertion = form.get("assertion", [""])[0]
        if form.get("grant_type") != ["urn:ietf:params:oauth:grant-type:jwt-bearer"] or assertion.count(".") != 2:
            return Reply(400, b'{"error": "unsupported_grant_type"}')
        signed, _, signature = assertion.rpartition(".")
        claims = json.loads(_decoded(signed.split(".")[1]))
        try:
            far.key.public_key().verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), SHA256())
        except InvalidSignature:
            return Reply(400, b'{"error": "invalid_grant"}')
        if claims["aud"] != AUDIENCE or SCOPE not in claims["scope"] or claims["exp"] < time.time():
            return Reply(400, b'{"error": "invalid_grant"}')
        with far.lock:
            far.signed_in += 1
        found = {"access_token": f"ya29.{far.signed_in}", "expires_in": 3599, "token_type": "Bearer"}
        return Reply(200, json.dumps(found).encode())

    def _is_signed_in(self) -> bool:
        return self.headers.get("Authorization", "") in {f"Bearer ya29.{n + 1}" for n in range(self.far.signed_in)}

    def _import(self, body: bytes) -> Reply:
        """Google's Instance ID service: what it answers without this header is a refusal of the (old) server key."""
        far = self.far
        if not self._is_signed_in() or self.headers.get("access_token_auth") != "true":
            return Reply(401, b'{"error": "Unauthorized"}')
        asked = json.loads(body)
        tokens = asked["apns_tokens"]
        with far.lock:
            far.imported.append(tokens)
            if far.imports:
                return far.imports.pop(0)
            if asked["application"] != APP or asked["sandbox"] is not False or not 0 < len(tokens) <= 100:
                far.wrong.append("batchImport")
                return Reply(400, b'{"error": "InvalidArgument"}')
            results = []
            for token in tokens:
                said = far.apple[token].pop(0) if far.apple[token] else "OK"
                found = {"registration_token": of_apple(token)} if said == "OK" else {}
                results.append({"apns_token": token, "status": said, **found})
        return Reply(200, json.dumps({"results": results}).encode())

    def _browser(self, body: bytes) -> Reply:
        """Firebase's two services for browsers, in the shapes that @firebase/installations and /messaging read."""
        far = self.far
        if self.headers.get("x-goog-api-key") != API_KEY:
            return error(403, "PERMISSION_DENIED", "API key not valid.")
        asked = json.loads(body or b"{}")
        if self.path.endswith("/installations"):
            far.tell({"what": "installation", "of": asked["appId"]})
            auth = {"token": "a.b.c", "expiresIn": "604800s"}
            name = f"projects/{SENDER}/installations/{asked['fid']}"
            said = {"name": name, "fid": asked["fid"], "refreshToken": "r1", "authToken": auth}
            return Reply(200, json.dumps(said).encode()) if asked["appId"] == BROWSER_APP else NO_SUCH_PROJECT
        if self.headers.get("x-goog-firebase-installations-auth") != "FIS a.b.c":
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        _, _, token = unquote(self.path).partition("/registrations/")
        if self.command != "POST" and not far.browsers.get(token):
            return UNREGISTERED
        if self.command == "DELETE":
            far.browsers[token] = False
            far.tell({"what": "given back", "token": token})
            return Reply(200, b"{}")
        web = asked["web"]
        if not web["auth"] or not web["p256dh"] or len(_decoded(web["applicationPubKey"])) != 65:
            return error(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")
        made = f"fid:APA91b-{web['endpoint'].rpartition('/')[2]}"
        far.browsers[made] = True
        far.tell({"what": "registered", "token": made})
        return Reply(200, json.dumps({"token": made}).encode())

    def _send(self, body: bytes) -> Reply:
        far = self.far
        if self.path != f"/v1/projects/{PROJECT}/messages:send":
            return NO_SUCH_PROJECT
        if not self._is_signed_in():
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        if far.slow:
            time.sleep(far.slow)
        letter = json.loads(body)["message"]
        token = letter["token"]
        wrong = _what_is_wrong(letter)
        with far.lock:
            far.asked.append(token)
            script = far.script.get(token)
            reply = script.pop(0) if script else BAD_TOKEN if APPLES.fullmatch(token) else OK
            if far.browsers.get(token) is False:
                reply = UNREGISTERED
            if wrong:
                far.wrong.append(wrong)
                return error(400, "INVALID_ARGUMENT", wrong, violation(wrong, wrong))
            if reply.takes:
                far.letters[token].append(letter)
                far.tell({"what": "letter", "token": token, "pushed": pushed(letter)})
        if reply is OK:
            return Reply(200, json.dumps({"name": f"projects/{PROJECT}/messages/{len(far.asked)}"}).encode())
        return reply


def pushed(letter: dict[str, Any]) -> dict[str, Any]:
    """What a browser's worker is handed of it."""
    return {
        "from": SENDER,
        "fcmMessageId": f"id-{letter.get('data', {}).get('bundle', '')}",
        "priority": "high" if letter.get("webpush", {}).get("headers", {}).get("Urgency") == "high" else "normal",
        "notification": letter.get("notification", {}),
        "data": letter.get("data", {}),
    }


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _what_is_wrong(letter: dict[str, Any]) -> str:
    """The field that Google's description of a Message does not allow, or nothing."""
    if extra := letter.keys() - {"token", "data", "notification", "android", "apns", "webpush", "fcm_options"}:
        return f"message.{extra.pop()}"
    for name, value in letter.get("data", {}).items():
        if not isinstance(value, str) or name in ("from", "message_type") or name.startswith(("google", "gcm")):
            return f"message.data.{name}"
    android = letter.get("android", {})
    if not re.fullmatch(r"\d+(\.\d{1,9})?s", android.get("ttl", "0s")):
        return "message.android.ttl"
    if android.get("priority", "high") not in ("high", "normal"):
        return "message.android.priority"
    for kind in ("apns", "webpush"):
        if not all(isinstance(value, str) for value in letter.get(kind, {}).get("headers", {}).values()):
            return f"message.{kind}.headers"
    return "message" if len(json.dumps(letter)) > 4096 else ""


@contextmanager
def serving(folder: Path) -> Iterator[Fcm]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads, server.block_on_close = True, False
    server.request_queue_size = 128
    far = Fcm(f"http://127.0.0.1:{server.server_port}", folder)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"far": far})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield far
    finally:
        far.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def scripted(far: Fcm, tokens: Sequence[str], *replies: Reply) -> None:
    for token in tokens:
        far.script[token] = list(replies)


def main() -> None:
    with serving(Path(sys.argv[1])) as far:
        far.tell = lambda what: print(json.dumps(what), flush=True)
        far.tell({"address": far.address, "credentials": far.credentials, "project": PROJECT})
        sys.stdin.read()  # until whoever started it is gone


if __name__ == "__main__":
    main()
