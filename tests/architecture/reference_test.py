"""The reference tables in docs/ hold exactly what the code has: limits, codes, entry members, exit codes."""

import re
import unittest

from tree import ROOT, sources

STOP_CODES = (
    r'\b(?:refused|held)\(\s*"([a-z_]+)"',
    r'Kind::k(?:Refused|Held),\s*"([a-z_]+)"',
    r'constexpr std::string_view k(?:Missing|Unknown|Invalid) = "([a-z_]+)"',
)


def text(path):
    return (ROOT / path).read_text()


def rows(path, heading=""):
    """First cells' `names` -> the row's other cells, of the tables under a heading."""
    section = text(path).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0] if heading else text(path)
    found = {}
    for line in section.splitlines():
        if line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found.update({name: cells[1:] for name in re.findall(r"`([^`]+)`", cells[0])})
    return found


def table_of(name, path):
    """The quoted words of a constexpr table in C++."""
    return re.findall(r'"([a-z0-9_-]+)"', re.search(rf"{name}\{{(.*?)\}};", text(path), re.S)[1])


def stop_codes():
    stages = (text(f) for f in sources("gateway") if f.split("/")[1] in ("road", "recognise", "decide", "minimise"))
    return {found for stage in stages for pattern in STOP_CODES for found in re.findall(pattern, stage)}


def test_names():
    tests = (path.read_text() for path in (ROOT / "tests").rglob("*_test.cpp"))
    return {f"{suite}.{name}" for t in tests for suite, name in re.findall(r"\bTEST(?:_F|_P)?\((\w+), (\w+)\)", t)}


class Reference(unittest.TestCase):
    def test_limits_are_all_explained(self):
        fields = re.findall(r"^    std::[\w:]+ (\w+)(?: = |\{)", text("gateway/model/limits.hpp"), re.M)
        self.assertEqual(sorted(rows("docs/limits.md")), sorted(fields))

    def test_limits_name_what_exists(self):
        slugs = set(re.findall(r'Row\{ProblemCode::\w+, "([^"]+)"', text("gateway/base/problem.cpp")))
        settable = set(re.findall(r'"limits", "(\w+?)(?:_ms)?"', text("gateway/site/settings_table.cpp")))
        tests = test_names()
        for limit, cells in rows("docs/limits.md").items():
            with self.subTest(limit):
                self.assertEqual(cells[1] == "yes", limit in settable)
                self.assertLessEqual(set(re.findall(r"`([^`]+)`", cells[3])), slugs)
                self.assertLessEqual(set(re.findall(r"`([^`]+)`", cells[4])), tests)

    def test_codes_of_stops_are_all_explained(self):
        self.assertEqual(rows("docs/messages.md", "Refused").keys() | rows("docs/messages.md", "Held").keys(), stop_codes())

    def test_rejection_codes_are_all_explained(self):
        codes = table_of("kRejectionCodes", "gateway/model/rejection_codes.hpp")
        self.assertEqual(sorted(rows("docs/messages.md", "At the recipient")), sorted(codes))

    def test_every_hold_can_be_settled(self):
        rows_of_holds = re.findall(r'HoldCode\{"(\w+)"', text("gateway/model/hold_codes.hpp"))
        self.assertLessEqual(rows("docs/messages.md", "Held").keys(), set(rows_of_holds))
        codes = re.findall(r'ReturnCode\{"(\w+)"', text("gateway/model/return_codes.hpp"))
        self.assertEqual(set(rows("docs/messages.md", "Released or returned")), {*codes, *rows_of_holds})

    def test_exit_codes_are_all_explained(self):
        codes = re.findall(r"constexpr int k\w+ = (\d+);", text("gateway/app/exit_code.hpp"))
        self.assertEqual(re.findall(r"^\| (\d+) \|", text("docs/cli.md"), re.M), codes)

    def test_attributes_are_all_explained(self):
        attributes = table_of("kAttributes", "gateway/read/cloud_event.cpp")
        self.assertEqual(sorted(rows("docs/messages.md", "What an event holds")), sorted([*attributes, "data"]))

    def test_entry_members_and_kinds_are_all_explained(self):
        code = text("gateway/commit/entry.cpp")
        members = re.findall(r'\bout\["(\w+)"\]|\bMember<[^{]+>\{"(\w+)"', code)
        kinds = re.findall(r'KindRow\{EntryKind::\w+, "(\w+)"', text("gateway/commit/entry_kind.cpp"))
        self.assertEqual(rows("docs/log.md", "An entry").keys(), {a or b for a, b in members} | set(kinds))


if __name__ == "__main__":
    unittest.main()
