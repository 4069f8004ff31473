// Tests of Report are in the files beside this one.
