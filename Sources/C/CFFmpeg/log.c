#include "CFFmpeg.h"

#include <stdio.h>
#include <string.h>

// Lines are kept for each thread: libav logs from the thread that calls it, so the lines beside an error are its own.
enum { line_count = 8, line_size = 256 };

static _Thread_local char lines[line_count][line_size];
static _Thread_local unsigned next_line;
static _Thread_local int print_prefix = 1;

static void keep_line(void *context, int level, const char *format, va_list arguments) {
    if (level > AV_LOG_WARNING) {
        return;
    }
    char *line = lines[next_line % line_count];
    av_log_format_line2(context, level, format, arguments, line, line_size, &print_prefix);
    size_t length = strlen(line);
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) {
        line[--length] = 0;
    }
    if (length > 0) {
        next_line++;
    }
}

void lab_log_install(void) {
    av_log_set_callback(keep_line);
}

void lab_log_clear(void) {
    next_line = 0;
}

int lab_log_count(void) {
    return next_line < line_count ? (int)next_line : line_count;
}

const char *lab_log_line(int index) {
    unsigned first = next_line < line_count ? 0 : next_line - line_count;
    return lines[(first + (unsigned)index) % line_count];
}
