"""docs/log.md, held to by Go's x/mod: what our gateway shows of its log verifies there, and nothing that was damaged does."""

import base64
import csv
import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

VERIFIER, TOOL, MICKLEGATE, SITE, NIGHT = sys.argv[-5:]
del sys.argv[-5:]
SIZES = (1, 255, 256, 257, 3000)
WITNESS_SEEDS = {"police.example/witness": "11" * 32, "courts.example/witness": "22" * 32}
TIME = "1767139200"

# A whole chain made with x/mod, its witness with another's code: three entries, one cosignature, the receipt of the last.
CHAIN_LOG = "tlogverify.example/log+6ac167e5+AQ2GGTInnEjjK9IM0azbEhtMMXo8kFle1vIfUYSZaWpo"
CHAIN_WITNESS = "police.example/witness+1442816d+BOfs6mP4QRrvT22vNzf8Zem5JzJ5XJfxzEWznQ1/as2a"
CHAIN_ENTRY = b"entry-2"
CHAIN_PROOF = """c2sp.org/tlog-proof@v1
index 2
LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=

tlogverify.example/log
3
pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=

— tlogverify.example/log asFn5XvkvfUUpcvHSyPlDyb9PfMlxK0fLxir/oP3jzqu5g+nqYiWrC4y2N/iiUwqZ4lv05aaR8oXWwCRoPoZjei5wAY=
— police.example/witness FEKBbQAAAABpVGeAu5gdmEIlfYbMInSmEfn1HYYqnNKZIRMTozpyWy7nswIXwer6yczxzh0L3RxicPWcIuFQKW1FOl04VR0lwYKnAA==
"""


def run(*words, stdin=b""):
    done = subprocess.run([str(word) for word in words], input=stdin, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def must(*words, stdin=b""):
    code, out, err = run(*words, stdin=stdin)
    if code:
        raise AssertionError(f"{words}: {err}")
    return out


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


class Verified(unittest.TestCase):
    def assert_holds(self, mode, path, *options):
        code, out, err = run(VERIFIER, mode, path, *options)
        self.assertEqual((code, err), (0, ""), out)
        return out

    def assert_refused(self, mode, path, *options):
        code, out, err = run(VERIFIER, mode, path, *options)
        self.assertEqual((code, out), (1, ""), f"{mode} {path} {options}")
        self.assertTrue(err.startswith("refused: "), err)

    def assert_each_flip_is_refused(self, file, mode, path, *options, step=1):
        sound = file.read_bytes()
        for at in range(0, len(sound), step):
            file.write_bytes(flipped(sound, at))
            with self.subTest(file=file.name, at=at):
                self.assert_refused(mode, path, *options)
        file.write_bytes(sound)


class OfSite(Verified):
    """A site of its own for each class, and the folder it lies in."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.site = cls.folder / "site"
        shutil.copytree(SITE, cls.site)
        cls.log = ("--log", (cls.site / "log.vkey").read_text().strip())

    @classmethod
    def export(cls, name):
        must(MICKLEGATE, "log", "export", cls.site, cls.folder / name)
        return cls.folder / name

    @classmethod
    def serve(cls):
        """The URL of a gateway that serves the site until the class ends."""
        words = [MICKLEGATE, "serve", cls.site, "--port", "0", "--local-port", "0", "--json"]
        gateway = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(gateway.stdout.close)
        cls.addClassCleanup(gateway.wait, 60)
        cls.addClassCleanup(gateway.terminate)
        return f"https://127.0.0.1:{json.loads(gateway.stdout.readline())['port']}"


class Exported(OfSite):
    """One log at each size, the export brought up to date or made anew."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = []
        cls.fresh = {}
        for size in SIZES:
            must(TOOL, "grow", cls.site, size)
            cls.fresh[size] = cls.export(f"fresh-{size}")
            kept = cls.folder / f"checkpoint-{size}"
            shutil.copy(cls.export("grown") / "checkpoint", kept)
            cls.old.append(kept)

    def test_logs_of_every_size_hold(self):
        for size, folder in self.fresh.items():
            self.assertIn(f" of size {size} holds", self.assert_holds("log", folder, *self.log))

    def test_an_export_brought_up_to_date_holds_with_every_checkpoint_it_had(self):
        old = [word for file in self.old for word in ("--old", file)]
        self.assertIn(f"{len(SIZES)} earlier checkpoints", self.assert_holds("log", self.folder / "grown", *self.log, *old))

    def test_a_checkpoint_of_later_is_not_consistent(self):
        self.assert_refused("log", self.fresh[256], *self.log, "--old", self.old[-1])

    def test_another_key_and_another_log_are_refused(self):
        other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        self.assert_refused("log", self.fresh[1], "--log", other)
        name, _, _ = self.log[1].split("+", 2)
        self.assert_refused("log", self.fresh[1], "--log", self.log[1].replace(name, name + "x", 1))

    def test_every_byte_of_a_checkpoint_counts(self):
        folder = self.fresh[1]
        self.assert_each_flip_is_refused(folder / "checkpoint", "log", folder, *self.log)

    def test_every_byte_of_a_small_log_counts(self):
        folder = self.fresh[1]
        files = [file for file in (folder / "tile").rglob("*") if file.is_file()]
        self.assertEqual(len(files), 2)
        for file in files:
            self.assert_each_flip_is_refused(file, "log", folder, *self.log)

    def test_a_byte_of_every_file_of_a_larger_log_counts(self):
        folder = self.fresh[257]
        files = [file for file in (folder / "tile").rglob("*") if file.is_file()]
        self.assertEqual(len(files), 5)
        for file in files:
            self.assert_each_flip_is_refused(file, "log", folder, *self.log, step=max(1, file.stat().st_size // 7))

    def test_a_file_that_is_gone_cut_or_swapped_counts(self):
        folder = self.folder / "damaged"
        shutil.copytree(self.fresh[257], folder)
        for file in [file for file in folder.rglob("*") if file.is_file() and file.name != "log.vkey"]:
            sound = file.read_bytes()
            file.unlink()
            self.assert_refused("log", folder, *self.log)
            for other in (sound[:-1], sound + b"\0", b"", sound[32:] + sound[:32]):
                if other != sound:
                    file.write_bytes(other)
                    self.assert_refused("log", folder, *self.log)
            file.write_bytes(sound)
        self.assert_holds("log", folder, *self.log)

    def test_an_older_checkpoint_over_newer_tiles_is_refused(self):
        folder = self.folder / "taken-back"
        shutil.copytree(self.fresh[257], folder)
        shutil.copy(self.old[1], folder / "checkpoint")
        self.assert_refused("log", folder, *self.log)


class Served(OfSite):
    """A gateway that serves, the police's night sent to it, and the receipts its schools are given."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        url = cls.serve()
        cls.before = cls.export("before") / "checkpoint"
        police = ("--as", cls.site / "identities" / "police.north-yorkshire", "--gateway", url)
        _, rows, _ = run(MICKLEGATE, "police", "overnight", NIGHT, *police, "--json")
        sent = [row["message"] for row in map(json.loads, rows.splitlines()) if row["outcome"] == "sent"]
        cls.proofs = []
        for number, message in enumerate(sent):
            file = cls.folder / f"{number}.tlog-proof"
            must(MICKLEGATE, "log", "proof", message, *police, "--out", file)
            cls.proofs.append(file)

    def test_receipts_of_a_night_hold(self):
        self.assertGreater(len(self.proofs), 2)
        for file in self.proofs:
            self.assert_holds("proof", file, *self.log)

    def test_the_log_holds_while_the_gateway_serves(self):
        receipt = self.folder / "checkpoint-of-a-receipt"
        receipt.write_bytes(self.proofs[0].read_bytes().split(b"\n\n", 1)[1])
        self.assert_holds("log", self.export("served"), *self.log, "--old", receipt)

    def test_every_byte_of_a_receipt_counts(self):
        file = self.folder / "receipt"
        shutil.copy(self.proofs[1], file)
        self.assert_each_flip_is_refused(file, "proof", file, *self.log)

    def test_a_receipt_with_a_known_damage_is_refused(self):
        file = self.folder / "damaged"
        lines = self.proofs[1].read_text().split("\n")
        first = next(at for at, line in enumerate(lines) if line.startswith("index ")) + 1
        index = int(lines[first - 1].removeprefix("index "))
        damages = {
            "another entry": self.proofs[2].read_text().split("\n")[:2] + lines[2:],
            "the index before": [*lines[: first - 1], f"index {index - 1}", *lines[first:]],
            "the index after": [*lines[: first - 1], f"index {index + 1}", *lines[first:]],
            "an index with a zero before it": [*lines[: first - 1], f"index 0{index}", *lines[first:]],
            "a hash less": lines[:first] + lines[first + 1 :],
            "a hash more": lines[:first] + lines[first : first + 1] + lines[first:],
            "two hashes swapped": [*lines[:first], lines[first + 1], lines[first], *lines[first + 2 :]],
            "something before it": ["", *lines],
            "something after it": [*lines, "x"],
            "a carriage return": [lines[0] + "\r", *lines[1:]],
            "no checkpoint": lines[: lines.index("")],
        }
        for name, damage in damages.items():
            file.write_text("\n".join(damage))
            with self.subTest(name):
                self.assert_refused("proof", file, *self.log)

    def make_pack(self, name):
        """As an evidence pack has it: every proof under the one checkpoint, and a table of the entries."""
        pack = self.folder / name
        (pack / "proofs").mkdir(parents=True)
        table = io.StringIO()
        rows = csv.writer(table)
        rows.writerow(["index", "leaf", "kind", "json"])
        for file in self.proofs:
            text = file.read_text()
            lines = dict(line.split(" ", 1) for line in text.split("\n\n")[0].split("\n") if " " in line)
            entry = base64.b64decode(lines["extra"])
            leaf = hashlib.sha256(b"\0" + entry).hexdigest()
            rows.writerow([lines["index"], leaf, json.loads(entry)["kind"], entry.decode()])
            shutil.copy(file, pack / "proofs" / f"{lines['index']}.tlog-proof")
        (pack / "entries.csv").write_text(table.getvalue(), newline="")
        (pack / "report.html").write_text("<p>What nobody signed.</p>\n")
        (pack / "checkpoint").write_text(text.split("\n\n", 1)[1])
        (pack / "witnesses.policy").write_text(f"log {self.log[1]}\nquorum none\n")
        self.make_manifest(pack)
        return pack

    @staticmethod
    def make_manifest(pack):
        """As a forger does, who can hash."""
        files = [file for file in pack.rglob("*") if file.is_file() and file.name != "manifest.json"]
        sums = {str(file.relative_to(pack)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
        (pack / "manifest.json").write_text(json.dumps({"files": sums}))

    def assert_forgery_is_refused(self, pack):
        self.make_manifest(pack)
        self.assert_refused("pack", pack, *self.log)

    def test_a_pack_holds_and_a_byte_changed_anywhere_in_it_counts(self):
        pack = self.make_pack("pack")
        self.assertIn(f"{len(self.proofs)} entries", self.assert_holds("pack", pack, *self.log))
        for file in sorted(file for file in pack.rglob("*") if file.is_file() and file.name != "manifest.json"):
            self.assert_each_flip_is_refused(file, "pack", pack, *self.log, step=max(1, file.stat().st_size // 5))

    def test_a_forged_pack_is_refused_though_its_manifest_fits(self):
        pack = self.make_pack("forged")
        some, other = sorted((pack / "proofs").iterdir())[:2]
        proof, table = some.read_text(), (pack / "entries.csv").read_bytes()
        some.unlink()
        self.assert_forgery_is_refused(pack)
        some.write_text(other.read_text())
        self.assert_forgery_is_refused(pack)
        some.write_text(proof.replace("\n\n", "\n" + "A" * 43 + "=\n\n", 1))
        self.assert_forgery_is_refused(pack)
        some.write_text(proof)
        head, first, second, *rest = table.split(b"\r\n")
        for rows in ([head], [head, first, *rest], [head, first, first, *rest], [head, first, second, second, *rest]):
            (pack / "entries.csv").write_bytes(b"\r\n".join(rows))
            self.assert_forgery_is_refused(pack)
        (pack / "entries.csv").write_bytes(table.replace(b"accepted", b"rejected"))
        self.assert_forgery_is_refused(pack)
        (pack / "entries.csv").write_bytes(table)
        self.make_manifest(pack)
        self.assert_holds("pack", pack, *self.log)
        shutil.copy(self.before, pack / "checkpoint")
        self.assert_forgery_is_refused(pack)

    def test_a_pack_says_what_its_own_policy_makes_of_it_and_is_held_to_the_witnesses_given(self):
        pack = self.make_pack("unwitnessed")
        police = must(TOOL, "keys", *next(iter(WITNESS_SEEDS.items()))).split()[1]
        (pack / "witnesses.policy").write_text(f"log {self.log[1]}\nwitness police {police}\nquorum police\n")
        self.make_manifest(pack)
        self.assertIn("own policy is not met", self.assert_holds("pack", pack, *self.log))
        self.assert_refused("pack", pack, *self.log, "--witness", police)
        self.assert_refused("pack", pack, *self.log, "--policy", pack / "witnesses.policy")


class Denounced(OfSite):
    """A site restored from a backup, and what x/mod makes of the statements about it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        must(TOOL, "grow", cls.site, 200)
        cls.restored = cls.folder / "restored"
        shutil.copytree(cls.site, cls.restored)
        must(TOOL, "grow", cls.site, 300)
        cls.kept = cls.export("kept") / "checkpoint"

    def denounce(self, where, name):
        statement = self.folder / name
        key = ("--key", self.site / "log.vkey")
        code, _, err = run(MICKLEGATE, "log", "denounce", self.kept, where, *key, "--out", statement)
        return code, err, statement

    def test_a_fork_is_proven_by_the_statement_alone(self):
        code, _, rewound = self.denounce(self.restored, "rewound")
        self.assertEqual(code, 3)
        self.assertIn("Finding: rewound", rewound.read_text())
        self.assert_refused("fork", rewound, *self.log)  # two honest states, as far as the texts say

        for size in (300, 400):
            must(TOOL, "grow", self.restored, size)
            code, err, forked = self.denounce(self.restored, f"forked-{size}")
            self.assertEqual(code, 3, err)
            told = self.assert_holds("fork", forked, *self.log)
            self.assertEqual(told, "forked: two hashes over the entries from 0 to 299 are signed\n")

        must(MICKLEGATE, "log", "export", self.restored, self.folder / "export")
        self.assert_holds("log", self.folder / "export", *self.log)  # by itself it looks whole
        self.assert_refused("log", self.folder / "export", *self.log, "--old", self.kept)

        sound = forked.read_bytes()
        for name in (b"KEPT", b"SHOWN", b"PATH"):
            begin = sound.index(b"-----BEGIN " + name + b"-----\n")
            for at in range(begin, sound.index(b"-----END " + name), 7):
                forked.write_bytes(flipped(sound, at))
                self.assert_refused("fork", forked, *self.log)

    def test_the_log_that_was_kept_is_not_denounced(self):
        code, err, statement = self.denounce(self.site, "none")
        self.assertEqual((code, err), (0, ""))
        self.assertFalse(statement.exists())


class Witnessed(OfSite):
    """Cosignatures of ours under our checkpoint, and the published vectors of others'."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        must(TOOL, "grow", cls.site, 5)
        cls.export("log")
        cls.police, cls.courts = (must(TOOL, "keys", name, seed).split()[1] for name, seed in WITNESS_SEEDS.items())
        cls.signed = (cls.folder / "log" / "checkpoint").read_bytes()

    def setUp(self):
        self.checkpoint = self.folder / "log" / "checkpoint"
        self.checkpoint.write_bytes(self.signed)

    def cosign(self, *names):
        for name in names:
            told = must(TOOL, "cosign", name, WITNESS_SEEDS[name], TIME, stdin=self.checkpoint.read_bytes())
            self.checkpoint.write_text(told)

    def test_what_our_witnesses_sign_verifies(self):
        self.cosign(*WITNESS_SEEDS)
        told = self.assert_holds("log", self.folder / "log", *self.log, "--witness", self.police, "--witness", self.courts)
        self.assertIn("cosigned by 2", told)

    def test_a_witness_that_is_missing_or_altered_is_refused(self):
        both = ("--witness", self.police, "--witness", self.courts)
        self.assert_refused("log", self.folder / "log", *self.log, "--witness", self.police)
        self.cosign("police.example/witness")
        self.assert_refused("log", self.folder / "log", *self.log, *both)
        self.assert_holds("log", self.folder / "log", *self.log, *both, "--least", "1")
        self.assert_each_flip_is_refused(self.checkpoint, "log", self.folder / "log", *self.log, "--witness", self.police)

    def test_a_second_line_of_a_witness_is_verified_too(self):
        self.cosign("police.example/witness", "police.example/witness")
        self.assert_holds("log", self.folder / "log", *self.log, "--witness", self.police)
        altered = flipped(self.checkpoint.read_bytes(), -10 % len(self.checkpoint.read_bytes()))
        self.checkpoint.write_bytes(altered)
        self.assert_refused("log", self.folder / "log", *self.log, "--witness", self.police)

    def test_what_only_a_witness_signed_is_refused(self):
        self.cosign("police.example/witness")
        text = self.checkpoint.read_text()
        lines = text.split("\n\n")[1].splitlines(keepends=True)
        self.checkpoint.write_text(text.split("\n\n")[0] + "\n\n" + lines[1])
        self.assert_refused("log", self.folder / "log", *self.log, "--witness", self.police)

    def test_a_policy_asks_for_its_quorum(self):
        policy = self.folder / "witnesses.policy"
        witnesses = f"log {self.log[1]}\nwitness police {self.police}\nwitness courts {self.courts}\n"
        self.cosign("police.example/witness")
        for rule, holds in {
            "quorum none": True,
            "quorum police": True,
            "quorum courts": False,
            "group all-of-them all police courts\nquorum all-of-them": False,
            "group any-of-them any police courts\nquorum any-of-them": True,
            "group two 2 police courts\nquorum two": False,
            "group inner any police\ngroup outer all inner courts\nquorum outer": False,
        }.items():
            policy.write_text(witnesses + rule + "\n")
            with self.subTest(rule):
                check = self.assert_holds if holds else self.assert_refused
                check("log", self.folder / "log", *self.log, "--policy", policy)

    def test_a_policy_that_is_none_is_refused(self):
        policy = self.folder / "witnesses.policy"
        good = f"log {self.log[1]}\nwitness police {self.police}\nquorum none\n"
        for text in (
            "",
            good[:-1],
            good + "quorum none\n",
            good.replace("quorum none", "quorum nobody"),
            good.replace("quorum", f"witness again {self.police}\nquorum"),
            good.replace("quorum", "group g 2 police\nquorum"),
            good.replace("quorum", "group g any police\ngroup h any police\nquorum"),
            good.replace(self.log[1], CHAIN_LOG),
        ):
            policy.write_text(text)
            with self.subTest(text):
                self.assert_refused("log", self.folder / "log", *self.log, "--policy", policy)

    def test_a_text_that_is_no_checkpoint_of_the_log_is_refused_though_the_log_signed_it(self):
        seed, folder = "33" * 32, self.folder / "signed"
        shutil.copytree(self.folder / "log", folder)
        name, size, root = self.signed.decode().splitlines()[:3]
        trusted = ("--log", must(TOOL, "keys", name, seed).split()[0])
        for text, holds in {
            f"{name}\n{size}\n{root}\n": True,
            f"another.example/log\n{size}\n{root}\n": False,
            f"{name}\n0{size}\n{root}\n": False,
            f"{name}\n{size}\n{root[:-2]}==\n": False,
            f"{name}\n{size}\n{root}\nextension\n": False,
            f"{name}\n{int(size) - 1}\n{root}\n": False,
            f"{name}\n0\n{root}\n": False,
            f"{name}\n{size}\n": False,
        }.items():
            (folder / "checkpoint").write_text(must(TOOL, "sign", name, seed, stdin=text.encode()))
            with self.subTest(text):
                (self.assert_holds if holds else self.assert_refused)("log", folder, *trusted)

    def test_the_published_chain_verifies(self):
        proof, entry = self.folder / "chain", self.folder / "entry"
        proof.write_text(CHAIN_PROOF)
        entry.write_bytes(CHAIN_ENTRY)
        trusted = ("--log", CHAIN_LOG, "--witness", CHAIN_WITNESS, "--entry", entry)
        self.assertIn("entry 2 is in the log", self.assert_holds("proof", proof, *trusted))
        self.assert_each_flip_is_refused(proof, "proof", proof, *trusted, step=3)
        self.assert_each_flip_is_refused(entry, "proof", proof, *trusted)


class EvidencePack(OfSite):
    """What log export makes of a selection, under a checkpoint that a witness cosigned, carried elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        police = cls.site / "identities" / "police.north-yorkshire"
        key = must(MICKLEGATE, "log", "witness", "key", "--as", police).strip()
        cls.policy = cls.folder / "known.policy"
        cls.policy.write_text(f"log {cls.log[1]}\nwitness police {key}\nquorum police\n")
        shutil.copy(cls.policy, cls.site / "witnesses.policy")
        url = cls.serve()
        must(MICKLEGATE, "police", "overnight", NIGHT, "--as", police, "--gateway", url)
        words = [MICKLEGATE, "log", "witness", "pull", "--as", police, "--gateway", url, "--state", cls.folder / "state", "--every", "1"]
        witness = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(witness.wait, 60)
        cls.addClassCleanup(witness.terminate)
        auditor = ("--as", cls.site / "identities" / "auditor.partnership", "--by", "Vera Quibble, auditor", "--purpose", "lawfulness")
        made = must(MICKLEGATE, "log", "export", url, cls.folder / "made", *auditor, "--agency", "police.north-yorkshire", "--json")
        cls.made = json.loads(made)
        cls.pack = cls.folder / "elsewhere"
        shutil.move(cls.folder / "made", cls.pack)

    def test_it_holds_for_whoever_knows_the_keys(self):
        told = self.assert_holds("pack", self.pack, *self.log, "--policy", self.policy)
        self.assertIn(f"{self.made['entries'] + 1} entries", told)
        self.assertIn("cosigned by 1; the quorum of the pack's own policy is met", told)

    def test_a_byte_of_any_file_counts(self):
        for file in sorted(file for file in self.pack.rglob("*") if file.is_file() and file.name != "manifest.json"):
            step = max(1, file.stat().st_size // 2)
            self.assert_each_flip_is_refused(file, "pack", self.pack, *self.log, "--policy", self.policy, step=step)

    def test_another_witness_does_not_speak_for_it(self):
        other = self.folder / "other.policy"
        key = must(TOOL, "keys", *next(iter(WITNESS_SEEDS.items()))).split()[1]
        other.write_text(f"log {self.log[1]}\nwitness police {key}\nquorum police\n")
        self.assert_refused("pack", self.pack, *self.log, "--policy", other)


if __name__ == "__main__":
    unittest.main()
