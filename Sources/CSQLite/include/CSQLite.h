#ifndef TAMIS_CSQLITE_H
#define TAMIS_CSQLITE_H
#include <sqlite3.h>

// Tells a connection that it must not checkpoint when it closes: only the writer does.
// sqlite3_db_config is variadic, which Swift cannot call. Returns SQLITE_OK or an error code.
int tamis_sqlite_never_checkpoint(sqlite3 *connection);

// Bind a copy of the bytes; none at all is an empty value, never NULL. SQLITE_TRANSIENT is a cast Swift cannot see.
int tamis_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *bytes, int count);
int tamis_sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int count);

// Leaves out the count of bytes in use, which takes a lock at every allocation. Only before the first connection;
// later it changes nothing and returns SQLITE_MISUSE.
int tamis_sqlite_count_no_memory(void);

#endif
