/**
 * Reads the text of attached files: a work that is to deliver one in, the same work with its text
 * as storage format out, for the converter to go on with. Files are hostile until they are read, so
 * they are read in a process of their own.
 */
@NullMarked
package dev.kbsync.attachment;

import org.jspecify.annotations.NullMarked;
