#ifndef TAMIS_CSQLITE_H
#define TAMIS_CSQLITE_H
#include <sqlite3.h>

// Tells a connection that it must not checkpoint when it closes: only the writer does.
// sqlite3_db_config is variadic, which Swift cannot call. Returns SQLITE_OK or an error code.
int tamis_sqlite_never_checkpoint(sqlite3 *connection);

#endif
