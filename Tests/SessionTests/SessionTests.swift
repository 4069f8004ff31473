// Tests of Session are in the files beside this one.
