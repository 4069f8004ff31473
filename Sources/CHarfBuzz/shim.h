// HarfBuzz places glyphs, with its own reader of font files.
#include <hb.h>
#include <hb-ot.h>
