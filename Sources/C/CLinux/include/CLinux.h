#ifndef CLINUX_H
#define CLINUX_H

// System calls that Swift cannot see: `syscall` and `prctl` are variadic, and glibc's headers hide the rest.

/// A descriptor that becomes readable when the process ends; -1 with errno set when there is no such process.
int clinux_pidfd_open(int pid);

/// Sends a signal to the process of such a descriptor; 0 on success, else -1 with errno set.
int clinux_pidfd_send_signal(int pidfd, int number);

/// How much later than asked the kernel may wake the calling thread, in nanoseconds; 0 on success, else -1 with errno set.
int clinux_set_timer_slack(unsigned long nanoseconds);

/// How far the kernel says that the clock may be from UTC, in microseconds; -1 when nobody disciplines the clock.
long clinux_clock_error_us(void);

#endif
