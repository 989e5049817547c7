#ifndef CSPAWN_H
#define CSPAWN_H

#include <sys/types.h>
#include <sys/uio.h>

// Starting a program and talking to it by pipes, as Swift cannot: what happens between fork and exec must be C, and a
// write to a program that has gone must not end this one by SIGPIPE.

/// What is to be started.
struct cspawn_program {
    /// The file.
    const char *path;
    /// Its arguments, its own name first, NULL last.
    char *const *arguments;
    /// Its environment, NULL last.
    char *const *environment;
    /// A descriptor that it gets as number 3; -1 for none.
    int extra;
    /// How far its priority is lowered: 0 to 19.
    int niceness;
};

/// A program that runs; the descriptors are the caller's to close, and no other program inherits them.
struct cspawn_child {
    int pid;
    /// Becomes readable when it ends; -1 where the kernel has none.
    int watch;
    /// The end of its standard input to write to; never blocks.
    int input;
    /// The ends of its standard output and error to read from; never block.
    int output;
    int errors;
};

/// Starts a program in a process group of its own, with every signal as it is by default; the kernel kills it when the
/// calling thread ends. Returns 0, or errno of what failed, exec included.
int cspawn_start(const struct cspawn_program *program, struct cspawn_child *child);

/// writev without SIGPIPE: -1 with errno EPIPE where nobody reads any more.
ssize_t cspawn_write(int descriptor, const struct iovec *parts, int count);

/// The same without copying: the pipe's reader reads from the caller's own memory (vmsplice), which must not change until
/// it has. Fails with other codes than EAGAIN, EINTR and EPIPE where that cannot be done; then cspawn_write can.
ssize_t cspawn_lend(int descriptor, const struct iovec *parts, int count);

/// Bytes that a pipe holds at most; -1 where it is none.
long cspawn_room(int descriptor);

#endif
