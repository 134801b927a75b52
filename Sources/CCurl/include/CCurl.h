#ifndef TAMIS_CCURL_H
#define TAMIS_CCURL_H

// libcurl sets options through variadic functions, which Swift cannot call: here is one function for each type of
// argument. The caller names the option, so nothing is decided in C but how the library starts.

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

// Starts the library and keeps a write to a closed connection from ending the process (SIGPIPE). Call it once.
CURLcode tamis_curl_start(void);

static inline CURLcode tamis_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode tamis_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode tamis_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode tamis_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

// A request body libcurl copies: set CURLOPT_POSTFIELDSIZE_LARGE first.
static inline CURLcode tamis_curl_set_body(CURL *easy, const unsigned char *bytes) {
    return curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, (const char *)bytes);
}

static inline CURLcode tamis_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(easy, option, list);
}

static inline CURLcode tamis_curl_set_url(CURL *easy, CURLU *url) {
    return curl_easy_setopt(easy, CURLOPT_CURLU, url);
}

// The write and the header callback have one type.
static inline CURLcode tamis_curl_set_write_function(CURL *easy, CURLoption option, curl_write_callback function) {
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode tamis_curl_set_open_socket_function(CURL *easy, curl_opensocket_callback function) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode tamis_curl_set_before_request_function(CURL *easy, curl_prereq_callback function) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode tamis_curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode tamis_curl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode tamis_curl_get_string(CURL *easy, CURLINFO info, char **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode tamis_curl_get_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode tamis_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// What handles added to it have together. Without lock functions: for handles of one thread.
static inline CURLSHcode tamis_curl_share(CURLSH *share, curl_lock_data what) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, what);
}

// The result of a finished transfer; in C it lies in a union.
static inline CURLcode tamis_curl_message_result(const CURLMsg *message) { return message->data.result; }

// Copies the address of an IPv4 or IPv6 socket address in network order and returns its length, 4 or 16; 0 for any
// other family.
int tamis_curl_address_bytes(const struct curl_sockaddr *address, unsigned char bytes[16]);

// Opens the socket libcurl asks for; it is not passed on to child processes.
curl_socket_t tamis_curl_open_socket(const struct curl_sockaddr *address);

#endif
