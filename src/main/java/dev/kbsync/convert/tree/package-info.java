/**
 * Builds a commonmark tree from a stream of text, marks and blocks that may come in any nesting, so
 * that the tree can be written as Markdown and read back the same. It knows neither XML nor
 * Confluence.
 */
@NullMarked
package dev.kbsync.convert.tree;

import org.jspecify.annotations.NullMarked;
