// Tells the thread sanitizer about Synchronization.Mutex, which it otherwise takes for no lock at all.
//
// Lock and unlock are compiled into the caller, where the sanitizer sees their atomics; but as soon as two threads
// want the lock, the standard library's own slow functions take over, which are not instrumented, and every access
// under a contended lock is reported as a race. The linker takes the two slow functions from here instead: they call
// the library's and tell the sanitizer that the lock was taken or is about to be given back. Without the sanitizer
// this file is empty.

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT_CALL __attribute__((swiftcall))
#define SWIFT_SELF __attribute__((swift_context))

typedef SWIFT_CALL void (*lock_function)(uint32_t thread, SWIFT_SELF void *handle);
typedef SWIFT_CALL void (*unlock_function)(SWIFT_SELF void *handle);

void __tsan_acquire(void *address);
void __tsan_release(void *address);

SWIFT_CALL void glasslab_lock_slow(uint32_t thread, SWIFT_SELF void *handle) __asm__(LOCK);
SWIFT_CALL void glasslab_unlock_slow(SWIFT_SELF void *handle) __asm__(UNLOCK);

SWIFT_CALL void glasslab_lock_slow(uint32_t thread, SWIFT_SELF void *handle) {
    ((lock_function)dlsym(RTLD_NEXT, LOCK))(thread, handle);
    __tsan_acquire(handle);
}

SWIFT_CALL void glasslab_unlock_slow(SWIFT_SELF void *handle) {
    __tsan_release(handle);
    ((unlock_function)dlsym(RTLD_NEXT, UNLOCK))(handle);
}

#endif
#endif
