#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Fewer wake-ups for pictures of megabytes; the kernel's own size does as well.
enum { input_bytes = 1 << 20 };

struct pipes {
    int input[2], output[2], errors[2];
};

static void close_all(const struct pipes *pipes) {
    const int ends[] = {pipes->input[0],  pipes->input[1],  pipes->output[0],
                        pipes->output[1], pipes->errors[0], pipes->errors[1]};
    for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends[i] >= 0) {
            close(ends[i]);
        }
    }
}

// Ends of pipes above 3, so that laying them on 0 to 3 overwrites none of them.
static int open_pipe(int ends[2]) {
    int low[2];
    if (pipe2(low, O_CLOEXEC) != 0) {
        return errno;
    }
    int failure = 0;
    for (int i = 0; i < 2; i++) {
        ends[i] = low[i] > 3 ? low[i] : fcntl(low[i], F_DUPFD_CLOEXEC, 4);
        if (ends[i] < 0) {
            failure = errno;
        }
        if (ends[i] != low[i]) {
            close(low[i]);
        }
    }
    return failure;
}

// Between vfork and exec: only system calls, in the parent's memory, on the parent's stack.
static int become(const struct cspawn_program *program, const struct pipes *pipes, int extra, pid_t parent) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) {
        sigaction(number, &action, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0ul, 0ul, 0ul) != 0) {
        return errno;
    }
    if (getppid() != parent) {
        return ESRCH;
    }
    if (program->niceness > 0) {
        setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + program->niceness);
    }
    if (dup2(pipes->input[0], 0) < 0 || dup2(pipes->output[1], 1) < 0 || dup2(pipes->errors[1], 2) < 0) {
        return errno;
    }
    if (extra >= 0 && dup2(extra, 3) < 0) {
        return errno;
    }
    // Whatever else is open here is none of its business; a kernel before 5.9 leaves it open.
    syscall(SYS_close_range, extra >= 0 ? 4u : 3u, ~0u, 0u);
    execve(program->path, program->arguments, program->environment);
    return errno;
}

static int start(const struct cspawn_program *program, const struct pipes *pipes, int extra, int *pid) {
    sigset_t every, before;
    sigfillset(&every);
    // No handler of the parent's may run in the child while they share memory.
    pthread_sigmask(SIG_SETMASK, &every, &before);
    const pid_t parent = getpid();
    volatile int failure = 0;
    const pid_t child = vfork();
    if (child == 0) {
        failure = become(program, pipes, extra, parent);
        _exit(127);
    }
    if (child < 0) {
        failure = errno;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    *pid = child;
    return failure;
}

int cspawn_start(const struct cspawn_program *program, struct cspawn_child *child) {
    struct pipes pipes = {{-1, -1}, {-1, -1}, {-1, -1}};
    int extra = -1;
    int failure = open_pipe(pipes.input);
    failure = failure ? failure : open_pipe(pipes.output);
    failure = failure ? failure : open_pipe(pipes.errors);
    if (!failure && program->extra >= 0) {
        extra = fcntl(program->extra, F_DUPFD_CLOEXEC, 4);
        failure = extra < 0 ? errno : 0;
    }
    int pid = -1;
    failure = failure ? failure : start(program, &pipes, extra, &pid);
    if (extra >= 0) {
        close(extra);
    }
    if (failure) {
        if (pid > 0) {
            while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
            }
        }
        close_all(&pipes);
        return failure;
    }
    close(pipes.input[0]);
    close(pipes.output[1]);
    close(pipes.errors[1]);
    fcntl(pipes.input[1], F_SETPIPE_SZ, input_bytes);
    const int ours[] = {pipes.input[1], pipes.output[0], pipes.errors[0]};
    for (unsigned i = 0; i < sizeof ours / sizeof *ours; i++) {
        fcntl(ours[i], F_SETFL, O_NONBLOCK);
    }
    *child = (struct cspawn_child){
        .pid = pid,
        .watch = (int)syscall(SYS_pidfd_open, pid, 0u),
        .input = pipes.input[1],
        .output = pipes.output[0],
        .errors = pipes.errors[0],
    };
    return 0;
}

static ssize_t move(int descriptor, const struct iovec *parts, int count, int lends) {
    sigset_t broken, before, waiting;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    sigpending(&waiting);
    const int was_waiting = sigismember(&waiting, SIGPIPE);
    const ssize_t moved = lends ? vmsplice(descriptor, parts, (size_t)count, SPLICE_F_NONBLOCK)
                                : writev(descriptor, parts, count);
    const int failure = errno;
    if (moved < 0 && failure == EPIPE && !was_waiting) {
        const struct timespec at_once = {0, 0};
        while (sigtimedwait(&broken, NULL, &at_once) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = failure;
    return moved;
}

ssize_t cspawn_write(int descriptor, const struct iovec *parts, int count) {
    return move(descriptor, parts, count, 0);
}

ssize_t cspawn_lend(int descriptor, const struct iovec *parts, int count) {
    return move(descriptor, parts, count, 1);
}

long cspawn_room(int descriptor) {
    return fcntl(descriptor, F_GETPIPE_SZ);
}
