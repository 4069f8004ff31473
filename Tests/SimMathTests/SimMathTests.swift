// Tests of SimMath are in the files beside this one.
