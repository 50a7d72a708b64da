@NullMarked
package dev.kbsync.ops;

import org.jspecify.annotations.NullMarked;
