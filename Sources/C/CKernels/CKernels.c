#include "CKernels.h"
#include "Cloned.h"

CLONED
void ck_blend_row(
    uint8_t *restrict target,
    const uint8_t *first,
    const uint8_t *second,
    const uint8_t *grain,
    size_t count
) {
    for (size_t i = 0; i < count; i++) {
        target[i] = (uint8_t)(((first[i] + second[i] + 1) >> 1) + grain[i]);
    }
}

CLONED
void ck_shrink_row_8(
    uint8_t *restrict target,
    const uint8_t *source,
    ptrdiff_t stride,
    size_t factor,
    size_t count
) {
    if (factor == 2) {
        const uint8_t *below = source + stride;
        for (size_t i = 0; i < count; i++) {
            target[i] = (uint8_t)((source[2 * i] + source[2 * i + 1] + below[2 * i] + below[2 * i + 1]) >> 2);
        }
        return;
    }
    uint32_t area = (uint32_t)(factor * factor);
    for (size_t i = 0; i < count; i++) {
        uint32_t sum = 0;
        for (size_t y = 0; y < factor; y++) {
            const uint8_t *row = source + (ptrdiff_t)y * stride + i * factor;
            for (size_t x = 0; x < factor; x++) {
                sum += row[x];
            }
        }
        target[i] = (uint8_t)(sum / area);
    }
}

CLONED
void ck_shrink_row_16(
    uint8_t *restrict target,
    const uint8_t *source,
    ptrdiff_t stride,
    size_t factor,
    size_t count,
    int depth
) {
    uint32_t area = (uint32_t)(factor * factor);
    for (size_t i = 0; i < count; i++) {
        uint32_t sum = 0;
        for (size_t y = 0; y < factor; y++) {
            const uint8_t *row = source + (ptrdiff_t)y * stride + 2 * i * factor;
            for (size_t x = 0; x < factor; x++) {
                sum += (uint32_t)row[2 * x] | (uint32_t)row[2 * x + 1] << 8;
            }
        }
        uint32_t mean = (sum / area) >> (depth - 8);
        target[i] = (uint8_t)(mean > 255 ? 255 : mean);
    }
}
