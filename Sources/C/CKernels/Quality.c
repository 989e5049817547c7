#include "CKernels.h"
#include "Cloned.h"


#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

// Two bytes that may lie anywhere. Every machine that the lab runs on is little-endian.
typedef uint16_t sample16 __attribute__((aligned(1), may_alias));

// Two sums of 16 bits side by side.
typedef uint32_t pair16 __attribute__((may_alias));

// PSNR

// So many squares of `depth` bits fit into 32 bits: sums stay exact, and narrow sums are what vectors are good at.
#define BLOCK_8 65536
#define BLOCK_12 256

// The sum of at most BLOCK_8 squares.
PART uint32_t squared_error_block(const uint8_t *first, const uint8_t *second, size_t count) {
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t difference = (int32_t)first[i] - second[i];
        sum += (uint32_t)(difference * difference);
    }
    return sum;
}

#ifdef __x86_64__
// Sixty-four samples at once. Compilers widen both rows before they subtract; subtracting bytes takes half as much.
__attribute__((target("avx512f,avx512bw")))
static uint64_t squared_error_64(const uint8_t *first, const uint8_t *second, size_t count) {
    const __m512i zero = _mm512_setzero_si512();
    uint64_t total = 0;
    while (count >= 64) {
        // Sixteen sums, each of four samples a step: as exact as a block of BLOCK_8.
        size_t block = count < BLOCK_8 ? count / 64 * 64 : BLOCK_8;
        __m512i low = zero, high = zero;
        for (size_t i = 0; i < block; i += 64) {
            __m512i a = _mm512_loadu_si512(first + i), b = _mm512_loadu_si512(second + i);
            __m512i distance = _mm512_or_si512(_mm512_subs_epu8(a, b), _mm512_subs_epu8(b, a));
            __m512i even = _mm512_unpacklo_epi8(distance, zero), odd = _mm512_unpackhi_epi8(distance, zero);
            low = _mm512_add_epi32(low, _mm512_madd_epi16(even, even));
            high = _mm512_add_epi32(high, _mm512_madd_epi16(odd, odd));
        }
        total += (uint32_t)_mm512_reduce_add_epi32(_mm512_add_epi32(low, high));
        first += block;
        second += block;
        count -= block;
    }
    return total + squared_error_block(first, second, count);
}
#endif

CLONED
static uint64_t squared_error_any(const uint8_t *first, const uint8_t *second, size_t count) {
    uint64_t total = 0;
    for (size_t start = 0; start < count; start += BLOCK_8) {
        total += squared_error_block(first + start, second + start, count - start < BLOCK_8 ? count - start : BLOCK_8);
    }
    return total;
}

uint64_t ck_squared_error_8(const uint8_t *first, const uint8_t *second, size_t count) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512bw")) {
        return squared_error_64(first, second, count);
    }
#endif
    return squared_error_any(first, second, count);
}

CLONED
uint64_t ck_squared_error_16(const uint8_t *first_bytes, const uint8_t *second_bytes, size_t count, int depth) {
    const sample16 *first = (const sample16 *)first_bytes;
    const sample16 *second = (const sample16 *)second_bytes;
    uint64_t total = 0;
    if (depth > 12) {
        for (size_t i = 0; i < count; i++) {
            uint32_t difference = first[i] > second[i] ? first[i] - second[i] : second[i] - first[i];
            total += (uint64_t)(difference * difference);
        }
        return total;
    }
    for (size_t start = 0; start < count; start += BLOCK_12) {
        size_t end = count - start < BLOCK_12 ? count : start + BLOCK_12;
        uint32_t sum = 0;
        for (size_t i = start; i < end; i++) {
            int32_t difference = (int32_t)first[i] - second[i];
            sum += (uint32_t)(difference * difference);
        }
        total += sum;
    }
    return total;
}

// Luma as floats

CLONED
void ck_widen_row_8(float *restrict target, const uint8_t *source, size_t count) {
    for (size_t i = 0; i < count; i++) {
        target[i] = (float)source[i] - CK_CENTRE;
    }
}

CLONED
void ck_widen_row_16(float *restrict target, const uint8_t *source_bytes, size_t count, float scale) {
    const sample16 *source = (const sample16 *)source_bytes;
    for (size_t i = 0; i < count; i++) {
        target[i] = (float)source[i] * scale - CK_CENTRE;
    }
}

// Means of boxes: sums of columns lie in work[left ..< left + width], with room beside them for what a mirror shows.

// Both types of sums have the same two functions.
#define BOX_SUMS(type, mirror, groups) \
    PART void mirror(type *work, size_t factor, size_t width) { \
        size_t left = factor / 2; \
        for (size_t x = 0; x < left; x++) { \
            work[left - 1 - x] = work[left + x]; \
        } \
        for (size_t x = 0; x < factor; x++) { \
            work[left + width + x] = work[left + width - 1 - x]; \
        } \
    } \
    PART void groups(float *restrict target, const type *sums, size_t factor, size_t count, float scale) { \
        for (size_t i = 0; i < count; i++) { \
            uint32_t sum = 0; \
            for (size_t x = 0; x < factor; x++) { \
                sum += sums[i * factor + x]; \
            } \
            target[i] = (float)sum * scale - CK_CENTRE; \
        } \
    }

BOX_SUMS(uint16_t, mirror_16, sum_groups_16)
BOX_SUMS(uint32_t, mirror_32, sum_groups_32)

// Four neighbours at once: a box of 4 by 4, which is what 1080p needs, sums up to 4,080 at most.
PART void sum_quads(float *restrict target, const uint16_t *sums, size_t count, float scale) {
    const pair16 *pairs = (const pair16 *)(const void *)sums;
    for (size_t i = 0; i < count; i++) {
        uint32_t two = pairs[2 * i] + pairs[2 * i + 1];
        target[i] = (float)(int32_t)((two & 0xffff) + (two >> 16)) * scale - CK_CENTRE;
    }
}

CLONED
void ck_box_row_8(
    float *restrict target,
    const uint8_t *const *rows,
    size_t factor,
    size_t width,
    size_t count,
    float scale,
    uint32_t *restrict work
) {
    // 64 samples of 8 bits fit into 16.
    uint16_t *narrow = (uint16_t *)work;
    uint16_t *sums = narrow + factor / 2;
    if (factor == 4) {
        const uint8_t *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
        for (size_t x = 0; x < width; x++) {
            sums[x] = (uint16_t)(a[x] + b[x] + c[x] + d[x]);
        }
    } else {
        memset(sums, 0, width * sizeof *sums);
        for (size_t y = 0; y < factor; y++) {
            const uint8_t *row = rows[y];
            for (size_t x = 0; x < width; x++) {
                sums[x] = (uint16_t)(sums[x] + row[x]);
            }
        }
    }
    mirror_16(narrow, factor, width);
    switch (factor) {
    case 2: sum_groups_16(target, narrow, 2, count, scale); return;
    case 3: sum_groups_16(target, narrow, 3, count, scale); return;
    case 4: sum_quads(target, narrow, count, scale); return;
    default: sum_groups_16(target, narrow, factor, count, scale);
    }
}

CLONED
void ck_box_row_16(
    float *restrict target,
    const uint8_t *const *rows,
    size_t factor,
    size_t width,
    size_t count,
    float scale,
    uint32_t *restrict work
) {
    uint32_t *sums = work + factor / 2;
    memset(sums, 0, width * sizeof *sums);
    for (size_t y = 0; y < factor; y++) {
        const sample16 *row = (const sample16 *)rows[y];
        for (size_t x = 0; x < width; x++) {
            sums[x] += row[x];
        }
    }
    mirror_32(work, factor, width);
    switch (factor) {
    case 2: sum_groups_32(target, work, 2, count, scale); return;
    case 3: sum_groups_32(target, work, 3, count, scale); return;
    case 4: sum_groups_32(target, work, 4, count, scale); return;
    default: sum_groups_32(target, work, factor, count, scale);
    }
}

// Halving for MS-SSIM

const float ck_halving_taps[9] = {
    0.026727f, -0.016828f, -0.078201f, 0.266846f, 0.602914f, 0.266846f, -0.078201f, -0.016828f, 0.026727f,
};

CLONED
void ck_halve_row(
    float *restrict target,
    const float *const *rows,
    size_t width,
    size_t count,
    float *restrict work
) {
    const float *k = ck_halving_taps;
    const float *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3], *e = rows[4];
    const float *f = rows[5], *g = rows[6], *h = rows[7], *i = rows[8];
    // Even and odd columns apart, four mirrored ones before them: work[x + 4] lies at even[(x + 4) / 2] or odd[(x + 4) / 2].
    float *even = work;
    float *odd = work + count + 6;
    size_t pairs = width / 2;
    for (size_t x = 0; x < pairs; x++) {
        size_t p = 2 * x, q = p + 1;
        even[x + 2] = k[4] * e[p] + k[3] * (d[p] + f[p]) + k[2] * (c[p] + g[p]) + k[1] * (b[p] + h[p])
            + k[0] * (a[p] + i[p]);
        odd[x + 2] = k[4] * e[q] + k[3] * (d[q] + f[q]) + k[2] * (c[q] + g[q]) + k[1] * (b[q] + h[q])
            + k[0] * (a[q] + i[q]);
    }
    if (width % 2 == 1) {
        size_t p = width - 1;
        even[pairs + 2] = k[4] * e[p] + k[3] * (d[p] + f[p]) + k[2] * (c[p] + g[p]) + k[1] * (b[p] + h[p])
            + k[0] * (a[p] + i[p]);
    }
    // A mirror between two columns changes odd into even: -1 is 0, -2 is 1.
    for (size_t x = 1; x <= 4; x++) {
        float before = x % 2 == 1 ? even[2 + (x - 1) / 2] : odd[2 + (x - 1) / 2];
        size_t place = 4 - x;
        *(place % 2 == 0 ? even + place / 2 : odd + place / 2) = before;
        size_t mirrored = width + 4 - x, after = width + 3 + x;
        float behind = mirrored % 2 == 0 ? even[mirrored / 2] : odd[mirrored / 2];
        *(after % 2 == 0 ? even + after / 2 : odd + after / 2) = behind;
    }
    for (size_t x = 0; x < count; x++) {
        target[x] = k[4] * even[x + 2] + k[3] * (odd[x + 1] + odd[x + 2]) + k[2] * (even[x + 1] + even[x + 3])
            + k[1] * (odd[x] + odd[x + 3]) + k[0] * (even[x] + even[x + 4]);
    }
}

// SSIM's windows

const float ck_window_taps[11] = {
    0.001028f, 0.007599f, 0.036001f, 0.109361f, 0.213006f, 0.266012f,
    0.213006f, 0.109361f, 0.036001f, 0.007599f, 0.001028f,
};

#define TAPS 11
#define LANES 16

// (0.01 * 255) squared, (0.03 * 255) squared, and half of that.
#define C1 6.5025f
#define C2 58.5225f
#define C3 29.26125f

// What the weights of a window sum up to, less 1: the taps, rounded as they are, sum up to a little more than 1.
#define EXCESS 4.047998e-6f

// Weighted sums of eleven rows: both pictures, their squares and their product.
PART void sum_columns(
    float *restrict moments,
    size_t room,
    const float *restrict reference,
    const float *restrict distorted,
    size_t width
) {
    for (size_t x = 0; x < width; x++) {
        float sum_a = 0, sum_b = 0, sum_aa = 0, sum_bb = 0, sum_ab = 0;
#pragma clang loop unroll(full)
        for (size_t y = 0; y < TAPS; y++) {
            float a = reference[y * width + x], b = distorted[y * width + x];
            float weighted_a = ck_window_taps[y] * a, weighted_b = ck_window_taps[y] * b;
            sum_a += weighted_a;
            sum_b += weighted_b;
            sum_aa += weighted_a * a;
            sum_bb += weighted_b * b;
            sum_ab += weighted_a * b;
        }
        moments[x] = sum_a;
        moments[x + room] = sum_b;
        moments[x + 2 * room] = sum_aa;
        moments[x + 3 * room] = sum_bb;
        moments[x + 4 * room] = sum_ab;
    }
}

// Adding what has the same weight first: additions and multiplications keep different parts of a core busy.
PART float sum_taps(const float *moments) {
    float sum = ck_window_taps[TAPS / 2] * moments[TAPS / 2];
#pragma clang loop unroll(full)
    for (size_t t = 0; t < TAPS / 2; t++) {
        sum += ck_window_taps[t] * (moments[t] + moments[TAPS - 1 - t]);
    }
    return sum;
}

typedef struct {
    float luminance[LANES], contrast[LANES], structure[LANES], similarity[LANES];
} lanes;

// Adds LANES windows, of which the first `count` count.
PART void add_windows(lanes *restrict lanes, const float *restrict moments, size_t room, size_t count, float centre) {
    float whole_centre = centre * (1 + EXCESS);
    for (size_t x = 0; x < LANES; x++) {
        float a = sum_taps(moments + x), b = sum_taps(moments + x + room);
        // Of samples s = r + centre with weights w: sum(w s) = sum(w r) + centre * sum(w); likewise the second moments.
        float excess_a = EXCESS * centre * (2 * a + whole_centre), excess_b = EXCESS * centre * (2 * b + whole_centre);
        float excess_ab = EXCESS * centre * (a + b + whole_centre);
        float variance_a = sum_taps(moments + x + 2 * room) - a * a - excess_a;
        float variance_b = sum_taps(moments + x + 3 * room) - b * b - excess_b;
        float covariance = sum_taps(moments + x + 4 * room) - a * b - excess_ab;
        float mean_a = a + whole_centre, mean_b = b + whole_centre;
        float square_a = mean_a * mean_a, square_b = mean_b * mean_b, product = mean_a * mean_b;
        variance_a = variance_a > 0 ? variance_a : 0;
        variance_b = variance_b > 0 ? variance_b : 0;
        float deviations = __builtin_elementwise_sqrt(variance_a * variance_b);
        covariance = covariance < 0 && deviations <= 0 ? 0 : covariance;
        float l_below = square_a + square_b + C1, c_below = variance_a + variance_b + C2, s_below = deviations + C3;
        float cs_below = c_below * s_below;
        // One division for the three quotients.
        float inverse = 1 / (l_below * cs_below);
        float ls_inverse = l_below * inverse;
        float l = (2 * product + C1) * cs_below * inverse;
        float c = (2 * deviations + C2) * s_below * ls_inverse;
        float s = (covariance + C3) * c_below * ls_inverse;
        int counts = x < count;
        lanes->luminance[x] += counts ? l : 0;
        lanes->contrast[x] += counts ? c : 0;
        lanes->structure[x] += counts ? s : 0;
        lanes->similarity[x] += counts ? l * c * s : 0;
    }
}

PART float sum_lanes(float *lanes) {
    for (size_t half = LANES / 2; half > 0; half /= 2) {
        for (size_t x = 0; x < half; x++) {
            lanes[x] += lanes[x + half];
        }
    }
    return lanes[0];
}

CLONED
void ck_similarity_row(
    ck_similarity *sums,
    const float *reference,
    const float *distorted,
    size_t width,
    float centre,
    float *restrict work
) {
    size_t room = width + LANES;
    sum_columns(work, room, reference, distorted, width);
    // The last windows may reach beyond the row; what they say is not counted, but it is read.
    for (size_t moment = 0; moment < 5; moment++) {
        memset(work + moment * room + width, 0, LANES * sizeof *work);
    }
    size_t count = width - (TAPS - 1);
    lanes lanes = {0};
    for (size_t x = 0; x < count; x += LANES) {
        add_windows(&lanes, work + x, room, count - x, centre);
    }
    sums->luminance += sum_lanes(lanes.luminance);
    sums->contrast += sum_lanes(lanes.contrast);
    sums->structure += sum_lanes(lanes.structure);
    sums->similarity += sum_lanes(lanes.similarity);
}
