"""The source tree as the architecture tests see it: files, modules, includes, and the tables of gateway/README.md."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "gateway" / "README.md"
PRODUCT = ("gateway", "adapters")


@dataclass(frozen=True)
class Include:
    file: str  # relative to the root, as are all paths here
    line: int
    header: str
    quoted: bool

    def __str__(self):
        return f"{self.file}:{self.line}: {self.header}"


def sources(*folders):
    for folder in folders or PRODUCT:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".hpp", ".cpp"):
                yield path.relative_to(ROOT).as_posix()


def includes(file):
    for number, line in enumerate((ROOT / file).read_text().splitlines(), 1):
        if found := re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line):
            yield Include(file, number, found[2], found[1] == '"')


def module_of(path):
    """gateway/read/x.hpp is of the module read; gateway/main.cpp is of app."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "app"


def folders():
    return {p.name for top in PRODUCT for p in (ROOT / top).iterdir() if p.is_dir() and any(p.rglob("*.?pp"))}


def table(heading):
    """The rows of the table under a heading of gateway/README.md, each a list of its cells' text."""
    section = README.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip().strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def words(cell):
    """The names a cell gives in `back quotes`."""
    return re.findall(r"`([^`]+)`", cell)


@dataclass(frozen=True)
class Module:
    name: str
    layer: int
    may_include: frozenset
    everything_below: bool


def modules():
    """From the table "Modules"."""
    rows = [(words(row[0])[0], int(row[1]), row[3]) for row in table("Modules")]
    found = {}
    for name, layer, cell in rows:
        everything = cell == "everything below"
        lower = {other for other, below, _ in rows if below < layer}
        found[name] = Module(name, layer, frozenset(lower if everything else words(cell)), everything)
    return found


def linked_modules(known):
    """What CMake links each module to, of the modules known."""
    linked = {}
    for top in PRODUCT:
        for file in (ROOT / top).rglob("CMakeLists.txt"):
            text = re.sub(r"#.*", "", file.read_text())
            for name, rest in re.findall(r"micklegate_library\(\s*([a-z_]+)([^)]*)\)", text):
                linked.setdefault(name, set()).update(set(rest.split("LIBRARIES")[0].split()) & known)
            for name, rest in re.findall(r"target_link_libraries\(\s*([a-z_]+)([^)]*)\)", text):
                if name in known:
                    linked.setdefault(name, set()).update(set(rest.split()) & known)
    return linked
