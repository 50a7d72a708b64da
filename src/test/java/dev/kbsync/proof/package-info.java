/**
 * Proof that the whole keeps its promises whatever happens: a model that compares it with a fresh
 * sync after thousands of random steps, a test that kills it, and a tool that measures it on big
 * sites.
 */
@NullMarked
package dev.kbsync.proof;

import org.jspecify.annotations.NullMarked;
