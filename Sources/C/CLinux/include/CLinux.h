#ifndef CLINUX_H
#define CLINUX_H

// System calls that Swift cannot see: `syscall` and `prctl` are variadic, and glibc's headers hide the rest.

/// A descriptor that becomes readable when the process ends; -1 with errno set when there is no such process.
int clinux_pidfd_open(int pid);

#endif
