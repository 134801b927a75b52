<?php
/*
 * Plugin Name: Tamis answers Akismet
 * Description: Sends what the Akismet plugin asks to your Tamis instead, and remembers which comment of Tamis each one became.
 *
 * Copy to wp-content/mu-plugins/ and say in wp-config.php where Tamis is and which key it gave you:
 *
 *   define('TAMIS_URL', 'https://tamis.example.org');
 *   define('WPCOM_API_KEY', '…');   // tamis key add --site default --akismet
 */
declare(strict_types=1);

defined('ABSPATH') || exit;

/** Where Tamis is, without a slash at its end; empty when nobody said. */
function tamis_url(): string
{
    return defined('TAMIS_URL') ? rtrim((string) constant('TAMIS_URL'), '/') : '';
}

/** The Akismet plugin knows one host. A request to it is made to Tamis, everything else about it unchanged. */
add_filter('pre_http_request', static function ($answer, $arguments, $url) {
    $host = strtolower((string) parse_url($url, PHP_URL_HOST));
    if (tamis_url() === '' || ($host !== 'rest.akismet.com' && !str_ends_with($host, '.rest.akismet.com'))) {
        return $answer;
    }
    // The name of the other host must not go along, and a key in it would be lost with it.
    unset($arguments['headers']['Host'], $arguments['headers']['host']);
    $key = $host === 'rest.akismet.com' ? '' : strstr($host, '.', true);
    $target = tamis_url() . parse_url($url, PHP_URL_PATH);
    $query = (string) parse_url($url, PHP_URL_QUERY);
    if ($key !== '' && !str_contains($query, 'api_key=')) {
        $query .= ($query === '' ? '' : '&') . 'api_key=' . rawurlencode($key);
    }
    return wp_remote_request($query === '' ? $target : "$target?$query", $arguments);
}, 10, 3);

/** The id Tamis gave the comment that is being written: the row it becomes gets it as soon as there is one. */
add_action('akismet_comment_check_response', static function ($response) {
    $GLOBALS['tamis_checked'] = (string) ($response[0]['x-akismet-guid'] ?? '');
});

add_action('wp_insert_comment', static function ($id) {
    $checked = $GLOBALS['tamis_checked'] ?? '';
    unset($GLOBALS['tamis_checked']);
    if (preg_match('/^cmt_[0-9a-z]{1,59}$/D', $checked) === 1) {
        add_comment_meta((int) $id, 'tamis_comment_id', $checked, true);
    }
}, 5);
