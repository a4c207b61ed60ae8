#!/usr/bin/env python3
"""A small OMA DM 2.0 client of an imaginary lamp: one session that it begins itself, then it exits.

  has       Package#1 and Package#3, HPUT, HGET into a writable leaf, GET, EXEC of one node, END
  refuses   DELETE (nothing on a lamp can be deleted), HGET without a ClientURI or into anything but a leaf
  has not   HPOST, CONT, EXEC with a ServerURI, TLS, authentication (all mandatory); SHOW, SUB, UNSUB, DEFAULT,
            access control, caching, x-names, wildcards, queries (all optional); its state is lost at the exit

Three bugs, of the kind that a first version has, are left in on purpose: see BUG 1 to BUG 3.
"""
import http.client, json, os, sys
from urllib.parse import urlsplit

P1_TYPE, P2_TYPE, P3_TYPE = ("application/vnd.oma.dm.%s+json" % name for name in ("initiation", "request", "response"))
MO_TYPE = "application/dmmo+json"
DEVINFO, ACCOUNT, LAMP = "urn:oma:mo:oma-dm-devinfo:1.2", "urn:oma:mo:oma-dm-dmacc:1.2", "urn:oma:mo:x-acme-lamp:1.0"
DEVICE_ID = "urn:uuid:5c3f0a5e-0000-4000-8000-00000000ac3e"

# MOID -> (MIID, name of the root, DDF, tree). A dictionary is an interior node.
TREE = {
    DEVINFO: ("d1", "DevInfo", "https://ddf.example.com/devinfo-1.2.ddf", {
        "DevID": DEVICE_ID, "Man": "Acme", "Mod": "Lamp 1", "DmV": "2.0", "Lang": "en", "DevType": "lamp",
        "OEM": "", "FwV": "1.0", "SwV": "1.0", "HwV": "B"}),
    ACCOUNT: ("a1", "DMAcc", "https://ddf.example.com/dmacc-1.2.ddf", {"SrvID": "", "SrvURI": "", "Name": "lab"}),
    LAMP: ("l1", "Lamp", "https://ddf.example.com/lamp-1.0.ddf", {
        "Serial": "0001", "State": "idle", "Operations": {"Blink": None},
        "Settings": {"Label": "hall", "Note": "", "Level": 40, "On": False}}),
}


class Refused(Exception):
    """A command that cannot be done; the argument is its status code."""


def request(method, url, body=None, headers=None):
    """One HTTP exchange: (status, media type without parameters, body)."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=60)
    try:
        connection.request(method, (parts.path or "/") + (parts.query and "?" + parts.query), body, headers or {})
        answer = connection.getresponse()
        return answer.status, (answer.getheader("Content-Type") or "").split(";")[0].strip().lower(), answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Refused(503) from error
    finally:
        connection.close()


def resolve(uri):
    """The node at a ClientURI: (parent, name, value, the same URI with the MIID filled in)."""
    moid, slash, rest = uri.partition("/")
    if not slash or set("?*(") & set(uri):
        raise Refused(501 if slash else 400)
    miid, _, path = rest.partition("/")
    own_miid, name, _ddf, node = TREE.get(moid) or (None, None, None, None)
    if miid not in ("", own_miid) or node is None:
        raise Refused(404)
    parent = None
    for component in filter(None, path.split("/")):
        if not isinstance(node, dict) or component not in node:
            raise Refused(404)
        parent, name, node = node, component, node[component]
    return parent, name, node, f"{moid}/{own_miid}/{path}"


def read(uri):
    """The serialization of one node, as GET and HPUT carry it."""
    _parent, name, value, canonical = resolve(uri)
    if name == "Blink":
        raise Refused(405)
    if not value:  # BUG 3: an empty text, a zero and a false are values, too; only None says that there is none.
        raise Refused(404)
    return {"DDF": TREE[uri.partition("/")[0]][2], "ClientURI": canonical, "MOData": {name: value}}


def do_get(uri, *more):
    return {"sc": 200, "MO": [read(each) for each in (uri, *more)]}


def do_hput(server_uri, uri, *more):
    body = json.dumps([read(each) for each in (uri, *more)])
    for _attempt in range(3):  # BUG 1: a refused upload is to be reported, not to be tried again.
        status, _type, _body = request("PUT", server_uri, body, {"Content-Type": MO_TYPE})
        if status < 500:
            break
    return {"sc": status if status >= 400 else 200}


def do_hget(server_uri, client_uri=""):
    parent, name, old, _canonical = resolve(client_uri)
    if parent is not TREE[LAMP][3]["Settings"]:
        raise Refused(405)
    status, media_type, body = request("GET", server_uri, None, {"Accept": MO_TYPE})
    if status >= 400 or media_type != MO_TYPE:
        raise Refused(status if status >= 400 else 415)
    try:
        data = json.loads(body)
        [new] = (data[0] if isinstance(data, list) else data)["MOData"].values()
        parent[name] = {type(old): new}[type(new)]  # a value of another type is refused
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Refused(400) from None
    return {"sc": 200}


def do_exec(client_uri):
    if resolve(client_uri)[1] != "Blink":
        raise Refused(405)
    TREE[LAMP][3]["State"] = "blinked"
    return {"sc": 200}


def do_delete(uri, *_more):
    resolve(uri)
    raise Refused(405)


COMMANDS = {"GET": do_get, "HPUT": do_hput, "HGET": do_hget, "EXEC": do_exec, "DELETE": do_delete}


def execute(command):
    name, *parameters = command or [""]
    try:
        return COMMANDS[name](*parameters) if name in COMMANDS else {"sc": 501}
    except TypeError:  # too many parameters, or too few
        return {"sc": 400}
    except Refused as refused:
        return {"sc": refused.args[0]}


def exchange(url, package, headers):
    """Sends a package and returns the commands of the answer."""
    status, media_type, body = request("POST", url, json.dumps(package), {**headers, "Accept": P2_TYPE})
    try:
        if status == 200 and media_type == P2_TYPE:
            return json.loads(body)["CMD"]
    except (ValueError, LookupError, TypeError):
        pass
    sys.exit(f"the server answered {status} without a readable Package#2; the session is over")


server = sys.argv[2] if sys.argv[1:2] == ["--server"] else sys.exit("usage: client.py --server URL")
TREE[ACCOUNT][3].update(SrvID=os.environ.get("DM_SERVER_ID", "lab"), SrvURI=server)
mos = [{"DDF": ddf, "MOID": moid, "MIID": [miid]} for moid, (miid, _name, ddf, _tree) in TREE.items()]
package1 = {"MOS": mos, "Alert": [{"AlertType": "urn:oma:at:dm:2.0:ClientInitiatedMgmt"}]}
commands = exchange(server, package1, {"Content-Type": P1_TYPE, "OMADM-DevID": DEVICE_ID})
while ["END"] not in commands:
    package3 = {"Status": [execute(command) for command in commands]}
    commands = exchange(server, package3, {"Content-Type": P3_TYPE})  # BUG 2: the header OMADM-DevID is missing here.
for command in commands[: commands.index(["END"])]:
    execute(command)
