// Signatures of the makers' libraries that are opened at run time. Nothing is linked.
#ifndef SYSTOLE_CHAPTICS_H
#define SYSTOLE_CHAPTICS_H

#include <stdbool.h>
#include <stdint.h>

// 3D Systems OpenHaptics, device layer (libHD.so). Millimetres, newtons, radians.

typedef struct {
  uint32_t code;
  int32_t internal_code;
  uint32_t device;
} systole_hd_error;

typedef uint32_t (*systole_hd_callback)(void *data);
typedef uint32_t (*systole_hd_init_device)(const char *name);
typedef void (*systole_hd_device)(uint32_t device);
typedef void (*systole_hd_switch)(uint32_t capability);
typedef void (*systole_hd_get_integers)(uint32_t what, int32_t *values);
typedef void (*systole_hd_get_doubles)(uint32_t what, double *values);
typedef void (*systole_hd_set_doubles)(uint32_t what, const double *values);
typedef const char *(*systole_hd_get_string)(uint32_t what);
typedef systole_hd_error (*systole_hd_get_error)(void);
typedef const char *(*systole_hd_get_error_string)(uint32_t code);
typedef void (*systole_hd_scheduler)(void);
typedef unsigned long (*systole_hd_schedule)(systole_hd_callback callback, void *data, uint16_t priority);
typedef void (*systole_hd_unschedule)(unsigned long handle);
typedef uint32_t (*systole_hd_check_calibration)(void);
typedef void (*systole_hd_update_calibration)(uint32_t style);

// Force Dimension (libdhd.so or libdrd.so). Metres, newtons, radians.

typedef int (*systole_dhd_count)(void);
typedef int (*systole_dhd_open)(void);
typedef int (*systole_dhd_device)(char device);
typedef const char *(*systole_dhd_name)(char device);
typedef int (*systole_dhd_switch)(bool on, char device);
typedef int (*systole_dhd_pose)(double *x, double *y, double *z, double *frame, char device);
typedef int (*systole_dhd_vector)(double *x, double *y, double *z, char device);
typedef int (*systole_dhd_number)(double *value, char device);
typedef unsigned (*systole_dhd_buttons)(char device);
typedef int (*systole_dhd_force)(
  double fx, double fy, double fz, double tx, double ty, double tz, double grip, char device);
typedef int (*systole_dhd_limit)(double newtons, char device);
typedef int (*systole_dhd_serial)(uint16_t *number, char device);
typedef int (*systole_dhd_status)(int *status, char device);
typedef bool (*systole_dhd_question)(char device);
typedef const char *(*systole_dhd_error)(void);

#endif
