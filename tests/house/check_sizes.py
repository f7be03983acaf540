"""Small files and functions: good and bad code part at the longest ones."""

import ast
import re

from tests.house.files import BUILT, name_of, ours

FILE, FUNCTION, COMPONENT = 300, 40, 120
COMPONENT_STARTS = re.compile(
    r"^(?:export )?(?:default )?(?:async )?function ([A-Z]\w*)|^(?:export )?const ([A-Z]\w*) = "
)


def check_python() -> list[str]:
    """Measure every Python file and function."""
    return [text for path in ours(".py") for text in long_python(name_of(path), path.read_text())]


def check_typescript() -> list[str]:
    """Measure every TypeScript file and component."""
    found: list[str] = []
    for path in ours(".ts", ".tsx"):
        name, code = name_of(path), path.read_text()
        if not name.startswith(BUILT):
            found += long_file(name, code)
            found += long_components(name, code) if path.suffix == ".tsx" else []
    return found


def long_file(name: str, code: str) -> list[str]:
    """Complain of a file that is too long."""
    lines = len(code.splitlines())
    return [f"{name}: {lines} lines, more than {FILE}"] if lines > FILE else []


def long_python(name: str, code: str) -> list[str]:
    """Complain of a file or a function that is too long."""
    found = long_file(name, code)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                found.append(f"{name}:{node.lineno}: {node.name} has {lines} lines, more than {FUNCTION}")
    return found


def long_components(name: str, code: str) -> list[str]:
    """Complain of a component that is too long: it ends at the next line that begins with a brace."""
    found: list[str] = []
    lines = code.splitlines()
    for start, line in enumerate(lines):
        if begun := COMPONENT_STARTS.match(line):
            end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("}")), start)
            if end - start + 1 > COMPONENT:
                what = begun.group(1) or begun.group(2)
                found.append(f"{name}:{start + 1}: {what} has {end - start + 1} lines, more than {COMPONENT}")
    return found
