// What Marks needs of libzbar: all of its C interface, as the library ships it.
#ifndef GLASSLAB_CZBAR_H
#define GLASSLAB_CZBAR_H

#include <zbar.h>

#endif
