"""In an expression with co_await g++ 12 destroys twice what a capturing lambda or a braced list holds: name it first."""

import re
import unittest

from tree import ROOT, sources

CAPTURE = re.compile(r"(?<![\w\])])\[(?!\[)[^\]]*[^\]\s][^\]]*\]\s*(?:[(<\1\2]|mutable\b)")
TYPE_OR_SCOPE = re.compile(r"\b(?:struct|class|union|enum|namespace|extern)\b[^;(){}]*$")
BLOCK_WORD = re.compile(r"(?:\b(?:else|do|try|const|noexcept|override|final|mutable)|[){};:]|^)\s*$")
TRAILING_TYPE = re.compile(r"->[^;{}()]*$")
LAMBDA_START = re.compile(r"(?:=|\breturn|\bco_return|\bco_await|[(,&|?:])\s*\[(?!\[)[^\]]*\][^;{}]*$")
CONDITION = re.compile(r"^\s*(?:else\s+)?(?:if(?:\s+constexpr)?|for|while|switch)\s*\(")
BRACED, BODY = "\1", "\2"


def without_comments_and_strings(text):
    def blank(found):
        return "\n" * found[0].count("\n") if found[0].startswith("/") else '""'

    pattern = r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
    text = re.sub(pattern, blank, text, flags=re.S)
    return re.sub(r"^[ \t]*#[^\n]*", "", text, flags=re.M)


def opens_block(before):
    """Whether a brace after this text opens statements or a type's members, rather than a braced list."""
    return any(p.search(before) for p in (TYPE_OR_SCOPE, BLOCK_WORD, TRAILING_TYPE, LAMBDA_START))


def statements(text):
    """(line, statement) where a lambda's body counts as statements of its own and a braced list leaves its mark."""
    frames = [""]  # unfinished statement of each open brace
    kinds = []
    line = 1

    def finish():
        done, frames[-1] = frames[-1], ""
        return line, done

    for char in text:
        line += char == "\n"
        if char == "{":
            before = frames[-1]
            inside = before.count("(") > before.count(")")
            if not opens_block(before):
                kinds.append("braced")
                frames[-1] += BRACED
            elif inside or LAMBDA_START.search(before):
                kinds.append("lambda")
                frames[-1] += BODY
                frames.append("")
            else:
                kinds.append("block")
                yield finish()
                frames.append("")
        elif char == "}" and kinds:
            kind = kinds.pop()
            if kind != "braced":
                yield finish()
                frames.pop()
        elif char == ";":
            yield finish()
        else:
            frames[-1] += char
            if char == ")" and CONDITION.match(frames[-1]) and frames[-1].count("(") == frames[-1].count(")"):
                yield finish()


def faults(text):
    for line, statement in statements(without_comments_and_strings(text)):
        if re.search(r"\bco_await\b", statement):
            if CAPTURE.search(statement):
                yield line, "a capturing lambda in an expression with co_await"
            if BRACED in statement:
                yield line, "a braced list in an expression with co_await"
            if CONDITION.match(statement):
                yield line, "co_await in a condition, which g++ 12 resumes into a misplaced frame"


class CoroutineExpressions(unittest.TestCase):
    def test_what_co_await_holds_has_a_name(self):
        found = [f"{file}:{line}: {what}" for file in sources() for line, what in faults((ROOT / file).read_text())]
        self.assertEqual(found, [])

    def test_faults_are_found(self):
        for text in (
            "{ co_await run([x](int) { return x; }); }",
            "{ co_await run([&] { go(); }); }",
            "{ call([this] { go(); go(); }, co_await next()); }",
            "{ co_await send(Options{.a = name}); }",
            "{ co_await send({1, 2}); }",
            "{ auto const& r = co_await send(\n    Options{}); }",
            "{ if (auto r = co_await send(Map<int>{}); r) { go(); } }",
            "{ if (go(co_await send(Options{}))) stop(); }",
            "{ Answer const answer{co_await ask()}; }",
            "{ if (co_await more()) { go(); } }",
            "{ while (!co_await done()) go(); }",
            "awaitable<void> f() { for (;;) { co_await wait([=]() mutable { go(); }); } }",
        ):
            with self.subTest(text):
                self.assertTrue(list(faults(text)))

    def test_sound_code_is_left_alone(self):
        for text in (
            "awaitable<Result<int>> f()\n{\n    auto [ec, n] = co_await read(as_result);\n    co_return Pair{n, 1};\n}",
            "{ auto task = [x]() -> awaitable<void> { co_await wait(x); }; co_await run(std::move(task)); }",
            "{ co_await run([](int a) { return a; }); }",
            "{ Options options{1, 2}; co_await send(options); }",
            "{ co_await send(values[i](3)); }",
            "{ bool const some = co_await more(); while (some) { use(\"{\", '{'); } }",
            "{ bool const some = co_await more(); if (!some)\n co_return Map<int>{}; else if (n) co_return {}; }",
            "{ switch (x) { case 1: { co_await f(); break; } } }",
            "struct S : T { std::vector<int> v{1}; awaitable<void> f() const { co_await g(); } };",
            "{ // Options{} is built before\n    co_await f(a /* [x] {} */); }",
            "{ co_spawn(io, [x]() -> awaitable<void> { co_await f(x); }, done); }",
        ):
            with self.subTest(text):
                self.assertEqual(list(faults(text)), [])


if __name__ == "__main__":
    unittest.main()
