// What both stand-ins have behind them: the end of a device as a mass, held by a hand that is a spring and a damper, and
// switches by which a test makes things go wrong. Every function is exported; a test finds them by name.
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xmmintrin.h>

enum {
  PRESENT = 0,      // 0: not plugged in
  CALIBRATED = 1,   // 0: needs the user; 2: needs an update
  TEMPERATURE = 2,  // share of the warmest motor's limit
  ERROR = 3,        // a code, given until it is 0 again
  BUTTONS = 4,
  HAND_X = 5,  // where the hand wants the end, m, in the maker's axes
  HAND_Y = 6,
  HAND_Z = 7,
  POWER = 8,
  NOT_A_NUMBER = 9,  // the pose is NaN
  SERIAL = 10,
  GAIN = 11,     // what the motors make of a force, 1 for those of a sound device
  FREEDOMS = 12,  // 6: it turns the hand, too
  SWITCHES = 13
};
static double switches[SWITCHES] = {1, 1, 0.25, 0, 0, 0, 0, 0, 1, 0, 41, 1, 3};
static double position[3], velocity[3], force[3], torque[3], grip;
static double largest_force, force_while_off, largest_torque, torque_while_off, largest_grip;
static long cycles;
static pthread_mutex_t hand_lock = PTHREAD_MUTEX_INITIALIZER;

void standin_set(int what, double value) {
  pthread_mutex_lock(&hand_lock);
  switches[what] = value;
  pthread_mutex_unlock(&hand_lock);
}

// 0-2 position, 3-5 velocity, 6-8 the force on it now, 9 the largest that ever was, 10 the largest while it was not ready,
// 11 the cycles, 12-14 the torque now, 15 the gripper's force, 16 and 17 the largest torque and the largest while it was not
// ready, 18 the largest force of the gripper.
double standin_get(int what) {
  pthread_mutex_lock(&hand_lock);
  double value = what < 3   ? position[what]
                 : what < 6 ? velocity[what - 3]
                 : what < 9 ? force[what - 6]
                 : what == 9 ? largest_force
                 : what == 10 ? force_while_off
                 : what == 11 ? (double)cycles
                 : what < 15  ? torque[what - 12]
                 : what == 15 ? grip
                 : what == 16 ? largest_torque
                 : what == 17 ? torque_while_off
                              : largest_grip;
  pthread_mutex_unlock(&hand_lock);
  return value;
}

static double number(const char *name, double otherwise) {
  const char *text = getenv(name);
  return text ? atof(text) : otherwise;
}

// As a library built with fast-math does, if the test asks for it; and the switches of a test that is another process.
__attribute__((constructor)) static void loaded(void) {
  if (getenv("STANDIN_FAST_MATH")) _mm_setcsr(_mm_getcsr() ^ 0x8040);
  switches[PRESENT] = number("STANDIN_PRESENT", 1);
  switches[CALIBRATED] = number("STANDIN_CALIBRATED", 1);
  switches[TEMPERATURE] = number("STANDIN_TEMPERATURE", 0.25);
  switches[ERROR] = number("STANDIN_ERROR", 0);
  switches[GAIN] = number("STANDIN_GAIN", 1);
}

// One ms of the end of the device, in m and N.
static void move(double fx, double fy, double fz, bool ready) {
  const double mass = 0.1, stiffness = 300, damping = 5, step = 0.001;
  pthread_mutex_lock(&hand_lock);
  double wanted[3] = {fx, fy, fz};
  double size = sqrt(fx * fx + fy * fy + fz * fz);
  if (!(size <= largest_force)) largest_force = size;
  if (!ready && !(size <= force_while_off)) force_while_off = size;
  for (int i = 0; i < 3; i++) {
    force[i] = wanted[i];
    double a = (stiffness * (switches[HAND_X + i] - position[i]) - damping * velocity[i] + switches[GAIN] * wanted[i]) / mass;
    velocity[i] += step * a;
    position[i] += step * velocity[i];
  }
  cycles++;
  pthread_mutex_unlock(&hand_lock);
}

// Torque and gripper, which move nothing here.
static void turn(double tx, double ty, double tz, double opening, bool ready) {
  pthread_mutex_lock(&hand_lock);
  double size = sqrt(tx * tx + ty * ty + tz * tz);
  if (!(size <= largest_torque)) largest_torque = size;
  if (!(opening <= largest_grip)) largest_grip = opening;
  if (!ready && !(size + fabs(opening) <= torque_while_off)) torque_while_off = size + fabs(opening);
  torque[0] = tx;
  torque[1] = ty;
  torque[2] = tz;
  grip = opening;
  pthread_mutex_unlock(&hand_lock);
}
