#ifndef GLASSLAB_CTHREADSANITIZER_H
#define GLASSLAB_CTHREADSANITIZER_H

// Nothing to call: linking the module is enough. See CThreadSanitizer.c.

#endif
