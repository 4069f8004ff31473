#define _GNU_SOURCE
#include "CRealTime.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>

int systole_pin_thread(int processor) {
  if (processor < 0 || processor >= CPU_SETSIZE) return EINVAL;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  return pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

long systole_bare_loop(
    uint64_t start, uint64_t period, long count, uint32_t *latency, const int *stop) {
  uint64_t due = start;
  for (long i = 0; i < count; i++) {
    if (__atomic_load_n(stop, __ATOMIC_ACQUIRE)) return i;
    struct timespec t = {.tv_sec = (time_t)(due / 1000000000u), .tv_nsec = (long)(due % 1000000000u)};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {}
    uint64_t awake = now();
    uint64_t late = awake > due ? awake - due : 0;
    latency[i] = late > UINT32_MAX ? UINT32_MAX : (uint32_t)late;
    due = late > period / 2 ? awake + period : due + period;
  }
  return count;
}
