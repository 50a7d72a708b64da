/**
 * How tests and demonstrations move the simulated world: one facade in Java, and the same over HTTP
 * under {@code /_simulator/}.
 */
@NullMarked
package dev.kbsync.simulator.control;

import org.jspecify.annotations.NullMarked;
