// Preloaded into a server under test: every fsync and fdatasync takes SYNC_MICROSECONDS longer, as on a disk whose
// flushes cost more than this machine's. Both servers of a comparison get it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int after_delay(const char *name, int file) {
    const char *text = getenv("SYNC_MICROSECONDS");
    long microseconds = text ? atol(text) : 0;
    struct timespec delay = {microseconds / 1000000, microseconds % 1000000 * 1000};
    clock_nanosleep(CLOCK_MONOTONIC, 0, &delay, NULL);
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    return real(file);
}

int fsync(int file) { return after_delay("fsync", file); }
int fdatasync(int file) { return after_delay("fdatasync", file); }
