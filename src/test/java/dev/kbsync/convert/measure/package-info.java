/**
 * Judges the converter on any folder of pages. It reads the pages with the JDK's own XML parser and
 * by its own rules, and the documents with a Markdown parser, so that a mistake of the converter
 * cannot hide itself.
 */
@NullMarked
package dev.kbsync.convert.measure;

import org.jspecify.annotations.NullMarked;
