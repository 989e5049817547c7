#define _GNU_SOURCE
#include "CLinux.h"

#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

int clinux_pidfd_open(int pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0u);
}

int clinux_pidfd_send_signal(int pidfd, int number) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0u);
}

int clinux_set_timer_slack(unsigned long nanoseconds) {
    return prctl(PR_SET_TIMERSLACK, nanoseconds, 0ul, 0ul, 0ul);
}

long clinux_clock_error_us(void) {
    struct timex state = {.modes = 0};
    int verdict = adjtimex(&state);
    if (verdict < 0 || verdict == TIME_ERROR || (state.status & STA_UNSYNC)) {
        return -1;
    }
    return state.maxerror;
}
