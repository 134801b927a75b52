// The least there is to posting with libcurl: one multi handle, AT_ONCE easy handles used again and again, the same body
// and headers every time, nothing written down. Prints requests a second.
//     bare_multi COUNT AT_ONCE BODY_FILE URL…
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t ignored(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    int count = atoi(argv[1]), at_once = atoi(argv[2]), urls = argc - 4, begun = 0, ended = 0, failed = 0, left;
    FILE *file = fopen(argv[3], "rb");
    char body[65536];
    size_t length = file ? fread(body, 1, sizeof body, file) : 0;
    if (!length) return 2;
    curl_global_init(CURL_GLOBAL_ALL);
    struct curl_slist *headers = NULL;
    const char *lines[] = {"content-type: application/json", "user-agent: bare/1", "webhook-id: evt_06h1hdgznhnrv00qf0t5att9d0",
        "webhook-timestamp: 1795712219", "webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=", "Expect:"};
    for (int i = 0; i < 6; i++) headers = curl_slist_append(headers, lines[i]);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)at_once);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (; begun < at_once && begun < count; begun++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, argv[4 + begun % urls]);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)length);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignored);
        curl_multi_add_handle(multi, easy);
    }
    while (ended < count) {
        int running;
        curl_multi_perform(multi, &running);
        CURLMsg *message;
        while ((message = curl_multi_info_read(multi, &left))) {
            CURL *easy = message->easy_handle;
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            if (message->data.result != CURLE_OK || status != 204) failed++;
            ended++;
            curl_multi_remove_handle(multi, easy);
            if (begun < count) begun++, curl_multi_add_handle(multi, easy);
        }
        if (ended < count) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) / 1e9;
    printf("%.0f\n", count / seconds);
    return failed ? 1 : 0;
}
