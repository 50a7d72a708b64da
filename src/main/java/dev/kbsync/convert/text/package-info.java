/** Characters: which may stand in a document, and how they stand in an address. */
@NullMarked
package dev.kbsync.convert.text;

import org.jspecify.annotations.NullMarked;
