/**
 * Which sites there are, which of their spaces are wanted and where their documents go. Every other
 * package may ask; this one asks nobody.
 */
@NullMarked
package dev.kbsync.site;

import org.jspecify.annotations.NullMarked;
