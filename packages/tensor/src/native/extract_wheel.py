"""Takes the shared libraries and C headers out of wheels; zipfile checks each file's CRC as it reads.

Usage: extract_wheel.py TARGET WHEEL...   Prints one line per file: bytes done, bytes in all.
"""

import os
import shutil
import sys
import zipfile

INCLUDE = "tensorflow/include/"
LIBRARIES = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")


def is_wanted(name):
    if name in LIBRARIES:
        return True
    # The CUDA libraries' wheels: the place beside tensorflow/ is where its own search path looks.
    if name.startswith("nvidia/"):
        return "/lib/" in name and ".so" in name
    # The C API and what it includes: c/ folders of tensorflow, xla and tsl, and the string type.
    return name.startswith(INCLUDE) and name.endswith(".h") and ("/c/" in name or "ctstring" in name)


def main(target, wheels):
    archives = [zipfile.ZipFile(wheel) for wheel in wheels]
    wanted = [(archive, info) for archive in archives for info in archive.infolist() if is_wanted(info.filename)]
    total = sum(info.file_size for _, info in wanted)
    done = 0
    for archive, info in wanted:
        path = os.path.join(target, *info.filename.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(info) as source, open(path, "wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 22)
        done += info.file_size
        print(done, total, flush=True)


main(sys.argv[1], sys.argv[2:])
