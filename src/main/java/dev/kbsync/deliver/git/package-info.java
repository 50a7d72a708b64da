/**
 * Documents in Git repositories: a working copy, a commit for each run, and the way to a remote.
 */
@NullMarked
package dev.kbsync.deliver.git;

import org.jspecify.annotations.NullMarked;
