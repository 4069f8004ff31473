#include "CAllocationProbe.h"
#include <errno.h>
#include <stddef.h>

static __thread int counting;
static __thread uint64_t count;

void allocation_probe_start(void) {
  count = 0;
  counting = 1;
}

uint64_t allocation_probe_stop(void) {
  counting = 0;
  return count;
}

// Sanitizers bring their own heap: leave it to them.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !__has_feature(address_sanitizer) && \
    !__has_feature(thread_sanitizer)
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t n) {
  count += counting;
  return __libc_malloc(n);
}
void *calloc(size_t m, size_t n) {
  count += counting;
  return __libc_calloc(m, n);
}
void *realloc(void *p, size_t n) {
  count += counting;
  return __libc_realloc(p, n);
}
void *memalign(size_t a, size_t n) {
  count += counting;
  return __libc_memalign(a, n);
}
void *aligned_alloc(size_t a, size_t n) {
  count += counting;
  return __libc_memalign(a, n);
}
int posix_memalign(void **p, size_t a, size_t n) {
  count += counting;
  *p = __libc_memalign(a, n);
  return *p ? 0 : ENOMEM;
}
#endif
