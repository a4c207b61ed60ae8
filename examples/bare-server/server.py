#!/usr/bin/env python3
"""The smallest OMA DM 2.0 server: it takes Package#1 of any device and ends the session by Package#2 with END.

  has       Package#1 and Package#3 with their media types, OMADM-DevID, END, HTTP/1.1 with Content-Length
  has not   any command but END, a data repository, chunked requests, HTTP authentication, TLS, DDF, notification, bootstrap,
            and no way for the suite to make it act (no upper tester)

Two bugs, of the kind that a first version has, are left in on purpose: see BUG 1 and BUG 2.
"""
import json, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

P1_TYPE, P2_TYPE, P3_TYPE = ("application/vnd.oma.dm.%s+json" % name for name in ("initiation", "request", "response"))


class DmServer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        if self.path.split("?")[0] != "/dm":
            return self.answer(404)
        if "Content-Length" not in self.headers:
            self.close_connection = True  # what follows cannot be told from the next request
            return self.answer(411)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get_content_type() not in (P1_TYPE, P3_TYPE):
            return self.answer(415)
        # BUG 1: the identity of the device is never looked at, so that a message without one is served as well
        try:
            json.loads(body)
        except ValueError:
            pass  # BUG 2: a first draft, forgotten; what is no JSON must be refused
        self.answer(200, P2_TYPE, json.dumps({"CMD": [["END"]]}).encode())

    def do_GET(self):
        self.answer(405, headers={"Allow": "POST"})

    def answer(self, status, kind="text/plain", body=b"", headers={}):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8765), DmServer)
    print("http://127.0.0.1:%d/dm" % server.server_address[1], flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
