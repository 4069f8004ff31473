// Tests of SessionLog are in the files beside this one.
