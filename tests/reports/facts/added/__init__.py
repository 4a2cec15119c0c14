"""An invented framework of 2027, as somebody would add it: a file of data and a module that reads."""
