/**
 * What handlers of elements and macros read from and write to: the page being converted, its macros
 * and resources, addresses, and the count of what became of each construct.
 */
@NullMarked
package dev.kbsync.convert.handling;

import org.jspecify.annotations.NullMarked;
