/** Handlers for what is not a macro: HTML, and Confluence's own elements beside it. */
@NullMarked
package dev.kbsync.convert.element;

import org.jspecify.annotations.NullMarked;
