#!/usr/bin/env python3
"""The upper tester contract (docs/upper-tester.openapi.yaml) in front of product.py: python3 adapter.py PORT PRODUCT-URL
The product is left as it is; everything here is translation. What the product cannot do is answered 501, with the reason."""
import json, signal, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import unquote
from urllib.request import Request, urlopen

PHASES = {"waiting": "queued", "out": "sent", "ok": "done", "error": "failed", "lost": "unknown"}
SERVER_FIRST = ("HGET", "HPUT", "HPOST", "SHOW", "CONT", "DEFAULT", "SUB")


class Refused(Exception):
    """(status, what is wrong and what to do)"""


def product(method, path, body=None, kind="application/json"):
    """One call of the product's own interface."""
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    try:
        with urlopen(Request(PRODUCT + "/admin/" + path, data, {"Content-Type": kind}, method=method)) as answer:
            return json.loads(answer.read() or b"null")
    except HTTPError as error:
        raise Refused(404 if error.code == 404 else 424, "the product answers %d to %s %s" % (error.code, method, path))


def line_of(operation):
    """The contract speaks of operations, this product of command lines."""
    name, words = operation["command"], [operation["command"]]
    if name in SERVER_FIRST:
        if "server" not in operation:
            raise Refused(400, "%s needs an address under 'server'; this product makes none up" % name)
        words.append(operation["server"])
    words += operation.get("client", []) + ([operation["moid"]] if "moid" in operation else [])
    return words + ([operation["server"]] if name == "EXEC" and "server" in operation else [])


def record_of(job, events):
    """A job as the contract has it. The product takes 202 for the end of EXEC; its list of events tells when it really was."""
    name, *words = job["line"]
    server = [words.pop(0)] if name in SERVER_FIRST else words[1:] if name == "EXEC" else []
    words = words[:1] if name == "EXEC" else words
    is_open = name == "EXEC" and job["code"] == 202 and words[0] not in [event["from"] for event in events]
    return {"command": name, "state": "pending" if is_open else PHASES[job["phase"]], "status": job["code"], "created": job["where"], "content": job["data"],
            **({"server": server[0]} if server else {}), **({"moid": words[0]} if name == "DEFAULT" else {"client": words})}


def answer(method, path, body, kind):
    _, collection, name, action = (path.split("/", 3) + ["", "", ""])[:4]
    if collection == "repository" and method == "PUT":
        return 200, product("PUT", "files/" + path.split("/", 2)[2], body, kind)
    if collection != "devices" or action in ("notification", "bootstrap"):
        raise Refused(501, "this product has no %s" % (action or collection))
    asked = json.loads(body) if body else {}
    if action == "commands":
        product("POST", "devices/%s/jobs" % name, {"batches": [[line_of(one) for one in batch] for batch in asked["packages"]]})
        return 202, None
    if method == "PUT":
        if asked["credentials"] is not None:
            raise Refused(501, "this product knows no HTTP authentication")
        ends = product("POST", "enrol", {"device": unquote(name), "tenant": asked["serverId"]})
        return 200, {"endpoint": ends["dm"], "other": ends["dm2"], "repository": ends["drop"]}
    if method == "DELETE":
        return 204, product("DELETE", "devices/" + name)
    known = product("GET", "devices/" + name)
    lines = [job["line"] for job in known["jobs"]]
    ended = lambda event: next((at for at, line in enumerate(lines) if line[0] == "EXEC" and line[1] == event["from"]), None)
    return 200, {"device": unquote(name), "session": "open" if known["inSession"] else "none", "package1": known["hello"], "validators": [],
                 "commands": [record_of(job, known["events"]) for job in known["jobs"]],
                 "alerts": [{"type": event["what"], "source": event["from"], "completes": ended(event)} for event in known["events"]],
                 "uploads": [{"method": one["verb"], "path": one["name"], "contentType": one["mime"], "body": one["b64"], "status": one["answer"]} for one in known["inbox"]]}


class Adapter(BaseHTTPRequestHandler):
    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            status, value = answer(self.command, self.path, body, self.headers.get("Content-Type"))
        except Refused as refused:
            status, value = refused.args[0], {"error": refused.args[1]}
        text = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for header in [("Content-Type", "application/json")] + ([("Content-Length", str(len(text)))] if status != 204 else []):
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_PUT = do_POST = do_DELETE = handle_any
    log_message = lambda self, *_: None


if __name__ == "__main__":
    PRODUCT = sys.argv[2]
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Adapter)
    print("http://127.0.0.1:%d" % server.server_address[1], flush=True)
    server.serve_forever()
