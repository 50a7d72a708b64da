@NullMarked
package dev.kbsync.history;

import org.jspecify.annotations.NullMarked;
