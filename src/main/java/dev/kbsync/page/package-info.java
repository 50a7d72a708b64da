/**
 * The records that travel between stages: what was listed, what is to be done with it, what was
 * delivered and what became of it. They hold values only and know no stage.
 */
@NullMarked
package dev.kbsync.page;

import org.jspecify.annotations.NullMarked;
