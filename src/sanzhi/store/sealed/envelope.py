"""The bytes of a sealed value, and who can read them.

Format 1: ``"SZ" ‖ 0x01 ‖ algorithm (1 byte) ‖ key version (2, big-endian) ‖ nonce (12) ‖ ciphertext ‖ tag
(16)``, algorithm 1 = AES-256-GCM, 2 = SM4-GCM (GB/T 32907). The associated data is header ‖ place ‖ 0x00 ‖
row, so that a value opens only in the column and row it was sealed for: nobody can move one.

Format 0 has no header: nonce ‖ ciphertext ‖ tag under the bytes of key version 1, AES-256-GCM, with the row
alone as associated data. It is read and never written.

A random nonce allows 2³² values a key version (NIST SP 800-38D §8.3); a rotation begins a new count.
"""

import os
import struct
from functools import lru_cache
from typing import Literal, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

from sanzhi.store.sealed.errors import KeyMissing, Unreadable
from sanzhi.store.sealed.keyring import Keys

Algorithm = Literal["aes-256-gcm", "sm4-gcm"]
NONCE = 12
_HEADER = struct.Struct(">2sBBH")
HEADER = _HEADER.size
_MARK, _FORMAT = b"SZ", 1
_NUMBERS: dict[Algorithm, int] = {"aes-256-gcm": 1, "sm4-gcm": 2}
ALGORITHMS: dict[str, Algorithm] = {name: name for name in _NUMBERS}
_NAMES: dict[int, Algorithm] = {number: name for name, number in _NUMBERS.items()}
_KEY_BYTES: dict[Algorithm, int] = {"aes-256-gcm": 32, "sm4-gcm": 16}


class Aead(Protocol):
    """Authenticated encryption with associated data, as ``AESGCM`` has it."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """Ciphertext and tag."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """The data again; ``InvalidTag`` otherwise."""


class Sm4Gcm:
    """SM4 in GCM with a tag of 16 bytes, in the shape of ``AESGCM``."""

    def __init__(self, key: bytes) -> None:
        self._key = SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """Ciphertext and tag."""
        machine = Cipher(self._key, GCM(nonce)).encryptor()
        machine.authenticate_additional_data(associated_data or b"")
        return machine.update(data) + machine.finalize() + machine.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """The data again; ``InvalidTag`` otherwise."""
        machine = Cipher(self._key, GCM(nonce, data[-16:])).decryptor()
        machine.authenticate_additional_data(associated_data or b"")
        return machine.update(data[:-16]) + machine.finalize()


@lru_cache(maxsize=8)
def _first_cipher(master: bytes) -> Aead:
    return AESGCM(master)


@lru_cache(maxsize=64)
def header_of(version: int, algorithm: Algorithm = "aes-256-gcm") -> bytes:
    """The first bytes of every value that is sealed under a version by an algorithm."""
    return _HEADER.pack(_MARK, _FORMAT, _NUMBERS[algorithm], version)


def seal(keys: Keys, place: str, row: str, value: bytes, algorithm: Algorithm = "aes-256-gcm") -> bytes:
    """Seal a value for one place (``table.column`` or a purpose) and row, under the newest version."""
    header, nonce = header_of(keys.newest, algorithm), os.urandom(NONCE)
    cipher: Aead = keys.made.get(header) or _cipher_of(keys, algorithm, keys.newest)
    return header + nonce + cipher.encrypt(nonce, value, _bound(header, place, row))


def unseal(keys: Keys, place: str, row: str, sealed: bytes) -> bytes:
    """The value again. ``Unreadable`` when bytes, place and row do not belong together; ``KeyMissing``."""
    header = sealed[:HEADER]
    kind = _kind(header)
    if kind is not None:
        cipher: Aead = keys.made.get(header) or _cipher_of(keys, *kind)
        try:
            rest = sealed[HEADER + NONCE :]
            return cipher.decrypt(sealed[HEADER : HEADER + NONCE], rest, _bound(header, place, row))
        except (InvalidTag, ValueError):
            # A nonce of format 0 looks like a header once in 2^32 values: it gets its chance below.
            pass
    return _unseal_first_format(keys, row, sealed)


def _cipher_of(keys: Keys, algorithm: Algorithm, version: int) -> Aead:
    key = keys.derived(version, f"sealed {algorithm}", _KEY_BYTES[algorithm])
    made: Aead = AESGCM(key) if algorithm == "aes-256-gcm" else Sm4Gcm(key)
    keys.made[header_of(version, algorithm)] = made
    return made


def version_of(sealed: bytes) -> int:
    """The key version that a value is sealed under."""
    kind = _kind(sealed)
    return 1 if kind is None else kind[1]


def _kind(sealed: bytes) -> tuple[Algorithm, int] | None:
    if len(sealed) < HEADER:
        return None
    mark, form, number, version = _HEADER.unpack(sealed[:HEADER])
    if mark != _MARK or form != _FORMAT or number not in _NAMES:
        return None
    return _NAMES[number], version


def _bound(header: bytes, place: str, row: str) -> bytes:
    return header + place.encode() + b"\0" + row.encode()


def _unseal_first_format(keys: Keys, row: str, sealed: bytes) -> bytes:
    try:
        cipher = _first_cipher(keys.master(1))
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], row.encode())
    except (InvalidTag, ValueError, KeyMissing):
        raise Unreadable("加密的个人信息无法读出：内容被改动、被移到别处，或者密钥不是本实例的。") from None
