@NullMarked
package dev.kbsync.queue;

import org.jspecify.annotations.NullMarked;
