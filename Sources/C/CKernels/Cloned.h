// How loops are compiled for several instruction sets.
#ifndef GLASSLAB_CKERNELS_CLONED_H
#define GLASSLAB_CKERNELS_CLONED_H

// The thread sanitizer crashes at start on functions chosen by the loader; other machines need no choice.
#if defined(__x86_64__) && defined(__has_feature)
#if !__has_feature(thread_sanitizer)
#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef CLONED
#define CLONED
#endif

// Parts of such loops: only what is inlined gets the caller's instruction set.
#define PART static inline __attribute__((always_inline))

#endif
