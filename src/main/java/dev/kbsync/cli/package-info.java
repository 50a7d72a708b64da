/** The command line: the same beans as the server, run once per command. */
@NullMarked
package dev.kbsync.cli;

import org.jspecify.annotations.NullMarked;
