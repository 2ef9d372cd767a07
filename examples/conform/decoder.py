"""A decoder of V1 alone, as small as can be, to show what `sinotrack conform` asks of one.

    npx sinotrack-protocol conform --family v1 -- python3 decoder.py
"""

import json
import sys
from datetime import datetime, timezone


def degrees(text, letter, digits):
    value = int(text[:digits]) + float(text[digits:]) / 60
    return -value if letter in "SW" else value


def decode(data):
    messages = []
    for part in data.decode("latin1").split("#"):
        fields = part.lstrip("\r\n\0 ").split(",")
        if len(fields) < 13 or not fields[0].startswith("*") or fields[2] != "V1":
            continue
        try:
            time = datetime.strptime(fields[11] + fields[3], "%d%m%y%H%M%S")
            messages.append(
                {
                    "type": "position",
                    "command": "V1",
                    "maker": fields[0][1:],
                    "deviceId": fields[1],
                    "time": time.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                    "valid": fields[4] == "A",
                    "latitude": degrees(fields[5], fields[6], 2),
                    "longitude": degrees(fields[7], fields[8], 3),
                    "speedKmh": float(fields[9]) * 1.852,
                    "courseDegrees": float(fields[10]),
                }
            )
        except (ValueError, IndexError):
            continue
    return messages


for line in sys.stdin:
    print(json.dumps(decode(bytes.fromhex(line))), flush=True)
