"""What an address may look like when it has leaked."""
import base64
import hashlib
import quopri
import urllib.parse


def _base64_within(data):
    """The parts of base64 text that stand whatever comes before and after, for each of the three offsets."""
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + data).decode()
        begin = (offset * 8 + 5) // 6
        end = (offset + len(data)) * 8 // 6
        yield text[begin:end]
        yield text[begin:end].replace("+", "-").replace("/", "_")


def _entities(text, form):
    return "".join(form(character) if not character.isalnum() else character for character in text)


def derive(address):
    """Text needles, searched without regard to case, and exact ones."""
    trimmed = address.strip()
    local, _, domain = trimmed.rpartition("@")
    plain = {trimmed, local}
    if not domain.isascii():
        plain.add(local + "@" + domain.encode("idna").decode())
        plain.add(domain.encode("idna").decode())
    text, exact = set(), set()
    for form in plain:
        once = urllib.parse.quote(form, safe="")
        text |= {form, once, urllib.parse.quote(once, safe=""), urllib.parse.quote_plus(form), form[::-1]}
        text |= {urllib.parse.quote(form, safe="@"), form.replace("@", "%40"), form.replace("@", "\\u0040")}
        text |= {_entities(form, lambda c: f"&#{ord(c)};"), _entities(form, lambda c: f"&#x{ord(c):x};")}
        text |= {form.replace("@", "&commat;"), form.replace("@", " at "), form.replace("@", "(at)")}
        text |= {form.encode().hex(), form.encode("utf-16-le").hex(), quopri.encodestring(form.encode()).decode()}
        text.add("".join(c if ord(c) < 128 else f"\\u{ord(c):04x}" for c in form))
        for shape in (form, form.lower(), form.upper()):
            exact.update(_base64_within(shape.encode()))
            exact |= {shape.encode("utf-16-le"), shape.encode("utf-16-be")}
    for shape in (trimmed, trimmed.lower()):
        for kind in ("md5", "sha1", "sha256", "sha512"):
            digest = hashlib.new(kind, shape.encode()).digest()
            text.add(digest.hex())
            exact |= {base64.b64encode(digest).decode().rstrip("="), digest,
                      base64.urlsafe_b64encode(digest).decode().rstrip("=")}
    as_bytes = {needle if isinstance(needle, bytes) else needle.encode() for needle in exact}
    folded = {needle.encode().lower() for needle in text if needle}
    return folded, {needle for needle in as_bytes if len(needle) >= 8}


class Search:
    """Looks for every form of every canary in what a channel carried."""

    def __init__(self, canaries):
        self.needles = {name: derive(address) for name, address in canaries.items()}

    def hits(self, content):
        """The canaries in it, each with the first form found."""
        folded, found = content.lower(), {}
        for name, (text, exact) in self.needles.items():
            hit = next((needle for needle in text if needle in folded), None)
            hit = hit or next((needle for needle in exact if needle in content), None)
            if hit:
                found[name] = hit
        return found
