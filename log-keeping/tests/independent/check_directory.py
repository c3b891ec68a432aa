#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks a log directory with nothing but Python's standard library and none of this project's code.

check_directory.py DIRECTORY VKEY [OLDER-CHECKPOINT ...]

Written from the text of C2SP tlog-tiles v0.1.0, tlog-checkpoint v1.0.0 and signed-note v1.0.0, RFC 6962 section 2.1 and
RFC 8032 section 5.1. The entries are the only source: every leaf, tile and root is computed from the bundles anew, and
every byte of every tile is held against that. Prints accept or reject with the reason; exit code 0, 1, or 2 for misuse.
"""
import base64
import hashlib
import os
import sys

WIDTH = 256


class Reject(Exception):
    pass


# RFC 8032, 5.1: the curve edwards25519 in extended coordinates.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    z = 2 * a[3] * b[3] * D % P
    w = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, w - z, w + z, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P != 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - xx) % P != 0 or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


GY = 4 * pow(5, P - 2, P) % P
BASE = point_of(GY.to_bytes(32, "little"))


def ed25519_holds(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = point_of(public), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= Q:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return same(times(scalar, BASE), add(commitment, times(challenge, key)))


def read_vkey(vkey):
    name, key_id, encoded = vkey.split("+", 2)
    data = base64.b64decode(encoded, validate=True)
    if data[:1] != b"\x01":
        raise Reject("the verifier key is not one of type Ed25519")
    wanted = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if wanted.hex() != key_id:
        raise Reject("the id of the verifier key is not the one of its bytes")
    return name, wanted, data[1:]


def open_checkpoint(path, vkey):
    """signed-note: text, an empty line (the last one), signature lines; tlog-checkpoint: origin, size, root."""
    name, key_id, public = read_vkey(vkey)
    note = open(path, "rb").read()
    at = note.rfind(b"\n\n")
    if at < 0 or not note.endswith(b"\n"):
        raise Reject("the checkpoint is no signed note")
    text, lines = note[: at + 1], note[at + 2 :].decode().splitlines()
    signed = False
    for line in lines:
        dash, who, encoded = line.split(" ")
        signature = base64.b64decode(encoded, validate=True)
        if dash != "\u2014":
            raise Reject("a signature line begins with an em dash")
        if who == name and signature[:4] == key_id:
            if not ed25519_holds(public, text, signature[4:]):
                raise Reject("the log's signature does not hold")
            signed = True
    if not signed:
        raise Reject("the log has not signed the checkpoint")
    origin, size, root, *_ = text.decode().split("\n")
    if origin != name or str(int(size)) != size:
        raise Reject("origin or size of the checkpoint is not right")
    return int(size), base64.b64decode(root, validate=True)


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_hash(hashes):
    """RFC 6962, 2.1: divided at the largest power of two that is smaller."""
    if not hashes:
        return hashlib.sha256().digest()
    return subtree_hash(hashes, 0, len(hashes))


def subtree_hash(hashes, start, end):
    """The hash over those from start to end, without copying them at every level."""
    if end - start == 1:
        return hashes[start]
    half = start + (1 << (end - start - 1).bit_length() - 1)
    return node_hash(subtree_hash(hashes, start, half), subtree_hash(hashes, half, end))


def tile_path(level, number, width):
    groups = ["%03d" % (number % 1000)]
    while number >= 1000:
        number //= 1000
        groups.insert(0, "x%03d" % (number % 1000))
    partial = "" if width == WIDTH else ".p/%d" % width
    return os.path.join("tile", str(level), *groups) + partial


def read_file(directory, path):
    try:
        return open(os.path.join(directory, path), "rb").read()
    except OSError:
        raise Reject("%s is missing" % path)


def widths(count):
    full, rest = divmod(count, WIDTH)
    return [WIDTH] * full + ([rest] if rest else [])


def read_entries(directory, size):
    entries = []
    for number, width in enumerate(widths(size)):
        path = tile_path("entries", number, width)
        data, at = read_file(directory, path), 0
        for _ in range(width):
            length = int.from_bytes(data[at : at + 2], "big")
            entry = data[at + 2 : at + 2 + length]
            if len(data) < at + 2 or len(entry) != length:
                raise Reject("%s is cut" % path)
            entries.append(entry)
            at += 2 + length
        if at != len(data):
            raise Reject("%s has more than its entries" % path)
    return entries


def check(directory, vkey, older):
    size, root = open_checkpoint(os.path.join(directory, "checkpoint"), vkey)
    leaves = [leaf_hash(entry) for entry in read_entries(directory, size)]
    if tree_hash(leaves) != root:
        raise Reject("the entries do not make the root of the checkpoint")
    tiles, level, hashes = 0, 0, leaves
    while hashes:
        for number, width in enumerate(widths(len(hashes))):
            path = tile_path(level, number, width)
            if read_file(directory, path) != b"".join(hashes[number * WIDTH : number * WIDTH + width]):
                raise Reject("%s does not hold the hashes of the entries" % path)
            tiles += 1
        full = len(hashes) // WIDTH
        hashes = [tree_hash(hashes[n * WIDTH : (n + 1) * WIDTH]) for n in range(full)]
        level += 1
    for path in older:
        small, small_root = open_checkpoint(path, vkey)
        if small > size or tree_hash(leaves[:small]) != small_root:
            raise Reject("%s is not the beginning of this log" % path)
    return "%d entries, %d tiles, %d older checkpoints" % (size, tiles, len(older))


def main(arguments):
    if len(arguments) < 2:
        print(__doc__)
        return 2
    try:
        print("accept: " + check(arguments[0], arguments[1], arguments[2:]))
        return 0
    except Reject as reason:
        print("reject: %s" % reason)
    except (ValueError, UnicodeDecodeError) as reason:
        print("reject: a checkpoint or key cannot be read (%s)" % reason)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
