"""Keys and certificates of the test seal service: one root, one certificate per agency name.

They prove nothing outside a demonstration, and every certificate says so in its name.
"""

import contextlib
import hashlib
import os
import tempfile
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

ROOT_NAME = "测试印章根证书"
KIND = "测试印章"
_LIFE = timedelta(days=3650)


@dataclass(frozen=True)
class Identity:
    """A key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def key_pem(self) -> bytes:
        """The private key, PKCS #8 PEM."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def certificate_pem(self) -> bytes:
        """The certificate, PEM."""
        return self.certificate.public_bytes(Encoding.PEM)


class Identities:
    """The service's root and certificates in folder `home`; files are readable by their owner alone."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock = threading.Lock()
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.root = self._load_or_make("root", _subject(ROOT_NAME), None)

    def of(self, name: str) -> Identity:
        """Return the identity of agency `name`, made at its first seal."""
        stem = hashlib.sha256(name.encode()).hexdigest()[:16]
        with self._lock:
            return self._load_or_make(stem, _subject(KIND, agency=name), self.root)

    def _load_or_make(self, stem: str, subject: x509.Name, issuer: Identity | None) -> Identity:
        path = self.home / f"{stem}.pem"
        if not path.exists():
            made = _make(subject, issuer)
            write_once(path, made.key_pem + made.certificate_pem)
        pem = path.read_bytes()
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{path} does not hold a key of this service")
        return Identity(key, x509.load_pem_x509_certificate(pem))


def write_once(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, unless it is there already; whole or not at all.

    Several threads and processes may try at once: one wins, and all find the same file afterwards.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft.name, path)


def _subject(common_name: str, *, agency: str = "") -> x509.Name:
    """A common name is short by rule (RFC 5280), so the agency's name, maybe long, stands beside it."""
    parts = [(NameOID.ORGANIZATION_NAME, agency), (NameOID.COMMON_NAME, common_name)]
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def _make(subject: x509.Name, issuer: Identity | None) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + _LIFE)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(authority=issuer is None), critical=True)
    )
    return Identity(key, builder.sign(issuer.key if issuer else key, hashes.SHA256()))


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
