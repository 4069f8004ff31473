// A stand-in for libdhd.so: the signatures and numbers of Force Dimension's library over a modelled hand. One omega.7.
// The maker's axes: x towards the user, y to the right, z up.
#include "hand.h"

static bool open_device, force_on;
static int last_error;

int dhdGetDeviceCount(void) { return switches[PRESENT] != 0 ? 1 : 0; }

int dhdOpenID(char index) {
  if (switches[PRESENT] == 0 || index != 0 || open_device) {
    last_error = 1;
    return -1;
  }
  open_device = true;
  return 0;
}

int dhdOpen(void) { return dhdOpenID(0); }

int dhdClose(char id) {
  open_device = false;
  return 0;
}

int dhdStop(char id) {
  force_on = false;
  return 0;
}

int dhdGetSystemType(char id) { return switches[FREEDOMS] == 6 ? 104 : 35; }
const char *dhdGetSystemName(char id) { return switches[FREEDOMS] == 6 ? "stand-in sigma.7" : "stand-in omega.7"; }

int dhdEnableForce(bool on, char id) {
  force_on = on;
  return switches[PRESENT] != 0 ? 0 : -1;
}

int dhdSetGravityCompensation(bool on, char id) { return switches[PRESENT] != 0 ? 0 : -1; }

int dhdGetPositionAndOrientationFrame(double *x, double *y, double *z, double frame[3][3], char id) {
  if (switches[PRESENT] == 0) return -1;
  double p[3];
  for (int i = 0; i < 3; i++) p[i] = switches[NOT_A_NUMBER] != 0 ? NAN : standin_get(i);
  *x = p[0];
  *y = p[1];
  *z = p[2];
  // A quarter turn about its z (up): its x axis points to the right.
  const double turn[9] = {0, -1, 0, 1, 0, 0, 0, 0, 1};
  memcpy(frame, turn, sizeof turn);
  return 1;
}

int dhdGetLinearVelocity(double *x, double *y, double *z, char id) {
  *x = standin_get(3);
  *y = standin_get(4);
  *z = standin_get(5);
  return switches[PRESENT] != 0 ? 0 : -1;
}

int dhdGetGripperGap(double *gap, char id) {
  *gap = 0.0125;
  return 0;
}

unsigned dhdGetButtonMask(char id) { return (unsigned)switches[BUTTONS]; }

int dhdSetForceAndTorqueAndGripperForce(
    double fx, double fy, double fz, double tx, double ty, double tz, double opening, char id) {
  bool there = switches[PRESENT] != 0;
  bool ready = there && switches[CALIBRATED] == 1 && switches[POWER] != 0 && switches[ERROR] == 0;
  bool on = there && force_on;
  move(on ? fx : 0, on ? fy : 0, on ? fz : 0, ready);
  turn(on ? tx : 0, on ? ty : 0, on ? tz : 0, on ? opening : 0, ready);
  if (!there) return -1;
  return sqrt(fx * fx + fy * fy + fz * fz) > 11 ? 2 : 0;
}

int dhdSetMaxForce(double newtons, char id) { return 0; }

int dhdGetSerialNumber(uint16_t *number, char id) {
  *number = (uint16_t)switches[SERIAL];
  return 0;
}

int dhdGetStatus(int *status, char id) {
  if (switches[PRESENT] == 0) return -1;
  memset(status, 0, 16 * sizeof *status);
  status[0] = switches[POWER] != 0;
  status[1] = 1;
  status[2] = 1;
  status[3] = switches[CALIBRATED] == 1;
  status[5] = switches[ERROR] == 0 && switches[POWER] != 0;
  // Forces off because it was moved too fast.
  status[14] = switches[ERROR] != 0 ? 2 : 0;
  return 0;
}

bool dhdHasWrist(char id) { return true; }
bool dhdHasActiveWrist(char id) { return switches[FREEDOMS] == 6; }

int dhdGetForce(double *x, double *y, double *z, char id) {
  *x = standin_get(6);
  *y = standin_get(7);
  *z = standin_get(8);
  return switches[PRESENT] != 0 ? 0 : -1;
}
bool dhdHasGripper(char id) { return true; }
double dhdGetComFreq(char id) { return 1; }
int dhdErrorGetLast(void) { return last_error; }
const char *dhdErrorGetLastStr(void) { return last_error ? "device in use" : "no error"; }
