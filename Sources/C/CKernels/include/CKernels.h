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

#endif
