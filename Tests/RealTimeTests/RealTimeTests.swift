// Tests of RealTime are in the files beside this one.
