/**
 * Takes a page in Confluence storage format and gives a document in Markdown or text. Plain Java:
 * it never reads a file, asks a server or knows a framework, except for the configuration that
 * makes its bean.
 */
@NullMarked
package dev.kbsync.convert;

import org.jspecify.annotations.NullMarked;
