// Counts the heap requests of one thread while it is asked to: malloc and its relatives are interposed in the test
// executable and passed on to the C library.
#pragma once
#include <stdint.h>

// Starts counting on the calling thread.
void allocation_probe_start(void);
// Stops, and returns how many requests the calling thread made since the start.
uint64_t allocation_probe_stop(void);
