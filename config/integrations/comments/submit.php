<?php
// Sends one comment (JSON on standard input) to Tamis and says what became of it: "approved cmt_…".
// TAMIS_URL and TAMIS_KEY say where to and with which key. Exit: 0 taken, 1 refused, 2 not reached or not now.

/** The status, 0 when nothing answered, and the JSON of the answer. */
function submit(string $comment): array
{
    $context = stream_context_create(['http' => [
        'method' => 'POST', 'content' => $comment, 'timeout' => 10, 'ignore_errors' => true,
        'follow_location' => 0, // it would carry the key elsewhere
        'header' => [
            'Authorization: Bearer ' . getenv('TAMIS_KEY'), 'Content-Type: application/json',
            'Idempotency-Key: ' . hash('sha256', $comment), 'Connection: close',
        ],
    ]]);
    $body = @file_get_contents(getenv('TAMIS_URL') . '/v1/comments', false, $context);
    if ($body === false || empty($http_response_header)) {
        return [0, []];
    }
    // Something in between may have answered: then it is no JSON.
    return [(int) explode(' ', $http_response_header[0])[1], json_decode($body, true) ?? []];
}

[$status, $answer] = submit(stream_get_contents(STDIN));
if ($status === 201) {
    echo $answer['status'], ' ', $answer['id'], "\n";
    exit(0);
}
foreach ($answer['errors'] ?? [] as $problem) {
    fwrite(STDERR, "{$problem['field']}: {$problem['code']}\n");
}
if ($status !== 422) {
    fwrite(STDERR, $status === 0 ? "Tamis is not reached\n" : "Tamis answers $status\n");
}
exit($status === 0 || in_array($status, [408, 409, 429], true) || $status >= 500 ? 2 : 1);
