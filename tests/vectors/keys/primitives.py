"""The primitives of the second program, written out from their standards; nothing of ours is imported."""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def hkdf(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Extract and expand (RFC 5869 §2)."""
    pseudorandom = hmac.digest(salt or bytes(32), key, "sha256")
    out = block = b""
    for count in range(1, -(-length // 32) + 1):
        block = hmac.digest(pseudorandom, block + info + bytes([count]), "sha256")
        out += block
    return out[:length]


def aes_gcm(key: bytes, iv: bytes, plain: bytes, bound: bytes) -> bytes:
    """Encrypt and authenticate (SP 800-38D §7.1, 96-bit iv); only the block cipher is a library's."""
    block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    subkey = int.from_bytes(block.update(bytes(16)))
    count = -(-len(plain) // 16)
    stream = block.update(b"".join(iv + number.to_bytes(4) for number in range(1, count + 2)))
    closed = bytes(one ^ other for one, other in zip(plain, stream[16:], strict=False))
    lengths = (8 * len(bound)).to_bytes(8) + (8 * len(closed)).to_bytes(8)
    hashed = 0
    for part in (bound, closed, lengths):
        for at in range(0, len(part), 16):
            hashed = gcm_times(hashed ^ int.from_bytes(part[at : at + 16].ljust(16, b"\0")), subkey)
    return closed + (hashed ^ int.from_bytes(stream[:16])).to_bytes(16)


def gcm_times(one: int, other: int) -> int:
    """Multiply in GF(2^128), bits reflected (SP 800-38D §6.3)."""
    product = 0
    for at in range(127, -1, -1):
        product ^= other if one >> at & 1 else 0
        other = other >> 1 ^ (0xE1 << 120 if other & 1 else 0)
    return product


PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
Point = tuple[int, int]


def added(one: Point, other: Point) -> Point:
    """Add two points of edwards25519 (RFC 8032 §5.1.4), in affine coordinates."""
    (x1, y1), (x2, y2) = one, other
    both = CURVE * x1 * x2 * y1 * y2 % PRIME
    x = (x1 * y2 + x2 * y1) * pow(1 + both, -1, PRIME) % PRIME
    return x, (y1 * y2 + x1 * x2) * pow(1 - both, -1, PRIME) % PRIME


def even_x(y: int) -> int:
    """Recover the even x of a point (RFC 8032 §5.1.3)."""
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    return PRIME - x if x & 1 else x


BASE: Point = (even_x(4 * pow(5, -1, PRIME) % PRIME), 4 * pow(5, -1, PRIME) % PRIME)


def multiplied(scalar: int, point: Point = BASE) -> Point:
    """Add a point to itself so many times."""
    total: Point = (0, 1)
    while scalar:
        total = added(total, point) if scalar & 1 else total
        point = added(point, point)
        scalar >>= 1
    return total


def encoded(point: Point) -> bytes:
    """Write a point as 32 bytes."""
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def ed25519_public(seed: bytes) -> bytes:
    """Give the public key of a seed (RFC 8032 §5.1.5)."""
    return encoded(multiplied(expanded(seed)[0]))


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    """Sign (RFC 8032 §5.1.6)."""
    scalar, prefix = expanded(seed)
    nonce = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % ORDER
    point = encoded(multiplied(nonce))
    challenge = int.from_bytes(hashlib.sha512(point + ed25519_public(seed) + message).digest(), "little")
    return point + ((nonce + challenge * scalar) % ORDER).to_bytes(32, "little")


def expanded(seed: bytes) -> tuple[int, bytes]:
    """Give the scalar and the prefix of a seed."""
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little")
    return scalar & (1 << 254) - 8 | 1 << 254, digest[32:]


POWERS = [1]  # of 3, which generates GF(2^8) with 0x11b
for _ in range(254):
    doubled = POWERS[-1] << 1 ^ POWERS[-1]
    POWERS.append(doubled ^ 0x11B if doubled > 0xFF else doubled)
LOGS = {power: at for at, power in enumerate(POWERS)}


def byte_times(one: int, other: int) -> int:
    """Multiply in GF(2^8) by logarithms."""
    return POWERS[(LOGS[one] + LOGS[other]) % 255] if one and other else 0


def bip39(secret: bytes, words: list[str]) -> str:
    """Write 16 bytes as 12 words (BIP 39: 128 bits, then the first 4 of their SHA-256)."""
    bits = int.from_bytes(secret) << 4 | hashlib.sha256(secret).digest()[0] >> 4
    return " ".join(words[bits >> 11 * at & 2047] for at in range(11, -1, -1))
