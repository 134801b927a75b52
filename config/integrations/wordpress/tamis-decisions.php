<?php
/*
 * Plugin Name: Tamis decides
 * Description: When a moderator decides in Tamis, the comment here follows: approved, spam, in the trash or waiting.
 *
 * Copy to wp-content/mu-plugins/ beside tamis-akismet.php, add the webhook and put its secret in wp-config.php:
 *
 *   tamis endpoint add 'https://news.example.org/?rest_route=/tamis/v1/decisions' --site default
 *   define('TAMIS_WEBHOOK_SECRET', 'whsec_…');
 */
declare(strict_types=1);

defined('ABSPATH') || exit;

const TAMIS_TOLERANCE = 300;

/** Why a webhook is not to be believed (Standard Webhooks 1.0.0), or null. */
function tamis_webhook_refusal(string $secret, string $id, string $written, string $signatures, string $body): ?string
{
    if ($id === '' || $written === '' || $signatures === '') {
        return 'missing_header';
    }
    if (preg_match('/^(0|[1-9][0-9]{0,11})$/D', $written) !== 1 || abs(time() - (int) $written) > TAMIS_TOLERANCE) {
        return 'wrong_time';
    }
    $key = base64_decode(substr($secret, strlen('whsec_')), true);
    if (!str_starts_with($secret, 'whsec_') || $key === false || $key === '') {
        return 'no_secret';
    }
    $right = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$written.$body", $key, true));
    foreach (explode(' ', $signatures) as $given) {
        if (hash_equals($right, $given)) {
            return null;
        }
    }
    return 'no_matching_signature';
}

/** What a decision makes of a comment here. */
function tamis_status(string $type, array $reasons): ?string
{
    return match ($type) {
        'comment.approved' => 'approve',
        'comment.flagged' => 'hold',
        'comment.rejected' => in_array('spam', $reasons, true) ? 'spam' : 'trash',
        'comment.erased' => 'trash',
        default => null,
    };
}

/** The comment here that Tamis means: checked through the Akismet plugin, or sent with its own id. */
function tamis_comment(array $data): ?WP_Comment
{
    $id = $data['comment_id'] ?? '';
    $found = [];
    // No one status means spam and trash too.
    foreach (is_string($id) && $id !== '' ? ['all', 'spam', 'trash'] : [] as $status) {
        $found = $found ?: get_comments([
            'meta_key' => 'tamis_comment_id', 'meta_value' => $id, 'number' => 1, 'status' => $status,
        ]);
    }
    if ($found === [] && ctype_digit((string) ($data['external_id'] ?? ''))) {
        $own = get_comment((int) $data['external_id']);
        return $own instanceof WP_Comment ? $own : null;
    }
    return $found[0] ?? null;
}

function tamis_follow(WP_REST_Request $request): WP_REST_Response
{
    $body = $request->get_body();
    $secret = defined('TAMIS_WEBHOOK_SECRET') ? (string) constant('TAMIS_WEBHOOK_SECRET') : '';
    $refusal = tamis_webhook_refusal(
        $secret, (string) $request->get_header('webhook-id'), (string) $request->get_header('webhook-timestamp'),
        (string) $request->get_header('webhook-signature'), $body
    );
    if ($refusal !== null) {
        return new WP_REST_Response(['refused' => $refusal], 401);
    }
    $event = json_decode($body, true);
    $data = is_array($event) && is_array($event['data'] ?? null) ? $event['data'] : [];
    $decision = is_array($data['decision'] ?? null) ? $data['decision'] : [];
    $status = tamis_status((string) ($event['type'] ?? ''), (array) ($decision['reasons'] ?? []));
    // What policy decided was answered when the comment was checked.
    if ($status === null || ($decision['by'] ?? 'policy') === 'policy') {
        return new WP_REST_Response(null, 204);
    }
    $comment = tamis_comment($data);
    if ($comment === null) {
        // Not here, or not yet: it is sent again by its schedule.
        $age = time() - (int) strtotime((string) ($event['timestamp'] ?? ''));
        return new WP_REST_Response(null, $age < 3600 ? 503 : 204);
    }
    $id = (int) $comment->comment_ID;
    $version = (int) ($data['version'] ?? 0);
    // Events may come twice and out of order: what is older than what was done is dropped.
    if ($version > (int) get_comment_meta($id, 'tamis_version', true)) {
        update_comment_meta($id, 'tamis_version', $version);
        $shown = ['approve' => 'approved', 'hold' => 'unapproved'][$status] ?? $status;
        if (wp_get_comment_status($id) !== $shown) {
            wp_set_comment_status($id, $status);
        }
    }
    return new WP_REST_Response(null, 204);
}

add_action('rest_api_init', static function () {
    register_rest_route('tamis/v1', '/decisions', [
        'methods' => 'POST', 'callback' => 'tamis_follow',
        // Who may is said by the signature, over the bytes as they came.
        'permission_callback' => '__return_true',
    ]);
});
