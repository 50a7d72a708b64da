/**
 * One pass over one site: what is listed, what is to be done with each page, and when something may
 * be removed. Whatever a run changes goes through {@link RunEffects}, of which a dry run is another
 * implementation. Converts and delivers nothing.
 */
@NullMarked
package dev.kbsync.run;

import org.jspecify.annotations.NullMarked;
