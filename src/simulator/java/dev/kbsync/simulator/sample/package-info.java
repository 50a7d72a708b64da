/**
 * Where content comes from at start: the handbook that ships with the simulator, folders of
 * storage-format files, and any number of generated pages.
 */
@NullMarked
package dev.kbsync.simulator.sample;

import org.jspecify.annotations.NullMarked;
