// The least there is to a sender that signs each request and writes its log durably, to see how much of the bare loop's rate
// any such sender can have: bare_multi's loop on one thread, signatures made by a second, outcomes written by a third. Nothing
// is sealed, chosen, shared out among endpoints or tried again; which rows are written is their number's business. Prints requests a second.
//     least_sender COUNT AT_ONCE BODY_FILE SCHEMES DATABASE URL…
// SCHEMES: 0 signs nothing, 1 by HMAC-SHA256 (v1), 2 by Ed25519 as well (v1a). DATABASE must not exist; - writes nothing.
#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { GATHERED = 128, GATHER_MICROSECONDS = 2000, MOST = 99999, TEXT = 32 };

static int count, at_once, schemes;
static char body[65536], **urls;
static size_t length;
static CURLM *multi;
static sqlite3 *database;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static int signed_count, begun_count, ended_count;  // under `lock`
static char (*signatures)[256];

static int number(const int *place) {
    pthread_mutex_lock(&lock);
    int found = *place;
    pthread_mutex_unlock(&lock);
    return found;
}

static size_t ignored(char *bytes, size_t size, size_t members, void *context) {
    (void)bytes, (void)context;
    return size * members;
}

static int identifier(char text[TEXT], const char *prefix, int at) { return sprintf(text, "%s_06h1hdgznhnrv00qf0t5a%05d", prefix, at); }

// At most a few rounds ahead of the loop, as a sender that must know the time of an attempt.
static void *sign(void *unused) {
    static unsigned char seed[32] = {1}, key[32] = {2}, text[sizeof body + 64];
    EVP_PKEY *private_key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof seed);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    for (int at = 0; at < count; at++) {
        pthread_mutex_lock(&lock);
        while (at - ended_count > 4 * at_once) pthread_cond_wait(&moved, &lock);
        pthread_mutex_unlock(&lock);
        int head = identifier((char *)text, "evt", at);
        head += sprintf((char *)text + head, ".1795712219.");
        memcpy(text + head, body, length);
        unsigned char code[32], signature[64];
        unsigned int code_bytes;
        size_t signature_bytes = sizeof signature;
        HMAC(EVP_sha256(), key, sizeof key, text, head + length, code, &code_bytes);
        char *end = signatures[at] + sprintf(signatures[at], "webhook-signature: v1,");
        end += EVP_EncodeBlock((unsigned char *)end, code, sizeof code);
        if (schemes > 1) {
            EVP_DigestSignInit(context, NULL, NULL, NULL, private_key);
            EVP_DigestSign(context, signature, &signature_bytes, text, head + length);
            EVP_MD_CTX_reset(context);
            end += sprintf(end, " v1a,");
            EVP_EncodeBlock((unsigned char *)end, signature, sizeof signature);
        }
        pthread_mutex_lock(&lock);
        signed_count = at + 1;
        int wake = signed_count > begun_count + 8 || signed_count == count;
        pthread_mutex_unlock(&lock);
        if (wake) curl_multi_wakeup(multi);
    }
    return unused;
}

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) exit(3);
    return statement;
}

static void execute(const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) exit(3);
}

static void fill(int url_count) {
    execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;"
        "CREATE TABLE deliveries (id TEXT PRIMARY KEY, endpoint TEXT, payload BLOB, state TEXT, attempts BIGINT, due_at BIGINT);"
        "CREATE INDEX due ON deliveries (endpoint, due_at, id) WHERE state = 'waiting';"
        "CREATE TABLE attempts (delivery TEXT, number BIGINT, at BIGINT, milliseconds BIGINT, status BIGINT, answer BLOB,"
        " PRIMARY KEY (delivery, number)) WITHOUT ROWID; BEGIN");
    sqlite3_stmt *insert = prepared("INSERT INTO deliveries VALUES (?, ?, ?, 'waiting', 0, 1)");
    for (int at = 0; at < count; at++) {
        char delivery[TEXT], endpoint[TEXT];
        sqlite3_bind_text(insert, 1, delivery, identifier(delivery, "dlv", at), SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, endpoint, identifier(endpoint, "end", at % url_count), SQLITE_STATIC);
        sqlite3_bind_blob(insert, 3, body, (int)length, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) exit(3);
        sqlite3_reset(insert);
    }
    execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

static void *write_log(void *unused) {
    sqlite3_stmt *finish = prepared("UPDATE deliveries SET state = 'delivered', due_at = ?, attempts = 1 WHERE id = ?");
    sqlite3_stmt *attempt = prepared("INSERT INTO attempts VALUES (?, 1, ?, 1, 204, x'')");
    for (int written = 0, ready; written < count; written = ready) {
        pthread_mutex_lock(&lock);
        while (ended_count == written) pthread_cond_wait(&moved, &lock);
        ready = ended_count;
        pthread_mutex_unlock(&lock);
        if (ready - written < GATHERED && ready < count) usleep(GATHER_MICROSECONDS), ready = number(&ended_count);
        execute("BEGIN IMMEDIATE");
        for (int at = written; at < ready; at++) {
            char delivery[TEXT];
            int bytes = identifier(delivery, "dlv", at);
            sqlite3_bind_int64(finish, 1, 1795712219000);
            sqlite3_bind_text(finish, 2, delivery, bytes, SQLITE_STATIC);
            sqlite3_bind_text(attempt, 1, delivery, bytes, SQLITE_STATIC);
            sqlite3_bind_int64(attempt, 2, 1795712219000);
            if (sqlite3_step(finish) != SQLITE_DONE || sqlite3_step(attempt) != SQLITE_DONE) exit(3);
            sqlite3_reset(finish), sqlite3_reset(attempt);
        }
        execute("COMMIT");
    }
    return unused;
}

static void begin(CURL *easy, int at, int url_count) {
    char name[64], event[TEXT];
    identifier(event, "evt", at);
    sprintf(name, "webhook-id: %s", event);
    const char *lines[] = {"content-type: application/json", "user-agent: least/1", name, "webhook-timestamp: 1795712219",
        schemes ? signatures[at] : "webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=", "Expect:"};
    struct curl_slist *headers = NULL;
    for (int line = 0; line < 6; line++) headers = curl_slist_append(headers, lines[line]);
    curl_easy_setopt(easy, CURLOPT_URL, urls[at % url_count]);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, headers);
    curl_multi_add_handle(multi, easy);
}

int main(int argc, char **argv) {
    if (argc < 7) return 2;
    count = atoi(argv[1]), at_once = atoi(argv[2]), schemes = atoi(argv[4]), urls = argv + 6;
    int url_count = argc - 6, failed = 0, done = 0, left, writes = strcmp(argv[5], "-") != 0;
    FILE *file = fopen(argv[3], "rb");
    length = file ? fread(body, 1, sizeof body, file) : 0;
    if (!length || count < 1 || count > MOST) return 2;
    curl_global_init(CURL_GLOBAL_ALL);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)at_once);
    signatures = calloc(count, sizeof *signatures);
    if (writes && sqlite3_open(argv[5], &database) != SQLITE_OK) return 3;
    if (writes) fill(url_count);
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pthread_t signer, writer;
    if (schemes) pthread_create(&signer, NULL, sign, NULL);
    else signed_count = count;
    if (writes) pthread_create(&writer, NULL, write_log, NULL);
    CURL **idle = calloc(at_once, sizeof *idle);
    int idle_count = 0;
    for (; idle_count < at_once; idle_count++) {
        CURL *easy = idle[idle_count] = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)length);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignored);
    }
    while (done < count) {
        int ready = number(&signed_count), begun = number(&begun_count), running, ended = 0;
        while (idle_count && begun < ready) begin(idle[--idle_count], begun++, url_count);
        pthread_mutex_lock(&lock);
        begun_count = begun;
        pthread_mutex_unlock(&lock);
        curl_multi_perform(multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left)); ended++) {
            CURL *easy = message->easy_handle;
            long status = 0;
            char *headers;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &headers);
            if (message->data.result != CURLE_OK || status != 204) failed++;
            curl_multi_remove_handle(multi, easy);
            curl_slist_free_all((struct curl_slist *)headers);
            idle[idle_count++] = easy;
        }
        done += ended;
        pthread_mutex_lock(&lock);
        ended_count = done;
        pthread_cond_broadcast(&moved);
        pthread_mutex_unlock(&lock);
        if (!ended) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    if (writes) pthread_join(writer, NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.0f\n", count / ((end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9));
    return failed ? 1 : 0;
}
