#include "CSQLite.h"
#include <stddef.h>

int tamis_sqlite_never_checkpoint(sqlite3 *connection) {
    int result = sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    return result == SQLITE_OK ? sqlite3_wal_autocheckpoint(connection, 0) : result;
}

int tamis_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *bytes, int count) {
    return sqlite3_bind_text(statement, place, count > 0 ? bytes : "", count, SQLITE_TRANSIENT);
}

int tamis_sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, place, count > 0 ? bytes : "", count, SQLITE_TRANSIENT);
}

int tamis_sqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
