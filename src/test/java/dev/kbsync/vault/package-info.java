@NullMarked
package dev.kbsync.vault;

import org.jspecify.annotations.NullMarked;
