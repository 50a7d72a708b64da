/**
 * Writes a tree as Markdown or as plain text with commonmark's own renderers, and overrides them
 * where they escape more than they must or know no syntax.
 */
@NullMarked
package dev.kbsync.convert.render;

import org.jspecify.annotations.NullMarked;
