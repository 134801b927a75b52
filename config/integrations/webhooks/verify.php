<?php
// Checks a webhook of Tamis (Standard Webhooks 1.0.0). PHP 8 on 64 bits with its own `hash` and `sodium`, nothing else.
//
// Give it the bytes of the body as they came (php://input), before anything parses them, and headers by lower-case
// name. Then drop an event whose `webhook-id` was seen before: it may come twice.
declare(strict_types=1);

const TAMIS_TOLERANCE_SECONDS = 300;

/**
 * `$key` is the secret (`whsec_…`) or the public key (`whpk_…`): only signatures of that key's kind count. Returns null,
 * or why the message is not to be believed.
 */
function tamis_refusal(string $key, array $headers, string $body, ?int $now = null): ?string
{
    $id = $headers['webhook-id'] ?? '';
    $written = $headers['webhook-timestamp'] ?? '';
    $signatures = $headers['webhook-signature'] ?? '';
    if ($id === '' || $written === '' || $signatures === '') {
        return 'missing_header';
    }
    if (preg_match('/^(0|[1-9][0-9]{0,11})$/D', $written) !== 1) {
        return 'malformed_timestamp';
    }
    $now ??= time();
    if ((int) $written < $now - TAMIS_TOLERANCE_SECONDS) {
        return 'too_old';
    }
    if ((int) $written > $now + TAMIS_TOLERANCE_SECONDS) {
        return 'too_new';
    }
    $signed = "$id.$written.$body";
    // Several come for a while after a rotation, one space between.
    foreach (explode(' ', $signatures) as $token) {
        if (str_starts_with($key, 'whpk_') ? tamis_public_key_matches($key, $signed, $token)
            : tamis_secret_matches($key, $signed, $token)) {
            return null;
        }
    }
    return 'no_matching_signature';
}

function tamis_secret_matches(string $key, string $signed, string $token): bool
{
    $secret = base64_decode(substr($key, strlen('whsec_')), true);
    return hash_equals('v1,' . base64_encode(hash_hmac('sha256', $signed, $secret, true)), $token);
}

function tamis_public_key_matches(string $key, string $signed, string $token): bool
{
    if (!str_starts_with($token, 'v1a,')) {
        return false;
    }
    $signature = base64_decode(substr($token, strlen('v1a,')), true);
    return is_string($signature) && strlen($signature) === SODIUM_CRYPTO_SIGN_BYTES
        && sodium_crypto_sign_verify_detached($signature, $signed, base64_decode(substr($key, strlen('whpk_')), true));
}
