// Tests of Simulation are in the files beside this one.
