"""Checks a webhook of Tamis (Standard Webhooks 1.0.0). Python 3.8 or newer; `cryptography` for the public key only.

Give it the bytes of the body as they came, before anything parses them, and headers by lower-case name. Then drop an
event whose `webhook-id` was seen before: it may come twice.
"""
import base64
import binascii
import hashlib
import hmac
import time

TOLERANCE_SECONDS = 300


class Refused(Exception):
    """Not to be believed; the reason is its text."""


def verify(key, headers, body, now=None):
    """`key` is the secret (`whsec_…`) or the public key (`whpk_…`). Only signatures of that key's kind count."""
    identifier, written, signatures = (headers.get("webhook-" + name) for name in ("id", "timestamp", "signature"))
    if not identifier or not written or not signatures:
        raise Refused("missing_header")
    if not written.isascii() or not written.isdigit() or len(written) > 12 or str(int(written)) != written:
        raise Refused("malformed_timestamp")
    now = int(time.time()) if now is None else now
    if int(written) < now - TOLERANCE_SECONDS:
        raise Refused("too_old")
    if int(written) > now + TOLERANCE_SECONDS:
        raise Refused("too_new")
    signed = f"{identifier}.{written}.".encode() + body
    matches = _public_key_matches if key.startswith("whpk_") else _secret_matches
    # Several come for a while after a rotation, one space between.
    if not any(matches(key, signed, token) for token in signatures.split(" ")):
        raise Refused("no_matching_signature")


def _secret_matches(key, signed, token):
    secret = base64.b64decode(key[len("whsec_"):])
    expected = "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(expected.encode(), token.encode())


def _public_key_matches(key, signed, token):
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not token.startswith("v1a,"):
        return False
    try:
        signature = base64.b64decode(token[len("v1a,"):], validate=True)
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key[len("whpk_"):])).verify(signature, signed)
        return True
    except (InvalidSignature, binascii.Error, ValueError):
        return False
