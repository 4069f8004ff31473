// OpenAL Soft with the prototypes of its extensions: loopback and HRTF.
#define AL_ALEXT_PROTOTYPES
#include <AL/al.h>
#include <AL/alc.h>
#include <AL/alext.h>
