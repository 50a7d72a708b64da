/**
 * Judges how pages are cut, on any folder of pages: asks questions made from the pages' source,
 * cuts the pages in several ways, ranks the passages and looks for the answers in them. No language
 * model takes part.
 */
@NullMarked
package dev.kbsync.retrieval;

import org.jspecify.annotations.NullMarked;
