#include "CMalloc.h"
#include <malloc.h>

void tamis_return_free_memory(void) {
    malloc_trim(0);
}
