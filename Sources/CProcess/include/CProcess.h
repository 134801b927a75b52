#ifndef TAMIS_CPROCESS_H
#define TAMIS_CPROCESS_H

// What a process may ask of the system that Swift's view of the C library leaves out or gives only as a raw pointer.

// Gives free memory back to the system, from the middle of the heap too, which free() alone never does.
void tamis_return_free_memory(void);

// Raises the number of files this process may have open as far as it may by itself. Returns that number.
long tamis_raise_open_files(void);

#endif
