#ifndef TAMIS_CMALLOC_H
#define TAMIS_CMALLOC_H

// Gives free memory back to the system, from the middle of the heap too, which free() alone never does.
// Swift's view of the C library leaves malloc.h out.
void tamis_return_free_memory(void);

#endif
