/** Which settings are in effect and where each was set, with everything masked that is secret. */
@NullMarked
package dev.kbsync.settings;

import org.jspecify.annotations.NullMarked;
