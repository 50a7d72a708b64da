/**
 * Reads storage format, however damaged, into a tree of elements: bounded in depth, time and
 * memory, with a warning for every place that was not well-formed. It knows XML, not Confluence.
 */
@NullMarked
package dev.kbsync.convert.xml;

import org.jspecify.annotations.NullMarked;
