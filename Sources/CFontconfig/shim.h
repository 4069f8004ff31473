// Fontconfig knows which fonts a machine has.
#include <fontconfig/fontconfig.h>
