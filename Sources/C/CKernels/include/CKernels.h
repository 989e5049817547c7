// Hot pixel loops. Each has a plain Swift reference beside its caller, and a test that both agree.
//
// On x86-64 each loop is compiled for several instruction sets and the best one is chosen when the program starts.
#ifndef GLASSLAB_CKERNELS_H
#define GLASSLAB_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// target[i] = (first[i] + second[i] + 1) / 2 + grain[i], modulo 256; the target overlaps none of the sources.
void ck_blend_row(uint8_t *target, const uint8_t *first, const uint8_t *second, const uint8_t *grain, size_t count);

/// target[i] = the mean, rounded down, of a box of `factor` by `factor` samples of 8 bits, from 1 to 16.
///
/// `source` is the box row's top left sample; it has `factor` rows of at least count * factor samples.
void ck_shrink_row_8(uint8_t *target, const uint8_t *source, ptrdiff_t stride, size_t factor, size_t count);

/// The same from samples of two little-endian bytes, whose upper 8 of `depth` bits are kept; `stride` is in bytes.
void ck_shrink_row_16(uint8_t *target, const uint8_t *source, ptrdiff_t stride, size_t factor, size_t count, int depth);

// Picture quality. Samples of two bytes are little-endian and need no alignment; rows overlap no target.

/// The sum of the squared differences of two rows of samples of 8 bits.
uint64_t ck_squared_error_8(const uint8_t *first, const uint8_t *second, size_t count);

/// The same of samples of two bytes, of which `depth` bits are used, from 9 to 16.
uint64_t ck_squared_error_16(const uint8_t *first, const uint8_t *second, size_t count, int depth);

/// What SSIM's samples are counted from: smaller numbers have smaller rounding errors when they are squared.
#define CK_CENTRE 128.0f

/// target[i] = source[i] - CK_CENTRE.
void ck_widen_row_8(float *target, const uint8_t *source, size_t count);

/// target[i] = source[i] * scale - CK_CENTRE, of samples of two bytes.
void ck_widen_row_16(float *target, const uint8_t *source, size_t count, float scale);

/// target[i] = scale * the sum of the box of `factor` by `factor` samples of 8 bits, from 2 to 64, whose left column is
/// i * factor - factor / 2, of the `factor` rows given, - CK_CENTRE; columns outside of 0..<width are mirrored.
///
/// (count - 1) * factor is at most `width`. `work` has room for width + 2 * factor sums.
void ck_box_row_8(
    float *target, const uint8_t *const *rows, size_t factor, size_t width, size_t count, float scale, uint32_t *work
);

/// The same of samples of two bytes.
void ck_box_row_16(
    float *target, const uint8_t *const *rows, size_t factor, size_t width, size_t count, float scale, uint32_t *work
);

/// The nine taps of ck_halve_row, of which the fifth is the middle one.
extern const float ck_halving_taps[9];

/// target[i] = the nine rows given, weighted from above to below and then around column 2 * i by ck_halving_taps;
/// columns outside of 0..<width, which is at least 5, are mirrored at the edge. `count` is (width + 1) / 2.
///
/// `work` has room for width + 16 samples.
void ck_halve_row(float *target, const float *const *rows, size_t width, size_t count, float *work);

/// The eleven taps of ck_similarity_row, of which the sixth is the middle one.
extern const float ck_window_taps[11];

/// Sums over a row of windows: luminance, contrast, structure, and the product of the three.
typedef struct {
    double luminance;
    double contrast;
    double structure;
    double similarity;
} ck_similarity;

/// Adds the similarity of the width - 10 windows of 11 by 11 samples whose top row is the one given.
///
/// Both pictures have rows of `width` floats, one behind the other, which are counted from `centre`: at most 255 with it
/// added. `work` has room for 5 * (width + 16) floats.
void ck_similarity_row(
    ck_similarity *sums, const float *reference, const float *distorted, size_t width, float centre, float *work
);

/// The sum over `count` rows of windows, the first of which begins in the row given, of the product of luminance, contrast
/// and structure alone: (2 mean(a) mean(b) + C1) (2 covariance + C2) / ((mean(a)^2 + mean(b)^2 + C1) (variance(a) +
/// variance(b) + C2)), which the product of the three is, as C3 is half of C2.
///
/// Both pictures have rows of `width` floats, at least 16, one behind the other, counted from CK_CENTRE: at most 255 with
/// it added. `work` has room for 15 * (width + 32) floats.
double ck_ssim_rows(const float *reference, const float *distorted, size_t width, size_t count, float *work);

#endif
