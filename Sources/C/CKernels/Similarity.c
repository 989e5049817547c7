// SSIM's windows where only the product of luminance, contrast and structure is asked for.
#include "CKernels.h"
#include "Cloned.h"

#include <string.h>

#define TAPS 11
#define MIDDLE (TAPS / 2)
#define LANES 16
// Rows of windows at once: they share what lies in the rows of samples that all of them cover.
#define ROWS 3
// Weighted sums of s = a + b and d = a - b, of their squares, and where they are needed of a's squares.
#define MOMENTS 4
#define SUM 0
#define DIFFERENCE 1
#define SUM_SQUARED 2
#define DIFFERENCE_SQUARED 3
#define REFERENCE_SQUARED MOMENTS

// (0.01 * 255) squared, (0.03 * 255) squared.
#define C1 6.5025f
#define C2 58.5225f

// What the weights of a window sum up to, less 1, as in Quality.c; and what a constant 2 * CK_CENTRE sums up to.
#define EXCESS 4.047998e-6f
#define WHOLE_CENTRE (CK_CENTRE * (1 + EXCESS))

typedef float vector __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t truths __attribute__((vector_size(LANES * sizeof(float))));
// The same, of floats that lie anywhere.
typedef float loose __attribute__((vector_size(LANES * sizeof(float)), aligned(sizeof(float)), may_alias));

// The variances of s and d.
typedef struct {
    vector s, d;
} variances;

#define AT(place) (*(const loose *)(place))
#define WEIGHT(tap) ck_window_taps[tap]

// Weighs eleven of `rows`, from each of `count` on, into moments that lie `step` apart.
PART void weigh(float *target, size_t step, const vector *rows, size_t count) {
#pragma clang loop unroll(full)
    for (size_t row = 0; row < count; row++) {
        vector sum = WEIGHT(MIDDLE) * rows[row + MIDDLE];
#pragma clang loop unroll(full)
        for (size_t t = 0; t < MIDDLE; t++) {
            sum += WEIGHT(t) * (rows[row + t] + rows[row + TAPS - 1 - t]);
        }
        *(loose *)(target + row * step) = sum;
    }
}

#define WEIGH(moment, sample) \
    _Pragma("clang loop unroll(full)") \
    for (size_t y = 0; y < height; y++) { \
        vector a = AT(reference + y * width), b = AT(distorted + y * width); \
        rows[y] = sample; \
    } \
    weigh(moments + (moment) * room, step, rows, count); \
    _Pragma("clang loop unroll(full)") \
    for (size_t y = 0; y < height; y++) { \
        rows[y] *= rows[y]; \
    } \
    weigh(moments + ((moment) + SUM_SQUARED) * room, step, rows, count);

// The moments of LANES columns for `count` rows of windows: those of a row of windows lie `room` apart.
PART void sum_columns(
    float *restrict moments, size_t room, const float *reference, const float *distorted, size_t width, size_t count
) {
    vector rows[TAPS - 1 + ROWS];
    size_t step = (MOMENTS + 1) * room, height = TAPS - 1 + count;
    WEIGH(SUM, a + b)
    WEIGH(DIFFERENCE, a - b)
}

// The weighted sums of the reference's squares in LANES columns from `x` on, as far as the row goes; nothing behind it.
PART void sum_squares(float *restrict moments, const float *reference, size_t width, size_t x) {
    if (x >= width) {
        memset(moments + x, 0, LANES * sizeof *moments);
        return;
    }
    // The last columns, some of them once more.
    size_t column = x + LANES <= width ? x : width - LANES;
    vector rows[TAPS];
#pragma clang loop unroll(full)
    for (size_t y = 0; y < TAPS; y++) {
        vector a = AT(reference + y * width + column);
        rows[y] = a * a;
    }
    weigh(moments + column, 0, rows, 1);
    if (column < x) {
        memset(moments + width, 0, LANES * sizeof *moments);
    }
}

#define SHIFTED(n) \
    __builtin_shufflevector( \
        low, high, n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, n + 10, n + 11, n + 12, n + 13, \
        n + 14, n + 15 \
    )

// Weighs eleven neighbours. Loading half of the shifted vectors and making the others keeps two parts of a core busy.
// `low` is what lies at `place`; then it becomes what lies behind.
PART void sum_taps(vector *restrict sum, vector *restrict first, const float *place) {
    vector low = *first, high = AT(place + LANES);
    *sum = WEIGHT(5) * SHIFTED(5) + WEIGHT(0) * (low + AT(place + 10)) + WEIGHT(1) * (SHIFTED(1) + AT(place + 9))
        + WEIGHT(2) * (SHIFTED(2) + AT(place + 8)) + WEIGHT(3) * (SHIFTED(3) + AT(place + 7))
        + WEIGHT(4) * (SHIFTED(4) + AT(place + 6));
    *first = high;
}

// The variances, less what weights that sum up to more than 1 take from them, which they do in libvmaf.
PART void take_variances(variances *variances, const vector *sums) {
    vector s = sums[SUM], d = sums[DIFFERENCE];
    variances->s = sums[SUM_SQUARED] - s * s - EXCESS * 4 * CK_CENTRE * (s + WHOLE_CENTRE);
    variances->d = sums[DIFFERENCE_SQUARED] - d * d;
}

// Whether neither picture's variance can be zero or below in any window. Weights that sum up to more than 1 take at most
// 0.2633 from a variance, 255 * 255 * EXCESS; a variance is at least covariance * covariance / (the sum of both).
PART int are_all_textured(const variances *variances) {
    vector four_covariances = variances->s - variances->d, two_variances = variances->s + variances->d;
    vector least = 2.2f * two_variances + 2.4f;
    truths are = (four_covariances > 0) & (four_covariances * four_covariances > least);
    return __builtin_reduce_and(are);
}

// Makes the variances what they are where a picture's own is none: as in add_windows in Quality.c, a variance below zero
// counts as zero, and so does a covariance where the deviations' product is zero.
PART void mend_variances(variances *variances, const vector *sums, const vector *squares) {
    vector none = {0}, lowest = none - 1e30f;
    vector a = (sums[SUM] + sums[DIFFERENCE]) * 0.5f;
    vector both = (variances->s + variances->d) * 0.5f, covariance = (variances->s - variances->d) * 0.25f;
    vector variance_a = *squares - a * a - EXCESS * CK_CENTRE * (2 * a + WHOLE_CENTRE);
    vector variance_b = __builtin_elementwise_max(both - variance_a, none);
    variance_a = __builtin_elementwise_max(variance_a, none);
    vector least = (vector)((variance_a * variance_b > none) & (truths)lowest);
    covariance = __builtin_elementwise_max(covariance, least);
    variances->s = variance_a + variance_b + 2 * covariance;
    variances->d = variance_a + variance_b - 2 * covariance;
}

// Luminance * contrast * structure of LANES windows, with no deviations left and one division. Of means and variances of
// s and d: 4 mean(a) mean(b) = mean(s)^2 - mean(d)^2, 2 (mean(a)^2 + mean(b)^2) = mean(s)^2 + mean(d)^2,
// 4 covariance = variance(s) - variance(d), 2 (variance(a) + variance(b)) = variance(s) + variance(d).
PART void compare(vector *similarity, const vector *sums, const variances *variances) {
    vector mean_s = sums[SUM] + 2 * WHOLE_CENTRE, square_s = mean_s * mean_s + 2 * C1;
    vector square_d = sums[DIFFERENCE] * sums[DIFFERENCE], above = variances->s + 2 * C2;
    *similarity = ((square_s - square_d) * (above - variances->d)) / ((square_s + square_d) * (above + variances->d));
}

// The sum over a row of `count` windows, whose top left sample in the reference is given.
PART double sum_row(float *restrict moments, size_t room, const float *reference, size_t width, size_t count) {
    vector total = {0}, similarity, squares, first[MOMENTS], sums[MOMENTS];
    variances variances;
    // Up to where the sums of squares are known.
    size_t known = 0;
    for (size_t moment = 0; moment < MOMENTS; moment++) {
        first[moment] = AT(moments + moment * room);
    }
    for (size_t x = 0; x < count; x += LANES) {
#pragma clang loop unroll(full)
        for (size_t moment = 0; moment < MOMENTS; moment++) {
            sum_taps(&sums[moment], &first[moment], moments + moment * room + x);
        }
        take_variances(&variances, sums);
        if (!are_all_textured(&variances)) {
            float *row = moments + REFERENCE_SQUARED * room;
            for (known = known > x ? known : x; known < x + 2 * LANES; known += LANES) {
                sum_squares(row, reference, width, known);
            }
            vector low = AT(row + x);
            sum_taps(&squares, &low, row + x);
            mend_variances(&variances, sums, &squares);
        }
        compare(&similarity, sums, &variances);
        for (size_t lane = count - x; lane < LANES; lane++) {
            similarity[lane] = 0;
        }
        total += similarity;
    }
    double sum = 0;
    for (size_t lane = 0; lane < LANES; lane++) {
        sum += total[lane];
    }
    return sum;
}

// `count` rows of windows, a constant, so that each count has a loop of its own.
PART double sum_rows(
    const float *reference, const float *distorted, size_t width, float *restrict work, size_t count
) {
    size_t room = width + 2 * LANES;
    for (size_t x = 0; x < width; x += LANES) {
        // The last columns, some of them once more.
        size_t column = x + LANES <= width ? x : width - LANES;
        sum_columns(work + column, room, reference + column, distorted + column, width, count);
    }
    double sum = 0;
    for (size_t row = 0; row < count; row++) {
        float *moments = work + row * (MOMENTS + 1) * room;
        // The last windows may reach beyond the row; what they say is not counted, but it is read.
        for (size_t moment = 0; moment < MOMENTS; moment++) {
            memset(moments + moment * room + width, 0, 2 * LANES * sizeof *moments);
        }
        sum += sum_row(moments, room, reference + row * width, width, width - (TAPS - 1));
    }
    return sum;
}

CLONED
double ck_ssim_rows(
    const float *reference, const float *distorted, size_t width, size_t count, float *restrict work
) {
    double sum = 0;
    size_t row = 0;
    for (; row + ROWS <= count; row += ROWS) {
        sum += sum_rows(reference + row * width, distorted + row * width, width, work, ROWS);
    }
    for (; row < count; row++) {
        sum += sum_rows(reference + row * width, distorted + row * width, width, work, 1);
    }
    return sum;
}
