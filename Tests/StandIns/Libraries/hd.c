// A stand-in for libHD.so: the signatures and numbers of OpenHaptics' device layer over a modelled hand. One device.
#include "hand.h"

typedef uint32_t HHD, HDenum, HDerror, HDCallbackCode;
typedef struct { HDerror errorCode; int32_t internalErrorCode; HHD hHD; } HDErrorInfo;
typedef HDCallbackCode (*HDSchedulerCallback)(void *);

static HDErrorInfo stack[8];
static int depth;
static bool open_device, force_output, running, in_frame;
static HDSchedulerCallback callback;
static void *user_data;
static pthread_t scheduler;
static double frame_force[3], frame_torque[3];

static void fail(HDerror code) {
  if (depth < 8) stack[depth++] = (HDErrorInfo){code, 7, 0};
}

HDErrorInfo hdGetError(void) { return depth ? stack[--depth] : (HDErrorInfo){0, 0, 0}; }

const char *hdGetErrorString(HDerror code) {
  switch (code) {
    case 0x0200: return "Warm motors";
    case 0x0201: return "Exceeded maximum force";
    case 0x0203: return "Exceeded maximum velocity";
    case 0x0301: return "Device already initiated";
    case 0x0302: return "Communication error";
    default: return "Device fault";
  }
}

HHD hdInitDevice(const char *name) {
  if (switches[PRESENT] == 0 || (name && strcmp(name, "left") != 0)) {
    fail(0x0300);
    return 0xFFFFFFFF;
  }
  if (open_device) {
    fail(0x0301);
    return 0xFFFFFFFF;
  }
  open_device = true;
  return 0;
}

void hdDisableDevice(HHD device) { open_device = false; }
void hdMakeCurrentDevice(HHD device) {}
HHD hdGetCurrentDevice(void) { return 0; }

void hdBeginFrame(HHD device) {
  in_frame = true;
  memset(frame_force, 0, sizeof frame_force);
  memset(frame_torque, 0, sizeof frame_torque);
}

void hdEndFrame(HHD device) {
  bool ready = switches[PRESENT] != 0 && switches[ERROR] == 0 && switches[CALIBRATED] == 1;
  bool on = force_output && switches[PRESENT] != 0;
  move(on ? frame_force[0] : 0, on ? frame_force[1] : 0, on ? frame_force[2] : 0, ready);
  turn(on ? frame_torque[0] : 0, on ? frame_torque[1] : 0, on ? frame_torque[2] : 0, 0, ready);
  in_frame = false;
  if (switches[PRESENT] == 0) fail(0x0302);
  if (switches[ERROR] != 0) fail((HDerror)switches[ERROR]);
}

void hdEnable(HDenum what) { if (what == 0x4000) force_output = true; }
void hdDisable(HDenum what) { if (what == 0x4000) force_output = false; }
uint8_t hdIsEnabled(HDenum what) { return what == 0x4000 && force_output; }

void hdGetIntegerv(HDenum what, int32_t *values) {
  if (what == 0x2000) *values = (int32_t)switches[BUTTONS];
  if (what == 0x2554) *values = (int32_t)switches[FREEDOMS];
  if (what == 0x2555) *values = 4;
}

void hdGetDoublev(HDenum what, double *values) {
  switch (what) {
    case 0x2050:
      for (int i = 0; i < 3; i++) values[i] = 1000 * position[i];
      break;
    case 0x2051:
      for (int i = 0; i < 3; i++) values[i] = 1000 * velocity[i];
      break;
    case 0x2052: {
      // Turned by a quarter about y: its x axis points to -z.
      const double turn[12] = {0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0};
      memcpy(values, turn, sizeof turn);
      for (int i = 0; i < 3; i++) values[12 + i] = switches[NOT_A_NUMBER] != 0 ? NAN : 1000 * position[i];
      values[15] = 1;
      break;
    }
    case 0x2551: {
      const double box[6] = {-80, -60, -35, 80, 60, 35};
      memcpy(values, box, sizeof box);
      break;
    }
    case 0x2602: *values = 0.5; break;
    case 0x2603: *values = 3.3; break;
    case 0x2604: *values = 0.88; break;
    case 0x2605:
      // A device that does not say how warm it is, nor its damping.
      if (switches[TEMPERATURE] < 0) {
        fail(0x0100);
        break;
      }
      for (int i = 0; i < 6; i++) values[i] = i == 1 ? switches[TEMPERATURE] : 0.1;
      break;
    // mN m, as a Premium says it.
    case 0x2622: *values = 515; break;
    case 0x2623: *values = 188; break;
    case 0x2800:
      for (int i = 0; i < 3; i++) values[i] = standin_get(6 + i);
      break;
    case 0x2609:
      if (switches[TEMPERATURE] < 0) fail(0x0100);
      else *values = 0.003;
      break;
    default: fail(0x0100);
  }
}

void hdSetDoublev(HDenum what, const double *values) {
  if (what == 0x2700 && in_frame) memcpy(frame_force, values, sizeof frame_force);
  if (what == 0x2701 && in_frame) memcpy(frame_torque, values, sizeof frame_torque);
}

static char serial[16];
const char *hdGetString(HDenum what) {
  if (what == 0x2501) return "Stand-in Touch";
  if (what != 0x2504) return "";
  int n = (int)switches[SERIAL];
  serial[0] = 'S';
  serial[1] = (char)('0' + n / 10 % 10);
  serial[2] = (char)('0' + n % 10);
  return serial;
}

HDenum hdCheckCalibration(void) {
  return switches[CALIBRATED] == 1 ? 0x5000 : switches[CALIBRATED] == 2 ? 0x5001 : 0x5002;
}

void hdUpdateCalibration(HDenum style) { if (style == 4) standin_set(CALIBRATED, 1); }

static void *schedule(void *unused) {
  struct timespec due;
  clock_gettime(CLOCK_MONOTONIC, &due);
  while (__atomic_load_n(&running, __ATOMIC_ACQUIRE)) {
    due.tv_nsec += 1000000;
    if (due.tv_nsec >= 1000000000) {
      due.tv_nsec -= 1000000000;
      due.tv_sec++;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
    if (callback && callback(user_data) == 0) callback = NULL;
  }
  return NULL;
}

void hdStartScheduler(void) {
  if (running) return;
  running = true;
  pthread_create(&scheduler, NULL, schedule, NULL);
}

void hdStopScheduler(void) {
  if (!running) return;
  __atomic_store_n(&running, false, __ATOMIC_RELEASE);
  pthread_join(scheduler, NULL);
}

unsigned long hdScheduleAsynchronous(HDSchedulerCallback work, void *data, uint16_t priority) {
  callback = work;
  user_data = data;
  return 1;
}

void hdUnschedule(unsigned long handle) { callback = NULL; }
