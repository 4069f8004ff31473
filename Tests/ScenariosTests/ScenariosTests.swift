// Tests of Scenarios are in the files beside this one.
