@NullMarked
package dev.kbsync.console;

import org.jspecify.annotations.NullMarked;
