/** The command line: the same beans as the server, for one shot each. */
@NullMarked
package dev.kbsync.cli;

import org.jspecify.annotations.NullMarked;
