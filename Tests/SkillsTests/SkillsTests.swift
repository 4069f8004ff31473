// Tests of Skills are in the files beside this one.
