#include "PowerCut.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FILES = 8, SECTOR = 512 };

// A write that was not synced yet, or with `length` -1 a truncation to `offset`.
struct change {
    sqlite3_int64 offset;
    int length;
    unsigned char *bytes;
};

// A file by its path: what is on the platter, and what the kernel holds beyond it.
struct disk_file {
    char *path;
    unsigned char *durable;
    sqlite3_int64 size;
    struct change *changes;
    int count, room;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *watched;
static long cut_at, syncs;
static int is_cut;
static struct disk_file files[MOST_FILES];
static int file_count;
static sqlite3_vfs *base;

// What SQLite sees: ours first, the real file behind it.
struct layer {
    sqlite3_file head;
    struct disk_file *disk;
    sqlite3_file real[];
};

static sqlite3_file *real(sqlite3_file *file) { return ((struct layer *)file)->real; }

static void forget(struct disk_file *disk) {
    for (int i = 0; i < disk->count; i++) free(disk->changes[i].bytes);
    free(disk->changes);
    free(disk->durable);
    free(disk->path);
    memset(disk, 0, sizeof *disk);
}

static void put(struct disk_file *disk, sqlite3_int64 offset, const unsigned char *bytes, int length) {
    if (offset + length > disk->size) {
        disk->durable = realloc(disk->durable, (size_t)(offset + length));
        memset(disk->durable + disk->size, 0, (size_t)(offset + length - disk->size));
        disk->size = offset + length;
    }
    memcpy(disk->durable + offset, bytes, (size_t)length);
}

static void cut_to(struct disk_file *disk, sqlite3_int64 size) {
    if (size < disk->size) disk->size = size;
}

static void note(struct disk_file *disk, sqlite3_int64 offset, const void *bytes, int length) {
    if (disk->count == disk->room) {
        disk->room = disk->room ? disk->room * 2 : 64;
        disk->changes = realloc(disk->changes, (size_t)disk->room * sizeof *disk->changes);
    }
    struct change *change = &disk->changes[disk->count++];
    *change = (struct change){offset, length, NULL};
    if (length < 0) return;
    change->bytes = malloc((size_t)length);
    memcpy(change->bytes, bytes, (size_t)length);
}

// All that was written is on the platter now.
static void settle(struct disk_file *disk) {
    for (int i = 0; i < disk->count; i++) {
        struct change *change = &disk->changes[i];
        if (change->length < 0) cut_to(disk, change->offset);
        else put(disk, change->offset, change->bytes, change->length);
        free(change->bytes);
    }
    disk->count = 0;
}

// SplitMix64, as Steele, Lea and Flood gave it in 2014.
static uint64_t next(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

// The power is gone: of each change, sectors that had reached the platter by chance.
static void lose(struct disk_file *disk, uint64_t keep) {
    uint64_t state = keep;
    for (int i = 0; i < disk->count; i++) {
        struct change *change = &disk->changes[i];
        if (change->length < 0) {
            if (keep == 1 || (keep > 1 && next(&state) & 1)) cut_to(disk, change->offset);
        }
        for (int begin = 0; begin < change->length; begin += SECTOR) {
            int length = change->length - begin < SECTOR ? change->length - begin : SECTOR;
            if (keep == 1 || (keep > 1 && next(&state) & 1)) {
                put(disk, change->offset + begin, change->bytes + begin, length);
            }
        }
        free(change->bytes);
    }
    disk->count = 0;
}

static struct disk_file *find(const char *path) {
    for (int i = 0; i < file_count; i++) {
        if (files[i].path && strcmp(files[i].path, path) == 0) return &files[i];
    }
    return NULL;
}

static int in_watched_folder(const char *path) {
    return watched && path && strncmp(path, watched, strlen(watched)) == 0 && path[strlen(watched)] == '/';
}

// What stands in a file when the watch begins is on the platter.
static struct disk_file *begin_disk(const char *path) {
    struct disk_file *disk = find(path);
    if (disk) return disk;
    for (int i = 0; i < file_count && !disk; i++) {
        if (!files[i].path) disk = &files[i];
    }
    if (!disk) {
        if (file_count == MOST_FILES) return NULL;
        disk = &files[file_count++];
    }
    disk->path = strdup(path);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat facts;
    if (descriptor >= 0 && fstat(descriptor, &facts) == 0 && facts.st_size > 0) {
        disk->durable = malloc((size_t)facts.st_size);
        disk->size = pread(descriptor, disk->durable, (size_t)facts.st_size, 0);
        if (disk->size < 0) disk->size = 0;
    }
    if (descriptor >= 0) close(descriptor);
    return disk;
}

static int layer_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int layer_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, length, offset);
}

static int layer_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    struct disk_file *disk = ((struct layer *)file)->disk;
    pthread_mutex_lock(&lock);
    int status = disk && is_cut ? SQLITE_IOERR_WRITE : real(file)->pMethods->xWrite(real(file), bytes, length, offset);
    if (disk && status == SQLITE_OK) note(disk, offset, bytes, length);
    pthread_mutex_unlock(&lock);
    return status;
}

static int layer_truncate(sqlite3_file *file, sqlite3_int64 size) {
    struct disk_file *disk = ((struct layer *)file)->disk;
    pthread_mutex_lock(&lock);
    int status = disk && is_cut ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
    if (disk && status == SQLITE_OK) note(disk, size, NULL, -1);
    pthread_mutex_unlock(&lock);
    return status;
}

static int layer_sync(sqlite3_file *file, int flags) {
    struct disk_file *disk = ((struct layer *)file)->disk;
    // Every other file of the process: nobody pulls a plug there.
    if (!disk) return real(file)->pMethods->xSync(real(file), flags);
    pthread_mutex_lock(&lock);
    if (!is_cut && ++syncs == cut_at) is_cut = 1;
    int status = is_cut ? SQLITE_IOERR_FSYNC : SQLITE_OK;
    if (status == SQLITE_OK) settle(disk);
    pthread_mutex_unlock(&lock);
    return status;
}

static int layer_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
static int layer_lock(sqlite3_file *file, int kind) { return real(file)->pMethods->xLock(real(file), kind); }
static int layer_unlock(sqlite3_file *file, int kind) { return real(file)->pMethods->xUnlock(real(file), kind); }
static int layer_reserved(sqlite3_file *file, int *out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
static int layer_control(sqlite3_file *file, int code, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), code, argument);
}
static int layer_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

// None of what a safe disk promises: SQLite must not count on whole sectors or on order.
static int layer_traits(sqlite3_file *file) {
    return ((struct layer *)file)->disk ? 0 : real(file)->pMethods->xDeviceCharacteristics(real(file));
}
static int layer_map(sqlite3_file *file, int region, int size, int extend, void volatile **out) {
    return real(file)->pMethods->xShmMap(real(file), region, size, extend, out);
}
static int layer_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void layer_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int layer_unmap(sqlite3_file *file, int removes) {
    return real(file)->pMethods->xShmUnmap(real(file), removes);
}

static const sqlite3_io_methods methods = {
    2, layer_close, layer_read, layer_write, layer_truncate, layer_sync, layer_size, layer_lock, layer_unlock,
    layer_reserved, layer_control, layer_sector, layer_traits, layer_map, layer_shm_lock, layer_barrier, layer_unmap,
    NULL, NULL,
};

static int layer_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *out) {
    (void)vfs;
    struct layer *layer = (struct layer *)file;
    memset(layer, 0, (size_t)base->szOsFile + sizeof *layer);
    int status = base->xOpen(base, path, layer->real, flags, out);
    if (status != SQLITE_OK || !layer->real->pMethods) return status;
    pthread_mutex_lock(&lock);
    if (in_watched_folder(path)) layer->disk = begin_disk(path);
    pthread_mutex_unlock(&lock);
    layer->head.pMethods = &methods;
    return status;
}

static int layer_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    (void)vfs;
    pthread_mutex_lock(&lock);
    struct disk_file *disk = in_watched_folder(path) ? find(path) : NULL;
    int status = disk && is_cut ? SQLITE_IOERR_DELETE : base->xDelete(base, path, syncs_folder);
    if (disk && status == SQLITE_OK) forget(disk);
    pthread_mutex_unlock(&lock);
    return status;
}

static int layer_access(sqlite3_vfs *vfs, const char *path, int flags, int *out) {
    (void)vfs;
    return base->xAccess(base, path, flags, out);
}
static int layer_full_path(sqlite3_vfs *vfs, const char *path, int room, char *out) {
    (void)vfs;
    return base->xFullPathname(base, path, room, out);
}
static int layer_random(sqlite3_vfs *vfs, int length, char *out) {
    (void)vfs;
    return base->xRandomness(base, length, out);
}
static int layer_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return base->xSleep(base, microseconds);
}
static int layer_time(sqlite3_vfs *vfs, double *out) {
    (void)vfs;
    return base->xCurrentTime(base, out);
}
static int layer_error(sqlite3_vfs *vfs, int room, char *out) {
    (void)vfs;
    return base->xGetLastError(base, room, out);
}
static int layer_time64(sqlite3_vfs *vfs, sqlite3_int64 *out) {
    (void)vfs;
    return base->xCurrentTimeInt64(base, out);
}

static sqlite3_vfs layer_vfs;

static int install(void) {
    if (base) return SQLITE_OK;
    base = sqlite3_vfs_find(NULL);
    if (!base || base->iVersion < 2) return SQLITE_ERROR;
    layer_vfs = (sqlite3_vfs){
        .iVersion = 2, .szOsFile = (int)sizeof(struct layer) + base->szOsFile, .mxPathname = base->mxPathname,
        .zName = "tamis-power", .xOpen = layer_open, .xDelete = layer_delete, .xAccess = layer_access,
        .xFullPathname = layer_full_path, .xRandomness = layer_random, .xSleep = layer_sleep,
        .xCurrentTime = layer_time, .xGetLastError = layer_error, .xCurrentTimeInt64 = layer_time64,
    };
    return sqlite3_vfs_register(&layer_vfs, 1);
}

int tamis_power_watch(const char *folder, long cut) {
    pthread_mutex_lock(&lock);
    int status = install();
    if (status == SQLITE_OK) {
        watched = strdup(folder);
        cut_at = cut;
        syncs = 0;
        is_cut = 0;
    }
    pthread_mutex_unlock(&lock);
    return status;
}

long tamis_power_syncs(void) {
    pthread_mutex_lock(&lock);
    long count = syncs;
    pthread_mutex_unlock(&lock);
    return count;
}

int tamis_power_is_cut(void) {
    pthread_mutex_lock(&lock);
    int cut = is_cut;
    pthread_mutex_unlock(&lock);
    return cut;
}

static int write_out(const struct disk_file *disk) {
    int descriptor = open(disk->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return -1;
    sqlite3_int64 done = 0;
    while (done < disk->size) {
        ssize_t count = write(descriptor, disk->durable + done, (size_t)(disk->size - done));
        if (count <= 0) break;
        done += count;
    }
    return close(descriptor) == 0 && done == disk->size ? 0 : -1;
}

int tamis_power_end(uint64_t keep) {
    pthread_mutex_lock(&lock);
    int status = 0;
    for (int i = 0; i < file_count; i++) {
        if (!files[i].path) continue;
        if (is_cut) {
            lose(&files[i], keep + (keep > 1 ? (uint64_t)i : 0));
            if (write_out(&files[i]) != 0) status = -1;
        }
        forget(&files[i]);
    }
    file_count = 0;
    free(watched);
    watched = NULL;
    pthread_mutex_unlock(&lock);
    return status;
}
