#include "CSQLite.h"
#include <stddef.h>

int tamis_sqlite_never_checkpoint(sqlite3 *connection) {
    int result = sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    return result == SQLITE_OK ? sqlite3_wal_autocheckpoint(connection, 0) : result;
}
