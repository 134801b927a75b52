#include "CProcess.h"
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

void tamis_return_free_memory(void) {
    malloc_trim(0);
}

void tamis_return_start_pages(void) {
    FILE *maps = fopen("/proc/self/smaps", "re");
    if (!maps) return;
    char line[PATH_MAX + 256], rights[5], found[5], path[PATH_MAX] = "", name[PATH_MAX];
    unsigned long begin = 0, end = 0, from, to, anonymous;
    while (fgets(line, sizeof line, maps)) {
        int fields = sscanf(line, "%lx-%lx %4s %*s %*s %*s %4095[^\n]", &from, &to, found, name);
        if (fields >= 3) {
            begin = from;
            end = to;
            strcpy(rights, found);
            strcpy(path, fields == 4 ? name : "");
        } else if (sscanf(line, "Anonymous: %lu kB", &anonymous) == 1 && anonymous == 0 && path[0] == '/'
                   && rights[0] == 'r' && rights[1] == '-') {
            // Never written to and nowhere writable: what is needed again comes back from the file.
            madvise((void *)begin, end - begin, MADV_DONTNEED);
        }
    }
    fclose(maps);
}

int tamis_crash_at_once(void) {
    // Where a toolchain is installed, Swift's runtime answers these with a program that reads our memory.
    static const int fatal[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
    for (size_t index = 0; index < sizeof fatal / sizeof fatal[0]; index++) {
        if (signal(fatal[index], SIG_DFL) == SIG_ERR) return -1;
    }
    struct rlimit none = {0, 0};
    return setrlimit(RLIMIT_CORE, &none);
}

long tamis_raise_open_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    struct rlimit wanted = {limit.rlim_max, limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &wanted) == 0) limit = wanted;
    return limit.rlim_cur > LONG_MAX ? LONG_MAX : (long)limit.rlim_cur;
}
