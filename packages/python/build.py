"""Writes the wheel of the client, with the standard library alone: `npm run build:python`."""

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: Time of every file in the wheel, so that the same sources give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def build(folder: Path) -> Path:
    """Writes the wheel into a folder; returns its path."""
    project = (HERE / "pyproject.toml").read_text(encoding="utf-8")
    facts = dict(re.findall(r'^(name|version|description|requires-python) = "(.*)"$', project, re.MULTILINE))
    about = f"{facts['name']}-{facts['version']}.dist-info"
    files = {
        path.relative_to(HERE / "src").as_posix(): path.read_bytes()
        for path in sorted((HERE / "src").rglob("*"))
        if path.suffix == ".py" or path.name == "py.typed"
    }
    files[f"{about}/METADATA"] = describe(facts).encode()
    files[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: mitoscope\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{about}/licenses/LICENSE"] = (HERE.parent.parent / "LICENSE").read_bytes()
    lines = [f"{name},sha256={digest(data)},{len(data)}\n" for name, data in files.items()]
    files[f"{about}/RECORD"] = "".join([*lines, f"{about}/RECORD,,\n"]).encode()
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{facts['name']}-{facts['version']}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return wheel


def describe(facts: "dict[str, str]") -> str:
    """Returns the metadata of the package."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {facts['name']}",
        f"Version: {facts['version']}",
        f"Summary: {facts['description']}",
        f"Requires-Python: {facts['requires-python']}",
        "License: Apache-2.0",
        "Classifier: Typing :: Typed",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + f"\n\n{readme}"


def digest(data: bytes) -> str:
    """Returns a hash as the list of files in a wheel has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "dist"))
