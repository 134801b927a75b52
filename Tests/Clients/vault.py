"""Opens what Tamis sealed, with PyPI `cryptography` and nothing of ours: a second reading of the stored format.

A sealed value is a byte 1, 12 bytes nonce, ciphertext and 16 bytes tag of AES-256-GCM, bound to its place. What the master key seals
begins with a byte 2 and 4 bytes that name the key, bound as well.
"""
import base64
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Vault:
    def __init__(self, key_file):
        lines = [line.split() for line in key_file.read_text().splitlines() if line and not line.startswith("#")]
        self.keys = {name: base64.b64decode(key) for name, key in lines}

    def open(self, sealed, key, place):
        if sealed[0] == 2:
            name = sealed[1:5]
            if hmac.digest(key, b"tamis key id", hashlib.sha256)[:4] != name:
                raise InvalidTag
            return AESGCM(key).decrypt(sealed[5:17], sealed[17:], place.encode() + name)
        assert sealed[0] == 1, "version of the sealed format"
        return AESGCM(key).decrypt(sealed[1:13], sealed[13:], place.encode())

    def author_key(self, author, wrapped):
        return self.open(wrapped, self.keys["master"], "author_keys.wrapped:" + author)

    def payloads(self, database):
        """The bytes of every delivery about a comment, by (endpoint id, event id)."""
        keys = {author: self.author_key(author, wrapped)
                for author, wrapped in database.execute("SELECT author, wrapped FROM author_keys")}
        rows = database.execute("""SELECT d.id, d.endpoint, d.event, d.sealed_payload, c.author
            FROM deliveries d JOIN comments c ON c.id = d.comment""")
        return {(endpoint, event): self.open(sealed, keys[author], "deliveries.payload:" + delivery)
                for delivery, endpoint, event, sealed, author in rows}

    def emails(self, database):
        """Every author's address that can still be opened, by author id."""
        rows = database.execute("""SELECT a.id, a.sealed_email, k.wrapped FROM authors a
            JOIN author_keys k ON k.author = a.id WHERE a.sealed_email IS NOT NULL""")
        return {author: self.open(sealed, self.author_key(author, wrapped), "authors.email:" + author).decode()
                for author, sealed, wrapped in rows}
