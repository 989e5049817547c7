#include "CFFmpeg.h"

// Looks at every third byte: a byte above 1 cannot be part of 00 00 01, so three are skipped at once.
size_t lab_next_start_code(const uint8_t *bytes, size_t from, size_t size) {
    size_t i = from + 2;
    while (i < size) {
        if (bytes[i] > 1) {
            i += 3;
        } else if (bytes[i] == 0) {
            i += 1;
        } else if (bytes[i - 1] == 0 && bytes[i - 2] == 0) {
            return i - 2;
        } else {
            i += 3;
        }
    }
    return size;
}
