"""Formats: the readers of each kind of file, behind one seam (see `readers`)."""
