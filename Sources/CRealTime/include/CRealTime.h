// Linux calls that Swift cannot import because they are variadic or need a feature macro, and a loop that does nothing.
#pragma once
#include <stdint.h>
#include <sys/prctl.h>

// Sets how far the kernel may delay the calling thread's sleeps, ns (the usual value is 50,000). 0 on success.
static inline int systole_set_timer_slack(unsigned long nanoseconds) {
  return prctl(PR_SET_TIMERSLACK, nanoseconds, 0, 0, 0);
}

// Names the calling thread, as debuggers and top show it; 15 bytes at most.
static inline void systole_name_thread(const char *_Nonnull name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

// Tells the processor that this is a waiting loop.
static inline void systole_spin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Holds the calling thread on one processor. 0 on success, else an error number.
int systole_pin_thread(int processor);

// Sets a flag that another thread looks at.
static inline void systole_raise(int *_Nonnull flag) { __atomic_store_n(flag, 1, __ATOMIC_RELEASE); }

// Wakes `count` times at `start`, `start + period`, ... (ns of CLOCK_MONOTONIC) on the calling thread and writes how
// late each was, ns. A wake that is more than half a period late anchors the rest anew, as PeriodicSchedule does. Ends
// early when *stop is not 0. Returns how many were written.
long systole_bare_loop(
    uint64_t start, uint64_t period, long count, uint32_t *_Nonnull latency, const int *_Nonnull stop);
