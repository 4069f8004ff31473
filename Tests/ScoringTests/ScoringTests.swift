// Tests of Scoring are in the files beside this one.
