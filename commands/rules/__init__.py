"""Pure rules over plain values: the standard library only, the clock an argument."""
