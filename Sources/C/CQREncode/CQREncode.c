// The package manager wants one source file in a C module; there is nothing to add to libqrencode's own functions.
#include "CQREncode.h"
