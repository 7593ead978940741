"""C2SP signed notes with Ed25519 (signature type 0x01): text that names who signed it.

A key has a name and a four-byte id made of the name and the public key. A verifier key is one line of text,
`name+id+base64`, and is all that anybody needs to check our notes.
"""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sanzhi.ledger.errors import BadNote, KeyFault
from sanzhi.ledger.wire import from_base64, to_base64

ED25519 = b"\x01"
MARK = "— "
# Witnesses may add signatures of many kinds; beyond this a note is an attack on the reader.
LONGEST = 65_536


@dataclass(frozen=True)
class Verifier:
    """A name and the 32-byte Ed25519 public key that signs under it."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """Read `name+id+base64`. Raises KeyFault when it is malformed or the id is not that of the key."""
        parts = text.strip().split("+", 2)
        key = from_base64(parts[2]) if len(parts) == 3 else None
        if key is None or len(key) != 33 or key[:1] != ED25519:
            raise KeyFault("验证公钥格式不对，应为“名称+标识+base64”；请重新抄录。")
        verifier = cls(checked_name(parts[0]), key[1:])
        if verifier.id.hex() != parts[1]:
            raise KeyFault("验证公钥的标识与公钥不符，抄录有误；请重新抄录。")
        return verifier

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(ED25519 + self.public)}"

    @property
    def id(self) -> bytes:
        """The four bytes that stand before every signature of this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def accepts(self, text: str, signature: bytes) -> bool:
        """Tell whether the 64-byte signature is this key's over the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A name and the private key that signs under it."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """The half that may be shown to everybody."""
        return Verifier(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Give the signature line over the text, without its newline."""
        return f"{MARK}{self.name} {to_base64(self.verifier.id + self.private.sign(text.encode()))}"


def checked_name(name: str) -> str:
    """Pass a key name through, or raise KeyFault when it is empty or holds a space or a plus sign."""
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise KeyFault(f"密钥名称“{name}”不能为空，也不能含有空格或加号。")
    return name


def seal(text: str, *signers: Signer) -> str:
    """Sign a text, which must end in a newline, and give the whole note. Raises BadNote."""
    _check_text(text)
    return text + "\n" + "".join(signer.sign(text) + "\n" for signer in signers)


def unseal(note: str, *verifiers: Verifier) -> str:
    """Give the text of a note that at least one of the verifiers has signed.

    Signatures by unknown keys are passed over. Raises BadNote for a malformed note, for a wrong signature
    under a known key, and when no known key has signed.
    """
    text, lines = _split(note)
    known = {(verifier.name, verifier.id): verifier for verifier in verifiers}
    signed = False
    for line in lines:
        name, key_id, signature = _signature(line)
        verifier = known.get((name, key_id))
        if verifier is None:
            continue
        if not verifier.accepts(text, signature):
            raise BadNote(f"“{name}”的签名与内容不符：内容或签名被改动过。")
        signed = True
    if not signed:
        raise BadNote("没有受信任的密钥在上面签过名：可能换了密钥，也可能是伪造的。")
    return text


def _split(note: str) -> tuple[str, list[str]]:
    head, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise BadNote("签名文本格式不对：缺少空行或签名行。")
    _check_text(note)
    return head + "\n", tail[:-1].split("\n")


def _check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise BadNote("签名文本过长。")
    if not text.endswith("\n") or any(letter < " " and letter != "\n" for letter in text):
        raise BadNote("签名文本必须以换行结尾，且不能含控制字符。")


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(MARK).partition(" ")
    signature = from_base64(encoded)
    if not line.startswith(MARK) or not name or signature is None or len(signature) < 5:
        raise BadNote("签名行格式不对。")
    return name, signature[:4], signature[4:]
