"""Certificates for tests: an authority of their own, and what it signed."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Authority:
    """An authority that only this test trusts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        self.name = named("an authority")
        self.certificate = self.signed(self.name, self.key, x509.BasicConstraints(ca=True, path_length=None))

    def trust(self) -> ssl.SSLContext:
        """Give what trusts this authority and nobody else."""
        return ssl.create_default_context(cadata=self.certificate.public_bytes(Encoding.PEM).decode())

    def server(self, host: str, *, until: timedelta = DAY, own: bool = False) -> ssl.SSLContext:
        """Give a server's side, with a certificate for this name; `own`: signed by nobody but itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        certificate = self.signed(named(host), key, names, until=until, own=own)
        file = self.folder / f"{host}-{certificate.serial_number}.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def signed(
        self,
        name: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        extension: x509.ExtensionType,
        *,
        until: timedelta = DAY,
        own: bool = False,
    ) -> x509.Certificate:
        """Sign a certificate that ends then."""
        now = datetime.now(UTC)
        made = x509.CertificateBuilder(name if own else self.name, name, key.public_key())
        made = made.serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - 30 * DAY).not_valid_after(now + until)
        return made.add_extension(extension, critical=False).sign(key if own else self.key, SHA256())


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
