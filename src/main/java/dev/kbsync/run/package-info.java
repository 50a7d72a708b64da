/**
 * One pass over one site: what is listed, what is to be done with each page, what became of it, and
 * when something may be removed. Owns the ledger and the runs; converts and delivers nothing.
 */
@NullMarked
package dev.kbsync.run;

import org.jspecify.annotations.NullMarked;
