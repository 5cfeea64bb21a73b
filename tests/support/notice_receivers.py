"""Receivers of notices, as others would write them: a mail server and a webhook's HTTPS server on loopback.

notice_receivers.py CERTIFICATE KEY [PUBLIC_KEY]: prints one JSON line with the ports (smtp, starttls, smtps, https), then
one per mail or call that came. A call's signature is verified by PyNaCl with PUBLIC_KEY ("whpk_…") where that is given.
What a path or an address asks for is done: /redirect, /fail, /long, /silent; refused@…, broken@….
"""

import base64
import http.server
import json
import socketserver
import ssl
import sys
import threading
import time

CERTIFICATE, KEY = sys.argv[1:3]
PUBLIC_KEY = sys.argv[3] if len(sys.argv) > 3 else ""
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
TLS.load_cert_chain(CERTIFICATE, KEY)
SAYING = threading.Lock()


def say(**what):
    with SAYING:
        print(json.dumps(what), flush=True)


class Mail(socketserver.StreamRequestHandler):
    """RFC 5321, as far as a client of one message needs it; STARTTLS (RFC 3207) where the server offers it."""

    def reply(self, text):
        self.wfile.write((text + "\r\n").encode())

    def hello(self):
        words = ["receiver.example"] + (["STARTTLS"] if self.server.offers_tls and not self.tls else [])
        words += ["AUTH PLAIN"]
        for word in words[:-1]:
            self.reply("250-" + word)
        self.reply("250 " + words[-1])

    def handle(self):
        self.tls = self.server.wraps
        self.login, sender, to = "", "", []
        self.reply("220 receiver.example ESMTP")
        while line := self.rfile.readline().decode("ascii", "replace").rstrip("\r\n"):
            verb = line.split(" ")[0].upper()
            if verb in ("EHLO", "HELO"):
                self.hello()
            elif verb == "STARTTLS":
                self.reply("220 go on")
                self.request = TLS.wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
                self.tls = True
            elif verb == "AUTH":
                if line.upper() == "AUTH PLAIN":
                    self.reply("334 ")
                    line += " " + self.rfile.readline().decode().strip()
                self.login = base64.b64decode(line.split(" ")[2]).decode().replace("\0", "/")
                self.reply("235 welcome")
            elif verb == "MAIL":
                sender, to = line, []
                self.reply("250 ok")
            elif verb == "RCPT":
                refused = "<refused@" in line
                to += [] if refused else [line]
                self.reply("550 nobody here" if refused else "250 ok")
            elif verb == "DATA":
                self.reply("354 go on")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += self.rfile.readline()
                self.reply("250 taken")
                say(mail=text[:-5].decode("utf-8", "replace"), sender=sender, to=to, tls=self.tls, login=self.login)
            elif verb == "QUIT":
                self.reply("221 bye")
                return
            else:
                self.reply("250 ok")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, offers_tls=False, wraps=False):
        super().__init__(("127.0.0.1", 0), Mail)
        self.offers_tls, self.wraps = offers_tls, wraps

    def finish_request(self, request, address):
        if self.wraps:
            request = TLS.wrap_socket(request, server_side=True)
        super().finish_request(request, address)


def verified(headers, body):
    if not PUBLIC_KEY:
        return None
    import nacl.exceptions
    import nacl.signing

    key = nacl.signing.VerifyKey(base64.b64decode(PUBLIC_KEY.removeprefix("whpk_")))
    scheme, signature = headers.get("webhook-signature", "").split(",", 1)
    stamp = headers.get("webhook-timestamp", "0")
    try:
        key.verify(f"{headers.get('webhook-id')}.{stamp}.".encode() + body, base64.b64decode(signature))
    except nacl.exceptions.BadSignatureError:
        return False
    return scheme == "v1a" and abs(time.time() - int(stamp)) < 300


class Call(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        say(call=self.path, body=body.decode(), headers={k.lower(): v for k, v in self.headers.items()},
            verified=verified(self.headers, body))
        if self.path == "/silent":
            time.sleep(60)
        status = {"/redirect": 307, "/fail": 503}.get(self.path, 204)
        self.send_response(200 if self.path == "/long" else status)
        if self.path == "/redirect":
            self.send_header("location", "/elsewhere")
        if self.path == "/long":
            self.send_header("content-length", str(1 << 20))
        elif status != 204:
            self.send_header("content-length", "0")
        self.end_headers()
        if self.path == "/long":
            self.wfile.write(b"x" * (1 << 20))

    def log_message(self, *_):
        pass


def main():
    servers = {"smtp": Server(), "starttls": Server(offers_tls=True), "smtps": Server(wraps=True)}
    calls = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Call)
    calls.socket = TLS.wrap_socket(calls.socket, server_side=True)
    servers["https"] = calls
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    say(**{name: server.server_address[1] for name, server in servers.items()})
    threading.Event().wait()


main()
