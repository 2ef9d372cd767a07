"""Reads a name and hexadecimal digits from each line; prints what the classes of the folder read, as JSON."""

import enum
import importlib
import json
import sys

import kaitaistruct

# Debian's runtime is 0.10, and has everything that these classes call.
kaitaistruct.API_VERSION = max(kaitaistruct.API_VERSION, (0, 11))
sys.path.insert(0, sys.argv[1])
CLASSES = {
    "dollar": importlib.import_module("sinotrack_dollar").SinotrackDollar,
    "jt808": importlib.import_module("sinotrack_jt808").SinotrackJt808,
}
NO_VALUES = {"close", "from_bytes", "from_file", "from_io"}


def plain(value):
    if isinstance(value, kaitaistruct.KaitaiStruct):
        names = [name for name in dir(value) if not name.startswith("_") and name not in NO_VALUES]
        values = {name: getattr(value, name, None) for name in names}
        return {
            name: plain(one)
            for name, one in values.items()
            if one is not None and not isinstance(one, type)
        }
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, enum.Enum):
        return value.name.rstrip("_")
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


for line in sys.stdin:
    name, digits = line.split()
    print(json.dumps(plain(CLASSES[name].from_bytes(bytes.fromhex(digits)))))
