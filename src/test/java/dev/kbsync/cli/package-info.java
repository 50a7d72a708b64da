@NullMarked
package dev.kbsync.cli;

import org.jspecify.annotations.NullMarked;
