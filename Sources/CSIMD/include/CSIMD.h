// One-operator shims over clang's vector extension. Swift imports `f8` as SIMD8<Float>
// and inlines each call; Swift's own generic SIMD operators do not vectorise reliably.
//
// Rule: one floating-point operation per function, contraction off, so that what is rounded where is decided
// by the Swift code alone and the bits are those of the scalar IEEE operations lane by lane.
#pragma once
#include <stdint.h>

#pragma STDC FP_CONTRACT OFF

typedef float f8 __attribute__((ext_vector_type(8)));
// For the target that is built for processors with AVX-512 and called on no others.
typedef float f16 __attribute__((ext_vector_type(16)));

#if defined(__x86_64__)
#include <immintrin.h>
#define SYSTOLE_AVX2 static inline __attribute__((always_inline, const, target("avx2,fma")))

SYSTOLE_AVX2 f8 f8_add(f8 a, f8 b) { return a + b; }
SYSTOLE_AVX2 f8 f8_sub(f8 a, f8 b) { return a - b; }
SYSTOLE_AVX2 f8 f8_mul(f8 a, f8 b) { return a * b; }
SYSTOLE_AVX2 f8 f8_div(f8 a, f8 b) { return a / b; }
SYSTOLE_AVX2 f8 f8_sqrt(f8 a) { return (f8)_mm256_sqrt_ps((__m256)a); }
SYSTOLE_AVX2 f8 f8_neg(f8 a) { return -a; }
// a * b + c, rounded once.
SYSTOLE_AVX2 f8 f8_fma(f8 a, f8 b, f8 c) { return (f8)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c); }
// a * b - c, rounded once.
SYSTOLE_AVX2 f8 f8_fms(f8 a, f8 b, f8 c) { return (f8)_mm256_fmsub_ps((__m256)a, (__m256)b, (__m256)c); }
// c - a * b, rounded once.
SYSTOLE_AVX2 f8 f8_fnma(f8 a, f8 b, f8 c) { return (f8)_mm256_fnmadd_ps((__m256)a, (__m256)b, (__m256)c); }
SYSTOLE_AVX2 f8 f8_splat(float a) { return (f8)_mm256_set1_ps(a); }
// The lesser and the greater of two numbers; b where either is not a number.
SYSTOLE_AVX2 f8 f8_min(f8 a, f8 b) { return (f8)_mm256_min_ps((__m256)a, (__m256)b); }
SYSTOLE_AVX2 f8 f8_max(f8 a, f8 b) { return (f8)_mm256_max_ps((__m256)a, (__m256)b); }
// b where a is greater than zero, else 0.
SYSTOLE_AVX2 f8 f8_where_positive(f8 a, f8 b) {
  return (f8)_mm256_and_ps(_mm256_cmp_ps((__m256)a, _mm256_setzero_ps(), _CMP_GT_OQ), (__m256)b);
}
// The nearest whole number, halves to even.
SYSTOLE_AVX2 f8 f8_round(f8 a) { return (f8)_mm256_round_ps((__m256)a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
// Two to the power of a whole number between -126 and 127.
SYSTOLE_AVX2 f8 f8_power_of_two(f8 n) {
  return (f8)_mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32((__m256)n), _mm256_set1_epi32(127)), 23);
}
// Loads eight floats from any address (4-byte alignment is enough).
static inline __attribute__((always_inline, target("avx2,fma"))) f8 f8_load(const float *_Nonnull p) {
  return (f8)_mm256_loadu_ps(p);
}
static inline __attribute__((always_inline, target("avx2,fma"))) void f8_store(float *_Nonnull p, f8 a) {
  _mm256_storeu_ps(p, (__m256)a);
}
// Two groups of four floats side by side: lanes 0-3 from `lo`, lanes 4-7 from `hi`.
static inline __attribute__((always_inline, target("avx2,fma"))) f8
f8_load_halves(const float *_Nonnull lo, const float *_Nonnull hi) {
  return (f8)_mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(lo)), _mm_loadu_ps(hi), 1);
}
static inline __attribute__((always_inline, target("avx2,fma"))) void
f8_store_halves(float *_Nonnull lo, float *_Nonnull hi, f8 a) {
  _mm_storeu_ps(hi, _mm256_extractf128_ps((__m256)a, 1));
  _mm_storeu_ps(lo, _mm256_castps256_ps128((__m256)a));
}
// Stores lanes 0-3.
static inline __attribute__((always_inline, target("avx2,fma"))) void f8_store_low(float *_Nonnull p, f8 a) {
  _mm_storeu_ps(p, _mm256_castps256_ps128((__m256)a));
}
// The sum of the lanes in one fixed order: ((0+4)+(2+6)) + ((1+5)+(3+7)).
SYSTOLE_AVX2 float f8_sum(f8 v) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128((__m256)v), _mm256_extractf128_ps((__m256)v, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  s = _mm_add_ss(s, _mm_movehdup_ps(s));
  return _mm_cvtss_f32(s);
}

// Lanes 0-3 from one number, lanes 4-7 from another.
static inline __attribute__((always_inline, target("avx2,fma"))) f8
f8_splat_halves(const float *_Nonnull lo, const float *_Nonnull hi) {
  return (f8)_mm256_insertf128_ps(_mm256_castps128_ps256(_mm_broadcast_ss(lo)), _mm_broadcast_ss(hi), 1);
}
// [x y z 0 x y z 0].
SYSTOLE_AVX2 f8 f8_splat_vector(float x, float y, float z) {
  __m128 v = _mm_setr_ps(x, y, z, 0);
  return (f8)_mm256_insertf128_ps(_mm256_castps128_ps256(v), v, 1);
}
// Four floats twice.
static inline __attribute__((always_inline, target("avx2,fma"))) f8 f8_load_twice(const float *_Nonnull p) {
  return (f8)_mm256_broadcast_ps((const __m128 *)p);
}
// Lane 0 in the low half and lane 1 in the high one; lanes 2 and 3 likewise.
SYSTOLE_AVX2 f8 f8_spread_01(f8 a) {
  return (f8)_mm256_permutevar8x32_ps((__m256)a, _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1));
}
SYSTOLE_AVX2 f8 f8_spread_23(f8 a) {
  return (f8)_mm256_permutevar8x32_ps((__m256)a, _mm256_setr_epi32(2, 2, 2, 2, 3, 3, 3, 3));
}
// Stores the sum of both halves, four floats.
static inline __attribute__((always_inline, target("avx2,fma"))) void f8_store_folded(float *_Nonnull p, f8 a) {
  _mm_storeu_ps(p, _mm_add_ps(_mm256_castps256_ps128((__m256)a), _mm256_extractf128_ps((__m256)a, 1)));
}
// The sums of eight vectors, each as ((0+1)+(2+3)) + ((4+5)+(6+7)), in the lanes of one.
SYSTOLE_AVX2 f8 f8_sum_each(f8 a, f8 b, f8 c, f8 d, f8 e, f8 f, f8 g, f8 h) {
  __m256 ab = _mm256_hadd_ps((__m256)a, (__m256)b), cd = _mm256_hadd_ps((__m256)c, (__m256)d);
  __m256 ef = _mm256_hadd_ps((__m256)e, (__m256)f), gh = _mm256_hadd_ps((__m256)g, (__m256)h);
  __m256 abcd = _mm256_hadd_ps(ab, cd), efgh = _mm256_hadd_ps(ef, gh);
  __m256 low = _mm256_permute2f128_ps(abcd, efgh, 0x20), high = _mm256_permute2f128_ps(abcd, efgh, 0x31);
  return (f8)_mm256_add_ps(low, high);
}
// Sums of each half of four vectors, (0+1)+(2+3): lanes [a b c d] of the low halves, then of the high halves.
SYSTOLE_AVX2 f8 f8_sum_groups(f8 a, f8 b, f8 c, f8 d) {
  return (f8)_mm256_hadd_ps(_mm256_hadd_ps((__m256)a, (__m256)b), _mm256_hadd_ps((__m256)c, (__m256)d));
}
// [a0 b0 a1 b1] and [a2 b2 a3 b3] of each half, and [a0 a1 b0 b1] and [a2 a3 b2 b3]: what turns four rows into columns.
SYSTOLE_AVX2 f8 f8_unpack_low(f8 a, f8 b) { return (f8)_mm256_unpacklo_ps((__m256)a, (__m256)b); }
SYSTOLE_AVX2 f8 f8_unpack_high(f8 a, f8 b) { return (f8)_mm256_unpackhi_ps((__m256)a, (__m256)b); }
SYSTOLE_AVX2 f8 f8_low_pairs(f8 a, f8 b) { return (f8)_mm256_shuffle_ps((__m256)a, (__m256)b, 0x44); }
SYSTOLE_AVX2 f8 f8_high_pairs(f8 a, f8 b) { return (f8)_mm256_shuffle_ps((__m256)a, (__m256)b, 0xee); }

// Sixteen lanes: each as its namesake with eight, group of four by group of four.
#define SYSTOLE_AVX512 static inline __attribute__((always_inline, target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))
SYSTOLE_AVX512 f16 f16_add(f16 a, f16 b) { return a + b; }
SYSTOLE_AVX512 f16 f16_sub(f16 a, f16 b) { return a - b; }
SYSTOLE_AVX512 f16 f16_mul(f16 a, f16 b) { return a * b; }
SYSTOLE_AVX512 f16 f16_fma(f16 a, f16 b, f16 c) { return (f16)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c); }
SYSTOLE_AVX512 f16 f16_fms(f16 a, f16 b, f16 c) { return (f16)_mm512_fmsub_ps((__m512)a, (__m512)b, (__m512)c); }
SYSTOLE_AVX512 f16 f16_splat(float a) { return (f16)_mm512_set1_ps(a); }
SYSTOLE_AVX512 void f16_store(float *_Nonnull p, f16 a) { _mm512_storeu_ps(p, (__m512)a); }
// Four groups of four floats side by side.
SYSTOLE_AVX512 f16 f16_load_groups(
    const float *_Nonnull a, const float *_Nonnull b, const float *_Nonnull c, const float *_Nonnull d) {
  __m512 v = _mm512_castps128_ps512(_mm_loadu_ps(a));
  v = _mm512_mask_broadcast_f32x4(v, 0x00f0, _mm_loadu_ps(b));
  v = _mm512_mask_broadcast_f32x4(v, 0x0f00, _mm_loadu_ps(c));
  return (f16)_mm512_mask_broadcast_f32x4(v, 0xf000, _mm_loadu_ps(d));
}
SYSTOLE_AVX512 f16 f16_sum_groups(f16 a, f16 b, f16 c, f16 d) {
  __m512 ab = _mm512_unpacklo_ps((__m512)a, (__m512)b), AB = _mm512_unpackhi_ps((__m512)a, (__m512)b);
  __m512 cd = _mm512_unpacklo_ps((__m512)c, (__m512)d), CD = _mm512_unpackhi_ps((__m512)c, (__m512)d);
  __m512 s01 = _mm512_add_ps(_mm512_shuffle_ps(ab, cd, 0x44), _mm512_shuffle_ps(ab, cd, 0xee));
  __m512 s23 = _mm512_add_ps(_mm512_shuffle_ps(AB, CD, 0x44), _mm512_shuffle_ps(AB, CD, 0xee));
  return (f16)_mm512_add_ps(s01, s23);
}

// MXCSR: rounding mode, flush-to-zero, denormals-are-zero and exception masks of the calling thread.
static inline uint32_t systole_get_mxcsr(void) { return _mm_getcsr(); }
static inline void systole_set_mxcsr(uint32_t v) { _mm_setcsr(v); }
// 1 if this processor has AVX2 and FMA and the system saves their registers.
static inline int systole_has_avx2_fma(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
// 1 if it has the parts of AVX-512 that the wide target is built for, too.
static inline int systole_has_avx512(void) {
  __builtin_cpu_init();
  return systole_has_avx2_fma() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
static inline void systole_pause(void) { _mm_pause(); }
#endif
