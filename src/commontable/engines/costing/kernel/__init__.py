"""The kernel: arrays of whole numbers to integer sums, one worker at a time or by columns."""
