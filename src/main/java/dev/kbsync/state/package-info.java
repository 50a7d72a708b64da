/**
 * Whether each site is in step, behind or waiting for a person: one answer from runs, ledger and
 * authorization, told in the same words by health, metrics, log, console and command line.
 */
@NullMarked
package dev.kbsync.state;

import org.jspecify.annotations.NullMarked;
