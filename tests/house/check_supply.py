"""What we depend on is locked, needs no script, names no host, and parses no multipart."""

import json
import re
import tomllib
from importlib.util import find_spec

from tests.house.files import ROOT, name_of, ours

HOSTS = (
    "registry" + ".npmjs.org",
    "files.python" + "hosted.org",
    "pypi" + ".org/simple",
    "npmmirror" + ".com",
)
MACHINE = re.compile(r"(?<![\w.~-])/(?:" + r"root|home/[\w.-]+|Users/[\w.-]+|work" + r")/[\w.-]+")
LOCKS = {"requirements.txt": "dependencies", "requirements-dev.txt": "dev"}


def check_no_download_host_and_no_machine_path() -> list[str]:
    """Look through every text file of ours."""
    found: list[str] = []
    for path in ours():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{name_of(path)} names the host {host}" for host in HOSTS if host in text]
        found += [f"{name_of(path)} names a path of one machine: {hit}" for hit in set(MACHINE.findall(text))]
    return found


def check_multipart_is_absent() -> list[str]:
    """Uploads are raw bodies; the multipart parser had one advisory after another."""
    return [f"{name} is installed" for name in ("multipart", "python_multipart") if find_spec(name)]


def check_npm_lock() -> list[str]:
    """No package may run a script when it is installed, and every package has its hash."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    scripts = [
        f"{name} runs a script when installed"
        for name, one in packages.items()
        if one.get("hasInstallScript")
    ]
    return scripts + [
        f"{name} has no hash" for name, one in packages.items() if name and "integrity" not in one
    ]


def check_python_locks() -> list[str]:
    """Everything that pyproject.toml asks for is locked, with hashes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {"dependencies": project["project"]["dependencies"], **project["dependency-groups"]}
    found: list[str] = []
    for lock, group in LOCKS.items():
        text = (ROOT / lock).read_text()
        pinned = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        wanted = {
            re.split(r"[^A-Za-z0-9-]", one, maxsplit=1)[0].lower()
            for one in [*asked["dependencies"], *asked[group]]
        }
        found += [f"{lock} does not lock {name}" for name in sorted(wanted - pinned)]
        found += [f"{lock} pins without a hash"] if text.count("==") > text.count("--hash=") else []
    return found
