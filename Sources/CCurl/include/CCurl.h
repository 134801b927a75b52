#ifndef TAMIS_CCURL_H
#define TAMIS_CCURL_H
#include <curl/curl.h>
#endif
