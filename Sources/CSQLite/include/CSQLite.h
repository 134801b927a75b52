#ifndef TAMIS_CSQLITE_H
#define TAMIS_CSQLITE_H
#include <sqlite3.h>
#endif
