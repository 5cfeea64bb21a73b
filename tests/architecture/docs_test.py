"""Documents do not rot: relative links and paths in tables lead somewhere."""

import re
import subprocess
import unittest

from tree import ROOT, sources

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"(?<![\w/])docs/[\w./-]*\w")


def documents():
    skipped = {"build", ".git"}
    for path in sorted(ROOT.rglob("*.md")):
        if not skipped & set(path.relative_to(ROOT).parts):
            yield path


def anchors(path):
    """GitHub's anchors of a document's headings."""
    for heading in re.findall(r"^#+ +(.+)$", path.read_text(), re.M):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def broken_links(path):
    text = re.sub(r"```.*?```", "", path.read_text(), flags=re.S)
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = path.parent / target if target else path
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            yield f"{path.relative_to(ROOT)}: {link}"


class Docs(unittest.TestCase):
    def test_relative_links_resolve(self):
        self.assertEqual([link for path in documents() for link in broken_links(path)], [])

    def test_documents_named_in_code_exist(self):
        """A person who is sent to a page by an error message or a comment finds it."""
        missing = [
            f"{file}: {name}"
            for file in sources("gateway", "adapters", "tests")
            for name in NAMED.findall((ROOT / file).read_text())
            if not (ROOT / name).exists()
        ]
        self.assertEqual(missing, [])

    def test_readme_names_only_commands_that_dev_knows(self):
        known = subprocess.run(["bash", ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
        named = {c for path in documents() for c in re.findall(r"\./dev ([a-z]+)", path.read_text())}
        self.assertEqual({command for command in named if f"./dev {command}" not in known}, set())


if __name__ == "__main__":
    unittest.main()
