/**
 * Reads the text of attached files: a work that is to deliver one in, the same work with its text
 * as storage format out, for the converter to go on with. Files are hostile until they are read, so
 * they are read in a separate process.
 *
 * <p>Tika Pipes also parses in forked processes with a time limit, a memory limit and a restart, so
 * it was compared. It is not used because it starts its own main class on the class path of its
 * parent, which does not find libraries packed inside an executable jar; because the fork inherits
 * the environment of its parent, secrets included; and because it is configured by files that name
 * fetchers, emitters and Tika's own output handlers, with no place for the writer that makes
 * storage format and cuts it off, nor for the extractor that counts embedded files without opening
 * them. What it would replace is the start of a process and the exchange with it, about 250 lines.
 * Should files have to come from, or go to, many kinds of storage, the choice is worth another
 * look.
 */
@NullMarked
package dev.kbsync.attachment;

import org.jspecify.annotations.NullMarked;
