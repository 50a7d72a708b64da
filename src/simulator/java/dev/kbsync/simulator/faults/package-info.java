/** Misbehaviour by switch: what is switched on, and whether a request is struck by it. */
@NullMarked
package dev.kbsync.simulator.faults;

import org.jspecify.annotations.NullMarked;
