// Checks a webhook of Tamis (Standard Webhooks 1.0.0). Node.js 16 or newer, nothing else.
//
// Give it the bytes of the body as they came, before anything parses them, and headers by lower-case name. Then drop
// an event whose `webhook-id` was seen before: it may come twice.
import { createHmac, createPublicKey, timingSafeEqual, verify as verifySignature } from "node:crypto";

const toleranceSeconds = 300;
// What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410).
const derHead = Buffer.from("302a300506032b6570032100", "hex");

// `key` is the secret (`whsec_…`) or the public key (`whpk_…`): only signatures of that key's kind count. Returns null,
// or why the message is not to be believed.
export function refusal(key, headers, body, now = Math.floor(Date.now() / 1000)) {
  const [id, written, signatures] = ["id", "timestamp", "signature"].map((name) => headers["webhook-" + name]);
  if (!id || !written || !signatures) return "missing_header";
  if (!/^(0|[1-9][0-9]{0,11})$/.test(written)) return "malformed_timestamp";
  if (Number(written) < now - toleranceSeconds) return "too_old";
  if (Number(written) > now + toleranceSeconds) return "too_new";
  const signed = Buffer.concat([Buffer.from(`${id}.${written}.`), body]);
  const matches = key.startsWith("whpk_") ? publicKeyMatches : secretMatches;
  // Several come for a while after a rotation, one space between.
  return signatures.split(" ").some((token) => matches(key, signed, token)) ? null : "no_matching_signature";
}

function secretMatches(key, signed, token) {
  const secret = Buffer.from(key.slice("whsec_".length), "base64");
  const expected = Buffer.from("v1," + createHmac("sha256", secret).update(signed).digest("base64"));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function publicKeyMatches(key, signed, token) {
  if (!token.startsWith("v1a,")) return false;
  const der = Buffer.concat([derHead, Buffer.from(key.slice("whpk_".length), "base64")]);
  const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
  return verifySignature(null, signed, publicKey, Buffer.from(token.slice("v1a,".length), "base64"));
}
