// Tests of Devices are in the files beside this one.
