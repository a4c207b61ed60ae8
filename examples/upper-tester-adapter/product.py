#!/usr/bin/env python3
"""A made-up product: an OMA DM 2.0 server with a management interface of its own, which knows nothing of dm-conformance.

  /dm, /dm2       DM endpoints        /files/...  the data repository, GET         /drop/KEY/...  what devices upload, PUT and POST
  /admin/...      the management interface:
    POST   /admin/enrol               {"device": ID, "tenant": NAME}               -> {"dm": URL, "dm2": URL, "drop": URL}
    GET    /admin/devices/ID          -> {"hello", "inSession", "jobs": [{"line", "phase", "code", "where", "data"}], "events", "inbox"}
    DELETE /admin/devices/ID          POST /admin/devices/ID/jobs  {"batches": [[["GET", NODE], ...], ...]}
    PUT    /admin/files/PATH          a file for devices           -> {"url": URL}
"""
import base64, itertools, json, signal, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

P1_TYPE, P2_TYPE, P3_TYPE = ("application/vnd.oma.dm.%s+json" % name for name in ("initiation", "request", "response"))
DEVICES, FILES, DROPS = {}, {}, itertools.count(1)


class Product(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        path, body = self.path.split("?")[0], self.body()
        if path.startswith("/admin/"):
            return self.admin(path[7:].split("/"), body)
        if path in ("/dm", "/dm2"):
            return self.package(path, body)
        if path.startswith("/files/") and self.command == "GET":
            return self.send(200, *FILES[path]) if path in FILES else self.send(404)
        if path.startswith("/drop/") and self.command in ("PUT", "POST"):
            return self.upload(path, body)
        self.send(405 if path.startswith(("/files/", "/drop/")) else 404)

    do_GET = do_PUT = do_POST = do_DELETE = handle_any

    def package(self, path, body):
        kind, device = self.headers.get_content_type(), DEVICES.get(self.headers.get("OMADM-DevID", ""))
        if self.command != "POST":
            return self.send(405, headers={"Allow": "POST"})
        if kind not in (P1_TYPE, P3_TYPE):
            return self.send(415)
        try:
            message = json.loads(body)
            assert isinstance(message, dict) and isinstance(message.get("Status", []), list)
        except (ValueError, AssertionError):
            return self.send(400)
        if device is None:
            return self.send(403)
        if kind == P1_TYPE:
            device["hello"], device["paths"] = message, [path]
            settle(device, [])
        elif path not in device["paths"]:
            return self.send(409)
        settle(device, message.get("Status", []))
        for alert in message.get("Alert", []):
            device["events"].append({"what": alert.get("AlertType"), "from": alert.get("SourceURI")})
        device["out"] = device["batches"].pop(0) if device["batches"] else []
        for job in device["out"]:
            job["phase"] = "out"
            if job["line"][0] == "CONT":
                device["paths"].append("/" + job["line"][1].split("/", 3)[3])
        if not device["out"]:
            device["paths"] = []
        self.send(200, P2_TYPE, json.dumps({"CMD": [job["line"] for job in device["out"]] or [["END"]]}).encode())

    def upload(self, path, body):
        device = next((one for one in DEVICES.values() if path.startswith(one["drop"] + "/")), None)
        if device is None:
            return self.send(404)
        device["inbox"].append({"verb": self.command, "name": path[len(device["drop"]):], "mime": self.headers.get("Content-Type"), "b64": base64.b64encode(body).decode(), "answer": 200})
        self.send(200)

    def admin(self, words, body):
        origin = "http://%s:%d" % self.server.server_address
        if words == ["enrol"]:
            asked = json.loads(body)
            device = {"drop": "/drop/%d" % next(DROPS), "hello": None, "paths": [], "batches": [], "out": [], "jobs": [], "events": [], "inbox": []}
            DEVICES[asked["device"]] = device
            return self.reply({"dm": origin + "/dm", "dm2": origin + "/dm2", "drop": origin + device["drop"]})
        if words[0] == "files":
            path = "/" + "/".join(words)
            FILES[path] = (self.headers.get("Content-Type"), body)
            return self.reply({"url": origin + path})
        device = DEVICES.get(unquote(words[1]))
        if self.command == "DELETE":
            DEVICES.pop(unquote(words[1]), None)
        elif device is None:
            return self.send(404)
        elif words[2:] == ["jobs"]:
            for batch in json.loads(body)["batches"]:
                jobs = [{"line": line, "phase": "waiting", "code": None, "where": [], "data": None} for line in batch]
                device["jobs"] += jobs
                device["batches"].append(jobs)
        else:
            return self.reply({**{name: device[name] for name in ("hello", "jobs", "events", "inbox")}, "inSession": device["paths"] != []})
        self.send(204)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(parts)

    def reply(self, value):
        self.send(200, "application/json", json.dumps(value).encode())

    def send(self, status, kind="text/plain", body=b"", headers={}):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def settle(device, statuses):
    """The n-th status belongs to the n-th command of the last Package#2; a job without one is lost."""
    for index, job in enumerate(device["out"]):
        status = statuses[index] if index < len(statuses) and isinstance(statuses[index], dict) else None
        code = status.get("sc") if status else None
        job["phase"] = "lost" if code is None else "ok" if 200 <= code < 300 or code == 304 else "error"
        job["code"], job["where"] = code, (status or {}).get("URI", [])
        job["data"] = next((value for name, value in (status or {}).items() if name not in ("sc", "URI")), None)
    device["out"] = []


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Product)
    print("http://127.0.0.1:%d" % server.server_address[1], flush=True)
    server.serve_forever()
