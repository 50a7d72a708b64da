/**
 * The web pages an administrator and an operator look at, and the same as JSON. Shows and starts
 * what the stages do; decides nothing of its own.
 */
@NullMarked
package dev.kbsync.console;

import org.jspecify.annotations.NullMarked;
