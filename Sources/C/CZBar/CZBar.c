// The package manager wants one source file in a C module; there is nothing to add to libzbar's own functions.
#include "CZBar.h"
