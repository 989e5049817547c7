// What Marks needs of libqrencode: all of its C interface, as the library ships it.
#ifndef GLASSLAB_CQRENCODE_H
#define GLASSLAB_CQRENCODE_H

#include <qrencode.h>

#endif
