#ifndef POWER_CUT_H
#define POWER_CUT_H

#include <stdint.h>

// A layer over SQLite's own files for one folder at a time, which loses what was never synced.
//
// Every other file of the process is left alone. One watch at a time; its calls are made by one thread, while SQLite may
// use any.

/// Watches the files of `folder` from their next opening on. At the `cut`-th sync (from 1; 0: never) the power goes: that
/// sync and everything after it fails with an I/O error. Returns 0, or an SQLite error.
int tamis_power_watch(const char *folder, long cut);

/// Syncs asked for so far, the failed one included.
long tamis_power_syncs(void);

/// Whether the power went.
int tamis_power_is_cut(void);

/// Ends the watch once SQLite has closed the files, and leaves on disk what a cut leaves: what was synced, and of what
/// was written since, each sector of 512 bytes or not. `keep` says which: 0 none, 1 all, another number some, by chance
/// from that seed. Returns 0, or -1 when a file cannot be written.
int tamis_power_end(uint64_t keep);

#endif
