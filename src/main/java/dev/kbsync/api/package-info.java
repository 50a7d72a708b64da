/**
 * What the console shows and does, as JSON for programs. Shows and starts what the stages do;
 * decides nothing of its own. Every refusal is a problem of RFC 9457 with one sentence.
 */
@NullMarked
package dev.kbsync.api;

import org.jspecify.annotations.NullMarked;
