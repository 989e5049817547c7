// libav 5.1 as Swift can import it: its headers, and inline bridges for the macros and variadic functions that Swift's
// importer leaves out. Only `Media` imports this module.
#ifndef CFFMPEG_H
#define CFFMPEG_H

#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/sha.h>
#include <libswscale/swscale.h>

// AVERROR(e), AVERROR_… and AV_NOPTS_VALUE are macros with casts, which the importer skips.
static const int32_t lab_error_eof = AVERROR_EOF;
static const int32_t lab_error_exit = AVERROR_EXIT;
static const int32_t lab_error_invalid_data = AVERROR_INVALIDDATA;
static const int32_t lab_error_again = AVERROR(EAGAIN);
static const int32_t lab_error_io = AVERROR(EIO);
static const int32_t lab_error_protocol = AVERROR_PROTOCOL_NOT_FOUND;
static const int32_t lab_error_no_encoder = AVERROR_ENCODER_NOT_FOUND;
static const int64_t lab_no_time = AV_NOPTS_VALUE;
static const int32_t lab_seek_size = AVSEEK_SIZE;
static const int32_t lab_seek_force = AVSEEK_FORCE;
static const int32_t lab_padding = AV_INPUT_BUFFER_PADDING_SIZE;

static inline void lab_rescale(AVPacket *packet, AVRational from, AVRational to) {
    av_packet_rescale_ts(packet, from, to);
}

// AVIOContext is opened with an option set and an interrupt callback in one call, so that the callback's two words need
// no separate C struct in Swift.
static inline int lab_open_transport(AVIOContext **context, const char *url, AVDictionary **options,
                                     int (*interrupt)(void *), void *opaque) {
    AVIOInterruptCB callback = {interrupt, opaque};
    return avio_open2(context, url, AVIO_FLAG_READ, &callback, options);
}

// `reordered_opaque` is deprecated after 5.1 and is the only value that a decoder carries from a packet to its picture
// whatever it thinks of timestamps.
static inline void lab_set_tag(AVCodecContext *context, int64_t tag) {
    context->reordered_opaque = tag;
}

static inline int64_t lab_tag(const AVFrame *frame) {
    return frame->reordered_opaque;
}

/// Sends libav's log into per-thread buffers instead of stderr. Call once, before anything else.
void lab_log_install(void);

/// Forgets what this thread has logged.
void lab_log_clear(void);

/// Number of lines that this thread's buffer holds, at most 8; the oldest are dropped.
int lab_log_count(void);

/// Line `index` of this thread's buffer, oldest first, without its line feed; valid until the thread logs again.
const char *lab_log_line(int index);

/// The offset of the next 00 00 01 at or after `from`, or `size` where there is none.
size_t lab_next_start_code(const uint8_t *bytes, size_t from, size_t size);

#endif
