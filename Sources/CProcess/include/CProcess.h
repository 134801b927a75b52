#ifndef TAMIS_CPROCESS_H
#define TAMIS_CPROCESS_H

// What a process may ask of the system that Swift's view of the C library leaves out or gives only as a raw pointer.

// Gives free memory back to the system, from the middle of the heap too, which free() alone never does.
void tamis_return_free_memory(void);

// Gives up the pages of the program and its libraries that were read so far and never written to: most of them were needed
// by the start alone. What is needed again comes back from the file, which the system keeps in its cache.
void tamis_return_start_pages(void);

// A crash ends the process at once and leaves no picture of the memory, where addresses and keys stand open: no core, and
// no backtrace, which shows registers and takes half a minute in which nobody is served. 0 when done; for good.
int tamis_crash_at_once(void);

// Raises the number of files this process may have open as far as it may by itself. Returns that number.
long tamis_raise_open_files(void);

#endif
