@NullMarked
package dev.kbsync.confluence;

import org.jspecify.annotations.NullMarked;
