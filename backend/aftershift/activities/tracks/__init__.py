"""Reading a walk's GPX file: in a child process, into a plain line and its numbers. No Django here."""
