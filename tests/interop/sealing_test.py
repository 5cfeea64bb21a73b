"""docs/sealing.md, held to by another libsodium binding: PyNaCl opens what we seal, and we open what it seals."""

import base64
import hashlib
import json
import os
import subprocess
import sys
import unittest

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

TOOL = sys.argv.pop()
BODY = {
    "to": "school.901233",
    "data": {"child_forename": "Zoë", "child_voice": 'Told the officer "I hid upstairs".\n', "child_present": True, "pupils": 9007199254740991},
    "manifest": {"released": ["child_forename"], "withheld": []},
}


def canonical(body):
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def tool(command, key, text):
    done = subprocess.run([TOOL, command, key.hex()], input=text.encode(), capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode().splitlines()


def content_of(body, **other):
    salt = os.urandom(16)
    members = {"body": body, "format": "micklegate-sealed/1", "salt": base64.b64encode(salt).decode(), **other}
    return salt, canonical(members)


class Sealing(unittest.TestCase):
    def setUp(self):
        self.key = PrivateKey.generate()

    def test_pynacl_opens_what_we_seal(self):
        code, (sealed, sha256, commitment) = tool("seal", bytes(self.key.public_key), json.dumps(BODY))
        self.assertEqual(code, 0)
        self.assertEqual(hashlib.sha256(bytes.fromhex(sealed)).hexdigest(), sha256)

        text = SealedBox(self.key).decrypt(bytes.fromhex(sealed))
        self.assertEqual(len(text) % 256, 0)
        content = json.loads(text)
        self.assertEqual(set(content), {"body", "format", "salt"})
        self.assertEqual(content["format"], "micklegate-sealed/1")
        self.assertEqual(content["body"], BODY)
        salt = base64.b64decode(content["salt"], validate=True)
        self.assertEqual(len(salt), 16)
        self.assertEqual(hashlib.sha256(salt + canonical(content["body"])).hexdigest(), commitment)

    def test_another_key_does_not_open_it(self):
        _, (sealed, _, _) = tool("seal", bytes(self.key.public_key), json.dumps(BODY))
        with self.assertRaises(CryptoError):
            SealedBox(PrivateKey.generate()).decrypt(bytes.fromhex(sealed))

    def test_we_open_what_pynacl_seals(self):
        for padding in (b"", b" " * 300):
            salt, content = content_of(BODY)
            sealed = SealedBox(self.key.public_key).encrypt(content + padding)
            code, lines = tool("open", bytes(self.key), sealed.hex())
            self.assertEqual(code, 0)
            self.assertEqual(lines, [canonical(BODY).decode(), hashlib.sha256(salt + canonical(BODY)).hexdigest()])

    def test_we_refuse_another_format_and_another_key(self):
        box = SealedBox(self.key.public_key)
        for key, content in (
            (self.key, content_of(BODY, format="micklegate-sealed/2")[1]),
            (self.key, content_of(BODY, salt="c2hvcnQ=")[1]),
            (PrivateKey.generate(), content_of(BODY)[1]),
        ):
            self.assertEqual(tool("open", bytes(key), box.encrypt(content).hex()), (1, ["integrity"]))


if __name__ == "__main__":
    unittest.main()
