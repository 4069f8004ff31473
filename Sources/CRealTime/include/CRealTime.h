// Linux calls that Swift cannot import because they are variadic or need a feature macro.
#pragma once
#include <sys/prctl.h>

// Sets how far the kernel may delay the calling thread's sleeps, ns (the usual value is 50,000). 0 on success.
static inline int systole_set_timer_slack(unsigned long nanoseconds) {
  return prctl(PR_SET_TIMERSLACK, nanoseconds, 0, 0, 0);
}

// Names the calling thread, as debuggers and top show it; 15 bytes at most.
static inline void systole_name_thread(const char *_Nonnull name) { prctl(PR_SET_NAME, name, 0, 0, 0); }
